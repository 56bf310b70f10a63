//! The media that the backups of a library share: each file once, by its hash.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use galley_domain::{Media, MediaHash};
use sha2::{Digest, Sha256};

use super::limits;
use crate::backup::{SyncOnFlush, parent_of};
use crate::connection::{self, Purpose};
use crate::library::DATABASE;
use crate::media::{self, Hashing, sync_folder};
use crate::{Library, MediaFiles, StoreError, View};

/// How the names of files begin that are not whole yet.
const UNDER_WAY: &str = ".new-";

pub(super) struct Pool {
    folder: PathBuf,
}

impl Pool {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    pub(super) fn path(&self, media: &Media) -> PathBuf {
        self.folder.join(media::relative(media.hash, media.kind))
    }

    /// Takes in what is not there yet, and reads it back. Answers how many the library itself has not, or not whole; what is said in
    /// their records is backed up all the same.
    pub(super) fn take(&self, all: &[Media], from: &MediaFiles) -> Result<usize, StoreError> {
        let mut missing = 0;
        for media in all.iter().filter(|media| !self.holds(media)) {
            let to = self.path(media);
            let shelf = parent_of(&to);
            if !shelf.exists() {
                fs::create_dir_all(shelf).map_err(|e| StoreError::io("making the folder", shelf, e))?;
                sync_folder(&self.folder)?;
            }
            let new = shelf.join(format!("{UNDER_WAY}{}", media.hash));
            let copied = copy_hashed(&from.path(media.hash, media.kind), &new);
            let whole = matches!(&copied, Ok((hash, _)) if *hash == media.hash.to_string())
                && hash_of(&new)?.0 == media.hash.to_string();
            if whole {
                fs::rename(&new, &to).map_err(|e| StoreError::io("putting in place", &to, e))?;
                sync_folder(shelf)?;
                continue;
            }
            let _ = fs::remove_file(&new);
            match copied {
                Err(Copy::Write(error)) => return Err(error),
                _ => missing += 1,
            }
        }
        Ok(missing)
    }

    /// Whether a file is there in its size. It was read back when it came, and is again when it is put back.
    fn holds(&self, media: &Media) -> bool {
        fs::metadata(self.path(media)).is_ok_and(|file| file.len() == media.bytes)
    }

    /// Takes away what no database below the folder of backups refers to, be it of a backup that this Galley knows or not: a newer one's, or one
    /// whose facts were lost. Where one cannot be read, everything stays.
    pub(super) fn keep_only_needed(&self, backups: &Path) {
        let mut needed = HashSet::new();
        let Ok(folders) = fs::read_dir(backups).and_then(Iterator::collect::<io::Result<Vec<_>>>) else {
            return;
        };
        let is_shown = |entry: &fs::DirEntry| !entry.file_name().as_encoded_bytes().starts_with(b".");
        for folder in folders.iter().filter(|entry| is_shown(entry)) {
            let database = folder.path().join(DATABASE);
            let none = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
            if fs::symlink_metadata(&database).is_err_and(|e| none.contains(&e.kind())) {
                continue;
            }
            let all = connection::open(&database, Purpose::Read).and_then(|c| View::new(&c).all_media());
            let Ok(all) = all else { return };
            needed.extend(all.iter().map(|media| self.path(media)));
        }
        let shelves = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for file in shelves.flat_map(|shelf| fs::read_dir(shelf.path()).into_iter().flatten().flatten()) {
            if !needed.contains(&file.path()) {
                let _ = fs::remove_file(file.path());
            }
        }
    }

    /// Refuses a backup that would leave too little room for saves, before a byte of it is written.
    pub(super) fn must_have_room_for(&self, library: &Library, folder: &Path) -> Result<(), StoreError> {
        let Some(left) = room_left(folder) else { return Ok(()) };
        let number =
            |pragma| library.connection().pragma_query_value(None, pragma, |row| row.get::<_, u64>(0));
        let new = library
            .view()
            .all_media()?
            .iter()
            .filter(|media| !self.holds(media))
            .map(|media| media.bytes)
            .sum::<u64>();
        let needed = number("page_count")? * number("page_size")? + new;
        if needed.saturating_mul(limits::ROOM_PART) > left {
            return Err(StoreError::NoRoomForBackup { path: folder.to_owned() });
        }
        Ok(())
    }
}

/// Why a file was not copied: what it was copied from, or what it was copied to.
pub(super) enum Copy {
    Read,
    Write(StoreError),
}

/// Copies a file to where none is, and to the disk. Answers its hash and size.
pub(super) fn copy_hashed(from: &Path, to: &Path) -> Result<(String, u64), Copy> {
    let writing = |e| Copy::Write(StoreError::io("writing", to, e));
    let mut from = File::open(from).map_err(|_| Copy::Read)?;
    let to_file = File::options().create(true).write(true).truncate(true).open(to).map_err(writing)?;
    let mut hashing = Hashing { to: SyncOnFlush(to_file), hash: Sha256::new(), bytes: 0 };
    let mut block = vec![0; 256 * 1024];
    loop {
        let read = from.read(&mut block).map_err(|_| Copy::Read)?;
        if read == 0 {
            break;
        }
        io::Write::write_all(&mut hashing, &block[..read]).map_err(writing)?;
    }
    io::Write::flush(&mut hashing).map_err(writing)?;
    Ok((MediaHash::new(hashing.hash.finalize().into()).to_string(), hashing.bytes))
}

/// The hash and size of a file as it is on the disk.
pub(super) fn hash_of(path: &Path) -> Result<(String, u64), StoreError> {
    let mut hashing = Hashing { to: io::sink(), hash: Sha256::new(), bytes: 0 };
    File::open(path)
        .and_then(|mut file| io::copy(&mut file, &mut hashing))
        .map_err(|e| StoreError::io("reading back", path, e))?;
    Ok((MediaHash::new(hashing.hash.finalize().into()).to_string(), hashing.bytes))
}

/// How many bytes may be written to the disk of a folder, where the system tells.
#[cfg(unix)]
fn room_left(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn room_left(_: &Path) -> Option<u64> {
    None
}
