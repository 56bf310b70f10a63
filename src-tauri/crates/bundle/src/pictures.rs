//! Pictures of the imported folder: from a path in a text to a file, and from a file to bytes that may be held.

use std::io::Cursor;

use galley_domain::{MediaHash, MediaKind};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use crate::layout::Layout;
use crate::place::Entry;
use crate::root::{Found, Root, folder_of, join};
use crate::{Left, LeftWhy, Limits, PictureRef, Scan, names, scan};

/// A picture, read and checked.
#[derive(Debug)]
pub struct Opened {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Its identity.
    pub hash: MediaHash,
    /// What it is, by its bytes.
    pub kind: MediaKind,
    /// Width and height as it is shown, of pictures made of pixels.
    pub pixels: Option<(u32, u32)>,
    /// The name it came under, without folders.
    pub name: String,
    /// Whether it differs from what the bundle's manifest says. The file as it is counts.
    pub edited: bool,
}

/// Where a path as written leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Leads {
    /// To the web, or to a place in the page.
    Away,
    File(String),
    Nowhere(LeftWhy),
}

/// Reads a picture and checks its size, its kind and its header.
pub fn open_picture(scan: &Scan, picture: &PictureRef) -> Result<Opened, Left> {
    let left = |why| Left::new(&picture.file, why);
    let limits = &scan.limits;
    let too_large = |bytes| LeftWhy::PictureBytes { bytes, max: limits.picture_bytes };
    let bytes = scan.folder.read(&picture.file, limits.picture_bytes, too_large).map_err(left)?;
    let kind = MediaKind::of(&bytes).ok_or_else(|| left(LeftWhy::PictureKind))?;
    let pixels = pixels(&bytes, kind, limits).map_err(left)?;
    let hash = MediaHash::new(Sha256::digest(&bytes).into());
    let listed = scan.manifest.as_ref().and_then(|manifest| manifest.files.get(&picture.file));
    Ok(Opened {
        hash,
        kind,
        pixels,
        name: picture.file.rsplit('/').next().unwrap_or(&picture.file).to_owned(),
        edited: listed.is_some_and(|record| record.sha256 != hash),
        bytes,
    })
}

/// The file of the folder that a path in an article's text means now, where there is one: the one that reading it whole would find.
/// `mapped` are the pictures that an article of our own bundle names by other paths, as a glance tells; none for any other file.
pub fn find_picture(
    scan: &Scan,
    entry: &Entry,
    mapped: Option<&[PictureRef]>,
    as_written: &str,
) -> Option<String> {
    let Some(mapped) = mapped else {
        return match follow(&scan.folder, &scan.layout, entry, as_written) {
            Leads::File(file) => Some(file),
            Leads::Away | Leads::Nowhere(_) => None,
        };
    };
    if let Some(picture) = mapped.iter().find(|picture| picture.as_written == as_written) {
        return Some(picture.file.clone());
    }
    let file = join(folder_of(&entry.path), &beside(as_written)?)?;
    matches!(scan.folder.find(&file), Found::File(_)).then_some(file)
}

fn pixels(bytes: &[u8], kind: MediaKind, limits: &Limits) -> Result<Option<(u32, u32)>, LeftWhy> {
    if !kind.is_picture() || kind == MediaKind::Svg {
        return Ok(None);
    }
    let size = imagesize::blob_size(bytes).map_err(|_| LeftWhy::PictureDamaged)?;
    let (width, height) = (size.width, size.height);
    let longest = limits.picture_side_pixels;
    if width > longest || height > longest || width.saturating_mul(height) > limits.picture_pixels {
        return Err(LeftWhy::PicturePixels { width, height });
    }
    if width == 0 || height == 0 {
        Err(LeftWhy::PictureDamaged)
    } else {
        let (width, height) = (width as u32, height as u32);
        Ok(Some(if lies_on_its_side(bytes, kind) { (height, width) } else { (width, height) }))
    }
}

/// Whether the camera was held on its side: shown upright, height and width are the other way round.
fn lies_on_its_side(bytes: &[u8], kind: MediaKind) -> bool {
    let orientation = || {
        let exif = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)).ok()?;
        exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)
    };
    kind.says_how_it_lies() && matches!(orientation(), Some(5..=8))
}

/// Follows a path of a text as the folder's tool would.
pub(crate) fn follow(root: &Root, layout: &Layout, entry: &Entry, as_written: &str) -> Leads {
    let Some(path) = local(as_written) else {
        return Leads::Away;
    };
    let missing = || LeftWhy::PictureMissing(shown(as_written));
    if path.is_empty() || path.chars().any(|c| names::is_hidden(c) || c == '\\') {
        return Leads::Nowhere(missing());
    }
    let candidates = candidates(layout, entry, &path);
    // What the path means first decides what is said of it.
    let leads_out = matches!(candidates.first(), Some(None));
    for file in candidates.into_iter().flatten() {
        match root.find(&file) {
            Found::File(_) => return Leads::File(file),
            Found::Link => return Leads::Nowhere(LeftWhy::PictureLink(shown(as_written))),
            Found::Folder | Found::Special | Found::Nothing => {}
        }
    }
    Leads::Nowhere(if leads_out { LeftWhy::PictureOutside(shown(as_written)) } else { missing() })
}

/// The path within the site: without query and fragment, escapes undone; none for an address elsewhere.
pub(crate) fn local(as_written: &str) -> Option<String> {
    let has_scheme = as_written.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    });
    if has_scheme || as_written.starts_with("//") || as_written.starts_with('#') {
        return None;
    }
    let path = as_written.split(['?', '#']).next().unwrap_or_default();
    Some(
        percent_decode_str(path).decode_utf8().map_or_else(|_| path.to_owned(), std::borrow::Cow::into_owned),
    )
}

/// The files that a path may mean, the likeliest first; none for one that leads out of the folder.
fn candidates(layout: &Layout, entry: &Entry, path: &str) -> Vec<Option<String>> {
    let beside = || join(folder_of(&entry.path), path);
    let in_statics =
        |path: &str| layout.statics.iter().map(|folder| join_below(folder, path)).collect::<Vec<_>>();
    let in_content = |path: &str| join_below(&entry.place.content, path);
    if let Some(rest) = path.strip_prefix("@/") {
        return vec![in_content(rest)];
    }
    if path.starts_with('/') {
        let mut all = in_statics(path);
        all.push(in_content(path));
        return all;
    }
    let mut all = vec![beside()];
    all.extend(in_statics(path));
    all
}

/// The file beside an article of our own bundle that a path means by itself, if it may mean one: the rule by which
/// an export names files and an import finds them.
pub(crate) fn beside(as_written: &str) -> Option<String> {
    let path = local(as_written)?;
    let path = path.strip_prefix("./").unwrap_or(&path);
    (names::is_portable_path(path) && !scan::is_markdown(path)).then(|| path.to_owned())
}

/// Like [`join`], but a path never leaves the folder that it starts from.
fn join_below(folder: &str, path: &str) -> Option<String> {
    let below = join("", path)?;
    join(folder, &below)
}

/// Enough of a path for a report.
fn shown(as_written: &str) -> String {
    as_written.chars().take(200).collect()
}
