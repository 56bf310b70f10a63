//! Whether another process has a library open, asked now.
//!
//! The lock that keeps an upgrade out cannot be asked for it: this process holds that one itself, once for each time that it has the library
//! open, and whoever let go of it for a moment to look would let an upgrade in. So each process holds a second file, locked once, and
//! nothing but this question depends on it. The system lets go of it when the process ends, however it ends.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use crate::anchor::Anchor;

/// Held open and locked (shared) by every process that has the library open.
pub(crate) const FILE: &str = "neighbours.lock";

/// What this process holds, by the library's folder: one for all who have it open here.
static HELD_HERE: Mutex<BTreeMap<PathBuf, Weak<Presence>>> = Mutex::new(BTreeMap::new());

/// Whether another process has the library open. Several may write, a short transaction each; it is worth telling an editor all the
/// same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Neighbours {
    /// No one else.
    None,
    /// At least one.
    Some,
}

/// That this process has a library open, as others can see it.
#[derive(Debug)]
pub(crate) struct Presence {
    file: Mutex<File>,
    /// The file, as it was found: another may stand there once the folder is another library's.
    anchor: Anchor,
}

impl Presence {
    /// Of this process at the library in this folder. None where nothing can be locked there, as on a disk that can only be read: who the
    /// neighbours are is not known then.
    pub(crate) fn at(folder: &Path) -> Option<Arc<Self>> {
        let path = folder.join(FILE);
        let mut held_here = hold(&HELD_HERE);
        held_here.retain(|_, held| held.strong_count() > 0);
        let held = held_here.get(folder).and_then(Weak::upgrade);
        if let Some(held) = held.filter(|held| held.anchor.holds(&path)) {
            return Some(held);
        }
        let new = Arc::new(Self::new(&path)?);
        held_here.insert(folder.to_owned(), Arc::downgrade(&new));
        Some(new)
    }

    fn new(path: &Path) -> Option<Self> {
        let opened = File::options().create(true).read(true).write(true).truncate(false).open(path);
        // Where the folder is another person's, what they made can be locked.
        let file = opened.or_else(|_| File::open(path)).ok()?;
        let anchor = Anchor::at(path)?;
        file.lock_shared().ok()?;
        Some(Self { file: Mutex::new(file), anchor })
    }

    /// Asks for the others: whether all of it could be had alone. This process lets go of it for a moment, since no system makes one kind of
    /// lock of the other in one step; another that asks in this very moment may hear that no one is here, until it asks again.
    pub(crate) fn neighbours(&self) -> Neighbours {
        let file = hold(&self.file);
        let _ = file.unlock();
        let alone = file.try_lock();
        if alone.is_ok() {
            let _ = file.unlock();
        }
        // No one holds it alone for longer than this takes.
        let _ = file.lock_shared();
        if matches!(alone, Err(TryLockError::WouldBlock)) { Neighbours::Some } else { Neighbours::None }
    }
}

fn hold<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_are_seen_as_long_as_they_are_there_and_oneself_is_not() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let here = Presence::at(folder.path()).expect("it can be locked");
        let again = Presence::at(folder.path()).expect("it can be locked");
        assert!(Arc::ptr_eq(&here, &again), "once in a process");
        assert_eq!(here.neighbours(), Neighbours::None);
        // What another process holds is another opening of the file.
        let other = Presence::new(&folder.path().join(FILE)).expect("it can be locked");
        for one in [&*here, &other] {
            assert_eq!((one.neighbours(), one.neighbours()), (Neighbours::Some, Neighbours::Some));
        }
        drop(other);
        assert_eq!(here.neighbours(), Neighbours::None, "it has ended");
        // Another library is put in its place while it is open.
        std::fs::remove_file(folder.path().join(FILE)).expect("it was there");
        let anew = Presence::at(folder.path()).expect("it can be locked");
        assert!(!Arc::ptr_eq(&here, &anew));
        let _other = Presence::new(&folder.path().join(FILE)).expect("it can be locked");
        assert_eq!((here.neighbours(), anew.neighbours()), (Neighbours::None, Neighbours::Some));
    }
}
