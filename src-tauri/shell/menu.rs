//! The window's menus. The page says what is in them, in its own words and language, and hears what was chosen: what can be
//! done is known there alone. They have no keys of their own, which GTK would take away from the page.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use tauri::menu::{AboutMetadata, IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Wry};

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

/// The lines that are shown, by their names, each with whether it can be chosen.
#[derive(Default)]
pub(crate) struct Menus(Mutex<HashMap<String, (MenuItem<Wry>, bool)>>);

impl Menus {
    /// Shows these menus. What can be chosen in them is said next.
    pub(crate) fn show(&self, app: &AppHandle, groups: Vec<Group>) -> tauri::Result<()> {
        let mut lines = HashMap::new();
        let bar = Menu::new(app)?;
        if cfg!(target_os = "macos") {
            bar.append(&of_the_system(app)?)?;
        }
        for group in groups {
            let menu = Submenu::new(app, written(&group.label), true)?;
            for Line { id, label } in group.lines {
                let line = MenuItem::with_id(app, &id, written(&label), false, None::<&str>)?;
                menu.append(&line)?;
                lines.insert(id, (line, false));
            }
            bar.append(&menu)?;
        }
        app.set_menu(bar)?;
        *self.lines() = lines;
        Ok(())
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
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
        PredefinedMenuItem::quit(app, None)?,
    ];
    let lines: Vec<&dyn IsMenuItem<Wry>> = lines.iter().map(|line| line as &dyn IsMenuItem<Wry>).collect();
    Submenu::with_items(app, "Galley", true, &lines)
}

/// An ampersand is a sign of the words, and not the mark of a key.
fn written(label: &str) -> String {
    label.replace('&', "&&")
}
