//! Galley's own folders outside any library, by the rules of the system, and what is kept in them: the author's name, the libraries
//! that were open, the windows that are, where the site of each is written, what is half typed in them.
//!
//! The window and the command line have the same: a name that was given in one signs what is written with the other.

pub mod half_typed;
mod notes;
pub mod recent;
pub mod senders;
pub mod site_folder;
pub mod windows;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use galley_store::StoreError;

use crate::DeskError;

/// The app's name among those of the system. The window's is the same, in `tauri.conf.json`.
pub(crate) const APP: &str = "org.galley.desk";
/// The file that holds the author's name.
const AUTHOR: &str = "author";
/// A text that is being written.
const UNDER_WAY: galley_aside::Kind = galley_aside::Kind { prefix: ".galley-text-", lock: "lock" };
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

/// Writes a text into a file that a person named, in place of what it held; once this returns, it is on the disk. What it held stays whole
/// until the text is.
///
/// # Errors
/// [`DeskError::Io`], [`DeskError::Store`] where the disk is full; the file is as it was then.
pub fn write_text(file: &Path, text: &str) -> Result<(), DeskError> {
    // The file that a link leads to, and not the link, gives way.
    let place = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let written = put_whole(&place, text);
    written.map_err(|source| match source.kind() {
        io::ErrorKind::StorageFull => StoreError::DiskFull.into(),
        _ => DeskError::Io { doing: "writing", path: file.to_owned(), source },
    })
}

fn put_whole(place: &Path, text: &str) -> io::Result<()> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut aside = UNDER_WAY.file(folder)?;
    aside.write_all(text.as_bytes())?;
    if let Ok(before) = fs::metadata(place) {
        aside.as_file().set_permissions(before.permissions())?;
    }
    aside.as_file().sync_all()?;
    aside.persist(place).map_err(|error| error.error)?;
    // Windows knows no such thing.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
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
    let kept = fs::create_dir_all(settings).and_then(|()| put_whole(&file, name));
    kept.map_err(|source| DeskError::Io { doing: "keeping your name in", path: file, source })
}

/// A library is at another place now: what is known of it on this machine goes along.
///
/// # Errors
/// Those of the disk; the library is where it is all the same.
pub fn moved(settings: &Path, from: &Path, to: &Path) -> io::Result<()> {
    recent::moved(settings, from, to)?;
    half_typed::moved(settings, from, to)?;
    senders::moved(settings, from, to)?;
    windows::moved(settings, from, to)?;
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
    fn a_text_takes_the_place_of_a_file_and_of_nothing_else() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("kept.md");
        write_text(&file, "First").expect("written");
        let read = || fs::read_to_string(&file).expect("it is there");
        assert_eq!(read(), "First");
        #[cfg(unix)]
        {
            use std::os::unix::fs::{PermissionsExt as _, symlink};
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("set");
            let link = folder.path().join("link.md");
            symlink(&file, &link).expect("linked");
            write_text(&link, "Second").expect("written");
            assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink(), "the link stays");
            assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o600);
            assert_eq!(read(), "Second");
            fs::remove_file(link).expect("removed");
        }
        assert!(write_text(&folder.path().join("none/kept.md"), "Third").is_err(), "there is no such folder");
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1, "nothing lies about");
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
