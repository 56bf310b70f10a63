//! What a previewed page needs from the library: the article, its pictures, the articles that it links to and its
//! translations; and the bytes of a picture.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::sync::Arc;

use galley_domain::{Article, ArticleId, CategoryTree, Content, Media, MediaHash, MediaKind, Target};
use galley_site::{Card, Preview, Text, Theme};
use galley_store::{Outgoing, View};

use crate::export::site::{catalog, takes};
use crate::export::site_of;
use crate::wire::PreviewPicture;
use crate::{Desk, DeskError};

/// Most other articles that are looked up for one page. Links to the rest look as if they led nowhere.
const OTHERS_MAX: usize = 200;

/// Most pictures of one page.
const PICTURES_MAX: usize = 2_000;

/// Largest picture that a preview shows, in bytes.
pub const PICTURE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// A page, ready to be rendered.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) preview: Preview,
    pub(super) kinds: Vec<(MediaHash, MediaKind)>,
}

/// Reads it all in one moment.
pub(super) fn read(desk: &Desk, id: ArticleId, theme: Arc<Theme>) -> Result<Read, DeskError> {
    let target = desk.find_target(None)?;
    let site = site_of(&target)?;
    desk.library.snapshot(|view| {
        let article = view.article(id)?.ok_or_else(|| DeskError::unknown("article", id))?;
        let tree = crate::nouns::tree(view)?;
        let media = media_of(view, &article.content)?;
        let printed_at = article.printed_date();
        let mut cards =
            vec![Card::new(id, article.kind, &article.content, printed_at, article.modified_at, &media)];
        for other in others(view, &article)? {
            cards.extend(card(desk, view, &target, &tree, other)?);
        }
        // Bylines have their pictures on their own pages only.
        let catalog = catalog(view, site, tree, |_| Ok(None))?;
        let kinds = media.iter().map(|media| (media.hash, media.kind)).collect();
        // A preview is rendered whenever it is asked for: no one compares.
        let text = Text { id, content: article.content, media, words: [0; 32] };
        Ok(Read { preview: Preview::new(theme, catalog, cards, text)?, kinds })
    })
}

/// The articles that the page may lead to.
fn others(view: &View<'_>, article: &Article) -> Result<Vec<ArticleId>, DeskError> {
    let content = &article.content;
    let source = content.translation.as_ref().map(|translation| translation.source);
    let mut others: BTreeSet<ArticleId> = content.links.values().copied().collect();
    others.extend(source);
    others.extend(view.translations(source.unwrap_or(article.id))?);
    others.remove(&article.id);
    Ok(others.into_iter().take(OTHERS_MAX).collect())
}

/// The card of another article, if it goes out with this target.
fn card(
    desk: &Desk,
    view: &View<'_>,
    target: &Target,
    tree: &CategoryTree,
    id: ArticleId,
) -> Result<Option<Card>, DeskError> {
    let Some(article) = view.article(id)? else {
        return Ok(None);
    };
    let out = view.released_form(article, desk.now())?;
    let out = out.filter(|out| takes(target, tree, &out.content));
    Ok(out.map(|Outgoing { id, kind, content, printed_at, modified_at, .. }| {
        Card::new(id, kind, &content, printed_at, modified_at, &[])
    }))
}

fn media_of(view: &View<'_>, content: &Content) -> Result<Vec<Media>, DeskError> {
    let hashes: BTreeSet<MediaHash> = galley_store::media_of(content).take(PICTURES_MAX).collect();
    let mut media = Vec::with_capacity(hashes.len());
    for hash in hashes {
        media.extend(view.media(hash)?);
    }
    Ok(media)
}

impl Desk {
    /// The picture that a path in the text of an article names; None where it names none of the library's.
    ///
    /// # Errors
    /// [`DeskError::Unknown`] for the article; [`DeskError::Store`].
    pub fn picture_at(&self, article: ArticleId, path: &str) -> Result<Option<PreviewPicture>, DeskError> {
        let view = self.view();
        let article = view.article(article)?.ok_or_else(|| DeskError::unknown("article", article))?;
        let media = match article.content.pictures.get(path) {
            Some(hash) => view.media(*hash)?,
            // A picture that was put in since the last save.
            None => MediaHash::beginning_in(path).map_or(Ok(None), |start| view.media_beginning(start))?,
        };
        Ok(media.filter(|media| media.kind.is_picture()).map(|media| PreviewPicture {
            src: path.to_owned(),
            hash: media.hash.to_string(),
            media_type: media.kind.media_type(),
        }))
    }

    /// The bytes of a picture and their media type.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]; [`DeskError::Invalid`] for a file that is no picture or larger than
    /// [`PICTURE_BYTES_MAX`]; [`DeskError::Io`].
    pub fn picture_bytes(&self, hash: &str) -> Result<(&'static str, Vec<u8>), DeskError> {
        let parsed: MediaHash = hash.parse().map_err(|error| DeskError::invalid("media", error))?;
        let media = self.view().media(parsed)?.ok_or_else(|| DeskError::unknown("picture", parsed))?;
        if !media.kind.is_picture() {
            return Err(DeskError::invalid(media.name, "it is no picture"));
        }
        if media.bytes > PICTURE_BYTES_MAX {
            let why = format!("it has {} bytes; previews show {PICTURE_BYTES_MAX} at most", media.bytes);
            return Err(DeskError::invalid(media.name, why));
        }
        let files = self.media_files();
        let mut bytes = Vec::with_capacity(media.bytes as usize);
        let reading =
            |source| DeskError::Io { doing: "reading", path: files.path(parsed, media.kind), source };
        // The file is the library's own, but a library may come from anywhere: no more is read than it says.
        files.open(parsed, media.kind)?.take(PICTURE_BYTES_MAX).read_to_end(&mut bytes).map_err(reading)?;
        Ok((media.kind.media_type(), bytes))
    }
}
