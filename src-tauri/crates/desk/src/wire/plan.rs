//! What publishing would do, before it does it.

use serde::Serialize;
use ts_rs::TS;

use super::{Failure, NoteView, PublishState};

/// What publishing an article to a target would do, or taking it off there.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// The target's name.
    pub target: String,
    /// The target's id.
    pub target_id: String,
    /// The article.
    pub article: String,
    /// Its headline.
    pub headline: String,
    /// What would be done there.
    pub step: PlanStep,
    /// Always planned.
    pub state: PublishState,
    /// Pictures that would be sent.
    pub uploads: usize,
    /// Categories that would be made there, the upper ones first.
    pub categories: Vec<String>,
    /// Tags that would be made there.
    pub tags: Vec<String>,
    /// Where readers find it.
    pub url: Option<String>,
    /// From when on it would be shown.
    pub live_at: Option<String>,
    /// What a person should know.
    pub notes: Vec<NoteView>,
    /// What stops it, each by itself.
    pub stops: Vec<Failure>,
}

/// What would be done to an article at a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlanStep {
    /// It would be made there.
    Create,
    /// What is there would be written anew.
    Update,
    /// It is there as it should be.
    Nothing,
    /// It would wait here until its time.
    Wait,
    /// It would be taken off, or deleted.
    Remove,
    /// Nothing: it is not there.
    Absent,
    /// Nothing: someone changed it there.
    Changed,
    /// Nothing: someone removed it there.
    Gone,
    /// Nothing: something stops it.
    Stopped,
}
