//! The sitemap with its pictures and languages, and the one of the last two days' news.

use std::io;
use std::time::Duration;

use galley_domain::{Instant, Kind, Language};

use crate::index::{Entry, Index};
use crate::pages::Pages;
use crate::xml::{File, Xml, begin, element, end, escaped};

/// Most addresses in one sitemap, as sitemaps.org has it.
pub(crate) const SITEMAP_URLS_MAX: usize = 50_000;

/// How long an article is news, and how many may be, as search engines have it.
const NEWS_S: u32 = 2 * 24 * 60 * 60;
const NEWS_MAX: usize = 1_000;

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// About as many bytes does an address take.
const PLACE_BYTES: usize = 160;

/// One address of the sitemap.
struct Place<'a> {
    path: String,
    modified: Option<String>,
    picture: Option<&'a str>,
    /// Language and path of its versions.
    versions: Vec<(u16, String)>,
}

/// The sitemap: one file, or an index and several.
pub(crate) fn sitemaps(index: &Index) -> io::Result<Vec<File>> {
    sitemaps_of(index, SITEMAP_URLS_MAX)
}

fn sitemaps_of(index: &Index, urls_max: usize) -> io::Result<Vec<File>> {
    let places = places(index);
    if places.len() <= urls_max {
        return Ok(vec![("/sitemap.xml".to_owned(), urlset(index, &places)?)]);
    }
    let mut files = Vec::new();
    for (number, chunk) in (1..).zip(places.chunks(urls_max)) {
        files.push((format!("/sitemap-{number}.xml"), urlset(index, chunk)?));
    }
    let mut xml = begin()?;
    xml.create_element("sitemapindex").with_attribute(("xmlns", SITEMAP)).write_inner_content(|xml| {
        for (path, _) in &files {
            xml.create_element("sitemap")
                .write_inner_content(|xml| element(xml, "loc", &index.base.url(path)))?;
        }
        Ok(())
    })?;
    files.push(("/sitemap.xml".to_owned(), end(xml)));
    Ok(files)
}

/// All pages that search engines should know: articles, pages, and the first page of each list.
fn places(index: &Index) -> Vec<Place<'_>> {
    let zone = index.catalog.site.time_zone;
    let lists = index.lists().iter().map(|list| {
        let versions = index.list_versions(list.kind.subject());
        let newest = list.members().iter().map(|at| index.entry(*at).modified).max();
        Place {
            path: list.path.to_string(),
            modified: newest.map(|at| zone.rfc3339(at)),
            picture: None,
            versions: versions.iter().map(|l| (l.language, l.path.to_string())).collect(),
        }
    });
    let articles = (0_u32..).zip(index.entries()).filter(|(_, entry)| entry.is_told()).map(|(at, entry)| {
        let versions = index.versions(at).iter().map(|at| index.entry(*at));
        Place {
            path: entry.path.to_string(),
            modified: Some(zone.rfc3339(entry.modified)),
            picture: entry.cover.as_deref().map(|cover| &*cover.src),
            versions: versions.filter(|e| e.is_told()).map(|e| (e.language, e.path.to_string())).collect(),
        }
    });
    let mut places: Vec<_> = lists.chain(articles).collect();
    // By path, so that a new article changes the sitemap in one place.
    places.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    places
}

fn urlset(index: &Index, places: &[Place<'_>]) -> io::Result<Vec<u8>> {
    let mut xml = begin()?;
    xml.create_element("urlset")
        .with_attributes([
            ("xmlns", SITEMAP),
            ("xmlns:image", "http://www.google.com/schemas/sitemap-image/1.1"),
            ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
        ])
        .write_inner_content(|xml| {
            let mut text = String::with_capacity(places.len() * PLACE_BYTES);
            for place in places {
                url(&mut text, index, place);
            }
            xml.get_mut().extend_from_slice(text.as_bytes());
            Ok(())
        })?;
    Ok(end(xml))
}

/// Writes an address as text, indented as the rest: this file is made after every change and may have 50,000 of them.
fn url(out: &mut String, index: &Index, place: &Place<'_>) {
    out.extend(["\n <url>\n  <loc>", &escaped(&index.base.url(&place.path)), "</loc>"]);
    if let Some(modified) = &place.modified {
        out.extend(["\n  <lastmod>", &escaped(modified), "</lastmod>"]);
    }
    for (language, path) in place.versions.iter().filter(|_| place.versions.len() > 1) {
        let language = escaped(index.languages[usize::from(*language)].as_str());
        let href = index.base.url(path);
        out.extend(["\n  <xhtml:link rel=\"alternate\" hreflang=\"", &language]);
        out.extend(["\" href=\"", &escaped(&href), "\"/>"]);
    }
    if let Some(picture) = place.picture {
        let picture = index.base.absolute(picture);
        out.extend([
            "\n  <image:image>\n   <image:loc>",
            &escaped(&picture),
            "</image:loc>\n  </image:image>",
        ]);
    }
    out.push_str("\n </url>");
}

/// The sitemap of what was published within two days before `now`. It may be empty: then nothing is news.
pub(crate) fn news(pages: &Pages<'_>, now: Instant) -> io::Result<File> {
    let index = pages.index;
    let is_news = |entry: &&Entry| {
        let age_s = now.timestamp() - entry.date.timestamp();
        entry.kind == Kind::Article && entry.is_told() && (0..=i64::from(NEWS_S)).contains(&age_s)
    };
    let mut xml = begin()?;
    xml.create_element("urlset")
        .with_attributes([
            ("xmlns", SITEMAP),
            ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"),
        ])
        .write_inner_content(|xml| {
            let news = index.entries().iter().filter(is_news).take(NEWS_MAX);
            news.into_iter().try_for_each(|entry| news_url(xml, pages, entry))
        })?;
    Ok(("/news-sitemap.xml".to_owned(), end(xml)))
}

/// When that sitemap changes by the clock alone: an article is news no longer, or one of a later date begins to be.
pub(crate) fn news_until(index: &Index, now: Instant) -> Option<Instant> {
    let changes = index.entries().iter().filter(|entry| entry.kind == Kind::Article && entry.is_told());
    let changes =
        changes.flat_map(|entry| [entry.date, entry.date + Duration::from_secs(u64::from(NEWS_S) + 1)]);
    changes.filter(|at| *at > now).min()
}

fn news_url(xml: &mut Xml, pages: &Pages<'_>, entry: &Entry) -> io::Result<()> {
    let index = pages.index;
    let language = news_language(&index.languages[usize::from(entry.language)]);
    xml.create_element("url")
        .write_inner_content(|xml| {
            element(xml, "loc", &index.base.url(&entry.path))?;
            xml.create_element("news:news").write_inner_content(|xml| {
                xml.create_element("news:publication").write_inner_content(|xml| {
                    element(xml, "news:name", pages.site_title(entry.language))?;
                    element(xml, "news:language", language)
                })?;
                let date = index.catalog.site.time_zone.rfc3339(entry.date);
                element(xml, "news:publication_date", &date)?;
                element(xml, "news:title", &entry.headline)
            })?;
            Ok(())
        })
        .map(|_| ())
}

/// A language as the news sitemap names it: two letters, Chinese aside.
fn news_language(language: &Language) -> &str {
    match (language.primary(), language.as_str()) {
        ("zh", "zh-Hant" | "zh-TW" | "zh-HK") => "zh-tw",
        ("zh", _) => "zh-cn",
        (primary, _) => primary,
    }
}
