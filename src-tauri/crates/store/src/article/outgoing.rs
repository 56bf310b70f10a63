//! What goes out: released revisions whose time is reached, streamed, newest first.

use std::collections::HashMap;
use std::ops::ControlFlow;

use galley_domain::{Article, ArticleId, CategoryId, Content, Instant, Kind, Language, RevisionNumber, Slug};
use rusqlite::{OptionalExtension, Row};
use uuid::Uuid;

use super::{parsed, read};
use crate::view::{instant, maybe_instant};
use crate::{StoreError, Tx, View, words_hash};

/// Whether bodies are read along. Lists do without them, and are read ten times as fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bodies {
    /// Read.
    With,
    /// Not read: the body of what was not changed since its release is empty.
    Without,
}

/// An article as its readers get it: the released revision's content.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// The article.
    pub id: ArticleId,
    /// Article or page.
    pub kind: Kind,
    /// Which revision this is.
    pub revision: RevisionNumber,
    /// Its content.
    pub content: Content,
    /// The date that is printed.
    pub printed_at: Instant,
    /// When it went out.
    pub published_at: Instant,
    /// When the text that goes out was last saved.
    pub modified_at: Instant,
    /// See [`words_hash`]: it changes with the body, also where that was not read.
    pub words: [u8; 32],
}

/// What an article is filed under: its category, and the date that is printed.
pub type FiledAs = (Option<CategoryId>, Instant);

impl View<'_> {
    /// Hands out each article that may go out now, until told to stop. Whether it may is asked of the domain, for each:
    /// the statement only leaves out what certainly may not.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn outgoing(
        &self,
        now: Instant,
        bodies: Bodies,
        mut each: impl FnMut(Outgoing) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let sql = match bodies {
            Bodies::With => include_str!("outgoing.sql"),
            Bodies::Without => include_str!("outgoing_cards.sql"),
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([now.timestamp_millis()])?;
        while let Some(row) = rows.next()? {
            let (article, words) = (read(row)?, row.get(23)?);
            if bodies == Bodies::With {
                must_be_as_saved(&article, &hash_of(&article.content), &words)?;
            }
            if let Some(outgoing) = self.released(article, now, words)?
                && each(outgoing).is_break()
            {
                break;
            }
        }
        Ok(())
    }

    /// The released form of an article, where it may go out now.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where the released revision is not there, or the text is not the one that was saved.
    pub fn released_form(&self, article: Article, now: Instant) -> Result<Option<Outgoing>, StoreError> {
        let words = self.must_be_as_saved(&article)?;
        self.released(article, now, words)
    }

    /// Refuses a text of which a byte is another than when it was saved: it must not go out. Answers the hash of its words. `article` is as it
    /// was read; one that was saved since is not compared.
    ///
    /// # Errors
    /// [`StoreError::Damaged`]
    pub fn must_be_as_saved(&self, article: &Article) -> Result<[u8; 32], StoreError> {
        let words = hash_of(&article.content);
        let sql = "SELECT words_hash FROM article WHERE id = ?1 AND version = ?2";
        let saved: Option<[u8; 32]> = self
            .connection
            .prepare_cached(sql)?
            .query_row((article.id.uuid().as_bytes(), article.version as i64), |row| row.get(0))
            .optional()?;
        must_be_as_saved(article, &words, saved.as_ref().unwrap_or(&words))?;
        Ok(words)
    }

    /// The same, where the hash of the working text's words is known.
    fn released(
        &self,
        article: Article,
        now: Instant,
        words: [u8; 32],
    ) -> Result<Option<Outgoing>, StoreError> {
        let Ok(revision) = article.going_out(now) else {
            return Ok(None);
        };
        let published_at = article.publish_at.unwrap_or(article.created_at);
        let mut printed_at = article.printed_date();
        // Where nothing was changed since, the working text is the released one, and needs no unpacking. While a change waits for its time,
        // that is the text which the working one is held against.
        let (content, modified_at, words) = if article.changed_since_release
            || article.last_released() != Some(revision)
        {
            let missing =
                || StoreError::damaged(format!("released revision {revision} of {} is missing", article.id));
            let (mut content, made_at) = self.dated_revision(article.id, revision)?.ok_or_else(missing)?;
            // A link that was written before its article means it in the released text as well.
            for (href, id) in article.content.links {
                content.links.entry(href).or_insert(id);
            }
            printed_at = content.date.unwrap_or(published_at);
            let words = hash_of(&content);
            (content, made_at, words)
        } else {
            (article.content, article.modified_at, words)
        };
        Ok(Some(Outgoing {
            id: article.id,
            kind: article.kind,
            revision,
            content,
            printed_at,
            published_at,
            modified_at,
            words,
        }))
    }

    /// The first time after `now` at which the clock alone lets an article go out.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn next_outgoing(&self, now: Instant) -> Result<Option<Instant>, StoreError> {
        let mut statement = self.connection.prepare_cached(include_str!("next_outgoing.sql"))?;
        Ok(statement.query_row([now.timestamp_millis()], |row| maybe_instant(row, 0))?)
    }

    /// What articles were filed under by a time when readers had them, and are no longer.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn all_former_filings(&self, by: Instant) -> Result<HashMap<ArticleId, Vec<FiledAs>>, StoreError> {
        let sql = "SELECT article.id, former_filing.category, former_filing.printed_at FROM former_filing \
                   JOIN article ON article.rowid = former_filing.article WHERE former_filing.counts_from <= ?1 \
                   ORDER BY former_filing.printed_at, former_filing.category";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([by.timestamp_millis()])?;
        let mut all: HashMap<ArticleId, Vec<FiledAs>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let id = ArticleId::new(Uuid::from_bytes(row.get(0)?));
            all.entry(id).or_default().push(filing(row, 1)?);
        }
        Ok(all)
    }

    /// The same of one article.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn former_filings(&self, id: ArticleId, by: Instant) -> Result<Vec<FiledAs>, StoreError> {
        let sql = "SELECT category, printed_at FROM former_filing \
                   WHERE article = (SELECT rowid FROM article WHERE id = ?1) AND counts_from <= ?2 \
                   ORDER BY printed_at, category";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows =
            statement.query_map((id.uuid().as_bytes(), by.timestamp_millis()), |row| filing(row, 0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All that an article is not filed under any more, or from a time on, with that time.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn dated_filings(&self, id: ArticleId) -> Result<Vec<(FiledAs, Instant)>, StoreError> {
        let sql = "SELECT category, printed_at, counts_from FROM former_filing \
                   WHERE article = (SELECT rowid FROM article WHERE id = ?1) \
                   ORDER BY counts_from, printed_at, category";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows =
            statement.query_map([id.uuid().as_bytes()], |row| Ok((filing(row, 0)?, instant(row, 2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The addresses under which readers had articles by a time, the present ones among them.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn all_released_slugs(
        &self,
        by: Instant,
    ) -> Result<HashMap<ArticleId, Vec<(Language, Slug)>>, StoreError> {
        const SQL: &str = include_str!("all_released_slugs.sql");
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut rows = statement.query([by.timestamp_millis()])?;
        let mut all: HashMap<ArticleId, Vec<(Language, Slug)>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let id = ArticleId::new(Uuid::from_bytes(row.get(0)?));
            all.entry(id).or_default().push((parsed(row, 1)?, parsed(row, 2)?));
        }
        Ok(all)
    }
}

/// A category and a date, in two columns.
fn filing(row: &Row<'_>, at: usize) -> rusqlite::Result<FiledAs> {
    let category: Vec<u8> = row.get(at)?;
    let category = Uuid::from_slice(&category).ok().map(CategoryId::new);
    Ok((category, instant(row, at + 1)?))
}

impl Tx<'_> {
    /// Keeps what an article was filed under, which it is no longer from a time on.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_former_filing(
        &self,
        id: ArticleId,
        (category, printed_at): FiledAs,
        from: Instant,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO former_filing (article, category, printed_at, counts_from) \
                   SELECT rowid, ?2, ?3, ?4 FROM article WHERE id = ?1 \
                   ON CONFLICT DO UPDATE SET counts_from = min(counts_from, excluded.counts_from)";
        let uuid = category.map(CategoryId::uuid);
        let category = uuid.as_ref().map_or(&[][..], |uuid| uuid.as_bytes());
        self.connection.prepare_cached(sql)?.execute((
            id.uuid().as_bytes(),
            category,
            printed_at.timestamp_millis(),
            from.timestamp_millis(),
        ))?;
        Ok(())
    }

    /// Forgets what would have been a former one after a time: it goes on after all.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn drop_filings_after(&self, id: ArticleId, by: Instant) -> Result<(), StoreError> {
        let sql = "DELETE FROM former_filing WHERE article = (SELECT rowid FROM article WHERE id = ?1) AND counts_from > ?2";
        self.connection.prepare_cached(sql)?.execute((id.uuid().as_bytes(), by.timestamp_millis()))?;
        Ok(())
    }
}

fn must_be_as_saved(article: &Article, words: &[u8; 32], saved: &[u8; 32]) -> Result<(), StoreError> {
    let damaged = || StoreError::damaged(format!("the text of article {} is not what was saved", article.id));
    if words == saved { Ok(()) } else { Err(damaged()) }
}

pub(crate) fn hash_of(content: &Content) -> [u8; 32] {
    words_hash(&content.headline, &content.lead, &content.body)
}
