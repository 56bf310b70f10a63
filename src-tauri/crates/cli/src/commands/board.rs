//! What is live where.

use galley_desk::domain::{Status, TimeZone};
use galley_desk::wire::{BoardLine, BoardPlace, StandingWord};
use galley_desk::{Desk, DeskError};

use super::moment;
use super::read::NO_HEADLINE;
use crate::args::Board;
use crate::output::Output;
use crate::trouble::{DONE, Trouble};

pub(super) fn board(desk: &Desk, which: &Board, out: &mut Output) -> Result<u8, Trouble> {
    let after = which.after.as_deref().map(str::parse).transpose();
    let after = after.map_err(|why| DeskError::invalid("--after", why))?;
    let board = desk.board(after, which.troubled)?;
    let zone = desk.settings()?.time_zone;
    out.answer(&board, |out| {
        if board.articles.is_empty() && which.troubled {
            return out.aside("Nothing to look at: what servers have is what is published here.");
        }
        if board.articles.is_empty() {
            return out
                .aside("No server has an article of this library so far. `galley publish` sends some.");
        }
        board.articles.iter().try_for_each(|line| print(line, &board.servers, zone, out))?;
        let Some(next) = &board.next else { return Ok(()) };
        let only = if which.troubled { " --troubled" } else { "" };
        out.aside(&format!("There are more: galley board{only} --after {next}"))
    })?;
    Ok(DONE)
}

fn print(line: &BoardLine, servers: &[String], zone: TimeZone, out: &mut Output) -> Result<(), Trouble> {
    let headline = match line.headline.as_deref() {
        None => &line.id,
        Some("") => NO_HEADLINE,
        Some(headline) => headline,
    };
    out.pieces([(headline, true), (here(line), false)].into_iter())?;
    for (server, place) in servers.iter().zip(&line.places) {
        let Some(standing) = place.standing else { continue };
        out.line(format!("    {server}: {}{}", words(standing), facts(place, zone)))?;
    }
    Ok(())
}

/// What is said of one that a server has, and that is not out here.
fn here(line: &BoardLine) -> &'static str {
    match line.status.map(Status::from) {
        None => "  in this library no longer; `galley unpublish` takes it off by this id",
        Some(_) if line.trashed => "  in the trash here",
        Some(Status::Published | Status::Scheduled) => "",
        Some(_) => "  not published here",
    }
}

const fn words(standing: StandingWord) -> &'static str {
    match standing {
        StandingWord::Failed => "needs attention",
        StandingWord::Overdue => "OVERDUE",
        StandingWord::Waiting => "on its way",
        StandingWord::Changed => "an older text",
        StandingWord::Sent => "sent, not seen by readers",
        StandingWord::Noted => "live, not all as it was sent",
        StandingWord::Verified => "live",
    }
}

/// When something last went there, and where readers find it.
fn facts(place: &BoardPlace, zone: TimeZone) -> String {
    let at = place.at.as_ref().map(|at| format!(", {}", moment(at, zone))).unwrap_or_default();
    let url = place.url.as_ref().map(|url| format!(": {url}")).unwrap_or_default();
    at + &url
}
