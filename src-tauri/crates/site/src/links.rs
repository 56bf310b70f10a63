//! Whether the links of a finished site lead somewhere: to its own pages, their parts, pictures, feeds and files; those that readers follow,
//! and those that programs are told of in heads, feeds and sitemaps. What leads out of the site is not asked.
//!
//! Pages are read as they stand there, tag by tag, without building a tree of each page: templates escape what they print, so a tag
//! ends where it seems to.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use galley_markdown::unescape;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::address::file_of;
use crate::body::is_internal;
use crate::out::Manifest;

/// Attributes that hold an address, and those that hold several.
const ADDRESSES: [&str; 4] = [HREF, " src=\"", " poster=\"", " action=\""];
const HREF: &str = " href=\"";
/// What a page says of itself; some of it are whole addresses.
const CONTENT: &str = " content=\"";
/// Elements of sitemaps and feeds that hold an address, and the one that holds a text.
const PLACES: [&str; 3] = ["<loc>", "<image:loc>", "<uri>"];
const TEXT: &str = "<content type=\"html\">";
const SEVERAL: &str = " srcset=\"";
const ID: &str = " id=\"";

/// Longest page that is looked through, in bytes.
const PAGE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// A link that leads nowhere, as `page: address`, sorted.
pub(crate) fn dead(out: &Path, manifest: &Manifest) -> Vec<String> {
    let mut dead = BTreeSet::new();
    // Which parts of which pages are linked to, and from where: looked at when all pages were read.
    let mut parts: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let site = Site { base: &manifest.base, origin: origin(out, manifest) };
    for file in manifest.files.keys() {
        for address in named(&out.join(&**file), file, &site) {
            let Some((path, part)) = site.within(&address, file) else { continue };
            let to = file_of(&path);
            if !manifest.files.contains_key(&*to) && !out.join(&to).is_file() {
                dead.insert(format!("{file}: {address}"));
            } else if !part.is_empty() {
                parts.entry(to).or_default().entry(part).or_insert_with(|| format!("{file}: {address}"));
            }
        }
    }
    for (file, wanted) in parts {
        let Some(html) = read(&out.join(&file)) else { continue };
        let ids: HashSet<String> = values(&html, ID).map(unescape).collect();
        dead.extend(wanted.into_iter().filter(|(part, _)| !ids.contains(part)).map(|(_, told)| told));
    }
    dead.into_iter().collect()
}

/// Where a site stands: its folder on its host, and that host, where it is known.
struct Site<'s> {
    base: &'s str,
    origin: Option<String>,
}

/// Scheme and host of the site, as its own `robots.txt` has them.
fn origin(out: &Path, manifest: &Manifest) -> Option<String> {
    let robots = manifest.files.contains_key("robots.txt").then(|| read(&out.join("robots.txt")))??;
    let sitemap = robots.lines().find_map(|line| line.strip_prefix("Sitemap: "))?;
    let origin = sitemap.strip_suffix("/sitemap.xml")?.strip_suffix(&*manifest.base)?;
    origin.contains("://").then(|| origin.to_owned())
}

/// The addresses that a file of the site names.
fn named(path: &Path, file: &str, site: &Site<'_>) -> Vec<String> {
    let is = |end: &str| file.strip_suffix(end).is_some();
    if is(".html") {
        let Some(html) = read(path) else { return Vec::new() };
        let told = values(&html, CONTENT).map(unescape).filter(|text| site.is_own(text));
        return addresses(&html).into_iter().chain(told).collect();
    }
    // Of those that programs read, a text's own parts are none of the file's.
    let whole = |mut all: Vec<String>| {
        all.retain(|address| site.is_own(address));
        all
    };
    match read(path).filter(|_| is(".xml") || is("feed.json")) {
        Some(xml) if is(".xml") => whole(in_xml(&xml)),
        Some(json) => whole(serde_json::from_str(&json).map(|feed| in_json(&feed)).unwrap_or_default()),
        None => Vec::new(),
    }
}

/// The addresses of a sitemap, or of a feed and of the texts in it.
fn in_xml(xml: &str) -> Vec<String> {
    let between = |begin: &'static str| {
        xml.match_indices(begin).filter_map(move |(at, found)| xml[at + found.len()..].split('<').next())
    };
    let places = PLACES.into_iter().flat_map(between).chain(values(xml, HREF)).map(unescape);
    places.chain(between(TEXT).flat_map(|text| addresses(&unescape(text)))).collect()
}

/// The same of a JSON feed: whatever is in it.
fn in_json(feed: &Value) -> Vec<String> {
    match feed {
        Value::String(text) if text.contains('<') => addresses(text),
        Value::String(text) => vec![text.clone()],
        Value::Array(all) => all.iter().flat_map(in_json).collect(),
        // Identities lead nowhere.
        Value::Object(all) => {
            all.iter().filter(|(name, _)| *name != "id").flat_map(|(_, one)| in_json(one)).collect()
        }
        _ => Vec::new(),
    }
}

fn read(path: &Path) -> Option<String> {
    fs::metadata(path).ok().filter(|meta| meta.len() <= PAGE_BYTES_MAX)?;
    fs::read_to_string(path).ok()
}

fn addresses(html: &str) -> Vec<String> {
    let of_tag = |tag| {
        let single = ADDRESSES.iter().flat_map(move |attribute| values_in(tag, attribute));
        let several = values_in(tag, SEVERAL).flat_map(|set| set.split(", "));
        single.chain(several.filter_map(|one| one.split(' ').next()))
    };
    tags(html).flat_map(of_tag).map(unescape).collect()
}

/// The values of an attribute in all tags, as they are written.
fn values<'h>(html: &'h str, attribute: &'h str) -> impl Iterator<Item = &'h str> {
    tags(html).flat_map(move |tag| values_in(tag, attribute))
}

/// The same in one tag.
fn values_in<'h>(tag: &'h str, attribute: &'h str) -> impl Iterator<Item = &'h str> {
    tag.match_indices(attribute).filter_map(move |(at, found)| tag[at + found.len()..].split('"').next())
}

/// The tags of a page, each from behind its `<` to its `>`: what stands between them is text, and no attribute.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let tag = &rest[rest.find('<')? + 1..];
        let mut quote = None;
        let end = tag.find(|c| match quote {
            None if c == '>' => true,
            None => {
                quote = matches!(c, '"' | '\'').then_some(c);
                false
            }
            Some(open) => {
                quote = (c != open).then_some(open);
                false
            }
        });
        let (tag, after) = tag.split_at(end.unwrap_or(tag.len()));
        rest = after;
        Some(tag)
    })
}

impl Site<'_> {
    /// Whether this is a whole address on the site's host.
    fn is_own(&self, address: &str) -> bool {
        self.on_host(address).is_some_and(|path| path.starts_with('/'))
    }

    fn on_host<'a>(&self, address: &'a str) -> Option<&'a str> {
        address.strip_prefix(self.origin.as_deref()?)
    }

    /// The path and the part of the page that an address within the site means; none where it leads out of it.
    fn within(&self, address: &str, page: &str) -> Option<(String, String)> {
        let address = self.on_host(address).filter(|path| path.starts_with('/')).unwrap_or(address);
        let (address, part) = address.split_once('#').unwrap_or((address, ""));
        let address = address.split('?').next().unwrap_or_default();
        let decoded =
            |text: &str| percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned);
        if address.is_empty() {
            return (!part.is_empty()).then(|| Some((page.to_owned(), decoded(part)?)))?;
        }
        let address = match address {
            outside if !is_internal(outside) => return None,
            absolute if absolute.starts_with('/') => absolute.to_owned(),
            relative => format!("{}{}", self.base, beside(page, relative)),
        };
        // What leads past the site's own folder is another site of the host's.
        let path = address.strip_prefix(self.base).filter(|path| path.starts_with('/'))?;
        Some((decoded(path)?, decoded(part)?))
    }
}

/// The path that a relative address means on a page of the site.
fn beside(page: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    let mut pieces = relative.split('/').peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            ".." => drop(parts.pop()),
            "." => {}
            name if pieces.peek().is_some() => parts.push(name),
            name => return format!("/{}", [&parts[..], &[name]].concat().join("/")),
        }
    }
    // It ends with a dot or two: a folder.
    parts.iter().fold("/".to_owned(), |path, part| path + part + "/")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_address_is_a_page_and_a_part_of_it() {
        let cases = [
            ("/news/a/", "/news", Some(("/a/", ""))),
            ("/news/%E6%96%B0/?q=1#part%20one", "/news", Some(("/新/", "part one"))),
            ("#top", "", Some(("a/p.html", "top"))),
            ("/other/", "/news", None),
            ("/newsroom/", "/news", None),
            ("//example.org/", "", None),
            ("https://example.org/", "", None),
            ("mailto:a@example.org", "", None),
            ("#", "", None),
            ("https://example.net/news/a/#part", "/news", Some(("/a/", "part"))),
            ("https://example.net/other/", "/news", None),
            ("https://example.network/news/a/", "/news", None),
            ("b/", "/news", Some(("/a/b/", ""))),
            ("../b.html#x", "", Some(("/b.html", "x"))),
            ("..", "", Some(("/", ""))),
            ("./?p=1", "", Some(("/a/", ""))),
            ("tel:112", "", None),
        ];
        for (address, base, expected) in cases {
            let site = Site { base, origin: Some("https://example.net".to_owned()) };
            let found = site.within(address, "a/p.html");
            assert_eq!(found.as_ref().map(|(path, part)| (&**path, &**part)), expected, "{address}");
        }
    }

    #[test]
    fn addresses_are_found_wherever_they_stand() {
        let html = "An <i title=\"2 > 1\">attribute</i> is written href=\"/x/\" or src=\"/y.png\". <a href=\"/a/?x=1&amp;y=2\"></a><img src=\"/b.png\" srcset=\"/b-400.webp 400w, /b-800.webp 800w\">";
        assert_eq!(addresses(html), ["/a/?x=1&y=2", "/b.png", "/b-400.webp", "/b-800.webp"]);
    }

    #[test]
    fn programs_are_told_addresses_in_other_forms() {
        let xml = "<entry><link rel=\"alternate\" href=\"https://e.org/a/?x=1&amp;y\"/><id>https://e.org/no/</id>\
             <content type=\"html\">&lt;a href=&quot;https://e.org/b/&quot;&gt;b&lt;/a&gt;</content></entry>\
             <url><loc>https://e.org/c/</loc><image:loc>https://e.org/d.jpg</image:loc></url>";
        let found = in_xml(xml);
        assert_eq!(
            found,
            ["https://e.org/c/", "https://e.org/d.jpg", "https://e.org/a/?x=1&y", "https://e.org/b/"]
        );
        let feed = json!({"id": "https://e.org/no/", "items": [{"url": "https://e.org/a/", "content_html": "<a href=\"https://e.org/b/\">b</a>"}]});
        assert_eq!(in_json(&feed), ["https://e.org/a/", "https://e.org/b/"]);
    }
}
