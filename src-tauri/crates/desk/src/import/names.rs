//! The names of categories, tags and bylines, in memory for the length of an import: a lookup for each name of each article must
//! not be a query.

use std::collections::{HashMap, HashSet};

use galley_bundle::Filed;
use galley_domain::{
    Byline, BylineId, Category, CategoryId, FormSwitch, Language, Name, Names, Slug, Tag, TagId,
};
use galley_store::View;

use crate::DeskError;
use crate::derived::join_names;
use crate::nouns::{Named, can_be_name, category_named};
use crate::work::Work;

/// The names of one kind of noun.
pub(super) struct Index<Id> {
    by_name: HashMap<String, Id>,
    names: HashMap<Id, Names>,
    /// Ids of a bundle that mean a noun of this library.
    namesakes: HashMap<Id, Id>,
    slugs: HashSet<(Language, Slug)>,
}

impl<Id: Copy + Eq + std::hash::Hash> Index<Id> {
    fn new() -> Self {
        Self {
            by_name: HashMap::new(),
            names: HashMap::new(),
            namesakes: HashMap::new(),
            slugs: HashSet::new(),
        }
    }

    pub(super) fn add(&mut self, id: Id, names: &Names) {
        for (language, name) in names.iter() {
            self.by_name.entry(name.name.to_lowercase()).or_insert(id);
            self.slugs.insert((language.clone(), name.slug.clone()));
        }
        self.names.insert(id, names.clone());
    }

    /// Notes that what a bundle has under one id is here under another.
    pub(super) fn is_here_as(&mut self, theirs: Id, ours: Id) {
        self.namesakes.insert(theirs, ours);
    }

    /// The noun of this library that an id of a bundle means.
    pub(super) fn meant(&self, id: Id) -> Option<Id> {
        if self.names.contains_key(&id) { Some(id) } else { self.namesakes.get(&id).copied() }
    }

    /// A slug like this one that no noun of the kind has in the language.
    pub(super) fn free_slug(&self, language: &Language, slug: &Slug) -> Slug {
        slug.first_free(|slug| self.slugs.contains(&(language.clone(), slug.clone())))
    }

    /// The noun that an article names: by its id where the library has it, else by its name.
    fn find(&self, filed: &Filed<Id>) -> Option<Id> {
        let by_id = filed.id.and_then(|id| self.meant(id));
        by_id.or_else(|| self.by_name.get(&filed.name.to_lowercase()).copied())
    }

    /// What these are called in a language, as search reads it.
    pub(super) fn joined(&self, ids: &[Id], language: &Language) -> String {
        let names = ids.iter().filter_map(|id| self.names.get(id));
        join_names(names.map(|names| names.get(language).name.as_str()))
    }

    /// A new name under a free slug. None where no slug can be made of it.
    fn name(&self, name: &str, language: &Language) -> Option<Names> {
        let name = name.trim();
        if name.len() > Names::NAME_BYTES_MAX {
            return None;
        }
        let slug = self.free_slug(language, &Slug::from_headline(name)?);
        Some(Names::new(language.clone(), Name::new(name, slug)))
    }
}

/// All three kinds.
pub(super) struct NameBook {
    pub(super) categories: Index<CategoryId>,
    pub(super) tags: Index<TagId>,
    pub(super) bylines: Index<BylineId>,
}

impl NameBook {
    pub(super) fn read(view: &View<'_>) -> Result<Self, DeskError> {
        let mut book = Self { categories: Index::new(), tags: Index::new(), bylines: Index::new() };
        view.nouns::<Category>()?.iter().for_each(|c| book.categories.add(c.id, c.names()));
        view.nouns::<Tag>()?.iter().for_each(|t| book.tags.add(t.id, t.names()));
        view.nouns::<Byline>()?.iter().for_each(|b| book.bylines.add(b.id, b.names()));
        Ok(book)
    }

    /// The category that is named; made where it is new. None where the name cannot be one.
    pub(super) fn category(
        &mut self,
        work: &mut Work<'_>,
        filed: &Filed<CategoryId>,
        language: &Language,
    ) -> Result<Option<CategoryId>, DeskError> {
        if let Some(id) = self.categories.find(filed) {
            return Ok(Some(id));
        }
        let Some(names) = self.categories.name(&filed.name, language) else {
            return Ok(None);
        };
        let id = CategoryId::new(work.new_id());
        let category = Category {
            id,
            names,
            parent: None,
            former_parents: Vec::new(),
            order: 0,
            form: FormSwitch::Inherit,
        };
        self.categories.add(category.id, &category.names);
        work.put_noun(&category)?;
        Ok(Some(category.id))
    }

    /// The category at the end of a path of names, those above it too; made where they are new. The path ends before a name that can be none.
    pub(super) fn category_path(
        &mut self,
        work: &mut Work<'_>,
        path: &[String],
        language: &Language,
    ) -> Result<Option<CategoryId>, DeskError> {
        let names = path.iter().take_while(|name| can_be_name(name)).count();
        let path = if path.len() > 1 { &path[..names] } else { path };
        let [name] = path else {
            if path.is_empty() {
                return Ok(None);
            }
            let id = category_named(work, path, language)?;
            for category in work.tx.nouns::<Category>()? {
                self.categories.add(category.id, category.names());
            }
            return Ok(Some(id));
        };
        self.category(work, &Filed { id: None, name: name.clone() }, language)
    }

    /// The tag that is named.
    pub(super) fn tag(
        &mut self,
        work: &mut Work<'_>,
        filed: &Filed<TagId>,
        language: &Language,
    ) -> Result<Option<TagId>, DeskError> {
        if let Some(id) = self.tags.find(filed) {
            return Ok(Some(id));
        }
        let Some(names) = self.tags.name(&filed.name, language) else {
            return Ok(None);
        };
        let tag = Tag { id: TagId::new(work.new_id()), names };
        self.tags.add(tag.id, &tag.names);
        work.put_noun(&tag)?;
        Ok(Some(tag.id))
    }

    /// The byline that is named.
    pub(super) fn byline(
        &mut self,
        work: &mut Work<'_>,
        filed: &Filed<BylineId>,
        language: &Language,
    ) -> Result<Option<BylineId>, DeskError> {
        if let Some(id) = self.bylines.find(filed) {
            return Ok(Some(id));
        }
        let Some(names) = self.bylines.name(&filed.name, language) else {
            return Ok(None);
        };
        let byline = Byline { id: BylineId::new(work.new_id()), names, picture: None, urls: Vec::new() };
        self.bylines.add(byline.id, &byline.names);
        work.put_noun(&byline)?;
        Ok(Some(byline.id))
    }
}
