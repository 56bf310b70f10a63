//! Commands about what a person should look at before publishing.

use galley_desk::domain::ArticleId;
use galley_desk::wire::{Failure, Finding};

use crate::shell::open::Open;
use crate::shell::rooms::Here;

/// Looks at an article, or at all where none is named.
#[tauri::command(async)]
pub(crate) fn check_articles(id: Option<ArticleId>, open: Here<Open>) -> Result<Vec<Finding>, Failure> {
    open.check(id)
}

/// Looks at the site that was written last: its files, and the links within it.
#[tauri::command(async)]
pub(crate) fn check_site(open: Here<Open>) -> Result<Vec<Finding>, Failure> {
    open.check_written()
}

/// Asks whether something is still there where links lead out.
#[tauri::command(async)]
pub(crate) fn check_links(open: Here<Open>) -> Result<Vec<Finding>, Failure> {
    open.check_links()
}
