//! Staging: the new site is prepared beside the folder that readers see, then takes its place.
//!
//! A folder that does not exist, or is empty, appears whole by one rename. Into one that exists only the files
//! that differ are moved, by a journal ([`super::journal`]): what is referred to before what refers to it, deletions
//! last. Before the journal is on the disk everything can be undone by removing the staging folder; after it, everything
//! is finished, by this process or by [`recover`].

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::num::NonZero;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::journal::{self, NEW, NEXT_MANIFEST, Step};
use super::kept::Releases;
use super::manifest::{Entry, MANIFEST_NAME, Manifest};
use super::place::{INSIDE, beside, is_real_folder, lock, make_folder, resolve};
use super::standing::{Standing, is_part};
use super::{Disk, Hash, hash, sync};
use crate::address::{file_of, is_file_path};
use crate::{ExportError, Part};
use galley_domain::Instant;

/// Why a file of the library is left out whose hash is another one.
pub(crate) const DAMAGED: &str = "its bytes are not those that were taken in; restore it from a backup";

/// What became of an interrupted export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovered {
    /// There was none.
    Nothing,
    /// It had got as far as putting files in place; now all are.
    Finished,
    /// It had not; the folder is as it was before.
    Undone,
}

/// Finishes or undoes an export into this folder that was interrupted.
pub fn recover(out: &Path) -> Result<Recovered, ExportError> {
    recover_on(&Disk::default(), out)
}

pub(crate) fn recover_on(disk: &Disk, out: &Path) -> Result<Recovered, ExportError> {
    let absolute = std::path::absolute(out).map_err(ExportError::disk(out))?;
    if !absolute.parent().is_some_and(Path::exists) {
        return Ok(Recovered::Nothing);
    }
    let out = resolve(out)?;
    let mut what = Recovered::Nothing;
    for staging in [beside(&out), out.join(INSIDE)] {
        if is_real_folder(&staging) {
            let _lock = lock(&staging, &out)?;
            what = settle(disk, &staging, &out)?;
            disk.remove_tree(&staging).map_err(ExportError::disk(&staging))?;
        }
    }
    Ok(what)
}

/// How the new site differs from the one that stands there.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Differences {
    pub(crate) written: u64,
    pub(crate) written_bytes: u64,
    pub(crate) unchanged: u64,
    pub(crate) removed: u64,
    /// The hash of the manifest that stands there now.
    pub(crate) mark: Hash,
}

/// A file of the new site.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output {
    pub(super) part: Part,
    entry: Entry,
    pub(super) changed: bool,
}

/// A site that is being prepared.
#[derive(Debug)]
pub(crate) struct Staging<'d> {
    disk: &'d Disk,
    pub(super) out: PathBuf,
    folder: PathBuf,
    /// Held until the end: one export at a time.
    _lock: File,
    /// There is nothing in the folder yet.
    fresh: bool,
    /// The site's releases; none where there is no room beside the site.
    releases: Option<Releases>,
    /// The manifest that stands there; and taken apart, where all of it was asked for.
    standing: Standing,
    old: OnceLock<Manifest>,
    /// Where all files stay that are not handed over: those that go.
    gone: Mutex<Option<Vec<Box<str>>>>,
    outputs: Mutex<BTreeMap<Box<str>, Output>>,
    in_the_way: Mutex<Vec<String>>,
}

impl<'d> Staging<'d> {
    /// Makes ready for a new site in a folder; finishes or undoes first what an interrupted export left.
    pub(crate) fn open(disk: &'d Disk, out: &Path) -> Result<Self, ExportError> {
        let out = resolve(out)?;
        recover_on(disk, &out)?;
        let (folder, is_beside) = make_folder(disk, &out)?;
        let lock = lock(&folder, &out)?;
        let fresh = is_beside && fs::read_dir(&out).map_or(true, |mut entries| entries.next().is_none());
        let standing = match Standing::read(&out) {
            Ok(read) => read,
            Err(error) => {
                disk.remove_tree(&folder).ok();
                return Err(error);
            }
        };
        Ok(Self {
            disk,
            releases: is_beside.then(|| Releases::of(&out)),
            out,
            folder,
            _lock: lock,
            fresh,
            standing,
            old: OnceLock::new(),
            gone: Mutex::default(),
            outputs: Mutex::default(),
            in_the_way: Mutex::default(),
        })
    }

    /// Takes the whole manifest apart. Before this, few files are looked up in its text.
    pub(crate) fn read_old(&self) -> Result<(), ExportError> {
        if self.old.get().is_none() {
            let old = self.standing.whole()?;
            self.old.get_or_init(|| old);
        }
        Ok(())
    }

    /// The whole manifest. What is wrong with it, [`Staging::read_old`] has said.
    pub(super) fn old(&self) -> &Manifest {
        self.old.get_or_init(|| self.standing.whole().unwrap_or_default())
    }

    fn old_entry(&self, path: &str) -> Option<Entry> {
        match self.old.get() {
            Some(old) if !is_part(path) => old.files.get(path).copied(),
            _ => self.standing.get(path),
        }
    }

    /// All files of the old site stay that are not handed over, but for these. They are not looked at.
    pub(crate) fn rest_stays(&self, gone: Vec<Box<str>>) {
        *self.gone.lock().unwrap_or_else(PoisonError::into_inner) = Some(gone);
    }

    /// What was handed over: of each file its part, its size in the old site if it had it, and its size now.
    pub(crate) fn sizes(&self) -> Vec<(Part, Option<u64>, u64)> {
        let outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        let old = |path: &str| self.old_entry(path).map(|entry| entry.bytes);
        outputs.iter().map(|(path, output)| (output.part, old(path), output.entry.bytes)).collect()
    }

    /// The size of a file of the old site.
    pub(crate) fn old_size(&self, path: &str) -> Option<u64> {
        self.old_entry(path).map(|entry| entry.bytes)
    }

    /// Whether a file that Galley did not write stands at an address of the folder.
    pub(crate) fn has_other(&self, address: &str) -> bool {
        let path = address.split(['#', '?']).next().unwrap_or_default();
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let file = file_of(&path);
        is_file_path(&file) && !self.had(&file) && self.out.join(&file).is_file()
    }

    /// The hash of the manifest that stands there.
    pub(crate) fn old_mark(&self) -> &Hash {
        &self.standing.mark
    }

    /// Takes a file of the old site into the new one as it is, if it is still there.
    pub(crate) fn keep(&self, part: Part, path: &str) -> Option<u64> {
        let entry = self.old_entry(path)?;
        if !self.is_in_place(path, entry.bytes) {
            return None;
        }
        self.record(part, path, entry, false);
        Some(entry.bytes)
    }

    /// Does the same, if it is the file with this hash.
    pub(crate) fn keep_copy(&self, part: Part, path: &str, hash: Hash) -> Option<u64> {
        self.old_entry(path).filter(|entry| entry.hash == hash)?;
        self.keep(part, path)
    }

    /// Takes over all files of the old site that `part` has a part for, as they are. Answers how many bytes each has.
    pub(crate) fn keep_all(&self, part: impl Fn(&str) -> Option<Part>) -> Vec<(Part, u64)> {
        let kept = self.old().files.iter().filter_map(|(path, entry)| Some((path, part(path)?, *entry)));
        let kept: Vec<_> = kept.collect();
        let mut outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        // They come by path: a tree of what is sorted is made at once.
        let mut all: BTreeMap<_, _> = kept
            .iter()
            .map(|(path, part, entry)| {
                ((*path).clone(), Output { part: *part, entry: *entry, changed: false })
            })
            .collect();
        all.append(&mut outputs);
        *outputs = all;
        kept.iter().map(|(_, part, entry)| (*part, entry.bytes)).collect()
    }

    /// The files of the old site below a folder, which ends in a slash.
    fn old_below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, Entry)> {
        let from = (Bound::Included(folder), Bound::Unbounded);
        let files = self.old().files.range::<str, _>(from).map(|(path, entry)| (&**path, *entry));
        files.take_while(move |(path, _)| path.starts_with(folder))
    }

    /// Takes a folder of the old site into the new one as it is, if all its files are still there. Answers how many bytes each has.
    pub(crate) fn keep_folder(&self, part: Part, folder: &str) -> Option<Vec<u64>> {
        let files: Vec<_> = self.old_below(folder).collect();
        if files.is_empty() || !files.iter().all(|(path, entry)| self.is_in_place(path, entry.bytes)) {
            return None;
        }
        for (path, entry) in &files {
            self.record(part, path, *entry, false);
        }
        Some(files.iter().map(|(_, entry)| entry.bytes).collect())
    }

    /// What the files of a folder of the old site hold, by their names in it, if all are still what the old site had.
    pub(crate) fn old_folder(&self, folder: &str) -> Option<HashMap<String, Vec<u8>>> {
        let files = self.old_below(folder);
        files.map(|(path, _)| Some((path[folder.len()..].to_owned(), self.old_bytes(path)?))).collect()
    }

    /// Whether the old site has a file.
    pub(crate) fn had(&self, path: &str) -> bool {
        self.old_entry(path).is_some()
    }

    /// What a file of the old site holds, if it is still what the old site had.
    pub(crate) fn old_bytes(&self, path: &str) -> Option<Vec<u8>> {
        let entry = self.old_entry(path).filter(|entry| self.is_in_place(path, entry.bytes))?;
        fs::read(self.out.join(path)).ok().filter(|bytes| hash(bytes) == entry.hash)
    }

    /// The files of the old site that are no longer there as it had them. It looks at so many, beginning with one.
    pub(crate) fn missing(&self, threads: NonZero<usize>, from: usize, most: usize) -> HashSet<Box<str>> {
        let files = self.standing.sizes(from, most);
        let each = files.len().div_ceil(threads.get()).max(1);
        let look = |some: &[(&str, u64)]| -> Vec<Box<str>> {
            let missing = some.iter().filter(|(path, bytes)| !self.is_in_place(path, *bytes));
            missing.map(|(path, _)| Box::from(*path)).collect()
        };
        std::thread::scope(|scope| {
            let parts: Vec<_> = files.chunks(each).map(|some| scope.spawn(move || look(some))).collect();
            let parts = parts.into_iter();
            parts.flat_map(|part| part.join().expect("looking at files does not panic")).collect()
        })
    }

    fn is_in_place(&self, path: &str, bytes: u64) -> bool {
        fs::symlink_metadata(self.out.join(path)).is_ok_and(|meta| meta.is_file() && meta.len() == bytes)
    }

    /// Takes a file of the new site. It is written only if it differs from what stands there.
    pub(crate) fn put(&self, part: Part, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let entry = Entry { hash: hash(bytes), bytes: bytes.len() as u64 };
        let changed = !self.stands_there(path, entry);
        if changed {
            let staged = self.staged(path);
            self.disk.write(&staged, bytes).map_err(ExportError::disk(&staged))?;
        }
        self.record(part, path, entry, changed);
        Ok(())
    }

    /// Takes a file whose hash is known. Says why where the file is not what the hash says.
    pub(crate) fn put_copy(
        &self,
        part: Part,
        path: &str,
        from: &Path,
        hash: Hash,
    ) -> Result<Result<(), String>, ExportError> {
        let bytes = match fs::metadata(from) {
            Ok(meta) => meta.len(),
            Err(error) => return Ok(Err(error.to_string())),
        };
        let entry = Entry { hash, bytes };
        let changed = !self.stands_there(path, entry);
        if changed {
            let staged = self.staged(path);
            let (copied, _) = self.disk.copy(from, &staged).map_err(ExportError::disk(&staged))?;
            if copied != hash {
                self.disk.remove_file(&staged).map_err(ExportError::disk(&staged))?;
                return Ok(Err(DAMAGED.to_owned()));
            }
        }
        self.record(part, path, entry, changed);
        Ok(Ok(()))
    }

    /// Puts the new site in place. `base` goes into the manifest. Where it is told the time, the old site can be had back.
    pub(crate) fn finish(
        self,
        base: &str,
        at: Option<Instant>,
        progress: &dyn Fn(u64, u64),
    ) -> Result<Differences, ExportError> {
        let releases = self.releases.as_ref().zip(at);
        let prepared = self.prepare(base, releases);
        let (steps, mark) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                // The first error is the one to tell; what is left is cleared at the next start.
                self.clear().ok();
                return Err(error);
            }
        };
        let differences = Differences { mark, ..self.differences(&steps) };
        let total = steps.len() as u64;
        if self.fresh {
            self.appear()?;
        } else {
            let done =
                journal::apply(self.disk, &self.folder, &self.out, &steps, &|done| progress(done, total));
            done.map_err(|(path, error)| ExportError::Unfinished { path, error })?;
        }
        progress(total, total);
        if let Some((releases, at)) = releases {
            // The site stands. Where this fails, the next export does it.
            releases.current(self.disk, &self.out, &mark, at).ok();
        }
        Ok(differences)
    }

    /// Gives up: the folder stays as it was.
    pub(crate) fn clear(&self) -> Result<(), ExportError> {
        self.disk.remove_tree(&self.folder).map_err(ExportError::disk(&self.folder))
    }

    fn staged(&self, path: &str) -> PathBuf {
        self.folder.join(NEW).join(path)
    }

    fn record(&self, part: Part, path: &str, entry: Entry, changed: bool) {
        debug_assert!(is_file_path(path), "{path:?}");
        let output = Output { part, entry, changed };
        let mut outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        let before = outputs.insert(path.into(), output);
        debug_assert!(before.is_none(), "{path} was written twice");
    }

    /// Whether the same file stands there. Notes what is not Galley's and stands in its place.
    fn stands_there(&self, path: &str, entry: Entry) -> bool {
        if self.fresh {
            return false;
        }
        let place = self.out.join(path);
        let Ok(meta) = fs::symlink_metadata(&place) else {
            return false;
        };
        let same_size = meta.is_file() && meta.len() == entry.bytes;
        if let Some(old) = self.old_entry(path).filter(|_| !meta.is_dir()) {
            return same_size && old == entry;
        }
        // Not ours. The same bytes are as good as ours; anything else stays.
        let same = same_size && fs::read(&place).is_ok_and(|bytes| hash(&bytes) == entry.hash);
        // A folder may consist of stale files only; that is looked at when all is known.
        if !same && !meta.is_dir() {
            self.note_in_the_way(path);
        }
        same
    }

    pub(super) fn note_in_the_way(&self, path: &str) {
        let mut list = self.in_the_way.lock().unwrap_or_else(PoisonError::into_inner);
        list.push(path.to_owned());
    }

    /// Everything up to the point of no return: the steps, and the hash of the new manifest. For a fresh folder there are no
    /// steps.
    fn prepare(
        &self,
        base: &str,
        releases: Option<(&Releases, Instant)>,
    ) -> Result<(Vec<Step>, Hash), ExportError> {
        let outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        let gone = self.gone.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut steps = if self.fresh { Vec::new() } else { self.plan(&outputs, gone.clone()) };
        let mut in_the_way =
            std::mem::take(&mut *self.in_the_way.lock().unwrap_or_else(PoisonError::into_inner));
        in_the_way.sort();
        if let Some(first) = in_the_way.first() {
            return Err(ExportError::InTheWay { first: first.clone(), count: in_the_way.len() });
        }
        let changed: Vec<&str> = outputs.iter().filter(|(_, o)| o.changed).map(|(p, _)| &**p).collect();
        let new = self.folder.join(NEW);
        let place = if self.fresh { new.join(MANIFEST_NAME) } else { self.folder.join(NEXT_MANIFEST) };
        let mut staged = Vec::new();
        let overview = self.write_manifest(base, &outputs, gone.as_deref(), &mut staged);
        let overview = overview.map_err(ExportError::disk(&self.folder))?;
        self.standing.must_be_whole()?;
        if !self.fresh {
            steps.extend(staged.iter().cloned().map(Step::Put));
            steps.extend(self.standing.stale_parts(&overview).into_iter().map(Step::Delete));
        }
        let mark = hash(overview.as_bytes());
        let differs = self.fresh || mark != self.standing.mark;
        let changed: Vec<&str> = changed.into_iter().chain(staged.iter().map(|path| &**path)).collect();
        let write = || {
            self.disk.create_folder(&new)?;
            sync::files(&new, changed.into_iter())?;
            if differs {
                self.disk.write_durably(&place, |file| file.write_all(overview.as_bytes()))?;
            }
            let nothing_to_do = self.fresh || (steps.is_empty() && !differs);
            if !nothing_to_do {
                if let Some((releases, at)) = releases.filter(|_| differs && !self.standing.is_empty()) {
                    let last = releases.current(self.disk, &self.out, &self.standing.mark, at)?;
                    let going = steps.iter().filter_map(|step| {
                        let (Step::Put(path) | Step::Delete(path)) = step;
                        Some((&**path, self.old_entry(path)?))
                    });
                    releases.keep(self.disk, &self.out, last, going)?;
                }
                journal::commit(self.disk, &self.folder, &steps)?;
            }
            Ok(())
        };
        write().map_err(ExportError::disk(&self.folder))?;
        Ok((steps, mark))
    }

    /// Writes the parts of the manifest that differ, and says which; answers the text that is put in place last.
    fn write_manifest(
        &self,
        base: &str,
        outputs: &BTreeMap<Box<str>, Output>,
        gone: Option<&[Box<str>]>,
        staged: &mut Vec<Box<str>>,
    ) -> io::Result<String> {
        let put = &mut |path: &str, text: &str| {
            self.disk.write(&self.staged(path), text.as_bytes())?;
            staged.push(path.into());
            Ok(())
        };
        let one_max = self.disk.one_manifest_max();
        if let Some(gone) = gone {
            let base = if base.is_empty() { self.standing.base() } else { base };
            let mut few: BTreeMap<&str, Option<Entry>> = gone.iter().map(|path| (&**path, None)).collect();
            few.extend(outputs.iter().map(|(path, output)| (&**path, Some(output.entry))));
            if let Some(overview) = self.standing.write_few(base, &few, one_max, put)? {
                return Ok(overview);
            }
            let mut all = self.old().files.clone();
            all.retain(|path, _| !few.contains_key(&**path));
            all.extend(few.iter().filter_map(|(path, entry)| Some((Box::from(*path), (*entry)?))));
            return self.standing.write(
                base,
                all.iter().map(|(path, entry)| (&**path, *entry)),
                one_max,
                put,
            );
        }
        let files = outputs.iter().map(|(path, output)| (&**path, output.entry));
        self.standing.write(base, files, one_max, put)
    }

    fn differences(&self, steps: &[Step]) -> Differences {
        let outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        let mut differences = Differences {
            removed: steps.iter().filter(|s| matches!(s, Step::Delete(path) if !is_part(path))).count()
                as u64,
            ..Differences::default()
        };
        for output in outputs.values() {
            if output.changed {
                differences.written += 1;
                differences.written_bytes += output.entry.bytes;
            } else {
                differences.unchanged += 1;
            }
        }
        differences
    }

    /// A first export: the whole folder by one rename.
    fn appear(&self) -> Result<(), ExportError> {
        let new = self.folder.join(NEW);
        let swap = || {
            if let Ok(meta) = fs::metadata(&self.out) {
                fs::set_permissions(&new, meta.permissions())?;
                if cfg!(windows) {
                    self.disk.remove_empty_folder(&self.out)?;
                }
            }
            self.disk.rename(&new, &self.out)
        };
        if let Err(error) = swap() {
            self.clear().ok();
            return Err(ExportError::disk(&self.out)(error));
        }
        if let Some(parent) = self.out.parent() {
            sync::folder(parent).map_err(ExportError::disk(parent))?;
        }
        self.clear()
    }
}

/// Finishes what has a journal, undoes what has none. The staging folder is as good as empty then.
fn settle(disk: &Disk, staging: &Path, out: &Path) -> Result<Recovered, ExportError> {
    let steps = journal::read(staging).map_err(ExportError::disk(staging))?;
    let Some(steps) = steps else {
        return Ok(Recovered::Undone);
    };
    journal::apply(disk, staging, out, &steps, &|_| {})
        .map_err(|(path, error)| ExportError::Unfinished { path, error })?;
    Ok(Recovered::Finished)
}
