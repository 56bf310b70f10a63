//! Where an article stands with its targets, all together or each: one word for a line of a list.

use galley_domain::{ArticleId, Instant, RevisionNumber, TargetId};
use uuid::Uuid;

use super::{LATE_AFTER_QUEUED, LATE_AFTER_TIME};
use crate::{StoreError, View};

/// Of all targets the one that most needs to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A job failed, or broke off and nobody is at it.
    Failed,
    /// A job waits or is at work still, long after its time.
    Overdue,
    /// A job waits or is at work.
    Waiting,
    /// What stands there is not what is released here.
    Changed,
    /// The server took it.
    Sent,
    /// It was read back, and the server did not keep all of it.
    Noted,
    /// It was read back.
    Verified,
}

impl View<'_> {
    /// Where an article stands now at a target, or at all of them; none where it was never sent there.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn standing(
        &self,
        article: ArticleId,
        at: Option<TargetId>,
        released: Option<RevisionNumber>,
        now: Instant,
    ) -> Result<Option<Standing>, StoreError> {
        let target = at.map(|target| target.uuid().into_bytes());
        let released = released.map(|released| released.0);
        let late = [now - LATE_AFTER_TIME, now - LATE_AFTER_QUEUED].map(|at| at.timestamp_millis());
        let rank: Option<u8> = self
            .connection
            .prepare_cached(include_str!("standing.sql"))?
            .query_row((article.uuid().as_bytes(), released, late[0], late[1], target), |row| row.get(0))?;
        Ok(rank.map(|rank| match rank {
            0 => Standing::Failed,
            1 => Standing::Overdue,
            2 => Standing::Waiting,
            3 => Standing::Changed,
            4 => Standing::Sent,
            5 => Standing::Noted,
            _ => Standing::Verified,
        }))
    }

    /// Some of the articles that a server has, or that are on their way to one: those first that are no longer here, then the newest first,
    /// from behind one of them on. `to_look_at`: none that surely nobody has to look at.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn board(
        &self,
        after: Option<ArticleId>,
        to_look_at: bool,
        now: Instant,
        most: usize,
    ) -> Result<Vec<ArticleId>, StoreError> {
        let after = after.map(|after| after.uuid().into_bytes());
        let mut statement = self.connection.prepare_cached(include_str!("board.sql"))?;
        let read = |row: &rusqlite::Row<'_>| Ok(ArticleId::new(Uuid::from_bytes(row.get(0)?)));
        let rows = statement.query_map((after, to_look_at, now.timestamp_millis(), most), read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The targets that will show an article by themselves after a time.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn shown_later(&self, article: ArticleId, than: Instant) -> Result<Vec<TargetId>, StoreError> {
        let sql = "SELECT target FROM ledger WHERE article = ?1 AND live_at > ?2 AND state <> 'removed'";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = (article.uuid(), than.timestamp_millis());
        let read = |row: &rusqlite::Row<'_>| Ok(TargetId::new(Uuid::from_bytes(row.get(0)?)));
        let targets = statement.query_map((ids.0.as_bytes(), ids.1), read)?.collect::<Result<_, _>>()?;
        Ok(targets)
    }
}
