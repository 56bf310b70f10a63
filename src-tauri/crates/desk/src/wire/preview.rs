//! What the preview's frame is given: a page once, and afterwards what changed in it.

use serde::Serialize;
use ts_rs::TS;

/// An article's page, to be put into an empty frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewPage {
    /// The theme's style sheets; the page links each by its address.
    pub sheets: Vec<PreviewSheet>,
    /// Everything else: a patch with a page, for an empty body.
    pub patch: PreviewPatch,
}

/// A style sheet of the theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewSheet {
    /// The address that the page links it by.
    pub href: String,
    /// What it says.
    pub css: String,
}

/// What changed in a page. Blocks are counted in the element that is marked `data-galley-body`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewPatch {
    /// The number of the page as it is now: hand it in with the next question, as `since`.
    #[ts(type = "number")]
    pub number: u64,
    /// The page around the body, with the body's element empty; null where it is as before.
    pub page: Option<String>,
    /// The first block that goes.
    pub from: usize,
    /// How many blocks go; null for all.
    pub del: Option<usize>,
    /// The blocks that come in their place, sanitised HTML.
    pub ins: Vec<String>,
    /// The line that each block begins on, all blocks, counted from 1. Ascending.
    pub lines: Vec<u32>,
    /// The line after the last one.
    pub end: usize,
    /// The library's pictures in the page.
    pub pictures: Vec<PreviewPicture>,
}

/// One of the library's pictures in a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewPicture {
    /// What stands in its `src`: a path of the site, which leads nowhere in a preview.
    pub src: String,
    /// Its hash, to ask for its bytes by.
    pub hash: String,
    /// Its media type.
    #[serde(rename = "type")]
    #[ts(rename = "type")]
    pub media_type: &'static str,
}
