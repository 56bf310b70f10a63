//! Pictures in a text: taking one in, and finding those that a text names.

use std::io::Read;

use galley_domain::{Content, MediaHash};
use galley_markdown::Reading;
use galley_store::{MediaProblem, View};

use crate::wire::{Op, PictureTaken};
use crate::{Desk, DeskError, Done};

impl Desk {
    /// Takes a picture into the library. Once this returns it is on the disk; a text shows it by the path that is answered.
    /// One that is there already is not taken twice.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for what is no picture or too large; nothing is left behind then. [`DeskError::Store`].
    pub fn add_picture(&mut self, from: impl Read, name: &str) -> Result<Done<PictureTaken>, DeskError> {
        let refused = |why: &dyn std::fmt::Display| DeskError::invalid(name, why);
        let media = self.media_files().add(from, name).map_err(|problem| match problem {
            MediaProblem::Store(trouble) => trouble.into(),
            problem => refused(&problem),
        })?;
        if !media.kind.is_picture() {
            return Err(refused(&"it is no picture; nothing was put into the text"));
        }
        self.transact(Op::Media, |work| {
            let held = work.tx.media(media.hash)?;
            if held.is_none() {
                work.tx.put_media(&media, work.now)?;
            }
            let held = held.unwrap_or(media);
            Ok(PictureTaken { path: held.path(), alt: held.alt, caption: held.caption })
        })
    }
}

/// Lets the paths of a text that name their pictures by themselves mean them. What other paths mean stays.
pub(crate) fn find_named(view: &View<'_>, content: &mut Content, reading: &Reading) -> Result<(), DeskError> {
    let named = |path: &str| MediaHash::beginning_in(path);
    let written = |path: &str| reading.media.iter().any(|medium| medium.path == path);
    content.pictures.retain(|path, _| named(path).is_none() || written(path));
    for medium in &reading.media {
        if content.pictures.contains_key(&medium.path) {
            continue;
        }
        let found =
            named(&medium.path).map(|beginning| view.media_beginning(beginning)).transpose()?.flatten();
        if let Some(media) = found {
            content.pictures.insert(medium.path.clone(), media.hash);
        }
    }
    Ok(())
}
