//! Pictures in a text: taking one in, and finding those that a text names.

use std::borrow::Cow;
use std::collections::BTreeMap;

use galley_domain::{Content, Cover, FocalPoint, Media, MediaHash, MediaKind, Picture};
use galley_markdown::Reading;
use galley_store::{MediaProblem, View};

use crate::wire::{CoverPicture, CoverView, Op, PictureTaken};
use crate::work::Work;
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

    /// The picture above an article, as a window shows it.
    pub(super) fn cover_shown(&self, content: &Content) -> Result<Option<CoverView>, DeskError> {
        let Some(Cover { picture, alt, caption, credit }) = &content.cover else { return Ok(None) };
        let (media, url) = match picture {
            Picture::Media(hash) => (self.view().media(*hash)?, None),
            Picture::Remote(url) => (None, Some(url.clone())),
        };
        let media = media.filter(|media| media.kind.is_picture());
        let picture = media.map(|media| CoverPicture {
            hash: media.hash.to_string(),
            media_type: media.kind.media_type(),
            focal: media.focal.map_or([FocalPoint::CENTRE; 2], FocalPoint::cell),
        });
        let (alt, caption, credit) = (alt.clone(), caption.clone(), credit.clone());
        Ok(Some(CoverView { picture, url, alt, caption, credit }))
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

/// The cover that is meant: a picture of the library, by its path in the text or its hash, or one on the web; none for
/// nothing. Where it is another one than before, it is described as the text does, else as the library knows it.
pub(super) fn cover_named(
    work: &Work<'_>,
    content: &Content,
    value: &str,
) -> Result<Option<Cover>, DeskError> {
    if value.is_empty() {
        return Ok(None);
    }
    let fresh =
        |picture| Cover { picture, alt: String::new(), caption: String::new(), credit: String::new() };
    let before = |picture: &Picture| content.cover.clone().filter(|cover| cover.picture == *picture);
    if value.starts_with("https://") || value.starts_with("http://") {
        let picture = Picture::Remote(value.to_owned());
        return Ok(before(&picture).or_else(|| Some(fresh(picture))));
    }
    let media = match content.pictures.get(value) {
        Some(hash) => work.tx.media(*hash)?,
        None => match MediaHash::beginning_in(value) {
            Some(beginning) => work.tx.media_beginning(beginning)?,
            None => value.parse().ok().map_or(Ok(None), |hash| work.tx.media(hash))?,
        },
    };
    let media = media.ok_or_else(|| DeskError::unknown("picture", value))?;
    if !media.kind.is_picture() {
        return Err(DeskError::invalid("cover", "it is no picture"));
    }
    let picture = Picture::Media(media.hash);
    if let Some(before) = before(&picture) {
        return Ok(Some(before));
    }
    let reading = galley_markdown::read(&content.body);
    let said = reading.media.into_iter().find(|medium| medium.path == value);
    let (alt, caption) = said.map(|said| (said.alt, said.title)).unwrap_or_default();
    let or = |said: String, known: String| if said.is_empty() { known } else { said };
    Ok(Some(Cover {
        alt: or(alt, media.alt),
        caption: or(caption, media.caption),
        credit: media.credit,
        ..fresh(picture)
    }))
}

/// The cover that something is said of by this field.
pub(super) fn cover_of<'c>(content: &'c mut Content, field: &str) -> Result<&'c mut Cover, DeskError> {
    content.cover.as_mut().ok_or_else(|| DeskError::invalid(field, "the article has no cover"))
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
