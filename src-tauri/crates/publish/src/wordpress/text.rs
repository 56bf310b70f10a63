//! A text as WordPress keeps it, as HTML. What its block editor writes is HTML. What the older one writes has paragraphs by empty
//! lines, and shortcodes: words in brackets that stand for something when the page is made.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use crate::html::{Piece, opened, pieces};

/// Elements that are no paragraph's.
const BLOCKS: [&str; 27] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "dt",
    "dd",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "iframe",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];
/// What stands within those, and is in no paragraph either.
const WITHIN: [&str; 11] =
    ["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col", "summary"];
/// A bracket as a reference.
const BRACKET: &str = "&#91;";
/// Blocks that show something by themselves and say nothing.
const SILENT: [&str; 5] = ["more", "nextpage", "spacer", "separator", "page-break"];

/// The HTML of a text, and what in it no HTML was made of.
pub(super) fn html_of(raw: &str) -> (String, Vec<String>) {
    let mut left = silent_blocks(raw);
    let text = shortcodes(raw, &mut left);
    // Nothing else says so: the older editor keeps a paragraph that came with its tags among those that have none.
    let is_html = raw.contains("<!-- wp:");
    let html = if is_html { text } else { paragraphs(&text) };
    (html, left.into_iter().collect())
}

/// Plain words where the server takes HTML, and puts it into its pages as it is. A sign that means nothing there stays itself.
pub(super) fn as_html(words: &str) -> String {
    let mut html = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        match c {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' if begins_reference(&words[at + 1..]) => html.push_str("&amp;"),
            c => html.push(c),
        }
    }
    html
}

/// Whether what stands behind an `&` makes it the beginning of a reference, like `&nbsp;` or `&#38;`.
fn begins_reference(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    end > 0 && name[end..].starts_with(';')
}

/// A text of ours, its paragraphs each in one line: of every end of a line within one the server's pages make a break. What is written
/// line by line stays so. No bracket begins a shortcode: the server would fill in what it stands for, in code and in attributes as well.
pub(super) fn in_lines(html: &str) -> String {
    let pieces: Vec<_> = pieces(html).collect();
    let (mut out, mut depth) = (String::with_capacity(html.len()), 0_usize);
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Tag(tag) => {
                match *tag {
                    "/pre" => depth = depth.saturating_sub(1),
                    tag if opened(tag).0 == "pre" => depth += 1,
                    _ => {}
                }
                let is_comment = tag.starts_with("!--");
                let tag = if is_comment { Cow::Borrowed(*tag) } else { without_shortcodes(tag) };
                out.extend(["<", &tag, ">"]);
            }
            Piece::Text(text) => {
                let around = [at.checked_sub(1), Some(at + 1)].map(|at| at.and_then(|at| pieces.get(at)));
                // Beside a block it is nobody's break.
                let stays = text.trim().is_empty() && around.iter().any(|piece| piece.is_none_or(parts));
                let text = without_shortcodes(text);
                if depth > 0 || stays { out.push_str(&text) } else { out.push_str(&text.replace('\n', " ")) }
            }
        }
    }
    out
}

/// Brackets that [`in_lines`] wrote as references. Of an account that may not write all HTML the server keeps those with a digit more.
pub(super) fn with_brackets(html: &str) -> String {
    html.replace(BRACKET, "[").replace("&#091;", "[")
}

/// Brackets before a name as references, which the server's pages show as brackets.
fn without_shortcodes(text: &str) -> Cow<'_, str> {
    let names = |rest: &str| rest.strip_prefix('/').unwrap_or(rest).starts_with(|c: char| c.is_alphabetic());
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices('[').filter(|(at, _)| names(&text[at + 1..])) {
        out.extend([&text[done..at], BRACKET]);
        done = at + 1;
    }
    if done == 0 { text.into() } else { (out + &text[done..]).into() }
}

/// Whether it stands between lines anyway.
fn parts(piece: &Piece<'_>) -> bool {
    let Piece::Tag(tag) = piece else { return false };
    let name = opened(tag).0.trim_start_matches('/');
    name.starts_with("!--") || name == "br" || BLOCKS.contains(&name) || WITHIN.contains(&name)
}

/// The ids that pictures have in the media library, by the class that both editors give them.
pub(super) fn picture_ids(html: &str) -> BTreeSet<u64> {
    pieces(html).filter_map(|piece| id_of(&piece)).collect()
}

/// The HTML with the addresses that pictures have in the media library: in the text stands some smaller form of them.
pub(super) fn with_addresses(html: &str, address: impl Fn(u64) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    for piece in pieces(html) {
        match (&piece, id_of(&piece).and_then(&address)) {
            (Piece::Tag(tag), Some(address)) => {
                let (name, attributes) = opened(tag);
                let _ = write!(out, "<{name} src=\"{address}\"");
                for (name, value) in attributes.iter().filter(|(name, _)| !matches!(*name, "src" | "srcset"))
                {
                    let _ = write!(out, " {name}=\"{value}\"");
                }
                out.push('>');
            }
            (Piece::Tag(tag), None) => out.extend(["<", tag, ">"]),
            (Piece::Text(text), _) => out.push_str(text),
        }
    }
    out
}

fn id_of(piece: &Piece<'_>) -> Option<u64> {
    let Piece::Tag(tag) = piece else { return None };
    let (name, attributes) = opened(tag);
    let class = attributes.iter().find(|(attribute, _)| *attribute == "class")?.1;
    let id = class.split_whitespace().find_map(|class| class.strip_prefix("wp-image-"));
    id.filter(|_| name == "img")?.parse().ok()
}

/// Blocks that the server fills when the page is made: `<!-- wp:latest-posts /-->`.
fn silent_blocks(raw: &str) -> BTreeSet<String> {
    let mut left = BTreeSet::new();
    for piece in pieces(raw) {
        let Piece::Tag(comment) = piece else { continue };
        let Some(block) = comment.strip_prefix("!-- wp:").and_then(|rest| rest.strip_suffix("/--")) else {
            continue;
        };
        let name = block.split_whitespace().next().unwrap_or_default();
        if !SILENT.contains(&name) {
            left.insert(format!("the block {name:?} is filled by the site and has no text of its own"));
        }
    }
    left
}

/// Captions, galleries and embeds as HTML. Others stay what they are: words in brackets.
fn shortcodes(raw: &str, left: &mut BTreeSet<String>) -> String {
    let ends = ends(raw);
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('[') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(code) = Shortcode::read(raw, raw.len() - rest.len(), &ends) else {
            out.push('[');
            rest = &rest[1..];
            continue;
        };
        match (code.name, code.inner) {
            ("caption" | "wp_caption", Some(inner)) => {
                let picture = inner.rfind('>').map_or(0, |end| end + 1);
                let (picture, words) = inner.split_at(picture);
                let words = Some(words.trim()).filter(|words| !words.is_empty());
                let words = words.or(code.attribute("caption")).unwrap_or_default();
                let _ = write!(out, "\n\n<figure>{picture}<figcaption>{words}</figcaption></figure>\n\n");
            }
            ("embed", Some(inner)) => out.push_str(&embed(inner.trim())),
            ("gallery", _) => {
                out.push_str("\n\n<figure class=\"wp-block-gallery\">");
                for id in code.attribute("ids").unwrap_or_default().split(',').map(str::trim) {
                    if id.bytes().all(|b| b.is_ascii_digit()) && !id.is_empty() {
                        let _ = write!(out, "<img class=\"wp-image-{id}\" alt=\"\">");
                    }
                }
                out.push_str("</figure>\n\n");
            }
            (name, _) => {
                left.insert(format!("the shortcode [{name}] stays as it is written"));
                out.push('[');
                rest = &rest[1..];
                continue;
            }
        }
        rest = &rest[code.length..];
    }
    out.push_str(rest);
    out
}

/// Where each `[/name]` stands, by name: a text may have thousands, and thousands of beginnings that no end belongs to.
fn ends(raw: &str) -> HashMap<&str, Vec<usize>> {
    let mut ends: HashMap<_, Vec<_>> = HashMap::new();
    for (at, opened) in raw.match_indices("[/") {
        let name = &raw[at + opened.len()..];
        let length = name.find(|c| !is_of_name(c)).unwrap_or(name.len());
        if name[length..].starts_with(']') {
            ends.entry(&name[..length]).or_default().push(at);
        }
    }
    ends
}

const fn is_of_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_')
}

/// `[name attributes]`, and where there is its end, what it is about.
struct Shortcode<'r> {
    name: &'r str,
    attributes: Vec<(&'r str, &'r str)>,
    inner: Option<&'r str>,
    length: usize,
}

impl<'r> Shortcode<'r> {
    /// One that begins at this bracket. Words in brackets without attributes and without an end are words in brackets.
    fn read(raw: &'r str, at: usize, ends: &HashMap<&str, Vec<usize>>) -> Option<Self> {
        let head = &raw[at + 1..];
        let head = &head[..head.find([']', '[', '\n', '<'])?];
        let body = at + 1 + head.len();
        let body = raw[body..].starts_with(']').then_some(body + 1)?;
        let (name, attributes) = opened(head);
        if name.is_empty() || !name.chars().all(is_of_name) {
            return None;
        }
        let end = ends.get(name).and_then(|ends| ends.get(ends.partition_point(|end| *end < body)));
        let inner = end.map(|end| &raw[body..*end]);
        if inner.is_none() && attributes.is_empty() && name != "gallery" {
            return None;
        }
        let length = body - at + inner.map_or(0, |inner| inner.len() + "[/]".len() + name.len());
        Some(Self { name, attributes, inner, length })
    }

    fn attribute(&self, name: &str) -> Option<&'r str> {
        self.attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, value)| *value)
    }
}

fn embed(address: &str) -> String {
    format!("\n\n<figure class=\"wp-block-embed\">{address}</figure>\n\n")
}

/// Paragraphs where there are empty lines, breaks where there are ends of lines.
fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let (mut out, mut rest) = (String::with_capacity(text.len()), text.as_str());
    while let Some(start) = rest.find("<pre") {
        let end = rest[start..].find("</pre>").map_or(rest.len(), |end| start + end + "</pre>".len());
        out.push_str(&chunks(&rest[..start]));
        out.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    out + &chunks(rest)
}

fn chunks(text: &str) -> String {
    let mut out = String::new();
    for chunk in text.split("\n\n").map(str::trim).filter(|chunk| !chunk.is_empty()) {
        let is_address = !chunk.contains(char::is_whitespace)
            && (chunk.starts_with("https://") || chunk.starts_with("http://"));
        if is_address {
            out.push_str(&embed(chunk));
        } else if begins_block(chunk) {
            out.push_str(chunk);
            out.push('\n');
        } else {
            let (words, block) = chunk.split_at(block_in(chunk));
            let _ = writeln!(out, "<p>{}</p>", words.trim_end().replace('\n', "<br>"));
            if !block.is_empty() {
                out.extend([block, "\n"]);
            }
        }
    }
    out
}

fn begins_block(chunk: &str) -> bool {
    let first = pieces(chunk).find(|piece| !matches!(piece, Piece::Tag(tag) if tag.starts_with("!--")));
    match first {
        Some(Piece::Tag(tag)) => is_block(tag),
        Some(Piece::Text(_)) => false,
        // Nothing but a comment.
        None => true,
    }
}

fn is_block(tag: &str) -> bool {
    let name = opened(tag.trim_start_matches('/')).0.trim_end_matches('/').to_ascii_lowercase();
    BLOCKS.contains(&name.as_str()) || WITHIN.contains(&name.as_str())
}

/// Where the words end with which a chunk begins.
fn block_in(chunk: &str) -> usize {
    let mut at = 0;
    for piece in pieces(chunk) {
        match piece {
            Piece::Tag(tag) if is_block(tag) => return at,
            Piece::Tag(tag) => at += "<>".len() + tag.len(),
            Piece::Text(text) => at += text.len(),
        }
    }
    chunk.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words_where_html_is_taken() {
        for (words, html) in [
            ("Why <canvas> matters", "Why &lt;canvas&gt; matters"),
            ("R&D at AT&T, 1 < 2 & 3", "R&D at AT&T, 1 &lt; 2 & 3"),
            ("What &nbsp; and &#38; mean; &;", "What &amp;nbsp; and &amp;#38; mean; &;"),
        ] {
            assert_eq!(as_html(words), html);
            assert_eq!(crate::server::unescaped(html), words, "and back");
        }
    }

    #[test]
    fn a_paragraph_is_one_line_and_code_is_as_it_was() {
        let sent = "<p>One\ntwo <em>three</em>\n<em>and</em>\nfour.</p>\n<pre><code>a\nb\n</code></pre>\n<ul>\n<li>x\ny</li>\n</ul>\n<!-- c\nd -->";
        let made = "<p>One two <em>three</em> <em>and</em> four.</p>\n<pre><code>a\nb\n</code></pre>\n<ul>\n<li>x y</li>\n</ul>\n<!-- c\nd -->";
        assert_eq!(in_lines(sent), made);
    }

    #[test]
    fn no_bracket_of_ours_begins_a_shortcode() {
        for (sent, made) in [
            ("<p>See [1] and [ ].</p>", "<p>See [1] and [ ].</p>"),
            (
                "<pre><code>[video]\na = [1]\n[/video]</code></pre>",
                "<pre><code>&#91;video]\na = [1]\n&#91;/video]</code></pre>",
            ),
            ("<p>[gallery] [数 x]</p>", "<p>&#91;gallery] &#91;数 x]</p>"),
            (
                "<p><img src=\"a.png\" alt=\"[gallery] x\"></p><!-- [ours] -->",
                "<p><img src=\"a.png\" alt=\"&#91;gallery] x\"></p><!-- [ours] -->",
            ),
        ] {
            assert_eq!(in_lines(sent), made);
            assert_eq!(shortcodes(made, &mut BTreeSet::new()), made);
            assert_eq!(with_brackets(made), sent);
        }
    }

    #[test]
    fn the_older_editor_means_paragraphs() {
        let cases = [
            ("One\ntwo.\n\nThree <em>four</em>.", "<p>One<br>two.</p>\n<p>Three <em>four</em>.</p>\n"),
            ("<h2>A</h2>\r\n\r\nB", "<h2>A</h2>\n<p>B</p>\n"),
            ("<pre>a\n\nb</pre>\n\nC", "<pre>a\n\nb</pre><p>C</p>\n"),
            ("<!--more-->\n\nA", "<!--more-->\n<p>A</p>\n"),
            ("A [1] and [b].", "<p>A [1] and [b].</p>\n"),
            // Someone pasted a paragraph with its tags.
            ("A\n\nB\n\n<p>C</p>", "<p>A</p>\n<p>B</p>\n<p>C</p>\n"),
            ("A\nB <em>b</em>\n<p>C</p>", "<p>A<br>B <em>b</em></p>\n<p>C</p>\n"),
            ("<table>\n\n<tr>\n\n<td>A</td></tr></table>", "<table>\n<tr>\n<td>A</td></tr></table>\n"),
            (
                "https://www.youtube.com/watch?v=a_b",
                "\n\n<figure class=\"wp-block-embed\">https://www.youtube.com/watch?v=a_b</figure>\n\n",
            ),
        ];
        for (raw, html) in cases {
            assert_eq!(html_of(raw), (html.to_owned(), Vec::new()), "{raw}");
        }
        let written = "<p>One</p>\n<p>two</p>\n";
        assert_eq!(html_of(written).0, written, "HTML stays what it is");
    }

    #[test]
    fn a_text_of_nothing_but_brackets_is_read_once() {
        // Each of these took the square of its length.
        for piece in ["[a x=\"1\"]", "[", "[/a]", "[a1 x=\"1\"][a2 x=\"1\"]", "[caption x=\"1\"]"] {
            let raw = piece.repeat(512 * 1024 / piece.len());
            assert_eq!(shortcodes(&raw, &mut BTreeSet::new()), raw, "{piece}");
        }
    }

    #[test]
    fn shortcodes_are_what_they_show_or_are_told() {
        let raw = "[caption id=\"attachment_7\" width=\"300\"]<img class=\"wp-image-7\" src=\"a-300x200.jpg\" alt=\"A\" /> By night[/caption]\n\n\
            [gallery ids=\"8, 9\"]\n\n[contact-form-7 id=\"1\" title=\"Form\"]\n\n<!-- wp:latest-posts {\"n\":1} /-->";
        let (html, left) = html_of(raw);
        assert_eq!(picture_ids(&html), BTreeSet::from([7, 8, 9]));
        let html = with_addresses(&html, |id| Some(format!("https://example.org/{id}.jpg")));
        assert!(html.contains(
            "<figure><img src=\"https://example.org/7.jpg\" class=\"wp-image-7\" alt=\"A\"><figcaption>By night</figcaption></figure>"
        ), "{html}");
        assert!(html.contains("8.jpg") && html.contains("[contact-form-7 id=\"1\""), "{html}");
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(left[0].contains("latest-posts") && left[1].contains("[contact-form-7]"), "{left:?}");
    }
}
