//! The fields of categories, tags, bylines, forms and targets by name, as scripts and the command line set them.
//!
//! What can be set reads back in the same words: `category_fields` answers what `set_category_fields` takes, and so for
//! the others. A field with words takes a language behind a full stop (`title.zh`); without one, the library's (of a
//! site: the site's) is meant. An empty value takes a field away where it may be missing.
//!
//! Here: reading values, and refusing those that do not fit. Not here: what a noun is (`galley-domain`), making and
//! removing one ([`crate::nouns`]).

mod address;
mod choices;
mod counter;
mod filing;
mod form;
mod former;
mod look;
mod permalink;
mod target;

use galley_domain::Language;
use galley_store::View;

use crate::DeskError;
use crate::nouns::{Named, all_meant, is_called, the_one};
use crate::settings::Settings;

pub use filing::{BYLINE_FIELDS, CATEGORY_FIELDS, TAG_FIELDS};
pub use form::FORM_FIELDS;
pub use target::TARGET_FIELDS;
pub(crate) use target::needs_user;

/// Names of fields and their values.
pub type Fields = Vec<(String, String)>;

/// The fields that a noun has, with what each takes: for help texts.
pub type Known = [(&'static str, &'static str)];

/// Longest text of a site or form, in bytes.
const TEXT_BYTES_MAX: usize = 10_000;
/// Longest name of a form or target, in bytes.
const NAME_BYTES_MAX: usize = 100;

/// A field as it was typed.
struct Field<'a> {
    /// The whole of it, for errors.
    typed: &'a str,
    /// Without the language.
    name: &'a str,
    /// In which language, where it was said.
    language: Option<Language>,
}

impl<'a> Field<'a> {
    /// Takes `title.zh` apart. What has no language by nature is refused with one.
    fn read(typed: &'a str, with_words: &[&str], known: &Known) -> Result<Self, DeskError> {
        let (name, language) = match typed.split_once('.') {
            Some((name, tag)) if with_words.contains(&name) => (name, Some(tag)),
            Some(_) => return Err(no_field(typed, known)),
            None => (typed, None),
        };
        let language = language.map(str::parse).transpose().map_err(|e| DeskError::invalid(typed, e))?;
        Ok(Self { typed, name, language })
    }

    fn in_language(&self, default: &Language) -> Language {
        self.language.clone().unwrap_or_else(|| default.clone())
    }

    fn invalid(&self, why: impl std::fmt::Display) -> DeskError {
        DeskError::invalid(self.typed, why)
    }
}

/// There is no such field: says which there are.
fn no_field(typed: &str, known: &Known) -> DeskError {
    let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
    DeskError::invalid(typed, format!("there is no such field; there are {}", names.join(", ")))
}

/// A text with words, not too long.
fn text(field: &Field<'_>, value: &str) -> Result<String, DeskError> {
    if value.len() > TEXT_BYTES_MAX {
        return Err(field.invalid(format!("it has {} bytes, {TEXT_BYTES_MAX} is the most", value.len())));
    }
    Ok(value.to_owned())
}

/// The name of a form or target: not empty, not too long, no other's.
fn own_name<'a>(
    field: &str,
    value: &str,
    mut others: impl Iterator<Item = &'a str>,
) -> Result<String, DeskError> {
    if value.is_empty() || value.len() > NAME_BYTES_MAX || value.chars().any(char::is_control) {
        return Err(DeskError::invalid(
            field,
            format!("a name has 1 to {NAME_BYTES_MAX} bytes, on one line"),
        ));
    }
    if others.any(|other| is_called(other, value)) {
        return Err(taken(field, value));
    }
    Ok(value.to_owned())
}

fn taken(field: &str, name: &str) -> DeskError {
    DeskError::invalid(
        field,
        format!("{name:?} is there already; nothing was changed. Choose another name, or use set"),
    )
}

/// The parts of a list that is parted by commas, those of Chinese too.
fn list(value: &str) -> impl Iterator<Item = &str> {
    value.split([',', '，', '、']).map(str::trim).filter(|part| !part.is_empty())
}

/// The noun that is meant by a name, slug or id.
fn meant<N: Named>(view: &View<'_>, typed: &str) -> Result<N, DeskError> {
    the_one(all_meant(view, typed)?, typed)
}

/// How a noun is named where another refers to it: by its slug, which has no comma in it; by its id where that slug means
/// several.
fn reference<N: Named>(view: &View<'_>, id: uuid::Uuid) -> Result<String, DeskError> {
    let Some(noun) = view.noun::<N>(id)? else { return Ok(id.to_string()) };
    let slug = noun.names().get(&Settings::read(view)?.language).slug.to_string();
    Ok(if all_meant::<N>(view, &slug)?.len() == 1 { slug } else { id.to_string() })
}

fn push(fields: &mut Fields, name: impl Into<String>, value: impl Into<String>) {
    let value = value.into();
    if !value.is_empty() {
        fields.push((name.into(), value));
    }
}
