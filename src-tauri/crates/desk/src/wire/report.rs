//! What long work answers: by file and line, for people and for scripts.

use galley_domain::Instant;
use galley_publish::Note;
use serde::{Deserialize, Serialize, Serializer};
use ts_rs::TS;

use super::{FileNote, LeftFile, NoteView, OutboxItem, time};

/// A file that came in.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakenFile {
    /// The file, below the folder that was imported.
    pub path: String,
    /// The article that it became.
    pub article: String,
    /// `added`, `updated`, `unchanged`, or `kept both` where file and article had both changed.
    pub how: &'static str,
    /// What a person should know.
    pub notes: Vec<FileNote>,
}

/// What an import did.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// Articles that are new.
    pub added: usize,
    /// Articles that follow a changed file.
    pub updated: usize,
    /// Files that had not changed.
    pub unchanged: usize,
    /// Articles where both had changed; the file's text is kept as a revision.
    pub kept_both: usize,
    /// Articles that would have gone out, and wait for approval since the library reviews.
    pub in_review: usize,
    /// Articles to which the address that they had on the folder's own site leads on.
    pub addresses: usize,
    /// Pictures and other media that are new.
    pub media: usize,
    /// Files that were taken and about which there is something to say; the others are only counted. Of very many, the first.
    pub taken: Vec<TakenFile>,
    /// So many more remarks there are on files that are not listed.
    pub taken_more: usize,
    /// Files that were left: the first of them, where they are very many.
    pub left: Vec<LeftFile>,
    /// So many more were left that are not listed.
    pub left_more: usize,
    /// It was stopped before everything was in. What is counted here is in all the same.
    pub stopped: bool,
    /// It is a step of undo. One that replaced too much text to keep is none: the history of each article has what it was.
    pub undoable: bool,
    /// It was a bundle of Galley's own, which may bring no articles and other things all the same.
    #[serde(skip)]
    #[ts(skip)]
    pub is_bundle: bool,
}

impl ImportReport {
    /// Articles that are in the library by it, or have another text there.
    pub const fn came_in(&self) -> usize {
        self.added + self.updated + self.kept_both
    }
}

/// Long work of the window's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Work {
    /// Bringing articles in.
    Import,
    /// Bringing the articles of a server in.
    Pull,
    /// Writing the site.
    Site,
    /// Writing a bundle.
    Bundle,
    /// Changing many articles at once, or taking that back.
    Shelf,
    /// Looking at articles, at the site that was written, or at where links lead.
    Check,
}

/// What long work is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WorkStage {
    /// An import finds its files.
    Looking,
    /// A pull reads the list of what is there.
    Listing,
    /// An import reads them.
    Reading,
    /// An import writes articles into the library.
    Importing,
    /// An export reads what lists need.
    Library,
    /// An export writes the pages of articles.
    Articles,
    /// An export writes lists, feeds and the rest.
    Lists,
    /// An export files words for readers who search.
    Search,
    /// An export copies media.
    Media,
    /// An export puts the new files in place: it can no longer be stopped.
    Switching,
    /// A bundle's articles are written.
    Bundle,
    /// A backup copies the database.
    Database,
    /// A backup packs the files of media.
    Packing,
    /// What is there is read and compared.
    Checking,
    /// Articles are changed, all in one step.
    Changing,
}

impl WorkStage {
    /// As the command line says it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Looking => "looking through the folder",
            Self::Listing => "reading the list of articles",
            Self::Reading => "reading",
            Self::Importing => "importing",
            Self::Library => "reading the library",
            Self::Articles => "rendering articles",
            Self::Lists => "rendering lists and feeds",
            Self::Search => "filing words for search",
            Self::Media => "copying media",
            Self::Switching => "putting the new files in place",
            Self::Bundle => "writing articles",
            Self::Database => "copying the database",
            Self::Packing => "packing media",
            Self::Checking => "checking",
            Self::Changing => "changing articles",
        }
    }
}

/// How far long work is.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkProgress {
    /// Which.
    pub work: Work,
    /// What it is doing.
    pub stage: WorkStage,
    /// So many are done.
    pub done: usize,
    /// Of so many, where that is known.
    pub total: Option<usize>,
}

/// What a site's counter said.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CountReport {
    /// Articles that it was asked for.
    pub asked: usize,
    /// Those for which it had a number.
    pub counted: usize,
    /// Those whose number is another one now.
    pub changed: usize,
    /// Why it could not be asked, or not for all. What it said before stands.
    pub failure: Option<String>,
}

/// What an export did.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportReport {
    /// Where it stands.
    pub path: String,
    /// Articles and pages that went out.
    pub articles: usize,
    /// Articles that did not: drafts and others that may not go out yet.
    pub held: usize,
    /// Files that were written.
    pub written: usize,
    /// Files that were the same.
    pub unchanged: usize,
    /// Files of the last export that are no longer needed.
    pub removed: usize,
    /// Bytes that were written.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What a person should look at.
    pub notes: Vec<String>,
}

/// Something that a person should look at before publishing.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// The article.
    pub article: String,
    /// Its headline.
    pub headline: String,
    /// Its language and slug, by which the command line finds it; empty where it is about no article.
    pub named: String,
    /// The line in the body, where it is about one.
    pub line: Option<u32>,
    /// Whether it stops a publish.
    pub stops: bool,
    /// What it is, as a word for scripts.
    pub check: &'static str,
    /// What it is about, where that has a name: an address, a path, an element.
    pub about: String,
    /// What it is, as a sentence.
    pub message: String,
}

/// What publishing an article did, or would do.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Publication {
    /// The target's name.
    pub target: String,
    /// The article.
    pub article: String,
    /// Its headline.
    pub headline: String,
    /// What is done there.
    pub step: PublishStep,
    /// Whether what is taken off is deleted there, past its trash.
    pub for_good: bool,
    /// How far it came.
    pub state: PublishState,
    /// Pictures that were sent.
    pub uploads: usize,
    /// Where readers find it.
    pub url: Option<String>,
    /// From when on the server shows it by itself.
    #[serde(serialize_with = "as_time")]
    #[ts(type = "string | null")]
    pub live_at: Option<Instant>,
    /// What a person should know, in English: scripts read it. The window is told by its job.
    #[serde(serialize_with = "in_sentences")]
    #[ts(type = "Array<string>")]
    pub notes: Vec<Note>,
}

fn as_time<'a, S: Serializer>(at: impl Into<Option<&'a Instant>>, to: S) -> Result<S::Ok, S::Error> {
    at.into().map(|at| time(*at)).serialize(to)
}

fn in_sentences<S: Serializer>(notes: &[Note], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(notes.iter().map(ToString::to_string))
}

/// What is done to an article at a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum PublishStep {
    Create,
    Update,
    Remove,
    Nothing,
}

/// How far it came: what was sent is not yet what readers see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum PublishState {
    Planned,
    Sent,
    Verified,
}

/// A server that articles go to, and what is known of one there.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct PublishPlace {
    /// The target's id.
    pub id: String,
    /// The target's name.
    pub name: String,
    /// What kind of server it is.
    pub kind: ServerWord,
    /// Where the site stands.
    pub address: String,
    /// Who writes there, where a name says it.
    pub user: Option<String>,
    /// Whether its password is at hand.
    pub signed_in: bool,
    /// Whether that is for as long as the app runs only, since no keychain takes it.
    pub for_now: bool,
    /// Whether one is kept that the server did not take when it was shown last.
    pub refused: bool,
    /// Whether it takes the article's working text, by its language, category and tags.
    pub takes: bool,
    /// How far the article came; none where it was never sent.
    pub state: Option<LedgerWord>,
    /// Whether what was sent is the text that is released.
    pub current: bool,
    /// When.
    pub at: Option<String>,
    /// From when on the server shows it by itself.
    pub live_at: Option<String>,
    /// What a person should know of how it stands there.
    pub notes: Vec<NoteView>,
    /// Where readers find it.
    pub url: Option<String>,
    /// Its newest job there.
    pub job: Option<OutboxItem>,
}

/// What kind of server it is: what it asks for to let someone write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ServerWord {
    /// An account's name and an application password.
    Wordpress,
    /// An Admin API key.
    Ghost,
    /// A token.
    Micropub,
    /// What its recipe says.
    Http,
}

/// How far an article came at a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum LedgerWord {
    Sending,
    Sent,
    Verified,
    Removed,
}
