//! What can go wrong at the command line, and the exit code that says so.

use std::io;
use std::path::PathBuf;

use galley_desk::domain::MoveError;
use galley_desk::publish::PublishError;
use galley_desk::wire::Failure;
use galley_desk::{Code, DeskError, ExportError, ManifestError, ScanError, StoreError, Tone};

/// Done.
pub(crate) const DONE: u8 = 0;
/// Failed.
pub(crate) const FAILED: u8 = 1;
/// The command was not understood. clap uses the same.
pub(crate) const USAGE: u8 = 2;
/// Stopped by the gate: something may not go out, or a check stops it.
pub(crate) const STOPPED: u8 = 3;

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// The desk says why.
    #[error("{}", with_advice(.0))]
    Desk(#[from] DeskError),
    /// The command asks for what cannot be.
    #[error("{0}")]
    Usage(String),
    /// A file on the command line.
    #[error("{path} cannot be read: {source}. Nothing was changed", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file on the command line that is longer than an article may be.
    #[error("{path} is larger than the {} MB that a text may have; nothing was changed. Split it", .max / 1_048_576, path = path.display())]
    TooLong {
        /// Which.
        path: PathBuf,
        /// How many it may have.
        max: u64,
    },
    /// A plan in which something stops an article.
    #[error("{}", advised(.0))]
    Stopped(Failure),
    /// Serving a folder.
    #[error(transparent)]
    Serve(#[from] galley_desk::ServeError),
    /// Printing. A reader that went away is no trouble: see [`crate::output::Output::end`].
    #[error("the answer cannot be written: {0}")]
    Print(#[from] io::Error),
}

impl Trouble {
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Desk(error) if error.code() == Code::Gate => STOPPED,
            // What is not approved, or has no headline, may not go out either.
            Self::Desk(DeskError::Move(MoveError::NotApproved | MoveError::NoHeadline)) => STOPPED,
            Self::Stopped(failure) if failure.code == Code::Gate => STOPPED,
            Self::Usage(_) => USAGE,
            _ => FAILED,
        }
    }

    pub(crate) fn failure(&self) -> Failure {
        let code = match self {
            Self::Desk(error) => return Failure { message: self.to_string(), ..error.into() },
            Self::Stopped(failure) => return Failure { message: self.to_string(), ..failure.clone() },
            Self::Usage(_) | Self::TooLong { .. } => Code::Invalid,
            Self::File { source, .. } if source.kind() == io::ErrorKind::NotFound => Code::NotFound,
            _ => Code::Broke,
        };
        let tone = if code == Code::Broke { Tone::Broke } else { Tone::CannotNow };
        Failure::new(code, tone, self.to_string())
    }
}

/// What to do where someone changed it at the server.
const CHANGED_THERE: &str =
    "Compare the two (--plan), take theirs (--theirs, --merge), or put yours over it (--mine)";

/// What was said of a failure, and what to do next.
pub(crate) fn advised(failure: &Failure) -> String {
    let message = &failure.message;
    if failure.code == Code::ChangedThere { format!("{message}. {CHANGED_THERE}") } else { message.clone() }
}

fn with_advice(error: &DeskError) -> String {
    advice(error).map_or_else(|| error.to_string(), |advice| format!("{error}. {advice}"))
}

/// What to do next, in words of the command line. The desk knows none of them: the window shows its sentences, too.
fn advice(error: &DeskError) -> Option<String> {
    let advice = match error {
        DeskError::ChangedThere { .. } => CHANGED_THERE,
        DeskError::Publish(PublishError::CannotLook { .. } | PublishError::Another { .. }) => {
            "That is --mine"
        }
        DeskError::Publish(PublishError::Private { .. }) => {
            "`galley target set TARGET private=yes` allows it"
        }
        DeskError::InUse { .. } => "--force does both",
        DeskError::NoField(name) => {
            return Some(format!("`galley set --help` lists them, and custom.{name} is one of your own"));
        }
        DeskError::Site(ExportError::NoRelease { .. }) => "`galley release list` shows those that there are",
        DeskError::Store(StoreError::Missing { .. }) => "`galley new` makes one",
        DeskError::Store(StoreError::InTheWay { is_folder: false, .. }) => {
            "--replace puts the backup in its place"
        }
        DeskError::Store(StoreError::Damaged { .. }) => {
            "`galley verify` says what is damaged, `galley restore` puts a backup in its place"
        }
        DeskError::Scan(ScanError::Library(library)) => {
            let library = library.display();
            return Some(format!("`galley -l {library} export bundle --out FOLDER` writes them out"));
        }
        DeskError::Scan(ScanError::IsBundle) => "Leave --from out",
        DeskError::Scan(ScanError::Manifest(ManifestError::Damaged(_))) => {
            "--from hugo takes them without that file"
        }
        _ => return None,
    };
    Some(advice.to_owned())
}
