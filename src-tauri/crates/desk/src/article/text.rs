//! An article in the writing window: opening it, saving what was typed.

use galley_domain::{Article, ArticleId, FormSwitch, Status};

use super::line_ends;
use crate::listing::direction;
use crate::wire::{ArticleText, Saved, time};
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

impl Desk {
    /// An article to write.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn open_article(&self, id: ArticleId) -> Result<ArticleText, DeskError> {
        let Article { content, version, released, stage, publish_at, embargo_until, .. } =
            self.article(id)?;
        let view = self.show(id)?;
        let category = content.category.map(|id| self.category_name(id, &content.language)).transpose()?;
        Ok(ArticleText {
            version,
            direction: direction(&content.language),
            stage: Status::of(stage, None, None, false, self.now()).into(),
            category: category.flatten(),
            tags: view.tags,
            bylines: view.bylines,
            date: content.date.map(time),
            publish_at: publish_at.map(time),
            embargo: embargo_until.map(time),
            view_base: content.view_base,
            form: match content.form {
                FormSwitch::Inherit => "inherit",
                FormSwitch::On => "on",
                FormSwitch::Off => "off",
            },
            seo_title: content.seo.title,
            seo_description: content.seo.description,
            canonical: content.seo.canonical,
            noindex: content.seo.noindex,
            released: released.map(|number| number.0),
            reading_minutes: view.reading_minutes,
            translation: view.translation,
            translations: view.translations,
            former_slugs: view.former_slugs,
            article: view.article,
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
        let mut content = self.content(id)?;
        content.body = line_ends::kept(&content.body, typed.body);
        typed.headline.clone_into(&mut content.headline);
        typed.lead.clone_into(&mut content.lead);
        let done = self.write(id, base, content)?;
        Ok(Saved { version: done.output, article: self.line(id)?, changes: done.changes })
    }
}
