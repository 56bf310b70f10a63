//! The ways out: site, bundle, HTML, a server for this computer.

use std::io::{IsTerminal, stdin};

use galley_desk::wire::ExportReport;
use galley_desk::{Cancel, Desk, render as markdown};
use serde_json::json;

use super::count;
use super::values::text_of;
use crate::args::{Export, Render, Serve};
use crate::output::Output;
use crate::progress::Bar;
use crate::trouble::{DONE, Trouble};

/// Notes that are printed one by one; `--json` has all.
const NOTES_MAX: usize = 20;

pub(super) fn export(desk: &Desk, export: &Export, out: &mut Output) -> Result<u8, Trouble> {
    let bar = Bar::new(out.is_json());
    let tell = |progress| bar.tell(progress);
    let (report, is_site) = match export {
        Export::Site { out, target } => {
            (desk.export_site(out, target.as_deref(), &tell, &Cancel::default())?, true)
        }
        Export::Bundle { out, articles, format: _ } => {
            let ids = articles.iter().map(|name| desk.find_article(name)).collect::<Result<Vec<_>, _>>()?;
            (desk.export_bundle(out, &ids, &tell)?, false)
        }
    };
    drop(bar);
    out.answer(&report, |out| print(&report, is_site, out))?;
    Ok(DONE)
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
