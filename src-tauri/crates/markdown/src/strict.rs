//! Plain `CommonMark`, for the sake of its specification.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// Plain `CommonMark` 0.31.2 as HTML: no extension, no house rule, **not sanitised**.
///
/// For the tests of the specification and `galley render --strict-commonmark` only. Never put its result into a page.
pub fn strict_commonmark(text: &str) -> String {
    // The specification prints quotation marks as references; the parser's writer prints them as they are.
    let mut pictures = 0_usize;
    let events = Parser::new_ext(text, Options::empty()).map(move |event| {
        match &event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            _ => {}
        }
        match event {
            Event::Text(text) if pictures == 0 && text.contains('"') => {
                Event::InlineHtml(escaped(&text).into())
            }
            Event::Code(code) if pictures == 0 && code.contains('"') => {
                Event::InlineHtml(format!("<code>{}</code>", escaped(&code)).into())
            }
            other => other,
        }
    });
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, events);
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
