//! Where an article stands: the stage of its working text, and the status that follows from it,
//! from the released revision and from the clock.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Instant, RevisionNumber};

/// Where the working text stands in the newsroom. This is what people move; see [`Status`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Being written.
    #[default]
    Draft,
    /// Handed to a second pair of eyes.
    Review,
    /// Found good.
    Approved,
}

/// A move that the newsroom's rules forbid.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum MoveError {
    /// Approval skips the review.
    #[error("a draft is reviewed before it is approved: send it to review first")]
    ReviewFirst,
    /// Review is on and the text is not approved.
    #[error("this library reviews before it releases: the text must be approved first")]
    NotApproved,
    /// In the trash.
    #[error("it is in the trash: restore it first")]
    Trashed,
    /// In the archive.
    #[error("it is archived: take it out of the archive first")]
    Archived,
    /// No headline.
    #[error("it has no headline: give it one before it is released")]
    NoHeadline,
}

impl Stage {
    /// The stage after the move.
    ///
    /// Legal are: draft to review and back, review to approved, approved back to review or draft, and
    /// staying where it is.
    ///
    /// # Errors
    /// [`MoveError::ReviewFirst`] for draft to approved.
    pub fn move_to(self, to: Self) -> Result<Self, MoveError> {
        match (self, to) {
            (Self::Draft, Self::Approved) => Err(MoveError::ReviewFirst),
            _ => Ok(to),
        }
    }

    /// Whether a text at this stage may be released. `review` says whether the library reviews.
    ///
    /// # Errors
    /// [`MoveError::NotApproved`].
    pub fn may_release(self, review: bool) -> Result<(), MoveError> {
        if review && self != Self::Approved { Err(MoveError::NotApproved) } else { Ok(()) }
    }
}

/// What an editor reads in the list. Never stored: it follows from stage, pointer, and clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Being written.
    Draft,
    /// Being reviewed.
    Review,
    /// Approved, with no time set.
    Approved,
    /// Released for a time that lies ahead.
    Scheduled,
    /// Released, and its time is reached. Where it is live is the ledger's matter.
    Published,
    /// Put away.
    Archived,
}

impl Status {
    /// All of them, in the order of an article's life.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Review, Self::Approved, Self::Scheduled, Self::Published, Self::Archived];

    /// The status that follows.
    pub fn of(
        stage: Stage,
        released: Option<RevisionNumber>,
        publish_at: Option<Instant>,
        archived: bool,
        now: Instant,
    ) -> Self {
        match (released, publish_at) {
            _ if archived => Self::Archived,
            (Some(_), Some(at)) if at <= now => Self::Published,
            (Some(_), Some(_)) => Self::Scheduled,
            _ => match stage {
                Stage::Draft => Self::Draft,
                Stage::Review => Self::Review,
                Stage::Approved => Self::Approved,
            },
        }
    }

    /// The word of the vocabulary.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Approved => "approved",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Archived => "archived",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Status {
    type Err = UnknownStatus;

    fn from_str(text: &str) -> Result<Self, UnknownStatus> {
        Self::ALL
            .into_iter()
            .find(|s| s.word() == text)
            .ok_or_else(|| UnknownStatus(text.chars().take(40).collect()))
    }
}

/// A word that is no status.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no status; it is one of draft, review, approved, scheduled, published, archived")]
pub struct UnknownStatus(String);

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Instant {
        chrono::DateTime::from_timestamp_millis(ms).expect("a valid time")
    }

    #[test]
    fn status_follows_from_pointer_and_clock() {
        let one = Some(RevisionNumber(1));
        let cases = [
            (Stage::Draft, None, None, false, Status::Draft),
            (Stage::Review, None, None, false, Status::Review),
            (Stage::Approved, None, None, false, Status::Approved),
            // Approved where review is on: the pointer stands, the time does not.
            (Stage::Approved, one, None, false, Status::Approved),
            // A time without a released revision releases nothing.
            (Stage::Draft, None, Some(at(1)), false, Status::Draft),
            (Stage::Draft, one, Some(at(99)), false, Status::Published),
            (Stage::Draft, one, Some(at(100)), false, Status::Published),
            (Stage::Draft, one, Some(at(101)), false, Status::Scheduled),
            (Stage::Draft, one, Some(at(1)), true, Status::Archived),
        ];
        for (stage, released, publish_at, archived, expected) in cases {
            let status = Status::of(stage, released, publish_at, archived, at(100));
            assert_eq!(status, expected, "{stage:?} {released:?} {publish_at:?} {archived}");
        }
    }

    #[test]
    fn the_only_forbidden_move_skips_the_review() {
        for from in [Stage::Draft, Stage::Review, Stage::Approved] {
            for to in [Stage::Draft, Stage::Review, Stage::Approved] {
                let legal = (from, to) != (Stage::Draft, Stage::Approved);
                assert_eq!(from.move_to(to).is_ok(), legal, "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn review_holds_back_what_is_not_approved() {
        assert!(Stage::Draft.may_release(false).is_ok());
        assert_eq!(Stage::Draft.may_release(true), Err(MoveError::NotApproved));
        assert!(Stage::Approved.may_release(true).is_ok());
    }

    #[test]
    fn every_word_reads_back() {
        for status in Status::ALL {
            assert_eq!(status.word().parse(), Ok(status));
        }
        assert!("live".parse::<Status>().is_err());
    }
}
