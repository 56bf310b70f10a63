//! Feeds, sitemaps, the manifest and what pages say of themselves, held to their formats strictly: what a format does not know is a
//! mistake, as is what it asks for and is missing, or of another kind. Written down here from RFC 4287, sitemaps.org's and Google's
//! schemas, JSON Feed 1.1, the web app manifest and schema.org, since not all of their schemas may be shipped.

use galley_domain::{Language, TimeZone, parse_instant};
use percent_encoding::percent_decode_str;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use super::{Place, tree};

/// A line for each element: its path, how often it may stand there (`1`, `?`, `*`, `+`), what is in it, and its attributes (`!`
/// behind those that must be there). Elements of `XHTML` and the like are written with the prefixes that Galley uses.
const ATOM: &str = "
feed                  1 elements  xmlns=atom! xml:lang=lang
feed/title            1 text
feed/id               1 iri
feed/updated          1 date
feed/link             + nothing   rel=text! type=media! href=iri!
feed/author           + elements
feed/author/name      1 text
feed/entry            * elements
feed/entry/title      1 text
feed/entry/id         1 iri
feed/entry/updated    1 date
feed/entry/published  ? date
feed/entry/link       + nothing   rel=text! type=media! href=iri!
feed/entry/author     * elements
feed/entry/author/name 1 text
feed/entry/category   * nothing   term=text!
feed/entry/summary    ? text
feed/entry/content    ? text      type=html!
";

const SITEMAP: &str = "
urlset                      1 elements  xmlns=sitemap! xmlns:image=image xmlns:xhtml=xhtml xmlns:news=news
urlset/url                  * elements
urlset/url/loc              1 url
urlset/url/lastmod          ? date
urlset/url/xhtml:link       * nothing   rel=text! hreflang=lang! href=url!
urlset/url/image:image      * elements
urlset/url/image:image/image:loc 1 url
urlset/url/news:news        ? elements
urlset/url/news:news/news:publication 1 elements
urlset/url/news:news/news:publication/news:name 1 text
urlset/url/news:news/news:publication/news:language 1 lang
urlset/url/news:news/news:publication_date 1 date
urlset/url/news:news/news:title 1 text
";

/// A line for each value: its path, what it is, and `!` where it must be there. `[]` stands for each of a list.
const JSON_FEED: &str = "
version feed-version!
title text!
home_page_url url!
feed_url url!
language lang
authors[].name text!
items[].id iri!
items[].url url!
items[].title text
items[].content_html text
items[].content_text string
items[].summary text
items[].image url
items[].date_published date
items[].date_modified date
items[].language lang
items[].authors[].name text!
items[].tags[] text
";

const MANIFEST: &str = "
name text!
short_name text!
lang lang
dir direction
start_url path!
scope path!
display display!
background_color colour
theme_color colour
icons[].src path!
icons[].type media!
icons[].sizes sizes!
";

/// What Google asks of an article, and schema.org of the rest.
const ARTICLE: &str = "
@type text!
headline headline!
datePublished date!
dateModified date!
inLanguage lang!
mainEntityOfPage url!
publisher.@id url!
author[].@type text!
author[].name text!
author[].url url
description text
image url
articleSection text
";

const ORGANIZATION: &str = "
@type text!
@id url!
name text!
url url!
logo.@type text!
logo.url url!
logo.width number!
logo.height number!
";

const TRAIL: &str = "
@type text!
itemListElement[].@type text!
itemListElement[].position number!
itemListElement[].name text!
itemListElement[].item url!
";

/// Whether a text is of a kind.
fn is(kind: &str, text: &str) -> bool {
    let filled = !text.trim().is_empty();
    match kind {
        "text" => filled,
        "headline" => filled && text.chars().count() <= 200,
        "string" => true,
        "html" => text == "html",
        "date" => parse_instant(text, TimeZone::UTC).is_ok() && text.len() >= "2023-10-19T00:00:00Z".len(),
        "lang" => text == "x-default" || text.parse::<Language>().is_ok(),
        "media" => text.split_once('/').is_some_and(|(kind, of)| !kind.is_empty() && !of.is_empty()),
        "direction" => matches!(text, "ltr" | "rtl" | "auto"),
        "display" => matches!(text, "browser" | "minimal-ui" | "standalone" | "fullscreen"),
        "colour" => {
            text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|b| b.is_ascii_hexdigit())
        }
        "sizes" => {
            text == "any" || text.split_once('x').is_some_and(|(w, h)| w.parse::<u32>().is_ok() && w == h)
        }
        "url" => text.starts_with("https://") && is_address(text),
        "iri" => (text.starts_with("https://") || text.starts_with("urn:uuid:")) && is_address(text),
        "path" => text.starts_with('/') && is_address(text),
        "feed-version" => text == "https://jsonfeed.org/version/1.1",
        "atom" => text == "http://www.w3.org/2005/Atom",
        "sitemap" => text == "http://www.sitemaps.org/schemas/sitemap/0.9",
        "image" => text == "http://www.google.com/schemas/sitemap-image/1.1",
        "news" => text == "http://www.google.com/schemas/sitemap-news/0.9",
        "xhtml" => text == "http://www.w3.org/1999/xhtml",
        other => panic!("no such kind: {other}"),
    }
}

/// Only what may stand in an address as itself, and what is encoded is UTF-8.
fn is_address(text: &str) -> bool {
    let good = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b);
    text.bytes().all(good) && percent_decode_str(text).decode_utf8().is_ok()
}

#[derive(Debug, Default)]
struct Element {
    path: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

fn read(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    let begin = |above: &Element, tag: &BytesStart<'_>| {
        let name = tag.name().into_inner().to_owned();
        let path = if above.path.is_empty() { name } else { format!("{}/{name}", above.path) };
        let attribute = |a: quick_xml::events::attributes::Attribute<'_>| {
            (a.key.into_inner().to_owned(), unescape(&a.value).expect("a good value").into_owned())
        };
        let attributes = tag.attributes().map(|a| attribute(a.expect("a good attribute"))).collect();
        Element { path, attributes, ..Element::default() }
    };
    loop {
        let top = open.last_mut().expect("the document is never closed");
        match reader.read_event().expect("it is XML") {
            Event::Start(tag) => {
                let element = begin(top, &tag);
                open.push(element);
            }
            Event::Empty(tag) => {
                let element = begin(top, &tag);
                top.children.push(element);
            }
            Event::End(_) => {
                let done = open.pop().expect("it was opened");
                open.last_mut().expect("the document").children.push(done);
            }
            Event::Text(words) => top.text.push_str(&words),
            Event::GeneralRef(name) => top.text.extend(["&", &*name, ";"]),
            Event::Eof => break,
            Event::Decl(_) => {}
            other => panic!("Galley writes no such thing: {other:?}"),
        }
    }
    open.pop().expect("the document")
}

/// What is wrong with a file of XML.
fn wrong_xml(text: &str, grammar: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    check(&read(text), grammar, &mut wrong);
    wrong
}

fn check(element: &Element, grammar: &str, wrong: &mut Vec<String>) {
    let lines = grammar.lines().filter(|line| !line.is_empty());
    let lines: Vec<Vec<&str>> = lines.map(|line| line.split_whitespace().collect()).collect();
    for child in &element.children {
        match lines.iter().find(|line| line[0] == child.path) {
            None => wrong.push(format!("{} is not known", child.path)),
            Some(line) => {
                let text = child.text.trim();
                let good = match line[2] {
                    "elements" => text.is_empty() && !child.children.is_empty() || child.path == "urlset",
                    "nothing" => text.is_empty() && child.children.is_empty(),
                    kind => child.children.is_empty() && is(kind, &unescape(text).unwrap_or_default()),
                };
                if !good {
                    wrong.push(format!("{} is not of the kind {}: {text:.40}", child.path, line[2]));
                }
                let known: Vec<_> =
                    line[3..].iter().filter_map(|attribute| attribute.split_once('=')).collect();
                for (name, value) in &child.attributes {
                    let kind = known
                        .iter()
                        .find(|(known, _)| known == name)
                        .map(|(_, kind)| kind.trim_end_matches('!'));
                    if !kind.is_some_and(|kind| is(kind, value)) {
                        wrong.push(format!("{}@{name} may not be {value:.60}", child.path));
                    }
                }
                let must = known.iter().filter(|(_, kind)| kind.ends_with('!'));
                let missing = must.filter(|(name, _)| !child.attributes.iter().any(|(have, _)| have == name));
                wrong.extend(missing.map(|(name, _)| format!("{}@{name} is missing", child.path)));
                check(child, grammar, wrong);
            }
        }
    }
    for line in lines {
        let above = line[0].rsplit_once('/').map_or("", |(above, _)| above);
        let count = element.children.iter().filter(|child| child.path == line[0]).count();
        let good = match line[1] {
            "1" => count == 1,
            "?" => count <= 1,
            "+" => count >= 1,
            _ => true,
        };
        if above == element.path && !good {
            wrong.push(format!("{} stands there {count} times", line[0]));
        }
    }
}

/// What is wrong with a value of JSON.
fn wrong_json(value: &Value, shape: &str) -> Vec<String> {
    let lines: Vec<(&str, &str)> = shape.lines().filter_map(|line| line.split_once(' ')).collect();
    let mut wrong = Vec::new();
    walk(value, "", &lines, &mut wrong);
    wrong
}

fn walk(value: &Value, path: &str, lines: &[(&str, &str)], wrong: &mut Vec<String>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                walk(value, &below(name), lines, wrong);
            }
            // What must be there, right below this one.
            let must = lines.iter().filter(|(_, kind)| kind.ends_with('!')).filter_map(|(line, _)| {
                let rest = if path.is_empty() { line } else { line.strip_prefix(path)?.strip_prefix('.')? };
                (!rest.contains(['.', '['])).then_some(rest)
            });
            let missing = must.filter(|name| !fields.contains_key(*name));
            wrong.extend(missing.map(|name| format!("{} is missing", below(name))));
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, &format!("{path}[]"), lines, wrong)),
        value => {
            let kind =
                lines.iter().find(|(line, _)| *line == path).map(|(_, kind)| kind.trim_end_matches('!'));
            let good = match (kind, value) {
                (Some("number"), Value::Number(_)) => true,
                (Some(kind), Value::String(text)) => kind != "number" && is(kind, text),
                _ => false,
            };
            if !good {
                wrong.push(format!("{path} may not be {value}"));
            }
        }
    }
}

#[test]
fn each_file_for_programs_is_of_its_format() {
    let mut place = Place::new();
    place.sample.item(1).content.headline = "Fish & <chips> \"now\"".to_owned();
    place.export("site");
    let mut looked_at = [0; 6];
    for (name, bytes) in tree(&place.out("site")) {
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        let json = || serde_json::from_str::<Value>(text).expect("JSON");
        let (at, wrong) = match name.rsplit('/').next().expect("a name") {
            "feed.xml" => (0, wrong_xml(text, ATOM)),
            "feed.json" => (1, wrong_json(&json(), JSON_FEED)),
            "sitemap.xml" | "news-sitemap.xml" => (2, wrong_xml(text, SITEMAP)),
            "site.webmanifest" => (3, wrong_json(&json(), MANIFEST)),
            "index.html" => {
                let Some(data) = super::programs::data_of(text) else { continue };
                let of = |kind: &'static str, shape: &'static str| {
                    let nodes = data["@graph"].as_array().into_iter().flatten();
                    nodes
                        .filter(move |node| node["@type"] == kind)
                        .flat_map(move |node| wrong_json(node, shape))
                };
                looked_at[5] += data["@graph"].as_array().map_or(0, Vec::len);
                let all = of("NewsArticle", ARTICLE)
                    .chain(of("WebPage", ARTICLE))
                    .chain(of("Organization", ORGANIZATION));
                (4, all.chain(of("BreadcrumbList", TRAIL)).collect())
            }
            _ => continue,
        };
        looked_at[at] += 1;
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
    assert!(looked_at[0] > 10 && looked_at[0] == looked_at[1], "{looked_at:?}");
    assert!(
        looked_at[2] == 2 && looked_at[3] == 1 && looked_at[4] > 40 && looked_at[5] > 100,
        "{looked_at:?}"
    );
}

#[test]
fn mistakes_are_found() {
    let entry = "<entry><title>A</title><id>urn:uuid:1</id><updated>2023-10-19T08:00:00Z</updated>\
                 <link rel='alternate' type='text/html' href='https://a.example/'/></entry>";
    let feed = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><id>https://a.example/</id><updated>2023-10-19T08:00:00Z</updated>\
         <link rel='self' type='a/b' href='https://a.example/'/><author><name>A</name></author>{entry}</feed>"
    );
    assert_eq!(wrong_xml(&feed, ATOM), Vec::<String>::new());
    for (from, to, why) in [
        ("<title>A</title><id>u", "<id>u", "feed/entry/title stands there 0 times"),
        ("<title>A</title><id>h", "<title>A</title><title>A</title><id>h", "feed/title stands there 2 times"),
        ("2023-10-19T08:00:00Z", "19 Oct 2023", "feed/updated is not of the kind date"),
        ("</author>", "</author><colour>red</colour>", "feed/colour is not known"),
        ("rel='self'", "rel='self' onclick='x'", "feed/link@onclick may not be x"),
        ("rel='self'", "", "feed/link@rel is missing"),
        ("href='https://a.example/'", "href='/a'", "feed/link@href may not be /a"),
        ("2005/Atom", "2005/atom", "feed@xmlns may not be"),
    ] {
        let bad = feed.replacen(from, to, 1);
        let wrong = wrong_xml(&bad, ATOM);
        assert!(wrong.iter().any(|told| told.contains(why)), "{why}: {wrong:?}");
    }
    let manifest = serde_json::json!({"name": "A", "short_name": "A", "start_url": "a", "scope": "/", "display": "window",
        "icons": [{"src": "/a.png", "type": "image/png"}], "colour": "red"});
    let wrong = wrong_json(&manifest, MANIFEST);
    let told =
        ["colour may not be", "display may not be", "icons[].sizes is missing", "start_url may not be"];
    assert!(told.iter().all(|why| wrong.iter().any(|told| told.contains(why))), "{wrong:?}");
    assert_eq!(wrong.len(), told.len(), "{wrong:?}");
}
