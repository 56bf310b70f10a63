//! What an article is filed under, so that it is found: one rule, for the library's own search and for the one of a site.
//!
//! From the text to the token: [`fold`] says which characters count as the same, [`pieces`] cuts a text into words and signs, [`words`]
//! knows a little grammar, [`Tokens`] is what comes out. Readers' browsers follow the same rule: `site/src/search/search.js`.
//!
//! No library and no index here, nothing but texts. A change of what a text is filed under needs a migration that files all texts
//! of a library anew.

pub mod fold;
pub mod pieces;
mod tokens;
pub mod words;

use std::borrow::Cow;

pub use tokens::{HEADLINE, NAME, Tokens, searched};

/// What is searched of an article. All of it is plain text, without Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// The headline.
    pub headline: Cow<'a, str>,
    /// The lead.
    pub lead: Cow<'a, str>,
    /// The names of its tags and its category, one a line.
    pub tags: Cow<'a, str>,
    /// The names of its bylines, one a line.
    pub bylines: Cow<'a, str>,
    /// The body.
    pub text: Cow<'a, str>,
}
