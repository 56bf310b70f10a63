//! All jobs together: how many there are of each kind, and what is done to all of them at once. There may be more than anyone lists.

use galley_domain::Instant;

use super::{LATE_AFTER_QUEUED, LATE_AFTER_TIME};
use crate::{StoreError, Tx, View};

/// How many jobs there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutboxCounts {
    /// Whatever became of them.
    pub all: u32,
    /// That need a person.
    pub failed: u32,
    /// On their way: not those that wait for a time.
    pub open: u32,
    /// That have not ended long after their time.
    pub overdue: u32,
    /// That wait for the network.
    pub offline: u32,
    /// That were done.
    pub done: u32,
    /// That are tried sooner by [`Tx::retry_all_jobs`].
    pub again: u32,
}

impl View<'_> {
    /// How many jobs there are.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn outbox_counts(&self, now: Instant) -> Result<OutboxCounts, StoreError> {
        let late = [now - LATE_AFTER_TIME, now - LATE_AFTER_QUEUED].map(|at| at.timestamp_millis());
        let mut statement = self.connection.prepare_cached(include_str!("counts.sql"))?;
        Ok(statement.query_row((late[0], late[1], now.timestamp_millis()), |row| {
            Ok(OutboxCounts {
                all: row.get(0)?,
                failed: row.get(1)?,
                open: row.get(2)?,
                overdue: row.get(3)?,
                offline: row.get(4)?,
                done: row.get(5)?,
                again: row.get(6)?,
            })
        })?)
    }
}

impl Tx<'_> {
    /// All that wait or failed are due now, but for those that wait for a time that lies ahead. Answers which.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn retry_all_jobs(&self, now: Instant) -> Result<Vec<i64>, StoreError> {
        let mut retry = self.connection.prepare_cached(include_str!("retry_all.sql"))?;
        let ids = retry.query_map([now.timestamp_millis()], |row| row.get(0))?;
        Ok(in_order(ids.collect::<Result<_, _>>()?))
    }

    /// Takes out all that has not been done, whatever it is doing. Answers which.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn cancel_all_jobs(&self) -> Result<Vec<i64>, StoreError> {
        let sql = "DELETE FROM outbox WHERE state <> 'done' RETURNING id";
        let mut cancel = self.connection.prepare_cached(sql)?;
        let ids = cancel.query_map([], |row| row.get(0))?;
        Ok(in_order(ids.collect::<Result<_, _>>()?))
    }
}

/// In the order in which they are done.
fn in_order(mut ids: Vec<i64>) -> Vec<i64> {
    ids.sort_unstable();
    ids
}
