//! Setting single fields by name, as scripts and the command line do.

use galley_domain::{
    Article, ArticleId, BylineId, CategoryId, FormSwitch, Instant, Kind, Language, Slug, TagId, TimeZone,
    parse_instant,
};

use super::pictures::{cover_named, cover_of};
use super::translating::link_named;
use super::write::settle_slug;
use crate::nouns::{byline_named, category_named, tag_named};
use crate::wire::Op;
use crate::work::Work;
use crate::{Desk, DeskError, Done};

/// The fields that can be set, with what they take: for help texts.
pub const FIELDS: [(&str, &str); 24] = [
    ("headline", "text"),
    ("lead", "text"),
    ("body", "Markdown"),
    ("slug", "letters, digits and hyphens; nothing for the one that the headline makes"),
    ("language", "a tag like en or zh-Hans"),
    (
        "translates",
        "the article that it says in its language, as that is now, by id or slug; nothing for none",
    ),
    ("kind", "article or page"),
    ("category", "a category's name, slug or id; made where it is new; nothing to take it off"),
    ("tags", "names, parted by commas"),
    ("bylines", "names, parted by commas"),
    (
        "cover",
        "a picture of the library, by its path in the text or its hash, or one on the web by its URL; nothing for none",
    ),
    ("cover-alt", "what the cover shows"),
    ("cover-caption", "text"),
    ("cover-credit", "who made the cover"),
    ("date", "2023-10-19, with or without a time; nothing for none"),
    ("publish-at", "a time"),
    ("embargo", "a time before which nothing leaves this machine; nothing for none"),
    ("views", "a number; nothing for none"),
    ("form", "on, off or inherit"),
    ("seo-title", "text"),
    ("seo-description", "text"),
    ("canonical", "the URL of the original"),
    ("noindex", "yes or no"),
    ("custom.NAME", "JSON or text; nothing to remove it"),
];

impl Desk {
    /// Sets fields of an article: name and value. All of them or none.
    ///
    /// # Errors
    /// [`DeskError::Unknown`] for a field that is none, [`DeskError::Invalid`] for a value that does not fit.
    pub fn set_fields(&mut self, id: ArticleId, values: &[(String, String)]) -> Result<Done<u64>, DeskError> {
        let done = self.set_fields_of(&[id], values)?;
        Ok(Done { output: self.article(id)?.version, changes: done.changes })
    }

    /// The same for many articles, as one step.
    ///
    /// # Errors
    /// As [`Desk::set_fields`]; no article was changed then.
    pub fn set_fields_of(
        &mut self,
        ids: &[ArticleId],
        values: &[(String, String)],
    ) -> Result<Done<usize>, DeskError> {
        let zone = self.settings()?.time_zone;
        self.edit_all(Op::Fields, ids, |work, article| {
            let before = article.content.clone();
            set_all(work, article, values, zone)?;
            settle_slug(work, article, &before)
        })
    }
}

pub(super) fn set_all(
    work: &mut Work<'_>,
    article: &mut Article,
    values: &[(String, String)],
    zone: TimeZone,
) -> Result<(), DeskError> {
    // The language comes first: a category, tag or byline that is new gets its name in it.
    let (language, rest): (Vec<_>, Vec<_>) = values.iter().partition(|(field, _)| field == "language");
    let mut all = language.into_iter().chain(rest);
    all.try_for_each(|(field, value)| set_field(work, article, field, value, zone))
}

fn set_field(
    work: &mut Work<'_>,
    article: &mut Article,
    field: &str,
    value: &str,
    zone: TimeZone,
) -> Result<(), DeskError> {
    // The body is the author's, byte for byte; the rest are lines.
    let (whole, value) = (value, value.trim());
    if field == "translates" {
        let link = if value.is_empty() { None } else { Some(link_named(work, article, value)?) };
        article.content.translation = link;
        return Ok(());
    }
    let content = &mut article.content;
    match field {
        "headline" => value.clone_into(&mut content.headline),
        "lead" => value.clone_into(&mut content.lead),
        "body" => whole.clone_into(&mut content.body),
        // Where it is emptied the headline makes it again.
        "slug" if value.is_empty() => content.slug = Slug::untitled(article.id),
        "slug" => {
            content.slug = value.parse().map_err(|e| DeskError::invalid(field, e))?;
            article.slug_chosen = true;
        }
        "language" => content.language = value.parse().map_err(|e| DeskError::invalid(field, e))?,
        "kind" => article.kind = read_kind(value)?,
        "category" => content.category = category(work, &content.language, value)?,
        "tags" => content.tags = tags(work, &content.language, value)?,
        "bylines" => content.bylines = bylines(work, &content.language, value)?,
        "cover" => content.cover = cover_named(work, content, value)?,
        "cover-alt" => value.clone_into(&mut cover_of(content, field)?.alt),
        "cover-caption" => value.clone_into(&mut cover_of(content, field)?.caption),
        "cover-credit" => value.clone_into(&mut cover_of(content, field)?.credit),
        "date" => content.date = read_time(field, value, zone)?,
        "publish-at" => article.publish_at = read_time(field, value, zone)?,
        "embargo" => article.embargo_until = read_time(field, value, zone)?,
        "views" => content.view_base = read_views(value)?,
        "form" => content.form = read_form(value)?,
        "seo-title" => value.clone_into(&mut content.seo.title),
        "seo-description" => value.clone_into(&mut content.seo.description),
        "canonical" => value.clone_into(&mut content.seo.canonical),
        "noindex" => content.seo.noindex = read_switch(field, value)?,
        _ => match field.strip_prefix("custom.").filter(|name| !name.is_empty()) {
            Some(name) => set_custom(article, name, value),
            None => return Err(DeskError::NoField(field.to_owned())),
        },
    }
    Ok(())
}

fn set_custom(article: &mut Article, name: &str, value: &str) {
    let custom = &mut article.content.custom;
    if value.is_empty() {
        custom.shift_remove(name);
    } else {
        let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
        custom.insert(name.to_owned(), value);
    }
}

fn category(work: &mut Work<'_>, language: &Language, value: &str) -> Result<Option<CategoryId>, DeskError> {
    if value.is_empty() {
        return Ok(None);
    }
    category_named(work, &[value.to_owned()], language).map(Some)
}

fn tags(work: &mut Work<'_>, language: &Language, value: &str) -> Result<Vec<TagId>, DeskError> {
    names(value).map(|name| tag_named(work, name, language)).collect()
}

fn bylines(work: &mut Work<'_>, language: &Language, value: &str) -> Result<Vec<BylineId>, DeskError> {
    names(value).map(|name| byline_named(work, name, language)).collect()
}

fn names(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', '，', '、']).map(str::trim).filter(|name| !name.is_empty())
}

fn read_kind(value: &str) -> Result<Kind, DeskError> {
    match value {
        "article" => Ok(Kind::Article),
        "page" => Ok(Kind::Page),
        _ => Err(DeskError::invalid("kind", "it is article or page")),
    }
}

pub(crate) fn read_form(value: &str) -> Result<FormSwitch, DeskError> {
    match value {
        "on" | "yes" | "true" => Ok(FormSwitch::On),
        "off" | "no" | "false" => Ok(FormSwitch::Off),
        "inherit" | "" => Ok(FormSwitch::Inherit),
        _ => Err(DeskError::invalid("form", "it is on, off or inherit")),
    }
}

fn read_views(value: &str) -> Result<Option<u64>, DeskError> {
    if value.is_empty() {
        return Ok(None);
    }
    // SQLite and JSON readers hold whole numbers exactly up to 2^53.
    let views = value.parse::<u64>().ok().filter(|views| *views < 1 << 53);
    views.map(Some).ok_or_else(|| DeskError::invalid("views", "it is a whole number, or nothing"))
}

fn read_time(field: &str, value: &str, zone: TimeZone) -> Result<Option<Instant>, DeskError> {
    if value.is_empty() {
        return Ok(None);
    }
    parse_instant(value, zone).map(Some).map_err(|e| DeskError::invalid(field, e))
}

/// Reads yes or no.
///
/// # Errors
/// [`DeskError::Invalid`]
pub fn read_switch(field: &str, value: &str) -> Result<bool, DeskError> {
    match value {
        "yes" | "on" | "true" => Ok(true),
        "no" | "off" | "false" | "" => Ok(false),
        _ => Err(DeskError::invalid(field, "it is yes or no")),
    }
}
