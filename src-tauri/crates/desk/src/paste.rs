//! What is pasted: HTML as Markdown. Needs no library.

use crate::DeskError;
use crate::wire::Pasted;

/// The Markdown of a piece of HTML, and what is not in it.
///
/// # Errors
/// [`DeskError::Invalid`] for HTML that is too long.
pub fn from_html(html: &str) -> Result<Pasted, DeskError> {
    let made = galley_bundle::from_html(html).map_err(|why| DeskError::invalid("what was copied", why))?;
    let galley_bundle::Dropped { pictures, comments, deletions, merged_cells, objects } = made.dropped;
    Ok(Pasted { markdown: made.markdown, pictures, comments, deletions, merged_cells, objects })
}
