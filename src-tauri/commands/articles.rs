//! Commands about articles: lists, search, making them, and what is done to many at once.

use std::collections::HashSet;

use galley_desk::article::NewArticle;
use galley_desk::domain::{ArticleId, Stage, parse_instant};
use galley_desk::wire::{
    ArticleFilter, ArticlePage, Changes, Failure, Going, ListOrder, Made, SearchReply, StatusWord, TagShelf,
};
use galley_desk::{Desk, DeskError, Done};

use crate::shell::open::Open;
use crate::shell::rooms::Here;

/// A page of a shelf in an order, that begins after the cursor.
#[tauri::command(async)]
pub(crate) fn articles_list(
    filter: ArticleFilter,
    order: ListOrder,
    after: Option<&str>,
    limit: usize,
    open: Here<Open>,
) -> Result<ArticlePage, Failure> {
    open.ask(|desk| desk.list(&filter, order, after, limit))
}

/// What was found, best first.
#[tauri::command(async)]
pub(crate) fn articles_search(
    query: &str,
    filter: ArticleFilter,
    limit: usize,
    open: Here<Open>,
) -> Result<SearchReply, Failure> {
    open.ask(|desk| desk.search(query, &filter, limit))
}

/// The ids of all articles of a shelf but some, of those with one of these statuses; of all statuses where none is named.
#[tauri::command(async)]
pub(crate) fn articles_chosen(
    filter: ArticleFilter,
    except: HashSet<String>,
    statuses: Vec<StatusWord>,
    open: Here<Open>,
) -> Result<Vec<String>, Failure> {
    let chosen = open.ask(|desk| desk.chosen(&filter, &except, &statuses))?;
    Ok(chosen.iter().map(ToString::to_string).collect())
}

/// How many articles a shelf has, without some.
#[tauri::command(async)]
pub(crate) fn articles_count(
    filter: ArticleFilter,
    except: HashSet<String>,
    open: Here<Open>,
) -> Result<usize, Failure> {
    open.ask(|desk| Ok(desk.chosen(&filter, &except, &[])?.len()))
}

/// Makes an article, a draft without a headline.
#[tauri::command(async)]
pub(crate) fn article_new(
    kind: &str,
    language: Option<&str>,
    category: Option<&str>,
    open: Here<Open>,
) -> Result<Made, Failure> {
    let fields = [("kind", Some(kind)), ("language", language), ("category", category)];
    let values: Vec<_> =
        fields.into_iter().filter_map(|(field, value)| Some((field.to_owned(), value?.to_owned()))).collect();
    let made = open.change(|desk| desk.new_article_with(&NewArticle::default(), &values))?;
    Ok(told(made))
}

/// Makes a copy of an article.
#[tauri::command(async)]
pub(crate) fn article_duplicate(id: &str, open: Here<Open>) -> Result<Made, Failure> {
    let made = open.change(|desk| desk.duplicate_article(desk.find_article(id)?))?;
    Ok(told(made))
}

/// Makes a version of an article in another language.
#[tauri::command(async)]
pub(crate) fn article_translate(id: &str, language: &str, open: Here<Open>) -> Result<Made, Failure> {
    let made = open.change(|desk| desk.translate_article(desk.find_article(id)?, language))?;
    Ok(told(made))
}

/// Sets fields of many articles, by name.
#[tauri::command(async)]
pub(crate) fn articles_set(
    ids: Vec<String>,
    values: Vec<(String, String)>,
    open: Here<Open>,
) -> Result<Changes, Failure> {
    for_all(&open, &ids, |desk, ids| desk.set_fields_of(ids, &values))
}

/// Puts tags on many articles and takes others off.
#[tauri::command(async)]
pub(crate) fn articles_tag(
    ids: Vec<String>,
    add: Vec<String>,
    remove: Vec<String>,
    open: Here<Open>,
) -> Result<Changes, Failure> {
    for_all(&open, &ids, |desk, ids| desk.tag_articles(ids, &add, &remove))
}

/// The tags of these articles, each with how many of them have it.
#[tauri::command(async)]
pub(crate) fn articles_tags(ids: Vec<String>, open: Here<Open>) -> Result<Vec<TagShelf>, Failure> {
    open.ask(|desk| desk.tags_of(&found(desk, &ids)?))
}

/// Releases the working texts: from a time on, which without an offset is one in the library's time zone, or from now on.
#[tauri::command(async)]
pub(crate) fn articles_release(
    ids: Vec<String>,
    at: Option<&str>,
    open: Here<Open>,
) -> Result<Changes, Failure> {
    for_all(&open, &ids, |desk, ids| {
        let zone = desk.settings()?.time_zone;
        let at = at.map(|at| parse_instant(at, zone)).transpose();
        desk.release(ids, at.map_err(|why| DeskError::invalid("at", why))?)
    })
}

/// Takes back changes that wait for their time.
#[tauri::command(async)]
pub(crate) fn articles_drop_changes(ids: Vec<String>, open: Here<Open>) -> Result<Changes, Failure> {
    for_all(&open, &ids, Desk::drop_changes)
}

/// Takes articles back.
#[tauri::command(async)]
pub(crate) fn articles_unrelease(ids: Vec<String>, open: Here<Open>) -> Result<Changes, Failure> {
    for_all(&open, &ids, Desk::unrelease)
}

/// Moves the working texts to another stage.
#[tauri::command(async)]
pub(crate) fn articles_move(
    ids: Vec<String>,
    stage: StatusWord,
    open: Here<Open>,
) -> Result<Changes, Failure> {
    for_all(&open, &ids, |desk, ids| {
        let stage = match stage {
            StatusWord::Draft => Stage::Draft,
            StatusWord::Review => Stage::Review,
            StatusWord::Approved => Stage::Approved,
            _ => return Err(DeskError::invalid("stage", "it is draft, review or approved")),
        };
        desk.move_to(ids, stage)
    })
}

/// Puts articles away, or takes them out again.
#[tauri::command(async)]
pub(crate) fn articles_archive(
    ids: Vec<String>,
    archived: bool,
    open: Here<Open>,
) -> Result<Changes, Failure> {
    for_all(&open, &ids, |desk, ids| desk.archive(ids, archived))
}

/// Puts articles into the trash.
#[tauri::command(async)]
pub(crate) fn articles_trash(ids: Vec<String>, open: Here<Open>) -> Result<Changes, Failure> {
    for_all(&open, &ids, Desk::trash)
}

/// Takes articles out of the trash.
#[tauri::command(async)]
pub(crate) fn articles_untrash(ids: Vec<String>, open: Here<Open>) -> Result<Changes, Failure> {
    for_all(&open, &ids, Desk::untrash)
}

/// What deleting these for good takes out of the library, or all that is in the trash, and where they still stand.
#[tauri::command(async)]
pub(crate) fn articles_going(
    ids: Option<Vec<String>>,
    open: Here<Open>,
) -> Result<(Vec<String>, Going), Failure> {
    let leaving = open.leaving(|desk| match ids {
        Some(ids) => found(desk, &ids),
        None => desk.trashed(),
    })?;
    Ok((leaving.ids().iter().map(ToString::to_string).collect(), leaving.going()))
}

/// Deletes articles in the trash for good.
#[tauri::command(async)]
pub(crate) fn articles_delete(ids: Vec<String>, open: Here<Open>) -> Result<Changes, Failure> {
    Ok(open.delete_for_good(|desk| found(desk, &ids))?.changes)
}

fn told(made: Done<ArticleId>) -> Made {
    Made { id: made.output.to_string(), changes: made.changes }
}

fn for_all<T>(
    open: &Open,
    ids: &[String],
    change: impl FnOnce(&mut Desk, &[ArticleId]) -> Result<Done<T>, DeskError>,
) -> Result<Changes, Failure> {
    let done = open.change_many(ids.len(), |desk| {
        let ids = found(desk, ids)?;
        change(desk, &ids)
    })?;
    Ok(done.changes)
}

fn found(desk: &Desk, ids: &[String]) -> Result<Vec<ArticleId>, DeskError> {
    ids.iter().map(|id| desk.find_article(id)).collect()
}
