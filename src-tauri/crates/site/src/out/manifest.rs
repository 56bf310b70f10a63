//! The list of Galley's own files in a site's folder: what it may change and delete, and nothing else. How it stands there: `standing`.
//!
//! A text of lines, sorted by path: the SHA-256 in hex, the size in bytes, the path, with a space between. Lines
//! that begin with `#` say what it is.

use std::collections::BTreeMap;
use std::path::Path;

use super::standing::Standing;
use super::{Hash, from_hex, push_hex};
use crate::ExportError;
use crate::address::is_file_path;

/// Its name, in the site's folder. A leading dot, so that the local server and most hosts don't show it.
pub(crate) const MANIFEST_NAME: &str = ".galley-manifest";

/// About so many bytes are added by a change.
const PIECE: usize = 4 * 1024;

/// One file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) hash: Hash,
    pub(crate) bytes: u64,
}

/// All of Galley's files in a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// The sub-folder of its URL that the site is made for: empty, or `/news`.
    pub(crate) base: String,
    /// Files by path.
    pub(crate) files: BTreeMap<Box<str>, Entry>,
}

impl Manifest {
    /// The manifest in a folder, and its mark; an empty one where there is none.
    pub(crate) fn read(folder: &Path) -> Result<(Self, Hash), ExportError> {
        let standing = Standing::read(folder)?;
        Ok((standing.whole()?, standing.mark))
    }
}

/// Lines of a manifest: some are found, or made others, without taking all apart.
#[derive(Debug, Default)]
pub(super) struct Lines(pub(super) String);

impl Lines {
    /// All of them; else the number of the line that is wrong.
    pub(super) fn all(&self) -> Result<Vec<(Box<str>, Entry)>, usize> {
        let lines = self.0.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        let files: Vec<_> = lines.map(|(at, line)| entry(line).ok_or(at + 1)).collect::<Result<_, _>>()?;
        // One that was cut ends somewhere else.
        let is_whole = self.0.is_empty() || self.0.ends_with('\n');
        if is_whole { Ok(files) } else { Err(self.0.lines().count()) }
    }

    /// One file.
    pub(super) fn get(&self, path: &str) -> Option<Entry> {
        let line = self.0[self.place(path)..].lines().next()?;
        entry(line).filter(|(found, _)| **found == *path).map(|(_, entry)| entry)
    }

    /// The files from a path on, each with its size.
    pub(super) fn sizes_from(&self, path: &str) -> impl Iterator<Item = (&str, u64)> {
        let lines = self.0[self.place(path)..].lines().skip_while(|line| line.starts_with('#'));
        lines.filter_map(|line| {
            let (_, rest) = line.split_once(' ')?;
            let (bytes, path) = rest.split_once(' ')?;
            Some((path, bytes.parse().ok()?))
        })
    }

    /// The same lines, where these files, which come by path, are others or are gone.
    pub(super) fn with<'f>(&self, files: impl IntoIterator<Item = (&'f str, Option<Entry>)>) -> String {
        let mut text = String::with_capacity(self.0.len() + PIECE);
        let mut done = 0;
        for (path, entry) in files {
            let at = self.place(path);
            text.push_str(&self.0[done..at]);
            if let Some(entry) = entry {
                push_line(&mut text, path, entry);
            }
            done = at;
            if self.get(path).is_some() {
                done = self.0[at..].find('\n').map_or(self.0.len(), |end| at + end + 1);
            }
        }
        text.push_str(&self.0[done..]);
        text
    }

    /// Where the line of a file begins, or would begin: lines stand there by path.
    fn place(&self, path: &str) -> usize {
        let text = self.0.as_str();
        let (mut low, mut high) = (0, text.len());
        while low < high {
            let middle = text.floor_char_boundary(low + (high - low) / 2);
            let start = text[low..middle].rfind('\n').map_or(low, |end| low + end + 1);
            if path_of(&text[start..]) < path {
                low = text[start..].find('\n').map_or(text.len(), |end| start + end + 1);
            } else {
                high = start;
            }
        }
        low
    }
}

/// The path in the first line of a text. What is said of the whole stands before all paths.
fn path_of(text: &str) -> &str {
    let line = text.split('\n').next().unwrap_or_default();
    if line.starts_with('#') { "" } else { line.splitn(3, ' ').nth(2).unwrap_or_default() }
}

pub(super) fn push_line(text: &mut String, path: &str, entry: Entry) {
    use std::fmt::Write as _;
    push_hex(text, &entry.hash);
    writeln!(text, " {} {path}", entry.bytes).expect("a string takes all");
}

pub(super) fn entry(line: &str) -> Option<(Box<str>, Entry)> {
    let (hash_hex, rest) = line.split_once(' ')?;
    let (bytes, path) = rest.split_once(' ')?;
    // The folder may come from anywhere: a path that leads out of it would have us delete what is not ours.
    let hash = from_hex(hash_hex)?;
    if !is_file_path(path) {
        return None;
    }
    let bytes = bytes.parse().ok()?;
    Some((path.into(), Entry { hash, bytes }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_lines_of_a_manifest_are_found_and_made_others() {
        let entry = |n: u8| Entry { hash: [n; 32], bytes: u64::from(n) };
        let text = |files: &BTreeMap<Box<str>, Entry>| {
            let mut text = "# what it is\n# base /news\n".to_owned();
            for (path, entry) in files {
                push_line(&mut text, path, *entry);
            }
            text
        };
        let mut files: BTreeMap<Box<str>, Entry> =
            (0..40).map(|n| (format!("字 {:02}/index.html", n * 2).into(), entry(n))).collect();
        let lines = Lines(text(&files));
        assert_eq!(lines.all(), Ok(files.clone().into_iter().collect()));
        for n in 0..80 {
            let path = format!("字 {n:02}/index.html");
            assert_eq!(lines.get(&path), files.get(&*path).copied(), "{path}");
        }
        assert_eq!((lines.get("404.html"), lines.get("字")), (None, None));
        assert_eq!(lines.sizes_from("").count(), 40);
        assert_eq!(lines.sizes_from("字 30").next(), Some(("字 30/index.html", 15)));
        let changes = [
            ("404.html", Some(entry(9))),
            ("字 00/index.html", None),
            ("字 03/index.html", Some(entry(7))),
            ("字 04/index.html", Some(entry(8))),
            ("字 05/index.html", None),
            ("字 78/index.html", None),
            ("字 79/index.html", Some(entry(6))),
        ];
        let made = lines.with(changes);
        for (path, entry) in changes {
            match entry {
                Some(entry) => files.insert(path.into(), entry),
                None => files.remove(path),
            };
        }
        assert_eq!(made, text(&files));
    }

    #[test]
    fn a_line_that_leads_out_is_refused() {
        let hash = "ab".repeat(32);
        for path in ["../a", "/etc/passwd", "a/../../b", ".git/config", "a//b", "C:\\a", "a\0"] {
            assert_eq!(Lines(format!("# what it is\n{hash} 1 {path}\n")).all(), Err(2), "{path:?}");
        }
        assert!(Lines(format!("{hash} 1 cut")).all().is_err(), "cut in the middle of a line");
    }
}
