//! What an export says: while it runs, when it is done, and when it fails.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use galley_domain::ArticleId;
use serde::{Deserialize, Serialize};

use crate::SourceError;

/// What kind of file a site consists of, in the order in which they are put in place: what is referred to stands
/// before what refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Style sheets and pictures of the theme.
    Asset,
    /// Pictures and other files of articles.
    Media,
    /// Articles.
    Article,
    /// Standing pages.
    Page,
    /// Former addresses.
    Redirect,
    /// Home, categories, tags, bylines, archive.
    List,
    /// Feeds.
    Feed,
    /// Sitemap, robots, redirect table, search, the page for what is not found.
    Index,
}

impl Part {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Asset,
        Self::Media,
        Self::Article,
        Self::Page,
        Self::Redirect,
        Self::List,
        Self::Feed,
        Self::Index,
    ];

    /// A word for scripts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Media => "media",
            Self::Article => "article",
            Self::Page => "page",
            Self::Redirect => "redirect",
            Self::List => "list",
            Self::Feed => "feed",
            Self::Index => "index",
        }
    }
}

/// What an export is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Reading what lists need.
    Reading,
    /// Rendering articles and pages.
    Articles,
    /// Rendering lists, feeds and the rest.
    Lists,
    /// Filing words for readers who search.
    Search,
    /// Copying media, and drawing cards.
    Media,
    /// Putting the new files in place. It can no longer be cancelled, only finished.
    Switching,
}

/// Hears how far an export is. Called from several threads.
pub trait Progress: Sync {
    /// So many of so many are done at this stage; `total` is 0 while it is not known.
    fn at(&self, stage: Stage, done: u64, total: u64);
}

/// Hears nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn at(&self, _: Stage, _: u64, _: u64) {}
}

/// Something that a person should look at. What [`stops`](Problem::stops) keeps the site from being written; the rest went
/// into it, but not as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error)]
pub enum Problem {
    /// `TK` in a text that would go out: something is still to come there.
    #[error("{headline:?}, line {line}: TK, something is still to come here")]
    Placeholder {
        /// The article.
        article: ArticleId,
        /// Its headline.
        headline: String,
        /// The line of its body, counted from 1.
        line: usize,
    },
    /// Its address was taken.
    #[error("an article stands at /{got}/: the address /{wanted}/ was taken, or is the site's own")]
    Moved {
        /// The article.
        article: ArticleId,
        /// Its own address.
        wanted: String,
        /// The one it got.
        got: String,
    },
    /// A link within the library leads to no article that goes out.
    #[error("{named}: the link {href:?} leads to no page of this site")]
    Link {
        /// The article.
        article: ArticleId,
        /// Its language and slug.
        named: String,
        /// As written.
        href: String,
    },
    /// A picture is not in the library, or what is there in its place is a file of another kind, which no page shows.
    #[error("{named}: the picture {path:?} is not in the library, or is none that pages show")]
    Picture {
        /// The article.
        article: ArticleId,
        /// Its language and slug.
        named: String,
        /// As written.
        path: String,
    },
    /// A former address cannot be a file, or is taken.
    #[error("no redirect from {alias:?} to {path}: {why}")]
    Alias {
        /// The article.
        article: ArticleId,
        /// Where it stands.
        path: String,
        /// As written.
        alias: String,
        /// What is wrong with it.
        why: String,
    },
    /// Nobody has said where the site will stand.
    #[error(
        "every page says that it stands at {base_url}: say where the site will stand, in its settings or by `target set site base-url=…`"
    )]
    NoAddress {
        /// What stands in its place.
        base_url: String,
    },
    /// An entry of a menu leads to nothing of the site.
    #[error("the menu ({language}) leads from {label:?} to {url:?}, which is no page of this site")]
    Menu {
        /// The language whose menu it is.
        language: String,
        /// What it says.
        label: String,
        /// As it was set.
        url: String,
    },
    /// A file of the library is not what its hash says, or cannot be read.
    #[error("the file {path} was left out: {why}")]
    Media {
        /// Where it would stand in the site.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// A picture that no smaller ones can be made of.
    #[error("the picture {path} has one size only: it is damaged, moves, or is too large to be made smaller")]
    Unreadable {
        /// Where it stands in the site.
        path: String,
    },
}

impl Problem {
    /// Whether it stops the export. Those that do stand first where problems are sorted.
    pub fn stops(&self) -> bool {
        matches!(self, Self::Placeholder { .. })
    }
}

/// What an export did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Files of the site, by kind.
    pub parts: BTreeMap<Part, u64>,
    /// Files of the site in all.
    pub files: u64,
    /// Bytes of the site in all.
    pub bytes: u64,
    /// Files that were new or differed.
    pub written: u64,
    /// Bytes of these.
    pub written_bytes: u64,
    /// Files that stayed as they were.
    pub unchanged: u64,
    /// Files of the last export that this one has not.
    pub removed: u64,
    /// What went in differently than written, sorted; at most [`Report::PROBLEMS_MAX`].
    pub problems: Vec<Problem>,
    /// How many problems there are in all.
    pub problem_count: u64,
    /// Whether a file of the library could not be read, listed or not.
    pub(crate) lacks_media: bool,
}

impl Report {
    /// Most problems that a report lists.
    pub const PROBLEMS_MAX: usize = 1_000;
}

/// Why there is no new site. Each one says what stands in the folder now.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Cancelled in time.
    #[error("the export was cancelled; the folder is as it was")]
    Cancelled,
    /// A text that would go out has what stops it.
    #[error(
        "stopped by the gate: {first}{}. Mend it and publish the article again, or take it back; nothing was written",
        more(*.count)
    )]
    Stopped {
        /// The first such problem.
        first: Box<Problem>,
        /// How many there are.
        count: usize,
    },
    /// No place for a site.
    #[error("{0} cannot hold a site: {1}. Choose another folder; nothing was written")]
    BadFolder(PathBuf, &'static str),
    /// Another export is at work there.
    #[error("another export is writing to {0}; wait until it is done. Nothing was written")]
    Busy(PathBuf),
    /// Files that are not of Galley stand where a file of the site belongs.
    #[error(
        "{count} files in the way that Galley did not write, the first is {first}. Move them away or choose another \
         folder; nothing was written"
    )]
    InTheWay {
        /// The first of them.
        first: String,
        /// How many there are.
        count: usize,
    },
    /// The list of the last export cannot be trusted.
    #[error(
        "the list of Galley's files in {0} is damaged (line {1}). Choose a new folder, or remove that file and all \
         that Galley wrote beside it; nothing was written"
    )]
    BadManifest(PathBuf, usize),
    /// The settings of the target.
    #[error(
        "the site's address {0:?} is no http or https URL; correct it in the target's settings. Nothing was written"
    )]
    BadBaseUrl(String),
    /// The library.
    #[error("{0}. The folder is as it was")]
    Source(#[from] SourceError),
    /// The theme.
    #[error("{0}. The folder is as it was")]
    Theme(#[from] crate::ThemeError),
    /// Galley has written no site there.
    #[error("there is no site at {0}: name the folder that a site was written into")]
    NoSite(PathBuf),
    /// There is no such release.
    #[error("{folder} has no release {number}. Nothing was changed")]
    NoRelease {
        /// The site's.
        folder: PathBuf,
        /// What was asked for.
        number: u64,
    },
    /// A file of a release is gone, or is another one.
    #[error(
        "release {number} is not whole: {path} is gone or damaged. The folder is as it was; go back to another release, or export again"
    )]
    Lost {
        /// The release.
        number: u64,
        /// Its file.
        path: String,
    },
    /// The disk, before anything was changed.
    #[error("{path} could not be written: {}. The folder is as it was", reason(.error))]
    Disk {
        /// Where.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// The disk, while new files were put in place.
    #[error(
        "the new site is complete, but {path} could not be put in place: {}. The next export or start finishes it; \
         until then the folder holds old and new files", reason(.error)
    )]
    Unfinished {
        /// Where.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
}

fn more(count: usize) -> String {
    if count > 1 { format!(" (and {} more like it)", count - 1) } else { String::new() }
}

/// What the system says, in words where it is what happens to people: no room.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full; make room and export again".to_owned(),
        _ => error.to_string(),
    }
}

impl ExportError {
    /// For `map_err`: an error of the disk at a path.
    pub(crate) fn disk(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |error| Self::Disk { path: path.to_owned(), error }
    }
}
