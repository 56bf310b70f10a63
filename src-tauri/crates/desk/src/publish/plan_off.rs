//! What taking articles off would do, said before it is done: what would be removed, where, and what of it is kept.

use galley_domain::{ArticleId, Target};
use galley_publish::{Note, NoteWord};
use galley_store::{LedgerEntry, LedgerState};

use super::everywhere::Round;
use super::plan::{Sitting, blank, is_of_server, plan_rounds};
use super::runner::Passwords;
use super::session::Session;
use crate::wire::{Failure, Plan, PlanStep};
use crate::{Desk, DeskError};

impl Desk {
    /// Says what taking these articles off would do at each server. Nothing is changed, here or there. `for_good`: past its trash.
    ///
    /// # Errors
    /// [`DeskError::Store`]; what is wrong with a server is in its plan.
    pub fn plan_taking_off(
        &self,
        rounds: &[Round],
        for_good: bool,
        passwords: &dyn Passwords,
    ) -> Result<Vec<Plan>, DeskError> {
        plan_rounds(rounds, passwords, |(id, _), target, sitting| {
            self.plan_one_off(id, target, sitting, for_good)
        })
    }

    fn plan_one_off(
        &self,
        id: ArticleId,
        target: &Target,
        sitting: &mut Sitting,
        for_good: bool,
    ) -> Result<Plan, DeskError> {
        let headline = self.view().row(id)?.map(|row| row.headline).unwrap_or_default();
        let mut plan = blank(id, target, headline);
        let entry = self.view().ledger(target.id, id)?;
        let is_off = |entry: &LedgerEntry| entry.state == LedgerState::Removed && !for_good;
        let Some(entry) = entry.filter(|entry| !is_off(entry)) else {
            plan.step = PlanStep::Absent;
            return Ok(plan);
        };
        let looked = match sitting {
            Ok((session, _)) => self.look_before_taking_off(id, session, &entry, for_good),
            Err(failure) => {
                plan.stops = vec![failure.clone()];
                return Ok(plan);
            }
        };
        match looked {
            Ok(None) => plan.step = PlanStep::Absent,
            Ok(Some(notes)) => {
                (plan.step, plan.url) = (PlanStep::Remove, entry.url);
                plan.notes = notes.into_iter().map(|word| Note::from(word).into()).collect();
            }
            Err(DeskError::Publish(error)) => {
                let is_its_trouble = is_of_server(&error);
                let failure = Failure::from(&DeskError::Publish(error));
                if is_its_trouble {
                    *sitting = Err(failure.clone());
                }
                plan.stops = vec![failure];
            }
            Err(other) => return Err(other),
        }
        Ok(plan)
    }

    /// What a person should know of it; none where there is nothing to take off.
    fn look_before_taking_off(
        &self,
        id: ArticleId,
        session: &Session,
        entry: &LedgerEntry,
        for_good: bool,
    ) -> Result<Option<Vec<NoteWord>>, DeskError> {
        let content = self.view().article(id)?.map(|article| article.content);
        let server = session.server()?;
        let there = self.there_by_ledger(id, server, entry, content.as_ref())?;
        // What lies in a trash is read no more, and can be deleted there.
        let may_lie = for_good && server.has_trash() && entry.remote_id.is_some();
        let Some(there) = there else {
            return Ok(may_lie.then(|| vec![NoteWord::IsDeleted]));
        };
        let mut notes = Vec::new();
        if content.is_some() && !self.is_known(id, session, entry, &there)? {
            notes.push(NoteWord::EditKept);
        }
        notes.push(match for_good {
            true => NoteWord::IsDeleted,
            false if server.has_trash() || server.keeps_removed() => NoteWord::ComesBack,
            false => NoteWord::NothingKept,
        });
        Ok(Some(notes))
    }
}
