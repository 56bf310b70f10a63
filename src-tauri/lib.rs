//! Galley, the window: the desk behind it, the page in it, and the few things that only a desktop can do.
//!
//! `commands` is what the page may ask; `shell` is the window and what it opens. Everything an editor intends is in
//! `galley-desk`; nothing of it is decided here.

mod commands;
mod shell;

use std::path::Path;

use galley_desk::places;
use galley_desk::wire::BackupState;
use tauri::{AppHandle, Emitter, Manager};

/// The event that tells the page what changed.
const CHANGED: &str = "changed";
/// The event that tells the page how the backups stand.
const BACKED_UP: &str = "backedUp";
/// The event that tells it how far long work is.
const PROGRESS: &str = "progress";
/// The event that tells it what was chosen in the menus.
const CHOSEN: &str = "chosen";
/// The event that tells it that a later start of the app named a library.
const ASKED: &str = "asked";

/// Opens the window and returns when it is closed.
#[expect(clippy::disallowed_methods, reason = "in Tauri's own macro, before there is anything to drop")]
pub fn run() -> tauri::Result<()> {
    #[cfg(target_os = "linux")]
    shell::linux::draw_without_card();
    let settings = places::settings();
    tauri::Builder::default()
        // The first of all: a second start ends here.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            started_again(app, &arguments, &folder);
        }))
        .plugin(shell::window::stays_where_it_was(settings.as_deref()))
        .invoke_handler(tauri::generate_handler![
            commands::library::library_status,
            commands::library::library_shelves,
            commands::library::library_import,
            commands::library::library_open,
            commands::library::library_rename,
            commands::library::library_asked,
            commands::beginning::beginning,
            commands::beginning::library_begin,
            commands::beginning::library_begin_with,
            commands::beginning::library_show,
            commands::beginning::library_forget,
            commands::beginning::backup_put_back,
            commands::settings::settings_show,
            commands::settings::settings_author,
            commands::settings::settings_library,
            commands::settings::backup_state,
            commands::settings::backup_now,
            commands::articles::articles_list,
            commands::articles::articles_search,
            commands::articles::articles_chosen,
            commands::articles::articles_count,
            commands::articles::article_new,
            commands::articles::article_duplicate,
            commands::articles::article_translate,
            commands::articles::articles_set,
            commands::articles::articles_tag,
            commands::articles::articles_tags,
            commands::articles::articles_release,
            commands::articles::articles_drop_changes,
            commands::articles::articles_unrelease,
            commands::articles::articles_move,
            commands::articles::articles_archive,
            commands::articles::articles_trash,
            commands::articles::articles_untrash,
            commands::articles::articles_going,
            commands::articles::articles_delete,
            commands::writing::article_open,
            commands::writing::article_save,
            commands::writing::paste_html,
            commands::writing::paste_picture,
            commands::writing::picture_add,
            commands::writing::picture_focal,
            commands::writing::history_list,
            commands::writing::history_compare,
            commands::writing::article_compare,
            commands::writing::text_counts,
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
            commands::spelling::spelling_dictionaries,
            commands::spelling::house_words,
            commands::spelling::house_word_add,
            commands::spelling::house_word_remove,
            commands::publish::publish_places,
            commands::publish::publish_board,
            commands::publish::publish_later,
            commands::publish::publish_add,
            commands::publish::publish_allow,
            commands::publish::publish_queue,
            commands::publish::publish_everywhere,
            commands::publish::publish_plan,
            commands::publish::publish_plan_off,
            commands::publish::publish_remove,
            commands::publish::publish_remove_everywhere,
            commands::publish::publish_show,
            commands::publish::library_pull,
            commands::publish::publish_test,
            commands::publish::publish_compare,
            commands::publish::publish_take,
            commands::targets::target_show,
            commands::targets::target_set,
            commands::targets::target_forget,
            commands::targets::target_remove,
            commands::targets::form_add,
            commands::targets::form_set,
            commands::targets::form_remove,
            commands::targets::site_address,
            commands::targets::counter_try,
            commands::recipes::recipes_shipped,
            commands::recipes::recipe_show,
            commands::recipes::recipe_look,
            commands::recipes::recipe_set,
            commands::recipes::recipe_open,
            commands::publish::outbox_list,
            commands::publish::outbox_retry,
            commands::publish::outbox_cancel,
            commands::publish::outbox_clear,
            commands::publish::outbox_held,
            commands::publish::outbox_allow,
            commands::ways_out::site_write,
            commands::ways_out::site_show,
            commands::ways_out::site_settings,
            commands::ways_out::site_logo,
            commands::ways_out::site_releases,
            commands::ways_out::site_diff,
            commands::ways_out::site_back,
            commands::ways_out::bundle_write,
            commands::ways_out::work_stop,
            commands::window::window_close,
            commands::window::window_stays,
            commands::window::window_look,
            commands::window::text_save,
            commands::window::menu_show,
            commands::window::menu_allow,
        ])
        .manage(shell::passwords::Passwords::default())
        .manage(shell::menu::Menus::default())
        .manage(shell::window::Asked::default())
        // Without a page there is nothing that could be done.
        .on_menu_event(|app, event| drop(app.emit(CHOSEN, event.id().as_ref())))
        .setup(move |app| {
            let settings = settings.map_or_else(|| app.path().app_config_dir(), Ok)?;
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
            let page = app.handle().clone();
            // As above: a page that is not there has no tray to show it in.
            let report = move |progress| drop(page.emit(PROGRESS, progress));
            app.manage(shell::open::Open::new(
                library,
                settings,
                documents,
                Box::new(tell),
                Box::new(report),
            ));
            app.manage(shell::backups::Backups::new(places::backups()));
            let watching = app.handle().clone();
            std::thread::spawn(move || watching.state::<shell::open::Open>().watch());
            let sending = app.handle().clone();
            std::thread::spawn(move || {
                let passwords = sending.state::<shell::passwords::Passwords>();
                sending.state::<shell::open::Open>().run_outbox(&passwords);
            });
            let keeping = app.handle().clone();
            std::thread::spawn(move || {
                let told = |state: BackupState| drop(keeping.emit(BACKED_UP, state));
                keeping.state::<shell::backups::Backups>().keep(&keeping.state::<shell::open::Open>(), &told);
            });
            shell::window::open(app)?;
            Ok(())
        })
        .run(tauri::generate_context!())
}

/// Galley was started a second time, in this folder: its window comes to the front, and goes on with the library that was
/// named once the page has saved.
fn started_again(app: &AppHandle, arguments: &[String], folder: &str) {
    let named = arguments.get(1).filter(|name| !name.is_empty());
    // The first start may itself be in the middle of it: then there is nothing yet to ask, and its own library is shown.
    if let (Some(library), Some(open)) = (named, app.try_state::<shell::open::Open>()) {
        open.ask_for(Path::new(folder).join(library));
        // A page that is not there yet shows what the first start named.
        let _ = app.emit(ASKED, ());
    }
    shell::window::bring_to_front(app);
}
