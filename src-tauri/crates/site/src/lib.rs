//! A library's articles as a static site.
//!
//! Here: the [`Theme`] and what its templates are given, the addresses of everything, feeds, sitemap and redirects, and
//! the folder that readers see, which is never half new for longer than a rename of each file that differs.
//!
//! Not here: the library (a [`Source`] hands over what goes out, and only that), Markdown, the clock.
//!
//! Begin with [`export()`]; for one page that is shown while it is written, with [`Preview`]. Decisions are in `docs/decisions/0007-site-output.md`, templates in `docs/guide/themes.md`.

mod address;
mod body;
mod export;
mod fan_out;
mod feed;
mod hosts;
mod icons;
mod index;
mod links;
mod memory;
mod out;
mod pages;
mod pictures;
mod places;
mod preview;
mod releases;
mod report;
mod search;
mod serve;
mod sitemap;
mod source;
#[cfg(test)]
mod tests;
mod theme;
mod xml;

pub use body::{BODY_MARKER, Block, allow};
pub use export::{Options, export, wrong_addresses};
pub use icons::must_be_logo;
pub use out::{Recovered, recover};
pub use places::Places;
pub use preview::{PREVIEW_POLICY, PictureAt, Preview, Shot};
pub use releases::{Diff, Listed, Release, Verified, diff, releases, rollback, verify};
pub use report::{ExportError, Part, Problem, Progress, Quiet, Report, Stage};
pub use serve::{ServeError, Serving, serve};
pub use source::{Bodies, Card, Catalog, Changes, Image, Moment, Source, SourceError, Text};
pub use theme::{Asset, Shades, Theme, ThemeError, Unreadable, card_font};
