//! Galley's own folders outside any library, by the rules of the system, and what is kept in them: the author's name, the libraries
//! that were open, where the site of each is written.
//!
//! The window and the command line have the same: a name that was given in one signs what is written with the other.

mod notes;
pub mod recent;
pub mod site_folder;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::DeskError;

/// The app's name among those of the system. The window's is the same, in `tauri.conf.json`.
const APP: &str = "org.galley.desk";
/// The file that holds the author's name.
const AUTHOR: &str = "author";
/// A longer name was not given by a person, in bytes.
pub const AUTHOR_BYTES_MAX: u64 = 400;

/// The folder of what a person chose: small files.
pub fn settings() -> Option<PathBuf> {
    Some(dirs::config_dir()?.join(APP))
}

/// The folder of automatic backups: `GALLEY_BACKUPS`, else one among the system's data.
pub fn backups() -> Option<PathBuf> {
    let chosen = std::env::var_os("GALLEY_BACKUPS").filter(|path| !path.is_empty()).map(PathBuf::from);
    chosen.or_else(|| Some(dirs::data_dir()?.join(APP).join("backups")))
}

/// The author's name, where one was given.
pub fn author(settings: &Path) -> Option<String> {
    let file = settings.join(AUTHOR);
    if fs::metadata(&file).ok()?.len() > AUTHOR_BYTES_MAX {
        return None;
    }
    let name = fs::read_to_string(file).ok()?.trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// Writes a text into a file that a person named, in place of what it held; once this returns, it is on the disk.
///
/// # Errors
/// [`DeskError::Io`]
pub fn write_text(file: &Path, text: &str) -> Result<(), DeskError> {
    let written = File::create(file).and_then(|mut to| {
        to.write_all(text.as_bytes())?;
        to.sync_all()
    });
    written.map_err(|source| DeskError::Io { doing: "writing", path: file.to_owned(), source })
}

/// Keeps the author's name.
///
/// # Errors
/// [`DeskError::Invalid`] for no name, or one too long; [`DeskError::Io`].
pub fn keep_author(settings: &Path, name: &str) -> Result<(), DeskError> {
    let name = name.trim();
    if name.is_empty() || name.len() as u64 > AUTHOR_BYTES_MAX || name.contains(char::is_control) {
        return Err(DeskError::invalid(
            "your name",
            "it is one line, neither empty nor that long; nothing was changed",
        ));
    }
    let file = settings.join(AUTHOR);
    let kept = fs::create_dir_all(settings).and_then(|()| fs::write(&file, name));
    kept.map_err(|source| DeskError::Io { doing: "keeping your name in", path: file, source })
}

/// A library is at another place now: what is known of it on this machine goes along.
///
/// # Errors
/// Those of the disk; the library is where it is all the same.
pub fn moved(settings: &Path, from: &Path, to: &Path) -> io::Result<()> {
    recent::moved(settings, from, to)?;
    site_folder::moved(settings, from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_the_same_folders() {
        let window = include_str!("../../../../../tauri.conf.json");
        assert!(window.contains(&format!("\"identifier\": \"{APP}\"")));
    }

    #[test]
    fn a_name_is_kept_and_what_is_none_is_not() {
        let settings = tempfile::tempdir().expect("a temporary folder");
        let settings = settings.path().join("made at need");
        assert_eq!(author(&settings), None);
        keep_author(&settings, "  李伟 ").expect("kept");
        assert_eq!(author(&settings).as_deref(), Some("李伟"));
        for none in ["", "  ", "a\nb", &"x".repeat(401)] {
            assert!(keep_author(&settings, none).is_err(), "{none:?}");
        }
        assert_eq!(author(&settings).as_deref(), Some("李伟"));
    }
}
