//! The site's view of the library: released revisions that may go out now and that the target takes.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use galley_domain::{
    ArticleId, Byline, CategoryTree, Content, Form, Instant, Media, MediaHash, Picture, Site, Slug, Target,
};
use galley_site::{Card, Catalog, Moment, Source, SourceError, Text, Theme};
use galley_store::{Bodies, MediaFiles, Outgoing, StoreError, View};

use super::work_stage;
use crate::wire::ExportReport;
use crate::{Cancel, Desk, DeskError, Progress};

impl Desk {
    /// Writes the static site of a target into a folder. What may not go out is left out and counted. `cancel` stops it as long
    /// as no file is being put in place.
    ///
    /// # Errors
    /// [`DeskError::Site`]; the folder is as it was then, unless the error says otherwise. Its code is [`Code::Cancelled`]
    /// where it was stopped.
    ///
    /// [`Code::Cancelled`]: crate::Code::Cancelled
    pub fn export_site(
        &self,
        out: &Path,
        target: Option<&str>,
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<ExportReport, DeskError> {
        let target = self.find_target(target)?;
        let site = super::site_of(&target)?;
        let now = self.now();
        let told = Told(progress);
        let memory = self.cache.as_ref().map(|cache| cache.of_site(target.id, out));
        let options = galley_site::Options {
            progress: &told,
            cancel: Some(cancel.flag()),
            memory: memory.as_deref(),
            ..galley_site::Options::default()
        };
        let theme = Theme::named(&site.theme).map_err(galley_site::ExportError::from)?;
        self.library.snapshot(|view| {
            let source = LibrarySource::new(view, self.media_files(), &target, now)?;
            let report = galley_site::export(&source, &theme, out, &options)?;
            let counts = view.counts(now)?;
            let all = counts.draft
                + counts.review
                + counts.approved
                + counts.scheduled
                + counts.published
                + counts.archived;
            let count = |part| report.parts.get(&part).copied().unwrap_or_default() as usize;
            let articles = count(galley_site::Part::Article) + count(galley_site::Part::Page);
            Ok(ExportReport {
                path: out.display().to_string(),
                articles,
                held: (all as usize).saturating_sub(articles),
                written: report.written as usize,
                unchanged: report.unchanged as usize,
                removed: report.removed as usize,
                bytes: report.written_bytes,
                notes: report.problems.iter().map(ToString::to_string).collect(),
            })
        })
    }
}

struct Told<'a>(&'a (dyn Fn(Progress) + Sync));

impl galley_site::Progress for Told<'_> {
    fn at(&self, stage: galley_site::Stage, done: u64, total: u64) {
        let total = (total > 0).then_some(total as usize);
        (self.0)(Progress { stage: work_stage(stage), done: done as usize, total });
    }
}

/// A library in one moment, as the site's builder asks for it.
struct LibrarySource<'v> {
    view: &'v View<'v>,
    files: MediaFiles,
    target: &'v Target,
    tree: CategoryTree,
    media: HashMap<MediaHash, Media>,
    former: HashMap<ArticleId, Vec<Slug>>,
    now: Instant,
}

impl<'v> LibrarySource<'v> {
    fn new(
        view: &'v View<'v>,
        files: MediaFiles,
        target: &'v Target,
        now: Instant,
    ) -> Result<Self, DeskError> {
        Ok(Self {
            tree: crate::nouns::tree(view)?,
            media: view.all_media()?.into_iter().map(|media| (media.hash, media)).collect(),
            former: view.former_slugs()?,
            view,
            files,
            target,
            now,
        })
    }

    /// Hands out what goes out: released and due, and taken by the target.
    fn each(
        &self,
        bodies: Bodies,
        mut each: impl FnMut(Outgoing) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.view.outgoing(self.now, bodies, |outgoing| {
            if takes(self.target, &self.tree, &outgoing.content) {
                each(outgoing)
            } else {
                ControlFlow::Continue(())
            }
        })
    }

    fn text_of(&self, outgoing: Outgoing) -> Text {
        let media = self.media_of(&outgoing.content);
        Text { id: outgoing.id, content: outgoing.content, media, words: outgoing.words }
    }

    fn media_of(&self, content: &Content) -> Vec<Media> {
        galley_store::media_of(content).filter_map(|hash| self.media.get(&hash)).cloned().collect()
    }
}

impl Source for LibrarySource<'_> {
    fn catalog(&self) -> Result<Catalog, SourceError> {
        let site = super::site_of(self.target).map_err(unreadable)?;
        let media = |hash: &MediaHash| self.media.get(hash).cloned();
        catalog(self.view, site, self.tree.clone(), media).map_err(unreadable)
    }

    fn cards(&self, each: &mut dyn FnMut(Card)) -> Result<(), SourceError> {
        let read = self.each(Bodies::Without, |outgoing| {
            let media = self.media_of(&outgoing.content);
            let Outgoing { id, kind, content, printed_at, modified_at, .. } = outgoing;
            let mut card = Card::new(id, kind, &content, printed_at, modified_at, &media);
            let former = self.former.get(&id).into_iter().flatten();
            card.old_slugs = former.filter(|slug| **slug != content.slug).cloned().collect();
            each(card);
            ControlFlow::Continue(())
        });
        read.map_err(unreadable)
    }

    fn texts(
        &self,
        bodies: galley_site::Bodies,
        each: &mut dyn FnMut(Text) -> ControlFlow<()>,
    ) -> Result<(), SourceError> {
        let bodies = match bodies {
            galley_site::Bodies::With => Bodies::With,
            galley_site::Bodies::Without => Bodies::Without,
        };
        self.each(bodies, |outgoing| each(self.text_of(outgoing))).map_err(unreadable)
    }

    fn text(&self, id: ArticleId) -> Result<Option<Text>, SourceError> {
        let article = self.view.article(id).map_err(unreadable)?;
        let outgoing = article.map(|article| self.view.released_form(article, self.now)).transpose();
        let outgoing = outgoing.map_err(unreadable)?.flatten();
        let taken = outgoing.filter(|outgoing| takes(self.target, &self.tree, &outgoing.content));
        Ok(taken.map(|outgoing| self.text_of(outgoing)))
    }

    fn moment(&self) -> Result<Option<Moment>, SourceError> {
        let state = self.view.state().map_err(unreadable)?;
        // The target was read before the rest, perhaps before someone changed it.
        let target = serde_json::to_string(self.target).map_err(unreadable)?;
        Ok(state.map(|state| Moment { state: format!("{state} {target}"), at: self.now }))
    }

    fn until(&self) -> Result<Option<Instant>, SourceError> {
        self.view.next_outgoing(self.now).map_err(unreadable)
    }

    fn now(&self) -> Option<Instant> {
        Some(self.now)
    }

    fn media_path(&self, hash: &MediaHash) -> Result<PathBuf, SourceError> {
        let media = self.media.get(hash).ok_or_else(|| unreadable(DeskError::unknown("media", hash)))?;
        Ok(self.files.path(*hash, media.kind))
    }
}

/// The nouns around a site's articles. `media` knows the pictures of the bylines.
pub(crate) fn catalog(
    view: &View<'_>,
    site: &Site,
    categories: CategoryTree,
    media: impl Fn(&MediaHash) -> Option<Media>,
) -> Result<Catalog, DeskError> {
    let bylines: Vec<Byline> = view.nouns()?;
    let pictures = bylines.iter().filter_map(|byline| match &byline.picture {
        Some(Picture::Media(hash)) => media(hash),
        _ => None,
    });
    let form = site.form.map(|id| view.noun::<Form>(id.uuid())).transpose()?.flatten();
    Ok(Catalog {
        media: pictures.collect(),
        site: site.clone(),
        categories,
        tags: view.nouns()?,
        bylines,
        form,
    })
}

/// Whether a target takes an article with this content.
pub(crate) fn takes(target: &Target, tree: &CategoryTree, content: &Content) -> bool {
    let path = content.category.map(|id| tree.path(id)).unwrap_or_default();
    let path: Vec<_> = path.iter().map(|category| category.id).collect();
    target.selection.takes(&content.language, &path, &content.tags)
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> SourceError {
    SourceError(Box::new(error))
}
