//! Commands about articles: lists, search, one to read.

use galley_desk::wire::{ArticleFilter, ArticlePage, ArticleView, Failure, SearchReply};
use tauri::State;

use crate::shell::open::Open;

/// A page of a shelf, newest first, that begins after the cursor.
#[tauri::command(async)]
pub(crate) fn articles_list(
    filter: ArticleFilter,
    after: Option<&str>,
    limit: usize,
    open: State<'_, Open>,
) -> Result<ArticlePage, Failure> {
    open.ask(|desk| desk.list(&filter, after, limit))
}

/// What was found, best first.
#[tauri::command(async)]
pub(crate) fn articles_search(
    query: &str,
    filter: ArticleFilter,
    limit: usize,
    open: State<'_, Open>,
) -> Result<SearchReply, Failure> {
    open.ask(|desk| desk.search(query, &filter, limit))
}

/// An article to read, its body as sanitised HTML.
#[tauri::command(async)]
pub(crate) fn article_show(id: &str, open: State<'_, Open>) -> Result<ArticleView, Failure> {
    open.ask(|desk| desk.show(desk.find_article(id)?))
}
