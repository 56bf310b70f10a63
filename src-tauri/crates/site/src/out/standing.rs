//! How the manifest stands in a site's folder: a small one as one text; a larger one in parts, which an overview lists by their hashes, so that a
//! change writes the parts that it is in, and reads no other.
//!
//! A file's part follows from its path, and how many parts there are from how many files: the same site has the same manifest. The parts of
//! releases that are kept are kept as other files are, by their hashes.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest as _, Sha256};

use super::kept::Releases;
use super::manifest::{Entry, Lines, MANIFEST_NAME, Manifest, entry, push_line};
use super::{Hash, hash};
use crate::ExportError;

/// The first lines of both.
const WHOLE: &str = "# Galley's files in this folder, version 1: SHA-256, bytes, path";
const IN_PARTS: &str = "# Galley's files in this folder, version 2: SHA-256, bytes, part of the list";

/// What the lines begin with that say how all paths begin, and how many there are.
const BASE: &str = "# base ";
const FILES: &str = "# files ";

/// The folder of the parts. A leading dot, as the overview has it.
const PARTS: &str = ".galley-manifest.parts";

/// About so many files are listed in a part.
const PART_FILES: usize = 256;
/// Most that are listed in one text.
pub(crate) const ONE_MAX: usize = PART_FILES;

/// Largest text that is read, in bytes.
const BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Whether a file of the folder is a part of the manifest.
pub(crate) fn is_part(path: &str) -> bool {
    let number = path.strip_prefix(PARTS).and_then(|rest| rest.strip_prefix('/'));
    number.is_some_and(|number| number.len() == 5 && number.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn part_path(number: usize) -> String {
    format!("{PARTS}/{number:05x}")
}

/// How many parts the list of so many files has; none where it is one text.
fn parts_of(files: usize, one_max: usize) -> usize {
    if files <= one_max { 0 } else { files.div_ceil(PART_FILES).next_power_of_two() }
}

/// The part that a file is listed in.
fn part_of(path: &str, parts: usize) -> usize {
    let hash: Hash = Sha256::digest(path).into();
    let number = u64::from_le_bytes(*hash.first_chunk().expect("a hash has more"));
    (number % parts as u64) as usize
}

/// The manifest of a folder.
#[derive(Debug)]
pub(crate) struct Standing {
    /// Its own file; and where parts are.
    path: PathBuf,
    site: PathBuf,
    releases: Option<Releases>,
    /// Names what it says.
    pub(crate) mark: Hash,
    base: String,
    /// How many files it lists.
    files: usize,
    /// All lines, where they are one text.
    one: Lines,
    /// The others.
    parts: Vec<Part>,
    is_damaged: AtomicBool,
}

#[derive(Debug)]
struct Part {
    entry: Entry,
    lines: OnceLock<Lines>,
}

impl Standing {
    /// The one in a folder; an empty one where there is none.
    pub(crate) fn read(site: &Path) -> Result<Self, ExportError> {
        Self::read_file(&site.join(MANIFEST_NAME), site, None)
    }

    /// The one in a file, of which parts may be in the site's folder, or among the files that are kept.
    pub(crate) fn read_file(
        path: &Path,
        site: &Path,
        releases: Option<&Releases>,
    ) -> Result<Self, ExportError> {
        let text = match read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(ExportError::disk(path)(error)),
        };
        let mut standing = Self {
            path: path.to_owned(),
            site: site.to_owned(),
            releases: releases.cloned(),
            mark: hash(&text),
            base: String::new(),
            files: 0,
            one: Lines::default(),
            parts: Vec::new(),
            is_damaged: AtomicBool::new(false),
        };
        let is_none = text.is_empty() && !path.exists();
        let bad = |line| ExportError::BadManifest(path.to_owned(), line);
        if !is_none {
            standing.take(String::from_utf8(text).map_err(|_| bad(0))?).map_err(bad)?;
        }
        Ok(standing)
    }

    /// Reads the text; else the number of the line that is wrong.
    fn take(&mut self, text: String) -> Result<(), usize> {
        let first = text.lines().next().unwrap_or_default();
        if (first != WHOLE && first != IN_PARTS) || !text.ends_with('\n') {
            return Err(if first == WHOLE || first == IN_PARTS { text.lines().count() } else { 1 });
        }
        let said = text.lines().take_while(|line| line.starts_with('#'));
        for line in said.clone() {
            if let Some(base) = line.strip_prefix(BASE) {
                base.clone_into(&mut self.base);
            } else if let Some(files) = line.strip_prefix(FILES) {
                self.files = files.parse().map_err(|_| 2_usize)?;
            }
        }
        if first == WHOLE {
            self.files = text.lines().count() - said.count();
            self.one = Lines(text);
            return Ok(());
        }
        let before = said.count();
        for (number, line) in text.lines().skip(before).enumerate() {
            let bad = before + number + 1;
            let (name, entry) = entry(line).ok_or(bad)?;
            if *name != *part_name(number) {
                return Err(bad);
            }
            self.parts.push(Part { entry, lines: OnceLock::new() });
        }
        // Nothing is in none.
        if self.parts.is_empty() { Err(before) } else { Ok(()) }
    }

    /// How all paths begin.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// Whether it lists no file.
    pub(crate) fn is_empty(&self) -> bool {
        self.files == 0
    }

    /// The lines of a part. None of them where it is not what the overview says: then it is damaged.
    fn part(&self, number: usize) -> &Lines {
        self.parts[number].lines.get_or_init(|| {
            self.read_part(number).unwrap_or_else(|| {
                self.is_damaged.store(true, Ordering::Relaxed);
                Lines::default()
            })
        })
    }

    fn read_part(&self, number: usize) -> Option<Lines> {
        let known = self.parts[number].entry.hash;
        let kept = self.releases.as_ref().map(|releases| releases.file(&known));
        let mut places = kept.into_iter().chain([self.site.join(part_path(number))]);
        let text = places.find_map(|place| read(&place).ok().filter(|text| hash(text) == known))?;
        String::from_utf8(text).ok().map(Lines)
    }

    /// Says so where a part that was asked for is not what it was.
    pub(crate) fn must_be_whole(&self) -> Result<(), ExportError> {
        if self.is_damaged.load(Ordering::Relaxed) {
            return Err(ExportError::BadManifest(self.path.clone(), 0));
        }
        Ok(())
    }

    /// All of it.
    pub(crate) fn whole(&self) -> Result<Manifest, ExportError> {
        let bad = |line| ExportError::BadManifest(self.path.clone(), line);
        let mut files = self.one.all().map_err(bad)?;
        for part in 0..self.parts.len() {
            // All of them are as large as what is made of them, and not asked for again.
            files.extend(self.read_part(part).and_then(|lines| lines.all().ok()).ok_or_else(|| bad(0))?);
        }
        files.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        // A tree of what is sorted is made at once.
        Ok(Manifest { base: self.base.clone(), files: files.into_iter().collect() })
    }

    fn lines_of(&self, path: &str) -> &Lines {
        match self.parts.len() {
            0 => &self.one,
            parts => self.part(part_of(path, parts)),
        }
    }

    /// One file, or one part of it.
    pub(crate) fn get(&self, path: &str) -> Option<Entry> {
        if is_part(path) {
            let number = usize::from_str_radix(path.rsplit('/').next()?, 16).ok()?;
            return self.parts.get(number).map(|part| part.entry);
        }
        self.lines_of(path).get(path)
    }

    /// About so many files with their sizes, from one on, in an order of its own.
    pub(crate) fn sizes(&self, from: usize, most: usize) -> Vec<(&str, u64)> {
        if self.parts.is_empty() {
            return self.one.sizes_from("").skip(from).take(most).collect();
        }
        let part = |file: usize| file.saturating_mul(self.parts.len()) / self.files.max(1);
        let last = part(from.saturating_add(most)).min(self.parts.len() - 1);
        (part(from)..=last).flat_map(|number| self.part(number).sizes_from("")).collect()
    }

    /// Writes the manifest of these files, which come by path: hands over each part that differs, and answers the text that is put in place last.
    pub(crate) fn write<'f>(
        &self,
        base: &str,
        files: impl ExactSizeIterator<Item = (&'f str, Entry)>,
        one_max: usize,
        put: &mut dyn FnMut(&str, &str) -> io::Result<()>,
    ) -> io::Result<String> {
        let count = files.len();
        let parts = parts_of(count, one_max);
        if parts == 0 {
            let mut text = said(WHOLE, base, None);
            files.for_each(|(path, entry)| push_line(&mut text, path, entry));
            return Ok(text);
        }
        let mut sorted: Vec<_> =
            files.map(|(path, entry)| (part_of(path, parts) as u32, path, entry)).collect();
        // Within a part they stay by path.
        sorted.sort_by_key(|(part, _, _)| *part);
        let mut rest = sorted.as_slice();
        let mut overview = said(IN_PARTS, base, Some(count));
        let mut lines = String::new();
        for number in 0..parts {
            let (here, after) = rest.split_at(rest.partition_point(|(part, _, _)| *part as usize == number));
            rest = after;
            lines.clear();
            for (_, path, entry) in here {
                push_line(&mut lines, path, *entry);
            }
            self.put_part(number, &lines, parts, &mut overview, put)?;
        }
        Ok(overview)
    }

    /// The same, where these files are others or gone and all others stay. None where it would have another number of parts.
    pub(crate) fn write_few(
        &self,
        base: &str,
        changes: &BTreeMap<&str, Option<Entry>>,
        one_max: usize,
        put: &mut dyn FnMut(&str, &str) -> io::Result<()>,
    ) -> io::Result<Option<String>> {
        let had = |path: &str| usize::from(self.get(path).is_some());
        let gone: usize = changes.keys().map(|path| had(path)).sum();
        let count = self.files - gone + changes.values().flatten().count();
        let parts = parts_of(count, one_max);
        if parts != self.parts.len() || base != self.base {
            return Ok(None);
        }
        let all = || changes.iter().map(|(path, entry)| (*path, *entry));
        if parts == 0 {
            return Ok(Some(self.one.with(all())));
        }
        let mut by_part: BTreeMap<usize, Vec<(&str, Option<Entry>)>> = BTreeMap::new();
        all().for_each(|(path, entry)| by_part.entry(part_of(path, parts)).or_default().push((path, entry)));
        let mut overview = said(IN_PARTS, base, Some(count));
        for number in 0..parts {
            match by_part.remove(&number) {
                Some(some) => {
                    let lines = self.part(number).with(some);
                    self.put_part(number, &lines, parts, &mut overview, put)?;
                }
                None => push_line(&mut overview, &part_name(number), self.parts[number].entry),
            }
        }
        Ok(Some(overview))
    }

    fn put_part(
        &self,
        number: usize,
        lines: &str,
        parts: usize,
        overview: &mut String,
        put: &mut dyn FnMut(&str, &str) -> io::Result<()>,
    ) -> io::Result<()> {
        let entry = Entry { hash: hash(lines.as_bytes()), bytes: lines.len() as u64 };
        push_line(overview, &part_name(number), entry);
        let stands = parts == self.parts.len() && self.parts[number].entry == entry;
        if stands { Ok(()) } else { put(&part_path(number), lines) }
    }

    /// The files of its parts that one in so many parts has not.
    pub(crate) fn stale_parts(&self, overview: &str) -> Vec<Box<str>> {
        let lines = overview.lines().filter(|line| !line.starts_with('#'));
        let parts = if overview.starts_with(IN_PARTS) { lines.count() } else { 0 };
        (parts..self.parts.len()).map(|number| part_path(number).into()).collect()
    }
}

/// By what the overview names a part.
fn part_name(number: usize) -> String {
    format!("{number:05x}")
}

fn said(first: &str, base: &str, files: Option<usize>) -> String {
    let mut text = format!("{first}\n");
    if !base.is_empty() {
        text.extend([BASE, base, "\n"]);
    }
    if let Some(files) = files {
        text.extend([FILES, &files.to_string(), "\n"]);
    }
    text
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.len() > BYTES_MAX {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "it is too long"));
    }
    fs::read(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry_of(n: usize) -> Entry {
        Entry { hash: [n as u8; 32], bytes: n as u64 }
    }

    /// Writes a manifest into a folder, as an export does.
    fn put(site: &Path, files: &BTreeMap<String, Entry>, one_max: usize, few: Option<&[&str]>) -> usize {
        let standing = Standing::read(site).expect("it can be read");
        fs::create_dir_all(site.join(PARTS)).expect("a folder");
        let mut written = 0;
        let put = &mut |path: &str, text: &str| {
            written += 1;
            fs::write(site.join(path), text)
        };
        let overview = match few {
            None => {
                let files = files.iter().map(|(path, entry)| (path.as_str(), *entry));
                standing.write("/news", files, one_max, put).expect("written")
            }
            Some(few) => {
                let changes = few.iter().map(|path| (*path, files.get(*path).copied())).collect();
                standing.write_few("/news", &changes, one_max, put).expect("written").expect("as many parts")
            }
        };
        fs::write(site.join(MANIFEST_NAME), overview).expect("written");
        written
    }

    #[test]
    fn a_manifest_in_parts_is_the_same_whichever_way_it_was_written() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = folder.path();
        let mut files: BTreeMap<String, Entry> =
            (0..900).map(|n| (format!("a b {n}/index.html"), entry_of(n))).collect();
        assert_eq!(put(site, &files, 1_000, None), 0, "one text");
        let read = || Manifest::read(site).expect("it can be read");
        let expected = |files: &BTreeMap<String, Entry>| Manifest {
            base: "/news".to_owned(),
            files: files.iter().map(|(path, entry)| (path.as_str().into(), *entry)).collect(),
        };
        assert_eq!(read().0, expected(&files));
        assert_eq!(put(site, &files, 100, None), 4);
        assert_eq!(read().0, expected(&files));
        files.insert("another/index.html".to_owned(), entry_of(7));
        files.insert("a b 3/index.html".to_owned(), entry_of(9));
        files.remove("a b 4/index.html");
        let few = ["another/index.html", "a b 3/index.html", "a b 4/index.html", "none"];
        assert!(put(site, &files, 100, Some(&few)) <= 4);
        let (manifest, mark) = read();
        assert_eq!(manifest, expected(&files));
        assert_eq!(put(site, &files, 100, None), 0, "every part is what it would be");
        assert_eq!(read().1, mark);
        let standing = Standing::read(site).expect("it can be read");
        assert_eq!(standing.get("another/index.html"), Some(entry_of(7)));
        assert_eq!(standing.sizes(0, usize::MAX).len(), 900);
        let in_turn: usize = (0..900).step_by(100).map(|from| standing.sizes(from, 100).len()).sum();
        assert!(in_turn >= 900, "none is left out");
        fs::write(site.join(part_path(2)), "cut").expect("written");
        assert!(matches!(Manifest::read(site), Err(ExportError::BadManifest(..))));
    }

    #[test]
    fn what_is_no_manifest_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let hash = "ab".repeat(32);
        for text in [
            String::new(),
            "something else\n".to_owned(),
            format!("{WHOLE}\n{hash} 1 ../a\n"),
            format!("{WHOLE}\n{hash} 1 cut"),
            format!("{IN_PARTS}\n{hash} 1 00001\n"),
            format!("{IN_PARTS}\n"),
        ] {
            fs::write(folder.path().join(MANIFEST_NAME), &text).expect("written");
            assert!(Manifest::read(folder.path()).is_err(), "{text:?}");
        }
        assert!(is_part(&part_path(7)) && !is_part(".galley-manifest.parts/../a") && !is_part("a"));
    }
}
