//! What a bundle of our own brings beside its articles: categories, tags, bylines, forms, targets, and files that no article shows.
//!
//! Each comes in under its id. What the library has already, under the same id or under another with the same name, stays as it is, and the
//! bundle's articles are filed under that.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use galley_bundle::{Nouns, Scan};
use galley_domain::{
    Category, CategoryId, CategoryTree, Form, FormId, FormerLists, Name, Names, TagId, Target, TargetId,
    TargetKind,
};

use super::names::{Index, NameBook};
use super::prepare::{Untaken, take_file};
use super::take::described;
use super::{ImportReport, note_left, settings};
use crate::nouns::{Named, is_called};
use crate::undo::Old;
use crate::work::{Undoable, Work};
use crate::{Desk, DeskError};

/// Targets of a bundle, and which of this library they mean.
pub(super) type MeantTargets = HashMap<TargetId, TargetId>;

/// Where a bundle has what no article shows.
const UNSHOWN: &str = "media/";

impl Desk {
    /// Takes the nouns of a bundle of our own. Files that no article shows come with them: portraits, logos, and what is not used yet.
    pub(super) fn import_nouns(
        &mut self,
        scan: &Scan,
        book: &mut NameBook,
        report: &mut ImportReport,
    ) -> Result<(Vec<Old>, MeantTargets), DeskError> {
        let Some(manifest) = &scan.manifest else {
            return Ok(Default::default());
        };
        let files = self.media_files();
        let mut unshown = Vec::new();
        for record in manifest.nouns.media.iter().filter(|record| record.file.starts_with(UNSHOWN)) {
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
        let (old, (left, meant)) = self.import_batch(|work| {
            let is_new = settings::make_room(work, &manifest.nouns)?;
            for media in &unshown {
                work.tx.put_media(media, work.now)?;
            }
            filed(work, &manifest.nouns, book)?;
            let forms = forms(work, &manifest.nouns.forms)?;
            let meant = targets(work, &manifest.nouns.targets, book, &forms)?;
            Ok((settings::take(work, manifest, is_new)?, meant))
        })?;
        if let Some(left) = left {
            note_left(report, left);
        }
        Ok((old, meant))
    }
}

impl Desk {
    /// The lists of the site that a folder made lead to those of the library's sites.
    pub(super) fn import_former_lists(&mut self, former: &FormerLists) -> Result<Vec<Old>, DeskError> {
        let mut sites = self.targets()?;
        sites.retain_mut(|target| match &mut target.kind {
            TargetKind::Site(site) => site.former_lists.add(former),
            _ => false,
        });
        if sites.is_empty() {
            return Ok(Vec::new());
        }
        let (old, ()) = self.import_batch(|work| sites.iter().try_for_each(|site| work.put_noun(site)))?;
        Ok(old)
    }
}

/// What articles are filed under.
fn filed(work: &mut Work<'_>, nouns: &Nouns, book: &mut NameBook) -> Result<(), DeskError> {
    // From the root down: where a category stands is part of which one it is.
    let tree = CategoryTree::new(nouns.categories.iter().cloned());
    let mut categories: Vec<&Category> = nouns.categories.iter().collect();
    categories.sort_by_key(|category| tree.path(category.id).len());
    let mut here = Here::read(work, categories.iter().map(|category| category.id.uuid()))?;
    for category in categories {
        let index = &mut book.categories;
        let meant = |id: CategoryId| index.meant(id).unwrap_or(id);
        let parent = category.parent.map(meant);
        let former_parents = category.former_parents.iter().map(|former| former.map(meant)).collect();
        let stands_there = |other: &Category| other.parent == parent;
        let brought = Category { parent, former_parents, ..category.clone() };
        here.bring(work, index, &brought, category.id, |c| c.id, stands_there)?;
    }
    let mut here = Here::read(work, nouns.tags.iter().map(|tag| tag.id.uuid()))?;
    for tag in &nouns.tags {
        here.bring(work, &mut book.tags, tag, tag.id, |tag| tag.id, |_| true)?;
    }
    let mut here = Here::read(work, nouns.bylines.iter().map(|byline| byline.id.uuid()))?;
    for byline in &nouns.bylines {
        here.bring(work, &mut book.bylines, byline, byline.id, |byline| byline.id, |_| true)?;
    }
    Ok(())
}

/// The nouns of one kind that were here before, and that the bundle does not have under their id: each may be the namesake of one of its.
struct Here<N> {
    by_name: HashMap<String, Vec<N>>,
}

impl<N: Named + Undoable> Here<N> {
    fn read(work: &Work<'_>, theirs: impl Iterator<Item = uuid::Uuid>) -> Result<Self, DeskError> {
        let theirs: HashSet<_> = theirs.collect();
        let mut by_name: HashMap<String, Vec<N>> = HashMap::new();
        for noun in work.tx.nouns::<N>()?.into_iter().filter(|noun| !theirs.contains(&noun.uuid())) {
            let names: HashSet<_> = noun.names().iter().map(|(_, name)| name.name.to_lowercase()).collect();
            for name in names {
                by_name.entry(name).or_default().push(noun.clone());
            }
        }
        Ok(Self { by_name })
    }

    /// Takes one of the bundle's, unless it is here. `fits` says of a namesake whether it may be the same.
    fn bring<Id: Copy + Eq + Hash>(
        &mut self,
        work: &mut Work<'_>,
        index: &mut Index<Id>,
        noun: &N,
        id: Id,
        id_of: impl Fn(&N) -> Id,
        fits: impl Fn(&N) -> bool,
    ) -> Result<(), DeskError> {
        if index.meant(id).is_some() {
            return Ok(());
        }
        let (noun, is_new) = match self.take_namesake(noun.names(), fits) {
            Some(ours) => {
                index.is_here_as(id, id_of(&ours));
                // What it is called in languages that this library has no name for is not lost.
                let Some(more) = with_more(&ours, noun.names(), index) else { return Ok(()) };
                (more, false)
            }
            None => (noun.clone(), true),
        };
        let noun = if is_new { with_free_slugs(noun, index) } else { noun };
        index.add(id_of(&noun), noun.names());
        work.put_noun(&noun)
    }

    /// One that has the same name: in a language that both have one in, if there is such a language. Each is given once, so that two of
    /// the bundle's stay two.
    fn take_namesake(&mut self, names: &Names, fits: impl Fn(&N) -> bool) -> Option<N> {
        let same = |ours: &N| {
            let mut shared = names
                .iter()
                .filter_map(|(language, name)| Some((name, ours.names().exact(language)?)))
                .peekable();
            let called = |a: &Name, b: &Name| a.name.to_lowercase() == b.name.to_lowercase();
            shared.peek().is_none() || shared.any(|(theirs, ours)| called(theirs, ours))
        };
        let mut candidates =
            names.iter().filter_map(|(_, name)| self.by_name.get(&name.name.to_lowercase())).flatten();
        let found = candidates.find(|ours| same(ours) && fits(ours))?.clone();
        for (_, name) in found.names().iter() {
            if let Some(called) = self.by_name.get_mut(&name.name.to_lowercase()) {
                called.retain(|other| other.uuid() != found.uuid());
            }
        }
        Some(found)
    }
}

/// Ours, with names in the languages that it had none in; none where it had all.
fn with_more<N: Named, Id: Copy + Eq + Hash>(ours: &N, theirs: &Names, index: &Index<Id>) -> Option<N> {
    let mut more = ours.clone();
    for (language, name) in theirs.iter().filter(|(language, _)| ours.names().exact(language).is_none()) {
        let slug = index.free_slug(language, &name.slug);
        more.names_mut().set(language.clone(), Name { slug, ..name.clone() });
    }
    (more.names() != ours.names()).then_some(more)
}

fn with_free_slugs<N: Named, Id: Copy + Eq + Hash>(mut noun: N, index: &Index<Id>) -> N {
    for (language, name) in noun.names().clone().iter() {
        let slug = index.free_slug(language, &name.slug);
        if slug != name.slug {
            noun.names_mut().set(language.clone(), Name { slug, ..name.clone() });
        }
    }
    noun
}

/// Takes the forms, and answers which of this library each id of the bundle means.
fn forms(work: &mut Work<'_>, theirs: &[Form]) -> Result<HashMap<FormId, FormId>, DeskError> {
    let mut here: Vec<Form> = work.tx.nouns()?;
    let mut meant = HashMap::new();
    for form in theirs {
        if here.iter().any(|other| other.id == form.id) {
            continue;
        }
        let as_here = |other: &&Form| Form { id: form.id, ..(*other).clone() } == *form;
        if let Some(other) = here.iter().find(as_here) {
            meant.insert(form.id, other.id);
            continue;
        }
        let name = free_label(&form.name, |name| here.iter().any(|other| is_called(&other.name, name)));
        let form = Form { name, ..form.clone() };
        work.put_noun(&form)?;
        here.push(form);
    }
    Ok(meant)
}

/// Takes the targets, with what they name as it is called here, and answers which of this library each means.
fn targets(
    work: &mut Work<'_>,
    theirs: &[Target],
    book: &NameBook,
    forms: &HashMap<FormId, FormId>,
) -> Result<MeantTargets, DeskError> {
    let mut here: Vec<Target> = work.tx.nouns()?;
    let mut meant = MeantTargets::new();
    for target in theirs {
        meant.insert(target.id, target.id);
        if here.iter().any(|other| other.id == target.id) {
            continue;
        }
        let mut target = target.clone();
        let category = |id: &mut CategoryId| *id = book.categories.meant(*id).unwrap_or(*id);
        target.selection.categories.iter_mut().for_each(category);
        let tag = |id: &mut TagId| *id = book.tags.meant(*id).unwrap_or(*id);
        target.selection.tags.iter_mut().for_each(tag);
        if let TargetKind::Site(site) = &mut target.kind {
            site.form = site.form.map(|id| forms.get(&id).copied().unwrap_or(id));
            site.appearance.front.sections.iter_mut().flatten().for_each(category);
        }
        if let Some(other) = here.iter().find(|other| Target { id: target.id, ..(*other).clone() } == target)
        {
            meant.insert(target.id, other.id);
            continue;
        }
        target.name = free_label(&target.name, |name| here.iter().any(|other| is_called(&other.name, name)));
        work.put_noun(&target)?;
        here.push(target);
    }
    Ok(meant)
}

/// A name that nothing of the kind has here.
fn free_label(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).expect("numbers do not end")
}
