//! Reading: lists, search, one article.

use galley_desk::domain::{ArticleId, Held, RevisionNumber, Status, TimeZone};
use galley_desk::wire::{ArticleFilter, ArticleRow, ArticleView, ListOrder, Mark, SearchHit};
use galley_desk::{Desk, render};
use serde::Serialize;
use serde_json::json;

use super::{day, moment};
use crate::args::{Filter, List, Search, Show};
use crate::output::Output;
use crate::trouble::{DONE, Trouble};

/// What stands where a draft has no headline yet.
pub(super) const NO_HEADLINE: &str = "(no headline)";

pub(super) fn list(desk: &Desk, list: &List, out: &mut Output) -> Result<u8, Trouble> {
    let order = ListOrder { by: list.by.into(), reversed: list.reverse };
    let page = desk.list(&filter(&list.filter), order, list.after.as_deref(), list.limit.into())?;
    let zone = desk.settings()?.time_zone;
    out.answer(&page, |out| {
        if page.articles.is_empty() {
            return out.aside("There is no such article. `galley list --help` names the filters, `galley import` brings articles.");
        }
        out.table(&lines(&page.articles, zone))?;
        page.next.as_ref().map_or(Ok(()), |next| out.aside(&format!("There are more: galley list --after {next}")))
    })?;
    Ok(DONE)
}

/// Articles in columns: day, status, language, slug, headline.
pub(super) fn lines(articles: &[ArticleRow], zone: TimeZone) -> Vec<[String; 5]> {
    let line = |row: &ArticleRow| {
        let headline = if row.headline.is_empty() { NO_HEADLINE } else { &row.headline };
        [day(&row.date, zone), status(row), row.language.clone(), row.slug.clone(), headline.to_owned()]
    };
    articles.iter().map(line).collect()
}

/// The status in one word; with a plus where a change waits for its time, an asterisk where the text has changed since it was released,
/// and a word where an embargo holds it back.
fn status(row: &ArticleRow) -> String {
    let word = Status::from(row.status).word();
    let marks = [row.pending.is_some().then_some("+"), row.has_changes.then_some("*")];
    let held = row.embargo.is_some().then_some(" (held back)");
    marks.into_iter().chain([held]).flatten().fold(word.to_owned(), |word, mark| word + mark)
}

/// What was found, in the shape that all lists of articles have.
#[derive(Serialize)]
struct Found<'r> {
    articles: Vec<FoundArticle<'r>>,
    /// A search has no pages: it answers the best.
    next: Option<String>,
    more: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FoundArticle<'r> {
    #[serde(flatten)]
    article: &'r ArticleRow,
    headline_marks: &'r [Mark],
    snippet_marks: &'r [Mark],
}

pub(super) fn search(desk: &Desk, search: &Search, out: &mut Output) -> Result<u8, Trouble> {
    let reply = desk.search(&search.query.join(" "), &filter(&search.filter), search.limit.into())?;
    let answer = Found { articles: reply.hits.iter().map(found).collect(), next: None, more: reply.more };
    let zone = desk.settings()?.time_zone;
    out.answer(&answer, |out| {
        if reply.hits.is_empty() {
            return out.aside(if reply.more {
                "Nothing was found in the newest articles that have these words; older ones were not read. Ask more exactly."
            } else {
                "Nothing was found."
            });
        }
        for hit in &reply.hits {
            let row = &hit.article;
            out.pieces(pieces(&hit.headline))?;
            out.line(format!(
                "    {}/{}  {}  {}",
                row.language,
                row.slug,
                status(row),
                day(&row.date, zone)
            ))?;
            out.pieces([("    ", false)].into_iter().chain(pieces(&hit.snippet)))?;
        }
        if reply.more {
            out.aside("There may be more: ask with a larger --limit, or more exactly.")
        } else {
            Ok(())
        }
    })?;
    Ok(DONE)
}

fn found(hit: &SearchHit) -> FoundArticle<'_> {
    FoundArticle { article: &hit.article, headline_marks: &hit.headline, snippet_marks: &hit.snippet }
}

fn pieces(marks: &[Mark]) -> impl Iterator<Item = (&str, bool)> {
    marks.iter().map(|mark| (mark.text.as_str(), mark.hit))
}

fn filter(filter: &Filter) -> ArticleFilter {
    ArticleFilter {
        status: filter.status.map(Into::into),
        trashed: filter.trash,
        language: filter.language.clone(),
        category: filter.category.clone(),
        tag: filter.tag.clone(),
    }
}

pub(super) fn show(desk: &Desk, show: &Show, out: &mut Output) -> Result<u8, Trouble> {
    let id = desk.find_article(&show.which.article)?;
    if let Some(number) = show.revision {
        return show_revision(desk, id, number, show, out);
    }
    let view = desk.show(id)?;
    if show.markdown {
        out.text(&view.markdown)?;
    } else if show.html {
        out.text(&view.html)?;
    } else {
        let facts = facts(&view, held(desk, id)?, desk.settings()?.time_zone);
        out.answer(&view, |out| {
            article(&view.article.headline, &view.article.lead, &facts, &view.markdown, out)
        })?;
    }
    Ok(DONE)
}

/// Why a text that was released does not go out all the same, where that is so.
fn held(desk: &Desk, id: ArticleId) -> Result<Option<Held>, Trouble> {
    let held = desk.article(id)?.going_out(desk.now()).err();
    Ok(held.filter(|held| *held != Held::NotReleased))
}

/// What is known of an article beside its words; what is not set is left out.
fn facts(view: &ArticleView, held: Option<Held>, zone: TimeZone) -> Vec<[String; 2]> {
    let row = &view.article;
    let translation = view.translation.as_ref().map(|t| format!("of {}, {}", t.source, t.staleness));
    let translations: Vec<_> =
        view.translations.iter().map(|t| format!("{}/{}", t.language, t.slug)).collect();
    let facts = [
        ("article", format!("{}/{}", row.language, row.slug)),
        ("id", row.id.clone()),
        ("status", status(row)),
        ("held back", held.map(|held| held.to_string()).unwrap_or_default()),
        ("date", moment(&row.date, zone)),
        ("category", row.category.clone().unwrap_or_default()),
        ("tags", view.tags.join(", ")),
        ("bylines", view.bylines.join(", ")),
        ("words", format!("{}, {} min to read", row.words, view.reading_minutes)),
        ("views", view.view_base.map(|views| views.to_string()).unwrap_or_default()),
        ("translation", translation.unwrap_or_default()),
        ("translations", translations.join(", ")),
        ("former slugs", view.former_slugs.join(", ")),
    ];
    facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| [name.to_owned(), value])
        .collect()
}

fn show_revision(
    desk: &Desk,
    id: ArticleId,
    number: u32,
    show: &Show,
    out: &mut Output,
) -> Result<u8, Trouble> {
    let content = desk.revision(id, RevisionNumber(number))?;
    if show.markdown {
        out.text(&content.body)?;
        return Ok(DONE);
    }
    let html = render::html(&content.body);
    if show.html {
        out.text(&html)?;
        return Ok(DONE);
    }
    let value = json!({
        "id": id.to_string(), "revision": number, "headline": content.headline, "lead": content.lead,
        "slug": content.slug, "language": content.language, "markdown": content.body, "html": html,
    });
    let facts = [
        ["article".to_owned(), format!("{}/{}", content.language, content.slug)],
        ["revision".to_owned(), number.to_string()],
    ];
    out.answer(&value, |out| article(&content.headline, &content.lead, &facts, &content.body, out))?;
    Ok(DONE)
}

/// An article for a person: headline, lead, facts, body.
fn article(
    headline: &str,
    lead: &str,
    facts: &[[String; 2]],
    body: &str,
    out: &mut Output,
) -> Result<(), Trouble> {
    let headline = if headline.is_empty() { NO_HEADLINE } else { headline };
    out.pieces([(headline, true)].into_iter())?;
    if !lead.is_empty() {
        out.line(lead)?;
    }
    out.line("")?;
    out.facts(facts)?;
    out.line("")?;
    out.text(body)?;
    if body.is_empty() || body.ends_with('\n') { Ok(()) } else { out.line("") }
}
