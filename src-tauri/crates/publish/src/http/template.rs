//! The templates of a recipe: what a value is printed as depends on where it stands, so that no text can be anything but a text.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::io;

use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, Output, State, UndefinedBehavior};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Flaw;

/// Steps that one template may take. A list of a hundred tags takes some thousand.
const FUEL: u64 = 50_000;
/// Longest text that comes of one, in bytes.
const MADE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// What stands in an address as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// What a template makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Makes {
    /// JSON: each value is printed as one.
    Json,
    /// A part of an address.
    Address,
    /// One line of text.
    Line,
}

/// The templates, each by the name of its key.
pub(super) struct Templates {
    engine: Environment<'static>,
    /// What each makes, and in which line of the recipe it begins.
    places: BTreeMap<String, (Makes, usize)>,
}

impl Templates {
    pub(super) fn new() -> Self {
        let mut engine = Environment::new();
        engine.set_undefined_behavior(UndefinedBehavior::Strict);
        engine.set_formatter(print);
        engine.set_fuel(Some(FUEL));
        engine.add_filter("plain", plain);
        Self { engine, places: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, key: &str, makes: Makes, line: usize, text: &str) -> Result<(), Flaw> {
        self.places.insert(key.to_owned(), (makes, line));
        let added = self.engine.add_template_owned(named(key, makes), text.to_owned());
        added.map_err(|error| explain(line, &error))
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.places.contains_key(key)
    }

    /// The keys that begin so.
    pub(super) fn keys<'t>(&'t self, beginning: &'t str) -> impl Iterator<Item = &'t str> {
        self.places.keys().map(String::as_str).filter(move |key| key.starts_with(beginning))
    }

    /// The names that one uses without having made them itself.
    pub(super) fn uses(&self, key: &str) -> Vec<String> {
        let (makes, _) = self.places[key];
        let template = self.engine.get_template(&named(key, makes));
        let mut used: Vec<_> =
            template.map(|template| template.undeclared_variables(false)).into_iter().flatten().collect();
        used.sort();
        used
    }

    pub(super) fn render(&self, key: &str, context: &serde_json::Value) -> Result<String, Flaw> {
        let (makes, line) = self.places[key];
        let mut made = Made::default();
        let template = self.engine.get_template(&named(key, makes));
        let made_it =
            template.and_then(|template| template.render_captured_to(Serde(context), &mut made).map(|_| ()));
        made_it.map_err(|error| explain(line, &error))?;
        let text = String::from_utf8(made.0).expect("templates, and what they are given, are UTF-8");
        match makes {
            Makes::Json => {
                let json: Result<serde_json::Value, _> = serde_json::from_str(&text);
                // A value has no line of its own, so what was made has the lines of the template, loops aside.
                let json = json.map_err(|e| Flaw {
                    line: line + e.line().saturating_sub(1),
                    why: format!("what comes of it is no JSON: {e}; a value stands without quotes, like {{{{ title }}}}"),
                });
                json.map(|json| json.to_string())
            }
            Makes::Address | Makes::Line if text.contains(|c: char| c.is_control()) => {
                Err(Flaw { line, why: "what comes of it is more than one line".to_owned() })
            }
            Makes::Address | Makes::Line => Ok(text),
        }
    }
}

/// What a template makes is the end of its name: the engine hands only that to whoever prints.
fn named(key: &str, makes: Makes) -> String {
    format!("{key} {makes:?}")
}

fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    // A condition that is not met and has no other side.
    let is_nothing = value.is_undefined() || value.is_none();
    let text = || value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let is = |makes: Makes| state.name().ends_with(&format!(" {makes:?}"));
    if is(Makes::Json) {
        let json = if is_nothing { Ok("null".to_owned()) } else { serde_json::to_string(value) };
        let json = json.map_err(|e| {
            Error::new(minijinja::ErrorKind::BadSerialization, "no JSON can be made of it").with_source(e)
        })?;
        out.write_str(&json).map_err(Error::from)
    } else if is_nothing {
        Ok(())
    } else if is(Makes::Address) {
        out.write_str(&utf8_percent_encode(&text(), KEPT).to_string()).map_err(Error::from)
    } else {
        out.write_str(&text()).map_err(Error::from)
    }
}

/// Letters and digits alone, small: what some servers take as a tag.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A text that grows while it is made, up to the longest.
#[derive(Default)]
struct Made(Vec<u8>);

impl io::Write for Made {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MADE_BYTES_MAX {
            return Err(io::Error::other(format!("it is longer than {} MB", MADE_BYTES_MAX / 1024 / 1024)));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `first`: the line of the recipe in which the template begins.
fn explain(first: usize, error: &Error) -> Flaw {
    let line = first + error.line().unwrap_or(1).saturating_sub(1);
    let detail = error.source().map(ToString::to_string).or_else(|| error.detail().map(str::to_owned));
    let why = detail.map_or_else(|| error.kind().to_string(), |detail| format!("{}: {detail}", error.kind()));
    Flaw { line, why }
}
