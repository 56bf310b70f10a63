//! What spelling says of the lines that a window shows.

use serde::Serialize;
use ts_rs::TS;

/// The dictionaries of this machine, for one who chooses among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DictionaryShelf {
    /// The languages that there are dictionaries for, by tag.
    pub languages: Vec<String>,
    /// What there is for the language of the article.
    pub of: SpellingOf,
    /// Which of them that language is checked by.
    pub usual: Option<String>,
    /// Where a person puts their own.
    pub folder: String,
}

/// What there is for a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum SpellingOf {
    /// It has a dictionary.
    Checked,
    /// There is none for it on this machine.
    Missing,
    /// It is written without spaces between words: there is nothing to check.
    Unspelled,
}

/// Lines as a dictionary sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Spelt {
    /// What there is for the languages together.
    pub of: SpellingOf,
    /// Those of them that no dictionary of this machine is for.
    pub missing: Vec<String>,
    /// For each line, where its unknown words begin and end, in UTF-16.
    pub lines: Vec<Vec<(u32, u32)>>,
}
