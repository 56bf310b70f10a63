//! Recipes, as they are looked at.

use galley_publish::Lack;
use serde::Serialize;
use ts_rs::TS;

/// A recipe that ships with Galley.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ShippedRecipe {
    /// By which it is chosen.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A recipe, looked at with an article.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecipeView {
    /// What it is called; empty where it cannot be read.
    pub name: String,
    /// What whoever uses it has to set up.
    pub about: String,
    /// Where the server stands, where it is the same for all.
    pub address: Option<String>,
    /// Whether an account has a name beside its secret.
    pub needs_user: bool,
    /// What is wrong with it.
    pub flaws: Vec<RecipeFlaw>,
    /// What cannot be done by it.
    pub lacks: Vec<LackWord>,
    /// What it would send for the article, without its secret.
    pub requests: Vec<RecipeRequest>,
}

/// What is wrong with a recipe.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RecipeFlaw {
    /// Where, counted from 1.
    pub line: u32,
    /// What, in English as all that a recipe's writer reads.
    pub why: String,
}

/// What cannot be done by a recipe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum LackWord {
    Find,
    Read,
    Compare,
    Remove,
    Media,
}

/// A request that a recipe makes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RecipeRequest {
    /// Its key in the recipe, like `create`.
    pub step: String,
    /// Like `POST`.
    pub method: String,
    /// The whole address.
    pub url: String,
    /// Its headers, a line each.
    pub headers: Vec<String>,
    /// Its body.
    pub body: String,
}

impl LackWord {
    const ALL: [(Self, Lack); 5] = [
        (Self::Find, Lack::Find),
        (Self::Read, Lack::Read),
        (Self::Compare, Lack::Compare),
        (Self::Remove, Lack::Remove),
        (Self::Media, Lack::Media),
    ];

    /// Those of a recipe.
    pub(crate) fn all_of(lacks: &[Lack]) -> Vec<Self> {
        Self::ALL.into_iter().filter(|(_, lack)| lacks.contains(lack)).map(|(word, _)| word).collect()
    }

    /// What that means, for those who read no window.
    pub fn sentence(self) -> String {
        let lack = Self::ALL.into_iter().find(|(word, _)| *word == self);
        lack.map(|(_, lack)| lack.to_string()).unwrap_or_default()
    }
}
