//! What a change of an article means for its jobs. One that a server would show by itself, and that may not go out any more, is taken
//! off there before its time; where a change waits for another time, so do the jobs.

use galley_domain::{Article, Held, Instant};
use galley_store::{NewJob, Wish};

use crate::DeskError;
use crate::work::Work;

/// Queues the taking off, where this change is what stops the article, and moves the jobs that wait for its pending one.
pub(crate) fn follow_change(work: &Work<'_>, before: &Article, after: &Article) -> Result<(), DeskError> {
    if let Some(waited) = before.pending.filter(|_| before.pending != after.pending) {
        let to = after.pending.map_or(work.now, |change| change.at);
        work.tx.move_change(after.id, waited.at, to)?;
    }
    if !may_leave(before, work.now) || may_leave(after, work.now) {
        return Ok(());
    }
    for target in work.tx.shown_later(after.id, work.now)? {
        let new = NewJob { target, article: after.id, wish: Wish::Hold, mine: false };
        work.tx.queue_job(new, work.now)?;
    }
    Ok(())
}

/// Whether it may leave this machine, at once or for its time.
fn may_leave(article: &Article, now: Instant) -> bool {
    matches!(article.going_out(now), Ok(_) | Err(Held::NotDue(_)))
}
