//! The site's view of the library: released revisions that may go out now and that the target takes.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use galley_domain::{
    Article, ArticleId, Byline, CategoryTree, Content, Form, Instant, Language, Media, MediaHash, Picture,
    Site, Slug, Target,
};
use galley_site::{Card, Catalog, Changes, Moment, Source, SourceError, Text, Theme};
use galley_store::{Bodies, Change, FiledAs, MediaFiles, Outgoing, StoreError, View};

use super::work_stage;
use crate::wire::ExportReport;
use crate::{Cache, Cancel, Desk, DeskError, Progress};

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
        let told = ToldProgress(progress);
        let memory = self.cache.as_ref().map(|cache| cache.of_site(target.id, out));
        let pictures = self.cache.as_ref().map(Cache::of_pictures);
        let options = galley_site::Options {
            progress: &told,
            cancel: Some(cancel.flag()),
            memory: memory.as_deref(),
            pictures: pictures.as_deref(),
            keep_releases: true,
            ..galley_site::Options::default()
        };
        let theme = Theme::of_site(site).map_err(galley_site::ExportError::from)?;
        self.library.read_through(|view| {
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

impl Desk {
    /// What is wrong with the addresses of a site: entries of menus that lead to nothing of it, articles whose address is taken,
    /// former addresses that lead nowhere.
    pub(crate) fn wrong_addresses(&self, target: &Target) -> Result<Vec<galley_site::Problem>, DeskError> {
        let now = self.now();
        self.library.snapshot(|view| {
            let source = LibrarySource::new(view, self.media_files(), target, now)?;
            Ok(galley_site::wrong_addresses(&source)?)
        })
    }
}

/// Above so many changed articles, reading all of them in one pass is faster than asking for each.
const CHANGES_MAX: usize = 2_000;

struct ToldProgress<'a>(&'a (dyn Fn(Progress) + Sync));

impl galley_site::Progress for ToldProgress<'_> {
    fn at(&self, stage: galley_site::Stage, done: u64, total: u64) {
        let total = (total > 0).then_some(total as usize);
        (self.0)(Progress { stage: work_stage(stage), done: done as usize, total });
    }
}

/// What readers had an article under, and its views by the site's counter.
#[derive(Clone, Copy)]
struct Had<'h> {
    slugs: &'h [(Language, Slug)],
    filings: &'h [FiledAs],
    views: Option<u64>,
}

/// A library in one moment, as the site's builder asks for it.
pub(super) struct LibrarySource<'v> {
    view: &'v View<'v>,
    files: MediaFiles,
    target: &'v Target,
    tree: CategoryTree,
    /// All media, once all articles are asked for.
    media: OnceCell<HashMap<MediaHash, Media>>,
    now: Instant,
}

impl<'v> LibrarySource<'v> {
    pub(super) fn new(
        view: &'v View<'v>,
        files: MediaFiles,
        target: &'v Target,
        now: Instant,
    ) -> Result<Self, DeskError> {
        Ok(Self { tree: crate::nouns::tree(view)?, media: OnceCell::new(), view, files, target, now })
    }

    /// Whether anything counts the site's readers.
    fn counts(&self) -> bool {
        self.target.site().is_some_and(|site| site.counter.is_some())
    }

    fn read_all_media(&self) -> Result<(), StoreError> {
        if self.media.get().is_none() {
            let all = self.view.all_media()?.into_iter().map(|media| (media.hash, media));
            self.media.set(all.collect()).expect("it was looked at above");
        }
        Ok(())
    }

    fn media(&self, hash: MediaHash) -> Result<Option<Media>, StoreError> {
        match self.media.get() {
            Some(all) => Ok(all.get(&hash).cloned()),
            None => self.view.media(hash),
        }
    }

    /// Hands out what goes out: released and due, and taken by the target.
    pub(super) fn each(
        &self,
        bodies: Bodies,
        mut each: impl FnMut(Outgoing) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.read_all_media()?;
        self.view.outgoing(self.now, bodies, |outgoing| {
            if takes(self.target, &self.tree, &outgoing.content) {
                each(outgoing)
            } else {
                ControlFlow::Continue(())
            }
        })
    }

    /// An article, if it goes out.
    pub(super) fn outgoing(&self, article: Option<Article>) -> Result<Option<Outgoing>, StoreError> {
        let outgoing =
            article.map(|article| self.view.released_form(article, self.now)).transpose()?.flatten();
        Ok(outgoing.filter(|outgoing| takes(self.target, &self.tree, &outgoing.content)))
    }

    fn text_of(&self, outgoing: Outgoing) -> Result<Text, StoreError> {
        let media = self.media_of(&outgoing.content)?;
        Ok(Text { id: outgoing.id, content: outgoing.content, media, words: outgoing.words })
    }

    /// `had` is what readers had it under, and what was counted of it. What is only written so far moves none of that.
    fn card_of(&self, outgoing: Outgoing, had: Had<'_>) -> Result<Card, StoreError> {
        let media = self.media_of(&outgoing.content)?;
        let Outgoing { id, kind, content, printed_at, modified_at, .. } = outgoing;
        let mut card = Card::new(id, kind, &content, printed_at, modified_at, &media);
        let present =
            |(language, slug): &&(Language, Slug)| *language == content.language && *slug == content.slug;
        card.old_slugs = had.slugs.iter().filter(|address| !present(address)).cloned().collect();
        card.former_filings = had.filings.into();
        card.views = match (content.view_base, had.views) {
            (None, None) => None,
            (base, counted) => Some(base.unwrap_or_default().saturating_add(counted.unwrap_or_default())),
        };
        Ok(card)
    }

    fn media_of(&self, content: &Content) -> Result<Vec<Media>, StoreError> {
        galley_store::media_of(content).filter_map(|hash| self.media(hash).transpose()).collect()
    }
}

/// Goes on, or stops at what went wrong.
fn go_on<T>(read: Result<T, StoreError>, failed: &mut Option<StoreError>) -> ControlFlow<(), T> {
    match read {
        Ok(value) => ControlFlow::Continue(value),
        Err(error) => {
            *failed = Some(error);
            ControlFlow::Break(())
        }
    }
}

impl Source for LibrarySource<'_> {
    fn catalog(&self) -> Result<Catalog, SourceError> {
        let site = super::site_of(self.target).map_err(unreadable)?;
        catalog(self.view, site, self.tree.clone(), |hash| self.media(*hash)).map_err(unreadable)
    }

    fn cards(&self, each: &mut dyn FnMut(Card)) -> Result<(), SourceError> {
        let slugs = self.view.all_released_slugs(self.now).map_err(unreadable)?;
        let filings = self.view.all_former_filings(self.now).map_err(unreadable)?;
        let figures = if self.counts() {
            self.view.figures(self.target.id).map_err(unreadable)?
        } else {
            HashMap::new()
        };
        let mut failed = None;
        let read = self.each(Bodies::Without, |outgoing| {
            let id = &outgoing.id;
            let had = Had {
                slugs: slugs.get(id).map_or(&[][..], Vec::as_slice),
                filings: filings.get(id).map_or(&[][..], Vec::as_slice),
                views: figures.get(id).and_then(|figure| figure.views),
            };
            each(go_on(self.card_of(outgoing, had), &mut failed)?);
            ControlFlow::Continue(())
        });
        failed.map_or(read, Err).map_err(unreadable)
    }

    fn card(&self, id: ArticleId) -> Result<Option<Card>, SourceError> {
        let read = || {
            let Some(article) = self.view.article(id)? else {
                return Ok(None);
            };
            let slugs = self.view.released_slugs(id, self.now)?;
            let filings = self.view.former_filings(id, self.now)?;
            let views = if self.counts() { self.view.views(self.target.id, id)? } else { None };
            let had = Had { slugs: &slugs, filings: &filings, views };
            let outgoing = self.outgoing(Some(article))?;
            outgoing.map(|outgoing| self.card_of(outgoing, had)).transpose()
        };
        read().map_err(unreadable)
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
        let mut failed = None;
        let read = self.each(bodies, |outgoing| each(go_on(self.text_of(outgoing), &mut failed)?));
        failed.map_or(read, Err).map_err(unreadable)
    }

    fn text(&self, id: ArticleId) -> Result<Option<Text>, SourceError> {
        let read =
            || self.outgoing(self.view.article(id)?)?.map(|outgoing| self.text_of(outgoing)).transpose();
        read().map_err(unreadable)
    }

    fn moment(&self) -> Result<Option<Moment>, SourceError> {
        let state = self.view.state().map_err(unreadable)?;
        // The target was read before the rest, perhaps before someone changed it.
        let settings = serde_json::to_string(self.target).map_err(unreadable)?;
        Ok(state.map(|state| Moment { state, settings, at: self.now }))
    }

    fn changes(&self, state: &str) -> Result<Option<Changes>, SourceError> {
        let Some(all) = self.view.changes_since(state, CHANGES_MAX).map_err(unreadable)? else {
            return Ok(None);
        };
        let mut changes = Changes::default();
        for change in all {
            match change {
                Change::Article(id) => changes.articles.push(id),
                Change::Noun(id) => changes.nouns.push(id),
                Change::Other => return Ok(None),
            }
        }
        Ok(Some(changes))
    }

    fn until(&self) -> Result<Option<Instant>, SourceError> {
        self.view.next_outgoing(self.now).map_err(unreadable)
    }

    fn now(&self) -> Option<Instant> {
        Some(self.now)
    }

    fn media_path(&self, hash: &MediaHash) -> Result<PathBuf, SourceError> {
        let media = self.media(*hash).map_err(unreadable)?;
        let media = media.ok_or_else(|| unreadable(DeskError::unknown("picture", hash)))?;
        match self.files.own_path(*hash, media.kind) {
            // A file that is not there is told of by whoever looks for it.
            Err(StoreError::Io { source, path, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                Ok(path)
            }
            path => path.map_err(unreadable),
        }
    }
}

/// The nouns around a site's articles. `media` knows the pictures of the bylines, and the logos.
pub(crate) fn catalog(
    view: &View<'_>,
    site: &Site,
    categories: CategoryTree,
    media: impl Fn(&MediaHash) -> Result<Option<Media>, StoreError>,
) -> Result<Catalog, DeskError> {
    let bylines: Vec<Byline> = view.nouns()?;
    let pictures = bylines.iter().filter_map(|byline| match &byline.picture {
        Some(Picture::Media(hash)) => media(hash).transpose(),
        _ => None,
    });
    let logos = site.logos().filter_map(|hash| media(&hash).transpose());
    let form = site.form.map(|id| view.noun::<Form>(id.uuid())).transpose()?.flatten();
    Ok(Catalog {
        media: pictures.chain(logos).collect::<Result<_, _>>()?,
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
