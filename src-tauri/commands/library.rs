//! Commands about the library as a whole.

use tauri::State;

use crate::shell::open::{Failure, Open};

/// Name, place and counts of the library that this window shows.
#[tauri::command(async)]
pub(crate) fn library_status(open: State<'_, Open>) -> Result<String, Failure> {
    open.name()
}
