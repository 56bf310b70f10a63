//! What counters of sites said of articles when they were asked last.

use std::collections::HashMap;
use std::ops::ControlFlow;

use galley_domain::{ArticleId, Instant, TargetId};
use rusqlite::OptionalExtension;
use uuid::Uuid;

use crate::view::instant;
use crate::{StoreError, Tx, View};

/// What a counter said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// Views, where it ever said a number.
    pub views: Option<u64>,
    /// When it was asked.
    pub asked_at: Instant,
}

impl View<'_> {
    /// What the counter of a site said of its articles.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn figures(&self, target: TargetId) -> Result<HashMap<ArticleId, Figure>, StoreError> {
        let sql = "SELECT article.id, figure.views, figure.asked_at FROM figure \
                   JOIN article ON article.rowid = figure.article WHERE figure.target = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([target.uuid().as_bytes()], |row| {
            let figure = Figure { views: row.get(1)?, asked_at: instant(row, 2)? };
            Ok((ArticleId::new(Uuid::from_bytes(row.get(0)?)), figure))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Hands out the articles that may go out now, until told to stop: those first that a site's counter was asked for least lately, of those that
    /// it was never asked for the newest.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn by_asked(
        &self,
        target: TargetId,
        now: Instant,
        mut each: impl FnMut(ArticleId) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(include_str!("by_asked.sql"))?;
        let mut rows = statement.query((target.uuid().as_bytes(), now.timestamp_millis()))?;
        while let Some(row) = rows.next()? {
            if each(ArticleId::new(Uuid::from_bytes(row.get(0)?)))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The views of one article by a site's counter.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn views(&self, target: TargetId, article: ArticleId) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT views FROM figure \
                   WHERE target = ?1 AND article = (SELECT rowid FROM article WHERE id = ?2)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = (target.uuid().into_bytes(), article.uuid().into_bytes());
        Ok(statement.query_row(ids, |row| row.get(0)).optional()?.flatten())
    }
}

impl Tx<'_> {
    /// Keeps what the counter of a site said of an article. Where it said nothing, the number of before stands.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_figure(&self, target: TargetId, article: ArticleId, figure: Figure) -> Result<(), StoreError> {
        let sql = "INSERT INTO figure (target, article, views, asked_at) \
                   SELECT ?1, rowid, ?3, ?4 FROM article WHERE id = ?2 \
                   ON CONFLICT (target, article) DO UPDATE \
                   SET views = ifnull(excluded.views, views), asked_at = excluded.asked_at";
        let asked_at = figure.asked_at.timestamp_millis();
        let (target, article) = (target.uuid().into_bytes(), article.uuid().into_bytes());
        self.connection.prepare_cached(sql)?.execute((target, article, figure.views, asked_at))?;
        Ok(())
    }
}
