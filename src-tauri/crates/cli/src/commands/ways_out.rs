//! The ways out: site, bundle, HTML, a server for this computer.

use std::io::{IsTerminal, stdin};

use galley_desk::wire::{CountReport, ExportReport};
use galley_desk::{Cancel, Desk, render as markdown};
use serde_json::json;

use super::values::text_of;
use super::{Place, count};
use crate::args::{Export, Render, Serve};
use crate::output::Output;
use crate::progress::Bar;
use crate::trouble::{DONE, FAILED, Trouble};

/// Notes that are printed one by one; `--json` has all.
const NOTES_MAX: usize = 20;

pub(super) fn export(at: &Place, export: &Export, out: &mut Output) -> Result<u8, Trouble> {
    let desk = at.read()?;
    let uncounted = match export {
        Export::Site { target, no_count: false, .. } => desk.count_before_export(target.as_deref())?,
        _ => None,
    };
    let bar = Bar::new(out.is_json());
    let tell = |progress| bar.tell(progress);
    let (mut report, is_site) = match export {
        Export::Site { out, target, no_count: _ } => {
            (desk.export_site(out, target.as_deref(), &tell, &Cancel::default())?, true)
        }
        Export::Bundle { out, articles, format: _ } => {
            let ids = articles.iter().map(|name| desk.find_article(name)).collect::<Result<Vec<_>, _>>()?;
            (desk.export_bundle(out, &ids, &tell)?, false)
        }
    };
    drop(bar);
    report.notes.extend(uncounted);
    out.answer(&report, |out| print(&report, is_site, out))?;
    Ok(DONE)
}

pub(super) fn count_views(desk: &mut Desk, target: Option<&str>, out: &mut Output) -> Result<u8, Trouble> {
    let none = || {
        Trouble::Usage("this site has no counter; set counter=https://… with `galley target set`".to_owned())
    };
    let report = desk.count_views(target)?.ok_or_else(none)?;
    out.answer(&report, |out| {
        let CountReport { asked, counted, changed, failure } = &report;
        let asked = count(*asked, "article", "articles");
        out.line(format!("{asked} asked for: {counted} numbers, {changed} of them new."))?;
        failure.as_ref().map_or(Ok(()), |why| out.line(format!("Not asked for all: {why}")))
    })?;
    Ok(if report.failure.is_some() { FAILED } else { DONE })
}

fn print(report: &ExportReport, is_site: bool, out: &mut Output) -> Result<(), Trouble> {
    let ExportReport { path, articles, held, written, unchanged, removed, .. } = report;
    let articles = count(*articles, "article or page", "articles and pages");
    let mut files = vec![count(*written, "file written", "files written")];
    if is_site {
        files.extend([format!("{unchanged} as before"), format!("{removed} removed")]);
    }
    out.line(format!("{path}: {articles}, {}.", files.join(", ")))?;
    if *held > 0 {
        out.line(format!("{held} not in it: drafts, and what may not go out yet or not to this target."))?;
    }
    for note in report.notes.iter().take(NOTES_MAX) {
        out.line(format!("  {note}"))?;
    }
    if let Some(more) = report.notes.len().checked_sub(NOTES_MAX).filter(|more| *more > 0) {
        out.line(format!("  … and {more} more (--json has all)"))?;
    }
    if is_site { out.aside(&format!("Look at it: galley serve {path}")) } else { Ok(()) }
}

pub(super) fn render(render: &Render, out: &mut Output) -> Result<u8, Trouble> {
    if render.file.is_none() && stdin().is_terminal() {
        out.aside("galley: reading Markdown from the keyboard; Ctrl-D ends it.")?;
    }
    let text = text_of(render.file.as_deref())?;
    let html =
        if render.strict_commonmark { markdown::strict_commonmark(&text) } else { markdown::html(&text) };
    out.answer(&json!({ "html": html }), |out| out.text(&html))?;
    Ok(DONE)
}

pub(super) fn serve(serve: &Serve, out: &mut Output) -> Result<u8, Trouble> {
    let serving = galley_desk::serve(&serve.folder, serve.port)?;
    let url = serving.url();
    out.answer(&json!({ "url": url, "folder": serve.folder }), |out| {
        out.line(&url)?;
        out.aside(&format!("Serving {} to this computer only. Ctrl-C ends it.", serve.folder.display()))
    })?;
    out.flush()?;
    serving.wait();
    Ok(DONE)
}
