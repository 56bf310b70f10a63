//! The two ways to be in a library: looking ([`View`]) and changing ([`Tx`]). What can be asked and changed is
//! written noun by noun, in the folders beside.

use std::ops::Deref;

use galley_domain::Instant;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

/// Looks at a library.
#[derive(Debug, Clone, Copy)]
pub struct View<'c> {
    pub(crate) connection: &'c Connection,
}

impl<'c> View<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection }
    }
}

/// Changes a library, within one transaction. Looks at it, too.
#[derive(Debug)]
pub struct Tx<'c> {
    view: View<'c>,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { view: View::new(connection) }
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = View<'c>;

    fn deref(&self) -> &View<'c> {
        &self.view
    }
}

/// Reads a column of milliseconds.
pub(crate) fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Instant> {
    let millis: i64 = row.get(column)?;
    Instant::from_timestamp_millis(millis).ok_or(rusqlite::Error::IntegralValueOutOfRange(column, millis))
}

/// Reads a column of milliseconds that may be empty.
pub(crate) fn maybe_instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Instant>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => instant(row, column).map(Some),
    }
}
