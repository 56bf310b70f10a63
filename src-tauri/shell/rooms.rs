//! The app's windows, and what each has for itself: one window a library, and never two for the same.

use std::marker::PhantomData;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use galley_desk::places::windows::{self as noted, OpenWindow};
use galley_desk::preview::Previews;
use galley_desk::rename::library_name;
use galley_desk::settings::Settings;
use galley_desk::wire::{BackupState, Changes, Failure, ImportReport, PutBack};
use galley_desk::{Code, Desk, System, Tone, sample};
use serde::Serialize;
use tauri::ipc::{CommandArg, CommandItem, InvokeError};
use tauri::{AppHandle, Emitter, Manager, WebviewWindow, Wry};

use super::backups::Backups;
use super::ending::Senders;
use super::menu::Menus;
use super::open::{Open, hold};
use super::passwords::Passwords;
use super::place;
use super::window::{self, Asked};

/// The event that tells a page what changed.
const CHANGED: &str = "changed";
/// The event that tells it how its backups stand.
const BACKED_UP: &str = "backedUp";
/// The event that tells it whether another program has its library open.
const NEIGHBOURS: &str = "neighbours";
/// The event that tells it how far long work is.
const PROGRESS: &str = "progress";
/// The event that tells it that a later start of the app named a library, which it is to show.
const NAMED: &str = "named";

/// A window, and all that is its own.
pub(crate) struct Room {
    label: String,
    open: Open,
    backups: Backups,
    menus: Menus,
    asked: Asked,
    previews: Previews,
}

/// Where a library is shown that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Shown {
    /// In the window that asked.
    Here,
    /// In another, which has come to the front.
    Elsewhere,
}

/// All windows.
pub(crate) struct Rooms {
    app: AppHandle,
    /// The folder of the app's own notes.
    settings: PathBuf,
    /// The folder in which new libraries are made, and others for where none is safe in it.
    documents: PathBuf,
    instead: Vec<PathBuf>,
    /// The folder of all backups.
    backups: Option<PathBuf>,
    /// The one that was in front last stands last. Held for a moment only.
    all: Mutex<Vec<Arc<Room>>>,
    /// Held by whoever gives a library its window, so that none gets two. Never on the main thread, which makes windows.
    turn: Mutex<()>,
    /// How many windows there have been beside those that came back: no two have the same name.
    made: AtomicUsize,
    /// The windows of the last time, by their names.
    back: Mutex<Vec<OpenWindow>>,
    /// Held by whoever notes which windows are open. True while all of them are asked to close: what is noted stays.
    quits: Mutex<bool>,
    senders: Arc<Senders>,
}

impl Rooms {
    pub(crate) fn new(
        app: AppHandle,
        settings: PathBuf,
        documents: PathBuf,
        instead: Vec<PathBuf>,
        backups: Option<PathBuf>,
    ) -> Self {
        Self {
            app,
            settings,
            documents,
            instead,
            backups,
            all: Mutex::default(),
            turn: Mutex::default(),
            made: AtomicUsize::new(0),
            back: Mutex::default(),
            quits: Mutex::default(),
            senders: Arc::default(),
        }
    }

    /// The one of the window that is called so.
    pub(crate) fn of(&self, label: &str) -> Option<Arc<Room>> {
        hold(&self.all).iter().find(|room| room.label == label).cloned()
    }

    /// All of them, the one in front last.
    pub(crate) fn all(&self) -> Vec<Arc<Room>> {
        hold(&self.all).clone()
    }

    /// Opens a window: for the library that is named, or with the first screen.
    pub(crate) fn open(&self, library: Option<PathBuf>) -> tauri::Result<()> {
        let beside = self.in_front();
        self.furnish(&self.make(library), beside.as_ref())?;
        self.go_on();
        Ok(())
    }

    /// Opens the windows of the last time again, each with its library and where it stood; the one that was in front is in front. A library
    /// that is gone is told of in its window, as any that cannot be opened. Called before any other window is opened.
    pub(crate) fn open_again(&self, windows: Vec<OpenWindow>) -> tauri::Result<()> {
        hold(&self.back).clone_from(&windows);
        let room = |window: OpenWindow| self.make_as(window.label, Some(window.library));
        // All of them are known before one is to be seen: which are open is noted whenever one comes to the front.
        let rooms: Vec<_> = windows.into_iter().map(room).collect();
        for room in &rooms {
            self.furnish(room, None)?;
        }
        rooms.last().into_iter().for_each(|room| self.bring_to_front(room));
        Ok(())
    }

    /// The app was started again, perhaps with the name of a library: that is shown where it is open, or in a window that has none, or in
    /// a new one. Not to be called on the main thread.
    pub(crate) fn start_again(&self, named: Option<PathBuf>) -> tauri::Result<()> {
        let Some(named) = named else {
            let Some(window) = self.in_front() else { return self.open(None) };
            window::bring_to_front(&window);
            return Ok(());
        };
        let library = place::library_at(&named);
        let _turn = hold(&self.turn);
        if let Some(room) = self.with_library(&library) {
            self.bring_to_front(&room);
            return Ok(());
        }
        let Some(free) = self.all().into_iter().rev().find(|room| room.open.is_free()) else {
            return self.open(Some(library));
        };
        free.open.name(library);
        self.go_on();
        self.tell(&free.label, NAMED, ());
        self.bring_to_front(&free);
        Ok(())
    }

    /// Shows the library at this place. Where it cannot be opened, nothing changes.
    pub(crate) fn show(&self, from: &Room, library: &Path) -> Result<Shown, Failure> {
        let _turn = hold(&self.turn);
        // One that could not be opened is tried again.
        let is_there = |room: &Arc<Room>| room.label != from.label || room.open.shown().is_some();
        if let Some(room) = self.with_library(library).filter(is_there) {
            self.bring_to_front(&room);
            return Ok(Shown::Elsewhere);
        }
        Ok(self.seat(from, || Ok(from.open.desk_at(library)?))?.1)
    }

    /// Makes a library where new ones are made, empty or with the sample in it, and shows it; answers the room that it is in.
    pub(crate) fn begin(
        &self,
        from: &Room,
        name: &str,
        settings: &Settings,
        with_sample: bool,
    ) -> Result<(Arc<Room>, Shown), Failure> {
        let _turn = hold(&self.turn);
        let name = &library_name(name)?;
        let mut places = std::iter::once(&self.documents).chain(&self.instead);
        // Where none is safe, it is said of the first why.
        let place = places.find(|place| Desk::unsafe_place(place).is_none()).unwrap_or(&self.documents);
        let folder = place.join(format!("{name}.galley"));
        self.seat(from, || {
            let make = if with_sample { sample::create } else { Desk::create };
            Ok(make(&folder, settings, name, System.signature())?)
        })
    }

    /// Puts a backup in place of the library that could not be opened, and shows it.
    pub(crate) fn put_back(&self, from: &Room, id: &str) -> Result<(PutBack, Shown), Failure> {
        let _turn = hold(&self.turn);
        let (put_back, place) = from.backups.put_back(from.open.failed(), id)?;
        let (_, shown) = self.seat(from, || Ok(from.open.desk_at(&place)?))?;
        Ok((put_back, shown))
    }

    /// What is written from now on is signed anew, in every window.
    pub(crate) fn sign(&self) {
        for room in self.all() {
            room.open.sign(System.signature());
        }
    }

    /// This window is in front now.
    pub(crate) fn came_to_front(&self, label: &str) {
        let mut all = hold(&self.all);
        let Some(at) = all.iter().position(|room| room.label == label) else { return };
        all[at..].rotate_left(1);
        let room = all.last().cloned();
        drop(all);
        // Where they cannot be shown, those of the window before stay.
        let _ = room.map(|room| room.menus.come_to_front(&self.app));
        // This is the thread that draws the windows, and a disk may be slow.
        let app = self.app.clone();
        thread::spawn(move || app.state::<Self>().note());
    }

    /// Closes the library of a window, which is closed or soon will be. Whoever looks after it ends; what is under way stops.
    pub(crate) fn close(&self, label: &str) {
        let closed = {
            let mut all = hold(&self.all);
            let at = all.iter().position(|room| room.label == label);
            at.map(|at| all.remove(at))
        };
        if let Some(room) = closed {
            // The last one comes back: with it the app is ended.
            if !self.all().is_empty() {
                self.note();
            }
            room.open.close();
            room.backups.close();
        }
    }

    /// There is a window more, or a library: whatever was asked to end before, a person goes on.
    fn go_on(&self) {
        *hold(&self.quits) = false;
        self.note();
    }

    /// Notes which libraries have windows now, so that they have them at the next start, too: also where the app is killed.
    fn note(&self) {
        let quits = hold(&self.quits);
        if *quits {
            return;
        }
        let of_room =
            |room: Arc<Room>| Some(OpenWindow { library: room.open.named()?, label: room.label.clone() });
        let windows = self.all().into_iter().filter_map(of_room).collect();
        // Where it cannot be noted, those of before come back.
        let _ = noted::note(&self.settings, windows);
    }

    /// Asks every window to close: each saves first, and stays where that cannot be done. All of them come back at the next start.
    pub(crate) fn quit(&self) {
        *hold(&self.quits) = true;
        for room in self.all() {
            if let Some(window) = self.window_of(&room) {
                // One that cannot be asked is gone.
                let _ = window.close();
            }
        }
    }

    /// Opens a library and gives it to the window that asked, where that has none, else to a new one.
    fn seat(
        &self,
        from: &Room,
        open: impl FnOnce() -> Result<Desk, Failure>,
    ) -> Result<(Arc<Room>, Shown), Failure> {
        // Asked before: a window whose library can now be opened has none until it has it.
        let is_free = from.open.is_free();
        let desk = open()?;
        if is_free {
            from.open.go_on_with(desk);
            self.go_on();
            return Ok((self.of(&from.label).ok_or_else(closing)?, Shown::Here));
        }
        let room = self.make(None);
        room.open.go_on_with(desk);
        self.furnish(&room, self.window_of(from).as_ref()).map_err(|error| broke(&error))?;
        self.go_on();
        Ok((room, Shown::Elsewhere))
    }

    /// A room whose window is not there yet.
    fn make(&self, library: Option<PathBuf>) -> Arc<Room> {
        let label = loop {
            let label = window::label(self.made.fetch_add(1, Ordering::Relaxed));
            if hold(&self.back).iter().all(|window| window.label != label) {
                break label;
            }
        };
        self.make_as(label, library)
    }

    /// The same for a window of this name.
    fn make_as(&self, label: String, library: Option<PathBuf>) -> Arc<Room> {
        let page = (self.app.clone(), label.clone());
        let changed = move |changes: Option<&Changes>| tell(&page, CHANGED, changes);
        let page = (self.app.clone(), label.clone());
        let report = move |progress| tell(&page, PROGRESS, progress);
        let (settings, senders) = (self.settings.clone(), Arc::clone(&self.senders));
        let room = Arc::new(Room {
            label,
            open: Open::new(library, settings, senders, Box::new(changed), Box::new(report)),
            backups: Backups::new(self.backups.clone()),
            menus: Menus::default(),
            asked: Asked::default(),
            previews: Previews::default(),
        });
        hold(&self.all).push(Arc::clone(&room));
        room
    }

    /// Opens its window, and looks after its library from here on.
    fn furnish(&self, room: &Arc<Room>, beside: Option<&WebviewWindow>) -> tauri::Result<()> {
        if let Err(error) = window::open(&self.app, &room.label, beside) {
            self.close(&room.label);
            return Err(error);
        }
        room.look_after(&self.app);
        Ok(())
    }

    /// The room of the library at this place, whatever name of the place it was opened by.
    fn with_library(&self, library: &Path) -> Option<Arc<Room>> {
        let wanted = place::whole(library);
        let is_it = |room: &Arc<Room>| room.open.named().is_some_and(|named| place::whole(&named) == wanted);
        // Not with the list held: a place may be on a disk that does not answer, and every command asks for its room.
        self.all().into_iter().find(is_it)
    }

    fn window_of(&self, room: &Room) -> Option<WebviewWindow> {
        self.app.get_webview_window(&room.label)
    }

    /// The window that was in front last.
    fn in_front(&self) -> Option<WebviewWindow> {
        self.all().iter().rev().find_map(|room| self.window_of(room))
    }

    fn bring_to_front(&self, room: &Room) {
        if let Some(window) = self.window_of(room) {
            window::bring_to_front(&window);
        }
    }

    fn tell(&self, label: &str, event: &str, what: impl Serialize + Clone) {
        tell(&(self.app.clone(), label.to_owned()), event, what);
    }
}

impl Room {
    /// Looks after the library until the window is closed: what others write to it, what is to go out of it, its backups.
    fn look_after(self: &Arc<Self>, app: &AppHandle) {
        let (room, page) = (Arc::clone(self), (app.clone(), self.label.clone()));
        thread::spawn(move || room.open.watch(&|neighbours| tell(&page, NEIGHBOURS, neighbours)));
        let (room, sending) = (Arc::clone(self), app.clone());
        thread::spawn(move || room.open.run_outbox(&sending.state::<Passwords>()));
        let (room, page) = (Arc::clone(self), (app.clone(), self.label.clone()));
        thread::spawn(move || {
            let told = |state: BackupState| tell(&page, BACKED_UP, state);
            room.backups.keep(&room.open, &told);
        });
    }

    /// Takes a folder of articles into its library.
    pub(crate) fn import(&self, folder: &Path) -> Result<ImportReport, Failure> {
        self.open.import(folder)
    }

    /// Whether its page was asked to close it.
    pub(crate) fn asked(&self) -> &Asked {
        &self.asked
    }
}

/// Tells the page of a window something, and no other. One that is not there yet asks for everything when it comes.
fn tell((app, label): &(AppHandle, String), event: &str, what: impl Serialize + Clone) {
    let _ = app.emit_to(label.as_str(), event, what);
}

/// A part of a room.
pub(crate) trait Part {
    fn of(room: &Room) -> &Self;
}

/// A part of the room whose page asks.
pub(crate) struct Here<T> {
    room: Arc<Room>,
    part: PhantomData<fn() -> T>,
}

impl<T: Part> Deref for Here<T> {
    type Target = T;

    fn deref(&self) -> &T {
        T::of(&self.room)
    }
}

impl<'de, T: Part> CommandArg<'de, Wry> for Here<T> {
    fn from_command(command: CommandItem<'de, Wry>) -> Result<Self, InvokeError> {
        let page = command.message.webview_ref();
        let room = page.state::<Rooms>().of(page.label()).ok_or_else(|| InvokeError::from(closing()))?;
        Ok(Self { room, part: PhantomData })
    }
}

impl Part for Room {
    fn of(room: &Room) -> &Self {
        room
    }
}

impl Part for Open {
    fn of(room: &Room) -> &Self {
        &room.open
    }
}

impl Part for Backups {
    fn of(room: &Room) -> &Self {
        &room.backups
    }
}

impl Part for Menus {
    fn of(room: &Room) -> &Self {
        &room.menus
    }
}

impl Part for Asked {
    fn of(room: &Room) -> &Self {
        &room.asked
    }
}

impl Part for Previews {
    fn of(room: &Room) -> &Self {
        &room.previews
    }
}

fn closing() -> Failure {
    let message = "this window is being closed".to_owned();
    Failure::new(Code::NotAllowed, Tone::CannotNow, message)
}

fn broke(error: &tauri::Error) -> Failure {
    Failure::new(Code::Broke, Tone::Broke, error.to_string())
}

#[cfg(test)]
mod tests {
    use std::fs;

    #[test]
    fn no_command_takes_for_the_apps_what_each_window_has_for_itself() {
        let commands = concat!(env!("CARGO_MANIFEST_DIR"), "/src-tauri/commands");
        let mut seen = 0;
        for file in fs::read_dir(commands).expect("the commands have a folder").flatten() {
            let text = fs::read_to_string(file.path()).expect("a text");
            // It would be found missing only when a page asks.
            for part in ["Open", "Backups", "Menus", "Asked", "Previews", "Room"] {
                let wrong = format!("State<'_, {part}>");
                assert!(!text.contains(&wrong), "{}: {wrong}", file.path().display());
            }
            seen += text.matches("Here<Open>").count();
        }
        assert!(seen > 0, "what is looked for is called otherwise now");
    }
}
