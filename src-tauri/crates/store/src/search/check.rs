//! Whether the index says what the texts say, and making it anew where it cannot be read.

use std::collections::HashMap;

use galley_domain::Article;
use rusqlite::Connection;

use super::among::Rowids;
use super::drawer::{Drawers, broken, pages_of, rowid};
use super::page::{BrokenPage, Entries, Page};
use super::slots::Slots;
use super::{Bulk, Document, Tokens};
use crate::{StoreError, Tx};

/// The articles that are not filed as their texts ask; empty when all is well. Reads every text.
///
/// `articles` are all there are. Those that are filed but gone count as misfiled.
///
/// # Errors
/// Those of `load` and of SQLite, and one for a page that cannot be read.
pub(crate) fn misfiled<E: From<rusqlite::Error>>(
    connection: &Connection,
    articles: &Rowids,
    mut load: impl FnMut(i64) -> Result<Option<Document<'static>>, E>,
) -> Result<Vec<i64>, E> {
    let mut numbers = articles.drawers();
    let mut drawers = Drawers::of(connection)?;
    while let Some(number) = drawers.advance()? {
        numbers.push(number);
    }
    numbers.sort_unstable();
    numbers.dedup();
    let mut wrong = Vec::new();
    for number in numbers {
        let mut wanted: HashMap<Vec<u8>, Slots> = HashMap::new();
        for slot in articles.within(number).newest_first() {
            let Some(document) = load(rowid(number, slot))? else { continue };
            for token in Tokens::of(&document).iter() {
                wanted.entry(token.as_bytes().to_vec()).or_default().insert(slot);
            }
        }
        let different = differences(&pages_of(connection, number)?, wanted).map_err(broken)?;
        wrong.extend(different.newest_first().map(|slot| rowid(number, slot)));
    }
    wrong.sort_unstable();
    Ok(wrong)
}

/// The slots for which the pages and the wanted entries do not agree.
fn differences(pages: &[Page], mut wanted: HashMap<Vec<u8>, Slots>) -> Result<Slots, BrokenPage> {
    let mut different = Slots::NONE;
    let mut last = Vec::new();
    for (index, Page { first, entries }) in pages.iter().enumerate() {
        let mut entries = Entries::of(entries);
        while entries.advance()? {
            let token = entries.token();
            let too_late = pages.get(index + 1).is_some_and(|next| token >= next.first.as_slice());
            if token < first.as_slice() || too_late || token <= last.as_slice() {
                return Err(BrokenPage);
            }
            last = token.to_vec();
            let slots = wanted.remove(token).unwrap_or_default();
            different |= slots.without(entries.slots()?) | entries.slots()?.without(slots);
        }
    }
    Ok(wanted.into_values().fold(different, |different, slots| different | slots))
}

impl Tx<'_> {
    /// Makes the whole index anew from the texts that `read` gives.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn file_all(&self, read: impl Fn(&Article) -> Option<Document<'static>>) -> Result<(), StoreError> {
        self.connection.execute(include_str!("clear.sql"), [])?;
        let mut rowids = self.connection.prepare("SELECT rowid FROM article ORDER BY rowid")?;
        let mut bulk = Bulk::default();
        for rowid in rowids.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()? {
            let document = self.article_at(rowid)?.as_ref().and_then(&read).unwrap_or_default();
            bulk.put(self.connection, rowid, &Tokens::of(&document))?;
        }
        Ok(bulk.finish(self.connection)?)
    }
}
