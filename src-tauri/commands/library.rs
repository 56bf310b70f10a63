//! Commands about the library as a whole.

use galley_desk::Desk;
use galley_desk::wire::{Failure, ImportReport, LibraryStatus, Shelves};
use tauri::{State, WebviewWindow};

use crate::shell::backups::Backups;
use crate::shell::open::Open;
use crate::shell::{dialog, place};

/// Name, place and counts of the library that the window shows; nothing where no library is named.
#[tauri::command(async)]
pub(crate) fn library_status(open: State<'_, Open>) -> Result<Option<LibraryStatus>, Failure> {
    if !open.is_named() {
        return Ok(None);
    }
    open.ask(Desk::status).map(Some)
}

/// Categories, tags and languages, each with how many articles it holds.
#[tauri::command(async)]
pub(crate) fn library_shelves(open: State<'_, Open>) -> Result<Shelves, Failure> {
    open.ask(Desk::shelves)
}

/// Asks for a folder of Markdown, and takes its articles in; nothing where none was chosen.
#[tauri::command(async)]
pub(crate) fn library_import(
    title: String,
    window: WebviewWindow,
    open: State<'_, Open>,
) -> Result<Option<ImportReport>, Failure> {
    let Some(folder) = dialog::folder(&window, title) else {
        return Ok(None);
    };
    open.import(&folder).map(Some)
}

/// Gives the library another name; answers where it is now.
#[tauri::command(async)]
pub(crate) fn library_rename(
    name: &str,
    open: State<'_, Open>,
    backups: State<'_, Backups>,
) -> Result<String, Failure> {
    Ok(open.rename(name, &backups)?.display().to_string())
}

/// Goes on with the library that a later start of Galley named; false where none waits.
#[tauri::command(async)]
pub(crate) fn library_asked(open: State<'_, Open>) -> Result<bool, Failure> {
    open.show_asked()
}

/// Asks for the folder of a library and goes on with it; false where none was chosen.
#[tauri::command(async)]
pub(crate) fn library_open(
    title: String,
    window: WebviewWindow,
    open: State<'_, Open>,
) -> Result<bool, Failure> {
    match dialog::folder(&window, title) {
        Some(folder) => open.show(&place::library_at(&folder)).map(|()| true),
        None => Ok(false),
    }
}
