//! What can go wrong at the command line, and the exit code that says so.

use std::io;
use std::path::PathBuf;

use galley_desk::domain::MoveError;
use galley_desk::wire::Failure;
use galley_desk::{Code, DeskError, Tone};

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
    #[error(transparent)]
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
    #[error("{}", .0.message)]
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
            Self::Desk(error) => return error.into(),
            Self::Stopped(failure) => return failure.clone(),
            Self::Usage(_) | Self::TooLong { .. } => Code::Invalid,
            Self::File { source, .. } if source.kind() == io::ErrorKind::NotFound => Code::NotFound,
            _ => Code::Broke,
        };
        let tone = if code == Code::Broke { Tone::Broke } else { Tone::CannotNow };
        Failure::new(code, tone, self.to_string())
    }
}
