//! What stands at a WordPress, read as a whole: the list of all, and each in words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use galley_domain::{Instant, Slug};
use serde_json::Value;
use url::Url;

use super::{Taxonomy, WordPress, kind, text as texts};
use crate::html::{pictures_of, plain};
use crate::server::{text, unescaped};
use crate::web::Ask;
use crate::{Cover, Listing, Media, Post, PublishError, Remote, Seen, Story};

/// Most that the server gives of a list at once.
pub(super) const PAGE: usize = 100;
/// What the server files an article under that nobody filed.
const NO_CATEGORY: [&str; 4] = ["uncategorized", "uncategorised", "未分类", "未分類"];
/// Deepest place of a category.
const DEPTH_MAX: usize = 32;

/// What was learnt of the server's names, each asked for once.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By kind and id: the name, and what it stands below.
    pub(super) terms: HashMap<(&'static str, u64), (String, u64)>,
    /// The kinds whose list was asked for, and whether it was all of them.
    pub(super) listed: HashMap<&'static str, bool>,
    users: HashMap<u64, String>,
    /// The accounts that are called so, where there is one.
    bylines: HashMap<String, Option<u64>>,
    media: HashMap<u64, Option<Cover>>,
}

impl Names {
    pub(super) fn learn(&mut self, taxonomy: Taxonomy, terms: &[Value]) {
        for term in terms {
            if let Some(id) = term["id"].as_u64() {
                let known = (unescaped(&text(&term["name"])), term["parent"].as_u64().unwrap_or(0));
                self.terms.insert((taxonomy.path(), id), known);
            }
        }
    }
}

impl WordPress {
    /// The server leaves out of each part what this account may not edit, so a part says nothing of where the list ends.
    pub(super) fn seen(&self, page: bool, from: usize) -> Result<Listing, PublishError> {
        let at = from / PAGE + 1;
        let number = at.to_string();
        let query = [
            ("status", "any"),
            ("context", "edit"),
            ("orderby", "id"),
            ("order", "asc"),
            ("per_page", "100"),
            ("page", &number),
            ("_fields", "id,link,slug,generated_slug,modified_gmt"),
        ];
        let answer = self.web.ask(Ask::get(self.at(kind(page), &query)))?;
        // The server takes a page behind the last for a mistake.
        if answer.status == 400
            && answer.json().is_some_and(|json| json["code"] == "rest_post_invalid_page_number")
        {
            return Ok(Listing::default());
        }
        let said = |name: &str| answer.headers.get(name)?.to_str().ok()?.parse::<usize>().ok();
        let (total, parts) = (said("x-wp-total"), said("x-wp-totalpages"));
        let list = self.good("the list of articles", &answer)?;
        let seen = |post: &Value| {
            Some(Seen {
                id: post["id"].as_u64()?.to_string(),
                url: text(&post["link"]),
                slug: slug_of(post),
                version: text(&post["modified_gmt"]),
            })
        };
        let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
        // One that does not say it, for a proxy that drops it, goes on until nothing comes.
        let goes_on = parts.map_or(!list.is_empty(), |parts| at < parts);
        let next = goes_on.then_some(at * PAGE);
        Ok(Listing { seen: list.iter().filter_map(seen).collect(), next, total })
    }

    pub(super) fn posts(&self, page: bool, ids: &[String]) -> Result<Vec<Remote>, PublishError> {
        let all = ids.join(",");
        let query = [("include", all.as_str()), ("status", "any"), ("context", "edit"), ("per_page", "100")];
        let answer = self.web.ask(Ask::get(self.at(kind(page), &query)))?;
        let list = self.good("reading articles", &answer)?;
        Ok(list.as_array().into_iter().flatten().filter_map(super::remote).collect())
    }

    pub(super) fn told(&self, there: &Remote) -> Result<Story, PublishError> {
        let post = &there.told;
        let ids = |list: &Value| {
            list.as_array().into_iter().flatten().filter_map(Value::as_u64).collect::<Vec<_>>()
        };
        let (html, mut left) = texts::html_of(&text(&post["content"]["raw"]));
        let cover = post["featured_media"].as_u64().filter(|id| *id != 0);
        let shown = texts::picture_ids(&html);
        self.learn_media(&shown.iter().copied().chain(cover).collect())?;
        let media = |id: u64| self.names.borrow().media.get(&id).cloned().flatten();
        let html = texts::with_addresses(&html, |id| media(id).map(|cover| cover.media.url));
        let mut pictures = BTreeMap::new();
        for picture in shown.into_iter().filter_map(media) {
            pictures.insert(picture.media.url.clone(), picture);
        }
        self.own_pictures(&html, &mut pictures);
        let barred = !text(&post["password"]).is_empty();
        if barred {
            let why = "readers need a password for it there; Galley has none for an article, so it comes in as a draft";
            left.push(why.to_owned());
        }
        Ok(Story {
            barred,
            title: unescaped(&text(&post["title"]["raw"])),
            lead: plain(&text(&post["excerpt"]["raw"])),
            html,
            slug: slug_of(post),
            date: time(&post["date_gmt"]),
            modified: time(&post["modified_gmt"]),
            categories: self.categories(&ids(&post["categories"]))?,
            tags: self.paths(Taxonomy::Tags, &ids(&post["tags"]))?.into_iter().flatten().collect(),
            bylines: self.author(post["author"].as_u64())?.into_iter().collect(),
            cover: cover.and_then(media),
            pictures,
            seo: None,
            left,
            kept: Vec::new(),
            unsaid: Vec::new(),
        })
    }

    /// Pictures that lie at the site and of which the media library is not asked.
    fn own_pictures(&self, html: &str, pictures: &mut BTreeMap<String, Cover>) {
        for src in pictures_of(html) {
            if let Ok(url) = self.root.join(&src)
                && url.origin() == self.root.origin()
            {
                let media = Media { id: String::new(), url: url.into() };
                let cover =
                    || Cover { media, alt: String::new(), caption: String::new(), credit: String::new() };
                pictures.entry(src).or_insert_with(cover);
            }
        }
    }

    fn categories(&self, ids: &[u64]) -> Result<Vec<Vec<String>>, PublishError> {
        let mut paths = self.paths(Taxonomy::Categories, ids)?;
        paths.retain(
            |path| !matches!(path.as_slice(), [name] if NO_CATEGORY.contains(&name.to_lowercase().as_str())),
        );
        Ok(paths)
    }

    /// The names of what an article is filed under, each from the top of the tree on.
    fn paths(&self, taxonomy: Taxonomy, ids: &[u64]) -> Result<Vec<Vec<String>>, PublishError> {
        let mut wanted: BTreeSet<u64> = ids.iter().copied().collect();
        for _ in 0..DEPTH_MAX {
            self.learn_terms(taxonomy, &wanted)?;
            let names = self.names.borrow();
            let parent = |id: &u64| names.terms.get(&(taxonomy.path(), *id)).map(|(_, parent)| *parent);
            let above: BTreeSet<_> = wanted.iter().filter_map(parent).filter(|id| *id != 0).collect();
            if above.is_empty() {
                break;
            }
            wanted = above;
        }
        let names = self.names.borrow();
        let path = |id: &u64| {
            let (mut path, mut at) = (Vec::new(), *id);
            while let Some((name, parent)) = names.terms.get(&(taxonomy.path(), at))
                && path.len() < DEPTH_MAX
            {
                path.insert(0, name.clone());
                at = *parent;
            }
            path
        };
        Ok(ids.iter().map(path).filter(|path| !path.is_empty()).collect())
    }

    fn learn_terms(&self, taxonomy: Taxonomy, ids: &BTreeSet<u64>) -> Result<(), PublishError> {
        let path = taxonomy.path();
        let unknown: Vec<_> =
            ids.iter().filter(|id| !self.names.borrow().terms.contains_key(&(path, **id))).copied().collect();
        let terms = self.included(path, &unknown, "looking for categories and tags")?;
        self.names.borrow_mut().learn(taxonomy, &terms);
        Ok(())
    }

    fn learn_media(&self, ids: &BTreeSet<u64>) -> Result<(), PublishError> {
        let unknown: Vec<_> =
            ids.iter().filter(|id| !self.names.borrow().media.contains_key(*id)).copied().collect();
        let found = self.included("media", &unknown, "looking for pictures")?;
        let mut names = self.names.borrow_mut();
        // One that is gone is not asked for again.
        names.media.extend(unknown.into_iter().map(|id| (id, None)));
        for media in &found {
            if let (Some(id), Some(picture)) = (media["id"].as_u64(), super::media(media)) {
                let caption = plain(&text(&media["caption"]["rendered"]));
                let cover = Cover {
                    media: picture,
                    alt: unescaped(&text(&media["alt_text"])),
                    caption,
                    credit: String::new(),
                };
                names.media.insert(id, Some(cover));
            }
        }
        Ok(())
    }

    /// Who wrote it; none where this account may not know.
    fn author(&self, id: Option<u64>) -> Result<Option<String>, PublishError> {
        let Some(id) = id else { return Ok(None) };
        if let Some(known) = self.names.borrow().users.get(&id) {
            return Ok(Some(known.clone()).filter(|name| !name.is_empty()));
        }
        let answer = self.web.ask(Ask::get(self.at(&format!("users/{id}"), &[("_fields", "id,name")])))?;
        let name = match answer.status {
            401 | 403 | 404 => String::new(),
            _ => unescaped(&text(&self.good("who wrote it", &answer)?["name"])),
        };
        self.names.borrow_mut().users.insert(id, name.clone());
        Ok(Some(name).filter(|name| !name.is_empty()))
    }

    /// The account there of the first who wrote it and has one, where this one may name it.
    pub(super) fn author_of(&self, post: &Post) -> Result<Option<u64>, PublishError> {
        for byline in &post.bylines {
            if let Some(id) = self.author_named(byline)? {
                return Ok(Some(id).filter(|id| self.may_name(*id)));
            }
        }
        Ok(None)
    }

    pub(super) fn may_name(&self, author: u64) -> bool {
        let me = self.me.borrow();
        me.names_others || me.id == author
    }

    /// The account whose name, or name in addresses, is this byline's; asked for once.
    pub(super) fn author_named(&self, byline: &str) -> Result<Option<u64>, PublishError> {
        if let Some(known) = self.names.borrow().bylines.get(byline) {
            return Ok(*known);
        }
        let query =
            [("search", byline), ("who", "authors"), ("per_page", "100"), ("_fields", "id,name,slug")];
        let answer = self.web.ask(Ask::get(self.at("users", &query)))?;
        let found = match self.good("looking for authors", &answer) {
            Ok(Value::Array(users)) => users,
            Ok(_) | Err(PublishError::Rights { .. } | PublishError::Refused { is_final: true, .. }) => {
                Vec::new()
            }
            Err(other) => return Err(other),
        };
        let (name, slug) = (byline.to_lowercase(), Slug::from_headline(byline));
        let is_it = |user: &&Value| {
            let called = unescaped(&text(&user["name"])).to_lowercase();
            called == name || slug.as_ref().is_some_and(|slug| text(&user["slug"]) == slug.as_str())
        };
        let id = found.iter().find(is_it).and_then(|user| user["id"].as_u64());
        self.names.borrow_mut().bylines.insert(byline.to_owned(), id);
        Ok(id)
    }

    /// Those with these ids, as many requests as it takes.
    fn included(&self, path: &str, ids: &[u64], what: &'static str) -> Result<Vec<Value>, PublishError> {
        let mut all = Vec::new();
        for some in ids.chunks(PAGE) {
            let list = some.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
            let query = [("include", list.as_str()), ("per_page", "100")];
            let answer = self.web.ask(Ask::get(self.at(path, &query)))?;
            match self.good(what, &answer)? {
                Value::Array(found) => all.extend(found),
                other => return Err(self.answer(what, &self.web.quoted(&other.to_string()))),
            }
        }
        Ok(all)
    }

    pub(super) fn file(&self, url: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let Ok(url) = Url::parse(url) else { return Ok(None) };
        let answer = self.web.ask(Ask::picture(url))?;
        Ok((answer.status == 200).then_some(answer.body))
    }
}

/// The server answers other letters percent-encoded.
fn slug_of(post: &Value) -> String {
    let slug =
        ["slug", "generated_slug"].map(|name| text(&post[name])).into_iter().find(|slug| !slug.is_empty());
    url::form_urlencoded::parse(format!("s={}", slug.unwrap_or_default().replace('+', "%2B")).as_bytes())
        .next()
        .map(|(_, slug)| slug.into_owned())
        .unwrap_or_default()
}

/// Times come in UTC and without a zone. A draft may have none.
fn time(value: &Value) -> Option<Instant> {
    let at = chrono::NaiveDateTime::parse_from_str(value.as_str()?, "%Y-%m-%dT%H:%M:%S").ok()?;
    (at.and_utc().timestamp() > 0).then(|| at.and_utc())
}
