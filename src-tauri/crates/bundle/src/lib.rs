//! Articles as folders of Markdown, in and out.
//!
//! In: [`scan()`] walks a folder, a file or a zip once, [`read()`] reads one file of it (from any thread), and
//! [`open_picture`] a picture; what cannot be taken is [`Left`], with file, line and reason. Out: [`export`] writes a
//! bundle of our own, to a folder or a zip, that [`scan()`] reads back to the same articles. And [`from_html`]: what a
//! clipboard or a word processor gives, as Markdown.
//!
//! Here: front matter, the habits of Hugo, Zola and Jekyll, the form of our own bundle, safe file names. Not here: the
//! library. Whoever calls finds categories by name, gives out ids, and stores what was read.
//!
//! Nothing outside the given folder is ever read, and no file of it is changed by an import.

mod addresses;
mod body;
mod foreign;
mod front;
mod html;
mod incoming;
mod layout;
mod left;
mod limits;
mod manifest;
mod names;
mod out;
mod own;
mod pictures;
mod place;
mod read;
mod root;
mod scan;
mod unzip;

pub use foreign::Meant;
pub use front::Trouble;
pub use html::{Converted, Dropped, HTML_BYTES_MAX, HtmlTooLong, Page, from_html, from_page};
pub use incoming::{
    CoverPicture, CoverRef, Exact, Fields, Filed, FiledBefore, Incoming, LinkTo, Pending, PictureRef,
    Released,
};
pub use layout::{Dialect, Tool};
pub use left::{Left, LeftWhy, Note, Part, Remark};
pub use limits::Limits;
pub use manifest::{
    BUNDLE_VERSION, FigureRecord, FileRecord, Manifest, ManifestError, MediaRecord, Nouns, Settings,
};
pub use out::{ExportError, Exported, MediaFiles, Outgoing, export};
pub use pictures::{Opened, find_picture, open_picture};
pub use place::Entry;
pub use read::{glance, read};
pub use scan::{Scan, ScanError, scan};
pub use unzip::ZipError;
