//! An article of our own bundle: fields that people and other tools read, and under one key `galley` what only Galley
//! knows. The reverse is in `out::compose`; each field stands in both in the same order.
//!
//! What an editor changed by hand wins over what Galley noted: a tag's new name is a new tag, a `draft` line decides.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::str::FromStr;

use galley_domain::{
    ArticleId, CategoryId, FormSwitch, Instant, Kind, Language, MediaHash, Slug, Stage, TimeZone,
    Translation, parse_instant,
};
use galley_markdown::Reading;
use sha2::{Digest, Sha256};

use crate::front::{self, Node, Sheet, Value};
use crate::manifest::name_of;
use crate::read::{self, Depth, Source};
use crate::root::{Found, folder_of};
use crate::{
    CoverPicture, CoverRef, Entry, Exact, Fields, Filed, FiledBefore, Incoming, Left, LeftWhy, LinkTo, Note,
    Pending, PictureRef, Released, Remark, Scan, body, pictures,
};

/// The key of what only Galley knows.
pub(crate) const KEY: &str = "galley";
/// The file with the released text, where the working text differs.
pub(crate) const RELEASED: &str = "released.md";
/// The same of the change that waits for its time.
pub(crate) const PENDING: &str = "pending.md";

pub(crate) fn read(scan: &Scan, entry: &Entry, source: Source, depth: Depth) -> Result<Incoming, Left> {
    let hash = source.hash;
    let mut reader = Reader::new(scan, &entry.path, source.front.unwrap_or_default())?;
    let reading = match depth {
        Depth::Whole => galley_markdown::read(&source.body),
        Depth::Glance => Reading::default(),
    };
    let fields = reader.fields(source.body, &reading)?;
    let mut notes = Vec::new();
    let (released, released_hash) = reader.released(&mut notes)?;
    let (pending, pending_hash) = reader.pending(&mut notes)?;
    let kind = if reader.inner_word("kind")?.as_deref() == Some("page") { Kind::Page } else { Kind::Article };
    let stage = reader.stage()?;
    let publish_at = reader.outer("publishDate", instant)?;
    let mut exact = Exact {
        id: reader.required("id")?,
        edited: !as_exported(scan, &entry.path, hash)
            || [(RELEASED, released_hash), (PENDING, pending_hash)]
                .into_iter()
                .any(|(file, hash)| hash.is_some_and(|hash| !as_exported(scan, &reader.below(file), hash))),
        stage,
        released,
        pending,
        embargo_until: reader.inner("embargo_until", instant)?,
        archived: reader.inner("archived", Node::truth)?.unwrap_or(false),
        trashed_at: reader.inner("trashed_at", instant)?,
        created_at: reader
            .inner("created_at", instant)?
            .ok_or_else(|| reader.damaged("galley.created_at"))?,
        modified_at: reader
            .inner("modified_at", instant)?
            .ok_or_else(|| reader.damaged("galley.modified_at"))?,
        old_slugs: reader.old_slugs(fields.language.as_ref())?,
        filed_before: reader.filed_before()?,
    };
    let slug_chosen = reader.inner("slug_chosen", Node::truth)?;
    let slug_chosen = slug_chosen.unwrap_or_else(|| !is_made(&fields, exact.id));
    let draft = reader.outer("draft", Node::truth)?.unwrap_or(false);
    if draft_decides(draft, &mut exact) {
        notes.push(Note::new(None, Remark::DraftChanged));
    }
    if exact.released == Released::Lost {
        // There is nothing out that it could change.
        exact.pending = None;
    }
    if exact.edited && scan.manifest.as_ref().is_some_and(|manifest| manifest.files.contains_key(&entry.path))
    {
        notes.push(Note::new(None, Remark::Edited));
    }
    let (fields, left) = reader.finish(fields)?;
    Ok(Incoming {
        origin: entry.path.clone(),
        source_hash: [released_hash, pending_hash].into_iter().flatten().fold(hash, both).to_string(),
        kind,
        fields,
        reading,
        draft,
        publish_at,
        expires: None,
        modified: Some(exact.modified_at),
        translation_key: None,
        is_source: true,
        keeps_address: false,
        slug_chosen,
        exact: Some(exact),
        unknown: Vec::new(),
        left,
        notes,
    })
}

/// Whether a slug is what the headline makes. Where nothing else is said, that is one which nobody chose.
fn is_made(fields: &Fields, id: ArticleId) -> bool {
    fields.slug.as_ref().is_none_or(|slug| *slug == Slug::made(&fields.headline, id))
}

/// What an editor made of the `draft` line by hand counts. Says whether it is another than what Galley noted.
fn draft_decides(draft: bool, exact: &mut Exact) -> bool {
    let out = !matches!(exact.released, Released::Nothing);
    if draft && out && !exact.archived && exact.trashed_at.is_none() {
        exact.released = Released::Nothing;
        exact.pending = None;
        true
    } else if !draft && !out {
        exact.released = Released::Working;
        true
    } else {
        false
    }
}

/// Whether a file is what the bundle's manifest says it was.
fn as_exported(scan: &Scan, path: &str, hash: MediaHash) -> bool {
    let listed = scan.manifest.as_ref().and_then(|manifest| manifest.files.get(path));
    listed.is_some_and(|record| record.sha256 == hash)
}

/// Whether a file is no article but the second text of the one beside it: under that name, with fields of ours, without an id.
pub(crate) fn is_second_text(path: &str, front: Option<&front::Fields>) -> bool {
    let ours = front.into_iter().flatten().find(|(key, _)| key == KEY).map(|(_, node)| &node.value);
    may_be_second_text(path)
        && matches!(ours, Some(Value::Map(fields)) if fields.iter().all(|(key, _)| key != "id"))
}

/// Whether it is called as one.
pub(crate) fn may_be_second_text(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some(RELEASED | PENDING))
}

fn both(a: MediaHash, b: MediaHash) -> MediaHash {
    let digest = Sha256::new().chain_update(a.bytes()).chain_update(b.bytes()).finalize();
    MediaHash::new(digest.into())
}

/// The fields of one file on their way into an article.
struct Reader<'s> {
    scan: &'s Scan,
    path: &'s str,
    outer: Sheet,
    inner: Sheet,
    left: Vec<Left>,
}

impl<'s> Reader<'s> {
    fn new(scan: &'s Scan, path: &'s str, fields: front::Fields) -> Result<Self, Left> {
        let mut outer = Sheet::new(fields, false);
        let inner = outer.take(KEY, |node| match &node.value {
            Value::Map(fields) => Some(fields.clone()),
            _ => None,
        });
        let inner = inner.ok_or_else(|| Left::new(path, LeftWhy::Damaged(KEY.to_owned())))?;
        Ok(Self { scan, path, outer, inner: Sheet::new(inner, false), left: Vec::new() })
    }

    fn damaged(&self, field: &str) -> Left {
        let key = field.strip_prefix("galley.");
        let line = key.map_or_else(|| self.outer.get(field), |key| self.inner.get(key)).map(|node| node.line);
        Left::at(self.path, line, LeftWhy::Damaged(field.to_owned()))
    }

    /// A field beside `galley`: none where it is not there, an error where it is not understood.
    fn outer<T>(
        &mut self,
        key: &str,
        understand: impl FnOnce(&Node) -> Option<T>,
    ) -> Result<Option<T>, Left> {
        let value = self.outer.take(key, understand);
        if value.is_none() && self.outer.get(key).is_some() { Err(self.damaged(key)) } else { Ok(value) }
    }

    /// A field within `galley`.
    fn inner<T>(
        &mut self,
        key: &str,
        understand: impl FnOnce(&Node) -> Option<T>,
    ) -> Result<Option<T>, Left> {
        let value = self.inner.take(key, understand);
        if value.is_none() && self.inner.get(key).is_some() {
            Err(self.damaged(&format!("galley.{key}")))
        } else {
            Ok(value)
        }
    }

    fn inner_word(&mut self, key: &str) -> Result<Option<String>, Left> {
        self.inner(key, Node::text)
    }

    fn required<T: FromStr>(&mut self, key: &str) -> Result<T, Left> {
        self.inner(key, parsed)?.ok_or_else(|| self.damaged(&format!("galley.{key}")))
    }

    fn stage(&mut self) -> Result<Stage, Left> {
        match self.inner_word("stage")?.as_deref() {
            None | Some("draft") => Ok(Stage::Draft),
            Some("review") => Ok(Stage::Review),
            Some("approved") => Ok(Stage::Approved),
            Some(_) => Err(self.damaged("galley.stage")),
        }
    }

    /// Everything that a revision holds.
    fn fields(&mut self, text: String, reading: &Reading) -> Result<Fields, Left> {
        let mut fields = Fields {
            headline: self.outer("title", Node::text)?.unwrap_or_default(),
            lead: self.outer("description", Node::text)?.unwrap_or_default(),
            slug: Some(self.outer("slug", parsed)?.ok_or_else(|| self.damaged("slug"))?),
            language: Some(self.outer("lang", parsed)?.ok_or_else(|| self.damaged("lang"))?),
            date: self.outer("date", instant)?,
            view_base: self.outer("views", |node| node.text()?.parse().ok())?,
            aliases: self.outer("aliases", texts)?.unwrap_or_default(),
            ..Fields::default()
        };
        let language = fields.language.clone().expect("it was set above");
        let scan = self.scan;
        let category = self.outer("categories", texts)?.unwrap_or_default();
        let ids = self.inner("category", parsed)?.into_iter().collect();
        fields.category =
            filed(category, ids, |id| name_of(&scan.nouns.categories, id, &language)).into_iter().next();
        let tags = self.outer("tags", texts)?.unwrap_or_default();
        let ids = self.inner("tags", parsed_list)?.unwrap_or_default();
        fields.tags = filed(tags, ids, |id| name_of(&scan.nouns.tags, id, &language));
        let bylines = self.outer("authors", texts)?.unwrap_or_default();
        let ids = self.inner("bylines", parsed_list)?.unwrap_or_default();
        fields.bylines = filed(bylines, ids, |id| name_of(&scan.nouns.bylines, id, &language));
        fields.seo = self
            .inner("seo", |node| serde_json::from_value(node.clone().into_json()).ok())?
            .unwrap_or_default();
        fields.form = match self.inner_word("form")?.as_deref() {
            None => FormSwitch::Inherit,
            Some("on" | "true") => FormSwitch::On,
            Some("off" | "false") => FormSwitch::Off,
            Some(_) => return Err(self.damaged("galley.form")),
        };
        fields.translation = self.inner("translation", translation)?;
        fields.cover = self.cover()?;
        fields.pictures = self.pictures(&text, reading)?;
        fields.links = self.links()?;
        fields.body = text;
        Ok(fields)
    }

    fn cover(&mut self) -> Result<Option<CoverRef>, Left> {
        let words = self.inner("cover", |node| {
            serde_json::from_value::<BTreeMap<String, String>>(node.clone().into_json()).ok()
        })?;
        let mut words = words.unwrap_or_default();
        let Some(path) = self.outer("cover", Node::text)? else {
            return Ok(None);
        };
        let picture = if path.starts_with("http://") || path.starts_with("https://") {
            CoverPicture::Remote(path)
        } else {
            match self.file(&path, &path) {
                Some(picture) => CoverPicture::File(picture),
                None => return Ok(None),
            }
        };
        let mut word = |key: &str| words.remove(key).unwrap_or_default();
        Ok(Some(CoverRef { picture, alt: word("alt"), caption: word("caption"), credit: word("credit") }))
    }

    /// The pictures of the body: those that `galley.pictures` maps, and those that lie beside under their own path.
    fn pictures(&mut self, text: &str, reading: &Reading) -> Result<Vec<PictureRef>, Left> {
        let mapped = self.inner("pictures", |node| {
            let Value::Map(fields) = &node.value else {
                return None;
            };
            fields
                .iter()
                .map(|(path, file)| Some((path.clone(), file.text()?)))
                .collect::<Option<BTreeMap<_, _>>>()
        })?;
        let mut found: BTreeMap<String, PictureRef> = BTreeMap::new();
        for (as_written, file) in mapped.unwrap_or_default() {
            if let Some(picture) = self.file(&as_written, &file) {
                found.insert(as_written, picture);
            }
        }
        for (as_written, _) in body::references(text, reading).pictures {
            let Some(file) = pictures::beside(&as_written).filter(|_| !found.contains_key(&as_written))
            else {
                continue;
            };
            let file = self.below(&file);
            if matches!(self.scan.folder.find(&file), Found::File(_)) {
                found.insert(as_written.clone(), PictureRef { as_written, file });
            }
        }
        Ok(found.into_values().collect())
    }

    /// A file beside the article. One that is not there, or not beside, is left.
    fn file(&mut self, as_written: &str, file: &str) -> Option<PictureRef> {
        let path = self.below(file);
        let why = match self.scan.folder.find(&path) {
            _ if !crate::names::is_portable_path(file) => LeftWhy::PictureOutside(as_written.to_owned()),
            Found::File(_) => {
                return Some(PictureRef { as_written: as_written.to_owned(), file: path });
            }
            Found::Link => LeftWhy::PictureLink(as_written.to_owned()),
            _ => LeftWhy::PictureMissing(as_written.to_owned()),
        };
        self.left.push(Left::new(self.path, why));
        None
    }

    fn below(&self, file: &str) -> String {
        let folder = folder_of(self.path);
        if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
    }

    fn links(&mut self) -> Result<BTreeMap<String, LinkTo>, Left> {
        let links = self.inner("links", |node| {
            let Value::Map(fields) = &node.value else {
                return None;
            };
            let link =
                |(href, id): &(String, Node)| Some((href.clone(), LinkTo::Article(id.text()?.parse().ok()?)));
            fields.iter().map(link).collect::<Option<BTreeMap<_, _>>>()
        })?;
        Ok(links.unwrap_or_default())
    }

    fn old_slugs(&mut self, now: Option<&Language>) -> Result<Vec<(Language, Slug)>, Left> {
        let read = |text: &String| match text.split_once('/') {
            Some((language, slug)) => Some((language.parse().ok()?, slug.parse().ok()?)),
            None => Some((now?.clone(), text.parse().ok()?)),
        };
        Ok(self.inner("old_slugs", |node| texts(node)?.iter().map(read).collect())?.unwrap_or_default())
    }

    /// What it was filed under before. More than an article ever has are no one's.
    fn filed_before(&mut self) -> Result<Vec<FiledBefore>, Left> {
        let most = self.scan.limits.filed_before;
        let filed = self.inner("filed_before", |node| match &node.value {
            Value::List(list) if list.len() <= most => list.iter().map(filed_before).collect(),
            _ => None,
        })?;
        Ok(filed.unwrap_or_default())
    }

    /// What goes out: nothing, this text, or the one in the file beside.
    fn released(&mut self, notes: &mut Vec<Note>) -> Result<(Released, Option<MediaHash>), Left> {
        match self.inner_word("released")?.as_deref() {
            None => return Ok((Released::Nothing, None)),
            Some("working") => return Ok((Released::Working, None)),
            Some("other") => {}
            Some(_) => return Err(self.damaged("galley.released")),
        }
        match self.beside(RELEASED) {
            Ok((fields, hash)) => Ok((Released::Other(Box::new(fields)), Some(hash))),
            Err(left) => {
                self.left.push(left);
                notes.push(Note::new(None, Remark::ReleasedLost));
                Ok((Released::Lost, None))
            }
        }
    }

    /// The change that waits: this text, or the one in the file beside.
    fn pending(&mut self, notes: &mut Vec<Note>) -> Result<(Option<Pending>, Option<MediaHash>), Left> {
        let at = self.inner("pending_at", instant)?;
        let is_other = match self.inner_word("pending")?.as_deref() {
            None | Some("working") => false,
            Some("other") => true,
            Some(_) => return Err(self.damaged("galley.pending")),
        };
        let Some(at) = at else { return Ok((None, None)) };
        if !is_other {
            return Ok((Some(Pending { at, other: None }), None));
        }
        match self.beside(PENDING) {
            Ok((fields, hash)) => Ok((Some(Pending { at, other: Some(Box::new(fields)) }), Some(hash))),
            Err(left) => {
                self.left.push(left);
                notes.push(Note::new(None, Remark::PendingLost));
                Ok((None, None))
            }
        }
    }

    /// The text in a file beside this one.
    fn beside(&self, file: &str) -> Result<(Fields, MediaHash), Left> {
        let path = self.below(file);
        let source = read::open(self.scan, &path)?;
        let mut reader = Reader::new(self.scan, &path, source.front.unwrap_or_default())?;
        let reading = galley_markdown::read(&source.body);
        let fields = reader.fields(source.body, &reading)?;
        Ok((reader.finish(fields)?.0, source.hash))
    }

    /// What was not understood is custom, unless it has a place of its own.
    fn finish(mut self, mut fields: Fields) -> Result<(Fields, Vec<Left>), Left> {
        let apart = self.inner("custom", |node| match &node.value {
            Value::Map(fields) => Some(fields.clone()),
            _ => None,
        })?;
        // A released text says neither of these; in a working text they are taken by now.
        self.outer.keep("draft", None);
        self.outer.keep("publishDate", None);
        fields.custom = front::into_json(apart.unwrap_or_default());
        fields.custom.extend(front::into_json(self.outer.rest()));
        read::check(&fields).map_err(|why| Left::new(self.path, why))?;
        Ok((fields, self.left))
    }
}

/// A former slug as `galley.old_slugs` has it: `zh/slug` where it was in another language than the text of `index.md`.
pub(crate) fn old_slug((language, slug): &(Language, Slug), now: &Language) -> String {
    if language == now { slug.to_string() } else { format!("{language}/{slug}") }
}

/// Names with their ids, where the name is still the one that the id had.
fn filed<Id: Copy + Eq + Hash>(
    names: Vec<String>,
    mut ids: Vec<Id>,
    name_of: impl Fn(Id) -> Option<String>,
) -> Vec<Filed<Id>> {
    names
        .into_iter()
        .map(|name| {
            let at = ids.iter().position(|id| name_of(*id).as_ref() == Some(&name));
            Filed { id: at.map(|at| ids.remove(at)), name }
        })
        .collect()
}

fn filed_before(node: &Node) -> Option<FiledBefore> {
    let Value::Map(fields) = &node.value else { return None };
    let field = |key: &str| fields.iter().find(|(name, _)| name == key).map(|(_, node)| node);
    let category = match field("category") {
        Some(id) => Some(parsed::<CategoryId>(id)?),
        None => None,
    };
    Some(FiledBefore { category, date: instant(field("date")?)?, until: instant(field("until")?)? })
}

fn instant(node: &Node) -> Option<Instant> {
    parse_instant(&node.text()?, TimeZone::UTC).ok()
}

fn parsed<T: FromStr>(node: &Node) -> Option<T> {
    node.text()?.parse().ok()
}

fn texts(node: &Node) -> Option<Vec<String>> {
    match &node.value {
        Value::List(list) => list.iter().map(Node::text).collect(),
        Value::Null => Some(Vec::new()),
        _ => node.text().map(|text| vec![text]),
    }
}

fn parsed_list<T: FromStr>(node: &Node) -> Option<Vec<T>> {
    texts(node)?.iter().map(|text| text.parse().ok()).collect()
}

fn translation(node: &Node) -> Option<Translation> {
    serde_json::from_value(node.clone().into_json()).ok()
}
