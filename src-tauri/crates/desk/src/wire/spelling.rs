//! What spelling says of the lines that a window shows.

use serde::Serialize;
use ts_rs::TS;

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
    /// What there is for the language.
    pub of: SpellingOf,
    /// For each line, where its unknown words begin and end, in UTF-16.
    pub lines: Vec<Vec<(u32, u32)>>,
}
