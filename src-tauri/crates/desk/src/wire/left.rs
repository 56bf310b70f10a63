//! What an import left, and why: a sentence for the command line, a code with what it names for a window.

use std::io::ErrorKind;

use galley_bundle::{Left, LeftWhy, Part, Trouble};
use galley_store::MediaProblem;
use serde::Serialize;
use ts_rs::TS;

/// A file, or a part of one, that was left.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeftFile {
    /// The file, below the folder that was imported.
    pub path: String,
    /// The line, where it is about one.
    pub line: Option<u32>,
    /// Why it was left, as a sentence.
    pub why: String,
    /// The same for a window, which says it in its own language.
    pub reason: LeftReason,
}

/// Why something was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "code", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[expect(missing_docs, reason = "the sentences of `galley_bundle::LeftWhy` say it")]
pub enum LeftReason {
    /// Nothing at all could be taken from the path that was named.
    Path,
    NotThere,
    NotAllowed,
    Unreadable,
    Link,
    Special,
    NotMarkdown,
    Name,
    TooDeep {
        max: usize,
    },
    ToolFolder,
    TooLarge {
        #[ts(type = "number")]
        max_bytes: u64,
    },
    NotUtf8,
    FrontOpen {
        closing: &'static str,
    },
    FrontTooLarge {
        #[ts(type = "number")]
        max_bytes: u64,
    },
    FrontTooDeep {
        max: usize,
    },
    FrontTooMany {
        max: usize,
    },
    FrontTwice {
        key: String,
    },
    FrontAlias,
    FrontNoFields,
    FrontKey,
    /// `words` are the parser's own.
    FrontSyntax {
        format: &'static str,
        words: String,
    },
    NoFrontMatter,
    ListPage,
    Resource,
    SameId,
    InTrash,
    /// A bundle's settings, where the library has its own: `words` are those that differ.
    Settings {
        words: String,
    },
    /// A picture that is another one since, where its article was written on here.
    PictureKept {
        picture: String,
    },
    TooManyTags {
        count: usize,
        max: usize,
    },
    TooManyBylines {
        count: usize,
        max: usize,
    },
    TooLongHeadline {
        #[ts(type = "number")]
        max_bytes: u64,
    },
    TooLongLead {
        #[ts(type = "number")]
        max_bytes: u64,
    },
    TooLongBody {
        #[ts(type = "number")]
        max_bytes: u64,
    },
    TooLongCustom {
        #[ts(type = "number")]
        max_bytes: u64,
    },
    /// Beyond some limit of an article, once it was put together.
    TooMuch,
    Damaged {
        field: String,
    },
    Gone,
    SameName,
    Encrypted,
    DamagedEntry,
    PictureMissing {
        picture: String,
    },
    /// A link between notes that leads nowhere.
    NoteMissing {
        note: String,
    },
    PictureOutside {
        picture: String,
    },
    PictureLink {
        picture: String,
    },
    PictureTooLarge {
        #[ts(type = "number")]
        max_bytes: u64,
    },
    PicturePixels {
        width: usize,
        height: usize,
    },
    PictureKind,
    PictureDamaged,
    /// Films, forms and the like within a server's article.
    Embedded {
        count: usize,
    },
    /// What a server's article has and ours have not: in the words of who reads that kind of server.
    Server {
        words: String,
    },
}

impl From<&Left> for LeftFile {
    fn from(left: &Left) -> Self {
        let Left { path, line, why } = left;
        Self { path: path.clone(), line: *line, why: why.to_string(), reason: why.into() }
    }
}

impl From<&LeftWhy> for LeftReason {
    fn from(why: &LeftWhy) -> Self {
        match why {
            LeftWhy::Unreadable(ErrorKind::NotFound) => Self::NotThere,
            LeftWhy::Unreadable(ErrorKind::PermissionDenied) => Self::NotAllowed,
            LeftWhy::Unreadable(_) => Self::Unreadable,
            LeftWhy::Link => Self::Link,
            LeftWhy::Special => Self::Special,
            LeftWhy::NotMarkdown => Self::NotMarkdown,
            LeftWhy::Name => Self::Name,
            LeftWhy::TooDeep(max) => Self::TooDeep { max: *max },
            LeftWhy::ToolFolder => Self::ToolFolder,
            LeftWhy::TooLarge { max, .. } => Self::TooLarge { max_bytes: *max },
            LeftWhy::NotUtf8 => Self::NotUtf8,
            LeftWhy::FrontMatter(trouble) => trouble.into(),
            LeftWhy::NoFrontMatter => Self::NoFrontMatter,
            LeftWhy::ListPage => Self::ListPage,
            LeftWhy::Resource => Self::Resource,
            LeftWhy::TooMany { what: Part::Tags, count, max } => {
                Self::TooManyTags { count: *count, max: *max }
            }
            LeftWhy::TooMany { what: Part::Bylines, count, max } => {
                Self::TooManyBylines { count: *count, max: *max }
            }
            LeftWhy::TooLong { what, max, .. } => too_long(*what, *max as u64),
            LeftWhy::TooMany { .. } => Self::TooMuch,
            LeftWhy::Damaged(field) => Self::Damaged { field: field.clone() },
            LeftWhy::Gone => Self::Gone,
            LeftWhy::SameName => Self::SameName,
            LeftWhy::Encrypted => Self::Encrypted,
            LeftWhy::DamagedEntry => Self::DamagedEntry,
            LeftWhy::PictureMissing(picture) => Self::PictureMissing { picture: picture.clone() },
            LeftWhy::NoteMissing(note) => Self::NoteMissing { note: note.clone() },
            LeftWhy::PictureOutside(picture) => Self::PictureOutside { picture: picture.clone() },
            LeftWhy::PictureLink(picture) => Self::PictureLink { picture: picture.clone() },
            LeftWhy::PictureBytes { max, .. } => Self::PictureTooLarge { max_bytes: *max },
            LeftWhy::PicturePixels { width, height } => {
                Self::PicturePixels { width: *width, height: *height }
            }
            LeftWhy::PictureKind => Self::PictureKind,
            LeftWhy::PictureDamaged => Self::PictureDamaged,
        }
    }
}

const fn too_long(what: Part, max_bytes: u64) -> LeftReason {
    match what {
        Part::Headline => LeftReason::TooLongHeadline { max_bytes },
        Part::Lead => LeftReason::TooLongLead { max_bytes },
        Part::Body => LeftReason::TooLongBody { max_bytes },
        Part::CustomFields => LeftReason::TooLongCustom { max_bytes },
        Part::Tags | Part::Bylines => LeftReason::TooMuch,
    }
}

impl From<&Trouble> for LeftReason {
    fn from(trouble: &Trouble) -> Self {
        match trouble {
            Trouble::Open(closing) => Self::FrontOpen { closing },
            Trouble::TooLarge { max } => Self::FrontTooLarge { max_bytes: *max as u64 },
            Trouble::TooDeep { max } => Self::FrontTooDeep { max: *max },
            Trouble::TooMany { max } => Self::FrontTooMany { max: *max },
            Trouble::Duplicate(key) => Self::FrontTwice { key: key.clone() },
            Trouble::Alias => Self::FrontAlias,
            Trouble::NoFields => Self::FrontNoFields,
            Trouble::Key => Self::FrontKey,
            Trouble::Syntax { format, message } => Self::FrontSyntax { format, words: message.clone() },
        }
    }
}

impl From<&MediaProblem> for LeftReason {
    fn from(problem: &MediaProblem) -> Self {
        match problem {
            MediaProblem::UnknownKind => Self::PictureKind,
            MediaProblem::TooLarge { max_bytes } => Self::PictureTooLarge { max_bytes: *max_bytes },
            MediaProblem::TooManyPixels { width, height } => {
                Self::PicturePixels { width: *width as usize, height: *height as usize }
            }
            MediaProblem::Unreadable => Self::PictureDamaged,
            MediaProblem::Store(_) => Self::Unreadable,
        }
    }
}
