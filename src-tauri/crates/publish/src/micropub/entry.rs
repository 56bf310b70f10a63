//! An article as Micropub takes and answers it: the properties of an h-entry, each a list.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::DateTime;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use crate::html::pictures_of;
use crate::server::{content_of, text};
use crate::{Aside, Cover, Media, Post, Remote, Seen, Shown, Story};

/// What is sent, and taken away where the article has none of it.
pub(super) const OURS: [&str; 7] =
    ["name", "summary", "content", "published", "category", "featured", "post-status"];
/// What else an editor could change there.
const THEIRS: [&str; 2] = ["photo", "visibility"];

pub(super) fn body_of(post: &Post) -> Map<String, Value> {
    let mut filed: Vec<&String> = Vec::new();
    for name in post.categories.iter().chain(&post.tags) {
        if !filed.contains(&name) {
            filed.push(name);
        }
    }
    let some = |value: Value, is_there: bool| is_there.then_some(value);
    let cover = post.cover.as_ref().map(|cover| json!([cover.media.url]));
    let all = [
        ("name", Some(json!([post.title]))),
        ("summary", some(json!([post.excerpt]), !post.excerpt.is_empty())),
        ("content", Some(json!([{ "html": content_of(post) }]))),
        ("published", Some(json!([post.date.format("%Y-%m-%dT%H:%M:%S+00:00").to_string()]))),
        ("category", some(json!(filed), !filed.is_empty())),
        ("featured", cover),
        ("post-status", Some(json!(["published"]))),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// An answer about one article.
pub(super) fn remote(url: &str, there: &Value) -> Option<Remote> {
    let properties = there["properties"].as_object()?;
    let names = OURS.iter().chain(&THEIRS).map(|name| (*name).to_owned());
    let fields: Map<_, _> =
        names.filter_map(|name| properties.get(&name).map(|value| (name, value.clone()))).collect();
    let first = |name: &str| first(&there["properties"][name]);
    let shown = match (first("post-status").as_str(), first("visibility").as_str()) {
        ("" | "published", "" | "public" | "unlisted") => Shown::Now,
        ("" | "published", hidden) => Shown::Not(hidden.to_owned()),
        (other, _) => Shown::Not(other.to_owned()),
    };
    Some(Remote {
        id: url.to_owned(),
        url: url.to_owned(),
        shown,
        version: String::new(),
        aside: Aside::default(),
        fields: fields.into(),
        told: there.clone(),
    })
}

/// The text of an article. One that came as plain words is one.
pub(super) fn html_of(there: &Value) -> String {
    match &there["properties"]["content"][0] {
        Value::Object(content) => content.get("html").map(text).unwrap_or_default(),
        Value::String(plain) => plain.clone(),
        _ => String::new(),
    }
}

/// The address of one in a list, which some name without their host.
pub(super) fn url(item: &Value, base: &Url) -> Option<String> {
    let url = first(&item["properties"]["url"]);
    if url.is_empty() { None } else { base.join(&url).ok().map(String::from) }
}

pub(super) fn seen(item: &Value, base: &Url) -> Option<Seen> {
    let url = url(item, base)?;
    let slug = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let updated = first(&item["properties"]["updated"]);
    // Without a date the text itself says whether it is another.
    let version = if updated.is_empty() { item["properties"].to_string() } else { updated };
    let version = STANDARD.encode(Sha256::digest(version.as_bytes()));
    Some(Seen { id: url.clone(), url, slug, version })
}

/// `is_theirs`: whether a picture lies at the site.
pub(super) fn story(there: &Remote, is_theirs: impl Fn(&str) -> bool) -> Story {
    let properties = &there.told["properties"];
    let html = html_of(&there.told);
    let picture = |url: String| {
        let id = if is_theirs(&url) { url.clone() } else { String::new() };
        Cover { media: Media { id, url }, alt: String::new(), caption: String::new(), credit: String::new() }
    };
    let mut pictures = BTreeMap::new();
    for src in pictures_of(&html) {
        if is_theirs(&src) {
            pictures.insert(src.clone(), picture(src));
        }
    }
    let date =
        |name: &str| DateTime::parse_from_rfc3339(&first(&properties[name])).ok().map(|at| at.to_utc());
    let mut tags: Vec<_> = properties["category"].as_array().into_iter().flatten().map(text).collect();
    // Ours is sent first.
    let categories = if tags.is_empty() { Vec::new() } else { vec![vec![tags.remove(0)]] };
    let cover = first(&properties["featured"]);
    Story {
        barred: false,
        title: first(&properties["name"]),
        lead: first(&properties["summary"]),
        html,
        slug: there.url.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned(),
        date: date("published"),
        modified: date("updated"),
        categories,
        tags,
        bylines: Vec::new(),
        cover: Some(cover).filter(|cover| !cover.is_empty()).map(picture),
        pictures,
        seo: None,
        left: Vec::new(),
        kept: Vec::new(),
        unsaid: Vec::new(),
    }
}

/// The first value of a property, in words.
fn first(values: &Value) -> String {
    match &values[0] {
        Value::String(value) => value.clone(),
        object => text(&object["value"]),
    }
}
