//! A recipe as it is written: TOML, each table a request. What its keys mean is said in `docs/guide/recipes.md`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;

/// A recipe.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Format {
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) about: String,
    pub(super) address: Option<Spanned<String>>,
    pub(super) sign_in: SignIn,
    /// Of every request.
    #[serde(default)]
    pub(super) headers: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    pub(super) article: Article,
    pub(super) create: Step,
    pub(super) update: Option<Step>,
    pub(super) read: Option<Step>,
    pub(super) find: Option<Step>,
    pub(super) remove: Option<Step>,
    pub(super) restore: Option<Step>,
    /// Makes what no reader gets, so that the connection can be tried. `remove` takes it away again.
    pub(super) draft: Option<Step>,
    pub(super) media: Option<Media>,
}

impl Format {
    /// The request of this name; none for that of pictures, which has more to it.
    pub(super) fn step(&self, name: &str) -> Option<&Step> {
        match name {
            "create" => Some(&self.create),
            "update" => self.update.as_ref(),
            "read" => self.read.as_ref(),
            "find" => self.find.as_ref(),
            "remove" => self.remove.as_ref(),
            "restore" => self.restore.as_ref(),
            "draft" => self.draft.as_ref(),
            "media.remove" => self.media.as_ref()?.remove.as_ref(),
            "media.find" => self.media.as_ref()?.find.as_ref(),
            _ => None,
        }
    }
}

/// How the secret of the keychain is sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignIn {
    pub(super) by: By,
    /// Of the header, or of the parameter.
    pub(super) name: Option<Spanned<String>>,
    /// What stands before it in the header.
    #[serde(default)]
    pub(super) prefix: String,
    /// What only who is signed in may read.
    pub(super) check: Option<Spanned<String>>,
    /// Where its answer says who that is.
    pub(super) account: Option<Pointer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum By {
    Bearer,
    Header,
    Basic,
    Query,
    None,
}

/// Where answers say what of an article.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Article {
    /// Where it stands itself.
    #[serde(default)]
    pub(super) at: Pointer,
    pub(super) id: Option<Pointer>,
    /// A pointer, or a template.
    pub(super) url: Option<Spanned<String>>,
    pub(super) version: Option<Pointer>,
    pub(super) shown: Option<ShownAt>,
    #[serde(default)]
    pub(super) compare: BTreeMap<Field, Pointer>,
}

/// What says whether readers get it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShownAt {
    pub(super) at: Pointer,
    pub(super) is: String,
}

/// What of an article is read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Field {
    Title,
    Lead,
    Html,
    Markdown,
    Slug,
    Date,
    Category,
    Tags,
    Cover,
    SeoTitle,
    SeoDescription,
    Canonical,
}

/// A request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) method: Option<Method>,
    pub(super) path: Spanned<String>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, Spanned<String>>,
    pub(super) body: Option<Spanned<String>>,
    /// Of `create`: sending it twice makes one article.
    pub(super) repeatable: Option<Spanned<bool>>,
    /// Of `remove`: what was taken off keeps its id, and is updated when it is published again.
    pub(super) keeps: Option<Spanned<bool>>,
    /// Of `find`: where the list stands in the answer.
    pub(super) list: Option<Spanned<Pointer>>,
}

/// How a picture is sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Media {
    pub(super) method: Option<Method>,
    pub(super) path: Spanned<String>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, Spanned<String>>,
    /// The file's field of a form. Without it the body is the file.
    pub(super) form: Option<Spanned<String>>,
    /// The other fields of the form.
    #[serde(default)]
    pub(super) fields: BTreeMap<String, Spanned<String>>,
    /// Where the picture stands in an answer.
    #[serde(default)]
    pub(super) at: Pointer,
    pub(super) id: Pointer,
    /// A pointer, or a template.
    pub(super) url: Spanned<String>,
    pub(super) find: Option<Step>,
    /// Takes one away, so that the connection can be tried with one.
    pub(super) remove: Option<Step>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A place in JSON (RFC 6901).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Pointer(String);

impl TryFrom<String> for Pointer {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.is_empty() || text.starts_with('/') {
            Ok(Self(text))
        } else {
            Err("a place in an answer is written like /data/id: it begins with a slash")
        }
    }
}

impl Pointer {
    pub(super) fn of<'v>(&self, value: &'v Value) -> &'v Value {
        value.pointer(&self.0).unwrap_or(&Value::Null)
    }
}
