//! Markdown to HTML, for the command line.

/// The body of an article as HTML in the house dialect, sanitised.
pub fn html(text: &str) -> String {
    galley_markdown::render(text, &galley_markdown::Options::default()).html()
}

/// Plain CommonMark as HTML, **not sanitised**: to be held against the specification, and for nothing else.
pub fn strict_commonmark(text: &str) -> String {
    galley_markdown::strict_commonmark(text)
}
