//! An article that nobody changed here follows what someone did with it at a server.

use galley_domain::{ArticleId, Content, TargetId};
use galley_publish::{NoteWord, Remote, Shown};
use galley_store::{LedgerEntry, LedgerState, NO_NOTES, RevisionReason};

use super::Theirs;
use crate::article::{edit_in, release_in};
use crate::check::what_stops;
use crate::publish::notes::{kept, read};
use crate::publish::{AS_IT_CAME, aside};
use crate::undo::Old;
use crate::wire::Op;
use crate::{Desk, DeskError};

/// What came of it.
pub(crate) enum Followed {
    /// It is as it is there.
    Theirs(Vec<Old>),
    /// Both changed: ours stays, theirs is kept as a revision, and publishing asks what is meant.
    Both,
    /// Someone took it from readers there, which is no text to follow: ours stays, and publishing asks what is meant.
    TakenOff,
}

impl Desk {
    /// Has an article that nobody changed here follow what someone wrote there, and release it where it was released: it is out there
    /// already.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub(crate) fn follow_theirs(&mut self, id: ArticleId, theirs: &Theirs) -> Result<Followed, DeskError> {
        let article = self.article(id)?;
        let Some(entry) = self.view().ledger(theirs.target, id)? else {
            self.keep_theirs(id, theirs)?;
            return Ok(Followed::Both);
        };
        let sent = self.view().revision(id, entry.revision)?;
        let is_as_sent = sent
            // What its links mean may be known only since.
            .is_some_and(|sent| Content { links: article.content.links.clone(), ..sent } == article.content)
            // What of ours never arrived there is nothing that someone took away.
            && self.base(id, theirs, &entry)? == entry.revision;
        let is_off = is_taken_off(&entry, &theirs.remote);
        if is_off {
            let notes = kept(&[NoteWord::TakenOffThere.into()]);
            // What was seen there last stays: by that publishing knows that it has to ask.
            let entry = LedgerEntry { state: LedgerState::Sent, notes, at: self.now(), ..entry.clone() };
            self.library.transact(|tx| tx.put_ledger(theirs.target, id, &entry))?;
        }
        if !is_as_sent || is_off || article.trashed_at.is_some() {
            self.keep_theirs(id, theirs)?;
            return Ok(if is_off && is_as_sent { Followed::TakenOff } else { Followed::Both });
        }
        self.hold_cover(theirs)?;
        let held = self.held(&article.content, id, theirs)?;
        let change = held.change(|_| true);
        self.hold_pictures(theirs, change.body())?;
        let review = self.settings()?.review;
        let (old, ()) = self.import_batch(|work| {
            let mut now = edit_in(work, Op::TakeTheirs, id, |work, article| change.apply(work, article))?;
            if article.released.is_some() && now.content != article.content {
                let at = article.publish_at;
                // What may not be released, for want of a review or by a check, stays a change that is not; and what is released
                // does not go over theirs unasked.
                if what_stops(work.tx, &now)?.is_none() {
                    now =
                        edit_in(work, Op::Release, id, |work, article| release_in(work, article, review, at))
                            .unwrap_or(now);
                }
                if now.changed_since_release {
                    return Ok(());
                }
            }
            let revision = match now.released.filter(|_| !now.changed_since_release) {
                Some(released) => released,
                None => work.keep(&now, RevisionReason::Imported, None)?,
            };
            let waits = theirs.remote.shown == Shown::AtItsTime;
            let entry = LedgerEntry {
                state: standing(&entry, &theirs.remote),
                revision,
                url: Some(theirs.remote.url.clone()),
                sent_hash: AS_IT_CAME,
                seen_hash: Some(theirs.remote.hash()),
                at: work.now,
                live_at: theirs.story.date.or(entry.live_at).filter(|_| waits),
                stood: None,
                aside: Some(aside(&theirs.remote)),
                notes: NO_NOTES.to_owned(),
                ..entry
            };
            work.tx.put_ledger(theirs.target, id, &entry)?;
            let names = work.tx.names_now(theirs.target, now.kind, &now.content)?;
            Ok(work.tx.put_shown_names(theirs.target, id, &names)?)
        })?;
        Ok(Followed::Theirs(old))
    }

    /// An article stands at a server as it did when it was read last. Where it had been taken from readers meanwhile, they have it again.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub(crate) fn note_shown_again(
        &mut self,
        id: ArticleId,
        target: TargetId,
        entry: LedgerEntry,
    ) -> Result<(), DeskError> {
        if !was_taken_off(&entry) {
            return Ok(());
        }
        let notes = NO_NOTES.to_owned();
        let entry = LedgerEntry { state: LedgerState::Verified, notes, at: self.now(), ..entry };
        Ok(self.library.transact(|tx| tx.put_ledger(target, id, &entry))?)
    }
}

/// Whether readers had it, by the ledger.
pub(in crate::publish) fn was_shown(entry: &LedgerEntry) -> bool {
    entry.state == LedgerState::Verified || was_taken_off(entry)
}

/// Whether someone took it from readers there since, by the ledger.
fn was_taken_off(entry: &LedgerEntry) -> bool {
    entry.state == LedgerState::Sent
        && read(&entry.notes).iter().any(|note| note.word == NoteWord::TakenOffThere)
}

/// Whether readers do not get what they had.
pub(super) fn is_taken_off(entry: &LedgerEntry, there: &Remote) -> bool {
    was_shown(entry) && matches!(there.shown, Shown::Not(_))
}

/// How an article stands at a server that follows it from there. Of one that was sent from here and never seen by its readers, what the
/// server says of itself is no proof.
fn standing(entry: &LedgerEntry, there: &Remote) -> LedgerState {
    let came = entry.sent_hash == AS_IT_CAME;
    match (&there.shown, entry.state) {
        (Shown::Now, LedgerState::Sending | LedgerState::Sent) if !came && !was_taken_off(entry) => {
            LedgerState::Sent
        }
        (Shown::Now, _) => LedgerState::Verified,
        (_, LedgerState::Removed) => LedgerState::Removed,
        _ => LedgerState::Sent,
    }
}
