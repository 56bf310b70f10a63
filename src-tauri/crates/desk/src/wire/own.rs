//! What the app knows beside its library: the person, the libraries that were open, their backups.

use serde::Serialize;
use ts_rs::TS;

use super::Failure;

/// What the window begins with where it has no library.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Beginning {
    /// The author's name: the one that was given, or the system's for this person.
    pub author: String,
    /// Whether it was given.
    pub author_given: bool,
    /// The libraries that were open, the last one first.
    pub recent: Vec<RecentLibrary>,
    /// The backups of the library that was asked for last and could not be opened, newest first.
    pub backups: Vec<BackupView>,
}

/// A library that was open before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecentLibrary {
    /// Its name.
    pub name: String,
    /// Where it is, or was.
    pub path: String,
    /// Whether nothing is there now.
    pub missing: bool,
}

/// An automatic backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupView {
    /// Names it.
    pub id: String,
    /// Its name in its folder: the time in UTC.
    pub name: String,
    /// When it was made.
    pub at: String,
    /// How many articles are in it, the trash aside.
    #[ts(type = "number")]
    pub articles: u64,
    /// The size of its database.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How many files of media the library had lost when it was made.
    #[ts(type = "number")]
    pub missing: u64,
    /// Where the library was then, if that is not where its backups are asked for.
    pub elsewhere: Option<String>,
}

/// How the automatic backups of the open library stand.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupState {
    /// Where they are.
    pub folder: String,
    /// The newest that is good.
    pub last: Option<BackupView>,
    /// Why the last one could not be made, where it could not.
    pub trouble: Option<Failure>,
}

/// A library that was put back from a backup.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PutBack {
    /// Where what stood there before is kept.
    pub kept: Option<String>,
    /// How many files of media were neither in the backups nor there.
    #[ts(type = "number")]
    pub missing: u64,
}

/// What the sheet of settings shows beside what the page itself keeps.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettingsShown {
    /// The author's name.
    pub author: String,
    /// The open library's own.
    pub library: Option<LibrarySettings>,
    /// Its backups.
    pub backups: Option<BackupState>,
}

/// The settings of a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LibrarySettings {
    /// Its name: the folder's, without `.galley`.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// The language that new articles are written in.
    pub language: String,
    /// The time zone in which dates without one are read.
    pub time_zone: String,
    /// Whether texts are reviewed before they are released.
    pub review: bool,
}
