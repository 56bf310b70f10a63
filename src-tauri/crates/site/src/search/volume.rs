//! A volume of the index: words with the articles that they stand in, and what is shown of these.
//!
//! Read back from its files it is what it was, so a change is made in it by taking numbers out and putting articles in; written
//! again it gives the files that a first writing would give.

use std::collections::{BTreeMap, HashMap, HashSet};

use galley_tokens::{HEADLINE, NAME, Tokens};
use hashbrown::hash_map::EntryRef;
use serde::{Deserialize, Serialize};

use super::{NUMBER_BITS, Record, Sizes, cut, name_of};
use crate::memory::bytes::{Kept as _, put_bytes, take_bytes};

/// The file that says which others there are.
pub(super) const TABLE: &str = "table.json";
pub(super) const BLOCK: &str = ".json";
/// Tells hosts and tools that it is no text.
pub(super) const SHARD: &str = ".bin";

/// So many bytes of a word decide which shard it stands in.
const KEY_BYTES: usize = 8;

/// The articles that a word stands in.
#[derive(Debug, Default, PartialEq, Eq)]
struct Places {
    all: Vec<u32>,
    /// Those in whose headline it stands.
    headline: Vec<u32>,
}

/// What is in a volume's folder.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Table {
    /// The blocks, by the numbers that they begin at.
    pub(super) blocks: Vec<u32>,
    /// The shards, by the first bytes of their words, as in their names.
    pub(super) shards: Vec<String>,
}

/// A volume.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Volume {
    /// Where its numbers begin.
    from: u32,
    words: hashbrown::HashMap<Box<str>, Places>,
    records: BTreeMap<u32, Record>,
}

impl Volume {
    /// An empty one, for numbers from this one on.
    pub(crate) fn new(from: u32) -> Self {
        Self { from, ..Self::default() }
    }

    /// Reads one from its files, named as [`Volume::files`] names them. None where they are not such files.
    pub(crate) fn read(from: u32, files: &HashMap<String, Vec<u8>>) -> Option<Self> {
        let table: Table = serde_json::from_slice(files.get(TABLE)?).ok()?;
        let mut volume = Self::new(from);
        for block in &table.blocks {
            let file = files.get(&(name_of(u64::from(*block)) + BLOCK))?;
            let records: Vec<Record> = serde_json::from_slice(file).ok()?;
            volume.records.extend(records.into_iter().map(|record| (record.0, record)));
        }
        for shard in &table.shards {
            volume.read_shard(files.get(&format!("{shard}{SHARD}"))?)?;
        }
        Some(volume)
    }

    fn read_shard(&mut self, mut rest: &[u8]) -> Option<()> {
        let mut word = Vec::new();
        while !rest.is_empty() {
            word.truncate(u32::take(&mut rest)? as usize);
            word.extend_from_slice(take_bytes(&mut rest)?);
            let all = numbers(self.from, take_bytes(&mut rest)?)?;
            let headline = numbers(self.from, take_bytes(&mut rest)?)?;
            self.words.insert(std::str::from_utf8(&word).ok()?.into(), Places { all, headline });
        }
        Some(())
    }

    /// Takes articles out.
    pub(crate) fn remove(&mut self, gone: &HashSet<u32>) {
        if gone.is_empty() {
            return;
        }
        self.records.retain(|number, _| !gone.contains(number));
        self.words.retain(|_, places| {
            places.all.retain(|number| !gone.contains(number));
            places.headline.retain(|number| !gone.contains(number));
            !places.all.is_empty()
        });
    }

    /// Puts an article in that is not there.
    pub(crate) fn put(&mut self, tokens: &Tokens, record: Record) {
        let number = record.0;
        self.records.insert(number, record);
        for (word, in_headline) in words(tokens) {
            let places = match self.words.entry_ref(word) {
                EntryRef::Occupied(known) => known.into_mut(),
                EntryRef::Vacant(free) => free.insert_with_key(word.into(), Places::default()),
            };
            let add = |places: &mut Vec<u32>| {
                if places.last() != Some(&number) {
                    places.push(number);
                }
            };
            add(&mut places.all);
            if in_headline {
                add(&mut places.headline);
            }
        }
    }

    /// Its files, by their names in its folder.
    pub(crate) fn files(mut self, sizes: Sizes) -> Vec<(String, Vec<u8>)> {
        let (blocks, mut files) = self.blocks(sizes);
        let mut entries: Vec<_> = std::mem::take(&mut self.words).into_iter().collect();
        entries.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let entries: Vec<_> = entries
            .into_iter()
            .map(|(word, mut places)| {
                // Threads put articles in in any order.
                places.all.sort_unstable();
                places.headline.sort_unstable();
                let mut lists = Vec::new();
                put_bytes(&mut lists, &deltas(self.from, &places.all));
                put_bytes(&mut lists, &deltas(self.from, &places.headline));
                (word, lists)
            })
            .collect();
        let mut shards = Vec::new();
        for (name, bytes) in self::shards(&entries, sizes) {
            files.push((format!("{name}{SHARD}"), bytes));
            shards.push(name);
        }
        let table = serde_json::to_vec(&Table { blocks, shards }).expect("numbers and texts are JSON");
        files.push((TABLE.to_owned(), table));
        files
    }

    fn blocks(&self, sizes: Sizes) -> (Vec<u32>, Vec<(String, Vec<u8>)>) {
        let records: Vec<_> = self.records.values().collect();
        let weights: Vec<_> = records.iter().map(|record| (u64::from(record.0), 1)).collect();
        let cuts = cut(&weights, NUMBER_BITS, sizes.block);
        let file = |cut: &super::Cut| {
            let text = serde_json::to_vec(&records[cut.items.clone()]).expect("texts and numbers are JSON");
            (name_of(cut.from) + BLOCK, text)
        };
        let from = |cut: &super::Cut| u32::try_from(cut.from).expect("numbers are smaller");
        (cuts.iter().map(from).collect(), cuts.iter().map(file).collect())
    }
}

/// The words of an article, and whether each is one of its headline's; one may come twice.
pub(super) fn words(tokens: &Tokens) -> impl Iterator<Item = (&str, bool)> {
    tokens.iter().map(|token| {
        let in_headline = token.strip_prefix(HEADLINE);
        (in_headline.or_else(|| token.strip_prefix(NAME)).unwrap_or(token), in_headline.is_some())
    })
}

/// The shards of words that are sorted, each with its lists: by name.
pub(super) fn shards(
    entries: &[(Box<str>, Vec<u8>)],
    sizes: Sizes,
) -> impl Iterator<Item = (String, Vec<u8>)> {
    let weights: Vec<_> =
        entries.iter().map(|(word, lists)| (key(word.as_bytes()), word.len() + lists.len())).collect();
    let cuts = cut(&weights, u64::BITS, sizes.shard_bytes);
    cuts.into_iter().map(move |cut| {
        let entries = entries[cut.items].iter().map(|(word, lists)| (&**word, &**lists));
        (shard_name(cut.from), shard(entries))
    })
}

/// The first bytes of a word as a number, so that it is sorted as they are.
pub(super) fn key(word: &[u8]) -> u64 {
    let mut first = [0; KEY_BYTES];
    let bytes = &word[..word.len().min(KEY_BYTES)];
    first[..bytes.len()].copy_from_slice(bytes);
    u64::from_be_bytes(first)
}

/// The bytes at which a shard begins; compared as texts, names are in the order of what they name.
pub(super) fn shard_name(from: u64) -> String {
    let name = format!("{from:016x}");
    match name.trim_end_matches('0') {
        "" => "0".to_owned(),
        name => name.to_owned(),
    }
}

/// Words, each without what it has in common with the one before; behind each word its lists.
pub(super) fn shard<'e>(entries: impl Iterator<Item = (&'e str, &'e [u8])>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut before: &[u8] = &[];
    for (word, lists) in entries {
        let word = word.as_bytes();
        let common = word.iter().zip(before).take_while(|(a, b)| a == b).count();
        (common as u64).put(&mut out);
        put_bytes(&mut out, &word[common..]);
        out.extend_from_slice(lists);
        before = word;
    }
    out
}

pub(super) fn deltas(from: u32, numbers: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut before = from;
    for number in numbers {
        (number - before).put(&mut out);
        before = *number;
    }
    out
}

pub(super) fn numbers(from: u32, mut bytes: &[u8]) -> Option<Vec<u32>> {
    let mut numbers = Vec::new();
    let mut number = from;
    while !bytes.is_empty() {
        number = number.checked_add(u32::take(&mut bytes)?)?;
        numbers.push(number);
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use galley_tokens::Document;

    use super::*;

    const SMALL: Sizes = Sizes { volume: 1_000, block: 4, shard_bytes: 200 };

    fn put(volume: &mut Volume, number: u32, words: u32) {
        let (tokens, record) = said(number, words);
        volume.put(&tokens, record);
    }

    fn said(number: u32, words: u32) -> (Tokens, Record) {
        let text: Vec<String> =
            (0..words).map(|n| format!("word{} 报道{n} كلمة", (n * 7 + number) % 50)).collect();
        let text = text.join(" ");
        let headline = format!("Headline {number}");
        let document =
            Document { headline: headline.as_str().into(), text: text.into(), ..Document::default() };
        let record = Record(
            number,
            format!("/{number}/"),
            headline.clone(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        );
        (Tokens::of(&document), record)
    }

    fn volume(numbers: impl Iterator<Item = u32>) -> Volume {
        let mut volume = Volume::new(100);
        numbers.for_each(|number| put(&mut volume, number, 20));
        volume
    }

    #[test]
    fn a_volume_is_read_back_and_changed_as_if_made_anew() {
        let files: HashMap<_, _> = volume((100..160).step_by(3)).files(SMALL).into_iter().collect();
        assert!(files.len() > 12, "{}", files.len());
        let mut read = Volume::read(100, &files).expect("its own files");
        assert_eq!(read, volume((100..160).step_by(3)));
        read.remove(&HashSet::from([106, 109]));
        put(&mut read, 107, 20);
        let anew = volume((100..160).step_by(3).filter(|n| !matches!(n, 106 | 109)).chain([107]));
        assert_eq!(read.files(SMALL), anew.files(SMALL));
    }

    #[test]
    fn articles_that_say_something_else_are_told_as_if_the_volume_were_made_anew() {
        let before: HashMap<_, _> = volume((100..400).step_by(3)).files(SMALL).into_iter().collect();
        for (numbers, words) in
            [(vec![202], 19), (vec![100, 397], 200), (vec![103, 106, 250], 0), (vec![202], 20)]
        {
            let mut read = Volume::read(100, &before).expect("its own files");
            read.remove(&numbers.iter().copied().collect());
            for number in &numbers {
                put(&mut read, *number, words);
            }
            let expected: HashMap<_, _> = read.files(SMALL).into_iter().collect();
            let said = numbers.iter().map(|number| said(*number, words)).collect();
            let file = |name: &str| before.get(name).cloned();
            let retold = super::super::say_anew(100, file, said, SMALL).expect("its own files");
            let mut after = before.clone();
            for (name, bytes) in retold.written {
                assert_ne!(after.get(&name), Some(&bytes), "{name} is written for nothing");
                after.insert(name, bytes);
            }
            for name in retold.gone {
                assert!(after.remove(&name).is_some(), "{name}");
            }
            assert!(after == expected, "{numbers:?}");
        }
        let file = |name: &str| before.get(name).filter(|_| !name.ends_with(SHARD)).cloned();
        assert_eq!(super::super::say_anew(100, file, vec![said(202, 1)], SMALL), None);
    }

    #[test]
    fn few_files_differ_after_a_small_change() {
        let before: HashMap<_, _> = volume((100..400).step_by(3)).files(SMALL).into_iter().collect();
        let mut after = volume((100..400).step_by(3));
        after.remove(&HashSet::from([202]));
        put(&mut after, 202, 19);
        let after = after.files(SMALL);
        let differ = after.iter().filter(|(name, bytes)| before.get(name) != Some(bytes)).count();
        assert!((1..=4).contains(&differ), "{differ} of {}", after.len());
    }

    #[test]
    fn what_is_damaged_is_not_read() {
        let whole: HashMap<_, _> = volume(100..110).files(SMALL).into_iter().collect();
        for name in whole.keys() {
            let mut gone = whole.clone();
            gone.remove(name);
            assert_eq!(Volume::read(100, &gone), None, "{name}");
        }
        let mut cut_off = whole;
        let shard = cut_off.iter_mut().find(|(name, _)| name.ends_with(SHARD)).expect("there is one").1;
        shard.pop();
        assert_eq!(Volume::read(100, &cut_off), None);
    }
}
