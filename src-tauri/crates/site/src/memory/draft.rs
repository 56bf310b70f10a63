//! A memory that is being written, beside its place. Of a large site it is a hundred megabytes: what is known goes into the file at
//! once, and is not held until the end.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::base::{self, HEAD_BYTES, Head, SECTIONS, Section, page_key, tone_byte};
use super::blocks::Writer;
use super::bytes::Kept as _;
use super::{Key, KnownPages, Memory, Packed};
use crate::Card;
use crate::address::file_of;
use crate::index::Index;
use crate::out::{Hash, hash};

/// So many bytes are written at a time.
const PIECE: usize = 1024 * 1024;

/// Begun with the cards of the articles; whatever becomes of it, it leaves nothing but a whole memory or none.
pub(crate) struct Draft {
    place: PathBuf,
    aside: PathBuf,
    writer: Option<Writer>,
    lengths: [u64; SECTIONS],
    card_at: Vec<u8>,
    is_kept: bool,
}

impl Draft {
    /// Begins with the cards, in the order of the index. None where that fails: then nothing is remembered.
    pub(crate) fn begin(place: &Path, cards: &[Card]) -> Option<Self> {
        let aside = place.with_extension("new");
        fs::create_dir_all(place.parent()?).ok()?;
        // What is before the sections is known last.
        let writer = Writer::new(File::create(&aside).ok()?, HEAD_BYTES as u64).ok()?;
        let mut draft = Self {
            place: place.to_owned(),
            aside,
            writer: Some(writer),
            lengths: [0; SECTIONS],
            card_at: Vec::new(),
            is_kept: false,
        };
        draft.card_at = draft.write_each(Section::Cards, cards, Card::put).ok()?;
        Some(draft)
    }

    /// Goes on with all else but the folder that it is about.
    pub(crate) fn go_on(mut self, memory: &Memory, index: &Index, unreadable: Key) -> Option<Self> {
        self.write_rest(memory, index, unreadable).ok()?;
        Some(self)
    }

    fn write_rest(&mut self, memory: &Memory, index: &Index, unreadable: Key) -> io::Result<()> {
        let (languages, thanks) = index.languages_and_thanks();
        let head = Head {
            shown: serde_json::to_string(&memory.shown).expect("texts and numbers are JSON"),
            build: memory.build.clone(),
            shared: memory.mark.shared,
            lists: memory.mark.lists.clone(),
            languages,
            thanks,
            unreadable: Some(unreadable),
        };
        self.write_one(Section::Head, |out| head.put(out))?;
        let card_at = std::mem::take(&mut self.card_at);
        self.write(Section::CardAt, &card_at)?;
        let entry_at = self.write_each(Section::Entries, index.entries().iter().rev(), |entry, out| {
            entry.id.put(out);
            entry.path.put(out);
        })?;
        self.write(Section::EntryAt, &entry_at)?;
        self.write_one(Section::Ids, |out| {
            let mut ids: Vec<_> = (0_u32..).zip(index.entries()).map(|(at, entry)| (entry.id, at)).collect();
            ids.sort_unstable_by_key(|(id, _)| *id.uuid().as_bytes());
            for (id, at) in ids {
                out.extend(id.uuid().as_bytes());
                out.extend(at.to_le_bytes());
            }
        })?;
        let entries = || index.entries().iter();
        self.write_one(Section::Tones, |out| {
            out.extend(entries().map(|entry| tone_byte(entry.cover.as_ref().and_then(|cover| cover.tone))));
        })?;
        self.write_one(Section::Told, |out| out.extend(entries().map(|entry| u8::from(entry.is_told()))))?;
        self.write_one(Section::Modified, |out| {
            out.extend(entries().flat_map(|entry| entry.modified.timestamp_millis().to_le_bytes()));
        })?;
        self.write_one(Section::Lists, |out| index.put_lists(out))?;
        self.write_one(Section::Members, |out| index.put_members(out))?;
        self.write_one(Section::Redirects, |out| index.put_redirects(out))?;
        self.write_one(Section::Groups, |out| index.put_groups(out))?;
        self.write_one(Section::Taken, |out| {
            let mut taken: Vec<_> = index.taken_keys().copied().collect();
            taken.sort_unstable();
            out.extend(taken.into_iter().flatten());
        })?;
        self.write_one(Section::Numbers, |out| memory.numbers.put(out))?;
        self.write_pages(&memory.pages, index.len())?;
        self.write_users(&memory.pages, index)?;
        let pages = &memory.pages;
        let pictures_at = self.write_each(Section::Pictures, index.entries(), |entry, out| {
            let page = pages.get(&*file_of(&entry.path));
            page.and_then(Packed::pictures).unwrap_or_default().put(out);
        })?;
        self.write(Section::PicturesAt, &pictures_at)
    }

    /// How many show each file of the library.
    fn write_users(&mut self, pages: &KnownPages, index: &Index) -> io::Result<()> {
        let mut users: BTreeMap<[u8; 8], u32> = BTreeMap::new();
        let mut count = |path: &str| *users.entry(page_key(path)).or_default() += 1;
        for (files, _) in pages.values().filter_map(Packed::found) {
            files.iter().filter(|file| !file.is_card()).for_each(|file| count(&file.path));
        }
        let covers = index.entries().iter().filter_map(|entry| entry.cover.as_ref()?.file.as_ref());
        covers.for_each(|file| count(&file.path));
        self.write_one(Section::Users, |out| {
            for (key, count) in users {
                out.extend(key);
                out.extend(count.to_le_bytes());
            }
        })
    }

    /// The pages, with all that finds them.
    fn write_pages(&mut self, pages: &KnownPages, articles: u32) -> io::Result<()> {
        let mut sorted: Vec<_> = pages.iter().map(|(file, page)| (page_key(file), file, page)).collect();
        sorted.sort_unstable_by_key(|(key, file, _)| (*key, *file));
        let places = self.write_each(Section::Pages, &sorted, |(_, file, page), out| {
            file.put(out);
            page.put(out);
        })?;
        let places: Vec<u32> = places.as_chunks().0.iter().map(|place| u32::from_le_bytes(*place)).collect();
        self.write_one(Section::PageAt, |out| {
            for ((key, _, _), ends) in sorted.iter().zip(places.windows(2)) {
                out.extend(key);
                out.extend(ends[0].to_le_bytes());
                out.extend((ends[1] - ends[0]).to_le_bytes());
            }
        })?;
        let mut shows: Vec<(u32, u32)> = Vec::new();
        for (row, (_, _, page)) in (0_u32..).zip(&sorted) {
            let entries = page.notes().map(|notes| notes.entries).unwrap_or_default();
            shows.extend(entries.into_iter().map(|age| (age, row)));
        }
        shows.sort_unstable();
        self.write_one(Section::ShowsAt, |out| {
            for age in 0..=articles {
                let at = shows.partition_point(|(other, _)| *other < age);
                out.extend((at as u32).to_le_bytes());
            }
        })?;
        self.write_one(Section::Shows, |out| {
            out.extend(shows.iter().flat_map(|(_, row)| row.to_le_bytes()));
        })
    }

    /// Puts it in place, for the folder with this manifest. Where that fails, nothing is remembered.
    pub(crate) fn keep(mut self, manifest: &Hash) {
        let Some(writer) = self.writer.take() else { return };
        let (mut file, checks) = writer.end();
        let mut rest = manifest.to_vec();
        rest.extend(self.lengths.iter().flat_map(|length| length.to_le_bytes()));
        let id = hash(&[rest.as_slice(), &checks].concat());
        let mut put = || {
            file.write_all(&checks)?;
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&[&id[..], &rest].concat())?;
            fs::rename(&self.aside, &self.place)
        };
        self.is_kept = put().is_ok();
        // What changed since another one is of no use now.
        base::forget_since(&self.place);
    }

    fn write_one(&mut self, section: Section, put: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        let mut bytes = Vec::new();
        put(&mut bytes);
        self.write(section, &bytes)
    }

    /// Writes values one after the other. Answers where each begins and the last one ends, as a table.
    fn write_each<T>(
        &mut self,
        section: Section,
        values: impl IntoIterator<Item = T>,
        put: impl Fn(T, &mut Vec<u8>),
    ) -> io::Result<Vec<u8>> {
        let (mut piece, mut places) = (Vec::with_capacity(PIECE), Vec::new());
        let mut written = 0;
        let place = |at: usize| u32::try_from(at).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge));
        for value in values {
            places.extend(place(written + piece.len())?.to_le_bytes());
            put(value, &mut piece);
            if piece.len() >= PIECE {
                self.write(section, &piece)?;
                written += piece.len();
                piece.clear();
            }
        }
        places.extend(place(written + piece.len())?.to_le_bytes());
        self.write(section, &piece)?;
        Ok(places)
    }

    fn write(&mut self, section: Section, bytes: &[u8]) -> io::Result<()> {
        debug_assert!(self.lengths[section as usize + 1..].iter().all(|length| *length == 0), "{section:?}");
        self.lengths[section as usize] += bytes.len() as u64;
        match &mut self.writer {
            Some(writer) => writer.write(bytes),
            None => Ok(()),
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_kept {
            fs::remove_file(&self.aside).ok();
        }
    }
}
