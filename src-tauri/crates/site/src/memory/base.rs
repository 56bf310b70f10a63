//! What is remembered, as it stands in its file: in sections, of which an export after a change in place reads a few values each.
//!
//! Values that many are of have their places in a table beside them; what is looked up stands there sorted. What exports have changed in
//! place since stands in a small file of its own (`since`), which is read whole.

use std::fs::{self, File};
use std::io::Read as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use galley_domain::{ArticleId, Language};
use sha2::{Digest as _, Sha256};

use super::blocks::{Blocks, checks_bytes};
use super::bytes::{Kept, kept};
use super::since::Since;
use super::{BYTES_MAX, Key, Memory, Numbered, Packed, Shown};
use crate::Card;
use crate::address::TakenKey;
use crate::index::{ListMark, Mark};
use crate::out::{Hash, hash};
use crate::pictures::Tone;

/// The sections, in the order in which they stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// The cards, newest first.
    Cards,
    /// [`Head`].
    Head,
    /// Where each card begins, and where the last one ends.
    CardAt,
    /// The articles with their paths, oldest first; where each begins.
    Entries,
    EntryAt,
    /// The articles by identity, each with its place among the cards.
    Ids,
    /// Of each article by its place: the colour of its cover, whether search engines are told of it, and when it was changed.
    Tones,
    Told,
    Modified,
    /// What the index says of lists, the members of all of them, former paths, and groups of translations.
    Lists,
    Members,
    Redirects,
    Groups,
    /// The paths of all files, as hashes, sorted.
    Taken,
    /// The numbers of articles in the index of readers.
    Numbers,
    /// What is remembered of pages; and of each, by the hash of its path, where.
    Pages,
    PageAt,
    /// By age, which pages show an article, as places in the table of pages: where these begin for each, and they.
    ShowsAt,
    Shows,
    /// By the hash of its path, how many pages and articles show a file of the library.
    Users,
    /// By place, the pictures in an article's text: a sitemap names those of a thousand articles that stand beside one another.
    Pictures,
    PicturesAt,
}

pub(super) const SECTIONS: usize = Section::PicturesAt as usize + 1;

/// What stands before the sections: the hash of all that is believed, the manifest's, and how long each section is.
pub(super) const HEAD_BYTES: usize = 2 * size_of::<Hash>() + SECTIONS * size_of::<u64>();

/// Bytes of a row of a table.
pub(super) const ID_ROW: usize = 16 + 4;
pub(super) const TAKEN_ROW: usize = size_of::<TakenKey>();
pub(super) const PAGE_ROW: usize = 8 + 4 + 4;
pub(super) const USERS_ROW: usize = 8 + 4;

/// What is small, and always asked for.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) shown: String,
    pub(super) build: String,
    pub(super) shared: u64,
    pub(super) lists: Vec<ListMark>,
    pub(super) languages: Vec<Language>,
    pub(super) thanks: Vec<Box<str>>,
    /// Names the pictures that could not be read.
    pub(super) unreadable: Option<Key>,
}
kept!(Head { shown, build, shared, lists, languages, thanks, unreadable });

/// What is remembered of an export.
#[derive(Debug)]
pub(crate) struct Base {
    place: PathBuf,
    blocks: Blocks,
    starts: [u64; SECTIONS + 1],
    /// Names it.
    pub(super) id: Hash,
    head: Head,
    pub(super) since: Since,
    is_damaged: AtomicBool,
}

impl Base {
    /// What is remembered in a file about the folder with this manifest; nothing where there is no such file, or it is about
    /// another, or damaged.
    pub(crate) fn open(place: &Path, manifest: &Hash) -> Option<Self> {
        let mut file = File::open(place).ok()?;
        let bytes = file.metadata().ok()?.len();
        let mut head = [0; HEAD_BYTES];
        file.read_exact(&mut head).ok()?;
        let (id, rest) = head.split_first_chunk::<32>()?;
        let (about, lengths) = rest.split_first_chunk::<32>()?;
        let mut starts = [0_u64; SECTIONS + 1];
        for (at, length) in lengths.as_chunks::<8>().0.iter().enumerate() {
            starts[at + 1] = starts[at].checked_add(u64::from_le_bytes(*length))?;
        }
        let length = starts[SECTIONS];
        if bytes > BYTES_MAX
            || bytes.checked_sub(HEAD_BYTES as u64)? != length.checked_add(checks_bytes(length))?
        {
            return None;
        }
        let checks = read_end(&mut file, checks_bytes(length))?;
        if hash(&[rest, &checks].concat()) != *id {
            return None;
        }
        let since = Since::read(place, id).unwrap_or_default();
        if *since.manifest.as_ref().unwrap_or(about) != *manifest {
            return None;
        }
        let blocks = Blocks::new(file, HEAD_BYTES as u64, length, checks);
        let mut base = Self {
            place: place.to_owned(),
            blocks,
            starts,
            id: *id,
            head: Head::default(),
            since,
            is_damaged: AtomicBool::new(false),
        };
        base.head = base.section(Section::Head)?;
        Some(base)
    }

    /// The file that it stands in.
    pub(super) fn place(&self) -> &Path {
        &self.place
    }

    /// The moment that the site shows, where it has a name.
    pub(crate) fn shown(&self) -> Option<Shown> {
        self.since.shown.clone().or_else(|| serde_json::from_str(&self.head.shown).ok()?)
    }

    /// The languages of the site, and the paths of the pages that thank for inquiries.
    pub(crate) fn languages(&self) -> (&[Language], &[Box<str>]) {
        (&self.head.languages, &self.head.thanks)
    }

    /// Whether it was made while the same pictures could not be read.
    pub(crate) fn had_unreadable(&self, unreadable: Key) -> bool {
        self.head.unreadable == Some(unreadable)
    }

    /// Whether something that was asked for turned out to be another than was written. Nothing that followed from it may be used.
    pub(crate) fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Relaxed)
    }

    /// Takes what was read, or notes that it is damaged.
    pub(crate) fn whole<T>(&self, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.is_damaged.store(true, Ordering::Relaxed);
        }
        read
    }

    fn range(&self, section: Section) -> Range<u64> {
        let at = section as usize;
        self.starts[at]..self.starts[at + 1]
    }

    /// So many bytes of a section.
    fn part(&self, section: Section, from: u64, bytes: u64) -> Option<Vec<u8>> {
        let range = self.range(section);
        let from = range.start.checked_add(from)?;
        let to = from.checked_add(bytes).filter(|to| *to <= range.end)?;
        self.whole(self.blocks.read(from..to))
    }

    /// The bytes of a section.
    pub(crate) fn bytes(&self, section: Section) -> Option<Vec<u8>> {
        self.whole(self.blocks.read(self.range(section)))
    }

    /// A section that is one value.
    fn section<T: Kept>(&self, section: Section) -> Option<T> {
        self.whole(whole(&self.bytes(section)?))
    }

    /// A section of numbers.
    fn numbers_of(&self, section: Section) -> Option<Vec<u32>> {
        Some(self.bytes(section)?.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect())
    }

    fn rows(&self, section: Section, row: usize) -> u64 {
        let range = self.range(section);
        (range.end - range.start) / row as u64
    }

    /// A number of a section.
    fn number(&self, section: Section, at: u64) -> Option<u32> {
        Some(u32::from_le_bytes(*self.part(section, at * 4, 4)?.first_chunk()?))
    }

    /// The value at a place of a section, by the table of places.
    fn value(&self, section: Section, table: Section, at: u32) -> Option<Vec<u8>> {
        let (from, to) = (self.number(table, u64::from(at))?, self.number(table, u64::from(at) + 1)?);
        self.part(section, u64::from(from), u64::from(to.checked_sub(from)?))
    }

    /// The first row of a sorted section that does not begin with less.
    fn first_row(&self, section: Section, row: usize, key: &[u8]) -> Option<u64> {
        let (mut low, mut high) = (0, self.rows(section, row));
        while low < high {
            let middle = low + (high - low) / 2;
            let found = self.part(section, middle * row as u64, key.len() as u64)?;
            if *found < *key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Some(low)
    }

    /// How many articles there are.
    pub(crate) fn count(&self) -> u32 {
        self.rows(Section::Ids, ID_ROW) as u32
    }

    /// The place of an article, if it goes out.
    pub(crate) fn find(&self, id: ArticleId) -> Option<u32> {
        let id = *id.uuid().as_bytes();
        let row = self.first_row(Section::Ids, ID_ROW, &id)?;
        if row == self.rows(Section::Ids, ID_ROW) {
            return None;
        }
        let row = self.part(Section::Ids, row * ID_ROW as u64, ID_ROW as u64)?;
        let (found, at) = row.split_first_chunk::<16>()?;
        (*found == id).then_some(u32::from_le_bytes(*at.first_chunk()?))
    }

    /// The card of the article at a place, and the colour of its cover.
    pub(crate) fn card(&self, at: u32) -> Option<(Card, Tone)> {
        if let Some(known) = self.since.cards.get(&at) {
            return Some(known.clone());
        }
        let card = self.whole(whole(&self.value(Section::Cards, Section::CardAt, at)?))?;
        let tone = *self.part(Section::Tones, u64::from(at), 1)?.first()?;
        Some((card, tone_of(tone)))
    }

    /// The path of the article that so many are older than.
    pub(crate) fn path(&self, age: u32) -> Option<Box<str>> {
        let entry = self.value(Section::Entries, Section::EntryAt, age)?;
        let (_, path): (ArticleId, Box<str>) = self.whole(whole(&entry))?;
        Some(path)
    }

    /// By place, which articles search engines are told of, and when each was changed.
    pub(crate) fn told(&self) -> Option<(Vec<bool>, Vec<i64>)> {
        let told = self.bytes(Section::Told)?.iter().map(|byte| *byte != 0).collect();
        let modified = self.bytes(Section::Modified)?;
        let mut modified: Vec<_> =
            modified.as_chunks().0.iter().map(|bytes| i64::from_le_bytes(*bytes)).collect();
        for (at, (card, _)) in &self.since.cards {
            *modified.get_mut(*at as usize)? = card.modified.timestamp_millis();
        }
        Some((told, modified))
    }

    /// The members of all lists, one after the other.
    pub(crate) fn members(&self) -> Option<Vec<u32>> {
        self.numbers_of(Section::Members)
    }

    /// Whether a file stands at a path, by its key.
    pub(crate) fn has_path(&self, key: &TakenKey) -> Option<bool> {
        let row = self.first_row(Section::Taken, TAKEN_ROW, key)?;
        if row == self.rows(Section::Taken, TAKEN_ROW) {
            return Some(false);
        }
        Some(*self.part(Section::Taken, row * TAKEN_ROW as u64, TAKEN_ROW as u64)? == *key)
    }

    /// The numbers of articles in the index of readers.
    pub(crate) fn numbers(&self) -> Option<Vec<Numbered>> {
        self.section(Section::Numbers)
    }

    /// What is remembered of a page that was changed in place.
    pub(crate) fn changed_page(&self, file: &str) -> Option<&Packed> {
        self.since.pages.get(file)
    }

    /// What is remembered of a page.
    pub(crate) fn page(&self, file: &str) -> Option<Packed> {
        if let Some(page) = self.since.pages.get(file) {
            return Some(page.clone());
        }
        let key = page_key(file);
        let rows = self.rows(Section::PageAt, PAGE_ROW);
        let mut row = self.first_row(Section::PageAt, PAGE_ROW, &key)?;
        while row < rows {
            let (found, path, page) = self.page_at(row)?;
            if found != key {
                return None;
            }
            if *path == *file {
                return Some(page);
            }
            row += 1;
        }
        None
    }

    fn page_at(&self, row: u64) -> Option<([u8; 8], Box<str>, Packed)> {
        let row = self.part(Section::PageAt, row * PAGE_ROW as u64, PAGE_ROW as u64)?;
        let (key, place) = row.split_first_chunk::<8>()?;
        let (from, bytes) = place.split_first_chunk::<4>()?;
        let (from, bytes) = (u32::from_le_bytes(*from), u32::from_le_bytes(*bytes.first_chunk()?));
        let record = self.part(Section::Pages, u64::from(from), u64::from(bytes))?;
        let (path, page) = self.whole(whole(&record))?;
        Some((*key, path, page))
    }

    /// The files of the pages that show the article which so many are older than; some may do so no longer.
    pub(crate) fn pages_showing(&self, age: u32) -> Option<Vec<Box<str>>> {
        let (from, to) = (u64::from(age), u64::from(age) + 1);
        let (from, to) = (self.number(Section::ShowsAt, from)?, self.number(Section::ShowsAt, to)?);
        let mut files = self.since.shows.get(&age).cloned().unwrap_or_default();
        for at in from..to {
            let row = self.number(Section::Shows, u64::from(at))?;
            files.push(self.page_at(u64::from(row))?.1);
        }
        Some(files)
    }

    /// How many pages and articles show a file of the library.
    pub(crate) fn users(&self, path: &str) -> Option<i64> {
        let key = page_key(path);
        let row = self.first_row(Section::Users, USERS_ROW, &key)?;
        let mut users = self.since.users.get(path).copied().unwrap_or_default();
        if row < self.rows(Section::Users, USERS_ROW) {
            let row = self.part(Section::Users, row * USERS_ROW as u64, USERS_ROW as u64)?;
            let (found, count) = row.split_first_chunk::<8>()?;
            if *found == key {
                users += i64::from(u32::from_le_bytes(*count.first_chunk()?));
            }
        }
        Some(users)
    }

    /// The pictures in the texts of articles, as they were when all was written; by place, ascending or descending.
    pub(crate) fn pictures(&self, some: &[u32]) -> Option<Vec<Vec<Box<str>>>> {
        let (Some(first), Some(last)) = (some.iter().min(), some.iter().max()) else {
            return Some(Vec::new());
        };
        let rows = u64::from(last - first) + 2;
        let places = self.part(Section::PicturesAt, u64::from(*first) * 4, rows * 4)?;
        let places: Vec<u32> = places.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
        let (from, to) = (*places.first()?, *places.last()?);
        let bytes = self.part(Section::Pictures, u64::from(from), u64::from(to.checked_sub(from)?))?;
        let of = |at: &u32| {
            let ends = places.get((at - first) as usize..)?.first_chunk::<2>()?;
            let (begin, end) = (ends[0].checked_sub(from)?, ends[1].checked_sub(from)?);
            whole(bytes.get(begin as usize..end as usize)?)
        };
        self.whole(some.iter().map(of).collect())
    }

    /// All cards as they are now, newest first.
    pub(crate) fn cards(&self) -> Option<Vec<Card>> {
        let bytes = self.bytes(Section::Cards)?;
        let places = self.numbers_of(Section::CardAt)?;
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let count = places.len().checked_sub(1)?;
        let each = count.div_ceil(threads).max(1);
        let take = |from: usize| -> Option<Vec<Card>> {
            let places = &places[from..=(from + each).min(count)];
            let cards = places.windows(2).map(|ends| whole(bytes.get(ends[0] as usize..ends[1] as usize)?));
            cards.collect()
        };
        let mut cards: Vec<Card> = thread::scope(|scope| {
            let parts: Vec<_> =
                (0..count).step_by(each).map(|from| scope.spawn(move || take(from))).collect();
            let parts = parts.into_iter().map(|part| part.join().expect("reading bytes does not panic"));
            parts.collect::<Option<Vec<_>>>().map(|parts| parts.into_iter().flatten().collect())
        })?;
        for (at, (card, _)) in &self.since.cards {
            card.clone_into(cards.get_mut(*at as usize)?);
        }
        Some(cards)
    }

    /// All else, for an export that looks at every page.
    pub(crate) fn memory(&self) -> Option<Memory> {
        let entries = self.bytes(Section::Entries)?;
        let mut from = entries.as_slice();
        let mut stood = Vec::with_capacity(self.count() as usize);
        for _ in 0..self.count() {
            stood.push(Kept::take(&mut from)?);
        }
        let pages = self.bytes(Section::Pages)?;
        let mut from = pages.as_slice();
        let mut known = super::KnownPages::with_capacity(self.rows(Section::PageAt, PAGE_ROW) as usize);
        while !from.is_empty() {
            let (path, page) = Kept::take(&mut from)?;
            known.insert(path, page);
        }
        for (file, page) in &self.since.pages {
            known.insert(file.clone(), page.clone());
        }
        Some(Memory {
            shown: self.shown(),
            build: self.head.build.clone(),
            mark: Mark { shared: self.head.shared, lists: self.head.lists.clone() },
            stood,
            numbers: self.numbers()?,
            pages: known,
        })
    }
}

/// A value that is all of these bytes.
fn whole<T: Kept>(mut bytes: &[u8]) -> Option<T> {
    let value = T::take(&mut bytes)?;
    bytes.is_empty().then_some(value)
}

fn read_end(file: &mut File, bytes: u64) -> Option<Vec<u8>> {
    use std::io::{Seek as _, SeekFrom};
    file.seek(SeekFrom::End(-i64::try_from(bytes).ok()?)).ok()?;
    let mut end = Vec::new();
    file.read_to_end(&mut end).ok()?;
    Some(end)
}

/// By what a page, or a file of the library, is found.
pub(super) fn page_key(file: &str) -> [u8; 8] {
    *Sha256::digest(file).first_chunk().expect("a hash has more")
}

/// The steps of a colour are six each.
pub(super) fn tone_byte(tone: Tone) -> u8 {
    tone.map_or(0, |[red, green, blue]| 1 + (red * 6 + green) * 6 + blue)
}

fn tone_of(byte: u8) -> Tone {
    let steps = byte.checked_sub(1)?;
    Some([steps / 36, steps / 6 % 6, steps % 6])
}

/// Takes away what is remembered of a folder.
pub(super) fn forget_since(place: &Path) {
    fs::remove_file(super::since::file(place)).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_a_byte() {
        for tone in [None, Some([0, 0, 0]), Some([5, 5, 5]), Some([1, 2, 3])] {
            assert_eq!(tone_of(tone_byte(tone)), tone);
        }
    }
}
