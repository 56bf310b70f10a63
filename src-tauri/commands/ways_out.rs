//! Commands about the ways out of the library: the static site and bundles.

use galley_desk::Desk;
use galley_desk::domain::ArticleId;
use galley_desk::wire::{ExportReport, Failure, SiteBack, SiteDiff, SiteReleases, SiteSettings, Work};
use tauri::WebviewWindow;

use crate::shell::open::Open;
use crate::shell::rooms::Here;
use crate::shell::{browser, dialog};

/// Writes the site into its folder and serves it to this machine. With a title for the dialog its folder is asked for; nothing where
/// none was chosen.
#[tauri::command(async)]
pub(crate) fn site_write(
    title: Option<String>,
    window: WebviewWindow,
    open: Here<Open>,
) -> Result<Option<ExportReport>, Failure> {
    let Some(title) = title else {
        return open.write_site(None).map(Some);
    };
    match dialog::folder(&window, title) {
        Some(folder) => open.write_site(Some(folder)).map(Some),
        None => Ok(None),
    }
}

/// How the site looks, and what can be chosen.
#[tauri::command(async)]
pub(crate) fn site_settings(open: Here<Open>) -> Result<SiteSettings, Failure> {
    open.ask(Desk::site_settings)
}

/// Asks for a picture and takes it as the logo that this field is; false where none was chosen.
#[tauri::command(async)]
pub(crate) fn site_logo(
    title: String,
    field: String,
    window: WebviewWindow,
    open: Here<Open>,
) -> Result<bool, Failure> {
    let Some(file) = dialog::file(&window, title) else { return Ok(false) };
    open.change(|desk| desk.set_logo(field, &file))?;
    Ok(true)
}

/// The exports of the site that are kept, newest first.
#[tauri::command(async)]
pub(crate) fn site_releases(open: Here<Open>) -> Result<SiteReleases, Failure> {
    open.site_releases()
}

/// What differs from one of them to another.
#[tauri::command(async)]
pub(crate) fn site_diff(from: u64, to: u64, open: Here<Open>) -> Result<SiteDiff, Failure> {
    open.site_diff(from, to)
}

/// Puts one of them in place again.
#[tauri::command(async)]
pub(crate) fn site_back(number: u64, open: Here<Open>) -> Result<SiteBack, Failure> {
    open.site_back(number)
}

/// Asks for a place and writes these articles as a bundle there, or all where none is named; nothing where no place was chosen.
#[tauri::command(async)]
pub(crate) fn bundle_write(
    ids: Vec<ArticleId>,
    title: String,
    window: WebviewWindow,
    open: Here<Open>,
) -> Result<Option<ExportReport>, Failure> {
    let name = open.ask(|desk| Ok(format!("{}.zip", desk.name())))?;
    let Some(place) = dialog::new_file(&window, title, name) else {
        return Ok(None);
    };
    open.write_bundle(&place, &ids).map(Some)
}

/// Asks long work to stop.
#[tauri::command(async)]
pub(crate) fn work_stop(work: Work, open: Here<Open>) {
    open.stop(work);
}

/// Opens the site that was written in the system's browser.
#[tauri::command(async)]
pub(crate) fn site_show(open: Here<Open>) -> bool {
    open.site_url().is_some_and(|url| browser::show(&url).is_ok())
}
