//! What survives a power cut. The differences between systems stand here.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir};

use crate::root::folder_of;

/// How files and folders under way are called: hidden, and told from a person's.
const PREFIX: &str = ".galley-export-";

/// The folder that something is put into.
pub(super) fn parent(path: &Path) -> PathBuf {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// The file in a temporary folder that is locked for as long as the export goes on.
const LOCK: &str = "lock";

/// How often a folder is made anew that another export took for a left one before it was locked.
const TRIES: usize = 10;

/// A folder on the same disk, removed where the export fails. The file is its lock.
pub(super) fn temporary_folder(parent: &Path) -> io::Result<(TempDir, File)> {
    clear(parent)?;
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for _ in 0..TRIES {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        let path = folder.path().join(LOCK);
        match File::create_new(&path).and_then(|lock| lock.lock().map(|()| lock)) {
            // Once it is locked and still there, no other export removes it.
            Ok(lock) if path.exists() => return Ok((folder, lock)),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Removes what exports that were killed have left: nobody holds its lock. What cannot be removed stays.
fn clear(parent: &Path) -> io::Result<()> {
    for entry in fs::read_dir(parent)?.flatten() {
        if !entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX)) {
            continue;
        }
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() && is_left(&path.join(LOCK)) {
            let _ = fs::remove_dir_all(path);
        } else if kind.is_file() && is_left(&path) {
            let _ = fs::remove_file(path);
        }
    }
    Ok(())
}

/// Whether nobody holds the lock. A folder without one was left by an export that was killed as it began, or begins this very
/// moment: then it is made anew.
fn is_left(lock: &Path) -> bool {
    match File::open(lock) {
        Ok(lock) => lock.try_lock().is_ok(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// A file on the same disk, removed where the export fails, with the rights of any new file. It is its own lock.
pub(super) fn temporary_file(parent: &Path) -> io::Result<NamedTempFile> {
    clear(parent)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let rights = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(rights);
    let file = builder.prefix(PREFIX).tempfile_in(parent)?;
    file.as_file().lock()?;
    Ok(file)
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
