//! From clean HTML to Markdown: `htmd`, with the forms that Galley itself writes.
#![expect(clippy::needless_pass_by_value, clippy::unnecessary_wraps, reason = "so htmd wants its handlers")]

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BrStyle, BulletListMarker, HrStyle, Options};
use htmd::{Element, HtmlToMarkdown};

/// The element of a text that goes into the Markdown as it is: its attribute `text`.
pub(super) const AS_IS: &str = "galley-as-is";
/// The element of a footnote's text; its attribute `name` is the footnote's.
pub(super) const NOTE: &str = "galley-note";

pub(super) fn markdown(clean: &str) -> String {
    let options = Options {
        hr_style: HrStyle::Dashes,
        br_style: BrStyle::Backslash,
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    let converter = HtmlToMarkdown::builder()
        .options(options)
        .add_handler(vec!["del"], struck)
        .add_handler(vec!["hr"], |_: &dyn Handlers, _: Element<'_>| Some("\n\n---\n\n".into()))
        .add_handler(vec![AS_IS], |_: &dyn Handlers, element: Element<'_>| {
            Some(attribute(&element, "text").unwrap_or_default().into())
        })
        .add_handler(vec![NOTE], note)
        .build();
    let written = converter.convert(clean).expect("a text in memory can always be read");
    let mut markdown = String::with_capacity(written.len());
    let mut row = 0;
    for line in written.trim_matches('\n').lines() {
        let bare = line.trim_end();
        row = if bare.starts_with('|') { row + 1 } else { 0 };
        match bare {
            _ if row == 2 && bare.bytes().all(|byte| b"|-: ".contains(&byte)) => {
                markdown.push_str(&ruled(bare));
            }
            // Of the two ways to write it in a table's cell, the one that a person reads.
            _ if row > 0 => markdown.push_str(&bare.replace("&#124;", "\\|")),
            _ if bare.ends_with('>') => markdown.push_str(bare),
            _ => markdown.push_str(line),
        }
        markdown.push('\n');
    }
    markdown.truncate(markdown.trim_end().len());
    markdown
}

/// The line below a table's head with a dash in each column: htmd writes none where a column has no letters, and then it is no table.
fn ruled(line: &str) -> String {
    let columns = line.trim_matches('|').split('|');
    let dashes = columns.map(|column| if column.trim().is_empty() { " --- " } else { column });
    format!("|{}|", dashes.collect::<Vec<_>>().join("|"))
}

fn struck(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let inner = handlers.walk_children(element.node).content;
    let words = inner.trim();
    if words.is_empty() {
        return Some(inner.into());
    }
    let (before, after) = inner.split_once(words).unwrap_or_default();
    Some(format!("{before}~~{words}~~{after}").into())
}

fn note(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let name = attribute(&element, "name")?;
    let text = handlers.walk_children(element.node).content;
    // What belongs to a footnote stands four spaces in.
    let text = text.trim().replace('\n', "\n    ").replace("\n    \n", "\n\n");
    Some(format!("\n\n[^{name}]: {text}\n\n").into())
}

fn attribute(element: &Element<'_>, name: &str) -> Option<String> {
    element.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|found| found.value.to_string())
}
