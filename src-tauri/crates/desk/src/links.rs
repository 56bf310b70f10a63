//! Links between articles: ordinary Markdown links, and the ids that they meant.
//!
//! A link keeps the text that the author wrote. Which article it means is looked up once, when the text is saved, and kept by
//! id beside the text; so a slug may change and the link still leads there: decision 9. One that was written before its article is looked
//! up when that gets an address for good, which is when someone chooses its slug or when it is released.

use std::collections::{BTreeMap, HashSet};

use galley_domain::{ArticleId, Content, Internal, Language};
use galley_markdown::Reading;
use galley_store::{LinkedPath, View};

use crate::DeskError;

/// Most links of one article that are looked up; a text with more is no article.
const LINKS_MAX: usize = 2_000;

/// The article that a link means, seen from an article in this language: by current and former slugs, in the language that the
/// link names, else in the article's own, else in the only one that has it.
pub(crate) fn resolve(view: &View<'_>, href: &str, from: &Language) -> Result<Option<ArticleId>, DeskError> {
    let Some(link) = Internal::read(href) else {
        return Ok(None);
    };
    for language in link.language.iter().chain([from]) {
        if let Some(id) = view.by_slug(language, link.slug.as_str())?.first() {
            return Ok(Some(*id));
        }
    }
    let anywhere = view.by_slug_anywhere(link.slug.as_str())?;
    Ok(if anywhere.len() == 1 { anywhere.first().copied() } else { None })
}

/// What the links in a body mean now. What a link meant before it goes on meaning, whatever its slug leads to since.
pub(crate) fn meant(
    view: &View<'_>,
    content: &Content,
    reading: &Reading,
) -> Result<BTreeMap<String, ArticleId>, DeskError> {
    let mut links = BTreeMap::new();
    for link in reading.links.iter().take(LINKS_MAX) {
        if links.contains_key(&link.href) {
            continue;
        }
        let before = content.links.get(&link.href).copied();
        let id = match before {
            Some(id) => Some(id),
            None => resolve(view, &link.href, &content.language)?,
        };
        if let Some(id) = id {
            links.insert(link.href.clone(), id);
        }
    }
    Ok(links)
}

/// The paths within the site that a body links to, each once.
pub(crate) fn paths(reading: &Reading) -> Vec<LinkedPath> {
    let mut seen = HashSet::new();
    let links = reading.links.iter().take(LINKS_MAX).filter(|link| seen.insert(link.href.as_str()));
    let path = |href: &str| Internal::read(href).map(|says| LinkedPath { href: href.to_owned(), says });
    links.filter_map(|link| path(&link.href)).collect()
}
