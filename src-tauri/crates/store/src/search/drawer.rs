//! The drawers of the catalogue: the index as it lies in the database.
//!
//! Why drawers: a query goes from the newest 512 articles to the oldest and stops when it has enough, so neither the
//! commonest word nor a single letter costs more than a rare one; and what a save has to touch is one drawer, whatever the size of the
//! library. Read with [`Drawers`], changed with [`rewrite`].

use std::cmp::Ordering;

use rusqlite::types::Type;
use rusqlite::{CachedStatement, Connection};

use super::page::{BrokenPage, Entries, PAGE_BYTES_MAX, Page, PageWriter, split};
use super::slots::{SLOTS, Slots};

/// Comes after every token that begins in the same way.
const AFTER_ALL: u8 = 0xFF;

/// The drawer and the slot of an article.
pub(super) fn place(rowid: i64) -> (i64, u16) {
    (rowid.div_euclid(i64::from(SLOTS)), rowid.rem_euclid(i64::from(SLOTS)) as u16)
}

/// How many articles with rowids from this one on have room in its drawer.
pub(crate) fn room_from(rowid: i64) -> usize {
    usize::from(SLOTS - place(rowid).1)
}

/// The article in a slot of a drawer.
pub(super) fn rowid(drawer: i64, slot: u16) -> i64 {
    drawer * i64::from(SLOTS) + i64::from(slot)
}

/// The drawers, for reading one after the other. Holds its statements: they run hundreds of times for one query.
pub(super) struct Drawers<'c> {
    before: CachedStatement<'c>,
    page_holding: CachedStatement<'c>,
    pages_between: CachedStatement<'c>,
    /// The one that is read now.
    number: i64,
}

impl<'c> Drawers<'c> {
    pub(super) fn of(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Drawers {
            before: connection.prepare_cached(include_str!("drawer_before.sql"))?,
            page_holding: connection.prepare_cached(include_str!("page_holding.sql"))?,
            pages_between: connection.prepare_cached(include_str!("pages_between.sql"))?,
            number: i64::MAX,
        })
    }

    /// Goes to the newest drawer first, then always to the next older one; gives its number.
    pub(super) fn advance(&mut self) -> rusqlite::Result<Option<i64>> {
        let next: Option<i64> = self.before.query_one([self.number], |row| row.get(0))?;
        self.number = next.unwrap_or(i64::MIN);
        Ok(next)
    }

    /// The articles of this drawer that hold exactly this token.
    pub(super) fn with(&mut self, token: &str) -> rusqlite::Result<Slots> {
        let token = token.as_bytes();
        let mut rows = self.page_holding.query((self.number, token))?;
        let Some(row) = rows.next()? else { return Ok(Slots::NONE) };
        slots_of(token, row.get_ref(0)?.as_blob()?).map_err(broken)
    }

    /// The articles of this drawer that hold some token with this beginning; those that are not `asked` for may be left out.
    pub(super) fn with_beginning(&mut self, beginning: &str, asked: Slots) -> rusqlite::Result<Slots> {
        let beginning = beginning.as_bytes();
        let mut found = Slots::NONE;
        let mut rows = self.page_holding.query((self.number, beginning))?;
        if let Some(row) = rows.next()?
            && gather(beginning, row.get_ref(0)?.as_blob()?, asked, &mut found).map_err(broken)?
        {
            return Ok(found);
        }
        let end = [beginning, &[AFTER_ALL]].concat();
        let mut rows = self.pages_between.query((self.number, beginning, end))?;
        while let Some(row) = rows.next()? {
            if gather(beginning, row.get_ref(0)?.as_blob()?, asked, &mut found).map_err(broken)? {
                break;
            }
        }
        Ok(found)
    }
}

/// The slots of one token of a page.
fn slots_of(token: &[u8], page: &[u8]) -> Result<Slots, BrokenPage> {
    let mut entries = Entries::of(page);
    while entries.advance()? {
        match entries.token().cmp(token) {
            Ordering::Less => {}
            Ordering::Equal => return entries.slots(),
            Ordering::Greater => break,
        }
    }
    Ok(Slots::NONE)
}

/// Adds the slots of the tokens with this beginning. `true` when there is no need to look at the next page.
fn gather(beginning: &[u8], page: &[u8], asked: Slots, found: &mut Slots) -> Result<bool, BrokenPage> {
    let mut entries = Entries::of(page);
    while entries.advance()? {
        if entries.token().starts_with(beginning) {
            return entries.each_like_this(beginning, |slots| {
                *found |= slots;
                !found.contains_all(asked)
            });
        }
        if entries.token() > beginning {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes the articles in `emptied` out of a drawer and puts the `incoming` entries in, which are in order.
///
/// Reads the whole drawer, so it needs not be told what an article was filed under before; writes only the pages that differ.
pub(super) fn rewrite(
    connection: &Connection,
    drawer: i64,
    emptied: Slots,
    mut incoming: &[(&str, Slots)],
) -> rusqlite::Result<()> {
    let pages = pages_of(connection, drawer)?;
    for (index, Page { first, entries }) in pages.iter().enumerate() {
        let here = match pages.get(index + 1) {
            Some(next) => incoming.partition_point(|(token, _)| token.as_bytes() < next.first.as_slice()),
            None => incoming.len(),
        };
        let (new, later) = incoming.split_at(here);
        incoming = later;
        if !says_already(entries, emptied, new).map_err(broken)? {
            let merged = merge(entries, emptied, new).map_err(broken)?;
            write(connection, drawer, first, &merged)?;
        }
    }
    Ok(())
}

/// The pages of a drawer. The first begins before all tokens; where no such page was written, it has no entries.
pub(super) fn pages_of(connection: &Connection, drawer: i64) -> rusqlite::Result<Vec<Page>> {
    let mut statement = connection.prepare_cached(include_str!("pages_of_drawer.sql"))?;
    let mut pages = vec![Page::default()];
    let mut rows = statement.query([drawer])?;
    while let Some(row) = rows.next()? {
        let page = Page { first: row.get(0)?, entries: row.get(1)? };
        if page.first.is_empty() {
            pages[0] = page;
        } else {
            pages.push(page);
        }
    }
    Ok(pages)
}

/// Whether the `emptied` articles stand in this page's entries just as `incoming` wants it. True of most pages when a text is typed.
fn says_already(entries: &[u8], emptied: Slots, incoming: &[(&str, Slots)]) -> Result<bool, BrokenPage> {
    let mut incoming = incoming.iter().peekable();
    let mut old = Entries::of(entries);
    while old.advance()? {
        let same = match incoming.next_if(|(token, _)| token.as_bytes() == old.token()) {
            Some((_, wanted)) => old.slots()? & emptied == *wanted,
            None => !emptied.overlaps(old.written()),
        };
        if !same {
            return Ok(false);
        }
    }
    Ok(incoming.next().is_none())
}

fn merge(entries: &[u8], emptied: Slots, incoming: &[(&str, Slots)]) -> Result<Vec<u8>, BrokenPage> {
    let mut merged = PageWriter::default();
    let mut incoming = incoming.iter().peekable();
    let mut old = Entries::of(entries);
    while old.advance()? {
        let mut more = Slots::NONE;
        while let Some((token, slots)) = incoming.next_if(|(token, _)| token.as_bytes() <= old.token()) {
            if token.as_bytes() == old.token() {
                more = *slots;
            } else {
                merged.push(token.as_bytes(), *slots);
            }
        }
        if more.is_empty() && !emptied.overlaps(old.written()) {
            merged.push_written(old.token(), old.written());
            continue;
        }
        let slots = old.slots()?.without(emptied) | more;
        if !slots.is_empty() {
            merged.push(old.token(), slots);
        }
    }
    incoming.for_each(|(token, slots)| merged.push(token.as_bytes(), *slots));
    Ok(merged.bytes().to_vec())
}

fn write(connection: &Connection, drawer: i64, first: &[u8], entries: &[u8]) -> rusqlite::Result<()> {
    let mut put = connection.prepare_cached(include_str!("page_put.sql"))?;
    if entries.is_empty() {
        connection.prepare_cached(include_str!("page_remove.sql"))?.execute((drawer, first))?;
    } else if entries.len() <= PAGE_BYTES_MAX {
        put.execute((drawer, first, entries))?;
    } else {
        for (index, page) in split(entries).map_err(broken)?.into_iter().enumerate() {
            let first = if index == 0 { first } else { page.first.as_slice() };
            put.execute((drawer, first, page.entries))?;
        }
    }
    Ok(())
}

pub(super) fn broken(page: BrokenPage) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, Box::new(page))
}
