//! The wire: what windows and scripts see. The command line's `--json` and the window's bridge speak the same.
//!
//! Names are the vocabulary's in camel case; times are RFC 3339 in UTC; ids are UUIDs as text. TypeScript is generated
//! from these types into `ui/src/wire/index.ts`; a test fails where the committed file differs.

mod board;
mod doctor;
mod generated;
mod going;
mod left;
mod outbox;
mod own;
mod plan;
mod preview;
mod recipe;
mod remark;
mod report;
mod site;
mod spelling;
mod target;
mod theirs;
mod writing;

use galley_domain::{ArticleId, Instant, Kind, Status, TimeZone};
use galley_store::OrderBy;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use board::{Board, BoardLine, BoardPlace};
pub use doctor::{DoctorNote, DoctorOutcome, DoctorReport, DoctorStep, DoctorWord, OfPassword};
pub use going::{Going, GoingPlace};
pub use left::{LeftFile, LeftReason};
pub use outbox::{
    JobStateWord, JobStepWord, NoteName, NoteView, OutboxCounts, OutboxItem, OutboxPage, StandingWord,
    WhyWord, WishWord,
};
pub use own::{BackupState, BackupView, Beginning, LibrarySettings, PutBack, RecentLibrary, SettingsShown};
pub use plan::{Plan, PlanStep};
pub use preview::{PreviewPage, PreviewPatch, PreviewPicture, PreviewSheet};
pub use recipe::{LackWord, RecipeFlaw, RecipeRequest, RecipeView, ShippedRecipe};
pub use remark::{FileNote, RemarkReason};
pub use report::{
    CountReport, ExportReport, Finding, ImportReport, LedgerWord, Publication, PublishPlace, PublishState,
    PublishStep, ServerWord, TakenFile, Work, WorkProgress, WorkStage,
};
pub use site::{SiteBack, SiteDiff, SitePaths, SiteRelease, SiteReleases};
pub use spelling::{DictionaryShelf, SpellingOf, Spelt};
pub use target::{CounterTried, FormSettings, SiteChoice, SiteSettings, SiteShades, TargetSettings};
pub use theirs::{ComparedPart, Comparison, PartField, WhoWord};
pub use writing::{
    ArticleText, CategoryShelf, Compared, ComparedField, CoverPicture, CoverView, FieldWord, HalfTyped, How,
    LanguageShelf, Made, Pasted, PictureTaken, Piece, Replayed, Saved, Shelves, TagShelf, TextCounts,
    VersionView,
};

use crate::error::{Code, Tone};

/// What kind of change was made: names the step in "Undo …".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Op {
    NewArticle,
    Write,
    Fields,
    Release,
    Unrelease,
    DropChange,
    Stage,
    Archive,
    Trash,
    Untrash,
    /// Out of the trash for good. It is never a step of undo.
    Delete,
    RestoreRevision,
    TakeTheirs,
    Nouns,
    Settings,
    HouseWords,
    Media,
    /// What of a picture stays visible.
    Focal,
    Import,
}

/// What a window shows that may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ChangeTag {
    Articles,
    Categories,
    Tags,
    Bylines,
    Targets,
    Settings,
    /// A text was saved, and with it what its page has of the library is otherwise: where its links lead, which pictures it shows, its
    /// address.
    References,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// By which operation.
    pub op: Op,
    /// What kinds of things.
    pub tags: Vec<ChangeTag>,
    /// Which articles.
    #[ts(type = "string[]")]
    #[serde(serialize_with = "ids")]
    pub articles: Vec<ArticleId>,
}

fn ids<S: serde::Serializer>(ids: &[ArticleId], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(ids.iter().map(ToString::to_string))
}

/// A status as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase", rename = "Status")]
#[ts(rename = "Status")]
#[expect(missing_docs, reason = "the statuses of the domain")]
pub enum StatusWord {
    Draft,
    Review,
    Approved,
    Scheduled,
    Published,
    Archived,
}

impl From<Status> for StatusWord {
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

impl From<StatusWord> for Status {
    fn from(word: StatusWord) -> Self {
        match word {
            StatusWord::Draft => Self::Draft,
            StatusWord::Review => Self::Review,
            StatusWord::Approved => Self::Approved,
            StatusWord::Scheduled => Self::Scheduled,
            StatusWord::Published => Self::Published,
            StatusWord::Archived => Self::Archived,
        }
    }
}

/// Article or page, as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase", rename = "Kind")]
#[ts(rename = "Kind")]
#[expect(missing_docs, reason = "the kinds of the domain")]
pub enum KindWord {
    Article,
    Page,
}

impl From<Kind> for KindWord {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Article => Self::Article,
            Kind::Page => Self::Page,
        }
    }
}

/// How many articles have a status.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatusCount {
    /// The status.
    pub status: StatusWord,
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
}

/// A library at a glance.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LibraryStatus {
    /// Its name: the folder's, without `.galley`.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// How many articles are not in the trash.
    #[ts(type = "number")]
    pub articles: u64,
    /// How many there are of each status, all of them, in the order of an article's life.
    pub by_status: Vec<StatusCount>,
    /// How many are in the trash.
    #[ts(type = "number")]
    pub trashed: u64,
    /// Whether it may only be read.
    pub read_only: bool,
    /// Whether another program has it open, too.
    pub open_elsewhere: bool,
}

/// Which articles. What is null is not asked for; without anything: all but the trash.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ArticleFilter {
    /// With this status.
    pub status: Option<StatusWord>,
    /// In the trash.
    pub trashed: bool,
    /// In this language.
    pub language: Option<String>,
    /// In this category or below it: by id, slug or name.
    pub category: Option<String>,
    /// With this tag: by id, slug or name.
    pub tag: Option<String>,
}

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum OrderWord {
    /// The printed date, newest first.
    #[default]
    Date,
    /// When it was last saved, newest first.
    Changed,
    /// The headline, from A on.
    Headline,
    /// How many words it has, longest first.
    Words,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ListOrder {
    /// What it goes by.
    pub by: OrderWord,
    /// The other way round.
    pub reversed: bool,
}

impl From<ListOrder> for galley_store::Order {
    fn from(order: ListOrder) -> Self {
        let by = match order.by {
            OrderWord::Date => OrderBy::Date,
            OrderWord::Changed => OrderBy::Changed,
            OrderWord::Headline => OrderBy::Headline,
            OrderWord::Words => OrderBy::Words,
        };
        Self { by, reversed: order.reversed }
    }
}

/// What the date of a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum DateKind {
    /// When it was or will be dated.
    Published,
    /// When it goes out.
    Scheduled,
    /// When it was made; it has no date yet.
    Changed,
}

/// An article as a line in a list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleRow {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub headline: String,
    /// Its lead.
    pub lead: String,
    /// Its slug.
    pub slug: String,
    /// Its language.
    pub language: String,
    /// Article or page.
    pub kind: KindWord,
    /// Its status.
    pub status: StatusWord,
    /// The name of its category, in its language.
    pub category: Option<String>,
    /// Its words.
    pub words: u32,
    /// Its printed date.
    pub date: String,
    /// What the date says.
    pub date_kind: DateKind,
    /// When it was last saved.
    pub modified: String,
    /// Published, with changes that are not.
    pub has_changes: bool,
    /// When a change to it takes the place of what readers have, where one waits.
    pub pending: Option<String>,
    /// Until when an embargo holds it back, where one lies ahead.
    pub embargo: Option<String>,
    /// Where it stands with the servers that it goes to; none where it was never sent.
    pub standing: Option<StandingWord>,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticlePage {
    /// Its articles, in the order that was asked for.
    pub articles: Vec<ArticleRow>,
    /// Where the next page begins: hand it in as `after`.
    pub next: Option<String>,
}

/// A piece of text, and whether it is what was searched for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// The text.
    pub text: String,
    /// Whether it was found.
    pub hit: bool,
}

/// An article that was found.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// The article.
    pub article: ArticleRow,
    /// Its headline, in pieces.
    pub headline: Vec<Mark>,
    /// Where it was found, in pieces.
    pub snippet: Vec<Mark>,
}

/// What was found, best first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchReply {
    /// The hits.
    pub hits: Vec<SearchHit>,
    /// Whether there may be more: than were asked for, or among older articles, which were not looked at.
    pub more: bool,
}

/// An article to read.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleView {
    /// As a line.
    pub article: ArticleRow,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The names of its tags.
    pub tags: Vec<String>,
    /// The names of its bylines.
    pub bylines: Vec<String>,
    /// Its slugs of former releases.
    pub former_slugs: Vec<String>,
    /// Views counted before Galley.
    #[ts(type = "number | null")]
    pub view_base: Option<u64>,
    /// How long it takes to read, in minutes, one at least.
    pub reading_minutes: u32,
    /// The version of its working text.
    #[ts(type = "number")]
    pub version: u64,
    /// The number of the released revision.
    pub released: Option<u32>,
    /// The source it translates, and whether that moved on since: `current`, `stale` or `unknown`.
    pub translation: Option<TranslationView>,
    /// Its translations.
    pub translations: Vec<ArticleRow>,
    /// The body, Markdown.
    pub markdown: String,
    /// The body, sanitised HTML.
    pub html: String,
}

/// What an article translates.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TranslationView {
    /// The id of the source.
    pub source: String,
    /// Whether the source moved on since: `current`, `stale` or `unknown`.
    pub staleness: &'static str,
}

/// A revision in an article's history.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RevisionView {
    /// Its number.
    pub number: u32,
    /// When its text was last saved.
    pub made: String,
    /// Who saved it.
    pub author: String,
    /// On which machine.
    pub device: String,
    /// Why it was kept.
    pub reason: &'static str,
    /// The name that it was given.
    pub name: Option<String>,
    /// The headline then.
    pub headline: String,
    /// Its words.
    pub words: u32,
    /// Whether it is the released one.
    pub released: bool,
    /// When it is to be, where it waits for its time.
    pub goes_out: Option<String>,
}

/// An error as a window gets it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// What the window acts on.
    pub code: Code,
    /// How it is said.
    pub tone: Tone,
    /// The sentence in English, for the log and for scripts. The window makes its own.
    pub message: String,
    /// The headline of the article that stopped what was to be done with several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub about: Option<String>,
    /// What stops an article, in words that can be said in any language, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<Box<NoteView>>,
}

impl Failure {
    /// A failure that is about no single article.
    pub fn new(code: Code, tone: Tone, message: impl Into<String>) -> Self {
        Self { code, tone, message: message.into(), about: None, note: None }
    }
}

impl From<&crate::DeskError> for Failure {
    fn from(error: &crate::DeskError) -> Self {
        let about = error.headline().map(str::to_owned);
        let note = error.note().map(|note| Box::new(note.into()));
        Self { about, note, ..Self::new(error.code(), error.tone(), error.to_string()) }
    }
}

impl From<crate::DeskError> for Failure {
    fn from(error: crate::DeskError) -> Self {
        Self::from(&error)
    }
}

/// An instant on the wire.
pub(crate) fn time(instant: Instant) -> String {
    TimeZone::UTC.rfc3339(instant)
}
