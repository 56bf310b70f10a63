//! Pictures in a text: taking one in, and finding those that a text names.

use std::borrow::Cow;
use std::collections::BTreeMap;

use galley_domain::{Content, Cover, FocalPoint, Media, MediaHash, MediaKind, Picture};
use galley_markdown::Reading;
use galley_store::{MediaProblem, View};

use crate::wire::{CoverView, Op, PictureTaken};
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

    /// Says what of a picture must stay visible where a site crops it: a column and a row of [`FocalPoint::CELLS`] each.
    ///
    /// # Errors
    /// [`DeskError::Unknown`], [`DeskError::Store`].
    pub fn set_focal(&mut self, picture: &str, cell: [u8; 2]) -> Result<Done<()>, DeskError> {
        let hash: MediaHash = picture.parse().map_err(|error| DeskError::invalid("picture", error))?;
        self.transact(Op::Focal, |work| {
            let held = work.tx.media(hash)?.ok_or_else(|| DeskError::unknown("picture", hash))?;
            // In the middle is where it is without a word.
            let focal = (cell != [FocalPoint::CENTRE; 2]).then(|| FocalPoint::at(cell));
            work.describe_media(&Media { focal, ..held })
        })
    }

    /// The picture above an article, as a window shows it; none for one on the web.
    pub(super) fn cover_shown(&self, content: &Content) -> Result<Option<CoverView>, DeskError> {
        let Some(Cover { picture: Picture::Media(hash), alt, .. }) = &content.cover else { return Ok(None) };
        let media = self.view().media(*hash)?.filter(|media| media.kind.is_picture());
        Ok(media.map(|media| CoverView {
            hash: hash.to_string(),
            media_type: media.kind.media_type(),
            alt: alt.clone(),
            focal: media.focal.map_or([FocalPoint::CENTRE; 2], FocalPoint::cell),
        }))
    }

    /// Takes a picture into the library that no text shows.
    pub(crate) fn hold_picture(&mut self, bytes: &[u8], name: &str) -> Result<Media, DeskError> {
        Ok(self.take_in(bytes, name)?.output)
    }

    /// Puts a file among the library's media, where nothing knows of it yet.
    pub(crate) fn add_file(&self, bytes: &[u8], name: &str) -> Result<Media, DeskError> {
        self.library.must_stand()?;
        self.media_files().add(bytes, name).map_err(|problem| match problem {
            MediaProblem::Store(trouble) => trouble.into(),
            problem => DeskError::invalid(name, problem),
        })
    }

    fn take_in(&mut self, bytes: &[u8], name: &str) -> Result<Done<Media>, DeskError> {
        // Before it is written: what is refused must leave nothing.
        if MediaKind::of(bytes).is_some_and(|kind| !kind.is_picture()) {
            return Err(DeskError::invalid(name, "it is no picture; nothing was put into the text"));
        }
        let media = self.add_file(bytes, name)?;
        self.transact(Op::Media, |work| {
            let held = work.tx.media(media.hash)?;
            if held.is_none() {
                work.tx.put_media(&media, work.now)?;
            }
            Ok(held.unwrap_or(media))
        })
    }
}

/// The name of the file at an address.
pub(crate) fn file_name_in(url: &str) -> Cow<'_, str> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    percent_encoding::percent_decode_str(path.rsplit('/').next().unwrap_or_default()).decode_utf8_lossy()
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
