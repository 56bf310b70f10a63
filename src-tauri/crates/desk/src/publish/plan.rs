//! Plans: what publishing would do, said before it is done. What stops it is part of the answer, so that one article does not end the
//! plan of the others.

use galley_domain::{Article, ArticleId, MoveError, RevisionNumber, Target};
use galley_publish::{PublishError, Secret, keeps_time};

use super::WAS_REMOVED;
use super::everywhere::Round;
use super::job::Job;
use super::runner::Passwords;
use super::session::Session;
use crate::article::must_be_at_hand;
use crate::check::{NO_HEADLINE, check_article, gate};
use crate::wire::{Failure, Plan, PlanStep, PublishState, time};
use crate::{Code, Desk, DeskError};

/// Which text of an article a plan is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// The released one.
    Released,
    /// The working text, as it would be released.
    Working,
}

/// A sitting at a server for a plan; once it does not go on there, why.
pub(super) type Sitting = Result<(Session, Secret), Failure>;

impl Desk {
    /// Says what publishing would do at each server. Nothing is changed, here or there. `mine`: over what someone changed there.
    ///
    /// # Errors
    /// [`DeskError::Unknown`], [`DeskError::Store`]; what stops an article, or what is wrong with a server, is in its plan.
    pub fn plan(
        &mut self,
        rounds: &[Round],
        text: Text,
        mine: bool,
        passwords: &dyn Passwords,
    ) -> Result<Vec<Plan>, DeskError> {
        plan_rounds(rounds, passwords, |(id, rest), target, sitting| {
            if let Ok((session, _)) = &sitting {
                session.turn_of(id, || Ok(rest.to_vec()))?;
            }
            self.plan_one(id, target, sitting, text, mine)
        })
    }

    fn plan_one(
        &mut self,
        id: ArticleId,
        target: &Target,
        sitting: &mut Sitting,
        text: Text,
        mine: bool,
    ) -> Result<Plan, DeskError> {
        let mut article = self.article(id)?;
        let mut plan = blank(id, target, article.content.headline.clone());
        if text == Text::Working && article.is_unreleased() {
            let stops = self.stops(&article)?;
            if !stops.is_empty() {
                plan.stops = stops.iter().map(Failure::from).collect();
                return Ok(plan);
            }
            article.publish_at = article.publish_at.or(Some(self.now()));
            // One that no server has.
            (article.released, article.pending, article.changed_since_release) =
                (Some(RevisionNumber(u32::MAX)), None, false);
        }
        let outgoing = match self.due_of(article.clone(), target) {
            Ok(outgoing) => outgoing,
            Err(held @ DeskError::NotOut { .. }) => {
                // Its checks are named all, so that one round of mending does.
                let checks = self.checked(article).map(|(_, checks)| checks).unwrap_or_default();
                let stops = if checks.is_empty() { vec![held] } else { checks };
                plan.stops = stops.iter().map(Into::into).collect();
                return Ok(plan);
            }
            Err(other) => return Err(other),
        };
        plan.headline.clone_from(&outgoing.content.headline);
        if outgoing.published_at > self.now() && !keeps_time(&target.kind) {
            plan.step = PlanStep::Wait;
            plan.live_at = Some(time(outgoing.published_at));
            return Ok(plan);
        }
        let planned = match sitting {
            Ok((session, _)) => Job::new(self, session, outgoing, mine, None).plan(plan.clone()),
            Err(failure) => {
                plan.stops = vec![failure.clone()];
                return Ok(plan);
            }
        };
        match planned {
            Ok(planned) => return Ok(planned),
            Err(error @ (DeskError::Publish(_) | DeskError::ChangedThere { .. })) => {
                let failure = Failure::from(&error);
                match error {
                    DeskError::ChangedThere { what, .. } => {
                        plan.step = if what == WAS_REMOVED { PlanStep::Gone } else { PlanStep::Changed };
                    }
                    // It is the server's trouble: it is not asked again for each article.
                    DeskError::Publish(error) if is_of_server(&error) => *sitting = Err(failure.clone()),
                    _ => {}
                }
                plan.stops = vec![failure];
            }
            Err(other) => return Err(other),
        }
        Ok(plan)
    }

    /// What would stop a release of the working text, each thing by itself.
    fn stops(&self, article: &Article) -> Result<Vec<DeskError>, DeskError> {
        let review = self.settings()?.review;
        let rules = must_be_at_hand(article).and_then(|()| article.stage.may_release(review));
        let mut stops: Vec<DeskError> = rules.err().map(Into::into).into_iter().collect();
        for finding in check_article(&self.view(), article, None)?.into_iter().filter(|finding| finding.stops)
        {
            stops.push(if finding.check == NO_HEADLINE {
                MoveError::NoHeadline.into()
            } else {
                gate(finding)
            });
        }
        Ok(stops)
    }
}

/// Makes the plans of all rounds, each server's in one sitting: of one article, with it those of the round that are not planned yet.
pub(super) fn plan_rounds(
    rounds: &[Round],
    passwords: &dyn Passwords,
    mut plan: impl FnMut((ArticleId, &[ArticleId]), &Target, &mut Sitting) -> Result<Plan, DeskError>,
) -> Result<Vec<Plan>, DeskError> {
    let mut plans = Vec::new();
    for (target, ids) in rounds {
        let mut sitting = sit(target, passwords);
        let secret = sitting.as_ref().ok().map(|(_, secret)| secret.clone());
        for (at, id) in ids.iter().enumerate() {
            let made = plan((*id, &ids[at..]), target, &mut sitting)?;
            tell_whether_taken(passwords, target, secret.as_ref(), &made);
            plans.push(made);
        }
    }
    Ok(plans)
}

fn sit(target: &Target, passwords: &dyn Passwords) -> Sitting {
    let seated =
        passwords.needed(target).and_then(|secret| Ok((Session::new(target, secret.clone())?, secret)));
    seated.map_err(|error| Failure::from(&error))
}

/// A plan of which nothing is known yet.
pub(super) fn blank(id: ArticleId, target: &Target, headline: String) -> Plan {
    Plan {
        target: target.name.clone(),
        target_id: target.id.to_string(),
        article: id.to_string(),
        headline,
        step: PlanStep::Stopped,
        state: PublishState::Planned,
        uploads: 0,
        categories: Vec::new(),
        tags: Vec::new(),
        url: None,
        live_at: None,
        notes: Vec::new(),
        stops: Vec::new(),
    }
}

/// What a plan found out about the password with which its server was asked.
fn tell_whether_taken(passwords: &dyn Passwords, target: &Target, secret: Option<&Secret>, plan: &Plan) {
    match secret {
        Some(secret) if was_answered(plan) => passwords.tried(target, secret, true),
        Some(secret) if plan.stops.iter().any(|stop| stop.code == Code::SignIn) => {
            passwords.tried(target, secret, false);
        }
        _ => {}
    }
}

/// Whether the server said what it has.
fn was_answered(plan: &Plan) -> bool {
    use PlanStep::{Absent, Changed, Create, Gone, Nothing, Remove, Update};
    matches!(plan.step, Create | Update | Nothing | Changed | Gone | Remove | Absent)
}

/// Whether the next article would meet the same.
pub(super) fn is_of_server(error: &PublishError) -> bool {
    matches!(
        error,
        PublishError::Unreachable { .. }
            | PublishError::SignIn { .. }
            | PublishError::Private { .. }
            | PublishError::Certificate { .. }
            | PublishError::Address { .. }
            | PublishError::Busy { .. }
    )
}
