//! The desk: the use cases, one function per intention of an editor.
//!
//! Here: transactions with undo, which revision is kept and when, slugs that stay unique, links that stay whole,
//! import, export, checks; and the wire: the types that windows and scripts see, and the codes of errors.
//!
//! Not here: how it is stored (`galley-store`), what Markdown means (`galley-markdown`), what a page looks like
//! (`galley-site`), and anything that knows of windows or terminals.
//!
//! Begin with [`Desk`]. Every change goes through its `transact`; what a caller may do stands in [`article`],
//! [`nouns`], [`import`], [`export`].

pub mod article;
pub mod backups;
pub mod check;
pub mod export;
pub mod import;
pub mod listing;
pub mod nouns;
pub mod nouns_set;
pub mod paste;
pub mod places;
pub mod preview;
pub mod publish;
pub mod rename;
pub mod render;
pub mod sample;
pub mod settings;
pub mod spelling;
pub mod upkeep;
pub mod wire;

mod cache;
mod cancel;
mod clock;
mod common_ends;
mod derived;
mod desk;
mod error;
mod links;
mod narrowed;
mod shelves;
mod undo;
mod watch;
mod work;

pub use cache::Cache;
pub use cancel::Cancel;
pub use clock::{Clock, Random, System};
pub use desk::{Desk, Done};
pub use error::{Code, DeskError, Tone};
pub use galley_bundle::{ManifestError, ScanError};
pub use galley_domain as domain;
pub use galley_site::{ExportError, Listed, ServeError, Serving, serve};
pub use galley_store::{Access, Signature, StoreError};

/// What the memory of Galley's programs is taken from. Why not the system's: `docs/decisions/0055-memory.md`.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How far long work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: wire::WorkStage,
    /// So many are done.
    pub done: usize,
    /// Of so many, where that is known.
    pub total: Option<usize>,
}
