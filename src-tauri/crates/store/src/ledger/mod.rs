//! The ledger: for each article and target what stands there, and whether it was read back. Facts, which no undo takes back.

mod shown;

use std::collections::HashMap;

use galley_domain::{ArticleId, Instant, Kind, MediaHash, RevisionNumber, TargetId};
use rusqlite::OptionalExtension;
use uuid::Uuid;

use crate::article::{kind_word, read_kind};
use crate::view::{instant, maybe_instant};
use crate::words::words;
use crate::{StoreError, Tx, View};
pub use shown::ShownName;
pub(crate) use shown::take_names_of_now;

words! {
    /// How far an article came at a target.
    LedgerState {
        /// Written before the first byte leaves: the server may have it or not.
        Sending => "sending",
        /// The server took it.
        Sent => "sent",
        /// It was read back.
        Verified => "verified",
        /// It was taken off.
        Removed => "removed",
    }
}

/// What is known of an article at a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// How far it came.
    pub state: LedgerState,
    /// As what it was sent there.
    pub kind: Kind,
    /// The server's name for it, once it named one.
    pub remote_id: Option<String>,
    /// Where readers find it.
    pub url: Option<String>,
    /// The revision that was sent.
    pub revision: RevisionNumber,
    /// SHA-256 of what was sent.
    pub sent_hash: [u8; 32],
    /// SHA-256 of what the server had when it was read back.
    pub seen_hash: Option<[u8; 32]>,
    /// When.
    pub at: Instant,
    /// From when on the server shows it by itself; none where it does at once.
    pub live_at: Option<Instant>,
    /// The revision that stood there before, while nobody knows whether the one that was sent arrived.
    pub stood: Option<RevisionNumber>,
    /// What the server makes of it that is not known from what was sent, as JSON; none where it was not looked at.
    pub aside: Option<String>,
    /// What a person should know of how it stands there: a list in JSON.
    pub notes: String,
}

/// No notes, as they are stored.
pub const NO_NOTES: &str = "[]";

/// A picture that a server has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteMedia {
    /// The server's name for it.
    pub remote_id: String,
    /// Where it lies there.
    pub url: String,
}

impl View<'_> {
    /// Entries whose revision is not there, of articles that are.
    pub(crate) fn ledger_without_revision(&self) -> Result<Vec<(ArticleId, RevisionNumber)>, StoreError> {
        const SQL: &str = include_str!("without_revision.sql");
        let mut statement = self.connection.prepare(SQL)?;
        let rows = statement.query_map([], |row| {
            Ok((ArticleId::new(Uuid::from_bytes(row.get(0)?)), row.get(1).map(RevisionNumber)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What is known of an article at a target.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn ledger(&self, target: TargetId, article: ArticleId) -> Result<Option<LedgerEntry>, StoreError> {
        let mut statement = self.connection.prepare_cached(include_str!("get.sql"))?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(LedgerEntry {
                state: row.get(0)?,
                remote_id: row.get(1)?,
                url: row.get(2)?,
                revision: RevisionNumber(row.get(3)?),
                sent_hash: row.get(4)?,
                seen_hash: row.get(5)?,
                at: instant(row, 6)?,
                live_at: maybe_instant(row, 7)?,
                kind: read_kind(row, 8)?,
                stood: row.get::<_, Option<u32>>(9)?.map(RevisionNumber),
                aside: row.get(10)?,
                notes: row.get(11)?,
            })
        };
        Ok(statement.query_row((target.uuid().as_bytes(), article.uuid().as_bytes()), read).optional()?)
    }

    /// The articles that a target has, by the names that it gave them; none that is no longer here.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn ledger_names(&self, target: TargetId) -> Result<HashMap<String, ArticleId>, StoreError> {
        let sql = "SELECT remote_id, article FROM ledger WHERE target = ?1 AND remote_id IS NOT NULL \
            AND EXISTS (SELECT 1 FROM article WHERE article.id = ledger.article)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([target.uuid().as_bytes()], |row| {
            Ok((row.get(0)?, ArticleId::new(Uuid::from_bytes(row.get(1)?))))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The articles that are out, or are to be, and whose released text is not what a target has, by the ledger: the oldest first. What
    /// was taken off there, or is to be, is none of them. One with a change that waits is, until a job waits for it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn behind(&self, target: TargetId, now: Instant) -> Result<Vec<ArticleId>, StoreError> {
        let mut statement = self.connection.prepare_cached(include_str!("behind.sql"))?;
        let read = |row: &rusqlite::Row<'_>| Ok(ArticleId::new(Uuid::from_bytes(row.get(0)?)));
        Ok(statement
            .query_map((target.uuid().as_bytes(), now.timestamp_millis()), read)?
            .collect::<Result<_, _>>()?)
    }

    /// How many articles stand at a target.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn ledger_count(&self, target: TargetId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM ledger WHERE target = ?1 AND state <> 'removed'";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([target.uuid().as_bytes()], |row| row.get(0))?)
    }

    /// Whether readers ever got something that was sent to a target, and get it still.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn has_verified(&self, target: TargetId) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM ledger WHERE target = ?1 AND state = 'verified')";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([target.uuid().as_bytes()], |row| row.get(0))?)
    }

    /// A picture, as a target has it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn ledger_media(&self, target: TargetId, hash: MediaHash) -> Result<Option<RemoteMedia>, StoreError> {
        let sql = "SELECT remote_id, url FROM ledger_media WHERE target = ?1 AND hash = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| Ok(RemoteMedia { remote_id: row.get(0)?, url: row.get(1)? });
        Ok(statement.query_row((target.uuid().as_bytes(), hash.bytes()), read).optional()?)
    }

    /// The picture that a target calls so, where we have it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn ledger_media_named(&self, target: TargetId, name: &str) -> Result<Option<MediaHash>, StoreError> {
        let sql = "SELECT hash FROM ledger_media WHERE target = ?1 AND remote_id = ?2 LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| row.get(0).map(MediaHash::new);
        Ok(statement.query_row((target.uuid().as_bytes(), name), read).optional()?)
    }

    /// The picture that lies at a target under this address, where we have it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn ledger_media_at(&self, target: TargetId, url: &str) -> Result<Option<MediaHash>, StoreError> {
        let sql = "SELECT hash FROM ledger_media WHERE target = ?1 AND url = ?2 LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| row.get(0).map(MediaHash::new);
        Ok(statement.query_row((target.uuid().as_bytes(), url), read).optional()?)
    }
}

impl Tx<'_> {
    /// Writes what is known of an article at a target.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_ledger(
        &self,
        target: TargetId,
        article: ArticleId,
        entry: &LedgerEntry,
    ) -> Result<(), StoreError> {
        self.connection.prepare_cached(include_str!("put.sql"))?.execute((
            target.uuid().as_bytes(),
            article.uuid().as_bytes(),
            entry.state,
            &entry.remote_id,
            &entry.url,
            entry.revision.0,
            entry.sent_hash,
            entry.seen_hash,
            entry.at.timestamp_millis(),
            entry.live_at.map(|at| at.timestamp_millis()),
            kind_word(entry.kind),
            entry.stood.map(|stood| stood.0),
            &entry.aside,
            &entry.notes,
        ))?;
        if entry.state == LedgerState::Removed {
            self.drop_shown_names(target, article)?;
        }
        Ok(())
    }

    /// Nothing is known of an article at a target: nothing ever arrived there.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn forget_ledger(&self, target: TargetId, article: ArticleId) -> Result<(), StoreError> {
        let sql = "DELETE FROM ledger WHERE target = ?1 AND article = ?2";
        let (target, article) = (target.uuid(), article.uuid());
        self.connection.prepare_cached(sql)?.execute((target.as_bytes(), article.as_bytes()))?;
        Ok(())
    }

    /// Notes that a target has a picture; `None` that it has it no longer.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_ledger_media(
        &self,
        target: TargetId,
        hash: MediaHash,
        media: Option<&RemoteMedia>,
    ) -> Result<(), StoreError> {
        let target = target.uuid();
        if let Some(media) = media {
            let sql =
                "INSERT OR REPLACE INTO ledger_media (target, hash, remote_id, url) VALUES (?1, ?2, ?3, ?4)";
            let mut put = self.connection.prepare_cached(sql)?;
            put.execute((target.as_bytes(), hash.bytes(), &media.remote_id, &media.url))?;
        } else {
            let sql = "DELETE FROM ledger_media WHERE target = ?1 AND hash = ?2";
            self.connection.prepare_cached(sql)?.execute((target.as_bytes(), hash.bytes()))?;
        }
        Ok(())
    }
}
