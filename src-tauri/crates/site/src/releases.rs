//! The last releases of a site: which there are, what differs between two, whether the folder is still what the newest says, and going
//! back to one. Where they are kept, and how, is in `out/kept.rs`; `docs/decisions/0031-releases.md` has the reasons.

use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use galley_domain::Instant;
use serde::Serialize;

use crate::out::{Disk, Entry, MANIFEST_NAME, Manifest, RELEASES_MAX, Releases, Staging, hash_of, is_part};
use crate::{ExportError, Part, Report, links};

/// A release that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Release {
    /// Its number; the next one has the next.
    pub number: u64,
    /// When it was made.
    pub at: Instant,
    /// Its files.
    pub files: u64,
    /// Bytes of these.
    pub bytes: u64,
    /// Whether it is the one that stands there.
    pub current: bool,
}

/// Paths: how many there are, and the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// How many there are.
    pub count: u64,
    /// The first by name, at most [`Listed::PATHS_MAX`].
    pub paths: Vec<String>,
}

impl Listed {
    /// Most paths that are listed.
    pub const PATHS_MAX: usize = 1_000;

    fn of<'p>(paths: impl Iterator<Item = &'p str>) -> Self {
        let mut listed = Self::default();
        for path in paths {
            listed.count += 1;
            if listed.paths.len() < Self::PATHS_MAX {
                listed.paths.push(path.to_owned());
            }
        }
        listed
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// Whether a folder is what its manifest says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Files that the manifest has.
    pub files: u64,
    /// Those of them that are gone.
    pub missing: Listed,
    /// Those of them that hold something else.
    pub changed: Listed,
    /// Files that are not Galley's. No fault: they stay.
    pub foreign: Listed,
    /// Links within the site that lead nowhere, as `page: address`. No fault of the folder: someone wrote them so, or a theme did.
    pub dead: Listed,
}

impl Verified {
    /// Whether every file of the site is there as it was written.
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty()
    }
}

/// What differs from one release to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The older one.
    pub from: u64,
    /// The newer one.
    pub to: u64,
    /// Files that only the newer one has.
    pub added: Listed,
    /// Files that hold something else in it.
    pub changed: Listed,
    /// Files that it no longer has.
    pub removed: Listed,
}

/// The releases of the site in a folder, newest first.
pub fn releases(out: &Path) -> Result<Vec<Release>, ExportError> {
    let out = real(out)?;
    let releases = Releases::of(&out);
    let names = releases.names().map_err(ExportError::disk(&out))?;
    if names.is_empty() && !out.join(MANIFEST_NAME).exists() {
        return Err(ExportError::NoSite(out));
    }
    let (_, mark) = Manifest::read(&out)?;
    let mut all = Vec::new();
    for name in names.into_iter().rev().take(RELEASES_MAX) {
        let manifest = releases.manifest(name)?;
        all.push(Release {
            number: name.number,
            at: name.at,
            files: manifest.files.len() as u64,
            bytes: manifest.files.values().map(|entry| entry.bytes).sum(),
            // One that was gone back to has the manifest of an older one.
            current: name.is_of(&mark) && !all.iter().any(|newer: &Release| newer.current),
        });
    }
    Ok(all)
}

/// Looks at every file of the site in a folder, and follows every link within it.
pub fn verify(out: &Path) -> Result<Verified, ExportError> {
    let out = real(out)?;
    if !out.join(MANIFEST_NAME).exists() {
        return Err(ExportError::NoSite(out));
    }
    let (manifest, _) = Manifest::read(&out)?;
    let files: Vec<_> = manifest.files.iter().map(|(path, entry)| (&**path, *entry)).collect();
    let threads = std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    let each = files.len().div_ceil(threads.get()).max(1);
    let out_of = out.as_path();
    let parts: Vec<(Vec<&str>, Vec<&str>)> = std::thread::scope(|scope| {
        let parts: Vec<_> = files.chunks(each).map(|some| scope.spawn(move || look(out_of, some))).collect();
        parts.into_iter().map(|part| part.join().expect("looking at files does not panic")).collect()
    });
    let foreign = foreign(&out, &manifest)?;
    let dead = links::dead(&out, &manifest);
    Ok(Verified {
        files: files.len() as u64,
        missing: Listed::of(parts.iter().flat_map(|(missing, _)| missing.iter().copied())),
        changed: Listed::of(parts.iter().flat_map(|(_, changed)| changed.iter().copied())),
        foreign: Listed::of(foreign.iter().map(String::as_str)),
        dead: Listed::of(dead.iter().map(String::as_str)),
    })
}

/// Those of some files that are gone, and those that hold something else.
fn look<'p>(out: &Path, some: &[(&'p str, Entry)]) -> (Vec<&'p str>, Vec<&'p str>) {
    let (mut missing, mut changed) = (Vec::new(), Vec::new());
    for (path, entry) in some {
        let place = out.join(path);
        match fs::symlink_metadata(&place) {
            Ok(meta) if meta.is_file() => {
                if meta.len() != entry.bytes || hash_of(&place).ok() != Some(entry.hash) {
                    changed.push(*path);
                }
            }
            _ => missing.push(*path),
        }
    }
    (missing, changed)
}

/// The files below a folder that are not in its manifest, by name.
fn foreign(out: &Path, manifest: &Manifest) -> Result<Vec<String>, ExportError> {
    let mut foreign = Vec::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(ExportError::disk(&folder))?.flatten() {
            let path = entry.path();
            // A link is not followed: it may lead anywhere.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(out).expect("it is below").to_string_lossy().replace('\\', "/");
            if name != MANIFEST_NAME && !is_part(&name) && !manifest.files.contains_key(&*name) {
                foreign.push(name);
            }
        }
    }
    foreign.sort_unstable();
    Ok(foreign)
}

/// What differs from one release to another; to the newest, where only one is named.
pub fn diff(out: &Path, from: u64, to: Option<u64>) -> Result<Diff, ExportError> {
    let out = real(out)?;
    let releases = Releases::of(&out);
    let names = releases.names().map_err(ExportError::disk(&out))?;
    let to = to.or(names.last().map(|name| name.number)).unwrap_or(from);
    let manifest = |number| {
        let name = names.iter().find(|name| name.number == number);
        let name = name.ok_or_else(|| ExportError::NoRelease { folder: out.clone(), number })?;
        releases.manifest(*name)
    };
    let (old, new) = (manifest(from)?, manifest(to)?);
    let only = |one: &Manifest, other: &Manifest| {
        Listed::of(one.files.keys().map(|path| &**path).filter(|path| !other.files.contains_key(*path)))
    };
    let changed = new.files.iter().filter(|(path, entry)| old.files.get(*path).is_some_and(|e| e != *entry));
    Ok(Diff {
        from,
        to,
        added: only(&new, &old),
        changed: Listed::of(changed.map(|(path, _)| &**path)),
        removed: only(&old, &new),
    })
}

/// Puts an earlier release in place again, as the newest. It stands until the next export.
pub fn rollback(out: &Path, number: u64, at: Instant) -> Result<Report, ExportError> {
    let out = real(out)?;
    let disk = Disk::default();
    let staging = Staging::open(&disk, &out)?;
    let base = match stage(&staging, &out, number) {
        Ok(base) => base,
        Err(error) => {
            // The first error is the one to tell; what is left is cleared at the next start.
            staging.clear().ok();
            return Err(error);
        }
    };
    let differences = staging.finish(&base, Some(at), &|_, _| {})?;
    Ok(Report {
        files: differences.written + differences.unchanged,
        written: differences.written,
        written_bytes: differences.written_bytes,
        unchanged: differences.unchanged,
        removed: differences.removed,
        ..Report::default()
    })
}

/// Hands the files of a release to the staging. Answers the sub-folder that it is made for.
fn stage(staging: &Staging<'_>, out: &Path, number: u64) -> Result<String, ExportError> {
    let releases = Releases::of(out);
    let names = releases.names().map_err(ExportError::disk(out))?;
    let name = names.into_iter().find(|name| name.number == number);
    let name = name.ok_or_else(|| ExportError::NoRelease { folder: out.to_owned(), number })?;
    let manifest = releases.manifest(name)?;
    staging.read_old()?;
    for (path, entry) in &manifest.files {
        let part = part_of(path);
        if staging.keep_copy(part, path, entry.hash).is_none()
            && staging.put_copy(part, path, &releases.file(&entry.hash), entry.hash)?.is_err()
        {
            return Err(ExportError::Lost { number, path: path.to_string() });
        }
    }
    Ok(manifest.base)
}

/// When a file takes its place: what is referred to before what refers to it.
fn part_of(path: &str) -> Part {
    match path.split('/').next() {
        Some("assets") => Part::Asset,
        Some("media") => Part::Media,
        _ if path.strip_suffix("index.html").is_some() => Part::Page,
        _ => Part::Index,
    }
}

/// The folder by its real path: what lies beside it is named after that.
/// The folder of a site by its real path.
fn real(out: &Path) -> Result<PathBuf, ExportError> {
    match fs::canonicalize(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(ExportError::NoSite(out.to_owned())),
        real => real.map_err(ExportError::disk(out)),
    }
}
