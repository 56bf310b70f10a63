//! Writing an article into the library, with all that follows from it: the revision that is kept first, addresses, jobs, what
//! search finds it by, what undoes it.

use galley_domain::{Article, ArticleId, Content, Instant, Language, RevisionNumber, Slug};
use galley_store::{FiledAs, Revision, RevisionReason, Snapshot, StoreError};

use crate::DeskError;
use crate::article::free_slug;
use crate::derived::derive;
use crate::publish::follow_change;
use crate::undo::Before;
use crate::wire::Op;
use crate::work::Work;

/// A revision is closed when writing rests for this long, in milliseconds.
const PAUSE_MS: i64 = 5 * 60 * 1000;
/// Writing without a rest closes one after this long all the same, in milliseconds.
const STRETCH_MS: i64 = 15 * 60 * 1000;

impl Work<'_> {
    /// Writes an article. `before` is what it was, as the caller read it in this same transaction.
    pub(crate) fn put_article(
        &mut self,
        article: &Article,
        before: Option<Article>,
    ) -> Result<(), DeskError> {
        match &before {
            Some(before) if is_found_alike(&article.content, &before.content) => {
                self.tx.put_fields(article, before, self.by)?;
            }
            _ => {
                let derived = derive(self, &article.content)?;
                let is_new = before.is_none();
                self.tx.put_article_among(article, &derived, self.by, &mut self.filing, is_new)?;
            }
        }
        self.settle(before.as_ref(), article)?;
        self.meet_chosen(before.as_ref(), article)?;
        self.note_article(article, before);
        Ok(())
    }

    /// What follows from a change for the addresses of an article, and for the jobs at servers.
    pub(crate) fn settle(&mut self, before: Option<&Article>, article: &Article) -> Result<(), DeskError> {
        self.settle_addresses(before, article)?;
        before.map_or(Ok(()), |before| follow_change(self, before, article))
    }

    /// Reserves the addresses under which the article goes out, each from when it does; those under which it was to go out, and will not,
    /// are forgotten: a site tells readers only of addresses that they had.
    fn settle_addresses(&mut self, before: Option<&Article>, article: &Article) -> Result<(), DeskError> {
        let goes_out = |article: &Article| (article.released, article.publish_at, article.pending);
        if before.map_or((None, None, None), goes_out) == goes_out(article) {
            return Ok(());
        }
        self.tx.drop_slugs_after(article.id, self.now)?;
        let released = article.released.map(|number| (number, article.publish_at));
        let pending = article.pending.map(|change| (change.revision, Some(change.at)));
        self.tx.drop_filings_after(article.id, self.now)?;
        // What readers have now is filed as that was, until the next takes its place.
        let had = before.and_then(|before| Some((before.going_out(self.now).ok()?, before.publish_at)));
        // A text that was damaged since must not keep a whole one from taking its place.
        let mut filed = match had.map(|(number, at)| self.filed_as(article, number, at)).transpose() {
            Err(DeskError::Store(StoreError::Damaged { .. })) => None,
            filed => filed?.flatten(),
        };
        for (number, at) in released.into_iter().chain(pending) {
            if let Some(Content { language, slug, .. }) = self.tx.revision(article.id, number)? {
                self.put_released_slug(article.id, (&language, &slug), at)?;
            }
            let next = self.filed_as(article, number, article.publish_at)?;
            if let Some(former) = filed.filter(|former| next.is_some_and(|next| next != *former)) {
                let from = at.unwrap_or(self.now).max(self.now);
                self.tx.put_former_filing(article.id, former, from)?;
            }
            filed = next;
        }
        Ok(())
    }

    /// Reserves an address under which an article goes out, from a time on. Links that were written to it before are to this article.
    pub(crate) fn put_released_slug(
        &mut self,
        id: ArticleId,
        address: (&Language, &Slug),
        from: Option<Instant>,
    ) -> Result<(), DeskError> {
        self.tx.put_released_slug(id, address, from)?;
        self.meet_links(id, address)
    }

    /// The same of links to an address that someone chose for an article, and to the one that it had until then. One that only follows a
    /// headline may be another's tomorrow, and for a moment is that of half a headline: it waits for the release.
    pub(crate) fn meet_chosen(
        &mut self,
        before: Option<&Article>,
        article: &Article,
    ) -> Result<(), DeskError> {
        if !article.slug_chosen {
            return Ok(());
        }
        let address = |article: &Article| (article.content.language.clone(), article.content.slug.clone());
        let (had, now) = (before.map(address), address(article));
        if had.as_ref() == Some(&now) && before.is_some_and(|before| before.slug_chosen) {
            return Ok(());
        }
        for (language, slug) in had.iter().filter(|had| **had != now).chain([&now]) {
            self.meet_links(article.id, (language, slug))?;
        }
        Ok(())
    }

    /// What a released revision is filed under; `publish_at` dates one that has no date of its own.
    fn filed_as(
        &self,
        article: &Article,
        number: RevisionNumber,
        publish_at: Option<Instant>,
    ) -> Result<Option<FiledAs>, DeskError> {
        let content = self.tx.revision(article.id, number)?;
        Ok(content
            .map(|content| (content.category, content.date.or(publish_at).unwrap_or(article.created_at))))
    }

    /// Keeps the working text as a revision before it is overwritten, where the rule says so: after a rest, after a long stretch,
    /// when someone else wrote it, when it just came in from a file, and always for a change that is not typing.
    pub(crate) fn keep_before(
        &self,
        before: &Article,
        op: Op,
        reason: RevisionReason,
    ) -> Result<(), DeskError> {
        let now_ms = self.now.timestamp_millis();
        let typing = op == Op::Write
            && now_ms - before.modified_at.timestamp_millis() < PAUSE_MS
            && self.tx.last_signature(before.id)?.as_ref() == Some(self.by)
            && self.tx.newest_revision_made_at(before.id)?.unwrap_or(before.created_at).timestamp_millis()
                > now_ms - STRETCH_MS
            && !self.tx.is_as_imported(before.id)?;
        if !typing {
            self.keep(before, reason, None)?;
            self.tx.thin_revisions(before.id, self.now)?;
        }
        Ok(())
    }

    /// Keeps an article's working text as a revision.
    pub(crate) fn keep(
        &self,
        article: &Article,
        reason: RevisionReason,
        name: Option<&str>,
    ) -> Result<RevisionNumber, DeskError> {
        let revision = Revision {
            number: RevisionNumber(0), // the store counts
            made_at: article.modified_at,
            by: self.tx.last_signature(article.id)?.unwrap_or_else(|| self.by.clone()),
            reason,
            name: name.map(str::to_owned),
            headline: article.content.headline.clone(),
            words: self.tx.words(article.id)?,
        };
        Ok(self.tx.keep_revision(article.id, &Snapshot::of(&article.content)?, &revision)?)
    }

    /// Keeps a text that was not taken as a revision of the article that stays.
    pub(crate) fn keep_other(
        &self,
        id: ArticleId,
        snapshot: &Snapshot,
        other: &Article,
        words: u32,
    ) -> Result<RevisionNumber, DeskError> {
        let revision = Revision {
            number: RevisionNumber(0), // the store counts
            made_at: other.modified_at,
            by: self.by.clone(),
            reason: RevisionReason::Conflict,
            name: None,
            headline: other.content.headline.clone(),
            words,
        };
        let kept = self.tx.keep_revision(id, snapshot, &revision)?;
        self.tx.touch(id)?;
        Ok(kept)
    }

    /// An article that was not there before goes into the trash: undoing never takes a text out of the library.
    pub(crate) fn put_article_back(
        &mut self,
        id: ArticleId,
        before: Option<&Before>,
        after: u64,
    ) -> Result<(), DeskError> {
        let now = self.article(id)?;
        if now.version != after {
            return Err(DeskError::ChangedSince);
        }
        let mut back = match before {
            Some(before) => before.article(&now),
            None => Article { trashed_at: Some(self.now), ..now.clone() },
        };
        // Its address may be another's since.
        let (language, slug) = (&back.content.language, &back.content.slug);
        let free = free_slug(self, id, language, slug)?;
        back.changed_since_release |= back.last_released().is_some() && free != *slug;
        back.content.slug = free;
        // What the links of a text mean is no part of any step: it may be known only since.
        if back.content.body == now.content.body && back.content.language == now.content.language {
            back.content.links.clone_from(&now.content.links);
        }
        let is_same_text = back.content == now.content;
        if !is_same_text {
            self.keep(&now, RevisionReason::Overwritten, None)?;
        }
        back.version = now.version + 1;
        back.modified_at = self.now;
        if is_same_text {
            // An import that was undone is done again by importing again.
            self.tx.move_origin(id, now.version, back.version)?;
        }
        self.put_article(&back, Some(now))
    }
}

/// Whether search finds both by the same.
fn is_found_alike(one: &Content, other: &Content) -> bool {
    (&one.headline, &one.lead, &one.tags, &one.bylines, &one.language)
        == (&other.headline, &other.lead, &other.tags, &other.bylines, &other.language)
        && one.body == other.body
}
