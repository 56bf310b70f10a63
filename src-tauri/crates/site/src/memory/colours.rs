//! The colours of code, which are the dearest part of a page.

use std::fs;
use std::path::{Path, PathBuf};

use super::{BYTES_MAX, write_aside};
use crate::out::{Hash, hash};

/// The colours of code, which are the dearest part of a page: kept in a file of their own beside what is remembered of sites, since
/// they hold for all of them, and for a site that is made whole.
pub(crate) struct Colours {
    file: PathBuf,
    bytes: usize,
}

impl Colours {
    /// Learns those in the file beside a memory, if this build of Galley wrote it.
    pub(crate) fn learn(memory: &Path) -> Self {
        let file = memory.with_file_name("colours");
        let known =
            fs::metadata(&file).is_ok_and(|meta| meta.len() <= BYTES_MAX).then(|| fs::read(&file).ok());
        let known = known.flatten().unwrap_or_default();
        let colours = match known.split_first_chunk::<32>() {
            Some((mark, colours)) if *mark == Self::mark(colours) => colours,
            _ => &[],
        };
        galley_markdown::learn_code_colours(colours);
        Self { file, bytes: colours.len() }
    }

    /// Keeps those that are known by now, if there are others.
    pub(crate) fn keep(&self) {
        let colours = galley_markdown::known_code_colours();
        if colours.len() != self.bytes {
            write_aside(&self.file, &[&Self::mark(&colours), &colours]);
        }
    }

    fn mark(colours: &[u8]) -> Hash {
        hash(&[env!("GALLEY_SITE_BUILD").as_bytes(), &hash(colours)].concat())
    }
}
