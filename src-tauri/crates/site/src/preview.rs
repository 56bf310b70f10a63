//! One article's page, rendered again and again while its text is written.
//!
//! The page comes in two parts: what the theme prints around the body, with the body's element empty, and the body in
//! blocks. Whoever shows it puts the blocks into the element with the [`BODY_MARKER`](crate::BODY_MARKER); together they
//! are the page that [`export`](crate::export()) writes, but for what a preview leaves out: other articles that the page
//! would name, and everything that would be fetched from somewhere.

use std::sync::Arc;

use galley_domain::MediaHash;

use crate::body::{Block, Body};
use crate::index::{Index, Shown};
use crate::pages::Pages;
use crate::pictures::Sizing;
use crate::{Card, Catalog, ExportError, Text, Theme};

/// What a previewed page may load: nothing but what the program that shows it puts there. That it runs no script is also
/// said by the frame that it is shown in.
pub const PREVIEW_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src blob:; media-src blob:; \
     base-uri 'none'; form-action 'none'";

/// An article whose page is shown while it is written. Made once; reads no library afterwards.
#[derive(Debug)]
pub struct Preview {
    theme: Arc<Theme>,
    index: Index,
    at: u32,
    text: Text,
}

/// How a page looks at one moment.
#[derive(Debug)]
pub struct Shot {
    /// The body's blocks, in order.
    pub blocks: Vec<Block>,
    /// Minutes of reading.
    pub minutes: u64,
    /// The library's pictures that the body shows.
    pub pictures: Vec<PictureAt>,
}

/// One of the library's pictures in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureAt {
    /// What stands in `src`.
    pub src: String,
    /// Which it is.
    pub hash: MediaHash,
}

impl Preview {
    /// Makes ready to render the article of `text`, whose card is among the cards; the others are those that it links to
    /// and its translations.
    pub fn new(
        theme: Arc<Theme>,
        catalog: Catalog,
        cards: Vec<Card>,
        text: Text,
    ) -> Result<Self, ExportError> {
        let (index, _) = Index::new(catalog, cards, Sizing { off: true, ..Sizing::default() })?;
        let at = index.find(text.id).expect("its own card is in the index");
        Ok(Self { theme, index, at, text })
    }

    /// Takes what was typed, and renders the body.
    pub fn write(&mut self, headline: &str, lead: &str, body: &str) -> Shot {
        let content = &mut self.text.content;
        headline.clone_into(&mut content.headline);
        lead.clone_into(&mut content.lead);
        body.clone_into(&mut content.body);
        self.index.set_headline(self.at, headline);
        let Body { blocks, minutes, files, .. } =
            Pages::for_preview(&self.index, &self.theme).body(self.at, &self.text);
        Shot { blocks, minutes, pictures: files.iter().filter_map(PictureAt::of).collect() }
    }

    /// The page around the body as it was last written, with the body's element empty.
    pub fn around(&self, minutes: u64) -> Result<String, ExportError> {
        Ok(Pages::for_preview(&self.index, &self.theme)
            .around(self.at, &self.text)
            .with_body(&[], minutes, &[])
            .print()?)
    }

    /// The library's picture above the body.
    pub fn cover(&self) -> Option<PictureAt> {
        PictureAt::of(self.index.entry(self.at).cover.as_deref()?)
    }

    /// The theme's style sheets, each with the address that pages link it by.
    pub fn style_sheets(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let sheets = self.theme.assets().iter().filter(|asset| is_css(&asset.path));
        sheets.map(|sheet| {
            (self.index.base.href(&sheet.path), String::from_utf8_lossy(&sheet.bytes).into_owned())
        })
    }
}

impl PictureAt {
    fn of(shown: &Shown) -> Option<Self> {
        Some(Self { src: shown.src.to_string(), hash: shown.file.as_ref()?.hash })
    }
}

fn is_css(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("css"))
}
