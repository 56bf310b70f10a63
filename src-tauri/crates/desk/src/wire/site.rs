//! The earlier exports of the site, as the window shows them.

use galley_site::{Diff, Listed, Release, Report};
use serde::Serialize;
use ts_rs::TS;

use super::time;

/// Most paths of one kind that the window is handed.
const PATHS_MAX: usize = 200;

/// The releases of the library's site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteReleases {
    /// Where the site is written.
    pub folder: String,
    /// Those that are kept, newest first; none where none was written so far.
    pub releases: Vec<SiteRelease>,
}

/// One export of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteRelease {
    /// Its number.
    #[ts(type = "number")]
    pub number: u64,
    /// When it was made, RFC 3339.
    pub at: String,
    /// Its files.
    #[ts(type = "number")]
    pub files: u64,
    /// Bytes of these.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Whether it is the one that stands there.
    pub current: bool,
}

impl From<Release> for SiteRelease {
    fn from(release: Release) -> Self {
        let Release { number, at, files, bytes, current } = release;
        Self { number, at: time(at), files, bytes, current }
    }
}

/// What going back to an export would do to the site that stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteDiff {
    /// Files that come back.
    pub added: SitePaths,
    /// Files that hold something else then.
    pub changed: SitePaths,
    /// Files that go.
    pub removed: SitePaths,
}

/// Paths: how many there are, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SitePaths {
    /// How many there are.
    #[ts(type = "number")]
    pub count: u64,
    /// The first by name.
    pub paths: Vec<String>,
}

impl From<Diff> for SiteDiff {
    fn from(diff: Diff) -> Self {
        Self { added: diff.added.into(), changed: diff.changed.into(), removed: diff.removed.into() }
    }
}

impl From<Listed> for SitePaths {
    fn from(Listed { count, mut paths }: Listed) -> Self {
        paths.truncate(PATHS_MAX);
        Self { count, paths }
    }
}

/// What going back did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteBack {
    /// Files that were written.
    #[ts(type = "number")]
    pub written: u64,
    /// Files that were taken away.
    #[ts(type = "number")]
    pub removed: u64,
    /// Files that stayed as they were.
    #[ts(type = "number")]
    pub unchanged: u64,
}

impl From<Report> for SiteBack {
    fn from(Report { written, removed, unchanged, .. }: Report) -> Self {
        Self { written, removed, unchanged }
    }
}
