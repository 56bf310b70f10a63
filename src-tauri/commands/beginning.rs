//! Commands of the first screen: the ways to a library, and the backups of one that cannot be opened.

use std::path::Path;

use galley_desk::wire::{Beginning, Failure, PutBack};
use galley_desk::{DeskError, System, places};
use tauri::{State, WebviewWindow};

use crate::shell::backups::Backups;
use crate::shell::dialog;
use crate::shell::open::Open;
use crate::shell::rooms::{Here, Room, Rooms, Shown};

/// Who sits here, which libraries were open before, and the backups of the one that could not be opened.
#[tauri::command(async)]
pub(crate) fn beginning(open: Here<Open>, backups: Here<Backups>) -> Beginning {
    let given = places::author(open.settings());
    Beginning {
        author_given: given.is_some(),
        author: given.or_else(|| System.user()).unwrap_or_default(),
        recent: places::recent::shown(open.settings()),
        backups: open.failed().map(|place| backups.of(&place)).unwrap_or_default(),
    }
}

/// Makes a library in a folder of the person's documents: empty, or the sample.
#[tauri::command(async)]
pub(crate) fn library_begin(
    name: &str,
    sample: bool,
    room: Here<Room>,
    rooms: State<'_, Rooms>,
) -> Result<Shown, Failure> {
    Ok(rooms.begin(&room, name, sample)?.1)
}

/// Asks for a folder of Markdown, and makes a library with its articles; nothing where none was chosen.
#[tauri::command(async)]
pub(crate) fn library_begin_with(
    name: &str,
    title: String,
    window: WebviewWindow,
    room: Here<Room>,
    rooms: State<'_, Rooms>,
) -> Result<Option<Shown>, Failure> {
    let Some(folder) = dialog::folder(&window, title) else {
        return Ok(None);
    };
    let (made, shown) = rooms.begin(&room, name, false)?;
    made.import(&folder)?;
    Ok(Some(shown))
}

/// Shows a library that was open before.
#[tauri::command(async)]
pub(crate) fn library_show(
    path: &str,
    open: Here<Open>,
    room: Here<Room>,
    rooms: State<'_, Rooms>,
) -> Result<Shown, Failure> {
    let known = places::recent::all(open.settings()).into_iter().find(|library| library == Path::new(path));
    let unknown = || DeskError::Unknown { noun: "library among the recent ones", name: path.to_owned() };
    rooms.show(&room, &known.ok_or_else(unknown)?)
}

/// Takes a library off the list of those that were open; it stays where it is.
#[tauri::command(async)]
pub(crate) fn library_forget(path: &str, open: Here<Open>) -> Result<(), Failure> {
    let file = open.settings().to_owned();
    let io = |source| DeskError::Io { doing: "changing the list of libraries in", path: file, source };
    Ok(places::recent::forget(open.settings(), Path::new(path)).map_err(io)?)
}

/// Puts the library of a backup in place of the one that could not be opened, and shows it.
#[tauri::command(async)]
pub(crate) fn backup_put_back(
    id: &str,
    room: Here<Room>,
    rooms: State<'_, Rooms>,
) -> Result<(PutBack, Shown), Failure> {
    rooms.put_back(&room, id)
}
