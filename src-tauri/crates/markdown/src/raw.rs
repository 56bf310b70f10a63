//! Raw HTML, read tag by tag: enough to find links and pictures in it, to keep it well formed, and to say what was
//! left out.
//!
//! This is no HTML parser and guards nothing: whatever contains raw HTML also goes through the sanitiser, which parses
//! as browsers do.

use std::ops::Range;

/// A part of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text between tags; character references stand as written.
    Text(&'a str),
    /// `<name attribute="value">`
    Open(Open<'a>),
    /// `</name>`
    Close(String),
}

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Open<'a> {
    /// In lower case.
    pub(crate) name: String,
    /// As written, except that names are in lower case.
    pub(crate) attributes: Vec<Attribute<'a>>,
    /// Where the tag stands in the raw HTML.
    pub(crate) range: Range<usize>,
}

/// An attribute.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'a> {
    /// In lower case.
    pub(crate) name: String,
    /// As written, without its quotes.
    pub(crate) value: &'a str,
}

/// What stands at a `<`.
enum Markup<'a> {
    /// A tag, or a comment or declaration without a token; and where it ends.
    Found(usize, Option<Token<'a>>),
    /// Only a character.
    None,
    /// A tag that never ends.
    Unfinished,
}

/// Elements whose content is no part of an article.
const UNWELCOME: [&str; 19] = [
    "script",
    "style",
    "iframe",
    "object",
    "svg",
    "math",
    "template",
    "textarea",
    "select",
    "noscript",
    "title",
    "head",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
    "applet",
    "frameset",
    "embed",
];

/// Elements whose content a browser reads as text, tags included.
const TEXT_ONLY: [&str; 9] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// Elements without content.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements of a line; all others begin a block.
const INLINE: [&str; 38] = [
    "a", "abbr", "audio", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img",
    "input", "ins", "kbd", "mark", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source",
    "span", "strong", "sub", "sup", "time", "track", "u", "var", "video", "wbr",
];

/// Whether the content of this element is no part of an article.
pub(crate) fn is_unwelcome(name: &str) -> bool {
    UNWELCOME.contains(&name)
}

/// Whether this element has no content.
pub(crate) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether this element may stand in a line of text.
pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Whether this element may have an id of its own.
pub(crate) fn may_have_id(name: &str) -> bool {
    matches!(name, "a" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Where a tag of some raw HTML stands in the text: exact where the raw HTML stands there as it is, else the whole.
pub(crate) fn place(html: &str, whole: &Range<usize>, tag: &Range<usize>) -> Range<usize> {
    if html.len() == whole.len() { whole.start + tag.start..whole.start + tag.end } else { whole.clone() }
}

impl<'a> Open<'a> {
    /// The value of an attribute, as written.
    pub(crate) fn value(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value)
    }
}

/// Reads raw HTML.
pub(crate) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0, last_open: None }
}

/// See [`tokens`].
pub(crate) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// The element that the last token opened, if its content is text only.
    last_open: Option<&'static str>,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.last_open.take() {
            let end = self.end_of_text_only(name);
            let text = &self.html[self.at..end];
            self.at = end;
            if !text.is_empty() {
                return Some(Token::Text(text));
            }
        }
        let start = self.at;
        while self.at < self.html.len() {
            let rest = &self.html[self.at..];
            let Some(angle) = rest.find('<') else {
                self.at = self.html.len();
                break;
            };
            let tag_at = self.at + angle;
            let (end, token) = match self.markup(tag_at) {
                Markup::Found(end, token) => (end, token),
                Markup::None => {
                    // A lone `<` is text.
                    self.at = tag_at + 1;
                    continue;
                }
                Markup::Unfinished => {
                    // Browsers drop a tag that never ends, too.
                    self.html = &self.html[..tag_at];
                    self.at = tag_at;
                    break;
                }
            };
            if tag_at > start {
                self.at = tag_at;
                return Some(Token::Text(&self.html[start..tag_at]));
            }
            self.at = end;
            match token {
                Some(token) => {
                    if let Token::Open(open) = &token {
                        self.last_open = TEXT_ONLY.iter().find(|name| **name == open.name).copied();
                    }
                    return Some(token);
                }
                None => return self.next_after_comment(),
            }
        }
        (self.at > start).then(|| Token::Text(&self.html[start..self.at]))
    }
}

impl<'a> Tokens<'a> {
    /// Comments may follow each other by the thousand: no recursion without bound.
    fn next_after_comment(&mut self) -> Option<Token<'a>> {
        while self.html[self.at..].starts_with('<') {
            match self.markup(self.at) {
                Markup::Found(end, None) => self.at = end,
                _ => break,
            }
        }
        if self.at < self.html.len() { self.next() } else { None }
    }

    fn end_of_text_only(&self, name: &str) -> usize {
        let bytes = self.html.as_bytes();
        let mut at = self.at;
        while let Some(found) = self.html[at..].find("</") {
            let close = at + found;
            let after = close + 2..close + 2 + name.len();
            if bytes.get(after).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes())) {
                return close;
            }
            at = close + 2;
        }
        self.html.len()
    }

    /// The markup at `at`, which is a `<`: where it ends and its token, none for comments and declarations.
    fn markup(&self, at: usize) -> Markup<'a> {
        let rest = &self.html[at..];
        for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")] {
            if let Some(inside) = rest.strip_prefix(opening) {
                let end = inside.find(closing).map_or(rest.len(), |end| opening.len() + end + closing.len());
                return Markup::Found(at + end, None);
            }
        }
        let bytes = rest.as_bytes();
        let closing = bytes.get(1) == Some(&b'/');
        let name_at = 1 + usize::from(closing);
        if !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            return Markup::None;
        }
        let is_name = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>');
        let name_end = name_at + bytes[name_at..].iter().take_while(|byte| is_name(byte)).count();
        let name = rest[name_at..name_end].to_ascii_lowercase();
        let mut attributes = Vec::new();
        let mut cursor = name_end;
        loop {
            cursor +=
                bytes[cursor..].iter().take_while(|it| it.is_ascii_whitespace() || **it == b'/').count();
            match bytes.get(cursor) {
                None => return Markup::Unfinished,
                Some(b'>') => break,
                Some(_) => match attribute(rest, cursor, &mut attributes) {
                    Some(end) => cursor = end,
                    None => return Markup::Unfinished,
                },
            }
        }
        let range = at..at + cursor + 1;
        let token = if closing { Token::Close(name) } else { Token::Open(Open { name, attributes, range }) };
        Markup::Found(at + cursor + 1, Some(token))
    }
}

/// Reads an attribute. Returns where it ends, none where the tag never ends.
fn attribute<'a>(html: &'a str, start: usize, found: &mut Vec<Attribute<'a>>) -> Option<usize> {
    let bytes = html.as_bytes();
    let run = |from: usize, goes_on: fn(&u8) -> bool| {
        from + bytes[from..].iter().take_while(|byte| goes_on(byte)).count()
    };
    // A name may begin with `=`, so it is at least one byte long.
    let name_end = run(start + 1, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/'));
    let name = html.get(start..name_end)?.to_ascii_lowercase();
    let equals = run(name_end, u8::is_ascii_whitespace);
    if bytes.get(equals) != Some(&b'=') {
        found.push(Attribute { name, value: "" });
        return Some(name_end);
    }
    let value_at = run(equals + 1, u8::is_ascii_whitespace);
    let (value, end) = if let quote @ (b'"' | b'\'') = *bytes.get(value_at)? {
        let length = bytes[value_at + 1..].iter().position(|&byte| byte == quote)?;
        (value_at + 1..value_at + 1 + length, value_at + length + 2)
    } else {
        let end = run(value_at, |byte| !byte.is_ascii_whitespace() && *byte != b'>');
        (value_at..end, end)
    };
    found.push(Attribute { name, value: &html[value] });
    Some(end)
}
