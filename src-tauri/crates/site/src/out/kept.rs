//! Releases of a site: beside its folder stands one with the manifest of each of the last exports, and the files that later ones
//! replaced. Files that did not change are not there: the site has them.
//!
//! A file is kept by a second name for it (a hard link), just before the new one takes its place. So that what is kept can be let
//! go of without reading all manifests, each release has the list of files that were kept when the next one came: where that
//! release goes, so do those that no later list has.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use galley_domain::Instant;

use super::manifest::{Entry, MANIFEST_NAME, Manifest};
use super::standing::Standing;
use super::{Disk, Hash, from_hex, hex};
use crate::ExportError;

/// Most releases that are kept, the one that stands there included.
pub(crate) const RELEASES_MAX: usize = 10;

/// The folder, after the name of the site's.
const BESIDE: &str = ".galley-releases";
const FILES: &str = "files";
const MANIFEST: &str = "manifest";
const KEPT: &str = "kept";
/// So many bytes of a manifest's hash stand in its name: enough to tell whether it is the one of the site that stands there.
const MARK_BYTES: usize = 8;

/// The releases of one site.
#[derive(Debug, Clone)]
pub(crate) struct Releases {
    site: PathBuf,
    folder: PathBuf,
}

/// A release, by the name of its manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// Ascends with each release.
    pub(crate) number: u64,
    /// When it was made.
    pub(crate) at: Instant,
    /// The beginning of its manifest's hash.
    mark: [u8; MARK_BYTES],
}

impl Name {
    /// Whether a manifest with this hash is its own.
    pub(crate) fn is_of(&self, manifest: &Hash) -> bool {
        manifest.starts_with(&self.mark)
    }

    fn stem(&self) -> String {
        format!("{:06}-{}-{}", self.number, self.at.timestamp(), hex(&self.mark))
    }

    fn of_manifest(name: &str) -> Option<Self> {
        let mut parts = name.strip_suffix(MANIFEST)?.strip_suffix('.')?.splitn(3, '-');
        let number = parts.next()?.parse().ok()?;
        let at = Instant::from_timestamp(parts.next()?.parse().ok()?, 0)?;
        let mark = u64::from_str_radix(parts.next()?, 16).ok()?.to_be_bytes();
        Some(Self { number, at, mark })
    }
}

impl Releases {
    /// Those of the site in a folder, by its real path.
    pub(crate) fn of(out: &Path) -> Self {
        let name = out.file_name().unwrap_or_default().to_string_lossy();
        Self { site: out.to_owned(), folder: out.with_file_name(format!(".{name}{BESIDE}")) }
    }

    /// All that are kept, oldest first.
    pub(crate) fn names(&self) -> io::Result<Vec<Name>> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let names = entries.flatten().filter_map(|entry| Name::of_manifest(entry.file_name().to_str()?));
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        Ok(names)
    }

    /// The manifest of a release.
    pub(crate) fn manifest_path(&self, name: Name) -> PathBuf {
        self.folder.join(format!("{}.{MANIFEST}", name.stem()))
    }

    /// Where a file lies that a later release replaced.
    pub(crate) fn file(&self, hash: &Hash) -> PathBuf {
        let name = hex(hash);
        self.folder.join(FILES).join(&name[..2]).join(&name[2..])
    }

    /// Keeps the files of the site that stands there which are about to go. Nothing has changed yet.
    pub(crate) fn keep<'f>(
        &self,
        disk: &Disk,
        out: &Path,
        last: Name,
        going: impl Iterator<Item = (&'f str, Entry)>,
    ) -> io::Result<()> {
        // An export that did not get further may have begun the list.
        let mut list: Vec<Hash> = self.kept_by(last);
        for (path, entry) in going {
            let (from, place) = (out.join(path), self.file(&entry.hash));
            // What someone else took away cannot be kept; going back to it says so.
            if !place.exists() && from.is_file() {
                disk.link(&from, &place)?;
            }
            list.push(entry.hash);
        }
        let text: String = list.iter().flat_map(|hash| [hex(hash), "\n".to_owned()]).collect();
        disk.write_durably(&self.kept_path(last), |file| file.write_all(text.as_bytes()))
    }

    /// The release that stands there. Adds it, where it came without one: from an older Galley, or cut off just before.
    pub(crate) fn current(&self, disk: &Disk, out: &Path, mark: &Hash, at: Instant) -> io::Result<Name> {
        match self.names()?.last() {
            Some(last) if last.is_of(mark) => Ok(*last),
            _ => self.add(disk, out, mark, at),
        }
    }

    /// Adds the site that stands there as the newest release, and lets go of the oldest where there are too many.
    pub(crate) fn add(&self, disk: &Disk, out: &Path, mark: &Hash, at: Instant) -> io::Result<Name> {
        let mut names = self.names()?;
        let number = names.last().map_or(1, |name| name.number + 1);
        let name = Name { number, at, mark: *mark.first_chunk().expect("a hash has more") };
        // By another name first: it is there whole or not at all.
        let draft = self.folder.join("next");
        disk.remove_file(&draft)?;
        disk.link(&out.join(MANIFEST_NAME), &draft)?;
        disk.rename(&draft, &self.manifest_path(name))?;
        names.push(name);
        while names.len() > RELEASES_MAX {
            let oldest = names.remove(0);
            self.let_go(disk, oldest, &names)?;
        }
        Ok(name)
    }

    fn let_go(&self, disk: &Disk, oldest: Name, later: &[Name]) -> io::Result<()> {
        let needed: HashSet<Hash> = later.iter().flat_map(|name| self.kept_by(*name)).collect();
        for hash in self.kept_by(oldest).into_iter().filter(|hash| !needed.contains(hash)) {
            disk.remove_file(&self.file(&hash))?;
        }
        disk.remove_file(&self.manifest_path(oldest))?;
        disk.remove_file(&self.kept_path(oldest))
    }

    fn kept_by(&self, name: Name) -> Vec<Hash> {
        let list = fs::read_to_string(self.kept_path(name)).unwrap_or_default();
        list.lines().filter_map(from_hex).collect()
    }

    fn kept_path(&self, name: Name) -> PathBuf {
        self.folder.join(format!("{}.{KEPT}", name.stem()))
    }

    /// The manifest of a release, read.
    pub(crate) fn manifest(&self, name: Name) -> Result<Manifest, ExportError> {
        Standing::read_file(&self.manifest_path(name), &self.site, Some(self))?.whole()
    }
}
