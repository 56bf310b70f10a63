//! TEMPORARY stub until the search module lands (helper overwrites this folder).
#![allow(missing_docs, unreachable_pub, dead_code)]
use rusqlite::Connection;
use std::borrow::Cow;
#[derive(Debug, Clone)]
pub struct Tokens {
    spaced: String,
}
pub struct Document<'a> {
    pub headline: Cow<'a, str>,
    pub lead: Cow<'a, str>,
    pub tags: Cow<'a, str>,
    pub bylines: Cow<'a, str>,
    pub text: Cow<'a, str>,
}
impl Tokens {
    pub fn of(d: &Document<'_>) -> Self {
        Self { spaced: d.text.to_lowercase() }
    }
}
pub struct Query;
impl Query {
    pub fn parse(_: &str) -> Option<Self> {
        None
    }
}
pub struct Snippet {
    pub text: String,
    pub marks: Vec<std::ops::Range<usize>>,
}
pub struct Hit {
    pub headline: Vec<std::ops::Range<usize>>,
    pub snippet: Snippet,
}
impl crate::View<'_> {
    pub fn search(
        &self,
        _: &Query,
        _: &crate::Filter,
        _: usize,
        _: galley_domain::Instant,
        _: impl FnMut(&galley_domain::Article) -> Option<Document<'static>>,
    ) -> Result<Vec<(crate::Row, Hit)>, crate::StoreError> {
        Ok(Vec::new())
    }
}
pub fn put(c: &Connection, rowid: i64, t: &Tokens) -> rusqlite::Result<()> {
    c.prepare_cached("INSERT OR REPLACE INTO search (rowid, tokens) VALUES (?1, ?2)")?
        .execute((rowid, &t.spaced))?;
    Ok(())
}
pub fn remove(c: &Connection, rowid: i64) -> rusqlite::Result<()> {
    c.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([rowid])?;
    Ok(())
}
pub fn count(c: &Connection) -> rusqlite::Result<u64> {
    c.query_row("SELECT count(*) FROM search", [], |r| r.get(0))
}
