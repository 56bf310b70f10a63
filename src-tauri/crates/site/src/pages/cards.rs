//! The cards of articles without a cover, and of the site. What a card says is in its name, so that pages name it while
//! it is not drawn, and one that stands there need not be looked at.

use galley_domain::{Direction, Language, MediaHash};
use galley_pictures::{CARD_HEIGHT, CARD_WIDTH, Card};

use super::{Pages, views};
use crate::index::{Entry, Shown, Subject};
use crate::memory::Key;
use crate::pictures::SiteFile;

impl Pages<'_> {
    /// What the card of an article says; none where it has a photo, letters that no font has, or the site has no cards.
    pub(crate) fn card_of(&self, at: u32) -> Option<Card<'_>> {
        let entry = self.index.entry(at);
        let painter = self.painter.as_ref().filter(|_| photo(entry).is_none())?;
        let category = entry.category.map(Subject::Category);
        let card = Card {
            headline: &entry.headline,
            kicker: category
                .and_then(|subject| self.subject_name(subject, entry.language))
                .unwrap_or_default(),
            name: self.site_title(entry.language),
            from_right: self.language(entry.language).direction() == Direction::Rtl,
            is_chinese: is_chinese(self.language(entry.language)),
        };
        painter.can_draw(&card).then_some(card)
    }

    /// The card of an article as it stands in the site.
    pub(crate) fn card_file_of(&self, at: u32) -> Option<SiteFile> {
        let card = self.card_of(at)?;
        Some(self.card_file(&card, self.index.entry(at).id.to_string().as_bytes()))
    }

    /// What the card of the site says in a language: its name, and what it is. None where there are no letters for that.
    pub(crate) fn site_card_of(&self, language: u16) -> Option<Card<'_>> {
        let card = self.of_site(language);
        self.painter.as_ref()?.can_draw(&card).then_some(card)
    }

    /// The card of the site in a language as it stands in the site; none where the site has no cards.
    pub(super) fn make_site_card(&self, language: u16) -> Option<SiteFile> {
        self.painter.as_ref()?;
        let card = self.site_card_of(language);
        let drawn: &[u8] = if card.is_some() { b"site" } else { b"blank" };
        Some(self.card_file(&card.unwrap_or_else(|| self.of_site(language)), drawn))
    }

    /// The card of the site in a language.
    pub(crate) fn site_card(&self, language: u16) -> Option<&SiteFile> {
        self.shared[usize::from(language)].card.as_ref()
    }

    /// The same page, shown as this card where a link to it is passed on, or as that of the site.
    pub(super) fn with_card(&self, page: views::Page, card: Option<&SiteFile>, language: u16) -> views::Page {
        let Some(card) = card.or_else(|| self.site_card(language)) else { return page };
        views::Page {
            image: Some(self.index.base.url(&card.path)),
            image_width: Some(CARD_WIDTH),
            image_height: Some(CARD_HEIGHT),
            image_alt: page.title.clone(),
            ..page
        }
    }

    /// What the site says of itself.
    fn of_site(&self, language: u16) -> Card<'_> {
        let texts = self.index.catalog.site.texts(self.language(language));
        Card {
            headline: self.site_title(language),
            kicker: "",
            name: texts.map_or("", |texts| &texts.description),
            from_right: self.language(language).direction() == Direction::Rtl,
            is_chinese: is_chinese(self.language(language)),
        }
    }

    fn card_file(&self, card: &Card<'_>, whose: &[u8]) -> SiteFile {
        let logo = self.index.logo().map(|logo| *logo.hash.bytes()).unwrap_or_default();
        let look = self.theme.look();
        let font = self.theme.font_mark();
        let key = Key::of(&[
            &look.paper,
            &look.ink,
            &look.accent,
            font,
            &logo,
            card.headline.as_bytes(),
            card.kicker.as_bytes(),
            card.name.as_bytes(),
            &[u8::from(card.from_right), u8::from(card.is_chinese)],
            whose,
        ]);
        let mut hash = [0; 32];
        hash[..key.bytes().len()].copy_from_slice(key.bytes());
        SiteFile::card(MediaHash::new(hash))
    }

    fn language(&self, language: u16) -> &Language {
        &self.index.languages[usize::from(language)]
    }
}

/// The cover of an article, where those who show links to it can show that: none of them shows drawings, and few AVIF.
pub(super) fn photo(entry: &Entry) -> Option<&Shown> {
    entry.cover.as_deref().filter(|cover| {
        let path = cover.src.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        ![".svg", ".avif"].iter().any(|kind| path.ends_with(kind))
    })
}

/// Width and height of a photo's own file, which is not wider than the widest that is made.
pub(super) fn file_size(photo: &Shown) -> Option<(u32, u32)> {
    let ((width, height), widths) = (photo.pixels?, &photo.file.as_ref()?.widths);
    match widths.last() {
        Some(widest) if *widest < width => {
            let height = (u64::from(height) * u64::from(*widest)).div_ceil(u64::from(width));
            Some((*widest, height as u32))
        }
        _ => Some((width, height)),
    }
}

/// Whether a language is written with the signs that Galley's Chinese font has.
pub(crate) fn is_chinese(language: &Language) -> bool {
    language.primary() == "zh" && !is_traditional(language)
}

/// Whether Chinese is written in the traditional signs: where it says so, or where they are used and nothing else is said.
pub(crate) fn is_traditional(language: &Language) -> bool {
    let has = |wanted: &str| language.as_str().split('-').any(|part| part.eq_ignore_ascii_case(wanted));
    has("Hant") || (!has("Hans") && ["TW", "HK", "MO"].into_iter().any(has))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_traditional_where_it_says_so_or_is_read_there() {
        let is = |tag: &str| is_traditional(&tag.parse().expect("a language"));
        assert!(
            ["zh-Hant", "zh-TW", "zh-HK", "zh-MO", "zh-Hant-HK", "zh-Hant-TW", "zh-Hant-CN"]
                .into_iter()
                .all(is)
        );
        assert!(!["zh", "zh-CN", "zh-SG", "zh-Hans", "zh-Hans-HK"].into_iter().any(is));
    }
}
