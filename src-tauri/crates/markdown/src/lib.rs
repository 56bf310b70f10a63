//! Galley's Markdown dialect: text in; HTML, outline, links, pictures, plain text, counts and problems out.
//!
//! Begin at [`render()`], which does everything in one parse, or at [`read()`], which does all but the HTML and is meant
//! for saving and importing. Which syntax there is, is decided in `dialect`; `docs/dialect.md` shows it to users.
//!
//! This crate never fails, reads no file and no clock, and is given nothing but text. Where a link leads and what a
//! picture is, the caller says through [`Links`]. What comes out is sanitised; the one exception is
//! [`strict_commonmark`], which is for the tests of the specification.

mod address;
mod allow;
mod autolink;
mod blocks;
mod code;
mod counts;
mod dialect;
mod embed;
mod escape;
mod footnotes;
mod lines;
mod notes;
mod options;
mod paragraph;
mod parse;
mod raw;
mod read;
mod render;
mod rendered;
mod sanitise;
mod slug;
mod strict;
mod write;
mod write_media;
mod write_notes;
mod write_raw;

pub use allow::{Allow, Refused};
pub use code::{code_stylesheet, highlight_code, known_code_colours, learn_code_colours, put_grammars_away};
pub use counts::Counts;
pub use escape::unescape;
pub use lines::Lines;
pub use notes::{NoteLink, heading_id, note_links};
pub use options::{AsWritten, Links, Options, Picture, Sized, Target, Texts};
pub use read::read;
pub use render::render;
pub use rendered::{Block, Heading, Link, LinkKind, Medium, Problem, ProblemKind, Reading, Rendered, Role};
pub use strict::strict_commonmark;
