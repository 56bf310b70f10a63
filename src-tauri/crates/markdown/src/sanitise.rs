//! The last gate: every block with raw HTML in it is parsed as a browser would and printed anew from the allowed parts.
//!
//! Blocks without raw HTML do not come here. They are written by `write` alone, which escapes everything and asks the
//! same questions about addresses; the test `our_own_html_needs_no_cleaning` holds that this gate would not change a
//! byte of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use ammonia::{Builder, Url};

use crate::address::{PREVIEW_SCHEME, SCHEMES};
use crate::allow::{GENERAL, OF_PICTURES, is_allowed_class};
use crate::embed;
use crate::slug::is_safe_id;

/// An allow-list made ready. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Sanitiser {
    builder: Arc<Builder<'static>>,
}

impl std::fmt::Debug for Sanitiser {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Sanitiser")
    }
}

/// Elements that go together with their content.
const GONE_WITH_CONTENT: [&str; 10] =
    ["script", "style", "iframe", "object", "svg", "math", "template", "textarea", "select", "noscript"];

impl Sanitiser {
    pub(crate) fn new(
        elements: &BTreeMap<&'static str, BTreeSet<&'static str>>,
        classes: Vec<String>,
    ) -> Self {
        let mut attributes: HashMap<_, HashSet<_>> =
            elements.iter().map(|(name, own)| (*name, own.iter().copied().collect())).collect();
        for (name, own) in OF_PICTURES {
            attributes.entry(name).or_default().extend(own);
        }
        let mut builder = Builder::empty();
        builder
            .tags(attributes.keys().copied().collect())
            .tag_attributes(attributes)
            .generic_attributes(HashSet::from(GENERAL))
            .clean_content_tags(HashSet::from(GONE_WITH_CONTENT))
            .url_schemes(SCHEMES.into_iter().chain([PREVIEW_SCHEME]).collect())
            .url_relative(ammonia::UrlRelative::PassThrough)
            .link_rel(None)
            .strip_comments(true)
            .set_tag_attribute_value("input", "type", "checkbox")
            .set_tag_attribute_value("input", "disabled", "")
            .attribute_filter(move |element, attribute, value| filter(element, attribute, value, &classes));
        Self { builder: Arc::new(builder) }
    }

    pub(crate) fn clean(&self, html: &str) -> String {
        self.builder.clean(html).to_string()
    }
}

/// Looks at the value of an attribute that may stand on its element.
fn filter<'a>(element: &str, attribute: &str, value: &'a str, classes: &[String]) -> Option<Cow<'a, str>> {
    let all = |yes: bool| yes.then_some(Cow::Borrowed(value));
    match attribute {
        "class" => words(value, |class| is_allowed_class(class, classes)),
        "rel" => words(value, |rel| {
            matches!(rel, "author" | "me" | "nofollow" | "noopener" | "noreferrer" | "sponsored" | "ugc")
        }),
        "id" => all(is_allowed_id(element, value)),
        "role" => all(matches!(
            value,
            "note" | "region" | "group" | "doc-noteref" | "doc-endnotes" | "doc-backlink"
        )),
        // What can be reached, and in its place: no other order than that of the text.
        "tabindex" => all(value == "0"),
        "dir" => all(matches!(value, "ltr" | "rtl" | "auto")),
        "lang" => {
            all(value.len() <= 35 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        }
        "width" | "height" | "colspan" | "rowspan" | "span" | "start" | "value" | "data-start" => {
            all((1..=20).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit()))
        }
        "type" if element == "ol" => all(matches!(value, "1" | "a" | "A" | "i" | "I")),
        "type" if element == "input" => all(value == "checkbox"),
        "loading" => all(matches!(value, "lazy" | "eager")),
        "scope" => all(matches!(value, "row" | "col" | "rowgroup" | "colgroup")),
        "data-embed" => all(embed::KEYS.contains(&value)),
        "data-id" => all(embed::is_id(value)),
        // Only a picture may live in the preview's own window.
        "href" | "src" | "poster" if element != "img" => {
            all(!Url::parse(value).is_ok_and(|url| url.scheme() == PREVIEW_SCHEME))
        }
        "type" if element == "source" => all(value.starts_with("image/")),
        "srcset" => all(crate::address::is_safe_srcset(value)),
        "poster" | "cite" => all(crate::address::is_safe(value)),
        _ => all(true),
    }
}

/// The words of a value that may stand; nothing where none may.
fn words(value: &str, allowed: impl Fn(&str) -> bool) -> Option<Cow<'_, str>> {
    if !value.is_empty() && value.split(' ').all(&allowed) {
        return Some(Cow::Borrowed(value));
    }
    let kept: Vec<&str> = value.split_ascii_whitespace().filter(|word| allowed(word)).collect();
    (!kept.is_empty()).then(|| Cow::Owned(kept.join(" ")))
}

/// Headings and anchors may have an id of their own; the ones with a colon belong to footnotes, as do those of items and signs.
fn is_allowed_id(element: &str, id: &str) -> bool {
    let signs: &[char] = if matches!(element, "li" | "sup") { &[':', '-'] } else { &[':'] };
    let mut names = signs.iter().flat_map(|sign| [format!("fn{sign}"), format!("fnref{sign}")]);
    let name = names.find_map(|name| id.rfind(&name).map(|at| (&id[..at], &id[at + name.len()..])));
    match (element, name) {
        ("a" | "li" | "sup", Some((prefix, number))) => {
            (prefix.is_empty() || is_safe_id(prefix))
                && number.bytes().all(|byte| byte.is_ascii_digit() || signs.contains(&char::from(byte)))
        }
        ("a" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6", None) => is_safe_id(id),
        _ => false,
    }
}
