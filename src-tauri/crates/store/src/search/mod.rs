//! Full-text search over headline, lead, tags, bylines and body, in every script.
//!
//! The index lies in the library's own database and is written in the transaction that writes the text, so it is never behind.
//! Why it is neither FTS5 nor tantivy, with the figures: docs/decisions/0005-search.md.
//!
//! Writing: [`Tokens::of`] a [`Document`] (no database needed, so on any thread), then [`put`], or [`Bulk`] for many.
//! Searching: [`Query::parse`], then [`find()`].
//!
//! The parts, from the text to the hit: the crate `galley-tokens` says what an article is filed under. `slots`, `page` and `drawer` are the index on disk, 512 articles a drawer. `query` is what was
//! typed, `evaluate` asks the index, `matching` reads the texts, `rank` orders them, `snippet` shows them, `pool` gathers
//! them, `find` leads through all of it.
//!
//! Not here: where the texts come from. A change of what a text is filed under needs a migration that files all texts anew.

mod among;
mod bulk;
mod check;
mod drawer;
mod evaluate;
mod find;
mod matching;
mod page;
mod pool;
mod query;
mod rank;
mod slots;
mod snippet;

#[cfg(test)]
mod tests;

use rusqlite::Connection;

pub use among::Among;
pub(crate) use among::Rowids;
pub(crate) use bulk::Bulk;
pub(crate) use check::misfiled;
pub(crate) use drawer::room_from;
pub(crate) use find::find;
pub use find::{Found, Hit};
pub use galley_tokens::{Document, Tokens};
pub(crate) use pool::Texts;
pub use query::Query;
pub use snippet::Snippet;

/// Files an article under its tokens, and under nothing else: what it was filed under before is forgotten.
pub(crate) fn put(connection: &Connection, rowid: i64, tokens: &Tokens) -> rusqlite::Result<()> {
    let mut bulk = Bulk::default();
    bulk.put(connection, rowid, tokens)?;
    bulk.finish(connection)
}

/// Takes an article out of the index.
pub(crate) fn remove(connection: &Connection, rowid: i64) -> rusqlite::Result<()> {
    put(connection, rowid, &Tokens::default())
}
