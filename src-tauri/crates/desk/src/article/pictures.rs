//! Pictures in a text: taking one in, and finding those that a text names.

use std::collections::BTreeMap;

use galley_domain::{Content, Media, MediaHash, MediaKind};
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
    pub fn add_picture(&mut self, bytes: &[u8], name: &str) -> Result<Done<PictureTaken>, DeskError> {
        let held = self.take_in(bytes, name)?;
        let Media { alt, caption, .. } = &held.output;
        let taken = PictureTaken { path: held.output.path(), alt: alt.clone(), caption: caption.clone() };
        Ok(Done { output: taken, changes: held.changes })
    }

    /// Takes a picture into the library that no text shows.
    pub(crate) fn hold_picture(&mut self, bytes: &[u8], name: &str) -> Result<Media, DeskError> {
        Ok(self.take_in(bytes, name)?.output)
    }

    fn take_in(&mut self, bytes: &[u8], name: &str) -> Result<Done<Media>, DeskError> {
        // Before it is written: what is refused must leave nothing.
        if MediaKind::of(bytes).is_some_and(|kind| !kind.is_picture()) {
            return Err(DeskError::invalid(name, "it is no picture; nothing was put into the text"));
        }
        let media = self.media_files().add(bytes, name).map_err(|problem| match problem {
            MediaProblem::Store(trouble) => trouble.into(),
            problem => DeskError::invalid(name, problem),
        })?;
        self.transact(Op::Media, |work| {
            let held = work.tx.media(media.hash)?;
            if held.is_none() {
                work.tx.put_media(&media, work.now)?;
            }
            Ok(held.unwrap_or(media))
        })
    }
}

/// What the paths of a text mean now: those that name their pictures by themselves, those, as long as they stand in it; all
/// others what they meant before.
pub(super) fn meant(
    view: &View<'_>,
    content: &Content,
    reading: &Reading,
) -> Result<BTreeMap<String, MediaHash>, DeskError> {
    let mut pictures = content.pictures.clone();
    pictures.retain(|path, _| MediaHash::beginning_in(path).is_none());
    for path in reading.media.iter().map(|medium| &medium.path) {
        let Some(beginning) = MediaHash::beginning_in(path) else {
            continue;
        };
        let hash = match content.pictures.get(path) {
            Some(before) => Some(*before),
            None => view.media_beginning(beginning)?.map(|media| media.hash),
        };
        if let Some(hash) = hash {
            pictures.insert(path.clone(), hash);
        }
    }
    Ok(pictures)
}
