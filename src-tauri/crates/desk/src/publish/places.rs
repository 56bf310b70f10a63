//! Where an article stands: each server of the library, with what the ledger says.

use galley_domain::{ArticleId, Target, TargetKind};
use galley_publish::needs_secret;
use galley_store::LedgerState;

use super::notes;
use super::session::no_server;
use crate::export::site::takes;
use crate::nouns_set::needs_user;
use crate::wire::{LedgerWord, PublishPlace, ServerWord, TargetSettings, time};
use crate::{Desk, DeskError};

impl Desk {
    /// The servers that articles can be published to, each with what is known of this one there, where one is named.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn publish_places(&self, id: Option<ArticleId>) -> Result<Vec<PublishPlace>, DeskError> {
        let article = id.map(|id| self.article(id)).transpose()?;
        let released = article.as_ref().and_then(|article| article.released_at(self.now()));
        let tree = crate::nouns::tree(&self.view())?;
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
            let is_renamed = id.map(|id| self.view().has_old_names(target.id, id)).transpose()? == Some(true);
            places.push(PublishPlace {
                id: target.id.to_string(),
                name: target.name.clone(),
                kind,
                address: address.clone(),
                user: user.cloned(),
                signed_in: !needs_secret(&target.kind),
                for_now: false,
                refused: false,
                takes: article.as_ref().is_none_or(|article| takes(&target, &tree, &article.content)),
                state: entry.as_ref().map(|entry| match entry.state {
                    LedgerState::Sending => LedgerWord::Sending,
                    LedgerState::Sent => LedgerWord::Sent,
                    LedgerState::Verified => LedgerWord::Verified,
                    LedgerState::Removed => LedgerWord::Removed,
                }),
                current: entry.as_ref().is_some_and(|entry| Some(entry.revision) == released) && !is_renamed,
                notes: entry
                    .as_ref()
                    .map(|entry| notes::read(&entry.notes))
                    .unwrap_or_default()
                    .into_iter()
                    .map(Into::into)
                    .collect(),
                at: entry.as_ref().map(|entry| time(entry.at)),
                live_at: entry.as_ref().and_then(|entry| entry.live_at).map(time),
                job: job.map(|job| self.item(&job)).transpose()?,
                url: entry.and_then(|entry| entry.url),
            });
        }
        Ok(places)
    }

    /// The settings of a server, to be shown. Whether its password is known says who knows it.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for a target that is no server; [`DeskError::Store`].
    pub fn target_settings(&self, target: &Target) -> Result<TargetSettings, DeskError> {
        if target.kind.address().is_none() {
            return Err(no_server(target));
        }
        let fields = self.target_fields(target)?;
        let field = |name: &str| {
            let found = fields.iter().find(|(field, _)| field == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let user = field("user");
        Ok(TargetSettings {
            name: field("name"),
            address: field("address"),
            user: (needs_user(&target.kind) || !user.is_empty()).then_some(user),
            plain: target.plain,
            private: target.private,
            languages: field("languages"),
            categories: field("categories"),
            tags: field("tags"),
            articles: self.view().ledger_count(target.id)?,
            has_password: false,
        })
    }
}
