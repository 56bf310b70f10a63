//! The names of categories, tags and bylines, in memory for the length of an import: a lookup for each name of each article must
//! not be a query.

use std::collections::{HashMap, HashSet};

use galley_bundle::{Filed, Scan};
use galley_domain::{
    Byline, BylineId, Category, CategoryId, FormSwitch, Language, Name, Names, Slug, Tag, TagId,
};
use galley_store::View;

use super::prepare::{Untaken, take_file};
use super::take::described;
use super::{ImportReport, note_left};
use crate::nouns::{Named, category_named};
use crate::undo::Old;
use crate::work::Work;
use crate::{Desk, DeskError};

/// Where a bundle has what no article shows.
const UNSHOWN: &str = "media/";

/// The names of one kind of noun.
struct Index<Id> {
    by_name: HashMap<String, Id>,
    ids: HashSet<Id>,
    slugs: HashSet<(Language, Slug)>,
}

impl<Id: Copy + Eq + std::hash::Hash> Index<Id> {
    fn new() -> Self {
        Self { by_name: HashMap::new(), ids: HashSet::new(), slugs: HashSet::new() }
    }

    fn add(&mut self, id: Id, names: &Names) {
        self.ids.insert(id);
        for (language, name) in names.iter() {
            self.by_name.entry(name.name.to_lowercase()).or_insert(id);
            self.slugs.insert((language.clone(), name.slug.clone()));
        }
    }

    /// The noun that an article names: by its id where the library has it, else by its name.
    fn find(&self, filed: &Filed<Id>) -> Option<Id> {
        filed
            .id
            .filter(|id| self.ids.contains(id))
            .or_else(|| self.by_name.get(&filed.name.to_lowercase()).copied())
    }

    /// A new name under a free slug. None where no slug can be made of it.
    fn name(&self, name: &str, language: &Language) -> Option<Names> {
        let name = name.trim();
        if name.len() > Names::NAME_BYTES_MAX {
            return None;
        }
        let slug =
            Slug::from_headline(name)?.first_free(|s| self.slugs.contains(&(language.clone(), s.clone())));
        Some(Names::new(language.clone(), Name::new(name, slug)))
    }
}

/// All three kinds.
pub(super) struct NameBook {
    categories: Index<CategoryId>,
    tags: Index<TagId>,
    bylines: Index<BylineId>,
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

    /// The category at the end of a path of names, those above it too; made where they are new.
    pub(super) fn category_path(
        &mut self,
        work: &mut Work<'_>,
        path: &[String],
        language: &Language,
    ) -> Result<Option<CategoryId>, DeskError> {
        let [name] = path else {
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

impl Desk {
    /// Takes the nouns of a bundle of our own, under their ids. One that the library has already stays as it is. Files that no article
    /// shows come with them: portraits, logos, and what is not used yet.
    pub(super) fn import_nouns(
        &mut self,
        scan: &Scan,
        book: &mut NameBook,
        report: &mut ImportReport,
    ) -> Result<Vec<Old>, DeskError> {
        let Some(manifest) = &scan.manifest else {
            return Ok(Vec::new());
        };
        let nouns = &manifest.nouns;
        let files = self.media_files();
        let mut unshown = Vec::new();
        for record in nouns.media.iter().filter(|record| record.file.starts_with(UNSHOWN)) {
            if self.view().media(record.hash)?.is_some() {
                continue;
            }
            match take_file(scan, &record.file, &files) {
                Ok(media) => unshown.push(described(manifest, &media)),
                Err(Untaken::Left(left)) => note_left(report, left),
                Err(Untaken::Trouble(trouble)) => return Err(trouble.into()),
            }
        }
        report.media += unshown.len();
        let (old, ()) = self.import_batch(|work| {
            for media in &unshown {
                work.tx.put_media(media, work.now)?;
            }
            for category in &nouns.categories {
                if book.categories.ids.contains(&category.id) {
                    continue;
                }
                book.categories.add(category.id, &category.names);
                work.put_noun(category)?;
            }
            for tag in &nouns.tags {
                if book.tags.ids.contains(&tag.id) {
                    continue;
                }
                book.tags.add(tag.id, &tag.names);
                work.put_noun(tag)?;
            }
            for byline in &nouns.bylines {
                if book.bylines.ids.contains(&byline.id) {
                    continue;
                }
                book.bylines.add(byline.id, &byline.names);
                work.put_noun(byline)?;
            }
            for form in &nouns.forms {
                if work.tx.noun::<galley_domain::Form>(form.id.uuid())?.is_none() {
                    work.put_noun(form)?;
                }
            }
            for target in &nouns.targets {
                if work.tx.noun::<galley_domain::Target>(target.id.uuid())?.is_none() {
                    work.put_noun(target)?;
                }
            }
            Ok(())
        })?;
        Ok(old)
    }
}
