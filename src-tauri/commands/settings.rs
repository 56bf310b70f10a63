//! Commands of the sheet of settings: who writes, what the library is set to, and its backups.

use galley_desk::wire::{BackupState, Changes, Failure, SettingsShown};
use galley_desk::{Desk, System, places};
use tauri::State;

use crate::shell::backups::Backups;
use crate::shell::open::Open;
use crate::shell::rooms::{Here, Rooms};

/// All that the sheet shows and the page does not keep itself.
#[tauri::command(async)]
pub(crate) fn settings_show(open: Here<Open>, backups: Here<Backups>) -> Result<SettingsShown, Failure> {
    let author = places::author(open.settings()).or_else(|| System.user()).unwrap_or_default();
    let library = open.named().map(|_| open.ask(Desk::settings_shown)).transpose()?;
    Ok(SettingsShown { author, backups: open.shown().map(|library| backups.state(&library)), library })
}

/// Keeps the author's name: what is written from now on is signed with it, in every window.
#[tauri::command(async)]
pub(crate) fn settings_author(name: &str, open: Here<Open>, rooms: State<'_, Rooms>) -> Result<(), Failure> {
    places::keep_author(open.settings(), name)?;
    rooms.sign();
    Ok(())
}

/// Changes a setting of the library.
#[tauri::command(async)]
pub(crate) fn settings_library(key: &str, value: &str, open: Here<Open>) -> Result<Changes, Failure> {
    Ok(open.change(|desk| desk.set_setting(key, value))?.changes)
}

/// How the backups of the open library stand; nothing where none is open.
#[tauri::command(async)]
pub(crate) fn backup_state(open: Here<Open>, backups: Here<Backups>) -> Option<BackupState> {
    open.shown().map(|library| backups.state(&library))
}

/// Makes a backup now, unless nothing changed since the last.
#[tauri::command(async)]
pub(crate) fn backup_now(open: Here<Open>, backups: Here<Backups>) -> Result<BackupState, Failure> {
    backups.now(&open)
}
