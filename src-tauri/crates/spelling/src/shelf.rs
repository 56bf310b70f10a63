//! The dictionaries of this machine: the one that ships with Galley, those of the system, those that a person put beside them.
//!
//! One is read at the first question about its language and stays, a few at a time.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::{Encoding, UTF_8};
use galley_domain::Language;

use crate::Dictionary;

/// Largest file of a dictionary that is read, in bytes.
pub const DICTIONARY_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// Most languages that are kept in memory; each takes some megabytes.
pub const LOADED_MAX: usize = 4;
/// Most dictionaries of one folder that are looked at.
const FILES_MAX: usize = 1_000;

/// English of the United States; its licence lies beside it.
const ENGLISH: (&str, &str, &str) =
    ("en_US", include_str!("../english/en_US.aff"), include_str!("../english/en_US.dic"));

/// What there is for a language.
#[derive(Debug, Clone)]
pub enum Found {
    /// Its dictionary.
    Dictionary(Arc<Dictionary>),
    /// None, though one could be put there.
    Missing,
    /// It is written without spaces: there is no spelling to check.
    Unspelled,
}

/// The dictionaries of this machine.
#[derive(Debug)]
pub struct Dictionaries {
    own: Option<PathBuf>,
    system: Vec<PathBuf>,
    /// The one that was asked for last at the end.
    loaded: Mutex<Vec<(Language, Found)>>,
}

/// Where a dictionary is.
enum Place {
    Shipped,
    /// The `.dic`; its `.aff` lies beside it.
    File(PathBuf),
}

impl Place {
    /// Whether its rules lie beside its words: of lists of hyphenations they do not.
    fn is_whole(&self) -> bool {
        match self {
            Self::Shipped => true,
            Self::File(path) => path.with_extension("aff").is_file(),
        }
    }
}

impl Dictionaries {
    /// Those in a folder of Galley's own, which go before the one that ships, and those in folders of the system.
    pub const fn new(own: Option<PathBuf>, system: Vec<PathBuf>) -> Self {
        Self { own, system, loaded: Mutex::new(Vec::new()) }
    }

    /// The dictionary for a language. The first time it is read from the disk.
    pub fn of(&self, language: &Language) -> Found {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let known = loaded.iter().position(|(known, _)| known == language).map(|at| loaded.remove(at));
        let found = known.map_or_else(|| self.load(language), |(_, found)| found);
        if loaded.len() >= LOADED_MAX {
            loaded.remove(0);
        }
        // What is missing now may be put there while Galley runs.
        if !matches!(found, Found::Missing) {
            loaded.push((language.clone(), found.clone()));
        }
        found
    }

    /// The languages that there are dictionaries for, as these are called, in alphabetical order.
    pub fn languages(&self) -> Vec<Language> {
        let named = self.all().into_iter().filter(|(_, place)| place.is_whole());
        let mut languages: Vec<Language> =
            named.filter_map(|(name, _)| name.replace('_', "-").parse().ok()).collect();
        languages.sort();
        languages.dedup();
        languages
    }

    /// Which of these a language is checked by.
    pub fn nearest(&self, language: &Language) -> Option<Language> {
        let fit = |of: &Language| fit(of.as_str(), language);
        self.languages().into_iter().filter(|of| fit(of).is_some()).min_by_key(fit)
    }

    /// All dictionaries by name: a person's own, the one that ships, those of the system.
    fn all(&self) -> Vec<(String, Place)> {
        let mut all: Vec<_> = self.own.iter().flat_map(|folder| dictionaries_in(folder)).collect();
        all.push((ENGLISH.0.to_owned(), Place::Shipped));
        all.extend(self.system.iter().flat_map(|folder| dictionaries_in(folder)));
        all
    }

    fn load(&self, language: &Language) -> Found {
        if language.is_cjk() || matches!(language.primary(), "th" | "lo" | "km" | "my") {
            return Found::Unspelled;
        }
        // The sort keeps the order of the folders, and each that cannot be read gives way to the next.
        let mut fitting: Vec<_> =
            self.all().into_iter().filter_map(|(name, place)| Some((fit(&name, language)?, place))).collect();
        fitting.sort_by_key(|(fit, _)| *fit);
        let read = fitting.into_iter().find_map(|(_, place)| read(&place, language.primary() == "en"));
        read.map_or(Found::Missing, |dictionary| Found::Dictionary(Arc::new(dictionary)))
    }
}

/// The folders in which this system keeps dictionaries, and those that hunspell's own `DICPATH` names before them.
pub fn system_folders() -> Vec<PathBuf> {
    let named = env::var_os("DICPATH");
    let named = named.iter().flat_map(|paths| env::split_paths(paths).collect::<Vec<_>>());
    let usual: &[&str] = if cfg!(target_os = "macos") {
        &["/Library/Spelling"]
    } else if cfg!(unix) {
        &[
            "/usr/share/hunspell",
            "/usr/share/myspell",
            "/usr/share/myspell/dicts",
            "/usr/local/share/hunspell",
        ]
    } else {
        &[]
    };
    named.chain(usual.iter().map(PathBuf::from)).filter(|folder| folder.is_absolute()).collect()
}

/// The names of a folder's dictionaries, in alphabetical order.
fn dictionaries_in(folder: &Path) -> Vec<(String, Place)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.take(FILES_MAX).filter_map(|entry| Some(entry.ok()?.path()));
    let dictionaries = paths.filter(|path| path.extension().is_some_and(|end| end == "dic"));
    let mut named: Vec<_> = dictionaries
        .filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), Place::File(path.clone()))))
        .collect();
    named.sort_by(|(one, _), (other, _)| one.cmp(other));
    named
}

/// How well a dictionary of this name fits a language, the best first; none where it is of another language.
fn fit(name: &str, language: &Language) -> Option<u8> {
    let name = name.to_lowercase().replace('-', "_");
    let asked = language.as_str().to_lowercase().replace('-', "_");
    let primary = language.primary();
    let usual = format!("{primary}_{}", if primary == "en" { "us" } else { primary });
    let is = |name: &str, tag: &str| {
        name == tag || name.strip_prefix(tag).is_some_and(|rest| rest.starts_with('_'))
    };
    // Lists of hyphenations and synonyms lie in the same folders.
    if !is(&name, primary) {
        None
    } else if name == asked {
        Some(0)
    } else if asked != primary && is(&name, &asked) {
        Some(1)
    } else if name == usual || name == primary {
        Some(2)
    } else {
        Some(3)
    }
}

fn read(place: &Place, is_english: bool) -> Option<Dictionary> {
    match place {
        Place::Shipped => Dictionary::read(ENGLISH.1, ENGLISH.2.into(), is_english),
        Place::File(path) => {
            let affixes = bytes(&path.with_extension("aff"))?;
            let encoding = encoding_of(&affixes)?;
            let words = encoding.decode(&bytes(path)?).0.into_owned();
            Dictionary::read(&encoding.decode(&affixes).0, words.into(), is_english)
        }
    }
}

fn bytes(path: &Path) -> Option<Vec<u8>> {
    (fs::metadata(path).ok()?.len() <= DICTIONARY_BYTES_MAX).then(|| fs::read(path).ok()).flatten()
}

/// The encoding that a dictionary says it has; UTF-8 where it says nothing. None for one that is not known here.
fn encoding_of(affixes: &[u8]) -> Option<&'static Encoding> {
    let said = affixes.split(|byte| *byte == b'\n').find_map(|line| {
        let line = std::str::from_utf8(line).ok()?;
        line.strip_prefix("SET").filter(|rest| rest.starts_with([' ', '\t'])).map(str::trim)
    });
    said.map_or(Some(UTF_8), |said| {
        let said = said.to_ascii_lowercase();
        Encoding::for_label(said.strip_prefix("microsoft-").unwrap_or(&said).as_bytes())
    })
}
