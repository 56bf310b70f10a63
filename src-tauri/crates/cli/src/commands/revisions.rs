//! An article's past.

use galley_desk::Desk;
use galley_desk::domain::{RevisionNumber, TimeZone};
use galley_desk::wire::RevisionView;
use serde_json::json;

use super::{count, moment};
use crate::args::{Keep, RestoreRevision};
use crate::output::Output;
use crate::trouble::{DONE, Trouble};

pub(super) fn history(desk: &Desk, article: &str, out: &mut Output) -> Result<u8, Trouble> {
    let revisions = desk.history(desk.find_article(article)?)?;
    let zone = desk.settings()?.time_zone;
    out.answer(&json!({ "revisions": revisions }), |out| {
        if revisions.is_empty() {
            return out.aside(
                "No revision yet: one is kept before the text is overwritten, and when it is released.",
            );
        }
        out.table(&revisions.iter().map(|revision| line(revision, zone)).collect::<Vec<_>>())
    })?;
    Ok(DONE)
}

/// A revision in columns: number, time, author, why it was kept, words, headline.
fn line(revision: &RevisionView, zone: TimeZone) -> [String; 6] {
    let mut why = revision.reason.to_owned();
    if let Some(name) = &revision.name {
        why = format!("{why} {name:?}");
    }
    if revision.released {
        why.push_str(" (goes out)");
    }
    if let Some(at) = &revision.goes_out {
        why = format!("{why} (goes out {})", moment(at, zone));
    }
    let author = if revision.author.is_empty() { "-" } else { &revision.author };
    let words = count(revision.words as usize, "word", "words");
    let (number, made) = (revision.number.to_string(), moment(&revision.made, zone));
    [number, made, author.to_owned(), why, words, revision.headline.clone()]
}

pub(super) fn keep(desk: &mut Desk, keep: &Keep, out: &mut Output) -> Result<u8, Trouble> {
    let id = desk.find_article(&keep.which.article)?;
    let number = desk.keep_revision(id, &keep.name)?.output.0;
    out.answer(&json!({ "id": id.to_string(), "revision": number, "name": keep.name }), |out| {
        out.line(format!("Kept as revision {number}, {:?}. A named revision stays for good.", keep.name))
    })?;
    Ok(DONE)
}

pub(super) fn restore(desk: &mut Desk, restore: &RestoreRevision, out: &mut Output) -> Result<u8, Trouble> {
    let id = desk.find_article(&restore.which.article)?;
    desk.restore_revision(id, RevisionNumber(restore.number))?;
    super::articles::answer(desk, &[id], out)
}
