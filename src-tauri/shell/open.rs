//! The library that the app has open.
//!
//! It is opened at the first question, so that the window is there at once, and again at the next one where it could
//! not be: a person may have put it back meanwhile.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use galley_desk::wire::Failure;
use galley_desk::{Access, Code, Desk, DeskError, System, Tone};

use super::place;

/// The library of this app: where it is, and the desk once it is open.
pub(crate) struct Open {
    library: Option<PathBuf>,
    settings: PathBuf,
    desk: Mutex<Option<Desk>>,
}

impl Open {
    /// For the library that the start named, if it named one; `settings` is the folder of the app's own notes.
    pub(crate) fn new(library: Option<PathBuf>, settings: PathBuf) -> Self {
        Self { library, settings, desk: Mutex::new(None) }
    }

    /// Whether there is a library to open at all.
    pub(crate) fn is_named(&self) -> bool {
        self.library.is_some()
    }

    /// Asks the desk.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&Desk) -> Result<T, DeskError>) -> Result<T, Failure> {
        // A question that panicked has read, not written: the desk is as good as before.
        let mut desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        let desk = match desk.take() {
            Some(open) => desk.insert(open),
            None => desk.insert(self.open()?),
        };
        question(desk).map_err(|error| Failure::from(&error))
    }

    fn open(&self) -> Result<Desk, Failure> {
        let Some(library) = &self.library else {
            let message = "no library was named when Galley started".to_owned();
            return Err(Failure { code: Code::LibraryMissing, tone: Tone::CannotNow, message });
        };
        let desk =
            Desk::open(library, Access::Write, System.signature()).map_err(|error| Failure::from(&error))?;
        // Not to know the last library at the next start is no reason not to open this one.
        let _ = place::remember(&self.settings, desk.folder());
        Ok(desk)
    }
}
