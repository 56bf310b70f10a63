//! Links between articles, as a text has them: paths within the site.

use crate::{Language, Slug};

/// What a link within the library says: the slug, and the language where it names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Internal {
    /// The language, where the path names one.
    pub language: Option<Language>,
    /// The slug.
    pub slug: Slug,
}

impl Internal {
    /// Reads a link as a path within the site: `/en/ten-years-on/`, `../ten-years-on`, `ten-years-on.md`.
    /// None where it leads elsewhere, or to no article.
    pub fn read(href: &str) -> Option<Self> {
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
        Some(Self { language, slug })
    }
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
            let read = Internal::read(href).map(|i| (i.language.map(String::from), String::from(i.slug)));
            let expected = expected.map(|(l, s): (Option<&str>, &str)| (l.map(str::to_owned), s.to_owned()));
            assert_eq!(read, expected, "{href}");
        }
    }
}
