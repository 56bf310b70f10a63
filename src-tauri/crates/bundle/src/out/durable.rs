//! What survives a power cut. The differences between systems stand here.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::root::folder_of;

/// What is under way.
pub(super) const UNDER_WAY: galley_aside::Kind =
    galley_aside::Kind { prefix: ".galley-export-", lock: "lock" };

/// The folder that something is put into.
pub(super) fn parent(path: &Path) -> PathBuf {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// From so many files on, one call for the whole disk is quicker than one for each file: a hundred thousand small
/// ones take minutes. Below, it would wait for whatever else is being written.
const WHOLE_DISK_FROM_FILES: usize = 1_000;

/// Waits until these files below a folder are on the disk.
pub(super) fn settle_files(folder: &Path, paths: &[&str]) -> io::Result<()> {
    if paths.len() >= WHOLE_DISK_FROM_FILES && settle_disk(folder)? {
        return Ok(());
    }
    for path in paths {
        // Windows wants a file that may be written.
        let mut options = File::options();
        options.read(true).write(cfg!(windows));
        options.open(folder.join(path))?.sync_all()?;
    }
    Ok(())
}

/// Waits until the names of these files below a folder are on the disk, and those of the folders around them.
pub(super) fn settle_paths(folder: &Path, paths: &[&str]) -> io::Result<()> {
    if paths.len() >= WHOLE_DISK_FROM_FILES && settle_disk(folder)? {
        return Ok(());
    }
    let mut folders = BTreeSet::from([""]);
    for path in paths {
        let mut parent = folder_of(path);
        while !parent.is_empty() && folders.insert(parent) {
            parent = folder_of(parent);
        }
    }
    folders.into_iter().try_for_each(|below| settle_names(&folder.join(below)))
}

/// Waits until everything on the disk of a folder is on it. False where the system has no such call.
#[cfg(target_os = "linux")]
fn settle_disk(folder: &Path) -> io::Result<bool> {
    rustix::fs::syncfs(File::open(folder)?)?;
    Ok(true)
}

/// Waits until everything on the disk of a folder is on it. False where the system has no such call.
#[cfg(not(target_os = "linux"))]
fn settle_disk(_folder: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Waits until new names in a folder are on the disk. Windows knows no such thing.
pub(super) fn settle_names(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
