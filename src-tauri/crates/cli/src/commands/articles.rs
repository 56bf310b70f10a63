//! Changing articles: making them, setting fields, letting them out, putting them away.
//!
//! Each answers the articles as they are then, in the shape of a list.

use galley_desk::article::NewArticle;
use galley_desk::domain::{ArticleId, Kind, parse_instant};
use galley_desk::{Desk, DeskError, Done};
use serde_json::json;

use super::read::lines;
use super::values::pairs;
use crate::args::{Add, Release, Set, StageArgs, Unrelease, WhichAll};
use crate::output::Output;
use crate::trouble::{DONE, Trouble};

pub(super) fn add(desk: &mut Desk, add: &Add, out: &mut Output) -> Result<u8, Trouble> {
    let kind = if add.page { Kind::Page } else { Kind::Article };
    let new = NewArticle { kind, language: None, headline: add.headline.clone() };
    let id = desk.new_article_with(&new, &pairs(&add.values)?)?.output;
    answer(desk, &[id], out)
}

pub(super) fn set(desk: &mut Desk, set: &Set, out: &mut Output) -> Result<u8, Trouble> {
    let id = desk.find_article(&set.which.article)?;
    desk.set_fields(id, &pairs(&set.values)?)?;
    answer(desk, &[id], out)
}

pub(super) fn release(desk: &mut Desk, release: &Release, out: &mut Output) -> Result<u8, Trouble> {
    let zone = desk.settings()?.time_zone;
    let at = release.at.as_deref().map(|at| parse_instant(at, zone)).transpose();
    let at = at.map_err(|e| Trouble::Usage(format!("--at {e}; nothing was changed")))?;
    let which = WhichAll { articles: release.articles.clone() };
    each(desk, &which, out, |desk, ids| desk.release(ids, at))
}

pub(super) fn unrelease(desk: &mut Desk, back: &Unrelease, out: &mut Output) -> Result<u8, Trouble> {
    let take_back = if back.change { Desk::drop_changes } else { Desk::unrelease };
    each(desk, &back.which, out, take_back)
}

pub(super) fn stage(desk: &mut Desk, stage: &StageArgs, out: &mut Output) -> Result<u8, Trouble> {
    each(desk, &stage.which, out, |desk, ids| desk.move_to(ids, stage.stage.into()))
}

pub(super) fn archive(
    desk: &mut Desk,
    which: &WhichAll,
    away: bool,
    out: &mut Output,
) -> Result<u8, Trouble> {
    each(desk, which, out, |desk, ids| desk.archive(ids, away))
}

/// Does one thing to several articles, all or none.
pub(super) fn each(
    desk: &mut Desk,
    which: &WhichAll,
    out: &mut Output,
    change: impl FnOnce(&mut Desk, &[ArticleId]) -> Result<Done<usize>, DeskError>,
) -> Result<u8, Trouble> {
    let mut ids = Vec::new();
    for name in &which.articles {
        let id = desk.find_article(name)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    change(desk, &ids)?;
    answer(desk, &ids, out)
}

/// The articles as they are now.
pub(super) fn answer(desk: &Desk, ids: &[ArticleId], out: &mut Output) -> Result<u8, Trouble> {
    let articles = ids.iter().map(|id| desk.line(*id)).collect::<Result<Vec<_>, _>>()?;
    let zone = desk.settings()?.time_zone;
    out.answer(&json!({ "articles": articles }), |out| out.table(&lines(&articles, zone)))?;
    Ok(DONE)
}
