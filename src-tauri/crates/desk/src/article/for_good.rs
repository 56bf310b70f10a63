//! Deleting for good: out of the trash, out of the library. It is the one change that no undo takes back.

use std::collections::HashSet;

use galley_domain::{ArticleId, Instant, TargetKind};
use galley_store::{Going as With, LedgerState, View};

use crate::wire::{Going, GoingPlace, Op};
use crate::{Desk, DeskError, Done};

impl Desk {
    /// The articles in the trash.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn trashed(&self) -> Result<Vec<ArticleId>, DeskError> {
        Ok(self.view().trashed()?)
    }

    /// What deleting these for good takes out of the library, and where they still stand. `site_written`: when the site was written last,
    /// as far as is known.
    ///
    /// # Errors
    /// [`DeskError::NotInTrash`] for one that is not in the trash; [`DeskError::Unknown`].
    pub fn going(&self, ids: &[ArticleId], site_written: Option<Instant>) -> Result<Going, DeskError> {
        Ok(self.library.snapshot(|view| self.going_in(view, ids, site_written))?.0)
    }

    fn going_in(
        &self,
        view: &View<'_>,
        ids: &[ArticleId],
        site_written: Option<Instant>,
    ) -> Result<(Going, With), DeskError> {
        let mut on_site = 0;
        for id in ids {
            let article = view.article(*id)?.ok_or_else(|| DeskError::unknown("article", id))?;
            let Some(trashed_at) = article.trashed_at else {
                return Err(DeskError::NotInTrash { headline: article.content.headline });
            };
            let was_out = article.released.is_some() && article.publish_at.is_some_and(|at| at <= self.now());
            let not_since = site_written.is_some_and(|written| written < trashed_at);
            on_site += usize::from(was_out && not_since);
        }
        let mut servers = Vec::new();
        for target in view.nouns::<galley_domain::Target>()? {
            if matches!(target.kind, TargetKind::Site(_)) {
                continue;
            }
            let mut there = Vec::new();
            for id in ids {
                if view.ledger(target.id, *id)?.is_some_and(|entry| entry.state != LedgerState::Removed) {
                    there.push(id.to_string());
                }
            }
            if !there.is_empty() {
                servers.push(GoingPlace { name: target.name, articles: there });
            }
        }
        let with = view.going_with(ids, &self.undo_media(ids))?;
        let going = Going {
            articles: ids.len(),
            versions: with.revisions,
            pictures: with.media.len(),
            bytes: with.media.iter().map(|media| media.bytes).sum(),
            on_site,
            servers,
        };
        Ok((going, with))
    }

    /// Deletes articles in the trash for good: with their versions, and the pictures that nothing else uses. All or none; no undo takes it
    /// back. What was to be published of them is not; what takes them off servers goes on, and the ledger stays.
    ///
    /// # Errors
    /// As [`Desk::going`].
    pub fn delete_for_good(&mut self, ids: &[ArticleId]) -> Result<Done<Going>, DeskError> {
        let mut once = HashSet::new();
        let ids: Vec<ArticleId> = ids.iter().copied().filter(|id| once.insert(*id)).collect();
        // Outside of the transaction, since it may read every version of every text: others go on writing meanwhile. It counts where none did.
        let (state, (going, mut with)) = self
            .library
            .snapshot(|view| Ok::<_, DeskError>((view.state()?, self.going_in(view, &ids, None)?)))?;
        let held = self.undo_media(&ids);
        let done = self.transact(Op::Delete, |work| {
            if state.is_none() || work.tx.state()? != state {
                with = work.tx.going_with(&ids, &held)?;
            }
            for id in &ids {
                let article = work.article(*id)?;
                if article.trashed_at.is_none() {
                    return Err(DeskError::NotInTrash { headline: article.content.headline });
                }
                work.tx.cancel_publishing(*id)?;
                work.remove_article(*id)?;
            }
            for media in &with.media {
                work.tx.remove_media(media, work.now)?;
            }
            Ok(going)
        })?;
        let media: HashSet<_> = with.media.iter().map(|media| media.hash).collect();
        self.forget_steps(&once, &media);
        Ok(done)
    }
}
