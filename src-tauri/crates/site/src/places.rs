//! Where the pages of a site stand, as far as that is known without the articles: for menus that are being put together.

use galley_domain::{CategoryId, CategoryTree, Language, Site, Slug};

/// What the archive is called in addresses.
pub(crate) const ARCHIVE: &str = "archive";

/// Where the pages of a site stand in a language, as long as nothing else has taken their place.
#[derive(Debug, Clone)]
pub struct Places<'s> {
    tree: &'s CategoryTree,
    language: &'s Language,
    home: String,
}

impl<'s> Places<'s> {
    /// Those in a language.
    pub fn new(site: &Site, tree: &'s CategoryTree, language: &'s Language) -> Self {
        Self { tree, language, home: home_path(&site.language, language) }
    }

    /// The archive.
    pub fn archive(&self) -> String {
        format!("{}{ARCHIVE}/", self.home)
    }

    /// The list of a category.
    pub fn category(&self, id: CategoryId) -> String {
        category_path(&self.home, self.tree, id, self.language)
    }

    /// A standing page.
    pub fn page(&self, slug: &Slug) -> String {
        format!("{}{slug}/", self.home)
    }
}

/// The path of a language's home, of a site whose root is in this one.
pub(crate) fn home_path(root: &Language, language: &Language) -> String {
    if language == root { "/".to_owned() } else { format!("/{language}/") }
}

/// The path of a category's list, below the home of its language.
pub(crate) fn category_path(home: &str, tree: &CategoryTree, id: CategoryId, language: &Language) -> String {
    let slugs: Vec<_> = tree.path(id).iter().map(|c| c.names.get(language).slug.as_str()).collect();
    format!("{home}category/{}/", slugs.join("/"))
}
