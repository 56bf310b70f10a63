//! Targets, categories, tags, bylines, forms: list, add, set, remove.

use galley_desk::domain::{Language, Names};
use galley_desk::nouns_set::Fields;
use galley_desk::{Desk, DeskError};
use serde::Serialize;
use serde_json::json;

use super::{Place, pairs};
use crate::args::NounCommand;
use crate::output::Output;
use crate::trouble::{DONE, Trouble};

/// What a noun needs to be listed, made, changed, removed.
trait Noun {
    type Record: Serialize;
    const NAME: &'static str;
    const MANY: &'static str;

    fn all(desk: &Desk) -> Result<Vec<Self::Record>, DeskError>;
    fn line(record: &Self::Record, language: &Language) -> [String; 3];
    fn add(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self::Record, DeskError>;
    fn set(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self::Record, DeskError>;
    fn remove(desk: &mut Desk, name: &str, force: bool) -> Result<usize, DeskError>;
}

fn command<N: Noun>(at: &Place, command: &NounCommand, out: &mut Output) -> Result<u8, Trouble> {
    match command {
        NounCommand::List => {
            let desk = at.read()?;
            let (all, language) = (N::all(&desk)?, desk.settings()?.language);
            let mut object = serde_json::Map::new();
            object.insert(N::MANY.to_owned(), serde_json::to_value(&all)?);
            out.answer(&object, |out| {
                out.table(&all.iter().map(|record| N::line(record, &language)).collect::<Vec<_>>())
            })?;
        }
        NounCommand::Add { name, values } => {
            let mut desk = at.write()?;
            let record = N::add(&mut desk, name, &pairs(values)?)?;
            out.answer(&record, |out| out.line(format!("Made the {} {name:?}.", N::NAME)))?;
        }
        NounCommand::Set { name, values } => {
            let mut desk = at.write()?;
            let record = N::set(&mut desk, name, &pairs(values)?)?;
            out.answer(&record, |out| out.line(format!("Saved the {} {name:?}.", N::NAME)))?;
        }
        NounCommand::Remove { name, force } => {
            let taken_off = N::remove(&mut at.write()?, name, *force)?;
            out.answer(&json!({ "removed": name, "articles": taken_off }), |out| {
                out.line(format!("Removed the {} {name:?}; it was taken off {taken_off} articles.", N::NAME))
            })?;
        }
    }
    Ok(DONE)
}

pub(super) fn target(at: &Place, wanted: &NounCommand, out: &mut Output) -> Result<u8, Trouble> {
    command::<Target>(at, wanted, out)
}

pub(super) fn category(at: &Place, wanted: &NounCommand, out: &mut Output) -> Result<u8, Trouble> {
    command::<Category>(at, wanted, out)
}

pub(super) fn tag(at: &Place, wanted: &NounCommand, out: &mut Output) -> Result<u8, Trouble> {
    command::<Tag>(at, wanted, out)
}

pub(super) fn byline(at: &Place, wanted: &NounCommand, out: &mut Output) -> Result<u8, Trouble> {
    command::<Byline>(at, wanted, out)
}

pub(super) fn form(at: &Place, wanted: &NounCommand, out: &mut Output) -> Result<u8, Trouble> {
    command::<Form>(at, wanted, out)
}

fn named(id: &impl ToString, names: &Names, language: &Language) -> [String; 3] {
    let name = names.get(language);
    [name.name.clone(), name.slug.to_string(), id.to_string()]
}

struct Category;
struct Tag;
struct Byline;
struct Target;
struct Form;

macro_rules! named_noun {
    ($noun:ident, $name:literal, $many:literal, $all:ident, $find:ident, $add:ident, $set:ident, $remove:ident) => {
        impl Noun for $noun {
            type Record = galley_desk::domain::$noun;
            const NAME: &'static str = $name;
            const MANY: &'static str = $many;

            fn all(desk: &Desk) -> Result<Vec<Self::Record>, DeskError> {
                desk.$all()
            }

            fn line(record: &Self::Record, language: &Language) -> [String; 3] {
                named(&record.id, &record.names, language)
            }

            fn add(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self::Record, DeskError> {
                Ok(desk.$add(name, values)?.output)
            }

            fn set(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self::Record, DeskError> {
                let found = desk.$find(name)?;
                Ok(desk.$set(&found, values)?.output)
            }

            fn remove(desk: &mut Desk, name: &str, force: bool) -> Result<usize, DeskError> {
                let found = desk.$find(name)?;
                Ok(desk.$remove(&found, force)?.output)
            }
        }
    };
}

named_noun!(
    Category,
    "category",
    "categories",
    categories,
    find_category,
    add_category_with,
    set_category_fields,
    remove_category
);
named_noun!(Tag, "tag", "tags", tags, find_tag, add_tag_with, set_tag_fields, remove_tag);
named_noun!(
    Byline,
    "byline",
    "bylines",
    bylines,
    find_byline,
    add_byline_with,
    set_byline_fields,
    remove_byline
);

impl Noun for Target {
    type Record = galley_desk::domain::Target;
    const NAME: &'static str = "target";
    const MANY: &'static str = "targets";

    fn all(desk: &Desk) -> Result<Vec<Self::Record>, DeskError> {
        desk.targets()
    }

    fn line(record: &Self::Record, _: &Language) -> [String; 3] {
        let galley_desk::domain::TargetKind::Site(site) = &record.kind;
        [record.name.clone(), format!("site {}", site.base_url), record.id.to_string()]
    }

    fn add(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self::Record, DeskError> {
        Ok(desk.add_site(name, values)?.output)
    }

    fn set(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self::Record, DeskError> {
        let found = desk.find_target(Some(name))?;
        Ok(desk.set_target_fields(&found, values)?.output)
    }

    fn remove(desk: &mut Desk, name: &str, _force: bool) -> Result<usize, DeskError> {
        let found = desk.find_target(Some(name))?;
        desk.remove_target(&found)?;
        Ok(0)
    }
}

impl Noun for Form {
    type Record = galley_desk::domain::Form;
    const NAME: &'static str = "form";
    const MANY: &'static str = "forms";

    fn all(desk: &Desk) -> Result<Vec<Self::Record>, DeskError> {
        desk.forms()
    }

    fn line(record: &Self::Record, _: &Language) -> [String; 3] {
        [record.name.clone(), format!("{} fields", record.fields.len()), record.id.to_string()]
    }

    fn add(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self::Record, DeskError> {
        Ok(desk.add_form(name, values)?.output)
    }

    fn set(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self::Record, DeskError> {
        let found = desk.find_form(name)?;
        Ok(desk.set_form_fields(&found, values)?.output)
    }

    fn remove(desk: &mut Desk, name: &str, _force: bool) -> Result<usize, DeskError> {
        let found = desk.find_form(name)?;
        desk.remove_form(&found)?;
        Ok(0)
    }
}
