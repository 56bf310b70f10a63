//! A memory that is being written, beside its place. Of a large site it is a hundred megabytes: what is known goes into the file at
//! once, and is not held until the end.

use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::bytes::Kept as _;
use super::{HEAD_BYTES, Memory, head};
use crate::Card;
use crate::out::Hash;

/// So many bytes are written at a time.
const PIECE: usize = 1024 * 1024;

/// Begun with the cards of the articles; whatever becomes of it, it leaves nothing but a whole memory or none.
pub(crate) struct Draft {
    place: PathBuf,
    aside: PathBuf,
    file: File,
    hasher: Sha256,
    cards_bytes: u64,
    is_kept: bool,
}

impl Draft {
    /// Begins with the cards, in the order of the index. None where that fails: then nothing is remembered.
    pub(crate) fn begin(place: &Path, cards: &[Card]) -> Option<Self> {
        let aside = place.with_extension("new");
        fs::create_dir_all(place.parent()?).ok()?;
        let file = File::create(&aside).ok()?;
        let mut draft = Self {
            place: place.to_owned(),
            aside,
            file,
            hasher: Sha256::new(),
            cards_bytes: 0,
            is_kept: false,
        };
        // The head is known last.
        draft.file.seek(SeekFrom::Start(HEAD_BYTES as u64)).ok()?;
        let mut count = Vec::new();
        (cards.len() as u64).put(&mut count);
        draft.write(&count).ok()?;
        draft.cards_bytes = count.len() as u64 + draft.write_each(cards, Card::put).ok()?;
        Some(draft)
    }

    /// Goes on with all else but the folder that it is about.
    pub(crate) fn go_on(mut self, memory: &Memory) -> Option<Self> {
        let mut head = Vec::new();
        serde_json::to_string(&memory.shown).expect("texts and numbers are JSON").put(&mut head);
        memory.build.put(&mut head);
        memory.mark.put(&mut head);
        memory.numbers.put(&mut head);
        (memory.pages.len() as u64).put(&mut head);
        self.write(&head).ok()?;
        self.write_each(&memory.pages, |(path, page), out| {
            path.put(out);
            page.put(out);
        })
        .ok()?;
        Some(self)
    }

    /// Puts it in place, for the folder with this manifest. Where that fails, nothing is remembered.
    pub(crate) fn keep(mut self, manifest: &Hash) {
        let head = head(std::mem::take(&mut self.hasher), manifest, self.cards_bytes);
        let put = self.file.rewind().and_then(|()| self.file.write_all(&head));
        self.is_kept = put.and_then(|()| fs::rename(&self.aside, &self.place)).is_ok();
    }

    /// Writes values one after the other; says how many bytes they took.
    fn write_each<T>(
        &mut self,
        values: impl IntoIterator<Item = T>,
        put: impl Fn(T, &mut Vec<u8>),
    ) -> io::Result<u64> {
        let (mut piece, mut written) = (Vec::with_capacity(PIECE), 0);
        for value in values {
            put(value, &mut piece);
            if piece.len() >= PIECE {
                written += self.write(&piece)?;
                piece.clear();
            }
        }
        Ok(written + self.write(&piece)?)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<u64> {
        self.hasher.update(bytes);
        self.file.write_all(bytes)?;
        Ok(bytes.len() as u64)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_kept {
            fs::remove_file(&self.aside).ok();
        }
    }
}
