//! Ghost 5 and 6, by its Admin API and the key of an integration.
//!
//! What it does that a client must know, seen at Ghost 5.130 and 6.65: HTML is turned into blocks of its own (`cards.rs`); a change
//! names the version that it was made of, but versions are told apart by the second, so none is written over in the second in
//! which it came about; `published` cannot become `scheduled`; an author or tag that it does not know is
//! dropped or made anew, so both are looked up; an article that is deleted is gone for good, so one is taken off by making it a draft; and
//! nothing keeps two requests from making two posts, so each carries a marker, in the code that is put at the foot of its page. No request asks for a
//! newsletter, and without one Ghost sends none.

mod cards;
mod key;
mod post;
mod reading;

use std::rc::Rc;
use std::thread;
use std::time::Duration;

use chrono::{Datelike, Days};
use galley_domain::Instant;
use serde_json::{Value, json};
use url::Url;

use crate::server::{other_address, text};
use crate::web::{Answer, Ask, Secret, Web};
use crate::{
    Account, AtAddress, Listing, Media, Note, Post, PublishError, Reach, Remote, Server, Shown, Story,
    Upload, must_be_safe,
};
use key::{Key, ServerClock};
use post::{body_of, remote};

/// Where the API lies.
const API_PATH: &str = "ghost/api/admin/";
/// Which version of it is meant.
const API_VERSION: (&str, &str) = ("Accept-Version", "v5.0");
/// The oldest Ghost that has what is asked for.
const MAJOR_MIN: u32 = 5;
/// Where a key is had that works.
const REMEDY: &str = "copy the Admin API key of a custom integration (in Ghost's settings, Integrations) as a whole: two parts with a colon between";
/// Longest list that is asked for; the server gives no longer one.
const LIST_MAX: &str = "100";
/// Until versions can be told apart.
const SECOND: Duration = Duration::from_secs(1);
/// Looks at an article that others write at the same time.
const LOOKS_MAX: usize = 4;

/// A Ghost site, and who writes there.
pub struct Ghost {
    web: Web,
    clock: Rc<ServerClock>,
    api: Url,
    /// Where readers find it, which may be another host than that of its administration.
    site: Url,
    title: String,
}

impl Ghost {
    /// Finds the API of a site.
    ///
    /// # Errors
    /// [`PublishError`]; nothing is changed there.
    pub fn connect(address: &str, reach: Reach, key: &Secret) -> Result<Self, PublishError> {
        let mut at = must_be_safe(address, reach)?;
        if !at.path().ends_with('/') {
            at.set_path(&format!("{}/", at.path()));
        }
        let read = Key::read(key).ok_or_else(|| PublishError::SignIn {
            host: at.host_str().unwrap_or_default().to_owned(),
            who: "this key: it has not the form of one".to_owned(),
            remedy: REMEDY,
        })?;
        let clock = Rc::new(ServerClock::default());
        let proof = {
            let clock = Rc::clone(&clock);
            move || format!("Ghost {}", read.token(clock.now_s()))
        };
        let no_ghost = |detail: &str| PublishError::NotTheApi {
            address: address.to_owned(),
            expected: "a Ghost site",
            detail: detail.to_owned(),
            look: "the address is that of the site, or of its administration where that stands elsewhere",
        };
        let api = at.join(API_PATH).map_err(|_| no_ghost("no path can be put to it"))?;
        let half = Secret::new(key.reveal().trim().rsplit(':').next().unwrap_or_default());
        let web = Web::new(at.clone(), reach, proof, &[key, &half]);
        let mut ghost = Self { web, clock, api, site: at, title: String::new() };
        let answer = ghost.ask(Ask { signed: false, ..Ask::get(ghost.at("site/", &[])) })?;
        if answer.status != 200 {
            // While it starts or is mended it answers everything so.
            ghost.web.must_be_well("the site", &answer)?;
            return Err(no_ghost(&format!("HTTP {}", answer.status)));
        }
        let about = answer.json().map(|json| json["site"].clone()).unwrap_or_default();
        let version = text(&about["version"]);
        let major = version.split('.').next().and_then(|major| major.parse::<u32>().ok());
        match major {
            None => return Err(no_ghost("it names no version of Ghost")),
            Some(major) if major < MAJOR_MIN => {
                let version = ghost.web.quoted(&version);
                return Err(no_ghost(&format!("Ghost {version}; it must be {MAJOR_MIN} or newer")));
            }
            Some(_) if answer.said_s().is_none() => return Err(no_ghost("it does not say what time it is")),
            Some(_) => {}
        }
        if let Ok(site) = Url::parse(&text(&about["url"])) {
            ghost.site = site;
        }
        ghost.title = ghost.web.quoted(&text(&about["title"]));
        Ok(ghost)
    }

    fn at(&self, path: &str, query: &[(&str, &str)]) -> Url {
        let mut url = self.api.clone();
        url.set_path(&format!("{}{path}", self.api.path()));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    fn ask(&self, ask: Ask<'_>) -> Result<Answer, PublishError> {
        let headers = [&[API_VERSION][..], ask.headers].concat();
        let answer = self.web.ask(Ask { headers: &headers, ..ask })?;
        self.clock.set(&answer);
        Ok(answer)
    }

    fn send(&self, method: &'static str, url: Url, body: &Value) -> Result<Answer, PublishError> {
        let headers = [("Content-Type", "application/json")];
        self.ask(Ask { method, headers: &headers, body: body.to_string().into_bytes(), ..Ask::get(url) })
    }

    /// The list of this name in an answer, or what its status means.
    fn list(&self, what: &'static str, answer: &Answer, name: &str) -> Result<Vec<Value>, PublishError> {
        match self.good(what, answer)? {
            Value::Object(mut json) => match json.remove(name) {
                Some(Value::Array(list)) => Ok(list),
                _ => Err(self.answer(what, "not what was asked for")),
            },
            _ => Err(self.answer(what, "not what was asked for")),
        }
    }

    fn good(&self, what: &'static str, answer: &Answer) -> Result<Value, PublishError> {
        let (status, host, json) = (answer.status, self.web.host(), answer.json());
        if (200..300).contains(&status) {
            return json.ok_or_else(|| self.answer(what, "no JSON"));
        }
        let error = json.as_ref().map(|json| json["errors"][0].clone()).unwrap_or_default();
        let code = text(&error["code"]);
        let message = match &json {
            Some(_) => format!("{} {}", text(&error["message"]), text(&error["context"])),
            None => String::from_utf8_lossy(&answer.body).into_owned(),
        };
        let quoted = self.web.quoted(&message);
        Err(match status {
            // It was made too long ago: this computer slept meanwhile.
            401 if message.contains("jwt expired") => self.answer(what, "its clock and ours went apart"),
            // Its own errors have a kind; what a firewall says has none.
            401 if error["type"].is_string() => self.no_such_key(),
            400 if code == "INVALID_JWT" => self.no_such_key(),
            403 if error["type"].is_string() => PublishError::Rights { host, what, message: quoted },
            401 | 403 => self.web.barred(what, answer),
            409 if code == "UPDATE_COLLISION" => PublishError::Changed { host },
            _ => {
                let mut refused = self.web.refused(what, answer, &code, &message);
                // A tag that was deleted since it was asked for: the next time it is asked for anew.
                if let (422, PublishError::Refused { is_final, .. }) = (status, &mut refused) {
                    *is_final &= !message.contains("[tags.");
                }
                refused
            }
        })
    }

    fn no_such_key(&self) -> PublishError {
        PublishError::SignIn { host: self.web.host(), who: "this key".to_owned(), remedy: REMEDY }
    }

    fn answer(&self, what: &'static str, detail: &str) -> PublishError {
        PublishError::Answer { host: self.web.host(), what, detail: detail.to_owned() }
    }

    fn post_in(&self, what: &'static str, page: bool, answer: &Answer) -> Result<Remote, PublishError> {
        let posts = self.list(what, answer, kind(page))?;
        posts.first().and_then(remote).ok_or_else(|| self.answer(what, "a post without an id"))
    }

    fn url_of(&self, page: bool, id: &str) -> Url {
        self.at(&format!("{}/{id}/", kind(page)), &WHOLE)
    }

    /// The article, at a moment from which on every change by someone else has another version.
    fn settled(&self, page: bool, id: &str) -> Result<Option<Remote>, PublishError> {
        for _ in 0..LOOKS_MAX {
            let answer = self.ask(Ask::get(self.url_of(page, id)))?;
            if answer.status == 404 && answer.json().is_some() {
                return Ok(None);
            }
            let there = self.post_in("reading the article", page, &answer)?;
            let written = chrono::DateTime::parse_from_rfc3339(&there.version).map(|at| at.timestamp());
            let written =
                written.map_err(|_| self.answer("reading the article", "no date of its version"))?;
            if answer.said_s().is_none_or(|now| now > written) {
                return Ok(Some(there));
            }
            thread::sleep(SECOND);
        }
        Err(PublishError::Changed { host: self.web.host() })
    }

    /// Writes over a version.
    fn put(
        &self,
        what: &'static str,
        page: bool,
        id: &str,
        version: &str,
        mut fields: Value,
    ) -> Result<Remote, PublishError> {
        fields["updated_at"] = version.into();
        let mut url = self.url_of(page, id);
        url.query_pairs_mut().append_pair("source", "html");
        let answer = self.send("PUT", url, &json!({ kind(page): [fields] }))?;
        self.post_in(what, page, &answer)
    }

    /// The authors there whom readers see by these names.
    fn authors(&self, bylines: &[String]) -> Result<Vec<Value>, PublishError> {
        if bylines.is_empty() {
            return Ok(Vec::new());
        }
        // By name: the list of all has an end.
        let names: Vec<_> = bylines.iter().map(|byline| quote(byline)).collect();
        let filter = format!("name:[{}]", names.join(","));
        let query = [("filter", filter.as_str()), ("limit", LIST_MAX), ("fields", "id,name")];
        let answer = self.ask(Ask::get(self.at("users/", &query)))?;
        let users = self.list("looking for authors", &answer, "users")?;
        let called = |byline: &String| users.iter().find(|user| text(&user["name"]) == *byline);
        Ok(bylines.iter().filter_map(called).map(|user| json!({ "id": user["id"] })).collect())
    }
}

impl Server for Ghost {
    // Nothing tells an integration its name; the site says that it takes the key.
    fn account(&self) -> Result<Account, PublishError> {
        let answer = self.ask(Ask::get(self.at("posts/", &[("limit", "1"), ("fields", "id")])))?;
        self.list("the key", &answer, "posts")?;
        let name = format!("an integration of {}", self.title);
        Ok(Account { name, may_publish: true, may_upload: true, keeps_html: true })
    }

    fn find(&self, page: bool, _: &[String], marker: &str) -> Result<Option<Remote>, PublishError> {
        // Whatever became of its slug.
        let filter = format!("codeinjection_foot:~{}", quote(marker));
        let query = [&WHOLE[..], &[("filter", filter.as_str()), ("limit", LIST_MAX)][..]].concat();
        let answer = self.ask(Ask::get(self.at(&format!("{}/", kind(page)), &query)))?;
        let found = self.list("looking for the article", &answer, kind(page))?;
        Ok(found.iter().filter(|found| post::is_marked(found, marker)).find_map(remote))
    }

    fn read(&self, page: bool, id: &str) -> Result<Option<Remote>, PublishError> {
        let answer = self.ask(Ask::get(self.url_of(page, id)))?;
        if answer.status == 404 && answer.json().is_some() {
            return Ok(None);
        }
        self.post_in("reading the article back", page, &answer).map(Some)
    }

    fn create(&self, post: &Post) -> Result<Remote, PublishError> {
        let body = body_of(post, None, self.authors(&post.bylines)?);
        let query = [&WHOLE[..], &[("source", "html")][..]].concat();
        let url = self.at(&format!("{}/", kind(post.page)), &query);
        let answer = self.send("POST", url, &json!({ kind(post.page): [body] }))?;
        self.post_in("publishing the article", post.page, &answer)
    }

    fn update(&self, there: &Remote, post: &Post) -> Result<Remote, PublishError> {
        const WHAT: &str = "updating the article";
        let body = body_of(post, Some(there), self.authors(&post.bylines)?);
        let now = self.settled(post.page, &there.id)?;
        let mut now = now
            .filter(|now| now.fields == there.fields)
            .ok_or_else(|| PublishError::Changed { host: self.web.host() })?;
        if post.scheduled && now.shown == Shown::Now {
            now = self.put(WHAT, post.page, &there.id, &now.version, json!({ "status": "draft" }))?;
        }
        self.put(WHAT, post.page, &there.id, &now.version, body)
    }

    fn takes_off_first(&self, there: &Remote, post: &Post) -> bool {
        // What is scheduled may be published by the time that it is read once more.
        post.scheduled && matches!(there.shown, Shown::Now | Shown::AtItsTime)
    }

    fn before_taken_off(&self, there: &Remote) -> Option<Remote> {
        let mut was = Remote { shown: Shown::Now, ..there.clone() };
        was.fields["status"] = "published".into();
        (there.shown == Shown::Not("draft".to_owned())).then_some(was)
    }

    fn remove(&self, page: bool, id: &str) -> Result<(), PublishError> {
        match self.settled(page, id)? {
            Some(there) if matches!(there.shown, Shown::Now | Shown::AtItsTime) => {
                let draft = json!({ "status": "draft" });
                self.put("taking the article off", page, id, &there.version, draft).map(|_| ())
            }
            _ => Ok(()),
        }
    }

    fn erase(&self, page: bool, id: &str) -> Result<(), PublishError> {
        let answer = self.ask(Ask { method: "DELETE", ..Ask::get(self.url_of(page, id)) })?;
        if answer.status == 204 || (answer.status == 404 && answer.json().is_some()) {
            return Ok(());
        }
        self.good("deleting the article", &answer).map(|_| ())
    }

    // Taken off it is a draft.
    fn has_trash(&self) -> bool {
        true
    }

    fn is_public(&self, url: &str) -> Result<Option<bool>, PublishError> {
        self.web.shows(url)
    }

    fn shows_article(&self, url: &str, headline: &str) -> Result<AtAddress, PublishError> {
        self.web.shows_article(url, headline)
    }

    // A picture that was sent stays: Ghost has no call that takes one away.
    fn try_draft(&self, title: &str) -> Result<bool, PublishError> {
        const WHAT: &str = "making a draft";
        let draft = json!({ "posts": [{ "title": title, "status": "draft" }] });
        let answer = self.send("POST", self.at("posts/", &[]), &draft)?;
        let made = self.post_in(WHAT, false, &answer)?;
        let answer = self.ask(Ask { method: "DELETE", ..Ask::get(self.url_of(false, &made.id)) })?;
        if answer.status == 204 {
            return Ok(true);
        }
        self.good("taking the draft away again", &answer).map(|_| true)
    }

    fn category(&self, name: &str, _: Option<&str>) -> Result<String, PublishError> {
        self.tag(name)
    }

    fn tag(&self, name: &str) -> Result<String, PublishError> {
        if let Some(id) = self.find_tag(name)? {
            return Ok(id);
        }
        let made = self.send("POST", self.at("tags/", &[]), &json!({ "tags": [{ "name": name }] }))?;
        let made = self.list("making a tag", &made, "tags")?.into_iter().next().unwrap_or_default();
        made["id"].as_str().map(str::to_owned).ok_or_else(|| self.answer("making a tag", "no id"))
    }

    fn find_tag(&self, name: &str) -> Result<Option<String>, PublishError> {
        const WHAT: &str = "looking for a tag";
        // Both ends: `=` would tell capitals apart on some databases and not on others.
        let filter = format!("name:~^{0}+name:~${0}", quote(name));
        let answer = self.ask(Ask::get(self.at("tags/", &[("filter", &filter), ("limit", LIST_MAX)])))?;
        let found = self.list(WHAT, &answer, "tags")?;
        let is_it = |tag: &Value| text(&tag["name"]).to_lowercase() == name.to_lowercase();
        let Some(tag) = found.into_iter().find(is_it) else { return Ok(None) };
        tag["id"].as_str().map(|id| Some(id.to_owned())).ok_or_else(|| self.answer(WHAT, "no id"))
    }

    fn find_media(&self, file_name: &str, now: Instant) -> Result<Option<Media>, PublishError> {
        // The API lists no pictures. They lie in a folder of the month, by the server's clock and zone.
        let around = [now.checked_add_days(Days::new(1)), Some(now), now.checked_sub_days(Days::new(28))];
        let mut months: Vec<_> = around.into_iter().flatten().map(|at| (at.year(), at.month())).collect();
        months.dedup();
        for (year, month) in months {
            let mut url = self.site.clone();
            let folder = url.path().trim_end_matches('/').to_owned();
            url.set_path(&format!("{folder}/content/images/{year}/{month:02}/{file_name}"));
            if self.web.has("HEAD", url.clone())? == Some(true) {
                return Ok(Some(Media { id: url.to_string(), url: url.into() }));
            }
        }
        Ok(None)
    }

    fn upload(&self, upload: Upload<'_>) -> Result<Media, PublishError> {
        const WHAT: &str = "uploading a picture";
        let (content_type, body) = upload.into_form("file", &[("purpose", "image")]);
        let headers = [("Content-Type", content_type.as_str())];
        let answer = self.ask(Ask::upload(self.at("images/upload/", &[]), &headers, body))?;
        let sent = self.list(WHAT, &answer, "images")?;
        let url = sent.first().and_then(|image| image["url"].as_str());
        let url = url.filter(|url| Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https")));
        let url = url.ok_or_else(|| self.answer(WHAT, "no address"))?.to_owned();
        // Pictures have no other name there; their words stand where they are shown.
        Ok(Media { id: url.clone(), url })
    }

    fn survey(&self, page: bool, from: usize) -> Result<Listing, PublishError> {
        self.seen(page, from)
    }

    fn reads_at_once(&self) -> bool {
        true
    }

    fn read_all(&self, page: bool, ids: &[String]) -> Result<Vec<Remote>, PublishError> {
        self.posts(page, ids)
    }

    fn story(&self, there: &Remote) -> Result<Story, PublishError> {
        Ok(self.told(there))
    }

    fn picture(&self, url: &str) -> Result<Option<Vec<u8>>, PublishError> {
        self.file(url)
    }

    fn differences(&self, there: &Remote, post: &Post) -> Vec<Note> {
        let mut notes = post::differences(there, post);
        let slug = text(&there.fields["slug"]);
        if slug != post.slug {
            notes.insert(0, other_address(&slug, &post.slug));
        }
        notes
    }
}

const fn kind(page: bool) -> &'static str {
    if page { "pages" } else { "posts" }
}

/// What is answered of a post: its text as Ghost keeps it and as readers get it.
const WHOLE: [(&str, &str); 2] = [("formats", "html,lexical"), ("include", "tags,authors")];

/// A text within a filter.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
