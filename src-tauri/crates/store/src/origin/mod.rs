//! Origins: which file an imported article came from, so that importing again changes nothing.

use galley_domain::ArticleId;
use rusqlite::OptionalExtension;
use uuid::Uuid;

use crate::{StoreError, Tx, View};

/// Where an article came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The article.
    pub article: ArticleId,
    /// SHA-256 of the file as it was imported.
    pub hash: [u8; 32],
    /// The article's version after the import; a later one means that it was edited since.
    pub version: u64,
}

impl View<'_> {
    /// The roots of all imports so far.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn origin_roots(&self) -> Result<Vec<String>, StoreError> {
        const SQL: &str = include_str!("roots.sql");
        let mut statement = self.connection.prepare_cached(SQL)?;
        let roots = statement.query_map([], |row| row.get(0))?;
        Ok(roots.collect::<Result<_, _>>()?)
    }

    /// The article that came from a file: by the root of the import and the path below it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn origin(&self, root: &str, path: &str) -> Result<Option<Origin>, StoreError> {
        const SQL: &str = include_str!("get.sql");
        let found = self
            .connection
            .prepare_cached(SQL)?
            .query_row((root, path), |row| {
                Ok(Origin {
                    article: ArticleId::new(Uuid::from_bytes(row.get(0)?)),
                    hash: row.get(1)?,
                    version: row.get(2)?,
                })
            })
            .optional()?;
        Ok(found)
    }

    /// Whether an article is what an import made of it, and nobody wrote since.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn is_as_imported(&self, id: ArticleId) -> Result<bool, StoreError> {
        const SQL: &str = include_str!("as_imported.sql");
        Ok(self.connection.prepare_cached(SQL)?.exists([id.uuid().as_bytes()])?)
    }
}

impl Tx<'_> {
    /// Notes where an article came from.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_origin(&self, root: &str, path: &str, origin: &Origin) -> Result<(), StoreError> {
        const SQL: &str = include_str!("put.sql");
        self.connection.prepare_cached(SQL)?.execute((
            root,
            path,
            origin.hash,
            origin.article.uuid().as_bytes(),
            origin.version,
        ))?;
        Ok(())
    }

    /// Notes that an article has another version and is still what its file says: what moved is where it lies.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn move_origin(&self, id: ArticleId, from: u64, to: u64) -> Result<(), StoreError> {
        const SQL: &str = include_str!("move.sql");
        self.connection.prepare_cached(SQL)?.execute((id.uuid().as_bytes(), from, to))?;
        Ok(())
    }
}
