//! What the article refers to in the folder: its cover, the pictures of its body, and other articles.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use galley_markdown::Lines;

use crate::front::{Node, Value};
use crate::pictures::{self, Leads};
use crate::root::{folder_of, join};
use crate::scan::is_markdown;
use crate::{CoverPicture, CoverRef, LinkTo, PictureRef};

use super::{Reader, keys, words};

/// A cover as front matter has it.
#[derive(Default)]
struct Told {
    path: String,
    alt: String,
    caption: String,
    credit: String,
    /// Fields of its table that Galley does not know.
    rest: Vec<(String, Node)>,
    line: u32,
}

impl Reader<'_> {
    pub(super) fn cover(&mut self) {
        let found = keys::COVER.iter().find_map(|key| Some((*key, self.sheet.take(key, told)?)));
        let below = || {
            let cover =
                |table: &&str| keys::COVER.iter().find_map(|key| told(self.sheet.get_in(table, key)?));
            keys::TABLES.iter().find_map(cover)
        };
        let (key, mut told) = match found {
            Some((key, told)) => (key, told),
            None => match below() {
                // Its table stays whole, so nothing of it is put aside.
                Some(told) => ("", Told { rest: Vec::new(), ..told }),
                None => return,
            },
        };
        if !told.rest.is_empty() {
            let rest = crate::front::into_json(std::mem::take(&mut told.rest));
            self.aside.insert(key.to_owned(), serde_json::Value::Object(rest));
        }
        if told.alt.is_empty() {
            let alt = |sheet: &mut crate::front::Sheet| {
                ["cover_alt", "image_alt"].iter().find_map(|key| sheet.take(key, words))
            };
            told.alt = alt(&mut self.sheet).unwrap_or_default();
        }
        let picture = match self.cover_at(&told.path) {
            Leads::File(file) => CoverPicture::File(PictureRef { as_written: told.path, file }),
            Leads::Away if told.path.starts_with("http") => CoverPicture::Remote(told.path),
            Leads::Away => return,
            Leads::Nowhere(why) => return self.leave(told.line, why),
        };
        let Told { alt, caption, credit, .. } = told;
        self.incoming.fields.cover = Some(CoverRef { picture, alt, caption, credit });
    }

    /// Where the path of a cover leads; a bare name also into the folder of pictures beside the text.
    fn cover_at(&self, path: &str) -> Leads {
        let follow = |path: &str| pictures::follow(&self.scan.folder, &self.scan.layout, self.entry, path);
        match follow(path) {
            Leads::Nowhere(why) if !path.contains('/') => {
                match follow(&format!("{}/{path}", keys::COVER_FOLDER)) {
                    Leads::File(file) => Leads::File(file),
                    _ => Leads::Nowhere(why),
                }
            }
            leads => leads,
        }
    }

    pub(super) fn pictures(&mut self, body: &str, body_line: u32) {
        let mut seen = BTreeSet::new();
        let lines = LazyCell::new(|| Lines::of(body).from_line(body_line));
        for (as_written, at) in std::mem::take(&mut self.references.pictures) {
            if !seen.insert(as_written.clone()) {
                continue;
            }
            match pictures::follow(&self.scan.folder, &self.scan.layout, self.entry, &as_written) {
                Leads::Away => {}
                Leads::File(file) => self.incoming.fields.pictures.push(PictureRef { as_written, file }),
                Leads::Nowhere(why) => self.leave(lines.at(at), why),
            }
        }
    }

    /// Links to other files of the folder: Zola's `@/news/a.md`, and relative ones.
    pub(super) fn links(&mut self) {
        for href in std::mem::take(&mut self.references.links) {
            let Some(path) = pictures::local(&href).filter(|path| is_markdown(path)) else {
                continue;
            };
            let origin = match path.strip_prefix("@/") {
                Some(rest) => join("", rest).and_then(|rest| join(&self.entry.place.content, &rest)),
                None if path.starts_with('/') => join(&self.entry.place.content, &path),
                None => join(folder_of(&self.entry.path), &path),
            };
            let entries = &self.scan.entries;
            let is_entry =
                |origin: &String| entries.binary_search_by(|entry| entry.path.as_str().cmp(origin)).is_ok();
            if let Some(origin) = origin.filter(is_entry) {
                self.incoming.fields.links.insert(href, LinkTo::Origin(origin));
            }
        }
    }
}

/// A path, a list that begins with one, or a table with one.
fn told(node: &Node) -> Option<Told> {
    match &node.value {
        Value::List(list) => told(list.first()?),
        Value::Map(fields) => {
            let mut told = Told { line: node.line, ..Told::default() };
            for (key, value) in fields {
                let key_lower = key.to_ascii_lowercase();
                let field = match key_lower.as_str() {
                    key if keys::COVER_PATH.contains(&key) && told.path.is_empty() => &mut told.path,
                    "alt" => &mut told.alt,
                    "caption" | "title" => &mut told.caption,
                    "credit" => &mut told.credit,
                    _ => {
                        told.rest.push((key.clone(), value.clone()));
                        continue;
                    }
                };
                if field.is_empty()
                    && let Some(text) = value.text()
                {
                    *field = text;
                } else {
                    told.rest.push((key.clone(), value.clone()));
                }
            }
            (!told.path.is_empty()).then_some(told)
        }
        _ => Some(Told { path: words(node)?, line: node.line, ..Told::default() }),
    }
}
