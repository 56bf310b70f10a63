//! The pattern of articles' addresses: what stands between a language's home and the end.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A pattern such as `/{year}/{month}/{slug}/`. It has the slug, so no two articles of a language get one address by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Permalink(Box<str>);

/// What fills a pattern.
#[derive(Debug, Clone, Copy)]
pub struct Filed<'a> {
    /// Year, month and day by the site's zone.
    pub date: (i32, u32, u32),
    /// The slugs of its category and those above, joined by `/`; empty where it has none.
    pub category: &'a str,
    /// Its slug.
    pub slug: &'a str,
}

/// A text that is no pattern.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PermalinkError {
    /// Too long, or too deep.
    #[error("a pattern has at most {} signs and {} parts", Permalink::BYTES_MAX, Permalink::PARTS_MAX)]
    TooLong,
    /// No path.
    #[error("a pattern begins and ends with /, like /{{year}}/{{month}}/{{slug}}/")]
    NoPath,
    /// Nothing tells articles apart.
    #[error("a pattern has {{slug}} in it, once: without it articles would share an address")]
    NoSlug,
    /// A name in braces that means nothing.
    #[error(
        "{{{0}}} means nothing; a pattern may have {{year}}, {{month}}, {{day}}, {{category}} and {{slug}}"
    )]
    Unknown(String),
    /// `x-{category}`: a category below another has a / in its address.
    #[error("{{category}} is a part of its own, like /{{category}}/{{slug}}/")]
    Category,
    /// What is no name of a folder.
    #[error("the part {0:?} is no name of a folder: between the slashes stand letters, digits, - and _")]
    Part(String),
    /// A folder of the site's own.
    #[error("the first part is {0}, which is a folder of the site's own; choose another word")]
    Taken(String),
}

impl Permalink {
    /// Longest pattern, in bytes.
    pub const BYTES_MAX: usize = 200;
    /// Most parts between slashes.
    pub const PARTS_MAX: usize = 8;

    const NAMES: [&'static str; 5] = ["year", "month", "day", "category", "slug"];
    const OWN: [&'static str; 9] =
        ["archive", "assets", "byline", "category", "media", "page", "search", "tag", "thanks"];

    /// The slug and nothing else.
    pub fn slug() -> Self {
        Self("/{slug}/".into())
    }

    /// Whether it is that.
    pub fn is_slug(&self) -> bool {
        &*self.0 == "/{slug}/"
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the date, or the category, is part of an address.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(&format!("{{{name}}}"))
    }

    /// The path that it gives, without slashes at its ends.
    pub fn path(&self, filed: &Filed<'_>) -> String {
        let (year, month, day) = filed.date;
        let mut path = String::new();
        for part in self.0.split('/').filter(|part| !part.is_empty()) {
            let part = part
                .replace("{year}", &format!("{year:04}"))
                .replace("{month}", &format!("{month:02}"))
                .replace("{day}", &format!("{day:02}"))
                .replace("{category}", filed.category)
                .replace("{slug}", filed.slug);
            if !part.is_empty() {
                path.extend([if path.is_empty() { "" } else { "/" }, &part]);
            }
        }
        path
    }
}

impl FromStr for Permalink {
    type Err = PermalinkError;

    fn from_str(text: &str) -> Result<Self, PermalinkError> {
        let inner = text.strip_prefix('/').and_then(|text| text.strip_suffix('/'));
        let inner = inner.filter(|inner| !inner.is_empty()).ok_or(PermalinkError::NoPath)?;
        let parts: Vec<&str> = inner.split('/').collect();
        if text.len() > Self::BYTES_MAX || parts.len() > Self::PARTS_MAX {
            return Err(PermalinkError::TooLong);
        }
        for part in &parts {
            must_be_folder(part)?;
        }
        if text.matches("{slug}").count() != 1 {
            return Err(PermalinkError::NoSlug);
        }
        let first = parts[0].to_ascii_lowercase();
        if Self::OWN.contains(&&*first) {
            return Err(PermalinkError::Taken(first));
        }
        Ok(Self(text.into()))
    }
}

/// Whether a part is made of what a folder may be called, and of names that mean something.
fn must_be_folder(part: &str) -> Result<(), PermalinkError> {
    let mut rest = part;
    let mut is_empty = true;
    while !rest.is_empty() {
        is_empty = false;
        if let Some(begun) = rest.strip_prefix('{') {
            let (name, after) = begun.split_once('}').ok_or_else(|| PermalinkError::Part(part.to_owned()))?;
            if !Permalink::NAMES.contains(&name) {
                return Err(PermalinkError::Unknown(name.chars().take(40).collect()));
            }
            if name == "category" && part != "{category}" {
                return Err(PermalinkError::Category);
            }
            rest = after;
            continue;
        }
        let c = rest.chars().next().expect("it is not empty");
        if !c.is_alphanumeric() && !matches!(c, '-' | '_') {
            return Err(PermalinkError::Part(part.to_owned()));
        }
        rest = &rest[c.len_utf8()..];
    }
    if is_empty { Err(PermalinkError::Part(part.to_owned())) } else { Ok(()) }
}

impl fmt::Display for Permalink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Permalink> for String {
    fn from(pattern: Permalink) -> Self {
        pattern.0.into()
    }
}

impl TryFrom<String> for Permalink {
    type Error = PermalinkError;

    fn try_from(text: String) -> Result<Self, PermalinkError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_filled() {
        let filed = Filed { date: (2023, 4, 5), category: "news/asia", slug: "ten-years" };
        let loose = Filed { category: "", ..filed };
        for (pattern, with, without) in [
            ("/{slug}/", "ten-years", "ten-years"),
            ("/{year}/{month}/{slug}/", "2023/04/ten-years", "2023/04/ten-years"),
            ("/{category}/{slug}/", "news/asia/ten-years", "ten-years"),
            (
                "/stories/{year}-{month}-{day}-{slug}/",
                "stories/2023-04-05-ten-years",
                "stories/2023-04-05-ten-years",
            ),
            ("/新闻/{slug}/", "新闻/ten-years", "新闻/ten-years"),
        ] {
            let pattern: Permalink = pattern.parse().expect(pattern);
            assert_eq!((pattern.path(&filed).as_str(), pattern.path(&loose).as_str()), (with, without));
        }
    }

    #[test]
    fn a_pattern_that_could_lead_anywhere_else_is_refused() {
        let part = |text: &str| PermalinkError::Part(text.to_owned());
        for (bad, why) in [
            ("", PermalinkError::NoPath),
            ("/", PermalinkError::NoPath),
            ("{slug}", PermalinkError::NoPath),
            ("/{year}/", PermalinkError::NoSlug),
            ("/{slug}/{slug}/", PermalinkError::NoSlug),
            ("/../{slug}/", part("..")),
            ("/a//{slug}/", part("")),
            ("/a b/{slug}/", part("a b")),
            ("/a\u{202e}/{slug}/", part("a\u{202e}")),
            ("/%2e%2e/{slug}/", part("%2e%2e")),
            ("/{slug/", part("{slug")),
            ("/{slug}?x=/", part("{slug}?x=")),
            ("/{slug}.html/", part("{slug}.html")),
            ("/{author}/{slug}/", PermalinkError::Unknown("author".to_owned())),
            ("/x-{category}/{slug}/", PermalinkError::Category),
            ("/Tag/{slug}/", PermalinkError::Taken("tag".to_owned())),
            ("/a/b/c/d/e/f/g/h/{slug}/", PermalinkError::TooLong),
        ] {
            assert_eq!(bad.parse::<Permalink>(), Err(why), "{bad:?}");
        }
    }
}
