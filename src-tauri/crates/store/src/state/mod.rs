//! The states of a library, one after each transaction, and what changed from one to the next. The triggers that note it
//! stand in `migrations/0005_changes.sql`.

use galley_domain::ArticleId;
use rusqlite::OptionalExtension;
use uuid::Uuid;

use crate::{StoreError, View};

/// So many states are remembered. The library forgets older ones in `migrations/0005_changes.sql`.
pub const STATES_MAX: u32 = 1_000;

/// Something that is no longer what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// An article: any of its parts, whether it is there at all, or who has an address that was its own.
    Article(ArticleId),
    /// A tag or a byline, which nothing shows but what names it.
    Noun(Uuid),
    /// Anything else that articles may show: another noun, or what is known of a file.
    Other,
}

impl View<'_> {
    /// A name for all that the library holds: where it is the same twice, so is everything else. None where nothing was ever
    /// changed by a Galley that gives names.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn state(&self) -> Result<Option<String>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT name FROM state ORDER BY number DESC LIMIT 1")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?)
    }

    /// What changed since a state, each article once. None where that cannot be said: the state is not one of this library's
    /// last [`STATES_MAX`], or there are more than `most`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn changes_since(&self, state: &str, most: usize) -> Result<Option<Vec<Change>>, StoreError> {
        let mut known = self.connection.prepare_cached("SELECT 1 FROM state WHERE name = ?1")?;
        if !known.exists([state])? {
            return Ok(None);
        }
        let mut statement = self.connection.prepare_cached(include_str!("since.sql"))?;
        let rows = statement.query_map((state, most as i64 + 1), |row| {
            Ok(match row.get_ref(0)?.as_str()? {
                "article" => Change::Article(ArticleId::new(Uuid::from_bytes(row.get(1)?))),
                "tag" | "byline" => Change::Noun(Uuid::from_bytes(row.get(1)?)),
                _ => Change::Other,
            })
        })?;
        let changes = rows.collect::<Result<Vec<_>, _>>()?;
        Ok((changes.len() <= most).then_some(changes))
    }
}
