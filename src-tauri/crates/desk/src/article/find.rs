//! Finding an article by what a person types for it.

use galley_domain::{Article, ArticleId, Content, Language};
use galley_store::View;

use crate::{Desk, DeskError};

impl Desk {
    /// An article, whole.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn article(&self, id: ArticleId) -> Result<Article, DeskError> {
        self.view().article(id)?.ok_or_else(|| DeskError::unknown("article", id))
    }

    /// An article's working text with all its fields: what [`Desk::write`] takes back.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn content(&self, id: ArticleId) -> Result<Content, DeskError> {
        Ok(self.article(id)?.content)
    }

    /// The article that is meant: by id, by slug, or by `language/slug`.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]; [`DeskError::Ambiguous`] where a slug is taken in several languages.
    pub fn find_article(&self, name: &str) -> Result<ArticleId, DeskError> {
        find_in(&self.view(), name)
    }

    /// The same, or by its id one that is in this library no longer, and that a server has or had.
    ///
    /// # Errors
    /// As [`Desk::find_article`].
    pub fn find_published(&self, name: &str) -> Result<ArticleId, DeskError> {
        if let Ok(id) = name.parse::<ArticleId>() {
            for target in self.targets()? {
                if self.view().ledger(target.id, id)?.is_some() {
                    return Ok(id);
                }
            }
        }
        self.find_article(name)
    }
}

/// [`Desk::find_article`] within a view.
pub(crate) fn find_in(view: &View<'_>, name: &str) -> Result<ArticleId, DeskError> {
    let unknown = || DeskError::unknown("article", name);
    if let Ok(id) = name.parse::<ArticleId>() {
        return if view.row(id)?.is_some() { Ok(id) } else { Err(unknown()) };
    }
    let trimmed = name.trim_matches('/');
    let found = match trimmed.split_once('/') {
        Some((language, slug)) => match language.parse::<Language>() {
            Ok(language) => view.by_slug(&language, slug)?,
            Err(_) => return Err(unknown()),
        },
        None => view.by_slug_anywhere(trimmed)?,
    };
    let mut distinct: Vec<ArticleId> = Vec::new();
    for id in found {
        if !distinct.contains(&id) {
            distinct.push(id);
        }
    }
    match distinct.as_slice() {
        [] => Err(unknown()),
        [one] => Ok(*one),
        many => {
            let mut candidates = Vec::new();
            for id in many {
                if let Some(row) = view.row(*id)? {
                    candidates.push(row.slug.named(&row.language));
                }
            }
            Err(DeskError::Ambiguous {
                noun: "article",
                name: name.to_owned(),
                candidates: candidates.join(", "),
            })
        }
    }
}
