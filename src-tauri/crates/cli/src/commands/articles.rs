//! Articles: listing, searching, showing, changing.

use galley_desk::domain::{ArticleId, Content, RevisionNumber, Stage, parse_instant};
use galley_desk::wire::{ArticleRow, Mark};
use galley_desk::{Desk, DeskError, Done, render};
use serde_json::json;

use super::{filter, find_all, pairs};
use crate::args::{Keep, List, Release, RestoreRevision, Search, Set, Show, StageArgs, StageWord, WhichAll};
use crate::output::{Output, short};
use crate::trouble::{DONE, Trouble};

/// Columns of a headline in a list.
const HEADLINE_COLUMNS: usize = 60;

pub(super) fn list(desk: &Desk, list: &List, out: &mut Output) -> Result<u8, Trouble> {
    let page = desk.list(&filter(&list.filter), list.after.as_deref(), list.limit)?;
    out.answer(&page, |out| {
        if page.articles.is_empty() {
            return out.line(
                "No articles here. `galley import` brings some, `galley list --help` shows the filters.",
            );
        }
        out.table(&page.articles.iter().map(row).collect::<Vec<_>>())?;
        match &page.next {
            Some(next) => out.line(format!("\nMore: --after {next}")),
            None => Ok(()),
        }
    })?;
    Ok(DONE)
}

fn row(article: &ArticleRow) -> [String; 6] {
    let status = serde_json::to_value(article.status).unwrap_or_default();
    let mark = if article.has_changes { "*" } else { "" };
    let headline = if article.headline.is_empty() { "(no headline)" } else { &article.headline };
    [
        article.date.chars().take(10).collect(),
        format!("{}{mark}", status.as_str().unwrap_or_default()),
        article.language.clone(),
        short(headline, HEADLINE_COLUMNS),
        article.category.clone().unwrap_or_default(),
        article.slug.clone(),
    ]
}

pub(super) fn search(desk: &Desk, search: &Search, out: &mut Output) -> Result<u8, Trouble> {
    let found = desk.search(&search.query, &filter(&search.filter), search.limit)?;
    let bold = out.is_terminal();
    out.answer(&found, |out| {
        if found.hits.is_empty() {
            return out.line("Nothing found.");
        }
        for hit in &found.hits {
            let (language, slug) = (&hit.article.language, &hit.article.slug);
            out.line(format!("{}  ({language}/{slug})", marked(&hit.headline, bold)))?;
            out.line(format!("    {}", marked(&hit.snippet, bold)))?;
        }
        if found.more {
            out.line(format!("\nMore than {}: ask for more with --limit.", found.hits.len()))
        } else {
            Ok(())
        }
    })?;
    Ok(DONE)
}

fn marked(pieces: &[Mark], bold: bool) -> String {
    let piece = |mark: &Mark| match mark.hit && bold {
        true => format!("\x1b[1m{}\x1b[0m", mark.text),
        false => mark.text.replace('\n', " "),
    };
    pieces.iter().map(piece).collect()
}

pub(super) fn show(desk: &Desk, show: &Show, out: &mut Output) -> Result<u8, Trouble> {
    let id = desk.find_article(&show.which.article)?;
    if let Some(number) = show.revision {
        return show_revision(&desk.revision(id, RevisionNumber(number))?, number, show, out);
    }
    let view = desk.show(id)?;
    if show.markdown {
        out.raw(&view.markdown)?;
        return Ok(DONE);
    }
    if show.html {
        out.raw(&view.html)?;
        return Ok(DONE);
    }
    let content = desk.content(id)?;
    out.answer(&view, |out| {
        let [date, status, language, _, category, slug] = row(&view.article);
        out.line(&view.article.headline)?;
        if !content.lead.is_empty() {
            out.line(&content.lead)?;
        }
        out.line("")?;
        let mut facts = vec![
            ["id".to_owned(), view.article.id.clone()],
            ["status".to_owned(), status],
            ["date".to_owned(), date],
            ["address".to_owned(), format!("{language}/{slug}")],
            ["category".to_owned(), category],
            ["tags".to_owned(), view.tags.join(", ")],
            ["bylines".to_owned(), view.bylines.join(", ")],
            ["words".to_owned(), format!("{} ({} min)", view.article.words, view.reading_minutes)],
        ];
        facts.extend(view.view_base.map(|views| ["views".to_owned(), views.to_string()]));
        facts.extend(
            view.translation
                .iter()
                .map(|t| ["translation".to_owned(), format!("of {}, {}", t.source, t.staleness)]),
        );
        facts.retain(|[_, value]| !value.is_empty());
        out.table(&facts)?;
        out.line("")?;
        out.raw(&view.markdown)?;
        if view.markdown.ends_with('\n') { Ok(()) } else { out.line("") }
    })?;
    Ok(DONE)
}

fn show_revision(content: &Content, number: u32, show: &Show, out: &mut Output) -> Result<u8, Trouble> {
    if show.html {
        out.raw(&render::html(&content.body))?;
    } else if show.markdown {
        out.raw(&content.body)?;
    } else {
        let value = json!({
            "revision": number, "headline": content.headline, "lead": content.lead, "slug": content.slug,
            "language": content.language, "markdown": content.body,
        });
        out.answer(&value, |out| {
            out.line(format!("{} (revision {number})", content.headline))?;
            out.line(&content.lead)?;
            out.line("")?;
            out.raw(&content.body)
        })?;
    }
    Ok(DONE)
}

pub(super) fn history(desk: &Desk, article: &str, out: &mut Output) -> Result<u8, Trouble> {
    let revisions = desk.history(desk.find_article(article)?)?;
    out.answer(&json!({ "revisions": revisions }), |out| {
        if revisions.is_empty() {
            return out.line(
                "No revisions yet: the first one is kept when the text is released, or changed after a rest.",
            );
        }
        let rows: Vec<_> = revisions
            .iter()
            .map(|r| {
                let mark = if r.released { " (out)" } else { "" };
                let name = r.name.as_deref().map(|name| format!(" {name:?}")).unwrap_or_default();
                let what = format!("{}{name}{mark}", r.reason);
                [
                    r.number.to_string(),
                    r.made.clone(),
                    what,
                    r.author.clone(),
                    format!("{} words", r.words),
                    short(&r.headline, HEADLINE_COLUMNS),
                ]
            })
            .collect();
        out.table(&rows)
    })?;
    Ok(DONE)
}

pub(super) fn restore_revision(
    desk: &mut Desk,
    restore: &RestoreRevision,
    out: &mut Output,
) -> Result<u8, Trouble> {
    let id = desk.find_article(&restore.which.article)?;
    let version = desk.restore_revision(id, RevisionNumber(restore.number))?.output;
    out.answer(&json!({ "id": id.to_string(), "version": version }), |out| {
        out.line(format!(
            "Revision {} is the working text again; the text before is kept in the history.",
            restore.number
        ))
    })?;
    Ok(DONE)
}

pub(super) fn keep(desk: &mut Desk, keep: &Keep, out: &mut Output) -> Result<u8, Trouble> {
    let id = desk.find_article(&keep.which.article)?;
    let number = desk.keep_revision(id, &keep.name)?.output;
    out.answer(&json!({ "id": id.to_string(), "revision": number.0 }), |out| {
        out.line(format!("Kept as revision {number}, {:?}.", keep.name))
    })?;
    Ok(DONE)
}

pub(super) fn set(desk: &mut Desk, set: &Set, out: &mut Output) -> Result<u8, Trouble> {
    let id = desk.find_article(&set.which.article)?;
    let version = desk.set_fields(id, &pairs(&set.values)?)?.output;
    let slug = desk.content(id)?.slug;
    out.answer(&json!({ "id": id.to_string(), "version": version, "slug": slug }), |out| {
        out.line(format!("Saved {slug}."))
    })?;
    Ok(DONE)
}

pub(super) fn release(desk: &mut Desk, release: &Release, out: &mut Output) -> Result<u8, Trouble> {
    let zone = desk.settings()?.time_zone;
    let at = release.at.as_deref().map(|at| parse_instant(at, zone)).transpose();
    let at = at.map_err(|e| Trouble::Usage(e.to_string()))?;
    let what = if at.is_some_and(|at| at > desk.now()) { "scheduled" } else { "released" };
    each(desk, &release.which, out, what, |desk, ids| desk.release(ids, at))
}

pub(super) fn stage(desk: &mut Desk, stage: &StageArgs, out: &mut Output) -> Result<u8, Trouble> {
    let (to, what) = match stage.stage {
        StageWord::Draft => (Stage::Draft, "drafts"),
        StageWord::Review => (Stage::Review, "in review"),
        StageWord::Approved => (Stage::Approved, "approved"),
    };
    each(desk, &stage.which, out, what, |desk, ids| desk.move_to(ids, to))
}

/// Does one thing to several articles, all or none.
pub(super) fn each(
    desk: &mut Desk,
    which: &WhichAll,
    out: &mut Output,
    what: &str,
    change: impl FnOnce(&mut Desk, &[ArticleId]) -> Result<Done<usize>, DeskError>,
) -> Result<u8, Trouble> {
    let ids = find_all(desk, &which.articles)?;
    let count = change(desk, &ids)?.output;
    let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
    out.answer(&json!({ "articles": ids }), |out| out.line(format!("{count} {what}.")))?;
    Ok(DONE)
}
