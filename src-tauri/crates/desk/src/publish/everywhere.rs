//! Which articles go where, when nobody names the servers: to each that takes them, or all that are behind.

use galley_domain::{ArticleId, Target, TargetKind};
use galley_publish::{Note, NoteWord};
use galley_store::{LedgerEntry, LedgerState, View, Wish};

use super::gate::{leaves, not_taken};
use super::outbox::{must_have_room, queue_in};
use super::plan::Text;
use super::session::no_server;
use crate::article::{edit_in, release_from};
use crate::export::site::takes;
use crate::wire::Op;
use crate::{Desk, DeskError, Done};

/// A server, and the articles that are for it.
pub type Round = (Target, Vec<ArticleId>);

impl Desk {
    /// The servers that these articles belong to by this text of theirs.
    ///
    /// # Errors
    /// [`DeskError::NotOut`] for one that the gate stops, or that no server takes; [`DeskError::Invalid`] where there is no server.
    pub fn rounds(&self, ids: &[ArticleId], text: Text) -> Result<Vec<Round>, DeskError> {
        self.rounds_by(ids, text, false)
    }

    /// The same for a plan, which says itself what stops an article: one that no server takes is asked of each.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]; [`DeskError::Invalid`] where there is no server.
    pub fn rounds_to_plan(&self, ids: &[ArticleId], text: Text) -> Result<Vec<Round>, DeskError> {
        self.rounds_by(ids, text, true)
    }

    fn rounds_by(&self, ids: &[ArticleId], text: Text, to_plan: bool) -> Result<Vec<Round>, DeskError> {
        let mut rounds = empty_rounds(&self.view())?;
        let tree = crate::nouns::tree(&self.view())?;
        for id in ids {
            let article = self.article(*id)?;
            let content = match text {
                Text::Working => article.content,
                Text::Released => match self.leaves(article.clone()) {
                    Ok(outgoing) => outgoing.content,
                    Err(DeskError::NotOut { .. }) if to_plan => article.content,
                    Err(other) => return Err(other),
                },
            };
            let is_taken = put_down(&mut rounds, *id, |target| takes(target, &tree, &content));
            if !is_taken && to_plan {
                put_down(&mut rounds, *id, |_| true);
            } else if !is_taken {
                return Err(belongs_nowhere(content.headline));
            }
        }
        Ok(without_idle(rounds))
    }

    /// The servers where these articles stand, by the ledger. `for_good`: or lie still, in a trash or as a draft.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for one that stands nowhere, or where there is no server.
    pub fn rounds_where_they_stand(
        &self,
        ids: &[ArticleId],
        for_good: bool,
    ) -> Result<Vec<Round>, DeskError> {
        let mut rounds = empty_rounds(&self.view())?;
        for id in ids {
            if !self.put_down_where_it_stands(&mut rounds, *id, for_good)? {
                let headline = self.view().row(*id)?.map_or_else(|| id.to_string(), |row| row.headline);
                return Err(DeskError::invalid(headline, "it stands at no server; nothing was done"));
            }
        }
        Ok(without_idle(rounds))
    }

    /// The servers where any of these articles stand, by the ledger. `for_good`: or lie still, in a trash or as a draft.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] where none stands anywhere, or there is no server.
    pub fn rounds_where_any_stand(&self, ids: &[ArticleId], for_good: bool) -> Result<Vec<Round>, DeskError> {
        let mut rounds = empty_rounds(&self.view())?;
        for id in ids {
            self.put_down_where_it_stands(&mut rounds, *id, for_good)?;
        }
        let rounds = without_idle(rounds);
        if rounds.is_empty() {
            return Err(DeskError::invalid("articles", "they stand at no server; nothing was done"));
        }
        Ok(rounds)
    }

    /// The names of the servers where any of these articles stand, by the ledger: what is taken back here stays there.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn still_at(&self, ids: &[ArticleId]) -> Result<Vec<String>, DeskError> {
        let mut rounds = servers(&self.view())?;
        for id in ids {
            self.put_down_where_it_stands(&mut rounds, *id, false)?;
        }
        Ok(without_idle(rounds).into_iter().map(|(target, _)| target.name).collect())
    }

    /// False where it stands nowhere.
    fn put_down_where_it_stands(
        &self,
        rounds: &mut [Round],
        id: ArticleId,
        for_good: bool,
    ) -> Result<bool, DeskError> {
        let mut at = Vec::new();
        for (target, _) in &*rounds {
            let entry = self.view().ledger(target.id, id)?;
            let lies = |entry: &LedgerEntry| for_good && entry.remote_id.is_some();
            if entry.is_some_and(|entry| entry.state != LedgerState::Removed || lies(&entry)) {
                at.push(target.id);
            }
        }
        Ok(put_down(rounds, id, |target| at.contains(&target.id)))
    }

    /// All articles whose released text is not what stands at a server that takes them, by the ledger: at this one, or at each. What may
    /// not go out is none of them, nor what was taken off there.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] where there is no server.
    pub fn rounds_of_all_behind(&self, at: Option<&Target>) -> Result<Vec<Round>, DeskError> {
        let mut rounds = match at {
            Some(target) => empty_round(target)?,
            None => empty_rounds(&self.view())?,
        };
        for (target, ids) in &mut rounds {
            for id in self.view().behind(target.id, self.now())? {
                match self.due(id, target) {
                    Ok(_) => ids.push(id),
                    Err(DeskError::NotOut { .. }) => {}
                    Err(other) => return Err(other),
                }
            }
        }
        Ok(without_idle(rounds))
    }

    /// What one press does: releases the working texts where they are not, and queues them for a server, or for each that takes them. All of
    /// it or nothing: what does not go out is not released either. `mine`: over what someone changed there.
    ///
    /// # Errors
    /// As [`Desk::release`] and [`Desk::queue`]; [`DeskError::NotOut`] for one that no server takes.
    pub fn publish(
        &mut self,
        ids: &[ArticleId],
        target: Option<&Target>,
        mine: bool,
    ) -> Result<Done<Vec<i64>>, DeskError> {
        let review = self.settings()?.review;
        let watch = self.watch.clone();
        self.transact(Op::Release, |work| {
            let mut rounds = match target {
                Some(target) => empty_round(target)?,
                None => empty_rounds(work.tx)?,
            };
            let tree = crate::nouns::tree(work.tx)?;
            let ids = work.tx.in_stored_order(ids)?;
            // Each goes to one server at least: too many are known to be before they are read.
            must_have_room(work.tx, ids.len())?;
            for (done, id) in ids.iter().enumerate() {
                watch.is_at(done, ids.len())?;
                let article = edit_in(work, Op::Release, *id, |work, article| {
                    if article.is_unreleased() { release_from(work, article, review, None) } else { Ok(()) }
                })?;
                let outgoing = leaves(work.tx, work.now, article)?;
                if !put_down(&mut rounds, *id, |target| takes(target, &tree, &outgoing.content)) {
                    return Err(match target {
                        Some(target) => not_taken(outgoing, target),
                        None => belongs_nowhere(outgoing.content.headline),
                    });
                }
            }
            queue_in(work.tx, work.now, &rounds, Wish::Publish, mine)
        })
    }
}

fn belongs_nowhere(headline: String) -> DeskError {
    let why = "no server takes an article of its language, category or tags".to_owned();
    DeskError::NotOut { headline, why, note: Note::about(NoteWord::NotTaken, "") }
}

fn empty_round(target: &Target) -> Result<Vec<Round>, DeskError> {
    if matches!(target.kind, TargetKind::Site(_)) {
        return Err(no_server(target));
    }
    Ok(vec![(target.clone(), Vec::new())])
}

/// All servers, each without an article yet.
fn servers(view: &View<'_>) -> Result<Vec<Round>, DeskError> {
    let servers = view.nouns::<Target>()?.into_iter();
    let servers = servers.filter(|target| !matches!(target.kind, TargetKind::Site(_)));
    Ok(servers.map(|target| (target, Vec::new())).collect())
}

/// The same where there must be one.
fn empty_rounds(view: &View<'_>) -> Result<Vec<Round>, DeskError> {
    let rounds = servers(view)?;
    if rounds.is_empty() {
        return Err(DeskError::invalid("target", "this library knows no server yet; add one first"));
    }
    Ok(rounds)
}

/// Adds an article to the servers that this says; false where it says none.
fn put_down(rounds: &mut [Round], id: ArticleId, belongs: impl Fn(&Target) -> bool) -> bool {
    let mut at = rounds.iter_mut().filter(|(target, _)| belongs(target)).peekable();
    let is_one = at.peek().is_some();
    at.filter(|(_, ids)| !ids.contains(&id)).for_each(|(_, ids)| ids.push(id));
    is_one
}

fn without_idle(mut rounds: Vec<Round>) -> Vec<Round> {
    rounds.retain(|(_, ids)| !ids.is_empty());
    rounds
}
