//! What a site is made from, as the one who asks for it hands it over.
//!
//! A [`Source`] gives only what may go out: the gate stands in front of it. Nothing here knows of drafts, so
//! none can leak. Small nouns come whole ([`Catalog`]), what lists need of each article stays in memory
//! ([`Card`]), texts pass through one by one ([`Text`]).

use std::ops::ControlFlow;
use std::path::PathBuf;

use galley_domain::{
    ArticleId, Byline, BylineId, CategoryId, CategoryTree, Content, FocalPoint, Form, FormSwitch, Instant,
    Kind, Language, Media, MediaHash, MediaKind, Picture, Site, Slug, Tag, TagId,
};
use uuid::Uuid;

use crate::address::web_address;

/// The nouns around the articles.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// The target's settings.
    pub site: Site,
    /// All categories.
    pub categories: CategoryTree,
    /// All tags.
    pub tags: Vec<Tag>,
    /// All bylines.
    pub bylines: Vec<Byline>,
    /// The media that bylines use as their pictures, and the logo.
    pub media: Vec<Media>,
    /// The target's inquiry form.
    pub form: Option<Form>,
}

/// A picture as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Image {
    /// A file of the library.
    Media {
        /// Its identity.
        hash: MediaHash,
        /// What it is.
        kind: MediaKind,
        /// The name it came under.
        name: Box<str>,
        /// Width and height, where known.
        pixels: Option<(u32, u32)>,
        /// Column and row of what stays visible where it is cropped.
        focal: [u8; 2],
    },
    /// Somewhere on the web.
    Remote(Box<str>),
}

impl Image {
    /// The picture of these media.
    pub fn of(media: &Media) -> Self {
        Self::Media {
            hash: media.hash,
            kind: media.kind,
            name: media.name.as_str().into(),
            pixels: media.pixels,
            focal: media.focal.map_or([FocalPoint::CENTRE; 2], FocalPoint::cell),
        }
    }

    /// What a picture field means, if its file is among these media.
    pub fn find(picture: &Picture, media: &[Media]) -> Option<Self> {
        match picture {
            Picture::Media(hash) => media.iter().find(|m| m.hash == *hash).map(Self::of),
            Picture::Remote(url) => Some(Self::Remote(url.as_str().into())),
        }
    }
}

/// What lists, feeds, the sitemap and other articles show of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its identity.
    pub id: ArticleId,
    /// Article or page.
    pub kind: Kind,
    /// Its language.
    pub language: Language,
    /// Its slug.
    pub slug: Slug,
    /// Its headline.
    pub headline: Box<str>,
    /// Its lead, or the beginning of it: see [`Card::TEASER_BYTES_MAX`].
    pub teaser: Box<str>,
    /// The date that is printed.
    pub date: Instant,
    /// When what is released last changed: not before readers had it, however long it lay ready.
    pub modified: Instant,
    /// Its category.
    pub category: Option<CategoryId>,
    /// Its tags.
    pub tags: Box<[TagId]>,
    /// Its bylines.
    pub bylines: Box<[BylineId]>,
    /// Its cover and what it shows.
    pub cover: Option<Box<(Image, Box<str>)>>,
    /// Views, where any were counted.
    pub views: Option<u64>,
    /// The article that it translates.
    pub translates: Option<ArticleId>,
    /// Former addresses elsewhere, and former slugs as `/slug/`.
    pub aliases: Box<[Box<str>]>,
    /// Former slugs, each with the language that the article was in.
    pub old_slugs: Box<[(Language, Slug)]>,
    /// Categories and dates under which readers had it before.
    pub former_filings: Box<[(Option<CategoryId>, Instant)]>,
    /// The inquiry form.
    pub form: FormSwitch,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// The address that it has first of all, where one is named.
    pub canonical: Option<Box<str>>,
}

impl Card {
    /// Longest teaser, in bytes. Longer leads are cut at a word, with an ellipsis.
    pub const TEASER_BYTES_MAX: usize = 480;

    /// The card of an article. `media` must hold its cover; views, and what readers had it under before, are filled in by the caller.
    pub fn new(
        id: ArticleId,
        kind: Kind,
        content: &Content,
        date: Instant,
        modified: Instant,
        media: &[Media],
    ) -> Self {
        let cover = content.cover.as_ref().and_then(|cover| {
            let image = Image::find(&cover.picture, media)?;
            Some(Box::new((image, Box::from(cover.alt.as_str()))))
        });
        Self {
            id,
            kind,
            language: content.language.clone(),
            slug: content.slug.clone(),
            headline: content.headline.as_str().into(),
            teaser: cut_at_word(&content.lead, Self::TEASER_BYTES_MAX),
            date,
            modified: modified.max(date),
            category: content.category,
            tags: content.tags.as_slice().into(),
            bylines: content.bylines.as_slice().into(),
            cover,
            views: content.view_base,
            translates: content.translation.as_ref().map(|t| t.source),
            aliases: content.aliases.iter().map(|a| a.as_str().into()).collect(),
            old_slugs: Box::default(),
            former_filings: Box::default(),
            form: content.form,
            noindex: content.seo.noindex,
            canonical: web_address(&content.seo.canonical).map(Into::into),
        }
    }
}

/// A text, cut at a word where it is longer.
pub(crate) fn cut_at_word(text: &str, bytes_max: usize) -> Box<str> {
    if text.len() <= bytes_max {
        return text.into();
    }
    let end = text.floor_char_boundary(bytes_max);
    let cut = &text[..end];
    let at_word = cut.rfind(char::is_whitespace).filter(|at| *at > end / 2);
    format!("{}…", at_word.map_or(cut, |at| &cut[..at])).into()
}

/// One article whole.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its identity; a card with it has come before.
    pub id: ArticleId,
    /// The released revision.
    pub content: Content,
    /// The media that its cover and body use.
    pub media: Vec<Media>,
    /// SHA-256 that changes with the body, also where the body was not read.
    pub words: [u8; 32],
}

/// Whether bodies are read along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bodies {
    /// They are.
    With,
    /// They may be left out: the rest of each text is asked for.
    Without,
}

/// A moment of what a site is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Names what the library holds: where it is the same twice, so is all that comes out of it.
    pub state: String,
    /// All else that was handed over, the clock aside: the target's settings.
    pub settings: String,
    /// The time by the clock.
    pub at: Instant,
}

/// What may differ from what it was in another state of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Articles, each once.
    pub articles: Vec<ArticleId>,
    /// Tags and bylines.
    pub nouns: Vec<Uuid>,
}

/// Where a site's articles come from could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the library could not be read: {0}")]
pub struct SourceError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Where a site's articles come from.
///
/// One export asks once for the first two, then for texts; all answers must be of one moment. The order of cards
/// and texts does not matter: the same articles give the same site.
pub trait Source {
    /// The nouns around the articles.
    fn catalog(&self) -> Result<Catalog, SourceError>;

    /// Gives the card of each article that goes out.
    fn cards(&self, each: &mut dyn FnMut(Card)) -> Result<(), SourceError>;

    /// Gives each article that goes out, until told to stop.
    fn texts(&self, bodies: Bodies, each: &mut dyn FnMut(Text) -> ControlFlow<()>)
    -> Result<(), SourceError>;

    /// One of them, whole; none where it does not go out.
    fn text(&self, id: ArticleId) -> Result<Option<Text>, SourceError>;

    /// The moment that is handed over; none where it has no name.
    fn moment(&self) -> Result<Option<Moment>, SourceError> {
        Ok(None)
    }

    /// What may differ from what it was in another state of the library. None where that is more than can be said here, or so much that it is
    /// better to ask for all; and where that state is not known.
    fn changes(&self, state: &str) -> Result<Option<Changes>, SourceError> {
        _ = state;
        Ok(None)
    }

    /// The card of one article; none where it does not go out.
    fn card(&self, id: ArticleId) -> Result<Option<Card>, SourceError> {
        let mut found = None;
        self.cards(&mut |card| {
            if card.id == id {
                found = Some(card);
            }
        })?;
        Ok(found)
    }

    /// The first time after that moment at which the clock alone changes what goes out.
    fn until(&self) -> Result<Option<Instant>, SourceError> {
        Ok(None)
    }

    /// The moment that all this is of: what is news is counted back from it. Without one there is no sitemap of news.
    fn now(&self) -> Option<Instant> {
        None
    }

    /// Where the file of these media lies.
    fn media_path(&self, hash: &MediaHash) -> Result<PathBuf, SourceError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_lead_is_cut_at_a_word() {
        let teaser = |lead: &str| cut_at_word(lead, Card::TEASER_BYTES_MAX);
        assert_eq!(&*teaser("Short."), "Short.");
        let long = teaser(&"word ".repeat(200));
        assert!(long.len() <= Card::TEASER_BYTES_MAX + '…'.len_utf8() && long.ends_with("word…"), "{long}");
        assert!(teaser(&"字".repeat(300)).ends_with("字…"));
    }
}
