//! The shelves beside the list: categories, tags and languages with how many articles each holds.

use std::collections::HashMap;

use galley_domain::{ArticleId, CategoryId, CategoryTree, Language, Tag, TagId};
use galley_store::View;

use crate::wire::{CategoryShelf, LanguageShelf, Shelves, TagShelf};
use crate::{Desk, DeskError, nouns};

impl Desk {
    /// The shelves, named in the library's language.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn shelves(&self) -> Result<Shelves, DeskError> {
        let language = self.settings()?.language;
        let view = self.view();
        let tree = nouns::tree(&view)?;
        let own: HashMap<_, _> = view.count_by_category()?.into_iter().collect();
        let mut categories = Vec::new();
        below(&tree, None, &language, &own, &mut categories);
        let tags = tag_shelves(&view, &language, &view.count_by_tag()?.into_iter().collect())?;
        let languages = view.count_by_language()?.into_iter();
        let mut languages: Vec<_> =
            languages.map(|(tag, count)| LanguageShelf { tag: tag.to_string(), count }).collect();
        languages.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.tag.cmp(&b.tag)));
        Ok(Shelves { categories, tags, languages })
    }

    /// The tags of these articles, each with how many of them have it.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn tags_of(&self, ids: &[ArticleId]) -> Result<Vec<TagShelf>, DeskError> {
        let view = self.view();
        let mut tags = tag_shelves(&view, &self.settings()?.language, &view.count_tags_of(ids)?)?;
        tags.retain(|tag| tag.count > 0);
        Ok(tags)
    }
}

/// All tags with how many articles have each, those with most first.
fn tag_shelves(
    view: &View<'_>,
    language: &Language,
    counts: &HashMap<TagId, u64>,
) -> Result<Vec<TagShelf>, DeskError> {
    let tags = view.nouns::<Tag>()?.into_iter().map(|tag| TagShelf {
        id: tag.id.to_string(),
        name: tag.names.get(language).name.clone(),
        count: counts.get(&tag.id).copied().unwrap_or_default(),
    });
    let mut tags: Vec<_> = tags.collect();
    tags.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    Ok(tags)
}

/// Puts the categories below `parent` into `shelves`, depth first, and answers how many articles they hold.
fn below(
    tree: &CategoryTree,
    parent: Option<CategoryId>,
    language: &Language,
    own: &HashMap<CategoryId, u64>,
    shelves: &mut Vec<CategoryShelf>,
) -> u64 {
    let mut all = 0;
    for category in tree.children(parent, language) {
        let at = shelves.len();
        shelves.push(CategoryShelf {
            id: category.id.to_string(),
            name: category.names.get(language).name.clone(),
            parent: parent.map(|id| id.to_string()),
            count: 0,
        });
        let inside = below(tree, Some(category.id), language, own, shelves);
        shelves[at].count = own.get(&category.id).copied().unwrap_or_default() + inside;
        all += shelves[at].count;
    }
    all
}
