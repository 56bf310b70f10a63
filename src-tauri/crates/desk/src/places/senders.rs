//! The libraries that send from this machine by themselves.
//!
//! Jobs lie in the library, with where they go and what they say. So one that came from elsewhere, as a gift, a backup or a copy, would publish
//! as soon as it is opened. It waits until a person says once that it may; whoever publishes from it here has said so.

use std::io;
use std::path::{Path, PathBuf};

use galley_domain::LibraryId;
use serde::{Deserialize, Serialize};

use super::notes;
use crate::export::library_id;
use crate::{Desk, DeskError};

/// The file in the folder of settings.
const FILE: &str = "sending-libraries.json";
/// So many are remembered.
const MOST: usize = 100;

/// A library at a place: a copy of it elsewhere is another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Sender {
    library: String,
    place: PathBuf,
}

/// Whether the library at this place sends by itself.
pub fn is_one(settings: &Path, library: LibraryId, place: &Path) -> bool {
    let known: Vec<Sender> = notes::read(settings, FILE);
    known.iter().any(|known| known.place == place && known.library == library.to_string())
}

/// From now on it does.
///
/// # Errors
/// Those of the disk.
pub fn allow(settings: &Path, library: LibraryId, place: &Path) -> io::Result<()> {
    if is_one(settings, library, place) || !notes::can_be_kept(place) {
        return Ok(());
    }
    let mut known: Vec<Sender> = notes::read(settings, FILE);
    known.insert(0, Sender { library: library.to_string(), place: place.to_owned() });
    known.truncate(MOST);
    notes::keep(settings, FILE, &known)
}

/// A library is at another place now.
pub(super) fn moved(settings: &Path, from: &Path, to: &Path) -> io::Result<()> {
    let mut known: Vec<Sender> = notes::read(settings, FILE);
    if !known.iter().any(|known| known.place == from) || !notes::can_be_kept(to) {
        return Ok(());
    }
    known.iter_mut().filter(|known| known.place == from).for_each(|known| to.clone_into(&mut known.place));
    notes::keep(settings, FILE, &known)
}

impl Desk {
    /// Whether this library sends from this machine by itself.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn sends(&self, settings: &Path) -> Result<bool, DeskError> {
        Ok(is_one(settings, library_id(&self.view())?, self.folder()))
    }

    /// A person says that it may.
    ///
    /// # Errors
    /// [`DeskError::Store`], [`DeskError::Io`]
    pub fn let_send(&self, settings: &Path) -> Result<(), DeskError> {
        let io = |source| DeskError::Io { doing: "keeping a note in", path: settings.join(FILE), source };
        allow(settings, library_id(&self.view())?, self.folder()).map_err(io)
    }

    /// Has a person's own jobs queued, which is their word that it may; for these, and not for others that wait in it already.
    ///
    /// # Errors
    /// Those of `queue`.
    pub fn queue_by_hand<T>(
        &mut self,
        settings: Option<&Path>,
        queue: impl FnOnce(&mut Self) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let is_clean = self.open_jobs()? == 0;
        let queued = queue(self)?;
        if let Some(settings) = settings.filter(|_| is_clean) {
            // Where that cannot be noted, a person is asked.
            let _ = self.let_send(settings);
        }
        Ok(queued)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_sends_where_a_person_said_so_and_no_copy_of_it_does() {
        let settings = tempfile::tempdir().expect("a temporary folder");
        let settings = settings.path();
        let id = |n| LibraryId::new(uuid::Uuid::from_u128(n));
        let [here, copy, renamed] =
            ["/news/Daily.galley", "/tmp/Daily.galley", "/news/Evening.galley"].map(Path::new);
        assert!(!is_one(settings, id(1), here));
        allow(settings, id(1), here).expect("kept");
        assert!(is_one(settings, id(1), here));
        assert!(!is_one(settings, id(1), copy), "it came from elsewhere");
        assert!(!is_one(settings, id(2), here), "another was put in its place");
        moved(settings, here, renamed).expect("kept");
        assert!(is_one(settings, id(1), renamed) && !is_one(settings, id(1), here));
        for n in 10..200 {
            allow(settings, id(n), here).expect("kept");
        }
        assert!(is_one(settings, id(199), here) && !is_one(settings, id(1), renamed));
    }
}
