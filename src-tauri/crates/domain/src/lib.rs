//! The nouns and rules of Galley's vocabulary.
//!
//! Here: what an article is, which moves its status may make, what a slug, a language, a category,
//! a target are, and the questions that need no disk to be answered: may this go out, is this
//! translation stale, how is this date printed.
//!
//! Not here: input and output, SQL, Markdown, the clock, randomness. Times and ids are handed in.
//! The `serde` derives are the *stored* form (a revision's snapshot, a target's settings); what goes
//! over a wire is `galley-desk`'s matter.
//!
//! Begin with [`Article`] and [`Content`].

mod article;
mod colour;
mod date;
mod form;
mod id;
mod language;
mod link;
mod look;
mod media;
mod permalink;
mod release;
mod slug;
mod status;
mod target;
mod taxonomy;
mod translation;

pub use article::{Article, Content, Cover, Custom, FormSwitch, Kind, Picture, Seo, limits};
pub use colour::{Colour, ColourError};
pub use date::{DateError, DateFormat, DateNames, TimeZone, parse_instant};
pub use form::{Endpoint, Field, FieldKind, Form, FormTexts};
pub use id::{ArticleId, BylineId, CategoryId, FormId, IdError, Ids, LibraryId, TagId, TargetId, uuid_v7};
pub use language::{Direction, Language, LanguageError};
pub use link::Internal;
pub use look::{Appearance, Colophon, Face, FrontBlocks, LogoOnPage, LogoPlace, Look};
pub use media::{FocalPoint, Media, MediaHash, MediaHashError, MediaKind};
pub use permalink::{Filed, Permalink, PermalinkError};
pub use release::{GoingOut, Held, PendingChange, RevisionNumber};
pub use slug::{Slug, SlugError, is_device_name};
pub use status::{MoveError, Stage, Status, UnknownStatus};
pub use target::{
    Counter, FormerLists, Ghost, Host, Http, MenuItem, Micropub, Selection, Site, SiteTexts, Target,
    TargetKind, WordPress,
};
pub use taxonomy::{Byline, Category, CategoryTree, Name, Names, Tag, TreeError};
pub use translation::{Staleness, Translation};

/// An instant. All of Galley's times are UTC with a precision of milliseconds; they are printed in
/// the time zone of a target.
pub type Instant = chrono::DateTime<chrono::Utc>;
