//! Pieces as HTML.
//!
//! Begin at [`Writer::block`]. What this module writes is safe by construction: every text goes through `escape`, every
//! address through `address`, every class and id through the questions that the sanitiser asks too, and elements are
//! always closed in the order in which they were opened. A block in which raw HTML stands goes through the sanitiser
//! besides. Raw HTML itself is in
//! `write_raw`; links, pictures and embeds are in `write_media`; footnotes in `write_notes`.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, Tag, TagEnd};

use crate::code::highlight_code;
use crate::dialect::{MAX_HIGHLIGHT_ARTICLE_BYTES, MAX_NESTING, MAX_PROBLEMS};
use crate::escape;
use crate::footnotes::Footnotes;
use crate::options::Options;
use crate::paragraph::{Line, Paragraph, classify, is_seamless};
use crate::parse::{Piece, end_of};
use crate::rendered::{Heading, Problem, ProblemKind};
use crate::slug::Ids;

pub(crate) struct Writer<'a> {
    pub(crate) pieces: &'a [Piece<'a>],
    pub(crate) options: &'a Options<'a>,
    outline: &'a [Heading],
    /// The ids of the headings, made when raw HTML first asks.
    heading_ids: Option<HashSet<&'a str>>,
    pub(crate) ids: &'a Ids,
    pub(crate) notes: Footnotes,
    pub(crate) out: String,
    problems: Vec<Problem>,
    /// Whether raw HTML stands in this block.
    pub(crate) has_raw: bool,
    /// The raw elements that are open; nothing where an element of ours began, which they may not outlive.
    pub(crate) open: Vec<Option<String>>,
    /// The raw element whose content is left out.
    pub(crate) muted: Option<String>,
    /// Ids in raw HTML that were printed.
    pub(crate) raw_ids: HashSet<String>,
    /// For each container around: whether it is printed.
    containers: Vec<bool>,
    /// How many of them are printed and may hold others.
    nesting: usize,
    pub(crate) in_link: bool,
    alignments: Vec<Alignment>,
    cell: usize,
    head: bool,
    /// Bytes of code that were looked at for colours.
    highlighted: usize,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(
        pieces: &'a [Piece<'a>],
        options: &'a Options<'a>,
        outline: &'a [Heading],
        ids: &'a Ids,
        notes: Footnotes,
    ) -> Self {
        Self {
            pieces,
            options,
            outline,
            heading_ids: None,
            ids,
            notes,
            out: String::new(),
            problems: Vec::new(),
            has_raw: false,
            open: Vec::new(),
            muted: None,
            raw_ids: HashSet::new(),
            containers: Vec::new(),
            nesting: 0,
            in_link: false,
            alignments: Vec::new(),
            cell: 0,
            head: false,
            highlighted: 0,
        }
    }

    /// The HTML of one top-level block.
    pub(crate) fn block(&mut self, span: Range<usize>) -> String {
        self.has_raw = false;
        self.span(span);
        self.leave_all();
        let html = std::mem::take(&mut self.out);
        if self.has_raw { self.options.allow.sanitiser().clean(&html) } else { html }
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    pub(crate) fn problem(&mut self, kind: ProblemKind, range: Range<usize>) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem { kind, range });
        }
    }

    /// Writes all pieces of a span.
    pub(crate) fn span(&mut self, span: Range<usize>) {
        let mut at = span.start;
        while at < span.end {
            at = self.piece(at);
        }
    }

    /// Writes the piece at `at`, with all inside it where that is one thing. Says which piece comes next.
    fn piece(&mut self, at: usize) -> usize {
        let pieces = self.pieces;
        let piece = &pieces[at];
        match &piece.event {
            Event::Start(tag) => return self.start(tag, at),
            Event::End(tag) => self.end(*tag),
            Event::Html(html) => self.raw(html, &piece.range, false),
            Event::InlineHtml(html) => self.raw(html, &piece.range, true),
            Event::Rule => {
                self.begin_block();
                self.out.push_str("<hr>\n");
            }
            _ if self.muted.is_some() => {}
            Event::Text(text) => escape::text(&mut self.out, text),
            Event::Code(text) => self.wrapped("<code>", text, "</code>"),
            Event::InlineMath(tex) => self.wrapped("<span class=\"math inline\">", tex, "</span>"),
            Event::DisplayMath(tex) => self.wrapped("<span class=\"math display\">", tex, "</span>"),
            Event::SoftBreak if is_seamless(pieces, at) => {}
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::FootnoteReference(name) => self.reference(name),
            Event::TaskListMarker(done) => self.task(*done),
        }
        at + 1
    }

    /// Whether a heading has this id.
    pub(crate) fn has_heading_id(&mut self, id: &str) -> bool {
        let outline = self.outline;
        self.heading_ids
            .get_or_insert_with(|| outline.iter().map(|heading| heading.id.as_str()).collect())
            .contains(id)
    }

    fn wrapped(&mut self, before: &str, text: &str, after: &str) {
        self.out.push_str(before);
        escape::text(&mut self.out, text);
        self.out.push_str(after);
    }

    fn start(&mut self, tag: &Tag<'a>, at: usize) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(at),
            Tag::Heading { classes, .. } => self.heading(classes, at),
            Tag::BlockQuote(kind) => self.quote(*kind, at),
            Tag::CodeBlock(kind) => return self.code(kind, at),
            Tag::List(first) => self.list(*first, at),
            Tag::Item => self.item(at),
            Tag::DefinitionList => self.container("<dl>\n", at),
            Tag::DefinitionListTitle => self.part("<dt>"),
            Tag::DefinitionListDefinition => self.part("<dd>"),
            Tag::Table(alignments) => {
                self.begin_block();
                self.alignments.clone_from(alignments);
                self.out.push_str("<div class=\"table\"");
                self.scrolling("region", &self.options.texts.table);
                self.out.push_str("><table>\n");
                self.enter();
            }
            Tag::TableHead => {
                self.out.push_str("<thead>\n<tr>\n");
                (self.cell, self.head) = (0, true);
            }
            Tag::TableRow => {
                self.out.push_str(if self.head { "<tbody>\n<tr>\n" } else { "<tr>\n" });
                (self.cell, self.head) = (0, false);
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.inline("<em>"),
            Tag::Strong => self.inline("<strong>"),
            Tag::Strikethrough => self.inline("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                return self.link(*link_type, dest_url, title, at);
            }
            Tag::Image { dest_url, title, .. } => return self.picture(dest_url, title, at, false),
            Tag::FootnoteDefinition(_) => return end_of(self.pieces, at),
            Tag::HtmlBlock => self.line(),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                self.leave();
                let level = self.level(level as u8);
                self.tag("</h", level, ">\n");
            }
            TagEnd::BlockQuote(None) => self.end_container("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.end_container("</div>\n"),
            TagEnd::List(true) => self.end_container("</ol>\n"),
            TagEnd::List(false) => self.end_container("</ul>\n"),
            TagEnd::DefinitionList => self.end_container("</dl>\n"),
            TagEnd::Item => self.end_part("</li>\n"),
            TagEnd::DefinitionListTitle => self.end_part("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.end_part("</dd>\n"),
            TagEnd::Table => {
                self.leave();
                self.out.push_str(if self.head { "</table></div>\n" } else { "</tbody>\n</table></div>\n" });
            }
            TagEnd::TableHead => self.out.push_str("</tr>\n</thead>\n"),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.leave();
                self.out.push_str(if self.head { "</th>\n" } else { "</td>\n" });
                self.cell += 1;
            }
            TagEnd::Emphasis => self.end_inline("</em>"),
            TagEnd::Strong => self.end_inline("</strong>"),
            TagEnd::Strikethrough => self.end_inline("</del>"),
            TagEnd::HtmlBlock => {
                self.muted = None;
                self.line();
            }
            _ => {}
        }
    }

    fn inline(&mut self, tag: &str) {
        self.out.push_str(tag);
        self.enter();
    }

    fn end_inline(&mut self, tag: &str) {
        self.leave();
        self.out.push_str(tag);
    }

    /// `before`, a heading's level, `after`.
    fn tag(&mut self, before: &str, level: u8, after: &str) {
        self.out.push_str(before);
        self.out.push(char::from(b'0' + level));
        self.out.push_str(after);
    }

    fn level(&self, level: u8) -> u8 {
        level.saturating_add(self.options.heading_shift).clamp(1, 6)
    }

    /// Begins a block of ours: on a line of its own, and not inside a raw `<p>`.
    pub(crate) fn begin_block(&mut self) {
        self.close_raw_paragraph();
        self.line();
    }

    pub(crate) fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Begins a container, if there are not too many around it.
    fn container(&mut self, tag: &str, at: usize) {
        let printed = self.nesting < MAX_NESTING;
        self.begin_block();
        if printed {
            self.out.push_str(tag);
            self.nesting += 1;
        } else {
            self.problem(ProblemKind::NestedTooDeep, self.pieces[at].range.clone());
        }
        self.containers.push(printed);
        self.enter();
    }

    fn end_container(&mut self, tag: &str) {
        self.leave();
        if self.containers.pop() == Some(true) {
            self.line();
            self.out.push_str(tag);
            self.nesting -= 1;
        }
    }

    /// Begins a part of a container: it is printed where the container is.
    fn part(&mut self, tag: &str) {
        let printed = self.containers.last().copied().unwrap_or(true);
        self.line();
        if printed {
            self.out.push_str(tag);
        }
        self.containers.push(printed);
        self.enter();
    }

    fn end_part(&mut self, tag: &str) {
        self.leave();
        if self.containers.pop() == Some(true) {
            self.out.push_str(tag);
        }
    }

    fn paragraph(&mut self, at: usize) -> usize {
        let end = end_of(self.pieces, at);
        let inner = at + 1..end - 1;
        self.begin_block();
        match classify(self.pieces, inner.clone()) {
            Paragraph::Text => self.text(inner),
            Paragraph::Figure(span) => self.figure(span),
            Paragraph::Gallery(spans) => {
                self.out.push_str("<div class=\"gallery\">\n");
                for span in spans {
                    self.figure(span);
                }
                self.out.push_str("</div>\n");
            }
            Paragraph::Formula(index) => {
                if let Event::DisplayMath(tex) = &self.pieces[index].event {
                    self.wrapped("<div class=\"math display\">", tex.trim(), "</div>\n");
                }
            }
            Paragraph::Lines(lines) => {
                for line in lines {
                    match line {
                        Line::Text(span) => self.text(span),
                        Line::Embed(index, video) => self.embed(index, &video),
                    }
                }
            }
        }
        self.muted = None;
        end
    }

    fn text(&mut self, span: Range<usize>) {
        self.out.push_str("<p>");
        self.enter();
        self.span(span);
        self.leave();
        self.out.push_str("</p>\n");
        self.muted = None;
    }

    fn heading(&mut self, classes: &[CowStr<'a>], at: usize) {
        let range = &self.pieces[at].range;
        self.begin_block();
        let level = match &self.pieces[at].event {
            Event::Start(Tag::Heading { level, .. }) => self.level(*level as u8),
            _ => 1,
        };
        self.tag("<h", level, "");
        let known = self.outline.partition_point(|heading| heading.range.start < range.start);
        if let Some(heading) = self.outline.get(known).filter(|heading| heading.range == *range) {
            self.out.push_str(" id=\"");
            escape::attribute(&mut self.out, &heading.id);
            self.out.push('"');
        }
        let mut kept = String::new();
        for class in classes {
            if self.options.allow.class(class) {
                kept.push_str(if kept.is_empty() { "" } else { " " });
                kept.push_str(class);
            } else {
                self.problem(ProblemKind::ClassRemoved { class: class.to_string() }, range.clone());
            }
        }
        if !kept.is_empty() {
            self.out.push_str(" class=\"");
            escape::attribute(&mut self.out, &kept);
            self.out.push('"');
        }
        self.out.push('>');
        self.enter();
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>, at: usize) {
        let (name, index) = match kind {
            None => return self.container("<blockquote>\n", at),
            Some(BlockQuoteKind::Note) => ("note", 0),
            Some(BlockQuoteKind::Tip) => ("tip", 1),
            Some(BlockQuoteKind::Important) => ("important", 2),
            Some(BlockQuoteKind::Warning) => ("warning", 3),
            Some(BlockQuoteKind::Caution) => ("caution", 4),
        };
        let mut title = String::new();
        escape::text(&mut title, &self.options.texts.alerts[index]);
        self.container(
            &format!(
                "<div class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
            ),
            at,
        );
    }

    fn list(&mut self, first: Option<u64>, at: usize) {
        match first {
            None => self.container("<ul>\n", at),
            Some(1) => self.container("<ol>\n", at),
            Some(first) => self.container(&format!("<ol start=\"{first}\">\n"), at),
        }
    }

    fn item(&mut self, at: usize) {
        let marker = |piece: Option<&Piece<'_>>| {
            matches!(piece.map(|piece| &piece.event), Some(Event::TaskListMarker(_)))
        };
        let loose = matches!(self.pieces.get(at + 1).map(|it| &it.event), Some(Event::Start(Tag::Paragraph)));
        let task = marker(self.pieces.get(at + 1)) || (loose && marker(self.pieces.get(at + 2)));
        self.part(if task { "<li class=\"task\">" } else { "<li>" });
    }

    fn task(&mut self, done: bool) {
        let texts = self.options.texts;
        self.out.push_str("<input type=\"checkbox\" disabled=\"\"");
        self.out.push_str(if done { " checked=\"\"" } else { "" });
        self.out.push_str(" aria-label=\"");
        escape::attribute(&mut self.out, if done { &texts.done } else { &texts.to_do });
        self.out.push_str("\"> ");
    }

    fn start_cell(&mut self) {
        self.out.push_str(if self.head { "<th" } else { "<td" });
        self.out.push_str(match self.alignments.get(self.cell) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            _ => ">",
        });
        self.enter();
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, at: usize) -> usize {
        let end = end_of(self.pieces, at);
        let mut code = String::new();
        for piece in &self.pieces[at + 1..end - 1] {
            if let Event::Text(text) = &piece.event {
                code.push_str(text);
            }
        }
        let language = match kind {
            CodeBlockKind::Fenced(info) => language(info),
            CodeBlockKind::Indented => "",
        };
        self.begin_block();
        self.out.push_str("<pre");
        // No region: a page may have dozens, and a screen reader lists regions.
        self.scrolling("group", &self.options.texts.code);
        self.out.push_str("><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            escape::attribute(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
        let mut coloured = None;
        if self.options.highlight && !language.is_empty() {
            self.highlighted += code.len();
            if self.highlighted <= MAX_HIGHLIGHT_ARTICLE_BYTES {
                coloured = highlight_code(language, &code);
            }
        }
        match coloured {
            Some(html) => self.out.push_str(&html),
            None => escape::text(&mut self.out, &code),
        }
        self.out.push_str("</code></pre>\n");
        end
    }
}

impl Writer<'_> {
    /// The attributes of what may scroll, so that it can be reached by keyboard.
    fn scrolling(&mut self, role: &str, name: &str) {
        if self.options.scrolls {
            self.out.extend([" tabindex=\"0\" role=\"", role, "\" aria-label=\""]);
            escape::attribute(&mut self.out, name);
            self.out.push('"');
        }
    }
}

/// The language of a code fence: the first word of what stands behind it, if it may be part of a class.
fn language(info: &str) -> &str {
    let word =
        info.split(|char: char| char.is_whitespace() || matches!(char, ',' | '{' | '}')).next().unwrap_or("");
    let sound = word.len() <= 32
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+' | b'#' | b'.'));
    if sound { word } else { "" }
}
