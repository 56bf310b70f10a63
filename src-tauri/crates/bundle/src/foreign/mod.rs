//! An article as Hugo, Zola, Jekyll or a person wrote it.
//!
//! The keys of all three tools are understood in all of them: they hardly ever mean different things, and where
//! they do, the tool decides. What is not understood is custom and comes back out. A table that several themes
//! use for their own fields (`extra`, `params`) is looked into and kept whole.
//!
//! Begin with [`read()`]; names of the keys are in `keys`, categories and tags in `filing`, pictures and links in `refers`.

mod filing;
mod keys;
mod refers;

use galley_domain::{Custom, FormSwitch, Instant, Kind, Slug, TimeZone, parse_instant};
use galley_markdown::Reading;

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
    let sheet = read::sheet(&entry.path, source.front.unwrap_or_default(), true)?;
    let has_title = sheet.get("title").and_then(words).is_some();
    let reading = match depth {
        Depth::Glance if has_title => Reading::default(),
        _ => galley_markdown::read(&source.body),
    };
    let references = body::references(&source.body, &reading);
    let incoming = Incoming {
        origin: entry.path.clone(),
        source_hash: source.hash.to_string(),
        kind: Kind::Article,
        fields: Fields { language: entry.language.clone(), ..Fields::default() },
        reading,
        draft: entry.place.is_draft,
        publish_at: None,
        expires: None,
        modified: None,
        translation_key: entry.translation_key.clone(),
        is_source: entry.is_source,
        exact: None,
        left: Vec::new(),
        notes: Vec::new(),
    };
    let mut reader = Reader { scan, entry, zone, sheet, incoming, references, aside: Custom::new() };
    reader.headline();
    reader.lead_and_seo();
    reader.dates();
    reader.address();
    reader.standing();
    reader.language();
    reader.filing();
    reader.cover();
    if depth == Depth::Whole {
        reader.pictures(&source.body, source.body_line);
        reader.links();
        reader.tags_of_other_tools(&source.body);
    }
    reader.finish(source.body)
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
        let mut date = self.instant(&["date"]);
        if date.is_none() && self.sheet.get("date").is_none() {
            date = self.entry.place.date.as_ref().and_then(|text| parse_instant(text, self.zone).ok());
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

    /// Slug and former addresses. An address that the tool was told becomes a former one, so that it still leads here.
    fn address(&mut self) {
        let own = keys::ADDRESS.iter().find_map(|key| self.sheet.take(key, fixed_path));
        let from_slug =
            self.sheet.take("slug", |node| node.text().filter(|text| !text.trim_matches('/').is_empty()));
        let told = from_slug.or_else(|| own.as_deref().map(|path| trim_page(path).to_owned()));
        let slug = match told
            .as_deref()
            .and_then(|text| slug(text.trim_matches('/').rsplit('/').next().unwrap_or(text)))
        {
            Some(slug) => Some(slug),
            None => slug(&self.entry.place.name),
        };
        self.incoming.fields.slug = slug.or_else(|| Slug::from_headline(&self.incoming.fields.headline));
        if let (Some(from), Some(to)) = (told, &self.incoming.fields.slug)
            && from.trim_matches('/').rsplit('/').next() != Some(to.as_str())
        {
            let to = to.to_string();
            self.note(None, Remark::Slug { from, to });
        }
        let listed = keys::ALIASES.iter().filter_map(|key| self.sheet.take(key, filing::texts)).flatten();
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

    /// Draft or not, article or page, views.
    fn standing(&mut self) {
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

    fn tags_of_other_tools(&mut self, text: &str) {
        for (what, count) in body::foreign_tags(text) {
            if count > 0 {
                self.note(None, Remark::Tags { what, count });
            }
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

/// A text that says something.
fn words(node: &Node) -> Option<String> {
    node.text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A path that is the same for all pages to come: no pattern of Jekyll (`/:year/:title/`) or Hugo.
fn fixed_path(node: &Node) -> Option<String> {
    let text = node.text()?;
    let path = text.trim();
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
