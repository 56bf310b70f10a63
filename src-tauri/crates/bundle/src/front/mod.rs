//! Front matter: the block of fields above a text, in YAML, TOML or JSON.
//!
//! Here: finding the block ([`split()`]), reading it into one kind of value with lines, and writing it as
//! YAML ([`write()`]). Not here: what the fields mean; see `foreign` and `own`.
//!
//! Values keep what an editor wrote. A plain scalar becomes a number, a truth value or nothing only
//! where that loses no character of it: `10` is a number, `1.10`, `012`, `No` and `2023-10-19` are texts.

mod json;
mod sheet;
mod split;
mod toml;
mod write;
mod yaml;

use serde_json::{Map, Number, Value as Json};

use crate::Limits;

pub(crate) use sheet::Sheet;
pub(crate) use split::split;
pub(crate) use write::write;

/// Front matter that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The block has no end.
    #[error("the front matter has no closing line {0:?}; add it")]
    Open(&'static str),
    /// The block is too large.
    #[error(
        "the front matter is larger than the {} that are read; move what is not a field into the body", crate::left::size(*.max as u64)
    )]
    TooLarge {
        /// The limit in bytes.
        max: usize,
    },
    /// Values in values in values.
    #[error("the front matter nests more than {max} values in each other")]
    TooDeep {
        /// The limit.
        max: usize,
    },
    /// Too many values, perhaps by repetition.
    #[error("the front matter has more than {max} values")]
    TooMany {
        /// The limit.
        max: usize,
    },
    /// A key twice.
    #[error("the key {0:?} stands there twice; keep one of them")]
    Duplicate(String),
    /// A YAML alias within its own anchor, or without one.
    #[error("a YAML alias points at itself or at nothing")]
    Alias,
    /// Not a list of fields.
    #[error("the front matter is no list of fields like `title: …`")]
    NoFields,
    /// A key that is no text.
    #[error("a key of the front matter is no plain text")]
    Key,
    /// What its parser says.
    #[error("the front matter is no {format}: {message}")]
    Syntax {
        /// YAML, TOML or JSON.
        format: &'static str,
        /// The parser's words.
        message: String,
    },
}

/// A [`Trouble`] and the line of the file where it is.
#[derive(Debug)]
pub(crate) struct At {
    pub(crate) line: u32,
    pub(crate) trouble: Trouble,
}

/// A value and the line of the file where it begins.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) line: u32,
    pub(crate) value: Value,
}

/// What JSON can say, with lines below.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Map(Fields),
}

/// Fields in the order in which they were written.
pub(crate) type Fields = Vec<(String, Node)>;

impl Node {
    /// The text of a scalar, as it was written; none of a list, a map or nothing.
    pub(crate) fn text(&self) -> Option<String> {
        match &self.value {
            Value::Bool(b) => Some(b.to_string()),
            Value::Number(n) => Some(n.to_string()),
            Value::Text(t) => Some(t.clone()),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// A truth value, also in the spellings that YAML 1.1 has.
    pub(crate) fn truth(&self) -> Option<bool> {
        match self.text()?.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        }
    }

    /// The same without lines.
    pub(crate) fn into_json(self) -> Json {
        match self.value {
            Value::Null => Json::Null,
            Value::Bool(b) => Json::Bool(b),
            Value::Number(n) => Json::Number(n),
            Value::Text(t) => Json::String(t),
            Value::List(list) => Json::Array(list.into_iter().map(Self::into_json).collect()),
            Value::Map(fields) => Json::Object(into_json(fields)),
        }
    }
}

/// The same without lines.
pub(crate) fn into_json(fields: Fields) -> Map<String, Json> {
    fields.into_iter().map(|(key, node)| (key, node.into_json())).collect()
}

/// The formats of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Yaml,
    Toml,
    Json,
}

/// Reads a block whose first line is the file's line `first_line`.
pub(crate) fn read(format: Format, block: &str, first_line: u32, limits: &Limits) -> Result<Fields, At> {
    match format {
        Format::Yaml => yaml::read(block, first_line, limits),
        Format::Toml => toml::read(block, first_line),
        Format::Json => json::read(block, first_line, limits),
    }
}

/// What a plain scalar of YAML means: the core schema of YAML 1.2, but only where nothing is lost.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => exact_number(text).map_or_else(|| Value::Text(text.to_owned()), Value::Number),
    }
}

/// The number that is printed just as this text, if there is one.
fn exact_number(text: &str) -> Option<Number> {
    let numeric = |b: u8| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e');
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '-') || !text.bytes().all(numeric) {
        return None;
    }
    let whole = text.parse::<i64>().map(Number::from).or_else(|_| text.parse::<u64>().map(Number::from));
    let number = whole.ok().or_else(|| text.parse().ok().and_then(Number::from_f64))?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests;
