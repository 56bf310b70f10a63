//! What the user wrote. Every command has one sentence and an example; the first help shows the way through.
//!
//! Here: the commands and their groups. What each takes stands in a file per group.

mod articles;
mod help;
mod library;
mod nouns;
mod ways_out;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub(crate) use articles::{
    Add, Delete, Filter, Keep, List, Release, RestoreRevision, Search, Set, Show, StageArgs, Translate,
    Unrelease, Which, WhichAll,
};
pub(crate) use help::parse;
pub(crate) use library::{Backup, BackupsCommand, File, Import, New, Rename, SettingArgs};
pub(crate) use nouns::Kind;
pub(crate) use nouns::{AddNoun, NounCommand, OldNoun, TargetCommand, TargetRecipe, WordsCommand};
pub(crate) use ways_out::{
    Board, Export, Outbox, OutboxArgs, Publish, Pull, Render, Serve, SiteRelease, Unpublish,
};

/// Galley without its window: articles in a library on your own disk; a static site and Markdown bundles out of it.
#[derive(Debug, Parser)]
#[command(name = "galley", version, arg_required_else_help = true, max_term_width = 100)]
pub(crate) struct Args {
    /// The library's folder
    #[arg(short, long, global = true, env = "GALLEY_LIBRARY", hide_env_values = true, value_name = "LIB")]
    pub(crate) library: Option<PathBuf>,
    /// Answer with one JSON object; errors come as one on standard error
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a library: a folder NAME.galley
    #[command(after_help = "Example: galley new News.galley --sample")]
    New(New),
    /// Show the library's settings, or change one
    #[command(after_help = "Example: galley -l News.galley settings time-zone Asia/Shanghai")]
    Settings(SettingArgs),
    /// Give the library another name
    #[command(
        after_help = "Its folder is NAME.galley then; backups, the list of libraries and the site's folder stay with it.\n\
        Example: galley -l News.galley rename 'Evening News'"
    )]
    Rename(Rename),
    /// Look for what a person should see to before publishing
    #[command(
        after_help = "Exit code 3 where something stops a publish.\nExample: galley -l News.galley check\n         galley -l News.galley check --external"
    )]
    Check {
        /// Look also whether something is still there where links lead out: each address once, each host one at a time
        #[arg(long)]
        external: bool,
    },
    /// Copy the library with its media into one file
    #[command(after_help = "Others may go on writing meanwhile. It counts as made when it was read back.\n\
        A file that is there already is left as it is, unless --replace is said.\n\
        Example: galley -l News.galley backup News-monday.zip")]
    Backup(Backup),
    /// Put the library of a backup in place
    #[command(
        after_help = "One that stands there is kept beside it.\nExample: galley -l News.galley restore News-monday.zip"
    )]
    Restore(File),
    /// The backups that the window makes by itself
    #[command(subcommand)]
    Backups(BackupsCommand),
    /// Check that the library is whole
    #[command(
        after_help = "Looks at the database, every reference and every file of media. Exit code 1 where something is not.\nExample: galley -l News.galley verify"
    )]
    Verify,

    /// Take in Markdown: files, folders, zips
    #[command(
        after_help = "As Hugo, Zola, Jekyll and Galley itself write it. Importing a folder again takes only what changed in it.\n\
        Example: galley -l News.galley import ~/blog/content --from hugo"
    )]
    Import(Import),
    /// Write the static site, or a bundle
    #[command(subcommand)]
    Export(Export),
    /// Take in the articles and pages of a server
    #[command(
        after_help = "With their pictures, drafts as drafts; publishing them updates them there. Doing it again takes what is new or changed.\n\
        Example: galley -l News.galley pull blog"
    )]
    Pull(Pull),
    /// Publish articles to a server, or update them there
    #[command(
        after_help = "Only what is released goes out. Doing it again updates; where nothing changed, nothing is sent.\n\
        The password is read from GALLEY_PASSWORD, from the system's keychain (`target test` puts it there), or typed.\n\
        Where several servers want one, GALLEY_PASSWORD is not read, since it is one server's.\n\
        Example: galley -l News.galley publish ten-years-on --plan"
    )]
    Publish(Publish),
    /// Take articles off a server
    #[command(after_help = "They go into the trash there; here they stay as they are.\n\
        Example: galley -l News.galley unpublish ten-years-on")]
    Unpublish(Unpublish),
    /// What is live where: articles by servers
    #[command(
        after_help = "By what Galley sent and read back; no server is asked. Those that are in the library no longer stand first.\n\
        Example: galley -l News.galley board --troubled"
    )]
    Board(Board),
    /// What is on its way to servers
    Outbox(OutboxArgs),
    /// Serve a folder to this computer only, to look at a site
    #[command(after_help = "Example: galley serve public --port 8080")]
    Serve(Serve),
    /// Turn Markdown from a file or standard input into HTML
    #[command(after_help = "Example: galley render article.md > article.html")]
    Render(Render),

    /// Make an article, a draft
    #[command(
        after_help = "Example: galley -l News.galley add 'Ten years on' lead='What came of it.' body=@text.md"
    )]
    Add(Add),
    /// List articles, newest first
    #[command(after_help = "Example: galley -l News.galley list --status draft --language zh")]
    List(List),
    /// Search headline, lead, body, tags and bylines
    #[command(
        after_help = "The last word may be unfinished. \"Quotes\" keep words together, -word leaves out.\n\
        Example: galley -l News.galley search 'silk road'"
    )]
    Search(Search),
    /// Show an article
    #[command(after_help = "Example: galley -l News.galley show ten-years-on --markdown > ten-years-on.md")]
    Show(Show),
    /// Set fields of an article
    #[command(
        after_help = "Example: galley -l News.galley set ten-years-on category=News date=2023-10-19 views=56"
    )]
    Set(Set),
    /// Make a translation: a draft in another language
    #[command(
        after_help = "It has the source's text to write over. `check` tells when the source has changed since;\n\
        `set ARTICLE translates=SOURCE` says that it is in step again, and makes a translation of an article that is there.\n\
        Example: galley -l News.galley translate ten-years-on zh"
    )]
    Translate(Translate),
    /// Let articles out, now or later; the releases of a site
    #[command(
        after_help = "Of an article that readers have already, --at is the time of its changes: they keep what they have until then.\n\
        An article whose address is the name of one of these commands is named en/list, with its language.\n\
        Example: galley -l News.galley release ten-years-on --at '2026-12-01 08:00'"
    )]
    Release(Release),
    /// Take articles back: nothing of them goes out any more
    #[command(
        after_help = "The next export removes their pages. With --change only a change that waits for its time is taken back.\n\
        Example: galley -l News.galley unrelease ten-years-on"
    )]
    Unrelease(Unrelease),
    /// Move articles to draft, review or approved
    #[command(after_help = "Example: galley -l News.galley stage review ten-years-on")]
    Stage(StageArgs),
    /// Put articles away
    #[command(after_help = "Example: galley -l News.galley archive ten-years-on")]
    Archive(WhichAll),
    /// Take articles out of the archive
    #[command(after_help = "Example: galley -l News.galley unarchive ten-years-on")]
    Unarchive(WhichAll),
    /// Put articles into the trash
    #[command(after_help = "`list --trash` shows them.\nExample: galley -l News.galley trash ten-years-on")]
    Trash(WhichAll),
    /// Take articles out of the trash
    #[command(after_help = "Example: galley -l News.galley untrash ten-years-on")]
    Untrash(WhichAll),
    /// Delete articles in the trash for good
    #[command(
        after_help = "With their versions, and the pictures that nothing else uses; nothing brings them back but a backup that was made before.\n\
        Their addresses are not given out again. Without --for-good it is only said what would go.\n\
        Example: galley -l News.galley delete ten-years-on --for-good\n         galley -l News.galley delete --all"
    )]
    Delete(Delete),

    /// List an article's revisions
    #[command(after_help = "Example: galley -l News.galley history ten-years-on")]
    History(Which),
    /// Keep the working text as a revision with a name
    #[command(after_help = "Example: galley -l News.galley keep ten-years-on 'as sent to legal'")]
    Keep(Keep),
    /// Make an older text the working text again
    #[command(
        after_help = "The present one is kept as a revision first.\nExample: galley -l News.galley restore-revision ten-years-on 3"
    )]
    RestoreRevision(RestoreRevision),

    /// Categories, a tree
    #[command(subcommand)]
    Category(NounCommand),
    /// Tags
    #[command(subcommand)]
    Tag(NounCommand),
    /// Bylines: persons and desks
    #[command(subcommand)]
    Byline(NounCommand),
    /// Targets: where articles go
    #[command(subcommand)]
    Target(TargetCommand),
    /// Inquiry forms
    #[command(subcommand)]
    Form(NounCommand),
    /// House words: names and brands that spelling takes as right
    #[command(subcommand)]
    Words(WordsCommand),
}
