//! A library: the folder, its database, its lock.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use galley_aside::{Folder, Kind};
use galley_domain::{LibraryId, Target};
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use crate::anchor::Anchor;
use crate::backup::parent_of;
use crate::checkpoint::Checkpointer;
use crate::connection::{self, Purpose};
use crate::media::{self, sync_folder};
use crate::migrations::{self, State};
use crate::neighbours::{Neighbours, Presence};
use crate::setting::Setting;
use crate::{MediaFiles, StoreError, Tx, View, outbox, place};

/// Name of the database within a library's folder.
pub const DATABASE: &str = "library.db";
/// SQLite's name for the write-ahead log of that database.
const LOG: &str = "library.db-wal";
/// And for the journal that it keeps where there is no such log.
const JOURNAL: &str = "library.db-journal";
/// Name of the folder of media within a library's folder.
pub const MEDIA: &str = "media";
/// Held open and locked (shared) by every process that has the library open, exclusively by one that needs it alone.
pub(crate) const LOCK: &str = "in-use.lock";
/// How long those who open a library at the same moment wait for one another, and how long between two looks.
const OPENING_MAX: Duration = Duration::from_secs(1);
const OPENING_PAUSE: Duration = Duration::from_millis(5);

/// What a library is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reading and writing.
    Write,
    /// Reading.
    Read,
}

/// What a new library is made with.
#[derive(Debug, Clone)]
pub struct New {
    /// Its identity.
    pub id: LibraryId,
    /// Settings that it starts with: key and JSON value.
    pub settings: Vec<(Setting, serde_json::Value)>,
    /// Targets that it starts with.
    pub targets: Vec<Target>,
}

/// An open library.
#[derive(Debug)]
pub struct Library {
    pub(crate) folder: PathBuf,
    pub(crate) connection: Connection,
    pub(crate) checkpointer: Checkpointer,
    pub(crate) access: Access,
    /// None on a disk that can only be read.
    presence: Option<Arc<Presence>>,
    /// The database's file, as it was found when it was opened.
    anchor: Anchor,
    /// Held for as long as the library is open: see [`LOCK`].
    pub(crate) lock: File,
}

impl Library {
    /// Makes a library. It appears whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::Exists`], [`StoreError::UnsafePlace`], [`StoreError::DiskFull`], [`StoreError::Io`].
    pub fn create(folder: &Path, new: &New) -> Result<Self, StoreError> {
        let exists = || StoreError::Exists { path: folder.to_owned() };
        if fs::symlink_metadata(folder).is_ok() {
            return Err(exists());
        }
        let parent = parent_of(folder);
        fs::create_dir_all(parent).map_err(|e| StoreError::io("making the folder", parent, e))?;
        refuse_unsafe_place(parent, folder)?;

        let making = work_aside(parent, ".new-library-")?;
        let media = making.path().join(MEDIA);
        fs::create_dir(&media).map_err(|e| StoreError::io("making the folder", &media, e))?;
        let mut connection = connection::open(&making.path().join(DATABASE), Purpose::Create)?;
        connection::write_ahead(&connection)?;
        migrations::migrate(&mut connection, 0, &media)?;
        let tx = connection.transaction()?;
        {
            let tx = Tx::new(&tx);
            tx.set(Setting::LibraryId, &serde_json::Value::from(new.id.to_string()))?;
            for (key, value) in &new.settings {
                tx.set(*key, value)?;
            }
            for target in &new.targets {
                tx.put_noun(target)?;
            }
        }
        tx.commit()?;
        connection.close().map_err(|(_, e)| StoreError::from(e))?;
        let made = making.keep();
        fs::rename(&made, folder).map_err(|e| {
            let _ = fs::remove_dir_all(&made);
            StoreError::io("putting the new library in place at", folder, e)
        })?;
        // One that cannot be opened, on a full disk for instance, was not made.
        sync_folder(parent).and_then(|()| Self::open(folder, Access::Write)).inspect_err(|_| {
            let _ = fs::remove_dir_all(folder);
        })
    }

    /// Opens a library. Reads no article; takes the same time for ten as for a hundred thousand. One of an older Galley is brought up
    /// to date first, also for reading; a copy of its database stays beside it. On a disk that can only be read it is opened for
    /// reading, whatever was asked for: [`Library::access`] says so.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::NotALibrary`], [`StoreError::TooNew`], [`StoreError::UnsafePlace`],
    /// [`StoreError::InUse`] where it must be upgraded while another process has it open, [`StoreError::NotWritable`] where it cannot
    /// be read without writing, and nothing can be written.
    pub fn open(folder: &Path, access: Access) -> Result<Self, StoreError> {
        let missing = || StoreError::Missing { path: folder.to_owned() };
        let folder = fs::canonicalize(folder).map_err(|_| missing())?;
        let database = folder.join(DATABASE);
        if !database.is_file() {
            return Err(not_a_library(&folder, &format!("has no {DATABASE}")));
        }
        refuse_unsafe_place(&folder, &folder)?;
        let (lock, disk) = lock_file(&folder)?;
        let access = if disk == Disk::ReadOnly { Access::Read } else { access };
        join(&lock, &folder, access)?;
        let purpose = match (access, disk) {
            (Access::Write, _) => Purpose::Write,
            (Access::Read, Disk::ReadOnly) if !has_log(&folder)? => Purpose::ReadUnchanging,
            (Access::Read, _) => Purpose::Read,
        };
        let connection = connection::open(&database, purpose).map_err(|e| not_readable(e, &folder, disk))?;
        let state = migrations::state(&connection).map_err(|e| not_readable(e, &folder, disk))?;
        let Some(state) = state else {
            let is_empty = fs::metadata(&database).is_ok_and(|file| file.len() == 0);
            let other = || StoreError::NotALibrary { path: folder.clone() };
            return Err(if is_empty {
                not_a_library(&folder, &format!("has an empty {DATABASE}"))
            } else {
                other()
            });
        };
        if access == Access::Write {
            connection::write_ahead(&connection)?;
            Checkpointer::take_over(&connection)?;
        }
        // Whoever took it away meanwhile left nothing to open.
        let anchor = Anchor::at(&database).ok_or_else(missing)?;
        let checkpointer = Checkpointer::default();
        let presence = if disk == Disk::ReadOnly { None } else { Presence::at(&folder) };
        let mut library = Self { folder, connection, checkpointer, access, presence, anchor, lock };
        match state {
            State::Current => {}
            State::Behind(_) if disk == Disk::ReadOnly => {
                return Err(StoreError::NotWritable {
                    path: library.folder,
                    why: "it is of an older Galley and must be brought up to date",
                });
            }
            // Whoever only reads has the copy aside and the new schema as well: there is no reading an older one.
            State::Behind(_) if access == Access::Read => {
                let folder = library.folder.clone();
                drop(library);
                drop(Self::open(&folder, Access::Write)?);
                return Self::open(&folder, Access::Read);
            }
            State::Behind(applied) => library.upgrade(applied)?,
        }
        Ok(library)
    }

    /// Copies the database aside, then brings it up to date, alone.
    fn upgrade(&mut self, applied: usize) -> Result<(), StoreError> {
        let broken = |e| StoreError::io("locking", &self.folder, e);
        self.lock.unlock().map_err(broken)?;
        self.lock.try_lock().map_err(|_| StoreError::InUse { what: "upgrading" })?;
        // A copy that stands there is of an earlier upgrade: who went back to an older Galley wrote on since.
        let copy = self.folder.join(format!("{DATABASE}.before-upgrade-{applied}"));
        let partial = self.folder.join(format!("{DATABASE}.copying"));
        let _ = fs::remove_file(&partial);
        crate::backup::copy_database(&self.connection, &partial, Duration::ZERO)?;
        fs::rename(&partial, &copy).map_err(|e| StoreError::io("keeping a copy at", &copy, e))?;
        migrations::migrate(&mut self.connection, applied, &self.folder.join(MEDIA))?;
        let broken = |e| StoreError::io("locking", &self.folder, e);
        self.lock.unlock().map_err(broken)?;
        self.lock.lock_shared().map_err(broken)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it was opened for.
    pub fn access(&self) -> Access {
        self.access
    }

    /// Whether another process has it open now.
    pub fn neighbours(&self) -> Neighbours {
        self.presence.as_ref().map_or(Neighbours::None, |presence| presence.neighbours())
    }

    /// Asks whether it still lies where it was opened.
    ///
    /// # Errors
    /// [`StoreError::Gone`]
    pub fn must_stand(&self) -> Result<(), StoreError> {
        if self.anchor.holds(&self.folder.join(DATABASE)) {
            return Ok(());
        }
        Err(StoreError::Gone { path: self.folder.clone() })
    }

    /// The files of its media.
    pub fn media_files(&self) -> MediaFiles {
        MediaFiles::new(self.folder.join(MEDIA))
    }

    /// Looks at it. Each question sees the last commit.
    pub fn view(&self) -> View<'_> {
        View::new(&self.connection)
    }

    /// Looks at it as it is now: all questions within see the same state, whoever writes meanwhile.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn snapshot<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&View<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        read(&View::new(&tx))
        // The transaction is dropped: there is nothing to commit.
    }

    /// [`Library::snapshot`] for reading the whole library: with a small page cache, since nothing is asked for twice.
    ///
    /// # Errors
    /// As [`Library::snapshot`].
    pub fn read_through<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&View<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        connection::hold_pages(&self.connection, connection::PAGES_ONCE_KIB).map_err(StoreError::from)?;
        let done = self.snapshot(read);
        connection::hold_pages(&self.connection, connection::PAGES_KIB).map_err(StoreError::from)?;
        done
    }

    /// Another pair of eyes on the same library, for another thread.
    ///
    /// # Errors
    /// Those of [`Library::open`].
    pub fn reader(&self) -> Result<Self, StoreError> {
        Self::open(&self.folder, Access::Read)
    }

    /// Changes it: all of `change` or nothing. Once this returns `Ok`, the change is on the disk.
    ///
    /// # Errors
    /// Those of `change`; [`StoreError::Busy`], [`StoreError::DiskFull`], [`StoreError::ReadOnly`]; [`StoreError::Gone`], which goes
    /// by itself when the folder is put back.
    pub fn transact<T, E: From<StoreError>>(
        &mut self,
        change: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact_as(true, change)
    }

    /// `synced`: whether the commit waits for the disk. Set for each one, so that none of those that promise it can be left without.
    fn transact_as<T, E: From<StoreError>>(
        &mut self,
        synced: bool,
        change: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.access == Access::Read {
            return Err(StoreError::ReadOnly.into());
        }
        self.must_stand()?;
        connection::sync_commits(&self.connection, synced).map_err(StoreError::from)?;
        // Not `transaction`, which nobody but it may look at: the last look comes before the commit.
        let tx = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let out = change(&Tx::new(&tx))?;
        tx.prepare_cached(include_str!("state/mark.sql"))
            .and_then(|mut mark| mark.execute([]))
            .map_err(StoreError::from)?;
        self.must_stand()?;
        tx.commit().map_err(StoreError::from)?;
        let Self { folder, connection, checkpointer, .. } = self;
        checkpointer.look(connection, || folder.join(DATABASE));
        Ok(out)
    }

    /// [`Library::transact`] as one of many steps of long work, which waits for the disk only at its end: [`Library::sync`] after the
    /// last. Until then a power cut may lose the most recent ones: whole transactions, newest first.
    ///
    /// # Errors
    /// As [`Library::transact`].
    pub fn transact_unsynced<T, E: From<StoreError>>(
        &mut self,
        change: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact_as(false, change)
    }

    /// Once this returns `Ok`, everything that was committed is on the disk.
    ///
    /// # Errors
    /// [`StoreError::Io`], [`StoreError::DiskFull`], [`StoreError::Gone`].
    pub fn sync(&self) -> Result<(), StoreError> {
        self.must_stand()?;
        // All that is not in the synced database yet is in the log: what moves it over syncs the log first.
        let log = self.folder.join(LOG);
        match File::options().write(true).open(&log) {
            Ok(file) => file.sync_all().map_err(|e| StoreError::io("waiting for", log, e)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
            Err(e) => Err(StoreError::io("opening", log, e)),
        }
    }

    /// A number that changes when another process or connection has written.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`]
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// Begins work aside. The lock is the one that a library has: the folder may become one.
pub(crate) fn work_aside(parent: &Path, prefix: &'static str) -> Result<Folder, StoreError> {
    let kind = Kind { prefix, lock: LOCK };
    kind.folder(parent).map_err(|e| StoreError::io("making a folder in", parent, e))
}

/// A file that SQLite cannot read as a database may be anything; in a library's folder it was the library's.
fn not_ours(error: StoreError, folder: &Path) -> StoreError {
    match error {
        StoreError::Damaged { detail } if detail.contains("not a database") => {
            not_a_library(folder, &format!("has a {DATABASE} that is no database any more"))
        }
        other => other,
    }
}

/// What is said of a folder without a database of ours: a library's folder is damaged, any other is none.
fn not_a_library(folder: &Path, why: &str) -> StoreError {
    if folder.is_dir() && folder.extension().is_some_and(|end| end == "galley") {
        return StoreError::damaged(format!("{} {why}", folder.display()));
    }
    StoreError::NotALibrary { path: folder.to_owned() }
}

/// Whether a folder is a library, or was one.
pub(crate) fn looks_like_a_library(folder: &Path) -> bool {
    folder.join(DATABASE).is_file()
        || (folder.is_dir() && folder.extension().is_some_and(|end| end == "galley"))
}

/// What kind of place a folder is, where no library is safe in it: a network drive, or a folder that a cloud program syncs. Of a folder that
/// cannot be looked at nothing is known.
pub fn unsafe_place(folder: &Path) -> Option<&'static str> {
    place::unsafe_place(&fs::canonicalize(folder).ok()?)
}

fn refuse_unsafe_place(existing: &Path, library: &Path) -> Result<(), StoreError> {
    let absolute = fs::canonicalize(existing).map_err(|e| StoreError::io("looking at", existing, e))?;
    match place::unsafe_place(&absolute) {
        Some(place) => Err(StoreError::UnsafePlace { path: library.to_owned(), place }),
        None => Ok(()),
    }
}

/// What the disk lets anyone do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Disk {
    /// Writing, as far as is known: a folder in which only this person may not write counts as well, since others may.
    Writable,
    /// Nothing but reading.
    ReadOnly,
}

/// The file of the lock, and what its disk allows. That is asked of this file and never of the database: to close a file that SQLite has open
/// takes the locks of the whole process from it.
fn lock_file(folder: &Path) -> Result<(File, Disk), StoreError> {
    let path = folder.join(LOCK);
    let error = match File::options().create(true).read(true).write(true).truncate(false).open(&path) {
        Ok(file) => return Ok((file, Disk::Writable)),
        Err(error) => error,
    };
    let is_read_only = error.kind() == ErrorKind::ReadOnlyFilesystem;
    let disk = if is_read_only { Disk::ReadOnly } else { Disk::Writable };
    // A copy on a read-only disk may have come without its lock: the folder can be locked as well.
    let opened = File::open(&path).or_else(|e| if is_read_only { File::open(folder) } else { Err(e) });
    opened.map(|file| (file, disk)).map_err(|_| StoreError::io("opening", path, error))
}

/// Whether something stands beside the database that belongs to it: it must not be read without.
fn has_log(folder: &Path) -> Result<bool, StoreError> {
    for name in [LOG, JOURNAL] {
        let path = folder.join(name);
        match fs::metadata(&path) {
            Ok(file) if file.len() > 0 => return Ok(true),
            Ok(_) => {}
            Err(e) if e.kind() == ErrorKind::NotFound => {}
            Err(e) => return Err(StoreError::io("looking at", path, e)),
        }
    }
    Ok(false)
}

/// Why a database that is there gave no answer: SQLite may have to make files beside it first.
fn not_readable(error: StoreError, folder: &Path, disk: Disk) -> StoreError {
    let cannot_make =
        matches!(&error, StoreError::Sqlite(e) if e.sqlite_error_code() == Some(ErrorCode::CannotOpen));
    if !cannot_make || !may_be_read(&folder.join(DATABASE)) {
        return not_ours(error, folder);
    }
    let why = match disk {
        Disk::ReadOnly => "what was saved last is still in its log and must be taken in",
        Disk::Writable => {
            "others may write to it meanwhile, which cannot be watched without a file beside it"
        }
    };
    StoreError::NotWritable { path: folder.to_owned(), why }
}

/// Whether this person may read a file; it is not opened for the question, as [`lock_file`] says why.
fn may_be_read(file: &Path) -> bool {
    #[cfg(unix)]
    return rustix::fs::access(file, rustix::fs::Access::READ_OK).is_ok();
    #[cfg(not(unix))]
    file.is_file()
}

/// Joins those who have the library open. Who has it alone tidies up first.
fn join(lock: &File, folder: &Path, access: Access) -> Result<(), StoreError> {
    if lock.try_lock().is_ok() {
        if access == Access::Write {
            media::clear(&folder.join(MEDIA));
            // Whatever is wrong with the database, opening it says so.
            let _ = outbox::end_leases(&folder.join(DATABASE));
            let _ = media::clear_removed(&folder.join(MEDIA), &folder.join(DATABASE));
        }
        lock.unlock().map_err(|e| StoreError::io("unlocking", folder, e))?;
    }
    share(lock, folder)
}

/// Joins in. Whoever opens the library at the same moment has it alone for as long as it takes to see that; that is waited
/// for, and nothing longer.
fn share(lock: &File, folder: &Path) -> Result<(), StoreError> {
    let until = Instant::now() + OPENING_MAX;
    loop {
        match lock.try_lock_shared() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if Instant::now() < until => std::thread::sleep(OPENING_PAUSE),
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::InUse { what: "what it is doing (an upgrade or a restore)" });
            }
            Err(TryLockError::Error(e)) => return Err(StoreError::io("locking", folder, e)),
        }
    }
}

/// Takes the library for oneself, until the lock is dropped. A shared lock of the same process is in the way
/// as well: the caller holds none, or is the only one who does.
pub(crate) fn take_alone(folder: &Path, what: &'static str) -> Result<File, StoreError> {
    let path = folder.join(LOCK);
    let lock = File::options()
        .create(true)
        .write(true)
        .truncate(false)
        .open(&path)
        .map_err(|e| StoreError::io("opening", &path, e))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse { what }),
        Err(TryLockError::Error(e)) => Err(StoreError::io("locking", path, e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `synchronous=FULL` reads as.
    const FULL: i64 = 2;

    #[test]
    fn only_the_steps_of_long_work_do_not_wait_for_the_disk() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let new =
            New { id: LibraryId::new(uuid::Uuid::from_u128(1)), settings: Vec::new(), targets: Vec::new() };
        let mut library = Library::create(&folder.path().join("News.galley"), &new).expect("it is new");
        let waits = |tx: &Tx<'_>| -> Result<i64, StoreError> {
            Ok(tx.connection.pragma_query_value(None, "synchronous", |row| row.get(0))?)
        };
        assert_eq!(library.transact(waits).expect("it reads"), FULL);
        assert_ne!(library.transact_unsynced(waits).expect("it reads"), FULL);
        assert_eq!(library.transact(waits).expect("it reads"), FULL, "after a step");
        let failed = library.transact_unsynced(|_| Err::<(), _>(StoreError::ReadOnly));
        assert!(failed.is_err());
        assert_eq!(library.transact(waits).expect("it reads"), FULL, "after a step that failed");
        let unwound = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            library.transact_unsynced(|_| -> Result<(), StoreError> { panic!("a step that panics") })
        }));
        assert!(unwound.is_err());
        assert_eq!(library.transact(waits).expect("it reads"), FULL, "after a step that panicked");
        library.sync().expect("the log is there");
    }
}
