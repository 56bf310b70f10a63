//! Galley, the window: the desk behind it, the page in it, and the few things that only a desktop can do.
//!
//! `commands` is what the page may ask; `shell` is the window and what it opens. Everything an editor intends is in
//! `galley-desk`; nothing of it is decided here.

mod commands;
mod shell;

use tauri::{Emitter, Manager};

/// The event that tells the page what changed.
const CHANGED: &str = "changed";

/// Opens the window and returns when it is closed.
#[expect(clippy::disallowed_methods, reason = "in Tauri's own macro, before there is anything to drop")]
pub fn run() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![
            commands::library::library_status,
            commands::library::library_shelves,
            commands::library::library_begin,
            commands::library::library_import,
            commands::library::library_open,
            commands::articles::articles_list,
            commands::articles::articles_search,
            commands::articles::article_new,
            commands::articles::article_duplicate,
            commands::articles::articles_set,
            commands::articles::articles_tag,
            commands::articles::articles_tags,
            commands::articles::articles_release,
            commands::articles::articles_unrelease,
            commands::articles::articles_move,
            commands::articles::articles_archive,
            commands::articles::articles_trash,
            commands::articles::articles_untrash,
            commands::writing::article_open,
            commands::writing::article_save,
            commands::writing::paste_html,
            commands::writing::paste_picture,
            commands::writing::picture_add,
            commands::writing::history_list,
            commands::writing::history_compare,
            commands::writing::article_compare,
            commands::writing::history_restore,
            commands::writing::history_keep,
            commands::writing::undo,
            commands::writing::redo,
            commands::preview::preview_page,
            commands::preview::preview_patch,
            commands::preview::media,
            commands::preview::picture_at,
            commands::spelling::spelling_check,
            commands::spelling::spelling_suggest,
            commands::spelling::house_words,
            commands::spelling::house_word_add,
            commands::spelling::house_word_remove,
            commands::publish::publish_places,
            commands::publish::publish_add,
            commands::publish::publish_article,
            commands::publish::publish_remove,
            commands::publish::publish_show,
            commands::ways_out::site_write,
            commands::ways_out::site_show,
            commands::window::window_close,
        ])
        .manage(shell::passwords::Passwords::default())
        .setup(|app| {
            let settings = app.path().app_config_dir()?;
            let documents = app.path().document_dir().or_else(|_| app.path().home_dir())?;
            let library = shell::place::to_open(&settings);
            let page = app.handle().clone();
            let tell = move |changes: Option<&galley_desk::wire::Changes>| {
                // A page that is not there yet asks for everything when it comes.
                let _ = page.emit(CHANGED, changes);
            };
            app.manage(galley_desk::preview::Previews::default());
            app.manage(galley_desk::spelling::Spelling::new(
                &app.path().app_data_dir()?.join("dictionaries"),
            ));
            app.manage(shell::open::Open::new(library, settings, documents, Box::new(tell)));
            let app_handle = app.handle().clone();
            std::thread::spawn(move || app_handle.state::<shell::open::Open>().watch());
            shell::window::open(app)?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
