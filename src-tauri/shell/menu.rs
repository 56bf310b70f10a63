//! The menus of a window. Its page says what is in them, in its own words and language, and hears what was chosen: what can be
//! done is known there alone. They have no keys of their own, which GTK would take away from the page.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::sync::{Mutex, MutexGuard};

use serde::Deserialize;
use tauri::menu::{AboutMetadata, CheckMenuItem, IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Emitter, Manager, WebviewWindow, Wry};

use super::open::hold;
use super::rooms::{Part, Rooms};

/// The event that tells a page what was chosen in its menus.
const CHOSEN: &str = "chosen";
/// The line that ends the app. It is the system's on a Mac, and no page's.
const QUIT: &str = "quit";
/// Between the name of a window and that of a line.
const OF: char = ':';

/// A menu of the bar, or one within it.
#[derive(Debug, Deserialize)]
pub(crate) struct Group {
    label: String,
    lines: Vec<Entry>,
}

/// What stands in a menu.
#[derive(Debug, Deserialize)]
#[serde(tag = "is", rename_all = "lowercase")]
enum Entry {
    /// One thing that can be done.
    Line {
        /// Names it to the page.
        id: String,
        label: String,
        /// Whether it is something that is on or off.
        ticks: bool,
    },
    /// A line across.
    Between,
    Menu(Group),
}

/// What the system does in any text.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Edit {
    Cut,
    Copy,
    Paste,
    All,
    Undo,
    Redo,
}

/// The menus of a window.
#[derive(Default)]
pub(crate) struct Menus {
    /// The lines that are shown, by their names.
    lines: Mutex<HashMap<String, Shown>>,
    /// Lines whose tick the system turned round itself, as it does when they are chosen. Noted on the main thread, which must not wait
    /// for the lines: who holds those waits for it.
    turned: Mutex<HashSet<String>>,
    bar: Mutex<Option<Menu<Wry>>>,
}

/// A line that is shown, as it was last told to be.
struct Shown {
    item: Item,
    is_allowed: bool,
    is_on: bool,
}

enum Item {
    Plain(MenuItem<Wry>),
    Ticked(CheckMenuItem<Wry>),
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
            bar.append(&made(window, group, &mut lines)?)?;
        }
        *self.lines() = lines;
        // That was of the lines before.
        hold(&self.turned).clear();
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

    /// Lets these be chosen, and no others, and ticks those that are on. Only what differs from before is touched.
    pub(crate) fn allow(&self, ids: &HashSet<String>, on: &HashSet<String>) -> tauri::Result<()> {
        let turned = mem::take(&mut *hold(&self.turned));
        for (id, line) in self.lines().iter_mut() {
            line.is_on ^= turned.contains(id);
            line.allow(ids.contains(id))?;
            line.tick(on.contains(id))?;
        }
        Ok(())
    }

    fn lines(&self) -> MutexGuard<'_, HashMap<String, Shown>> {
        hold(&self.lines)
    }
}

impl Shown {
    fn allow(&mut self, now: bool) -> tauri::Result<()> {
        if self.is_allowed != now {
            match &self.item {
                Item::Plain(line) => line.set_enabled(now)?,
                Item::Ticked(line) => line.set_enabled(now)?,
            }
            self.is_allowed = now;
        }
        Ok(())
    }

    fn tick(&mut self, now: bool) -> tauri::Result<()> {
        if let Item::Ticked(line) = &self.item
            && self.is_on != now
        {
            line.set_checked(now)?;
            self.is_on = now;
        }
        Ok(())
    }
}

/// A menu with all that is in it; its lines are noted. They are grey and have no tick until the page says otherwise.
fn made(
    window: &WebviewWindow,
    group: Group,
    lines: &mut HashMap<String, Shown>,
) -> tauri::Result<Submenu<Wry>> {
    let app = window.app_handle();
    let menu = Submenu::new(app, written(&group.label), true)?;
    for line in group.lines {
        let (id, label, ticks) = match line {
            Entry::Line { id, label, ticks } => (id, written(&label), ticks),
            Entry::Between => {
                menu.append(&PredefinedMenuItem::separator(app)?)?;
                continue;
            }
            Entry::Menu(group) => {
                menu.append(&made(window, group, lines)?)?;
                continue;
            }
        };
        // The app hears of all menus alike.
        let name = format!("{}{OF}{id}", window.label());
        let item = if ticks {
            let line = CheckMenuItem::with_id(app, name, label, false, false, None::<&str>)?;
            menu.append(&line)?;
            Item::Ticked(line)
        } else {
            let line = MenuItem::with_id(app, name, label, false, None::<&str>)?;
            menu.append(&line)?;
            Item::Plain(line)
        };
        lines.insert(id, Shown { item, is_allowed: false, is_on: false });
    }
    Ok(menu)
}

/// Does in the page, where the keyboard is, what the system does in any text.
pub(crate) fn edit(window: &WebviewWindow, how: Edit) -> tauri::Result<()> {
    run(
        window,
        match how {
            Edit::Cut => "Cut",
            Edit::Copy => "Copy",
            Edit::Paste => "Paste",
            Edit::All => "SelectAll",
            Edit::Undo => "Undo",
            Edit::Redo => "Redo",
        },
    )
}

#[cfg(target_os = "linux")]
use super::linux::edit as run;

/// What the webview's page may do of it itself; the system's keys do all.
#[cfg(not(target_os = "linux"))]
fn run(window: &WebviewWindow, command: &'static str) -> tauri::Result<()> {
    window.eval(format!("document.execCommand('{command}')"))
}

/// Tells the page of the window in whose menus it stands that a line was chosen.
pub(crate) fn chosen(app: &AppHandle, line: &str) {
    if let Some((label, id)) = line.split_once(OF) {
        if let Some(room) = app.state::<Rooms>().of(label) {
            let mut turned = hold(&Menus::of(&room).turned);
            // Twice is as before.
            if !turned.remove(id) {
                turned.insert(id.to_owned());
            }
        }
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
