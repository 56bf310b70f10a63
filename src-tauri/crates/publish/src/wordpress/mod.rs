//! WordPress, by its REST API (`wp/v2`) and an application password.
//!
//! What it does that a client must know, seen at WordPress 6.1: unknown categories and pictures are dropped without a word, so
//! everything is read back; a login is proven by `users/me` alone, since reading needs none; there is no check for edits in between, so the
//! post is read before it is written; and nothing keeps two requests from making two posts, so each carries a marker by which
//! the one that was made is found again.

mod fields;
mod reading;
mod slugs;
mod terms;
#[cfg(test)]
mod tests;
mod text;

use std::cell::RefCell;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use galley_domain::Instant;
use serde_json::{Value, json};
use url::Url;

use crate::discovery;
use crate::server::{comment, content_of, other_address, text, unescaped, words_of};
use crate::web::{Answer, Ask, Secret, Web};
use crate::{
    Account, Aside, AtAddress, Listing, Media, Note, NoteWord, Post, PublishError, Reach, Remote, Server,
    Shown, Story, Upload, must_be_safe,
};
use fields::Fields;
use terms::Taxonomy;

/// Where the API lies, where the site's front page does not say.
const API_PATH: &str = "wp-json/";
/// The same on a site without permalinks.
const API_QUERY: &str = "?rest_route=/";
/// The relation by which it says so.
const API_RELATION: &str = "https://api.w.org/";
/// Where a password is had that works.
const REMEDY: &str =
    "make an application password in the site's user profile (the one for signing in does not do)";
/// The same where the site takes none.
const OFF: &str = "have application passwords switched on at the site: it has none without https, or a plug-in forbids them";
/// The same where the site says what it says to a stranger: most do not tell a wrong password from none.
const UNHEARD: &str = "make an application password in the site's user profile (the one for signing in does not do); where this is one, have the site's server, or a proxy before it, pass on the header Authorization";
/// The same where strangers get nothing.
const CLOSED: &str = "make an application password in the site's user profile, or let the plug-in that closes the site's REST API allow this account";

/// A WordPress site, and who writes there.
pub struct WordPress {
    web: Web,
    root: Url,
    user: String,
    takes_passwords: bool,
    me: RefCell<Me>,
    names: RefCell<reading::Names>,
}

/// What was learnt of the account.
#[derive(Debug, Default)]
struct Me {
    id: u64,
    /// Whether it may publish in the name of others.
    names_others: bool,
}

impl WordPress {
    /// Finds the API of a site.
    ///
    /// # Errors
    /// [`PublishError`]; nothing is changed there.
    pub fn connect(address: &str, reach: Reach, user: &str, password: &Secret) -> Result<Self, PublishError> {
        let mut site = must_be_safe(address, reach)?;
        if !site.path().ends_with('/') {
            site.set_path(&format!("{}/", site.path()));
        }
        let basic = format!("Basic {}", STANDARD.encode(format!("{user}:{}", password.reveal())));
        let web = Web::new(site.clone(), reach, move || basic.clone(), &[password]);
        let front = web.ask(Ask { signed: false, ..Ask::get(site.clone()) })?;
        // Where the site says it, that is where it is; else it is where it mostly is, with permalinks or without.
        let roots = if let Some(root) = discovery::endpoint(&site, &front, API_RELATION) {
            vec![root]
        } else {
            web.must_be_well("the front page", &front)?;
            [API_PATH, API_QUERY].iter().filter_map(|at| site.join(at).ok()).collect()
        };
        let mut detail = "its API lies on another host".to_owned();
        for root in roots.into_iter().filter(|root| root.origin() == site.origin()) {
            // Signed: a plug-in may close the API to strangers.
            let index = web.ask(Ask::get(root.clone()))?;
            web.must_be_well("the API's index", &index)?;
            let json = index.json();
            if matches!(index.status, 401 | 403) && json.as_ref().is_some_and(is_its_word) {
                return Err(no_such_account(&web, user, CLOSED));
            }
            let speaks_it =
                |json: &Value| json["namespaces"].as_array().is_some_and(|all| all.contains(&json!("wp/v2")));
            if let Some(json) = json.filter(speaks_it) {
                // One that says nothing of it is too old to say it.
                let ways = &json["authentication"];
                let takes_passwords = ways.is_null() || ways.get("application-passwords").is_some();
                let (user, names, me) = (user.to_owned(), RefCell::default(), RefCell::default());
                return Ok(Self { web, root, user, takes_passwords, me, names });
            }
            detail = format!("HTTP {} at {root}", index.status);
        }
        Err(not_the_api(address, &detail))
    }

    /// An address of the API. It is a path, or on a site without permalinks a query.
    fn at(&self, path: &str, query: &[(&str, &str)]) -> Url {
        let mut url = self.root.clone();
        let route =
            url.query_pairs().find(|(name, _)| name == "rest_route").map(|(_, route)| route.into_owned());
        if let Some(route) = route {
            url.query_pairs_mut()
                .clear()
                .append_pair("rest_route", &format!("{}wp/v2/{path}", slashed(&route)));
        } else {
            url.set_path(&format!("{}wp/v2/{path}", slashed(self.root.path())));
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    fn send(&self, url: Url, body: &Value) -> Result<Answer, PublishError> {
        let headers = [("Content-Type", "application/json")];
        let body = body.to_string().into_bytes();
        self.web.ask(Ask { method: "POST", headers: &headers, body, ..Ask::get(url) })
    }

    fn post_in(&self, what: &'static str, answer: &Answer) -> Result<Remote, PublishError> {
        let post = self.good(what, answer)?;
        remote(&post).ok_or_else(|| self.answer(what, "a post without an id"))
    }

    /// The answer's JSON, or what its status means.
    fn good(&self, what: &'static str, answer: &Answer) -> Result<Value, PublishError> {
        let (status, host) = (answer.status, self.web.host());
        let json = answer.json();
        if (200..300).contains(&status) {
            return json.ok_or_else(|| self.answer(what, "no JSON"));
        }
        let (code, message) = match &json {
            Some(json) => (text(&json["code"]), text(&json["message"])),
            None => (String::new(), String::from_utf8_lossy(&answer.body).into_owned()),
        };
        // The names of the server's settings stay in every language.
        if ["upload_max_filesize", "post_max_size"].iter().any(|limit| message.contains(limit)) {
            return Err(PublishError::TooBig { host, what });
        }
        let mut refused = match status {
            // One that may not see drafts is told that there is no such word.
            400 if json.as_ref().is_some_and(is_forbidden_status) => {
                let message = "it may not see what is not public there".to_owned();
                PublishError::Rights { host, what, message }
            }
            401 | 403 if json.as_ref().is_some_and(is_its_word) => {
                PublishError::Rights { host, what, message: self.web.quoted(&message) }
            }
            // Something that stands before it: a firewall, a plug-in.
            401 | 403 => self.web.barred(what, answer),
            _ => self.web.refused(what, answer, &code, &message),
        };
        // It calls much a trouble of its own that is one of what was sent: a picture of a kind that it does not take, a name of nothing.
        if let PublishError::Refused { is_final, .. } = &mut refused {
            *is_final |= code.starts_with("rest_") || code == "empty_term_name";
        }
        Err(refused)
    }

    /// The post with this marker among those that a question finds.
    fn marked(
        &self,
        page: bool,
        marker: &str,
        query: &[(&str, &str)],
    ) -> Result<Option<Remote>, PublishError> {
        let query = [&[("status", "any"), ("context", "edit"), ("per_page", "100")], query].concat();
        let answer = self.web.ask(Ask::get(self.at(kind(page), &query)))?;
        let found = self.good("looking for the article", &answer)?;
        let is_ours = |post: &&Value| text(&post["content"]["raw"]).contains(&comment(marker));
        Ok(found.as_array().into_iter().flatten().filter(is_ours).find_map(remote))
    }

    /// A post, also one that lies in the trash.
    fn lying(&self, what: &'static str, page: bool, id: &str) -> Result<Option<Remote>, PublishError> {
        let url = self.at(&format!("{}/{id}", kind(page)), &[("context", "edit")]);
        let answer = self.web.ask(Ask::get(url))?;
        if is_gone(&answer) { Ok(None) } else { self.post_in(what, &answer).map(Some) }
    }

    /// One that is gone is no error.
    fn take_away(
        &self,
        what: &'static str,
        page: bool,
        id: &str,
        query: &[(&str, &str)],
    ) -> Result<(), PublishError> {
        let url = self.at(&format!("{}/{id}", kind(page)), query);
        let answer = self.web.ask(Ask { method: "DELETE", ..Ask::get(url) })?;
        if is_gone(&answer) {
            return Ok(());
        }
        self.good(what, &answer).map(|_| ())
    }

    /// For good, without the trash.
    fn delete(&self, what: &'static str, kind: &str, id: &str) -> Result<(), PublishError> {
        let url = self.at(&format!("{kind}/{id}"), &[("force", "true")]);
        let answer = self.web.ask(Ask { method: "DELETE", ..Ask::get(url) })?;
        self.good(what, &answer).map(|_| ())
    }

    fn answer(&self, what: &'static str, detail: &str) -> PublishError {
        PublishError::Answer { host: self.web.host(), what, detail: detail.to_owned() }
    }
}

impl Server for WordPress {
    // The one call that proves a password: others answer strangers too.
    fn account(&self) -> Result<Account, PublishError> {
        let answer = self.web.ask(Ask::get(self.at("users/me", &[("context", "edit")])))?;
        if matches!(answer.status, 401 | 403) {
            let Some(word) = answer.json().filter(is_its_word) else {
                return Err(self.web.barred("the account", &answer));
            };
            // Some sites call a password that is wrong so.
            let is_unheard = word["code"] == "rest_not_logged_in";
            let remedy = match (self.takes_passwords, is_unheard) {
                (false, _) => OFF,
                (true, true) => UNHEARD,
                (true, false) => REMEDY,
            };
            return Err(no_such_account(&self.web, &self.user, remedy));
        }
        let me = self.good("the account", &answer)?;
        let may = |right: &str| me["capabilities"][right].as_bool() == Some(true);
        *self.me.borrow_mut() =
            Me { id: me["id"].as_u64().unwrap_or(0), names_others: may("edit_others_posts") };
        Ok(Account {
            name: self.web.hiding(&text(&me["name"])),
            may_publish: may("publish_posts"),
            may_upload: may("upload_files"),
            keeps_html: may("unfiltered_html"),
        })
    }

    fn find(&self, page: bool, slugs: &[String], marker: &str) -> Result<Option<Remote>, PublishError> {
        if slugs.is_empty() {
            // Its search reads comments of the text as well.
            return self.marked(page, marker, &[("search", marker)]);
        }
        for slug in slugs {
            for some in slugs::alike(slug).chunks(slugs::at_once(slug)) {
                let query: Vec<_> = some.iter().map(|slug| ("slug[]", slug.as_str())).collect();
                if let Some(ours) = self.marked(page, marker, &query)? {
                    return Ok(Some(ours));
                }
            }
        }
        Ok(None)
    }

    fn read(&self, page: bool, id: &str) -> Result<Option<Remote>, PublishError> {
        Ok(self.lying("reading the article back", page, id)?.filter(|post| !is_trashed(post)))
    }

    fn create(&self, post: &Post) -> Result<Remote, PublishError> {
        let url = self.at(kind(post.page), &[("context", "edit")]);
        let answer = self.send(url, &body_of(post, self.author_of(post)?))?;
        self.post_in("publishing the article", &answer)
    }

    fn update(&self, there: &Remote, post: &Post) -> Result<Remote, PublishError> {
        let body = body_of(post, self.author_of(post)?);
        // Since it was read pictures may have gone up for minutes.
        let now = self.read(post.page, &there.id)?.filter(|now| now.fields == there.fields);
        now.ok_or_else(|| PublishError::Changed { host: self.web.host() })?;
        let url = self.at(&format!("{}/{}", kind(post.page), there.id), &[("context", "edit")]);
        let answer = self.send(url, &body)?;
        self.post_in("updating the article", &answer)
    }

    fn remove(&self, page: bool, id: &str) -> Result<(), PublishError> {
        self.take_away("taking the article off", page, id, &[])
    }

    fn erase(&self, page: bool, id: &str) -> Result<(), PublishError> {
        self.take_away("deleting the article", page, id, &[("force", "true")])
    }

    fn has_trash(&self) -> bool {
        true
    }

    fn keeps_removed(&self) -> bool {
        true
    }

    // Out of the trash, as a draft: no reader gets it before it is what it should be.
    fn bring_back(&self, page: bool, id: &str) -> Result<Option<Remote>, PublishError> {
        const WHAT: &str = "bringing the article back";
        match self.lying(WHAT, page, id)? {
            Some(post) if is_trashed(&post) => {
                let url = self.at(&format!("{}/{id}", kind(page)), &[("context", "edit")]);
                let answer = self.send(url, &json!({ "status": "draft" }))?;
                self.post_in(WHAT, &answer).map(Some)
            }
            there => Ok(there),
        }
    }

    fn is_public(&self, url: &str) -> Result<Option<bool>, PublishError> {
        self.web.shows(url)
    }

    fn shows_article(&self, url: &str, headline: &str) -> Result<AtAddress, PublishError> {
        self.web.shows_article(url, headline)
    }

    fn find_media(&self, file_name: &str, _: Instant) -> Result<Option<Media>, PublishError> {
        // The server's slug of a picture is its file name without the ending.
        let slug = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
        let answer = self.web.ask(Ask::get(self.at("media", &[("slug", slug), ("context", "edit")])))?;
        let found = self.good("looking for a picture", &answer)?;
        Ok(found.as_array().and_then(|all| all.iter().find_map(media)))
    }

    fn upload(&self, upload: Upload<'_>) -> Result<Media, PublishError> {
        let disposition = format!("attachment; filename=\"{}\"", upload.file_name);
        let headers = [("Content-Type", upload.content_type), ("Content-Disposition", disposition.as_str())];
        let url = self.at("media", &[]);
        let answer = self.web.ask(Ask::upload(url, &headers, upload.bytes))?;
        let sent = self.good("uploading a picture", &answer)?;
        media(&sent).ok_or_else(|| self.answer("uploading a picture", "no id and address"))
    }

    fn describe(&self, media: &Media, alt: &str, caption: &str) -> Result<(), PublishError> {
        if alt.is_empty() && caption.is_empty() {
            return Ok(());
        }
        let words = json!({ "alt_text": text::as_html(alt), "caption": text::as_html(caption) });
        let answer = self.send(self.at(&format!("media/{}", media.id), &[]), &words)?;
        self.good("the words of a picture", &answer).map(|_| ())
    }

    fn try_draft(&self, title: &str) -> Result<bool, PublishError> {
        const WHAT: &str = "making a draft";
        let answer = self.send(self.at(kind(false), &[]), &json!({ "title": title, "status": "draft" }))?;
        let made = self.good(WHAT, &answer)?;
        let id = made["id"].as_u64().ok_or_else(|| self.answer(WHAT, "no id"))?;
        self.delete("taking the draft away again", kind(false), &id.to_string()).map(|()| true)
    }

    fn try_upload(&self, upload: Upload<'_>) -> Result<bool, PublishError> {
        let sent = self.upload(upload)?;
        self.delete("taking the picture away again", "media", &sent.id).map(|()| true)
    }

    fn category(&self, name: &str, parent: Option<&str>) -> Result<String, PublishError> {
        self.term(Taxonomy::Categories, name, parent.map_or(0, number))
    }

    fn find_category(&self, name: &str, parent: Option<&str>) -> Result<Option<String>, PublishError> {
        self.find_term(Taxonomy::Categories, name, parent.map_or(0, number))
    }

    fn tag(&self, name: &str) -> Result<String, PublishError> {
        self.term(Taxonomy::Tags, name, 0)
    }

    fn find_tag(&self, name: &str) -> Result<Option<String>, PublishError> {
        self.find_term(Taxonomy::Tags, name, 0)
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
        self.told(there)
    }

    fn picture(&self, url: &str) -> Result<Option<Vec<u8>>, PublishError> {
        self.file(url)
    }

    fn has_media(&self, known: &Media) -> Result<bool, PublishError> {
        let answer = self.web.ask(Ask::get(self.at(&format!("media/{}", known.id), &[])))?;
        if is_gone(&answer) {
            return Ok(false);
        }
        // At another site it is another one that has the number.
        self.good("looking for a picture", &answer).map(|found| media(&found).as_ref() == Some(known))
    }

    fn lets_go_of(&self, there: &Remote, post: &Post) -> bool {
        let has = Fields::of(&there.told);
        lacks(&post.categories, &has.categories)
            || lacks(&post.tags, &has.tags)
            || has.cover != cover_of(post)
    }

    fn forget(&self) {
        *self.names.borrow_mut() = reading::Names::default();
    }

    fn differences(&self, there: &Remote, post: &Post) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut note = |differs: bool, note: Note| notes.extend(differs.then_some(note));
        let Fields { title, lead, html, slug, categories, tags, cover, date, author, .. } =
            Fields::of(&there.told);
        let is_ours = slug == post.slug || slugs::is_encoded(&slug, &post.slug);
        note(!is_ours, other_address(&slug, &post.slug));
        match &there.shown {
            Shown::Now | Shown::Unseen => {}
            Shown::AtItsTime => note(!post.scheduled, NoteWord::DateAhead.into()),
            Shown::Not(other) => note(true, Note::about(NoteWord::KeptAs, other)),
        }
        let is_out = matches!(there.shown, Shown::Now | Shown::AtItsTime);
        note(is_out && date != date_of(post), NoteWord::ChangedDate.into());
        note(lacks(&post.categories, &categories) || lacks(&post.tags, &tags), NoteWord::LostTerms.into());
        match (&post.cover, cover_of(post)) {
            (Some(_), 0) => note(true, NoteWord::CoverElsewhere.into()),
            (_, id) => note(cover != id, NoteWord::LostCover.into()),
        }
        // Of an account that may not write all HTML the server keeps `&` as a reference.
        note(unescaped(&title) != post.title, NoteWord::ChangedHeadline.into());
        note(words_of(&unescaped(&lead)) != words_of(&post.excerpt), NoteWord::ChangedLead.into());
        note(words_of(&text::with_brackets(&html)) != words_of(&content_of(post)), NoteWord::LostHtml.into());
        for byline in &post.bylines {
            let found = self.author_named(byline).ok().flatten();
            let is_said = found == Some(author);
            let why = match found {
                None => NoteWord::NoAuthor,
                Some(id) if !self.may_name(id) => NoteWord::MayNotName,
                Some(_) => NoteWord::OneAuthor,
            };
            note(!is_said, Note::about(why, byline));
        }
        notes
    }
}

/// Whether some of what was sent is not there.
fn lacks(sent: &[String], has: &[u64]) -> bool {
    numbers(sent).iter().any(|id| !has.contains(id))
}

const fn kind(page: bool) -> &'static str {
    if page { "pages" } else { "posts" }
}

fn slashed(path: &str) -> String {
    if path.ends_with('/') { path.to_owned() } else { format!("{path}/") }
}

fn is_forbidden_status(error: &Value) -> bool {
    error["data"]["details"]["status"]["code"] == "rest_forbidden_status"
}

/// Whether an answer is an error of WordPress, whoever else stands before it.
fn is_its_word(error: &Value) -> bool {
    error["code"].is_string() && error["data"]["status"].is_u64()
}

/// Whether it says that there is no such post or picture. That there is no such route only says that something closes it.
fn is_gone(answer: &Answer) -> bool {
    let word = answer.json().filter(is_its_word);
    match answer.status {
        404 => word.is_some_and(|word| word["code"] == "rest_post_invalid_id"),
        410 => word.is_some(),
        _ => false,
    }
}

fn is_trashed(post: &Remote) -> bool {
    post.shown == Shown::Not("trash".to_owned())
}

fn no_such_account(web: &Web, user: &str, remedy: &'static str) -> PublishError {
    PublishError::SignIn { host: web.host(), who: format!("{user:?} with this password"), remedy }
}

fn not_the_api(address: &str, detail: &str) -> PublishError {
    PublishError::NotTheApi {
        address: address.to_owned(),
        expected: "a WordPress site",
        detail: detail.to_owned(),
        look: "the address is that of the site and whether a plug-in closes its REST API",
    }
}

fn body_of(post: &Post, author: Option<u64>) -> Value {
    let mut body = json!({
        "title": text::as_html(&post.title),
        "excerpt": text::as_html(&post.excerpt),
        "content": text::in_lines(&content_of(post)),
        "slug": post.slug,
        // One whose time is past is published at once, whatever it is called.
        "status": if post.scheduled { "future" } else { "publish" },
        "date_gmt": date_of(post),
        "featured_media": cover_of(post),
    });
    if let Some(author) = author {
        body["author"] = author.into();
    }
    if !post.page {
        body["categories"] = json!(numbers(&post.categories));
        body["tags"] = json!(numbers(&post.tags));
    }
    body
}

/// As the server says it: in UTC, and without a zone.
fn date_of(post: &Post) -> String {
    post.date.format("%Y-%m-%dT%H:%M:%S").to_string()
}

fn remote(post: &Value) -> Option<Remote> {
    let fields = Fields::of(post).listed();
    let status = text(&post["status"]);
    let shown = match status.as_str() {
        "publish" => Shown::Now,
        "future" => Shown::AtItsTime,
        _ => Shown::Not(status),
    };
    let id = post["id"].as_u64()?.to_string();
    let (url, version) = (text(&post["link"]), String::new());
    // A cover has its words where the picture is.
    let aside = Aside { bylines: post["author"].clone(), cover: Value::Null };
    Some(Remote { id, url, shown, version, aside, fields, told: post.clone() })
}

fn media(media: &Value) -> Option<Media> {
    Some(Media { id: media["id"].as_u64()?.to_string(), url: media["source_url"].as_str()?.to_owned() })
}

/// An id of the server, which are numbers; 0 is none.
fn number(id: &str) -> u64 {
    id.parse().unwrap_or(0)
}

fn numbers(ids: &[String]) -> Vec<u64> {
    ids.iter().map(|id| number(id)).collect()
}

fn cover_of(post: &Post) -> u64 {
    post.cover.as_ref().map_or(0, |cover| number(&cover.media.id))
}
