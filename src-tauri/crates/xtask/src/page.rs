//! Building the web interface, and only when something it is made of has changed.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::job::Job;
use crate::places;
use crate::trouble::{Trouble, at};

/// What npm installs from.
const PACKAGES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];
/// What the built page is made of, beside the packages.
const SOURCES: [&str; 5] =
    ["src", "index.html", "vite.config.ts", "svelte.config.js", "../src-tauri/crates/markdown/src/code.css"];

/// Fetches the packages that the lock file names, where that has changed. No script of theirs is run.
pub(crate) fn install() -> Result<(), Trouble> {
    let ui = places::root().join("ui");
    when_changed("packages", &ui, &PACKAGES, &ui.join("node_modules"), || {
        Job::npm().args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).run()
    })
}

/// Builds `ui/dist`, where its sources have changed.
pub(crate) fn build() -> Result<(), Trouble> {
    install()?;
    let ui = places::root().join("ui");
    let inputs: Vec<&str> = SOURCES.iter().chain(&PACKAGES).copied().collect();
    when_changed("page", &ui, &inputs, &ui.join("dist/index.html"), || {
        Job::npm().args(["run", "--silent", "build"]).run()
    })
}

/// Runs the work unless its inputs are as they were the last time it went through and what it makes is still there.
fn when_changed(
    name: &str,
    folder: &Path,
    inputs: &[&str],
    made: &Path,
    work: impl FnOnce() -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let note = places::notes()?.join(name);
    let now = digest(folder, inputs)?;
    if made.exists() && fs::read_to_string(&note).is_ok_and(|before| before == now) {
        return Ok(());
    }
    work()?;
    fs::create_dir_all(places::notes()?).map_err(at(&note))?;
    fs::write(&note, now).map_err(at(&note))
}

/// A mark of the names and bytes of these files and folders. It guards a build, not a secret.
fn digest(folder: &Path, inputs: &[&str]) -> Result<String, Trouble> {
    let mut files = BTreeSet::new();
    for input in inputs {
        collect(&folder.join(input), &mut files)?;
    }
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(&file).map_err(at(&file))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<(), Trouble> {
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(at(path))? {
            collect(&entry.map_err(at(path))?.path(), files)?;
        }
    } else {
        files.insert(path.to_path_buf());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_follows_names_and_bytes_at_any_depth() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let inner = folder.path().join("src/inner");
        fs::create_dir_all(&inner).expect("the folder can be written");
        fs::write(inner.join("a.ts"), "1").expect("the folder can be written");
        let mark = || digest(folder.path(), &["src"]).expect("the folder can be read");
        let first = mark();
        assert_eq!(first, mark());
        fs::write(inner.join("a.ts"), "2").expect("the folder can be written");
        let second = mark();
        assert_ne!(first, second);
        fs::rename(inner.join("a.ts"), inner.join("b.ts")).expect("the folder can be written");
        assert_ne!(second, mark());
    }
}
