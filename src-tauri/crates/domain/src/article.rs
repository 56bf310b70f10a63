//! The article: what an editor writes, and what is said about it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    ArticleId, BylineId, CategoryId, GoingOut, Held, Instant, Language, MediaHash, MoveError, PendingChange,
    RevisionNumber, Slug, Stage, Status, TagId, Translation,
};

/// Fields that Galley does not know: kept as they came, in their order, and written out again.
pub type Custom = serde_json::Map<String, serde_json::Value>;

/// What an article may hold at most. Beyond these it is refused with a clear error, never cut.
pub mod limits {
    /// Longest headline, in bytes of UTF-8.
    pub const HEADLINE_BYTES: usize = 1_000;
    /// Longest lead, in bytes.
    pub const LEAD_BYTES: usize = 10_000;
    /// Longest body, in bytes (20 MiB: some three million words).
    pub const BODY_BYTES: usize = 20 * 1024 * 1024;
    /// Most tags on one article.
    pub const TAGS: usize = 200;
    /// Most bylines on one article.
    pub const BYLINES: usize = 50;
    /// Largest custom fields of one article, in bytes of JSON.
    pub const CUSTOM_BYTES: usize = 64 * 1024;
    /// Most views: the largest number up to which readers of JSON hold each one exactly.
    pub const VIEWS: u64 = 1 << 53;
}

/// Whether it is news or a standing page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Has a date, a category, a place in lists and feeds.
    #[default]
    Article,
    /// Stands by itself (imprint, about us): in no list and no feed.
    Page,
}

/// Whether the target's inquiry form is printed under the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormSwitch {
    /// As the category, or else the target, says.
    #[default]
    Inherit,
    /// Printed.
    On,
    /// Not printed.
    Off,
}

/// Where a picture is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Picture {
    /// In the library.
    Media(MediaHash),
    /// Somewhere on the web: an absolute `http` or `https` URL.
    Remote(String),
}

/// The picture that stands for the article, in lists and above the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// The picture.
    pub picture: Picture,
    /// What it shows, for those who cannot see it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// Printed under it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
}

/// What search engines and social networks are told, where it differs from what readers see.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Seo {
    /// Title of the page; the headline where empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Description of the page; the lead where empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The URL of the original, where this is a copy.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub canonical: String,
    /// Whether search engines are asked to leave it out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub noindex: bool,
}

/// Everything that an editor can change about an article, and that a revision keeps.
///
/// A revision's snapshot is complete: with it and the media folder the article can be rendered as it
/// was, whatever has happened to the article since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The headline. May be empty while the article is a draft.
    pub headline: String,
    /// The lead (standfirst): stands above the body; also the teaser in lists, feeds and social cards.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// The body: Markdown, byte for byte as the author wrote it.
    pub body: String,
    /// The last part of its address, unique within its language.
    pub slug: Slug,
    /// The language it is written in.
    pub language: Language,
    /// Its one category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// Its tags, in the author's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
    /// Its bylines, in the order in which they are printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bylines: Vec<BylineId>,
    /// Its cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Cover>,
    /// The publication date that is printed. Where there is none, the time of release is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Instant>,
    /// For search engines and social networks.
    #[serde(default)]
    pub seo: Seo,
    /// The inquiry form.
    #[serde(default)]
    pub form: FormSwitch,
    /// Views counted elsewhere before Galley: the number that a counter's figure is added to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view_base: Option<u64>,
    /// The article that this one translates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<Translation>,
    /// Former addresses that redirect here: paths as another tool knew them, beginning with `/`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Which media the paths in the body mean: path as written to the media's hash.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pictures: BTreeMap<String, MediaHash>,
    /// Which articles the links in the body mean: link as written to the article's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub links: BTreeMap<String, ArticleId>,
    /// Fields that Galley does not know.
    #[serde(default, skip_serializing_if = "Custom::is_empty")]
    pub custom: Custom,
}

impl Content {
    /// As a person names it: `en/ten-years-of-cable`.
    pub fn named(&self) -> String {
        self.slug.named(&self.language)
    }

    /// An empty article in a language, under a slug that its headline will replace.
    pub fn empty(language: Language, slug: Slug) -> Self {
        Self {
            headline: String::new(),
            lead: String::new(),
            body: String::new(),
            slug,
            language,
            category: None,
            tags: Vec::new(),
            bylines: Vec::new(),
            cover: None,
            date: None,
            seo: Seo::default(),
            form: FormSwitch::default(),
            view_base: None,
            translation: None,
            aliases: Vec::new(),
            pictures: BTreeMap::new(),
            links: BTreeMap::new(),
            custom: Custom::new(),
        }
    }
}

/// An article as the library holds it: its working text, and where it stands on its way out.
///
/// The working text is what the editor sees and what is saved at every pause. What readers get is the
/// *released revision*: releasing moves that pointer, editing afterwards does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its identity.
    pub id: ArticleId,
    /// Article or page.
    pub kind: Kind,
    /// The working text and all fields.
    pub content: Content,
    /// Whether someone chose the slug. Else the headline makes it, and it follows the headline until the first release.
    ///
    /// Not a part of the content: going back to a version changes no address, and readers see no difference.
    pub slug_chosen: bool,
    /// Where the working text stands in the newsroom.
    pub stage: Stage,
    /// The number of the working text's last save: 1 when made, one more with each save.
    /// A save names the version that it was based on and is refused where that is not the last.
    pub version: u64,
    /// The revision that goes out, if any.
    pub released: Option<RevisionNumber>,
    /// Whether the working text differs from what was released last: the released revision, or the change that waits.
    pub changed_since_release: bool,
    /// From when on the released revision is out.
    pub publish_at: Option<Instant>,
    /// A later text that takes the released one's place by itself.
    pub pending: Option<PendingChange>,
    /// Nothing of it leaves the machine before this.
    pub embargo_until: Option<Instant>,
    /// Put away: kept, in no list, on no target.
    pub archived: bool,
    /// When it was put into the trash.
    pub trashed_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
    /// When its working text was last saved.
    pub modified_at: Instant,
}

impl Article {
    /// A draft, made now and never released.
    pub fn draft(id: ArticleId, kind: Kind, content: Content, now: Instant) -> Self {
        Self {
            id,
            kind,
            content,
            slug_chosen: false,
            stage: Stage::Draft,
            version: 1,
            released: None,
            changed_since_release: false,
            publish_at: None,
            pending: None,
            embargo_until: None,
            archived: false,
            trashed_at: None,
            created_at: now,
            modified_at: now,
        }
    }

    /// Its status now.
    pub fn status(&self, now: Instant) -> Status {
        Status::of(self.stage, self.released, self.publish_at, self.archived, now)
    }

    /// Whether its released revision may leave the machine now, and where not, why.
    ///
    /// # Errors
    /// The first reason that holds it back.
    pub fn going_out(&self, now: Instant) -> Result<RevisionNumber, Held> {
        GoingOut {
            released: self.released,
            publish_at: self.publish_at,
            pending: self.pending,
            embargo_until: self.embargo_until,
            archived: self.archived,
            trashed: self.trashed_at.is_some(),
        }
        .check(now)
    }

    /// The released revision at this time, whatever else holds the article back: a pending change counts from its time on.
    pub fn released_at(&self, now: Instant) -> Option<RevisionNumber> {
        PendingChange::released(self.released, self.pending, now)
    }

    /// What was released last: the change that waits for its time, or else the released revision.
    pub fn last_released(&self) -> Option<RevisionNumber> {
        self.pending.map(|change| change.revision).or(self.released)
    }

    /// Whether the working text is in no release: neither in what readers get nor in what waits for its time.
    pub fn is_unreleased(&self) -> bool {
        self.released.is_none() || self.changed_since_release
    }

    /// Lets a pending change whose time is reached be the released revision.
    ///
    /// Whoever reads need not call this, the clock decides for them; whoever writes does, so that what is stored says it plainly.
    pub fn settle(&mut self, now: Instant) {
        if let Some(change) = self.pending.take_if(|change| change.at <= now) {
            self.released = Some(change.revision);
        }
    }

    /// Moves the working text to another stage.
    ///
    /// # Errors
    /// [`MoveError`] where the newsroom's rules forbid the move; the article is unchanged then.
    pub fn move_to(&mut self, stage: Stage) -> Result<(), MoveError> {
        self.stage = self.stage.move_to(stage)?;
        Ok(())
    }

    /// The date that is printed: the publication date, else when it goes out, else when it was made.
    pub fn printed_date(&self) -> Instant {
        self.content.date.or(self.publish_at).unwrap_or(self.created_at)
    }
}
