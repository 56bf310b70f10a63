//! Revisions: immutable snapshots of an article's content, compressed.
//!
//! Here: keeping, reading, listing, thinning. When one is taken is `galley-desk`'s decision.

mod thin;

use std::cell::RefCell;

use galley_domain::{ArticleId, Content, Instant, RevisionNumber};
use rusqlite::{OptionalExtension, Row};
use sha2::{Digest, Sha256};
use zstd::bulk::Compressor;

use crate::article::Signature;
use crate::words::words;
use crate::{StoreError, Tx, View, view};

/// zstd's level. Texts are too short for a higher one to find more: 3, its own default, saves one byte in a hundred and takes
/// half as long again.
const LEVEL: i32 = 1;

/// Largest content that a snapshot is made of and unpacks to, in bytes of JSON: a damaged one must not fill the memory. The longest body fits in,
/// also where JSON writes each of its bytes as six.
const CONTENT_BYTES_MAX: usize = 6 * galley_domain::limits::BODY_BYTES + 40 * 1024 * 1024;

words! {
    /// Why a revision was taken.
    RevisionReason {
        /// The text was about to be overwritten after a pause in writing, or by someone else.
        Overwritten => "overwritten",
        /// It was released.
        Released => "released",
        /// An editor asked for it.
        Kept => "kept",
        /// Two texts met; this is the one that was not taken.
        Conflict => "conflict",
        /// An older one was about to be restored over it.
        Restored => "restored",
        /// It came from outside.
        Imported => "imported",
    }
}

impl RevisionReason {
    /// Whether readers had the text, or were to have it: what comes in as released is kept as imported.
    pub(crate) const fn is_publishing(self) -> bool {
        matches!(self, Self::Released | Self::Imported)
    }
}

/// A revision without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its number within the article.
    pub number: RevisionNumber,
    /// When its text was last saved.
    pub made_at: Instant,
    /// Who saved it, and on which machine.
    pub by: Signature,
    /// Why it was taken.
    pub reason: RevisionReason,
    /// The name that an editor gave it. A named one is never thinned.
    pub name: Option<String>,
    /// The headline then.
    pub headline: String,
    /// How many words it had.
    pub words: u32,
}

/// SHA-256 of what a translator works from: headline, lead and body, each ended by a NUL.
pub fn words_hash(headline: &str, lead: &str, body: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [headline, lead, body] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().into()
}

impl View<'_> {
    /// An article's revisions, newest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn revisions(&self, article: ArticleId) -> Result<Vec<Revision>, StoreError> {
        const SQL: &str = include_str!("list.sql");
        let mut statement = self.connection.prepare_cached(SQL)?;
        let rows = statement.query_map([article.uuid().as_bytes()], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The content of a revision.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where the snapshot cannot be unpacked, or is not what was kept.
    pub fn revision(
        &self,
        article: ArticleId,
        number: RevisionNumber,
    ) -> Result<Option<Content>, StoreError> {
        Ok(self.dated_revision(article, number)?.map(|(content, _)| content))
    }

    /// The content of a revision, and when its text was last saved.
    pub(crate) fn dated_revision(
        &self,
        article: ArticleId,
        number: RevisionNumber,
    ) -> Result<Option<(Content, Instant)>, StoreError> {
        const SQL: &str = include_str!("content.sql");
        let packed: Option<(Vec<u8>, Instant, Vec<u8>)> = self
            .connection
            .prepare_cached(SQL)?
            .query_row((article.uuid().as_bytes(), number.0), |row| {
                Ok((row.get(0)?, view::instant(row, 1)?, row.get(2)?))
            })
            .optional()?;
        let which = || format!("revision {} of article {article}", number.0);
        packed.map(|(packed, made_at, hash)| Ok((unpack(&packed, &hash, which)?, made_at))).transpose()
    }

    /// When the text of the newest revision was last saved.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn newest_revision_made_at(&self, article: ArticleId) -> Result<Option<Instant>, StoreError> {
        const SQL: &str = include_str!("newest.sql");
        let mut statement = self.connection.prepare_cached(SQL)?;
        let made_at =
            statement.query_row([article.uuid().as_bytes()], |row| view::instant(row, 2)).optional()?;
        Ok(made_at)
    }

    /// The number and content hash of the newest revision.
    fn newest_revision(&self, article: ArticleId) -> Result<Option<(RevisionNumber, [u8; 32])>, StoreError> {
        const SQL: &str = include_str!("newest.sql");
        let mut statement = self.connection.prepare_cached(SQL)?;
        let newest = statement
            .query_row([article.uuid().as_bytes()], |row| Ok((RevisionNumber(row.get(0)?), row.get(1)?)))
            .optional()?;
        Ok(newest)
    }
}

/// A content ready to be kept: serialised and compressed, which needs no database and can be done on any thread.
#[derive(Debug, Clone)]
pub struct Snapshot {
    hash: [u8; 32],
    packed: Vec<u8>,
}

impl Snapshot {
    /// Packs a content.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`]; [`StoreError::Io`] where the compressor fails, for lack of memory for instance.
    pub fn of(content: &Content) -> Result<Self, StoreError> {
        let json = serde_json::to_vec(content)?;
        if json.len() > CONTENT_BYTES_MAX {
            return Err(StoreError::TooLarge { bytes: json.len(), most: CONTENT_BYTES_MAX });
        }
        let packed = pack(&json).map_err(|e| StoreError::io("packing", "a revision", e))?;
        Ok(Self { hash: Sha256::digest(&json).into(), packed })
    }
}

impl Tx<'_> {
    /// Keeps a snapshot as a new revision and answers its number; where the newest revision has the same content, nothing
    /// is added and its number is the answer: one that is released now was.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn keep_revision(
        &self,
        article: ArticleId,
        snapshot: &Snapshot,
        revision: &Revision,
    ) -> Result<RevisionNumber, StoreError> {
        let newest = self.newest_revision(article)?;
        if let Some((number, _)) = newest.filter(|(_, hash)| *hash == snapshot.hash) {
            if revision.reason.is_publishing() {
                const SQL: &str = include_str!("released.sql");
                self.connection.prepare_cached(SQL)?.execute((
                    article.uuid().as_bytes(),
                    number.0,
                    revision.reason.word(),
                ))?;
            }
            return Ok(number);
        }
        self.add_revision(
            article,
            RevisionNumber(newest.map_or(0, |(number, _)| number.0) + 1),
            snapshot,
            revision,
        )
    }

    /// The same of an article that has none yet.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn keep_first_revision(
        &self,
        article: ArticleId,
        snapshot: &Snapshot,
        revision: &Revision,
    ) -> Result<RevisionNumber, StoreError> {
        self.add_revision(article, RevisionNumber(1), snapshot, revision)
    }

    fn add_revision(
        &self,
        article: ArticleId,
        number: RevisionNumber,
        snapshot: &Snapshot,
        revision: &Revision,
    ) -> Result<RevisionNumber, StoreError> {
        const SQL: &str = include_str!("add.sql");
        self.connection.prepare_cached(SQL)?.execute(rusqlite::params![
            article.uuid().as_bytes(),
            number.0,
            revision.made_at.timestamp_millis(),
            revision.by.author,
            revision.by.device,
            revision.reason.word(),
            revision.name,
            revision.headline,
            revision.words,
            snapshot.hash,
            snapshot.packed,
        ])?;
        Ok(number)
    }

    /// Gives a revision a name, or takes it away.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]
    pub fn name_revision(
        &self,
        article: ArticleId,
        number: RevisionNumber,
        name: Option<&str>,
    ) -> Result<(), StoreError> {
        const SQL: &str = include_str!("name.sql");
        let named =
            self.connection.prepare_cached(SQL)?.execute((article.uuid().as_bytes(), number.0, name))?;
        if named == 1 {
            Ok(())
        } else {
            Err(StoreError::NotFound { noun: "revision", id: number.to_string() })
        }
    }
}

/// Compresses. A compressor's tables are larger than most texts, so each thread makes them once.
fn pack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    thread_local! {
        static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    }
    COMPRESSOR.with_borrow_mut(|slot| {
        let compressor = match slot {
            Some(compressor) => compressor,
            None => slot.insert(Compressor::new(LEVEL)?),
        };
        compressor.compress(bytes)
    })
}

/// Unpacks a snapshot that was kept under this hash. The compressed form notices few other bytes by itself, and a text that is not the one
/// that was kept goes to nobody.
pub(crate) fn unpack(packed: &[u8], hash: &[u8], which: impl Fn() -> String) -> Result<Content, StoreError> {
    let json = zstd::bulk::decompress(packed, CONTENT_BYTES_MAX)
        .map_err(|e| StoreError::damaged(format!("{} cannot be unpacked ({e})", which())))?;
    if Sha256::digest(&json).as_slice() != hash {
        return Err(StoreError::damaged(format!("{} is not what was kept", which())));
    }
    Ok(serde_json::from_slice(&json)?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Revision> {
    Ok(Revision {
        number: RevisionNumber(row.get(0)?),
        made_at: view::instant(row, 1)?,
        by: Signature { author: row.get(2)?, device: row.get(3)? },
        reason: row.get(4)?,
        name: row.get(5)?,
        headline: row.get(6)?,
        words: row.get(7)?,
    })
}
