//! One way to open the database, with the settings that keep it safe.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::StoreError;

/// `Gall` in ASCII: tells a library's database from any other.
pub(crate) const APPLICATION_ID: i32 = 0x4761_6c6c;

/// How long a statement waits for another process to finish its write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// SQLite before 3.51.3 has a race that can damage a database in WAL mode.
const SQLITE_VERSION_MIN: i32 = 3_051_003;

/// How many prepared statements a connection keeps.
const STATEMENTS: usize = 128;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Makes the file.
    Create,
    /// Writes to a file that is there.
    Write,
    /// Reads.
    Read,
    /// Reads what nobody can change: without locks, and without looking for changes or a log. On a disk that can only be read SQLite
    /// cannot make the files that it needs for them. Anything that could be changed after all would be read wrongly.
    ReadUnchanging,
}

/// Opens the database. Never creates one unless that is the purpose: an empty library in the place of a missing one
/// would look like a loss.
pub(crate) fn open(path: &Path, purpose: Purpose) -> Result<Connection, StoreError> {
    assert!(
        rusqlite::version_number() >= SQLITE_VERSION_MIN,
        "the bundled SQLite is new enough, by Cargo.lock"
    );
    let access = match purpose {
        Purpose::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Purpose::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Purpose::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Purpose::ReadUnchanging => OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = if purpose == Purpose::ReadUnchanging {
        Connection::open_with_flags(unchanging(path), access)?
    } else {
        Connection::open_with_flags(path, access)?
    };
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // A plan then does not depend on what is bound to it. Otherwise a statement out of the cache is planned anew each time.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    hold_pages(&connection, PAGES_KIB)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    if matches!(purpose, Purpose::Create | Purpose::Write) {
        sync_commits(&connection, true)?;
        // The same for macOS, whose fsync otherwise stops at the disk's cache.
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    }
    Ok(connection)
}

/// The address by which SQLite takes a file for one that does not change.
fn unchanging(path: &Path) -> String {
    use std::fmt::Write as _;
    // Windows has `\\?\C:\` before a path that was looked up, which an address cannot say.
    let name = path.as_os_str().as_encoded_bytes();
    let name = if cfg!(windows) { name.strip_prefix(br"\\?\").unwrap_or(name) } else { name };
    let mut address = String::from("file://");
    if !name.starts_with(b"/") {
        address.push('/');
    }
    for byte in name {
        match byte {
            b'\\' if cfg!(windows) => address.push('/'),
            b'/' | b':' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                address.push(char::from(*byte));
            }
            _ => write!(address, "%{byte:02X}").expect("a string takes all"),
        }
    }
    address + "?immutable=1"
}

/// So much of the database a connection keeps in memory at most.
pub(crate) const PAGES_KIB: i64 = 32_768;
/// The same for who reads all of it once: what was read is not asked for again.
pub(crate) const PAGES_ONCE_KIB: i64 = 4_096;

/// Sets how much of the database is kept in memory.
pub(crate) fn hold_pages(connection: &Connection, most_kib: i64) -> rusqlite::Result<()> {
    connection.pragma_update(None, "cache_size", -most_kib)
}

/// Whether a commit waits until it is on the disk. One that does not may be lost with the power, and a save is only called a save when it
/// cannot. Nothing is damaged either way.
pub(crate) fn sync_commits(connection: &Connection, sync: bool) -> rusqlite::Result<()> {
    connection.pragma_update(None, "synchronous", if sync { "FULL" } else { "NORMAL" })
}

/// Lets readers go on while one writes. The file remembers it, and is changed by it: only for a database that is known to be
/// ours.
pub(crate) fn write_ahead(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
    Ok(())
}
