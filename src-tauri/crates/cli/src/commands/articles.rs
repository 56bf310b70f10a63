//! Changing articles: making them, setting fields, letting them out, putting them away.
//!
//! Each answers the articles as they are then, in the shape of a list.

use galley_desk::article::NewArticle;
use galley_desk::domain::{ArticleId, Instant, Kind, parse_instant};
use galley_desk::export::releases;
use galley_desk::places::{self, site_folder};
use galley_desk::{Desk, DeskError, Done};
use serde_json::json;

use super::read::lines;
use super::values::pairs;
use super::{Place, count};
use crate::args::{Add, Delete, Release, Set, StageArgs, Translate, Unrelease, WhichAll};
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

pub(super) fn translate(desk: &mut Desk, translate: &Translate, out: &mut Output) -> Result<u8, Trouble> {
    let id = desk.find_article(&translate.which.article)?;
    let made = desk.translate_article(id, &translate.language)?.output;
    answer(desk, &[made], out)
}

pub(super) fn release(desk: &mut Desk, release: &Release, out: &mut Output) -> Result<u8, Trouble> {
    let zone = desk.settings()?.time_zone;
    let at = release.at.as_deref().map(|at| parse_instant(at, zone)).transpose();
    let at = at.map_err(|e| Trouble::Usage(format!("--at {e}; nothing was changed")))?;
    let which = WhichAll { articles: release.articles.clone() };
    each(desk, &which, out, |desk, ids| desk.release(ids, at))
}

pub(super) fn unrelease(desk: &mut Desk, back: &Unrelease, out: &mut Output) -> Result<u8, Trouble> {
    if back.change {
        return each(desk, &back.which, out, Desk::drop_changes);
    }
    ending(desk, &back.which, out, Desk::unrelease)
}

/// The same for what is not to be out any more: servers keep it until they are told.
pub(super) fn ending(
    desk: &mut Desk,
    which: &WhichAll,
    out: &mut Output,
    change: impl FnOnce(&mut Desk, &[ArticleId]) -> Result<Done<usize>, DeskError>,
) -> Result<u8, Trouble> {
    let ids = changed(desk, which, out, change)?;
    let servers = desk.still_at(&ids)?;
    if !servers.is_empty() {
        let at = servers.join(", ");
        out.aside(&format!("galley: it stands at {at} still; `galley unpublish` takes it off there."))?;
    }
    Ok(DONE)
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
    if away {
        return ending(desk, which, out, |desk, ids| desk.archive(ids, true));
    }
    each(desk, which, out, |desk, ids| desk.archive(ids, false))
}

/// Deletes for good, or says what would go.
pub(super) fn delete(at: &Place, delete: &Delete, out: &mut Output) -> Result<u8, Trouble> {
    let mut desk = if delete.for_good { at.write(out)? } else { at.read()? };
    let ids = if delete.all { desk.trashed()? } else { found(&desk, &delete.articles)? };
    let written = site_written(&desk);
    let leaving = desk.leaving(&ids, &desk.undo_media(&ids), written)?;
    let going = if delete.for_good { desk.delete_for_good(leaving)?.output } else { leaving.going() };
    out.answer(&json!({ "deleted": delete.for_good, "going": going }), |out| {
        let articles = count(going.articles, "article", "articles");
        let versions = count(going.versions as usize, "version", "versions");
        let pictures = count(going.pictures, "picture", "pictures");
        let with = format!("{articles}, {versions}, {pictures} that nothing else uses");
        if delete.for_good {
            out.line(format!("Deleted for good: {with}. Backups that were made before still have them."))?;
        } else {
            out.line(format!("Would be deleted for good: {with}. Nothing was changed; --for-good does it."))?;
        }
        for place in &going.servers {
            let there = count(place.articles.len(), "of them stands", "of them stand");
            out.aside(&format!(
                "{there} at {} still: `galley board` has their ids, by which `galley unpublish` takes them off.",
                place.name
            ))?;
        }
        if going.on_site > 0 {
            let there = count(going.on_site, "of them stands", "of them stand");
            out.aside(&format!("{there} on the site until it is written the next time."))?;
        }
        Ok(())
    })?;
    Ok(DONE)
}

/// When the site was written that stands where this machine writes it.
fn site_written(desk: &Desk) -> Option<Instant> {
    let folder = site_folder::of(&places::settings()?, desk.folder());
    releases::written_at(&folder)
}

fn found(desk: &Desk, names: &[String]) -> Result<Vec<ArticleId>, Trouble> {
    let mut ids = Vec::new();
    for name in names {
        let id = desk.find_article(name)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// Does one thing to several articles, all or none.
pub(super) fn each(
    desk: &mut Desk,
    which: &WhichAll,
    out: &mut Output,
    change: impl FnOnce(&mut Desk, &[ArticleId]) -> Result<Done<usize>, DeskError>,
) -> Result<u8, Trouble> {
    changed(desk, which, out, change)?;
    Ok(DONE)
}

/// Does it, and says how they are now; answers which they are.
fn changed(
    desk: &mut Desk,
    which: &WhichAll,
    out: &mut Output,
    change: impl FnOnce(&mut Desk, &[ArticleId]) -> Result<Done<usize>, DeskError>,
) -> Result<Vec<ArticleId>, Trouble> {
    let ids = found(desk, &which.articles)?;
    change(desk, &ids)?;
    answer(desk, &ids, out)?;
    Ok(ids)
}

/// The articles as they are now.
pub(super) fn answer(desk: &Desk, ids: &[ArticleId], out: &mut Output) -> Result<u8, Trouble> {
    let articles = ids.iter().map(|id| desk.line(*id)).collect::<Result<Vec<_>, _>>()?;
    let zone = desk.settings()?.time_zone;
    out.answer(&json!({ "articles": articles }), |out| out.table(&lines(&articles, zone)))?;
    Ok(DONE)
}
