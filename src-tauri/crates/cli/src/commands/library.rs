//! The library as a whole: making it, its settings, checking it, backing it up.

use std::path::Path;
use std::time::Duration;

use galley_desk::domain::{Language, TimeZone};
use galley_desk::settings::Settings;
use galley_desk::wire::Finding;
use galley_desk::{Cancel, Desk, DeskError, System, places, rename, sample, upkeep};
use serde_json::json;

use super::{Place, count, library_folder};
use crate::args::{Backup, New, SettingArgs};
use crate::output::Output;
use crate::progress::Bar;
use crate::trouble::{DONE, FAILED, STOPPED, Trouble};

pub(super) fn new(new: &New, out: &mut Output) -> Result<u8, Trouble> {
    let nameless =
        || Trouble::Usage(format!("{} is no name for a library; call it News.galley", new.place.display()));
    let folder = library_folder(&new.place).ok_or_else(nameless)?;
    let usage = |option: &str, why: String| Trouble::Usage(format!("{option}: {why}; nothing was made"));
    let settings = Settings {
        language: new.language.parse::<Language>().map_err(|e| usage("--language", e.to_string()))?,
        time_zone: new.time_zone.parse::<TimeZone>().map_err(|e| usage("--time-zone", e.to_string()))?,
        ..Settings::default()
    };
    let name = rename::name_of(&folder);
    let title = new.title.as_deref().unwrap_or(&name);
    let bar = Bar::new(out.is_json());
    let make = if new.sample { sample::create } else { Desk::create };
    let desk = make(&folder, &settings, title, System.signature())?;
    drop(bar);
    let status = desk.status()?;
    out.answer(&status, |out| {
        let Settings { language, time_zone, .. } = &settings;
        let articles = count(status.articles as usize, "article", "articles");
        out.line(format!(
            "Made {}: {articles}, language {language}, time zone {time_zone}.",
            folder.display()
        ))?;
        out.line(format!("Go on with: galley -l {} list", folder.display()))
    })?;
    Ok(DONE)
}

pub(super) fn settings(at: &Place, args: &SettingArgs, out: &mut Output) -> Result<u8, Trouble> {
    let desk = match (&args.key, &args.value) {
        (Some(key), Some(value)) => {
            let mut desk = at.write(out)?;
            desk.set_setting(key, value)?;
            desk
        }
        _ => at.read()?,
    };
    let settings = desk.settings()?;
    let target = desk.find_target(None).map(|target| target.name).unwrap_or_default();
    let mut all = vec![
        ["language".to_owned(), settings.language.to_string()],
        ["time-zone".to_owned(), settings.time_zone.to_string()],
        ["review".to_owned(), if settings.review { "yes" } else { "no" }.to_owned()],
        ["default-target".to_owned(), target],
    ];
    if let Some(asked) = &args.key {
        all.retain(|[key, _]| key == asked);
        if all.is_empty() {
            return Err(DeskError::NoSetting(asked.clone()).into());
        }
    }
    let object: serde_json::Map<_, _> =
        all.iter().map(|[key, value]| (key.clone(), value.clone().into())).collect();
    out.answer(&object, |out| out.facts(&all))?;
    Ok(DONE)
}

pub(super) fn rename(desk: &mut Desk, name: &str, out: &mut Output) -> Result<u8, Trouble> {
    let from = desk.folder().to_owned();
    desk.rename(name)?;
    rename::follow(desk, &from, places::settings().as_deref(), places::backups().as_deref());
    out.answer(&json!({ "library": desk.folder(), "was": from }), |out| {
        out.line(format!("{} is {} now.", from.display(), desk.folder().display()))
    })?;
    Ok(DONE)
}

/// Between two questions to one host.
const REST: Duration = Duration::from_secs(1);

pub(super) fn check(desk: &Desk, external: bool, out: &mut Output) -> Result<u8, Trouble> {
    let bar = Bar::new(out.is_json());
    let mut findings = desk.check_until(&|progress| bar.tell(progress), &Cancel::default())?;
    if external {
        findings.extend(desk.check_external(REST, &|progress| bar.tell(progress), &Cancel::default())?);
    }
    drop(bar);
    let stops = findings.iter().filter(|finding| finding.stops).count();
    out.answer(&json!({ "findings": findings, "stops": stops }), |out| {
        print_findings(&findings, stops, out)
    })?;
    Ok(if stops > 0 { STOPPED } else { DONE })
}

fn print_findings(findings: &[Finding], stops: usize, out: &mut Output) -> Result<(), Trouble> {
    let mut article = "";
    for finding in findings {
        if finding.article != article {
            article = &finding.article;
            let headline = if finding.headline.is_empty() { article } else { &finding.headline };
            let named = if finding.named.is_empty() { String::new() } else { format!("  {}", finding.named) };
            out.pieces([(headline, true), (named.as_str(), false)].into_iter())?;
        }
        let line = finding.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let stop = if finding.stops { "STOPS " } else { "" };
        out.line(format!("    {stop}{line}{}", finding.message))?;
    }
    match (findings.len(), stops) {
        (0, _) => out.line("Nothing to look at."),
        (all, 0) => {
            out.line(format!("{} to look at; nothing stops a publish.", count(all, "thing", "things")))
        }
        (all, stops) => {
            let stops = count(stops, "of them stops", "of them stop");
            out.line(format!("{} to look at; {stops} a publish.", count(all, "thing", "things")))
        }
    }
}

pub(super) fn backup(desk: &Desk, backup: &Backup, out: &mut Output) -> Result<u8, Trouble> {
    let bar = Bar::new(out.is_json());
    let file = &backup.file;
    let done = desk.backup(file, backup.replace, &mut |progress| bar.tell(progress))?;
    drop(bar);
    out.answer(&json!({ "file": file, "media": done.media, "bytes": done.bytes }), |out| {
        let media = count(done.media, "file of media", "files of media");
        out.line(format!("{}: the library with {media}, read back and whole.", file.display()))
    })?;
    Ok(DONE)
}

pub(super) fn restore(at: &Place, file: &Path, out: &mut Output) -> Result<u8, Trouble> {
    let folder = at.folder_to_fill()?;
    let bar = Bar::new(out.is_json());
    let done = upkeep::restore(file, &folder, &mut |progress| bar.tell(progress))?;
    drop(bar);
    out.answer(&json!({ "library": folder, "media": done.media, "kept": done.kept }), |out| {
        out.line(format!("{} is as it was in {}.", folder.display(), file.display()))?;
        let kept = done
            .kept
            .as_ref()
            .map(|kept| format!("The library that stood there is kept as {}.", kept.display()));
        kept.map_or(Ok(()), |kept| out.line(kept))
    })?;
    Ok(DONE)
}

pub(super) fn verify(desk: &Desk, out: &mut Output) -> Result<u8, Trouble> {
    let bar = Bar::new(out.is_json());
    let findings = desk.verify(&mut |progress| bar.tell(progress))?;
    drop(bar);
    out.answer(&json!({ "findings": findings }), |out| {
        findings.iter().try_for_each(|finding| out.line(finding))?;
        if findings.is_empty() {
            out.line("The library is whole.")
        } else {
            out.line(
                "Nothing was changed. A backup from before this may have what is missing: `galley restore`.",
            )
        }
    })?;
    Ok(if findings.is_empty() { DONE } else { FAILED })
}
