//! A bundle as a folder. It is written whole beside its place. A new one is then renamed into place; over an older
//! bundle the files are moved one by one.
//!
//! A move can be cut short. Before it begins, the manifest is replaced by one that names the files of both bundles, with both
//! hashes: whatever is there then, the next export knows it as its own and finishes the work.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use galley_domain::MediaHash;
use sha2::{Digest, Sha256};

use super::{ExportError, Sink, durable, has_manifest, manifest_bytes};
use crate::layout::MANIFEST;
use crate::root::{Found, Root, folder_of};
use crate::{FileRecord, Limits, Manifest};

/// A bundle beside its place.
pub(super) struct Staged {
    /// The folder around: removed with all that is still in it.
    _around: galley_aside::Folder,
    staged: PathBuf,
}

impl Staged {
    /// Begins a bundle. What is at its place must be nothing, an empty folder, or a bundle.
    pub(super) fn create(path: &Path) -> Result<Self, ExportError> {
        if fs::symlink_metadata(path).is_ok() && !(path.is_dir() && (is_empty(path) || has_manifest(path))) {
            return Err(ExportError::NotABundle(path.to_owned()));
        }
        let create = || {
            let parent = durable::parent(&real(path));
            fs::create_dir_all(&parent)?;
            let around = durable::UNDER_WAY.folder(&parent)?;
            // One deeper, because a temporary folder is for its owner alone and a bundle is not.
            let staged = around.path().join("bundle");
            fs::create_dir(&staged)?;
            Ok(Self { _around: around, staged })
        };
        create().map_err(ExportError::io(path))
    }

    /// Puts the bundle in its place.
    pub(super) fn finish(self, manifest: &Manifest, path: &Path) -> Result<(), ExportError> {
        let place = real(path);
        let place = place.as_path();
        if has_manifest(place) {
            return self.replace(manifest, place);
        }
        let finish = || {
            write_file(&self.staged.join(MANIFEST), &mut &*manifest_bytes(manifest))?;
            let mut paths: Vec<&str> = manifest.files.keys().map(String::as_str).collect();
            paths.push(MANIFEST);
            durable::settle_files(&self.staged, &paths)?;
            durable::settle_paths(&self.staged, &paths)?;
            if place.is_dir() {
                fs::remove_dir(place)?;
            }
            fs::rename(&self.staged, place)?;
            durable::settle_names(&durable::parent(place))
        };
        finish().map_err(ExportError::io(path))
    }

    fn replace(&self, new: &Manifest, place: &Path) -> Result<(), ExportError> {
        let root = Root::open(place).map_err(ExportError::io(place))?;
        let old =
            Manifest::read(&root, &Limits::default())?.map(|manifest| manifest.files).unwrap_or_default();
        let changed = compare(&root, &old, &new.files).map_err(ExportError::io(place))??;
        let both = Manifest { files: united(&old, &new.files), ..new.clone() };
        let begin = || {
            durable::settle_files(&self.staged, &changed)?;
            self.put_manifest(place, &both)
        };
        begin().map_err(ExportError::io(place))?;
        let work = || {
            let from = Root::open(&self.staged)?;
            for path in &changed {
                root.dir().create_dir_all(Path::new(folder_of(path)))?;
                from.dir().rename(path, root.dir(), path)?;
            }
            durable::settle_paths(place, &changed)?;
            for path in old.keys().filter(|path| !new.files.contains_key(*path)) {
                remove(&root, path)?;
            }
            self.put_manifest(place, new)
        };
        work().map_err(|source| ExportError::CutShort { path: place.to_owned(), source })
    }

    fn put_manifest(&self, place: &Path, manifest: &Manifest) -> io::Result<()> {
        let staged = self.staged.join(MANIFEST);
        write_file(&staged, &mut &*manifest_bytes(manifest))?;
        File::open(&staged)?.sync_all()?;
        fs::rename(&staged, place.join(MANIFEST))?;
        durable::settle_names(place)
    }
}

impl Sink for Staged {
    fn put(&mut self, path: &str, content: &mut dyn Read, _is_text: bool) -> io::Result<()> {
        let path = self.staged.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        write_file(&path, content)
    }

    fn take_back(&mut self, path: &str) -> io::Result<()> {
        fs::remove_file(self.staged.join(path))
    }
}

/// The files that must be moved; or the refusal, where one was edited or is not ours.
fn compare<'n>(
    root: &Root,
    old: &BTreeMap<String, FileRecord>,
    new: &'n BTreeMap<String, FileRecord>,
) -> io::Result<Result<Vec<&'n str>, ExportError>> {
    let (mut edited, mut in_the_way, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for path in old.keys().filter(|path| !new.contains_key(*path)) {
        if hash_at(root, path)?.is_some_and(|hash| !is_ours(old.get(path), hash)) {
            edited.push(path.clone());
        }
    }
    for (path, record) in new {
        match (hash_at(root, path)?, old.get(path)) {
            (Some(hash), _) if hash == record.sha256 => {}
            (Some(hash), known) if is_ours(known, hash) => changed.push(path.as_str()),
            (Some(_), Some(_)) => edited.push(path.clone()),
            (None, _) if is_free(root, path) => changed.push(path.as_str()),
            _ => in_the_way.push(path.clone()),
        }
    }
    Ok(if !edited.is_empty() {
        Err(ExportError::Edited(edited))
    } else if !in_the_way.is_empty() {
        Err(ExportError::InTheWay(in_the_way))
    } else {
        Ok(changed)
    })
}

/// Whether a file can be put there: nothing is there, and what is above are folders or nothing.
fn is_free(root: &Root, path: &str) -> bool {
    let mut above = folder_of(path);
    while !above.is_empty() && root.find(above) == Found::Nothing {
        above = folder_of(above);
    }
    root.find(path) == Found::Nothing && root.find(above) == Found::Folder
}

/// Whether an export wrote these bytes: the last one, or the one before that was cut short.
fn is_ours(record: Option<&FileRecord>, hash: MediaHash) -> bool {
    record.is_some_and(|record| record.sha256 == hash || record.was == Some(hash))
}

/// The files of both bundles. A file of both has either hash.
fn united(
    old: &BTreeMap<String, FileRecord>,
    new: &BTreeMap<String, FileRecord>,
) -> BTreeMap<String, FileRecord> {
    let mut all = old.clone();
    for (path, record) in new {
        let was = old.get(path).map(|record| record.sha256).filter(|hash| *hash != record.sha256);
        all.insert(path.clone(), FileRecord { was, ..*record });
    }
    all
}

/// The hash of a file, if there is one.
fn hash_at(root: &Root, path: &str) -> io::Result<Option<MediaHash>> {
    if !matches!(root.find(path), Found::File(_)) {
        return Ok(None);
    }
    let mut hash = Sha256::new();
    let mut file = root.dir().open(path)?;
    let mut buffer = [0; 16 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Some(MediaHash::new(hash.finalize().into()))),
            read => hash.update(&buffer[..read]),
        }
    }
}

/// Removes a file of the old bundle, and folders that it leaves empty.
fn remove(root: &Root, path: &str) -> io::Result<()> {
    if matches!(root.find(path), Found::File(_)) {
        root.dir().remove_file(path)?;
    }
    let mut folder = folder_of(path);
    while !folder.is_empty() && root.dir().remove_dir(folder).is_ok() {
        folder = folder_of(folder);
    }
    Ok(())
}

fn write_file(path: &Path, content: &mut dyn Read) -> io::Result<()> {
    let mut file = File::create(path)?;
    io::copy(content, &mut file)?;
    file.flush()
}

/// Where a path leads: a folder given as a link is the folder.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}
