//! The one door to the imported folder. Nothing outside of it is ever opened: a [`Dir`] resolves each path below
//! itself, whatever links or `..` a path holds.

use std::io::{ErrorKind, Read};
use std::path::Path;

use cap_std::ambient_authority;
use cap_std::fs::Dir;

use crate::LeftWhy;

/// A folder from which files are read.
#[derive(Debug)]
pub(crate) struct Root {
    dir: Dir,
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    File(u64),
    Folder,
    Link,
    Special,
    Nothing,
}

impl Root {
    pub(crate) fn open(path: &Path) -> std::io::Result<Self> {
        Ok(Self { dir: Dir::open_ambient_dir(path, ambient_authority())? })
    }

    pub(crate) fn dir(&self) -> &Dir {
        &self.dir
    }

    /// Looks without opening. A path that leads outside holds nothing.
    pub(crate) fn find(&self, path: &str) -> Found {
        let Ok(meta) = self.dir.symlink_metadata(if path.is_empty() { "." } else { path }) else {
            return Found::Nothing;
        };
        let kind = meta.file_type();
        if kind.is_symlink() {
            Found::Link
        } else if kind.is_dir() {
            Found::Folder
        } else if kind.is_file() {
            Found::File(meta.len())
        } else {
            Found::Special
        }
    }

    /// Reads a file whole, if it is one and has at most `max` bytes. `too_large` makes the refusal.
    pub(crate) fn read(
        &self,
        path: &str,
        max: u64,
        too_large: impl Fn(u64) -> LeftWhy,
    ) -> Result<Vec<u8>, LeftWhy> {
        // Looked at first, because opening a pipe would wait for its other end.
        let size = match self.find(path) {
            Found::File(size) if size > max => return Err(too_large(size)),
            Found::File(size) => size,
            Found::Link => return Err(LeftWhy::Link),
            Found::Folder | Found::Special => return Err(LeftWhy::Special),
            Found::Nothing => return Err(LeftWhy::Unreadable(ErrorKind::NotFound)),
        };
        let unreadable = |error: std::io::Error| LeftWhy::Unreadable(error.kind());
        let file = self.dir.open(path).map_err(unreadable)?;
        let mut bytes = Vec::with_capacity(size as usize);
        // The file may have grown meanwhile.
        file.take(max + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > max { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
    }
}

/// Follows a relative path from a folder, by its text alone; none where it leads above the root.
pub(crate) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of a file: empty at the root.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_are_followed_by_their_text() {
        let cases = [
            ("a/b", "c.png", Some("a/b/c.png")),
            ("a/b", "../c.png", Some("a/c.png")),
            ("a/b", "./c//d.png", Some("a/b/c/d.png")),
            ("a/b", "../../c.png", Some("c.png")),
            ("a/b", "../../../c.png", None),
            ("", "../etc/passwd", None),
            ("a", "../../a/c.png", None),
            ("", "", Some("")),
        ];
        for (folder, path, expected) in cases {
            assert_eq!(join(folder, path).as_deref(), expected, "{folder:?} + {path:?}");
        }
    }
}
