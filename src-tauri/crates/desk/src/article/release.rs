//! Letting articles out and taking them back: release, stages, archive, trash.

use galley_domain::{Article, ArticleId, Instant, MoveError, PendingChange, RevisionNumber, Stage, Status};
use galley_store::RevisionReason;

use crate::check::{NO_HEADLINE, gate, what_stops};
use crate::wire::Op;
use crate::work::Work;
use crate::{Desk, DeskError, Done};

impl Desk {
    /// Releases the working text: from `at` on, or from now on, it is what readers get. Editing afterwards does not change that.
    ///
    /// Of an article that readers have already, a time that lies ahead is that of the change: they keep the present text until then.
    ///
    /// # Errors
    /// [`DeskError::Move`] where the rules forbid it, [`DeskError::Gate`] where a check stops it; nothing is released then.
    pub fn release(&mut self, ids: &[ArticleId], at: Option<Instant>) -> Result<Done<usize>, DeskError> {
        let review = self.settings()?.review;
        self.edit_all(Op::Release, ids, |work, article| release_from(work, article, review, at))
    }

    /// Takes back changes that wait for their time: readers keep the present text, the working text stays as it is.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn drop_changes(&mut self, ids: &[ArticleId]) -> Result<Done<usize>, DeskError> {
        self.edit_all(Op::DropChange, ids, |_, article| {
            article.pending = None;
            Ok(())
        })
    }

    /// Takes an article back: nothing of it goes out any more. The next export removes its page.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn unrelease(&mut self, ids: &[ArticleId]) -> Result<Done<usize>, DeskError> {
        self.edit_all(Op::Unrelease, ids, |_, article| {
            article.released = None;
            article.pending = None;
            article.publish_at = None;
            article.stage = Stage::Draft;
            Ok(())
        })
    }

    /// Moves the working text to another stage. Where the library reviews, approving releases the text without a time.
    ///
    /// # Errors
    /// [`DeskError::Move`]
    pub fn move_to(&mut self, ids: &[ArticleId], stage: Stage) -> Result<Done<usize>, DeskError> {
        let review = self.settings()?.review;
        self.edit_all(Op::Stage, ids, |work, article| {
            must_be_at_hand(article)?;
            article.move_to(stage)?;
            if review && stage == Stage::Approved && article.released.is_none() {
                must_pass(work, article)?;
                release_in(work, article, review, None)?;
            }
            Ok(())
        })
    }

    /// Puts articles away, or takes them out again.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn archive(&mut self, ids: &[ArticleId], archived: bool) -> Result<Done<usize>, DeskError> {
        self.edit_all(Op::Archive, ids, |_, article| {
            article.archived = archived;
            Ok(())
        })
    }

    /// Puts articles into the trash.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn trash(&mut self, ids: &[ArticleId]) -> Result<Done<usize>, DeskError> {
        self.edit_all(Op::Trash, ids, |work, article| {
            article.trashed_at = article.trashed_at.or(Some(work.now));
            Ok(())
        })
    }

    /// Takes articles out of the trash, as they were.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn untrash(&mut self, ids: &[ArticleId]) -> Result<Done<usize>, DeskError> {
        self.edit_all(Op::Untrash, ids, |_, article| {
            article.trashed_at = None;
            Ok(())
        })
    }
}

pub(crate) fn must_be_at_hand(article: &Article) -> Result<(), MoveError> {
    if article.trashed_at.is_some() {
        return Err(MoveError::Trashed);
    }
    if article.archived { Err(MoveError::Archived) } else { Ok(()) }
}

/// The checks that stop a publish. What is imported comes in without them: each way out stops it.
fn must_pass(work: &Work<'_>, article: &Article) -> Result<(), DeskError> {
    match what_stops(work.tx, article)? {
        // Its own error says it better.
        Some(finding) if finding.check != NO_HEADLINE => Err(gate(finding)),
        _ => Ok(()),
    }
}

/// Releases a working text that passes the checks, from a time on or from now on. See [`Desk::release`].
pub(crate) fn release_from(
    work: &mut Work<'_>,
    article: &mut Article,
    review: bool,
    at: Option<Instant>,
) -> Result<(), DeskError> {
    must_pass(work, article)?;
    let change_at = at.filter(|at| *at > work.now && article.status(work.now) == Status::Published);
    if let Some(at) = change_at {
        return change_later(work, article, review, at);
    }
    let at = at.or(article.publish_at).unwrap_or(work.now);
    release_in(work, article, review, Some(at))
}

/// Makes the working text what goes out, from a time on.
pub(crate) fn release_in(
    work: &mut Work<'_>,
    article: &mut Article,
    review: bool,
    at: Option<Instant>,
) -> Result<(), DeskError> {
    article.released = Some(keep_released(work, article, review)?);
    article.pending = None;
    article.changed_since_release = false;
    article.publish_at = at;
    Ok(())
}

/// Has the working text take the place of the released one at a time. A change that waited gives way to it.
fn change_later(
    work: &mut Work<'_>,
    article: &mut Article,
    review: bool,
    at: Instant,
) -> Result<(), DeskError> {
    let revision = keep_released(work, article, review)?;
    article.pending = Some(PendingChange { revision, at });
    article.changed_since_release = false;
    Ok(())
}

/// Keeps the working text as a revision that goes out, where the rules let it.
fn keep_released(work: &mut Work<'_>, article: &Article, review: bool) -> Result<RevisionNumber, DeskError> {
    must_be_at_hand(article)?;
    article.stage.may_release(review)?;
    if article.content.headline.trim().is_empty() {
        return Err(MoveError::NoHeadline.into());
    }
    work.tx.must_be_as_saved(article)?;
    work.keep(article, RevisionReason::Released, None)
}
