//! The libraries that were open on this machine, the last one first.

use std::io;
use std::path::{Path, PathBuf};

use super::notes;
use crate::rename::name_of;
use crate::wire::RecentLibrary;

/// The file in the folder of settings.
const FILE: &str = "recent-libraries.json";
/// So many are remembered.
const MOST: usize = 12;

/// Remembers a library as the last one.
///
/// # Errors
/// Those of the disk.
pub fn remember(settings: &Path, library: &Path) -> io::Result<()> {
    let others = all(settings).into_iter().filter(|other| other != library);
    keep(settings, std::iter::once(library.to_owned()).chain(others).take(MOST).collect())
}

/// Takes a library off the list; it stays where it is.
///
/// # Errors
/// Those of the disk.
pub fn forget(settings: &Path, library: &Path) -> io::Result<()> {
    keep(settings, all(settings).into_iter().filter(|other| other != library).collect())
}

/// The libraries that were open, the last one first.
pub fn all(settings: &Path) -> Vec<PathBuf> {
    notes::read(settings, FILE)
}

/// The same as the page shows them.
pub fn shown(settings: &Path) -> Vec<RecentLibrary> {
    let view = |path: PathBuf| RecentLibrary {
        name: name_of(&path),
        missing: !path.exists(),
        path: path.display().to_string(),
    };
    all(settings).into_iter().map(view).collect()
}

/// One of them is at another place now.
pub(super) fn moved(settings: &Path, from: &Path, to: &Path) -> io::Result<()> {
    let paths = all(settings);
    if !paths.iter().any(|path| path == from) {
        return Ok(());
    }
    keep(settings, paths.into_iter().map(|path| if path == from { to.to_owned() } else { path }).collect())
}

fn keep(settings: &Path, mut paths: Vec<PathBuf>) -> io::Result<()> {
    paths.retain(|path| notes::can_be_kept(path));
    notes::keep(settings, FILE, &paths)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::notes::BYTES_MAX;
    use super::*;

    #[test]
    fn libraries_are_remembered_and_a_file_that_is_not_ours_is_not_believed() {
        let settings = tempfile::tempdir().expect("a temporary folder can be made");
        let settings = settings.path();
        assert!(all(settings).is_empty());
        for library in ["/news/Daily.galley", "/news/Weekly.galley", "/news/Daily.galley"] {
            remember(settings, Path::new(library)).expect("the folder can be written");
        }
        assert_eq!(all(settings), [Path::new("/news/Daily.galley"), Path::new("/news/Weekly.galley")]);
        let view = shown(settings);
        assert!(view.iter().all(|library| library.missing) && view[1].name == "Weekly");
        moved(settings, Path::new("/news/Weekly.galley"), Path::new("/news/Sunday.galley")).expect("written");
        assert_eq!(all(settings), [Path::new("/news/Daily.galley"), Path::new("/news/Sunday.galley")]);
        forget(settings, Path::new("/news/Daily.galley")).expect("the folder can be written");
        assert_eq!(all(settings), [Path::new("/news/Sunday.galley")]);
        for number in 0..MOST * 2 {
            remember(settings, &PathBuf::from(format!("/{number}.galley")))
                .expect("the folder can be written");
        }
        assert_eq!(all(settings).len(), MOST);
        for odd in ["not JSON".to_owned(), "x".repeat(BYTES_MAX as usize + 1)] {
            fs::write(settings.join(FILE), odd).expect("the folder can be written");
            assert!(all(settings).is_empty());
        }
    }
}
