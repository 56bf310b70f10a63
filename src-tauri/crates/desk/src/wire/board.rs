//! What is live where, for the window's board.

use serde::Serialize;
use ts_rs::TS;

use super::{StandingWord, StatusWord};

/// A page of the board: articles by servers, in the shape of all lists of articles.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Board {
    /// The names of the library's servers, in the order of each line's places.
    pub servers: Vec<String>,
    /// Those that a server has, or that are on their way to one: the newest first.
    pub articles: Vec<BoardLine>,
    /// Where the next page begins: hand it in as `after`.
    pub next: Option<String>,
}

/// An article on the board. One that is not in the library any more is known by its id and its addresses.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoardLine {
    /// Its id.
    pub id: String,
    /// Its headline; none where it is not in the library any more.
    pub headline: Option<String>,
    /// Its status here; none where it is not in the library any more.
    pub status: Option<StatusWord>,
    /// Whether it lies in the trash here.
    pub trashed: bool,
    /// One for each server.
    pub places: Vec<BoardPlace>,
}

/// An article at one server.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoardPlace {
    /// The target's id.
    pub target: String,
    /// How it stands there; none where it is not there and nothing is on its way.
    pub standing: Option<StandingWord>,
    /// Where readers find it.
    pub url: Option<String>,
    /// When something of it last went there.
    pub at: Option<String>,
}
