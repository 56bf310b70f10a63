//! Where an article stands: each server of the library, with what the ledger says.

use galley_domain::{ArticleId, TargetKind};
use galley_publish::needs_secret;
use galley_store::LedgerState;

use crate::wire::{LedgerWord, PublishPlace, ServerWord, time};
use crate::{Desk, DeskError};

impl Desk {
    /// The servers that articles can be published to, each with what is known of this one there, where one is named.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn publish_places(&self, id: Option<ArticleId>) -> Result<Vec<PublishPlace>, DeskError> {
        let released = id.map(|id| self.article(id)).transpose()?.and_then(|article| article.released);
        let mut places = Vec::new();
        for target in self.targets()? {
            let (kind, address, user) = match &target.kind {
                TargetKind::Site(_) => continue,
                TargetKind::WordPress(server) => (ServerWord::Wordpress, &server.address, Some(&server.user)),
                TargetKind::Ghost(server) => (ServerWord::Ghost, &server.address, None),
                TargetKind::Micropub(server) => (ServerWord::Micropub, &server.address, None),
                TargetKind::Http(server) => {
                    let user = Some(&server.user).filter(|user| !user.is_empty());
                    (ServerWord::Http, &server.address, user)
                }
            };
            let (entry, job) = match id {
                Some(id) => (self.view().ledger(target.id, id)?, self.view().job_of(target.id, id)?),
                None => (None, None),
            };
            places.push(PublishPlace {
                id: target.id.to_string(),
                name: target.name.clone(),
                kind,
                address: address.clone(),
                user: user.cloned(),
                signed_in: !needs_secret(&target.kind),
                state: entry.as_ref().map(|entry| match entry.state {
                    LedgerState::Sending => LedgerWord::Sending,
                    LedgerState::Sent => LedgerWord::Sent,
                    LedgerState::Verified => LedgerWord::Verified,
                    LedgerState::Removed => LedgerWord::Removed,
                }),
                current: entry.as_ref().is_some_and(|entry| Some(entry.revision) == released),
                at: entry.as_ref().map(|entry| time(entry.at)),
                live_at: entry.as_ref().and_then(|entry| entry.live_at).map(time),
                job: job.map(|job| self.item(&job)).transpose()?,
                url: entry.and_then(|entry| entry.url),
            });
        }
        Ok(places)
    }
}
