//! Writing the index for many articles at once, drawer by drawer.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use rusqlite::Connection;

use super::drawer::{place, rewrite};
use super::slots::Slots;
use super::tokens::Tokens;

/// Gathers the tokens of a drawer in memory and writes them when the next drawer begins.
///
/// Fastest when the rowids come in order. Everything happens on the connection that each call is given, within the
/// caller's transaction; [`Bulk::finish`] must be called before its end, or the index is behind the text.
#[derive(Default)]
#[must_use]
pub(crate) struct Bulk {
    drawer: i64,
    filed: Slots,
    names: String,
    entries: HashTable<Entry>,
    hasher: DefaultHashBuilder,
}

/// A token, as a place in `Bulk::names`, and the articles that hold it.
struct Entry {
    start: u32,
    bytes: u32,
    slots: Slots,
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
        let Bulk { names, entries, hasher, .. } = self;
        for token in tokens.iter() {
            let hash = hasher.hash_one(token);
            if let Some(entry) = entries.find_mut(hash, |entry| entry.name(names) == token) {
                entry.slots.insert(slot);
            } else {
                let new =
                    Entry { start: names.len() as u32, bytes: token.len() as u32, slots: Slots::one(slot) };
                names.push_str(token);
                entries.insert_unique(hash, new, |entry| hasher.hash_one(entry.name(names)));
            }
        }
        Ok(())
    }

    /// Writes what is still in memory.
    pub(crate) fn finish(mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.write(connection)
    }

    fn write(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if self.filed.is_empty() {
            return Ok(());
        }
        let mut sorted: Vec<(&str, Slots)> =
            self.entries.iter().map(|entry| (entry.name(&self.names), entry.slots)).collect();
        sorted.sort_unstable_by_key(|(token, _)| *token);
        rewrite(connection, self.drawer, self.filed, &sorted)?;
        self.entries.clear();
        self.names.clear();
        self.filed = Slots::NONE;
        Ok(())
    }
}

impl Entry {
    fn name<'n>(&self, names: &'n str) -> &'n str {
        &names[self.start as usize..][..self.bytes as usize]
    }
}
