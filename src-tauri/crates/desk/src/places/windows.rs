//! The windows that are open on this machine, each with its library, so that they come back at the next start, however this one ends.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::notes;

/// The file in the folder of settings.
const FILE: &str = "open-windows.json";
/// So many come back, at most.
const MOST: usize = 24;

/// A window with its library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenWindow {
    /// What the program calls it: where it stands is kept under this name.
    pub label: String,
    /// The library's folder.
    pub library: PathBuf,
}

/// The windows that were open last, the one in front last.
pub fn all(settings: &Path) -> Vec<OpenWindow> {
    let mut all: Vec<OpenWindow> = notes::read(settings, FILE);
    all.drain(..all.len().saturating_sub(MOST));
    all
}

/// Notes the windows that are open now, the one in front last. Where they are those of before, nothing is written.
///
/// # Errors
/// Those of the disk.
pub fn note(settings: &Path, mut windows: Vec<OpenWindow>) -> io::Result<()> {
    windows.retain(|window| notes::can_be_kept(&window.library));
    if windows == notes::read::<Vec<OpenWindow>>(settings, FILE) {
        return Ok(());
    }
    notes::keep(settings, FILE, &windows)
}

/// A library is at another place now.
pub(super) fn moved(settings: &Path, from: &Path, to: &Path) -> io::Result<()> {
    let mut windows = all(settings);
    for window in windows.iter_mut().filter(|window| window.library == from) {
        to.clone_into(&mut window.library);
    }
    note(settings, windows)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn window(label: &str, library: &str) -> OpenWindow {
        OpenWindow { label: label.to_owned(), library: PathBuf::from(library) }
    }

    #[test]
    fn windows_are_noted_and_a_file_that_is_not_ours_is_not_believed() {
        let settings = tempfile::tempdir().expect("a temporary folder can be made");
        let settings = settings.path();
        assert!(all(settings).is_empty());
        let both = [window("library-1", "/news/Daily.galley"), window("library-3", "/news/Weekly.galley")];
        note(settings, both.to_vec()).expect("the folder can be written");
        assert_eq!(all(settings), both);
        moved(settings, Path::new("/news/Weekly.galley"), Path::new("/news/Sunday.galley")).expect("written");
        assert_eq!(all(settings)[1], window("library-3", "/news/Sunday.galley"));
        let many =
            (0..MOST * 2).map(|number| window(&format!("library-{number}"), &format!("/{number}.galley")));
        note(settings, many.collect()).expect("the folder can be written");
        assert_eq!(all(settings).len(), MOST);
        assert_eq!(all(settings)[MOST - 1].label, format!("library-{}", MOST * 2 - 1), "those in front");
        fs::write(settings.join(FILE), "[{\"label\": 1}]").expect("the folder can be written");
        assert!(all(settings).is_empty());
    }
}
