//! The system's own dialogs. They are opened here and not by the page, which so never names a place on the disk.

use std::path::PathBuf;
use std::sync::mpsc;

use rfd::{AsyncFileDialog, FileHandle};
use tauri::WebviewWindow;

/// Asks for a folder; none where the person thought better of it. Not to be called on the main thread, which shows it.
pub(crate) fn folder(window: &WebviewWindow, title: String) -> Option<PathBuf> {
    ask(window, title, AsyncFileDialog::pick_folder)
}

/// Asks for a file that is there. As [`folder`] otherwise.
pub(crate) fn file(window: &WebviewWindow, title: String) -> Option<PathBuf> {
    ask(window, title, AsyncFileDialog::pick_file)
}

/// Asks where a new file of this name is to be, and whether one that is there may be replaced. As [`folder`] otherwise.
pub(crate) fn new_file(window: &WebviewWindow, title: String, name: String) -> Option<PathBuf> {
    ask(window, title, |dialog| dialog.set_file_name(name).save_file())
}

fn ask<Asked: Future<Output = Option<FileHandle>> + Send + 'static>(
    window: &WebviewWindow,
    title: String,
    show: impl FnOnce(AsyncFileDialog) -> Asked + Send + 'static,
) -> Option<PathBuf> {
    let (give, take) = mpsc::channel();
    let parent = window.clone();
    let asking = window.run_on_main_thread(move || {
        let asked = show(AsyncFileDialog::new().set_parent(&parent).set_title(title));
        tauri::async_runtime::spawn(async move {
            // Who asked may be gone with the window.
            let _ = give.send(asked.await);
        });
    });
    asking.ok()?;
    let chosen = take.recv().ok()??;
    Some(chosen.path().to_owned())
}
