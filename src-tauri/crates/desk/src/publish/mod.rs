//! Publishing: an article to a server, once, and read back.
//!
//! A publish is a job in the outbox: see [`Desk::publish`] for how it gets there and [`Runner`] for who does it. The gate is asked when
//! a job is queued and again when it runs.
//!
//! Not here: how a server is spoken to (`galley-publish`), and the site that is a folder (`export`).

mod board;
mod body;
mod doctor;
mod everywhere;
mod gate;
mod hold;
mod job;
pub(crate) mod notes;
mod outbox;
mod places;
mod plan;
mod plan_off;
mod post;
mod recipe;
mod runner;
mod session;
mod theirs;
mod troubles;

use galley_domain::{ArticleId, Content, Kind, Target};
use galley_store::{JobStep, LedgerEntry, LedgerState, NO_NOTES};

pub use galley_publish::{Note, NoteWord};
pub use galley_publish::{PublishError, Secret, keychain, needs_secret};
use galley_publish::{Remote, Server, Shown};
pub use galley_store::{JobState, Why, Wish};
pub(crate) use job::aside;

use crate::wire::{Publication, PublishState, PublishStep};
use crate::{Desk, DeskError};
pub use everywhere::Round;
pub(crate) use hold::follow_change;
use outbox::Lease;
pub use plan::Text;
pub use recipe::{recipe_in, recipe_lacks, recipe_of, shipped_recipes};
pub use runner::{Passwords, Ran, Runner};
pub use session::Session;
pub(crate) use theirs::Followed;
use theirs::was_shown;
pub use theirs::{Take, Theirs};

/// What happened to an article that is not at its server any more.
const WAS_REMOVED: &str = "was removed";
/// What the ledger has in place of a hash of what was sent, where nothing was: the article came from there.
pub(crate) const AS_IT_CAME: [u8; 32] = [0; 32];

/// Whether it is proven that an article is off: the server has it no more, or keeps it from readers, and they do not get its page. False
/// where nobody can look. `showed`: whether the server showed it before.
fn is_off(
    server: &dyn Server,
    page: bool,
    remote: &str,
    entry: &LedgerEntry,
    showed: bool,
) -> Result<bool, DeskError> {
    let left = server.read(page, remote)?;
    let url = entry.url.as_deref().filter(|url| !url.is_empty());
    let was_seen = was_shown(entry);
    // Where they never got it the address may be that of a preview, which shows what is kept to who knows it.
    let had = url.filter(|_| was_seen || showed);
    let is_shown = had.map(|url| server.is_public(url)).transpose()?.flatten();
    // A recipe may not say of what is kept whether readers get it: those who did get it and do not any more are its proof.
    let is_gone_for_readers = is_shown == Some(false);
    let says_off = match left.map(|left| left.shown) {
        None | Some(Shown::Not(_)) => true,
        Some(Shown::Unseen) => is_gone_for_readers,
        Some(Shown::Now | Shown::AtItsTime) => match url {
            Some(url) if !is_gone_for_readers => return Err(still_there(url).into()),
            _ => is_gone_for_readers,
        },
    };
    match (had, is_shown) {
        // Where it was never seen there, what stands at its address may be another's page.
        (Some(url), Some(true)) if was_seen => Err(still_there(url).into()),
        // Readers had its page, and nobody can look whether they still do: another host of theirs may show it after the server does not.
        (Some(_), None | Some(true)) => Ok(false),
        (None, _) | (Some(_), Some(false)) => Ok(says_off),
    }
}

/// Whether what has an article's name at a server is that article. Where a target was given the address of another site it may be anyone's:
/// names there are numbers.
fn is_ours(entry: &LedgerEntry, there: &Remote, id: ArticleId) -> bool {
    let is_same_site = entry.url.as_deref().is_none_or(|url| host_of(url) == host_of(&there.url));
    is_same_site || entry.seen_hash == Some(there.hash()) || there.may_be(&id.to_string())
}

fn another(there: &Remote) -> PublishError {
    PublishError::Another { host: host_of(&there.url).to_owned(), url: there.url.clone() }
}

/// The article as it is found at a server by its marker: under one of these slugs, and where the answer was lost, under whatever slug the server may
/// have given it.
fn find_there(
    server: &dyn Server,
    page: bool,
    slugs: &[String],
    id: ArticleId,
    entry: Option<&LedgerEntry>,
) -> Result<Option<Remote>, DeskError> {
    let found = server.find(page, slugs, &id.to_string())?;
    let may_lie_elsewhere =
        !slugs.is_empty() && entry.is_some_and(|entry| entry.state == LedgerState::Sending);
    if found.is_some() || !may_lie_elsewhere {
        return Ok(found);
    }
    match server.find(page, &[], &id.to_string()) {
        // It can look by the slug, and did.
        Err(PublishError::CannotLook { .. }) => Ok(None),
        found => Ok(found?),
    }
}

fn still_there(url: &str) -> PublishError {
    PublishError::StillThere { host: host_of(url).to_owned(), url: url.to_owned() }
}

/// The host in an address, with its port; nothing in what is none.
pub(crate) fn host_of(url: &str) -> &str {
    url.split('/').nth(2).unwrap_or_default()
}

impl Desk {
    /// Takes an article off a target, past its trash where that is `for_good`, and looks whether it is. One that is not there is no error. It
    /// may be in this library no longer: the ledger knows what stands there.
    fn take_off(
        &mut self,
        id: ArticleId,
        session: &Session,
        lease: &Lease,
        for_good: bool,
    ) -> Result<Publication, DeskError> {
        lease.begin(self, JobStep::Reading, (0, 0))?;
        let target = &session.target;
        let content = self.view().article(id)?.map(|article| article.content);
        let entry = self.published(id, target)?;
        let server = session.server()?;
        let page = entry.kind == Kind::Page;
        let there = self.there_by_ledger(id, server, &entry, content.as_ref())?;
        if let (Some(there), Some(_)) = (&there, &content) {
            // An edit made there is kept here; that it cannot be stops nothing but what would end it.
            let kept = self.keep_unknown(id, session, &entry, there);
            if for_good { kept? } else { drop(kept) }
        }
        let showed = there.as_ref().is_some_and(|there| there.shown == Shown::Now);
        // What is in a trash is read no more, and can be deleted from there.
        let remote = entry.remote_id.clone().or(there.map(|there| there.id));
        let is_proven = match &remote {
            Some(remote) => {
                lease.begin(self, JobStep::Sending, (0, 0))?;
                if for_good {
                    server.erase(page, remote)?;
                } else {
                    server.remove(page, remote)?;
                }
                lease.begin(self, JobStep::Proof, (0, 0))?;
                is_off(server, page, remote, &entry, showed)?
            }
            None => true,
        };
        let is_left = !for_good && (server.keeps_removed() || server.has_trash());
        let entry = LedgerEntry {
            state: LedgerState::Removed,
            remote_id: remote.filter(|_| is_left),
            url: None,
            seen_hash: None,
            at: self.now(),
            live_at: None,
            stood: None,
            aside: None,
            notes: NO_NOTES.to_owned(),
            ..entry
        };
        self.library.transact(|tx| tx.put_ledger(target.id, id, &entry))?;
        Ok(Publication {
            target: target.name.clone(),
            article: id.to_string(),
            headline: content.map(|content| content.headline).unwrap_or_default(),
            step: PublishStep::Remove,
            for_good,
            state: if is_proven { PublishState::Verified } else { PublishState::Sent },
            uploads: 0,
            url: None,
            live_at: None,
            notes: (!is_proven).then(|| NoteWord::NotProven.into()).into_iter().collect(),
        })
    }

    /// An article as a server has it, found by what the ledger knows of it.
    fn there_by_ledger(
        &self,
        id: ArticleId,
        server: &dyn Server,
        entry: &LedgerEntry,
        content: Option<&Content>,
    ) -> Result<Option<Remote>, DeskError> {
        let page = entry.kind == Kind::Page;
        if let Some(remote) = &entry.remote_id {
            let there = server.read(page, remote)?;
            return match there {
                Some(other) if !is_ours(entry, &other, id) => Err(another(&other).into()),
                there => Ok(there),
            };
        }
        let slugs = content.map(|content| self.slugs_there(content, id, Some(entry))).transpose()?;
        find_there(server, page, &slugs.unwrap_or_default(), id, Some(entry))
    }

    /// An article that readers have already, and that is to be shown later, at a server that does not keep time: it is taken off until
    /// then, where it comes back under its name. Answers what came of it, for people.
    fn hold_back(
        &mut self,
        id: ArticleId,
        session: &Session,
        lease: &Lease,
    ) -> Result<Option<NoteWord>, DeskError> {
        let entry = self.view().ledger(session.target.id, id)?;
        if entry.is_none_or(|entry| entry.state == LedgerState::Removed) {
            return Ok(None);
        }
        if !session.server()?.keeps_removed() {
            return Ok(Some(NoteWord::ReadersHaveIt));
        }
        self.take_off(id, session, lease, false)?;
        Ok(Some(NoteWord::WasHeldBack))
    }

    /// The slugs under which an article may stand at a server: the present one, that of the text that was sent last, whose answer may be
    /// lost, and all others under which it was released.
    fn slugs_there(
        &self,
        content: &Content,
        id: ArticleId,
        entry: Option<&LedgerEntry>,
    ) -> Result<Vec<String>, DeskError> {
        let view = self.view();
        let sent = entry.map(|entry| view.revision(id, entry.revision)).transpose()?.flatten();
        let released = view.released_slugs(id, self.now())?.into_iter().map(|(_, slug)| slug);
        let mut slugs: Vec<String> = Vec::new();
        for slug in [content.slug.clone()].into_iter().chain(sent.map(|sent| sent.slug)).chain(released) {
            if !slugs.iter().any(|known| *known == slug.as_str()) {
                slugs.push(slug.to_string());
            }
        }
        Ok(slugs)
    }

    /// What the ledger knows of an article at a target, where it was published there.
    fn published(&self, id: ArticleId, target: &Target) -> Result<LedgerEntry, DeskError> {
        let entry = self.view().ledger(target.id, id)?;
        if let Some(entry) = entry {
            return Ok(entry);
        }
        let headline = self.view().row(id)?.map_or_else(|| id.to_string(), |row| row.headline);
        Err(DeskError::NotPublishedThere { headline, target: target.name.clone() })
    }
}
