//! The journal: once it is on the disk, the new site takes the place of the old, whatever happens in between.
//!
//! Each step can be taken twice: a staged file that is gone has been moved, a stale one that is gone has been
//! deleted. So whoever finds a journal takes all steps again from the first.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::standing::is_part;
use super::{Disk, MANIFEST_NAME, sync};
use crate::address::is_file_path;

/// Files that changed, below the staging folder.
pub(super) const NEW: &str = "new";
/// The manifest that follows.
pub(super) const NEXT_MANIFEST: &str = "manifest";
const JOURNAL: &str = "journal";
const END: &str = "end";

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Moves a staged file to its place.
    Put(Box<str>),
    /// Deletes a stale file, and the folders that are empty then.
    Delete(Box<str>),
}

/// Writes the journal. When this returns, there is no way back.
pub(super) fn commit(disk: &Disk, staging: &Path, steps: &[Step]) -> io::Result<()> {
    let mut text = String::new();
    for step in steps {
        let (word, path) = match step {
            Step::Put(path) => ("put", path),
            Step::Delete(path) => ("delete", path),
        };
        text.extend([word, " ", path, "\n"]);
    }
    text.push_str(END);
    let draft = staging.join("journal.new");
    disk.write_durably(&draft, |file| file.write_all(text.as_bytes()))?;
    disk.rename(&draft, &staging.join(JOURNAL))?;
    sync::folder(staging)
}

/// The steps of a journal, if there is one.
pub(super) fn read(staging: &Path) -> io::Result<Option<Vec<Step>>> {
    let text = match fs::read_to_string(staging.join(JOURNAL)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "the journal is damaged");
    let lines = text.strip_suffix(END).ok_or_else(damaged)?;
    let step = |line: &str| match line.split_once(' ') {
        Some((_, path)) if !is_file_path(path) && !is_part(path) => None,
        Some(("put", path)) => Some(Step::Put(path.into())),
        Some(("delete", path)) => Some(Step::Delete(path.into())),
        _ => None,
    };
    lines.lines().map(|line| step(line).ok_or_else(damaged)).collect::<io::Result<Vec<_>>>().map(Some)
}

/// Takes all steps, puts the manifest in place and clears the staging folder. Says where it failed.
pub(super) fn apply(
    disk: &Disk,
    staging: &Path,
    out: &Path,
    steps: &[Step],
    progress: &dyn Fn(u64),
) -> Result<(), (PathBuf, io::Error)> {
    let mut folders = BTreeSet::new();
    for (at, step) in steps.iter().enumerate() {
        let (Step::Put(path) | Step::Delete(path)) = step;
        take(disk, staging, out, step, &mut folders).map_err(|error| (out.join(&**path), error))?;
        progress(at as u64 + 1);
    }
    let manifest = staging.join(NEXT_MANIFEST);
    let place = out.join(MANIFEST_NAME);
    let last = || {
        if manifest.exists() {
            disk.rename(&manifest, &place)?;
        }
        sync::folders(out, &folders)?;
        disk.remove_tree(staging)
    };
    last().map_err(|error| (place.clone(), error))
}

fn take(
    disk: &Disk,
    staging: &Path,
    out: &Path,
    step: &Step,
    folders: &mut BTreeSet<PathBuf>,
) -> io::Result<()> {
    match step {
        Step::Put(path) => {
            let staged = staging.join(NEW).join(&**path);
            let place = out.join(&**path);
            if !staged.exists() {
                return Ok(());
            }
            if let Some(folder) = place.parent()
                && folders.insert(folder.to_owned())
                && !folder.is_dir()
            {
                disk.create_folder(folder)?;
            }
            disk.rename(&staged, &place)
        }
        Step::Delete(path) => {
            let place = out.join(&**path);
            disk.remove_file(&place)?;
            let mut folder = place.parent();
            while let Some(empty) = folder.filter(|f| *f != out && f.starts_with(out)) {
                // Fails where something is left in it, ours or not; then it stays.
                if fs::read_dir(empty).is_ok_and(|mut entries| entries.next().is_none()) {
                    disk.remove_empty_folder(empty)?;
                } else if empty.exists() {
                    folders.insert(empty.to_owned());
                    break;
                }
                folder = empty.parent();
            }
            Ok(())
        }
    }
}
