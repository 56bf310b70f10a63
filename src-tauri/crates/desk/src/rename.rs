//! A library's name: that of its folder, without the `.galley` behind it.

use std::path::Path;

use galley_store::Backups;

use crate::{Desk, DeskError, places};

/// A longer name leaves no room for what stands behind it, in bytes: most disks take 255 for a whole name.
pub const NAME_BYTES_MAX: usize = 200;
/// What no name may have in it, on one system or another.
const FORBIDDEN: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
/// Names that one system keeps for devices, whatever stands behind them.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A name that a library can have on every system.
///
/// # Errors
/// [`DeskError::Invalid`]
pub fn library_name(name: &str) -> Result<String, DeskError> {
    let name = name.trim();
    let name = name.strip_suffix(".galley").unwrap_or(name);
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let is_device = DEVICES.contains(&stem.as_str())
        || numbered.is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit());
    let fits = !name.is_empty()
        && name.len() <= NAME_BYTES_MAX
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && !name.contains(FORBIDDEN)
        && !name.contains(char::is_control)
        && !is_device;
    let why = "it is the name of a folder: neither empty nor longer than 200 bytes, without / \\ : * ? \" < > |, with no dot at either end, \
               and no name that a system keeps for itself; nothing was changed";
    if fits { Ok(name.to_owned()) } else { Err(DeskError::invalid("the library's name", why)) }
}

/// The name of the library in a folder.
pub fn name_of(folder: &Path) -> String {
    folder.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

impl Desk {
    /// The library's name.
    pub fn name(&self) -> String {
        name_of(self.folder())
    }

    /// Gives the library another name; undo and whoever sits here stay. What is kept of it elsewhere is told by [`follow`].
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for what is no name; [`DeskError::Store`] where it is taken, or another program has the library open: it
    /// is as it was then.
    pub fn rename(&mut self, name: &str) -> Result<(), DeskError> {
        let to = self.folder().with_file_name(format!("{}.galley", library_name(name)?));
        if to != self.folder() {
            self.library.rename(&to)?;
        }
        Ok(())
    }
}

/// What is kept of a library on this machine, outside of it, learns of its new place: the list of libraries, where its site is, its
/// automatic backups. The library has its new name already: what cannot be written here is found again by a person.
pub fn follow(desk: &Desk, from: &Path, settings: Option<&Path>, backups: Option<&Path>) {
    if let Some(settings) = settings {
        let _ = places::moved(settings, from, desk.folder());
    }
    if let Some(backups) = backups.and_then(|root| Backups::of(root, &desk.library).ok()) {
        let _ = backups.moved(from, desk.folder());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_every_disk_takes() {
        for (given, name) in [
            (" News ", "News"),
            ("News.galley", "News"),
            ("2026.1 晨报", "2026.1 晨报"),
            ("Common", "Common"),
        ] {
            assert_eq!(library_name(given).ok().as_deref(), Some(name), "{given:?}");
        }
        let long = "x".repeat(NAME_BYTES_MAX + 1);
        for none in [
            "", " ", ".galley", "..", ".hidden", "a/b", "a\\b", "a:b", "who?", "a\nb", "dot.", "nul",
            "COM1.old", &long,
        ] {
            assert!(library_name(none).is_err(), "{none:?}");
        }
    }
}
