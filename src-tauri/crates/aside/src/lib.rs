//! Work aside: a hidden folder or file in which something is made beside its place, until it is whole.
//!
//! Where that never happens it is cleared away: at once where the work fails, by the next work of its kind where the process was
//! killed. Whoever works holds a lock, so that no one clears away what is still being made.
//!
//! Here: beginning and clearing. Not here: putting what is whole in its place, which each does in its own way.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempDir};

/// How often one begins anew whose folder or file another took for a left one before it was locked.
const TRIES: usize = 10;

/// A kind of work.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// How its folders and files are called: hidden, and told from those of others.
    pub prefix: &'static str,
    /// The file within its folders that is locked for as long as the work goes on.
    pub lock: &'static str,
}

/// A folder in which something is being made. Removed when dropped.
#[derive(Debug)]
pub struct Folder {
    // In this order: the lock goes before the folder.
    lock: File,
    folder: TempDir,
}

impl Folder {
    /// Where to work.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The folder is whole and will be put in its place.
    pub fn keep(self) -> PathBuf {
        drop(self.lock);
        self.folder.keep()
    }
}

impl Kind {
    /// Begins in a folder, after clearing away what the killed have left.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn folder(self, parent: &Path) -> io::Result<Folder> {
        self.begin(parent, || {
            let folder = Builder::new().prefix(self.prefix).tempdir_in(parent)?;
            let path = folder.path().join(self.lock);
            let lock = File::create_new(&path)?;
            lock.lock()?;
            Ok(path.exists().then_some(Folder { lock, folder }))
        })
    }

    /// Begins in a file, with the rights of any new file. It is its own lock.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn file(self, parent: &Path) -> io::Result<NamedTempFile> {
        let mut builder = Builder::new();
        #[cfg(unix)]
        let rights = std::os::unix::fs::PermissionsExt::from_mode(0o666);
        #[cfg(unix)]
        builder.permissions(rights);
        builder.prefix(self.prefix);
        self.begin(parent, || {
            let file = builder.tempfile_in(parent)?;
            file.as_file().lock()?;
            Ok(file.path().exists().then_some(file))
        })
    }

    /// Once it is locked and still there, no one clears it away. Where it is gone by then, someone took it for a left one.
    fn begin<T>(self, parent: &Path, make: impl Fn() -> io::Result<Option<T>>) -> io::Result<T> {
        self.clear(parent)?;
        let gone = || io::Error::from(io::ErrorKind::NotFound);
        let mut last = gone();
        for _ in 0..TRIES {
            match make() {
                Ok(Some(made)) => return Ok(made),
                Ok(None) => last = gone(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    /// Removes what the killed have left: nobody holds its lock. What cannot be removed stays.
    fn clear(self, parent: &Path) -> io::Result<()> {
        for entry in fs::read_dir(parent)?.flatten() {
            if !entry.file_name().to_str().is_some_and(|name| name.starts_with(self.prefix)) {
                continue;
            }
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_dir() {
                clear_folder(&path, &path.join(self.lock));
            } else if kind.is_file() {
                // The lock is held until the file is gone: who comes for it meanwhile finds it gone.
                let _held = left(&path).inspect(|_| drop(fs::remove_file(&path)));
            }
        }
        Ok(())
    }
}

/// Removes a folder that nobody works in.
fn clear_folder(folder: &Path, lock: &Path) {
    if let Some(_held) = left(lock) {
        let _ = fs::remove_dir_all(folder);
    } else if !lock.exists() {
        // An empty one was left by someone who was killed as he began, or begins this very moment: then he makes another.
        // One with something in it but no lock was left by someone who was killed as he cleared: the lock is made first.
        let is_empty = fs::remove_dir(folder).is_ok();
        if !is_empty
            && fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
            && !lock.exists()
        {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// The lock of work that nobody holds, now held.
fn left(lock: &Path) -> Option<File> {
    File::open(lock).ok().filter(|lock| lock.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: Kind = Kind { prefix: ".ours-", lock: "lock" };

    #[test]
    fn what_the_killed_left_is_cleared_and_nothing_else() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let make = |name: &str| fs::create_dir(parent.path().join(name)).expect("made");
        let (at_work, file_at_work) =
            (OURS.folder(parent.path()).expect("begun"), OURS.file(parent.path()).expect("begun"));
        let killed = OURS.folder(parent.path()).expect("begun").keep();
        fs::write(killed.join("half"), "a copy").expect("written");
        let (_, killed_file) = OURS.file(parent.path()).expect("begun").keep().expect("kept");
        make(".others-1");
        make("mine");
        make(".ours-killed-as-it-began");
        make(".ours-killed-as-it-cleared");
        fs::write(parent.path().join(".ours-killed-as-it-cleared/half"), "a copy").expect("written");

        let next = OURS.folder(parent.path()).expect("begun");
        assert!(!killed.exists() && !killed_file.exists());
        assert!(at_work.path().exists() && file_at_work.path().exists() && next.path().exists());
        let left = fs::read_dir(parent.path()).expect("a folder").count();
        assert_eq!(left, 5, "two at work, the next, and two of others");
    }

    #[test]
    fn many_begin_at_once_and_each_keeps_its_own() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let folder = OURS.folder(parent.path()).expect("begun");
                        let file = OURS.file(parent.path()).expect("begun");
                        assert!(folder.path().join(OURS.lock).exists() && file.path().exists());
                    }
                });
            }
        });
        assert_eq!(fs::read_dir(parent.path()).expect("a folder").count(), 0);
    }
}
