//! Automatic backups of the library that a window shows: a thread that looks whether one is due.
//!
//! What is due and how it is made is the desk's. Here: when is looked, and what the page is told. Nothing here is waited for by a
//! save.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use galley_desk::backups::Keeper;
use galley_desk::wire::{BackupState, Failure, PutBack};
use galley_desk::{Clock, Code, DeskError, System, Tone, backups};

use super::open::{Open, hold};

/// How often is looked. The first look comes so long after the window, which it therefore does not slow down.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// The backups of the open library.
pub(crate) struct Backups {
    /// Where those of all libraries are; none where the system names no such folder.
    root: Option<PathBuf>,
    keeper: Mutex<Option<Keeper>>,
    /// Why the last one could not be made, and of which library.
    trouble: Mutex<Option<(PathBuf, Failure)>>,
}

impl Backups {
    /// With the folder that holds those of all libraries.
    pub(crate) fn new(root: Option<PathBuf>) -> Self {
        Self { root, keeper: Mutex::default(), trouble: Mutex::default() }
    }

    /// Looks, until the window is closed, whether a backup is due, and makes it. Tells each that was made or could not be.
    pub(crate) fn keep(&self, open: &Open, tell: &dyn Fn(BackupState)) {
        while !open.ending().is_here_within(LOOK_EVERY) {
            let Some(library) = open.shown() else {
                *hold(&self.keeper) = None;
                continue;
            };
            match self.with(&library, |keeper| keeper.look(System.now())) {
                Ok(None) => {}
                Ok(Some(_)) | Err(_) => tell(self.state(&library)),
            }
        }
        *hold(&self.keeper) = None;
    }

    /// Closes the library, since the window is closed. Where a backup is being made, whoever makes it does.
    pub(crate) fn close(&self) {
        if let Ok(mut keeper) = self.keeper.try_lock() {
            *keeper = None;
        }
    }

    /// Makes one now, unless nothing changed since the last.
    pub(crate) fn now(&self, open: &Open) -> Result<BackupState, Failure> {
        let library = open.ask(|desk| Ok(desk.folder().to_owned()))?;
        self.with(&library, |keeper| keeper.make(System.now()).map(Some))?;
        Ok(self.state(&library))
    }

    /// Closes the library, and opens it for no backup while what is answered is held.
    pub(crate) fn let_go(&self) -> MutexGuard<'_, Option<Keeper>> {
        let mut keeper = hold(&self.keeper);
        *keeper = None;
        keeper
    }

    /// How those of a library stand. Waits for none that is being made.
    pub(crate) fn state(&self, library: &Path) -> BackupState {
        let root = self.root.as_deref();
        let trouble = hold(&self.trouble).clone();
        BackupState {
            folder: root.map(|root| root.display().to_string()).unwrap_or_default(),
            last: root.and_then(|root| backups::of_place(root, library).into_iter().next()),
            trouble: trouble.filter(|(of, _)| of == library).map(|(_, failure)| failure),
        }
    }

    /// Those of a library that cannot be opened.
    pub(crate) fn of(&self, place: &Path) -> Vec<galley_desk::wire::BackupView> {
        self.root.as_deref().map(|root| backups::of_place(root, place)).unwrap_or_default()
    }

    /// Puts the library of a backup in place of the one that could not be opened; answers where that is.
    pub(crate) fn put_back(&self, failed: Option<PathBuf>, id: &str) -> Result<(PutBack, PathBuf), Failure> {
        let (Some(root), Some(place)) = (self.root.as_deref(), failed) else {
            return Err(nowhere());
        };
        let done = backups::put_back(root, &place, id, &mut |_| {})?;
        let kept = done.kept.map(|kept| kept.display().to_string());
        Ok((PutBack { kept, missing: done.missing as u64 }, place))
    }

    fn with<T>(
        &self,
        library: &Path,
        run: impl FnOnce(&mut Keeper) -> Result<Option<T>, DeskError>,
    ) -> Result<Option<T>, Failure> {
        let root = self.root.as_deref().ok_or_else(nowhere)?;
        let mut held = hold(&self.keeper);
        if held.as_ref().is_none_or(|keeper| keeper.library() != library) {
            *held = None;
            *held = Some(Keeper::new(root, library).map_err(|error| self.failed(library, &error))?);
        }
        let keeper = held.as_mut().expect("it was put there above");
        let done = run(keeper).map_err(|error| self.failed(library, &error))?;
        if done.is_some() {
            *hold(&self.trouble) = None;
        }
        Ok(done)
    }

    fn failed(&self, library: &Path, error: &DeskError) -> Failure {
        let failure = Failure::from(error);
        *hold(&self.trouble) = Some((library.to_owned(), failure.clone()));
        failure
    }
}

fn nowhere() -> Failure {
    let message = "there is no folder for backups, or no library that waits for one".to_owned();
    Failure::new(Code::NotAllowed, Tone::CannotNow, message)
}
