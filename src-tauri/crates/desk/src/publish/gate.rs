//! The gate: what may leave this machine, and what a target takes of it.

use galley_domain::{Article, ArticleId, Held, Instant, Target};
use galley_publish::{Note, NoteWord};
use galley_store::{Outgoing, View};

use super::troubles;
use crate::check::{all_that_stops, note_of};
use crate::export::site::takes;
use crate::wire::Finding;
use crate::{Desk, DeskError, nouns};

impl Desk {
    /// The gate: the released text, where it may leave this machine and the target takes it. One whose time lies ahead may: the
    /// server shows it then. One under an embargo may not.
    pub(super) fn due(&self, id: ArticleId, target: &Target) -> Result<Outgoing, DeskError> {
        self.due_of(self.article(id)?, target)
    }

    pub(super) fn due_of(&self, article: Article, target: &Target) -> Result<Outgoing, DeskError> {
        let outgoing = self.leaves(article)?;
        if !takes(target, &nouns::tree(&self.view())?, &outgoing.content) {
            return Err(not_taken(outgoing, target));
        }
        Ok(outgoing)
    }

    /// The gate for any target.
    pub(super) fn leaves(&self, article: Article) -> Result<Outgoing, DeskError> {
        leaves(&self.view(), self.now(), article)
    }

    /// The released text, where its state lets it leave, and each check that stops it all the same.
    pub(super) fn checked(&self, article: Article) -> Result<(Outgoing, Vec<DeskError>), DeskError> {
        checked(&self.view(), self.now(), article)
    }
}

/// Why a target is not sent an article.
pub(super) fn not_taken(outgoing: Outgoing, target: &Target) -> DeskError {
    let why = format!("{} takes no article of its language, category or tags", target.name);
    let note = Note::about(NoteWord::NotTaken, &target.name);
    DeskError::NotOut { headline: outgoing.content.headline, why, note }
}

/// The gate for any target, as the library is seen in a transaction.
pub(super) fn leaves(view: &View<'_>, now: Instant, article: Article) -> Result<Outgoing, DeskError> {
    let (outgoing, stops) = checked(view, now, article)?;
    stops.into_iter().next().map_or(Ok(outgoing), Err)
}

fn checked(view: &View<'_>, now: Instant, article: Article) -> Result<(Outgoing, Vec<DeskError>), DeskError> {
    let id = article.id;
    let from = match article.going_out(now) {
        Ok(_) => now,
        Err(Held::NotDue(at)) => at,
        Err(held) => {
            let (why, note) = (held.to_string(), troubles::of_held(&held).into());
            return Err(DeskError::NotOut { headline: article.content.headline, why, note });
        }
    };
    let outgoing = view.released_form(article.clone(), from)?;
    let outgoing = outgoing.ok_or_else(|| DeskError::unknown("article", id))?;
    // What came in by an import was released without anyone asking.
    let as_sent = Article { content: outgoing.content.clone(), ..article };
    let held = |Finding { headline, line, check, message, .. }| {
        let at = line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let why = format!("{at}{}", message.trim_end_matches('.'));
        DeskError::NotOut { headline, note: note_of(check, line, &message), why }
    };
    let stops = all_that_stops(view, &as_sent)?.into_iter().map(held).collect();
    Ok((outgoing, stops))
}
