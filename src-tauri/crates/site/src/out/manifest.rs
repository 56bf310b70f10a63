//! The list of Galley's own files in a site's folder: what it may change and delete, and nothing else.
//!
//! A text of lines, sorted by path: the SHA-256 in hex, the size in bytes, the path, with a space between. Lines
//! that begin with `#` say what it is.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::{Hash, from_hex, hash, push_hex};
use crate::ExportError;
use crate::address::is_file_path;

/// Its name, in the site's folder. A leading dot, so that the local server and most hosts don't show it.
pub(crate) const MANIFEST_NAME: &str = ".galley-manifest";

/// Its first line.
const HEAD: &str = "# Galley's files in this folder, version 1: SHA-256, bytes, path";

/// Largest manifest that is read, in bytes: a million files with long names.
const BYTES_MAX: u64 = 256 * 1024 * 1024;

/// About so many bytes of its text are held at a time.
const PIECE: usize = 256 * 1024;

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
    /// The manifest in a folder, and the hash of its text; an empty one where there is none.
    pub(crate) fn read(folder: &Path) -> Result<(Self, Hash), ExportError> {
        Self::read_file(&folder.join(MANIFEST_NAME))
    }

    /// The one in a file.
    pub(crate) fn read_file(path: &Path) -> Result<(Self, Hash), ExportError> {
        let too_long = || io::Error::new(io::ErrorKind::InvalidData, "it is too long");
        let text = fs::metadata(path)
            .and_then(|meta| if meta.len() > BYTES_MAX { Err(too_long()) } else { Ok(()) })
            .and_then(|()| fs::read(path));
        let text = match text {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Self::default(), hash(&[]))),
            Err(error) => return Err(ExportError::disk(path)(error)),
        };
        let mark = hash(&text);
        String::from_utf8(text)
            .map_err(|_| 0)
            .and_then(|text| Ok((Self::parse(&text)?, mark)))
            .map_err(|line| ExportError::BadManifest(path.to_owned(), line))
    }

    /// Reads its text; else the number of the line that is wrong.
    fn parse(text: &str) -> Result<Self, usize> {
        let mut manifest = Self::default();
        let mut files = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let bad = at + 1;
            if at == 0 && line != HEAD {
                return Err(bad);
            }
            if let Some(base) = line.strip_prefix("# base ") {
                base.clone_into(&mut manifest.base);
            } else if !line.starts_with('#') {
                files.push(entry(line).ok_or(bad)?);
            }
        }
        if text.is_empty() || !text.ends_with('\n') {
            return Err(text.lines().count());
        }
        // They stand there by path: a tree of what is sorted is made at once.
        manifest.files = files.into_iter().collect();
        Ok(manifest)
    }
}

/// Hands the text of the manifest with these files, which come by path, to `take` piece by piece: of a large site it is some thirty
/// megabytes.
pub(crate) fn each_piece<'f>(
    base: &str,
    files: impl Iterator<Item = (&'f str, Entry)>,
    mut take: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    use std::fmt::Write as _;
    let mut piece = String::with_capacity(PIECE + PIECE / 8);
    piece.extend([HEAD, "\n"]);
    if !base.is_empty() {
        piece.extend(["# base ", base, "\n"]);
    }
    for (path, entry) in files {
        push_hex(&mut piece, &entry.hash);
        writeln!(piece, " {} {path}", entry.bytes).expect("a string takes all");
        if piece.len() >= PIECE {
            take(piece.as_bytes())?;
            piece.clear();
        }
    }
    take(piece.as_bytes())
}

fn entry(line: &str) -> Option<(Box<str>, Entry)> {
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
    fn a_manifest_survives_its_text() {
        let entry = Entry { hash: [0xab; 32], bytes: 12 };
        let manifest = Manifest {
            base: "/news".into(),
            files: BTreeMap::from([("a b/index.html".into(), entry), ("数字/index.html".into(), entry)]),
        };
        let files = manifest.files.iter().map(|(path, entry)| (&**path, *entry));
        let mut text = Vec::new();
        let take = |piece: &[u8]| {
            text.extend_from_slice(piece);
            Ok(())
        };
        each_piece(&manifest.base, files, take).expect("memory takes all");
        let text = String::from_utf8(text).expect("it is text");
        assert_eq!(Manifest::parse(&text), Ok(manifest));
    }

    #[test]
    fn a_manifest_that_leads_out_is_refused() {
        let hash = "ab".repeat(32);
        for path in ["../a", "/etc/passwd", "a/../../b", ".git/config", "a//b", "C:\\a", "a\0"] {
            let text = format!("{HEAD}\n{hash} 1 {path}\n");
            assert_eq!(Manifest::parse(&text), Err(2), "{path:?}");
        }
        assert_eq!(Manifest::parse("something else\n"), Err(1));
        assert!(Manifest::parse("").is_err());
        assert!(Manifest::parse(&format!("{HEAD}\n{hash} 1 cut")).is_err(), "cut in the middle of a line");
    }
}
