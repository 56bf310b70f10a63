//! What an import remarks on what it took: a sentence for the command line, a code with what it names for a window.

use galley_bundle::Remark;
use serde::Serialize;
use ts_rs::TS;

/// Something about a file that was taken all the same.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileNote {
    /// The line, where it is about one.
    pub line: Option<u32>,
    /// What, as a sentence.
    pub note: String,
    /// The same for a window, which says it in its own language.
    pub reason: RemarkReason,
}

impl FileNote {
    /// About the whole file.
    pub(crate) fn whole(note: String, reason: RemarkReason) -> Self {
        Self { line: None, note, reason }
    }

    /// What a category, a tag or a byline is called elsewhere cannot be its name here.
    pub(crate) fn no_name(what: &str, name: &str, reason: fn(String) -> RemarkReason) -> Self {
        Self::whole(format!("{name:?} cannot be the name of a {what}"), reason(name.to_owned()))
    }
}

impl From<&galley_bundle::Note> for FileNote {
    fn from(note: &galley_bundle::Note) -> Self {
        Self { line: note.line, note: note.what.to_string(), reason: (&note.what).into() }
    }
}

/// What is remarked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "code", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[expect(missing_docs, reason = "the sentences of `galley_bundle::Remark` say it, and those of the import")]
pub enum RemarkReason {
    HeadlineFromHeading,
    HeadlineFromName,
    CategoriesToTags {
        category: String,
        tags: String,
    },
    Slug {
        from: String,
        to: String,
    },
    Date {
        key: String,
    },
    HeldBack {
        key: String,
    },
    Standing {
        key: String,
        word: String,
    },
    Password {
        key: String,
    },
    Empty,
    Undated,
    Language {
        word: String,
    },
    Custom {
        key: String,
    },
    Expires {
        key: String,
    },
    Alias {
        path: String,
    },
    Tags {
        what: &'static str,
        count: usize,
    },
    Edited,
    DraftChanged,
    ReleasedLost,
    PendingLost,
    SlugTaken {
        from: String,
        to: String,
    },
    /// It cannot be the name of a category, of a tag, of a byline.
    NoCategory {
        name: String,
    },
    NoTag {
        name: String,
    },
    NoByline {
        name: String,
    },
    /// Articles that it links to or translates.
    Absent {
        count: usize,
    },
    KeptBoth {
        revision: String,
    },
    KeptTheirs,
    /// Readers had it from a server, and someone took it from them there.
    TakenOffThere,
    /// What a server's own kind of article has and ours has not, in words.
    Server {
        words: String,
    },
}

impl From<&Remark> for RemarkReason {
    fn from(remark: &Remark) -> Self {
        let own = String::clone;
        match remark {
            Remark::HeadlineFromHeading => Self::HeadlineFromHeading,
            Remark::HeadlineFromName => Self::HeadlineFromName,
            Remark::CategoriesToTags { category, tags } => {
                Self::CategoriesToTags { category: own(category), tags: tags.join(", ") }
            }
            Remark::Slug { from, to } => Self::Slug { from: own(from), to: own(to) },
            Remark::Date { key } => Self::Date { key: own(key) },
            Remark::HeldBack(key) => Self::HeldBack { key: own(key) },
            Remark::Standing { key, word } => Self::Standing { key: own(key), word: own(word) },
            Remark::Password(key) => Self::Password { key: own(key) },
            Remark::Empty => Self::Empty,
            Remark::Undated => Self::Undated,
            Remark::Language(word) => Self::Language { word: own(word) },
            Remark::Custom(key) => Self::Custom { key: own(key) },
            Remark::Expires(key) => Self::Expires { key: own(key) },
            Remark::Alias(path) => Self::Alias { path: own(path) },
            Remark::Tags { what, count } => Self::Tags { what, count: *count },
            Remark::Edited => Self::Edited,
            Remark::DraftChanged => Self::DraftChanged,
            Remark::ReleasedLost => Self::ReleasedLost,
            Remark::PendingLost => Self::PendingLost,
        }
    }
}
