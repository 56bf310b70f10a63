//! The library as a whole: making, importing, checking, backing up.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use galley_desk::settings::Settings;
use galley_desk::wire::ImportReport;
use galley_desk::{Desk, DeskError, sample, upkeep};
use serde_json::json;

use super::{Place, signature};
use crate::args::{Import, New};
use crate::output::Output;
use crate::progress::Show;
use crate::trouble::{DONE, FAILED, STOPPED, Trouble};

pub(super) fn new(new: &New, out: &mut Output) -> Result<u8, Trouble> {
    let place = with_extension(&new.place);
    let invalid = |field: &str, why: String| DeskError::Invalid { field: field.to_owned(), why };
    let settings = Settings {
        language: new.language.parse().map_err(|e| invalid("language", format!("{e}")))?,
        time_zone: new.time_zone.parse().map_err(|e| invalid("time-zone", format!("{e}")))?,
        ..Settings::default()
    };
    let title = if new.title.is_empty() {
        place.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    } else {
        new.title.clone()
    };
    let mut desk = Desk::create(&place, &settings, &title, signature())?;
    if new.sample {
        sample::fill(&mut desk)?;
    }
    let status = desk.status()?;
    out.answer(&status, |out| out.line(format!("Made {} with {} articles.", status.path, status.articles)))?;
    Ok(DONE)
}

fn with_extension(place: &Path) -> PathBuf {
    if place.extension().is_some_and(|extension| extension == "galley") {
        return place.to_owned();
    }
    let mut name = OsString::from(place.file_name().unwrap_or_default());
    name.push(".galley");
    place.with_file_name(name)
}

pub(super) fn import(desk: &mut Desk, import: &Import, out: &mut Output) -> Result<u8, Trouble> {
    let mut all = ImportReport::default();
    for path in &import.paths {
        let show = Show::new(out.is_json());
        let report = desk.import(path, import.from.into(), &mut |progress| show.tell(progress))?.output;
        all.added += report.added;
        all.updated += report.updated;
        all.unchanged += report.unchanged;
        all.kept_both += report.kept_both;
        all.media += report.media;
        all.taken.extend(report.taken);
        all.left.extend(report.left);
    }
    out.answer(&all, |out| print(&all, out))?;
    let nothing_taken = all.added + all.updated + all.unchanged + all.kept_both == 0;
    Ok(if nothing_taken && !all.left.is_empty() { FAILED } else { DONE })
}

fn print(report: &ImportReport, out: &mut Output) -> Result<(), Trouble> {
    let ImportReport { added, updated, unchanged, kept_both, media, .. } = report;
    out.line(format!(
        "{added} added, {updated} updated, {unchanged} unchanged, {kept_both} kept both; {media} pictures."
    ))?;
    for file in &report.taken {
        for note in &file.notes {
            out.line(format!("{}: {note}", file.path))?;
        }
    }
    if !report.left.is_empty() {
        out.line(format!("\nLeft ({}):", report.left.len()))?;
    }
    for left in &report.left {
        let line = left.line.map(|line| format!(":{line}")).unwrap_or_default();
        out.line(format!("{}{line}: {}", left.path, left.why))?;
    }
    Ok(())
}

pub(super) fn check(desk: &Desk, out: &mut Output) -> Result<u8, Trouble> {
    let findings = desk.check()?;
    let stops = findings.iter().filter(|finding| finding.stops).count();
    out.answer(&json!({ "findings": findings, "stops": stops }), |out| {
        for finding in &findings {
            let line = finding.line.map(|line| format!(", line {line}")).unwrap_or_default();
            let stop = if finding.stops { "STOPS " } else { "" };
            out.line(format!("{stop}{}{line}: {}", finding.headline, finding.message))?;
        }
        out.line(format!("{} to look at, {stops} of them stop a publish.", findings.len()))
    })?;
    Ok(if stops > 0 { STOPPED } else { DONE })
}

pub(super) fn backup(desk: &Desk, file: &Path, out: &mut Output) -> Result<u8, Trouble> {
    let show = Show::new(out.is_json());
    let done = desk.backup(file, &mut |progress| show.tell(progress))?;
    drop(show);
    out.answer(&json!({ "file": file, "media": done.media, "bytes": done.bytes }), |out| {
        out.line(format!("{}: the library with {} media, read back and whole.", file.display(), done.media))
    })?;
    Ok(DONE)
}

pub(super) fn restore(place: &Path, file: &Path, out: &mut Output) -> Result<u8, Trouble> {
    let show = Show::new(out.is_json());
    let done = upkeep::restore(file, place, &mut |progress| show.tell(progress))?;
    drop(show);
    out.answer(&json!({ "library": place, "media": done.media, "kept": done.kept }), |out| {
        out.line(format!("{} is as it was in {}.", place.display(), file.display()))?;
        match &done.kept {
            Some(kept) => out.line(format!("The library that stood there is kept as {}.", kept.display())),
            None => Ok(()),
        }
    })?;
    Ok(DONE)
}

pub(super) fn verify(desk: &Desk, out: &mut Output) -> Result<u8, Trouble> {
    let show = Show::new(out.is_json());
    let findings = desk.verify(&mut |progress| show.tell(progress))?;
    drop(show);
    out.answer(&json!({ "findings": findings }), |out| {
        for finding in &findings {
            out.line(finding)?;
        }
        match findings.len() {
            0 => out.line("The library is whole."),
            n => {
                out.line(format!("{n} found. Nothing was changed; a backup from before has what is missing."))
            }
        }
    })?;
    Ok(if findings.is_empty() { DONE } else { FAILED })
}

pub(super) fn settings(
    at: &Place,
    key: Option<&str>,
    value: Option<&str>,
    out: &mut Output,
) -> Result<u8, Trouble> {
    if let (Some(key), Some(value)) = (key, value) {
        at.write()?.set_setting(key, value)?;
    }
    let desk = at.read()?;
    let settings = desk.settings()?;
    let target = desk.find_target(None).map(|target| target.name).unwrap_or_default();
    let all = [
        ["language".to_owned(), settings.language.to_string()],
        ["time-zone".to_owned(), settings.time_zone.to_string()],
        ["review".to_owned(), if settings.review { "yes" } else { "no" }.to_owned()],
        ["default-target".to_owned(), target],
    ];
    let shown: Vec<_> = all.into_iter().filter(|[name, _]| key.is_none_or(|key| key == name)).collect();
    if shown.is_empty() {
        let name = key.unwrap_or_default().to_owned();
        return Err(DeskError::Unknown { noun: "setting", name }.into());
    }
    let map: serde_json::Map<_, _> = shown.iter().map(|[k, v]| (k.clone(), v.clone().into())).collect();
    out.answer(&map, |out| out.table(&shown))?;
    Ok(DONE)
}
