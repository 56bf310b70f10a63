//! What an export remembers for the next one: of each page, a hash of all that it was made from.
//!
//! A page whose hash is the same is not rendered again; neither is its text read. What is remembered can be thrown
//! away at any time: the next export then renders everything, and gives the same bytes. It goes with one manifest, so it says
//! nothing about a folder that someone else has written to since. Why it is made like this: `docs/decisions/0020-incremental-export.md`.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use galley_domain::MediaHash;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::out::{Hash, hash, hex};
use crate::{Part, Problem, Report, Theme};

/// Largest memory that is read, in bytes: a million pages.
const BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Names what a page was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
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

impl From<Key> for String {
    fn from(key: Key) -> Self {
        hex(&key.0)
    }
}

impl TryFrom<String> for Key {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let number = u128::from_str_radix(&text, 16).map_err(|_| "it is no key")?;
        Ok(Self(number.to_be_bytes()))
    }
}

/// What is remembered of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    /// What it was made from.
    #[serde(rename = "k")]
    pub(crate) key: Key,
    /// Addresses in its body that mean something in the library. What they mean is part of the key.
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) asked: Vec<Asked>,
    /// The library's files that its body shows, by their paths in the site.
    #[serde(rename = "f", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) files: Vec<(MediaHash, Box<str>)>,
    /// What a person should look at in it.
    #[serde(rename = "n", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) notes: Vec<Problem>,
}

/// An address in a body.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Asked {
    /// Of a link.
    #[serde(rename = "l")]
    Link(Box<str>),
    /// Of a picture.
    #[serde(rename = "p")]
    Picture(Box<str>),
}

/// What is remembered of an export.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The moment that the site shows, where whoever handed it over could name it.
    pub(crate) shown: Option<Shown>,
    /// Pages by path.
    pub(crate) pages: HashMap<Box<str>, Known>,
}

/// A moment of the library that a site shows, and all that was said about it: where the moment is still the same, so is the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shown {
    /// The state of the library, and all else that the site was made with.
    pub(crate) state: Key,
    /// From when to before when nothing changes by the clock alone, in milliseconds.
    pub(crate) from_ms: i64,
    pub(crate) until_ms: Option<i64>,
    /// Files and bytes by kind.
    pub(crate) tally: BTreeMap<Part, (u64, u64)>,
    /// What a person should look at, as the report lists it, and how much there is in all.
    pub(crate) problems: Vec<Problem>,
    pub(crate) problem_count: u64,
}

/// The first line after the hash.
#[derive(Serialize, Deserialize)]
struct Head {
    /// The manifest that it goes with.
    manifest: String,
    shown: Option<Shown>,
}

impl Memory {
    /// What is remembered in a file about the folder with this manifest; nothing where there is no such file, or it is about
    /// another, or damaged.
    pub(crate) fn read(file: &Path, manifest: &Hash) -> Self {
        Self::try_read(file, manifest).unwrap_or_default()
    }

    fn try_read(file: &Path, manifest: &Hash) -> Option<Self> {
        if fs::metadata(file).ok()?.len() > BYTES_MAX {
            return None;
        }
        let text = fs::read_to_string(file).ok()?;
        let (mark, rest) = text.split_once('\n')?;
        if mark != hex(&hash(rest.as_bytes())) {
            return None;
        }
        let mut lines = rest.lines();
        let head: Head = serde_json::from_str(lines.next()?).ok()?;
        if head.manifest != hex(manifest) {
            return None;
        }
        let page = |line: &str| {
            let (path, known) = line.split_once('\t')?;
            Some((path.into(), serde_json::from_str(known).ok()?))
        };
        Some(Self { shown: head.shown, pages: lines.map(page).collect::<Option<_>>()? })
    }

    /// Keeps it in a file, for the folder with this manifest. Where that fails, nothing is remembered.
    pub(crate) fn keep(&self, file: &Path, manifest: &Hash) {
        let head = Head { manifest: hex(manifest), shown: self.shown.clone() };
        let mut text = serde_json::to_string(&head).expect("texts and numbers are JSON");
        text.push('\n');
        for (path, known) in &self.pages {
            // A path has no control character.
            text.extend([path, "\t", &*serde_json::to_string(known).expect("as above"), "\n"]);
        }
        write_aside(file, format!("{}\n", hex(&hash(text.as_bytes()))).as_bytes(), text.as_bytes());
    }
}

impl Shown {
    /// Whether the site of this moment is the site of another one.
    pub(crate) fn is_still(&self, state: Key, at_ms: i64) -> bool {
        // A file of the library that could not be read may be whole by now.
        self.problems.iter().all(|problem| !matches!(problem, Problem::Media { .. }))
            && self.state == state
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

/// The colours of code, which are the dearest part of a page: kept in a file of their own beside what is remembered of sites, since
/// they hold for all of them, and for a site that is made whole.
pub(crate) struct Colours {
    file: PathBuf,
    bytes: usize,
}

impl Colours {
    /// Learns those in the file beside a memory, if this build of Galley wrote it.
    pub(crate) fn learn(memory: &Path) -> Self {
        let file = memory.with_file_name("colours");
        let known =
            fs::metadata(&file).is_ok_and(|meta| meta.len() <= BYTES_MAX).then(|| fs::read(&file).ok());
        let known = known.flatten().unwrap_or_default();
        let colours = match known.split_first_chunk::<32>() {
            Some((mark, colours)) if *mark == Self::mark(colours) => colours,
            _ => &[],
        };
        galley_markdown::learn_code_colours(colours);
        Self { file, bytes: colours.len() }
    }

    /// Keeps those that are known by now, if there are others.
    pub(crate) fn keep(&self) {
        let colours = galley_markdown::known_code_colours();
        if colours.len() != self.bytes {
            write_aside(&self.file, &Self::mark(&colours), &colours);
        }
    }

    fn mark(colours: &[u8]) -> Hash {
        hash(&[env!("GALLEY_SITE_BUILD").as_bytes(), &hash(colours)].concat())
    }
}

/// Puts a file in place as a whole. Where that fails, none is there.
fn write_aside(file: &Path, head: &[u8], rest: &[u8]) {
    let aside = file.with_extension("new");
    let write = || {
        fs::create_dir_all(file.parent().unwrap_or(file))?;
        let mut out = fs::File::create(&aside)?;
        out.write_all(head)?;
        out.write_all(rest)?;
        fs::rename(&aside, file)
    };
    if write().is_err() {
        fs::remove_file(aside).ok();
        fs::remove_file(file).ok();
    }
}

/// What everything is made with: this build of Galley, and the theme.
pub(crate) fn tools(theme: &Theme) -> Key {
    Key::of(&[env!("GALLEY_SITE_BUILD").as_bytes(), theme.fingerprint()])
}
