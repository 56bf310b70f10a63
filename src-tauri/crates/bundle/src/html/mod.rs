//! HTML from elsewhere, a clipboard or a word processor's file, to Markdown of our dialect.
//!
//! First `clean` makes plain HTML of it, a few tags and nothing else; then `htmd` writes that as Markdown. What no
//! Markdown can say is left out and counted, so that a person can be told.

mod clean;
mod depth;
mod office;
mod tree;
mod write;

use url::Url;

/// Largest HTML that is read, in bytes. A long book from a word processor is a tenth of it.
pub const HTML_BYTES_MAX: usize = 32 * 1024 * 1024;

/// What HTML became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// Markdown, without a line end behind it.
    pub markdown: String,
    /// What is not in it.
    pub dropped: Dropped,
}

/// How many things of each kind could not be taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Pictures that lie in the other program and not on the web.
    pub pictures: usize,
    /// Comments of reviewers.
    pub comments: usize,
    /// Stretches that were deleted with changes tracked.
    pub deletions: usize,
    /// Cells of tables that ran over several others: their text is in the first one.
    pub merged_cells: usize,
    /// Films, forms, drawings.
    pub objects: usize,
}

/// Where a piece of HTML stood.
#[derive(Debug, Clone, Copy, Default)]
pub struct Page<'a> {
    /// Its address: what addresses without a host are meant by.
    pub address: Option<&'a Url>,
    /// Whether headings of the first level stay what they are. Otherwise that level is the headline's, and all go down by one
    /// where there is one of it.
    pub keeps_levels: bool,
}

/// HTML that is longer than [`HTML_BYTES_MAX`].
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("it has {bytes} bytes of HTML, {HTML_BYTES_MAX} is the most; paste it as plain text, or in parts")]
pub struct HtmlTooLong {
    /// Its length.
    pub bytes: usize,
}

/// Converts a piece of HTML. Never fails for what is in it: whatever it is, its words come out.
///
/// # Errors
/// [`HtmlTooLong`]
pub fn from_html(html: &str) -> Result<Converted, HtmlTooLong> {
    from_page(html, Page::default())
}

/// The same for HTML of which is known where it stood.
///
/// # Errors
/// [`HtmlTooLong`]
pub fn from_page(html: &str, of: Page<'_>) -> Result<Converted, HtmlTooLong> {
    if html.len() > HTML_BYTES_MAX {
        return Err(HtmlTooLong { bytes: html.len() });
    }
    let page = depth::read(html);
    let (clean, dropped) = clean::clean(&page.document, of);
    Ok(Converted { markdown: write::markdown(&clean), dropped })
}
