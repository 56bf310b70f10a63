//! The small nouns: categories, tags, bylines, forms, targets. Each has an identity and a record, and all are stored the
//! same way; what they mean is the domain's matter.

use galley_domain::{Byline, Category, Form, Instant, Tag, Target};
use rusqlite::OptionalExtension;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{StoreError, Tx, View};

/// A noun that is stored as one record under its identity.
pub trait Noun: Serialize + DeserializeOwned + Clone {
    /// What it is called, in the vocabulary and as a table.
    const NAME: &'static str;
    /// Whether readers know it by a name that it has in each language, and articles are shown under it.
    const HAS_NAMES: bool;

    /// Its identity.
    fn uuid(&self) -> Uuid;
}

macro_rules! nouns {
    ($($noun:ty => $name:literal, $has_names:literal;)*) => {$(
        impl Noun for $noun {
            const NAME: &'static str = $name;
            const HAS_NAMES: bool = $has_names;

            fn uuid(&self) -> Uuid {
                self.id.uuid()
            }
        }
    )*};
}

nouns! {
    Category => "category", true;
    Tag => "tag", true;
    Byline => "byline", true;
    Form => "form", false;
    Target => "target", false;
}

impl View<'_> {
    /// One of them.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where its record cannot be read.
    pub fn noun<N: Noun>(&self, id: Uuid) -> Result<Option<N>, StoreError> {
        let sql = format!("SELECT record FROM {} WHERE id = ?1", N::NAME);
        let record: Option<String> =
            self.connection.prepare_cached(&sql)?.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
        Ok(record.map(|record| serde_json::from_str(&record)).transpose()?)
    }

    /// All of them, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where a record cannot be read.
    pub fn nouns<N: Noun>(&self) -> Result<Vec<N>, StoreError> {
        let sql = format!("SELECT record FROM {} ORDER BY id", N::NAME);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut nouns = Vec::new();
        while let Some(row) = rows.next()? {
            nouns.push(serde_json::from_str(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?);
        }
        Ok(nouns)
    }
}

impl Tx<'_> {
    /// Adds or replaces one.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_noun<N: Noun>(&self, noun: &N) -> Result<(), StoreError> {
        let sql = format!("INSERT OR REPLACE INTO {} (id, record) VALUES (?1, ?2)", N::NAME);
        self.connection
            .prepare_cached(&sql)?
            .execute((noun.uuid().as_bytes(), serde_json::to_string(noun)?))?;
        self.connection
            .prepare_cached("DELETE FROM tombstone WHERE noun = ?1 AND id = ?2")?
            .execute((N::NAME, noun.uuid().as_bytes()))?;
        self.was_written::<N>(noun.uuid())
    }

    /// Removes one and leaves a tombstone.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn remove_noun<N: Noun>(&self, id: Uuid, now: Instant) -> Result<(), StoreError> {
        let sql = format!("DELETE FROM {} WHERE id = ?1", N::NAME);
        self.connection.prepare_cached(&sql)?.execute([id.as_bytes()])?;
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO tombstone (noun, id, deleted_at) VALUES (?1, ?2, ?3)")?
            .execute((N::NAME, id.as_bytes(), now.timestamp_millis()))?;
        self.was_written::<N>(id)
    }
}
