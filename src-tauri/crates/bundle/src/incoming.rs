//! What one file says, in Galley's words. Whoever takes it finds or makes the categories, tags and bylines, stores
//! the pictures, and decides what is new.

use std::collections::BTreeMap;

use galley_domain::{
    ArticleId, BylineId, CategoryId, Custom, FormSwitch, Instant, Kind, Language, Seo, Slug, Stage, TagId,
    Translation,
};
use galley_markdown::Reading;

use crate::{Left, Note};

/// An article as one file has it.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something else of a file, and none excludes another"
)]
pub struct Incoming {
    /// The file's path below the root. With the root it is the identity of a later import.
    pub origin: String,
    /// SHA-256 of the file's bytes, of a bundle of our own with its `released.md` and `pending.md`, in lower-case hex. The same
    /// hash means that there is nothing new to read; pictures are not part of it.
    pub source_hash: String,
    /// Article or page.
    pub kind: Kind,
    /// The text and its fields.
    pub fields: Fields,
    /// What the Markdown of its body says, parsed once for all who ask.
    pub reading: Reading,
    /// Whether it stays a draft. What is none comes in as released.
    pub draft: bool,
    /// From when on it is out, where the file says so apart from its date.
    pub publish_at: Option<Instant>,
    /// When its tool would take it down. Galley does not do that by itself.
    pub expires: Option<Instant>,
    /// When it was last changed, where the file says so.
    pub modified: Option<Instant>,
    /// The same in all files that are translations of one another.
    pub translation_key: Option<String>,
    /// Whether it is the one that the others of its key translate.
    pub is_source: bool,
    /// Whether its address on the site that its folder made is among the former ones, though the file does not say it.
    pub keeps_address: bool,
    /// Whether someone chose the slug: the file says it, or it is another than the headline makes.
    pub slug_chosen: bool,
    /// What only a bundle of our own knows.
    pub exact: Option<Exact>,
    /// Names of other notes that its body links to and that no file of the folder has; see [`crate::Scan::know`].
    pub unknown: Vec<String>,
    /// Pictures that were not taken, links to notes that are not there, and why.
    pub left: Vec<Left>,
    /// Remarks for the report.
    pub notes: Vec<Note>,
}

/// Headline, lead, body and all that is said about them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fields {
    /// The headline. Never empty, unless the file is a draft of our own bundle.
    pub headline: String,
    /// The lead.
    pub lead: String,
    /// The body: the file's bytes after the front matter.
    pub body: String,
    /// The slug. None where neither the file's fields nor its name nor its headline make one.
    pub slug: Option<Slug>,
    /// The language. None where nothing tells it.
    pub language: Option<Language>,
    /// The category.
    pub category: Option<Filed<CategoryId>>,
    /// The tags, in their order.
    pub tags: Vec<Filed<TagId>>,
    /// The bylines, in their order.
    pub bylines: Vec<Filed<BylineId>>,
    /// The cover.
    pub cover: Option<CoverRef>,
    /// The publication date.
    pub date: Option<Instant>,
    /// For search engines and social networks.
    pub seo: Seo,
    /// The inquiry form.
    pub form: FormSwitch,
    /// Views counted before Galley.
    pub view_base: Option<u64>,
    /// The article that it translates, where the bundle knows its id.
    pub translation: Option<Translation>,
    /// Former addresses, each beginning with `/`.
    pub aliases: Vec<String>,
    /// The pictures of the body that lie in the folder, by path as written; each once.
    pub pictures: Vec<PictureRef>,
    /// Links of the body that mean other articles: as written, and what they mean.
    pub links: BTreeMap<String, LinkTo>,
    /// Fields that Galley does not know.
    pub custom: Custom,
}

/// A category, tag or byline as an article names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed<Id> {
    /// Its identity, where a bundle of our own tells it.
    pub id: Option<Id>,
    /// Its name.
    pub name: String,
}

/// A cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverRef {
    /// Where it is.
    pub picture: CoverPicture,
    /// What it shows.
    pub alt: String,
    /// Printed under it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// Where a cover is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoverPicture {
    /// In the folder.
    File(PictureRef),
    /// On the web.
    Remote(String),
}

/// A picture that lies in the imported folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRef {
    /// Its path as the text has it.
    pub as_written: String,
    /// The file, as a path below the root.
    pub file: String,
}

/// What a link means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTo {
    /// The article with this id.
    Article(ArticleId),
    /// The article that comes from this file: another entry's path.
    Origin(String),
}

/// What only a bundle of our own knows of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Exact {
    /// Its identity.
    pub id: ArticleId,
    /// Whether its texts are not what the bundle's manifest says they were, or no manifest says it.
    pub edited: bool,
    /// Where the working text stands in the newsroom.
    pub stage: Stage,
    /// What goes out.
    pub released: Released,
    /// What is to take its place.
    pub pending: Option<Pending>,
    /// Nothing of it leaves the machine before this.
    pub embargo_until: Option<Instant>,
    /// Put away.
    pub archived: bool,
    /// When it was put into the trash.
    pub trashed_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
    /// When its working text was last saved.
    pub modified_at: Instant,
    /// Slugs that it had before, each with the language that it was in.
    pub old_slugs: Vec<(Language, Slug)>,
    /// What readers had it filed under before.
    pub filed_before: Vec<FiledBefore>,
}

/// What an article's address may have had in it before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FiledBefore {
    /// Its category, where it had one.
    pub category: Option<CategoryId>,
    /// The date that was printed.
    pub date: Instant,
    /// From when on it was filed, or will be filed, under something else.
    pub until: Instant,
}

/// A change that waits for its time.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending {
    /// From when on it goes out.
    pub at: Instant,
    /// Its text, where that is not the one that editors work on.
    pub other: Option<Box<Fields>>,
}

/// What goes out.
#[derive(Debug, Clone, PartialEq)]
pub enum Released {
    /// Nothing.
    Nothing,
    /// The same text that editors work on.
    Working,
    /// An earlier one.
    Other(Box<Fields>),
    /// An earlier one, which is not there any more or cannot be read: nothing, since nobody released the text that editors work on.
    Lost,
}
