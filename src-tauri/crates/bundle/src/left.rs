//! The words of a report: what was left and why, and what a reader of the report should know of what was taken.

use std::fmt;
use std::io::ErrorKind;

use crate::front::Trouble;

/// Something that was not taken. It never keeps anything else from being taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Where: a path below the imported folder, with `/` between its parts.
    pub path: String,
    /// The line of that file, from 1.
    pub line: Option<u32>,
    /// Why.
    pub why: LeftWhy,
}

impl Left {
    pub(crate) fn new(path: impl Into<String>, why: LeftWhy) -> Self {
        Self { path: path.into(), line: None, why }
    }

    pub(crate) fn at(path: impl Into<String>, line: impl Into<Option<u32>>, why: LeftWhy) -> Self {
        Self { path: path.into(), line: line.into(), why }
    }
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.why),
            None => write!(f, "{}: {}", self.path, self.why),
        }
    }
}

/// Why something was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LeftWhy {
    /// The system would not read it.
    #[error("it could not be read ({0}); nothing was changed, look at its permissions and import again")]
    Unreadable(ErrorKind),
    /// A symbolic link.
    #[error("it is a link to somewhere else; links are not followed, copy the file here instead")]
    Link,
    /// Neither file nor folder.
    #[error("it is neither a file nor a folder")]
    Special,
    /// A text in another markup.
    #[error(
        "it is no Markdown, which is what Galley takes in; turn it into Markdown (pandoc does that) and import again"
    )]
    NotMarkdown,
    /// A name with characters that hide or mislead, or that no other system takes.
    #[error("its name has characters that other systems cannot hold or that mislead a reader; rename it")]
    Name,
    /// A folder too far down.
    #[error("the folder lies more than {0} folders deep; nothing below it was read")]
    TooDeep(usize),
    /// A folder that holds no articles.
    #[error("the folder holds what a tool made or needs, no articles; nothing below it was read")]
    ToolFolder,
    /// A text beyond its limit.
    #[error("it is larger than the {} that an article may have; nothing of it was taken, split it", size(*.max))]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        max: u64,
    },
    /// Bytes that are no text.
    #[error("it is not UTF-8 text: save it as UTF-8 and import again")]
    NotUtf8,
    /// The front matter is wrong.
    #[error(transparent)]
    FrontMatter(#[from] Trouble),
    /// A file without front matter, where its tool asks for it.
    #[error("it has no front matter, so its tool would not make a page of it")]
    NoFrontMatter,
    /// A section's own file.
    #[error("it describes a list of pages; Galley makes lists by itself")]
    ListPage,
    /// A file that belongs to the article in its folder.
    #[error("it belongs to the page in its folder and is no page by itself")]
    Resource,
    /// More than an article may have.
    #[error("it has {count} {what}, more than the {max} that an article may have")]
    TooMany {
        /// Of what.
        what: Part,
        /// How many.
        count: usize,
        /// The limit.
        max: usize,
    },
    /// Longer than it may be.
    #[error("its {what} is longer than the {} that it may have; nothing of it was taken, make it shorter", size(*.max as u64))]
    TooLong {
        /// What.
        what: Part,
        /// Its length.
        bytes: usize,
        /// The limit.
        max: usize,
    },
    /// A field of our own bundle that cannot be read.
    #[error("its field {0} is damaged; correct it, or take the line out to import it as a new article")]
    Damaged(String),
    /// The manifest names it and it is not there.
    #[error("the bundle's manifest names it, but it is not there")]
    Gone,
    /// An entry of a zip under a name that another entry has.
    #[error("another entry of the zip has the same name, perhaps in other letters; it was not unpacked")]
    SameName,
    /// An entry of a zip that needs a password.
    #[error("it is encrypted; unpack it yourself and import the folder")]
    Encrypted,
    /// An entry of a zip that does not unpack.
    #[error("it is damaged in the zip and does not unpack")]
    DamagedEntry,
    /// A picture that is not where the text says.
    #[error("the picture {0:?} is not there; the text was taken without it")]
    PictureMissing(String),
    /// A link between notes that leads nowhere.
    #[error("there is no note {0:?} here, so the link to it stays as it is written")]
    NoteMissing(String),
    /// A path that leads elsewhere.
    #[error("the picture {0:?} lies outside the imported folder and was not read")]
    PictureOutside(String),
    /// A picture that is a link.
    #[error("the picture {0:?} is a link to somewhere else and was not read")]
    PictureLink(String),
    /// A picture beyond its limit in bytes.
    #[error("the picture is larger than the {} that are taken; make it smaller", size(*.max))]
    PictureBytes {
        /// Its size.
        bytes: u64,
        /// The limit.
        max: u64,
    },
    /// A picture beyond its limit in pixels.
    #[error("the picture claims {width} × {height} pixels, more than are taken; make it smaller")]
    PicturePixels {
        /// Its width.
        width: usize,
        /// Its height.
        height: usize,
    },
    /// Not a kind of file that Galley holds.
    #[error("it is no picture or other file that Galley holds")]
    PictureKind,
    /// A picture without a readable header.
    #[error("the picture is damaged: its header does not tell its size")]
    PictureDamaged,
}

/// A limit in a unit that people know: `20 MB`.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}

fn tags(count: usize, what: &str) -> String {
    if count == 1 {
        format!("a {what} stays plain text, which readers see; take it out, or write Markdown there")
    } else {
        format!(
            "{count} {what}s stay plain text, which readers see; this is the first. Take them out, or write Markdown there"
        )
    }
}

/// `"Trade" and "Ports"`.
fn listed(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("{name:?}")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.join(""),
    }
}

/// A part of an article that has a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Part {
    Headline,
    Lead,
    Body,
    Tags,
    Bylines,
    CustomFields,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Headline => "headline",
            Self::Lead => "lead",
            Self::Body => "body",
            Self::Tags => "tags",
            Self::Bylines => "bylines",
            Self::CustomFields => "custom fields",
        })
    }
}

/// A remark on something that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line of the file, from 1.
    pub line: Option<u32>,
    /// What.
    pub what: Remark,
}

impl Note {
    pub(crate) fn new(line: impl Into<Option<u32>>, what: Remark) -> Self {
        Self { line: line.into(), what }
    }
}

/// What a reader of the report should know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// No title; the first heading gave one.
    #[error("it has no title; the headline is its first heading, which stays in the body")]
    HeadlineFromHeading,
    /// No title; the file name gave one.
    #[error("it has no title; the headline is made from its file name")]
    HeadlineFromName,
    /// Only the first category is one.
    #[error("an article has one category: {category:?}; {} became {}", listed(.tags), if .tags.len() == 1 { "a tag" } else { "tags" })]
    CategoriesToTags {
        /// The category.
        category: String,
        /// The others.
        tags: Vec<String>,
    },
    /// The slug was no slug.
    #[error("the slug {from:?} became {to:?}")]
    Slug {
        /// As written.
        from: String,
        /// As taken.
        to: String,
    },
    /// A date that is none.
    #[error("{key} is no date that Galley reads; it is kept as a custom field")]
    Date {
        /// The key.
        key: String,
    },
    /// A field that holds an article back, with a value that is not understood.
    #[error("{0} cannot be read, so it comes in as a draft; the value is kept as a custom field")]
    HeldBack(String),
    /// A field that says who may read it, and not everyone.
    #[error("its {key} is {word:?}, so it comes in as a draft; release it if it may go out")]
    Standing {
        /// The field.
        key: String,
        /// What it says.
        word: String,
    },
    /// Its tool asks readers for a password.
    #[error("its tool asks readers for its {0}, which no site of Galley does, so it comes in as a draft")]
    Password(String),
    /// Nothing stands in it.
    #[error("it has no text, so it comes in as a draft")]
    Empty,
    /// It goes out, and nothing says when it was written.
    #[error(
        "it has no date that Galley reads, so it is printed with today's; set its date, or make it a draft"
    )]
    Undated,
    /// A language that is none.
    #[error("{0:?} is no language tag; it is kept as a custom field")]
    Language(String),
    /// A known key with a value that its field cannot hold.
    #[error("{0} has a value that its field cannot hold; it is kept as a custom field")]
    Custom(String),
    /// A day on which its tool takes it off the site.
    #[error(
        "Galley takes nothing off by itself when its {0} comes, which is kept as a custom field; what has passed it comes in archived"
    )]
    Expires(String),
    /// An alias that no site can serve.
    #[error("the alias {0:?} is no path and was left out")]
    Alias(String),
    /// Another tool's tags in the body.
    #[error("{}", tags(*.count, .what))]
    Tags {
        /// What one of them is: a shortcode, a Liquid tag.
        what: &'static str,
        /// How many.
        count: usize,
    },
    /// The file differs from what was exported.
    #[error("it was edited since it was exported")]
    Edited,
    /// A draft line was changed by hand.
    #[error("its draft line was changed by hand and decides")]
    DraftChanged,
    /// `released.md` could not be read.
    #[error(
        "released.md beside it is missing or damaged; nothing of it goes out by this file, since the text here was never released"
    )]
    ReleasedLost,
    /// `pending.md` could not be read.
    #[error("pending.md beside it is missing or damaged; no change waits any more")]
    PendingLost,
}
