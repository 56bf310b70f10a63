//! The text of an article in a bundle: front matter that people and other tools understand, what only Galley knows
//! under the key `galley`, and the body as it is. The reverse is in `own`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::SecondsFormat;
use galley_domain::{Content, Custom, FormSwitch, Instant, Kind, MediaHash, Picture, Slug, Stage};
use serde_json::{Value as Json, json};

use crate::front::{self, Format, Trouble};
use crate::manifest::{NounNames, name_of};
use crate::{FiledBefore, Limits, MediaRecord, body, own, pictures};

use super::Outgoing;
use super::shelf::Shelf;

/// The files of one article, by path within its folder.
pub(super) struct Texts {
    pub(super) texts: Vec<(&'static str, String)>,
    pub(super) media: Vec<(String, MediaHash)>,
}

/// Keys that are ours. A custom field of such a name is written within `galley`.
const KEYS: [&str; 14] = [
    "title",
    "date",
    "publishdate",
    "lang",
    "slug",
    "description",
    "categories",
    "tags",
    "authors",
    "cover",
    "draft",
    "aliases",
    "views",
    own::KEY,
];

pub(super) fn texts(
    outgoing: &Outgoing,
    names: &NounNames,
    records: &HashMap<MediaHash, &MediaRecord>,
) -> Result<Texts, Trouble> {
    let article = &outgoing.article;
    let others = [
        (own::RELEASED, outgoing.released.as_ref().filter(|_| article.released.is_some())),
        (own::PENDING, outgoing.pending.as_ref().filter(|_| article.pending.is_some())),
    ];
    let others = others.map(|(file, content)| (file, content.filter(|content| **content != article.content)));
    let mut media = Shelf::new(records);
    let working = Piece::new(&article.content, &mut media);
    let pieces = others.map(|(file, content)| (file, content.map(|content| Piece::new(content, &mut media))));
    let mut texts = Vec::new();
    let (mut outer, mut inner) = working.fields(names, &mut media);
    let [released, pending] = others.map(|(_, other)| other.is_some());
    standing(outgoing, released, pending, &mut outer, &mut inner);
    texts.push(("index.md", text(outer, inner, &article.content)?));
    for (file, piece) in pieces {
        let Some(piece) = piece else { continue };
        let (outer, inner) = piece.fields(names, &mut media);
        texts.push((file, text(outer, inner, piece.content)?));
    }
    Ok(Texts { texts, media: media.into_files() })
}

/// Whether a text is the working one, as `galley` says it.
const fn which(is_other: bool) -> &'static str {
    if is_other { "other" } else { "working" }
}

/// The fields around an article's text: where it stands on its way out.
fn standing(
    outgoing: &Outgoing,
    other_released: bool,
    other_pending: bool,
    outer: &mut Custom,
    inner: &mut Custom,
) {
    let article = &outgoing.article;
    let out = article.released.is_some();
    if let Some(at) = article.publish_at {
        outer.insert("publishDate".to_owned(), date(at));
    }
    if !out || article.archived || article.trashed_at.is_some() {
        outer.insert("draft".to_owned(), json!(true));
    }
    let mut first = Custom::new();
    first.insert("id".to_owned(), json!(article.id.to_string()));
    if article.kind == Kind::Page {
        first.insert("kind".to_owned(), json!("page"));
    }
    match article.stage {
        Stage::Draft => {}
        Stage::Review => drop(first.insert("stage".to_owned(), json!("review"))),
        Stage::Approved => drop(first.insert("stage".to_owned(), json!("approved"))),
    }
    if out {
        first.insert("released".to_owned(), json!(which(other_released)));
    }
    if let Some(change) = article.pending {
        first.insert("pending".to_owned(), json!(which(other_pending)));
        first.insert("pending_at".to_owned(), date(change.at));
    }
    let is_made = article.content.slug == Slug::made(&article.content.headline, article.id);
    if article.slug_chosen == is_made {
        first.insert("slug_chosen".to_owned(), json!(article.slug_chosen));
    }
    if let Some(until) = article.embargo_until {
        first.insert("embargo_until".to_owned(), date(until));
    }
    if article.archived {
        first.insert("archived".to_owned(), json!(true));
    }
    if let Some(at) = article.trashed_at {
        first.insert("trashed_at".to_owned(), date(at));
    }
    first.insert("created_at".to_owned(), date(article.created_at));
    first.insert("modified_at".to_owned(), date(article.modified_at));
    if !outgoing.old_slugs.is_empty() {
        first.insert(
            "old_slugs".to_owned(),
            outgoing
                .old_slugs
                .iter()
                .map(|old| json!(own::old_slug(old, &article.content.language)))
                .collect(),
        );
    }
    put(&mut first, "filed_before", filed_before(&outgoing.filed_before));
    first.extend(std::mem::take(inner));
    *inner = first;
}

/// The last of them where there are more than an import takes.
fn filed_before(filed: &[FiledBefore]) -> Option<Json> {
    let mut filed = filed.to_vec();
    filed.sort_unstable_by_key(|before| (before.until, before.date, before.category));
    let last = filed.len().saturating_sub(Limits::default().filed_before);
    let one = |before: &FiledBefore| {
        let mut fields = Custom::new();
        put(&mut fields, "category", before.category.map(|id| json!(id.to_string())));
        fields.insert("date".to_owned(), date(before.date));
        fields.insert("until".to_owned(), date(before.until));
        Json::Object(fields)
    };
    (!filed.is_empty()).then(|| filed[last..].iter().map(one).collect())
}

/// One of an article's two texts, and which pictures its body refers to.
struct Piece<'c> {
    content: &'c Content,
    references: BTreeSet<String>,
}

impl<'c> Piece<'c> {
    /// Both pieces are made before either is written, so that neither finds the other's pictures under its own paths.
    fn new(content: &'c Content, media: &mut Shelf<'_>) -> Self {
        let reading = galley_markdown::read(&content.body);
        let references: BTreeSet<String> =
            body::references(&content.body, &reading).pictures.into_iter().map(|(path, _)| path).collect();
        for path in references
            .iter()
            .filter(|path| !content.pictures.contains_key(*path))
            .filter_map(|path| pictures::beside(path))
        {
            media.keep_free(&path);
        }
        Self { content, references }
    }

    /// Fields for everyone, and fields for Galley.
    fn fields(&self, names: &NounNames, media: &mut Shelf<'_>) -> (Custom, Custom) {
        let content = self.content;
        let language = &content.language;
        let mut outer = Custom::new();
        let mut inner = Custom::new();
        outer.insert("title".to_owned(), json!(content.headline));
        put(&mut outer, "date", content.date.map(date));
        outer.insert("lang".to_owned(), json!(language.as_str()));
        outer.insert("slug".to_owned(), json!(content.slug.as_str()));
        put(&mut outer, "description", filled(&content.lead));
        // What was removed since is left out, as on the site.
        let category = content.category.and_then(|id| Some((name_of(&names.categories, id, language)?, id)));
        put(&mut outer, "categories", category.as_ref().map(|(name, _)| json!([name])));
        put(&mut inner, "category", category.map(|(_, id)| json!(id.to_string())));
        let tags = content.tags.iter();
        let tags = tags.filter_map(|id| Some((name_of(&names.tags, *id, language)?, id.to_string())));
        list(&mut outer, &mut inner, ("tags", "tags"), tags.collect());
        let bylines = content.bylines.iter();
        let bylines =
            bylines.filter_map(|id| Some((name_of(&names.bylines, *id, language)?, id.to_string())));
        let bylines = bylines.collect();
        list(&mut outer, &mut inner, ("authors", "bylines"), bylines);
        put(&mut outer, "aliases", (!content.aliases.is_empty()).then(|| json!(content.aliases)));
        put(&mut outer, "views", content.view_base.map(|views| json!(views)));
        // The pictures of the text choose their places before the cover does.
        put(&mut inner, "pictures", self.pictures(media));
        if let Some(cover) = &content.cover {
            let path = match &cover.picture {
                Picture::Media(hash) => media.put_anywhere(*hash),
                Picture::Remote(url) => url.clone(),
            };
            outer.insert("cover".to_owned(), json!(path));
            let words = [("alt", &cover.alt), ("caption", &cover.caption), ("credit", &cover.credit)];
            let words: BTreeMap<_, _> = words.into_iter().filter(|(_, text)| !text.is_empty()).collect();
            put(&mut inner, "cover", (!words.is_empty()).then(|| json!(words)));
        }
        let seo = serde_json::to_value(&content.seo).expect("its keys are texts, so it is JSON");
        put(&mut inner, "seo", seo.as_object().is_some_and(|seo| !seo.is_empty()).then_some(seo));
        match content.form {
            FormSwitch::Inherit => {}
            FormSwitch::On => drop(inner.insert("form".to_owned(), json!("on"))),
            FormSwitch::Off => drop(inner.insert("form".to_owned(), json!("off"))),
        }
        let translation = content
            .translation
            .as_ref()
            .map(|link| serde_json::to_value(link).expect("its keys are texts, so it is JSON"));
        put(&mut inner, "translation", translation);
        let links: Custom =
            content.links.iter().map(|(href, id)| (href.clone(), json!(id.to_string()))).collect();
        put(&mut inner, "links", (!links.is_empty()).then_some(Json::Object(links)));
        (outer, inner)
    }

    /// Those that do not lie where the text says, or that the text does not mention: path as written to file.
    fn pictures(&self, media: &mut Shelf<'_>) -> Option<Json> {
        let mut mapped = Custom::new();
        let mut elsewhere = Vec::new();
        // What the text shows chooses its place before what it no longer mentions.
        let (shown, unseen): (Vec<_>, Vec<_>) =
            self.content.pictures.iter().partition(|(as_written, _)| self.references.contains(*as_written));
        for (as_written, hash) in shown {
            if !media.put_as_written(as_written, *hash) {
                elsewhere.push((as_written, hash));
            }
        }
        for (as_written, hash) in elsewhere.into_iter().chain(unseen) {
            mapped.insert(as_written.clone(), json!(media.put_anywhere(*hash)));
        }
        (!mapped.is_empty()).then_some(Json::Object(mapped))
    }
}

fn text(mut outer: Custom, mut inner: Custom, content: &Content) -> Result<String, Trouble> {
    if content.custom.keys().any(|key| KEYS.contains(&key.to_lowercase().as_str())) {
        inner.insert("custom".to_owned(), Json::Object(content.custom.clone()));
    } else {
        outer.extend(content.custom.clone());
    }
    outer.insert(own::KEY.to_owned(), Json::Object(inner));
    let block = front::write(&outer);
    // What is exported can be imported: the block is read as an import would.
    let limits = Limits::default();
    if block.len() > limits.own_front_matter_bytes {
        return Err(Trouble::TooLarge { max: limits.own_front_matter_bytes });
    }
    let read = front::read(Format::Yaml, &block, 2, &limits).map_err(|at| at.trouble)?;
    debug_assert_eq!(front::into_json(read), outer, "what is written reads back");
    Ok(format!("---\n{block}---\n{}", content.body))
}

fn put(fields: &mut Custom, key: &str, value: Option<Json>) {
    if let Some(value) = value {
        fields.insert(key.to_owned(), value);
    }
}

/// Names for everyone, ids for Galley, in the same order.
fn list(outer: &mut Custom, inner: &mut Custom, (names, ids): (&str, &str), nouns: Vec<(String, String)>) {
    if !nouns.is_empty() {
        let (all_names, all_ids): (Vec<_>, Vec<_>) = nouns.into_iter().unzip();
        outer.insert(names.to_owned(), json!(all_names));
        inner.insert(ids.to_owned(), json!(all_ids));
    }
}

fn filled(text: &str) -> Option<Json> {
    (!text.is_empty()).then(|| json!(text))
}

fn date(instant: Instant) -> Json {
    json!(instant.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}
