//! Raw HTML: only welcome tags with welcome attributes are written, and always well formed.
//!
//! Raw elements are closed at the latest where the Markdown element around them ends, so no tag of an author can tear
//! a block of ours apart, and the sanitiser's parser never has to mend anything: mending is what makes hostile HTML slow
//! and surprising.

use std::ops::Range;

use crate::address;
use crate::dialect::MAX_RAW_NESTING;
use crate::escape::{self, unescape};
use crate::options::{Picture, Target};
use crate::raw::{self, Open, Token, place};
use crate::rendered::ProblemKind;
use crate::slug::is_safe_id;
use crate::write::Writer;

/// Elements that end where the next of their kind begins.
const ENDS_ITSELF: [&str; 7] = ["p", "li", "dt", "dd", "tr", "td", "th"];

impl Writer<'_> {
    /// An element of ours begins: raw elements that open from here on end with it.
    pub(crate) fn enter(&mut self) {
        self.open.push(None);
    }

    /// An element of ours ends.
    pub(crate) fn leave(&mut self) {
        while let Some(Some(name)) = self.open.pop() {
            self.close_tag(&name);
        }
    }

    /// The block ends.
    pub(crate) fn leave_all(&mut self) {
        while let Some(open) = self.open.pop() {
            if let Some(name) = open {
                self.close_tag(&name);
            }
        }
        self.muted = None;
    }

    /// A block cannot stand in a raw `<p>`.
    pub(crate) fn close_raw_paragraph(&mut self) {
        if self.open.last().is_some_and(|name| name.as_deref() == Some("p")) {
            self.open.pop();
            self.close_tag("p");
        }
    }

    fn close_tag(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Raw HTML, in a line of text or as a block.
    pub(crate) fn raw(&mut self, html: &str, range: &Range<usize>, inline: bool) {
        self.has_raw = true;
        for token in raw::tokens(html) {
            match token {
                Token::Close(name) if self.muted.is_some() => {
                    if self.muted.as_ref() == Some(&name) {
                        self.muted = None;
                    }
                }
                _ if self.muted.is_some() => {}
                Token::Close(name) => self.close_raw(&name),
                Token::Text(text) => self.out.push_str(&text.replace('<', "&lt;")),
                Token::Open(tag) => self.open_raw(&tag, &place(html, range, &tag.range), inline),
            }
        }
    }

    fn close_raw(&mut self, name: &str) {
        let ours = self.open.iter().rposition(Option::is_none).map_or(0, |barrier| barrier + 1);
        if self.open[ours..].iter().any(|open| open.as_deref() == Some(name)) {
            while let Some(Some(open)) = self.open.pop() {
                self.close_tag(&open);
                if open == name {
                    break;
                }
            }
        }
    }

    fn open_raw(&mut self, tag: &Open<'_>, range: &Range<usize>, inline: bool) {
        let name = tag.name.as_str();
        if !self.options.allow.element(name) || (inline && !raw::is_inline(name)) {
            self.problem(ProblemKind::ElementRemoved { element: name.to_owned() }, range.clone());
            if raw::is_unwelcome(name) && !raw::is_void(name) {
                self.muted = Some(name.to_owned());
            }
            return;
        }
        let depth = self.open.iter().flatten().count();
        if depth >= MAX_RAW_NESTING && !raw::is_void(name) {
            self.problem(ProblemKind::NestedTooDeep, range.clone());
            return;
        }
        if !raw::is_inline(name) {
            self.close_raw_paragraph();
        }
        let last = self.open.last().and_then(Option::as_deref);
        let ends_last = ENDS_ITSELF.contains(&name) && last == Some(name);
        if ends_last || matches!((last, name), (Some("dt"), "dd") | (Some("dd"), "dt")) {
            self.leave_one();
        }
        let start = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        for (index, attribute) in tag.attributes.iter().enumerate().take(64) {
            let first = !tag.attributes[..index].iter().any(|before| before.name == attribute.name);
            if !first {
                continue;
            }
            if !self.options.allow.attribute(name, &attribute.name) {
                let attribute = attribute.name.clone();
                let kind = ProblemKind::AttributeRemoved { element: name.to_owned(), attribute };
                self.problem(kind, range.clone());
                continue;
            }
            if !self.attribute(name, &attribute.name, attribute.value, range) {
                // A picture that is not there: its alternative text instead.
                self.out.truncate(start);
                return self.missing(&tag.value("alt").map(unescape).unwrap_or_default());
            }
        }
        self.out.push('>');
        if !raw::is_void(name) {
            self.open.push(Some(name.to_owned()));
        }
    }

    fn leave_one(&mut self) {
        if let Some(Some(name)) = self.open.pop() {
            self.close_tag(&name);
        }
    }

    /// Writes an attribute, its address resolved. False where the element must not be printed because of it.
    fn attribute(&mut self, element: &str, name: &str, value: &str, range: &Range<usize>) -> bool {
        match name {
            "href" => {
                let href = unescape(value);
                match self.resolved(&href, range) {
                    // As written: the sanitiser knows all character references, this module only the common ones.
                    Some(resolved) if resolved == address::encode(&href) => self.as_written("href", value),
                    Some(resolved) => self.pair("href", &resolved),
                    None => {}
                }
            }
            "src" | "poster" => {
                let path = unescape(value);
                let links = self.options.links;
                let picture = if address::is_safe(&path) { links.picture(&path) } else { Picture::Missing };
                match picture {
                    Picture::Keep => self.as_written(name, value),
                    Picture::At { src, .. } => self.pair(name, &src),
                    Picture::Missing => {
                        if address::is_safe(&path) {
                            self.problem(ProblemKind::MissingPicture { path }, range.clone());
                        }
                        return element != "img";
                    }
                }
            }
            "id" => {
                let id = unescape(value);
                let prefixed = format!("{}{id}", self.options.id_prefix);
                let taken = self.has_heading_id(&prefixed) || self.raw_ids.contains(&id);
                if raw::may_have_id(element) && is_safe_id(&id) && !taken {
                    self.pair("id", &prefixed);
                    self.raw_ids.insert(id);
                } else {
                    let kind = if taken {
                        ProblemKind::DuplicateId { id }
                    } else {
                        ProblemKind::AttributeRemoved {
                            element: element.to_owned(),
                            attribute: "id".to_owned(),
                        }
                    };
                    self.problem(kind, range.clone());
                }
            }
            // Everything else the sanitiser looks at.
            _ => self.as_written(name, value),
        }
        true
    }

    /// ` name="value"` with the value as its author wrote it; it only must not end the attribute.
    fn as_written(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.out.push_str(&value.replace('"', "&quot;"));
        self.out.push('"');
    }

    /// ` name="value"`
    pub(crate) fn pair(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape::attribute(&mut self.out, value);
        self.out.push('"');
    }

    /// The address that a link is printed with, none where it is not printed as a link.
    pub(crate) fn resolved(&mut self, href: &str, range: &Range<usize>) -> Option<String> {
        let links = self.options.links;
        if let Some(fragment) = href.strip_prefix('#') {
            // Whether the heading is there was looked at when the text was read.
            return Some(format!("#{}{}", self.prefix_of(fragment), address::encode(fragment)));
        }
        let target = if address::is_safe(href) {
            links.link(href)
        } else {
            return None;
        };
        let address = match target {
            Target::Keep => address::encode(href),
            Target::To(address) => address.into_owned(),
            Target::Broken => {
                self.problem(ProblemKind::BrokenLink { href: href.to_owned() }, range.clone());
                return None;
            }
        };
        if !address::is_safe(&address) {
            self.problem(ProblemKind::UnsafeAddress { address }, range.clone());
            return None;
        }
        Some(address)
    }
}
