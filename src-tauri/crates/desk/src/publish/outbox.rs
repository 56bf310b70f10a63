//! The outbox as an editor sees it: what is queued, what waits and why, and taking it back.

use std::time::Duration;

use galley_domain::{ArticleId, Instant, PendingChange, RevisionNumber, Target, TargetId, TargetKind};
use galley_store::{Held, JobState, JobStep, LedgerEntry, LedgerState, NewJob, OutboxJob, Tx, Why, Wish};
use uuid::Uuid;

use super::everywhere::Round;
use super::notes;
use super::session::no_server;
use crate::wire::{OutboxCounts, OutboxItem, OutboxPage, time};
use crate::{Desk, DeskError};

/// Most jobs that wait.
const JOBS_MAX: usize = 20_000;
/// Most jobs that are shown.
const SHOWN_MAX: u32 = 1_000;
/// How long a lease lasts; each step renews it. Longer than the longest step, a picture that goes up a slow line,
/// takes with its limits; a runner that is gone is waited for that long where another program has the library open.
const LEASE: Duration = Duration::from_mins(8);

/// The right to go on with a job.
pub(super) struct Lease {
    pub(super) job: i64,
    pub(super) by: Uuid,
}

impl Lease {
    /// Until when it holds from now on.
    pub(super) fn until(desk: &Desk) -> Instant {
        desk.now() + LEASE
    }

    pub(super) fn held(&self, desk: &Desk) -> Held {
        Held { id: self.job, lease: self.by, until: Self::until(desk) }
    }

    /// Writes down the next step, and holds the job on for it.
    pub(super) fn begin(
        &self,
        desk: &mut Desk,
        step: JobStep,
        (pictures, sent): (u32, u32),
    ) -> Result<(), DeskError> {
        let held = self.held(desk);
        let is_ours = desk.library.transact(|tx| tx.begin_step(held, step, pictures, sent))?;
        if is_ours { Ok(()) } else { Err(DeskError::Cancelled) }
    }
}

impl Desk {
    /// Queues a job for each of these articles at a target; what waits for the same article there gives way. All or none.
    ///
    /// # Errors
    /// [`DeskError::NotOut`] where the gate stops one; [`DeskError::NotPublishedThere`] for one to take off.
    pub fn queue(
        &mut self,
        articles: &[ArticleId],
        target: &Target,
        wish: Wish,
        mine: bool,
    ) -> Result<Vec<i64>, DeskError> {
        self.queue_rounds(&[(target.clone(), articles.to_vec())], wish, mine)
    }

    /// The same at several targets, each with its articles. All or none. `mine`: over what someone changed there; of taking off, for good.
    ///
    /// # Errors
    /// As [`Desk::queue`].
    pub fn queue_rounds(&mut self, rounds: &[Round], wish: Wish, mine: bool) -> Result<Vec<i64>, DeskError> {
        for (target, articles) in rounds {
            if matches!(target.kind, TargetKind::Site(_)) {
                return Err(no_server(target));
            }
            for id in articles {
                match wish {
                    Wish::Publish => drop(self.due(*id, target)?),
                    Wish::Remove | Wish::Hold => drop(self.published(*id, target)?),
                }
            }
        }
        let now = self.now();
        self.library.transact(|tx| queue_in(tx, now, rounds, wish, mine))
    }

    /// What needs a person, waits, is at work, and ended last: at most a thousand of it, see [`Desk::outbox_counts`].
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn outbox(&self) -> Result<Vec<OutboxItem>, DeskError> {
        let jobs = self.view().outbox(SHOWN_MAX)?;
        jobs.iter().map(|job| self.item(job)).collect()
    }

    /// How many jobs there are, listed or not.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn outbox_counts(&self) -> Result<OutboxCounts, DeskError> {
        Ok(self.view().outbox_counts(self.now())?.into())
    }

    /// The jobs, with how many there are.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn outbox_page(&self) -> Result<OutboxPage, DeskError> {
        Ok(OutboxPage { jobs: self.outbox()?, counts: self.outbox_counts()? })
    }

    /// A job as it is shown.
    pub(crate) fn item(&self, job: &OutboxJob) -> Result<OutboxItem, DeskError> {
        let view = self.view();
        let target: Option<Target> = view.noun(job.new.target.uuid())?;
        let entry = view.ledger(job.new.target, job.new.article)?;
        let row = view.row(job.new.article)?;
        let pending = row.as_ref().and_then(|row| row.pending.map(|change| (change, row.released)));
        let change =
            pending.filter(|pending| is_for_change(job, *pending, entry.as_ref())).map(|(change, _)| change);
        let publish_at = change.map(|change| change.at).or(row.as_ref().and_then(|row| row.publish_at));
        let has_ended = matches!(job.state, JobState::Done | JobState::Failed);
        Ok(OutboxItem {
            id: job.id,
            article: job.new.article.to_string(),
            headline: row.map(|row| row.headline).unwrap_or_default(),
            target: job.new.target.to_string(),
            target_name: target.map(|target| target.name).unwrap_or_default(),
            wish: job.new.wish.into(),
            state: job.state.into(),
            step: job.step.into(),
            pictures: job.pictures,
            sent: job.sent,
            why: job.why.map(Into::into),
            detail: job.detail.clone(),
            notes: notes::read(&job.notes).into_iter().map(Into::into).collect(),
            due: time(job.due_at),
            meant_for: time(job.meant_for(publish_at)),
            overdue: !has_ended && job.late_from(publish_at) < self.now(),
            // It may be due later, where the server wants to be left alone until then.
            change: change.is_some_and(|change| job.due_at >= change.at),
            verified: entry.as_ref().is_some_and(|entry| entry.state == LedgerState::Verified),
            url: entry.and_then(|entry| entry.url),
            ended: job.ended_at.map(time),
        })
    }

    /// Takes a job out. What it sent already stays, and is known in the ledger.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn cancel_job(&mut self, id: i64) -> Result<(), DeskError> {
        let was_there = self.library.transact(|tx| tx.cancel_job(id))?;
        if was_there { Ok(()) } else { Err(DeskError::unknown("job", id)) }
    }

    /// A job that waits or failed is tried at the next moment.
    ///
    /// # Errors
    /// [`DeskError::JobNotWaiting`]
    pub fn retry_job(&mut self, id: i64) -> Result<(), DeskError> {
        let now = self.now();
        let was_there = self.library.transact(|tx| tx.retry_job(id, now))?;
        if was_there { Ok(()) } else { Err(DeskError::JobNotWaiting) }
    }

    /// All jobs that wait or failed are tried at the next moment, but for those that wait for a time that lies ahead. Answers their numbers.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn retry_all_jobs(&mut self) -> Result<Vec<i64>, DeskError> {
        let now = self.now();
        Ok(self.library.transact(|tx| tx.retry_all_jobs(now))?)
    }

    /// Takes out all jobs that have not been done. Answers their numbers.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn cancel_all_jobs(&mut self) -> Result<Vec<i64>, DeskError> {
        self.library.transact(|tx| Ok(tx.cancel_all_jobs()?))
    }

    /// Takes out the jobs that have ended well.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn clear_done_jobs(&mut self) -> Result<(), DeskError> {
        Ok(self.library.transact(|tx| tx.keep_done_jobs(0))?)
    }

    /// Whether a job is due now, or was left by one who is gone.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn has_due_jobs(&self) -> Result<bool, DeskError> {
        Ok(self.view().next_job_at()?.is_some_and(|at| at <= self.now()))
    }

    /// How many jobs have not ended.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn open_jobs(&self) -> Result<u32, DeskError> {
        Ok(self.view().open_jobs()?)
    }

    /// There is a password for a target now: what waited for one goes on.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn password_given(&mut self, target: TargetId) -> Result<(), DeskError> {
        let now = self.now();
        Ok(self.library.transact(|tx| tx.bring_target_on(target, &[Why::Password, Why::SignIn], now))?)
    }
}

/// Whether what waits is a change: what is released stands at the server, or the change is on its way. As in the store's `standing.sql`.
fn is_for_change(
    job: &OutboxJob,
    (change, released): (PendingChange, Option<RevisionNumber>),
    entry: Option<&LedgerEntry>,
) -> bool {
    let stands = |entry: &LedgerEntry| match entry.state {
        LedgerState::Removed => false,
        LedgerState::Verified if Some(entry.revision) == released => true,
        _ => entry.revision == change.revision,
    };
    job.why == Some(Why::Scheduled) || (job.new.wish == Wish::Publish && entry.is_some_and(stands))
}

pub(super) fn must_have_room(tx: &Tx<'_>, jobs: usize) -> Result<(), DeskError> {
    if tx.open_jobs()? as usize + jobs > JOBS_MAX {
        let why = format!("more than {JOBS_MAX} jobs would wait; nothing was queued");
        return Err(DeskError::invalid("outbox", why));
    }
    Ok(())
}

/// Queues a job for each; nothing where they are too many.
pub(super) fn queue_in(
    tx: &Tx<'_>,
    now: Instant,
    rounds: &[Round],
    wish: Wish,
    mine: bool,
) -> Result<Vec<i64>, DeskError> {
    must_have_room(tx, rounds.iter().map(|(_, articles)| articles.len()).sum())?;
    let jobs = rounds.iter().flat_map(|(target, articles)| {
        articles.iter().map(|article| NewJob { target: target.id, article: *article, wish, mine })
    });
    jobs.map(|new| Ok(tx.queue_job(new, now)?)).collect()
}
