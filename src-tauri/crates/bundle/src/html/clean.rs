//! From any HTML to a few plain tags: what is text, heading, list, table, link or picture, and nothing of how it looked.
//!
//! One walk over the tree. Emphasis is opened where it is needed and closed late, so that a word in three pieces of one
//! face is one word; lists of Word's, which are paragraphs, are opened and closed by their levels.

use std::fmt::Write as _;

use markup5ever_rcdom::{Handle, NodeData};

use super::office::{self, Emphasis};
use super::tree::{
    DEPTH_MAX, attribute, cells_of, find, find_class, has_title, is_note, language_of, list_sign, name,
    pictures_of, rows_of, text_of, words_of,
};
use super::write::{AS_IS, NOTE};
use super::{Dropped, Page};

/// Most columns that a table gets for a cell that claims to run over many.
const SPAN_MAX: usize = 50;

/// Answers clean HTML, and what is not in it.
pub(super) fn clean(document: &Handle, page: Page<'_>) -> (String, Dropped) {
    let shift = usize::from(!page.keeps_levels && has_title(document, 0));
    let mut walk = Walk { page, shift, ..Walk::default() };
    walk.children(document, Emphasis::default());
    walk.end_block();
    walk.close_lists(0);
    (walk.out, walk.dropped)
}

#[derive(Default)]
struct Walk<'p> {
    page: Page<'p>,
    out: String,
    dropped: Dropped,
    depth: usize,
    /// How many levels headings go down.
    shift: usize,
    /// What is open in the output just now.
    open: Emphasis,
    /// Whether only text may stand here: in a cell, a heading, an item's first line.
    in_line: bool,
    /// Whether anything stands in the block already: a line break before it is there for looks.
    begun: bool,
    /// Inside Word's footnotes.
    in_notes: bool,
    /// Word's lists that are open: for each whether it counts.
    lists: Vec<bool>,
}

impl Walk<'_> {
    fn children(&mut self, node: &Handle, emphasis: Emphasis) {
        if self.depth == DEPTH_MAX {
            return;
        }
        self.depth += 1;
        for child in node.children.borrow().iter() {
            self.node(child, emphasis);
        }
        self.depth -= 1;
    }

    fn node(&mut self, node: &Handle, emphasis: Emphasis) {
        match &node.data {
            NodeData::Text { contents } => self.text(&contents.borrow(), emphasis),
            NodeData::Element { .. } => self.element(node, emphasis),
            NodeData::Document => self.children(node, emphasis),
            _ => {}
        }
    }

    fn element(&mut self, node: &Handle, emphasis: Emphasis) {
        let tag = name(node);
        let style = attribute(node, "style");
        // The sign before an item of Word's is in the list that was made of it.
        if office::is_hidden(&style) || office::is_sign(&style) {
            return;
        }
        if style.contains("mso-element:footnote")
            && let Some(number) = office::footnote_of(&attribute(node, "id"))
        {
            return self.footnote(node, number);
        }
        let inner = emphasis.within(&tag, &style);
        match tag.as_str() {
            "head" | "script" | "style" | "meta" | "link" | "title" | "xml" | "template" | "noscript"
            | "input" | "button" | "select" | "textarea" => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, &tag),
            "p" => self.paragraph(node, inner, &style),
            "ul" | "ol" => self.list(node, &tag, emphasis),
            "table" => self.table(node, emphasis),
            "pre" => self.code_block(node),
            "code" | "kbd" | "samp" | "tt" => self.tagged("code", &text_of(node), inner),
            "a" => self.link(node, inner),
            "img" => self.picture(node, ""),
            "figure" => self.figure(node, inner),
            // What Markdown has no sign for and keeps as it is.
            "sub" | "sup" | "mark" if !text_of(node).trim().is_empty() && !is_note(node) => {
                self.kept(node, &tag, emphasis);
            }
            "br" if self.in_line => self.out.push(' '),
            "br" => self.out.push_str(if self.begun { "<br>" } else { "" }),
            "blockquote" => self.block("blockquote", |walk| walk.children(node, inner)),
            "iframe" | "video" | "audio" | "object" | "embed" | "svg" | "canvas" | "form" => {
                self.object(node, &tag);
            }
            // Word hides the deleted words of tracked changes in `del`; on the web that is a line through them.
            "del" if !attribute(node, "datetime").is_empty() => self.dropped.deletions += 1,
            _ if style.contains("mso-element:comment")
                || attribute(node, "class").contains("MsoCommentReference") =>
            {
                self.comment(node);
            }
            // The line above Word's footnotes is drawn by the page.
            "hr" if self.in_notes => {}
            "hr" => self.block("hr", |_| ()),
            _ if style.contains("mso-element:footnote-list") => {
                self.in_notes = true;
                self.children(node, emphasis);
                self.in_notes = false;
            }
            "body" | "html" => self.children(node, emphasis),
            "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav" | "center"
            | "address" | "figcaption" | "details" | "summary" | "dl" | "dt" | "dd" | "fieldset" | "td"
            | "tr" | "tbody" => {
                self.block("div", |walk| walk.children(node, inner));
            }
            _ => self.children(node, inner),
        }
    }

    fn text(&mut self, text: &str, emphasis: Emphasis) {
        let text = spaces(text);
        if !text.trim().is_empty() {
            self.emphasise(emphasis);
            self.begun = true;
        }
        escape(&text, &mut self.out);
    }

    /// Closes and opens what it takes to get from the open emphasis to this one.
    fn emphasise(&mut self, wanted: Emphasis) {
        if self.open == wanted {
            return;
        }
        let tags = |of: Emphasis| [(of.strong, "strong"), (of.italic, "em"), (of.struck, "del")];
        let (open, wanted_tags) = (tags(self.open), tags(wanted));
        let stays = open.iter().zip(&wanted_tags).take_while(|(open, wanted)| open == wanted).count();
        // Spaces at an edge stand outside of it, or they would be no emphasis in Markdown.
        let words = self.out.trim_end_matches([' ', '\n']).len();
        let spaces = self.out.split_off(words);
        for (_, tag) in open[stays..].iter().rev().filter(|(is_open, _)| *is_open) {
            let _ = write!(self.out, "</{tag}>");
        }
        self.out.push_str(&spaces);
        for (_, tag) in wanted_tags[stays..].iter().filter(|(is_wanted, _)| *is_wanted) {
            let _ = write!(self.out, "<{tag}>");
        }
        self.open = wanted;
    }

    /// What begins or ends here is a block: no emphasis runs over its edge.
    fn end_block(&mut self) {
        self.emphasise(Emphasis::default());
        if !self.in_line {
            let words = self.out.trim_end_matches("<br>").len();
            self.out.truncate(words);
            self.begun = false;
        }
    }

    fn block(&mut self, tag: &str, inside: impl FnOnce(&mut Self)) {
        self.end_block();
        if self.in_line {
            self.out.push(' ');
            inside(self);
            self.end_block();
            self.out.push(' ');
            return;
        }
        self.close_lists(0);
        let _ = write!(self.out, "<{tag}>");
        inside(self);
        self.end_block();
        self.close_lists(0);
        let _ = write!(self.out, "</{tag}>");
    }

    /// Only text inside, whatever stands there.
    fn line(&mut self, inside: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.in_line, true);
        inside(self);
        self.end_block();
        self.in_line = before;
    }

    fn heading(&mut self, node: &Handle, tag: &str) {
        let level = tag[1..].parse::<usize>().map_or(2, |level| (level + self.shift).min(6));
        if text_of(node).trim().is_empty() {
            return self.children(node, Emphasis::default());
        }
        // A heading is bold by itself.
        self.block(&format!("h{level}"), |walk| walk.line(|walk| walk.plain(node)));
    }

    /// The words of a node with their links, without emphasis.
    fn plain(&mut self, node: &Handle) {
        let from = self.out.len();
        self.children(node, Emphasis::default());
        self.emphasise(Emphasis::default());
        for tag in ["<strong>", "</strong>"] {
            let plain = self.out[from..].replace(tag, "");
            self.out.truncate(from);
            self.out.push_str(&plain);
        }
    }

    fn paragraph(&mut self, node: &Handle, emphasis: Emphasis, style: &str) {
        if let Some(level) = office::list_level(style) {
            return self.item(node, emphasis, level);
        }
        // Empty paragraphs are how word processors make room.
        if text_of(node).trim().is_empty() && find(node, "img", 0).is_none() {
            return self.children(node, emphasis);
        }
        self.block("p", |walk| walk.children(node, emphasis));
    }

    /// A paragraph of Word's that is an item of a list.
    fn item(&mut self, node: &Handle, emphasis: Emphasis, level: usize) {
        self.end_block();
        let sign = list_sign(node, 0).unwrap_or_default();
        let counted = office::counts(&sign);
        self.close_lists(level);
        if self.lists.len() == level && self.lists.last() != Some(&counted) {
            self.close_lists(level - 1);
        }
        if self.lists.len() == level {
            self.out.push_str("</li>");
        }
        while self.lists.len() < level {
            self.out.push_str(if counted { "<ol>" } else { "<ul>" });
            self.lists.push(counted);
            if self.lists.len() < level {
                self.out.push_str("<li>");
            }
        }
        self.out.push_str("<li>");
        self.line(|walk| walk.children(node, emphasis));
    }

    /// Closes Word's lists down to this many.
    fn close_lists(&mut self, to: usize) {
        while self.lists.len() > to {
            let counted = self.lists.pop().unwrap_or_default();
            self.out.push_str(if counted { "</li></ol>" } else { "</li></ul>" });
        }
    }

    fn list(&mut self, node: &Handle, tag: &str, emphasis: Emphasis) {
        if self.in_line {
            // Of a list in a cell the items stay apart; what stands between them comes along.
            let mut is_first = true;
            for child in node.children.borrow().iter() {
                if matches!(name(child).as_str(), "li" | "ul" | "ol") {
                    self.out.push_str(if std::mem::take(&mut is_first) { " " } else { "; " });
                }
                self.node(child, emphasis);
                self.end_block();
            }
            return;
        }
        self.end_block();
        self.close_lists(0);
        let items = node.children.borrow();
        let mut notes = items.iter().filter(|item| name(item) == "li").peekable();
        if notes.peek().is_some() && notes.all(|item| office::footnote_of(&attribute(item, "id")).is_some()) {
            for item in items.iter() {
                if let Some(number) = office::footnote_of(&attribute(item, "id")) {
                    self.footnote(item, number);
                }
            }
            return;
        }
        let start = attribute(node, "start").parse::<u32>().ok().filter(|_| tag == "ol");
        let _ = match start {
            Some(start) => write!(self.out, "<{tag} start=\"{start}\">"),
            None => write!(self.out, "<{tag}>"),
        };
        let mut open = false;
        for child in items.iter() {
            match name(child).as_str() {
                "li" => {
                    self.out.push_str(if open { "</li><li>" } else { "<li>" });
                    open = true;
                    self.item_content(child, emphasis);
                }
                // Google Docs writes lists beside the item that they belong to.
                "ul" | "ol" => {
                    if !std::mem::replace(&mut open, true) {
                        self.out.push_str("<li>");
                    }
                    self.node(child, emphasis);
                }
                _ => {}
            }
        }
        self.out.push_str(if open { "</li>" } else { "" });
        let _ = write!(self.out, "</{tag}>");
    }

    /// An item's first paragraph stands beside its sign.
    fn item_content(&mut self, item: &Handle, emphasis: Emphasis) {
        let inner = emphasis.within("", &attribute(item, "style"));
        let mut first = true;
        for child in item.children.borrow().iter() {
            if first && name(child) == "p" {
                self.children(child, inner.within("", &attribute(child, "style")));
                self.end_block();
            } else {
                self.node(child, inner);
            }
            first &= text_of(child).trim().is_empty();
        }
        self.end_block();
    }

    fn table(&mut self, node: &Handle, emphasis: Emphasis) {
        let mut rows = Vec::new();
        rows_of(node, &mut rows, 0);
        let cells = rows.iter().map(|row| cells_of(row).len()).max().unwrap_or(0);
        // A table of one cell, or one in a cell, is for looks.
        if self.in_line || cells < 2 {
            return self.block("div", |walk| {
                for cell in rows.iter().flat_map(cells_of) {
                    walk.block("div", |walk| walk.children(&cell, emphasis));
                }
            });
        }
        // By column, how many rows below still belong to a cell from above.
        let mut below = Vec::new();
        self.block("table", |walk| {
            for (at, row) in rows.iter().enumerate() {
                let tag = if at == 0 { "th" } else { "td" };
                walk.out.push_str(match at {
                    0 => "<thead><tr>",
                    1 => "<tbody><tr>",
                    _ => "<tr>",
                });
                let inner = if at == 0 { Emphasis::default() } else { emphasis };
                let mut column = 0;
                for cell in cells_of(row) {
                    column += walk.empty_cells(tag, column, &mut below);
                    column += walk.cell(&cell, tag, inner, (column, &mut below));
                }
                walk.empty_cells(tag, column, &mut below);
                walk.out.push_str(if at == 0 { "</tr></thead>" } else { "</tr>" });
            }
            walk.out.push_str(if rows.len() > 1 { "</tbody>" } else { "" });
        });
    }

    /// Cells in the columns, from this one on, that a cell from above reaches into. Answers how many.
    fn empty_cells(&mut self, tag: &str, column: usize, below: &mut [usize]) -> usize {
        let mut count = 0;
        for rows in below.iter_mut().skip(column).take_while(|rows| **rows > 0) {
            *rows -= 1;
            count += 1;
            let _ = write!(self.out, "<{tag}></{tag}>");
        }
        count
    }

    /// A cell, and empty ones where it is wide. Answers how many columns it takes, and notes which rows below it reaches into.
    fn cell(
        &mut self,
        cell: &Handle,
        tag: &str,
        emphasis: Emphasis,
        (column, below): (usize, &mut Vec<usize>),
    ) -> usize {
        let span = |name| attribute(cell, name).parse::<usize>().unwrap_or(1).clamp(1, SPAN_MAX);
        let (wide, high) = (span("colspan"), span("rowspan"));
        self.dropped.merged_cells += usize::from(wide > 1 || high > 1);
        let _ = write!(self.out, "<{tag}>");
        self.line(|walk| if tag == "th" { walk.plain(cell) } else { walk.children(cell, emphasis) });
        let _ = write!(self.out, "</{tag}>");
        for _ in 1..wide {
            let _ = write!(self.out, "<{tag}></{tag}>");
        }
        if below.len() < column + wide {
            below.resize(column + wide, 0);
        }
        below[column..column + wide].fill(high - 1);
        wide
    }

    fn code_block(&mut self, node: &Handle) {
        let language =
            find(node, "code", 0).and_then(|code| language_of(&code)).or_else(|| language_of(node));
        self.block("pre", |walk| {
            walk.out.push_str("<code");
            if let Some(language) = language {
                walk.attribute("class", &language);
            }
            walk.out.push('>');
            escape(&text_of(node), &mut walk.out);
            walk.out.push_str("</code>");
        });
    }

    fn tagged(&mut self, tag: &str, text: &str, emphasis: Emphasis) {
        self.emphasise(emphasis);
        self.begun = true;
        let _ = write!(self.out, "<{tag}>");
        escape(text, &mut self.out);
        let _ = write!(self.out, "</{tag}>");
    }

    fn link(&mut self, node: &Handle, emphasis: Emphasis) {
        let href = attribute(node, "href");
        match office::footnote(&href) {
            Some((_, true)) => return,
            Some((number, false)) => return self.as_is(&format!("[^{number}]")),
            None => {}
        }
        let Some(address) = self.address(&href).filter(|_| !text_of(node).trim().is_empty()) else {
            return self.children(node, emphasis);
        };
        self.link_to(&address, |walk| walk.children(node, emphasis));
    }

    fn link_to(&mut self, address: &str, inside: impl FnOnce(&mut Self)) {
        self.emphasise(Emphasis::default());
        self.out.push_str("<a");
        self.attribute("href", address);
        self.out.push('>');
        inside(self);
        self.emphasise(Emphasis::default());
        self.out.push_str("</a>");
    }

    /// The address that is meant, with its host.
    fn address(&self, written: &str) -> Option<String> {
        office::address(written).or_else(|| {
            let written = written.trim();
            let is_on_page = written.is_empty() || written.starts_with('#');
            let meant = self.page.address.filter(|_| !is_on_page)?.join(written).ok()?;
            office::address(meant.as_str())
        })
    }

    fn kept(&mut self, node: &Handle, tag: &str, emphasis: Emphasis) {
        self.emphasise(emphasis);
        self.begun = true;
        self.as_is(&format!("<{tag}>"));
        self.children(node, emphasis);
        self.emphasise(emphasis);
        self.as_is(&format!("</{tag}>"));
    }

    fn as_is(&mut self, text: &str) {
        let _ = write!(self.out, "<{AS_IS}");
        self.attribute("text", text);
        let _ = write!(self.out, "></{AS_IS}>");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.out, " {name}=\"");
        escape(value, &mut self.out);
        self.out.push('"');
    }

    fn picture(&mut self, node: &Handle, caption: &str) {
        // Pages that load their pictures late have the address beside.
        let written = ["src", "data-src", "data-lazy-src"].map(|name| attribute(node, name));
        let written = written.iter().filter(|src| !src.is_empty() && !src.starts_with("data:"));
        let on_the_web = written.filter_map(|src| self.address(src)).find(|src| src.starts_with("http"));
        let Some(address) = on_the_web else {
            self.dropped.pictures += 1;
            return;
        };
        self.emphasise(Emphasis::default());
        self.begun = true;
        self.out.push_str("<img");
        self.attribute("src", &address);
        self.attribute("alt", spaces(&attribute(node, "alt")).trim());
        if !caption.is_empty() {
            self.attribute("title", caption);
        }
        self.out.push('>');
    }

    fn figure(&mut self, node: &Handle, emphasis: Emphasis) {
        let (class, words) = (attribute(node, "class"), words_of(&text_of(node)));
        let caption = |node: &Handle| find(node, "figcaption", 0).map(|caption| words_of(&text_of(&caption)));
        if class.contains("wp-block-embed") && self.address(&words).is_some() {
            // The address by itself, which its editor shows as what is there.
            return self.block("p", |walk| walk.as_is(&words));
        }
        if class.contains("bookmark-card")
            && let Some(link) = find(node, "a", 0)
            && let Some(address) = self.address(&attribute(&link, "href"))
        {
            let title = find_class(&link, "bookmark-title", 0).map(|title| words_of(&text_of(&title)));
            let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| address.clone());
            return self.block("p", |walk| walk.link_to(&address, |walk| escape(&title, &mut walk.out)));
        }
        let mut pictures = Vec::new();
        pictures_of(node, None, &mut pictures, 0);
        match pictures.as_slice() {
            [] => self.block("div", |walk| walk.children(node, emphasis)),
            [(picture, _)] => {
                let caption = caption(node).unwrap_or_default();
                self.block("p", |walk| walk.picture(picture, &caption));
            }
            several => {
                self.block("p", |walk| {
                    for (at, (picture, within)) in several.iter().enumerate() {
                        let caption = within.as_ref().and_then(caption).unwrap_or_default();
                        walk.out.push_str(if at > 0 { "\n" } else { "" });
                        walk.picture(picture, &caption);
                    }
                });
                // What is said of all of them stands below, in a paragraph of its own.
                let own = node.children.borrow();
                for all in own.iter().filter(|child| name(child) == "figcaption") {
                    self.block("p", |walk| walk.children(all, emphasis));
                }
            }
        }
    }

    fn object(&mut self, node: &Handle, tag: &str) {
        if let Some(page) = office::film(&attribute(node, "src")).filter(|_| tag == "iframe") {
            return self.block("p", |walk| walk.as_is(&page));
        }
        // A film or sound of one's own lies somewhere, and a link leads there.
        let source = find(node, "source", 0).map(|source| attribute(&source, "src")).unwrap_or_default();
        let mut files =
            [attribute(node, "src"), source].into_iter().filter(|_| matches!(tag, "video" | "audio"));
        match files.find_map(|src| self.address(&src)) {
            Some(file) => {
                let name = file.rsplit('/').next().unwrap_or(&file).to_owned();
                self.block("p", |walk| walk.link_to(&file, |walk| escape(&name, &mut walk.out)));
            }
            None => self.dropped.objects += 1,
        }
    }

    /// A comment of a reviewer's, the list of them, or the sign in the text.
    fn comment(&mut self, node: &Handle) {
        if attribute(node, "style").contains("mso-element:comment-list") {
            let comments = node.children.borrow();
            self.dropped.comments += comments.iter().filter(|child| name(child) == "div").count();
        }
    }

    fn footnote(&mut self, node: &Handle, number: &str) {
        self.end_block();
        self.close_lists(0);
        let _ = write!(self.out, "<{NOTE}");
        self.attribute("name", number);
        self.out.push('>');
        self.children(node, Emphasis::default());
        self.end_block();
        let _ = write!(self.out, "</{NOTE}>");
    }
}

/// A no-break space between two words stays; beside another space it was there for looks.
fn spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut next = text.chars().peekable();
    while let Some(c) = next.next() {
        let before = out.chars().next_back().is_some_and(|c| !c.is_whitespace());
        let between = before && next.peek().is_some_and(|c| !c.is_whitespace());
        out.push(if c == '\u{a0}' && !between { ' ' } else { c });
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
