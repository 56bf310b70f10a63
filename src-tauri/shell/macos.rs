//! What only macOS does: it hands what is opened from the Finder to the app that runs, and to none that it would start.

use std::path::PathBuf;

use tauri::RunEvent;

/// What is to be opened, where the event says so.
pub(crate) fn opened(event: &RunEvent) -> Vec<PathBuf> {
    let RunEvent::Opened { urls } = event else { return Vec::new() };
    urls.iter().filter_map(|url| url.to_file_path().ok()).collect()
}
