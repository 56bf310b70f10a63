//! The raw HTML that is welcome: a short list, which a site may widen but never to anything that runs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use thiserror::Error;

use crate::sanitise::Sanitiser;

/// The elements, attributes and classes that may stand in an article.
#[derive(Debug, Clone)]
pub struct Allow {
    elements: BTreeMap<&'static str, BTreeSet<&'static str>>,
    classes: Vec<String>,
    sanitiser: OnceLock<Sanitiser>,
}

/// Why a list cannot be widened like this.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refused {
    /// The element runs code, loads other documents, takes input, or is no HTML.
    #[error("<{0}> cannot be allowed in articles. The list stays as it was.")]
    Element(String),
    /// The attribute runs code, styles the page, or is unknown.
    #[error(
        "The attribute {attribute} of <{element}> cannot be allowed in articles. The list stays as it was."
    )]
    Attribute {
        /// The element's name.
        element: String,
        /// The attribute's name.
        attribute: String,
    },
    /// Not a class name, with or without a `*` at its end.
    #[error(
        "\"{0}\" is not a class name. Use letters, digits, '-' and '_', with '*' at the end for a family."
    )]
    Class(String),
}

/// Attributes that every allowed element may have.
pub(crate) const GENERAL: [&str; 5] = ["class", "dir", "id", "lang", "title"];

/// The house list: each element with the attributes that it may have besides [`GENERAL`].
const HOUSE: [(&str, &[&str]); 66] = [
    ("a", &["href", "rel", "role", "aria-label"]),
    ("abbr", &[]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &[]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("dd", &[]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("dfn", &[]),
    ("div", &["role", "tabindex", "aria-label"]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &["data-embed", "data-id", "data-start"]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["src", "alt", "width", "height", "loading"]),
    ("input", &["type", "disabled", "checked", "aria-label"]),
    ("ins", &["datetime"]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("ol", &["start", "type", "reversed"]),
    ("p", &[]),
    ("pre", &["role", "tabindex", "aria-label"]),
    ("q", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &["role", "aria-label"]),
    ("small", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
    ("aside", &[]),
    ("address", &[]),
];

/// What the dialect itself prints around a picture that is there in several widths. An author's own of these are taken out
/// before, so whatever comes here is ours.
pub(crate) const OF_PICTURES: [(&str, &[&str]); 2] =
    [("picture", &[]), ("source", &["type", "srcset", "sizes"])];

/// Elements that a site may add. They show media, and a browser loads nothing of them before a reader asks, if the
/// theme says so; none of them runs code or contains another document.
const MORE_ELEMENTS: [&str; 13] = [
    "article", "audio", "center", "data", "footer", "header", "hgroup", "main", "nav", "picture", "source",
    "track", "video",
];

/// Attributes that a site may add.
const MORE_ATTRIBUTES: [&str; 21] = [
    "align",
    "alt",
    "aria-describedby",
    "aria-hidden",
    "aria-label",
    "cite",
    "controls",
    "datetime",
    "height",
    "kind",
    "label",
    "loop",
    "media",
    "muted",
    "playsinline",
    "poster",
    "preload",
    "src",
    "srclang",
    "type",
    "width",
];

/// Classes that the house dialect prints, and that raw HTML may use.
const CLASSES: [&str; 18] = [
    "align-*",
    "alert",
    "alert-*",
    "broken",
    "display",
    "embed",
    "embed-*",
    "footnote-*",
    "footnotes",
    "gallery",
    "hl-*",
    "inline",
    "language-*",
    "math",
    "missing",
    "table",
    "task",
    "task-*",
];

impl Allow {
    /// The house list.
    pub fn house() -> &'static Self {
        static HOUSE_LIST: LazyLock<Allow> = LazyLock::new(Allow::default);
        &HOUSE_LIST
    }

    /// Adds an element with attributes of its own, or attributes to an element that is welcome already.
    pub fn add_element(&mut self, element: &str, attributes: &[&str]) -> Result<(), Refused> {
        let known = self.elements.keys().chain(&MORE_ELEMENTS).find(|known| **known == element).copied();
        let name = known.ok_or_else(|| Refused::Element(element.to_owned()))?;
        let mut found = BTreeSet::new();
        for attribute in attributes {
            let known = MORE_ATTRIBUTES.iter().find(|known| *known == attribute);
            found.insert(*known.ok_or_else(|| Refused::Attribute {
                element: element.to_owned(),
                attribute: (*attribute).to_owned(),
            })?);
        }
        self.elements.entry(name).or_default().extend(found);
        self.sanitiser = OnceLock::new();
        Ok(())
    }

    /// Adds a class, or with `*` at its end every class that begins like it.
    pub fn add_class(&mut self, class: &str) -> Result<(), Refused> {
        let stem = class.strip_suffix('*').unwrap_or(class);
        let sound = stem.starts_with(|first: char| first.is_ascii_alphabetic()) && is_class_name(stem);
        if !sound {
            return Err(Refused::Class(class.to_owned()));
        }
        self.classes.push(class.to_owned());
        self.sanitiser = OnceLock::new();
        Ok(())
    }

    /// Takes away all HTML but what this list allows. Galley's own output comes through unchanged, except for what
    /// [`crate::Links`] put in.
    pub fn clean(&self, html: &str) -> String {
        self.sanitiser().clean(html)
    }

    pub(crate) fn sanitiser(&self) -> &Sanitiser {
        self.sanitiser.get_or_init(|| Sanitiser::new(&self.elements, self.classes.clone()))
    }

    /// Whether raw HTML may contain this element. A box to tick only comes from a task list.
    pub(crate) fn element(&self, name: &str) -> bool {
        self.elements.contains_key(name) && name != "input"
    }

    /// Whether raw HTML may give this attribute to this element. Embeds are only made from links.
    pub(crate) fn attribute(&self, element: &str, attribute: &str) -> bool {
        (GENERAL.contains(&attribute)
            || self.elements.get(element).is_some_and(|attributes| attributes.contains(attribute)))
            && !attribute.starts_with("data-")
    }

    /// Whether an author may use this class.
    pub(crate) fn class(&self, class: &str) -> bool {
        is_allowed_class(class, &self.classes)
    }
}

impl Default for Allow {
    fn default() -> Self {
        Self {
            elements: HOUSE.iter().map(|&(name, own)| (name, own.iter().copied().collect())).collect(),
            classes: Vec::new(),
            sanitiser: OnceLock::new(),
        }
    }
}

impl PartialEq for Allow {
    fn eq(&self, other: &Self) -> bool {
        self.elements == other.elements && self.classes == other.classes
    }
}

impl Eq for Allow {}

/// Whether a class is one of the dialect's or one of the site's.
pub(crate) fn is_allowed_class(class: &str, more: &[String]) -> bool {
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(stem) => class.starts_with(stem),
        None => class == pattern,
    };
    is_class_name(class)
        && (CLASSES.iter().any(|pattern| fits(pattern)) || more.iter().any(|pattern| fits(pattern)))
}

fn is_class_name(class: &str) -> bool {
    (1..=64).contains(&class.len())
        && class
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+' | b'#' | b'.'))
}
