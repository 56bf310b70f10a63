//! The live preview: the page of an article, while it is written, as the theme will print it.
//!
//! [`Previews`] keeps the page that a window shows and answers each change of the text with the blocks that differ. The
//! library is read when a page is first shown and when the caller says that something changed in it that the page shows
//! ([`crate::wire::ChangeTag::References`]); a key that is typed reads nothing, nor does its save. Nor is a page rendered while the desk
//! is held: whoever saves does not wait for it.
//!
//! Not here: what a page looks like (`galley-site`), what the frame does with it (`ui/src/features/preview`).

mod diff;
mod read;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use galley_domain::{ArticleId, Look, MediaHash, MediaKind};
use galley_site::{Block, PictureAt, Preview, Theme};

use crate::article::{Typed, check_lengths};
use crate::wire::{PreviewPage, PreviewPatch, PreviewPicture, PreviewSheet};
use crate::{Desk, DeskError};

pub use read::PICTURE_BYTES_MAX;

/// A theme with its name, and what it is dressed in.
type Dressed = ((String, Look), Arc<Theme>);

/// The preview that a window shows: of one article at a time.
#[derive(Debug, Default)]
pub struct Previews {
    showing: Mutex<Option<Showing>>,
    /// The site's theme, and what it was made from. Read once; articles of one library share it.
    theme: Mutex<Option<Dressed>>,
}

/// What a page is made from, as the library had it when it was read.
#[derive(Debug)]
pub struct PreviewSource {
    article: ArticleId,
    read: read::Read,
}

/// The page that is shown.
#[derive(Debug)]
struct Showing {
    article: ArticleId,
    preview: Preview,
    kinds: Vec<(MediaHash, MediaKind)>,
    number: u64,
    blocks: Vec<Block>,
    around: Around,
}

/// The page around the body, and what it was made from.
#[derive(Debug, Default)]
struct Around {
    headline: String,
    lead: String,
    minutes: u64,
    html: String,
}

impl Previews {
    /// Reads what the page of an article is made from.
    ///
    /// # Errors
    /// [`DeskError::Unknown`], [`DeskError::Store`].
    pub fn read(&self, desk: &Desk, id: ArticleId) -> Result<PreviewSource, DeskError> {
        Ok(PreviewSource { article: id, read: read::read(desk, id, self.theme(desk)?)? })
    }

    /// Shows an article's page.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for a text that is longer than an article may be.
    pub fn page(&self, source: PreviewSource, typed: Typed<'_>) -> Result<PreviewPage, DeskError> {
        check(typed)?;
        let mut showing = Showing::new(source, None);
        let sheets = showing.preview.style_sheets();
        let sheets = sheets.map(|(href, css)| PreviewSheet { href, css }).collect();
        let patch = showing.patch(typed, None)?;
        *self.hold() = Some(showing);
        Ok(PreviewPage { sheets, patch })
    }

    /// What changed in the page since the patch with this number. Needs no library. None where this article is not the
    /// one that is shown: then [`Previews::refresh`] shows it.
    ///
    /// # Errors
    /// [`DeskError::Invalid`]
    pub fn patch(
        &self,
        id: ArticleId,
        typed: Typed<'_>,
        since: u64,
    ) -> Result<Option<PreviewPatch>, DeskError> {
        check(typed)?;
        let mut held = self.hold();
        let showing = held.as_mut().filter(|showing| showing.article == id);
        showing.map(|showing| showing.patch(typed, Some(since))).transpose()
    }

    /// The same after something changed in the library, which was read anew: fields, pictures, what links lead to.
    ///
    /// # Errors
    /// As [`Previews::page`].
    pub fn refresh(
        &self,
        source: PreviewSource,
        typed: Typed<'_>,
        since: u64,
    ) -> Result<PreviewPatch, DeskError> {
        check(typed)?;
        let mut held = self.hold();
        let before = held.take().filter(|showing| showing.article == source.article);
        let mut showing = Showing::new(source, before);
        let patch = showing.patch(typed, Some(since))?;
        *held = Some(showing);
        Ok(patch)
    }

    fn theme(&self, desk: &Desk) -> Result<Arc<Theme>, DeskError> {
        let target = desk.find_target(None)?;
        let site = crate::export::site_of(&target)?;
        let look = (site.theme.clone(), site.appearance.look.clone());
        let mut held = self.theme.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, theme)) = held.as_ref().filter(|(held, _)| *held == look) {
            return Ok(Arc::clone(theme));
        }
        let theme = Theme::named(&look.0).map_err(galley_site::ExportError::from)?;
        let theme = Arc::new(theme.dressed(&look.1));
        *held = Some((look, Arc::clone(&theme)));
        Ok(theme)
    }

    fn hold(&self) -> MutexGuard<'_, Option<Showing>> {
        // Whatever a panic left half done, the next patch counts its blocks against what was sent.
        self.showing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Showing {
    /// What was shown before is what the next patch is counted against.
    fn new(source: PreviewSource, before: Option<Self>) -> Self {
        let PreviewSource { article, read: read::Read { preview, kinds } } = source;
        let (number, blocks, html) = match before {
            Some(before) => (before.number, before.blocks, before.around.html),
            None => (0, Vec::new(), String::new()),
        };
        // Without its headline: what stands around the body is made anew, and sent if it differs.
        let around = Around { html, minutes: u64::MAX, ..Around::default() };
        Self { article, preview, kinds, number, blocks, around }
    }

    fn patch(&mut self, typed: Typed<'_>, since: Option<u64>) -> Result<PreviewPatch, DeskError> {
        let known = since == Some(self.number) && self.number > 0;
        let shot = self.preview.write(typed.headline, typed.lead, typed.body);
        let page = self.around(typed, shot.minutes)?;
        let page = if known { page } else { Some(self.around.html.clone()) };
        let (from, del, ins) = if known {
            let (from, del, ins) = diff::between(&self.blocks, &shot.blocks);
            (from, Some(del), ins)
        } else {
            (0, None, 0..shot.blocks.len())
        };
        let pictures = shot.pictures.into_iter().chain(self.preview.cover());
        let pictures = self.pictures(pictures);
        let ins = shot.blocks[ins].iter().map(|block| block.html.clone()).collect();
        self.blocks = shot.blocks;
        self.number += 1;
        let lines = ascending(&self.blocks);
        let end = typed.body.split('\n').count() + 1;
        Ok(PreviewPatch { number: self.number, page, from, del, ins, lines, end, pictures })
    }

    /// The page around the body, where it is not as before.
    fn around(&mut self, typed: Typed<'_>, minutes: u64) -> Result<Option<String>, DeskError> {
        let around = &mut self.around;
        if around.headline == typed.headline && around.lead == typed.lead && around.minutes == minutes {
            return Ok(None);
        }
        let html = self.preview.around(minutes)?;
        let differs = html != around.html;
        *around = Around { headline: typed.headline.to_owned(), lead: typed.lead.to_owned(), minutes, html };
        Ok(differs.then(|| around.html.clone()))
    }

    fn pictures(&self, shown: impl Iterator<Item = PictureAt>) -> Vec<PreviewPicture> {
        let mut pictures: Vec<PreviewPicture> = Vec::new();
        for PictureAt { src, hash } in shown {
            let kind = self.kinds.iter().find(|(of, _)| *of == hash).map(|(_, kind)| *kind);
            if let Some(kind) = kind.filter(|_| !pictures.iter().any(|picture| picture.src == src)) {
                pictures.push(PreviewPicture { src, hash: hash.to_string(), media_type: kind.media_type() });
            }
        }
        pictures
    }
}

/// The line of each block. The notes, which stand last wherever they were written, do not go back.
fn ascending(blocks: &[Block]) -> Vec<u32> {
    let mut last = 1;
    let line = |block: &Block| {
        last = block.first_line.max(last);
        last
    };
    blocks.iter().map(line).collect()
}

fn check(typed: Typed<'_>) -> Result<(), DeskError> {
    check_lengths(typed, "the preview stays as it was")
}
