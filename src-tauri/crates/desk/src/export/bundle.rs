//! Bundles: articles as folders of Markdown, drafts and all, to be handed over or kept.

use std::collections::HashSet;
use std::io::{self, Read};
use std::path::Path;

use galley_bundle::{FigureRecord, FiledBefore, MediaRecord, Nouns, Outgoing, Settings};
use galley_domain::{
    ArticleId, Byline, Category, Instant, LibraryId, MediaHash, Picture, RevisionNumber, Tag, Target,
};
use galley_store::{Figure, MediaFiles, Noun, Setting, StoreError, View, media_of};
use uuid::Uuid;

use super::must_lie_outside;
use crate::wire::{ExportReport, WorkStage};
use crate::{Cancel, Desk, DeskError, Progress};

impl Desk {
    /// Writes articles, or all of them, as a bundle: a folder, or a zip where the path ends in `.zip`. Importing it gives the same
    /// articles again, ids and all; only their older revisions are not in it. Where articles are named, nothing of the library goes
    /// along that they do not use.
    ///
    /// # Errors
    /// [`DeskError::Bundle`]; what was at the path is there still then. [`DeskError::Invalid`] for a path in the library itself.
    pub fn export_bundle(
        &self,
        out: &Path,
        articles: &[ArticleId],
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<ExportReport, DeskError> {
        self.export_bundle_until(out, articles, progress, &Cancel::default())
    }

    /// The same, with a way to stop it: then everything is as it was.
    ///
    /// # Errors
    /// As [`Desk::export_bundle`], and [`DeskError::Stopped`].
    pub fn export_bundle_until(
        &self,
        out: &Path,
        articles: &[ArticleId],
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<ExportReport, DeskError> {
        must_lie_outside(self.folder(), out)?;
        let now = self.now();
        self.library.read_through(|view| {
            let nouns = if articles.is_empty() { all_nouns(view)? } else { nouns_of(view, articles, now)? };
            let ids = if articles.is_empty() { view.article_ids()? } else { articles.to_vec() };
            let total = ids.len();
            let texts = ids.into_iter().enumerate().map(|(done, id)| {
                progress(Progress { stage: WorkStage::Bundle, done, total: Some(total) });
                if cancel.is_cancelled() { Err(DeskError::Stopped) } else { outgoing(view, id, now) }
            });
            let media = Held { view, files: self.media_files() };
            let exported = galley_bundle::export(out, library_id(view)?, &nouns, texts, &media)?;
            Ok(ExportReport {
                path: out.display().to_string(),
                articles: exported.articles,
                written: exported.files,
                bytes: exported.bytes,
                notes: exported.left.iter().map(ToString::to_string).collect(),
                ..ExportReport::default()
            })
        })
    }
}

pub(crate) fn library_id(view: &View<'_>) -> Result<LibraryId, DeskError> {
    let id = view.setting(Setting::LibraryId)?;
    let id = id.as_ref().and_then(|id| id.as_str()).unwrap_or_default();
    id.parse().map_err(|e| DeskError::invalid("library-id", e))
}

fn all_nouns(view: &View<'_>) -> Result<Nouns, DeskError> {
    let targets: Vec<Target> = view.nouns()?;
    let mut figures = Vec::new();
    for target in targets.iter().map(|target| target.id) {
        let said = view.figures(target)?.into_iter();
        figures.extend(said.map(|(article, Figure { views, asked_at })| FigureRecord {
            target,
            article,
            views,
            asked_at,
        }));
    }
    Ok(Nouns {
        categories: view.nouns()?,
        tags: view.nouns()?,
        bylines: view.nouns()?,
        forms: view.nouns()?,
        targets,
        media: view.all_media()?.iter().map(MediaRecord::from).collect(),
        settings: Some(settings(view)?),
        figures,
    })
}

/// What whoever has the bundle goes on with. Nothing of it is secret: passwords lie in no library.
fn settings(view: &View<'_>) -> Result<Settings, DeskError> {
    let crate::settings::Settings { language, time_zone, review, default_target } =
        crate::settings::Settings::read(view)?;
    let house_words = crate::spelling::house_words(view)?.iter().map(ToString::to_string).collect();
    Ok(Settings { language, time_zone, review, default_target, house_words })
}

/// What these articles are filed under, and their pictures: one who is handed an article is not handed the newsroom.
fn nouns_of(view: &View<'_>, articles: &[ArticleId], now: Instant) -> Result<Nouns, DeskError> {
    let tree = crate::nouns::tree(view)?;
    let (mut nouns, mut media) = (HashSet::new(), HashSet::new());
    for id in articles {
        let Outgoing { article, released, pending, filed_before, .. } = outgoing(view, *id, now)?;
        // The former address of an article may have a category in it that it is not filed under any more.
        let former = filed_before.iter().filter_map(|before| before.category);
        nouns.extend(former.flat_map(|id| tree.path(id)).map(|category| category.id.uuid()));
        for content in std::iter::once(&article.content).chain(&released).chain(&pending) {
            nouns.extend(content.category.iter().flat_map(|id| tree.path(*id)).map(|c| c.id.uuid()));
            nouns.extend(content.tags.iter().map(|tag| tag.uuid()));
            nouns.extend(content.bylines.iter().map(|byline| byline.uuid()));
            media.extend(media_of(content));
        }
    }
    let bylines: Vec<Byline> = used(view, &nouns)?;
    media.extend(bylines.iter().filter_map(|byline| match byline.picture {
        Some(Picture::Media(hash)) => Some(hash),
        _ => None,
    }));
    let all_media = view.all_media()?;
    Ok(Nouns {
        categories: used::<Category>(view, &nouns)?,
        tags: used::<Tag>(view, &nouns)?,
        bylines,
        forms: Vec::new(),
        targets: Vec::new(),
        media: all_media.iter().filter(|m| media.contains(&m.hash)).map(MediaRecord::from).collect(),
        settings: None,
        figures: Vec::new(),
    })
}

fn used<N: Noun>(view: &View<'_>, ids: &HashSet<Uuid>) -> Result<Vec<N>, DeskError> {
    let mut all: Vec<N> = view.nouns()?;
    all.retain(|noun| ids.contains(&noun.uuid()));
    Ok(all)
}

fn outgoing(view: &View<'_>, id: ArticleId, now: Instant) -> Result<Outgoing, DeskError> {
    let article = view.article(id)?.ok_or_else(|| DeskError::unknown("article", id))?;
    // A text that is the working one is not written twice.
    let text = |number: Option<RevisionNumber>| match number {
        Some(number) if article.changed_since_release || article.last_released() != Some(number) => {
            view.revision(id, number)
        }
        _ => Ok(None),
    };
    let released = text(article.released)?;
    let pending = text(article.pending.map(|change| change.revision))?;
    let mut old_slugs = view.released_slugs(id, now)?;
    let present = released.as_ref().unwrap_or(&article.content);
    // Of one that is not out any more, the address that it had is a former one, whatever its working text has.
    let is_out = article.released.is_some();
    old_slugs.retain(|(language, slug)| !is_out || *language != present.language || *slug != present.slug);
    let filed = view.dated_filings(id)?.into_iter();
    let filed_before = filed.map(|((category, date), until)| FiledBefore { category, date, until }).collect();
    Ok(Outgoing { old_slugs, filed_before, article, released, pending })
}

struct Held<'v> {
    view: &'v View<'v>,
    files: MediaFiles,
}

impl galley_bundle::MediaFiles for Held<'_> {
    fn open(&self, hash: MediaHash) -> io::Result<Box<dyn Read>> {
        let media = self.view.media(hash).map_err(io::Error::other)?;
        let media = media.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        match self.files.open(hash, media.kind) {
            Ok(file) => Ok(Box::new(file)),
            Err(StoreError::Io { source, .. }) => Err(source),
            Err(other) => Err(io::Error::other(other)),
        }
    }
}
