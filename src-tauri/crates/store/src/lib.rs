//! The library on disk: one folder `NAME.galley/` with `library.db` and `media/`.
//!
//! Here: SQLite, and only here. The connection and its settings, migrations, one folder per noun with its
//! SQL beside it, full-text search, media by content hash, backup, restore, verify.
//!
//! Not here: what a change means (undo, revisions to keep, slugs to find: `galley-desk`), Markdown, the clock.
//!
//! Begin with [`Library`]. Reading goes through a [`View`], changing through a [`Tx`]; both are one
//! connection's eyes on the same tables.

mod anchor;
mod article;
mod backup;
mod backups;
mod checkpoint;
mod connection;
mod error;
mod figure;
mod finding;
mod ledger;
mod library;
mod media;
mod migrations;
mod neighbours;
mod noun;
mod origin;
mod outbox;
mod place;
mod rename;
mod revision;
mod search;
mod setting;
mod standing_back;
mod state;
mod verify;
mod view;
mod words;

pub use article::{
    Bodies, Counts, Cursor, CursorError, Derived, FiledAs, Filter, Going, LinkedPath, Order, OrderBy,
    Outgoing, Page, Row, ShownMedia, Signature, media_of,
};
pub use backup::{BackupReport, Stage as BackupStage, backup, restore};
pub use backups::{Backups, Kept, Made, limits as backup_limits};
pub use error::StoreError;
pub use figure::Figure;
pub use finding::Filing;
pub use ledger::{LedgerEntry, LedgerState, NO_NOTES, RemoteMedia, ShownName};
pub use library::{Access, DATABASE, Library, MEDIA, New, unsafe_place};
pub use media::{MediaFiles, MediaProblem, limits as media_limits};
pub use migrations::SCHEMA_VERSION;
pub use neighbours::Neighbours;
pub use noun::Noun;
pub use origin::Origin;
pub use outbox::{Due, Held, JobState, JobStep, NewJob, OutboxCounts, OutboxJob, Said, Standing, Why, Wish};
pub use revision::{Revision, RevisionReason, Snapshot, words_hash};
pub use search::{Among, Document, Found, Hit, Query, Snippet, Tokens};
pub use setting::Setting;
pub use standing_back::stand_back;
pub use state::{Change, STATES_MAX};
pub use verify::{Finding, verify};
pub use view::{Tx, View};
