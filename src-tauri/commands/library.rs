//! Commands about the library as a whole.

use galley_desk::Desk;
use galley_desk::wire::{Failure, LibraryStatus, Shelves};
use tauri::State;

use crate::shell::open::Open;

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

/// The library that a window without one begins with: `new` in a folder of the person's documents, or the `sample`.
#[tauri::command(async)]
pub(crate) fn library_begin(name: &str, sample: bool, open: State<'_, Open>) -> Result<(), Failure> {
    open.begin(name, sample)
}
