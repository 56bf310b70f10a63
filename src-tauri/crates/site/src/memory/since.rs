//! What exports have changed in place since the memory was written: a few cards and pages, and the moment that the site shows now. Read and
//! written whole; where it has grown large, the memory is written anew.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::bytes::Kept;
use super::{Base, Packed, Shown, write_aside};
use crate::Card;
use crate::out::{Hash, hash};
use crate::pictures::Tone;

/// Largest one that is added to, in bytes: what it costs to read and write it is less than a tenth of all.
const BYTES_MAX: u64 = 4 * 1024 * 1024;

/// What differs from a [`Base`].
#[derive(Debug, Default, Clone)]
pub(crate) struct Since {
    /// The folder that it is about; none where nothing differs.
    pub(super) manifest: Option<Hash>,
    pub(crate) shown: Option<Shown>,
    /// Cards by place, with the colours of their covers.
    pub(crate) cards: HashMap<u32, (Card, Tone)>,
    /// Pages by file.
    pub(crate) pages: HashMap<Box<str>, Packed>,
    /// By age of an article, pages that show it and did not.
    pub(crate) shows: HashMap<u32, Vec<Box<str>>>,
    /// By path of a file of the library, how many more pages and articles show it.
    pub(crate) users: HashMap<Box<str>, i64>,
}

/// The file beside a memory's.
pub(super) fn file(place: &Path) -> PathBuf {
    place.with_extension("since")
}

impl Since {
    /// What stands beside a memory, if it is about that one.
    pub(super) fn read(place: &Path, base: &Hash) -> Option<Self> {
        let bytes = fs::read(file(place)).ok()?;
        let (mark, body) = bytes.split_first_chunk::<32>()?;
        if *mark != hash(body) {
            return None;
        }
        let (about, body) = body.split_first_chunk::<32>()?;
        let (manifest, mut from) = body.split_first_chunk::<32>()?;
        let from = &mut from;
        let shown = serde_json::from_str(&String::take(from)?).ok()?;
        let cards: Vec<(u32, (Card, Tone))> = Kept::take(from)?;
        let pages: Vec<(Box<str>, Packed)> = Kept::take(from)?;
        let shows: Vec<(u32, Vec<Box<str>>)> = Kept::take(from)?;
        let users: Vec<(Box<str>, i64)> = Kept::take(from)?;
        (from.is_empty() && about == base).then(|| Self {
            manifest: Some(*manifest),
            shown,
            cards: cards.into_iter().collect(),
            pages: pages.into_iter().collect(),
            shows: shows.into_iter().collect(),
            users: users.into_iter().collect(),
        })
    }

    fn bytes(&self, base: &Hash, manifest: &Hash) -> Vec<u8> {
        let mut out = [&base[..], &manifest[..]].concat();
        serde_json::to_string(&self.shown).expect("texts and numbers are JSON").put(&mut out);
        put_all(&mut out, &self.cards, |(at, (card, tone)), out| {
            at.put(out);
            card.put(out);
            tone.put(out);
        });
        put_all(&mut out, &self.pages, |(file, page), out| {
            file.put(out);
            page.put(out);
        });
        put_all(&mut out, &self.shows, |(age, files), out| {
            age.put(out);
            files.put(out);
        });
        put_all(&mut out, &self.users, |(path, more), out| {
            path.put(out);
            more.put(out);
        });
        out
    }
}

fn put_all<T>(
    out: &mut Vec<u8>,
    all: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>,
    put: impl Fn(T, &mut Vec<u8>),
) {
    let all = all.into_iter();
    (all.len() as u64).put(out);
    all.for_each(|one| put(one, out));
}

/// What one more export changes in place, until the folder is done.
#[derive(Debug)]
pub(crate) struct Change {
    place: PathBuf,
    base: Hash,
    since: Since,
}

impl Base {
    /// Whether there is room for more changes in place.
    pub(crate) fn has_room(&self) -> bool {
        fs::metadata(file(self.place())).map_or(0, |meta| meta.len()) < BYTES_MAX
    }

    /// What differed so far, to be changed.
    pub(crate) fn changed(&self, change: impl FnOnce(&mut Since)) -> Change {
        let mut since = self.since.clone();
        change(&mut since);
        Change { place: self.place().to_owned(), base: self.id, since }
    }
}

impl Change {
    /// Puts it in place, for the folder with this manifest. Where that fails, nothing is remembered.
    pub(crate) fn keep(&self, manifest: &Hash) {
        let bytes = self.since.bytes(&self.base, manifest);
        write_aside(&file(&self.place), &[&hash(&bytes), &bytes]);
    }
}
