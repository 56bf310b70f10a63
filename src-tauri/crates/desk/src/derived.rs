//! What follows from an article's text: how many words, and what search finds it by.

use std::borrow::Cow;

use galley_domain::{Byline, BylineId, Content, Tag, TagId};
use galley_markdown::Reading;
use galley_store::{Derived, Document, Tokens, View, words_hash};
use uuid::Uuid;

use crate::nouns::Named;
use crate::work::Work;
use crate::{DeskError, links};

/// Names joined for search: one line each, so that no phrase runs from one into the next.
pub(crate) fn join_names<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join("\n")
}

/// Derives, looking the names of tags and bylines up.
pub(crate) fn derive(work: &Work<'_>, content: &Content) -> Result<Derived, DeskError> {
    let tags = tag_names(work.tx, content, &content.tags)?;
    let bylines = byline_names(work.tx, content, &content.bylines)?;
    Ok(derive_from(content, &content.body, &work.reading(&content.body), &tags, &bylines))
}

/// Derives from what is known already, of the content all but its body; needs no library and can be done on any thread.
pub(crate) fn derive_from(
    content: &Content,
    body: &str,
    reading: &Reading,
    tags: &str,
    bylines: &str,
) -> Derived {
    let document = document(content, &reading.text, tags, bylines);
    let hash = words_hash(&content.headline, &content.lead, body);
    let (words, tokens) = (reading.counts.words as u32, Tokens::of(&document));
    Derived { words, tokens, hash, paths: links::paths(reading) }
}

/// An article as search sees it.
pub(crate) fn document<'a>(
    content: &'a Content,
    text: &'a str,
    tags: &'a str,
    bylines: &'a str,
) -> Document<'a> {
    Document {
        headline: Cow::Borrowed(&content.headline),
        lead: Cow::Borrowed(&content.lead),
        tags: Cow::Borrowed(tags),
        bylines: Cow::Borrowed(bylines),
        text: Cow::Borrowed(text),
    }
}

pub(crate) fn tag_names(view: &View<'_>, content: &Content, ids: &[TagId]) -> Result<String, DeskError> {
    names::<Tag>(view, content, ids.iter().map(|id| id.uuid()))
}

pub(crate) fn byline_names(
    view: &View<'_>,
    content: &Content,
    ids: &[BylineId],
) -> Result<String, DeskError> {
    names::<Byline>(view, content, ids.iter().map(|id| id.uuid()))
}

/// What these are called in the text's language.
fn names<N: Named>(
    view: &View<'_>,
    content: &Content,
    ids: impl Iterator<Item = Uuid>,
) -> Result<String, DeskError> {
    let mut names = Vec::new();
    for id in ids {
        names.extend(view.noun::<N>(id)?.map(|noun| noun.names().get(&content.language).name.clone()));
    }
    Ok(join_names(names.iter().map(String::as_str)))
}
