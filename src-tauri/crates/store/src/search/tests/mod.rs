//! The search as a whole: texts in, hits out, through an index in memory.

mod finding;
mod hostile;
mod keeping;
mod ranking;
mod snippets;

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Among, Bulk, Document, Found, Hit, Query, Texts, Tokens, find, put, remove};

/// A library's worth of documents with their index.
struct Catalogue {
    connection: Connection,
    documents: BTreeMap<i64, Document<'static>>,
}

impl Catalogue {
    fn new() -> Self {
        let connection = Connection::open_in_memory().expect("memory can be opened");
        connection
            .execute_batch(include_str!("../../migrations/0001_search.sql"))
            .expect("the schema is valid");
        Catalogue { connection, documents: BTreeMap::new() }
    }

    /// Articles of a body alone, with rowids from 1.
    fn of(texts: &[&str]) -> Self {
        let mut catalogue = Catalogue::new();
        for (rowid, text) in (1..).zip(texts) {
            catalogue.put(rowid, body(text));
        }
        catalogue
    }

    fn put(&mut self, rowid: i64, document: Document<'static>) {
        put(&self.connection, rowid, &Tokens::of(&document)).expect("the index takes any tokens");
        self.documents.insert(rowid, document);
    }

    fn remove(&mut self, rowid: i64) {
        remove(&self.connection, rowid).expect("the index lets any article go");
        self.documents.remove(&rowid);
    }

    fn hits(&self, query: &str, among: &Among) -> Vec<Hit> {
        let Some(query) = Query::parse(query) else { return Vec::new() };
        self.asked(&query, among).hits
    }

    fn asked(&self, query: &Query, among: &Among) -> Found<Hit> {
        find(&self.connection, query, 200, among, self).expect("no query is an error")
    }

    /// The rowids of the hits, the best first.
    fn found(&self, query: &str) -> Vec<i64> {
        self.hits(query, &Among::all()).iter().map(|hit| hit.rowid).collect()
    }
}

impl Texts for &Catalogue {
    type Error = rusqlite::Error;

    fn stored(&mut self, rowid: i64) -> rusqlite::Result<Option<Document<'static>>> {
        let stored = self.documents.get(&rowid).cloned();
        Ok(stored.map(|document| Document { tags: "".into(), bylines: "".into(), ..document }))
    }

    fn whole(&mut self, rowid: i64) -> rusqlite::Result<Option<Document<'static>>> {
        Ok(self.documents.get(&rowid).cloned())
    }

    fn plain(&self, markdown: &str) -> String {
        markdown.to_owned()
    }
}

fn body(text: &str) -> Document<'static> {
    Document { text: text.to_owned().into(), ..Document::default() }
}

fn headline(headline: &str, text: &str) -> Document<'static> {
    Document { headline: headline.to_owned().into(), ..body(text) }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}
