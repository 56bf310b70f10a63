//! Languages: BCP 47 tags, and what Galley needs to know of a language.

use std::fmt;
use std::str::FromStr;

use oxilangtag::LanguageTag;
use serde::{Deserialize, Serialize};

/// A language, as a well-formed BCP 47 tag (RFC 5646) in its canonical case: `en`, `zh-Hans`, `pt-BR`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Language(Box<str>);

/// A text that is no language tag.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no language tag; write it like en, zh-Hans or pt-BR")]
pub struct LanguageError(String);

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// Where most readers of a language are, where its own name does not say it.
const HOMES: [(&str, &str); 23] = [
    ("ar", "EG"),
    ("ca", "ES"),
    ("cs", "CZ"),
    ("da", "DK"),
    ("el", "GR"),
    ("en", "US"),
    ("et", "EE"),
    ("fa", "IR"),
    ("ga", "IE"),
    ("he", "IL"),
    ("hi", "IN"),
    ("ja", "JP"),
    ("ko", "KR"),
    ("nb", "NO"),
    ("nn", "NO"),
    ("sl", "SI"),
    ("sq", "AL"),
    ("sr", "RS"),
    ("sv", "SE"),
    ("uk", "UA"),
    ("ur", "PK"),
    ("vi", "VN"),
    ("zh", "CN"),
];

impl Language {
    /// Longest tag that is taken, in bytes.
    pub const BYTES_MAX: usize = 35;

    /// English, the language of a library that says nothing else.
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first part: `zh` of `zh-Hans-CN`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Which way it is written: by its script where the tag names one, else by its primary language.
    pub fn direction(&self) -> Direction {
        let script = self.0.split('-').skip(1).find(|part| part.len() == 4);
        let rtl = match script {
            Some(script) => matches!(script, "Arab" | "Hebr" | "Thaa" | "Syrc" | "Nkoo" | "Adlm" | "Rohg"),
            None => matches!(
                self.primary(),
                "ar" | "he"
                    | "fa"
                    | "ur"
                    | "yi"
                    | "ps"
                    | "sd"
                    | "ug"
                    | "dv"
                    | "ckb"
                    | "ku"
                    | "arc"
                    | "syr"
                    | "nqo"
            ),
        };
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }

    /// With the region that it names, or else the one where most of its readers are: `de-DE`, `zh-TW` of `zh-Hant`. None where none is known.
    pub fn locale(&self) -> Option<String> {
        let primary = self.primary();
        let named = self.0.split('-').skip(1).find(|part| part.len() == 2);
        let home = || match primary {
            "zh" if self.0.contains("Hant") => Some("TW".to_owned()),
            // Called as a country is in which they are spoken.
            "bg" | "de" | "es" | "fi" | "fr" | "hr" | "hu" | "id" | "is" | "it" | "lt" | "lv" | "mk"
            | "nl" | "pl" | "pt" | "ro" | "ru" | "sk" | "th" | "tr" => Some(primary.to_uppercase()),
            _ => HOMES.iter().find(|(language, _)| *language == primary).map(|(_, home)| (*home).to_owned()),
        };
        let region = named.map(str::to_owned).or_else(home)?;
        Some(format!("{primary}-{region}"))
    }

    /// Whether it is written without spaces in Han characters, kana or both.
    pub fn is_cjk(&self) -> bool {
        matches!(self.primary(), "zh" | "ja" | "yue" | "wuu" | "nan" | "lzh")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    /// Takes a tag in any case, also with underscores as file names have them (`zh_CN`).
    fn from_str(text: &str) -> Result<Self, LanguageError> {
        let refuse = || LanguageError(text.chars().take(40).collect());
        let hyphened = text.trim().replace('_', "-");
        if hyphened.is_empty() || hyphened.len() > Self::BYTES_MAX || !hyphened.is_ascii() {
            return Err(refuse());
        }
        let tag = LanguageTag::parse_and_normalize(&hyphened).map_err(|_| refuse())?;
        let tag = tag.as_str();
        // The grammar lets any 2 to 8 letters pass as a primary language, a private-use tag too. A language of
        // an article has a registered shape: two or three letters.
        let primary = tag.split('-').next().unwrap_or(tag);
        let shaped = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
        // In `en-UK` the region is well-formed but not one: the United Kingdom is GB.
        let region_ok = !tag.split('-').skip(1).any(|part| part == "UK");
        if shaped && region_ok { Ok(Self(tag.into())) } else { Err(refuse()) }
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.0.into()
    }
}

impl TryFrom<String> for Language {
    type Error = LanguageError;

    fn try_from(text: String) -> Result<Self, LanguageError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_into_one_form() {
        let cases = [
            ("en", Some("en")),
            ("EN", Some("en")),
            ("zh_cn", Some("zh-CN")),
            ("zh-hans-cn", Some("zh-Hans-CN")),
            ("pt-br", Some("pt-BR")),
            ("sr-Latn", Some("sr-Latn")),
            ("en-UK", None),
            ("english", None),
            ("", None),
            ("e", None),
            ("x-private", None),
            ("en us", None),
            ("../en", None),
        ];
        for (text, expected) in cases {
            let read = text.parse::<Language>().ok();
            assert_eq!(read.as_ref().map(Language::as_str), expected, "{text:?}");
        }
    }

    #[test]
    fn a_language_has_a_region() {
        let locale = |tag: &str| tag.parse::<Language>().expect("a good tag").locale();
        for (tag, expected) in [
            ("en", "en-US"),
            ("en-GB", "en-GB"),
            ("zh-Hant", "zh-TW"),
            ("zh-Hans-SG", "zh-SG"),
            ("fr", "fr-FR"),
            ("ar", "ar-EG"),
        ] {
            assert_eq!(locale(tag).as_deref(), Some(expected), "{tag}");
        }
        assert_eq!(locale("tlh"), None);
    }

    #[test]
    fn direction_follows_script_then_language() {
        let direction = |tag: &str| tag.parse::<Language>().expect("a good tag").direction();
        assert_eq!(direction("ar"), Direction::Rtl);
        assert_eq!(direction("he-IL"), Direction::Rtl);
        assert_eq!(direction("az-Arab"), Direction::Rtl);
        assert_eq!(direction("ku-Latn"), Direction::Ltr);
        assert_eq!(direction("zh"), Direction::Ltr);
    }
}
