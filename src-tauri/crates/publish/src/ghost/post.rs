//! A post as Ghost takes and answers it.

use chrono::DateTime;
use serde_json::{Value, json};

use super::cards;
use crate::server::{comment, text, words_of};
use crate::{Aside, Note, NoteWord, Post, Remote, Shown};

/// Longest that Ghost takes, in characters.
const EXCERPT_MAX: usize = 300;
const META_TITLE_MAX: usize = 300;
const META_DESCRIPTION_MAX: usize = 500;
const ALT_MAX: usize = 191;
/// Longest slug that Ghost keeps whole, with room for a number.
const SLUG_MAX: usize = 180;

/// Where the marker stands: readers do not see it, and Ghost's editor does not show it in the text.
const FOOT: &str = "codeinjection_foot";
/// What an editor can change, as it comes and goes.
const FIELDS: [&str; 11] = [
    "title",
    "slug",
    "custom_excerpt",
    "published_at",
    "feature_image",
    "feature_image_alt",
    "feature_image_caption",
    "meta_title",
    "meta_description",
    "canonical_url",
    FOOT,
];

/// Whether a tag is for the house alone. Ghost shows those to no reader; their names begin with a sign.
pub(super) fn is_internal(tag: &str) -> bool {
    tag.starts_with('#')
}

/// What is sent. The foot of the page is the site's own but for the marker, and so are the tags that readers do not see.
pub(super) fn body_of(post: &Post, there: Option<&Remote>, authors: Vec<Value>) -> Value {
    let cover = post.cover.as_ref();
    let mut tags: Vec<&str> = Vec::new();
    let there_too = there.and_then(|there| there.told["tags"].as_array()).into_iter().flatten();
    let internal = there_too.filter(|tag| tag["name"].as_str().is_some_and(is_internal));
    let internal = internal.filter_map(|tag| tag["id"].as_str());
    // The first tag is the one that themes show.
    for tag in post.categories.iter().chain(&post.tags).map(String::as_str).chain(internal) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let mut body = json!({
        "title": post.title,
        "slug": slug_of(post, there),
        "custom_excerpt": said(&shortened(&post.excerpt, EXCERPT_MAX)),
        "html": cards::body_of(&post.blocks),
        "status": if post.scheduled { "scheduled" } else { "published" },
        "published_at": post.date.format("%Y-%m-%dT%H:%M:%S.000Z").to_string(),
        "tags": tags.iter().map(|id| json!({ "id": id })).collect::<Vec<_>>(),
        "feature_image": cover.map(|cover| &cover.media.url),
        "feature_image_alt": cover.and_then(|cover| said(&shortened(&cover.alt, ALT_MAX))),
        "feature_image_caption": cover.and_then(|cover| said(&escaped(&cover.below(&post.language)))),
        "meta_title": said(&shortened(&post.seo.title, META_TITLE_MAX)),
        "meta_description": said(&shortened(&post.seo.description, META_DESCRIPTION_MAX)),
        "canonical_url": said(&post.seo.canonical),
        FOOT: foot_of(post, there),
    });
    if !authors.is_empty() {
        body["authors"] = authors.into();
    }
    body
}

/// The slug, or the one that Ghost made of it: sent what it writes in another way, or what another has, it would take its own for taken, and the
/// article's address would move with each change.
fn slug_of(post: &Post, there: Option<&Remote>) -> String {
    let kept = there.map(|there| text(&there.fields["slug"])).unwrap_or_default();
    let number = kept.strip_prefix(&post.slug).and_then(|rest| rest.strip_prefix('-'));
    let is_numbered = number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()));
    let is_plain = post.slug.len() <= SLUG_MAX
        && post.slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !kept.is_empty() && (is_numbered || !is_plain) { kept } else { post.slug.clone() }
}

fn foot_of(post: &Post, there: Option<&Remote>) -> String {
    let marker = comment(&post.marker);
    let foot = there.map(|there| text(&there.fields[FOOT])).unwrap_or_default();
    match foot.trim() {
        "" => marker,
        _ if foot.contains(&marker) => foot,
        other => format!("{other}\n{marker}"),
    }
}

/// Whether a post is the article's.
pub(super) fn is_marked(post: &Value, marker: &str) -> bool {
    text(&post[FOOT]).contains(&comment(marker))
}

pub(super) fn remote(post: &Value) -> Option<Remote> {
    let status = text(&post["status"]);
    let mut fields: serde_json::Map<_, _> =
        FIELDS.iter().map(|field| ((*field).to_owned(), post[*field].clone())).collect();
    // The text is compared as Ghost keeps it: how it is printed may change with Ghost.
    let lexical = &post["lexical"];
    fields.insert("lexical".into(), if lexical.is_null() { &post["html"] } else { lexical }.clone());
    fields.insert("words".into(), cards::words_of(&text(&post["html"])).into());
    // What was scheduled and is published meanwhile was changed by nobody.
    let lasting = if status == "scheduled" { "published" } else { status.as_str() };
    fields.insert("status".into(), lasting.into());
    for (list, name) in [("tags", "id"), ("authors", "name")] {
        let all = post[list].as_array().into_iter().flatten();
        fields.insert(list.into(), all.map(|one| one[name].clone()).collect());
    }
    let shown = match status.as_str() {
        "published" => Shown::Now,
        "scheduled" => Shown::AtItsTime,
        _ => Shown::Not(status),
    };
    Some(Remote {
        id: post["id"].as_str()?.to_owned(),
        url: text(&post["url"]),
        shown,
        version: text(&post["updated_at"]),
        aside: Aside {
            bylines: fields["authors"].clone(),
            cover: json!([post["feature_image_alt"], post["feature_image_caption"]]),
        },
        fields: fields.into(),
        told: post.clone(),
    })
}

/// What Ghost dropped or changed, but for the address.
pub(super) fn differences(there: &Remote, post: &Post) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |differs: bool, note: Note| notes.extend(differs.then_some(note));
    let fields = &there.fields;
    let list = |name: &str| fields[name].as_array().map(Vec::as_slice).unwrap_or_default();
    match &there.shown {
        Shown::Now | Shown::Unseen => {}
        Shown::AtItsTime => note(!post.scheduled, NoteWord::DateAhead.into()),
        Shown::Not(other) => note(true, Note::about(NoteWord::KeptAs, other)),
    }
    let lacks = |id: &String| !list("tags").contains(&json!(id));
    note(post.categories.iter().chain(&post.tags).any(lacks), NoteWord::LostFiling.into());
    let cover = post.cover.as_ref().map(|cover| cover.media.url.as_str()).unwrap_or_default();
    note(text(&fields["feature_image"]) != cover, NoteWord::LostCover.into());
    note(text(&fields["title"]) != post.title.trim(), NoteWord::ChangedHeadline.into());
    note(
        post.excerpt.chars().count() > EXCERPT_MAX,
        Note::about(NoteWord::ShortLead, EXCERPT_MAX.to_string()),
    );
    let date = DateTime::parse_from_rfc3339(&text(&fields["published_at"])).ok();
    let is_out = matches!(there.shown, Shown::Now | Shown::AtItsTime);
    let is_same = date.is_some_and(|date| date.timestamp() == post.date.timestamp());
    note(is_out && !is_same, NoteWord::ChangedDate.into());
    let cover = post.cover.as_ref();
    for (field, sent, what) in [
        ("custom_excerpt", shortened(&post.excerpt, EXCERPT_MAX), NoteWord::ChangedLead),
        (
            "feature_image_alt",
            cover.map(|it| shortened(&it.alt, ALT_MAX)).unwrap_or_default(),
            NoteWord::ChangedCoverAlt,
        ),
        (
            "feature_image_caption",
            cover.map(|it| escaped(&it.below(&post.language))).unwrap_or_default(),
            NoteWord::ChangedCoverCaption,
        ),
        ("meta_title", shortened(&post.seo.title, META_TITLE_MAX), NoteWord::ChangedSeoTitle),
        (
            "meta_description",
            shortened(&post.seo.description, META_DESCRIPTION_MAX),
            NoteWord::ChangedSeoDescription,
        ),
        ("canonical_url", post.seo.canonical.clone(), NoteWord::ChangedCanonical),
    ] {
        note(words_of(&text(&fields[field])) != words_of(&sent), what.into());
    }
    note(text(&fields["words"]) != cards::words_of(&post.html()), NoteWord::LostText.into());
    for byline in &post.bylines {
        let is_there = list("authors").contains(&json!(byline));
        note(!is_there, Note::about(NoteWord::NoAuthor, byline));
    }
    notes
}

/// Nothing rather than an empty text: Ghost then takes what it has instead.
fn said(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// A text that is not too long, cut behind a word where there is one.
fn shortened(text: &str, chars_max: usize) -> String {
    if text.chars().count() <= chars_max {
        return text.to_owned();
    }
    let short: String = text.chars().take(chars_max - 1).collect();
    let words = short.rsplit_once(char::is_whitespace).map_or(short.as_str(), |(words, _)| words);
    format!("{words}…")
}

/// Plain words where Ghost takes HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_lead_is_cut_behind_a_word() {
        assert_eq!(shortened("one two three", 13), "one two three");
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("一二三四五", 4), "一二三…");
    }
}
