//! What can go wrong in a command, as sentences for the person at the terminal.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("{0}")]
    Usage(String),

    #[error("{what} failed ({status}). What it said stands above; what is built so far is kept.")]
    Failed { what: String, status: String },

    #[error("{program} could not be started: {source}. Is it installed and in PATH?")]
    NotStarted { program: String, source: io::Error },

    #[error("{what} needs software that is not on this machine:\n\n    {names}\n\n{how}")]
    Missing { what: String, names: String, how: String },

    #[error("{path} could not be read or written: {source}", path = path.display())]
    File { path: PathBuf, source: io::Error },

    #[error("{0}")]
    Unexpected(String),
}

impl Trouble {
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}

/// Names the file in what the system said about it.
pub(crate) fn at(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Trouble {
    let path = path.into();
    move |source| Trouble::File { path, source }
}
