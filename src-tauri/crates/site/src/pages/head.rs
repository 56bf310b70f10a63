//! What stands in the head of pages: policy, versions in other languages, what search engines and social networks read.

use std::fmt::Write as _;

use galley_domain::{Kind, Seo};
use minijinja::Value;
use serde_json::json;

use super::{Pages, Purpose, views};
use crate::PREVIEW_POLICY;
use crate::index::{Entry, List, Subject};
use crate::theme::is_unprintable;

impl Pages<'_> {
    /// The policy of a page: nothing runs, nothing is loaded from elsewhere but pictures and media that articles show.
    pub(super) fn csp(&self, with_form: bool) -> String {
        if self.purpose == Purpose::Preview {
            return PREVIEW_POLICY.to_owned();
        }
        let form = match &self.form_origin {
            Some(origin) if with_form => origin,
            _ => "'none'",
        };
        format!(
            "default-src 'none'; style-src 'self'; img-src 'self' https: http:; media-src 'self' https:; font-src 'self'; \
             base-uri 'none'; form-action {form}"
        )
    }

    /// The versions of an article, for `hreflang`; empty where it has none.
    pub(super) fn article_alternates(&self, at: u32) -> Vec<views::Alternate> {
        let versions = self.index.versions(at).iter().map(|at| self.index.entry(*at));
        let versions: Vec<_> = versions.filter(|e| !e.noindex).map(|e| (e.language, &*e.path)).collect();
        self.alternates(&versions)
    }

    /// The same list in other languages.
    pub(super) fn list_alternates(&self, subject: Subject) -> Vec<views::Alternate> {
        let versions = self.index.list_versions(subject);
        let versions: Vec<_> = versions.iter().map(|l: &&List| (l.language, &*l.path)).collect();
        self.alternates(&versions)
    }

    fn alternates(&self, versions: &[(u16, &str)]) -> Vec<views::Alternate> {
        if versions.len() < 2 {
            return Vec::new();
        }
        let mut alternates: Vec<_> = versions
            .iter()
            .map(|(language, path)| views::Alternate {
                lang: self.index.languages[usize::from(*language)].to_string(),
                url: self.index.base.url(path),
            })
            .collect();
        // For readers of any other language: the site's own, or else the first.
        if let Some((_, path)) = versions.first() {
            alternates
                .push(views::Alternate { lang: "x-default".to_owned(), url: self.index.base.url(path) });
        }
        alternates
    }

    /// schema.org's description of an article.
    pub(super) fn json_ld(
        &self,
        entry: &Entry,
        canonical: &str,
        description: &str,
        image: Option<&str>,
    ) -> Value {
        let zone = self.index.catalog.site.time_zone;
        let site = &self.shared[usize::from(entry.language)];
        let base = &self.index.base;
        let authors: Vec<_> = self
            .byline_links(entry)
            .into_iter()
            .map(|link| match link.href.as_str() {
                "" => json!({"@type": "Person", "name": link.name}),
                href => json!({"@type": "Person", "name": link.name, "url": base.absolute(href)}),
            })
            .collect();
        let home = base.url(&self.index.home(entry.language));
        let mut data = json!({
            "@context": "https://schema.org",
            "@type": if entry.kind == Kind::Page { "WebPage" } else { "NewsArticle" },
            "headline": &*entry.headline,
            "datePublished": zone.rfc3339(entry.date),
            "dateModified": zone.rfc3339(entry.modified),
            "inLanguage": self.index.languages[usize::from(entry.language)].as_str(),
            "mainEntityOfPage": canonical,
            "publisher": {"@type": "Organization", "name": site.title, "url": home},
        });
        let mut set = |key: &str, value: serde_json::Value| {
            data[key] = value;
        };
        if !authors.is_empty() {
            set("author", authors.into());
        }
        if !description.is_empty() {
            set("description", description.into());
        }
        if let Some(image) = image {
            set("image", image.into());
        }
        let section = entry.category.and_then(|id| self.name(Subject::Category(id), entry.language));
        if let Some(section) = section {
            set("articleSection", section.name.as_str().into());
        }
        for_script(&data)
    }

    /// Canonical address, title and description of an article.
    pub(super) fn told(&self, entry: &Entry, seo: &Seo, lead: &str) -> (String, String, String) {
        let canonical = super::web_address(&seo.canonical).filter(|url| !url.starts_with("mailto:"));
        let or =
            |own: &str, other: &str| if own.trim().is_empty() { other.to_owned() } else { own.to_owned() };
        (
            canonical.unwrap_or_else(|| self.index.base.url(&entry.path)),
            or(&seo.title, &entry.headline),
            or(&seo.description, lead),
        )
    }
}

/// JSON that may stand in a `script` element: nothing in it can end the element or begin another.
fn for_script(data: &serde_json::Value) -> Value {
    let text = data.to_string();
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') || is_unprintable(c) => {
                write!(safe, "\\u{:04x}", u32::from(c)).expect("a string takes all");
            }
            c => safe.push(c),
        }
    }
    Value::from_safe_string(safe)
}
