//! An article's past: its revisions, and going back to one.

use galley_domain::{ArticleId, Byline, Category, Content, RevisionNumber, Tag};
use galley_store::{RevisionReason, View};

use crate::wire::{Op, RevisionView, time};
use crate::{Desk, DeskError, Done};

impl Desk {
    /// An article's revisions, newest first.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn history(&self, id: ArticleId) -> Result<Vec<RevisionView>, DeskError> {
        let view = self.view();
        let article = view.article(id)?.ok_or_else(|| DeskError::unknown("article", id))?;
        let (now, pending) = (self.now(), article.pending);
        let (released, pending) = (article.released_at(now), pending.filter(|change| change.at > now));
        let revisions = view.revisions(id)?.into_iter().map(|revision| RevisionView {
            number: revision.number.0,
            made: time(revision.made_at),
            author: revision.by.author,
            device: revision.by.device,
            reason: revision.reason.word(),
            name: revision.name,
            headline: revision.headline,
            words: revision.words,
            released: released == Some(revision.number),
            goes_out: pending
                .filter(|change| change.revision == revision.number)
                .map(|change| time(change.at)),
        });
        Ok(revisions.collect())
    }

    /// The content of a revision.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn revision(&self, id: ArticleId, number: RevisionNumber) -> Result<Content, DeskError> {
        self.view().revision(id, number)?.ok_or_else(|| DeskError::NoRevision(number))
    }

    /// Makes an older version the working text again, with its fields as [`Desk::compare_revision`] tells them. The present one is kept as
    /// a revision first.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn restore_revision(
        &mut self,
        id: ArticleId,
        number: RevisionNumber,
    ) -> Result<Done<u64>, DeskError> {
        let content = self.revision(id, number)?;
        let done = self.edit(Op::RestoreRevision, id, |work, article| {
            work.keep(article, RevisionReason::Restored, None)?;
            article.content = gone_back(work.tx, content, &article.content)?;
            Ok(())
        })?;
        Ok(Done { output: done.output.version, changes: done.changes })
    }

    /// Keeps the working text as a revision with a name. A named one stays for good.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for an empty name.
    pub fn keep_revision(&mut self, id: ArticleId, name: &str) -> Result<Done<RevisionNumber>, DeskError> {
        let name = name.trim();
        if name.is_empty() || name.len() > 200 {
            return Err(DeskError::invalid("name", "a name has 1 to 200 bytes"));
        }
        self.transact(Op::Fields, |work| {
            let article = work.article(id)?;
            let number = work.keep(&article, RevisionReason::Kept, Some(name))?;
            work.tx.name_revision(id, number, Some(name))?;
            Ok(number)
        })
    }
}

/// What going back to a version makes of an article. Addresses are not part of it: readers had the present ones, and another article may
/// have the old one by now. What was taken out of the library since does not come back with it.
pub(super) fn gone_back(view: &View<'_>, old: Content, now: &Content) -> Result<Content, DeskError> {
    let mut back = Content {
        slug: now.slug.clone(),
        language: now.language.clone(),
        aliases: now.aliases.clone(),
        tags: Vec::new(),
        bylines: Vec::new(),
        ..old
    };
    for tag in old.tags {
        if view.noun::<Tag>(tag.uuid())?.is_some() {
            back.tags.push(tag);
        }
    }
    for byline in old.bylines {
        if view.noun::<Byline>(byline.uuid())?.is_some() {
            back.bylines.push(byline);
        }
    }
    if let Some(category) = back.category
        && view.noun::<Category>(category.uuid())?.is_none()
    {
        back.category = now.category;
    }
    // Of the article that it translates, an older text was made from an older version; whether it translates one stays.
    if back.translation.as_ref().map(|made| made.source) != now.translation.as_ref().map(|made| made.source) {
        back.translation.clone_from(&now.translation);
    }
    Ok(back)
}
