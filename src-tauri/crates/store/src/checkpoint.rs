//! Moves what was committed from the write-ahead log into the database, beside the writing.
//!
//! SQLite by itself does this within the commit that fills the log: every so many saves one waits for the disk to take them all. Here
//! a thread with a connection of its own does it, and a commit only appends. The commit is as durable as before: the log is on the disk
//! when it returns, and whoever opens the library next reads the log as well.

use std::path::PathBuf;
use std::thread::JoinHandle;

use rusqlite::Connection;

use crate::StoreError;
use crate::connection::{self, Purpose};
use crate::stand_back;

/// From so many pages of log on (4 KiB each) the thread is sent.
const WORTH_PAGES: i64 = 1_000;
/// At so many the writer stops and does it itself: the thread cannot keep up, or could not be had. Bounds the log to 64 MiB.
const TOO_MANY_PAGES: i64 = 16_000;

/// The thread, where one is at work.
#[derive(Debug, Default)]
pub(crate) struct Checkpointer {
    at_work: Option<JoinHandle<()>>,
}

impl Checkpointer {
    /// Leaves the log to the thread, until it is much too long.
    pub(crate) fn take_over(writer: &Connection) -> Result<(), StoreError> {
        Ok(writer.pragma_update(None, "wal_autocheckpoint", TOO_MANY_PAGES)?)
    }

    /// To be called after a commit. Does not wait.
    pub(crate) fn look(&mut self, writer: &Connection, database: impl FnOnce() -> PathBuf) {
        if self.at_work.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        // What was committed is safe whatever goes wrong from here on; the next commit looks again.
        if waiting_pages(writer).is_ok_and(|pages| pages >= WORTH_PAGES) {
            let database = database();
            let work = move || {
                stand_back();
                let moved = connection::open(&database, Purpose::Write)
                    .and_then(|own| Ok(own.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?));
                drop(moved);
            };
            self.at_work = std::thread::Builder::new().name("checkpoint".to_owned()).spawn(work).ok();
        }
    }
}

impl Drop for Checkpointer {
    /// Waits: no connection may outlive the library's lock.
    fn drop(&mut self) {
        if let Some(thread) = self.at_work.take() {
            let _ = thread.join();
        }
    }
}

/// Pages of the log that are not in the database yet.
fn waiting_pages(connection: &Connection) -> rusqlite::Result<i64> {
    connection
        .query_row("PRAGMA wal_checkpoint(NOOP)", [], |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))
}
