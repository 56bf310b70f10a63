//! Where the media of one article lie in its folder. A path of the text is kept where a file can have it; names are
//! unique also where upper and lower case are the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use galley_domain::MediaHash;

use crate::names;
use crate::root::folder_of;
use crate::{MediaRecord, pictures};

/// The files of one article's folder.
pub(super) struct Shelf<'r> {
    records: &'r HashMap<MediaHash, &'r MediaRecord>,
    /// By folded path: the path and what lies there.
    files: BTreeMap<String, (String, MediaHash)>,
    /// Folded paths that nothing may get: texts, folders, and what a text means by a path without having it.
    kept_free: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl<'r> Shelf<'r> {
    pub(super) fn new(records: &'r HashMap<MediaHash, &'r MediaRecord>) -> Self {
        Self { records, files: BTreeMap::new(), kept_free: BTreeSet::new(), folders: BTreeSet::new() }
    }

    /// Keeps a path free, so that an import does not find there what the text does not have.
    pub(super) fn keep_free(&mut self, path: &str) {
        self.kept_free.insert(names::folded(path));
    }

    /// Puts a file where the text itself says. False where it cannot lie there.
    pub(super) fn put_as_written(&mut self, as_written: &str, hash: MediaHash) -> bool {
        pictures::beside(as_written).is_some_and(|path| self.put(&path, hash))
    }

    /// Puts a file somewhere and says where: where it lies already, under its own name, or under its hash.
    pub(super) fn put_anywhere(&mut self, hash: MediaHash) -> String {
        if let Some((path, _)) = self.files.values().find(|(_, there)| *there == hash) {
            return path.clone();
        }
        let record = self.records.get(&hash);
        let named = record
            .map(|record| format!("media/{}", record.name))
            .filter(|path| pictures::beside(path).as_ref() == Some(path));
        if let Some(path) = named.filter(|path| self.put(path, hash)) {
            return path;
        }
        let extension = record.map_or("bin", |record| record.kind.extension());
        let mut path = format!("media/{hash}.{extension}");
        // Only a text that names files by hash could be in the way.
        while !self.put(&path, hash) {
            path.insert("media/".len(), '_');
        }
        path
    }

    /// The files, by path.
    pub(super) fn into_files(self) -> Vec<(String, MediaHash)> {
        self.files.into_values().collect()
    }

    fn put(&mut self, path: &str, hash: MediaHash) -> bool {
        let folded = names::folded(path);
        if let Some((there, held)) = self.files.get(&folded) {
            return there == path && *held == hash;
        }
        let mut above = Vec::new();
        let mut parent = folder_of(&folded);
        while !parent.is_empty() {
            above.push(parent.to_owned());
            parent = folder_of(parent);
        }
        let blocked = self.kept_free.contains(&folded)
            || self.folders.contains(&folded)
            || above.iter().any(|folder| self.files.contains_key(folder));
        if !blocked {
            self.folders.extend(above);
            self.files.insert(folded, (path.to_owned(), hash));
        }
        !blocked
    }
}
