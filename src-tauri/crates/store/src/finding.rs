//! Search in the library: the index in `search`, asked among the articles that a filter takes, and written along with the text.

use galley_domain::{Article, Instant};

use crate::article::{Derived, Filter, Row, Signature};
use crate::search::{self, Among, Bulk, Depth, Document, Hit, Query, Rowids, Texts};
use crate::{StoreError, Tx, View};

impl View<'_> {
    /// The articles that a query finds among those that a filter takes, the best first, at most `limit`. `read` gives the text of the
    /// few candidates that matter: skimmed of all of them, whole of those that are returned.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn search(
        &self,
        query: &Query,
        filter: &Filter,
        limit: usize,
        now: Instant,
        read: impl Fn(&Article, Depth) -> Option<Document<'static>>,
    ) -> Result<Vec<(Row, Hit)>, StoreError> {
        let among = self.among(filter, now)?;
        let hits = search::find(self.connection, query, limit, &among, Articles { view: *self, read })?;
        let mut found = Vec::with_capacity(hits.len());
        for hit in hits {
            if let Some(row) = self.row_at(hit.rowid)? {
                found.push((row, hit));
            }
        }
        Ok(found)
    }

    /// Without a filter only the trash is left out: a short list. With one the index of that filter is walked.
    fn among(&self, filter: &Filter, now: Instant) -> Result<Among, StoreError> {
        let not_trashed = Filter::default();
        if *filter == not_trashed {
            let trash = Filter { trash: true, ..Filter::default() };
            return Ok(Among::AllBut(self.rowids(&trash, now)?));
        }
        Ok(Among::Only(self.rowids(filter, now)?))
    }

    fn rowids(&self, filter: &Filter, now: Instant) -> Result<Rowids, StoreError> {
        Ok(self.rowids_of(filter, now)?.into_iter().collect())
    }
}

/// The articles as search reads them.
struct Articles<'c, Read> {
    view: View<'c>,
    read: Read,
}

impl<Read: Fn(&Article, Depth) -> Option<Document<'static>>> Texts for Articles<'_, Read> {
    type Article = Article;
    type Error = StoreError;

    fn load(&mut self, rowid: i64) -> Result<Option<Article>, StoreError> {
        self.view.article_at(rowid)
    }

    fn text(&self, article: &Article, depth: Depth) -> Option<Document<'static>> {
        (self.read)(article, depth)
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

impl Tx<'_> {
    /// As [`Tx::put_article`], for one of many.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_article_among(
        &self,
        article: &Article,
        derived: &Derived,
        by: &Signature,
        filing: &mut Filing,
    ) -> Result<(), StoreError> {
        let rowid = self.put_rows(article, derived, by)?;
        Ok(filing.bulk.put(self.connection, rowid, &derived.tokens)?)
    }
}
