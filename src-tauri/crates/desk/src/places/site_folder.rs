//! Where the site of each library is written on this machine: beside the library, or into the folder that a person chose.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::notes;
use crate::rename::name_of;

/// The file in the app's folder of settings that remembers what was chosen, by library.
const CHOSEN_FILE: &str = "site-folders.json";

/// The folder of a library's site.
pub fn of(settings: &Path, library: &Path) -> PathBuf {
    chosen(settings).remove(library).unwrap_or_else(|| library.with_file_name(name(library)))
}

/// The folder that a choice means: an empty one itself, and the one that the site is in; else a new one in it, so that a site never
/// lies among other things.
pub fn meant(settings: &Path, library: &Path, folder: PathBuf) -> PathBuf {
    let is_free = fs::read_dir(&folder).is_ok_and(|mut inside| inside.next().is_none());
    if is_free || of(settings, library) == folder { folder } else { folder.join(name(library)) }
}

/// Remembers it.
///
/// # Errors
/// Those of the disk.
pub fn remember(settings: &Path, library: &Path, folder: &Path) -> io::Result<()> {
    let mut all = chosen(settings);
    all.insert(library.to_owned(), folder.to_owned());
    keep(settings, all)
}

/// A library has another name now: its site stays where it is.
pub(super) fn moved(settings: &Path, from: &Path, to: &Path) -> io::Result<()> {
    let (mut all, folder) = (chosen(settings), of(settings, from));
    let was_chosen = all.remove(from).is_some();
    // Beside the library there may be none so far: the first one has the new name.
    if folder.exists() {
        all.insert(to.to_owned(), folder);
    } else if !was_chosen {
        return Ok(());
    }
    keep(settings, all)
}

fn keep(settings: &Path, mut all: BTreeMap<PathBuf, PathBuf>) -> io::Result<()> {
    all.retain(|library, folder| notes::can_be_kept(library) && notes::can_be_kept(folder));
    notes::keep(settings, CHOSEN_FILE, &all)
}

fn chosen(settings: &Path) -> BTreeMap<PathBuf, PathBuf> {
    notes::read(settings, CHOSEN_FILE)
}

fn name(library: &Path) -> String {
    format!("{} (site)", name_of(library))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_lies_beside_its_library_or_where_a_person_said_and_never_among_other_things() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let (settings, library) = (folder.path().join("settings"), Path::new("/news/Daily.galley"));
        assert_eq!(of(&settings, library), Path::new("/news/Daily (site)"));
        let full = folder.path().join("full");
        let free = folder.path().join("free");
        fs::create_dir_all(full.join("letters")).expect("a folder can be made");
        fs::create_dir(&free).expect("a folder can be made");
        let meant = |chosen: &Path| meant(&settings, library, chosen.to_owned());
        assert_eq!(meant(&free), free);
        assert_eq!(meant(&full), full.join("Daily (site)"));
        remember(&settings, library, &free).expect("it is kept");
        assert_eq!(of(&settings, library), free);
        fs::write(free.join("index.html"), "its front page").expect("the folder can be written");
        assert_eq!(meant(&free), free, "what is there is the site");
        assert_eq!(of(&settings, Path::new("/news/Weekly.galley")), Path::new("/news/Weekly (site)"));
        let (renamed, weekly) = (Path::new("/news/Evening.galley"), Path::new("/news/Weekly.galley"));
        moved(&settings, library, renamed).expect("it is kept");
        assert_eq!(of(&settings, renamed), free, "the site stays where it is");
        assert_eq!(
            of(&settings, library),
            Path::new("/news/Daily (site)"),
            "a new library of the old name has its own"
        );
        moved(&settings, weekly, library).expect("nothing to keep");
        assert_eq!(
            of(&settings, library),
            Path::new("/news/Daily (site)"),
            "where no site was written, the name says where"
        );
    }
}
