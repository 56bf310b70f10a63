//! Writing the index for many articles at once, drawer by drawer.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use rusqlite::Connection;

use super::drawer::{place, rewrite};
use super::slots::Slots;
use galley_tokens::Tokens;

/// Gathers the tokens of a drawer in memory and writes them when the next drawer begins.
///
/// Fastest when the rowids come in order. Everything happens on the connection that each call is given, within the
/// caller's transaction; [`Bulk::finish`] must be called before its end, or the index is behind the text.
///
/// Gathering is the dearest part of an import after the disk, and what it costs is the misses of the processor's caches: so the
/// table holds next to nothing, the names lie close together, and that a token stands in an article is only noted in passing.
/// The sets, which are large, are made once, at the end.
#[derive(Default)]
#[must_use]
pub(crate) struct Bulk {
    drawer: i64,
    filed: Slots,
    names: String,
    entries: Vec<Entry>,
    /// Finds a token's entry: the upper half of its hash, and where in `entries` it is.
    table: HashTable<(u32, u32)>,
    /// Which entry's token stands in the article of which slot.
    seen: Vec<(u32, u16)>,
    hasher: DefaultHashBuilder,
}

/// A token, as a place in `Bulk::names`.
#[derive(Clone, Copy)]
struct Entry {
    start: u32,
    bytes: u32,
}

impl Bulk {
    /// Files `tokens` for the article, and nothing else: what it was filed under before is forgotten.
    pub(crate) fn put(
        &mut self,
        connection: &Connection,
        rowid: i64,
        tokens: &Tokens,
    ) -> rusqlite::Result<()> {
        let (drawer, slot) = place(rowid);
        if drawer != self.drawer || self.filed.contains(slot) {
            self.write(connection)?;
            self.drawer = drawer;
        }
        self.filed.insert(slot);
        for token in tokens.iter() {
            let entry = self.entry(token);
            self.seen.push((entry, slot));
        }
        Ok(())
    }

    /// The entry of this token, made where there is none yet.
    fn entry(&mut self, token: &str) -> u32 {
        let Self { names, entries, table, hasher, .. } = self;
        let half = (hasher.hash_one(token) >> 32) as u32;
        let is_it = |&(other, at): &(u32, u32)| other == half && entries[at as usize].name(names) == token;
        if let Some((_, at)) = table.find(spread(half), is_it) {
            return *at;
        }
        let at = entries.len() as u32;
        entries.push(Entry { start: names.len() as u32, bytes: token.len() as u32 });
        names.push_str(token);
        table.insert_unique(spread(half), (half, at), |&(half, _)| spread(half));
        at
    }

    /// Writes what is still in memory.
    pub(crate) fn finish(mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.write(connection)
    }

    fn write(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if self.filed.is_empty() {
            return Ok(());
        }
        let mut slots = vec![Slots::NONE; self.entries.len()];
        for (entry, slot) in self.seen.drain(..) {
            slots[entry as usize].insert(slot);
        }
        let mut sorted: Vec<(&str, u32)> =
            self.entries.iter().zip(0..).map(|(entry, at)| (entry.name(&self.names), at)).collect();
        sorted.sort_unstable();
        let incoming: Vec<_> = sorted.into_iter().map(|(token, at)| (token, slots[at as usize])).collect();
        rewrite(connection, self.drawer, self.filed, &incoming)?;
        self.entries.clear();
        self.table.clear();
        self.names.clear();
        self.filed = Slots::NONE;
        Ok(())
    }
}

/// Half a hash as a whole one: the table looks at both ends of it.
fn spread(half: u32) -> u64 {
    u64::from(half) << 32 | u64::from(half)
}

impl Entry {
    fn name(self, names: &str) -> &str {
        &names[self.start as usize..][..self.bytes as usize]
    }
}
