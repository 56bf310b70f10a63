//! The same picture without what does not show: where it was taken, who took it with what, comments, and pictures within it.
//!
//! No pixel changes, and nothing is unpacked: the parts of a file are looked through, and only those go into the new one that are known
//! to show. What stands behind the end of a picture, where telephones put a film of the moment, is no part of it. A file that is cut off
//! or damaged gives what can be read of it, and never the bytes as they were.

mod avif;
mod gif;
mod jpeg;
mod png;
mod webp;

use image::metadata::Orientation;

/// The picture without what does not show, its pixels as they are; none where it is no picture of pixels, or no part of it can be told
/// from another.
pub(crate) fn clean_pixels(bytes: &[u8]) -> Option<Vec<u8>> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(jpeg::clean(bytes)),
        [0x89, b'P', b'N', b'G', ..] => png::clean(bytes),
        [b'G', b'I', b'F', b'8', ..] => gif::clean(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp::clean(bytes),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => avif::clean(bytes),
        _ => None,
    }
}

/// What is left of what a camera wrote: how the picture lies, where it does not stand upright. `exif` begins with the order of its bytes.
fn only_orientation(exif: &[u8]) -> Option<[u8; 26]> {
    let orientation = Orientation::from_exif_chunk(exif).filter(|way| *way != Orientation::NoTransforms)?;
    // TIFF, big-endian, one entry: orientation (0x0112), one short.
    let mut short = *b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    short[19] = orientation.to_exif();
    Some(short)
}

#[cfg(test)]
mod tests;
