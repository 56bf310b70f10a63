//! Articles that a server would show by itself: when one may not go out any more, it is taken off there before its time.

use galley_domain::{Article, Held, Instant};
use galley_store::{NewJob, Wish};

use crate::DeskError;
use crate::work::Work;

/// Queues the taking off, where this change is what stops the article.
pub(crate) fn queue_holds(work: &Work<'_>, before: &Article, after: &Article) -> Result<(), DeskError> {
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
