//! What the desk answers when it cannot: a chain for the log, a code for the window.

use std::error::Error;
use std::path::PathBuf;

use galley_domain::{MoveError, RevisionNumber, TreeError};
use galley_publish::Note;
use galley_store::StoreError;
use serde::Serialize;
use ts_rs::TS;

use crate::check::note_of;
use crate::wire::ImportReport;

/// Why something was not done. Nothing was changed then, unless the variant says so.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The library.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such thing.
    #[error("there is no {noun} {name:?} in this library")]
    Unknown {
        /// What was looked for.
        noun: &'static str,
        /// By which name, slug or id.
        name: String,
    },
    /// An article that never stood at a target.
    #[error("{headline:?} was never published at {target}; nothing was done")]
    NotPublishedThere {
        /// The article's headline.
        headline: String,
        /// The target's name.
        target: String,
    },
    /// A job that is at work, done, or not there any more.
    #[error(
        "it does not wait to be tried: it is at work, done, or was taken out of the outbox. Nothing was changed"
    )]
    JobNotWaiting,
    /// An article has no such field.
    #[error("an article has no field {0:?}; nothing was changed")]
    NoField(String),
    /// A library has no such setting.
    #[error(
        "there is no setting {0:?}; nothing was changed. There are language, time-zone, review and default-target"
    )]
    NoSetting(String),
    /// An article has no such version.
    #[error("the article has no revision {0}; nothing was changed. Its history lists those that it has")]
    NoRevision(RevisionNumber),
    /// A name that means several.
    #[error("{name:?} means several {}: {candidates}. Name one of these", several(noun))]
    Ambiguous {
        /// What was looked for.
        noun: &'static str,
        /// By which name.
        name: String,
        /// What it may mean.
        candidates: String,
    },
    /// Someone else saved first. Both texts are kept: the one that came too late as a revision.
    #[error(
        "the article was saved elsewhere meanwhile (version {current}, yours was based on {base}); \
         nothing was overwritten, and your text is kept as revision {kept}. Compare the two and save again"
    )]
    Stale {
        /// The version that the text was based on.
        base: u64,
        /// The version that is there.
        current: u64,
        /// The revision that holds the text that came too late.
        kept: RevisionNumber,
    },
    /// A step cannot be undone because what it changed was changed again.
    #[error(
        "it was changed again since, so this step can no longer be undone; nothing was changed. Its history has the older text"
    )]
    ChangedSince,
    /// The step that was to be undone is not the last one.
    #[error(
        "something else was done since, so that was not undone; nothing was changed. Undo takes back one step after the other, the last one first"
    )]
    OtherStep,
    /// What was compared is not what is there now.
    #[error(
        "one of the two texts was changed since they were compared; nothing was taken. Compare them again"
    )]
    ComparedSince,
    /// Whoever asked for it stopped it.
    #[error("it was stopped; everything is as it was")]
    Stopped,
    /// There is nothing to undo, or to redo.
    #[error("there is nothing to {0}")]
    NothingTo(&'static str),
    /// Only what lies in the trash is deleted for good.
    #[error(
        "{headline:?} is not in the trash; nothing was deleted. Only what lies there is deleted for good"
    )]
    NotInTrash {
        /// The article's headline.
        headline: String,
    },
    /// A move that the newsroom's rules forbid.
    #[error("this cannot be done: {0}")]
    Move(#[from] MoveError),
    /// The gate: a check stops it.
    #[error("stopped by the gate: {headline:?}{}: {why} Nothing was released; mend it and publish again", at_line(*.line))]
    Gate {
        /// The article's headline.
        headline: String,
        /// The line of its body, counted from 1, where it is about one.
        line: Option<u32>,
        /// Which check, as a word for scripts.
        check: &'static str,
        /// What the check says: a sentence.
        why: String,
    },
    /// The gate: it may not go out now, or not to this target.
    #[error("{headline:?} does not go out: {why}. Nothing was sent")]
    NotOut {
        /// The article's headline.
        headline: String,
        /// What holds it back.
        why: String,
        /// The same in words that can be said in any language.
        note: galley_publish::Note,
    },
    /// Someone else changed it at the server.
    #[error(
        "{headline:?} {what} at {target} since it was published from here; nothing was sent. Where this article is put over it, what was written \
         there is kept in its history"
    )]
    ChangedThere {
        /// The article's headline.
        headline: String,
        /// The target's name.
        target: String,
        /// What happened to it.
        what: &'static str,
    },
    /// What is to go out was changed while it was on its way.
    #[error("it was released anew, or for another time, while it was on its way; nothing of it was sent")]
    OtherByNow,
    /// A job that is not there any more, or is another program's now.
    #[error("it was taken out of the outbox; nothing more was sent")]
    Cancelled,
    /// A server's password is not at hand.
    #[error("{0} needs its password. Nothing was sent; it goes out once the password is there")]
    NoPassword(String),
    /// A server.
    #[error(transparent)]
    Publish(#[from] galley_publish::PublishError),
    /// A pull that broke off in the middle.
    #[error(
        "it broke off when {done} of {total} had come in: {source}. Those are in the library; pull again, and it goes on from there"
    )]
    PullBrokeOff {
        /// So many had come in.
        done: usize,
        /// Of so many.
        total: usize,
        /// Why.
        source: galley_publish::PublishError,
    },
    /// An import that broke off in the middle.
    #[error(
        "the import broke off when {} had come in. They are in the library, and importing again goes on from there. {source}",
        counted(.report.came_in())
    )]
    ImportBrokeOff {
        /// What was taken and left until then.
        report: Box<ImportReport>,
        /// Why.
        source: Box<DeskError>,
    },
    /// A category's place.
    #[error(transparent)]
    Tree(#[from] TreeError),
    /// A slug that is taken.
    #[error(
        "the slug {slug} is taken in {language} (addresses that were released stay reserved); {free} is free"
    )]
    SlugTaken {
        /// The slug.
        slug: String,
        /// The language.
        language: String,
        /// One that is free.
        free: String,
    },
    /// A value that does not fit its field.
    #[error("{field}: {why}")]
    Invalid {
        /// The field.
        field: String,
        /// What is wrong and what would be right.
        why: String,
    },
    /// A noun that is still in use.
    #[error(
        "{noun} {name:?} is used by {}; nothing was removed. Take it off them first", counted(*.articles)
    )]
    InUse {
        /// What it is.
        noun: &'static str,
        /// Its name.
        name: String,
        /// By how many.
        articles: usize,
    },
    /// The import cannot begin.
    #[error(transparent)]
    Scan(#[from] galley_bundle::ScanError),
    /// The site could not be written.
    #[error(transparent)]
    Site(#[from] galley_site::ExportError),
    /// The bundle could not be written.
    #[error(transparent)]
    Bundle(#[from] galley_bundle::ExportError),
    /// A file that is not part of the library.
    #[error("{doing} {path}: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// What a window does something of its own about. Everything else is [`Code::Broke`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// No library at the path.
    LibraryMissing,
    /// Written by a newer Galley.
    LibraryNewer,
    /// Damaged.
    LibraryDamaged,
    /// Something else is at the path.
    LibraryForeign,
    /// Not where it was when it was opened.
    LibraryGone,
    /// Another process has it.
    LibraryBusy,
    /// In a folder where it is not safe.
    LibraryUnsafe,
    /// It must be written to before it can be read, and cannot be.
    LibraryNotWritable,
    /// The article, or another noun, is not there.
    NotFound,
    /// Changed at a server by someone else.
    ChangedThere,
    /// A server did not take it.
    Server,
    /// A server does not know the account.
    SignIn,
    /// A server stands in a private network, and nobody said that it does.
    PrivateNetwork,
    /// Saved elsewhere first.
    Stale,
    /// The rules forbid it.
    NotAllowed,
    /// No step is left to undo.
    NothingToUndo,
    /// No step is left to do again.
    NothingToRedo,
    /// Something else was done since what is to be undone.
    OtherStep,
    /// The gate stopped it.
    Gate,
    /// A value does not fit.
    Invalid,
    /// The disk is full.
    DiskFull,
    /// Stopped by who asked for it.
    Cancelled,
    /// Something else.
    Broke,
}

/// How it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// It cannot be done now: the editor can do something about it.
    CannotNow,
    /// Something broke.
    Broke,
}

impl DeskError {
    /// The headline of the article that it is about, where that stops what was to be done.
    pub(crate) fn headline(&self) -> Option<&str> {
        match self {
            Self::Gate { headline, .. } | Self::NotOut { headline, .. } | Self::NotInTrash { headline } => {
                Some(headline)
            }
            _ => None,
        }
    }

    /// What stops an article, in words that can be said in any language.
    pub(crate) fn note(&self) -> Option<Note> {
        match self {
            Self::NotOut { note, .. } => Some(note.clone()),
            Self::Gate { line, check, why, .. } => Some(note_of(check, *line, why)),
            _ => None,
        }
    }

    /// Its code.
    pub fn code(&self) -> Code {
        match self {
            Self::Store(error) => store_code(error),
            Self::ImportBrokeOff { source, .. } => source.code(),
            Self::Unknown { .. }
            | Self::NotPublishedThere { .. }
            | Self::JobNotWaiting
            | Self::NoField(_)
            | Self::NoSetting(_)
            | Self::NoRevision(_)
            | Self::Ambiguous { .. }
            | Self::Site(galley_site::ExportError::NoRelease { .. }) => Code::NotFound,
            Self::Stale { .. } => Code::Stale,
            Self::OtherStep => Code::OtherStep,
            Self::ChangedSince
            | Self::OtherByNow
            | Self::ComparedSince
            | Self::NotInTrash { .. }
            | Self::Move(_)
            | Self::Tree(_)
            | Self::InUse { .. } => Code::NotAllowed,
            Self::NothingTo("redo") => Code::NothingToRedo,
            Self::NothingTo(_) => Code::NothingToUndo,
            Self::Gate { .. }
            | Self::NotOut { .. }
            | Self::Site(galley_site::ExportError::Stopped { .. }) => Code::Gate,
            Self::Cancelled | Self::Stopped | Self::Site(galley_site::ExportError::Cancelled) => {
                Code::Cancelled
            }
            Self::ChangedThere { .. } => Code::ChangedThere,
            Self::Publish(galley_publish::PublishError::SignIn { .. }) | Self::NoPassword(_) => Code::SignIn,
            Self::Publish(galley_publish::PublishError::Private { .. }) => Code::PrivateNetwork,
            Self::Publish(_) | Self::PullBrokeOff { .. } => Code::Server,
            Self::SlugTaken { .. } | Self::Invalid { .. } => Code::Invalid,
            error if is_disk_full(error) => Code::DiskFull,
            Self::Scan(_) | Self::Site(_) | Self::Bundle(_) | Self::Io { .. } => Code::Broke,
        }
    }

    /// How it is said.
    pub fn tone(&self) -> Tone {
        match self.code() {
            Code::LibraryDamaged | Code::Broke => Tone::Broke,
            _ => Tone::CannotNow,
        }
    }

    pub(crate) fn unknown(noun: &'static str, name: impl std::fmt::Display) -> Self {
        Self::Unknown { noun, name: name.to_string() }
    }

    /// A value that does not fit: which field, and why.
    pub fn invalid(field: impl Into<String>, why: impl std::fmt::Display) -> Self {
        Self::Invalid { field: field.into(), why: why.to_string() }
    }
}

/// The plural of a noun of the vocabulary.
fn several(noun: &str) -> String {
    noun.strip_suffix('y').map_or_else(|| format!("{noun}s"), |stem| format!("{stem}ies"))
}

fn counted(number: usize) -> String {
    if number == 1 { "1 article".to_owned() } else { format!("{number} articles") }
}

fn at_line(line: Option<u32>) -> String {
    line.map(|line| format!(", line {line}")).unwrap_or_default()
}

/// Whether somewhere in the chain the system says that there is no room.
fn is_disk_full(error: &(dyn Error + 'static)) -> bool {
    let told = error.downcast_ref::<std::io::Error>();
    told.is_some_and(|error| error.kind() == std::io::ErrorKind::StorageFull)
        || error.source().is_some_and(is_disk_full)
}

fn store_code(error: &StoreError) -> Code {
    match error {
        StoreError::Missing { .. } => Code::LibraryMissing,
        StoreError::Gone { .. } => Code::LibraryGone,
        StoreError::TooNew { .. } => Code::LibraryNewer,
        StoreError::Damaged { .. } | StoreError::ForeignSchema { .. } => Code::LibraryDamaged,
        StoreError::NotALibrary { .. } => Code::LibraryForeign,
        StoreError::InUse { .. } | StoreError::Busy | StoreError::BackingUp => Code::LibraryBusy,
        StoreError::UnsafePlace { .. } => Code::LibraryUnsafe,
        StoreError::NotWritable { .. } => Code::LibraryNotWritable,
        StoreError::NotFound { .. } => Code::NotFound,
        StoreError::TooLarge { .. } | StoreError::MediaChanged { .. } => Code::Invalid,
        StoreError::DiskFull | StoreError::NoRoomForBackup { .. } => Code::DiskFull,
        StoreError::Exists { .. }
        | StoreError::InTheWay { .. }
        | StoreError::ReadOnly
        | StoreError::BadBackup { .. } => Code::NotAllowed,
        StoreError::Io { .. } | StoreError::Sqlite(_) => Code::Broke,
    }
}
