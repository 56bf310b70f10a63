//! A small disk that can be full: a file system in memory, mounted where only this test sees it.
//!
//! A test runs itself again in a mount namespace of its own (`unshare`), with the user mapped to root where it is not root, and
//! mounts there. Nothing is left mounted when it ends, however it ends. Linux only.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Says to the second run where the disk is.
const DISK: &str = "GALLEY_SMALL_DISK";

/// Size of the disk, in bytes. A library with some articles, an export and a copy of each find room.
const BYTES: u64 = 48 * 1024 * 1024;

/// A disk, and another folder that has room.
pub struct SmallDisk {
    mounted: PathBuf,
    aside: TempDir,
}

/// Runs a test on a small disk. `name` is the test's own, as the test binary knows it.
///
/// # Panics
/// Where the test fails, or where no disk can be mounted: then nothing was tested, and that is a failure.
pub fn on_a_small_disk(name: &str, test: impl FnOnce(&SmallDisk)) {
    if let Some(mounted) = std::env::var_os(DISK) {
        let aside = tempfile::tempdir().expect("a temporary folder");
        return test(&SmallDisk { mounted: mounted.into(), aside });
    }
    let point = tempfile::tempdir().expect("a temporary folder");
    let script = format!("mount -t tmpfs -o size={BYTES} small \"${DISK}\" && exec \"$@\"");
    let again = std::env::current_exe().expect("this test is a program");
    let run = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", &script, "sh"])
        .arg(again)
        .args(["--exact", name, "--nocapture", "--test-threads=1"])
        .env(DISK, point.path())
        .output()
        .expect("`unshare` runs (it is part of util-linux)");
    let said = String::from_utf8_lossy(&run.stdout) + String::from_utf8_lossy(&run.stderr);
    assert!(
        run.status.success(),
        "on a small disk (a mount in a namespace of the user's own must be allowed):\n{said}"
    );
    assert!(said.contains("1 passed"), "there is no test {name:?}:\n{said}");
}

impl SmallDisk {
    /// A path on it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.mounted.join(name)
    }

    /// A path on another disk, with room.
    pub fn aside(&self, name: &str) -> PathBuf {
        self.aside.path().join(name)
    }

    /// The disk itself.
    pub fn root(&self) -> &Path {
        &self.mounted
    }

    /// Mounts it anew: `ro`, to be read only, or `rw`.
    ///
    /// # Panics
    /// Where that cannot be done, as while someone has a file on it open for writing.
    pub fn mount_again(&self, how: &str) {
        let option = format!("remount,{how}");
        let done =
            Command::new("mount").args(["-o", &option]).arg(self.root()).status().expect("`mount` runs");
        assert!(done.success(), "the disk cannot be mounted {how}");
    }

    /// Fills it, but for so many bytes.
    ///
    /// # Panics
    /// Where it cannot be written at all.
    pub fn fill_but(&self, bytes: u64) {
        let mut filler = File::create(self.filler()).expect("a file");
        let block = vec![7; 64 * 1024];
        // Until there is no room for another byte; what `write_all` wrote before it failed stays.
        while filler.write_all(&block).is_ok() {}
        while filler.write_all(&[7]).is_ok() {}
        let length = filler.metadata().expect("its size").len();
        filler.set_len(length.saturating_sub(bytes)).expect("it is cut");
    }

    /// Makes room again.
    ///
    /// # Panics
    /// Where it was not filled.
    pub fn make_room(&self) {
        fs::remove_file(self.filler()).expect("it was filled");
    }

    fn filler(&self) -> PathBuf {
        self.path("filler")
    }
}
