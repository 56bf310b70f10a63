//! How many articles there are of each category, tag and language. Each count reads one index and no article.

use std::collections::HashMap;

use galley_domain::{ArticleId, CategoryId, Language, TagId};
use rusqlite::Row;
use uuid::Uuid;

use super::parsed;
use crate::{StoreError, View};

impl View<'_> {
    /// How many articles each category holds itself, the trash aside.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn count_by_category(&self) -> Result<Vec<(CategoryId, u64)>, StoreError> {
        const SQL: &str = include_str!("count_by_category.sql");
        self.counted(SQL, |row| Ok(CategoryId::new(Uuid::from_bytes(row.get(0)?))))
    }

    /// How many articles have each tag, the trash aside.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn count_by_tag(&self) -> Result<Vec<(TagId, u64)>, StoreError> {
        const SQL: &str = include_str!("count_by_tag.sql");
        self.counted(SQL, |row| Ok(TagId::new(Uuid::from_bytes(row.get(0)?))))
    }

    /// How many of these articles have each tag.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn count_tags_of(&self, ids: &[ArticleId]) -> Result<HashMap<TagId, u64>, StoreError> {
        const SQL: &str = include_str!("tags_of.sql");
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut counts = HashMap::new();
        for id in ids {
            for tag in statement.query_map([id.uuid().as_bytes()], |row| row.get(0))? {
                *counts.entry(TagId::new(Uuid::from_bytes(tag?))).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// How many articles are in each language, the trash aside.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn count_by_language(&self) -> Result<Vec<(Language, u64)>, StoreError> {
        const SQL: &str = include_str!("count_by_language.sql");
        self.counted(SQL, |row| parsed(row, 0))
    }

    fn counted<T>(
        &self,
        sql: &str,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<(T, u64)>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((read(row)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
