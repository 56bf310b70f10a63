//! What the user wrote.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use galley_desk::import::From;
use galley_desk::wire::StatusWord;

/// Galley without its window: articles in a library on your own disk, a static site and Markdown bundles out of it.
#[derive(Debug, Parser)]
#[command(
    name = "galley",
    version,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = "The way through:\n  \
        galley new News.galley --sample          make a library (with articles to look around in)\n  \
        galley -l News.galley import ~/blog      bring your own articles\n  \
        galley -l News.galley list               see them\n  \
        galley -l News.galley export site --out public\n  \
        galley serve public                      look at the site\n\n\
        GALLEY_LIBRARY stands in for -l. Exit codes: 0 done, 1 failed, 2 usage, 3 stopped by the gate."
)]
pub(crate) struct Args {
    /// The library's folder
    #[arg(short, long, global = true, env = "GALLEY_LIBRARY", value_name = "LIB")]
    pub(crate) library: Option<PathBuf>,
    /// Print one JSON object; errors as one on standard error
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// An article, as a person names it.
#[derive(Debug, ClapArgs)]
pub(crate) struct Which {
    /// The article: its slug, language/slug, or id
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: String,
}

/// Several articles.
#[derive(Debug, ClapArgs)]
pub(crate) struct WhichAll {
    /// The articles: slug, language/slug, or id
    #[arg(value_name = "ARTICLE", required = true)]
    pub(crate) articles: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a library: a folder NAME.galley
    New(New),
    /// Take in a file, a folder or a zip of Markdown, as Hugo, Zola, Jekyll or Galley write it
    Import(Import),
    /// List articles, newest first
    List(List),
    /// Search headline, lead, body, tags and bylines. The last word may be unfinished; "quotes" keep words together; -word leaves out
    Search(Search),
    /// Show one article
    Show(Show),
    /// List an article's revisions
    History(Which),
    /// Make an older text the working text again; the present one is kept
    RestoreRevision(RestoreRevision),
    /// Keep the working text as a revision with a name
    Keep(Keep),
    /// Set fields of an article: headline=…, lead=…, category=…, tags=a,b, date=2023-10-19, views=56, form=on, custom.NAME=…
    Set(Set),
    /// Let articles out: from now on, or from a time on
    Release(Release),
    /// Take articles back: nothing of them goes out any more
    Unrelease(WhichAll),
    /// Move articles to draft, review or approved
    Stage(StageArgs),
    /// Put articles away
    Archive(WhichAll),
    /// Take articles out of the archive
    Unarchive(WhichAll),
    /// Put articles into the trash
    Trash(WhichAll),
    /// Take articles out of the trash
    Untrash(WhichAll),
    /// Write the static site, or a bundle
    #[command(subcommand)]
    Export(Export),
    /// Look for what a person should see to before publishing
    Check,
    /// Back the library up into one file
    Backup {
        /// The file
        file: PathBuf,
    },
    /// Put the library of a backup in place; one that stands there is kept beside it
    Restore {
        /// The backup
        file: PathBuf,
    },
    /// Check the whole library: database, references, every media file
    Verify,
    /// Show or change the library's settings: language, time-zone, review, default-target
    Settings {
        /// The setting
        key: Option<String>,
        /// Its new value
        value: Option<String>,
    },
    /// Targets: where articles go
    #[command(subcommand)]
    Target(NounCommand),
    /// Categories
    #[command(subcommand)]
    Category(NounCommand),
    /// Tags
    #[command(subcommand)]
    Tag(NounCommand),
    /// Bylines
    #[command(subcommand)]
    Byline(NounCommand),
    /// Inquiry forms
    #[command(subcommand)]
    Form(NounCommand),
    /// Markdown from a file or standard input to HTML
    Render(Render),
    /// Serve a folder on this computer only
    Serve(Serve),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct New {
    /// Where; `.galley` is added where it is missing
    #[arg(value_name = "LIB")]
    pub(crate) place: PathBuf,
    /// With a newsroom to look around in
    #[arg(long)]
    pub(crate) sample: bool,
    /// The name of its site
    #[arg(long, default_value = "")]
    pub(crate) title: String,
    /// The language that new articles are written in
    #[arg(long, default_value = "en")]
    pub(crate) language: String,
    /// The time zone of its dates, like Asia/Shanghai
    #[arg(long, default_value = "UTC")]
    pub(crate) time_zone: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    /// Files, folders or zips
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Whose form they have
    #[arg(long, value_enum, default_value_t = FromWord::Auto)]
    pub(crate) from: FromWord,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FromWord {
    /// Look and find out
    Auto,
    Hugo,
    Zola,
    Jekyll,
    /// Galley's own
    Bundle,
}

impl std::convert::From<FromWord> for From {
    fn from(word: FromWord) -> Self {
        match word {
            FromWord::Auto => Self::Auto,
            FromWord::Hugo => Self::Hugo,
            FromWord::Zola => Self::Zola,
            FromWord::Jekyll => Self::Jekyll,
            FromWord::Bundle => Self::Bundle,
        }
    }
}

/// Which articles to list or search.
#[derive(Debug, ClapArgs)]
pub(crate) struct Filter {
    /// draft, review, approved, scheduled, published or archived
    #[arg(long, value_enum)]
    pub(crate) status: Option<Status>,
    /// In a category or below it: name, slug or id
    #[arg(long)]
    pub(crate) category: Option<String>,
    /// With a tag: name, slug or id
    #[arg(long)]
    pub(crate) tag: Option<String>,
    /// In a language, like en or zh-Hans
    #[arg(long)]
    pub(crate) language: Option<String>,
    /// In the trash
    #[arg(long, conflicts_with = "status")]
    pub(crate) trash: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Status {
    Draft,
    Review,
    Approved,
    Scheduled,
    Published,
    Archived,
}

impl std::convert::From<Status> for StatusWord {
    fn from(status: Status) -> Self {
        match status {
            Status::Draft => Self::Draft,
            Status::Review => Self::Review,
            Status::Approved => Self::Approved,
            Status::Scheduled => Self::Scheduled,
            Status::Published => Self::Published,
            Status::Archived => Self::Archived,
        }
    }
}

#[derive(Debug, ClapArgs)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: usize,
    /// Go on after a page: its `next`
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Search {
    /// What to look for
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// At most so many
    #[arg(long, default_value_t = 20)]
    pub(crate) limit: usize,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Only the body, as it was written
    #[arg(long, conflicts_with = "html")]
    pub(crate) markdown: bool,
    /// Only the body, as sanitised HTML
    #[arg(long)]
    pub(crate) html: bool,
    /// As it was in a revision
    #[arg(long, value_name = "N")]
    pub(crate) revision: Option<u32>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RestoreRevision {
    #[command(flatten)]
    pub(crate) which: Which,
    /// The revision's number
    pub(crate) number: u32,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Keep {
    #[command(flatten)]
    pub(crate) which: Which,
    /// The name
    pub(crate) name: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Set {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Fields and values; `body=@FILE` takes the value from a file
    #[arg(required = true, value_name = "KEY=VALUE")]
    pub(crate) values: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Release {
    #[command(flatten)]
    pub(crate) which: WhichAll,
    /// From when on, like 2026-12-01T08:00:00+08:00
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct StageArgs {
    /// Where to
    #[arg(value_enum)]
    pub(crate) stage: StageWord,
    #[command(flatten)]
    pub(crate) which: WhichAll,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum StageWord {
    Draft,
    Review,
    Approved,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// Write the static site of a target into a folder. What may not go out is left out and counted
    Site {
        /// The folder
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The target; the library's default where none is named
        #[arg(long)]
        target: Option<String>,
    },
    /// Write articles as a folder of Markdown, or as a zip where the path ends in .zip
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

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum BundleForm {
    /// Galley's own: carries ids, media and all
    Galley,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NounCommand {
    /// List all
    List,
    /// Make one
    Add {
        /// Its name
        name: String,
        /// Fields and values, as for `set`
        #[arg(value_name = "KEY=VALUE")]
        values: Vec<String>,
    },
    /// Change one
    Set {
        /// Its name, slug or id
        name: String,
        /// Fields and values
        #[arg(required = true, value_name = "KEY=VALUE")]
        values: Vec<String>,
    },
    /// Remove one
    Remove {
        /// Its name, slug or id
        name: String,
        /// Take it off the articles that use it
        #[arg(long)]
        force: bool,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Render {
    /// The file; standard input where it is `-` or not given
    pub(crate) file: Option<PathBuf>,
    /// Plain CommonMark, NOT sanitised: to be held against the specification
    #[arg(long)]
    pub(crate) strict_commonmark: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    /// The folder
    pub(crate) folder: PathBuf,
    /// The port; any that is free where it is 0
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
}
