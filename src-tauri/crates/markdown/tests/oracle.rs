//! Parses HTML as a browser does and looks for anything that runs, loads or escapes. It shares no code with the crate.

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

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
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let page = parse_fragment(RcDom::default(), ParseOpts::default(), body, Vec::new(), false).one(html);
    let mut faults = Vec::new();
    let mut nodes: Vec<Handle> = page.document.children.borrow().clone();
    while let Some(node) = nodes.pop() {
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let element = &*name.local;
                if NEVER.contains(&element) || element.contains('-') {
                    faults.push(format!("<{element}>"));
                }
                if name.ns != ns!(html) {
                    faults.push(format!("<{element}> in {}", name.ns));
                }
                for attribute in attrs.borrow().iter() {
                    let (attribute, value) = (&attribute.name.local, &attribute.value);
                    if let Some(fault) = fault_of_attribute(element, attribute, value) {
                        faults.push(fault);
                    }
                }
            }
            NodeData::Comment { .. } | NodeData::ProcessingInstruction { .. } | NodeData::Doctype { .. } => {
                faults.push("comment".to_owned());
            }
            NodeData::Document | NodeData::Text { .. } => {}
        }
        nodes.extend(node.children.borrow().iter().cloned());
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
