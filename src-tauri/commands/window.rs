//! Commands about windows.

use std::collections::HashSet;

use galley_desk::wire::Failure;
use galley_desk::{Code, Tone, places};
use tauri::{State, Theme, WebviewWindow};

use crate::shell::dialog;
use crate::shell::menu::{self, Edit, Group, Menus};
use crate::shell::rooms::{Here, Rooms};
use crate::shell::window::{self, Asked};

/// Closes the window: the page has nothing left to save.
#[tauri::command(async)]
pub(crate) fn window_close(window: WebviewWindow) {
    window::close(&window);
}

/// Opens another window, with the first screen.
#[tauri::command(async)]
pub(crate) fn window_new(rooms: State<'_, Rooms>) -> Result<(), Failure> {
    rooms.open(None).map_err(broke)
}

/// Asks every window to close; the app ends with the last.
#[tauri::command(async)]
pub(crate) fn app_quit(rooms: State<'_, Rooms>) {
    rooms.quit();
}

/// The window does not close: something could not be saved, and the page says what.
#[tauri::command(async)]
pub(crate) fn window_stays(asked: Here<Asked>) {
    asked.stays();
}

/// Has menus and dialogs look as the page does: dark, light, or as the system.
#[tauri::command(async)]
pub(crate) fn window_look(dark: Option<bool>, window: WebviewWindow) {
    let theme = dark.map(|dark| if dark { Theme::Dark } else { Theme::Light });
    // Where a system cannot, they keep its own look.
    let _ = window.set_theme(theme);
}

/// Asks for a place and writes a text there, a recipe or an article that cannot be saved where it belongs; false where none was chosen.
#[tauri::command(async)]
pub(crate) fn text_save(
    title: String,
    name: String,
    text: &str,
    window: WebviewWindow,
) -> Result<bool, Failure> {
    let Some(file) = dialog::new_file(&window, title, name) else { return Ok(false) };
    places::write_text(&file, text)?;
    Ok(true)
}

/// Shows these menus, in the language that the page speaks now.
#[tauri::command(async)]
pub(crate) fn menu_show(
    groups: Vec<Group>,
    window: WebviewWindow,
    menus: Here<Menus>,
) -> Result<(), Failure> {
    menus.show(&window, groups).map_err(broke)
}

/// Lets these of their lines be chosen, and no others; of those with a tick, `on` have it.
#[tauri::command(async)]
pub(crate) fn menu_allow(
    ids: HashSet<String>,
    on: HashSet<String>,
    menus: Here<Menus>,
) -> Result<(), Failure> {
    menus.allow(&ids, &on).map_err(broke)
}

/// Cuts, copies, pastes, selects all, undoes or does again where the keyboard is, as the system's keys for it do.
#[tauri::command(async)]
pub(crate) fn window_edit(how: Edit, window: WebviewWindow) -> Result<(), Failure> {
    menu::edit(&window, how).map_err(broke)
}

fn broke(error: tauri::Error) -> Failure {
    Failure::new(Code::Broke, Tone::Broke, error.to_string())
}
