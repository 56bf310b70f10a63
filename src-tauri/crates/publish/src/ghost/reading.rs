//! What stands at a Ghost, read as a whole: the list of all, and each in words.

use std::collections::BTreeMap;

use chrono::DateTime;
use galley_domain::Instant;
use serde_json::Value;
use url::Url;

use super::post::is_internal;
use super::{Ghost, LIST_MAX, WHOLE, kind};
use crate::html::{pictures_of, plain};
use crate::server::text;
use crate::web::Ask;
use crate::{Cover, Listing, Media, PublishError, Remote, Seen, Seo, Story};

/// As many as [`LIST_MAX`] says.
const PAGE: usize = 100;

impl Ghost {
    pub(super) fn seen(&self, page: bool, from: usize) -> Result<Listing, PublishError> {
        let at = from / PAGE + 1;
        let number = at.to_string();
        let query = [
            ("fields", "id,url,slug,updated_at"),
            ("order", "created_at asc, id asc"),
            ("limit", LIST_MAX),
            ("page", number.as_str()),
        ];
        let answer = self.ask(Ask::get(self.at(&format!("{}/", kind(page)), &query)))?;
        let list = self.list("the list of articles", &answer, kind(page))?;
        let seen = |post: &Value| {
            Some(Seen {
                id: post["id"].as_str()?.to_owned(),
                url: text(&post["url"]),
                slug: text(&post["slug"]),
                version: text(&post["updated_at"]),
            })
        };
        let next = (!list.is_empty()).then_some(at * PAGE);
        Ok(Listing { seen: list.iter().filter_map(seen).collect(), next, total: None })
    }

    pub(super) fn posts(&self, page: bool, ids: &[String]) -> Result<Vec<Remote>, PublishError> {
        let filter = format!("id:[{}]", ids.join(","));
        let query = [&WHOLE[..], &[("filter", filter.as_str()), ("limit", LIST_MAX)][..]].concat();
        let answer = self.ask(Ask::get(self.at(&format!("{}/", kind(page)), &query)))?;
        let list = self.list("reading articles", &answer, kind(page))?;
        Ok(list.iter().filter_map(super::remote).collect())
    }

    pub(super) fn told(&self, there: &Remote) -> Story {
        let post = &there.told;
        let html = text(&post["html"]);
        let mut pictures = BTreeMap::new();
        for src in pictures_of(&html) {
            if let Some(media) = self.own(&src) {
                pictures.insert(
                    src,
                    Cover { media, alt: String::new(), caption: String::new(), credit: String::new() },
                );
            }
        }
        let cover = text(&post["feature_image"]);
        let cover = Some(cover).filter(|cover| !cover.is_empty()).map(|url| Cover {
            media: self.own(&url).unwrap_or(Media { id: String::new(), url }),
            alt: text(&post["feature_image_alt"]),
            caption: plain(&text(&post["feature_image_caption"])),
            credit: String::new(),
        });
        let names = |list: &str| {
            let all = post[list].as_array().into_iter().flatten();
            all.map(|one| text(&one["name"])).filter(|name| !name.is_empty()).collect::<Vec<_>>()
        };
        let (kept, mut tags): (Vec<_>, Vec<_>) = names("tags").into_iter().partition(|tag| is_internal(tag));
        // Themes show the first tag as what an article belongs to.
        let categories = if tags.is_empty() { Vec::new() } else { vec![vec![tags.remove(0)]] };
        let paid = text(&post["visibility"]);
        let left = (!matches!(paid.as_str(), "" | "public")).then(|| {
            format!("only {paid} readers get it there; Galley knows no such bar, so it comes in as a draft")
        });
        Story {
            barred: left.is_some(),
            title: text(&post["title"]),
            lead: text(&post["custom_excerpt"]),
            html,
            slug: text(&post["slug"]),
            date: time(&post["published_at"]),
            modified: time(&post["updated_at"]),
            categories,
            tags,
            bylines: names("authors"),
            cover,
            pictures,
            seo: Some(Seo {
                title: text(&post["meta_title"]),
                description: text(&post["meta_description"]),
                canonical: text(&post["canonical_url"]),
            }),
            left: left.into_iter().collect(),
            kept,
            unsaid: Vec::new(),
        }
    }

    /// A picture that lies at the site. It has no name but its address.
    fn own(&self, src: &str) -> Option<Media> {
        let url = self.site.join(src).ok()?;
        (url.origin() == self.site.origin()).then(|| Media { id: url.to_string(), url: url.into() })
    }

    pub(super) fn file(&self, url: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let Ok(url) = Url::parse(url) else { return Ok(None) };
        let answer = self.ask(Ask::picture(url))?;
        Ok((answer.status == 200).then_some(answer.body))
    }
}

fn time(value: &Value) -> Option<Instant> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|at| at.to_utc())
}
