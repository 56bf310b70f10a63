//! In which order the new site takes the place of the old, and what stands in its way.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use super::journal::Step;
use super::staging::{Output, Staging};
use crate::address::fold;

impl Staging<'_> {
    /// The steps in their order: stale files that would be in the way; new ones by kind; the other stale ones. `gone` are these, where that is
    /// known.
    pub(super) fn plan(
        &self,
        outputs: &BTreeMap<Box<str>, Output>,
        gone: Option<Vec<Box<str>>>,
    ) -> Vec<Step> {
        let old = || self.old().files.keys().filter(|path| !outputs.contains_key(*path)).cloned().collect();
        let stale = gone.unwrap_or_else(old);
        let (first, last) = split_stale(stale, outputs);
        let mut puts: Vec<_> = outputs.iter().filter(|(_, o)| o.changed).collect();
        // They come by path; the order by kind keeps that.
        puts.sort_by_key(|(_, output)| output.part);
        self.check_folders(puts.iter().map(|(path, _)| path.as_ref()), &first);
        first
            .into_iter()
            .filter(|path| self.folders_are_real(path, &[]))
            .map(Step::Delete)
            .chain(puts.into_iter().map(|(path, _)| Step::Put(path.clone())))
            .chain(last.into_iter().filter(|path| self.folders_are_real(path, &[])).map(Step::Delete))
            .collect()
    }

    /// Notes new files that a folder stands in the place of, or whose folders are links or files that are not ours.
    fn check_folders<'a>(&self, puts: impl Iterator<Item = &'a str>, going: &[Box<str>]) {
        for path in puts {
            let place = self.out.join(path);
            let is_folder = fs::symlink_metadata(&place).is_ok_and(|meta| meta.is_dir());
            if (is_folder && !holds_only(&place, path, going)) || !self.folders_are_real(path, going) {
                self.note_in_the_way(path);
            }
        }
    }

    /// Whether each folder on the way to a file is a folder or not there yet: never a link out of the site.
    fn folders_are_real(&self, path: &str, going: &[Box<str>]) -> bool {
        above(path).all(|folder| {
            fs::symlink_metadata(self.out.join(folder))
                .map_or(true, |meta| meta.is_dir() || going.iter().any(|gone| **gone == *folder))
        })
    }
}

/// Parts stale files in those that stand where the new site has a file or a folder, on some system at least, and the
/// others. The first must go before the new ones come.
fn split_stale(stale: Vec<Box<str>>, outputs: &BTreeMap<Box<str>, Output>) -> (Vec<Box<str>>, Vec<Box<str>>) {
    if stale.is_empty() {
        return (stale, Vec::new());
    }
    let mut files = HashSet::new();
    let mut folders = HashSet::new();
    for path in outputs.keys() {
        let key = fold(path);
        folders.extend(above(&key).map(str::to_owned));
        files.insert(key);
    }
    stale.into_iter().partition(|path| {
        let key = fold(path);
        files.contains(&key) || folders.contains(&key) || above(&key).any(|folder| files.contains(folder))
    })
}

/// The folders on the way to a file, from the outermost.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Whether a folder holds nothing but files that are going.
fn holds_only(folder: &Path, path: &str, going: &[Box<str>]) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().all(|entry| {
        let Ok(name) = entry.file_name().into_string() else {
            return false;
        };
        let below = format!("{path}/{name}");
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            holds_only(&entry.path(), &below, going)
        } else {
            going.iter().any(|gone| **gone == *below)
        }
    })
}
