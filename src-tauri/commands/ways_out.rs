//! Commands about the ways out of the library: the static site.

use galley_desk::wire::{ExportReport, Failure};
use tauri::State;

use crate::shell::browser;
use crate::shell::open::Open;

/// Writes the site beside the library and serves it to this machine.
#[tauri::command(async)]
pub(crate) fn site_write(open: State<'_, Open>) -> Result<ExportReport, Failure> {
    open.write_site()
}

/// Opens the site that was written in the system's browser.
#[tauri::command(async)]
pub(crate) fn site_show(open: State<'_, Open>) -> bool {
    open.site_url().is_some_and(|url| browser::show(&url).is_ok())
}
