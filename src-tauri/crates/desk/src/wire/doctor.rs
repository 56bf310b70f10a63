//! What the connection doctor found.

use serde::Serialize;
use ts_rs::TS;

use super::Failure;
use crate::Code;

/// A server, tried step by step.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoctorReport {
    /// The account, by the name that readers see; none where it did not come so far.
    pub account: Option<String>,
    /// What was tried, in this order. What comes behind a step that stopped it is missing.
    pub steps: Vec<DoctorStep>,
}

/// A step.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoctorStep {
    /// Which.
    pub step: DoctorWord,
    /// How it came out.
    pub outcome: DoctorOutcome,
    /// What a person should know of it all the same.
    pub note: Option<DoctorNote>,
    /// Why it did not go through.
    pub failure: Option<Failure>,
}

/// What publishing needs of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DoctorWord {
    /// Something answers at its address.
    Reach,
    /// It proves who it is.
    Prove,
    /// It has the interface of its kind.
    Api,
    /// It knows the account.
    SignIn,
    /// The account may publish.
    Publish,
    /// A draft was made and taken away.
    Draft,
    /// A picture was sent and taken away.
    Picture,
}

/// How a step came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DoctorOutcome {
    /// It went through.
    Good,
    /// It did not.
    Bad,
    /// It was not tried.
    Untried,
}

/// What a person should know of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DoctorNote {
    /// It is this computer, and needs no proof.
    NotEncrypted,
    /// The server takes some HTML out of what this account writes.
    HtmlTakenOut,
    /// The server has no way to take such a thing away, so none was sent.
    CannotTakeBack,
    /// The recipe names no request that would show it and change nothing.
    NotInRecipe,
}

/// What a test says of a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfPassword {
    /// The server knows it: it is kept.
    Proven,
    /// Nothing can prove it, and nothing spoke against it. It is as good as one with which something was sent: kept where nothing will be sent by
    /// who asks, otherwise after that.
    Unproven,
    /// The server does not know it: it is forgotten.
    Refused,
    /// It did not come so far.
    Unsaid,
}

impl DoctorWord {
    /// All, in the order in which they are tried.
    pub const ALL: [Self; 7] =
        [Self::Reach, Self::Prove, Self::Api, Self::SignIn, Self::Publish, Self::Draft, Self::Picture];
}

impl DoctorReport {
    /// What it says of the password with which it was tried.
    pub fn of_password(&self) -> OfPassword {
        let is_refused = |step: &DoctorStep| step.failure.as_ref().is_some_and(|it| it.code == Code::SignIn);
        if self.account.is_some() {
            OfPassword::Proven
        } else if self.is_good() {
            OfPassword::Unproven
        } else if self.steps.iter().any(is_refused) {
            OfPassword::Refused
        } else {
            OfPassword::Unsaid
        }
    }

    /// Whether nothing is in the way of publishing.
    pub fn is_good(&self) -> bool {
        self.steps.iter().all(|step| step.outcome != DoctorOutcome::Bad)
    }
}
