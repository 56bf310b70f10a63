//! Whether the index is sound, and says what the texts say. For `verify`.

use std::collections::HashMap;

use rusqlite::Connection;

use super::among::Rowids;
use super::drawer::{Drawers, broken, pages_of, rowid};
use super::page::{BrokenPage, Entries};
use super::slots::Slots;
use super::{Document, Tokens};

/// The articles that are filed, from a walk through the whole index.
///
/// # Errors
/// Those of SQLite, and one for a page that cannot be read.
pub(crate) fn filed(connection: &Connection) -> rusqlite::Result<Rowids> {
    let mut filed = Vec::new();
    let mut drawers = Drawers::of(connection)?;
    while let Some(number) = drawers.advance()? {
        let mut slots = Slots::NONE;
        for (_, entries) in pages_of(connection, number)? {
            slots |= all_slots(&entries).map_err(broken)?;
        }
        filed.extend(slots.newest_first().map(|slot| rowid(number, slot)));
    }
    Ok(filed.into_iter().collect())
}

fn all_slots(entries: &[u8]) -> Result<Slots, BrokenPage> {
    let mut slots = Slots::NONE;
    let mut entries = Entries::of(entries);
    while entries.advance()? {
        slots |= entries.slots()?;
    }
    Ok(slots)
}

/// The articles that are not filed as their texts ask; empty when all is well. Reads every text.
///
/// `articles` are all there are. Those that are filed but gone count as misfiled. [`super::put`] and [`super::remove`] set them right.
///
/// # Errors
/// Those of `load` and of [`filed`].
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
fn differences(
    pages: &[(Vec<u8>, Vec<u8>)],
    mut wanted: HashMap<Vec<u8>, Slots>,
) -> Result<Slots, BrokenPage> {
    let mut different = Slots::NONE;
    let mut last = Vec::new();
    for (index, (first, entries)) in pages.iter().enumerate() {
        let mut entries = Entries::of(entries);
        while entries.advance()? {
            let token = entries.token();
            let too_late = pages.get(index + 1).is_some_and(|(next, _)| token >= next.as_slice());
            if token < first.as_slice() || too_late || token <= last.as_slice() {
                return Err(BrokenPage);
            }
            last = token.to_vec();
            let slots = wanted.remove(token).unwrap_or_default();
            different |= slots.without(entries.slots()?) | entries.slots()?.without(slots);
        }
    }
    wanted.into_values().for_each(|slots| different |= slots);
    Ok(different)
}
