//! Publishing to servers, and asking whether one is ready for it.

use std::io::{BufRead, IsTerminal, stdin};

use galley_desk::domain::{ArticleId, Target, TargetId, TargetKind};
use galley_desk::publish::{
    Passwords, Ran, Runner, Secret, Session, Take, Wish, keychain, needs_secret, recipe_lacks,
};
use galley_desk::wire::{JobStateWord, Publication, PublishState, PublishStep};
use galley_desk::{Desk, DeskError};
use serde_json::json;

use super::{count, doctor, theirs};
use crate::args::{Publish, Unpublish};
use crate::output::Output;
use crate::trouble::{DONE, FAILED, Trouble};

/// The variable that holds a password: what stands on a command line is seen by every program of the machine.
const PASSWORD: &str = "GALLEY_PASSWORD";

pub(super) fn publish(desk: &mut Desk, publish: &Publish, out: &mut Output) -> Result<u8, Trouble> {
    let target = desk.find_target(Some(&publish.target))?;
    let ids = meant(desk, &publish.articles)?;
    if !(publish.plan || publish.theirs || publish.merge) {
        return queue(desk, &target, &ids, Wish::Publish, publish.mine, publish.later, out);
    }
    let session = Session::new(&target, password(&target)?.secret)?;
    match (publish.theirs, publish.merge) {
        (true, _) => theirs::take(desk, &ids, &session, &Take::All, out),
        (_, true) => theirs::take(desk, &ids, &session, &Take::Merge, out),
        _ => plan(desk, &ids, &session, publish.mine, out),
    }
}

/// What would be done; where someone was there meanwhile, what they changed, and then the reason why nothing would be.
fn plan(
    desk: &mut Desk,
    ids: &[ArticleId],
    session: &Session,
    mine: bool,
    out: &mut Output,
) -> Result<u8, Trouble> {
    let (mut plans, mut comparisons, mut trouble) = (Vec::new(), Vec::new(), None);
    for id in ids {
        match desk.plan_publish(*id, session, mine) {
            Ok(plan) => plans.push(plan),
            Err(changed @ DeskError::ChangedThere { .. }) => {
                // One that is gone there has nothing to be compared with.
                match desk.read_theirs(*id, session) {
                    Ok(theirs) => comparisons.push(desk.compare_theirs(*id, &theirs)?),
                    Err(DeskError::ChangedThere { .. }) => {}
                    Err(other) => return Err(other.into()),
                }
                trouble = trouble.or(Some(changed));
            }
            Err(other) => return Err(other.into()),
        }
    }
    out.answer(&json!({ "publications": plans, "comparisons": comparisons }), |out| {
        plans.iter().try_for_each(|plan| print(plan, out))?;
        comparisons.iter().try_for_each(|comparison| theirs::print(comparison, out))
    })?;
    trouble.map_or(Ok(DONE), |changed| Err(changed.into()))
}

pub(super) fn unpublish(desk: &mut Desk, unpublish: &Unpublish, out: &mut Output) -> Result<u8, Trouble> {
    let target = desk.find_target(Some(&unpublish.target))?;
    let ids = meant(desk, &unpublish.articles)?;
    queue(desk, &target, &ids, Wish::Remove, false, unpublish.later, out)
}

fn meant(desk: &Desk, articles: &[String]) -> Result<Vec<ArticleId>, DeskError> {
    articles.iter().map(|name| desk.find_article(name)).collect()
}

pub(super) fn test(target: &Target, out: &mut Output) -> Result<u8, Trouble> {
    let Given { secret, is_typed } = password(target)?;
    let report = Session::new(target, secret.clone())?.examine();
    let is_kept = is_typed && report.account.is_some() && keychain::keep(target.id, &secret);
    let lacks = recipe_lacks(target);
    let answer =
        json!({ "account": report.account, "steps": report.steps, "lacks": lacks, "passwordKept": is_kept });
    out.answer(&answer, |out| {
        out.line(format!("{}:", target.name))?;
        for step in &report.steps {
            out.line(doctor::line(step, report.account.as_deref()))?;
        }
        lacks.iter().try_for_each(|lack| out.line(format!("  {lack}")))?;
        match (is_kept, is_typed && report.account.is_some()) {
            (true, _) => out.line("  The password is in the system's keychain now."),
            (_, true) => out.line("  This system has no keychain that answers: the password is not kept."),
            _ => Ok(()),
        }
    })?;
    Ok(if report.is_good() { DONE } else { FAILED })
}

/// Queues a job for each, and does them unless that is for later. What cannot be done now stays in the outbox.
fn queue(
    desk: &mut Desk,
    target: &Target,
    ids: &[ArticleId],
    wish: Wish,
    mine: bool,
    later: bool,
    out: &mut Output,
) -> Result<u8, Trouble> {
    if later {
        let jobs = desk.queue(ids, target, wish, mine)?;
        out.answer(&json!({ "queued": jobs }), |out| {
            out.line(format!(
                "{} in the outbox. `galley outbox run` sends it.",
                count(jobs.len(), "job", "jobs")
            ))
        })?;
        return Ok(DONE);
    }
    let given = One { target: target.id, secret: password(target)?.secret };
    let (mut runner, mut done, mut trouble) = (Runner::default(), Vec::new(), None);
    for job in desk.queue(ids, target, wish, mine)? {
        let Some(Ran { job, outcome }) = runner.next(desk, Some(job), &given)? else {
            out.aside("galley: another program is at it; it does this too.")?;
            continue;
        };
        match outcome {
            Ok(publication) => {
                if !out.is_json() {
                    print(&publication, out)?;
                    out.flush()?;
                }
                done.push(publication);
            }
            Err(error) => {
                trouble = trouble.or(Some(error));
                if job.is_some_and(|job| job.state == JobStateWord::Waiting) {
                    out.aside("galley: it stays in the outbox; `galley outbox run` goes on with it.")?;
                    break;
                }
            }
        }
    }
    if let Some(error) = trouble {
        return Err(error.into());
    }
    out.answer(&json!({ "publications": done }), |_| Ok(()))?;
    Ok(DONE)
}

/// The password of one target.
struct One {
    target: TargetId,
    secret: Secret,
}

impl Passwords for One {
    fn of(&self, target: &Target) -> Option<Secret> {
        (target.id == self.target).then(|| self.secret.clone())
    }
}

pub(super) fn print(one: &Publication, out: &mut Output) -> Result<(), Trouble> {
    let planned = one.state == PublishState::Planned;
    let what = match (one.step, planned) {
        (PublishStep::Create, true) => "would be published",
        (PublishStep::Update, true) => "would be updated",
        (PublishStep::Create, false) => "published",
        (PublishStep::Update, false) => "updated",
        (PublishStep::Remove, _) => "taken off",
        (PublishStep::Nothing, _) => "as it is there already, nothing sent",
    };
    let pictures = match one.uploads {
        0 => String::new(),
        uploads => format!(", {}", count(uploads, "picture", "pictures")),
    };
    let proof = match one.state {
        PublishState::Verified => "; read back",
        PublishState::Sent if one.live_at.is_some() => "; the site shows it at its time",
        PublishState::Sent if one.step != PublishStep::Remove => "; sent, not seen by readers",
        _ => "",
    };
    let url = one.url.as_ref().map(|url| format!(": {url}")).unwrap_or_default();
    out.line(format!("{}, {}: {what}{pictures}{proof}{url}", one.headline, one.target))?;
    one.notes.iter().try_for_each(|note| out.line(format!("  {note}")))
}

/// Passwords that need no one to type them: the variable's and the keychain's.
pub(super) struct AtHand;

impl Passwords for AtHand {
    fn of(&self, target: &Target) -> Option<Secret> {
        let set = std::env::var(PASSWORD).ok().filter(|password| !password.is_empty());
        set.map(Secret::new).or_else(|| keychain::find(target.id))
    }
}

/// A password, and whether it came from where nothing is kept.
pub(super) struct Given {
    pub(super) secret: Secret,
    is_typed: bool,
}

/// Where a server stands, and who writes there.
pub(super) fn address_of(target: &Target) -> (&str, &str) {
    let user = if let TargetKind::Http(http) = &target.kind { http.user.as_str() } else { "" };
    (target.kind.address().unwrap_or_default(), user)
}

/// The one at hand, or from the keyboard or a pipe.
pub(super) fn password(target: &Target) -> Result<Given, Trouble> {
    if !needs_secret(&target.kind) {
        return Ok(Given { secret: Secret::new(""), is_typed: false });
    }
    if let Some(secret) = AtHand.of(target) {
        return Ok(Given { secret, is_typed: false });
    }
    let typed = if stdin().is_terminal() {
        rpassword::prompt_password(format!("Password for {}: ", target.name))?
    } else {
        let mut line = String::new();
        stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\n', '\r']).to_owned()
    };
    if typed.is_empty() {
        return Err(Trouble::Usage(format!("which password? Set {PASSWORD}, or type it")));
    }
    Ok(Given { secret: Secret::new(typed), is_typed: true })
}
