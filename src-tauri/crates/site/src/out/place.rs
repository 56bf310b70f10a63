//! Which folder holds a site, and where the one is that the next site is made ready in.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{Disk, MANIFEST_NAME};
use crate::ExportError;

/// The staging folder where it must lie inside the site's.
pub(super) const INSIDE: &str = ".galley-export";
const LOCK: &str = "lock";
/// What says that a folder is a bundle.
const BUNDLE: &str = "galley.json";

/// The folder by its real path, if it may hold a site.
pub(super) fn resolve(out: &Path) -> Result<PathBuf, ExportError> {
    let bad = |why| ExportError::BadFolder(out.to_owned(), why);
    let absolute = std::path::absolute(out).map_err(ExportError::disk(out))?;
    let real = match fs::canonicalize(&absolute) {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
                return Err(bad("it has no name"));
            };
            refuse_library(parent).map_err(bad)?;
            fs::create_dir_all(parent).map_err(ExportError::disk(parent))?;
            fs::canonicalize(parent).map_err(ExportError::disk(parent))?.join(name)
        }
        Err(error) => return Err(ExportError::disk(out)(error)),
    };
    refuse_library(&real).map_err(bad)?;
    if real.parent().is_none() {
        return Err(bad("it is the root of a disk"));
    }
    if real.exists() && !real.is_dir() {
        return Err(bad("it is a file"));
    }
    if real.join(BUNDLE).exists() && !real.join(MANIFEST_NAME).exists() {
        return Err(bad("a bundle stands in it"));
    }
    Ok(real)
}

fn refuse_library(path: &Path) -> Result<(), &'static str> {
    let inside = path.components().any(|part| {
        let name = part.as_os_str().to_string_lossy().to_ascii_lowercase();
        name.len() > ".galley".len() && name.ends_with(".galley")
    });
    if inside { Err("it lies in a library's own folder") } else { Ok(()) }
}

pub(super) fn beside(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}{INSIDE}"))
}

/// Makes the staging folder: beside the site's; inside it, where the folder above is another disk or may not be written to.
pub(super) fn make_folder(disk: &Disk, out: &Path) -> Result<(PathBuf, bool), ExportError> {
    let first = beside(out);
    if same_disk(out) {
        match disk.create_folder(&first) {
            Ok(()) => return Ok((first, true)),
            Err(error) if out.is_dir() && is_refusal(&error) => {}
            Err(error) => return Err(ExportError::disk(&first)(error)),
        }
    }
    let inside = out.join(INSIDE);
    disk.create_folder(&inside).map_err(ExportError::disk(&inside))?;
    Ok((inside, false))
}

fn is_refusal(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Whether the folder and the one above it are on one disk.
#[cfg(unix)]
fn same_disk(out: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let disk = |path: &Path| fs::metadata(path).map(|meta| meta.dev());
    match (disk(out), out.parent().map(disk)) {
        (Ok(inner), Some(Ok(outer))) => inner == outer,
        _ => true,
    }
}

#[cfg(not(unix))]
fn same_disk(_: &Path) -> bool {
    true
}

pub(super) fn is_real_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}

pub(super) fn lock(staging: &Path, out: &Path) -> Result<File, ExportError> {
    let path = staging.join(LOCK);
    let file = File::create(&path).map_err(ExportError::disk(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(ExportError::Busy(out.to_owned())),
        Err(TryLockError::Error(error)) => Err(ExportError::disk(&path)(error)),
    }
}
