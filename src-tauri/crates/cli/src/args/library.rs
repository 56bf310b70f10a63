//! What the commands about a whole library take.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use galley_desk::import;

#[derive(Debug, Args)]
pub(crate) struct New {
    /// Where; `.galley` is added where it is missing
    #[arg(value_name = "LIB")]
    pub(crate) place: PathBuf,
    /// With a newsroom to look around in
    #[arg(long)]
    pub(crate) sample: bool,
    /// The title of its site; the library's name where none is given
    #[arg(long, conflicts_with = "sample")]
    pub(crate) title: Option<String>,
    /// The language that new articles are written in
    #[arg(long, default_value = "en")]
    pub(crate) language: String,
    /// The time zone of its dates, like Asia/Shanghai
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    pub(crate) time_zone: String,
}

#[derive(Debug, Args)]
pub(crate) struct SettingArgs {
    /// language, time-zone, review or default-target
    pub(crate) key: Option<String>,
    /// Its new value
    pub(crate) value: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Rename {
    /// Its new name, without a folder
    pub(crate) name: String,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write
    pub(crate) file: PathBuf,
    /// Put it in the place of a file that is there
    #[arg(long)]
    pub(crate) replace: bool,
}

#[derive(Debug, Args)]
pub(crate) struct File {
    /// The backup
    pub(crate) file: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BackupsCommand {
    /// List the automatic backups of the library, newest first
    List,
    /// Make one now, unless nothing changed since the last
    #[command(
        after_help = "It counts as made when it was read back.\nExample: galley -l News.galley backups now"
    )]
    Now,
    /// Put the library of one in place
    #[command(after_help = "Also where it is missing or damaged. What stands there is kept beside it.\n\
        Example: galley -l News.galley backups restore '2026-11-28 20'")]
    Restore(Automatic),
}

#[derive(Debug, Args)]
pub(crate) struct Automatic {
    /// Which: its name, or how that begins; the newest where none is given
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Files, folders or zips
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Whose form they have
    #[arg(long, value_name = "TOOL", value_enum, default_value_t = From::Auto)]
    pub(crate) from: From,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum From {
    /// Look at the folder and find out
    Auto,
    /// As Hugo writes it
    Hugo,
    /// As Zola writes it
    Zola,
    /// As Jekyll writes it
    Jekyll,
    /// A bundle of Galley's own
    Bundle,
}

impl std::convert::From<From> for import::From {
    fn from(word: From) -> Self {
        match word {
            From::Auto => Self::Auto,
            From::Hugo => Self::Hugo,
            From::Zola => Self::Zola,
            From::Jekyll => Self::Jekyll,
            From::Bundle => Self::Bundle,
        }
    }
}
