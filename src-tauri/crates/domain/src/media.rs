//! Media: files held by the hash of their content.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Slug;

/// SHA-256 of a file's bytes. It is the file's identity: the same picture is held once, and a held file never changes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct MediaHash([u8; 32]);

/// A text that is no media hash.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no media hash: it has 64 digits and letters a to f")]
pub struct MediaHashError(String);

impl MediaHash {
    /// Wraps a SHA-256 digest.
    pub const fn new(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// The digest.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first bytes of the hash that a path in a text names by itself, as [`Media::path`] writes it; none for any other
    /// path. Wherever such a path is pasted to, the picture is found.
    pub fn beginning_in(path: &str) -> Option<[u8; BEGINNING_BYTES]> {
        Self::beginning_of_path(path.strip_prefix(IN_TEXT)?.rsplit_once('.')?.0.rsplit_once('.')?.1)
    }

    /// The first bytes of a hash by the digits between the dots of such a path.
    pub fn beginning_of_path(hash: &str) -> Option<[u8; BEGINNING_BYTES]> {
        let digits = hash.len() == 2 * BEGINNING_BYTES && hash.bytes().all(|b| b.is_ascii_hexdigit());
        let beginning = u64::from_str_radix(hash, 16).ok().filter(|_| digits)?;
        Some(beginning.to_be_bytes())
    }
}

/// How many bytes of its hash a path names: enough that no two pictures of a library share them.
const BEGINNING_BYTES: usize = 8;
/// The folder that such a path stands in.
const IN_TEXT: &str = "media/";

impl fmt::Display for MediaHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for MediaHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MediaHash({self})")
    }
}

impl FromStr for MediaHash {
    type Err = MediaHashError;

    fn from_str(text: &str) -> Result<Self, MediaHashError> {
        let refuse = || MediaHashError(text.chars().take(80).collect());
        let lower_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() != 64 || !text.bytes().all(lower_hex) {
            return Err(refuse());
        }
        let mut digest = [0; 32];
        for (byte, at) in digest.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| refuse())?;
        }
        Ok(Self(digest))
    }
}

impl From<MediaHash> for String {
    fn from(hash: MediaHash) -> String {
        hash.to_string()
    }
}

impl TryFrom<String> for MediaHash {
    type Error = MediaHashError;

    fn try_from(text: String) -> Result<Self, MediaHashError> {
        text.parse()
    }
}

/// What kind of file it is, read from its first bytes and never from its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum MediaKind {
    Jpeg,
    Png,
    Gif,
    Webp,
    Avif,
    Svg,
    Pdf,
    Mp4,
    Webm,
    Mp3,
}

impl MediaKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Jpeg,
        Self::Png,
        Self::Gif,
        Self::Webp,
        Self::Avif,
        Self::Svg,
        Self::Pdf,
        Self::Mp4,
        Self::Webm,
        Self::Mp3,
    ];

    /// The extension that its files get.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Avif => "avif",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Mp4 => "mp4",
            Self::Webm => "webm",
            Self::Mp3 => "mp3",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
            Self::Svg => "image/svg+xml",
            Self::Pdf => "application/pdf",
            Self::Mp4 => "video/mp4",
            Self::Webm => "video/webm",
            Self::Mp3 => "audio/mpeg",
        }
    }

    /// Whether it is a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Gif | Self::Webp | Self::Avif | Self::Svg)
    }

    /// Whether Exif in such a file says how the picture lies. What it says in others nobody heeds.
    pub const fn says_how_it_lies(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }

    /// The kind that begins with these bytes (a hundred or so suffice), if Galley holds such files.
    pub fn of(head: &[u8]) -> Option<Self> {
        let ftyp = |brands: &[&[u8]]| {
            head.get(4..8) == Some(b"ftyp") && head.get(8..12).is_some_and(|b| brands.contains(&b))
        };
        match head {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0x1a, 0x45, 0xdf, 0xa3, ..] => Some(Self::Webm),
            [b'I', b'D', b'3', ..] | [0xff, 0xfb | 0xf3 | 0xf2, ..] => Some(Self::Mp3),
            _ if ftyp(&[b"avif", b"avis"]) => Some(Self::Avif),
            _ if ftyp(&[b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"M4V "]) => Some(Self::Mp4),
            _ => is_svg(head).then_some(Self::Svg),
        }
    }
}

/// SVG is text: the first element is `svg`, after a declaration, comments or white space.
fn is_svg(head: &[u8]) -> bool {
    let head = &head[..head.len().min(1024)];
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    (text.starts_with("<svg")
        || text.starts_with("<?xml")
        || text.starts_with("<!--")
        || text.starts_with("<!DOCTYPE svg"))
        && text.contains("<svg")
}

/// The part of a picture that must stay visible when it is cropped: fractions of width and height from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FocalPoint {
    /// 0 left to 1 right.
    pub x: f32,
    /// 0 top to 1 bottom.
    pub y: f32,
}

impl FocalPoint {
    /// Columns, and rows, that it is set by and that sites crop by.
    pub const CELLS: u8 = 5;
    /// The column and the row in the middle, which is meant where none is set.
    pub const CENTRE: u8 = 2;

    /// The middle of a cell, by column and row from the top left.
    pub fn at([column, row]: [u8; 2]) -> Self {
        let part = |at: u8| f32::from(at.min(Self::CELLS - 1)) / f32::from(Self::CELLS - 1);
        Self { x: part(column), y: part(row) }
    }

    /// The column and the row that it lies in.
    pub fn cell(self) -> [u8; 2] {
        // What is no number, from a file of others, becomes 0.
        [self.x, self.y].map(|part| (part.clamp(0.0, 1.0) * f32::from(Self::CELLS - 1)).round() as u8)
    }
}

/// A file in the library, with what is said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Media {
    /// Its identity.
    pub hash: MediaHash,
    /// What it is.
    pub kind: MediaKind,
    /// Its size in bytes.
    pub bytes: u64,
    /// Width and height in pixels as it is shown, of pictures whose header says so.
    pub pixels: Option<(u32, u32)>,
    /// The name it came under, without folders; what a bundle calls it again.
    pub name: String,
    /// Default alternative text at insertion.
    pub alt: String,
    /// Default caption at insertion.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// What stays visible when cropped.
    pub focal: Option<FocalPoint>,
}

impl Media {
    /// The path by which a text shows it: its name, the beginning of its hash, the extension of its kind.
    pub fn path(&self) -> String {
        let stem = self.name.rsplit_once('.').map_or(self.name.as_str(), |(stem, _)| stem);
        let name = Slug::from_headline(stem).map_or_else(|| "picture".to_owned(), |slug| slug.to_string());
        let hash = self.hash.to_string();
        format!("{IN_TEXT}{name}.{}.{}", &hash[..2 * BEGINNING_BYTES], self.kind.extension())
    }

    /// A file of which nothing is said yet.
    pub fn new(hash: MediaHash, kind: MediaKind, bytes: u64, pixels: Option<(u32, u32)>, name: &str) -> Self {
        Self {
            hash,
            kind,
            bytes,
            pixels,
            name: name.to_owned(),
            alt: String::new(),
            caption: String::new(),
            credit: String::new(),
            focal: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focal_point_lies_in_a_cell() {
        for cell in [[0, 0], [2, 2], [4, 1], [3, 4]] {
            assert_eq!(FocalPoint::at(cell).cell(), cell);
        }
        let cases = [(0.1, 0.9, [0, 4]), (0.5, 0.4, [2, 2]), (7.0, -1.0, [4, 0]), (f32::NAN, 0.5, [0, 2])];
        for (x, y, cell) in cases {
            assert_eq!(FocalPoint { x, y }.cell(), cell, "{x} {y}");
        }
    }

    #[test]
    fn a_path_names_its_picture() {
        let hash = MediaHash::new([0xa7; 32]);
        let path = |name: &str| Media::new(hash, MediaKind::Jpeg, 9, Some((3, 2)), name).path();
        assert_eq!(path("Harbour at dawn.JPEG"), "media/harbour-at-dawn.a7a7a7a7a7a7a7a7.jpg");
        assert_eq!(path("港口.png"), "media/港口.a7a7a7a7a7a7a7a7.jpg");
        assert_eq!(path("..."), "media/picture.a7a7a7a7a7a7a7a7.jpg");
        assert_eq!(MediaHash::beginning_in(&path("x")), Some([0xa7; 8]));
        for other in [
            "media/a.jpg",
            "a.a7a7a7a7a7a7a7a7.jpg",
            "media/a.a7a7a7a7a7a7a7a.jpg",
            "media/a.+7a7a7a7a7a7a7a7.jpg",
            "media/",
        ] {
            assert_eq!(MediaHash::beginning_in(other), None, "{other}");
        }
    }

    #[test]
    fn a_hash_survives_its_text() {
        let hash = MediaHash::new([0xab; 32]);
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert!(
            "AB".repeat(32).parse::<MediaHash>().is_err(),
            "upper case is another text for the same file"
        );
        assert!("../../etc".parse::<MediaHash>().is_err());
    }

    #[test]
    fn the_kind_is_read_from_the_bytes() {
        let cases: [(&[u8], Option<MediaKind>); 9] = [
            (b"\xff\xd8\xff\xe0", Some(MediaKind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Some(MediaKind::Png)),
            (b"GIF89a", Some(MediaKind::Gif)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(MediaKind::Webp)),
            (b"\0\0\0\x20ftypavif", Some(MediaKind::Avif)),
            (b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg ", Some(MediaKind::Svg)),
            (b"<html><svg>", None),
            (b"MZ", None),
            (b"", None),
        ];
        for (head, expected) in cases {
            assert_eq!(MediaKind::of(head), expected, "{head:?}");
        }
    }
}
