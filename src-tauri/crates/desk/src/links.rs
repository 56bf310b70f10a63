//! Links between articles: ordinary Markdown links, and the ids that they meant.
//!
//! A link keeps the text that the author wrote. Which article it means is looked up once, when the text is saved, and kept by
//! id beside the text; so a slug may change and the link still leads there: decision 9.

use std::collections::BTreeMap;

use galley_domain::{ArticleId, Content, Language, Slug};
use galley_markdown::Reading;
use galley_store::View;

use crate::DeskError;

/// Most links of one article that are looked up; a text with more is no article.
const LINKS_MAX: usize = 2_000;

/// What a link within the library says: the slug, and the language where it names one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Internal {
    pub(crate) language: Option<Language>,
    pub(crate) slug: Slug,
}

/// Reads a link as a path within the site: `/en/ten-years-on/`, `../ten-years-on`, `ten-years-on.md`.
/// None where it leads elsewhere, or to no article.
pub(crate) fn internal(href: &str) -> Option<Internal> {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    let elsewhere = path.is_empty() || path.starts_with("//") || path.split('/').next()?.contains(':');
    if elsewhere || path.len() > 1_000 {
        return None;
    }
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let mut parts: Vec<&str> =
        decoded.split('/').filter(|part| !matches!(*part, "" | "." | ".." | "@")).collect();
    if matches!(*parts.last()?, "index.md" | "index.html") {
        parts.pop();
    }
    let last = parts.pop()?;
    let name = last.strip_suffix(".md").or_else(|| last.strip_suffix(".html")).unwrap_or(last);
    let language = parts.iter().rev().find_map(|part| part.parse().ok());
    let slug = name.parse().ok().or_else(|| Slug::from_headline(name).filter(|_| !name.contains('.')))?;
    Some(Internal { language, slug })
}

/// The article that a link means, seen from an article in this language: by current and former slugs, in the language that the
/// link names, else in the article's own, else in the only one that has it.
pub(crate) fn resolve(view: &View<'_>, href: &str, from: &Language) -> Result<Option<ArticleId>, DeskError> {
    let Some(link) = internal(href) else {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_within_the_library_are_read() {
        let cases = [
            ("/en/ten-years-on/", Some((Some("en"), "ten-years-on"))),
            ("ten-years-on", Some((None, "ten-years-on"))),
            ("../ten-years-on.md#part", Some((None, "ten-years-on"))),
            ("@/news/ten-years-on.md", Some((None, "ten-years-on"))),
            ("./ten-years-on/index.md", Some((None, "ten-years-on"))),
            ("/zh/%E6%96%B0%E9%97%BB/", Some((Some("zh"), "新闻"))),
            ("https://example.org/ten-years-on/", None),
            ("//example.org/ten-years-on/", None),
            ("mailto:desk@example.org", None),
            ("#part", None),
            ("/", None),
            ("picture.png", None),
        ];
        for (href, expected) in cases {
            let read = internal(href).map(|i| (i.language.map(String::from), String::from(i.slug)));
            let expected = expected.map(|(l, s): (Option<&str>, &str)| (l.map(str::to_owned), s.to_owned()));
            assert_eq!(read, expected, "{href}");
        }
    }
}
