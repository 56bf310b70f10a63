//! What windows and scripts see of the outbox.

use galley_publish::{Note, NoteWord};
use galley_store::{JobState, JobStep, Standing, Why, Wish};
use serde::Serialize;
use ts_rs::TS;

/// A job of the outbox.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OutboxItem {
    /// Its number: jobs are done in this order.
    #[ts(type = "number")]
    pub id: i64,
    /// The article.
    pub article: String,
    /// Its headline, as it is now.
    pub headline: String,
    /// The target.
    pub target: String,
    /// The target's name; empty where it is gone.
    pub target_name: String,
    /// What is to be done.
    pub wish: WishWord,
    /// Where it stands.
    pub state: JobStateWord,
    /// What was begun last.
    pub step: JobStepWord,
    /// Pictures that are to be sent.
    pub pictures: u32,
    /// How many of them were.
    pub sent: u32,
    /// Why it waits, or why it failed.
    pub why: Option<WhyWord>,
    /// The same as a sentence in English; of one that is done, what a person should know.
    pub detail: Option<String>,
    /// What a person should know of one that is done or waits, or why it failed, in words that can be said in any language; nothing where
    /// `why` says all.
    pub notes: Vec<NoteView>,
    /// When it is tried next.
    pub due: String,
    /// When it was to be done: when it was asked for, or at the article's time.
    pub meant_for: String,
    /// Whether that is long past, and it has not ended.
    pub overdue: bool,
    /// Whether what waits is a change to an article that stands there already.
    pub change: bool,
    /// Whether readers get what was sent last.
    pub verified: bool,
    /// Where readers find it.
    pub url: Option<String>,
    /// When it ended.
    pub ended: Option<String>,
}

/// How many jobs there are: the list has no more than the first thousand.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OutboxCounts {
    /// Whatever became of them.
    pub all: u32,
    /// That need a person.
    pub failed: u32,
    /// On their way: not those that wait for a time.
    pub open: u32,
    /// That have not ended long after their time.
    pub overdue: u32,
    /// That wait for the network.
    pub offline: u32,
    /// That were done.
    pub done: u32,
    /// That are tried sooner where all are tried again.
    pub again: u32,
}

impl From<galley_store::OutboxCounts> for OutboxCounts {
    fn from(counts: galley_store::OutboxCounts) -> Self {
        let galley_store::OutboxCounts { all, failed, open, overdue, offline, done, again } = counts;
        Self { all, failed, open, overdue, offline, done, again }
    }
}

/// The jobs of the outbox, with how many there are.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OutboxPage {
    /// Those first that need a person, last what was done.
    pub jobs: Vec<OutboxItem>,
    /// Of all, listed or not.
    pub counts: OutboxCounts,
}

/// What a person should know of how an article stands at a server.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename = "Note")]
#[ts(rename = "Note")]
pub struct NoteView {
    /// What it is.
    pub word: NoteName,
    /// What it is about; empty where the word says all.
    pub what: String,
    /// What further there is to say; mostly empty.
    pub more: String,
    /// All of it in English, for scripts.
    pub text: String,
}

impl From<Note> for NoteView {
    fn from(note: Note) -> Self {
        let text = note.to_string();
        Self { word: note.word.into(), what: note.what, more: note.more, text }
    }
}

macro_rules! words {
    ($($(#[doc = $doc:literal])* $name:ident $short:literal = $of:ident { $($variant:ident,)* })*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
        #[serde(rename_all = "snake_case", rename = $short)]
        #[ts(rename = $short)]
        #[expect(missing_docs, reason = "the words of the store")]
        pub enum $name {
            $($variant,)*
        }

        impl From<$of> for $name {
            fn from(word: $of) -> Self {
                match word {
                    $($of::$variant => Self::$variant,)*
                }
            }
        }
    )*};
}

words! {
    /// What a job is for.
    WishWord "Wish" = Wish { Publish, Remove, Hold, }
    /// Where a job stands.
    JobStateWord "JobState" = JobState { Waiting, Running, Done, Failed, }
    /// What was begun last.
    JobStepWord "JobStep" = JobStep { Queued, Reading, Pictures, Sending, Proof, }
    /// Why a job waits or failed.
    WhyWord "Why" = Why { Offline, Busy, Unknown, Password, Scheduled, SignIn, Changed, Gate, Private, Stranger, Unseen, CannotLook, Refused, }
    /// Where an article stands with all its targets together: the one that most needs to be looked at.
    StandingWord "Standing" = Standing { Failed, Overdue, Waiting, Changed, Sent, Noted, Verified, }
    /// What a note says.
    NoteName "NoteWord" = NoteWord {
        OtherAddress, DateAhead, KeptAs, ChangedDate, ChangedHeadline, ChangedLead, ChangedCategory,
        ChangedCoverAlt, ChangedCoverCaption, ChangedSeoTitle, ChangedSeoDescription,
        ChangedCanonical, LostTerms, LostFiling, LostTags, LostCover, NoCredit, CoverElsewhere, LostText,
        LostHtml, NoAuthor, MayNotName, OneAuthor, ShortLead, MayNotPublish, MayNotMake,
        MayNotDescribe, LostPicture, LostCoverPicture, MissingPicture, LostLink, Gone, NotPublic, NotItsPage,
        NotLookedAt, Unreadable, TakenOffThere, NotProven, WaitsHere, IsNear, ReadersHaveIt, WasHeldBack, EditKept, ComesBack, IsDeleted,
        NothingKept, BadAddress, BadCertificate, NoAnswer, BadRecipe, NotInRecipe, PointsElsewhere, OtherKind,
        NoRight, ChangedNow, AnotherThere, StillThere, IsBusy, Refusal, Barred, PictureRefused, TooBig, PictureTooBig, OddAnswer,
        PictureDamaged, NoPicture, InTrash, InArchive, NotReleased, NoTime, UnderEmbargo, NotTaken, OtherThingThere,
        StoppedByCheck, HasPlaceholder, NoHeadline, OtherByNow,
    }
}
