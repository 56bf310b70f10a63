//! A recipe that was read: its templates work, and what it lacks is known.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value, json};
use toml::Spanned;

use super::format::{By, Format, Media, Method, Step};
use super::template::{Makes, Templates};
use super::{Flaw, Lack};
use crate::{Reach, must_be_safe};

/// Longest recipe, in bytes.
pub const RECIPE_BYTES_MAX: usize = 64 * 1024;

/// The recipes that come with Galley: what each is called, and its text.
pub const SHIPPED: [(&str, &str); 4] = [
    ("directus", include_str!("shipped/directus.toml")),
    ("forem", include_str!("shipped/forem.toml")),
    ("strapi", include_str!("shipped/strapi.toml")),
    ("webhook", include_str!("shipped/webhook.toml")),
];

/// What templates of an article get.
pub(super) const ARTICLE: [&str; 14] = [
    "title", "lead", "html", "markdown", "slug", "date", "language", "is_page", "category", "tags",
    "bylines", "cover", "seo", "marker",
];
/// Headers that are not a recipe's to say.
const NOT_OURS: [&str; 7] = [
    "authorization",
    "proxy-authorization",
    "cookie",
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
];
/// What a name has in it that stands for a secret.
const SECRETIVE: [&str; 6] = ["token", "secret", "password", "api-key", "apikey", "api_key"];

/// How the articles of a target are sent.
pub struct Recipe {
    pub(super) format: Format,
    pub(super) templates: Templates,
    text: String,
}

/// A request of a recipe. The secret is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Like `POST`.
    pub method: &'static str,
    /// The whole address.
    pub url: String,
    /// The headers, but for the one with the secret.
    pub headers: Vec<(String, String)>,
    /// The body; empty where it has none.
    pub body: String,
}

impl Recipe {
    /// Reads one, and tries each of its templates.
    ///
    /// # Errors
    /// All that is wrong with it, by line.
    pub fn read(text: &str) -> Result<Self, Vec<Flaw>> {
        if text.len() > RECIPE_BYTES_MAX {
            let why = format!("it is longer than {} kB", RECIPE_BYTES_MAX / 1024);
            return Err(vec![Flaw { line: 1, why }]);
        }
        let format: Format = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(text, span.start));
            vec![Flaw { line, why: error.message().to_owned() }]
        })?;
        let mut reading = Reading { text, templates: Templates::new(), flaws: Vec::new() };
        reading.all(&format);
        let Reading { templates, mut flaws, .. } = reading;
        let recipe = Self { format, templates, text: text.to_owned() };
        if flaws.is_empty() {
            flaws.extend(recipe.try_out());
        }
        flaws.sort_by_key(|flaw| flaw.line);
        flaws.dedup();
        if flaws.is_empty() { Ok(recipe) } else { Err(flaws) }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        self.format.name.get_ref()
    }

    /// What whoever uses it has to set up.
    pub fn about(&self) -> &str {
        self.format.about.trim()
    }

    /// Where the server stands, where it is the same for all.
    pub fn address(&self) -> Option<&str> {
        self.format.address.as_ref().map(|address| address.get_ref().as_str())
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether an account has a name beside its secret.
    pub fn needs_user(&self) -> bool {
        self.format.sign_in.by == By::Basic
    }

    /// Whether the server wants to know who writes.
    pub fn needs_secret(&self) -> bool {
        self.format.sign_in.by != By::None
    }

    /// What cannot be done with it.
    pub fn lacks(&self) -> Vec<Lack> {
        let Format { article, read, find, remove, media, create, .. } = &self.format;
        let repeats = create.repeatable.as_ref().is_some_and(|repeats| *repeats.get_ref());
        let tells = read.is_some() && (article.version.is_some() || !article.compare.is_empty());
        let all = [
            (Lack::Find, find.is_none() && !repeats),
            (Lack::Read, read.is_none()),
            (Lack::Compare, read.is_some() && !tells),
            (Lack::Remove, remove.is_none()),
            (Lack::Media, media.is_none()),
        ];
        all.into_iter().filter_map(|(lack, is_so)| is_so.then_some(lack)).collect()
    }

    /// What is sent at a step. Its templates get `context`.
    pub(super) fn request(&self, step: &str, base: &str, context: &Value) -> Result<Request, Flaw> {
        let path = self.templates.render(&format!("{step}.path"), context)?;
        let mut headers = Vec::new();
        for beginning in ["headers.".to_owned(), format!("{step}.headers.")] {
            for key in self.templates.keys(&beginning) {
                let name = &key[beginning.len()..];
                headers.retain(|(other, _): &(String, String)| !other.eq_ignore_ascii_case(name));
                headers.push((name.to_owned(), self.templates.render(key, context)?));
            }
        }
        let key = format!("{step}.body");
        let body =
            if self.templates.has(&key) { self.templates.render(&key, context)? } else { String::new() };
        if !body.is_empty() && !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
            headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
        }
        let url = format!("{}{path}", base.trim_end_matches('/'));
        Ok(Request { method: self.method(step), url, headers, body })
    }

    fn method(&self, step: &str) -> &'static str {
        let said = match step {
            "media" => self.format.media.as_ref().and_then(|media| media.method),
            _ => self.format.step(step).and_then(|step| step.method),
        };
        said.unwrap_or(usual_method(step)).as_str()
    }

    /// Makes each request of an article that has everything, and of one that has nothing.
    fn try_out(&self) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        for sample in [full_sample(), bare_sample()] {
            for (step, _) in STEPS {
                if self.templates.has(&format!("{step}.path")) {
                    flaws.extend(self.request(step, "https://example.org", &sample).err());
                }
            }
            for key in self.templates.keys("media.fields.").chain(self.templates.keys("sign_in.")) {
                flaws.extend(self.templates.render(key, &sample).err());
            }
        }
        flaws
    }
}

impl fmt::Debug for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Recipe").field(&self.name()).finish()
    }
}

/// Each step, and what its templates get beside what all get.
pub(super) const STEPS: [(&str, &[&str]); 10] = [
    ("create", &[]),
    ("update", &["id", "url", "version"]),
    ("read", &["id", "is_page"]),
    ("find", &["slug", "marker", "page_number", "is_page"]),
    ("remove", &["id", "is_page"]),
    ("restore", &["id", "is_page"]),
    ("draft", &["title"]),
    ("media", &["file_name", "content_type", "alt", "caption", "credit"]),
    ("media.find", &["file_name"]),
    ("media.remove", &["id"]),
];

/// What the templates of a step get of their own.
fn own(step: &str) -> &'static [&'static str] {
    STEPS.iter().find(|(name, _)| *name == step).map_or(&[], |(_, own)| own)
}

fn usual_method(step: &str) -> Method {
    match step {
        "sign_in" | "read" | "find" | "media.find" => Method::Get,
        "update" => Method::Put,
        "remove" | "media.remove" => Method::Delete,
        _ => Method::Post,
    }
}

/// A recipe that is looked through, with what was found wrong so far.
struct Reading<'t> {
    text: &'t str,
    templates: Templates,
    flaws: Vec<Flaw>,
}

impl Reading<'_> {
    fn all(&mut self, format: &Format) {
        if format.name.get_ref().trim().is_empty() {
            self.flaw(&format.name, "a recipe has a name");
        }
        if let Some(address) = &format.address
            && let Err(error) = must_be_safe(address.get_ref(), Reach::default())
        {
            self.flaw(address, error);
        }
        self.sign_in(format);
        self.headers("headers.", &format.headers, &[]);
        for (name, _) in STEPS {
            if let Some(step) = format.step(name) {
                self.step(name, step, format);
            }
        }
        if let Some(media) = &format.media {
            self.media(media);
        }
        if let Some(url) = &format.article.url {
            self.place("article.url", url);
        }
        if format.create.body.is_none() {
            self.flaw(&format.create.path, "what is made has a body");
        }
        let names = ["html", "markdown", "marker"];
        let carries = self
            .templates
            .keys("create.")
            .any(|key| self.templates.uses(key).iter().any(|used| names.contains(&used.as_str())));
        if let Some(find) = &format.find
            && !carries
        {
            self.flaw(
                &find.path,
                "what is to be found must carry its marker: put {{ marker }}, {{ html }} or {{ markdown }} into the body of create",
            );
        }
    }

    fn sign_in(&mut self, format: &Format) {
        let sign_in = &format.sign_in;
        match (&sign_in.name, sign_in.by) {
            (None, By::Header | By::Query) => {
                let line = table_line(self.text, "sign_in");
                let why = "it says by what, and not its name".to_owned();
                self.flaws.push(Flaw { line, why });
            }
            (Some(name), By::Header | By::Query) => {
                if !is_header_name(name.get_ref()) {
                    self.flaw(name, "a name has letters, digits, - and _ alone");
                }
            }
            (Some(name), _) => self.flaw(name, "only a header or a parameter has a name"),
            (None, _) => {}
        }
        if let Some(check) = &sign_in.check {
            self.template("sign_in.path", Makes::Address, check, &[]);
            self.path(check);
        }
    }

    fn step(&mut self, name: &str, step: &Step, format: &Format) {
        let takes_article = matches!(name, "create" | "update");
        let known = if takes_article { [&ARTICLE, own(name)].concat() } else { own(name).to_vec() };
        self.template(&format!("{name}.path"), Makes::Address, &step.path, &known);
        self.path(&step.path);
        self.headers(&format!("{name}.headers."), &step.headers, &known);
        match &step.body {
            Some(body) => self.template(&format!("{name}.body"), Makes::Json, body, &known),
            // What is wrong with that of create is said there.
            None if name == "update" => {
                if let Some(body) = format.create.body.as_ref() {
                    let _ = self.compile("update.body", Makes::Json, body);
                }
            }
            None => {}
        }
        if let Some(repeatable) = step.repeatable.as_ref().filter(|_| name != "create") {
            self.flaw(repeatable, "only create is repeatable");
        }
        if let Some(keeps) = step.keeps.as_ref().filter(|_| name != "remove") {
            self.flaw(keeps, "only remove keeps what it takes off");
        }
        let lists = matches!(name, "find" | "media.find");
        match &step.list {
            Some(list) if !lists && name != "read" => self.flaw(list, "only find and read have a list"),
            None if lists => {
                self.flaw(&step.path, "it does not say where the list stands in the answer: list = \"\" where the answer is one");
            }
            _ => {}
        }
    }

    fn media(&mut self, media: &Media) {
        let known = own("media");
        self.template("media.path", Makes::Address, &media.path, known);
        self.path(&media.path);
        self.headers("media.headers.", &media.headers, known);
        for (name, value) in &media.fields {
            self.template(&format!("media.fields.{name}"), Makes::Line, value, known);
            let is_quotable = |name: &str| !name.is_empty() && !name.contains(['"', '\r', '\n']);
            if media.form.is_none() || !is_quotable(name) {
                self.flaw(
                    value,
                    "fields stand in a form, under a name without quotation marks: form = \"file\"",
                );
            }
        }
        if let Some(form) = media.form.as_ref().filter(|form| form.get_ref().contains(['"', '\r', '\n'])) {
            self.flaw(form, "it is the name of a form's field");
        }
        self.place("media.url", &media.url);
    }

    fn headers(&mut self, beginning: &str, headers: &BTreeMap<String, Spanned<String>>, known: &[&str]) {
        for (name, value) in headers {
            let lower = name.to_lowercase();
            if !is_header_name(name) || NOT_OURS.contains(&lower.as_str()) {
                self.flaw(
                    value,
                    format!(
                        "a recipe does not say the header {name:?}: what proves who writes stands in sign_in"
                    ),
                );
            } else if is_secretive(&lower) && !value.get_ref().contains("{{") {
                self.flaw(value, looks_secret(name));
            }
            self.template(&format!("{beginning}{name}"), Makes::Line, value, known);
        }
    }

    /// What the address of a request looks like.
    fn path(&mut self, path: &Spanned<String>) {
        let text = path.get_ref();
        if !text.starts_with('/') || text.starts_with("//") {
            self.flaw(path, "a path begins with one slash, and stands below the target's address");
        }
        let query = text.split_once('?').map_or("", |(_, query)| query);
        for (name, value) in query.split('&').filter_map(|part| part.split_once('=')) {
            if is_secretive(&name.to_lowercase()) && !value.contains("{{") {
                self.flaw(path, looks_secret(name));
            }
        }
    }

    /// Where something stands in an answer, or what is made of it.
    fn place(&mut self, key: &str, place: &Spanned<String>) {
        if place.get_ref().contains("{{") {
            self.template(key, Makes::Line, place, &["id", "answer"]);
        } else if !place.get_ref().starts_with('/') {
            self.flaw(place, "it is a place in the answer, like /data/url, or a template, like https://example.org/{{ answer.slug }}");
        }
    }

    fn template(&mut self, key: &str, makes: Makes, source: &Spanned<String>, known: &[&str]) {
        let line = match self.compile(key, makes, source) {
            Ok(line) => line,
            Err(flaw) => {
                self.flaws.push(flaw);
                return;
            }
        };
        let text = source.get_ref();
        for name in self.templates.uses(key) {
            if known.contains(&name.as_str()) || name == "user" {
                continue;
            }
            let at = text.match_indices(&name).find(|(at, _)| text[..*at].contains('{'));
            let line = line + at.map_or(0, |(at, _)| text[..at].matches('\n').count());
            let why = if known.is_empty() {
                format!("there is no {name:?} here, nor anything else but user")
            } else {
                format!("there is no {name:?} here; there is {}", known.join(", "))
            };
            self.flaws.push(Flaw { line, why });
        }
    }

    /// Answers the line of the recipe in which the template begins.
    fn compile(&mut self, key: &str, makes: Makes, source: &Spanned<String>) -> Result<usize, Flaw> {
        // A text of several lines may begin below its marks.
        let written = &self.text[source.span()];
        let below = ["'''", "\"\"\""].iter().any(|marks| {
            let after = written.strip_prefix(marks);
            after.is_some_and(|text| text.starts_with('\n') || text.starts_with("\r\n"))
        });
        let line = line_at(self.text, source.span().start) + usize::from(below);
        self.templates.add(key, makes, line, source.get_ref()).map(|()| line)
    }

    fn flaw<T>(&mut self, at: &Spanned<T>, why: impl fmt::Display) {
        self.flaws.push(Flaw { line: line_at(self.text, at.span().start), why: why.to_string() });
    }
}

fn line_at(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count() + 1
}

fn table_line(text: &str, name: &str) -> usize {
    text.find(&format!("[{name}]")).map_or(1, |at| line_at(text, at))
}

fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn looks_secret(name: &str) -> String {
    format!(
        "{name:?} looks like a secret, and a recipe has none: name it in sign_in, and give the secret to the target"
    )
}

fn is_secretive(lower: &str) -> bool {
    SECRETIVE.iter().any(|word| lower.contains(word)) || matches!(lower, "key" | "signature" | "sig" | "auth")
}

/// An article that has everything, at a server that has it.
pub(super) fn full_sample() -> Value {
    let cover = json!({ "id": "7", "url": "https://example.org/a.png", "alt": "A ship", "caption": "At night", "credit": "Mara" });
    json!({
        "title": "The \"cable\" & the ship", "lead": "What came of it.", "html": "<p>One.</p>\n", "markdown": "One.\n",
        "slug": "cable", "date": "2023-10-19T08:00:00Z", "language": "en", "is_page": false, "category": "News",
        "tags": ["Cables & ducts", "海底"], "bylines": ["Mara"], "cover": cover,
        "seo": { "title": "", "description": "", "canonical": "" }, "marker": "00000000-0000-7000-8000-000000000000",
        "id": "12", "url": "https://example.org/cable", "version": "3", "page_number": 1, "user": "mara",
        "file_name": "galley-0.png", "content_type": "image/png", "alt": "A ship", "caption": "At night",
        "credit": "Mara",
    })
}

/// An article that has nothing but words.
fn bare_sample() -> Value {
    let mut sample = full_sample();
    sample["lead"] = "".into();
    sample["category"] = Value::Null;
    sample["cover"] = Value::Null;
    (sample["tags"], sample["bylines"]) = (json!([]), json!([]));
    sample
}
