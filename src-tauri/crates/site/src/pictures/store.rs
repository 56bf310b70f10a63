//! Pictures that were made once, kept for the next site. All of it can be thrown away at any time.

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use galley_domain::MediaHash;

use super::Form;
use crate::memory::write_aside;
use crate::out::hash;

/// Counts what changes the bytes of what is made: an encoder, a quality. It stands in the names of the files.
const VERSION: u32 = 1;

/// Most that is kept, in bytes. Beyond, what was made longest ago goes.
const BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;

/// A folder of pictures that were made; none, where nothing is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Store<'a>(pub(crate) Option<&'a Path>);

impl Store<'_> {
    /// What was made, if it is there and whole.
    pub(crate) fn get(&self, picture: &MediaHash, form: Form) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.file(picture, form)?).ok()?;
        let mark: [u8; 32] = *bytes.first_chunk()?;
        bytes.drain(..mark.len());
        (hash(&bytes) == mark).then_some(bytes)
    }

    /// Keeps what was made. Where that fails, it is made again one day.
    pub(crate) fn put(&self, picture: &MediaHash, form: Form, bytes: &[u8]) {
        if let Some(file) = self.file(picture, form) {
            write_aside(&file, |file| {
                file.write_all(&hash(bytes))?;
                file.write_all(bytes)
            });
        }
    }

    /// The pictures that could not be read.
    pub(crate) fn unreadable(&self) -> HashSet<MediaHash> {
        let list = self.list().and_then(|file| fs::read_to_string(file).ok()).unwrap_or_default();
        list.lines().filter_map(|line| line.parse().ok()).collect()
    }

    /// Remembers them.
    pub(crate) fn keep_unreadable(&self, pictures: &HashSet<MediaHash>) {
        if let Some(file) = self.list() {
            let mut lines: Vec<String> = pictures.iter().map(|hash| format!("{hash}\n")).collect();
            lines.sort_unstable();
            write_aside(&file, |file| file.write_all(lines.concat().as_bytes()));
        }
    }

    /// Throws away what is too much.
    pub(crate) fn tidy(&self) {
        let Some(files) = self.0.and_then(|folder| fs::read_dir(folder).ok()) else { return };
        let mut files: Vec<(SystemTime, u64, PathBuf)> = files
            .flatten()
            .filter_map(|file| {
                let meta = file.metadata().ok()?;
                Some((meta.modified().ok()?, meta.len(), file.path()))
            })
            .collect();
        files.sort_unstable();
        let mut all: u64 = files.iter().map(|(_, bytes, _)| bytes).sum();
        for (_, bytes, file) in files {
            if all <= BYTES_MAX {
                break;
            }
            fs::remove_file(file).ok();
            all -= bytes;
        }
    }

    fn file(&self, picture: &MediaHash, form: Form) -> Option<PathBuf> {
        let name = match form {
            Form::AsIs => return None,
            Form::Clean => format!("{picture}.{VERSION}"),
            Form::Webp(width) => format!("{picture}-{width}.{VERSION}"),
        };
        Some(self.0?.join(name))
    }

    fn list(&self) -> Option<PathBuf> {
        Some(self.0?.join(format!("unreadable.{VERSION}")))
    }
}
