//! Work aside: what is made in a hidden folder beside its place until it is whole. Where that never happens it is cleared
//! away: at once where the work fails, by the next work of its kind where the process was killed.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::StoreError;
use crate::library::LOCK;

/// A folder in which something is being made.
pub(crate) struct Aside {
    folder: TempDir,
    /// Says to others that the work goes on.
    lock: File,
}

impl Aside {
    /// Begins. `prefix` says what kind of work it is, and that it is ours.
    pub(crate) fn begin(parent: &Path, prefix: &str) -> Result<Self, StoreError> {
        let begin = || {
            clear(parent, prefix)?;
            let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(parent)?;
            let lock = File::create_new(folder.path().join(LOCK))?;
            lock.lock()?;
            Ok(Self { folder, lock })
        };
        begin().map_err(|e| StoreError::io("making a folder in", parent, e))
    }

    /// Where to work.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The folder is whole and will be put in its place.
    pub(crate) fn keep(self) -> PathBuf {
        drop(self.lock);
        self.folder.keep()
    }
}

/// Removes the folders of those who were killed: nobody holds their lock. One that cannot be removed stays.
fn clear(parent: &Path, prefix: &str) -> io::Result<()> {
    for entry in fs::read_dir(parent)?.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix));
        if !is_ours || !entry.file_type()?.is_dir() {
            continue;
        }
        // One without a lock was begun this very moment.
        let Ok(lock) = File::open(entry.path().join(LOCK)) else { continue };
        if lock.try_lock().is_ok() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_killed_left_is_cleared_and_nothing_else() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let make = |name: &str| fs::create_dir(parent.path().join(name)).expect("made");
        let at_work = Aside::begin(parent.path(), ".ours-").expect("begun");
        let killed = Aside::begin(parent.path(), ".ours-").expect("begun").keep();
        fs::write(killed.join("half"), "a copy").expect("written");
        make(".others-1");
        make("mine");
        make(".ours-without-a-lock");

        let next = Aside::begin(parent.path(), ".ours-").expect("begun");
        assert!(!killed.exists());
        assert!(at_work.path().exists() && next.path().exists());
        let left = fs::read_dir(parent.path()).expect("a folder").count();
        assert_eq!(left, 5);
    }
}
