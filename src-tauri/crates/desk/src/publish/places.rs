//! Where an article stands: each server of the library, with what the ledger says.

use galley_domain::{ArticleId, TargetKind};
use galley_store::LedgerState;

use crate::wire::{LedgerWord, PublishPlace, time};
use crate::{Desk, DeskError};

impl Desk {
    /// The servers that articles can be published to, each with what is known of this one there.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn publish_places(&self, id: ArticleId) -> Result<Vec<PublishPlace>, DeskError> {
        let released = self.article(id)?.released;
        let mut places = Vec::new();
        for target in self.targets()? {
            let TargetKind::WordPress(server) = &target.kind else { continue };
            let entry = self.view().ledger(target.id, id)?;
            let job = self.view().job_of(target.id, id)?;
            places.push(PublishPlace {
                id: target.id.to_string(),
                name: target.name.clone(),
                address: server.address.clone(),
                user: server.user.clone(),
                signed_in: false,
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
