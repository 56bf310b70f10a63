//! Whether the links of a finished site lead somewhere: to its own pages, their parts, pictures, feeds and files. What leads out of the site is
//! not asked.
//!
//! Pages are read as they stand there. They come from templates that escape what they print, so attributes can be found without
//! building a tree of each page.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use galley_markdown::unescape;
use percent_encoding::percent_decode_str;

use crate::address::file_of;
use crate::out::Manifest;

/// Attributes that hold an address, and those that hold several.
const ADDRESSES: [&str; 4] = [" href=\"", " src=\"", " poster=\"", " action=\""];
const SEVERAL: &str = " srcset=\"";
const ID: &str = " id=\"";

/// Longest page that is looked through, in bytes.
const PAGE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// A link that leads nowhere, as `page: address`, sorted.
pub(crate) fn dead(out: &Path, manifest: &Manifest) -> Vec<String> {
    let mut dead = BTreeSet::new();
    // Which parts of which pages are linked to, and from where: looked at when all pages were read.
    let mut parts: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for page in manifest.files.keys().filter(|path| path.strip_suffix(".html").is_some()) {
        let Some(html) = read(&out.join(&**page)) else { continue };
        for address in addresses(&html) {
            let Some((path, part)) = within(&address, page, &manifest.base) else { continue };
            let file = file_of(&path);
            if !manifest.files.contains_key(&*file) && !out.join(&file).is_file() {
                dead.insert(format!("{page}: {address}"));
            } else if !part.is_empty() {
                parts.entry(file).or_default().entry(part).or_insert_with(|| format!("{page}: {address}"));
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

fn read(path: &Path) -> Option<String> {
    fs::metadata(path).ok().filter(|meta| meta.len() <= PAGE_BYTES_MAX)?;
    fs::read_to_string(path).ok()
}

fn addresses(html: &str) -> Vec<String> {
    let single = ADDRESSES.iter().flat_map(|attribute| values(html, attribute)).map(unescape);
    let several =
        values(html, SEVERAL).flat_map(|set| set.split(", ")).filter_map(|one| one.split(' ').next());
    single.chain(several.map(unescape)).collect()
}

/// The values of an attribute, as they are written.
fn values<'h>(html: &'h str, attribute: &str) -> impl Iterator<Item = &'h str> {
    html.match_indices(attribute).filter_map(move |(at, found)| html[at + found.len()..].split('"').next())
}

/// The path and the part of the page that an address within the site means; none where it leads out of it.
fn within(address: &str, page: &str, base: &str) -> Option<(String, String)> {
    let (address, part) = address.split_once('#').unwrap_or((address, ""));
    let address = address.split('?').next().unwrap_or_default();
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned);
    if address.is_empty() {
        return (!part.is_empty()).then(|| Some((page.to_owned(), decoded(part)?)))?;
    }
    if !address.starts_with('/') || address.starts_with("//") {
        return None;
    }
    // What leads past the site's own folder is another site of the host's.
    let path = address.strip_prefix(base).filter(|path| path.starts_with('/'))?;
    Some((decoded(path)?, decoded(part)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_page_and_a_part_of_it() {
        let cases = [
            ("/news/a/", "/news", Some(("/a/", ""))),
            ("/news/%E6%96%B0/?q=1#part%20one", "/news", Some(("/新/", "part one"))),
            ("#top", "", Some(("p.html", "top"))),
            ("/other/", "/news", None),
            ("/newsroom/", "/news", None),
            ("//example.org/", "", None),
            ("https://example.org/", "", None),
            ("mailto:a@example.org", "", None),
            ("#", "", None),
        ];
        for (address, base, expected) in cases {
            let found = within(address, "p.html", base);
            assert_eq!(found.as_ref().map(|(path, part)| (&**path, &**part)), expected, "{address}");
        }
    }

    #[test]
    fn addresses_are_found_wherever_they_stand() {
        let html = "<a href=\"/a/?x=1&amp;y=2\"></a><img src=\"/b.png\" srcset=\"/b-400.webp 400w, /b-800.webp 800w\">";
        assert_eq!(addresses(html), ["/a/?x=1&y=2", "/b.png", "/b-400.webp", "/b-800.webp"]);
    }
}
