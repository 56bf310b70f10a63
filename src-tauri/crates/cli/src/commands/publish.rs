//! Publishing to servers, and asking whether one is ready for it.

use std::collections::HashSet;

use galley_desk::domain::{ArticleId, Target, TargetKind};
use galley_desk::publish::{
    Passwords as _, Ran, Round, Runner, Secret, Session, Take, Text, Wish, keychain, recipe_lacks,
};
use galley_desk::wire::{
    Comparison, Failure, JobStateWord, NoteName, OfPassword, Plan, PlanStep, Publication, PublishState,
    PublishStep,
};
use galley_desk::{Code, Desk, DeskError, places};
use serde_json::json;

use super::secrets::{Given, password, passwords};
use super::{count, doctor, theirs};
use crate::args::{Publish, Unpublish};
use crate::output::Output;
use crate::trouble::{DONE, FAILED, Trouble, advised};

pub(super) fn publish(desk: &mut Desk, publish: &Publish, out: &mut Output) -> Result<u8, Trouble> {
    let target = publish.target.as_deref().map(|name| desk.find_target(Some(name))).transpose()?;
    let ids = meant(desk, &publish.articles)?;
    if publish.theirs || publish.merge {
        let target =
            target.ok_or_else(|| Trouble::Usage("from which target? Name it with --target".to_owned()))?;
        let session = Session::new(&target, password(&target)?.secret)?;
        let take = if publish.merge { Take::Merge } else { Take::All };
        return theirs::take(desk, &ids, &session, &take, out);
    }
    let rounds = match target {
        Some(target) if ids.is_empty() => desk.rounds_of_all_behind(Some(&target))?,
        Some(target) => vec![(target, ids)],
        None if ids.is_empty() => desk.rounds_of_all_behind(None)?,
        None if publish.plan => desk.rounds_to_plan(&ids, Text::Released)?,
        None => desk.rounds(&ids, Text::Released)?,
    };
    if rounds.is_empty() {
        let nothing = "Nothing to publish: what is released stands where it belongs.";
        out.answer(&json!({ "publications": [] }), |out| out.line(nothing))?;
        return Ok(DONE);
    }
    if publish.plan {
        return plan(desk, &rounds, publish.mine, out);
    }
    queue(desk, &rounds, Wish::Publish, publish.mine, publish.later, out)
}

/// What would be done, and what stops it; where someone was there meanwhile, what they changed.
fn plan(desk: &mut Desk, rounds: &[Round], mine: bool, out: &mut Output) -> Result<u8, Trouble> {
    let passwords = passwords(rounds)?;
    let plans = desk.plan(rounds, Text::Released, mine, &passwords)?;
    let mut comparisons = Vec::new();
    for plan in plans.iter().filter(|plan| plan.step == PlanStep::Changed) {
        let target = desk.find_target(Some(&plan.target_id))?;
        let session = Session::new(&target, passwords.of(&target).unwrap_or_else(|| Secret::new("")))?;
        let id = desk.find_article(&plan.article)?;
        let theirs = desk.read_theirs(id, &session)?;
        comparisons.push(desk.compare_theirs(id, &theirs)?);
    }
    planned(&plans, &comparisons, out)
}

/// Says plans, and by its exit code whether something stops one.
fn planned(plans: &[Plan], comparisons: &[Comparison], out: &mut Output) -> Result<u8, Trouble> {
    out.answer(&json!({ "publications": plans, "comparisons": comparisons }), |out| {
        plans.iter().try_for_each(|plan| print_plan(plan, out))?;
        comparisons.iter().try_for_each(|comparison| theirs::print(comparison, out))
    })?;
    let stopped: Vec<_> = plans.iter().filter_map(|plan| plan.stops.first()).collect();
    // The gate's word is the one that the exit code says.
    let first = stopped.iter().find(|stop| stop.code == Code::Gate).or(stopped.first());
    match first {
        None => Ok(DONE),
        Some(first) if plans.len() == 1 => Err(Trouble::Stopped((*first).clone())),
        Some(first) => {
            let message = format!("{} of {} would not go out; each says why", stopped.len(), plans.len());
            Err(Trouble::Stopped(Failure { message, ..(*first).clone() }))
        }
    }
}

pub(super) fn unpublish(desk: &mut Desk, unpublish: &Unpublish, out: &mut Output) -> Result<u8, Trouble> {
    let ids = unpublish.articles.iter().map(|name| desk.find_published(name));
    let ids = ids.collect::<Result<Vec<_>, _>>()?;
    let rounds = match &unpublish.target {
        Some(name) => vec![(desk.find_target(Some(name))?, ids)],
        None => desk.rounds_where_they_stand(&ids, unpublish.delete)?,
    };
    if unpublish.plan {
        let plans = desk.plan_taking_off(&rounds, unpublish.delete, &passwords(&rounds)?)?;
        return planned(&plans, &[], out);
    }
    queue(desk, &rounds, Wish::Remove, unpublish.delete, unpublish.later, out)
}

fn meant(desk: &Desk, articles: &[String]) -> Result<Vec<ArticleId>, DeskError> {
    articles.iter().map(|name| desk.find_article(name)).collect()
}

pub(super) fn test(target: &Target, out: &mut Output) -> Result<u8, Trouble> {
    let Given { secret, is_typed } = password(target)?;
    let report = Session::new(target, secret.clone())?.examine();
    let is_taken = matches!(report.of_password(), OfPassword::Proven | OfPassword::Unproven);
    let is_kept = is_typed && is_taken && keychain::keep(&keychain::Whose::of(target), &secret);
    let lacks = recipe_lacks(target);
    let answer =
        json!({ "account": report.account, "steps": report.steps, "lacks": lacks, "passwordKept": is_kept });
    out.answer(&answer, |out| {
        out.line(format!("{}:", target.name))?;
        for step in &report.steps {
            out.line(doctor::line(step, report.account.as_deref()))?;
        }
        lacks.iter().try_for_each(|lack| out.line(format!("  {lack}")))?;
        match (is_kept, is_typed && is_taken) {
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
    rounds: &[Round],
    wish: Wish,
    mine: bool,
    later: bool,
    out: &mut Output,
) -> Result<u8, Trouble> {
    let settings = places::settings();
    let queue_by_hand = |desk: &mut Desk| {
        desk.queue_by_hand(settings.as_deref(), |desk| desk.queue_rounds(rounds, wish, mine))
    };
    if later {
        let jobs = queue_by_hand(desk)?;
        out.answer(&json!({ "queued": jobs }), |out| {
            out.line(format!(
                "{} in the outbox. `galley outbox run` sends it.",
                count(jobs.len(), "job", "jobs")
            ))
        })?;
        return Ok(DONE);
    }
    let passwords = passwords(rounds)?;
    let (mut runner, mut done, mut troubles) = (Runner::default(), Vec::new(), Vec::new());
    // Servers that cannot now are not asked for each article.
    let mut idle = HashSet::new();
    let targets = rounds.iter().flat_map(|(target, ids)| ids.iter().map(move |_| target.id));
    for (target, job) in targets.zip(queue_by_hand(desk)?) {
        if idle.contains(&target) {
            continue;
        }
        let Some(Ran { job, outcome }) = runner.next(desk, Some(job), &passwords)? else {
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
                if job.is_some_and(|job| job.state == JobStateWord::Waiting) {
                    out.aside("galley: it stays in the outbox; `galley outbox run` goes on with it.")?;
                    idle.insert(target);
                }
                troubles.push(error);
            }
        }
    }
    if troubles.is_empty() {
        out.answer(&json!({ "publications": done }), |_| Ok(()))?;
        return Ok(DONE);
    }
    // What did go out is said, too.
    if !done.is_empty() {
        out.answer(&json!({ "publications": done }), |_| Ok(()))?;
    }
    let last = troubles.pop();
    troubles.iter().try_for_each(|trouble| out.aside(&format!("galley: {trouble}")))?;
    last.map_or(Ok(DONE), |error| Err(error.into()))
}

fn print_plan(plan: &Plan, out: &mut Output) -> Result<(), Trouble> {
    let what = match plan.step {
        PlanStep::Create => "would be published",
        PlanStep::Update => "would be updated",
        PlanStep::Nothing => "as it is there already, nothing would be sent",
        PlanStep::Wait => "would wait here until its time, and go out then",
        PlanStep::Changed => "nothing would be sent: someone changed it there",
        PlanStep::Gone => "nothing would be sent: someone removed it there",
        PlanStep::Remove if plan.notes.iter().any(|note| note.word == NoteName::IsDeleted) => {
            "would be deleted"
        }
        PlanStep::Remove => "would be taken off",
        PlanStep::Absent => "it does not stand there, nothing would be done",
        PlanStep::Stopped => "would not go out",
    };
    let of = [&plan.headline, &plan.article, &plan.target];
    out.line(sentence(of, what, plan.uploads, "", plan.url.as_deref()))?;
    for (made, one, many) in [(&plan.categories, "category", "categories"), (&plan.tags, "tag", "tags")] {
        if !made.is_empty() {
            let noun = if made.len() == 1 { one } else { many };
            out.line(format!("  would make the {noun} {}", made.join(", ")))?;
        }
    }
    plan.stops.iter().try_for_each(|stop| out.line(format!("  {}", advised(stop))))?;
    plan.notes.iter().try_for_each(|note| out.line(format!("  {}", note.text)))
}

pub(super) fn print(one: &Publication, out: &mut Output) -> Result<(), Trouble> {
    let what = match (one.step, one.state) {
        // It waits for its time.
        (_, PublishState::Planned) => "would be published",
        (PublishStep::Create, _) => "published",
        (PublishStep::Update, _) => "updated",
        (PublishStep::Remove, _) if one.for_good => "deleted",
        (PublishStep::Remove, _) => "taken off",
        (PublishStep::Nothing, _) => "as it is there already, nothing sent",
    };
    let proof = match one.state {
        PublishState::Verified if one.step == PublishStep::Remove => "; readers get it no longer",
        PublishState::Verified if one.notes.is_empty() => "; read back",
        PublishState::Verified => "; read back, and not all of it as it was sent",
        PublishState::Sent if one.live_at.is_some() => "; the site shows it at its time",
        PublishState::Sent if one.step != PublishStep::Remove => "; sent, not seen by readers",
        _ => "",
    };
    let of = [&one.headline, &one.article, &one.target];
    out.line(sentence(of, what, one.uploads, proof, one.url.as_deref()))?;
    one.notes.iter().try_for_each(|note| out.line(format!("  {note}")))
}

/// What is or would be done to an article at a target, in one line. One without a headline is known by its id.
fn sentence(
    [headline, id, target]: [&String; 3],
    what: &str,
    pictures: usize,
    proof: &str,
    url: Option<&str>,
) -> String {
    let article = if headline.is_empty() { id } else { headline };
    let pictures = match pictures {
        0 => String::new(),
        pictures => format!(", {}", count(pictures, "picture", "pictures")),
    };
    let url = url.map(|url| format!(": {url}")).unwrap_or_default();
    format!("{article}, {target}: {what}{pictures}{proof}{url}")
}

/// Where a server stands, and who writes there.
pub(super) fn address_of(target: &Target) -> (&str, &str) {
    let user = if let TargetKind::Http(http) = &target.kind { http.user.as_str() } else { "" };
    (target.kind.address().unwrap_or_default(), user)
}
