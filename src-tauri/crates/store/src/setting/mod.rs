//! Settings of a library: a few values under fixed keys.

use rusqlite::OptionalExtension;
use serde_json::Value;

use crate::{StoreError, Tx, View};

/// The keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Setting {
    /// The library's identity; written once.
    LibraryId,
    /// The language that new articles are written in.
    Language,
    /// The time zone in which dates without one are read.
    TimeZone,
    /// Whether texts are reviewed before they are released.
    Review,
    /// The target that is meant where none is named.
    DefaultTarget,
    /// The words of the house, which spelling takes as right.
    HouseWords,
}

impl Setting {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::LibraryId,
        Self::Language,
        Self::TimeZone,
        Self::Review,
        Self::DefaultTarget,
        Self::HouseWords,
    ];

    /// The key as it stands in the table and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::LibraryId => "library-id",
            Self::Language => "language",
            Self::TimeZone => "time-zone",
            Self::Review => "review",
            Self::DefaultTarget => "default-target",
            Self::HouseWords => "house-words",
        }
    }
}

impl View<'_> {
    /// The value of a setting, where it is set.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where it is no JSON.
    pub fn setting(&self, setting: Setting) -> Result<Option<Value>, StoreError> {
        let text: Option<String> = self
            .connection
            .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
            .query_row([setting.key()], |row| row.get(0))
            .optional()?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }
}

impl Tx<'_> {
    /// Sets a setting.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn set(&self, setting: Setting, value: &Value) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)")?
            .execute((setting.key(), value.to_string()))?;
        Ok(())
    }
}
