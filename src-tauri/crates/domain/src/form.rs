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
    /// Netlify, which finds the form in the pages when they are put there and takes what is sent to them.
    Netlify,
    /// A service that takes what Formspree takes, at this absolute `https` URL: `_next`, `_subject`, and `_gotcha` against spam.
    Formspree(String),
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
    /// Said of a field that must be filled and is not; the theme's words where empty.
    pub missing: String,
    /// Said of what is no e-mail address; the theme's words where empty.
    pub mistaken: String,
    /// Stands on the page that thanks; the theme's words where empty.
    pub thanks: String,
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
    /// What is sent sooner after the page was opened than a person writes, in seconds, waits so long. It needs a script: without one
    /// nothing waits.
    #[serde(default = "Form::least_seconds_default")]
    pub least_seconds: u32,
}

impl Form {
    /// Longest time that an inquiry may be made to wait, in seconds.
    pub const LEAST_SECONDS_MAX: u32 = 60;

    /// How long one waits where nothing else is said, in seconds.
    pub const fn least_seconds_default() -> u32 {
        3
    }

    /// Whether readers come back from it to a page that thanks them: from their mail program they do not.
    pub fn thanks(&self) -> bool {
        !matches!(self.endpoint, Endpoint::Mailto(_))
    }

    /// Most fields of one form.
    pub const FIELDS_MAX: usize = 30;
}
