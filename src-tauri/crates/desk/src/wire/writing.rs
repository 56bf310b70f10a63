//! What the writing window sees: an article to write, what a save answers, the shelves beside the list.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ArticleRow, Changes, Op, TranslationView};

/// An article with all that an editor can change about it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleText {
    /// As a line.
    pub article: ArticleRow,
    /// Whether it is in the trash.
    pub trashed: bool,
    /// The version of its working text: hand it in with a save, as `base`.
    #[ts(type = "number")]
    pub version: u64,
    /// Its headline.
    pub headline: String,
    /// Its lead.
    pub lead: String,
    /// Its body, Markdown, with its line ends.
    pub body: String,
    /// How long its body is.
    pub counts: TextCounts,
    /// The names of its tags.
    pub tags: Vec<String>,
    /// The names of its bylines.
    pub bylines: Vec<String>,
    /// The date that is printed.
    pub date: Option<String>,
    /// Before this nothing leaves the machine.
    pub embargo: Option<String>,
    /// Views counted before Galley.
    #[ts(type = "number | null")]
    pub view_base: Option<u64>,
    /// The inquiry form: `inherit`, `on` or `off`.
    pub form: &'static str,
    /// The title for search engines.
    pub seo_title: String,
    /// The description for search engines.
    pub seo_description: String,
    /// The URL of the original.
    pub canonical: String,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// The number of the released revision.
    pub released: Option<u32>,
    /// The picture above it.
    pub cover: Option<CoverView>,
    /// What it translates.
    pub translation: Option<TranslationView>,
    /// The same article in other languages, its source first.
    pub versions: Vec<VersionView>,
}

/// What was typed into a field of an article and is not saved yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HalfTyped {
    /// The article, by its id.
    pub article: String,
    /// The field, by the name that `galley set` knows.
    pub field: String,
    /// As it stands.
    pub value: String,
}

/// How long a text is. Marks, code and alternative texts are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextCounts {
    /// Words; each Han or kana character is one.
    pub words: u32,
    /// Characters without white space, punctuation included.
    pub characters: u32,
    /// The same with the white space between them.
    pub with_spaces: u32,
    /// Seconds that a silent reader needs.
    pub reading_s: u32,
}

impl TextCounts {
    /// Of a Markdown text.
    pub fn of(text: &str) -> Self {
        let counts = galley_markdown::read(text).counts;
        Self {
            words: counts.words as u32,
            characters: counts.characters as u32,
            with_spaces: (counts.characters + counts.spaces) as u32,
            reading_s: counts.reading_time_s as u32,
        }
    }
}

/// An article in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub headline: String,
    /// Its language.
    pub language: String,
    /// Whether the others were translated from it.
    pub is_source: bool,
    /// Of a translation, whether the source moved on since: `current`, `stale` or `unknown`.
    pub staleness: Option<&'static str>,
}

/// The picture above an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CoverView {
    /// The picture, where the library has its file.
    pub picture: Option<CoverPicture>,
    /// Its address, where it is on the web.
    pub url: Option<String>,
    /// What it shows.
    pub alt: String,
    /// Printed under it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// A picture of the library that is a cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CoverPicture {
    /// Its hash, to ask for its bytes by.
    pub hash: String,
    /// Its media type.
    #[serde(rename = "type")]
    #[ts(rename = "type")]
    pub media_type: &'static str,
    /// What stays visible where it is cropped: column and row, from 0 to 4 each.
    pub focal: [u8; 2],
}

/// A save that is on the disk.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// The version that it made.
    #[ts(type = "number")]
    pub version: u64,
    /// The article as it is now.
    pub article: ArticleRow,
    /// What changed.
    pub changes: Changes,
    /// How long its body is.
    pub counts: TextCounts,
}

/// An article that was made.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Made {
    /// Its id.
    pub id: String,
    /// What changed.
    pub changes: Changes,
}

/// A step that was undone, or done again.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Replayed {
    /// Which.
    pub op: Op,
    /// What changed.
    pub changes: Changes,
}

/// What changed between two texts. The pieces that are not `added` are the old text, those not `removed` the new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    /// The headline.
    pub headline: Vec<Piece>,
    /// The lead.
    pub lead: Vec<Piece>,
    /// The body.
    pub body: Vec<Piece>,
    /// The fields beside the text that are not the same.
    pub fields: Vec<ComparedField>,
}

/// A field that is another one in two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedField {
    /// Which.
    pub field: FieldWord,
    /// What it says in the old version; nothing where it is empty there.
    pub old: String,
    /// What it says in the new one.
    pub new: String,
}

/// A field of an article beside its text, as far as its versions keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum FieldWord {
    Category,
    /// Their names, a line each.
    Tags,
    /// Their names, a line each.
    Bylines,
    /// A time, or nothing.
    Date,
    /// What it is, shows and says, a line each.
    Cover,
    SeoTitle,
    SeoDescription,
    Canonical,
    /// `yes` or `no`.
    Noindex,
    /// `inherit`, `on` or `off`.
    Form,
    Views,
    /// The headline of what it translates.
    Translation,
    /// What Galley does not know, as JSON.
    Custom,
}

/// A piece of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// In which of the two texts it stands.
    pub how: How,
}

/// In which of two texts a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// In both.
    Same,
    /// In the new one.
    Added,
    /// In the old one.
    Removed,
}

/// What was pasted, as Markdown, and how many things of each kind are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pasted {
    /// The Markdown.
    pub markdown: String,
    /// Pictures that lie in the other program.
    pub pictures: usize,
    /// Comments of reviewers.
    pub comments: usize,
    /// Stretches deleted with changes tracked.
    pub deletions: usize,
    /// Cells of tables that ran over several others.
    pub merged_cells: usize,
    /// Films, forms, drawings.
    pub objects: usize,
}

/// A picture that is in the library now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureTaken {
    /// The path by which a text shows it.
    pub path: String,
    /// What the library knows it to show; empty where it is new.
    pub alt: String,
    /// Its caption; empty where it is new.
    pub caption: String,
}

/// What stands beside the list, each with how many articles it holds; the trash does not count.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Shelves {
    /// The tree of categories, each before those below it.
    pub categories: Vec<CategoryShelf>,
    /// The tags, those with most articles first.
    pub tags: Vec<TagShelf>,
    /// The languages, those with most articles first.
    pub languages: Vec<LanguageShelf>,
}

/// A category.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CategoryShelf {
    /// Its id.
    pub id: String,
    /// Its name, in the library's language.
    pub name: String,
    /// The category above it.
    pub parent: Option<String>,
    /// How many articles it holds, those of the categories below it among them.
    #[ts(type = "number")]
    pub count: u64,
}

/// A tag.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagShelf {
    /// Its id.
    pub id: String,
    /// Its name, in the library's language.
    pub name: String,
    /// How many articles have it.
    #[ts(type = "number")]
    pub count: u64,
}

/// A language.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LanguageShelf {
    /// Its tag.
    pub tag: String,
    /// How many articles are in it.
    #[ts(type = "number")]
    pub count: u64,
}
