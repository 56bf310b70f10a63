//! Deleting for good: out of the trash, out of the library. It is the one change that no undo takes back.

use std::collections::HashSet;

use galley_domain::{ArticleId, Instant, MediaHash, TargetKind};
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

    /// What deleting these for good takes out of the library, and where they still stand. `kept`: the media that some undo may need, by
    /// [`Desk::undo_media`]. `site_written`: when the site was written last, as far as is known.
    ///
    /// This may read every version of every text: a window has it found by a desk that only reads, so that nobody waits.
    ///
    /// # Errors
    /// [`DeskError::NotInTrash`] for one that is not in the trash; [`DeskError::Unknown`].
    pub fn leaving(
        &self,
        ids: &[ArticleId],
        kept: &HashSet<MediaHash>,
        site_written: Option<Instant>,
    ) -> Result<Leaving, DeskError> {
        let mut once = HashSet::new();
        let ids: Vec<ArticleId> = ids.iter().copied().filter(|id| once.insert(*id)).collect();
        self.library.snapshot(|view| {
            let on_site = self.on_site(view, &ids, site_written)?;
            let servers = at_servers(view, &ids)?;
            let with = view.going_with(&once, kept)?;
            Ok(Leaving { ids, with, on_site, servers })
        })
    }

    /// How many of these the site of that time still has.
    fn on_site(
        &self,
        view: &View<'_>,
        ids: &[ArticleId],
        site_written: Option<Instant>,
    ) -> Result<usize, DeskError> {
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
        Ok(on_site)
    }

    /// Deletes articles in the trash for good: with their versions, and the pictures that nothing else uses by now. All or none; no undo
    /// takes it back. What was to be published of them is not; what takes them off servers goes on, and the ledger stays.
    ///
    /// # Errors
    /// As [`Desk::leaving`].
    pub fn delete_for_good(&mut self, leaving: Leaving) -> Result<Done<Going>, DeskError> {
        let Leaving { ids, with, on_site, servers } = leaving;
        let leaving: HashSet<ArticleId> = ids.iter().copied().collect();
        let kept = self.undo_media(&ids);
        let mut media = HashSet::new();
        let done = self.transact(Op::Delete, |work| {
            let with = work.tx.still_going_with(with, &leaving, &kept)?;
            for id in &ids {
                let article = work.article(*id)?;
                if article.trashed_at.is_none() {
                    return Err(DeskError::NotInTrash { headline: article.content.headline });
                }
                work.tx.cancel_publishing(*id)?;
                work.remove_article(*id)?;
            }
            for one in &with.media {
                work.tx.remove_media(one, work.now)?;
                media.insert(one.hash);
            }
            Ok(Leaving { ids: ids.clone(), with, on_site, servers }.going())
        })?;
        self.forget_steps(&leaving, &media);
        Ok(done)
    }
}

/// Articles on their way out of the library, and what was found to go with them.
#[derive(Debug)]
pub struct Leaving {
    ids: Vec<ArticleId>,
    with: With,
    on_site: usize,
    servers: Vec<GoingPlace>,
}

impl Leaving {
    /// The articles, each once.
    pub fn ids(&self) -> &[ArticleId] {
        &self.ids
    }

    /// What is said of it.
    pub fn going(&self) -> Going {
        Going {
            articles: self.ids.len(),
            versions: self.with.revisions,
            pictures: self.with.media.len(),
            bytes: self.with.media.iter().map(|media| media.bytes).sum(),
            on_site: self.on_site,
            servers: self.servers.clone(),
        }
    }
}

/// At which servers these stand.
fn at_servers(view: &View<'_>, ids: &[ArticleId]) -> Result<Vec<GoingPlace>, DeskError> {
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
    Ok(servers)
}
