//! What pages tell programs about themselves: schema.org's terms, as JSON-LD.

use std::fmt::Write as _;

use galley_domain::Kind;
use minijinja::Value;
use serde_json::{Value as Json, json};

use super::{Pages, views};
use crate::icons::Icon;
use crate::index::{Entry, Subject};
use crate::theme::is_unprintable;

impl Pages<'_> {
    /// An article: what it is, who wrote and who publishes it, and where it stands in the site.
    pub(super) fn article_data(
        &self,
        entry: &Entry,
        canonical: &str,
        description: &str,
        image: Option<&str>,
    ) -> Value {
        let zone = self.index.catalog.site.time_zone;
        let authors: Vec<_> = self.byline_links(entry).into_iter().map(|link| self.person(&link)).collect();
        let publisher = self.publisher(entry.language);
        let mut data = json!({
            "@type": if entry.kind == Kind::Page { "WebPage" } else { "NewsArticle" },
            "headline": &*entry.headline,
            "datePublished": zone.rfc3339(entry.date),
            "dateModified": zone.rfc3339(entry.modified),
            "inLanguage": self.index.languages[usize::from(entry.language)].as_str(),
            "mainEntityOfPage": canonical,
            "publisher": {"@id": publisher["@id"]},
        });
        let mut set = |key: &str, value: Json| {
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
        let own = self.index.base.url(&entry.path);
        let trail = self.breadcrumbs(entry.language, &self.trail(entry), &entry.headline, &own);
        graph(&[data, trail, publisher])
    }

    /// A list, or the front page, which stands for the site.
    pub(super) fn list_data(
        &self,
        language: u16,
        is_front: bool,
        name: &str,
        trail: &[views::Link],
        canonical: &str,
    ) -> Value {
        let publisher = self.publisher(language);
        let tag = self.index.languages[usize::from(language)].as_str();
        if is_front {
            let data = json!({
                "@type": "WebSite",
                "name": self.site_title(language),
                "description": self.site_text(language, "description"),
                "url": canonical,
                "inLanguage": tag,
                "publisher": {"@id": publisher["@id"]},
            });
            return graph(&[data, publisher]);
        }
        let data = json!({
            "@type": "CollectionPage",
            "name": name,
            "url": canonical,
            "inLanguage": tag,
            "publisher": {"@id": publisher["@id"]},
        });
        let trail = self.breadcrumbs(language, trail, name, canonical);
        graph(&[data, trail, publisher])
    }

    fn person(&self, link: &views::Link) -> Json {
        match link.href.as_str() {
            "" => json!({"@type": "Person", "name": link.name}),
            href => json!({"@type": "Person", "name": link.name, "url": self.index.base.absolute(href)}),
        }
    }

    /// Who publishes the site. The same in all its languages, so its identity is that of the root.
    fn publisher(&self, language: u16) -> Json {
        let base = &self.index.base;
        let mut publisher = json!({
            "@type": "Organization",
            "@id": format!("{}#publisher", base.url("/")),
            "name": self.site_title(language),
            "url": base.url(&self.index.home(language)),
            "logo": {"@type": "ImageObject", "url": base.url(Icon::Large.path()), "width": 512, "height": 512},
        });
        let elsewhere = self.social().into_iter().map(|link| link.href);
        let elsewhere: Vec<_> = elsewhere.filter(|href| !href.starts_with("mailto:")).collect();
        if !elsewhere.is_empty() {
            publisher["sameAs"] = elsewhere.into();
        }
        publisher
    }

    /// The way from the front page to a page.
    fn breadcrumbs(&self, language: u16, trail: &[views::Link], name: &str, url: &str) -> Json {
        let base = &self.index.base;
        let home = (self.site_title(language).to_owned(), base.url(&self.index.home(language)));
        let above = trail.iter().map(|link| (link.name.clone(), base.absolute(&link.href)));
        let all = std::iter::once(home).chain(above).chain([(name.to_owned(), url.to_owned())]);
        let items: Vec<_> = (1..)
            .zip(all)
            .map(|(n, (name, url))| json!({"@type": "ListItem", "position": n, "name": name, "item": url}))
            .collect();
        json!({"@type": "BreadcrumbList", "itemListElement": items})
    }
}

fn graph(nodes: &[Json]) -> Value {
    for_script(&json!({"@context": "https://schema.org", "@graph": nodes}))
}

/// JSON that may stand in a `script` element: nothing in it can end the element or begin another.
fn for_script(data: &Json) -> Value {
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
