//! What goes out, and what its tool holds back: drafts, what only some may read, what has no text.

use galley_domain::{FormSwitch, Kind};

use crate::Remark;
use crate::front::{Node, Value};
use crate::layout::Tool;

use super::{Reader, keys};

impl Reader<'_> {
    /// Draft or not, article or page, views.
    pub(super) fn standing(&mut self) {
        let draft = self.sheet.take("draft", Node::truth);
        let published = self.sheet.take("published", Node::truth);
        self.incoming.draft |= draft == Some(true) || published == Some(false);
        // What cannot be read does not go out by mistake.
        for key in ["draft", "published"] {
            if self.sheet.get(key).is_some_and(|node| node.value != Value::Null) {
                self.incoming.draft = true;
                self.unused(key, Remark::HeldBack(key.to_owned()));
            }
        }
        let number = |node: &Node| node.text()?.trim().parse::<u64>().ok();
        self.incoming.fields.view_base = self.sheet.take("views", number);
        if self.incoming.fields.view_base.is_none() {
            self.incoming.fields.view_base =
                keys::TABLES.iter().find_map(|table| number(self.sheet.get_in(table, "views")?));
            if self.sheet.get("views").is_some() {
                self.unused("views", Remark::Custom("views".to_owned()));
            }
        }
        let form = |node: &Node| match node.text()?.to_ascii_lowercase().as_str() {
            "on" | "true" | "yes" => Some(FormSwitch::On),
            "off" | "false" | "no" => Some(FormSwitch::Off),
            _ => None,
        };
        if let Some(form) = self.sheet.take("form", form) {
            self.incoming.fields.form = form;
        }
        let said = |key: &str| {
            self.sheet.get(key).and_then(Node::text).is_some_and(|text| text.eq_ignore_ascii_case("page"))
        };
        let place = &self.entry.place;
        let stands_alone = match self.scan.tool {
            Tool::Jekyll => place.is_page,
            Tool::Hugo | Tool::Zola => place.sections.is_empty() && self.incoming.fields.date.is_none(),
            Tool::Galley | Tool::Plain => false,
        };
        if said("type") || said("kind") || (said("layout") && self.scan.tool != Tool::Jekyll) || stands_alone
        {
            self.incoming.kind = Kind::Page;
        }
    }

    /// What some other word than those for everyone stands on, what has a password, and what is empty, is a draft. What goes
    /// out and has no date is told.
    pub(super) fn held_back(&mut self, body: &str) {
        for key in keys::STANDING {
            let said = self.said(key);
            if let Some((line, word)) = said.filter(|(_, word)| !keys::PUBLIC.contains(&word.as_str())) {
                self.hold(line, key, &word);
            }
        }
        for key in keys::PRIVATE {
            if let Some((line, word)) =
                self.said(key).filter(|(_, word)| !matches!(word.as_str(), "false" | "no" | "off"))
            {
                self.hold(line, key, &word);
            }
        }
        for key in keys::PASSWORD {
            if let Some((line, _)) = self.said(key) {
                self.incoming.draft = true;
                self.note(line, Remark::Password((*key).to_owned()));
            }
        }
        let fields = &self.incoming.fields;
        if body.trim().is_empty() && fields.lead.is_empty() && fields.cover.is_none() && !self.incoming.draft
        {
            self.incoming.draft = true;
            self.note(None, Remark::Empty);
        }
        let is_dated = self.incoming.fields.date.is_some() || self.incoming.publish_at.is_some();
        if !is_dated && !self.incoming.draft && self.incoming.kind == Kind::Article {
            self.note(None, Remark::Undated);
        }
    }

    fn hold(&mut self, line: u32, key: &str, word: &str) {
        self.incoming.draft = true;
        if word.is_empty() {
            return self.note(line, Remark::HeldBack(key.to_owned()));
        }
        let word = word.chars().take(60).collect();
        self.note(line, Remark::Standing { key: key.to_owned(), word });
    }

    /// A field, or one of the tables that themes use, as one word in lower case; none where it says nothing. What is no word says
    /// something, too, and nobody knows what: an empty one.
    fn said(&self, key: &str) -> Option<(u32, String)> {
        let below = || keys::TABLES.iter().find_map(|table| self.sheet.get_in(table, key));
        let node = self.sheet.get(key).or_else(below).filter(|node| node.value != Value::Null)?;
        let Some(text) = node.text() else { return Some((node.line, String::new())) };
        let word = text.trim().to_lowercase();
        (!word.is_empty()).then_some((node.line, word))
    }
}
