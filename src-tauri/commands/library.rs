//! Commands about the library as a whole.

use galley_desk::Desk;
use galley_desk::wire::{Failure, LibraryStatus};
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
