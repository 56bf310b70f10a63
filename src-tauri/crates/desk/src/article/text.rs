//! An article in the writing window: opening it, saving what was typed.

use galley_domain::{Article, ArticleId, Content, FormSwitch};

use super::line_ends;
use crate::derived::{byline_names, tag_names};
use crate::listing::{lines, translation};
use crate::wire::{ArticleText, Saved, TextCounts};
use crate::{Desk, DeskError};

/// What an editor types: the parts of an article that are text.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'t> {
    /// The headline.
    pub headline: &'t str,
    /// The lead.
    pub lead: &'t str,
    /// The body, Markdown, its lines ending in `\n`.
    pub body: &'t str,
}

impl<'t> Typed<'t> {
    /// What of an article's content is typed. Its body has the line ends that it is stored with.
    pub(crate) fn of(content: &'t Content) -> Self {
        Self { headline: &content.headline, lead: &content.lead, body: &content.body }
    }
}

impl Desk {
    /// An article to write.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn open_article(&self, id: ArticleId) -> Result<ArticleText, DeskError> {
        let article = self.article(id)?;
        let released = article.released_at(self.now());
        let versions = self.versions(&article)?;
        let Article { content, version, embargo_until, trashed_at, .. } = article;
        let zone = self.settings()?.time_zone;
        let (view, cover) = (self.view(), self.cover_shown(&content)?);
        let translation = translation(&view, &content)?;
        Ok(ArticleText {
            article: self.line(id)?,
            trashed: trashed_at.is_some(),
            version,
            counts: TextCounts::of(&content.body),
            tags: lines(&tag_names(&view, &content, &content.tags)?),
            bylines: lines(&byline_names(&view, &content, &content.bylines)?),
            date: content.date.map(|at| zone.rfc3339(at)),
            embargo: embargo_until.map(|at| zone.rfc3339(at)),
            view_base: content.view_base,
            form: form_word(content.form),
            seo_title: content.seo.title,
            seo_description: content.seo.description,
            canonical: content.seo.canonical,
            noindex: content.seo.noindex,
            released: released.map(|number| number.0),
            cover,
            translation,
            versions,
            headline: content.headline,
            lead: content.lead,
            body: content.body,
        })
    }

    /// Saves what was typed, over the version that it was based on. Once this returns, it is on the disk. The body keeps
    /// the line ends of the lines that were not touched.
    ///
    /// # Errors
    /// As [`Desk::write`].
    pub fn save_typed(&mut self, id: ArticleId, base: u64, typed: Typed<'_>) -> Result<Saved, DeskError> {
        let done = self.write_over(id, base, |stored| Content {
            headline: typed.headline.to_owned(),
            lead: typed.lead.to_owned(),
            body: line_ends::kept(&stored.body, typed.body),
            ..stored.clone()
        })?;
        let counts = TextCounts::of(typed.body);
        Ok(Saved { version: done.output, article: self.line(id)?, changes: done.changes, counts })
    }
}

/// Whether the inquiry form is printed, by its word.
pub(super) fn form_word(form: FormSwitch) -> &'static str {
    match form {
        FormSwitch::Inherit => "inherit",
        FormSwitch::On => "on",
        FormSwitch::Off => "off",
    }
}
