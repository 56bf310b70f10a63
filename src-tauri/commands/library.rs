//! Commands about the library as a whole.

use galley_desk::Desk;
use galley_desk::wire::{Failure, ImportReport, LibraryStatus, Shelves};
use tauri::{State, WebviewWindow};

use crate::shell::backups::Backups;
use crate::shell::open::Open;
use crate::shell::rooms::{Here, Room, Rooms, Shown};
use crate::shell::{dialog, place};

/// Name, place and counts of the library that the window shows; nothing where no library is named.
#[tauri::command(async)]
pub(crate) fn library_status(open: Here<Open>) -> Result<Option<LibraryStatus>, Failure> {
    if open.named().is_none() {
        return Ok(None);
    }
    open.ask(Desk::status).map(Some)
}

/// Categories, tags and languages, each with how many articles it holds.
#[tauri::command(async)]
pub(crate) fn library_shelves(open: Here<Open>) -> Result<Shelves, Failure> {
    open.ask(Desk::shelves)
}

/// Asks for a folder of Markdown, and takes its articles in; nothing where none was chosen.
#[tauri::command(async)]
pub(crate) fn library_import(
    title: String,
    window: WebviewWindow,
    open: Here<Open>,
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
    open: Here<Open>,
    backups: Here<Backups>,
) -> Result<String, Failure> {
    Ok(open.rename(name, &backups)?.display().to_string())
}

/// Asks for the folder of a library and shows it; nothing where none was chosen.
#[tauri::command(async)]
pub(crate) fn library_open(
    title: String,
    window: WebviewWindow,
    room: Here<Room>,
    rooms: State<'_, Rooms>,
) -> Result<Option<Shown>, Failure> {
    let folder = dialog::folder(&window, title);
    folder.map(|folder| rooms.show(&room, &place::library_at(&folder))).transpose()
}
