//! The rules of the house, as far as a machine can hold them. The others are in docs/architecture.md and CONTRIBUTING.md.

mod arrows; // which package may know which
mod pages; // what the documentation points at
mod texts; // what no file may hold

use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository.
fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().expect("this package is a folder of the repository").to_owned()
}

/// Files that are in the repository, or would be with the next `git add`; paths below its root.
fn tracked() -> Vec<String> {
    let git = Command::new("git")
        .current_dir(root())
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .expect("git is there: the repository came by it");
    assert!(git.status.success(), "git ls-files: {}", String::from_utf8_lossy(&git.stderr));
    let listed = String::from_utf8(git.stdout).expect("paths are UTF-8");
    // A file that was just removed is listed until that is committed.
    listed.split_terminator('\0').filter(|path| root().join(path).is_file()).map(str::to_owned).collect()
}

/// A tracked file's text; none where it is no text.
fn text(path: &str) -> Option<String> {
    let bytes = std::fs::read(root().join(path)).expect("a tracked file can be read");
    String::from_utf8(bytes).ok()
}

/// Tracked files whose name ends in one of these, with their text.
fn texts(extensions: &[&str]) -> Vec<(String, String)> {
    let wanted = |path: &String| extensions.iter().any(|extension| path.ends_with(&format!(".{extension}")));
    tracked().into_iter().filter(wanted).filter_map(|path| Some((path.clone(), text(&path)?))).collect()
}

/// Fails with all that was found.
fn must_be_empty(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}
