//! Waiting until files are on the disk. One file for each system's way: on Linux many files are one call.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

/// Up to so many files are waited for one by one; more, and the whole file system is asked once.
const ONE_BY_ONE_MAX: usize = 64;
/// So many at a time: what the disk does for one it does for all that wait then.
const AT_A_TIME: usize = 8;

/// Waits for files below a folder, and for their folders.
pub(super) fn files<'a>(root: &Path, files: impl ExactSizeIterator<Item = &'a str>) -> io::Result<()> {
    if files.len() > ONE_BY_ONE_MAX && whole_file_system(root)? {
        return Ok(());
    }
    let files: Vec<PathBuf> = files.map(|path| root.join(path)).collect();
    at_once(&files, |path| File::open(path).and_then(|file| file.sync_all()))
}

/// Waits for each of them, for several at a time.
fn at_once(paths: &[PathBuf], wait: impl Fn(&Path) -> io::Result<()> + Sync) -> io::Result<()> {
    let each = paths.len().div_ceil(AT_A_TIME).max(1);
    thread::scope(|scope| {
        let wait = &wait;
        let parts =
            paths.chunks(each).map(|some| scope.spawn(move || some.iter().try_for_each(|path| wait(path))));
        let parts: Vec<_> = parts.collect();
        parts.into_iter().try_for_each(|part| part.join().expect("waiting for files does not panic"))
    })
}

/// Waits for folders: for the names in them.
pub(super) fn folders(root: &Path, folders: &BTreeSet<PathBuf>) -> io::Result<()> {
    if folders.len() > ONE_BY_ONE_MAX && whole_file_system(root)? {
        return Ok(());
    }
    let all: Vec<PathBuf> = folders.iter().filter(|f| f.is_dir()).cloned().chain([root.to_owned()]).collect();
    at_once(&all, folder)
}

/// Waits for one folder.
#[cfg(unix)]
pub(super) fn folder(path: &Path) -> io::Result<()> {
    File::open(path).and_then(|folder| folder.sync_all())
}

/// Only Unix lets a folder be waited for.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the other system's can fail")]
pub(super) fn folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Waits for everything on the file system of this folder, where the system can.
#[cfg(target_os = "linux")]
fn whole_file_system(path: &Path) -> io::Result<bool> {
    rustix::fs::syncfs(File::open(path)?)?;
    Ok(true)
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "the other system's can fail")]
fn whole_file_system(_: &Path) -> io::Result<bool> {
    Ok(false)
}
