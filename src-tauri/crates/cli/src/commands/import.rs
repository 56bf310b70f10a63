//! Taking Markdown in, and the report that says what was taken, what was left and why.

use std::collections::HashMap;
use std::path::Path;

use galley_desk::domain::Language;
use galley_desk::publish::Session;
use galley_desk::wire::{ImportReport, LeftFile, LeftReason};
use galley_desk::{Cancel, Desk, DeskError};

use super::count;
use super::secrets::password;
use crate::args::{Import, Pull};
use crate::output::Output;
use crate::progress::Bar;
use crate::trouble::{DONE, FAILED, Trouble};

pub(super) fn import(desk: &mut Desk, import: &Import, out: &mut Output) -> Result<u8, Trouble> {
    let mut all = ImportReport::default();
    let mut trouble = None;
    for path in &import.paths {
        let bar = Bar::new(out.is_json());
        let report = desk.import(path, import.from.into(), &mut |progress| bar.tell(progress));
        drop(bar);
        match report {
            Ok(done) => gather(&mut all, done.output, path),
            // One path that cannot be read does not keep the others from being taken.
            Err(DeskError::Scan(why)) => all.left.push(unread(path, &why.to_string())),
            // What was taken before is told all the same.
            Err(DeskError::ImportBrokeOff { report, source }) => {
                gather(&mut all, *report, path);
                trouble = Some(*source);
                break;
            }
            Err(other) => {
                trouble = Some(other);
                break;
            }
        }
    }
    let taken = all.came_in() + all.unchanged;
    if let Some(trouble) = trouble {
        if taken > 0 {
            out.answer(&all, |out| {
                print(&all, taken, out)?;
                out.line(BROKE_OFF)
            })?;
        }
        return Err(trouble.into());
    }
    out.answer(&all, |out| print(&all, taken, out))?;
    Ok(if taken == 0 && !all.is_bundle { FAILED } else { DONE })
}

/// What is said before the error of an import that failed midway.
const BROKE_OFF: &str = "\nThen it broke off. What came in is in the library: import again, and it goes on from there; \
    what you do not want of it `galley trash` puts into the trash.";
/// So many files of which the same is said are named one by one.
const NAMED: usize = 3;

/// Takes in what stands at a server.
pub(super) fn pull(desk: &mut Desk, pull: &Pull, out: &mut Output) -> Result<u8, Trouble> {
    let target = desk.find_target(Some(&pull.target))?;
    let language = pull.language.as_deref().map(str::parse::<Language>).transpose();
    let language = language.map_err(|why| DeskError::invalid("language", why))?;
    let session = Session::new(&target, password(&target)?.secret)?;
    let bar = Bar::new(out.is_json());
    let done = desk.pull(&session, language.as_ref(), &mut |progress| bar.tell(progress), &Cancel::default());
    drop(bar);
    let report = done?.output;
    let taken = report.came_in() + report.unchanged;
    out.answer(&report, |out| match taken {
        0 if report.left.is_empty() => out.line(format!("There is no article at {}.", target.name)),
        _ => print(&report, taken, out),
    })?;
    Ok(DONE)
}

fn unread(path: &Path, why: &str) -> LeftFile {
    let path = path.display().to_string();
    let why = why.strip_prefix(&format!("{path}: ")).unwrap_or(why).to_owned();
    LeftFile { path, line: None, why, reason: LeftReason::Path }
}

/// Adds a report to those before. Its paths become what the person can open: with the imported folder before them.
fn gather(all: &mut ImportReport, report: ImportReport, path: &Path) {
    all.added += report.added;
    all.updated += report.updated;
    all.unchanged += report.unchanged;
    all.kept_both += report.kept_both;
    all.media += report.media;
    all.in_review += report.in_review;
    all.addresses += report.addresses;
    all.left_more += report.left_more;
    all.taken_more += report.taken_more;
    all.is_bundle |= report.is_bundle;
    let is_markdown =
        path.is_file() && path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("zip"));
    let folder = if is_markdown { path.parent().unwrap_or(path) } else { path };
    // An entry of a zip may be called as if it lay at the root of the disk.
    let openable = |below: &str| folder.join(below.trim_start_matches('/')).display().to_string();
    all.taken.extend(report.taken.into_iter().map(|mut file| {
        file.path = openable(&file.path);
        file
    }));
    all.left.extend(report.left.into_iter().map(|mut file| {
        file.path = openable(&file.path);
        file
    }));
}

fn print(report: &ImportReport, taken: usize, out: &mut Output) -> Result<(), Trouble> {
    if taken == 0 && report.left.is_empty() && !report.is_bundle {
        return out.line(
            "There is nothing to take in: Galley looks for .md and .markdown files, and zips of them.",
        );
    }
    let mut parts = vec![format!("{} new", report.added)];
    let mut more = |number: usize, what: &str| {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    };
    more(report.updated, "changed");
    more(report.unchanged, "as before");
    more(report.kept_both, "changed here and there");
    let media = if report.media > 0 {
        format!(" With {}.", count(report.media, "picture", "pictures"))
    } else {
        String::new()
    };
    out.line(format!("{}: {}.{media}", count(taken, "article", "articles"), parts.join(", ")))?;
    if report.kept_both > 0 {
        out.line("What had changed here and there keeps your text; the other one is kept as a revision: see `galley history`.")?;
    }
    if report.addresses > 0 {
        let stood = count(report.addresses, "article has", "articles have");
        out.line(format!("{stood} the address of the old site among the former ones: links to it lead on."))?;
    }
    if report.in_review > 0 {
        let waits = count(report.in_review, "article waits", "articles wait");
        out.line(format!(
            "{waits} for approval and go out nowhere until then, since this library reviews: see `galley list --status review`."
        ))?;
    }
    let notes = report
        .taken
        .iter()
        .flat_map(|file| file.notes.iter().map(|note| (place(&file.path, note.line), note.note.as_str())));
    alike(&notes.collect::<Vec<_>>(), out)?;
    if report.taken_more > 0 {
        out.line(format!(
            "And {} not listed.",
            count(report.taken_more, "remark that is", "remarks that are")
        ))?;
    }
    if !report.left.is_empty() {
        let all = report.left.len() + report.left_more;
        let listed = if report.left_more > 0 {
            format!("; the first {} are", report.left.len())
        } else {
            String::new()
        };
        out.line(format!("\n{} not taken{listed}:", count(all, "thing was", "things were")))?;
    }
    let left: Vec<_> =
        report.left.iter().map(|left| (place(&left.path, left.line), left.why.as_str())).collect();
    alike(&left, out)
}

/// A line for each, or one for many of which the same is said.
fn alike(said: &[(String, &str)], out: &mut Output) -> Result<(), Trouble> {
    let mut of_each: HashMap<&str, usize> = HashMap::new();
    for (_, what) in said {
        *of_each.entry(what).or_default() += 1;
    }
    for (place, what) in said {
        let all = of_each.get_mut(what).map_or(0, std::mem::take);
        match all {
            // Told with the first.
            0 => {}
            1..=NAMED => {
                out.line(format!("{place}: {what}"))?;
                of_each.insert(what, all);
            }
            many => out.line(format!("{place} and {} more: {what}", many - 1))?,
        }
    }
    Ok(())
}

/// `FILE:LINE`, which editors and terminals open.
fn place(path: &str, line: Option<u32>) -> String {
    line.map_or_else(|| path.to_owned(), |line| format!("{path}:{line}"))
}
