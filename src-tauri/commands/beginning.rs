//! Commands of the first screen: the ways to a library, and the backups of one that cannot be opened.

use std::path::Path;

use galley_desk::settings::Settings;
use galley_desk::wire::{Beginning, Failure, ImportReport, PutBack};
use galley_desk::{DeskError, System, places};
use serde::Deserialize;
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

/// Where a person writes: what a new library begins with.
#[derive(Debug, Deserialize)]
pub(crate) struct Writes {
    /// The language of the interface.
    language: String,
    /// The time zone of the machine.
    zone: String,
}

impl Writes {
    /// The settings of a library that is made here. What this Galley does not know is as it is by itself.
    fn settings(&self) -> Settings {
        let usual = Settings::default();
        Settings {
            language: self.language.parse().unwrap_or(usual.language),
            time_zone: self.zone.parse().unwrap_or(usual.time_zone),
            ..Settings::default()
        }
    }
}

/// Makes a library among the person's documents, or where it is safe: empty, or the sample, which is in English whoever looks at it.
#[tauri::command(async)]
pub(crate) fn library_begin(
    name: &str,
    sample: bool,
    writes: Writes,
    room: Here<Room>,
    rooms: State<'_, Rooms>,
) -> Result<Shown, Failure> {
    let settings = if sample { Settings::default() } else { writes.settings() };
    Ok(rooms.begin(&room, name, &settings, sample)?.1)
}

/// Asks for a folder of Markdown, and makes a library with its articles; what the import says, or nothing where none was chosen.
#[tauri::command(async)]
pub(crate) fn library_begin_with(
    name: &str,
    title: String,
    writes: Writes,
    window: WebviewWindow,
    room: Here<Room>,
    rooms: State<'_, Rooms>,
) -> Result<Option<(ImportReport, Shown)>, Failure> {
    let Some(folder) = dialog::folder(&window, title) else {
        return Ok(None);
    };
    let (made, shown) = rooms.begin(&room, name, &writes.settings(), false)?;
    Ok(Some((made.import(&folder)?, shown)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_library_is_in_the_language_and_the_time_of_who_makes_it() {
        let of = |language: &str, zone: &str| {
            let settings = Writes { language: language.to_owned(), zone: zone.to_owned() }.settings();
            (settings.language.to_string(), settings.time_zone.to_string())
        };
        assert_eq!(of("zh", "Asia/Shanghai"), ("zh".to_owned(), "Asia/Shanghai".to_owned()));
        assert_eq!(of("?", "Nowhere/None"), ("en".to_owned(), "UTC".to_owned()));
    }
}
