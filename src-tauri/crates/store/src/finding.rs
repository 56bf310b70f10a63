//! Search in the library: the index in `search`, asked among the articles that a filter takes, and written along with the text.

use galley_domain::{Article, ArticleId, Instant};
use rusqlite::OptionalExtension;

use crate::article::{Derived, Filter, Row, Signature};
use crate::search::{self, Among, Bulk, Document, Found, Hit, Query, Rowids, Texts, Tokens};
use crate::{StoreError, Tx, View};

impl View<'_> {
    /// The articles that a query finds among some, the best first, at most `limit`. `whole` gives the text of one that
    /// may hold a phrase; `plain` turns some Markdown into what is shown of it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn search(
        &self,
        query: &Query,
        among: &Among,
        limit: usize,
        whole: impl Fn(&Article) -> Option<Document<'static>>,
        plain: impl Fn(&str) -> String,
    ) -> Result<Found<(Row, Hit)>, StoreError> {
        let Found { hits, is_cut } =
            search::find(self.connection, query, limit, among, Articles { view: *self, whole, plain })?;
        let mut found = Vec::with_capacity(hits.len());
        for hit in hits {
            if let Some(row) = self.row_at(hit.rowid)? {
                found.push((row, hit));
            }
        }
        Ok(Found { hits: found, is_cut })
    }

    /// The articles that a filter takes. Without one only the trash is left out: a short list. With one the index of that filter is
    /// walked, so whoever asks again and again keeps what is answered.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn among(&self, filter: &Filter, now: Instant) -> Result<Among, StoreError> {
        let not_trashed = Filter::default();
        if *filter == not_trashed {
            let trash = Filter { trash: true, ..Filter::default() };
            return Ok(Among::all_but(self.rowids(&trash, now)?));
        }
        Ok(Among::only(self.rowids(filter, now)?))
    }

    fn rowids(&self, filter: &Filter, now: Instant) -> Result<Rowids, StoreError> {
        Ok(self.rowids_of(filter, now)?.into_iter().collect())
    }
}

/// The articles as search reads them.
struct Articles<'c, Whole, Plain> {
    view: View<'c>,
    whole: Whole,
    plain: Plain,
}

impl<Whole, Plain> Texts for Articles<'_, Whole, Plain>
where
    Whole: Fn(&Article) -> Option<Document<'static>>,
    Plain: Fn(&str) -> String,
{
    type Error = StoreError;

    fn stored(&mut self, rowid: i64) -> Result<Option<Document<'static>>, StoreError> {
        const SQL: &str = include_str!("article/words_at.sql");
        let words = |row: &rusqlite::Row<'_>| {
            let text = |column| Ok::<_, rusqlite::Error>(row.get::<_, String>(column)?.into());
            Ok(Document { headline: text(0)?, lead: text(1)?, text: text(2)?, ..Document::default() })
        };
        Ok(self.view.connection.prepare_cached(SQL)?.query_row([rowid], words).optional()?)
    }

    fn whole(&mut self, rowid: i64) -> Result<Option<Document<'static>>, StoreError> {
        Ok(self.view.article_at(rowid)?.as_ref().and_then(&self.whole))
    }

    fn plain(&self, markdown: &str) -> String {
        (self.plain)(markdown)
    }
}

/// Search's share of many articles that are written in one transaction. Written at its end, drawer by drawer, which is many
/// times cheaper than article by article.
#[derive(Default)]
#[must_use = "without `finish` the articles are not found"]
pub struct Filing {
    bulk: Bulk,
}

impl Filing {
    /// Writes what is left.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn finish(self, tx: &Tx<'_>) -> Result<(), StoreError> {
        Ok(self.bulk.finish(tx.connection)?)
    }
}

impl View<'_> {
    /// How many new articles fill what search files together. Many articles are written faster where their transactions
    /// end there.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn room_for_search(&self) -> Result<usize, StoreError> {
        let next: i64 =
            self.connection
                .query_row("SELECT coalesce(max(rowid), 0) + 1 FROM article", [], |row| row.get(0))?;
        Ok(search::room_from(next))
    }
}

impl Tx<'_> {
    /// Files an article anew that is called otherwise since, by its tags for instance.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn file_again(&self, id: ArticleId, tokens: &Tokens, filing: &mut Filing) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT rowid FROM article WHERE id = ?1")?;
        let rowid = statement.query_row([id.uuid().as_bytes()], |row| row.get(0))?;
        Ok(filing.bulk.put(self.connection, rowid, tokens)?)
    }

    /// As [`Tx::put_article`], for one of many. `is_new` says that it was not there before.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_article_among(
        &self,
        article: &Article,
        derived: &Derived,
        by: &Signature,
        filing: &mut Filing,
        is_new: bool,
    ) -> Result<(), StoreError> {
        let rowid = self.put_rows(article, derived, by, is_new)?;
        Ok(filing.bulk.put(self.connection, rowid, &derived.tokens)?)
    }
}
