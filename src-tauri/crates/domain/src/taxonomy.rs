//! Categories (a tree), tags, and bylines: what an article is filed under.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::{BylineId, CategoryId, FormSwitch, Language, Picture, Slug, TagId};

/// What a category, tag or byline is called in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The name.
    pub name: String,
    /// The last part of the address of its page.
    pub slug: Slug,
    /// What its page says about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Slugs of before, newest last: what stood there leads on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Slug>,
}

impl Name {
    /// Most slugs of before that lead on.
    pub const FORMER_MAX: usize = 20;

    /// A name with its slug.
    pub fn new(name: &str, slug: Slug) -> Self {
        Self { name: name.to_owned(), slug, description: String::new(), former: Vec::new() }
    }

    /// Keeps slugs of before, but for the one that it has.
    fn keep_former<'s>(&mut self, slugs: impl IntoIterator<Item = &'s Slug>) {
        for slug in slugs {
            if !self.former.contains(slug) {
                self.former.push(slug.clone());
            }
        }
        self.former.retain(|former| *former != self.slug);
        let too_many = self.former.len().saturating_sub(Self::FORMER_MAX);
        self.former.drain(..too_many);
    }
}

/// Names per language under one identity. There is at least one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "BTreeMap<Language, Name>", try_from = "BTreeMap<Language, Name>")]
pub struct Names {
    by_language: BTreeMap<Language, Name>,
}

impl Names {
    /// Longest name, in bytes.
    pub const NAME_BYTES_MAX: usize = 300;

    /// A name in one language.
    pub fn new(language: Language, name: Name) -> Self {
        Self { by_language: BTreeMap::from([(language, name)]) }
    }

    /// Sets the name in a language.
    pub fn set(&mut self, language: Language, name: Name) {
        self.by_language.insert(language, name);
    }

    /// The name in a language; else in a language with the same primary tag; else in English; else the first.
    pub fn get(&self, language: &Language) -> &Name {
        self.exact(language)
            .or_else(|| {
                self.by_language.iter().find(|(l, _)| l.primary() == language.primary()).map(|(_, n)| n)
            })
            .or_else(|| self.by_language.iter().find(|(l, _)| l.primary() == "en").map(|(_, n)| n))
            .or_else(|| self.by_language.values().next())
            .expect("there is at least one name, by construction")
    }

    /// The name in just this language.
    pub fn exact(&self, language: &Language) -> Option<&Name> {
        self.by_language.get(language)
    }

    /// Keeps what readers had: of each language the slug of before, where it was another one.
    pub fn follow(&mut self, before: &Self) {
        let gone = before.by_language.keys().filter(|language| self.exact(language).is_none());
        let languages: Vec<_> = self.by_language.keys().chain(gone).cloned().collect();
        for language in languages {
            let had = before.get(&language);
            let known = before.exact(&language).map_or(&[][..], |name| &name.former);
            let name = self.get_mut(&language);
            name.keep_former(known.iter().chain([&had.slug]));
        }
    }

    /// The name that [`Names::get`] gives.
    fn get_mut(&mut self, language: &Language) -> &mut Name {
        let found = self.get(language).clone();
        let of = self.by_language.values_mut().find(|name| **name == found);
        of.expect("it is one of these")
    }

    /// All names, by language.
    pub fn iter(&self) -> impl Iterator<Item = (&Language, &Name)> {
        self.by_language.iter()
    }
}

impl From<Names> for BTreeMap<Language, Name> {
    fn from(names: Names) -> Self {
        names.by_language
    }
}

impl TryFrom<BTreeMap<Language, Name>> for Names {
    type Error = TreeError;

    fn try_from(by_language: BTreeMap<Language, Name>) -> Result<Self, TreeError> {
        if by_language.is_empty() { Err(TreeError::Nameless) } else { Ok(Self { by_language }) }
    }
}

/// A category. An article has at most one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its identity.
    pub id: CategoryId,
    /// What it is called.
    pub names: Names,
    /// The category above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CategoryId>,
    /// Categories that it stood below before, newest last; none for the root.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_parents: Vec<Option<CategoryId>>,
    /// Its place among its siblings: lower comes first, equal ones by name.
    #[serde(default)]
    pub order: i32,
    /// The inquiry form under its articles.
    #[serde(default)]
    pub form: FormSwitch,
}

impl Category {
    /// Most categories of before that it stood below.
    pub const FORMER_PARENTS_MAX: usize = 5;

    /// Keeps what readers had: its slugs, and where it stood.
    pub fn follow(&mut self, before: &Self) {
        self.names.follow(&before.names);
        let now = self.parent;
        if before.parent != now {
            self.former_parents.push(before.parent);
        }
        self.former_parents.retain(|former| *former != now);
        let too_many = self.former_parents.len().saturating_sub(Self::FORMER_PARENTS_MAX);
        self.former_parents.drain(..too_many);
    }
}

/// A tag. An article has many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Its identity.
    pub id: TagId,
    /// What it is called.
    pub names: Names,
}

/// A byline: a person or a desk, with a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline {
    /// Its identity.
    pub id: BylineId,
    /// What it is called; the description is the profile.
    pub names: Names,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// Where else to find it: absolute `http`, `https` or `mailto` URLs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<String>,
}

/// What a tree of categories forbids.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TreeError {
    /// A category would stand below itself.
    #[error("a category cannot stand below itself; choose another parent")]
    Cycle,
    /// The tree would be too deep.
    #[error("categories nest at most {} deep; choose a parent further up", CategoryTree::DEPTH_MAX)]
    TooDeep,
    /// The parent is not there.
    #[error("the parent category does not exist (any more); choose another one")]
    NoParent,
    /// There is no name in any language.
    #[error("it needs a name in at least one language")]
    Nameless,
}

/// All categories of a library, for questions about the tree.
#[derive(Debug, Clone, Default)]
pub struct CategoryTree {
    by_id: HashMap<CategoryId, Category>,
}

impl CategoryTree {
    /// Deepest nesting.
    pub const DEPTH_MAX: usize = 8;
    /// Most addresses of before of one category.
    const SLUG_PATHS_MAX: usize = 64;

    /// The tree of these categories.
    pub fn new(categories: impl IntoIterator<Item = Category>) -> Self {
        Self { by_id: categories.into_iter().map(|c| (c.id, c)).collect() }
    }

    /// One category.
    pub fn get(&self, id: CategoryId) -> Option<&Category> {
        self.by_id.get(&id)
    }

    /// The way from the root to this category, itself included. Ends at a missing parent or a cycle, which a
    /// merge of two libraries may leave behind.
    pub fn path(&self, id: CategoryId) -> Vec<&Category> {
        let mut path = Vec::new();
        let mut seen = HashSet::new();
        let mut next = self.by_id.get(&id);
        while let Some(category) = next.filter(|c| seen.insert(c.id)) {
            path.push(category);
            next = category.parent.and_then(|parent| self.by_id.get(&parent));
        }
        path.reverse();
        path
    }

    /// The slugs of the way to a category, joined by `/`, as they may have been: those of now first.
    pub fn slug_paths(&self, id: CategoryId, language: &Language) -> Vec<String> {
        let mut paths = self.slug_paths_below(id, language, &mut Vec::new());
        let mut seen = HashSet::new();
        paths.retain(|path| seen.insert(path.clone()));
        paths
    }

    fn slug_paths_below(
        &self,
        id: CategoryId,
        language: &Language,
        below: &mut Vec<CategoryId>,
    ) -> Vec<String> {
        let Some(category) = self.by_id.get(&id).filter(|_| !below.contains(&id)) else {
            return vec![String::new()];
        };
        below.push(id);
        let name = category.names.get(language);
        let mut paths = Vec::new();
        for parent in [category.parent].into_iter().chain(category.former_parents.iter().copied()) {
            if paths.len() >= Self::SLUG_PATHS_MAX {
                break;
            }
            let above = parent.map(|parent| self.slug_paths_below(parent, language, below));
            for above in above.unwrap_or_else(|| vec![String::new()]) {
                for slug in [&name.slug].into_iter().chain(&name.former) {
                    let path = if above.is_empty() { slug.to_string() } else { format!("{above}/{slug}") };
                    paths.push(path);
                }
            }
        }
        below.pop();
        paths.truncate(Self::SLUG_PATHS_MAX);
        paths
    }

    /// The children of a category, or the roots, in their order.
    pub fn children(&self, parent: Option<CategoryId>, language: &Language) -> Vec<&Category> {
        let is_root = |c: &Category| c.parent.is_none_or(|p| !self.by_id.contains_key(&p));
        let mut children: Vec<_> = self
            .by_id
            .values()
            .filter(|c| if parent.is_none() { is_root(c) } else { c.parent == parent })
            .collect();
        children.sort_by(|a, b| {
            let key = |c: &Category| (c.order, c.names.get(language).name.to_lowercase(), c.id);
            key(a).cmp(&key(b))
        });
        children
    }

    /// This category and all below it.
    pub fn subtree(&self, id: CategoryId) -> Vec<CategoryId> {
        let mut below: HashMap<CategoryId, Vec<CategoryId>> = HashMap::new();
        for category in self.by_id.values() {
            if let Some(parent) = category.parent {
                below.entry(parent).or_default().push(category.id);
            }
        }
        let mut seen = HashSet::from([id]);
        let mut all = vec![id];
        let mut at = 0;
        while let Some(next) = all.get(at).copied() {
            at += 1;
            for child in below.remove(&next).unwrap_or_default() {
                if seen.insert(child) {
                    all.push(child);
                }
            }
        }
        all
    }

    /// Whether this category may stand below that parent.
    ///
    /// # Errors
    /// [`TreeError`]
    pub fn may_stand_below(&self, id: CategoryId, parent: CategoryId) -> Result<(), TreeError> {
        if !self.by_id.contains_key(&parent) {
            return Err(TreeError::NoParent);
        }
        let above = self.path(parent);
        if above.iter().any(|c| c.id == id) {
            return Err(TreeError::Cycle);
        }
        if above.len() >= Self::DEPTH_MAX { Err(TreeError::TooDeep) } else { Ok(()) }
    }

    /// Whether the inquiry form stands under the articles of this category: the nearest category that says so,
    /// from itself upwards, else the given default.
    pub fn form(&self, id: Option<CategoryId>, default: bool) -> bool {
        let path = id.map(|id| self.path(id)).unwrap_or_default();
        path.iter()
            .rev()
            .find_map(|c| match c.form {
                FormSwitch::On => Some(true),
                FormSwitch::Off => Some(false),
                FormSwitch::Inherit => None,
            })
            .unwrap_or(default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> CategoryId {
        CategoryId::new(uuid::Uuid::from_u128(n))
    }

    fn category(n: u128, name: &str, parent: Option<u128>) -> Category {
        let name = Name::new(name, Slug::from_headline(name).expect("it has letters"));
        Category {
            former_parents: Vec::new(),
            id: id(n),
            names: Names::new(Language::english(), name),
            parent: parent.map(id),
            order: 0,
            form: FormSwitch::Inherit,
        }
    }

    fn tree() -> CategoryTree {
        CategoryTree::new([
            category(1, "News", None),
            category(2, "Industry", Some(1)),
            category(3, "Awards", Some(1)),
            category(4, "5G", Some(2)),
        ])
    }

    #[test]
    fn paths_children_and_subtrees() {
        let tree = tree();
        let names = |list: Vec<&Category>| {
            list.iter().map(|c| c.names.get(&Language::english()).name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(tree.path(id(4))), ["News", "Industry", "5G"]);
        assert_eq!(names(tree.children(Some(id(1)), &Language::english())), ["Awards", "Industry"]);
        assert_eq!(names(tree.children(None, &Language::english())), ["News"]);
        assert_eq!(tree.subtree(id(2)), [id(2), id(4)]);
    }

    #[test]
    fn a_category_never_stands_below_itself() {
        let tree = tree();
        assert_eq!(tree.may_stand_below(id(1), id(4)), Err(TreeError::Cycle));
        assert_eq!(tree.may_stand_below(id(1), id(1)), Err(TreeError::Cycle));
        assert_eq!(tree.may_stand_below(id(1), id(9)), Err(TreeError::NoParent));
        assert_eq!(tree.may_stand_below(id(3), id(4)), Ok(()));
    }

    #[test]
    fn a_cycle_left_by_a_merge_hangs_nothing() {
        let tree = CategoryTree::new([category(1, "A", Some(2)), category(2, "B", Some(1))]);
        assert_eq!(tree.path(id(1)).len(), 2);
        assert_eq!(tree.subtree(id(1)).len(), 2);
    }

    #[test]
    fn the_nearest_category_switches_the_form() {
        let mut news = category(1, "News", None);
        news.form = FormSwitch::On;
        let mut quiet = category(2, "Quiet", Some(1));
        quiet.form = FormSwitch::Off;
        let tree = CategoryTree::new([news, quiet, category(3, "Below", Some(2))]);
        assert!(tree.form(Some(id(1)), false));
        assert!(!tree.form(Some(id(3)), true));
        assert!(tree.form(None, true));
    }

    #[test]
    fn a_missing_language_falls_back() {
        let mut names = category(1, "News", None).names;
        let chinese = Name::new("新闻", "新闻".parse().expect("a good slug"));
        names.set("zh-Hans".parse().expect("a good tag"), chinese);
        let get = |tag: &str| names.get(&tag.parse().expect("a good tag")).name.clone();
        assert_eq!(get("zh-CN"), "新闻");
        assert_eq!(get("fr"), "News");
    }
}
