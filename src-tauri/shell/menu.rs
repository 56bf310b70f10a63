//! The menus of a window. Its page says what is in them, in its own words and language, and hears what was chosen: what can be
//! done is known there alone. They have no keys of their own, which GTK would take away from the page.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard};

use serde::Deserialize;
use tauri::menu::{AboutMetadata, IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Emitter, Manager, WebviewWindow, Wry};

use super::open::hold;
use super::rooms::Rooms;

/// The event that tells a page what was chosen in its menus.
const CHOSEN: &str = "chosen";
/// The line that ends the app. It is the system's on a Mac, and no page's.
const QUIT: &str = "quit";
/// Between the name of a window and that of a line.
const OF: char = ':';

/// A menu of the bar.
#[derive(Debug, Deserialize)]
pub(crate) struct Group {
    label: String,
    lines: Vec<Line>,
}

/// One thing that can be done.
#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    /// Names it to the page.
    id: String,
    label: String,
}

/// The menus of a window.
#[derive(Default)]
pub(crate) struct Menus {
    /// The lines that are shown, by their names, each with whether it can be chosen.
    lines: Mutex<HashMap<String, (MenuItem<Wry>, bool)>>,
    bar: Mutex<Option<Menu<Wry>>>,
}

impl Menus {
    /// Shows these menus. What can be chosen in them is said next.
    pub(crate) fn show(&self, window: &WebviewWindow, groups: Vec<Group>) -> tauri::Result<()> {
        let app = window.app_handle();
        let mut lines = HashMap::new();
        let bar = Menu::new(app)?;
        if cfg!(target_os = "macos") {
            bar.append(&of_the_system(app)?)?;
        }
        for group in groups {
            let menu = Submenu::new(app, written(&group.label), true)?;
            for Line { id, label } in group.lines {
                // The app hears of all menus alike.
                let name = format!("{}{OF}{id}", window.label());
                let line = MenuItem::with_id(app, name, written(&label), false, None::<&str>)?;
                menu.append(&line)?;
                lines.insert(id, (line, false));
            }
            bar.append(&menu)?;
        }
        *self.lines() = lines;
        *hold(&self.bar) = Some(bar.clone());
        if !cfg!(target_os = "macos") {
            window.set_menu(bar)?;
        } else if window.is_focused()? {
            app.set_menu(bar)?;
        }
        Ok(())
    }

    /// The window is in front now. A Mac has one bar for all windows.
    pub(crate) fn come_to_front(&self, app: &AppHandle) -> tauri::Result<()> {
        let bar = hold(&self.bar).clone().filter(|_| cfg!(target_os = "macos"));
        bar.map_or(Ok(()), |bar| app.set_menu(bar).map(drop))
    }

    /// Lets these be chosen, and no others. Only what differs from before is touched.
    pub(crate) fn allow(&self, ids: &HashSet<String>) -> tauri::Result<()> {
        for (id, (line, is_on)) in self.lines().iter_mut() {
            let now = ids.contains(id);
            if *is_on != now {
                line.set_enabled(now)?;
                *is_on = now;
            }
        }
        Ok(())
    }

    fn lines(&self) -> MutexGuard<'_, HashMap<String, (MenuItem<Wry>, bool)>> {
        hold(&self.lines)
    }
}

/// Tells the page of the window in whose menus it stands that a line was chosen.
pub(crate) fn chosen(app: &AppHandle, line: &str) {
    if let Some((label, id)) = line.split_once(OF) {
        // Without a page there is nothing that could be done.
        let _ = app.emit_to(label, CHOSEN, id);
    } else if line == QUIT {
        app.state::<Rooms>().quit();
    }
}

/// What a Mac expects in every program: without it nothing can be copied by key there.
fn of_the_system(app: &AppHandle) -> tauri::Result<Submenu<Wry>> {
    let lines = [
        PredefinedMenuItem::about(app, None, Some(AboutMetadata::default()))?,
        PredefinedMenuItem::separator(app)?,
        PredefinedMenuItem::cut(app, None)?,
        PredefinedMenuItem::copy(app, None)?,
        PredefinedMenuItem::paste(app, None)?,
        PredefinedMenuItem::select_all(app, None)?,
        PredefinedMenuItem::separator(app)?,
        PredefinedMenuItem::hide(app, None)?,
    ];
    // The system's own line would ask no window.
    let quit = MenuItem::with_id(app, QUIT, "Quit Galley", true, Some("CmdOrCtrl+Q"))?;
    let mut lines: Vec<&dyn IsMenuItem<Wry>> =
        lines.iter().map(|line| line as &dyn IsMenuItem<Wry>).collect();
    lines.push(&quit);
    Submenu::with_items(app, "Galley", true, &lines)
}

/// An ampersand is a sign of the words, and not the mark of a key.
fn written(label: &str) -> String {
    label.replace('&', "&&")
}
