//! The second pass, first half: what can be done to a file on any thread, without the library's database.

use galley_bundle::{CoverPicture, Fields, Incoming, Left, Opened, PictureRef, Scan, open_picture};
use galley_domain::{Content, Media, TimeZone};
use galley_store::{Derived, MediaFiles, MediaProblem, StoreError};

use super::survey::Sight;
use crate::derived::{derive_from, join_names};
use crate::wire::LeftFile;

/// A file, read, with its pictures in the library's folder.
pub(super) struct Prepared<'s> {
    /// What the survey said of it.
    pub(super) sight: &'s Sight,
    pub(super) incoming: Incoming,
    pub(super) derived: Derived,
    /// The pictures that were taken, by the file that they are.
    pub(super) media: Vec<(String, Media)>,
    /// Pictures that were not.
    pub(super) left: Vec<LeftFile>,
    /// The library's own trouble, which stops the import: a full disk.
    pub(super) trouble: Option<StoreError>,
}

pub(super) fn prepare<'s>(
    scan: &Scan,
    sight: &'s Sight,
    zone: TimeZone,
    files: &MediaFiles,
) -> Result<Prepared<'s>, Left> {
    let incoming = galley_bundle::read(scan, &sight.entry, zone)?;
    let fields = &incoming.fields;
    let mut content = Content::empty(sight.language.clone(), sight.slug.clone());
    content.headline.clone_from(&fields.headline);
    content.lead.clone_from(&fields.lead);
    let tags = join_names(fields.tags.iter().map(|tag| tag.name.as_str()));
    let bylines = join_names(fields.bylines.iter().map(|byline| byline.name.as_str()));
    let derived = derive_from(&content, &fields.body, &incoming.reading, &tags, &bylines);
    let (media, left, trouble) = take_pictures(scan, &incoming, files);
    Ok(Prepared { sight, incoming, derived, media, left, trouble })
}

type Pictures = (Vec<(String, Media)>, Vec<LeftFile>, Option<StoreError>);

fn take_pictures(scan: &Scan, incoming: &Incoming, files: &MediaFiles) -> Pictures {
    let mut media: Vec<(String, Media)> = Vec::new();
    let mut left: Vec<LeftFile> = incoming.left.iter().map(LeftFile::from).collect();
    let released = incoming.exact.iter().filter_map(|exact| match &exact.released {
        galley_bundle::Released::Other(fields) => Some(fields.as_ref()),
        _ => None,
    });
    let pending = incoming.exact.iter().filter_map(|exact| exact.pending.as_ref()?.other.as_deref());
    for picture in std::iter::once(&incoming.fields).chain(released).chain(pending).flat_map(pictures_of) {
        if media.iter().any(|(file, _)| *file == picture.file) {
            continue;
        }
        match take_file(scan, &picture.file, files) {
            Ok(taken) => media.push((picture.file.clone(), taken)),
            Err(Untaken::Left(why)) => left.push(why),
            Err(Untaken::Trouble(trouble)) => return (media, left, Some(trouble)),
        }
    }
    (media, left, None)
}

/// Why a file is not in the library.
pub(super) enum Untaken {
    /// It cannot be taken, or is not to be.
    Left(LeftFile),
    /// The library's own trouble.
    Trouble(StoreError),
}

/// Takes a file of the folder into the library's. Nothing is written of one that the library has already.
pub(super) fn take_file(scan: &Scan, file: &str, files: &MediaFiles) -> Result<Media, Untaken> {
    let picture = PictureRef { as_written: file.to_owned(), file: file.to_owned() };
    let opened = open_picture(scan, &picture).map_err(|why| Untaken::Left((&why).into()))?;
    let bytes = opened.bytes.len() as u64;
    if files.holds(opened.hash, opened.kind, bytes) {
        let Opened { hash, kind, pixels, name, .. } = opened;
        return Ok(Media::new(hash, kind, bytes, pixels, &name));
    }
    files.add(opened.bytes.as_slice(), &opened.name).map_err(|problem| match problem {
        MediaProblem::Store(trouble) => Untaken::Trouble(trouble),
        problem => {
            let (path, why) = (file.to_owned(), problem.to_string());
            Untaken::Left(LeftFile { path, line: None, why, reason: (&problem).into() })
        }
    })
}

fn pictures_of(fields: &Fields) -> impl Iterator<Item = &PictureRef> {
    let cover = fields.cover.iter().filter_map(|cover| match &cover.picture {
        CoverPicture::File(picture) => Some(picture),
        CoverPicture::Remote(_) => None,
    });
    fields.pictures.iter().chain(cover)
}
