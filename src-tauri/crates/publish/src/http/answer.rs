//! What a server answers, read as a recipe says.

use std::collections::BTreeMap;

use chrono::DateTime;
use galley_domain::Instant;
use serde_json::{Map, Value};
use url::Url;

use super::format::{Article, Field};
use crate::html::pictures_of;
use crate::server::{content_of, other_address, words_of};
use crate::web::Answer;
use crate::{Aside, Cover, Media, Note, NoteWord, Post, Remote, Seo, Shown, Story, StoryPart};

/// Where servers say what they refuse, the most telling first.
const MESSAGES: [&str; 7] =
    ["/error/message", "/errors/0/message", "/errors/0/detail", "/message", "/error", "/detail", "/title"];

/// What a server says of why it refuses.
pub(super) fn message(answer: &Answer) -> String {
    let json = answer.json();
    let said = json.as_ref().and_then(|json| MESSAGES.iter().find_map(|at| json.pointer(at)?.as_str()));
    said.map_or_else(|| String::from_utf8_lossy(&answer.body).into_owned(), str::to_owned)
}

/// Whether a server that forbids means the key, and not what was asked.
pub(super) fn is_bad_token(answer: &Answer) -> bool {
    let json = answer.json().unwrap_or_default();
    json.pointer("/errors/0/extensions/code").is_some_and(|code| code == "INVALID_TOKEN")
}

/// A value in words.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

pub(super) fn remote(article: &Article, told: &Value, id: String, url: String, is_read: bool) -> Remote {
    let version = article.version.as_ref().map(|at| plain(at.of(told))).unwrap_or_default();
    let compared = article.compare.iter().map(|(field, at)| (format!("{field:?}"), at.of(told).clone()));
    let compared: Map<_, _> = compared.collect();
    // What an editor changes is seen at what is compared, or else at the version.
    let fields = match (compared.is_empty(), is_read) {
        (_, false) => Value::Null,
        (true, true) => version.clone().into(),
        (false, true) => compared.into(),
    };
    let shown = match &article.shown {
        _ if !is_read => Shown::Unseen,
        Some(shown) => match plain(shown.at.of(told)) {
            said if said == shown.is => Shown::Now,
            said => Shown::Not(said),
        },
        None => Shown::Now,
    };
    Remote { id, url, shown, version, aside: Aside::default(), fields, told: told.clone() }
}

fn field<'v>(article: &Article, told: &'v Value, field: Field) -> Option<&'v Value> {
    article.compare.get(&field).map(|at| at.of(told))
}

/// The names of a list, or of a text that lists them.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(names) => names.iter().map(plain).collect(),
        Value::String(text) => {
            text.split(',').map(|name| name.trim().to_owned()).filter(|n| !n.is_empty()).collect()
        }
        _ => Vec::new(),
    }
}

fn date(value: &Value) -> Option<Instant> {
    let text = value.as_str()?;
    let whole = DateTime::parse_from_rfc3339(text).map(|at| at.to_utc());
    // Some say no zone, and mean the one in which they were told.
    whole.or_else(|_| DateTime::parse_from_rfc3339(&format!("{text}Z")).map(|at| at.to_utc())).ok()
}

/// The text as HTML, in whichever of its two forms it is compared.
fn html(article: &Article, told: &Value) -> Option<String> {
    field(article, told, Field::Html).map(plain).or_else(|| {
        let markdown = plain(field(article, told, Field::Markdown)?);
        let options = galley_markdown::Options { highlight: false, ..galley_markdown::Options::default() };
        Some(galley_markdown::render(&markdown, &options).html())
    })
}

pub(super) fn story(article: &Article, there: &Remote) -> Story {
    let told = &there.told;
    let text = |part| field(article, told, part).map(plain);
    let (title, lead, slug, html) =
        (text(Field::Title), text(Field::Lead), text(Field::Slug), html(article, told));
    let category = field(article, told, Field::Category).map(plain);
    let tags = field(article, told, Field::Tags).map(names);
    let cover = field(article, told, Field::Cover).map(plain);
    let unsaid = [
        (StoryPart::Title, title.is_none()),
        (StoryPart::Lead, lead.is_none()),
        (StoryPart::Text, html.is_none()),
        (StoryPart::Slug, slug.is_none()),
        (StoryPart::Filed, category.is_none() || tags.is_none()),
        (StoryPart::Cover, cover.is_none()),
    ];
    let picture = |url: String| Cover {
        media: Media { id: url.clone(), url },
        alt: String::new(),
        caption: String::new(),
        credit: String::new(),
    };
    let html = html.unwrap_or_default();
    // Those that lie where the article does: of others nothing says whose they are.
    let origin = |url: &str| Url::parse(url).ok().map(|url| url.origin());
    let own = pictures_of(&html).filter(|src| origin(src).is_some_and(|at| origin(&there.url) == Some(at)));
    let pictures: BTreeMap<_, _> = own.map(|src| (src.clone(), picture(src))).collect();
    let seo = [Field::SeoTitle, Field::SeoDescription, Field::Canonical].map(text);
    let seo = if let [Some(title), Some(description), Some(canonical)] = seo {
        Some(Seo { title, description, canonical })
    } else {
        None
    };
    Story {
        barred: false,
        title: title.unwrap_or_default(),
        lead: lead.unwrap_or_default(),
        html,
        slug: slug.unwrap_or_default(),
        date: field(article, told, Field::Date).and_then(date),
        modified: None,
        categories: category.filter(|name| !name.is_empty()).map(|name| vec![name]).into_iter().collect(),
        tags: tags.unwrap_or_default(),
        bylines: Vec::new(),
        cover: cover.filter(|cover| !cover.is_empty()).map(picture),
        pictures,
        seo,
        left: Vec::new(),
        kept: Vec::new(),
        unsaid: unsaid.into_iter().filter_map(|(part, is_unsaid)| is_unsaid.then_some(part)).collect(),
    }
}

/// What did not come back as it was sent.
pub(super) fn differences(article: &Article, there: &Remote, post: &Post) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Shown::Not(other) = &there.shown {
        notes.push(Note::about(NoteWord::KeptAs, other));
    }
    for (part, at) in &article.compare {
        let said = at.of(&there.told);
        let note = match part {
            Field::Title => differs(said, &post.title, NoteWord::ChangedHeadline),
            Field::Lead => differs(said, &post.excerpt, NoteWord::ChangedLead),
            Field::SeoTitle => differs(said, &post.seo.title, NoteWord::ChangedSeoTitle),
            Field::SeoDescription => differs(said, &post.seo.description, NoteWord::ChangedSeoDescription),
            Field::Canonical => differs(said, &post.seo.canonical, NoteWord::ChangedCanonical),
            Field::Html => took_out(said, &content_of(post)),
            Field::Markdown => took_out(said, &super::markdown_of(post)),
            Field::Slug => (plain(said) != post.slug).then(|| other_address(&plain(said), &post.slug)),
            Field::Date => {
                let is_same = date(said).is_some_and(|at| at.timestamp() == post.date.timestamp());
                (!is_same).then(|| NoteWord::ChangedDate.into())
            }
            Field::Category => {
                let sent = post.categories.first().cloned().unwrap_or_default();
                differs(said, &sent, NoteWord::ChangedCategory)
            }
            Field::Tags => {
                let kept: Vec<_> = names(said).iter().map(|name| name.to_lowercase()).collect();
                let is_whole = post.tags.iter().all(|tag| kept.contains(&tag.to_lowercase()));
                (!is_whole).then(|| NoteWord::LostTags.into())
            }
            Field::Cover => {
                let (said, cover) = (plain(said), post.cover.as_ref());
                let is_same = cover
                    .map_or(said.is_empty(), |cover| [&cover.media.id, &cover.media.url].contains(&&said));
                (!is_same).then(|| NoteWord::LostCover.into())
            }
        };
        notes.extend(note);
    }
    notes
}

fn differs(said: &Value, sent: &str, what: NoteWord) -> Option<Note> {
    (words_of(&plain(said)) != words_of(sent)).then(|| what.into())
}

fn took_out(said: &Value, sent: &str) -> Option<Note> {
    (words_of(&plain(said)) != words_of(sent)).then(|| NoteWord::LostText.into())
}
