//! What the commands about categories, tags, bylines, targets and forms take. Their fields are the desk's: see
//! [`galley_desk::nouns_set`].

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum NounCommand {
    /// Make one
    Add(AddNoun),
    #[command(flatten)]
    Old(OldNoun),
}

#[derive(Debug, Subcommand)]
pub(crate) enum TargetCommand {
    /// Make one
    Add(AddTarget),
    /// Look whether a server can be reached and lets you publish
    #[command(
        after_help = "The password is read from GALLEY_PASSWORD, or typed; a typed one that works goes into the system's keychain.\nExample: galley -l News.galley target test blog"
    )]
    Test {
        /// Its name or id
        name: String,
    },
    #[command(flatten)]
    Old(OldNoun),
}

#[derive(Debug, Subcommand)]
pub(crate) enum WordsCommand {
    /// List all
    List,
    /// Add words, all or none
    #[command(after_help = "Example: galley -l News.galley words add Xinhua O\'Brien")]
    Add(Words),
    /// Remove words, all or none
    Remove(Words),
}

#[derive(Debug, Args)]
pub(crate) struct Words {
    /// Words, each of letters without a space
    #[arg(required = true, value_name = "WORD")]
    pub(crate) words: Vec<String>,
}

/// What can be done with one that is there.
#[derive(Debug, Subcommand)]
pub(crate) enum OldNoun {
    /// List all
    List,
    /// Show what is set of one
    Show {
        /// Its name, slug or id
        name: String,
    },
    /// Set fields of one
    Set {
        /// Its name, slug or id
        name: String,
        /// Fields and values, all or none
        #[arg(required = true, value_name = "KEY=VALUE")]
        values: Vec<String>,
    },
    /// Remove one
    Remove {
        /// Its name, slug or id
        name: String,
        /// Also where it is in use: take it off
        #[arg(long)]
        force: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct AddNoun {
    /// Its name
    pub(crate) name: String,
    /// Fields and values
    #[arg(value_name = "KEY=VALUE")]
    pub(crate) values: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct AddTarget {
    #[command(flatten)]
    pub(crate) noun: AddNoun,
    /// What kind of place it is
    #[arg(long, value_enum, default_value_t = Kind::Site)]
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    /// A static site
    Site,
    /// A WordPress site
    Wordpress,
    /// A Ghost site
    Ghost,
    /// A site that takes articles by Micropub
    Micropub,
}
