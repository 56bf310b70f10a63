//! Addresses: from a path within the site to what pages write into `href`, and which paths may be files at all.
//!
//! Pages refer to each other by paths from the root of the host, with the sub-folder of the site's address in
//! front. The reasons are in `docs/decisions/0007-site-output.md`.

use std::collections::HashSet;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization;

/// What may not stand as itself in the path of a URL.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Longest name of a file or folder, in bytes: what every file system takes.
const COMPONENT_BYTES_MAX: usize = 255;

/// Longest path of a file within the site, in bytes.
const PATH_BYTES_MAX: usize = 2_000;

/// Most folders on the way to a file.
const DEPTH_MAX: usize = 24;

/// Where a site will stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Base {
    /// `https://example.org`
    origin: String,
    /// Empty, or `/news`: percent-encoded, without a slash at its end.
    path: String,
}

impl Base {
    /// Reads the address of a site.
    pub(crate) fn parse(base_url: &str) -> Option<Self> {
        let url = base_url.trim().trim_end_matches('/');
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host_ok =
            !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:[]_".contains(&b));
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let path_ok = decoded.is_empty() || decoded.split('/').all(is_file_name);
        if !host_ok || !path_ok {
            return None;
        }
        let path = if decoded.is_empty() { String::new() } else { format!("/{}", encode(&decoded)) };
        Some(Self { origin: url[..url.len() - rest.len() + host.len()].to_owned(), path })
    }

    /// The sub-folder: empty, or `/news`.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// What a page writes to refer to a path within the site: `/news/category/a/`.
    pub(crate) fn href(&self, path: &str) -> String {
        format!("{}{}", self.path, encode(path))
    }

    /// The whole URL of a path within the site.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{}{}", self.origin, self.path, encode(path))
    }

    /// The whole URL of what [`Base::href`] gave.
    pub(crate) fn absolute(&self, href: &str) -> String {
        if href.starts_with('/') { format!("{}{href}", self.origin) } else { href.to_owned() }
    }
}

/// A path percent-encoded, slashes aside.
pub(crate) fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// An address within the site as a person writes it, or a browser shows it: its path percent-encoded once, its query and the part of the
/// page kept.
pub(crate) fn encode_typed(address: &str) -> String {
    let (path, rest) = address.split_at(address.find(['#', '?']).unwrap_or(address.len()));
    format!("{}{rest}", encode_once(path))
}

/// A part of an address, percent-encoded once, whether it was before or not.
pub(crate) fn encode_once(part: &str) -> String {
    encode(&percent_encoding::percent_decode_str(part).decode_utf8().unwrap_or(part.into()))
}

/// An address that leads out of the site, if it is of a kind that may stand in a page.
pub(crate) fn web_address(url: &str) -> Option<String> {
    let lower = url.trim_start().to_ascii_lowercase();
    let good = ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    good.then(|| url.trim().to_owned())
}

/// The origin of an address that pages may send to or ask: `https`, or `http` on this computer. None for any other.
pub(crate) fn origin_of(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host_ok =
        !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b));
    let loopback = ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|name| host == *name || host.strip_prefix(name).is_some_and(|port| port.starts_with(':')));
    let scheme = scheme.to_ascii_lowercase();
    let good = host_ok && (scheme == "https" || (scheme == "http" && loopback));
    good.then(|| format!("{scheme}://{host}"))
}

/// The file that is served at a path within the site: `/a/` is `a/index.html`.
pub(crate) fn file_of(path: &str) -> String {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// The one hidden folder of a site, for what programs look for at a place that is agreed on.
pub(crate) const WELL_KNOWN: &str = ".well-known";

/// Whether this may be the name of a file or folder on every system that Galley runs on.
pub(crate) fn is_file_name(name: &str) -> bool {
    if name == WELL_KNOWN {
        return true;
    }
    !name.is_empty()
        && name.len() <= COMPONENT_BYTES_MAX
        && !name.starts_with([' ', '.'])
        && !name.ends_with(['.', ' '])
        && !is_device(name.split('.').next().unwrap_or(name))
        && !name.chars().any(is_forbidden)
}

/// Whether Windows takes a name for one of its devices.
fn is_device(stem: &str) -> bool {
    match stem.len() {
        3 => ["con", "prn", "aux", "nul"].iter().any(|device| stem.eq_ignore_ascii_case(device)),
        4 => {
            stem.ends_with(|c: char| c.is_ascii_digit())
                && ["com", "lpt"]
                    .iter()
                    .any(|device| stem.get(..3).is_some_and(|port| port.eq_ignore_ascii_case(device)))
        }
        _ => false,
    }
}

/// Control characters, characters that turn the reading direction around, and what Windows keeps for itself.
fn is_forbidden(c: char) -> bool {
    // Nearly all names are of these.
    !c.is_ascii_alphanumeric() && is_forbidden_sign(c)
}

fn is_forbidden_sign(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
}

/// Whether this may be the path of a file in the site.
pub(crate) fn is_file_path(path: &str) -> bool {
    path.len() <= PATH_BYTES_MAX && path.split('/').count() <= DEPTH_MAX && path.split('/').all(is_file_name)
}

/// Two paths with the same key are the same file on some system: case and composition aside.
pub(crate) fn fold(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}

/// By what the file at a path is taken: of a hundred thousand articles, the paths themselves would be twenty megabytes.
pub(crate) type TakenKey = [u8; 16];

/// The files of a site so far. Each path is given once, and no file stands where a folder is.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    files: HashSet<TakenKey>,
    folders: HashSet<TakenKey>,
}

impl Taken {
    /// Takes the file at a path within the site, if it is free.
    pub(crate) fn take(&mut self, path: &str) -> bool {
        let path = fold(&file_of(path));
        let key = short(&path);
        let above = || path.match_indices('/').map(|(at, _)| short(&path[..at]));
        let free = !self.files.contains(&key)
            && !self.folders.contains(&key)
            && !above().any(|folder| self.files.contains(&folder));
        if free {
            self.folders.extend(above());
            self.files.insert(key);
        }
        free
    }

    /// Whether a file stands at a path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains(&taken_key(path))
    }

    /// The keys of all files.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &TakenKey> {
        self.files.iter()
    }

    /// Takes the first of `path/`, `path-2/`, `path-3/`… that is free.
    pub(crate) fn take_first_free(&mut self, path: &str, reserved: impl Fn(&str) -> bool) -> String {
        let stem = path.trim_end_matches('/');
        let mut number = 1_u32;
        loop {
            let candidate = match number {
                1 => format!("{stem}/"),
                n => format!("{stem}-{n}/"),
            };
            if !reserved(&candidate) && self.take(&candidate) {
                return candidate;
            }
            number += 1;
        }
    }
}

/// By what the file at a path is taken.
pub(crate) fn taken_key(path: &str) -> TakenKey {
    short(&fold(&file_of(path)))
}

fn short(folded: &str) -> TakenKey {
    *Sha256::digest(folded).first_chunk().expect("a hash has more")
}

/// The path within the site that a former address means, or why there can be none.
pub(crate) fn alias_path(alias: &str) -> Result<String, &'static str> {
    let bare = alias.split(['?', '#']).next().unwrap_or(alias);
    if bare.len() != alias.len() {
        return Err("a former address with ? or # is no file");
    }
    let rest = bare.strip_prefix('/').ok_or("a former address begins with /")?;
    let decoded =
        percent_decode_str(rest).decode_utf8().map_err(|_| "it is not UTF-8")?.nfc().collect::<String>();
    let trimmed = decoded.trim_end_matches('/');
    if trimmed.is_empty() {
        return Err("the home page stands there");
    }
    if !is_file_path(trimmed) {
        return Err("it has a part that cannot be the name of a file");
    }
    // Hosts serve a page only under a name that says so; `/old.php` becomes a folder of that name.
    let extension = trimmed.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    if !decoded.ends_with('/') && matches!(extension.as_deref(), Some("html" | "htm")) {
        Ok(format!("/{trimmed}"))
    } else {
        Ok(format!("/{trimmed}/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_typed_keeps_its_part_of_the_page_and_is_encoded_once() {
        let cases = [
            ("/about/#team", "/about/#team"),
            ("/search/?q=ship#top", "/search/?q=ship#top"),
            ("/zh/新闻/", "/zh/%E6%96%B0%E9%97%BB/"),
            ("/zh/%E6%96%B0%E9%97%BB/", "/zh/%E6%96%B0%E9%97%BB/"),
            ("/100%/", "/100%25/"),
            ("/bad%FF/", "/bad%25FF/"),
        ];
        for (typed, encoded) in cases {
            assert_eq!(encode_typed(typed), encoded);
        }
    }

    #[test]
    fn a_base_is_an_origin_and_a_folder() {
        let cases = [
            ("https://example.org", Some(("https://example.org/a/", "/a/"))),
            ("https://example.org/", Some(("https://example.org/a/", "/a/"))),
            ("http://127.0.0.1:8080/news/2", Some(("http://127.0.0.1:8080/news/2/a/", "/news/2/a/"))),
            (
                "https://example.org/新闻",
                Some(("https://example.org/%E6%96%B0%E9%97%BB/a/", "/%E6%96%B0%E9%97%BB/a/")),
            ),
            ("example.org", None),
            ("javascript:alert(1)", None),
            ("https://", None),
            ("https://a b", None),
            ("https://example.org/../x", None),
            ("https://example.org/\"><script>", None),
        ];
        for (base_url, expected) in cases {
            let base = Base::parse(base_url);
            let got = base.map(|b| (b.url("/a/"), b.href("/a/")));
            assert_eq!(got.as_ref().map(|(u, h)| (u.as_str(), h.as_str())), expected, "{base_url:?}");
        }
    }

    #[test]
    fn names_that_no_system_refuses() {
        for good in ["a", "数字-2023", "index.html", "a b", "_redirects", "Ünder"] {
            assert!(is_file_name(good), "{good:?}");
        }
        for bad in [
            "",
            ".",
            "..",
            ".git",
            "a.",
            "a ",
            "con",
            "NUL.txt",
            "com1.html",
            "a:b",
            "a\\b",
            "a\0",
            "a\u{202e}b",
        ] {
            assert!(!is_file_name(bad), "{bad:?}");
        }
    }

    #[test]
    fn former_addresses_become_files() {
        let cases = [
            ("/2019/05/old-post/", Some("/2019/05/old-post/")),
            ("/2019/05/old-post", Some("/2019/05/old-post/")),
            ("/news.html", Some("/news.html")),
            ("/news.php", Some("/news.php/")),
            ("/%E6%96%B0/", Some("/新/")),
            ("/", None),
            ("/?p=12", None),
            ("old", None),
            ("/a/../b", None),
            ("/a//b", None),
            ("/%2e%2e/b", None),
            ("/a%2f..%2fb", None),
            ("/a\\b", None),
            ("/%ff", None),
        ];
        for (alias, expected) in cases {
            assert_eq!(alias_path(alias).ok().as_deref(), expected, "{alias:?}");
        }
    }

    #[test]
    fn a_path_is_taken_once_whatever_its_case() {
        let mut taken = Taken::default();
        assert!(taken.take("/a/"));
        assert!(!taken.take("/A/index.html"));
        assert!(!taken.take("/a"), "a folder stands there");
        assert!(taken.take("/b.html"));
        assert!(!taken.take("/b.html/c/"), "a file stands there");
        assert!(taken.take("/stra\u{df}e/") && !taken.take("/STRASSE/"));
        assert_eq!(taken.take_first_free("/a/", |_| false), "/a-2/");
        assert_eq!(taken.take_first_free("/c/", |p| p == "/c/"), "/c-2/");
    }
}
