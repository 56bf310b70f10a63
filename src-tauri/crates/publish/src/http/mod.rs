//! Any other server that speaks JSON, by a recipe: a text of the library that says which request does what (`recipe.rs`), and where its
//! answers say what (`answer.rs`). What a recipe does not say is not done, and said to be so; nothing is guessed.

mod answer;
#[cfg(test)]
mod documented;
mod format;
mod recipe;
#[cfg(test)]
mod shipped_tests;
mod template;
#[cfg(test)]
mod tests;

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use galley_domain::Instant;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use crate::server::{comment, content_of};
use crate::web::{Answer, Ask, Proof, Secret, Web};
use crate::{
    Account, AtAddress, Listing, Media, Note, Post, PublishError, Reach, Remote, Server, Shown, Story,
    Upload, must_be_safe,
};
use format::By;
pub use recipe::{RECIPE_BYTES_MAX, Recipe, Request, SHIPPED};

/// Where a secret is had that works.
const REMEDY: &str = "make a key or token that may write at the site, and copy it as a whole";
/// Pages of a list that are looked through for one article.
const PAGES_MAX: usize = 20;
/// Longest id of a server, in bytes.
const ID_BYTES_MAX: usize = 500;

/// What is wrong with a recipe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Where, counted from 1.
    pub line: usize,
    /// What.
    pub why: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

/// What cannot be done by a recipe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Looking what became of a request whose answer was lost.
    Find,
    /// Reading back what was sent.
    Read,
    /// Seeing what someone changed there.
    Compare,
    /// Taking an article off.
    Remove,
    /// Sending pictures.
    Media,
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Find => {
                "the recipe does not say how an article is found: where an answer is lost, Galley sends nothing again until you looked"
            }
            Self::Read => "the recipe does not say how an article is read back: it is sent, and never verified",
            Self::Compare => "the recipe names nothing to compare: what someone changes at the site is written over unseen",
            Self::Remove => "the recipe does not say how an article is taken off: that is done at the site",
            Self::Media => "the recipe does not say how a picture is sent: articles go without theirs",
        })
    }
}

/// A server, the recipe for it, and who writes there.
pub struct Http {
    recipe: Recipe,
    base: Url,
    user: String,
    web: Web,
}

impl Http {
    /// Asks nothing yet.
    ///
    /// # Errors
    /// [`PublishError::Address`], [`PublishError::Recipe`]
    pub fn connect(
        address: &str,
        reach: Reach,
        (user, secret): (&str, &Secret),
        recipe: &str,
    ) -> Result<Self, PublishError> {
        let base = must_be_safe(address, reach)?;
        let recipe = Recipe::read(recipe).map_err(|mut flaws| PublishError::Recipe(flaws.swap_remove(0)))?;
        let sign_in = &recipe.format.sign_in;
        let name = sign_in.name.as_ref().map(|name| name.get_ref().clone()).unwrap_or_default();
        let basic = Secret::new(format!("{user}:{}", secret.reveal().trim()));
        let header =
            |name: &str, value: String| Proof::Header(name.to_owned(), Box::new(move || value.clone()));
        let plain = secret.reveal().trim();
        let proof = match sign_in.by {
            By::None => Proof::None,
            By::Bearer => header("Authorization", format!("Bearer {plain}")),
            By::Basic => header("Authorization", format!("Basic {}", STANDARD.encode(basic.reveal()))),
            By::Header => header(&name, format!("{}{plain}", sign_in.prefix)),
            By::Query => Proof::Query(name, secret.clone()),
        };
        let web = Web::with(base.clone(), reach, proof, &[secret, &basic]);
        Ok(Self { recipe, base, user: user.to_owned(), web })
    }

    /// What an article makes of a recipe, for a person to look at: each step it has, with its request. Nothing is sent.
    ///
    /// # Errors
    /// [`Flaw`] where this article makes no request of it.
    pub fn requests(
        recipe: &Recipe,
        address: &str,
        user: &str,
        post: &Post,
    ) -> Result<Vec<(&'static str, Request)>, Flaw> {
        let mut context = context_of(post);
        for (name, value) in [("id", "ID"), ("url", "URL"), ("version", "VERSION"), ("user", user)] {
            context[name] = value.into();
        }
        context["page_number"] = 1.into();
        let cover = post.cover.as_ref();
        context["file_name"] = "galley-0123456789abcdef.jpg".into();
        context["content_type"] = "image/jpeg".into();
        context["alt"] = cover.map(|cover| cover.alt.clone()).unwrap_or_default().into();
        context["caption"] = cover.map(|cover| cover.caption.clone()).unwrap_or_default().into();
        context["credit"] = cover.map(|cover| cover.credit.clone()).unwrap_or_default().into();
        let mut all = Vec::new();
        for (step, _) in recipe::STEPS {
            if !recipe.templates.has(&format!("{step}.path")) {
                continue;
            }
            let mut request = recipe.request(step, address, &context)?;
            request.sign(recipe);
            if step == "media" {
                "the picture".clone_into(&mut request.body);
            }
            all.push((step, request));
        }
        Ok(all)
    }

    fn has(&self, step: &str) -> bool {
        self.recipe.templates.has(&format!("{step}.path"))
    }

    /// What is sent at a step, with the name of the account.
    fn made(&self, step: &str, mut context: Value) -> Result<Request, PublishError> {
        context["user"] = self.user.as_str().into();
        self.recipe.request(step, self.base.as_str(), &context).map_err(PublishError::Recipe)
    }

    fn ask(&self, what: &'static str, request: &Request, body: Vec<u8>) -> Result<Answer, PublishError> {
        let url = Url::parse(&request.url).map_err(|_| self.answer(what, "the recipe makes no address"))?;
        let headers: Vec<_> =
            request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let ask = if what == UPLOADING {
            Ask::upload(url, &headers, body)
        } else {
            Ask { body, headers: &headers, ..Ask::get(url) }
        };
        self.web.ask(Ask { method: request.method, ..ask })
    }

    fn send(&self, what: &'static str, step: &str, context: Value) -> Result<Answer, PublishError> {
        let request = self.made(step, context)?;
        let answer = self.ask(what, &request, request.body.clone().into_bytes())?;
        self.good(what, answer)
    }

    /// The answer, or what its status means.
    fn good(&self, what: &'static str, answer: Answer) -> Result<Answer, PublishError> {
        let (status, host) = (answer.status, self.web.host());
        if (200..300).contains(&status) {
            return Ok(answer);
        }
        let message = answer::message(&answer);
        Err(match status {
            401 | 403 if answer.is_page() => self.web.barred(what, &answer),
            401 => PublishError::SignIn { host, who: "this key".to_owned(), remedy: REMEDY },
            403 if answer::is_bad_token(&answer) => {
                PublishError::SignIn { host, who: "this key".to_owned(), remedy: REMEDY }
            }
            403 => PublishError::Rights { host, what, message: self.web.quoted(&message) },
            409 | 412 if what == UPDATING => PublishError::Changed { host },
            _ => self.web.refused(what, &answer, "the server's word", &message),
        })
    }

    fn answer(&self, what: &'static str, detail: &str) -> PublishError {
        PublishError::Answer { host: self.web.host(), what, detail: detail.to_owned() }
    }

    fn not_said(&self, what: &'static str) -> PublishError {
        PublishError::NotInRecipe { host: self.web.host(), what }
    }

    /// What an answer says of an article. `id`: by which it is known already.
    fn remote(&self, what: &'static str, answer: &Answer, id: Option<&str>) -> Result<Remote, PublishError> {
        let json = match answer.json() {
            Some(json) => json,
            // What nothing is read out of may be any word; a page is somebody else's answer.
            None if self.recipe.format.article.id.is_none() && !answer.is_page() => Value::Null,
            None => return Err(self.answer(what, "no JSON")),
        };
        self.told(what, self.recipe.format.article.at.of(&json), id)
    }

    fn told(&self, what: &'static str, told: &Value, id: Option<&str>) -> Result<Remote, PublishError> {
        let article = &self.recipe.format.article;
        let said = article.id.as_ref().map(|at| answer::plain(at.of(told)));
        let id = match said.filter(|said| !said.is_empty()).or_else(|| id.map(str::to_owned)) {
            Some(id) if is_good_id(&id) => id,
            _ => return Err(self.answer(what, "no id")),
        };
        let url = match &article.url {
            // Nothing was answered that it could be read out of.
            Some(_) if told.is_null() => String::new(),
            Some(place) => self.place("article.url", place.get_ref(), told, &id)?,
            None => String::new(),
        };
        Ok(answer::remote(article, told, id, url, self.has("read")))
    }

    /// An address that an answer says, or that is made of it: whole.
    fn place(&self, key: &str, place: &str, told: &Value, id: &str) -> Result<String, PublishError> {
        let said = if self.recipe.templates.has(key) {
            let context = json!({ "id": id, "answer": told, "user": self.user });
            self.recipe.templates.render(key, &context).map_err(PublishError::Recipe)?
        } else {
            told.pointer(place).map(answer::plain).unwrap_or_default()
        };
        if said.is_empty() {
            return Ok(said);
        }
        let whole = self.base.join(&said).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        Ok(whole.map(String::from).unwrap_or_default())
    }

    /// The items of a list.
    fn list(&self, step: &str, answer: &Answer) -> Result<Vec<Value>, PublishError> {
        const WHAT: &str = "looking for the article";
        let json = answer.json().ok_or_else(|| self.answer(WHAT, "no JSON"))?;
        let list = self.recipe.format.step(step).and_then(|step| step.list.as_ref());
        match list.map(|list| list.get_ref().of(&json)) {
            Some(Value::Array(items)) => Ok(items.clone()),
            // Nothing there is nothing found.
            Some(Value::Null) if json.is_object() => Ok(Vec::new()),
            _ => Err(self.answer(WHAT, "no list where the recipe says that it stands")),
        }
    }

    /// Whether the request that looks for an article says this.
    fn finds_by(&self, name: &str) -> bool {
        let templates = &self.recipe.templates;
        templates.keys("find.").any(|key| templates.uses(key).iter().any(|used| used == name))
    }

    fn find_by(&self, page: bool, slug: &str, marker: &str) -> Result<Option<Remote>, PublishError> {
        const WHAT: &str = "looking for the article";
        let by_pages = self.finds_by("page_number");
        for number in 1..=PAGES_MAX {
            let context = json!({ "slug": slug, "marker": marker, "page_number": number, "is_page": page });
            let items = self.list("find", &self.send(WHAT, "find", context)?)?;
            // The marker is in nothing but this article.
            if let Some(ours) = items.iter().find(|item| item.to_string().contains(marker)) {
                let known = self.recipe.format.article.id.is_none().then_some(marker);
                let found = self.told(WHAT, ours, known)?;
                if !self.has("read") {
                    return Ok(Some(found));
                }
                // What is kept when it is taken off is read at some servers only while readers get it, and stands in their list.
                let kept = || Remote { shown: Shown::Not("taken off".to_owned()), ..found.clone() };
                let read = self.read(page, &found.id)?;
                return Ok(read.or_else(|| self.keeps_removed().then(kept)));
            }
            if items.is_empty() || !by_pages {
                return Ok(None);
            }
        }
        // There are more, and it may be among them.
        Err(PublishError::CannotLook { host: self.web.host() })
    }

    /// A picture in an answer.
    fn media(&self, told: &Value) -> Result<Option<Media>, PublishError> {
        let Some(media) = &self.recipe.format.media else { return Ok(None) };
        let id = answer::plain(media.id.of(told));
        let url = self.place("media.url", media.url.get_ref(), told, &id)?;
        Ok((is_good_id(&id) && !url.is_empty()).then_some(Media { id, url }))
    }
}

const UPDATING: &str = "updating the article";
const UPLOADING: &str = "uploading a picture";
const READING: &str = "reading the article back";

impl Request {
    /// Shows where the secret will stand.
    fn sign(&mut self, recipe: &Recipe) {
        let sign_in = &recipe.format.sign_in;
        let name = sign_in.name.as_ref().map(|name| name.get_ref().as_str()).unwrap_or_default();
        let mut header = |name: &str, value: String| self.headers.insert(0, (name.to_owned(), value));
        match sign_in.by {
            By::None => {}
            By::Bearer => header("Authorization", "Bearer •••".to_owned()),
            By::Basic => header("Authorization", "Basic •••".to_owned()),
            By::Header => header(name, format!("{}•••", sign_in.prefix)),
            By::Query => {
                let mark = if self.url.contains('?') { '&' } else { '?' };
                self.url = format!("{}{mark}{name}=•••", self.url);
            }
        }
    }
}

/// A server's name for something, as it may stand in an address: one of dots alone would lead elsewhere.
fn is_good_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= ID_BYTES_MAX
        && !id.chars().all(|c| c == '.')
        && !id.contains(char::is_control)
}

/// What templates get of an article.
fn context_of(post: &Post) -> Value {
    let Post { page, title, excerpt, slug, tags, bylines, seo, marker, language, .. } = post;
    let cover = post.cover.as_ref().map(|cover| {
        json!({ "id": cover.media.id, "url": cover.media.url, "alt": cover.alt, "caption": cover.caption, "credit": cover.credit })
    });
    json!({
        "title": title, "lead": excerpt, "html": content_of(post), "markdown": markdown_of(post), "slug": slug,
        "date": post.date.format("%Y-%m-%dT%H:%M:%SZ").to_string(), "language": language, "is_page": page,
        "category": post.categories.first(), "tags": tags, "bylines": bylines, "cover": cover,
        "seo": { "title": seo.title, "description": seo.description, "canonical": seo.canonical }, "marker": marker,
    })
}

/// The text in Markdown as it is sent, its marker at the end.
fn markdown_of(post: &Post) -> String {
    format!("{}\n\n{}\n", post.markdown.trim_start_matches('\n').trim_end(), comment(&post.marker))
}

impl Server for Http {
    fn account(&self) -> Result<Account, PublishError> {
        let mut name = format!("a key for {}", self.web.host());
        if self.recipe.templates.has("sign_in.path") {
            const WHAT: &str = "signing in";
            let answer = self.send(WHAT, "sign_in", json!({}))?;
            let json = answer.json().ok_or_else(|| self.answer(WHAT, "no JSON"))?;
            let said = self.recipe.format.sign_in.account.as_ref().map(|at| answer::plain(at.of(&json)));
            name = said.filter(|said| !said.is_empty()).map_or(name, |said| self.web.quoted(&said));
        }
        Ok(Account { name, may_publish: true, may_upload: true, keeps_html: true })
    }

    fn proves_account(&self) -> Result<bool, PublishError> {
        if self.recipe.templates.has("sign_in.path") {
            return Ok(true);
        }
        match self.web.ask(Ask { method: "HEAD", signed: false, ..Ask::get(self.base.clone()) }) {
            Ok(_) | Err(PublishError::Moved { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn find(&self, page: bool, slugs: &[String], marker: &str) -> Result<Option<Remote>, PublishError> {
        if !self.has("find") {
            // Where sending twice makes one, nobody has to look.
            let repeats = self.recipe.format.create.repeatable.as_ref().is_some_and(|it| *it.get_ref());
            return if repeats { Ok(None) } else { Err(PublishError::CannotLook { host: self.web.host() }) };
        }
        if !self.finds_by("slug") {
            // By the marker alone it is found whatever its slug.
            return self.find_by(page, slugs.first().map_or("", String::as_str), marker);
        }
        if slugs.is_empty() {
            return Err(PublishError::CannotLook { host: self.web.host() });
        }
        for slug in slugs {
            if let Some(found) = self.find_by(page, slug, marker)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn read(&self, page: bool, id: &str) -> Result<Option<Remote>, PublishError> {
        if !self.has("read") {
            return Ok(Some(self.told(READING, &Value::Null, Some(id))?));
        }
        match self.send(READING, "read", json!({ "id": id, "is_page": page })) {
            // A server that does not say of one article that it is gone says so of a list with nothing else in it.
            Ok(answer) if self.recipe.format.read.as_ref().is_some_and(|step| step.list.is_some()) => {
                let items = self.list("read", &answer)?;
                items.first().map(|told| self.told(READING, told, Some(id))).transpose()
            }
            Ok(answer) => {
                let json = answer.json().ok_or_else(|| self.answer(READING, "no JSON"))?;
                match self.recipe.format.article.at.of(&json) {
                    Value::Null => Ok(None),
                    told => Ok(Some(self.told(READING, told, Some(id))?)),
                }
            }
            Err(PublishError::Refused { status: 404 | 410, .. }) => Ok(None),
            Err(other) => Err(other),
        }
    }

    fn create(&self, post: &Post) -> Result<Remote, PublishError> {
        const WHAT: &str = "publishing the article";
        let answer = self.send(WHAT, "create", context_of(post))?;
        // Where no answer says an id, the server knows the article by ours.
        let id = self.recipe.format.article.id.is_none().then_some(post.marker.as_str());
        self.remote(WHAT, &answer, id)
    }

    fn update(&self, there: &Remote, post: &Post) -> Result<Remote, PublishError> {
        if !self.has("update") {
            return Err(self.not_said(UPDATING));
        }
        if self.has("read") {
            let now = match self.read(post.page, &there.id)? {
                None if self.keeps_removed() && self.has("find") => {
                    self.find_by(post.page, &post.slug, &post.marker)?
                }
                now => now,
            };
            let now = now.filter(|now| (&now.fields, &now.version) == (&there.fields, &there.version));
            now.ok_or_else(|| PublishError::Changed { host: self.web.host() })?;
        }
        let mut context = context_of(post);
        for (name, value) in [("id", &there.id), ("url", &there.url), ("version", &there.version)] {
            context[name] = value.as_str().into();
        }
        self.send(UPDATING, "update", context)?;
        // What became of it is read back next; until then nobody knows.
        Ok(Remote { fields: Value::Null, ..there.clone() })
    }

    fn remove(&self, page: bool, id: &str) -> Result<(), PublishError> {
        const WHAT: &str = "taking the article off";
        if !self.has("remove") {
            return Err(self.not_said(WHAT));
        }
        match self.send(WHAT, "remove", json!({ "id": id, "is_page": page })) {
            Ok(_) | Err(PublishError::Refused { status: 404 | 410, .. }) => Ok(()),
            // Some say the same of what is not there as of what one may not touch.
            Err(PublishError::Rights { .. }) if self.has("read") && self.read(page, id)?.is_none() => Ok(()),
            Err(other) => Err(other),
        }
    }

    fn keeps_removed(&self) -> bool {
        let keeps = self.recipe.format.remove.as_ref().and_then(|step| step.keeps.as_ref());
        self.has("restore") || keeps.is_some_and(|keeps| *keeps.get_ref())
    }

    fn bring_back(&self, page: bool, id: &str) -> Result<Option<Remote>, PublishError> {
        if self.has("restore") {
            match self.send("bringing the article back", "restore", json!({ "id": id, "is_page": page })) {
                // Refused where it is gone for good, or there: reading says which.
                Ok(_) | Err(PublishError::Refused { status: 400..500, .. }) => {}
                Err(other) => return Err(other),
            }
        }
        self.read(page, id)
    }

    fn is_public(&self, url: &str) -> Result<Option<bool>, PublishError> {
        // What has no page was read back, and that is all there is to see.
        if url.is_empty() { Ok(Some(true)) } else { self.web.shows(url) }
    }

    fn shows_article(&self, url: &str, headline: &str) -> Result<AtAddress, PublishError> {
        // As above.
        if url.is_empty() { Ok(AtAddress::Article) } else { self.web.shows_article(url, headline) }
    }

    fn takes_pictures(&self) -> bool {
        self.has("media")
    }

    fn find_media(&self, file_name: &str, _: Instant) -> Result<Option<Media>, PublishError> {
        if !self.has("media.find") {
            return Ok(None);
        }
        let answer = self.send("looking for a picture", "media.find", json!({ "file_name": file_name }))?;
        // What only resembles it, as some servers search, is another's. Some give the file another ending.
        let stem = file_name.split('.').next().unwrap_or(file_name);
        match self.list("media.find", &answer)?.iter().find(|told| told.to_string().contains(stem)) {
            Some(told) => self.media(told),
            None => Ok(None),
        }
    }

    fn upload(&self, upload: Upload<'_>) -> Result<Media, PublishError> {
        let media = self.recipe.format.media.as_ref().ok_or_else(|| self.not_said(UPLOADING))?;
        let context = json!({
            "file_name": upload.file_name, "content_type": upload.content_type, "alt": upload.alt,
            "caption": upload.caption, "credit": upload.credit, "user": self.user,
        });
        let mut request = self.made("media", context.clone())?;
        let (content_type, body) = match &media.form {
            Some(form) => {
                let mut fields = Vec::new();
                for name in media.fields.keys() {
                    let value = self.recipe.templates.render(&format!("media.fields.{name}"), &context);
                    fields.push((name.as_str(), value.map_err(PublishError::Recipe)?));
                }
                let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                upload.into_form(form.get_ref(), &fields)
            }
            None => (upload.content_type.to_owned(), upload.bytes),
        };
        request.headers.push(("Content-Type".to_owned(), content_type));
        let answer = self.good(UPLOADING, self.ask(UPLOADING, &request, body)?)?;
        let json = answer.json().ok_or_else(|| self.answer(UPLOADING, "no JSON"))?;
        self.media(media.at.of(&json))?.ok_or_else(|| self.answer(UPLOADING, "no id, or no address"))
    }

    fn try_draft(&self, title: &str) -> Result<bool, PublishError> {
        const WHAT: &str = "making a draft";
        // What is taken off and kept would be left there.
        let is_sure = ["draft", "remove"].iter().all(|step| self.has(step)) && !self.keeps_removed();
        if !is_sure || self.recipe.format.article.id.is_none() {
            return Ok(false);
        }
        let answer = self.send(WHAT, "draft", json!({ "title": title }))?;
        let id = self.remote(WHAT, &answer, None)?.id;
        self.send("taking the draft away again", "remove", json!({ "id": id, "is_page": false }))?;
        Ok(true)
    }

    fn try_upload(&self, upload: Upload<'_>) -> Result<bool, PublishError> {
        if !self.has("media.remove") {
            return Ok(false);
        }
        let sent = self.upload(upload)?;
        self.send("taking the picture away again", "media.remove", json!({ "id": sent.id }))?;
        Ok(true)
    }

    fn survey(&self, _: bool, _: usize) -> Result<Listing, PublishError> {
        Err(self.not_said("bringing articles from there"))
    }

    fn read_all(&self, page: bool, ids: &[String]) -> Result<Vec<Remote>, PublishError> {
        ids.iter().filter_map(|id| self.read(page, id).transpose()).collect()
    }

    fn story(&self, there: &Remote) -> Result<Story, PublishError> {
        Ok(answer::story(&self.recipe.format.article, there))
    }

    fn picture(&self, url: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let Ok(url) = Url::parse(url) else { return Ok(None) };
        let answer = self.web.ask(Ask::picture(url))?;
        Ok((answer.status == 200).then_some(answer.body))
    }

    fn differences(&self, there: &Remote, post: &Post) -> Vec<Note> {
        answer::differences(&self.recipe.format.article, there, post)
    }

    fn sent_hash(&self, post: &Post) -> [u8; 32] {
        let all = json!([post.markdown, post.language, self.recipe.text()]);
        Sha256::digest([post.hash().as_slice(), all.to_string().as_bytes()].concat()).into()
    }
}
