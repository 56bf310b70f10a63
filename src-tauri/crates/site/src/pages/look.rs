//! What pages show of how a site is set to look: the logo, and where else to find it. Colours and letters are the theme's.

use galley_domain::{LogoPlace, MediaHash};

use super::{Pages, Purpose, views, web_address};
use crate::Image;
use crate::index::Shown;

/// Hosts, and what people call them.
const PLACES: [(&str, &str); 24] = [
    ("bilibili.com", "bilibili"),
    ("bsky.app", "Bluesky"),
    ("codeberg.org", "Codeberg"),
    ("discord.gg", "Discord"),
    ("douyin.com", "抖音"),
    ("facebook.com", "Facebook"),
    ("flickr.com", "Flickr"),
    ("github.com", "GitHub"),
    ("gitlab.com", "GitLab"),
    ("instagram.com", "Instagram"),
    ("linkedin.com", "LinkedIn"),
    ("mastodon.social", "Mastodon"),
    ("medium.com", "Medium"),
    ("reddit.com", "Reddit"),
    ("t.me", "Telegram"),
    ("threads.net", "Threads"),
    ("tiktok.com", "TikTok"),
    ("twitter.com", "X"),
    ("vimeo.com", "Vimeo"),
    ("weibo.com", "微博"),
    ("x.com", "X"),
    ("xiaohongshu.com", "小红书"),
    ("youtube.com", "YouTube"),
    ("zhihu.com", "知乎"),
];

impl Pages<'_> {
    /// The logo, where it stands on pages. A preview has no files of the site's.
    pub(super) fn logo(&self) -> Option<views::Logo> {
        let site = &self.index.catalog.site;
        let place = site.appearance.logo.place;
        if place == LogoPlace::No || self.purpose == Purpose::Preview {
            return None;
        }
        let shown = self.picture_of(site.logo?)?;
        Some(views::Logo {
            dark: site
                .appearance
                .logo
                .dark
                .and_then(|dark| self.picture_of(dark))
                .map(|dark| dark.src.into()),
            width: shown.pixels.map(|(width, _)| width),
            height: shown.pixels.map(|(_, height)| height),
            src: shown.src.into(),
            alone: place == LogoPlace::Alone,
        })
    }

    /// The pictures that this takes.
    pub(crate) fn logos(&self) -> impl Iterator<Item = Shown> {
        let site = &self.index.catalog.site;
        let hashes = site.logos().filter(|_| site.appearance.logo.place != LogoPlace::No);
        hashes.filter_map(|hash| self.picture_of(hash))
    }

    fn picture_of(&self, hash: MediaHash) -> Option<Shown> {
        let media = self.index.catalog.media.iter().find(|media| media.hash == hash)?;
        Shown::of(&Image::of(media), "", &self.index.base, &self.index.sizing)
    }

    /// Where else to find the site.
    pub(super) fn social(&self) -> Vec<views::Link> {
        let links = self.index.catalog.site.appearance.social.iter().filter_map(|item| {
            let href = web_address(&item.url)?;
            let name = if item.label.is_empty() { name_of(&href) } else { item.label.clone() };
            Some(views::Link { name, href })
        });
        links.collect()
    }
}

/// What people call the place at an address.
fn name_of(href: &str) -> String {
    let (scheme, rest) = href.split_once(':').unwrap_or(("", href));
    let rest = rest.trim_start_matches('/');
    if scheme.eq_ignore_ascii_case("mailto") {
        return rest.split('?').next().unwrap_or(rest).to_owned();
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest).to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let of =
        |name: &str| host.strip_suffix(name).is_some_and(|front| front.is_empty() || front.ends_with('.'));
    PLACES.iter().find(|(name, _)| of(name)).map_or(host, |(_, called)| *called).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_called_what_people_call_it() {
        let cases = [
            ("https://www.youtube.com/@us", "YouTube"),
            ("https://uk.linkedin.com/company/us", "LinkedIn"),
            ("https://notx.com/us", "notx.com"),
            ("https://social.example.org/@us?x", "social.example.org"),
            ("mailto:desk@example.org?subject=Hi", "desk@example.org"),
        ];
        for (href, name) in cases {
            assert_eq!(name_of(href), name);
        }
        assert!(PLACES.is_sorted());
    }
}
