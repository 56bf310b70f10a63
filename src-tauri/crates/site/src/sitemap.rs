//! The sitemap with its pictures and languages, and the one of the last two days' news.

use std::io;
use std::time::Duration;

use galley_domain::{Instant, Kind, Language};

use crate::index::{Entry, Index, List};
use crate::pages::{Pages, is_traditional};
use crate::xml::{File, Xml, begin, element, end, escaped};

/// Most addresses in one file. More may be in one, as sitemaps.org has it; but a change writes its file anew.
pub(crate) const SITEMAP_URLS_MAX: usize = 1_000;

/// How long an article is news, and how many may be, as search engines have it.
const NEWS_S: u32 = 2 * 24 * 60 * 60;
const NEWS_MAX: usize = 1_000;

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// About as many bytes does an address take.
const PLACE_BYTES: usize = 160;

/// More bytes than a thousand addresses without pictures take, with all that stands around them.
const AROUND_BYTES: usize = 4 * 1024 * 1024;

/// Most pictures of an address, as Google has it.
const PICTURES_MAX: usize = 1_000;

/// Largest file in bytes, as sitemaps.org has it. Where pictures would make it larger, they are left out.
const BYTES_MAX: usize = 50 * 1024 * 1024;

const INTO_MEMORY: &str = "writing into memory does not fail";

/// The pictures in the texts of some entries, for each by their paths in the site.
pub(crate) type PicturesOf<'p> = &'p dyn Fn(&[u32]) -> Vec<Vec<Box<str>>>;

/// One address of the sitemap.
struct SitemapUrl {
    path: String,
    modified: Option<String>,
    /// Addresses of the cover and of the pictures in the text, each once.
    pictures: Vec<String>,
    /// Language and path of its versions.
    versions: Vec<(u16, String)>,
}

/// Which addresses differ from those of the sitemap that stands there.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Differing<'d> {
    /// All may.
    All,
    /// Those of these entries, and of the lists that they are in. Nothing moved.
    Entries(&'d [u32]),
}

/// Hands out the sitemap: one file; or an index and several, of which those are made that differ, each when the one before was taken: together
/// they are large.
///
/// Lists have files of their own. Articles stand in theirs from the oldest on, so that a new one is added to the last, and a change
/// differs in one.
pub(crate) fn sitemaps<E>(
    index: &Index,
    pictures: PicturesOf<'_>,
    differing: Differing<'_>,
    each: impl FnMut(File) -> Result<(), E>,
) -> Result<(), E> {
    sitemaps_of(index, pictures, SITEMAP_URLS_MAX, differing, each)
}

/// With so many addresses in a file.
pub(crate) fn sitemaps_of<E>(
    index: &Index,
    pictures: PicturesOf<'_>,
    urls_max: usize,
    differing: Differing<'_>,
    mut each: impl FnMut(File) -> Result<(), E>,
) -> Result<(), E> {
    let urlset = |places: &[SitemapUrl]| urlset(index, places).expect(INTO_MEMORY);
    let told: Vec<u32> = (0..index.len()).rev().filter(|at| index.is_told(*at)).collect();
    let lists: Vec<Overview<'_>> = index
        .lists()
        .iter()
        .map(Overview::List)
        .chain(index.archives().into_iter().map(Overview::Archive))
        .collect();
    if lists.len() + told.len() <= urls_max {
        let articles = articles(index, pictures, &told);
        let mut places: Vec<_> = lists.iter().map(|one| one.place(index)).chain(articles).collect();
        // By path, so that a new article changes it in one place.
        places.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        return each(("/sitemap.xml".to_owned(), urlset(&places)));
    }
    let (lists, articles) = (lists.chunks(urls_max), told.chunks(urls_max));
    for (path, some) in (1..).map(lists_path).zip(lists.clone()) {
        let differs = |one: &Overview<'_>| match (differing, one) {
            (Differing::All, _) => true,
            (Differing::Entries(entries), Overview::List(list)) => entries.iter().any(|at| list.has(*at)),
            // It has the years, and a year that is new moves all.
            (Differing::Entries(_), Overview::Archive(_)) => false,
        };
        if some.iter().any(differs) {
            let places: Vec<_> = some.iter().map(|one| one.place(index)).collect();
            each((path, urlset(&places)))?;
        }
    }
    for (path, some) in (1..).map(articles_path).zip(articles.clone()) {
        let differs = |at: &u32| match differing {
            Differing::All => true,
            Differing::Entries(entries) => entries.contains(at),
        };
        if some.iter().any(differs) {
            let places: Vec<_> = self::articles(index, pictures, some).collect();
            each((path, urlset(&places)))?;
        }
    }
    if matches!(differing, Differing::All) {
        let paths = (1..=lists.len()).map(lists_path).chain((1..=articles.len()).map(articles_path));
        each(("/sitemap.xml".to_owned(), sitemap_index(index, paths).expect(INTO_MEMORY)))?;
    }
    Ok(())
}

/// A page that leads to articles.
enum Overview<'i> {
    List(&'i List),
    /// A language's archive.
    Archive((u16, String)),
}

impl Overview<'_> {
    fn place(&self, index: &Index) -> SitemapUrl {
        match self {
            Self::List(one) => list(index, one),
            Self::Archive((_, path)) => SitemapUrl {
                path: path.clone(),
                modified: None,
                pictures: Vec::new(),
                versions: index.archives(),
            },
        }
    }
}

/// Where the addresses of lists stand, and those of articles, in files that are counted from 1.
fn lists_path(number: usize) -> String {
    format!("/sitemap-lists-{number}.xml")
}

fn articles_path(number: usize) -> String {
    format!("/sitemap-{number}.xml")
}

/// The paths that a sitemap of so many lists and articles may need.
pub(crate) fn paths(lists: usize, articles: usize) -> impl Iterator<Item = String> {
    let files = |urls: usize| 1..=urls / SITEMAP_URLS_MAX + 1;
    files(lists).map(lists_path).chain(files(articles).map(articles_path))
}

fn sitemap_index(index: &Index, paths: impl Iterator<Item = String>) -> io::Result<Vec<u8>> {
    let mut xml = begin()?;
    xml.create_element("sitemapindex").with_attribute(("xmlns", SITEMAP)).write_inner_content(|xml| {
        for path in paths {
            xml.create_element("sitemap")
                .write_inner_content(|xml| element(xml, "loc", &index.base.url(&path)))?;
        }
        Ok(())
    })?;
    Ok(end(xml))
}

/// The first page of a list, as search engines should know it.
fn list(index: &Index, list: &List) -> SitemapUrl {
    let versions = index.list_versions(list.kind.subject());
    let newest = index.last_modified(list.members());
    SitemapUrl {
        path: list.path.to_string(),
        modified: newest.map(|at| index.catalog.site.time_zone.rfc3339(at)),
        pictures: Vec::new(),
        versions: versions.iter().map(|l| (l.language, l.path.to_string())).collect(),
    }
}

/// Articles, and pages.
fn articles<'i>(
    index: &'i Index,
    pictures: PicturesOf<'_>,
    some: &'i [u32],
) -> impl Iterator<Item = SitemapUrl> + use<'i> {
    some.iter().zip(pictures(some)).map(move |(at, pictures)| article(index, *at, &pictures))
}

fn article(index: &Index, at: u32, in_text: &[Box<str>]) -> SitemapUrl {
    let entry = index.entry(at);
    let versions = index.versions(at).iter().filter(|at| index.is_told(**at));
    let versions = versions.map(|at| index.entry(*at));
    SitemapUrl {
        path: entry.path.to_string(),
        modified: Some(index.catalog.site.time_zone.rfc3339(entry.modified)),
        pictures: told_pictures(index, entry, in_text),
        versions: versions.map(|e| (e.language, e.path.to_string())).collect(),
    }
}

/// The addresses of an entry's pictures: the cover first, then those in the text in their order.
fn told_pictures(index: &Index, entry: &Entry, in_text: &[Box<str>]) -> Vec<String> {
    let cover = entry.cover.as_deref().map(|cover| index.base.absolute(&cover.src));
    let mut pictures: Vec<String> = Vec::with_capacity(in_text.len() + 1);
    for picture in cover.into_iter().chain(in_text.iter().map(|path| index.base.url(path))) {
        if pictures.len() == PICTURES_MAX {
            break;
        }
        if !pictures.contains(&picture) {
            pictures.push(picture);
        }
    }
    pictures
}

fn urlset(index: &Index, places: &[SitemapUrl]) -> io::Result<Vec<u8>> {
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
fn url(out: &mut String, index: &Index, place: &SitemapUrl) {
    out.extend(["\n <url>\n  <loc>", &escaped(&index.base.url(&place.path)), "</loc>"]);
    if let Some(modified) = &place.modified {
        out.extend(["\n  <lastmod>", &escaped(modified), "</lastmod>"]);
    }
    let versions = place.versions.iter().filter(|_| place.versions.len() > 1);
    let named = versions.clone().map(|(at, path)| (index.languages[usize::from(*at)].as_str(), path));
    // The first is for readers of any other language, as in the heads of pages.
    for (language, path) in named.chain(versions.take(1).map(|(_, path)| ("x-default", path))) {
        let href = index.base.url(path);
        out.extend(["\n  <xhtml:link rel=\"alternate\" hreflang=\"", &escaped(language)]);
        out.extend(["\" href=\"", &escaped(&href), "\"/>"]);
    }
    let before = out.len();
    for picture in &place.pictures {
        out.extend([
            "\n  <image:image>\n   <image:loc>",
            &escaped(picture),
            "</image:loc>\n  </image:image>",
        ]);
    }
    if out.len() > BYTES_MAX - AROUND_BYTES {
        out.truncate(before);
    }
    out.push_str("\n </url>");
}

/// The sitemap of what was published within two days before `now`. It may be empty: then nothing is news.
pub(crate) fn news(pages: &Pages<'_>, now: Instant) -> io::Result<File> {
    let index = pages.index;
    let is_news = |entry: &&Entry| {
        entry.kind == Kind::Article && entry.is_told() && entry.date.timestamp() <= now.timestamp()
    };
    let mut xml = begin()?;
    xml.create_element("urlset")
        .with_attributes([
            ("xmlns", SITEMAP),
            ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"),
        ])
        .write_inner_content(|xml| {
            let news = since(index, now).filter(is_news).take(NEWS_MAX);
            news.into_iter().try_for_each(|entry| news_url(xml, pages, entry))
        })?;
    Ok(("/news-sitemap.xml".to_owned(), end(xml)))
}

/// When that sitemap changes by the clock alone: an article is news no longer, or one of a later date begins to be.
pub(crate) fn news_until(index: &Index, now: Instant) -> Option<Instant> {
    let changes = since(index, now).filter(|entry| entry.kind == Kind::Article && entry.is_told());
    let changes =
        changes.flat_map(|entry| [entry.date, entry.date + Duration::from_secs(u64::from(NEWS_S) + 1)]);
    changes.filter(|at| *at > now).min()
}

/// The entries that are news, or may be one day: the index has the newest first, so no others are looked at.
fn since(index: &Index, now: Instant) -> impl Iterator<Item = &Entry> {
    let oldest_s = now.timestamp() - i64::from(NEWS_S);
    (0..index.len()).map(|at| index.entry(at)).take_while(move |entry| entry.date.timestamp() >= oldest_s)
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
    match language.primary() {
        "zh" if is_traditional(language) => "zh-tw",
        "zh" => "zh-cn",
        primary => primary,
    }
}
