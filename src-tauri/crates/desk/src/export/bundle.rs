//! Bundles: articles as folders of Markdown, drafts and all, to be handed over or kept.

use std::io::{self, Read};
use std::path::Path;

use galley_bundle::{MediaRecord, Nouns, Outgoing};
use galley_domain::{ArticleId, LibraryId, MediaHash};
use galley_store::{MediaFiles, Setting, View};

use crate::wire::ExportReport;
use crate::{Desk, DeskError, Progress};

impl Desk {
    /// Writes articles, or all of them, as a bundle: a folder, or a zip where the path ends in `.zip`. Importing it gives the same
    /// articles again, ids and all; only their older revisions are not in it.
    ///
    /// # Errors
    /// [`DeskError::Bundle`]; what was at the path is there still then.
    pub fn export_bundle(
        &self,
        out: &Path,
        articles: &[ArticleId],
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<ExportReport, DeskError> {
        self.library.snapshot(|view| {
            let ids = if articles.is_empty() { view.article_ids()? } else { articles.to_vec() };
            let total = ids.len();
            let texts = ids.into_iter().enumerate().map(|(done, id)| {
                progress(Progress { stage: "writing articles", done, total: Some(total) });
                outgoing(view, id)
            });
            let media = Held { view, files: self.media_files() };
            let exported = galley_bundle::export(out, library_id(view)?, &nouns(view)?, texts, &media)?;
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

fn library_id(view: &View<'_>) -> Result<LibraryId, DeskError> {
    let id = view.setting(Setting::LibraryId)?;
    let id = id.as_ref().and_then(|id| id.as_str()).unwrap_or_default();
    id.parse().map_err(|e| DeskError::invalid("library-id", e))
}

fn nouns(view: &View<'_>) -> Result<Nouns, DeskError> {
    Ok(Nouns {
        categories: view.nouns()?,
        tags: view.nouns()?,
        bylines: view.nouns()?,
        forms: view.nouns()?,
        targets: view.nouns()?,
        media: view.all_media()?.iter().map(MediaRecord::from).collect(),
    })
}

fn outgoing(view: &View<'_>, id: ArticleId) -> Result<Outgoing, DeskError> {
    let article = view.article(id)?.ok_or_else(|| DeskError::unknown("article", id))?;
    let released = match article.released.filter(|_| article.changed_since_release) {
        Some(number) => view.revision(id, number)?,
        None => None,
    };
    let present = released.as_ref().unwrap_or(&article.content).slug.clone();
    let old_slugs =
        view.released_slugs(id)?.into_iter().map(|(_, slug)| slug).filter(|slug| *slug != present);
    Ok(Outgoing { old_slugs: old_slugs.collect(), article, released })
}

struct Held<'v> {
    view: &'v View<'v>,
    files: MediaFiles,
}

impl galley_bundle::MediaFiles for Held<'_> {
    fn open(&self, hash: MediaHash) -> io::Result<Box<dyn Read>> {
        let media = self.view.media(hash).map_err(io::Error::other)?;
        let media = media.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(Box::new(std::fs::File::open(self.files.path(hash, media.kind))?))
    }
}
