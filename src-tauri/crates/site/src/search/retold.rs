//! A volume in which a few articles say something else, under the numbers that they have. Nearly all words keep their lists: these are not
//! taken apart, only looked through for the numbers; shards that keep all their words are not put together again, and of the blocks
//! only those are read that the articles are in.

use std::collections::BTreeMap;

use galley_tokens::Tokens;

use super::volume::{self, BLOCK, SHARD, TABLE, Table};
use super::{Record, Sizes, cut, name_of};
use crate::memory::bytes::{Kept as _, put_bytes, take_bytes};

/// Where a word stands, in the whole texts and in headlines.
type Places = (Vec<u32>, Vec<u32>);

/// What differs of a volume's files.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Retold {
    /// Files that hold something else, or were not there.
    pub(crate) written: Vec<(String, Vec<u8>)>,
    /// Files that are not there any more.
    pub(crate) gone: Vec<String>,
}

/// Says anew what a volume says of articles that are in it. `file` reads its files; none where they are not what they should be.
pub(crate) fn say_anew(
    from: u32,
    file: impl Fn(&str) -> Option<Vec<u8>>,
    said: Vec<(Tokens, Record)>,
    sizes: Sizes,
) -> Option<Retold> {
    let table: Table = serde_json::from_slice(&file(TABLE)?).ok()?;
    let numbers: Vec<u32> = said.iter().map(|(_, record)| record.0).collect();
    let mut told: BTreeMap<Box<str>, Places> = BTreeMap::new();
    let mut records = Vec::new();
    for (tokens, record) in said {
        for (word, in_headline) in volume::words(&tokens) {
            let places = told.entry(word.into()).or_default();
            places.0.push(record.0);
            if in_headline {
                places.1.push(record.0);
            }
        }
        records.push(record);
    }
    let name = |shard: &String| format!("{shard}{SHARD}");
    let files: Vec<Vec<u8>> = table.shards.iter().map(|shard| file(&name(shard))).collect::<Option<_>>()?;
    let (entries, counts) = entries(from, &files, &numbers, told)?;
    let mut retold = Retold::default();
    let mut shards = Vec::new();
    for cut in cut(&weights(&entries), u64::BITS, sizes.shard_bytes) {
        let (words, shard) = (&entries[cut.items], volume::shard_name(cut.from));
        let old = table.shards.iter().position(|other| *other == shard);
        if !old.is_some_and(|old| words.len() == counts[old] && words.iter().all(|word| word.is_of(old))) {
            let bytes = written(&files, words)?;
            if old.is_none_or(|old| files[old] != bytes) {
                retold.written.push((name(&shard), bytes));
            }
        }
        shards.push(shard);
    }
    retold.gone.extend(table.shards.iter().filter(|shard| !shards.contains(shard)).map(name));
    write_blocks(&table, file, records, &mut retold)?;
    if shards != table.shards {
        let table = Table { blocks: table.blocks, shards };
        let table = serde_json::to_vec(&table).expect("numbers and texts are JSON");
        retold.written.push((TABLE.to_owned(), table));
    }
    Some(retold)
}

/// A word with its lists, in the order of the volume.
struct Entry {
    key: u64,
    weight: usize,
    says: Says,
}

enum Says {
    /// As before: which of a shard's words it is, and of which shard.
    AsBefore { shard: usize, at: usize },
    /// Something else, or for the first time.
    Anew(Box<str>, Vec<u8>),
}

impl Entry {
    fn anew(word: Box<str>, lists: Vec<u8>) -> Self {
        Self {
            key: volume::key(word.as_bytes()),
            weight: word.len() + lists.len(),
            says: Says::Anew(word, lists),
        }
    }

    /// Whether it says as before what this shard says.
    fn is_of(&self, old: usize) -> bool {
        matches!(self.says, Says::AsBefore { shard, .. } if shard == old)
    }
}

fn weights(entries: &[Entry]) -> Vec<(u64, usize)> {
    entries.iter().map(|entry| (entry.key, entry.weight)).collect()
}

/// All words of the shards without the articles of these numbers, but where `told` has them; and how many words each shard has.
fn entries(
    from: u32,
    files: &[Vec<u8>],
    numbers: &[u32],
    told: BTreeMap<Box<str>, Places>,
) -> Option<(Vec<Entry>, Vec<usize>)> {
    let (mut entries, mut counts) = (Vec::new(), Vec::new());
    // Both are sorted alike.
    let mut told = told.into_iter().peekable();
    for (shard, bytes) in files.iter().enumerate() {
        let mut at = 0;
        each_word(bytes, |word, old| {
            while let Some((new, places)) = told.next_if(|(new, _)| new.as_bytes() < word) {
                entries.push(Entry::anew(new, lists(from, places)));
            }
            let says = told.next_if(|(new, _)| new.as_bytes() == word);
            if says.is_none() && !names_any(from, old.all, numbers)? {
                let (key, weight) = (volume::key(word), word.len() + old.both.len());
                entries.push(Entry { key, weight, says: Says::AsBefore { shard, at } });
            } else {
                let (word, mut places) = match says {
                    Some(says) => says,
                    None => (std::str::from_utf8(word).ok()?.into(), Places::default()),
                };
                let others = |bytes: &[u8]| {
                    let all = volume::numbers(from, bytes)?;
                    Some(all.into_iter().filter(|number| !numbers.contains(number)))
                };
                places.0.extend(others(old.all)?);
                places.1.extend(others(old.headline)?);
                if !places.0.is_empty() {
                    entries.push(Entry::anew(word, lists(from, places)));
                }
            }
            at += 1;
            Some(())
        })?;
        counts.push(at);
    }
    entries.extend(told.map(|(word, places)| Entry::anew(word, lists(from, places))));
    Some((entries, counts))
}

/// A shard of these words.
fn written(files: &[Vec<u8>], words: &[Entry]) -> Option<Vec<u8>> {
    let mut old: BTreeMap<usize, Words<'_>> = BTreeMap::new();
    for word in words {
        if let Says::AsBefore { shard, .. } = word.says
            && !old.contains_key(&shard)
        {
            let mut all = Vec::new();
            each_word(&files[shard], |word, lists| {
                all.push((std::str::from_utf8(word).ok()?.into(), lists.both));
                Some(())
            })?;
            old.insert(shard, all);
        }
    }
    Some(volume::shard(words.iter().map(|word| match &word.says {
        Says::AsBefore { shard, at } => {
            let (word, lists) = &old[shard][*at];
            (&**word, *lists)
        }
        Says::Anew(word, lists) => (&**word, &**lists),
    })))
}

/// The words of a shard, each with its lists as they are written.
type Words<'b> = Vec<(Box<str>, &'b [u8])>;

/// What a shard has behind a word.
struct Lists<'b> {
    all: &'b [u8],
    headline: &'b [u8],
    /// Both, as they are written.
    both: &'b [u8],
}

/// Goes through the words of a shard with their lists; none where it is damaged, or `each` says so.
fn each_word<'b>(mut rest: &'b [u8], mut each: impl FnMut(&[u8], Lists<'b>) -> Option<()>) -> Option<()> {
    let mut word = Vec::new();
    while !rest.is_empty() {
        word.truncate(u32::take(&mut rest)? as usize);
        word.extend_from_slice(take_bytes(&mut rest)?);
        let before = rest;
        let (all, headline) = (take_bytes(&mut rest)?, take_bytes(&mut rest)?);
        each(&word, Lists { all, headline, both: &before[..before.len() - rest.len()] })?;
    }
    Some(())
}

/// Whether a list has one of these numbers.
fn names_any(from: u32, mut list: &[u8], numbers: &[u32]) -> Option<bool> {
    let last = numbers.iter().max().copied().unwrap_or_default();
    let mut number = from;
    while !list.is_empty() && number <= last {
        number = number.checked_add(u32::take(&mut list)?)?;
        if numbers.contains(&number) {
            return Some(true);
        }
    }
    Some(false)
}

fn lists(from: u32, (mut all, mut headline): Places) -> Vec<u8> {
    let mut lists = Vec::new();
    for list in [&mut all, &mut headline] {
        list.sort_unstable();
        list.dedup();
        put_bytes(&mut lists, &volume::deltas(from, list));
    }
    lists
}

/// Puts these records in the places of those that have their numbers.
fn write_blocks(
    table: &Table,
    file: impl Fn(&str) -> Option<Vec<u8>>,
    records: Vec<Record>,
    retold: &mut Retold,
) -> Option<()> {
    let mut by_block: BTreeMap<u32, Vec<Record>> = BTreeMap::new();
    for record in records {
        let block = table.blocks[..table.blocks.partition_point(|from| *from <= record.0)].last()?;
        by_block.entry(*block).or_default().push(record);
    }
    for (block, new) in by_block {
        let name = name_of(u64::from(block)) + BLOCK;
        let old = file(&name)?;
        let mut all: Vec<Record> = serde_json::from_slice(&old).ok()?;
        for record in new {
            let number = record.0;
            *all.iter_mut().find(|other| other.0 == number)? = record;
        }
        let bytes = serde_json::to_vec(&all).expect("texts and numbers are JSON");
        if bytes != old {
            retold.written.push((name, bytes));
        }
    }
    Some(())
}
