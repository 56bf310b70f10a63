//! The system's own dialogs. They are opened here and not by the page, which so never names a place on the disk.

use std::path::PathBuf;
use std::sync::mpsc;

use tauri::WebviewWindow;

/// Asks for a folder; none where the person thought better of it. Not to be called on the main thread, which shows it.
pub(crate) fn folder(window: &WebviewWindow, title: String) -> Option<PathBuf> {
    let (give, take) = mpsc::channel();
    let parent = window.clone();
    let asking = window.run_on_main_thread(move || {
        let asked = rfd::AsyncFileDialog::new().set_parent(&parent).set_title(title).pick_folder();
        tauri::async_runtime::spawn(async move {
            // Who asked may be gone with the window.
            let _ = give.send(asked.await);
        });
    });
    asking.ok()?;
    let chosen = take.recv().ok()??;
    Some(chosen.path().to_owned())
}
