//! The releases of a site in a folder.

use std::path::Path;

use galley_desk::domain::TimeZone;
use galley_desk::export::releases;
use galley_desk::{Listed, System};
use serde_json::json;

use super::count;
use crate::args::SiteRelease;
use crate::output::Output;
use crate::trouble::{DONE, FAILED, Trouble};

/// Paths of one kind that are printed; `--json` has more.
const PATHS_MAX: usize = 20;

pub(super) fn run(command: &SiteRelease, out: &mut Output) -> Result<u8, Trouble> {
    match command {
        SiteRelease::List { folder } => list(folder, out),
        SiteRelease::Verify { folder } => verify(folder, out),
        SiteRelease::Diff { folder, from, to } => diff(folder, *from, *to, out),
        SiteRelease::Rollback { folder, number } => {
            let report = releases::rollback(folder, *number, &System)?;
            let answer = json!({ "written": report.written, "unchanged": report.unchanged, "removed": report.removed });
            out.answer(&answer, |out| {
                let files = count(report.written as usize, "file written", "files written");
                let (same, gone) = (report.unchanged, report.removed);
                out.line(format!(
                    "Release {number} stands there again: {files}, {same} as before, {gone} removed."
                ))?;
                out.aside("The next export brings what the library says now.")
            })?;
            Ok(DONE)
        }
    }
}

fn list(folder: &Path, out: &mut Output) -> Result<u8, Trouble> {
    let releases = releases::releases(folder)?;
    out.answer(&json!({ "releases": releases }), |out| {
        if releases.is_empty() {
            return out.line("No release is kept of it: each export from now on is one.");
        }
        let rows: Vec<_> = releases
            .iter()
            .map(|release| {
                let here = if release.current { "stands there" } else { "" };
                let files = count(release.files as usize, "file", "files");
                [release.number.to_string(), TimeZone::UTC.rfc3339(release.at), files, here.to_owned()]
            })
            .collect();
        out.table(&rows)
    })?;
    Ok(DONE)
}

fn verify(folder: &Path, out: &mut Output) -> Result<u8, Trouble> {
    let found = releases::verify(folder)?;
    out.answer(&found, |out| {
        paths("gone", &found.missing, out)?;
        paths("changed by others", &found.changed, out)?;
        paths("not Galley's", &found.foreign, out)?;
        paths("leads nowhere", &found.dead, out)?;
        if found.is_whole() {
            out.line(format!("{} as they were written.", count(found.files as usize, "file", "files")))
        } else {
            out.line("Nothing was changed. Export again, or go back: `galley release rollback`.")
        }
    })?;
    Ok(if found.is_whole() { DONE } else { FAILED })
}

fn diff(folder: &Path, from: u64, to: Option<u64>, out: &mut Output) -> Result<u8, Trouble> {
    let found = releases::diff(folder, from, to)?;
    out.answer(&found, |out| {
        paths("new", &found.added, out)?;
        paths("changed", &found.changed, out)?;
        paths("removed", &found.removed, out)?;
        let [added, changed, removed] =
            [&found.added, &found.changed, &found.removed].map(|listed| listed.count);
        out.line(format!(
            "From release {} to {}: {added} new, {changed} changed, {removed} removed.",
            found.from, found.to
        ))
    })?;
    Ok(DONE)
}

fn paths(what: &str, listed: &Listed, out: &mut Output) -> Result<(), Trouble> {
    for path in listed.paths.iter().take(PATHS_MAX) {
        out.line(format!("{what}: {path}"))?;
    }
    match listed.count.saturating_sub(PATHS_MAX as u64) {
        0 => Ok(()),
        more => out.line(format!("{what}: … and {more} more (--json lists more)")),
    }
}
