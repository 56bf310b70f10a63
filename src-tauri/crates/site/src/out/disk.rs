//! Every change that an export makes to the disk goes through here, so that tests can stop it at any of them.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
#[cfg(test)]
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest as _, Sha256};

use super::Hash;

/// How often a rename is tried again where a virus scanner holds the file for a moment (Windows).
const RENAME_RETRIES: u32 = if cfg!(windows) { 6 } else { 0 };

/// How long to wait before the first of these; twice as long before each next.
const RENAME_WAIT_MS: u64 = 50;

/// Copying happens in pieces of this size.
const COPY_BYTES: usize = 128 * 1024;

/// The disk.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    #[cfg(test)]
    pub(crate) fault: Option<Fault>,
    /// For tests: so many files are listed in one text, and more in parts.
    #[cfg(test)]
    pub(crate) one_manifest_max: Option<usize>,
}

/// For tests: from which change on the disk fails.
#[cfg(test)]
#[derive(Debug)]
pub(crate) struct Fault {
    /// Changes that succeed before it.
    pub(crate) after: u64,
    /// Whether it fails once, or for good as for a killed process.
    pub(crate) once: bool,
    /// Changes asked for so far.
    pub(crate) seen: AtomicU64,
}

#[cfg_attr(
    not(test),
    expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "tests put a fault into it")
)]
impl Disk {
    fn step(&self) -> io::Result<()> {
        #[cfg(test)]
        if let Some(fault) = &self.fault {
            let seen = fault.seen.fetch_add(1, Ordering::SeqCst);
            if seen == fault.after || (seen > fault.after && !fault.once) {
                return Err(io::Error::other("a fault for the test"));
            }
        }
        Ok(())
    }

    /// Most files that the manifest lists in one text.
    pub(crate) fn one_manifest_max(&self) -> usize {
        #[cfg(test)]
        if let Some(most) = self.one_manifest_max {
            return most;
        }
        super::standing::ONE_MAX
    }

    pub(crate) fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::create_dir_all(path)
    }

    pub(crate) fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step()?;
        let mut file = create(path)?;
        file.write_all(bytes)
    }

    /// Writes and waits until it is on the disk.
    pub(crate) fn write_durably(
        &self,
        path: &Path,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<()> {
        self.step()?;
        let mut file = File::create(path)?;
        write(&mut file)?;
        file.sync_all()
    }

    /// Copies a file and says what it held.
    pub(crate) fn copy(&self, from: &Path, to: &Path) -> io::Result<(Hash, u64)> {
        let mut source = File::open(from)?;
        self.step()?;
        let mut target = create(to)?;
        let mut hasher = Sha256::new();
        let mut piece = vec![0; COPY_BYTES];
        let mut bytes = 0;
        loop {
            let read = source.read(&mut piece)?;
            if read == 0 {
                return Ok((hasher.finalize().into(), bytes));
            }
            hasher.update(&piece[..read]);
            target.write_all(&piece[..read])?;
            bytes += read as u64;
        }
    }

    /// Gives a file a second name, with its folder where that is missing; a copy of it, where the file system has one name for each.
    pub(crate) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        match fs::hard_link(from, to) {
            Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::StorageFull) => {
                let draft = to.with_extension("draft");
                fs::copy(from, &draft)?;
                fs::rename(&draft, to)
            }
            done => done,
        }
    }

    pub(crate) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        let mut wait_ms = RENAME_WAIT_MS;
        let mut retries = RENAME_RETRIES;
        loop {
            match fs::rename(from, to) {
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied && retries > 0 => {
                    std::thread::sleep(std::time::Duration::from_millis(wait_ms));
                    wait_ms *= 2;
                    retries -= 1;
                }
                done => return done,
            }
        }
    }

    /// Removes a file; one that is gone already is fine.
    pub(crate) fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        gone_is_fine(fs::remove_file(path))
    }

    /// Removes a folder if it is empty.
    pub(crate) fn remove_empty_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::remove_dir(path)
    }

    /// Removes a folder and what is in it; one that is gone already is fine.
    pub(crate) fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        gone_is_fine(fs::remove_dir_all(path))
    }
}

/// Makes a file, with its folder where that is missing.
fn create(path: &Path) -> io::Result<File> {
    match File::create(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            File::create(path)
        }
        made => made,
    }
}

fn gone_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
