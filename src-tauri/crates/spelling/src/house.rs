//! The words of a house: names and brands that no dictionary has, and are right all the same.

use std::collections::BTreeSet;

/// Most words of one house.
pub const WORDS_MAX: usize = 2_000;
/// Longest of them, in bytes.
pub const WORD_BYTES_MAX: usize = 100;
/// From this length on, a house word is thought of when one letter differs.
const NEAR_FROM_LETTERS: usize = 4;

/// House words, in alphabetical order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HouseWords(BTreeSet<String>);

/// Why a word cannot be one of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HouseWordError {
    /// It is none, or several.
    NoWord,
    /// There are as many as there can be.
    Full,
}

impl std::fmt::Display for HouseWordError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoWord => write!(
                f,
                "a house word is one word of letters, without spaces, of {WORD_BYTES_MAX} bytes at most; nothing was changed"
            ),
            Self::Full => {
                write!(f, "there are {WORDS_MAX} house words, the most there can be; remove one first")
            }
        }
    }
}

impl std::error::Error for HouseWordError {}

impl FromIterator<String> for HouseWords {
    fn from_iter<T: IntoIterator<Item = String>>(words: T) -> Self {
        Self(words.into_iter().take(WORDS_MAX).collect())
    }
}

impl HouseWords {
    /// A word as it is kept: with plain apostrophes, since texts have both.
    ///
    /// # Errors
    /// [`HouseWordError::NoWord`]
    pub fn word(typed: &str) -> Result<String, HouseWordError> {
        let word = plain(typed.trim());
        let is_word = !word.is_empty()
            && word.len() <= WORD_BYTES_MAX
            && word.chars().any(char::is_alphabetic)
            && !word.contains(|c: char| c.is_whitespace() || c.is_control());
        if is_word { Ok(word) } else { Err(HouseWordError::NoWord) }
    }

    /// Adds a word; false where it was there.
    ///
    /// # Errors
    /// [`HouseWordError::Full`]
    pub fn add(&mut self, word: String) -> Result<bool, HouseWordError> {
        if self.0.len() >= WORDS_MAX && !self.0.contains(&word) {
            return Err(HouseWordError::Full);
        }
        Ok(self.0.insert(word))
    }

    /// Takes a word out; false where it was not there.
    pub fn remove(&mut self, word: &str) -> bool {
        self.0.remove(word)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether a word, with plain apostrophes, is one of them. One in small letters may begin a sentence.
    pub(crate) fn hold(&self, word: &str) -> bool {
        self.0.contains(word) || self.0.contains(&uncapitalised(word))
    }

    /// Those that may be meant by a word.
    pub(crate) fn near(&self, word: &str) -> impl Iterator<Item = &str> {
        let asked = word.to_lowercase();
        let letters = asked.chars().count();
        self.iter().filter(move |house| {
            let house = house.to_lowercase();
            house == asked
                || (letters >= NEAR_FROM_LETTERS
                    && house.chars().count().abs_diff(letters) <= 1
                    && strsim::osa_distance(&house, &asked) <= 1)
        })
    }
}

fn uncapitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// With plain apostrophes and without soft hyphens.
pub(crate) fn plain(word: &str) -> String {
    let kept = word.chars().filter(|c| *c != '\u{AD}');
    kept.map(|c| if crate::cut::is_apostrophe(c) { '\'' } else { c }).collect()
}
