//! The ways out: site, bundle, HTML, a server on loopback.

use std::io::Read;

use galley_desk::wire::ExportReport;
use galley_desk::{Desk, render as markdown};
use serde_json::json;

use super::find_all;
use crate::args::{Export, Render, Serve};
use crate::output::Output;
use crate::progress::Show;
use crate::trouble::{DONE, Trouble};

/// Notes that are printed one by one; the rest is counted.
const NOTES_MAX: usize = 20;
/// Longest text that is rendered, in bytes.
const RENDER_BYTES_MAX: u64 = 64 * 1024 * 1024;

pub(super) fn export(desk: &Desk, export: &Export, out: &mut Output) -> Result<u8, Trouble> {
    let show = Show::new(out.is_json());
    let tell = |progress| show.tell(progress);
    let (report, is_site) = match export {
        Export::Site { out, target } => (desk.export_site(out, target.as_deref(), &tell)?, true),
        Export::Bundle { out, articles, format: _ } => {
            (desk.export_bundle(out, &find_all(desk, articles)?, &tell)?, false)
        }
    };
    drop(show);
    out.answer(&report, |out| print(&report, is_site, out))?;
    Ok(DONE)
}

fn print(report: &ExportReport, is_site: bool, out: &mut Output) -> Result<(), Trouble> {
    let ExportReport { path, articles, held, written, unchanged, removed, .. } = report;
    out.line(format!("{path}: {articles} articles and pages, {written} files written, {unchanged} unchanged, {removed} removed."))?;
    if *held > 0 {
        out.line(format!("{held} stay here: drafts, and what may not go out yet."))?;
    }
    for note in report.notes.iter().take(NOTES_MAX) {
        out.line(format!("  {note}"))?;
    }
    if report.notes.len() > NOTES_MAX {
        out.line(format!("  … and {} more (--json lists them)", report.notes.len() - NOTES_MAX))?;
    }
    if is_site { out.line(format!("Look at it: galley serve {path}")) } else { Ok(()) }
}

pub(super) fn render(render: &Render, out: &mut Output) -> Result<u8, Trouble> {
    let mut text = String::new();
    let from = render.file.as_deref().filter(|file| *file != std::path::Path::new("-"));
    let failed =
        |source| Trouble::File { path: from.unwrap_or("standard input".as_ref()).to_owned(), source };
    match from {
        Some(file) => {
            std::fs::File::open(file).map_err(failed)?.take(RENDER_BYTES_MAX).read_to_string(&mut text)
        }
        None => std::io::stdin().lock().take(RENDER_BYTES_MAX).read_to_string(&mut text),
    }
    .map_err(failed)?;
    let html =
        if render.strict_commonmark { markdown::strict_commonmark(&text) } else { markdown::html(&text) };
    if out.is_json() {
        out.answer(&json!({ "html": html }), |_| Ok(()))?
    } else {
        out.raw(&html)?
    }
    Ok(DONE)
}

pub(super) fn serve(serve: &Serve, out: &mut Output) -> Result<u8, Trouble> {
    let serving = galley_desk::serve(&serve.folder, serve.port)?;
    let url = serving.url();
    out.answer(&json!({ "url": url, "folder": serve.folder }), |out| {
        out.line(format!("{url}\nServing {} on this computer only. Ctrl-C ends it.", serve.folder.display()))
    })?;
    out.flush()?;
    serving.wait();
    Ok(DONE)
}
