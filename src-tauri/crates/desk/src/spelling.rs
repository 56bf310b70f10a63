//! Spelling: lines of a text against a dictionary and the words of the house.
//!
//! House words are kept with the library's settings, as one list under one key: names and brands that everyone who uses the
//! library spells alike. The list is bounded, and read whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use galley_domain::Language;
use galley_spelling::{
    Dictionaries, Dictionary, Found, HouseWords, LOADED_MAX, misspelt, suggest, system_folders,
};
use galley_store::{Setting, View};

use crate::wire::{DictionaryShelf, Op, SpellingOf, Spelt};
use crate::{Desk, DeskError, Done};

/// Most lines that are looked at with one question.
pub const LINES_MAX: usize = 1_000;
/// Longest line that is looked at, in bytes; nothing is said about a longer one.
pub const LINE_BYTES_MAX: usize = 100_000;

/// Most dictionaries that look at one text: as many as are kept in memory.
pub const DICTIONARIES_MAX: usize = LOADED_MAX;

/// The dictionaries that a window uses. Whoever asks waits for the disk the first time, and never for the desk.
#[derive(Debug)]
pub struct Spelling {
    dictionaries: Dictionaries,
    own: PathBuf,
}

impl Spelling {
    /// With the system's dictionaries, and those that a person put into this folder.
    pub fn new(own: &Path) -> Self {
        Self { dictionaries: Dictionaries::new(Some(own.to_owned()), system_folders()), own: own.to_owned() }
    }

    /// Where words are that are neither in a dictionary of one of these languages nor of the house.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for what is no language, or more than [`LINES_MAX`] lines or [`DICTIONARIES_MAX`] languages.
    pub fn check(
        &self,
        languages: &[String],
        lines: &[String],
        house: &HouseWords,
    ) -> Result<Spelt, DeskError> {
        if lines.len() > LINES_MAX {
            return Err(DeskError::invalid("lines", format!("{LINES_MAX} at once is the most")));
        }
        let (dictionaries, missing) = self.of(languages)?;
        if dictionaries.is_empty() {
            let of = if missing.is_empty() { SpellingOf::Unspelled } else { SpellingOf::Missing };
            return Ok(Spelt { of, missing, lines: Vec::new() });
        }
        let dictionaries: Vec<_> = dictionaries.iter().map(AsRef::as_ref).collect();
        let unknown = |line: &String| match line.len() {
            0..=LINE_BYTES_MAX => misspelt(&dictionaries, line, house),
            _ => Vec::new(),
        };
        let pairs = lines.iter().map(|line| unknown(line).into_iter().map(|at| (at.start, at.end)).collect());
        Ok(Spelt { of: SpellingOf::Checked, missing, lines: pairs.collect() })
    }

    /// What may be meant by a word, the likeliest first.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for what is no language, or more than [`DICTIONARIES_MAX`].
    pub fn suggest(
        &self,
        languages: &[String],
        word: &str,
        house: &HouseWords,
    ) -> Result<Vec<String>, DeskError> {
        let (dictionaries, _) = self.of(languages)?;
        let dictionaries: Vec<_> = dictionaries.iter().map(AsRef::as_ref).collect();
        Ok(suggest(&dictionaries, word, house))
    }

    /// The dictionaries of this machine, and what there is for a language.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for what is no language.
    pub fn shelf(&self, language: &str) -> Result<DictionaryShelf, DeskError> {
        let asked = read(language)?;
        let of = match self.dictionaries.of(&asked) {
            Found::Dictionary(_) => SpellingOf::Checked,
            Found::Missing => SpellingOf::Missing,
            Found::Unspelled => SpellingOf::Unspelled,
        };
        let usual = self.dictionaries.nearest(&asked).filter(|_| of == SpellingOf::Checked);
        Ok(DictionaryShelf {
            languages: self.dictionaries.languages().iter().map(ToString::to_string).collect(),
            of,
            usual: usual.map(|language| language.to_string()),
            folder: self.own.display().to_string(),
        })
    }

    /// The dictionaries of these languages, and those of them that have none.
    fn of(&self, languages: &[String]) -> Result<(Vec<Arc<Dictionary>>, Vec<String>), DeskError> {
        if languages.len() > DICTIONARIES_MAX {
            return Err(DeskError::invalid("languages", format!("{DICTIONARIES_MAX} at once is the most")));
        }
        let (mut dictionaries, mut missing) = (Vec::new(), Vec::new());
        for language in languages {
            match self.dictionaries.of(&read(language)?) {
                Found::Dictionary(dictionary) => dictionaries.push(dictionary),
                Found::Missing => missing.push(language.clone()),
                Found::Unspelled => {}
            }
        }
        Ok((dictionaries, missing))
    }
}

fn read(language: &str) -> Result<Language, DeskError> {
    language.parse().map_err(|e| DeskError::invalid("language", e))
}

pub(crate) fn house_words(view: &View<'_>) -> Result<HouseWords, DeskError> {
    let stored = view.setting(Setting::HouseWords)?;
    let words = stored.as_ref().and_then(|value| value.as_array()).into_iter().flatten();
    Ok(words.filter_map(|word| word.as_str().map(str::to_owned)).collect())
}

impl Desk {
    /// The words of the house.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn house_words(&self) -> Result<HouseWords, DeskError> {
        house_words(&self.view())
    }

    /// Makes words words of the house, all or none. Answers those that were none yet.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for what is no word, or where there are too many.
    pub fn add_house_words(&mut self, words: &[String]) -> Result<Done<Vec<String>>, DeskError> {
        self.put_house_words(words, true)
    }

    /// Takes words out of those of the house, all or none. Answers them.
    ///
    /// # Errors
    /// [`DeskError::Unknown`] for one that is none.
    pub fn remove_house_words(&mut self, words: &[String]) -> Result<Done<Vec<String>>, DeskError> {
        self.put_house_words(words, false)
    }

    fn put_house_words(&mut self, words: &[String], are: bool) -> Result<Done<Vec<String>>, DeskError> {
        let read = |word: &String| HouseWords::word(word).map_err(|e| DeskError::invalid(word.clone(), e));
        let words = words.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        self.transact(Op::HouseWords, |work| {
            let mut put = Vec::new();
            for word in words {
                if work.put_house_word(&word, are)? {
                    put.push(word);
                } else if !are {
                    return Err(DeskError::unknown("house word", word));
                }
            }
            Ok(put)
        })
    }
}
