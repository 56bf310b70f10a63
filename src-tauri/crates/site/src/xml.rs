//! Feeds, the sitemap, and the other files for programs. They are not a theme's matter.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::index::{Entry, Index, List, Subject};
use crate::pages::Pages;
use crate::theme::is_unprintable;

/// Most addresses in one sitemap, as sitemaps.org has it.
pub(crate) const SITEMAP_URLS_MAX: usize = 50_000;

/// A file within the site, with its path.
pub(crate) type File = (String, Vec<u8>);

type Xml = Writer<Vec<u8>>;

fn begin() -> io::Result<Xml> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    Ok(xml)
}

fn end(xml: Xml) -> Vec<u8> {
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

/// The Atom feed of a list (RFC 4287): its newest articles with their leads.
pub(crate) fn feed(pages: &Pages<'_>, list: &List) -> io::Result<File> {
    let index = pages.index;
    let zone = index.catalog.site.time_zone;
    let entries: Vec<&Entry> =
        list.members.iter().take(index.feed_size()).map(|at| index.entry(*at)).collect();
    // A feed without entries has no time of its own: the beginning of time then, so that two exports are the same.
    let updated = entries.iter().map(|e| e.modified.max(e.date)).max().unwrap_or_default();
    let path = list.feed_path();
    let mut xml = begin()?;
    xml.create_element("feed")
        .with_attributes([
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", index.languages[usize::from(list.language)].as_str()),
        ])
        .write_inner_content(|xml| {
            let url = index.base.url(&list.path);
            element(xml, "title", &pages.feed_title(list))?;
            element(xml, "id", &url)?;
            link(xml, "alternate", "text/html", &url)?;
            link(xml, "self", "application/atom+xml", &index.base.url(&path))?;
            element(xml, "updated", &zone.rfc3339(updated))?;
            author(xml, pages.site_title(list.language))?;
            entries.iter().try_for_each(|entry| feed_entry(xml, pages, entry))
        })?;
    Ok((path, end(xml)))
}

fn feed_entry(xml: &mut Xml, pages: &Pages<'_>, entry: &Entry) -> io::Result<()> {
    let index = pages.index;
    let zone = index.catalog.site.time_zone;
    xml.create_element("entry").write_inner_content(|xml| {
        let url = index.base.url(&entry.path);
        element(xml, "title", &entry.headline)?;
        element(xml, "id", &format!("urn:uuid:{}", entry.id))?;
        link(xml, "alternate", "text/html", &url)?;
        element(xml, "published", &zone.rfc3339(entry.date))?;
        element(xml, "updated", &zone.rfc3339(entry.modified.max(entry.date)))?;
        for name in pages.byline_names(entry) {
            author(xml, name)?;
        }
        if let Some(id) = entry.category
            && let Some(name) = pages.subject_name(Subject::Category(id), entry.language)
        {
            xml.create_element("category").with_attribute(("term", &*clean(name))).write_empty()?;
        }
        if !entry.teaser.is_empty() {
            element(xml, "summary", &entry.teaser)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Text without the characters that XML cannot hold.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !is_unprintable(*c)).collect()
}

fn element(xml: &mut Xml, name: &str, content: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&clean(content))).map(|_| ())
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| element(xml, "name", name)).map(|_| ())
}

fn link(xml: &mut Xml, rel: &str, media_type: &str, href: &str) -> io::Result<()> {
    xml.create_element("link")
        .with_attributes([("rel", rel), ("type", media_type), ("href", href)])
        .write_empty()
        .map(|_| ())
}

/// One address of the sitemap.
struct Place {
    path: String,
    modified: Option<String>,
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
    xml.create_element("sitemapindex")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
        .write_inner_content(|xml| {
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
fn places(index: &Index) -> Vec<Place> {
    let zone = index.catalog.site.time_zone;
    let lists = index.lists.iter().map(|list| {
        let versions = index.list_versions(list.kind.subject());
        let newest = list.members.iter().map(|at| index.entry(*at).modified).max();
        Place {
            path: list.path.to_string(),
            modified: newest.map(|at| zone.rfc3339(at)),
            versions: versions.iter().map(|l| (l.language, l.path.to_string())).collect(),
        }
    });
    let articles = (0_u32..).zip(&index.entries).filter(|(_, entry)| !entry.noindex).map(|(at, entry)| {
        let versions = index.versions(at).iter().map(|at| index.entry(*at));
        Place {
            path: entry.path.to_string(),
            modified: Some(zone.rfc3339(entry.modified)),
            versions: versions.filter(|e| !e.noindex).map(|e| (e.language, e.path.to_string())).collect(),
        }
    });
    let mut places: Vec<_> = lists.chain(articles).collect();
    // By path, so that a new article changes the sitemap in one place.
    places.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    places
}

fn urlset(index: &Index, places: &[Place]) -> io::Result<Vec<u8>> {
    let mut xml = begin()?;
    xml.create_element("urlset")
        .with_attributes([
            ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
            ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
        ])
        .write_inner_content(|xml| places.iter().try_for_each(|place| url(xml, index, place)))?;
    Ok(end(xml))
}

fn url(xml: &mut Xml, index: &Index, place: &Place) -> io::Result<()> {
    xml.create_element("url")
        .write_inner_content(|xml| {
            element(xml, "loc", &index.base.url(&place.path))?;
            if let Some(modified) = &place.modified {
                element(xml, "lastmod", modified)?;
            }
            for (language, path) in place.versions.iter().filter(|_| place.versions.len() > 1) {
                xml.create_element("xhtml:link")
                    .with_attributes([
                        ("rel", "alternate"),
                        ("hreflang", index.languages[usize::from(*language)].as_str()),
                        ("href", index.base.url(path).as_str()),
                    ])
                    .write_empty()?;
            }
            Ok(())
        })
        .map(|_| ())
}

/// `robots.txt`: everything is welcome, and here is the sitemap.
pub(crate) fn robots(index: &Index) -> File {
    let sitemap = index.base.url("/sitemap.xml");
    let text = format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n");
    ("/robots.txt".to_owned(), text.into_bytes())
}

/// `_redirects`: former addresses for hosts that read it; the others get pages.
pub(crate) fn redirects(index: &Index) -> Option<File> {
    use std::fmt::Write as _;
    let mut lines: Vec<_> = index.redirects.iter().collect();
    lines.sort_unstable_by(|a, b| a.from.cmp(&b.from));
    let mut text = String::new();
    for line in lines {
        let (from, to) = (index.base.href(&line.from), index.base.href(&index.entry(line.to).path));
        writeln!(text, "{from} {to} 301").expect("a string takes all");
    }
    (!text.is_empty()).then(|| ("/_redirects".to_owned(), text.into_bytes()))
}
