//! Another name for a library: its folder is moved beside itself, in one step of the file system.

use std::fs::{self, TryLockError};
use std::path::Path;

use rusqlite::Connection;

use crate::backup::parent_of;
use crate::checkpoint::Checkpointer;
use crate::media::sync_folder;
use crate::{Access, Library, StoreError};

impl Library {
    /// Gives it another name within the folder that it lies in. It is closed for that, and open again when this returns, under its
    /// new name or, where that could not be given, under its old one.
    ///
    /// # Errors
    /// [`StoreError::Exists`], [`StoreError::InUse`], [`StoreError::ReadOnly`], [`StoreError::Io`]: the library is as it was. Where it
    /// cannot be opened again, the error says why, and every later question to this one fails.
    pub fn rename(&mut self, to: &Path) -> Result<(), StoreError> {
        if self.access == Access::Read {
            return Err(StoreError::ReadOnly);
        }
        let from = self.folder.clone();
        // Where a disk takes two spellings for one name, the library itself stands there.
        let taken = || fs::symlink_metadata(to).is_ok() && fs::canonicalize(to).ok().as_ref() != Some(&from);
        if taken() {
            return Err(StoreError::Exists { path: to.to_owned() });
        }
        let locking = |e| StoreError::io("locking", &from, e);
        self.lock.unlock().map_err(locking)?;
        match self.lock.try_lock() {
            Ok(()) => {}
            Err(why) => {
                self.lock.lock_shared().map_err(locking)?;
                return Err(match why {
                    TryLockError::WouldBlock => StoreError::InUse { what: "giving it another name" },
                    TryLockError::Error(e) => locking(e),
                });
            }
        }
        self.checkpointer = Checkpointer::default();
        // The last connection that is closed leaves no log behind, so that a database never goes without its own.
        let open = std::mem::replace(&mut self.connection, Connection::open_in_memory()?);
        let moved = match open.close() {
            Ok(()) => move_folder(&from, to),
            Err((_, e)) => Err(e.into()),
        };
        self.lock.unlock().map_err(locking)?;
        *self = Self::open(if moved.is_ok() { to } else { &from }, Access::Write)?;
        moved
    }
}

/// Never onto what stands there: where someone puts something there in this moment, the system refuses.
fn move_folder(from: &Path, to: &Path) -> Result<(), StoreError> {
    let io = |e| StoreError::io("giving the library its new name", to, e);
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Ok(()) => return sync_folder(parent_of(to)),
            Err(rustix::io::Errno::EXIST) => return Err(StoreError::Exists { path: to.to_owned() }),
            // A file system that has no such promise.
            Err(rustix::io::Errno::INVAL) => {}
            Err(e) => return Err(io(e.into())),
        }
    }
    fs::rename(from, to).map_err(io)?;
    sync_folder(parent_of(to))
}
