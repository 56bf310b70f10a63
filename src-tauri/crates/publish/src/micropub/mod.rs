//! Micropub (W3C, 2017), by a token that its owner made at the site.
//!
//! What a client must know, seen at django-indieweb 0.6 and said by the standard: an article's name is its address; errors are plain text as often as
//! JSON; an article that is gone is answered as a bad request; there is no check for edits in between, so the article is read before it is
//! written; pictures get names of the server's own, so one whose answer was lost cannot be found again; a list of all is an extension,
//! without which nobody can look what became of a request; and no server can be relied on to wait for a date.

mod entry;

use std::cell::RefCell;
use std::collections::BTreeSet;

use chrono::DateTime;
use galley_domain::Instant;
use serde_json::{Value, json};
use url::Url;

use crate::discovery;
use crate::server::{comment, content_of, other_address, text, words_of};
use crate::web::{Answer, Ask, Secret, Web};
use crate::{
    Account, Aside, AtAddress, Listing, Media, Note, NoteWord, Post, PublishError, Reach, Remote, Server,
    Shown, Story, Upload, must_be_safe,
};
use entry::{body_of, html_of, remote};

/// Where a token is had that works.
const REMEDY: &str = "make a token with the scopes create, update, delete, undelete and media at the site, and copy it as a whole";
/// Articles that are asked for at once.
const PAGE: usize = 100;
/// Articles that are looked through for one marker, where the server does not filter.
const LOOKED_THROUGH_MAX: usize = 1000;

/// A site with a Micropub endpoint, and who writes there.
pub struct Micropub {
    site: Url,
    endpoint: Url,
    web: Web,
    /// Pictures go elsewhere, which may be another host: the endpoint vouches for it.
    media: RefCell<Option<(Url, Web)>>,
    token: Secret,
    reach: Reach,
    /// What a list has named: a server that does not know pages of one names the same again.
    named: RefCell<BTreeSet<String>>,
}

impl Micropub {
    /// Finds the endpoint of a site.
    ///
    /// # Errors
    /// [`PublishError`]; nothing is changed there.
    pub fn connect(address: &str, reach: Reach, token: &Secret) -> Result<Self, PublishError> {
        let mut site = must_be_safe(address, reach)?;
        if !site.path().ends_with('/') {
            site.set_path(&format!("{}/", site.path()));
        }
        let web = Web::unsigned(site.clone(), reach);
        let answer = web.ask(Ask { signed: false, ..Ask::get(site.clone()) })?;
        let endpoint = discovery::endpoint(&site, &answer, "micropub");
        let Some(endpoint) = endpoint else {
            web.must_be_well("the home page", &answer)?;
            return Err(no_endpoint(address, &site, &answer));
        };
        let reach = reach.sent_by(&site, &endpoint);
        let endpoint = must_be_safe(endpoint.as_str(), reach)?;
        let web = bearer(&endpoint, reach, token);
        let (media, named) = (RefCell::default(), RefCell::default());
        Ok(Self { site, endpoint, web, media, token: token.clone(), reach, named })
    }

    fn at(&self, query: &[(&str, &str)]) -> Url {
        let mut url = self.endpoint.clone();
        url.query_pairs_mut().extend_pairs(query);
        url
    }

    fn send(&self, what: &'static str, body: &Value) -> Result<Answer, PublishError> {
        let headers = [("Content-Type", "application/json")];
        let url = self.endpoint.clone();
        let answer = self.web.ask(Ask {
            method: "POST",
            headers: &headers,
            body: body.to_string().into_bytes(),
            ..Ask::get(url)
        })?;
        self.good(what, answer)
    }

    /// The answer, or what its status means.
    fn good(&self, what: &'static str, answer: Answer) -> Result<Answer, PublishError> {
        let (status, host) = (answer.status, self.web.host());
        if (200..300).contains(&status) {
            return Ok(answer);
        }
        // The standard's errors are JSON; what is met is as often one word, or a page.
        let (code, message) = match answer.json() {
            Some(error) if error.is_object() => {
                let (code, more) = (text(&error["error"]), text(&error["error_description"]));
                let message = if more.is_empty() { code.clone() } else { more };
                (code, message)
            }
            _ => {
                let message = String::from_utf8_lossy(&answer.body).into_owned();
                (message.split_whitespace().next().unwrap_or_default().to_owned(), message)
            }
        };
        Err(match status {
            401 | 403 if answer.is_page() => self.web.barred(what, &answer),
            401 if code != "insufficient_scope" => self.no_such_token(),
            401 | 403 => PublishError::Rights { host, what, message: self.web.quoted(&message) },
            _ => self.web.refused(what, &answer, &code, &message),
        })
    }

    fn no_such_token(&self) -> PublishError {
        PublishError::SignIn { host: self.web.host(), who: "this token".to_owned(), remedy: REMEDY }
    }

    fn answer(&self, what: &'static str, detail: &str) -> PublishError {
        PublishError::Answer { host: self.web.host(), what, detail: detail.to_owned() }
    }

    /// Where an answer says that something lies now.
    fn location(&self, what: &'static str, answer: &Answer, from: &Url) -> Result<Url, PublishError> {
        let to = answer.headers.get("location").and_then(|to| to.to_str().ok());
        let to = to.and_then(|to| from.join(to).ok()).filter(|to| matches!(to.scheme(), "http" | "https"));
        to.ok_or_else(|| self.answer(what, "no address"))
    }

    /// Some of the articles that are there; none where the server keeps no list.
    fn list(&self, query: &[(&str, &str)]) -> Result<Option<Vec<Value>>, PublishError> {
        const WHAT: &str = "the list of articles";
        let query = [&[("q", "source")][..], query].concat();
        let answer = self.web.ask(Ask::get(self.at(&query)))?;
        if matches!(answer.status, 400 | 404 | 405 | 501) {
            return Ok(None);
        }
        match self.good(WHAT, answer)?.json() {
            Some(Value::Object(mut json)) => match json.remove("items") {
                Some(Value::Array(items)) => Ok(Some(items)),
                // A server that knows the question for one article only answers something of that kind.
                _ => Ok(None),
            },
            _ => Err(self.answer(WHAT, "no JSON")),
        }
    }

    /// The article at an address; none where it is gone.
    fn source(&self, url: &str) -> Result<Option<Remote>, PublishError> {
        const WHAT: &str = "reading the article back";
        let answer = self.web.ask(Ask::get(self.at(&[("q", "source"), ("url", url)])))?;
        // Both "there is none" and "I do not know this question": its page tells which.
        if matches!(answer.status, 400 | 404 | 410) && self.is_public(url)? == Some(false) {
            return Ok(None);
        }
        let there = self.good(WHAT, answer)?.json();
        there
            .and_then(|there| remote(url, &there))
            .map(Some)
            .ok_or_else(|| self.answer(WHAT, "no properties"))
    }

    /// What was written, as it came out there. It was taken, whatever comes of looking at it now: that may be looked at again.
    fn written(&self, url: &Url) -> Remote {
        self.source(url.as_str()).ok().flatten().unwrap_or_else(|| on_its_way(url))
    }

    fn config(&self) -> Result<(), PublishError> {
        const WHAT: &str = "the settings of the endpoint";
        let answer = self.web.ask(Ask::get(self.at(&[("q", "config")])))?;
        if matches!(answer.status, 400 | 404 | 501) {
            return Ok(());
        }
        if answer.status == 403 && !answer.is_page() {
            return Err(self.no_such_token());
        }
        let config = self.good(WHAT, answer)?.json();
        let config = config.filter(Value::is_object).ok_or_else(|| self.answer(WHAT, "no JSON"))?;
        let media = text(&config["media-endpoint"]);
        *self.media.borrow_mut() = match media.as_str() {
            "" => None,
            media => {
                let url =
                    self.endpoint.join(media).map_err(|_| self.answer(WHAT, "no address for pictures"))?;
                let reach = self.reach.sent_by(&self.endpoint, &url);
                let url = must_be_safe(url.as_str(), reach)?;
                let web = bearer(&url, reach, &self.token);
                Some((url, web))
            }
        };
        Ok(())
    }
}

/// A server may take an article and make its page later.
fn on_its_way(url: &Url) -> Remote {
    Remote {
        id: url.to_string(),
        url: url.to_string(),
        shown: Shown::Not("on its way".to_owned()),
        version: String::new(),
        aside: Aside::default(),
        fields: Value::Null,
        told: Value::Null,
    }
}

fn no_endpoint(address: &str, site: &Url, answer: &Answer) -> PublishError {
    if answer.status == 200 && !answer.is_measured() {
        return PublishError::Answer {
            host: site.host_str().unwrap_or_default().to_owned(),
            what: "the home page",
            detail: "no link of the kind micropub, unless it was cut off before it".to_owned(),
        };
    }
    PublishError::NotTheApi {
        address: address.to_owned(),
        expected: "a site with Micropub",
        detail: format!("HTTP {}, and no link of the kind micropub", answer.status),
        look: "the address is that of the site's home page, and that page links to its Micropub endpoint",
    }
}

fn bearer(at: &Url, reach: Reach, token: &Secret) -> Web {
    let said = format!("Bearer {}", token.reveal().trim());
    Web::new(at.clone(), reach, move || said.clone(), &[token])
}

impl Server for Micropub {
    // Nothing tells a token whose it is or what it may do; its settings are told to nobody without one.
    fn account(&self) -> Result<Account, PublishError> {
        self.config()?;
        let name = format!("a token for {}", self.site.host_str().unwrap_or_default());
        Ok(Account { name, may_publish: true, may_upload: self.media.borrow().is_some(), keeps_html: true })
    }

    fn find(&self, _: bool, _: &[String], marker: &str) -> Result<Option<Remote>, PublishError> {
        let marker = comment(marker);
        let (mut from, mut named) = (0, BTreeSet::new());
        while from < LOOKED_THROUGH_MAX {
            let (offset, limit) = (from.to_string(), PAGE.to_string());
            // Not every server filters; those that do not answer all.
            let query = [("limit", limit.as_str()), ("offset", &offset), ("filter", &marker)];
            let Some(items) = self.list(&query)? else {
                return Err(PublishError::CannotLook { host: self.web.host() });
            };
            from += items.len();
            let before = named.len();
            for item in &items {
                let Some(url) = entry::url(item, &self.site) else { continue };
                if html_of(item).contains(&marker) {
                    return self.source(&url);
                }
                named.insert(url);
            }
            if named.len() == before {
                return Ok(None);
            }
        }
        // There are more, and it may be among them.
        Err(PublishError::CannotLook { host: self.web.host() })
    }

    fn read(&self, _: bool, id: &str) -> Result<Option<Remote>, PublishError> {
        self.source(id)
    }

    fn create(&self, post: &Post) -> Result<Remote, PublishError> {
        const WHAT: &str = "publishing the article";
        let mut properties = body_of(post);
        properties.insert("mp-slug".into(), json!([post.slug]));
        let answer = self.send(WHAT, &json!({ "type": ["h-entry"], "properties": properties }))?;
        if !matches!(answer.status, 201 | 202) {
            return Err(self.answer(WHAT, "no word of having made it"));
        }
        let at = self.location(WHAT, &answer, &self.endpoint)?;
        Ok(self.written(&at))
    }

    fn update(&self, there: &Remote, post: &Post) -> Result<Remote, PublishError> {
        const WHAT: &str = "updating the article";
        let now = self.source(&there.id)?.filter(|now| now.fields == there.fields);
        let now = now.ok_or_else(|| PublishError::Changed { host: self.web.host() })?;
        let replace = body_of(post);
        let has = |name: &&&str| now.fields.get(**name).is_some() && !replace.contains_key(**name);
        let gone: Vec<_> = entry::OURS.iter().filter(has).collect();
        let mut body = json!({ "action": "update", "url": there.id, "replace": replace });
        if !gone.is_empty() {
            body["delete"] = json!(gone);
        }
        let answer = self.send(WHAT, &body)?;
        let at = Url::parse(&there.id).map_err(|_| self.answer(WHAT, "no address"))?;
        // An address that followed the headline is told.
        let at = if answer.status == 201 { self.location(WHAT, &answer, &at)? } else { at };
        Ok(self.written(&at))
    }

    fn remove(&self, _: bool, id: &str) -> Result<(), PublishError> {
        let sent = self.send("taking the article off", &json!({ "action": "delete", "url": id }));
        match sent {
            Ok(_) => Ok(()),
            Err(PublishError::Refused { status: 400 | 404 | 410, .. }) if self.source(id)?.is_none() => {
                Ok(())
            }
            Err(other) => Err(other),
        }
    }

    fn keeps_removed(&self) -> bool {
        true
    }

    fn bring_back(&self, _: bool, id: &str) -> Result<Option<Remote>, PublishError> {
        if let Some(there) = self.source(id)? {
            return Ok(Some(there));
        }
        match self.send("bringing the article back", &json!({ "action": "undelete", "url": id })) {
            Ok(answer) if answer.status == 201 => {
                let to = self.location("bringing the article back", &answer, &self.endpoint)?;
                self.source(to.as_str())
            }
            Ok(_) => self.source(id),
            // Gone for good, or the server keeps nothing, or the token may not: then it is made anew.
            Err(PublishError::Refused { status: 400..500, .. } | PublishError::Rights { .. }) => Ok(None),
            Err(other) => Err(other),
        }
    }

    fn is_public(&self, url: &str) -> Result<Option<bool>, PublishError> {
        self.web.shows(url)
    }

    fn shows_article(&self, url: &str, headline: &str) -> Result<AtAddress, PublishError> {
        self.web.shows_article(url, headline)
    }

    fn takes_pictures(&self) -> bool {
        self.media.borrow().is_some()
    }

    // The server names pictures as it likes: one whose answer was lost is sent again, and the first lies there unused.
    fn find_media(&self, _: &str, _: Instant) -> Result<Option<Media>, PublishError> {
        Ok(None)
    }

    fn upload(&self, upload: Upload<'_>) -> Result<Media, PublishError> {
        const WHAT: &str = "uploading a picture";
        let media = self.media.borrow();
        let (endpoint, web) = media.as_ref().ok_or_else(|| PublishError::Rights {
            host: self.web.host(),
            what: WHAT,
            message: "the site names no media endpoint".to_owned(),
        })?;
        let (content_type, body) = upload.into_form("file", &[]);
        let headers = [("Content-Type", content_type.as_str())];
        let answer = self.good(WHAT, web.ask(Ask::upload(endpoint.clone(), &headers, body))?)?;
        let url = self.location(WHAT, &answer, endpoint)?.to_string();
        Ok(Media { id: url.clone(), url })
    }

    fn survey(&self, page: bool, from: usize) -> Result<Listing, PublishError> {
        // It knows no pages.
        if page {
            return Ok(Listing::default());
        }
        if from == 0 {
            self.named.borrow_mut().clear();
        }
        let (limit, offset) = (PAGE.to_string(), from.to_string());
        let items = self.list(&[("limit", limit.as_str()), ("offset", &offset)])?;
        let items = items.ok_or_else(|| PublishError::Refused {
            host: self.web.host(),
            what: "the list of articles",
            status: 501,
            code: "none".to_owned(),
            message: "this server keeps no list that can be asked for".to_owned(),
            is_final: true,
        })?;
        let mut named = self.named.borrow_mut();
        let seen = items.iter().filter_map(|item| entry::seen(item, &self.site));
        let seen: Vec<_> = seen.filter(|seen| named.insert(seen.id.clone())).collect();
        let next = (!seen.is_empty()).then_some(from + items.len());
        Ok(Listing { seen, next, total: None })
    }

    fn read_all(&self, _: bool, ids: &[String]) -> Result<Vec<Remote>, PublishError> {
        ids.iter().filter_map(|id| self.source(id).transpose()).collect()
    }

    fn story(&self, there: &Remote) -> Result<Story, PublishError> {
        Ok(entry::story(there, |url| {
            let lies_there = |at: &Url| Url::parse(url).is_ok_and(|url| url.origin() == at.origin());
            lies_there(&self.site) || self.media.borrow().as_ref().is_some_and(|(at, _)| lies_there(at))
        }))
    }

    fn picture(&self, url: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let Ok(url) = Url::parse(url) else { return Ok(None) };
        let answer = self.web.ask(Ask::picture(url))?;
        Ok((answer.status == 200).then_some(answer.body))
    }

    fn differences(&self, there: &Remote, post: &Post) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut note = |differs: bool, note: Note| notes.extend(differs.then_some(note));
        if let Shown::Not(other) = &there.shown {
            note(true, Note::about(NoteWord::KeptAs, other));
        }
        let first = |name: &str| {
            there.fields[name].as_array().and_then(|all| all.first()).map(text).unwrap_or_default()
        };
        let slug = Url::parse(&there.url).ok();
        let slug = slug
            .as_ref()
            .and_then(|url| url.path_segments()?.rfind(|part| !part.is_empty()).map(str::to_owned));
        let slug = slug.unwrap_or_default();
        let is_ours = percent_free(&slug) == post.slug;
        note(!is_ours && !slug.is_empty(), other_address(&slug, &post.slug));
        note(first("name") != post.title, NoteWord::ChangedHeadline.into());
        note(words_of(&first("summary")) != words_of(&post.excerpt), NoteWord::ChangedLead.into());
        let date = DateTime::parse_from_rfc3339(&first("published")).ok();
        let is_same = date.is_some_and(|date| date.timestamp() == post.date.timestamp());
        note(!is_same, NoteWord::ChangedDate.into());
        let kept = there.fields["category"].as_array().map(Vec::as_slice).unwrap_or_default();
        let lacks = |name: &String| !kept.contains(&json!(name));
        note(post.categories.iter().chain(&post.tags).any(lacks), NoteWord::LostFiling.into());
        let cover = post.cover.as_ref().map(|cover| cover.media.url.as_str()).unwrap_or_default();
        note(first("featured") != cover, NoteWord::LostCover.into());
        let credit = post.cover.as_ref().map(|cover| cover.credit.as_str()).unwrap_or_default();
        note(!credit.is_empty(), Note::about(NoteWord::NoCredit, credit));
        note(words_of(&html_of(&there.told)) != words_of(&content_of(post)), NoteWord::LostText.into());
        notes
    }
}

/// A part of an address as a person types it.
fn percent_free(part: &str) -> String {
    url::form_urlencoded::parse(format!("x={}", part.replace('+', "%2B")).as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}
