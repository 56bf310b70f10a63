//! The outbox: jobs for servers, each written down before its next step begins.
//!
//! Here: the queue, its order, and the lease that keeps two processes from one job. Not here: what a job does and when it is
//! tried again (`galley-desk`).

mod counts;
mod standing;
mod words;

use std::path::Path;
use std::time::Duration;

use galley_domain::{ArticleId, Instant, TargetId};
use rusqlite::OptionalExtension;
use uuid::Uuid;

use crate::connection::{self, Purpose};
use crate::migrations::{self, State};
use crate::view::{instant, maybe_instant};
use crate::{NO_NOTES, StoreError, Tx, View};
pub use counts::OutboxCounts;
pub use standing::Standing;
pub use words::{JobState, JobStep, Why, Wish};

/// Jobs that are kept when they have ended: the last ones, for those who look what came of them.
const ENDED_KEPT: u32 = 200;
/// How long after an article's time a job for it is overdue: a server may take a moment to show it.
const LATE_AFTER_TIME: Duration = Duration::from_mins(5);
/// The same for a job that was to be done at once.
const LATE_AFTER_QUEUED: Duration = Duration::from_hours(1);

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewJob {
    /// Where.
    pub target: TargetId,
    /// With which article.
    pub article: ArticleId,
    /// What.
    pub wish: Wish,
    /// Whether it goes over what someone changed there; of taking off, whether that is for good.
    pub mine: bool,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxJob {
    /// Its number: jobs are done in this order.
    pub id: i64,
    /// What is to be done.
    pub new: NewJob,
    /// Where it stands.
    pub state: JobState,
    /// What was begun last.
    pub step: JobStep,
    /// Pictures that are to be sent.
    pub pictures: u32,
    /// How many of them were.
    pub sent: u32,
    /// Tries that failed.
    pub attempts: u32,
    /// Not before.
    pub due_at: Instant,
    /// Why it waits, or why it failed.
    pub why: Option<Why>,
    /// The same as a sentence; of one that is done, what a person should know.
    pub detail: Option<String>,
    /// Until when it is another's, where it is at work.
    pub lease_until: Option<Instant>,
    /// When it was queued.
    pub queued_at: Instant,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Of one that is done or waits for a time, what a person should know: a list in JSON.
    pub notes: String,
}

impl OutboxJob {
    /// When it was to be done: at the article's time, where that came later than the wish.
    pub fn meant_for(&self, publish_at: Option<Instant>) -> Instant {
        publish_at.filter(|at| *at > self.queued_at).unwrap_or(self.queued_at)
    }

    /// From when on it is overdue, if it has not ended.
    pub fn late_from(&self, publish_at: Option<Instant>) -> Instant {
        let meant_for = self.meant_for(publish_at);
        meant_for + if meant_for > self.queued_at { LATE_AFTER_TIME } else { LATE_AFTER_QUEUED }
    }
}

/// A time by which something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub at: Instant,
    /// Why not before.
    pub why: Option<Why>,
}

/// What is said of a job that is put off or has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'s> {
    /// Why, or what a person should know, in sentences.
    pub detail: &'s str,
    /// What a person should know, as JSON.
    pub notes: &'s str,
}

impl<'s> From<&'s str> for Said<'s> {
    fn from(detail: &'s str) -> Self {
        Self { detail, notes: NO_NOTES }
    }
}

/// Who holds a job, and until when. Proof for each further step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The job.
    pub id: i64,
    /// Who.
    pub lease: Uuid,
    /// Until when.
    pub until: Instant,
}

impl View<'_> {
    /// All jobs in their order: first those that need a person, last those that were done; at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn outbox(&self, limit: u32) -> Result<Vec<OutboxJob>, StoreError> {
        self.jobs(include_str!("list.sql"), [limit])
    }

    /// The newest job of an article at a target.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn job_of(&self, target: TargetId, article: ArticleId) -> Result<Option<OutboxJob>, StoreError> {
        let (target, article) = (target.uuid(), article.uuid());
        Ok(self.jobs(include_str!("of.sql"), (target.as_bytes(), article.as_bytes()))?.pop())
    }

    /// The articles that are to be published at a target by this job and those behind it, in their order.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn coming(&self, target: TargetId, from: i64, limit: u32) -> Result<Vec<ArticleId>, StoreError> {
        let sql = "SELECT article FROM outbox
            WHERE id >= ?2 AND target = ?1 AND wish = 'publish' AND state IN ('waiting', 'running') ORDER BY id LIMIT ?3";
        let mut statement = self.connection.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| Ok(ArticleId::new(Uuid::from_bytes(row.get(0)?)));
        Ok(statement.query_map((target.uuid().as_bytes(), from, limit), read)?.collect::<Result<_, _>>()?)
    }

    /// A job.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn job(&self, id: i64) -> Result<Option<OutboxJob>, StoreError> {
        Ok(self.jobs(include_str!("get.sql"), [id])?.pop())
    }

    /// How many jobs have not ended.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn open_jobs(&self) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'running')";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// When the next job may be begun, if one waits: it may lie behind.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn next_job_at(&self) -> Result<Option<Instant>, StoreError> {
        let sql =
            "SELECT min(coalesce(lease_until, due_at)) FROM outbox WHERE state IN ('waiting', 'running')";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| maybe_instant(row, 0))?)
    }

    fn jobs<P: rusqlite::Params>(&self, sql: &str, parameters: P) -> Result<Vec<OutboxJob>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let jobs = statement.query_map(parameters, read)?.collect::<Result<_, _>>()?;
        Ok(jobs)
    }
}

impl Tx<'_> {
    /// Queues a job. What waits or has ended for the same article at the same target gives way: the later wish is the one that
    /// counts. One that is at work is finished first; one whose runner is gone gives way, too.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn queue_job(&self, new: NewJob, now: Instant) -> Result<i64, StoreError> {
        let (target, article) = (new.target.uuid(), new.article.uuid());
        let sql = "DELETE FROM outbox WHERE target = ?1 AND article = ?2 AND (state <> 'running' OR lease_until <= ?3)";
        self.connection.prepare_cached(sql)?.execute((
            target.as_bytes(),
            article.as_bytes(),
            now.timestamp_millis(),
        ))?;
        self.connection.prepare_cached(include_str!("queue.sql"))?.execute((
            target.as_bytes(),
            article.as_bytes(),
            new.wish,
            new.mine,
            now.timestamp_millis(),
        ))?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Takes the next job that is due, or this one, due or not. None where there is none, where an older one of the same article and
    /// target comes first, or where it is another's.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn claim_job(
        &self,
        only: Option<i64>,
        lease: Uuid,
        until: Instant,
        now: Instant,
    ) -> Result<Option<OutboxJob>, StoreError> {
        let mut claim = self.connection.prepare_cached(include_str!("claim.sql"))?;
        let (now, until) = (now.timestamp_millis(), until.timestamp_millis());
        let id = claim.query_row((now, only, lease.as_bytes(), until), |row| row.get(0)).optional()?;
        id.map_or(Ok(None), |id| self.job(id))
    }

    /// Writes down what is begun next. False where the job was cancelled or is another's now: then it is not begun.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn begin_step(
        &self,
        held: Held,
        step: JobStep,
        pictures: u32,
        sent: u32,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE outbox SET step = ?3, pictures = ?4, sent = ?5, lease_until = ?6 WHERE id = ?1 AND lease = ?2";
        let until = held.until.timestamp_millis();
        let mut begin = self.connection.prepare_cached(sql)?;
        Ok(begin.execute((held.id, held.lease.as_bytes(), step, pictures, sent, until))? > 0)
    }

    /// It waits, after so many tries that failed for this reason.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_job_off(&self, held: Held, due: Due, said: Said<'_>, attempts: u32) -> Result<(), StoreError> {
        let sql = "UPDATE outbox SET state = 'waiting', due_at = ?3, why = ?4, detail = ?5, notes = ?6, \
            attempts = ?7, lease = NULL, lease_until = NULL WHERE id = ?1 AND lease = ?2";
        let at = due.at.timestamp_millis();
        self.connection.prepare_cached(sql)?.execute((
            held.id,
            held.lease.as_bytes(),
            at,
            due.why,
            said.detail,
            said.notes,
            attempts,
        ))?;
        Ok(())
    }

    /// The same for all that wait for a target: it is not asked again for each of them. Tries that failed for another reason do not count for
    /// this one; what waits for a time is known by that still.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_target_off(&self, target: TargetId, due: Due) -> Result<(), StoreError> {
        let sql = "UPDATE outbox SET due_at = ?2, why = iif(why IS 'scheduled', why, ?3), \
            attempts = iif(why IS 'scheduled' OR why IS ?3, attempts, 0) \
            WHERE target = ?1 AND state = 'waiting' AND due_at < ?2";
        let at = due.at.timestamp_millis();
        self.connection.prepare_cached(sql)?.execute((target.uuid().as_bytes(), at, due.why))?;
        Ok(())
    }

    /// All that wait for a target for one of these reasons need wait no longer.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn bring_target_on(&self, target: TargetId, why: &[Why], now: Instant) -> Result<(), StoreError> {
        let sql = "UPDATE outbox SET state = 'waiting', due_at = ?3, why = NULL, detail = NULL, notes = '[]', attempts = 0, ended_at = NULL \
            WHERE target = ?1 AND why = ?2 AND state IN ('waiting', 'failed')";
        let mut bring = self.connection.prepare_cached(sql)?;
        for why in why {
            bring.execute((target.uuid().as_bytes(), *why, now.timestamp_millis()))?;
        }
        Ok(())
    }

    /// It has ended. Of those that have, the last are kept.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn end_job(
        &self,
        held: Held,
        failed: Option<Why>,
        said: Said<'_>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let state = if failed.is_some() { JobState::Failed } else { JobState::Done };
        let sql = "UPDATE outbox SET state = ?3, why = ?4, detail = ?5, notes = ?6, ended_at = ?7, lease = NULL, lease_until = NULL \
            WHERE id = ?1 AND lease = ?2";
        let now = now.timestamp_millis();
        self.connection.prepare_cached(sql)?.execute((
            held.id,
            held.lease.as_bytes(),
            state,
            failed,
            said.detail,
            said.notes,
            now,
        ))?;
        self.keep_done_jobs(ENDED_KEPT)
    }

    /// Takes a job out, whatever it is doing: one that is at work ends before its next step. False where there is none.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn cancel_job(&self, id: i64) -> Result<bool, StoreError> {
        Ok(self.connection.prepare_cached("DELETE FROM outbox WHERE id = ?1")?.execute([id])? > 0)
    }

    /// Takes out what waits for a target, or failed there.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn cancel_jobs_of(&self, target: TargetId) -> Result<(), StoreError> {
        let sql = "DELETE FROM outbox WHERE target = ?1 AND state <> 'done'";
        self.connection.prepare_cached(sql)?.execute([target.uuid().as_bytes()])?;
        Ok(())
    }

    /// Takes out what was to be published of an article, and was: only what takes it off a server stays.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn cancel_publishing(&self, article: ArticleId) -> Result<(), StoreError> {
        let sql = "DELETE FROM outbox WHERE article = ?1 AND wish = 'publish'";
        self.connection.prepare_cached(sql)?.execute([article.uuid().as_bytes()])?;
        Ok(())
    }

    /// Of the jobs that have ended well keeps the last ones.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn keep_done_jobs(&self, kept: u32) -> Result<(), StoreError> {
        let sql = "DELETE FROM outbox WHERE state = 'done' AND id NOT IN \
            (SELECT id FROM outbox WHERE state = 'done' ORDER BY ended_at DESC LIMIT ?1)";
        self.connection.prepare_cached(sql)?.execute([kept])?;
        Ok(())
    }

    /// The jobs that wait for a change to an article are due at another time.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn move_change(&self, article: ArticleId, from: Instant, to: Instant) -> Result<(), StoreError> {
        // One whose server wants to be left alone beyond that is left where it is. One that looks meanwhile whether readers have what was
        // sent before looks no later than the change is due.
        let sql = "UPDATE outbox SET \
                due_at = CASE WHEN why = 'unseen' THEN min(due_at, ?3) WHEN due_at = ?2 THEN ?3 ELSE max(due_at, ?3) END \
            WHERE article = ?1 AND state = 'waiting' AND (why = 'unseen' OR (why = 'scheduled' AND due_at >= ?2))";
        let times = [from, to].map(|at| at.timestamp_millis());
        self.connection.prepare_cached(sql)?.execute((article.uuid().as_bytes(), times[0], times[1]))?;
        Ok(())
    }

    /// A job that waits or failed is due now. False where there is none.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn retry_job(&self, id: i64, now: Instant) -> Result<bool, StoreError> {
        let sql = "UPDATE outbox SET state = 'waiting', due_at = ?2, why = NULL, detail = NULL, notes = '[]', attempts = 0, ended_at = NULL \
            WHERE id = ?1 AND state IN ('waiting', 'failed')";
        Ok(self.connection.prepare_cached(sql)?.execute((id, now.timestamp_millis()))? > 0)
    }
}

/// Ends all leases of a library that nobody has open. Its holders are gone, so nobody need wait for the leases to end.
pub(crate) fn end_leases(database: &Path) -> Result<(), StoreError> {
    let connection = connection::open(database, Purpose::Write)?;
    if migrations::state(&connection)? == Some(State::Current) {
        connection.execute("UPDATE outbox SET lease_until = 0 WHERE lease_until IS NOT NULL", [])?;
    }
    Ok(())
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<OutboxJob> {
    Ok(OutboxJob {
        id: row.get(0)?,
        new: NewJob {
            target: TargetId::new(Uuid::from_bytes(row.get(1)?)),
            article: ArticleId::new(Uuid::from_bytes(row.get(2)?)),
            wish: row.get(3)?,
            mine: row.get(4)?,
        },
        state: row.get(5)?,
        step: row.get(6)?,
        pictures: row.get(7)?,
        sent: row.get(8)?,
        attempts: row.get(9)?,
        due_at: instant(row, 10)?,
        why: row.get(11)?,
        detail: row.get(12)?,
        lease_until: maybe_instant(row, 13)?,
        queued_at: instant(row, 14)?,
        ended_at: maybe_instant(row, 15)?,
        notes: row.get(16)?,
    })
}
