//! Parses HTML as a browser does and looks for anything that runs, loads or escapes. It shares no code with the crate.

use scraper::{Html, Node};

/// Elements that may never occur, in any namespace.
const NEVER: [&str; 30] = [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "applet",
    "svg",
    "math",
    "form",
    "button",
    "textarea",
    "select",
    "option",
    "link",
    "meta",
    "base",
    "frame",
    "frameset",
    "template",
    "noscript",
    "title",
    "xmp",
    "plaintext",
    "noembed",
    "noframes",
    "marquee",
    "portal",
    "dialog",
    "slot",
    "isindex",
];

/// Attributes that carry an address.
const ADDRESSES: [&str; 12] = [
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "cite",
    "background",
    "longdesc",
    "manifest",
    "ping",
    "srcset",
];

/// What is wrong with a page; empty where nothing is.
pub(crate) fn faults(html: &str) -> Vec<String> {
    let page = Html::parse_fragment(html);
    let mut faults = Vec::new();
    for node in page.tree.nodes() {
        match node.value() {
            Node::Element(element) => {
                let name = element.name();
                if NEVER.contains(&name) || name.contains('-') {
                    faults.push(format!("<{name}>"));
                }
                if &*element.name.ns != "http://www.w3.org/1999/xhtml" {
                    faults.push(format!("<{name}> in {}", &*element.name.ns));
                }
                for (attribute, value) in element.attrs() {
                    if let Some(fault) = fault_of_attribute(name, attribute, value) {
                        faults.push(fault);
                    }
                }
            }
            Node::Comment(_) | Node::ProcessingInstruction(_) | Node::Doctype(_) => {
                faults.push("comment".to_owned());
            }
            _ => {}
        }
    }
    faults
}

fn fault_of_attribute(element: &str, attribute: &str, value: &str) -> Option<String> {
    let fault = || Some(format!("<{element} {attribute}={value:?}>"));
    let known = matches!(
        attribute,
        "href"
            | "src"
            | "alt"
            | "title"
            | "class"
            | "id"
            | "width"
            | "height"
            | "loading"
            | "type"
            | "disabled"
            | "checked"
            | "aria-label"
            | "role"
            | "data-embed"
            | "data-id"
            | "data-start"
            | "start"
            | "colspan"
            | "rowspan"
            | "scope"
            | "open"
            | "lang"
            | "dir"
            | "datetime"
            | "rel"
            | "span"
            | "value"
            | "reversed"
    );
    if !known {
        return fault();
    }
    if ADDRESSES.contains(&attribute) {
        // As browsers do: control characters and white space do not count.
        let address: String =
            value.chars().filter(|char| !char.is_whitespace() && !char.is_control()).collect();
        let scheme = address.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
        let is_scheme = |scheme: &str| {
            scheme.starts_with(|first: char| first.is_ascii_alphabetic())
                && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        };
        let safe = scheme.is_none_or(|(scheme, _)| {
            !is_scheme(scheme)
                || matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "mailto" | "tel")
        });
        if !safe {
            return fault();
        }
    }
    if attribute == "class" && value.split(' ').any(|class| class.starts_with("js-") || class == "modal") {
        return fault();
    }
    (element == "input" && attribute == "type" && value != "checkbox").then(fault).flatten()
}
