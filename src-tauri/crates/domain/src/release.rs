//! Going out: whether a released revision may leave the machine now.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Instant;

/// The number of a revision within its article: 1, 2, 3… For people and for pointers; not an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RevisionNumber(pub u32);

impl fmt::Display for RevisionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A change to an article that readers have already: they keep the released text until its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PendingChange {
    /// The text that is to be the released one.
    pub revision: RevisionNumber,
    /// From when on it is.
    pub at: Instant,
}

impl PendingChange {
    /// What the released revision is at this time.
    pub fn released(
        released: Option<RevisionNumber>,
        pending: Option<Self>,
        now: Instant,
    ) -> Option<RevisionNumber> {
        pending
            .filter(|change| released.is_some() && change.at <= now)
            .map(|change| change.revision)
            .or(released)
    }
}

/// What the question needs to know of an article. Every way out asks it here and nowhere else.
#[derive(Debug, Clone, Copy)]
pub struct GoingOut {
    /// The released revision.
    pub released: Option<RevisionNumber>,
    /// From when on it is out.
    pub publish_at: Option<Instant>,
    /// What takes its place later.
    pub pending: Option<PendingChange>,
    /// Nothing leaves before this.
    pub embargo_until: Option<Instant>,
    /// Put away.
    pub archived: bool,
    /// In the trash.
    pub trashed: bool,
}

/// Why an article does not go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum Held {
    /// In the trash.
    #[error("it is in the trash")]
    Trashed,
    /// Put away.
    #[error("it is archived")]
    Archived,
    /// Nothing is released.
    #[error("it is not released")]
    NotReleased,
    /// Released, without a time.
    #[error("it is approved but has no time to go out")]
    NoTime,
    /// Its time lies ahead.
    #[error("its time lies ahead: {0}")]
    NotDue(Instant),
    /// An embargo lies ahead.
    #[error("it is under embargo until {0}")]
    Embargo(Instant),
}

impl GoingOut {
    /// The revision that goes out at this time.
    ///
    /// # Errors
    /// The first reason that holds it back.
    pub fn check(self, now: Instant) -> Result<RevisionNumber, Held> {
        if self.trashed {
            return Err(Held::Trashed);
        }
        if self.archived {
            return Err(Held::Archived);
        }
        let released = PendingChange::released(self.released, self.pending, now).ok_or(Held::NotReleased)?;
        let publish_at = self.publish_at.ok_or(Held::NoTime)?;
        if let Some(until) = self.embargo_until.filter(|until| *until > now) {
            return Err(Held::Embargo(until));
        }
        if publish_at > now { Err(Held::NotDue(publish_at)) } else { Ok(released) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_holds_alone() {
        let at = |ms| chrono::DateTime::from_timestamp_millis(ms).expect("a valid time");
        let out = GoingOut {
            released: Some(RevisionNumber(3)),
            publish_at: Some(at(50)),
            pending: None,
            embargo_until: None,
            archived: false,
            trashed: false,
        };
        let cases = [
            (out, Ok(RevisionNumber(3))),
            (GoingOut { embargo_until: Some(at(100)), ..out }, Ok(RevisionNumber(3))),
            (GoingOut { embargo_until: Some(at(101)), ..out }, Err(Held::Embargo(at(101)))),
            (GoingOut { publish_at: Some(at(101)), ..out }, Err(Held::NotDue(at(101)))),
            (GoingOut { publish_at: None, ..out }, Err(Held::NoTime)),
            (GoingOut { released: None, ..out }, Err(Held::NotReleased)),
            (
                GoingOut { pending: Some(PendingChange { revision: RevisionNumber(5), at: at(101) }), ..out },
                Ok(RevisionNumber(3)),
            ),
            (
                GoingOut { pending: Some(PendingChange { revision: RevisionNumber(5), at: at(100) }), ..out },
                Ok(RevisionNumber(5)),
            ),
            (GoingOut { archived: true, ..out }, Err(Held::Archived)),
            (GoingOut { trashed: true, archived: true, ..out }, Err(Held::Trashed)),
        ];
        for (state, expected) in cases {
            assert_eq!(state.check(at(100)), expected, "{state:?}");
        }
    }
}
