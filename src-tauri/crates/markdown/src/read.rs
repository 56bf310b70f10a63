//! Reading without writing: outline, links, pictures, plain text, counts and most problems, in one pass over the
//! pieces.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::address;
use crate::dialect::MAX_PROBLEMS;
use crate::escape::unescape;
use crate::paragraph::{Line, Paragraph, classify, is_seamless};
use crate::parse::{Piece, end_of, parse, plain, stands};
use crate::raw::{self, Token};
use crate::rendered::{Heading, Link, LinkKind, Medium, Problem, ProblemKind, Reading, Role};
use crate::slug::{Ids, is_safe_id, slug, written_id};

/// Everything about a text except its HTML. Several times as fast as [`crate::render()`]; it agrees with it in all that
/// both know.
pub fn read(text: &str) -> Reading {
    let pieces = parse(text);
    let (mut reading, _) = read_pieces(text, &pieces);
    reading.problems.sort_by_key(|problem| problem.range.start);
    reading
}

/// The reading, problems unsorted, and the ids of the document.
pub(crate) fn read_pieces(text: &str, pieces: &[Piece<'_>]) -> (Reading, Ids) {
    let mut reader = Reader {
        text,
        pieces,
        reading: Reading { text: String::with_capacity(text.len()), ..Reading::default() },
        ids: Ids::default(),
        counted: 0,
        role: (0, Role::Picture),
        embeds: Vec::new(),
        fragments: Vec::new(),
        notes: HashMap::new(),
        level: 1,
        heading: None,
        link: None,
        code: false,
    };
    reader.run();
    (reader.reading, reader.ids)
}

/// So many characters of a tag of another tool are shown.
const TAG_SHOWN: usize = 40;

struct Reader<'a> {
    text: &'a str,
    pieces: &'a [Piece<'a>],
    reading: Reading,
    ids: Ids,
    /// How much of the plain text is counted.
    counted: usize,
    /// The role of pictures up to this piece.
    role: (usize, Role),
    /// Pieces that begin an embed, in reverse.
    embeds: Vec<usize>,
    /// Links to a heading of this document, to be looked at in the end.
    fragments: Vec<(String, Range<usize>)>,
    notes: HashMap<String, Note>,
    /// The level of the heading before; the headline is 1.
    level: u8,
    /// Where the heading's plain text begins, and the id that its author gave it.
    heading: Option<(usize, Option<String>)>,
    /// Where the link's plain text begins, how many pictures there were then, its address and its place.
    link: Option<(usize, usize, String, Range<usize>)>,
    code: bool,
}

/// What is known about a footnote.
#[derive(Default)]
struct Note {
    name: String,
    definition: Option<Range<usize>>,
    used: bool,
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.pieces.len() {
            at = self.piece(at);
        }
        self.count();
        self.reading.text.truncate(self.reading.text.trim_end().len());
        self.reading.counts = self.reading.counts.finish();
        for (fragment, range) in std::mem::take(&mut self.fragments) {
            if !self.ids.has(&percent_decoded(&fragment)) {
                self.problem(ProblemKind::BrokenLink { href: format!("#{fragment}") }, range);
            }
        }
        let mut unused: Vec<_> =
            std::mem::take(&mut self.notes).into_values().filter(|note| !note.used).collect();
        unused.sort_by_key(|note| note.definition.as_ref().map_or(0, |range| range.start));
        for note in unused {
            if let Some(range) = note.definition {
                self.problem(ProblemKind::UnusedFootnote { name: note.name }, range);
            }
        }
    }

    /// Reads the piece at `at` and says which comes next.
    fn piece(&mut self, at: usize) -> usize {
        let piece = &self.pieces[at];
        match &piece.event {
            Event::Start(tag) => return self.start(tag, at),
            Event::End(tag) => self.end(*tag, &piece.range),
            Event::Text(text) => {
                if !self.code {
                    self.marks(text, &piece.range);
                }
                self.reading.text.push_str(text);
            }
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.reading.text.push_str(text);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(html, &piece.range),
            Event::SoftBreak if is_seamless(self.pieces, at) => {}
            Event::SoftBreak => self.reading.text.push(' '),
            Event::HardBreak => self.reading.text.push('\n'),
            Event::FootnoteReference(name) => {
                let note = self.notes.entry(name.to_lowercase()).or_default();
                note.used = true;
            }
            Event::Rule | Event::TaskListMarker(_) => {}
        }
        at + 1
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) -> usize {
        let range = self.pieces[at].range.clone();
        match tag {
            Tag::Paragraph => {
                let inner = at + 1..end_of(self.pieces, at) - 1;
                match classify(self.pieces, inner.clone()) {
                    Paragraph::Figure(_) => self.role = (inner.end, Role::Figure),
                    Paragraph::Gallery(_) => self.role = (inner.end, Role::Gallery),
                    Paragraph::Lines(lines) => {
                        let embeds = lines.iter().rev().filter_map(|line| match line {
                            Line::Embed(at, _) => Some(*at),
                            Line::Text(_) => None,
                        });
                        self.embeds.extend(embeds);
                    }
                    Paragraph::Text | Paragraph::Formula(_) => {}
                }
            }
            Tag::Heading { id, .. } => {
                let id = id.as_deref().filter(|id| !id.is_empty()).map(written_id);
                self.heading = Some((self.reading.text.len(), id));
            }
            Tag::CodeBlock(_) => {
                self.count();
                self.code = true;
            }
            // Nested blocks begin on a line of their own.
            Tag::List(_) | Tag::BlockQuote(_) | Tag::DefinitionList => self.line(),
            Tag::FootnoteDefinition(name) => {
                let note = self.notes.entry(name.to_lowercase()).or_default();
                if note.definition.is_some() {
                    self.problem(ProblemKind::DuplicateFootnote { name: name.to_string() }, range);
                } else {
                    note.definition = Some(range);
                    note.name = name.to_string();
                }
            }
            Tag::Link { link_type, dest_url, .. } => self.start_link(*link_type, dest_url, at),
            Tag::Image { dest_url, title, .. } => {
                let end = end_of(self.pieces, at);
                let alt = plain(&self.pieces[at + 1..end - 1]);
                let role = if at < self.role.0 { self.role.1 } else { Role::Picture };
                self.picture(dest_url, alt, title.to_string(), role, range);
                return end;
            }
            _ => {}
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level as u8, range),
            TagEnd::CodeBlock => {
                // Code is found by a search and not counted.
                self.code = false;
                self.counted = self.reading.text.len();
                self.line();
            }
            TagEnd::Link => self.end_link(),
            TagEnd::TableCell => {
                self.count();
                self.reading.text.push('\t');
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::HtmlBlock
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.line(),
            _ => {}
        }
    }

    fn end_heading(&mut self, level: u8, range: &Range<usize>) {
        let Some((from, written)) = self.heading.take() else {
            return;
        };
        let text = self.reading.text.get(from..).unwrap_or_default().trim().to_owned();
        let wanted = written.unwrap_or_else(|| slug(&text));
        let (id, changed) = self.ids.give(wanted.clone());
        if changed {
            self.problem(ProblemKind::DuplicateId { id: wanted }, range.clone());
        }
        if text.is_empty() {
            self.problem(ProblemKind::EmptyHeading, range.clone());
        }
        if level > self.level + 1 {
            self.problem(ProblemKind::HeadingSkip { from: self.level, to: level }, range.clone());
        }
        self.level = level;
        self.reading.outline.push(Heading { level, text, id, range: range.clone() });
        self.line();
    }

    fn start_link(&mut self, link_type: LinkType, href: &str, at: usize) {
        let range = self.pieces[at].range.clone();
        let kind = match link_type {
            _ if self.embeds.last() == Some(&at) => {
                self.embeds.pop();
                LinkKind::Embed
            }
            LinkType::Inline => LinkKind::Inline,
            LinkType::Autolink if self.text[range.start..].starts_with('<') => LinkKind::Autolink,
            LinkType::Autolink => LinkKind::Bare,
            LinkType::Email => LinkKind::Email,
            _ => LinkKind::Reference,
        };
        let href = if kind == LinkKind::Email { format!("mailto:{href}") } else { href.to_owned() };
        self.link = Some((self.reading.text.len(), self.reading.media.len(), href.clone(), range.clone()));
        self.add_link(href, kind, range);
    }

    fn end_link(&mut self) {
        let Some((from, pictures, href, range)) = self.link.take() else {
            return;
        };
        let text = self.reading.text.get(from..).unwrap_or_default();
        if text.trim().is_empty() && self.reading.media[pictures..].iter().all(|it| it.alt.is_empty()) {
            self.problem(ProblemKind::EmptyLinkText { href }, range);
        }
    }

    fn add_link(&mut self, href: String, kind: LinkKind, range: Range<usize>) {
        if let Some(fragment) = href.strip_prefix('#') {
            // A lone `#` leads to the top of the page.
            if !fragment.is_empty() {
                self.fragments.push((fragment.to_owned(), range.clone()));
            }
        } else if !address::is_safe(&href) {
            self.problem(ProblemKind::UnsafeAddress { address: href.clone() }, range.clone());
        }
        self.reading.links.push(Link { href, kind, range });
    }

    fn picture(&mut self, path: &str, alt: String, title: String, role: Role, range: Range<usize>) {
        if alt.trim().is_empty() {
            self.problem(ProblemKind::MissingAlt { path: path.to_owned() }, range.clone());
        }
        if !address::is_safe(path) {
            self.problem(ProblemKind::UnsafeAddress { address: path.to_owned() }, range.clone());
        }
        self.reading.media.push(Medium { path: path.to_owned(), alt, title, role, range });
    }

    /// Raw HTML: its links, pictures, ids and text.
    fn raw(&mut self, html: &str, range: &Range<usize>) {
        let mut unwelcome: Option<String> = None;
        for token in raw::tokens(html) {
            match token {
                Token::Close(name) => {
                    if unwelcome.as_ref() == Some(&name) {
                        unwelcome = None;
                    }
                    if !raw::is_inline(&name) {
                        self.line();
                    }
                }
                _ if unwelcome.is_some() => {}
                Token::Text(text) => self.raw_text(text),
                Token::Open(open) => {
                    let place = raw::place(html, range, &open.range);
                    if raw::is_unwelcome(&open.name) && !raw::is_void(&open.name) {
                        unwelcome = Some(open.name.clone());
                    }
                    if !raw::is_inline(&open.name) || open.name == "br" {
                        self.line();
                    }
                    self.raw_element(&open, &place);
                }
            }
        }
    }

    fn raw_element(&mut self, open: &raw::Open<'_>, place: &Range<usize>) {
        if let Some(id) = open.value("id")
            && raw::may_have_id(&open.name)
            && is_safe_id(id)
            && !self.ids.has(id)
        {
            self.ids.give(id.to_owned());
        }
        match (open.name.as_str(), open.value("href"), open.value("src")) {
            ("a", Some(href), _) => self.add_link(unescape(href), LinkKind::RawHtml, place.clone()),
            ("img", _, Some(src)) => {
                let text = |name| open.value(name).map(unescape).unwrap_or_default();
                self.picture(&unescape(src), text("alt"), text("title"), Role::RawHtml, place.clone());
            }
            ("audio" | "video" | "source", _, Some(src)) => self.reading.media.push(Medium {
                path: unescape(src),
                alt: String::new(),
                title: String::new(),
                role: Role::RawHtml,
                range: place.clone(),
            }),
            _ => {}
        }
    }

    /// Text between raw tags: white space as a browser shows it.
    fn raw_text(&mut self, text: &str) {
        let text = unescape(text);
        for (number, word) in text.split_ascii_whitespace().enumerate() {
            let parted = number > 0 || text.starts_with(SPACE);
            if parted && !self.reading.text.ends_with(SPACE) && !self.reading.text.is_empty() {
                self.reading.text.push(' ');
            }
            self.reading.text.push_str(word);
        }
        if text.ends_with(SPACE) && !self.reading.text.ends_with(char::is_whitespace) {
            self.reading.text.push(' ');
        }
    }

    /// Marks in running text: `TK`, and references to footnotes that are not there.
    fn marks(&mut self, text: &str, range: &Range<usize>) {
        if !stands(self.text, range, text) {
            return;
        }
        for (at, pair) in text.as_bytes().windows(2).enumerate() {
            match pair {
                b"TK" => self.placeholder(range.start + at),
                b"[^" => self.undefined_footnote(&text[at + 2..], range.start + at),
                b"{{" | b"{%" | b"[[" | b"[c" => self.foreign_tag(&text[at..], range.start + at),
                _ => {}
            }
        }
    }

    /// `TK` as a word of its own, `TKTK` too.
    fn placeholder(&mut self, at: usize) {
        let is_word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
        if !is_word(self.text[..at].chars().next_back())
            && !is_word(self.text[at..].trim_start_matches("TK").chars().next())
        {
            self.problem(ProblemKind::Placeholder, at..at + 2);
        }
    }

    /// Hugo's and Zola's shortcodes, Liquid's tags, wiki links, WordPress's captions.
    fn foreign_tag(&mut self, text: &str, at: usize) {
        let closed = |open: &str, close: &str| text.starts_with(open) && text[open.len()..].contains(close);
        let is_tag =
            closed("{{", "}}") || closed("{%", "%}") || closed("[[", "]]") || text.starts_with("[caption ");
        if is_tag && !self.text[..at].ends_with('\\') {
            let tag: String = text.chars().take(TAG_SHOWN).collect();
            self.problem(ProblemKind::ForeignTag { tag }, at..at + 2);
        }
    }

    fn undefined_footnote(&mut self, text: &str, at: usize) {
        let close = text.bytes().take(64).position(|byte| byte == b']');
        let name = close.map(|close| &text[..close]).filter(|name| {
            !name.is_empty() && !name.contains(|char: char| char.is_whitespace() || char == '[')
        });
        if let Some(name) = name
            && !self.text[..at].ends_with('\\')
        {
            self.problem(ProblemKind::UndefinedFootnote { name: name.to_owned() }, at..at + name.len() + 3);
        }
    }

    /// Ends the line of plain text, and counts it.
    fn line(&mut self) {
        self.count();
        let trimmed = self.reading.text.trim_end_matches([' ', '\t']).len();
        self.reading.text.truncate(trimmed);
        if !self.reading.text.is_empty() && !self.reading.text.ends_with('\n') {
            self.reading.text.push('\n');
        }
        self.counted = self.reading.text.len();
    }

    fn count(&mut self) {
        let from = self.counted.min(self.reading.text.len());
        if !self.code {
            self.reading.counts.add(&self.reading.text[from..]);
        }
        self.counted = self.reading.text.len();
    }

    fn problem(&mut self, kind: ProblemKind, range: Range<usize>) {
        if self.reading.problems.len() < MAX_PROBLEMS {
            self.reading.problems.push(Problem { kind, range });
        }
    }
}

/// White space that HTML folds; a no-break space is none.
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// A fragment as the id that it means.
pub(crate) fn percent_decoded(fragment: &str) -> String {
    let bytes = fragment.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| fragment.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()))
            .flatten();
        out.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| fragment.to_owned())
}
