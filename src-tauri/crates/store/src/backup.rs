//! Backup and restore: one zip file with the database, all media and a list of their hashes.
//!
//! A zip, because an editor in need can open it with anything. The copy of the database is taken online, by SQLite, while
//! others write; a backup counts as made only when it was read back.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use galley_aside::Folder;
use galley_domain::MediaHash;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::connection::{self, Purpose};
use crate::library::{DATABASE, MEDIA, looks_like_a_library, take_alone, work_aside};
use crate::media::{self, Hashing, sync_folder};
use crate::migrations;
use crate::{Library, StoreError};

/// Name of the list within a backup.
const LIST: &str = "galley-backup.json";
/// Largest list that is read, in bytes: a million media.
const LIST_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// So many pages of a database are copied at a time (4 KiB each).
const PAGES_A_STEP: i32 = 1_000;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Copying the database.
    Database,
    /// Packing or unpacking files: this many of so many.
    Files(usize, usize),
    /// Reading the result back: this many of so many.
    Checking(usize, usize),
}

/// A finished backup or restore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// How many files of media are in it.
    pub media: usize,
    /// How many bytes are in it, unpacked.
    pub bytes: u64,
    /// After an automatic backup was put back: how many files of media were neither in it nor in the library that stood there.
    pub missing: usize,
    /// After a restore: where the library that stood there before is kept.
    pub kept: Option<PathBuf>,
}

#[derive(Debug, Serialize, Deserialize)]
struct List {
    format: u32,
    library: String,
    schema: u32,
    files: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    path: String,
    bytes: u64,
    sha256: String,
}

/// Makes a consistent copy of a database at a path where nothing is yet, checks it, and writes it to the disk. Others go on
/// writing meanwhile; with a `pause` after each step the disk is theirs, too.
pub(crate) fn copy_database(from: &Connection, to: &Path, pause: Duration) -> Result<(), StoreError> {
    let mut copy = connection::open(to, Purpose::Create)?;
    // The page cache of the copy is not needed again, and an unfinished copy is thrown away: no journal.
    copy.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
    {
        // All steps see what the first one saw. Without that the copy would begin anew with each save between two of them, and
        // never end beside someone who types.
        let snapshot = from.unchecked_transaction()?;
        snapshot.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        rusqlite::backup::Backup::new(&snapshot, &mut copy)?.run_to_completion(PAGES_A_STEP, pause, None)?;
    }
    let sound: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(StoreError::damaged(sound));
    }
    // One file, without a write-ahead log beside it.
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    copy.close().map_err(|(_, e)| StoreError::from(e))?;
    File::open(to).and_then(|file| file.sync_all()).map_err(|e| StoreError::io("writing to the disk", to, e))
}

/// Backs a library up into one file. A file that is there already is left as it is, unless `replace` says otherwise; then it is
/// replaced only when the new one is whole.
///
/// # Errors
/// [`StoreError::InTheWay`] where something is there, [`StoreError::DiskFull`], [`StoreError::Io`], [`StoreError::Damaged`] where the
/// library or a media file is not sound: a backup of damage would push out a good one.
pub fn backup(
    library: &Library,
    to: &Path,
    replace: bool,
    mut progress: impl FnMut(Stage),
) -> Result<BackupReport, StoreError> {
    must_be_free(to, replace)?;
    let parent = parent_of(to);
    let work = work_aside(parent, ".galley-backup-")?;
    progress(Stage::Database);
    let database = work.path().join(DATABASE);
    copy_database(library.connection(), &database, Duration::ZERO)?;
    let copy = connection::open(&database, Purpose::Read)?;
    let view = crate::View::new(&copy);
    let files: Vec<_> = view.all_media()?.iter().map(|m| (m.hash, media::relative(m.hash, m.kind))).collect();
    let id = view.setting(crate::Setting::LibraryId)?;
    drop(copy);

    let packed = work.path().join("backup.zip");
    let writing = |e| StoreError::io("writing", to, e);
    let mut zip = ZipWriter::new(BufWriter::new(File::create_new(&packed).map_err(writing)?));
    let mut list = List {
        format: 1,
        library: id.and_then(|id| id.as_str().map(str::to_owned)).unwrap_or_default(),
        schema: migrations::SCHEMA_VERSION,
        files: Vec::with_capacity(files.len() + 1),
    };
    list.files.push(pack(&mut zip, DATABASE, &database, CompressionMethod::Deflated, to)?);
    for (at, (hash, relative)) in files.iter().enumerate() {
        progress(Stage::Files(at, files.len()));
        let from = library.folder().join(MEDIA).join(relative);
        // Pictures are compressed already.
        let entry = pack(&mut zip, &format!("{MEDIA}/{relative}"), &from, CompressionMethod::Stored, to)?;
        if entry.sha256 != hash.to_string() {
            return Err(StoreError::damaged(format!("{} is not what it was", from.display())));
        }
        list.files.push(entry);
    }
    zip.start_file(LIST, options(CompressionMethod::Deflated)).map_err(|e| bad(to, e))?;
    serde_json::to_writer(&mut zip, &list)?;
    let mut file = zip.finish().map_err(|e| bad(to, e))?;
    file.flush().map_err(writing)?;
    file.get_ref().sync_all().map_err(writing)?;
    drop(file);

    let mut archive = Archive::open(&packed)?;
    let bytes = archive.check(&mut progress)?;
    // It may have come there meanwhile.
    must_be_free(to, replace)?;
    fs::rename(&packed, to).map_err(writing)?;
    sync_folder(parent)?;
    Ok(BackupReport { media: files.len(), bytes, missing: 0, kept: None })
}

/// Refuses to write a backup over what is there: it may be somebody's work.
fn must_be_free(to: &Path, replace: bool) -> Result<(), StoreError> {
    match fs::symlink_metadata(to) {
        Ok(meta) if meta.is_dir() => Err(StoreError::InTheWay { path: to.to_owned(), is_folder: true }),
        Ok(_) if !replace => Err(StoreError::InTheWay { path: to.to_owned(), is_folder: false }),
        _ => Ok(()),
    }
}

/// Puts the library of a backup in place. What stood there before is kept beside it.
///
/// # Errors
/// [`StoreError::BadBackup`], [`StoreError::InUse`], [`StoreError::DiskFull`]; what stood there before still stands there then.
pub fn restore(
    from: &Path,
    folder: &Path,
    stamp: &str,
    mut progress: impl FnMut(Stage),
) -> Result<BackupReport, StoreError> {
    let parent = parent_of(folder);
    fs::create_dir_all(parent).map_err(|e| StoreError::io("making the folder", parent, e))?;
    let mut archive = Archive::open(from)?;
    let unpacked = work_aside(parent, ".restoring-")?;
    let bytes = archive.unpack(unpacked.path(), &mut progress)?;
    let media = archive.list.files.len() - 1;

    must_be_sound(&unpacked.path().join(DATABASE), from)?.close().map_err(|(_, e)| StoreError::from(e))?;
    let kept = put_in_place(unpacked, folder, stamp)?;
    Ok(BackupReport { media, bytes, missing: 0, kept })
}

/// Opens the database of a backup, after a look at all of it.
pub(crate) fn must_be_sound(database: &Path, backup: &Path) -> Result<Connection, StoreError> {
    let connection = connection::open(database, Purpose::Write)?;
    let sound: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if sound != "ok" || migrations::state(&connection)?.is_none() {
        let detail = "its database is damaged".to_owned();
        return Err(StoreError::BadBackup { path: backup.to_owned(), detail });
    }
    Ok(connection)
}

/// Puts a library that was made aside in its place. What stood there is kept beside it; answers where.
pub(crate) fn put_in_place(
    unpacked: Folder,
    folder: &Path,
    stamp: &str,
) -> Result<Option<PathBuf>, StoreError> {
    let stood_there = fs::symlink_metadata(folder).is_ok();
    let kept = stood_there.then(|| aside(folder, stamp));
    if let Some(kept) = &kept {
        if !looks_like_a_library(folder) {
            return Err(StoreError::NotALibrary { path: folder.to_owned() });
        }
        let _alone = take_alone(folder, "restoring")?;
        fs::rename(folder, kept).map_err(|e| StoreError::io("putting aside", folder, e))?;
    }
    let whole = unpacked.keep();
    if let Err(e) = fs::rename(&whole, folder) {
        if let Some(kept) = &kept {
            // Back to where it was: the restore did not happen.
            let _ = fs::rename(kept, folder);
        }
        let _ = fs::remove_dir_all(&whole);
        return Err(StoreError::io("putting the restored library in place at", folder, e));
    }
    sync_folder(parent_of(folder))?;
    Ok(kept)
}

/// The folder that something lies in.
pub(crate) fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The first free name beside a library: `News before restore 2023-10-19.galley`.
fn aside(folder: &Path, stamp: &str) -> PathBuf {
    let stem = folder.file_stem().unwrap_or_default().to_string_lossy();
    let name = |n: u32| if n == 1 { String::new() } else { format!(" ({n})") };
    (1..=u32::MAX)
        .map(|n| folder.with_file_name(format!("{stem} before restore {stamp}{}.galley", name(n))))
        .find(|path| fs::symlink_metadata(path).is_err())
        .expect("there are more numbers than files")
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    let fast = (method == CompressionMethod::Deflated).then_some(1);
    SimpleFileOptions::default().compression_method(method).compression_level(fast).large_file(true)
}

fn pack(
    zip: &mut ZipWriter<BufWriter<File>>,
    name: &str,
    from: &Path,
    method: CompressionMethod,
    to: &Path,
) -> Result<Entry, StoreError> {
    let mut file = File::open(from).map_err(|e| StoreError::io("reading", from, e))?;
    zip.start_file(name, options(method)).map_err(|e| bad(to, e))?;
    let mut hashing = Hashing { to: zip, hash: Sha256::new(), bytes: 0 };
    io::copy(&mut file, &mut hashing).map_err(|e| StoreError::io("writing", to, e))?;
    let sha256 = MediaHash::new(hashing.hash.finalize().into()).to_string();
    Ok(Entry { path: name.to_owned(), bytes: hashing.bytes, sha256 })
}

fn bad(path: &Path, error: zip::result::ZipError) -> StoreError {
    let detail = match error {
        zip::result::ZipError::Io(e) if e.kind() == io::ErrorKind::StorageFull => {
            return StoreError::DiskFull;
        }
        // What the library for zips says of these is not for people: `Could not find EOCD`.
        zip::result::ZipError::InvalidArchive(_) => {
            "it is no zip, or only a part of one; name the file that was made as a backup".to_owned()
        }
        other => other.to_string(),
    };
    StoreError::BadBackup { path: path.to_owned(), detail }
}

/// A backup that is being read. Nothing in it is believed: names, sizes and hashes are checked against its list, and the list against
/// what a library's folder looks like.
struct Archive {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    list: List,
}

impl Archive {
    fn open(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(|e| StoreError::io("reading", path, e))?;
        let refuse = |detail: String| StoreError::BadBackup { path: path.to_owned(), detail };
        if file.metadata().is_ok_and(|meta| meta.is_dir()) {
            return Err(refuse("it is a folder; name the file that was made as a backup".to_owned()));
        }
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|e| bad(path, e))?;
        let list = zip.by_name(LIST).map_err(|_| refuse(format!("it has no {LIST}")))?;
        let list: List = serde_json::from_reader(list.take(LIST_BYTES_MAX))
            .map_err(|e| refuse(format!("its {LIST} cannot be read ({e})")))?;
        if list.format != 1 || list.schema > migrations::SCHEMA_VERSION {
            return Err(refuse("it was made by a newer Galley; update Galley to restore it".to_owned()));
        }
        if list.files.first().is_none_or(|entry| entry.path != DATABASE) {
            return Err(refuse(format!("it has no {DATABASE}")));
        }
        if let Some(odd) = list.files.iter().skip(1).find(|entry| !is_media_path(&entry.path)) {
            return Err(refuse(format!("it holds {:?}, which no library has", odd.path)));
        }
        let mut seen = HashSet::new();
        if let Some(twice) = list.files.iter().find(|entry| !seen.insert(entry.path.as_str())) {
            return Err(refuse(format!("it names {} twice", twice.path)));
        }
        Ok(Self { path: path.to_owned(), zip, list })
    }

    /// Reads everything once and compares.
    fn check(&mut self, progress: &mut impl FnMut(Stage)) -> Result<u64, StoreError> {
        self.each(progress, |_| Ok(Box::new(io::sink())))
    }

    fn unpack(&mut self, folder: &Path, progress: &mut impl FnMut(Stage)) -> Result<u64, StoreError> {
        let media = folder.join(MEDIA);
        fs::create_dir(&media).map_err(|e| StoreError::io("making the folder", &media, e))?;
        self.each(progress, |entry| {
            let to = folder.join(&entry.path);
            if let Some(shelf) = to.parent() {
                fs::create_dir_all(shelf)?;
            }
            Ok(Box::new(SyncOnFlush(File::create_new(to)?)))
        })
    }

    fn each(
        &mut self,
        progress: &mut impl FnMut(Stage),
        mut open: impl FnMut(&Entry) -> io::Result<Box<dyn Write>>,
    ) -> Result<u64, StoreError> {
        let mut total = 0;
        let count = self.list.files.len();
        for (at, entry) in self.list.files.iter().enumerate() {
            progress(Stage::Checking(at, count));
            let refuse = |detail: &str| StoreError::BadBackup {
                path: self.path.clone(),
                detail: format!("{} {detail}", entry.path),
            };
            let packed = self.zip.by_name(&entry.path).map_err(|_| refuse("is missing in it"))?;
            let to = open(entry).map_err(|e| StoreError::io("unpacking", &entry.path, e))?;
            let mut hashing = Hashing { to, hash: Sha256::new(), bytes: 0 };
            // One byte more than promised is enough to know that the promise is broken.
            io::copy(&mut packed.take(entry.bytes.saturating_add(1)), &mut hashing).map_err(|e| {
                match e.kind() {
                    io::ErrorKind::InvalidData
                    | io::ErrorKind::InvalidInput
                    | io::ErrorKind::UnexpectedEof => refuse("cannot be unpacked"),
                    _ => StoreError::io("unpacking", &entry.path, e),
                }
            })?;
            hashing.flush().map_err(|e| StoreError::io("unpacking", &entry.path, e))?;
            let sha256 = MediaHash::new(hashing.hash.finalize().into()).to_string();
            if hashing.bytes != entry.bytes || sha256 != entry.sha256 {
                return Err(refuse("is not what was packed"));
            }
            total += entry.bytes;
        }
        Ok(total)
    }
}

/// A file that is on the disk once it was flushed.
pub(crate) struct SyncOnFlush(pub(crate) File);

impl Write for SyncOnFlush {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}

/// Whether it is `media/ab/<hash>.<extension>` with one of our extensions.
fn is_media_path(path: &str) -> bool {
    let Some((hash, extension)) = path.rsplit('/').next().and_then(|name| name.split_once('.')) else {
        return false;
    };
    let kind = galley_domain::MediaKind::ALL.into_iter().find(|kind| kind.extension() == extension);
    match (hash.parse::<MediaHash>(), kind) {
        (Ok(hash), Some(kind)) => path == format!("{MEDIA}/{}", media::relative(hash, kind)),
        _ => false,
    }
}
