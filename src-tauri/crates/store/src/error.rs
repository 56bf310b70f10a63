//! What can go wrong with a library, named for what went wrong.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why the store could not do what was asked. Whatever it is, the transaction it happened in is undone whole.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is nothing at the path.
    #[error("there is no library at {path}; nothing was created. Check the path, or make one there")]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// It is not where it was when it was opened.
    #[error(
        "the library is no longer at {path}: its folder was moved, renamed or removed, or another one stands in its place. Nothing \
         was changed. Put the folder back where it was, and saving goes on"
    )]
    Gone {
        /// Where it was.
        path: PathBuf,
    },
    /// Something else is at the path.
    #[error("{path} is not a Galley library; it was left as it is")]
    NotALibrary {
        /// What was opened.
        path: PathBuf,
    },
    /// There is already something where a library should be made.
    #[error("{path} exists already; it was left as it is. Choose another name")]
    Exists {
        /// Where it should have been made.
        path: PathBuf,
    },
    /// There is already something where a backup should be written.
    #[error(
        "{path} {}", if *.is_folder {
            "is a folder, and a backup is one file; nothing was written. Name a file in it, like News-monday.zip"
        } else {
            "exists already and was left as it is; no backup was made. Choose another name"
        }
    )]
    InTheWay {
        /// Where it should have been written.
        path: PathBuf,
        /// Whether a folder stands there, which nothing replaces.
        is_folder: bool,
    },
    /// Written by a newer Galley.
    #[error(
        "this library was written by a newer Galley (its form is {found}, this Galley knows up to {known}); \
         it was left as it is. Update Galley to open it"
    )]
    TooNew {
        /// The library's schema version.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// Its history of migrations is none that this program knows.
    #[error("this library was changed by something that is not Galley ({detail}); it was left as it is")]
    ForeignSchema {
        /// What does not fit.
        detail: String,
    },
    /// In a place where SQLite is not safe.
    #[error(
        "{path} is in {place}, where a library can be damaged by syncing or locking; nothing was opened. \
         Move it to a folder on this computer's own disk (backups may well be kept there)"
    )]
    UnsafePlace {
        /// The library.
        path: PathBuf,
        /// What kind of place it is.
        place: &'static str,
    },
    /// Another process is in it, and this needs it alone.
    #[error(
        "the library is open in another Galley, and {what} needs it alone; nothing was changed. Close it there first"
    )]
    InUse {
        /// What needed it alone.
        what: &'static str,
    },
    /// Another process is writing for longer than one waits.
    #[error("another program is writing to the library; nothing was changed. Try again in a moment")]
    Busy,
    /// No room.
    #[error(
        "the disk is full; nothing was changed and what was saved before is safe. Make room and try again"
    )]
    DiskFull,
    /// It may only be read.
    #[error("the library is open for reading only; nothing was changed")]
    ReadOnly,
    /// It must be written to before it can be read, and cannot be.
    #[error(
        "nothing can be written at {path}, and {why}; it was not opened and is as it was. Copy the whole folder to a disk of this \
         machine, where you may write, and open it there"
    )]
    NotWritable {
        /// The library.
        path: PathBuf,
        /// Why reading alone does not do.
        why: &'static str,
    },
    /// Bytes on the disk are not what they were.
    #[error("the library is damaged: {detail}. Nothing was changed. A backup can be put in its place")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// A media file is another than when it was taken in.
    #[error(
        "the file of {name} is damaged, or another than when it was taken into the library; nothing was sent. Take it anew from where it \
         came from: that sets it right"
    )]
    MediaChanged {
        /// What it is called.
        name: String,
    },
    /// A text that could not be unpacked again.
    #[error(
        "the text is too large to be kept as a version: with its pictures, links and fields it has {bytes} bytes, {most} is the most. \
         Nothing was changed. Split the article"
    )]
    TooLarge {
        /// How large it is.
        bytes: usize,
        /// How large it may be.
        most: usize,
    },
    /// The noun is not there.
    #[error("there is no {noun} {id:?} in this library")]
    NotFound {
        /// What was looked for.
        noun: &'static str,
        /// By which id.
        id: String,
    },
    /// Not a backup, or one that is not whole.
    #[error("{path} is no whole Galley backup: {detail}. Nothing was changed")]
    BadBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// Another process makes an automatic backup.
    #[error("another Galley is backing this library up; nothing was changed. Try again in a moment")]
    BackingUp,
    /// A backup would take the room that saves need.
    #[error(
        "the disk is full, or nearly: a backup would take more than half of the room that is left for {path}, and saves come \
         first. None was made, and those from before are safe. Make room there"
    )]
    NoRoomForBackup {
        /// Where backups are kept.
        path: PathBuf,
    },
    /// A file or folder outside the database.
    #[error("{doing} {path}: {source}")]
    Io {
        /// What was being done, as a participle: `reading`.
        doing: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Anything else that SQLite says.
    #[error("the database answered: {0}. Nothing was changed")]
    Sqlite(rusqlite::Error),
}

impl StoreError {
    pub(crate) fn io(doing: &'static str, path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::StorageFull {
            return Self::DiskFull;
        }
        Self::Io { doing, path: path.into(), source }
    }

    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged { detail: detail.into() }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // The file that connections share beside the write-ahead log could not grow: SQLite calls that an error of the disk.
        let extended = error.sqlite_error().map(|error| error.extended_code);
        if extended == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            return Self::DiskFull;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::damaged(format!("a stored record cannot be read ({error})"))
    }
}
