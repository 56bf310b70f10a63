//! What the commands take that write something for the world to see.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// Write the static site of a target into a folder
    #[command(
        after_help = "What may not go out is left out and counted. Only files that differ are written; files that Galley did not write stay.\n\
        Example: galley -l News.galley export site --out public"
    )]
    Site {
        /// The folder
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The target; the library's default where none is named
        #[arg(long)]
        target: Option<String>,
        /// Do not ask the site's counter first: the numbers that it said before are written
        #[arg(long)]
        no_count: bool,
    },
    /// Write articles, drafts too, as a folder of Markdown
    #[command(
        after_help = "A path that ends in .zip becomes a zip. Importing it gives the same articles again.\n\
        Example: galley -l News.galley export bundle --out News.zip"
    )]
    Bundle {
        /// The folder or zip
        #[arg(long, value_name = "PATH")]
        out: PathBuf,
        /// Its form
        #[arg(long, value_enum, default_value_t = BundleForm::Galley)]
        format: BundleForm,
        /// The articles; all where none is named
        #[arg(value_name = "ARTICLE")]
        articles: Vec<String>,
    },
}

/// What stood in a site's folder.
#[derive(Debug, Subcommand)]
pub(crate) enum SiteRelease {
    /// Of a site: list what was written into its folder, and when
    #[command(after_help = "The last ten are kept, beside the folder.\nExample: galley release list public")]
    List {
        /// The folder of the site
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Of a site: check its files and the links within it
    #[command(after_help = "Exit 1 where a file is not.\nExample: galley release verify public")]
    Verify {
        /// The folder of the site
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Of a site: list the files that differ between two releases
    #[command(after_help = "Example: galley release diff public 11 12")]
    Diff {
        /// The folder of the site
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// The number of the older one
        from: u64,
        /// The number of the newer one; the newest where none is named
        to: Option<u64>,
    },
    /// Of a site: put an earlier release in place again
    #[command(after_help = "Example: galley release rollback public 11")]
    Rollback {
        /// The folder of the site
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Its number
        number: u64,
    },
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct Publish {
    /// The articles: slug, language/slug, or id; all whose released text does not stand where it belongs, where none is named
    #[arg(value_name = "ARTICLE", required_if_eq_any([("theirs", "true"), ("merge", "true")]))]
    pub(crate) articles: Vec<String>,
    /// The target; every server that takes the article, where none is named
    #[arg(long, required_if_eq_any([("theirs", "true"), ("merge", "true")]))]
    pub(crate) target: Option<String>,
    /// Say what would be done, and what someone changed there; do nothing
    #[arg(long)]
    pub(crate) plan: bool,
    /// Put the article over what someone changed or removed there; that is kept in its history
    #[arg(long)]
    pub(crate) mine: bool,
    /// Take what is there into the working text instead, and send nothing
    #[arg(long, conflicts_with_all = ["plan", "mine", "later", "merge"])]
    pub(crate) theirs: bool,
    /// The same for what only they changed: where both did, ours stays
    #[arg(long, conflicts_with_all = ["plan", "mine", "later"])]
    pub(crate) merge: bool,
    /// Only queue it: `outbox run` or the window sends it
    #[arg(long, conflicts_with = "plan")]
    pub(crate) later: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Pull {
    /// The target
    pub(crate) target: String,
    /// The language that its articles are written in; the library's where none is named
    #[arg(long)]
    pub(crate) language: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Board {
    /// Only what someone should look at: what failed or is overdue, an older text, and what is not published here
    #[arg(long)]
    pub(crate) troubled: bool,
    /// Go on after a page: what it named as the next
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Unpublish {
    /// The articles: slug, language/slug, or id; by its id also one that is in the library no longer
    #[arg(value_name = "ARTICLE", required = true)]
    pub(crate) articles: Vec<String>,
    /// The target; every server where the article stands, where none is named
    #[arg(long)]
    pub(crate) target: Option<String>,
    /// Delete it there for good, past the trash of WordPress and the drafts of Ghost
    #[arg(long)]
    pub(crate) delete: bool,
    /// Say what would be done, and do nothing
    #[arg(long, conflicts_with = "later")]
    pub(crate) plan: bool,
    /// Only queue it: `outbox run` or the window does it
    #[arg(long)]
    pub(crate) later: bool,
}

#[derive(Debug, Args)]
pub(crate) struct OutboxArgs {
    /// What to do; to list, where nothing is named
    #[command(subcommand)]
    pub(crate) command: Option<Outbox>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Outbox {
    /// List what waits, what needs a person, and what ended last
    List,
    /// Do what is due now
    #[command(
        after_help = "Passwords are read from GALLEY_PASSWORD or the system's keychain; a job without one waits.\n\
        Where the library has several servers that want one, the variable is read only for the one that --password-of names.\n\
        Example: galley -l News.galley outbox run --wait"
    )]
    Run {
        /// Stay until nothing waits any more
        #[arg(long)]
        wait: bool,
        /// Whose password the variable holds
        #[arg(long, value_name = "TARGET")]
        password_of: Option<String>,
    },
    /// Have jobs tried again at once
    #[command(
        after_help = "Without a number: all that failed or wait, but for what waits for a time that lies ahead.\nExample: galley -l News.galley outbox retry 12"
    )]
    Retry {
        /// Numbers of jobs
        #[arg(value_name = "JOB")]
        jobs: Vec<i64>,
    },
    /// Take jobs out
    #[command(
        after_help = "Without a number: all that was not done. What was sent already stays, and is known. One that is at work ends before its next step.\n\
        Example: galley -l News.galley outbox cancel 12"
    )]
    Cancel {
        /// Numbers of jobs
        #[arg(value_name = "JOB")]
        jobs: Vec<i64>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum BundleForm {
    /// Galley's own: carries ids, media and all
    Galley,
}

#[derive(Debug, Args)]
pub(crate) struct Render {
    /// The file; standard input where it is `-` or not given
    pub(crate) file: Option<PathBuf>,
    /// Plain CommonMark, NOT sanitised: to be held against the specification
    #[arg(long)]
    pub(crate) strict_commonmark: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The folder of a site
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The port; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub(crate) port: u16,
}
