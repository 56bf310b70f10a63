//! What is written for programs is what their specifications ask for: read here by readers that know nothing of how it was made.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use super::{Place, tree};
use crate::Source as _;
use crate::index::Index;
use crate::pictures::Sizing;
use crate::sitemap::{Differing, PicturesOf, sitemaps_of};
use crate::xml::File;

/// The address of the first article of the sample.
const STORY: &str = "https://example.org/ten-years-of-cable-how-a-coast-came-online/";

/// The texts and attributes below each element, by the path of its names.
fn read_xml(text: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(text);
    let (mut path, mut found) = (Vec::new(), Vec::new());
    let name = |element: &BytesStart<'_>| element.name().into_inner().to_owned();
    let attributes = |path: &[String], element: &BytesStart<'_>, found: &mut Vec<(String, String)>| {
        for attribute in element.attributes() {
            let attribute = attribute.expect("a good attribute");
            let key = format!("{}@{}", path.join("/"), attribute.key.into_inner());
            found.push((key, attribute.value.into_owned()));
        }
    };
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(element) => {
                path.push(name(&element));
                found.push((path.join("/"), String::new()));
                attributes(&path, &element, &mut found);
            }
            Event::Empty(element) => {
                path.push(name(&element));
                found.push((path.join("/"), String::new()));
                attributes(&path, &element, &mut found);
                path.pop();
            }
            Event::Text(words) => {
                let words = words.trim().to_owned();
                if !words.is_empty() {
                    found.push((format!("{}#", path.join("/")), words));
                }
            }
            Event::End(_) => {
                path.pop();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(path.is_empty(), "{path:?}");
    found
}

fn count(found: &[(String, String)], key: &str) -> usize {
    found.iter().filter(|(path, _)| path == key).count()
}

fn values<'f>(found: &'f [(String, String)], key: &str) -> Vec<&'f str> {
    found.iter().filter(|(path, _)| path == key).map(|(_, value)| value.as_str()).collect()
}

/// The site's files whose names end like this.
fn files(place: &Place, end: &str) -> BTreeMap<String, String> {
    let files = tree(&place.out("site")).into_iter().filter(|(name, _)| name.ends_with(end));
    files.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

#[test]
fn each_atom_feed_has_what_the_format_asks_for() {
    let place = Place::new();
    place.export("site");
    let feeds = files(&place, "feed.xml");
    assert!(feeds.len() > 10, "{}", feeds.len());
    for (name, text) in feeds {
        let found = read_xml(&text);
        assert_eq!(values(&found, "feed@xmlns"), ["http://www.w3.org/2005/Atom"], "{name}");
        for key in ["feed/title", "feed/id", "feed/updated", "feed/author/name"] {
            assert_eq!(count(&found, key), 1, "{name}: {key}");
        }
        let entries = count(&found, "feed/entry");
        assert!(entries > 0, "{name}");
        for key in ["title", "id", "updated", "published", "content"] {
            assert_eq!(count(&found, &format!("feed/entry/{key}")), entries, "{name}: {key}");
        }
        for date in values(&found, "feed/entry/updated#") {
            galley_domain::parse_instant(date, galley_domain::TimeZone::UTC).expect("RFC 3339");
        }
        let own = values(&found, "feed/link@href");
        assert!(own.iter().any(|href| href.ends_with("feed.xml")), "{name}: {own:?}");
    }
}

#[test]
fn each_json_feed_has_what_the_format_asks_for() {
    let place = Place::new();
    place.export("site");
    let atoms: Vec<_> = files(&place, "feed.xml").into_keys().collect();
    let feeds = files(&place, "feed.json");
    let names: Vec<_> = feeds.keys().map(|name| name.replace(".json", ".xml")).collect();
    assert_eq!(names, atoms, "one beside each");
    for (name, text) in &feeds {
        let feed: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        for key in ["title", "home_page_url", "feed_url", "language"] {
            assert!(feed[key].as_str().is_some_and(|text| !text.is_empty()), "{name}: {key}");
        }
        for item in feed["items"].as_array().expect("a list") {
            assert!(item["id"].as_str().is_some_and(|id| id.starts_with("urn:uuid:")), "{name}");
            assert!(
                item["url"].as_str().is_some_and(|url| url.starts_with("https://example.org/")),
                "{name}"
            );
            assert!(item["content_html"].is_string() != item["content_text"].is_string(), "{name}");
            let html = item["content_html"].as_str().unwrap_or_default();
            assert!(!html.contains(" href=\"/") && !html.contains(" src=\"/"), "{name}: {html}");
        }
    }
    let home: Value = serde_json::from_str(&feeds["feed.json"]).expect("JSON");
    let first = &home["items"][0];
    let html = first["content_html"].as_str().expect("the whole text");
    for part in ["Nobody photographed it", "https://example.org/what-a-kilometre-costs/", "doc-endnotes"] {
        assert!(html.contains(part), "{part}");
    }
    assert!(first["image"].as_str().is_some_and(|url| url.starts_with("https://example.org/media/")));
    assert_eq!(first["tags"], serde_json::json!(["Cables", "Fibre", "Standards"]));
}

#[test]
fn the_sitemap_names_versions_and_pictures() {
    let mut place = Place::new();
    place.sample.item(12).content.seo.noindex = true;
    place.export("site");
    let found = read_xml(&place.read("site", "sitemap.xml"));
    let places = values(&found, "urlset/url/loc#");
    assert_eq!(places.len(), count(&found, "urlset/url"));
    assert!(places.contains(&"https://example.org/about-us/"));
    assert!(!places.contains(&"https://example.org/what-a-kilometre-costs/"), "it asks to be left out");
    let languages = values(&found, "urlset/url/xhtml:link@hreflang");
    assert!(["en", "zh", "ar", "x-default"].iter().all(|tag| languages.contains(tag)), "{languages:?}");
    let pictures = values(&found, "urlset/url/image:image/image:loc#");
    assert!(pictures.len() > 4, "{pictures:?}");
    assert!(pictures.iter().all(|url| url.starts_with("https://example.org/media/")), "{pictures:?}");
    // The cover, and what the text shows, each once however often it is shown.
    let sitemap = place.read("site", "sitemap.xml");
    let (_, story) = sitemap.split_once(&format!("<loc>{STORY}</loc>")).expect("it is in it");
    let (story, _) = story.split_once("</url>").expect("it ends");
    let names: Vec<_> = story.match_indices("<image:loc>").map(|(at, _)| &story[at..]).collect();
    assert_eq!(names.len(), 3, "{story}");
    for (name, part) in names.iter().zip(["", "-ridge.svg<", "-towers.svg<"]) {
        assert!(name.split_once("</").is_some_and(|(url, _)| format!("{url}<").contains(part)), "{name}");
    }
    let page = place.read("site", "what-a-kilometre-costs/index.html");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
}

/// The files of a sitemap with so many addresses in each.
fn sitemaps_in(index: &Index, pictures: PicturesOf<'_>, most: usize, differing: Differing<'_>) -> Vec<File> {
    let mut files = Vec::new();
    let Ok(()) = sitemaps_of(index, pictures, most, differing, |file| {
        files.push(file);
        Ok::<_, Infallible>(())
    });
    files
}

#[test]
fn a_sitemap_keeps_the_limits_of_search_engines() {
    let place = Place::new();
    let mut cards = Vec::new();
    place.sample.cards(&mut |card| cards.push(card)).expect("the sample has cards");
    let catalog = place.sample.catalog().expect("it has nouns");
    let (index, _) = Index::new(catalog, cards, Sizing::default()).expect("it has an address");
    let made = |pictures: PicturesOf<'_>| {
        let files = sitemaps_in(&index, pictures, 1_000, Differing::All);
        String::from_utf8(files.into_iter().next().expect("a file").1).expect("XML is text")
    };
    let many = |some: &[u32]| {
        let names: Vec<Box<str>> = (0..1_200).map(|n| format!("/media/{n}.png").into()).collect();
        vec![names; some.len()]
    };
    let sitemap = made(&many);
    let most = sitemap.split("</url>").map(|url| url.matches("<image:loc>").count()).max();
    assert_eq!(most, Some(1_000), "a thousand of a page");
    let long = |some: &[u32]| {
        let names: Vec<Box<str>> =
            (0..400).map(|n| format!("/media/{n}-{}.png", "a".repeat(8_000)).into()).collect();
        vec![names; some.len()]
    };
    let sitemap = made(&long);
    assert!(sitemap.len() < 50 * 1024 * 1024 && sitemap.contains("<image:loc>"), "{}", sitemap.len());
    assert_eq!(count(&read_xml(&sitemap), "urlset/url"), count(&read_xml(&made(&many)), "urlset/url"));
}

#[test]
fn a_large_sitemap_stands_in_files_of_which_a_change_differs_in_two() {
    let place = Place::new();
    let mut cards = Vec::new();
    place.sample.cards(&mut |card| cards.push(card)).expect("the sample has cards");
    let catalog = place.sample.catalog().expect("it has nouns");
    let (index, _) = Index::new(catalog, cards, Sizing::default()).expect("it has an address");
    let pictures = |some: &[u32]| -> Vec<Vec<Box<str>>> {
        let of = |at: &u32| (0..at % 3).map(|n| format!("/media/{at}-{n}.png").into()).collect();
        some.iter().map(of).collect()
    };
    let files = |most, differing: Differing<'_>| sitemaps_in(&index, &pictures, most, differing);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("XML is text");
    let addresses = |files: &[(String, Vec<u8>)]| {
        let mut all = Vec::new();
        for (_, bytes) in files {
            let found = read_xml(&text(bytes));
            let here = values(&found, "urlset/url/loc#");
            assert!(files.len() == 1 || (1..=5).contains(&here.len()), "{here:?}");
            all.extend(here.into_iter().map(str::to_owned));
        }
        all.sort();
        all
    };
    let one = files(1_000, Differing::All);
    let mut several = files(5, Differing::All);
    let (path, overview) = several.pop().expect("files");
    assert_eq!((one.len(), path.as_str()), (1, "/sitemap.xml"));
    assert_eq!(addresses(&one), addresses(&several));
    let found = read_xml(&text(&overview));
    let named = values(&found, "sitemapindex/sitemap/loc#");
    let paths: Vec<_> = several.iter().map(|(path, _)| index.base.url(path)).collect();
    assert_eq!(named, paths.iter().map(String::as_str).collect::<Vec<_>>());
    for at in (0..index.len()).filter(|at| index.is_told(*at)) {
        let one = [at];
        let changed = files(5, Differing::Entries(&one));
        let (lists, articles): (Vec<_>, Vec<_>) =
            changed.iter().partition(|(path, _)| path.starts_with("/sitemap-lists-"));
        assert_eq!(articles.len(), 1, "{at}");
        let url = index.base.url(&index.entry(at).path);
        assert!(text(&articles[0].1).contains(&format!("<loc>{url}</loc>")), "{url}");
        assert!(!lists.is_empty() || index.entry(at).kind == galley_domain::Kind::Page, "{at}");
        assert!(changed.iter().all(|file| several.contains(file)), "what is made alone is made the same");
    }
}

#[test]
fn the_sitemap_of_news_has_the_last_two_days() {
    let mut place = Place::new();
    // It is noon of 21 October, and one article of that morning asks to be left out.
    place.sample.item(3).content.seo.noindex = true;
    place.export("site");
    let found = read_xml(&place.read("site", "news-sitemap.xml"));
    let item = "urlset/url/news:news";
    assert_eq!(values(&found, &format!("{item}/news:title#")), ["光缆十年：一段海岸如何连上世界"]);
    assert_eq!(values(&found, &format!("{item}/news:publication/news:language#")), ["zh-cn"]);
    assert_eq!(values(&found, &format!("{item}/news:publication/news:name#")), ["登陆站"]);
    assert!(place.read("site", "robots.txt").contains("Sitemap: https://example.org/news-sitemap.xml\n"));
    let all = |site: &str| tree(&place.out(site));
    let mut later = place.sample.clone();
    later.now += std::time::Duration::from_hours(7 * 24);
    crate::export(&later, &place.theme, &place.out("later"), &crate::Options::default()).expect("it works");
    let (now, later) = (all("site"), all("later"));
    let differ: Vec<_> = now.keys().filter(|name| now.get(*name) != later.get(*name)).collect();
    assert_eq!(differ, [".galley-manifest", "news-sitemap.xml"], "nothing else depends on the day");
}

/// The description for programs that a page holds.
pub(super) fn data_of(page: &str) -> Option<Value> {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">")?;
    let (json, _) = rest.split_once("</script>")?;
    Some(serde_json::from_str(json).expect("it is JSON"))
}

#[test]
fn each_page_says_what_it_is() {
    let place = Place::new();
    place.export("site");
    let mut seen = BTreeMap::new();
    for (name, page) in files(&place, ".html") {
        let Some(data) = data_of(&page) else {
            assert!(page.contains("content=\"noindex\""), "{name}");
            continue;
        };
        assert_eq!(data["@context"], "https://schema.org", "{name}");
        for node in data["@graph"].as_array().expect("a list") {
            let kind = node["@type"].as_str().expect("a type");
            let needs: &[&str] = match kind {
                "NewsArticle" => &[
                    "headline",
                    "datePublished",
                    "dateModified",
                    "mainEntityOfPage",
                    "publisher",
                    "inLanguage",
                ],
                "WebPage" => &["headline", "mainEntityOfPage", "publisher"],
                "WebSite" | "CollectionPage" => &["name", "url", "publisher"],
                "Organization" => &["@id", "name", "url", "logo"],
                "BreadcrumbList" => &["itemListElement"],
                other => panic!("{name}: {other}"),
            };
            assert!(needs.iter().all(|key| !node[*key].is_null()), "{name}: {node}");
            for (n, item) in node["itemListElement"].as_array().into_iter().flatten().enumerate() {
                assert_eq!(item["position"], n + 1, "{name}");
                assert!(item["item"].as_str().is_some_and(|url| url.starts_with("https://")), "{name}");
            }
            *seen.entry(kind.to_owned()).or_insert(0) += 1;
        }
    }
    let kinds: Vec<_> = seen.keys().map(String::as_str).collect();
    let all = ["BreadcrumbList", "CollectionPage", "NewsArticle", "Organization", "WebPage", "WebSite"];
    assert_eq!(kinds, all);
    let article = place.read("site", "ten-years-of-cable-how-a-coast-came-online/index.html");
    let data = data_of(&article).expect("it has one");
    let trail = data["@graph"][1]["itemListElement"].as_array().expect("a list");
    let names: Vec<_> = trail.iter().filter_map(|item| item["name"].as_str()).collect();
    assert_eq!(names[..3], ["The Landing Station", "ICT Industry News", "Cables"]);
}

const MAIN: &str = "ten-years-of-cable-how-a-coast-came-online/index.html";

#[test]
fn an_article_that_lay_ready_was_not_changed_before_it_was_published() {
    let mut place = Place::new();
    let item = place.sample.item(1);
    item.modified = super::sample::at("2023-10-01T08:00:00Z");
    let published = item.content.date.expect("it has one");
    assert!(published > item.modified, "that is what it is about");
    place.export("site");
    let page = place.read("site", MAIN);
    let data = data_of(&page).expect("it says what it is");
    let article = &data["@graph"][0];
    assert_eq!(article["dateModified"], article["datePublished"], "{article}");
    let time = |of: &str| {
        let (_, rest) = page.split_once(&format!("article:{of}_time\" content=\"")).expect("it says it");
        rest.split_once('"').expect("its end").0.to_owned()
    };
    assert_eq!(time("modified"), time("published"));
    let sitemap = place.read("site", "sitemap.xml");
    assert!(!sitemap.contains("2023-10-01"), "{sitemap}");
}

#[test]
fn versions_say_the_same_of_one_another() {
    let mut place = Place::new();
    place.export("site");
    assert!(place.read("site", MAIN).contains("hreflang=\"ar\" href=\"https"), "that is what it is about");
    place.sample.item(1).content.seo.noindex = true;
    place.export("site");
    let page = place.read("site", MAIN);
    assert!(!page.contains("rel=\"alternate\" hreflang="), "search engines are not told of it: {page}");

    let archive = place.read("site", "archive/index.html");
    for lang in ["en", "zh", "ar", "x-default"] {
        assert!(archive.contains(&format!("rel=\"alternate\" hreflang=\"{lang}\"")), "{lang}: {archive}");
    }
    let sitemap = place.read("site", "sitemap.xml");
    let (_, there) = sitemap.split_once("<loc>https://example.org/zh/archive/</loc>").expect("it is in it");
    let there = there.split_once("</url>").expect("its end").0;
    assert!(there.contains("hreflang=\"ar\" href=\"https://example.org/ar/archive/\""), "{there}");
}

#[test]
fn a_feed_is_the_same_wherever_it_stands() {
    let mut place = Place::new();
    let identities = |place: &Place| -> BTreeMap<String, String> {
        place.export("site");
        let feeds = tree(&place.out("site")).into_keys().filter(|path| path.ends_with("feed.xml"));
        let identity = |path: String| {
            let feed = place.read("site", &path);
            let (_, id) = feed.split_once("<id>").expect("it has one");
            (path, id.split_once("</id>").expect("its end").0.to_owned())
        };
        feeds.map(identity).collect()
    };
    let before = identities(&place);
    let each: BTreeSet<_> = before.values().collect();
    assert_eq!(each.len(), before.len(), "each has its own, in each language: {before:#?}");
    place.sample.catalog.site.base_url = "https://example.net/news".to_owned();
    let after = identities(&place);
    let stays = |(path, id): &(&String, &String)| after.get(*path) == Some(*id);
    assert!(before.iter().filter(|(path, _)| path.contains("category/")).all(|one| stays(&one)));
    assert!(before.values().any(|id| id.starts_with("urn:uuid:")));
    let feed = place.read("site", "feed.xml");
    assert!(feed.contains("<category term=\"Fibre\"/>"), "what it is filed under, tags too: {feed}");
}

#[test]
fn what_is_not_found_is_said_in_every_language() {
    let place = Place::new();
    place.export("site");
    let page = place.read("site", "404.html");
    for (lang, dir, home) in [("zh", "ltr", "/zh/"), ("ar", "rtl", "/ar/")] {
        let (_, said) = page.split_once(&format!("lang=\"{lang}\" dir=\"{dir}\">\n<h2>")).expect(lang);
        let said = said.split_once("</div>").expect("its end").0;
        assert!(said.contains(&format!("<a href=\"{home}\">")) && !said.contains("<h2></h2>"), "{said}");
    }
}
