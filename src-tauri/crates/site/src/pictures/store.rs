//! Pictures that were made once, kept for the next site. All of it can be thrown away at any time.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use galley_domain::MediaHash;

use super::{Form, Tone, Tones};
use crate::memory::write_aside;
use crate::out::hash;

/// Counts what changes the bytes of what is made: an encoder, a quality. It stands in the names of the files.
const VERSION: u32 = 2;

/// The file of colours, by the way in which they are found.
const TONES: &str = "tones.1";

/// Most that is kept, in bytes. Beyond, what was made longest ago goes.
const BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;

/// One line of the file of colours.
fn tone_of(line: &str) -> Option<(MediaHash, Tone)> {
    let mut parts = line.split(' ');
    let picture = parts.next()?.parse().ok()?;
    let steps: Vec<u8> = parts.map(str::parse).collect::<Result<_, _>>().ok()?;
    Some((picture, steps.try_into().ok()))
}

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
            write_aside(&file, &[&hash(bytes), bytes]);
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
            write_aside(&file, &[lines.concat().as_bytes()]);
        }
    }

    /// The colours of pictures.
    pub(crate) fn tones(&self) -> Tones {
        let list = self.0.map(|folder| folder.join(TONES));
        let list = list.and_then(|file| fs::read_to_string(file).ok()).unwrap_or_default();
        // Who reads them believes them: a file that was cut or changed is as good as none.
        let Some((mark, lines)) = list.split_once('\n') else { return Tones::new() };
        if mark != MediaHash::new(hash(lines.as_bytes())).to_string() {
            return Tones::new();
        }
        lines.lines().filter_map(tone_of).collect()
    }

    /// Remembers them.
    pub(crate) fn keep_tones(&self, tones: &Tones) {
        let Some(file) = self.0.map(|folder| folder.join(TONES)) else { return };
        let mut lines: Vec<String> = tones
            .iter()
            .map(|(picture, tone)| match tone {
                Some([red, green, blue]) => format!("{picture} {red} {green} {blue}\n"),
                None => format!("{picture}\n"),
            })
            .collect();
        lines.sort_unstable();
        let lines = lines.concat();
        let mark = format!("{}\n", MediaHash::new(hash(lines.as_bytes())));
        write_aside(&file, &[mark.as_bytes(), lines.as_bytes()]);
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
