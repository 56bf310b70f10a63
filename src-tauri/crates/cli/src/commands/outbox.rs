//! The outbox: what waits, doing it, trying it again, taking it out.

use std::time::Duration;

use galley_desk::domain::TimeZone;
use galley_desk::publish::{Ran, Runner};
use galley_desk::wire::{JobStateWord, OutboxCounts, OutboxItem, OutboxPage, WhyWord, WishWord};
use galley_desk::{Desk, DeskError};
use serde_json::json;

use super::publish::print;
use super::secrets::{Known, whose};
use super::{Place, count, moment};
use crate::args::Outbox;
use crate::output::Output;
use crate::trouble::{DONE, FAILED, Trouble};

/// How often one who stays looks whether something is due.
const LOOK_EVERY: Duration = Duration::from_millis(500);

pub(super) fn outbox(at: &Place, command: &Outbox, out: &mut Output) -> Result<u8, Trouble> {
    match command {
        Outbox::List => list(&at.read()?, out),
        Outbox::Run { wait, password_of } => {
            let mut desk = at.write(out)?;
            let known = Known { variable_of: whose(&desk, password_of.as_deref())? };
            run(&mut desk, &known, *wait, out)
        }
        Outbox::Retry { jobs } => retry(&mut at.write(out)?, jobs, out),
        Outbox::Cancel { jobs } => {
            let mut desk = at.write(out)?;
            let jobs = if jobs.is_empty() {
                desk.cancel_all_jobs()?
            } else {
                jobs.iter().try_for_each(|job| desk.cancel_job(*job))?;
                jobs.clone()
            };
            out.answer(&json!({ "cancelled": jobs }), |out| {
                out.line(format!("{} taken out.", count(jobs.len(), "job", "jobs")))
            })?;
            Ok(DONE)
        }
    }
}

fn list(desk: &Desk, out: &mut Output) -> Result<u8, Trouble> {
    let (page, zone) = (desk.outbox_page()?, desk.settings()?.time_zone);
    let OutboxPage { jobs, counts } = &page;
    out.answer(&page, |out| {
        if jobs.is_empty() {
            return out
                .aside("The outbox is empty. `galley publish ARTICLE --target T --later` puts a job there.");
        }
        jobs.iter().try_for_each(|job| line(job, zone, out))?;
        match (counts.all as usize).saturating_sub(jobs.len()) {
            0 => Ok(()),
            more => {
                let more = count(more, "job is", "jobs are");
                let OutboxCounts { all, failed, .. } = counts;
                let needs = if *failed == 1 { "needs" } else { "need" };
                out.line(format!("{more} not listed here. {failed} of all {all} {needs} attention."))
            }
        }
    })?;
    Ok(DONE)
}

fn line(job: &OutboxItem, zone: TimeZone, out: &mut Output) -> Result<(), Trouble> {
    let wish = match job.wish {
        WishWord::Publish => "to",
        WishWord::Remove | WishWord::Hold => "off",
    };
    let mut standing = standing(job, zone);
    if job.overdue {
        standing = format!("OVERDUE since {}; {standing}", moment(&job.meant_for, zone));
    }
    out.line(format!("{:>5}  {} {wish} {}: {standing}", job.id, job.headline, job.target_name))?;
    let mut detail = job.detail.iter().flat_map(|detail| detail.lines());
    detail.try_for_each(|detail| out.line(format!("       {detail}")))
}

/// What a job does or waits for.
fn standing(job: &OutboxItem, zone: TimeZone) -> String {
    let at = moment(&job.due, zone);
    match (job.state, job.why) {
        (JobStateWord::Done, _) => "done".to_owned(),
        (JobStateWord::Running, _) => "at work".to_owned(),
        (JobStateWord::Failed, _) => "needs attention".to_owned(),
        (_, None) => "waits its turn".to_owned(),
        (_, Some(WhyWord::Offline)) => format!("waits for the network, asked again at {at}"),
        (_, Some(WhyWord::Password)) => "waits for its password: `galley target test` takes it".to_owned(),
        (_, Some(WhyWord::Scheduled)) if job.overdue && job.url.is_some() => {
            format!("the site does not show it, looked at again {at}")
        }
        (_, Some(WhyWord::Scheduled)) if job.change => format!("its change goes out at {at}"),
        (_, Some(WhyWord::Scheduled)) if job.url.is_none() => format!("waits here, goes out at {at}"),
        (_, Some(WhyWord::Scheduled)) => format!("the site shows it at its time, looked at {at}"),
        (_, Some(WhyWord::Unseen)) => format!("readers do not get it yet, looked at again {at}"),
        (_, Some(WhyWord::Stranger)) => {
            format!("someone else answers there, asked again at {at}; does this network want you to sign in?")
        }
        (_, Some(_)) => format!("waits until {at}"),
    }
}

fn run(desk: &mut Desk, known: &Known, wait: bool, out: &mut Output) -> Result<u8, Trouble> {
    let mut runner = Runner::default();
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    loop {
        while let Some(Ran { job, outcome }) = runner.next(desk, None, known)? {
            match outcome {
                Ok(publication) => {
                    if !out.is_json() {
                        print(&publication, out)?;
                        out.flush()?;
                    }
                    done.push(publication);
                }
                Err(DeskError::Cancelled) => {}
                Err(error) if job.as_ref().is_some_and(|job| job.state == JobStateWord::Waiting) => {
                    out.aside(&format!("galley: {error}. It waits."))?;
                }
                Err(error) => {
                    out.aside(&format!("galley: {error}."))?;
                    failed.extend(job);
                }
            }
        }
        if !wait || desk.open_jobs()? == 0 {
            break;
        }
        std::thread::sleep(LOOK_EVERY);
    }
    let waiting = desk.open_jobs()?;
    out.answer(&json!({ "publications": done, "failed": failed, "waiting": waiting }), |out| {
        if waiting > 0 {
            let left = count(waiting as usize, "job waits", "jobs wait");
            return out.line(format!("{left}. `galley outbox list` says for what."));
        }
        if done.is_empty() && failed.is_empty() { out.line("Nothing is due.") } else { Ok(()) }
    })?;
    Ok(if failed.is_empty() { DONE } else { FAILED })
}

fn retry(desk: &mut Desk, jobs: &[i64], out: &mut Output) -> Result<u8, Trouble> {
    let jobs = if jobs.is_empty() {
        desk.retry_all_jobs()?
    } else {
        jobs.iter().try_for_each(|job| desk.retry_job(*job))?;
        jobs.to_vec()
    };
    out.answer(&json!({ "queued": jobs }), |out| {
        let words = count(jobs.len(), "job is", "jobs are");
        out.line(format!("{words} due now. `galley outbox run` does it."))
    })?;
    Ok(DONE)
}
