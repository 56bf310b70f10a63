//! Categories, tags, bylines, targets, forms: list, show, add, set, remove.
//!
//! All five are spoken to in the same way: by the fields that the desk sets and reads by name.

use galley_desk::domain::{Byline, Category, Form, Language, Names, Tag, Target, TargetKind};
use galley_desk::nouns_set::Fields;
use galley_desk::wire::ServerWord;
use galley_desk::{Desk, DeskError};
use serde_json::{Map, Value, json};

use super::values::pairs;
use super::{Place, count, recipes};
use crate::args::{AddNoun, Kind, NounCommand, OldNoun, TargetCommand};
use crate::output::Output;
use crate::trouble::{DONE, Trouble};

pub(super) fn category(at: &Place, command: &NounCommand, out: &mut Output) -> Result<u8, Trouble> {
    either::<Category>(at, command, out)
}

pub(super) fn tag(at: &Place, command: &NounCommand, out: &mut Output) -> Result<u8, Trouble> {
    either::<Tag>(at, command, out)
}

pub(super) fn byline(at: &Place, command: &NounCommand, out: &mut Output) -> Result<u8, Trouble> {
    either::<Byline>(at, command, out)
}

pub(super) fn form(at: &Place, command: &NounCommand, out: &mut Output) -> Result<u8, Trouble> {
    either::<Form>(at, command, out)
}

pub(super) fn target(at: &Place, command: &TargetCommand, out: &mut Output) -> Result<u8, Trouble> {
    match command {
        TargetCommand::Add(add) => {
            let kind = match add.kind {
                Kind::Site => return make::<Target>(at, &add.noun, out),
                Kind::Wordpress => ServerWord::Wordpress,
                Kind::Ghost => ServerWord::Ghost,
                Kind::Micropub => ServerWord::Micropub,
                Kind::Http => ServerWord::Http,
            };
            let mut values = pairs(&add.noun.values)?;
            if let Some(recipe) = &add.recipe {
                values.insert(0, ("recipe".to_owned(), recipes::text(recipe)?));
            }
            let mut desk = at.write(out)?;
            let target = desk.add_server(&add.noun.name, kind, &values)?.output;
            show(&desk, &target, out)
        }
        TargetCommand::Test { name } => {
            let target = at.read()?.find_target(Some(name))?;
            super::publish::test(&target, out)
        }
        TargetCommand::Count { name } => {
            super::ways_out::count_views(&mut at.write(out)?, name.as_deref(), out)
        }
        TargetCommand::Recipe(recipe) => recipes::recipe(at, recipe, out),
        TargetCommand::Old(old) => old_one::<Target>(at, old, out),
    }
}

/// What a noun needs to be spoken to.
trait Noun: Sized {
    const NAME: &'static str;
    const MANY: &'static str;

    fn all(desk: &Desk) -> Result<Vec<Self>, DeskError>;
    fn find(desk: &Desk, typed: &str) -> Result<Self, DeskError>;
    fn id(&self) -> String;
    fn fields(&self, desk: &Desk) -> Result<Fields, DeskError>;
    /// What a list says of it: what it is called, and what else helps to tell it.
    fn line(&self, language: &Language) -> [String; 2];
    fn add(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self, DeskError>;
    fn set(&self, desk: &mut Desk, values: &Fields) -> Result<Self, DeskError>;
    /// Answers how many articles it was taken off.
    fn remove(&self, desk: &mut Desk, force: bool) -> Result<usize, DeskError>;
}

fn either<N: Noun>(at: &Place, command: &NounCommand, out: &mut Output) -> Result<u8, Trouble> {
    match command {
        NounCommand::Add(add) => make::<N>(at, add, out),
        NounCommand::Old(old) => old_one::<N>(at, old, out),
    }
}

fn make<N: Noun>(at: &Place, add: &AddNoun, out: &mut Output) -> Result<u8, Trouble> {
    let mut desk = at.write(out)?;
    let noun = N::add(&mut desk, &add.name, &pairs(&add.values)?)?;
    show(&desk, &noun, out)
}

fn old_one<N: Noun>(at: &Place, command: &OldNoun, out: &mut Output) -> Result<u8, Trouble> {
    match command {
        OldNoun::List => list::<N>(&at.read()?, out),
        OldNoun::Show { name } => {
            let desk = at.read()?;
            show(&desk, &N::find(&desk, name)?, out)
        }
        OldNoun::Set { name, values } => {
            let mut desk = at.write(out)?;
            let noun = N::find(&desk, name)?.set(&mut desk, &pairs(values)?)?;
            show(&desk, &noun, out)
        }
        OldNoun::Remove { name, force } => {
            let mut desk = at.write(out)?;
            let noun = N::find(&desk, name)?;
            let articles = noun.remove(&mut desk, *force)?;
            out.answer(&json!({ "removed": noun.id(), "articles": articles }), |out| {
                let taken_off = match articles {
                    0 => String::new(),
                    _ => format!("; it was taken off {}", count(articles, "article", "articles")),
                };
                out.line(format!("Removed the {} {name:?}{taken_off}.", N::NAME))
            })?;
            Ok(DONE)
        }
    }
}

fn list<N: Noun>(desk: &Desk, out: &mut Output) -> Result<u8, Trouble> {
    let (all, language) = (N::all(desk)?, desk.settings()?.language);
    let objects = all.iter().map(|noun| object(desk, noun)).collect::<Result<Vec<_>, _>>()?;
    out.answer(&json!({ N::MANY: objects }), |out| {
        if all.is_empty() {
            return out.aside(&format!(
                "There are no {} yet. `galley {} add --help` shows how.",
                N::MANY,
                N::NAME
            ));
        }
        out.table(&all.iter().map(|noun| noun.line(&language)).collect::<Vec<_>>())
    })?;
    Ok(DONE)
}

fn show<N: Noun>(desk: &Desk, noun: &N, out: &mut Output) -> Result<u8, Trouble> {
    let fields = noun.fields(desk)?;
    out.answer(&object(desk, noun)?, |out| {
        let id = std::iter::once(["id".to_owned(), noun.id()]);
        let lines: Vec<_> =
            id.chain(fields.iter().map(|(field, value)| [field.clone(), first_line(value)])).collect();
        out.facts(&lines)
    })?;
    Ok(DONE)
}

/// The beginning of a value, where it has several lines.
fn first_line(value: &str) -> String {
    match value.split_once('\n') {
        Some((first, _)) => format!("{first} …"),
        None => value.to_owned(),
    }
}

/// A noun for scripts: its id, and its fields as `set` takes them.
fn object<N: Noun>(desk: &Desk, noun: &N) -> Result<Value, DeskError> {
    let fields: Map<_, _> =
        noun.fields(desk)?.into_iter().map(|(field, value)| (field, value.into())).collect();
    Ok(json!({ "id": noun.id(), "fields": fields }))
}

fn named(names: &Names, language: &Language) -> [String; 2] {
    let name = names.get(language);
    let others = names.iter().filter(|(_, other)| other.name != name.name);
    let others = others.map(|(language, other)| format!(", {language}: {}", other.name));
    [name.slug.to_string(), format!("{}{}", name.name, others.collect::<String>())]
}

macro_rules! filed {
    ($noun:ident, $name:literal, $many:literal, $all:ident, $find:ident, $fields:expr, $add:ident, $set:ident, $remove:ident) => {
        impl Noun for $noun {
            const NAME: &'static str = $name;
            const MANY: &'static str = $many;

            fn all(desk: &Desk) -> Result<Vec<Self>, DeskError> {
                desk.$all()
            }

            fn find(desk: &Desk, typed: &str) -> Result<Self, DeskError> {
                desk.$find(typed)
            }

            fn id(&self) -> String {
                self.id.to_string()
            }

            fn fields(&self, desk: &Desk) -> Result<Fields, DeskError> {
                $fields(desk, self)
            }

            fn line(&self, language: &Language) -> [String; 2] {
                named(&self.names, language)
            }

            fn add(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self, DeskError> {
                Ok(desk.$add(name, values)?.output)
            }

            fn set(&self, desk: &mut Desk, values: &Fields) -> Result<Self, DeskError> {
                Ok(desk.$set(self, values)?.output)
            }

            fn remove(&self, desk: &mut Desk, force: bool) -> Result<usize, DeskError> {
                Ok(desk.$remove(self, force)?.output)
            }
        }
    };
}

filed!(
    Category,
    "category",
    "categories",
    categories,
    find_category,
    Desk::category_fields,
    add_category_with,
    set_category_fields,
    remove_category
);
filed!(
    Tag,
    "tag",
    "tags",
    tags,
    find_tag,
    |desk: &Desk, tag| Ok(desk.tag_fields(tag)),
    add_tag_with,
    set_tag_fields,
    remove_tag
);
filed!(
    Byline,
    "byline",
    "bylines",
    bylines,
    find_byline,
    |desk: &Desk, byline| Ok(desk.byline_fields(byline)),
    add_byline_with,
    set_byline_fields,
    remove_byline
);

impl Noun for Target {
    const NAME: &'static str = "target";
    const MANY: &'static str = "targets";

    fn all(desk: &Desk) -> Result<Vec<Self>, DeskError> {
        desk.targets()
    }

    fn find(desk: &Desk, typed: &str) -> Result<Self, DeskError> {
        desk.find_target(Some(typed))
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn fields(&self, desk: &Desk) -> Result<Fields, DeskError> {
        desk.target_fields(self)
    }

    fn line(&self, _: &Language) -> [String; 2] {
        let what = match &self.kind {
            TargetKind::Site(site) => format!("site, {}", site.base_url),
            TargetKind::WordPress(wordpress) => {
                format!("WordPress, {} as {}", wordpress.address, wordpress.user)
            }
            TargetKind::Ghost(ghost) => format!("Ghost, {}", ghost.address),
            TargetKind::Micropub(micropub) => format!("Micropub, {}", micropub.address),
            TargetKind::Http(http) => format!("HTTP API, {}", http.address),
        };
        [self.name.clone(), what]
    }

    fn add(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self, DeskError> {
        Ok(desk.add_site(name, values)?.output)
    }

    fn set(&self, desk: &mut Desk, values: &Fields) -> Result<Self, DeskError> {
        Ok(desk.set_target_fields(self, values)?.output)
    }

    fn remove(&self, desk: &mut Desk, _force: bool) -> Result<usize, DeskError> {
        desk.remove_target(self).map(|_| 0)
    }
}

impl Noun for Form {
    const NAME: &'static str = "form";
    const MANY: &'static str = "forms";

    fn all(desk: &Desk) -> Result<Vec<Self>, DeskError> {
        desk.forms()
    }

    fn find(desk: &Desk, typed: &str) -> Result<Self, DeskError> {
        desk.find_form(typed)
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn fields(&self, desk: &Desk) -> Result<Fields, DeskError> {
        Ok(desk.form_fields(self))
    }

    fn line(&self, _: &Language) -> [String; 2] {
        let asked: Vec<_> = self.fields.iter().map(|field| field.name.as_str()).collect();
        [self.name.clone(), asked.join(", ")]
    }

    fn add(desk: &mut Desk, name: &str, values: &Fields) -> Result<Self, DeskError> {
        Ok(desk.add_form(name, values)?.output)
    }

    fn set(&self, desk: &mut Desk, values: &Fields) -> Result<Self, DeskError> {
        Ok(desk.set_form_fields(self, values)?.output)
    }

    fn remove(&self, desk: &mut Desk, _force: bool) -> Result<usize, DeskError> {
        desk.remove_form(self).map(|_| 0)
    }
}
