//! Galley, the window: the desk behind it, the page in it, and the few things that only a desktop can do.
//!
//! `commands` is what the page may ask; `shell` is the window and what it opens. Everything an editor intends is in
//! `galley-desk`; nothing of it is decided here.

mod commands;
mod shell;

use tauri::Manager;

/// Opens the window and returns when it is closed.
#[expect(clippy::disallowed_methods, reason = "in Tauri's own macro, before there is anything to drop")]
pub fn run() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![
            commands::library::library_status,
            commands::articles::articles_list,
            commands::articles::articles_search,
            commands::articles::article_show,
        ])
        .setup(|app| {
            let settings = app.path().app_config_dir()?;
            let library = shell::place::to_open(&settings);
            app.manage(shell::open::Open::new(library, settings));
            shell::window::open(app)?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
