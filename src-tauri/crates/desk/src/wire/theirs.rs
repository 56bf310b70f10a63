//! An article as someone left it at a server, beside ours.

use serde::Serialize;
use ts_rs::TS;

use super::Piece;

/// What is different here and there.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The target's name.
    pub target: String,
    /// The article's headline.
    pub headline: String,
    /// Where it stands there.
    pub url: String,
    /// Names the two texts that were compared: a choice is about these and nothing newer.
    pub seen: String,
    /// The article part by part, in its order; of the body also what is the same.
    pub parts: Vec<ComparedPart>,
}

/// A field, or a stretch of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedPart {
    /// Which.
    pub field: PartField,
    /// Who changed it since it was sent.
    pub who: WhoWord,
    /// Whether theirs can be taken.
    pub takes: bool,
    /// From ours to theirs: what is removed stands only here, what is added only there.
    pub pieces: Vec<Piece>,
}

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum PartField {
    Headline,
    Lead,
    Body,
    /// The footnotes.
    Notes,
    /// Category and tags.
    Filed,
    Cover,
    /// What is said of the cover: its words for those who do not see it, then those below it.
    CoverWords,
    /// Who wrote it.
    Bylines,
    Slug,
    Date,
    SeoTitle,
    SeoDescription,
    Canonical,
    /// Whether readers get it.
    Shown,
    /// Something that Galley does not know of.
    Other,
}

/// Who changed a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhoWord {
    /// Nobody, or both alike.
    Nobody,
    /// We did, since it was sent.
    Ours,
    /// Someone there did.
    Theirs,
    /// Each in another way.
    Both,
}
