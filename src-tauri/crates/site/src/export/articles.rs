//! The pages of articles and the standing pages.

use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use galley_domain::{ArticleId, Kind};

use super::run::{Knowing, Run};
use super::with_colours;
use crate::fan_out::fan_out;
use crate::index::noting;
use crate::memory::{Colours, KnownPage, Packed, pictures};
use crate::{Bodies, ExportError, Part, Source, Stage, Text};

impl Run<'_> {
    pub(super) fn articles(&self, source: &dyn Source) -> Result<(), ExportError> {
        for entry in self.index.entries() {
            self.uses(entry.cover.as_deref());
        }
        let differing = self.differing(source)?;
        if differing.as_ref().is_none_or(|ids| !ids.is_empty()) {
            let colours = self.options.memory.map(Colours::learn);
            with_colours(colours, || self.write_articles(source, differing))?;
        }
        self.end(Stage::Articles);
        Ok(())
    }

    /// The pages of these articles.
    pub(super) fn these_articles(
        &self,
        source: &dyn Source,
        ids: Vec<ArticleId>,
        colours: Option<Colours>,
    ) -> Result<(), ExportError> {
        if !ids.is_empty() {
            with_colours(colours, || self.write_articles(source, Some(ids)))?;
        }
        self.end(Stage::Articles);
        Ok(())
    }

    /// The articles whose pages may come out differently; none where no page is known.
    fn differing(&self, source: &dyn Source) -> Result<Option<Vec<ArticleId>>, ExportError> {
        if self.takes_over() {
            let reached = self.index.entries().iter().filter(|entry| !self.is_kept(&entry.path));
            return Ok(Some(reached.map(|entry| entry.id).collect()));
        }
        if matches!(self.known, Knowing::Held(pages) if pages.is_empty()) {
            return Ok(None);
        }
        let total = self.index.entries().len() as u64;
        let differing = Mutex::new(Vec::new());
        let texts = |each: &mut dyn FnMut(Text) -> _| Ok(source.texts(Bodies::Without, each)?);
        fan_out(self.options.threads(), texts, |text: Text| {
            if self.stays(&text) {
                return self.step(Stage::Articles, total);
            }
            differing.lock().unwrap_or_else(PoisonError::into_inner).push(text.id);
            self.options.check()
        })?;
        Ok(Some(differing.into_inner().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Renders these articles, or all.
    fn write_articles(&self, source: &dyn Source, ids: Option<Vec<ArticleId>>) -> Result<(), ExportError> {
        let total = ids.as_ref().map_or(u64::from(self.index.len()), |ids| ids.len() as u64);
        // Where all pages were looked at, those that stay are not among these; else they are looked at here.
        let look = self.takes_over();
        let write = |text: Text| {
            self.step(Stage::Articles, total)?;
            if look && self.stays(&text) { Ok(()) } else { self.article(&text) }
        };
        let texts = |each: &mut dyn FnMut(Text) -> ControlFlow<()>| {
            let Some(ids) = ids else {
                return Ok(source.texts(Bodies::With, each)?);
            };
            for id in ids {
                if source.text(id)?.is_some_and(|text| each(text).is_break()) {
                    break;
                }
            }
            Ok(())
        };
        fan_out(self.options.threads(), texts, write)
    }

    /// Takes an article's page over as it is, if it would be made from the same once more.
    fn stays(&self, text: &Text) -> bool {
        let Some((at, tools)) = self.index.find(text.id).zip(self.tools) else {
            return true;
        };
        let entry = self.index.entry(at);
        let known = self.known(&entry.path).as_ref().and_then(Packed::known);
        let Some(known) = known else {
            return false;
        };
        let (key, notes) = noting(|| self.pages.around(at, text).key(text, &known.asked, tools));
        key == known.key && self.keep(&entry.path, Packed::of(&KnownPage { notes, ..known }))
    }

    fn article(&self, text: &Text) -> Result<(), ExportError> {
        // A text without a card came into the library while it was read; the next export takes it.
        let Some(at) = self.index.find(text.id) else {
            return Ok(());
        };
        let entry = self.index.entry(at);
        let (rendered, notes) =
            noting(|| self.pages.article(at, text, self.in_feeds.contains(&at), self.tools));
        let rendered = rendered?;
        let part = part_of(entry.kind);
        self.put(part, &entry.path, rendered.html.as_bytes())?;
        let mut files: Vec<_> = rendered.files.into_iter().filter_map(|shown| shown.file).collect();
        if let Some(card) = rendered.card {
            self.drawn().insert(card.path.clone(), at);
            files.push(card);
        }
        self.uses_files(&files);
        // What stops the export is never remembered: nothing is, then.
        self.note(rendered.problems.iter().cloned());
        if let Some(key) = rendered.key {
            let (asked, problems) = (rendered.asked, rendered.problems);
            self.learn(&entry.path, Packed::of(&KnownPage { key, part, asked, files, problems, notes }));
        } else {
            self.in_texts().insert(at, pictures(files));
        }
        if let Some(text) = rendered.full_text {
            self.texts.lock().unwrap_or_else(PoisonError::into_inner).insert(at, text);
        }
        Ok(())
    }
}

fn part_of(kind: Kind) -> Part {
    match kind {
        Kind::Article => Part::Article,
        Kind::Page => Part::Page,
    }
}
