//! What articles are filed under: categories, tags, bylines.

use std::collections::BTreeMap;

use galley_domain::{Byline, BylineId, Category, FormSwitch, Language, Name, Names, Picture, Tag, TagId};
use galley_store::View;

use super::{Field, Fields, Known, address, list, meant, no_field, push, reference, taken, text};
use crate::article::read_form;
use crate::nouns::{Named, free_name, must_be_free, new_category, tree};
use crate::wire::Op;
use crate::work::{Undoable, Work};
use crate::{Desk, DeskError, Done};

/// The fields of a category.
pub const CATEGORY_FIELDS: [(&str, &str); 6] = [
    ("name[.LANGUAGE]", "text; its slug stays when it changes"),
    ("slug[.LANGUAGE]", "the last part of its address: letters, digits and hyphens"),
    ("description[.LANGUAGE]", "text; stands on its page"),
    ("parent", "a category's name, slug or id; nothing for the top"),
    ("order", "a whole number; lower ones come first"),
    ("form", "on, off or inherit: the inquiry form under its articles"),
];

/// The fields of a tag.
pub const TAG_FIELDS: [(&str, &str); 3] = [CATEGORY_FIELDS[0], CATEGORY_FIELDS[1], CATEGORY_FIELDS[2]];

/// The fields of a byline.
pub const BYLINE_FIELDS: [(&str, &str); 5] = [
    CATEGORY_FIELDS[0],
    CATEGORY_FIELDS[1],
    ("description[.LANGUAGE]", "text; the profile"),
    ("urls", "where else to find it: http, https or mailto, parted by commas"),
    ("picture", "the URL of a picture, or the hash of one in the library"),
];

/// Fields that have words, and so a language.
const WITH_WORDS: [&str; 3] = ["name", "slug", "description"];
/// Most URLs of one byline.
const URLS_MAX: usize = 20;

impl Desk {
    /// Makes a category with fields.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], also where there is one of that name beside it already; [`DeskError::Tree`], [`DeskError::SlugTaken`]
    pub fn add_category_with(&mut self, name: &str, values: &Fields) -> Result<Done<Category>, DeskError> {
        let language = self.settings()?.language;
        self.transact(Op::Nouns, |work| {
            let all = work.tx.nouns::<Category>()?;
            let mut category = new_category(work, &all, name, &language, None)?;
            set_category(work, &mut category, values, &language)?;
            let beside = all.iter().filter(|other| other.parent == category.parent);
            refuse_twice(beside, &category, &language)?;
            Ok(category)
        })
    }

    /// Sets fields of a category, all or none.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], [`DeskError::Tree`], [`DeskError::SlugTaken`], [`DeskError::Unknown`]
    pub fn set_category_fields(
        &mut self,
        category: &Category,
        values: &Fields,
    ) -> Result<Done<Category>, DeskError> {
        let language = self.settings()?.language;
        self.transact(Op::Nouns, |work| {
            let mut category = present(work, category)?;
            set_category(work, &mut category, values, &language)?;
            Ok(category)
        })
    }

    /// What is set of a category.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn category_fields(&self, category: &Category) -> Result<Fields, DeskError> {
        let mut fields = name_fields(&category.names);
        if let Some(parent) = category.parent {
            push(&mut fields, "parent", reference::<Category>(&self.view(), parent.uuid())?);
        }
        push(&mut fields, "order", category.order.to_string());
        push(&mut fields, "form", form_word(category.form));
        Ok(fields)
    }

    /// Makes a tag with fields.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], also where there is one of that name already; [`DeskError::SlugTaken`]
    pub fn add_tag_with(&mut self, name: &str, values: &Fields) -> Result<Done<Tag>, DeskError> {
        let language = self.settings()?.language;
        self.transact(Op::Nouns, |work| {
            let all = work.tx.nouns::<Tag>()?;
            let names = Names::new(language.clone(), free_name(&all, &language, name)?);
            let mut tag = Tag { id: TagId::new(work.new_id()), names };
            set_named(work, &mut tag, values, &language, &TAG_FIELDS)?;
            refuse_twice(all.iter(), &tag, &language)?;
            Ok(tag)
        })
    }

    /// Sets fields of a tag, all or none.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], [`DeskError::SlugTaken`]
    pub fn set_tag_fields(&mut self, tag: &Tag, values: &Fields) -> Result<Done<Tag>, DeskError> {
        let language = self.settings()?.language;
        self.transact(Op::Nouns, |work| {
            let mut tag = present(work, tag)?;
            set_named(work, &mut tag, values, &language, &TAG_FIELDS)?;
            Ok(tag)
        })
    }

    /// What is set of a tag.
    pub fn tag_fields(&self, tag: &Tag) -> Fields {
        name_fields(&tag.names)
    }

    /// Makes a byline with fields.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], also where there is one of that name already; [`DeskError::SlugTaken`]
    pub fn add_byline_with(&mut self, name: &str, values: &Fields) -> Result<Done<Byline>, DeskError> {
        let language = self.settings()?.language;
        self.transact(Op::Nouns, |work| {
            let all = work.tx.nouns::<Byline>()?;
            let names = Names::new(language.clone(), free_name(&all, &language, name)?);
            let id = BylineId::new(work.new_id());
            let mut byline = Byline { id, names, picture: None, urls: Vec::new() };
            set_byline(work, &mut byline, values, &language)?;
            refuse_twice(all.iter(), &byline, &language)?;
            Ok(byline)
        })
    }

    /// Sets fields of a byline, all or none.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], [`DeskError::SlugTaken`]
    pub fn set_byline_fields(&mut self, byline: &Byline, values: &Fields) -> Result<Done<Byline>, DeskError> {
        let language = self.settings()?.language;
        self.transact(Op::Nouns, |work| {
            let mut byline = present(work, byline)?;
            set_byline(work, &mut byline, values, &language)?;
            Ok(byline)
        })
    }

    /// What is set of a byline.
    pub fn byline_fields(&self, byline: &Byline) -> Fields {
        let mut fields = name_fields(&byline.names);
        push(&mut fields, "urls", byline.urls.join(", "));
        match &byline.picture {
            Some(Picture::Media(hash)) => push(&mut fields, "picture", hash.to_string()),
            Some(Picture::Remote(url)) => push(&mut fields, "picture", url),
            None => {}
        }
        fields
    }
}

/// The noun as it is in this transaction: another program may have changed it since it was looked up.
fn present<N: Named>(work: &Work<'_>, noun: &N) -> Result<N, DeskError> {
    let now = work.tx.noun::<N>(noun.uuid())?;
    now.ok_or_else(|| DeskError::unknown(N::NAME, noun.uuid()))
}

/// Refuses to make a second noun of one name in a language.
fn refuse_twice<'a, N: Named + 'a>(
    mut others: impl Iterator<Item = &'a N>,
    noun: &N,
    language: &Language,
) -> Result<(), DeskError> {
    let twin = |other: &N| {
        let same = |(language, name): (&Language, &Name)| {
            other.names().exact(language).is_some_and(|n| n.name.to_lowercase() == name.name.to_lowercase())
        };
        noun.names().iter().any(same)
    };
    if others.any(twin) {
        return Err(taken(N::NAME, &noun.names().get(language).name));
    }
    Ok(())
}

fn set_category(
    work: &mut Work<'_>,
    category: &mut Category,
    values: &Fields,
    language: &Language,
) -> Result<(), DeskError> {
    let rest = set_names(work.tx, category, values, language, &CATEGORY_FIELDS)?;
    for (field, value) in rest {
        match field.name {
            "parent" if value.is_empty() => category.parent = None,
            "parent" => {
                let parent = meant::<Category>(work.tx, value)?.id;
                tree(work.tx)?.may_stand_below(category.id, parent)?;
                category.parent = Some(parent);
            }
            "order" => {
                category.order = value.parse().map_err(|_| field.invalid("it is a whole number"))?;
            }
            "form" => category.form = read_form(value)?,
            _ => return Err(no_field(field.typed, &CATEGORY_FIELDS)),
        }
    }
    must_be_free(work.tx, category)?;
    work.put_noun(category)
}

fn set_byline(
    work: &mut Work<'_>,
    byline: &mut Byline,
    values: &Fields,
    language: &Language,
) -> Result<(), DeskError> {
    let rest = set_names(work.tx, byline, values, language, &BYLINE_FIELDS)?;
    for (field, value) in rest {
        match field.name {
            "urls" => byline.urls = urls(&field, value)?,
            "picture" => byline.picture = picture(work.tx, &field, value)?,
            _ => return Err(no_field(field.typed, &BYLINE_FIELDS)),
        }
    }
    must_be_free(work.tx, byline)?;
    work.put_noun(byline)
}

/// A noun that has names and nothing else.
fn set_named<N: Named + Undoable>(
    work: &mut Work<'_>,
    noun: &mut N,
    values: &Fields,
    language: &Language,
    known: &Known,
) -> Result<(), DeskError> {
    if let Some((field, _)) = set_names(work.tx, noun, values, language, known)?.first() {
        return Err(no_field(field.typed, known));
    }
    must_be_free(work.tx, noun)?;
    work.put_noun(noun)
}

/// Sets the fields that have words and answers the others. Names come first, so that a slug finds its name in any order.
fn set_names<'v, N: Named>(
    view: &View<'_>,
    noun: &mut N,
    values: &'v Fields,
    default: &Language,
    known: &Known,
) -> Result<Vec<(Field<'v>, &'v str)>, DeskError> {
    let mut rest = Vec::new();
    let mut words = Vec::new();
    for (typed, value) in values {
        let field = Field::read(typed, &WITH_WORDS, known)?;
        let list = if WITH_WORDS.contains(&field.name) { &mut words } else { &mut rest };
        list.push((field, value.trim()));
    }
    words.sort_by_key(|(field, _)| field.name != "name");
    let id = noun.uuid();
    for (field, value) in words {
        let language = field.in_language(default);
        if field.name == "name" {
            let others: Vec<N> = view.nouns::<N>()?.into_iter().filter(|other| other.uuid() != id).collect();
            set_name(noun.names_mut(), &others, &field, &language, value)?;
            continue;
        }
        let Some(mut name) = noun.names().exact(&language).cloned() else {
            return Err(
                field.invalid(format!("it has no name in {language} yet; set name.{language} with it"))
            );
        };
        if field.name == "slug" {
            name.slug = value.parse().map_err(|e| field.invalid(e))?;
        } else {
            name.description = text(&field, value)?;
        }
        noun.names_mut().set(language, name);
    }
    Ok(rest)
}

/// Sets or takes away a name. A name that changes keeps its slug: what was released under it stays where it is.
fn set_name<N: Named>(
    names: &mut Names,
    others: &[N],
    field: &Field<'_>,
    language: &Language,
    value: &str,
) -> Result<(), DeskError> {
    if value.is_empty() {
        let mut left: BTreeMap<Language, Name> = names.clone().into();
        left.remove(language);
        *names = left.try_into().map_err(|e| field.invalid(e))?;
        return Ok(());
    }
    let mut name = free_name(others, language, value)?;
    if let Some(old) = names.exact(language) {
        name.slug = old.slug.clone();
        name.description.clone_from(&old.description);
    }
    names.set(language.clone(), name);
    Ok(())
}

fn urls(field: &Field<'_>, value: &str) -> Result<Vec<String>, DeskError> {
    let read = |url: &str| match url.strip_prefix("mailto:") {
        Some(mail) => address::mail(mail).map(|mail| format!("mailto:{mail}")),
        None => address::web(url).map(String::from),
    };
    let urls: Result<Vec<_>, _> = list(value).map(read).collect();
    let urls = urls.map_err(|why| field.invalid(why))?;
    if urls.len() > URLS_MAX {
        return Err(field.invalid(format!("there are {}, {URLS_MAX} is the most", urls.len())));
    }
    Ok(urls)
}

fn picture(view: &View<'_>, field: &Field<'_>, value: &str) -> Result<Option<Picture>, DeskError> {
    if value.is_empty() {
        return Ok(None);
    }
    if let Ok(hash) = value.parse() {
        let held = view.media(hash)?.is_some_and(|media| media.kind.is_picture());
        return if held { Ok(Some(Picture::Media(hash))) } else { Err(DeskError::unknown("picture", value)) };
    }
    let url = address::web(value).map_err(|why| field.invalid(why))?;
    Ok(Some(Picture::Remote(url.into())))
}

fn name_fields(names: &Names) -> Fields {
    let mut fields = Vec::new();
    for (language, name) in names.iter() {
        push(&mut fields, format!("name.{language}"), &name.name);
        push(&mut fields, format!("slug.{language}"), name.slug.as_str());
        push(&mut fields, format!("description.{language}"), &name.description);
    }
    fields
}

fn form_word(switch: FormSwitch) -> &'static str {
    match switch {
        FormSwitch::Inherit => "inherit",
        FormSwitch::On => "on",
        FormSwitch::Off => "off",
    }
}
