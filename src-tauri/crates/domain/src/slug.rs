//! Slugs: the last part of an article's address.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::{ArticleId, Language};

/// The last part of an address: letters and digits of any script in lower case, joined by single hyphens,
/// in Unicode's composed form (NFC).
///
/// A headline in Chinese keeps its characters: browsers and search engines show them, and a
/// transliteration would be a guess. Latin letters lose their marks (`Köln` becomes `koln`), because people type addresses.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Slug(Box<str>);

/// A text that cannot be a slug.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SlugError {
    /// Nothing is left.
    #[error("a slug needs at least one letter or digit")]
    Empty,
    /// Too long.
    #[error("a slug has at most {} bytes", Slug::BYTES_MAX)]
    TooLong,
    /// Holds what a slug does not hold.
    #[error("{0:?} is no slug: it has letters and digits in lower case, joined by single hyphens")]
    Form(String),
    /// Would be a name that some file system keeps for itself.
    #[error("{0:?} is a name that Windows keeps for devices; choose another slug")]
    Reserved(String),
}

impl Slug {
    /// What an article in this language is named by: `en/ten-years-of-cable`.
    pub fn named(&self, language: &Language) -> String {
        format!("{language}/{self}")
    }

    /// Longest slug in bytes of UTF-8. A file name has at most 255 on every system; this leaves room for
    /// a suffix and an extension.
    pub const BYTES_MAX: usize = 200;

    /// How long a slug made from a headline gets, in bytes; cut at a hyphen where there is one.
    const MADE_BYTES_MAX: usize = 90;

    /// Makes a slug from a headline, or none where it has no letter or digit.
    pub fn from_headline(headline: &str) -> Option<Self> {
        let mut slug = String::new();
        let mut gap = false;
        for c in fold(headline) {
            if c.is_alphanumeric() || (is_combining_mark(c) && !slug.is_empty() && !gap) {
                if gap && !slug.is_empty() {
                    slug.push('-');
                }
                gap = false;
                slug.push(c);
            } else if !matches!(c, '\'' | '’' | 'ʼ') {
                // An apostrophe joins (`don't` is `dont`), everything else separates.
                gap = true;
            }
        }
        let cut = cut_at_word(&slug, Self::MADE_BYTES_MAX);
        let made = if is_device_name(cut) { format!("{cut}-1") } else { cut.to_owned() };
        made.parse().ok()
    }

    /// The slug that an article's headline makes, or the one of an article without a headline.
    pub fn made(headline: &str, id: ArticleId) -> Self {
        Self::from_headline(headline).unwrap_or_else(|| Self::untitled(id))
    }

    /// The slug of an article without a headline.
    pub fn untitled(id: ArticleId) -> Self {
        let id = id.uuid().simple().to_string();
        Self(format!("untitled-{}", &id[24..]).into())
    }

    /// The slug with a number behind it: `name-2`.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let suffix = format!("-{number}");
        let stem = cut_at_word(&self.0, Self::BYTES_MAX - suffix.len());
        Self(format!("{stem}{suffix}").into())
    }

    /// The first of `name`, `name-2`, `name-3`… that is free.
    #[must_use]
    pub fn first_free(&self, taken: impl FnMut(&Self) -> bool) -> Self {
        self.first_free_from(1, taken).0
    }

    /// The same from a number on, of which 1 is the slug without one, and the number that is free: whoever gives many in a row need not
    /// ask for the first ones again.
    #[must_use]
    pub fn first_free_from(&self, number: u32, mut taken: impl FnMut(&Self) -> bool) -> (Self, u32) {
        let mut number = number.max(1);
        loop {
            let candidate = if number == 1 { self.clone() } else { self.numbered(number) };
            if !taken(&candidate) {
                return (candidate, number);
            }
            number += 1;
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Lower case; Latin, Greek and Cyrillic letters without their marks; everything composed again.
fn fold(text: &str) -> impl Iterator<Item = char> {
    let mut bare: String = String::with_capacity(text.len());
    let mut base_takes_marks = true;
    for c in text.chars().flat_map(char::to_lowercase).nfkd() {
        if is_combining_mark(c) {
            // In Arabic, Devanagari or Thai a mark is a vowel; in Latin it is dropped. Cyrillic й and Japanese が keep theirs.
            if !base_takes_marks {
                continue;
            }
        } else {
            base_takes_marks = !('a'..='\u{24f}').contains(&c) && !('\u{370}'..='\u{3ff}').contains(&c);
        }
        match c {
            'ß' => bare.push_str("ss"),
            'æ' => bare.push_str("ae"),
            'œ' => bare.push_str("oe"),
            'ø' => bare.push('o'),
            'đ' | 'ð' => bare.push('d'),
            'ł' => bare.push('l'),
            'þ' => bare.push_str("th"),
            'ı' => bare.push('i'),
            c => bare.push(c),
        }
    }
    bare.nfc().collect::<Vec<_>>().into_iter()
}

/// At most so many bytes, cut after a whole character and, where one is near, at a hyphen.
fn cut_at_word(text: &str, bytes_max: usize) -> &str {
    if text.len() <= bytes_max {
        return text;
    }
    let mut end = bytes_max;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = &text[..end];
    let at_word = if text[end..].starts_with('-') { None } else { cut.rfind('-').filter(|at| *at > end / 2) };
    at_word.map_or(cut, |at| &cut[..at]).trim_end_matches('-')
}

/// Whether Windows opens a file of this name as a device, whatever its extension and case.
pub fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|n| {
            n.chars().count() == 1 && n.starts_with(|c: char| c.is_ascii_digit() || "¹²³".contains(c))
        })
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered("com")
        || numbered("lpt")
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    /// Takes a slug as it stands. What is nearly one is made into one by [`Slug::from_headline`].
    fn from_str(text: &str) -> Result<Self, SlugError> {
        if text.is_empty() {
            return Err(SlugError::Empty);
        }
        if text.len() > Self::BYTES_MAX {
            return Err(SlugError::TooLong);
        }
        let good = |c: char| {
            (c.is_alphanumeric() && c.to_lowercase().eq([c])) || is_combining_mark(c) || c == '-' || c == '_'
        };
        let edges = text.starts_with('-') || text.ends_with('-') || text.starts_with(is_combining_mark);
        if edges || text.contains("--") || !text.chars().all(good) || !text.nfc().eq(text.chars()) {
            return Err(SlugError::Form(text.chars().take(60).collect()));
        }
        if is_device_name(text) {
            return Err(SlugError::Reserved(text.to_owned()));
        }
        Ok(Self(text.into()))
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0.into()
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;

    fn try_from(text: String) -> Result<Self, SlugError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_become_slugs() {
        let cases = [
            ("Ten Years On: What's Next?", Some("ten-years-on-whats-next")),
            ("  5G & Cloud — 2023 ", Some("5g-cloud-2023")),
            ("Köln, Łódź, Ørsted, Straße", Some("koln-lodz-orsted-strasse")),
            ("数字丝绸之路 2023", Some("数字丝绸之路-2023")),
            ("طريق الحرير الرقمي", Some("طريق-الحرير-الرقمي")),
            ("デジタル・シルクロード", Some("デジタル-シルクロード")),
            ("Й и Ё", Some("й-и-ё")),
            ("हिन्दी समाचार", Some("हिन्दी-समाचार")),
            ("CON", Some("con-1")),
            ("…?!", None),
            ("", None),
        ];
        for (headline, expected) in cases {
            let made = Slug::from_headline(headline);
            assert_eq!(made.as_ref().map(Slug::as_str), expected, "{headline:?}");
        }
    }

    #[test]
    fn what_is_made_reads_back() {
        let long = "word ".repeat(100);
        for headline in ["İstanbul'da", "ﬁne ﬂow", "a\u{301}", "Ⅻ apostles", "ǅ", &long, &"字".repeat(300)]
        {
            let slug = Slug::from_headline(headline).expect("it has letters");
            assert_eq!(slug.as_str().parse(), Ok(slug.clone()), "{headline:?}");
            assert!(slug.as_str().len() <= 90, "{slug}");
        }
    }

    #[test]
    fn what_is_no_slug_is_refused() {
        for text in
            ["", "-a", "a-", "a--b", "A", "a b", "a/b", "..", "a.b", "nul", "com1", "a\u{202e}b", "e\u{301}"]
        {
            assert!(text.parse::<Slug>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_first_free_number_is_taken() {
        let slug: Slug = "news".parse().expect("a good slug");
        let taken = ["news", "news-2"];
        assert_eq!(slug.first_free(|s| taken.contains(&s.as_str())).as_str(), "news-3");
    }
}
