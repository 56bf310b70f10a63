//! A volume in which a few articles say something else, under the numbers that they have. Nearly all words keep their lists: these are not
//! taken apart, only looked through for the numbers; and of the blocks only those are read that the articles are in.

use std::collections::BTreeMap;

use galley_tokens::Tokens;

use super::volume::{self, BLOCK, SHARD, TABLE, Table};
use super::{Record, Sizes, name_of};
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
    let mut retold = Retold::default();
    let mut old = BTreeMap::new();
    let mut entries: Vec<(Box<str>, Vec<u8>)> = Vec::new();
    for shard in &table.shards {
        let name = format!("{shard}{SHARD}");
        let bytes = file(&name)?;
        read_shard(from, &bytes, &numbers, &mut told, &mut entries)?;
        old.insert(name, bytes);
    }
    for (word, places) in told {
        entries.push((word, lists(from, places)));
    }
    // Nearly all of it is sorted already.
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut shards = Vec::new();
    for (name, bytes) in volume::shards(&entries, sizes) {
        let file_name = format!("{name}{SHARD}");
        if old.remove(&file_name).as_ref() != Some(&bytes) {
            retold.written.push((file_name, bytes));
        }
        shards.push(name);
    }
    retold.gone.extend(old.into_keys().filter(|name| !retold.written.iter().any(|(other, _)| other == name)));
    write_blocks(&table, file, records, &mut retold)?;
    if shards != table.shards {
        let table = Table { blocks: table.blocks, shards };
        let table = serde_json::to_vec(&table).expect("numbers and texts are JSON");
        retold.written.push((TABLE.to_owned(), table));
    }
    Some(retold)
}

/// Reads the words of a shard with their lists, without the articles of these numbers but where `told` has them.
fn read_shard(
    from: u32,
    mut rest: &[u8],
    numbers: &[u32],
    told: &mut BTreeMap<Box<str>, Places>,
    entries: &mut Vec<(Box<str>, Vec<u8>)>,
) -> Option<()> {
    let mut word = Vec::new();
    while !rest.is_empty() {
        word.truncate(u32::take(&mut rest)? as usize);
        word.extend_from_slice(take_bytes(&mut rest)?);
        let before = rest;
        let (all, headline) = (take_bytes(&mut rest)?, take_bytes(&mut rest)?);
        let word = std::str::from_utf8(&word).ok()?;
        let says = told.remove(word);
        if says.is_none() && !names_any(from, all, numbers)? {
            entries.push((word.into(), before[..before.len() - rest.len()].to_vec()));
            continue;
        }
        let mut places = says.unwrap_or_default();
        let others = |bytes: &[u8]| {
            let all = volume::numbers(from, bytes)?;
            Some(all.into_iter().filter(|number| !numbers.contains(number)))
        };
        places.0.extend(others(all)?);
        places.1.extend(others(headline)?);
        if !places.0.is_empty() {
            entries.push((word.into(), lists(from, places)));
        }
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
