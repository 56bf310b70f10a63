//! What an export remembers for the next one: of each page, what it was made from and what it asked; of each article, its card.
//!
//! A page whose making would be the same is not rendered again; neither is its text read. What is remembered can be thrown
//! away at any time: the next export then renders everything, and gives the same bytes. It goes with one manifest, so it says
//! nothing about a folder that someone else has written to since. Why it is made like this: `docs/decisions/0020-incremental-export.md`.
//!
//! How it stands in a file: `bytes` for plain values, `cards` for those of this crate; pages stay as they stand there, `packed`. `draft` writes
//! it in sections, `base` reads of them what is asked for, by `blocks`, and `since` has what was changed in place. `colours` are a file of
//! their own.

mod base;
mod blocks;
pub(crate) mod bytes;
mod cards;
mod colours;
mod draft;
mod packed;
mod since;

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use galley_domain::ArticleId;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub(crate) use base::{Base, Section};
pub(crate) use colours::Colours;
pub(crate) use draft::Draft;
pub(crate) use packed::{Packed, pictures};
pub(crate) use since::Change;

use crate::index::{Mark, Notes};
use crate::out::Hash;
use crate::pictures::SiteFile;
use crate::{Part, Problem, Report, Theme};

/// Largest memory that is read, in bytes: half a million articles.
const BYTES_MAX: u64 = 512 * 1024 * 1024;

/// This build of Galley: its sources, and those of what it is built from.
pub(crate) const BUILD: &str = env!("GALLEY_SITE_BUILD");

/// Names what a page was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Key([u8; 16]);

impl Key {
    /// A key of these parts, told apart by their lengths.
    pub(crate) fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let whole: Hash = hasher.finalize().into();
        Self(*whole.first_chunk().expect("a hash has more"))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// What is remembered of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownPage {
    /// What it was made from.
    pub(crate) key: Key,
    pub(crate) part: Part,
    /// Addresses in its body that mean something in the library. What they mean is part of the key.
    pub(crate) asked: Vec<Asked>,
    /// The library's files that its body shows, by their paths in the site.
    pub(crate) files: Vec<SiteFile>,
    /// What a person should look at in it.
    pub(crate) problems: Vec<Problem>,
    /// What it asked the index.
    pub(crate) notes: Notes,
}

impl KnownPage {
    /// A page of which there is no more to say.
    pub(crate) fn of(part: Part, key: Key) -> Self {
        let notes = Notes::default();
        Self { key, part, asked: Vec::new(), files: Vec::new(), problems: Vec::new(), notes }
    }
}

/// An address in a body.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Asked {
    /// Of a link.
    Link(Box<str>),
    /// Of a picture.
    Picture(Box<str>),
}

/// What is remembered of pages, by the files that they stand in.
pub(crate) type KnownPages = HashMap<Box<str>, Packed>;

/// The articles of a language by the numbers that the index for readers' browsers has them under, and where that index stands.
pub(crate) type Numbered = (Box<str>, Vec<(ArticleId, u32)>);

/// An article, and the path that it stood at.
pub(crate) type Stood = (ArticleId, Box<str>);

/// What is remembered of an export, the cards aside.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The moment that the site shows, where whoever handed it over could name it.
    pub(crate) shown: Option<Shown>,
    /// The build of Galley that made it: another one may make pictures in other ways.
    pub(crate) build: String,
    /// What became of them in the index.
    pub(crate) mark: Mark,
    /// The articles with their paths, oldest first. What is remembered of the present export takes them from its index.
    pub(crate) stood: Vec<Stood>,
    /// By what number each article is found, in each language.
    pub(crate) numbers: Vec<Numbered>,
    pub(crate) pages: KnownPages,
}

/// A moment of the library that a site shows, and all that was said about it: where the moment is still the same, so is the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shown {
    /// The state of the library.
    pub(crate) state: String,
    /// All else that the site was made with.
    pub(crate) with: Key,
    /// From when to before when nothing changes by the clock alone, in milliseconds.
    pub(crate) from_ms: i64,
    pub(crate) until_ms: Option<i64>,
    /// Files and bytes by kind.
    pub(crate) tally: BTreeMap<Part, (u64, u64)>,
    /// What a person should look at, as the report lists it, and how much there is in all.
    pub(crate) problems: Vec<Problem>,
    pub(crate) problem_count: u64,
    /// A file of the library could not be read. The list may be too long to name it.
    pub(crate) lacks_media: bool,
    /// At which of its files the next export begins to look whether they are still there.
    pub(crate) look_from: usize,
}

impl Shown {
    /// Whether a site of another moment differs from this one only by what changed in the library between them.
    pub(crate) fn holds(&self, with: Key, at_ms: i64) -> bool {
        // Such a file may be whole by now.
        !self.lacks_media
            && self.with == with
            && self.from_ms <= at_ms
            && self.until_ms.is_none_or(|until| at_ms < until)
    }

    pub(crate) fn report(&self) -> Report {
        let files = self.tally.values().map(|(files, _)| files).sum();
        Report {
            files,
            bytes: self.tally.values().map(|(_, bytes)| bytes).sum(),
            parts: self.tally.iter().map(|(part, (files, _))| (*part, *files)).collect(),
            unchanged: files,
            problems: self.problems.clone(),
            problem_count: self.problem_count,
            ..Report::default()
        }
    }
}

/// Puts a file in place as a whole. Where that fails, none is there.
pub(crate) fn write_aside(file: &Path, parts: &[&[u8]]) {
    let aside = file.with_extension("new");
    let write = || {
        fs::create_dir_all(file.parent().unwrap_or(file))?;
        let mut out = File::create(&aside)?;
        parts.iter().try_for_each(|part| out.write_all(part))?;
        fs::rename(&aside, file)
    };
    if write().is_err() {
        fs::remove_file(aside).ok();
        fs::remove_file(file).ok();
    }
}

/// What everything is made with: this build of Galley, and the theme.
pub(crate) fn tools(theme: &Theme) -> Key {
    Key::of(&[BUILD.as_bytes(), theme.fingerprint()])
}
