//! The inquiry form under an article: defined once, printed by targets, switched by category and article.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{FormId, Language};

/// What a field of a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// One line.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// Several lines.
    Message,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What the endpoint calls it: letters, digits, `_` and `-`.
    pub name: String,
    /// What it asks for.
    #[serde(default)]
    pub kind: FieldKind,
    /// Whether it must be filled.
    #[serde(default)]
    pub required: bool,
    /// What it is called on the page, per language.
    pub label: BTreeMap<Language, String>,
}

/// Where an inquiry goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Endpoint {
    /// An absolute `https` URL (or `http` on loopback) that takes a POST of form fields.
    Url(String),
    /// The reader's own mail program, to this address.
    Mailto(String),
}

/// The words around a form in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FormTexts {
    /// Stands above the fields.
    pub intro: String,
    /// On the button.
    pub button: String,
    /// What the reader agrees to; a check box that must be ticked, where not empty.
    pub consent: String,
}

/// An inquiry form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Its identity.
    pub id: FormId,
    /// What editors call it.
    pub name: String,
    /// Its fields, in the order in which they are printed.
    pub fields: Vec<Field>,
    /// Its words.
    pub texts: BTreeMap<Language, FormTexts>,
    /// Where an inquiry goes.
    pub endpoint: Endpoint,
}

impl Form {
    /// Most fields of one form.
    pub const FIELDS_MAX: usize = 30;
}
