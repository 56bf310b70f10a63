//! Looking into the tree of a page: what stands where in a node. No node is followed deeper than a person would write.

use markup5ever_rcdom::{Handle, NodeData};

use super::office;

/// How deep the tree is followed. Nothing that a person wrote is; what is deeper is left out.
pub(super) const DEPTH_MAX: usize = 200;

/// Whether there is a heading of the first level: in Galley that is the headline's, so all go down by one.
pub(super) fn has_title(node: &Handle, depth: usize) -> bool {
    depth < DEPTH_MAX
        && (name(node) == "h1" || node.children.borrow().iter().any(|child| has_title(child, depth + 1)))
}

/// The sign before an item of Word's.
pub(super) fn list_sign(node: &Handle, depth: usize) -> Option<String> {
    if depth == DEPTH_MAX {
        return None;
    }
    if office::is_sign(&attribute(node, "style")) {
        return Some(text_of(node));
    }
    node.children.borrow().iter().find_map(|child| list_sign(child, depth + 1))
}

pub(super) fn rows_of(node: &Handle, rows: &mut Vec<Handle>, depth: usize) {
    for child in node.children.borrow().iter() {
        match name(child).as_str() {
            "tr" => rows.push(child.clone()),
            "thead" | "tbody" | "tfoot" if depth == 0 => rows_of(child, rows, 1),
            _ => {}
        }
    }
}

pub(super) fn cells_of(row: &Handle) -> Vec<Handle> {
    let children = row.children.borrow();
    children.iter().filter(|cell| matches!(name(cell).as_str(), "td" | "th")).cloned().collect()
}

pub(super) fn find(node: &Handle, tag: &str, depth: usize) -> Option<Handle> {
    if name(node) == tag {
        return Some(node.clone());
    }
    let children = node.children.borrow();
    (depth < DEPTH_MAX).then(|| children.iter().find_map(|child| find(child, tag, depth + 1))).flatten()
}

pub(super) fn find_class(node: &Handle, class: &str, depth: usize) -> Option<Handle> {
    if attribute(node, "class").contains(class) {
        return Some(node.clone());
    }
    let children = node.children.borrow();
    (depth < DEPTH_MAX)
        .then(|| children.iter().find_map(|child| find_class(child, class, depth + 1)))
        .flatten()
}

/// The pictures in a node, each with the figure of its own that it stands in.
pub(super) fn pictures_of(
    node: &Handle,
    within: Option<&Handle>,
    found: &mut Vec<(Handle, Option<Handle>)>,
    depth: usize,
) {
    if depth == DEPTH_MAX {
        return;
    }
    for child in node.children.borrow().iter() {
        match name(child).as_str() {
            "img" => found.push((child.clone(), within.cloned())),
            "noscript" => {}
            "figure" => pictures_of(child, Some(child), found, depth + 1),
            _ => pictures_of(child, within, found, depth + 1),
        }
    }
}

/// The class that names the language of code.
pub(super) fn language_of(code: &Handle) -> Option<String> {
    let class = attribute(code, "class");
    class.split_whitespace().find(|class| class.starts_with("language-")).map(str::to_owned)
}

pub(super) fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of an element; empty for what is none.
pub(super) fn name(node: &Handle) -> String {
    match &node.data {
        NodeData::Element { name, .. } => name.local.to_string(),
        _ => String::new(),
    }
}

/// An attribute's value; empty where there is none.
pub(super) fn attribute(node: &Handle, wanted: &str) -> String {
    match &node.data {
        NodeData::Element { attrs, .. } => {
            let attrs = attrs.borrow();
            let found = attrs.iter().find(|attribute| &*attribute.name.local == wanted);
            found.map(|attribute| attribute.value.to_string()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// All text in a node.
pub(super) fn text_of(node: &Handle) -> String {
    let mut text = String::new();
    let mut waiting = vec![node.clone()];
    while let Some(node) = waiting.pop() {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        waiting.extend(node.children.borrow().iter().rev().cloned());
    }
    text
}

/// Whether a raised number leads to a footnote: then it is the sign for that, and not raised besides.
pub(super) fn is_note(node: &Handle) -> bool {
    find(node, "a", 0).is_some_and(|link| office::footnote(&attribute(&link, "href")).is_some())
}
