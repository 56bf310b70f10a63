//! What follows from an article's text: how many words, and what search finds it by.

use std::borrow::Cow;

use galley_domain::{BylineId, Content, TagId};
use galley_markdown::Reading;
use galley_store::{Derived, Document, Tokens, View, words_hash};

use crate::DeskError;

/// Names joined for search: one line each, so that no phrase runs from one into the next.
pub(crate) fn join_names<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join("\n")
}

/// Derives, looking the names of tags and bylines up.
pub(crate) fn derive(view: &View<'_>, content: &Content) -> Result<Derived, DeskError> {
    let tags = tag_names(view, content, &content.tags)?;
    let bylines = byline_names(view, content, &content.bylines)?;
    let reading = galley_markdown::read(&content.body);
    Ok(derive_from(content, &content.body, &reading, &tags, &bylines))
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
    Derived { words: reading.counts.words as u32, tokens: Tokens::of(&document), hash }
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
    let mut names = Vec::new();
    for id in ids {
        if let Some(tag) = view.noun::<galley_domain::Tag>(id.uuid())? {
            names.push(tag.names.get(&content.language).name.clone());
        }
    }
    Ok(join_names(names.iter().map(String::as_str)))
}

pub(crate) fn byline_names(
    view: &View<'_>,
    content: &Content,
    ids: &[BylineId],
) -> Result<String, DeskError> {
    let mut names = Vec::new();
    for id in ids {
        if let Some(byline) = view.noun::<galley_domain::Byline>(id.uuid())? {
            names.push(byline.names.get(&content.language).name.clone());
        }
    }
    Ok(join_names(names.iter().map(String::as_str)))
}
