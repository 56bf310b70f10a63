//! Categories, tags, bylines, forms, targets: finding them by name, making and changing them.

use galley_domain::{
    Byline, BylineId, Category, CategoryId, CategoryTree, Form, FormSwitch, Language, Name, Names, Slug, Tag,
    TagId, Target, TargetKind,
};
use galley_store::{Noun, Tx, View};
use uuid::Uuid;

use crate::wire::Op;
use crate::work::{Undoable, Work};
use crate::{Desk, DeskError, Done};

/// A noun with names in several languages.
pub trait Named: Noun {
    /// Its names.
    fn names(&self) -> &Names;
    /// Its names, to change them.
    fn names_mut(&mut self) -> &mut Names;
}

macro_rules! named {
    ($($noun:ty),*) => {$(
        impl Named for $noun {
            fn names(&self) -> &Names {
                &self.names
            }

            fn names_mut(&mut self) -> &mut Names {
                &mut self.names
            }
        }
    )*};
}

named!(Category, Tag, Byline);

/// Whether a noun is meant by what was typed: its id, or a name or slug in any language.
fn is_meant<N: Named>(noun: &N, typed: &str) -> bool {
    let folded = typed.to_lowercase();
    noun.uuid().to_string() == typed
        || noun.names().iter().any(|(_, n)| n.name.to_lowercase() == folded || n.slug.as_str() == typed)
}

/// Whether a form or target is meant by this name.
pub(crate) fn is_called(name: &str, typed: &str) -> bool {
    name.to_lowercase() == typed.to_lowercase()
}

pub(crate) fn all_meant<N: Named>(view: &View<'_>, typed: &str) -> Result<Vec<N>, DeskError> {
    Ok(view.nouns::<N>()?.into_iter().filter(|noun| is_meant(noun, typed)).collect())
}

pub(crate) fn the_one<N: Named>(mut found: Vec<N>, typed: &str) -> Result<N, DeskError> {
    match found.len() {
        0 => Err(DeskError::unknown(N::NAME, typed)),
        1 => Ok(found.remove(0)),
        _ => {
            let ids: Vec<_> = found.iter().map(|noun| noun.uuid().to_string()).collect();
            Err(DeskError::Ambiguous { noun: N::NAME, name: typed.to_owned(), candidates: ids.join(", ") })
        }
    }
}

/// Whether this can be the name of a noun. Servers have names of which no address can be made.
pub(crate) fn can_be_name(name: &str) -> bool {
    let name = name.trim();
    name.len() <= Names::NAME_BYTES_MAX && Slug::from_headline(name).is_some()
}

/// A slug that no other noun of the kind has in the language.
pub(crate) fn free_name<N: Named>(others: &[N], language: &Language, name: &str) -> Result<Name, DeskError> {
    let name = name.trim();
    if name.is_empty() || name.len() > Names::NAME_BYTES_MAX {
        return Err(DeskError::invalid("name", format!("a name has 1 to {} bytes", Names::NAME_BYTES_MAX)));
    }
    let wanted = Slug::from_headline(name);
    let wanted =
        wanted.ok_or_else(|| DeskError::invalid("name", "a name has at least one letter or digit"))?;
    let taken =
        |slug: &Slug| others.iter().any(|o| o.names().exact(language).is_some_and(|n| n.slug == *slug));
    Ok(Name::new(name, wanted.first_free(taken)))
}

/// The category at a path of names from the root; parts that are not there are made. One name alone may be any category's.
pub(crate) fn category_named(
    work: &mut Work<'_>,
    path: &[String],
    language: &Language,
) -> Result<CategoryId, DeskError> {
    let id =
        work.meant(Category::NAME, &path.join("\n"), |work| Ok(category_at(work, path, language)?.uuid()))?;
    Ok(CategoryId::new(id))
}

fn category_at(work: &mut Work<'_>, path: &[String], language: &Language) -> Result<CategoryId, DeskError> {
    let mut all = work.tx.nouns::<Category>()?;
    if let [typed] = path
        && let Some(found) = all.iter().find(|category| is_meant(*category, typed))
    {
        return Ok(found.id);
    }
    let mut parent = None;
    for part in path.iter().take(CategoryTree::DEPTH_MAX) {
        let below = |category: &&Category| category.parent == parent && is_meant(*category, part);
        parent = Some(if let Some(category) = all.iter().find(below) {
            category.id
        } else {
            let category = new_category(work, &all, part, language, parent)?;
            let id = category.id;
            all.push(category);
            id
        });
    }
    parent.ok_or_else(|| DeskError::invalid("category", "it has no name"))
}

pub(crate) fn new_category(
    work: &mut Work<'_>,
    all: &[Category],
    name: &str,
    language: &Language,
    parent: Option<CategoryId>,
) -> Result<Category, DeskError> {
    let names = Names::new(language.clone(), free_name(all, language, name)?);
    let id = CategoryId::new(work.new_id());
    let category =
        Category { id, names, parent, former_parents: Vec::new(), order: 0, form: FormSwitch::Inherit };
    work.put_noun(&category)?;
    Ok(category)
}

/// The tag of a name; made where there is none.
pub(crate) fn tag_named(work: &mut Work<'_>, name: &str, language: &Language) -> Result<TagId, DeskError> {
    let make = |id, names| Tag { id: TagId::new(id), names };
    Ok(TagId::new(noun_named(work, name, language, make)?))
}

/// The byline of a name; made where there is none.
pub(crate) fn byline_named(
    work: &mut Work<'_>,
    name: &str,
    language: &Language,
) -> Result<BylineId, DeskError> {
    let make = |id, names| Byline { id: BylineId::new(id), names, picture: None, urls: Vec::new() };
    Ok(BylineId::new(noun_named(work, name, language, make)?))
}

/// The noun of a name; made where there is none.
fn noun_named<N: Named + Undoable>(
    work: &mut Work<'_>,
    name: &str,
    language: &Language,
    make: impl FnOnce(Uuid, Names) -> N,
) -> Result<Uuid, DeskError> {
    work.meant(N::NAME, name, |work| {
        let all = work.tx.nouns::<N>()?;
        if let Some(found) = all.iter().find(|noun| is_meant(*noun, name)) {
            return Ok(found.uuid());
        }
        let names = Names::new(language.clone(), free_name(&all, language, name)?);
        let noun = make(work.new_id(), names);
        work.put_noun(&noun)?;
        Ok(noun.uuid())
    })
}

/// A tree of all categories.
pub(crate) fn tree(view: &View<'_>) -> Result<CategoryTree, DeskError> {
    Ok(CategoryTree::new(view.nouns::<Category>()?))
}

impl Desk {
    /// All categories.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn categories(&self) -> Result<Vec<Category>, DeskError> {
        Ok(self.view().nouns()?)
    }

    /// All tags.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn tags(&self) -> Result<Vec<Tag>, DeskError> {
        Ok(self.view().nouns()?)
    }

    /// All bylines.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn bylines(&self) -> Result<Vec<Byline>, DeskError> {
        Ok(self.view().nouns()?)
    }

    /// All forms.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn forms(&self) -> Result<Vec<Form>, DeskError> {
        Ok(self.view().nouns()?)
    }

    /// All targets.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn targets(&self) -> Result<Vec<Target>, DeskError> {
        Ok(self.view().nouns()?)
    }

    /// The category that is meant: by id, slug or name.
    ///
    /// # Errors
    /// [`DeskError::Unknown`], [`DeskError::Ambiguous`]
    pub fn find_category(&self, typed: &str) -> Result<Category, DeskError> {
        the_one(all_meant(&self.view(), typed)?, typed)
    }

    /// The tag that is meant.
    ///
    /// # Errors
    /// [`DeskError::Unknown`], [`DeskError::Ambiguous`]
    pub fn find_tag(&self, typed: &str) -> Result<Tag, DeskError> {
        the_one(all_meant(&self.view(), typed)?, typed)
    }

    /// The byline that is meant.
    ///
    /// # Errors
    /// [`DeskError::Unknown`], [`DeskError::Ambiguous`]
    pub fn find_byline(&self, typed: &str) -> Result<Byline, DeskError> {
        the_one(all_meant(&self.view(), typed)?, typed)
    }

    /// The target that is meant: by id or name; the default one where none is named.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn find_target(&self, typed: Option<&str>) -> Result<Target, DeskError> {
        let targets = self.targets()?;
        let default = self.settings()?.default_target;
        // A library that came together from two may name a default that is not in it.
        let default = default.filter(|id| targets.iter().any(|target| target.id == *id));
        let meant = |target: &Target| match typed {
            Some(typed) => is_called(&target.name, typed) || target.id.to_string() == typed,
            None => default.is_none_or(|id| id == target.id),
        };
        targets
            .into_iter()
            .find(meant)
            .ok_or_else(|| DeskError::unknown("target", typed.unwrap_or("(default)")))
    }

    /// The form that is meant: by id or name.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn find_form(&self, typed: &str) -> Result<Form, DeskError> {
        let found = self
            .forms()?
            .into_iter()
            .find(|form| is_called(&form.name, typed) || form.id.to_string() == typed);
        found.ok_or_else(|| DeskError::unknown("form", typed))
    }

    /// Makes a category below a parent, or at the root.
    ///
    /// # Errors
    /// [`DeskError::Tree`], [`DeskError::Invalid`]
    pub fn add_category(
        &mut self,
        name: &str,
        parent: Option<CategoryId>,
    ) -> Result<Done<Category>, DeskError> {
        let language = self.settings()?.language;
        self.transact(Op::Nouns, |work| {
            let all = work.tx.nouns::<Category>()?;
            let tree = CategoryTree::new(all.clone());
            let id = CategoryId::new(Uuid::nil());
            parent.map_or(Ok(()), |parent| tree.may_stand_below(id, parent))?;
            new_category(work, &all, name, &language, parent)
        })
    }

    /// Makes a tag, or finds the one of that name.
    ///
    /// # Errors
    /// [`DeskError::Invalid`]
    pub fn add_tag(&mut self, name: &str) -> Result<Done<TagId>, DeskError> {
        let language = self.settings()?.language;
        self.transact(Op::Nouns, |work| tag_named(work, name, &language))
    }

    /// Makes a byline, or finds the one of that name.
    ///
    /// # Errors
    /// [`DeskError::Invalid`]
    pub fn add_byline(&mut self, name: &str) -> Result<Done<BylineId>, DeskError> {
        let language = self.settings()?.language;
        self.transact(Op::Nouns, |work| byline_named(work, name, &language))
    }

    /// Writes a category, after checking its place in the tree.
    ///
    /// # Errors
    /// [`DeskError::Tree`]
    pub fn put_category(&mut self, category: &Category) -> Result<Done<()>, DeskError> {
        self.transact(Op::Nouns, |work| {
            let tree = tree(work.tx)?;
            category.parent.map_or(Ok(()), |parent| tree.may_stand_below(category.id, parent))?;
            must_be_free(work.tx, category)?;
            work.put_noun(category)
        })
    }

    /// Writes a tag.
    ///
    /// # Errors
    /// [`DeskError::SlugTaken`]
    pub fn put_tag(&mut self, tag: &Tag) -> Result<Done<()>, DeskError> {
        self.transact(Op::Nouns, |work| {
            must_be_free(work.tx, tag)?;
            work.put_noun(tag)
        })
    }

    /// Writes a byline.
    ///
    /// # Errors
    /// [`DeskError::SlugTaken`]
    pub fn put_byline(&mut self, byline: &Byline) -> Result<Done<()>, DeskError> {
        self.transact(Op::Nouns, |work| {
            must_be_free(work.tx, byline)?;
            work.put_noun(byline)
        })
    }

    /// Writes a form.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn put_form(&mut self, form: &Form) -> Result<Done<()>, DeskError> {
        self.transact(Op::Nouns, |work| work.put_noun(form))
    }

    /// Writes a target.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn put_target(&mut self, target: &Target) -> Result<Done<()>, DeskError> {
        self.transact(Op::Nouns, |work| work.put_noun(target))
    }

    /// A new identity, for a noun that the caller puts together.
    pub fn new_uuid(&mut self) -> Uuid {
        self.fresh_id()
    }

    /// Removes a category. Where articles use it, only if `force` takes it off them first; what stands below it goes up one level.
    ///
    /// # Errors
    /// [`DeskError::InUse`]
    pub fn remove_category(&mut self, category: &Category, force: bool) -> Result<Done<usize>, DeskError> {
        self.remove_named(category, force, |work| {
            for mut child in
                work.tx.nouns::<Category>()?.into_iter().filter(|c| c.parent == Some(category.id))
            {
                child.parent = category.parent;
                work.put_noun(&child)?;
            }
            Ok(())
        })
    }

    /// Removes a tag. Where articles use it, only if `force` takes it off them first.
    ///
    /// # Errors
    /// [`DeskError::InUse`]
    pub fn remove_tag(&mut self, tag: &Tag, force: bool) -> Result<Done<usize>, DeskError> {
        self.remove_named(tag, force, |_| Ok(()))
    }

    /// Removes a byline. Where articles use it, only if `force` takes it off them first.
    ///
    /// # Errors
    /// [`DeskError::InUse`]
    pub fn remove_byline(&mut self, byline: &Byline, force: bool) -> Result<Done<usize>, DeskError> {
        self.remove_named(byline, force, |_| Ok(()))
    }

    fn remove_named<N: Named + Undoable>(
        &mut self,
        noun: &N,
        force: bool,
        also: impl FnOnce(&mut Work<'_>) -> Result<(), DeskError>,
    ) -> Result<Done<usize>, DeskError> {
        let id = noun.uuid();
        let used = self.view().filed_under(id)?;
        if !used.is_empty() && !force {
            let name = noun.names().get(&self.settings()?.language).name.clone();
            return Err(DeskError::InUse { noun: N::NAME, name, articles: used.len() });
        }
        self.transact(Op::Nouns, |work| {
            for article in &used {
                crate::article::edit_in(work, Op::Nouns, *article, |_, article| {
                    let content = &mut article.content;
                    content.category = content.category.filter(|c| c.uuid() != id);
                    content.tags.retain(|t| t.uuid() != id);
                    content.bylines.retain(|b| b.uuid() != id);
                    Ok(())
                })?;
            }
            also(work)?;
            work.remove_noun::<N>(id)?;
            Ok(used.len())
        })
    }

    /// Removes a target, which no article refers to.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for the default target: it is what is meant where none is named.
    pub fn remove_target(&mut self, target: &Target) -> Result<Done<()>, DeskError> {
        if self.find_target(None)?.id == target.id {
            let why =
                "it is the library's default target; nothing was removed. Make another one the default first";
            return Err(DeskError::invalid(&target.name, why));
        }
        let removed = self.transact(Op::Nouns, |work| {
            work.tx.cancel_jobs_of(target.id)?;
            work.remove_noun::<Target>(target.id.uuid())
        })?;
        galley_publish::keychain::forget(&galley_publish::keychain::Whose::of(target));
        Ok(removed)
    }

    /// Removes a form. Targets that printed it print none then.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn remove_form(&mut self, form: &Form) -> Result<Done<()>, DeskError> {
        self.transact(Op::Nouns, |work| {
            for mut target in work.tx.nouns::<Target>()? {
                if let TargetKind::Site(site) = &mut target.kind
                    && site.form == Some(form.id)
                {
                    site.form = None;
                    work.put_noun(&target)?;
                }
            }
            work.remove_noun::<Form>(form.id.uuid())
        })
    }
}

/// Refuses a slug that another noun of the kind has in the same language.
pub(crate) fn must_be_free<N: Named>(tx: &Tx<'_>, noun: &N) -> Result<(), DeskError> {
    let others: Vec<N> = tx.nouns::<N>()?.into_iter().filter(|other| other.uuid() != noun.uuid()).collect();
    for (language, name) in noun.names().iter() {
        let taken =
            |slug: &Slug| others.iter().any(|o| o.names().exact(language).is_some_and(|n| n.slug == *slug));
        if taken(&name.slug) {
            return Err(DeskError::SlugTaken {
                slug: name.slug.to_string(),
                language: language.to_string(),
                free: name.slug.first_free(taken).to_string(),
            });
        }
    }
    Ok(())
}
