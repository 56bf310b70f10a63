//! Unpacks a zip into a folder of its own, entry by entry, under caps. What an entry claims about itself is not
//! believed: sizes are counted, names are checked, links are refused.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::root::{Root, folder_of};
use crate::{Left, LeftWhy, Limits, names, scan};

/// Smaller entries may be packed as well as they can: a page of spaces is no attack.
const RATIO_FROM_BYTES: u64 = 1024 * 1024;

/// The list in a backup, by which it is known.
const BACKUP: &str = "galley-backup.json";

/// A zip that is refused as a whole. Nothing of it was imported.
#[derive(Debug, thiserror::Error)]
pub enum ZipError {
    /// It is no zip, or damaged.
    #[error("the zip cannot be read: {}; nothing was imported", in_words(.0))]
    Damaged(#[from] zip::result::ZipError),
    /// It is a backup.
    #[error(
        "it is a backup of a Galley library; nothing was imported. To have its articles here, make a library of it, write that one's articles out as a bundle, and import that"
    )]
    Backup,
    /// The system would not let it be unpacked.
    #[error("the zip could not be unpacked into a temporary folder ({0}); nothing was imported")]
    Io(#[from] std::io::Error),
    /// Too many entries.
    #[error("the zip has more than {0} entries; nothing was imported")]
    TooMany(usize),
    /// Entries that share bytes.
    #[error("entries of the zip overlap, as an attack would have it; nothing was imported")]
    Overlap,
    /// Larger than it may be.
    #[error(
        "the zip unpacks to more than {}; nothing was imported, unpack it yourself and import the folder", crate::left::size(*.0)
    )]
    TooLarge(u64),
    /// Packed too well to be true.
    #[error(
        "{name:?} in the zip unpacks to more than {ratio} times its size, as an attack would have it; nothing was imported"
    )]
    Bomb {
        /// The entry.
        name: String,
        /// The limit.
        ratio: u64,
    },
}

/// What the library for zips says, where that is for people.
fn in_words(error: &zip::result::ZipError) -> String {
    match error {
        zip::result::ZipError::InvalidArchive(_) => {
            "it is no zip, or only a part of one. Fetch or make it anew".to_owned()
        }
        other => other.to_string(),
    }
}

/// Unpacks what may be unpacked; the rest is left.
pub(crate) fn unpack(path: &Path, limits: &Limits) -> Result<(TempDir, Vec<Left>), ZipError> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?))?;
    if archive.len() > limits.files {
        return Err(ZipError::TooMany(limits.files));
    }
    if archive.index_for_name(BACKUP).is_some() {
        return Err(ZipError::Backup);
    }
    if archive.has_overlapping_entries()? {
        return Err(ZipError::Overlap);
    }
    let unpacked = tempfile::tempdir()?;
    let mut unpacking = Unpacking {
        root: Root::open(unpacked.path())?,
        limits,
        files: BTreeSet::new(),
        folders: BTreeSet::new(),
        total: 0,
        left: Vec::new(),
    };
    for at in 0..archive.len() {
        let name =
            archive.name_for_index(at).and_then(Result::ok).unwrap_or_default().escape_debug().to_string();
        match archive.by_index(at) {
            Ok(entry) => unpacking.entry(entry)?,
            // A password, or a method of packing that few know.
            Err(zip::result::ZipError::UnsupportedArchive(_)) => {
                unpacking.left.push(Left::new(name, LeftWhy::Encrypted));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok((unpacked, unpacking.left))
}

/// The folder with the articles: people also zip the folder around them.
pub(crate) fn top(unpacked: &Path) -> PathBuf {
    let mut entries =
        std::fs::read_dir(unpacked).into_iter().flatten().flatten().filter(|e| e.file_name() != "__MACOSX");
    match (entries.next(), entries.next()) {
        (Some(only), None) if !scan::is_bundle(unpacked) && only.path().is_dir() => only.path(),
        _ => unpacked.to_owned(),
    }
}

struct Unpacking<'l> {
    root: Root,
    limits: &'l Limits,
    /// Names of files and folders so far, as the least exact file system compares them.
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
    total: u64,
    left: Vec<Left>,
}

impl Unpacking<'_> {
    fn entry<R: Read>(&mut self, mut entry: ZipFile<'_, R>) -> Result<(), ZipError> {
        let shown = String::from_utf8_lossy(entry.name_raw()).escape_debug().to_string();
        let name = std::str::from_utf8(entry.name_raw()).ok().map(str::to_owned);
        let is_folder = entry.is_dir();
        let name = name.map(|name| name.strip_suffix('/').map(str::to_owned).unwrap_or(name));
        let Some(name) = name.filter(|name| names::is_portable_path(name)) else {
            self.left.push(Left::new(shown, LeftWhy::Name));
            return Ok(());
        };
        if name.starts_with("__MACOSX/") || name.split('/').any(|part| part.starts_with('.')) {
            return Ok(());
        }
        if entry.is_symlink() {
            self.left.push(Left::new(name, LeftWhy::Link));
        } else if entry.encrypted() {
            self.left.push(Left::new(name, LeftWhy::Encrypted));
        } else if name.split('/').count() > self.limits.folder_depth + 1 {
            self.left.push(Left::new(name, LeftWhy::TooDeep(self.limits.folder_depth)));
        } else if is_folder {
            // Folders come with their files; an empty one holds no article.
        } else if !self.is_new(&name) {
            self.left.push(Left::new(name, LeftWhy::SameName));
        } else {
            self.write(&mut entry, name)?;
        }
        Ok(())
    }

    /// Whether no other entry has this name, nor is a folder where this is a file.
    fn is_new(&mut self, name: &str) -> bool {
        let folded = names::folded(name);
        let mut above = Vec::new();
        let mut parent = folder_of(&folded);
        while !parent.is_empty() {
            if self.files.contains(parent) {
                return false;
            }
            above.push(parent.to_owned());
            parent = folder_of(parent);
        }
        if self.folders.contains(&folded) || !self.files.insert(folded.clone()) {
            return false;
        }
        self.folders.extend(above);
        true
    }

    fn write<R: Read>(&mut self, entry: &mut ZipFile<'_, R>, name: String) -> Result<(), ZipError> {
        let dir = self.root.dir();
        let folder = folder_of(&name);
        if !folder.is_empty() {
            dir.create_dir_all(folder)?;
        }
        let packed = entry.compressed_size();
        let by_ratio = packed.saturating_mul(self.limits.zip_ratio).max(RATIO_FROM_BYTES);
        let remaining = self.limits.zip_total_bytes - self.total;
        let mut file = dir.create(&name)?;
        let written = match std::io::copy(&mut entry.take(by_ratio.min(remaining) + 1), &mut file) {
            Ok(written) => written,
            Err(error)
                if matches!(
                    error.kind(),
                    std::io::ErrorKind::StorageFull | std::io::ErrorKind::PermissionDenied
                ) =>
            {
                return Err(error.into());
            }
            Err(_) => {
                drop(file);
                dir.remove_file(&name)?;
                self.left.push(Left::new(name, LeftWhy::DamagedEntry));
                return Ok(());
            }
        };
        if written > remaining {
            return Err(ZipError::TooLarge(self.limits.zip_total_bytes));
        }
        if written > by_ratio {
            return Err(ZipError::Bomb { name, ratio: self.limits.zip_ratio });
        }
        self.total += written;
        Ok(())
    }
}
