//! Galley, the window: the desk behind it, the page in it, and the few things that only a desktop can do.
//!
//! `commands` is what the page may ask; `shell` is the window and what it opens. Everything an editor intends is in
//! `galley-desk`; nothing of it is decided here.

mod commands;
mod shell;

use std::env;
use std::path::{Path, PathBuf};

use galley_desk::places;
use tauri::{AppHandle, Manager};

use shell::place::Begin;
use shell::rooms::Rooms;

/// Opens the first window and returns when the last one is closed.
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
            commands::writing::fields_keep,
            commands::writing::fields_kept,
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
            commands::publish::publish_still_at,
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
            commands::publish::publish_try_kept,
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
            commands::publish::outbox_retry_all,
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
            commands::checks::check_articles,
            commands::checks::check_site,
            commands::checks::check_links,
            commands::ways_out::bundle_write,
            commands::ways_out::work_stop,
            commands::window::app_quit,
            commands::window::window_new,
            commands::window::window_close,
            commands::window::window_stays,
            commands::window::window_look,
            commands::window::text_save,
            commands::window::window_edit,
            commands::window::menu_show,
            commands::window::menu_allow,
        ])
        .manage(shell::passwords::Passwords::default())
        .on_menu_event(|app, event| shell::menu::chosen(app, event.id().as_ref()))
        .setup(move |app| {
            let settings = settings.map_or_else(|| app.path().app_config_dir(), Ok)?;
            let documents = app.path().document_dir().or_else(|_| app.path().home_dir())?;
            // A cloud or a server may keep those, where a library is not safe.
            let instead = [app.path().home_dir(), app.path().app_local_data_dir()];
            let instead = instead.into_iter().flatten().collect();
            let begin = shell::place::to_open(&settings);
            app.manage(galley_desk::spelling::Spelling::new(
                &app.path().app_data_dir()?.join("dictionaries"),
            ));
            app.manage(Rooms::new(app.handle().clone(), settings, documents, instead, places::backups()));
            #[cfg(target_os = "linux")]
            shell::linux::end_when_told(app.handle());
            match begin {
                Begin::Again(windows) => app.state::<Rooms>().open_again(windows)?,
                Begin::With(library) => app.state::<Rooms>().open(library)?,
            }
            // What else was named, as by a file manager where several were chosen.
            open_also(app.handle(), env::args_os().skip(2).map(PathBuf::from).collect());
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(|_app, _event| {
            #[cfg(target_os = "macos")]
            open_also(_app, shell::macos::opened(&_event));
        });
    Ok(())
}

/// Galley was started a second time, in this folder: what was named is shown by the windows that are there, or in new ones.
fn started_again(app: &AppHandle, arguments: &[String], folder: &str) {
    let named = arguments.iter().skip(1).filter(|name| !name.is_empty());
    let libraries: Vec<_> = named.map(|name| Path::new(folder).join(name)).collect();
    if libraries.is_empty() {
        open_each(app, vec![None]);
    } else {
        open_also(app, libraries);
    }
}

fn open_also(app: &AppHandle, libraries: Vec<PathBuf>) {
    open_each(app, libraries.into_iter().map(Some).collect());
}

/// Windows are made by the main thread, which may be the one that asks.
fn open_each(app: &AppHandle, libraries: Vec<Option<PathBuf>>) {
    let app = app.clone();
    std::thread::spawn(move || {
        // The first start may itself be in the middle of it: then there is nothing yet to ask, and its own library is shown.
        let Some(rooms) = app.try_state::<Rooms>() else { return };
        for library in libraries {
            // Where the system lets no window be made, those that are there stay.
            let _ = rooms.start_again(library);
        }
    });
}
