//! A body as Ghost takes it: what its editor knows as that, everything else as it is, in HTML cards.
//!
//! Ghost makes blocks of its own out of HTML and flattens what it has no block for: lists of definitions, boxes, marks, notes. An
//! HTML card keeps its HTML. So a block is handed over openly only where it is known to stay what it is.

use std::collections::BTreeSet;

use crate::html::{Piece, opened, pieces};
use crate::server::unescaped;

const CARD_BEGIN: &str = "<!--kg-card-begin: html-->\n";
const CARD_END: &str = "<!--kg-card-end: html-->\n";

/// Elements that stand in a line.
const INLINE: [&str; 5] = ["a", "br", "code", "em", "strong"];

/// A body as Ghost takes it.
pub(super) fn body_of(blocks: &[String]) -> String {
    let linked = linked_ids(blocks);
    let (mut body, mut card) = (String::new(), String::new());
    // Neighbours share a card: each is a box of code in Ghost's editor.
    let close = |body: &mut String, card: &mut String| {
        if !card.is_empty() {
            body.extend([CARD_BEGIN, card.trim_end(), "\n", CARD_END]);
            card.clear();
        }
    };
    for block in blocks {
        if stays(block, &linked) {
            close(&mut body, &mut card);
            body.push_str(block);
        } else {
            card.push_str(block);
        }
    }
    close(&mut body, &mut card);
    if body.is_empty() {
        // Nothing would be taken as no word about the text, and the old one would stay.
        body.push_str("<p></p>");
    }
    body
}

/// What a reader reads, without white space: the same before and after Ghost went over it.
pub(super) fn words_of(html: &str) -> String {
    let texts = pieces(html).filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Tag(_) => None,
    });
    unescaped(&texts.collect::<String>()).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a block comes out of Ghost as it went in.
fn stays(block: &str, linked: &BTreeSet<String>) -> bool {
    let mut shape = Vec::new();
    for piece in pieces(block) {
        let Piece::Tag(tag) = piece else { continue };
        if tag.starts_with('/') {
            continue;
        }
        let (name, attributes) = opened(tag);
        let is_fine = |(attribute, value): &(&str, &str)| match (name, *attribute) {
            ("a", "href") | ("code", "class") | ("img", "src" | "alt" | "loading") => true,
            // Ghost names headings itself: the name may go where nothing leads to it.
            ("h2" | "h3" | "h4" | "h5" | "h6", "id") => !linked.contains(*value),
            _ => false,
        };
        if !attributes.iter().all(is_fine) {
            return false;
        }
        if !INLINE.contains(&name) {
            shape.push(name);
        }
    }
    match shape.as_slice() {
        ["p" | "hr" | "pre" | "h2" | "h3" | "h4" | "h5" | "h6"]
        | ["blockquote", "p"]
        | ["figure", "img"]
        | ["figure", "img", "figcaption"] => true,
        ["ul" | "ol", items @ ..] => items.iter().all(|item| *item == "li"),
        _ => false,
    }
}

/// The ids that links within the text lead to.
fn linked_ids(blocks: &[String]) -> BTreeSet<String> {
    let tags = blocks.iter().flat_map(|block| pieces(block)).filter_map(|piece| match piece {
        Piece::Tag(tag) => Some(opened(tag)),
        Piece::Text(_) => None,
    });
    let hrefs = tags.flat_map(|(_, attributes)| attributes).filter(|(name, _)| *name == "href");
    hrefs.filter_map(|(_, value)| value.strip_prefix('#').map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ghost_would_flatten_goes_into_a_card() {
        let none = BTreeSet::new();
        for open in [
            "<p>A <strong>b</strong> <a href=\"https://example.org/?a=1&amp;b=>\">c</a><br><code>d</code></p>\n",
            "<h2 id=\"a\">A</h2>\n",
            "<ul>\n<li>a</li>\n<li><em>b</em></li>\n</ul>\n",
            "<ol>\n<li>a</li>\n</ol>\n",
            "<blockquote>\n<p>a</p>\n</blockquote>\n",
            "<pre><code class=\"language-rust\">a &lt; b\n</code></pre>\n",
            "<figure>\n<img src=\"a.png\" alt=\"A\" loading=\"lazy\">\n<figcaption>B</figcaption>\n</figure>\n",
            "<hr>\n",
        ] {
            assert!(stays(open, &none), "{open}");
        }
        for kept in [
            "<p>H<sub>2</sub>O</p>\n",
            "<p><del>a</del></p>\n",
            "<p dir=\"rtl\">a</p>\n",
            "<p><a href=\"/a\" title=\"b\">c</a></p>\n",
            "<p>a <img src=\"a.png\" alt=\"A\"></p>\n",
            "<h1 id=\"a\">A</h1>\n",
            "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>\n",
            "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n",
            "<ol start=\"3\">\n<li>a</li>\n</ol>\n",
            "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n",
            "<table><tbody><tr><td>a</td></tr></tbody></table>\n",
            "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n",
            "<figure class=\"embed\">\n<a href=\"https://example.org\">a</a>\n</figure>\n",
            "<details><summary>a</summary>b</details>\n",
        ] {
            assert!(!stays(kept, &none), "{kept}");
        }
    }

    #[test]
    fn neighbours_share_a_card_and_a_heading_that_is_led_to_keeps_its_name() {
        let blocks = [
            "<h2 id=\"a\">A</h2>\n",
            "<dl></dl>\n",
            "<p><a href=\"#a\">b</a></p>\n",
            "<h2 id=\"c\">C</h2>\n",
        ];
        let body = body_of(&blocks.map(str::to_owned));
        assert_eq!(
            body,
            "<!--kg-card-begin: html-->\n<h2 id=\"a\">A</h2>\n<dl></dl>\n<!--kg-card-end: html-->\n\
             <p><a href=\"#a\">b</a></p>\n<h2 id=\"c\">C</h2>\n"
        );
        assert_eq!(words_of(&body), "AbC");
        assert_eq!(words_of("a&nbsp;&amp;<b title=\"x>y\">c</b><!-- d > e -->"), "a&c");
    }
}
