//! An article as Hugo, Zola, Jekyll or a person wrote it.
//!
//! The keys of all three tools are understood in all of them: they hardly ever mean different things, and where
//! they do, the tool decides. What is not understood is custom and comes back out. A table that several themes
//! use for their own fields (`extra`, `params`) is looked into and kept whole.
//!
//! Begin with [`read()`]; names of the keys are in `keys`, categories and tags in `filing`, pictures and links in `refers`, links
//! between notes in `between`, what goes out and what is held back in `standing`, where it stood in
//! `stood`.

mod between;
mod filing;
mod keys;
mod refers;
mod standing;
mod stood;

pub(crate) use between::ByName;
pub use between::Meant;

use std::cell::LazyCell;

use galley_domain::{Custom, Instant, Kind, Slug, TimeZone, parse_instant};
use galley_markdown::{Lines, Reading};

use crate::front::{self, Node, Sheet, Value};
use crate::layout::Tool;
use crate::read::{self, Depth, Source};
use crate::{Entry, Fields, Incoming, Left, LeftWhy, Note, Remark, Scan, body};

pub(crate) fn read(
    scan: &Scan,
    entry: &Entry,
    source: Source,
    zone: TimeZone,
    depth: Depth,
) -> Result<Incoming, Left> {
    if source.front.is_none() && matches!(scan.tool, Tool::Jekyll | Tool::Zola) {
        return Err(Left::new(&entry.path, LeftWhy::NoFrontMatter));
    }
    let Source { hash, front, body, body_line } = source;
    let sheet = read::sheet(&entry.path, front.unwrap_or_default(), true)?;
    let between::Linked { body, left, unknown } = between::linked(scan, entry, body, body_line);
    let has_title = sheet.get("title").and_then(words).is_some();
    let reading = match depth {
        Depth::Glance if has_title => Reading::default(),
        _ => galley_markdown::read(&body),
    };
    let references = body::references(&body, &reading);
    let incoming = Incoming {
        origin: entry.path.clone(),
        source_hash: hash.to_string(),
        kind: Kind::Article,
        fields: Fields { language: entry.language.clone(), ..Fields::default() },
        reading,
        draft: entry.place.is_draft,
        publish_at: None,
        expires: None,
        modified: None,
        translation_key: entry.translation_key.clone(),
        is_source: entry.is_source,
        keeps_address: false,
        slug_chosen: false,
        exact: None,
        unknown,
        left,
        notes: Vec::new(),
    };
    let mut reader = Reader {
        scan,
        entry,
        zone,
        sheet,
        incoming,
        references,
        aside: Custom::new(),
        date_written: None,
        filed_under: Vec::new(),
        slug_told: None,
    };
    reader.headline();
    reader.lead_and_seo();
    reader.dates();
    let path_told = reader.address();
    reader.standing();
    reader.language();
    reader.filing();
    reader.cover();
    reader.held_back(&body);
    reader.stood(path_told);
    if depth == Depth::Whole {
        reader.pictures(&body, body_line);
        reader.links();
        reader.tags_of_other_tools(&body, body_line);
    }
    reader.finish(body)
}

/// One file on its way into an article.
struct Reader<'s> {
    scan: &'s Scan,
    entry: &'s Entry,
    zone: TimeZone,
    sheet: Sheet,
    incoming: Incoming,
    references: body::References,
    /// Parts of understood fields that are not understood.
    aside: Custom,
    /// Its date as it is written.
    date_written: Option<String>,
    /// All its categories, in the order that Jekyll has them in.
    filed_under: Vec<String>,
    /// The slug that it was given.
    slug_told: Option<String>,
}

impl Reader<'_> {
    fn note(&mut self, line: impl Into<Option<u32>>, remark: Remark) {
        self.incoming.notes.push(Note::new(line, remark));
    }

    fn leave(&mut self, line: impl Into<Option<u32>>, why: LeftWhy) {
        self.incoming.left.push(Left::at(&self.entry.path, line, why));
    }

    /// Says that a field is there and could not be used; it stays and becomes custom.
    fn unused(&mut self, key: &str, remark: Remark) {
        let line = self.sheet.get(key).map(|node| node.line);
        self.note(line, remark);
    }

    /// The first of these fields that is a text in the tables that themes use; they stay whole.
    fn text_below(&self, keys: &[&str]) -> Option<String> {
        let below = |table: &&str| keys.iter().find_map(|key| words(self.sheet.get_in(table, key)?));
        keys::TABLES.iter().find_map(below)
    }

    fn headline(&mut self) {
        if let Some(title) = self.sheet.take("title", words) {
            // A headline is one line; a folded title has line ends where its source had.
            self.incoming.fields.headline = title.split_whitespace().collect::<Vec<_>>().join(" ");
        } else if let Some(heading) = self.references.heading.clone() {
            self.incoming.fields.headline = heading;
            self.note(None, Remark::HeadlineFromHeading);
        } else {
            self.incoming.fields.headline = humanised(&self.entry.place.name);
            self.note(None, Remark::HeadlineFromName);
        }
    }

    /// The first of lead, summary, description and excerpt is the lead; a description beside it is for search engines.
    fn lead_and_seo(&mut self) {
        let lead = keys::LEAD.iter().find_map(|key| self.sheet.take(key, words));
        let lead = lead.or_else(|| self.text_below(keys::LEAD)).unwrap_or_default();
        let description = self.sheet.take("description", words).filter(|text| *text != lead);
        let fields = &mut self.incoming.fields;
        fields.lead = lead;
        fields.seo.description = description.unwrap_or_default();
        let web =
            |node: &Node| node.text().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        if let Some(url) = keys::CANONICAL.iter().find_map(|key| self.sheet.take(key, web)) {
            self.incoming.fields.seo.canonical = url;
        }
        if let Some(title) = keys::SEO_TITLE.iter().find_map(|key| self.sheet.take(key, words)) {
            self.incoming.fields.seo.title = title;
        }
        let noindex = keys::NOINDEX.iter().find_map(|key| self.sheet.take(key, Node::truth));
        self.incoming.fields.seo.noindex = noindex.unwrap_or(false);
    }

    fn dates(&mut self) {
        let written = self.sheet.get("date").and_then(Node::text);
        self.date_written = written.or_else(|| self.entry.place.date.clone());
        let mut date = self.instant(&["date"]);
        if date.is_none() && self.sheet.get("date").is_none() {
            date = self.entry.place.date.as_ref().and_then(|text| parse_instant(text, self.zone).ok());
        }
        // What notes have; where nothing else tells when it was written.
        if date.is_none() {
            let zone = self.zone;
            let made = |node: &Node| parse_instant(&node.text()?, zone).ok();
            date = keys::CREATED.iter().find_map(|key| self.sheet.take(key, made));
        }
        self.incoming.fields.date = date;
        self.incoming.publish_at = self.instant(keys::PUBLISH);
        // These stay in the sheet: Galley has no field that brings them back out.
        let zone = self.zone;
        let look = |sheet: &Sheet, keys: &[&str]| {
            keys.iter().find_map(|key| parse_instant(&sheet.get(key)?.text()?, zone).ok())
        };
        self.incoming.modified = look(&self.sheet, keys::MODIFIED);
        self.incoming.expires = look(&self.sheet, keys::EXPIRY);
        if let Some(key) = keys::EXPIRY.iter().find(|key| self.sheet.get(key).is_some()) {
            self.unused(key, Remark::Expires((*key).to_owned()));
        }
    }

    fn instant(&mut self, keys: &[&str]) -> Option<Instant> {
        let zone = self.zone;
        for key in keys {
            if let Some(instant) = self.sheet.take(key, |node| parse_instant(&node.text()?, zone).ok()) {
                return Some(instant);
            }
            // Jekyll's `published: false` is no date and is looked at again below.
            if *key != "published" && self.sheet.get(key).is_some_and(|node| node.value != Value::Null) {
                let key = (*key).to_owned();
                let holds = keys::PUBLISH.contains(&key.as_str());
                self.incoming.draft |= holds;
                self.unused(&key.clone(), if holds { Remark::HeldBack(key) } else { Remark::Date { key } });
            }
        }
        None
    }

    /// Slug and former addresses. An address that the tool was told becomes a former one, so that it still leads here. Says what
    /// the tool was told of that.
    fn address(&mut self) -> stood::Told {
        let written = keys::ADDRESS.iter().find_map(|key| self.sheet.get(key)?.text());
        let own = keys::ADDRESS.iter().find_map(|key| self.sheet.take(key, fixed_path));
        let path_told = match written {
            _ if own.is_some() => stood::Told::Address,
            Some(pattern) => stood::Told::Pattern(pattern),
            None => stood::Told::Nothing,
        };
        let from_slug =
            self.sheet.take("slug", |node| node.text().filter(|text| !text.trim_matches('/').is_empty()));
        self.slug_told.clone_from(&from_slug);
        let told = from_slug.or_else(|| own.as_deref().map(|path| trim_page(path).to_owned()));
        let slug = match told
            .as_deref()
            .and_then(|text| slug(text.trim_matches('/').rsplit('/').next().unwrap_or(text)))
        {
            Some(slug) => Some(slug),
            None => slug(&self.entry.place.name),
        };
        self.incoming.fields.slug = slug.or_else(|| Slug::from_headline(&self.incoming.fields.headline));
        let fields = &self.incoming.fields;
        self.incoming.slug_chosen = told.is_some() || fields.slug != Slug::from_headline(&fields.headline);
        if let (Some(from), Some(to)) = (told, &self.incoming.fields.slug)
            && from.trim_matches('/').rsplit('/').next() != Some(to.as_str())
        {
            let to = to.to_string();
            self.note(None, Remark::Slug { from, to });
        }
        let mut listed: Vec<String> =
            keys::ALIASES.iter().filter_map(|key| self.sheet.take(key, filing::texts)).flatten().collect();
        if self.scan.tool == Tool::Plain {
            // Among notes it is another name, as Obsidian has it; an address has a slash.
            let (addresses, names) = listed.into_iter().partition(|alias| alias.contains('/'));
            listed = addresses;
            let names: Vec<String> = names;
            if !names.is_empty() {
                self.aside.insert("aliases".to_owned(), names.into());
            }
        }
        let all: Vec<String> = own.into_iter().chain(listed).collect();
        for alias in all {
            match self.alias(&alias) {
                Some(path) if !self.incoming.fields.aliases.contains(&path) => {
                    self.incoming.fields.aliases.push(path);
                }
                Some(_) => {}
                None => self.note(None, Remark::Alias(alias.chars().take(200).collect())),
            }
        }
        path_told
    }

    /// A path that a site can serve. A relative one stands beside the page, as in Hugo.
    fn alias(&self, text: &str) -> Option<String> {
        let bad = |c: char| {
            crate::names::is_hidden(c) || c.is_whitespace() || matches!(c, '\\' | '?' | '#' | '<' | '>' | '"')
        };
        if text.is_empty()
            || text.contains(bad)
            || text.starts_with("//")
            || text.split('/').any(|part| part == "..")
        {
            return None;
        }
        match text.split_once(':') {
            Some(_) => None,
            None if text.starts_with('/') => Some(text.to_owned()),
            None if self.scan.tool == Tool::Hugo => {
                let sections: String =
                    self.entry.place.sections.iter().flat_map(|s| [s, "/"].map(str::to_owned)).collect();
                Some(format!("/{sections}{text}"))
            }
            None => Some(format!("/{text}")),
        }
    }

    fn language(&mut self) {
        for key in keys::LANGUAGE {
            if let Some(language) = self.sheet.take(key, |node| node.text()?.parse().ok()) {
                self.incoming.fields.language = Some(language);
                break;
            }
            if let Some(text) = self.sheet.get(key).and_then(Node::text) {
                self.unused(key, Remark::Language(text));
            }
        }
        if let Some(key) = keys::TRANSLATION.iter().find_map(|key| self.sheet.take(key, Node::text)) {
            let default = self.scan.default_language.as_ref();
            let language = self.incoming.fields.language.as_ref();
            self.incoming.is_source = language.is_none() || language == default;
            self.incoming.translation_key = Some(format!("key:{key}"));
        }
    }

    fn tags_of_other_tools(&mut self, text: &str, body_line: u32) {
        let lines = LazyCell::new(|| Lines::of(text).from_line(body_line));
        for body::ForeignTags { what, count, first } in body::foreign_tags(text) {
            self.note(lines.at(first), Remark::Tags { what, count });
        }
    }

    fn finish(mut self, text: String) -> Result<Incoming, Left> {
        let mut custom = front::into_json(self.sheet.rest());
        custom.extend(self.aside);
        self.incoming.fields.custom = custom;
        self.incoming.fields.body = text;
        read::check(&self.incoming.fields).map_err(|why| Left::new(&self.entry.path, why))?;
        Ok(self.incoming)
    }
}

/// A text that says something. What tools took out of a page may have its characters as HTML writes them: `R&amp;D`.
fn words(node: &Node) -> Option<String> {
    let text = node.text()?;
    let text = if text.contains('&') { galley_markdown::unescape(&text) } else { text };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A path that is the same for all pages to come: no pattern of Jekyll (`/:year/:title/`) or Hugo.
fn fixed_path(node: &Node) -> Option<String> {
    let text = node.text()?;
    let path = text.trim();
    // Jekyll's names of patterns.
    if matches!(path, "date" | "pretty" | "ordinal" | "weekdate" | "none") {
        return None;
    }
    (!path.is_empty() && !path.contains(':'))
        .then(|| if path.starts_with('/') { path.to_owned() } else { format!("/{path}") })
}

/// `/2023/name.html` and `/2023/name/index.html` without what a slug has not.
fn trim_page(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    path.strip_suffix(".html").unwrap_or(path)
}

fn slug(text: &str) -> Option<Slug> {
    text.to_lowercase().parse().ok().or_else(|| Slug::from_headline(text))
}

/// A headline from a file name: `ten-years_on` becomes `Ten years on`.
fn humanised(name: &str) -> String {
    let words = name.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}
