//! Feeds: Atom (RFC 4287) and JSON Feed 1.1, of home and of each category, with the articles' full text.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

use galley_domain::ArticleId;
use quick_xml::events::BytesText;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::address::Base;
use crate::index::{Entry, Index, List, Subject};
use crate::memory::Key;
use crate::pages::Pages;
use crate::xml::{File, Xml, begin, clean, element, end};

/// Most articles whose full text stands in feeds, newest first: what is kept in memory until the feeds are written. The others
/// stand there with their leads.
const FULL_TEXTS_MAX: usize = 2_000;

/// Longest text that stands in a feed, in bytes of HTML. Readers fetch a feed again and again.
pub(crate) const FULL_TEXT_BYTES_MAX: usize = 100_000;

/// Stands before the identity of an article where it is one among all things.
const URN: &str = "urn:uuid:";

/// The full texts that feeds print, by entry.
pub(crate) type FullTexts = BTreeMap<u32, String>;

/// The entries whose full text some feed prints.
pub(crate) fn in_feeds(index: &Index) -> HashSet<u32> {
    let lists = index.lists().iter().filter(|list| list.has_feed());
    let all: HashSet<u32> = lists.flat_map(|list| members(index, list)).copied().collect();
    let mut all: Vec<u32> = all.into_iter().collect();
    all.sort_unstable();
    all.into_iter().take(FULL_TEXTS_MAX).collect()
}

/// The articles that a list's feeds have.
pub(crate) fn members<'l>(index: &Index, list: &'l List) -> &'l [u32] {
    &list.members()[..list.members().len().min(index.feed_size())]
}

/// The HTML of a body as a feed carries it: addresses are whole, for a reader shows it elsewhere. None where it is too long.
pub(crate) fn full_text(base: &Base, blocks: &[crate::Block]) -> Option<String> {
    let bytes: usize = blocks.iter().map(|block| block.html.len()).sum();
    if bytes > FULL_TEXT_BYTES_MAX {
        return None;
    }
    let mut html = String::with_capacity(bytes + bytes / 8);
    let mut in_tag = false;
    for block in blocks {
        let mut rest = block.html.as_str();
        // What the dialect prints has every `<` of a text escaped and every attribute between double quotes.
        while let Some(at) = rest.find(if in_tag { ['>', '"'] } else { ['<', '<'] }) {
            let (before, from) = rest.split_at(at);
            html.push_str(before);
            if let Some(after) = without_widths(from).filter(|_| !in_tag) {
                rest = after;
                continue;
            }
            let Some(value) = from.strip_prefix('"') else {
                in_tag = !in_tag;
                html.push_str(&from[..1]);
                rest = &from[1..];
                continue;
            };
            let (value, after) = value.split_once('"').unwrap_or((value, ""));
            html.push('"');
            let is_address = [" href=", " src="].iter().any(|name| before.ends_with(name));
            if is_address && value.starts_with('/') && !value.starts_with("//") {
                html.push_str(&base.absolute(value));
            } else {
                html.push_str(value);
            }
            html.push('"');
            rest = after;
        }
        html.push_str(rest);
    }
    Some(html)
}

/// What stands behind a tag that offers a picture in several widths: readers of feeds get the one that stands in `src`.
fn without_widths(html: &str) -> Option<&str> {
    let ours = ["<picture>", "</picture>", "<source type=\"image/webp\" srcset="];
    let ours = ours.iter().any(|tag| html.starts_with(tag));
    html.split_once('>').filter(|_| ours).map(|(_, after)| after)
}

/// The full texts that a JSON feed carries, as [`full_text`] made them.
pub(crate) fn texts_of(json: &[u8]) -> Option<HashMap<ArticleId, String>> {
    #[derive(Deserialize)]
    struct Feed {
        items: Vec<Item>,
    }
    #[derive(Deserialize)]
    struct Item {
        id: String,
        content_html: Option<String>,
    }
    let feed: Feed = serde_json::from_slice(json).ok()?;
    let text = |item: Item| Some((item.id.strip_prefix(URN)?.parse().ok()?, item.content_html?));
    Some(feed.items.into_iter().filter_map(text).collect())
}

/// Both feeds of a list: its newest articles.
pub(crate) fn feeds(pages: &Pages<'_>, list: &List, texts: &FullTexts) -> io::Result<Vec<File>> {
    let members = members(pages.index, list);
    let atom = atom(pages, list, members, texts)?;
    let json = json_feed(pages, list, members, texts);
    let mut bytes = serde_json::to_vec_pretty(&json)?;
    bytes.push(b'\n');
    let is_json = |path: &str| path.strip_suffix(".json").is_some();
    let of = |path: String| if is_json(&path) { (path, bytes.clone()) } else { (path, atom.clone()) };
    Ok(list.feed_paths().into_iter().map(of).collect())
}

fn atom(pages: &Pages<'_>, list: &List, members: &[u32], texts: &FullTexts) -> io::Result<Vec<u8>> {
    let index = pages.index;
    let zone = index.catalog.site.time_zone;
    // A feed without entries has no time of its own: the beginning of time then, so that two exports are the same.
    let updated = members.iter().map(|at| index.entry(*at)).map(|e| e.modified).max();
    let mut xml = begin()?;
    xml.create_element("feed")
        .with_attributes([
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", index.languages[usize::from(list.language)].as_str()),
        ])
        .write_inner_content(|xml| {
            let url = index.base.url(&list.path);
            element(xml, "title", &pages.feed_title(list))?;
            element(xml, "id", &identity(index, list))?;
            link(xml, "alternate", "text/html", &url)?;
            link(xml, "self", "application/atom+xml", &index.base.url(&list.feed_path()))?;
            element(xml, "updated", &zone.rfc3339(updated.unwrap_or_default()))?;
            author(xml, pages.site_title(list.language))?;
            members.iter().try_for_each(|at| entry(xml, pages, index.entry(*at), texts.get(at)))
        })?;
    Ok(end(xml))
}

/// What names a list's feed for good: a category's stays when it is called otherwise, stands elsewhere, or the site has another address. That
/// of a language has no other name than where it stands.
fn identity(index: &Index, list: &List) -> String {
    let Subject::Category(id) = list.kind.subject() else { return index.base.url(&list.path) };
    let language = index.languages[usize::from(list.language)].as_str();
    let key = Key::of(&[b"feed", id.uuid().as_bytes(), language.as_bytes()]);
    let bytes = *key.bytes().first_chunk().expect("a key is as long as this");
    format!("{URN}{}", uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

fn entry(xml: &mut Xml, pages: &Pages<'_>, entry: &Entry, text: Option<&String>) -> io::Result<()> {
    let index = pages.index;
    let zone = index.catalog.site.time_zone;
    xml.create_element("entry").write_inner_content(|xml| {
        element(xml, "title", &entry.headline)?;
        element(xml, "id", &format!("{URN}{}", entry.id))?;
        link(xml, "alternate", "text/html", &index.base.url(&entry.path))?;
        element(xml, "published", &zone.rfc3339(entry.date))?;
        element(xml, "updated", &zone.rfc3339(entry.modified))?;
        for name in pages.byline_names(entry) {
            author(xml, name)?;
        }
        for name in filed(pages, entry) {
            xml.create_element("category").with_attribute(("term", &*clean(name))).write_empty()?;
        }
        if !entry.teaser.is_empty() {
            element(xml, "summary", &entry.teaser)?;
        }
        if let Some(text) = text {
            xml.create_element("content")
                .with_attribute(("type", "html"))
                .write_text_content(BytesText::new(&clean(text)))?;
        }
        Ok(())
    })?;
    Ok(())
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

fn section<'p>(pages: &'p Pages<'_>, entry: &Entry) -> Option<&'p str> {
    pages.subject_name(Subject::Category(entry.category?), entry.language)
}

/// What an article is filed under: its category, and its tags.
fn filed<'p>(pages: &'p Pages<'_>, entry: &'p Entry) -> impl Iterator<Item = &'p str> {
    let tags = entry.tags.iter().filter_map(|tag| pages.subject_name(Subject::Tag(*tag), entry.language));
    section(pages, entry).into_iter().chain(tags)
}

fn json_feed(pages: &Pages<'_>, list: &List, members: &[u32], texts: &FullTexts) -> Value {
    let index = pages.index;
    let items = members.iter().map(|at| item(pages, index.entry(*at), texts.get(at)));
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(&pages.feed_title(list)),
        "home_page_url": index.base.url(&list.path),
        "feed_url": index.base.url(&list.json_feed_path()),
        "language": index.languages[usize::from(list.language)].as_str(),
        "authors": [{"name": clean(pages.site_title(list.language))}],
        "items": items.collect::<Vec<_>>(),
    })
}

fn item(pages: &Pages<'_>, entry: &Entry, text: Option<&String>) -> Value {
    let index = pages.index;
    let zone = index.catalog.site.time_zone;
    let mut item = json!({
        "id": format!("{URN}{}", entry.id),
        "url": index.base.url(&entry.path),
        "title": clean(&entry.headline),
    });
    // An item has a text: where the whole is not here, what the lists show of it.
    match text {
        Some(text) => item["content_html"] = clean(text).into(),
        None => item["content_text"] = clean(&entry.teaser).into(),
    }
    if !entry.teaser.is_empty() {
        item["summary"] = clean(&entry.teaser).into();
    }
    if let Some(cover) = &entry.cover {
        item["image"] = index.base.absolute(&cover.src).into();
    }
    item["date_published"] = zone.rfc3339(entry.date).into();
    item["date_modified"] = zone.rfc3339(entry.modified).into();
    let authors: Vec<Value> = pages.byline_names(entry).map(|name| json!({"name": clean(name)})).collect();
    if !authors.is_empty() {
        item["authors"] = authors.into();
    }
    let tags: Vec<Value> = filed(pages, entry).map(|tag| clean(tag).into()).collect();
    if !tags.is_empty() {
        item["tags"] = tags.into();
    }
    item["language"] = index.languages[usize::from(entry.language)].as_str().into();
    item
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_carries_whole_addresses() {
        let base = Base::parse("https://example.org/news").expect("an address");
        let block = |html: &str| crate::Block { first_line: 1, html: html.to_owned() };
        let blocks = [
            block(
                "<p title=\"src=>\">say href=\"/a/\" <a href=\"/news/a/\">a</a> <img src=\"/news/media/b.jpg\" alt=\"/c\"></p>\n",
            ),
            block(
                "<p><a href=\"https://example.com/\">x</a> <a href=\"#fn-1\">1</a> <a href=\"//host/\">h</a></p>\n",
            ),
        ];
        let expected = "<p title=\"src=>\">say href=\"/a/\" <a href=\"https://example.org/news/a/\">a</a> \
             <img src=\"https://example.org/news/media/b.jpg\" alt=\"/c\"></p>\n<p><a href=\"https://example.com/\">x</a> \
             <a href=\"#fn-1\">1</a> <a href=\"//host/\">h</a></p>\n";
        assert_eq!(full_text(&base, &blocks).as_deref(), Some(expected));
        assert_eq!(full_text(&base, &[block(&"x".repeat(FULL_TEXT_BYTES_MAX + 1))]), None);
    }
}
