//! The part of a content that is neither listed nor filtered by: one JSON column. Borrowed when written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use galley_domain::{
    ArticleId, BylineId, Content, Cover, Custom, FormSwitch, MediaHash, Picture, Seo, TagId, Translation,
};
use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use crate::{StoreError, View};

/// See [`Content`] for what each is. Absent in the JSON means the default, so that an empty article's row stays short
/// and an older row reads well after a field was added.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Fields<'a> {
    #[serde(skip_serializing_if = "is_empty")]
    tags: Cow<'a, [TagId]>,
    #[serde(skip_serializing_if = "is_empty")]
    bylines: Cow<'a, [BylineId]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cover: Option<Cow<'a, Cover>>,
    #[serde(skip_serializing_if = "is_default")]
    seo: Cow<'a, Seo>,
    #[serde(skip_serializing_if = "is_inherited")]
    form: FormSwitch,
    #[serde(skip_serializing_if = "Option::is_none")]
    view_base: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<Cow<'a, Translation>>,
    #[serde(skip_serializing_if = "is_empty")]
    aliases: Cow<'a, [String]>,
    #[serde(skip_serializing_if = "is_default")]
    pictures: Cow<'a, BTreeMap<String, MediaHash>>,
    #[serde(skip_serializing_if = "is_default")]
    links: Cow<'a, BTreeMap<String, ArticleId>>,
    #[serde(skip_serializing_if = "is_default")]
    custom: Cow<'a, Custom>,
}

impl Default for Fields<'_> {
    fn default() -> Self {
        Self {
            tags: Cow::default(),
            bylines: Cow::default(),
            cover: None,
            seo: Cow::Owned(Seo::default()),
            form: FormSwitch::default(),
            view_base: None,
            translation: None,
            aliases: Cow::default(),
            pictures: Cow::Owned(BTreeMap::new()),
            links: Cow::Owned(BTreeMap::new()),
            custom: Cow::Owned(Custom::new()),
        }
    }
}

impl<'a> Fields<'a> {
    pub(super) fn of(content: &'a Content) -> Self {
        Self {
            tags: Cow::Borrowed(&content.tags),
            bylines: Cow::Borrowed(&content.bylines),
            cover: content.cover.as_ref().map(Cow::Borrowed),
            seo: Cow::Borrowed(&content.seo),
            form: content.form,
            view_base: content.view_base,
            translation: content.translation.as_ref().map(Cow::Borrowed),
            aliases: Cow::Borrowed(&content.aliases),
            pictures: Cow::Borrowed(&content.pictures),
            links: Cow::Borrowed(&content.links),
            custom: Cow::Borrowed(&content.custom),
        }
    }

    /// Whether a link means an article.
    pub(super) fn means(&self, href: &str) -> bool {
        self.links.contains_key(href)
    }

    /// Has a link mean an article.
    pub(super) fn mean(&mut self, href: String, id: ArticleId) {
        self.links.to_mut().insert(href, id);
    }

    pub(super) fn put_into(self, content: &mut Content) {
        content.tags = self.tags.into_owned();
        content.bylines = self.bylines.into_owned();
        content.cover = self.cover.map(Cow::into_owned);
        content.seo = self.seo.into_owned();
        content.form = self.form;
        content.view_base = self.view_base;
        content.translation = self.translation.map(Cow::into_owned);
        content.aliases = self.aliases.into_owned();
        content.pictures = self.pictures.into_owned();
        content.links = self.links.into_owned();
        content.custom = self.custom.into_owned();
    }
}

/// The media that an article's working text shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownMedia {
    /// The article's version.
    pub version: u64,
    /// In its body, by path as written.
    pub pictures: BTreeMap<String, MediaHash>,
    /// As its cover.
    pub cover: Option<MediaHash>,
}

impl View<'_> {
    /// What an article shows, without reading its text. None where it shows no media, or is not there.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn shown_media(&self, id: ArticleId) -> Result<Option<ShownMedia>, StoreError> {
        const SQL: &str = include_str!("shown_media.sql");
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, u64>(0)?, row.get::<_, String>(1)?));
        let found = self.connection.prepare_cached(SQL)?.query_row([id.uuid().as_bytes()], row).optional()?;
        let Some((version, fields)) = found else { return Ok(None) };
        let Fields { pictures, cover, .. } = serde_json::from_str(&fields)?;
        let cover = cover.and_then(|cover| held(&cover));
        Ok(Some(ShownMedia { version, pictures: pictures.into_owned(), cover }))
    }
}

fn held(cover: &Cover) -> Option<MediaHash> {
    match cover.picture {
        Picture::Media(hash) => Some(hash),
        Picture::Remote(_) => None,
    }
}

/// The media that a content uses, in its body and as its cover.
pub fn media_of(content: &Content) -> impl Iterator<Item = MediaHash> + '_ {
    content.pictures.values().copied().chain(content.cover.as_ref().and_then(held))
}

fn is_empty<T>(list: &[T]) -> bool {
    list.is_empty()
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn is_inherited(form: &FormSwitch) -> bool {
    *form == FormSwitch::Inherit
}
