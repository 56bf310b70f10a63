//! Publishing: an article to a server, once, and read back.
//!
//! Plan, act, verify. The gate first; then what is there is read and held against what the ledger saw last; then pictures, then
//! the text; then it is read back. Each step is in the ledger before the first byte of it leaves, so whatever breaks off, the
//! next publish looks what came of it instead of sending again.
//!
//! Not here: how a server is spoken to (`galley-publish`), and the site that is a folder (`export`).

mod body;
mod places;
mod session;

use std::collections::BTreeMap;

use galley_domain::{ArticleId, Kind, MediaHash, Names, Tag, Target};
use galley_publish as server;
use galley_store::{LedgerEntry, LedgerState, Outgoing, RemoteMedia};

pub use galley_publish::{PublishError, Secret, keychain};

use crate::export::site::takes;
use crate::wire::{Publication, PublishState, PublishStep};
use crate::{Desk, DeskError};
use body::Body;
pub use session::Session;

/// How far to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct How {
    /// Say what would be done, and do nothing.
    pub plan: bool,
    /// Where someone changed or removed the article at the server: put this one over it all the same.
    pub mine: bool,
}

/// What a server says of an account: for a person who has just typed the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doctor {
    /// The name that readers see.
    pub account: String,
    /// What will not work, in words.
    pub warnings: Vec<String>,
}

impl Desk {
    /// Looks whether a target can be reached, knows the account, and lets it publish. Changes nothing.
    ///
    /// # Errors
    /// [`DeskError::Publish`]
    pub fn test_target(&self, session: &Session<'_>) -> Result<Doctor, DeskError> {
        let account = session.account()?;
        let mut warnings = Vec::new();
        if !account.may_publish {
            warnings.push("this account may not publish: ask for the role of an author or editor".to_owned());
        }
        if !account.may_upload {
            warnings.push("this account may not upload pictures".to_owned());
        }
        if !account.keeps_html {
            warnings.push(
                "the site takes some HTML out of what this account writes, videos for instance".to_owned(),
            );
        }
        Ok(Doctor { account: account.name.clone(), warnings })
    }

    /// Publishes an article's released text to a target, or says what would be done. Doing it again updates what is there, and sends
    /// nothing where nothing changed.
    ///
    /// # Errors
    /// [`DeskError::NotOut`] where the gate stops it; [`DeskError::ChangedThere`] where someone else changed it at the server;
    /// [`DeskError::Publish`]. The library is as it was, its ledger true.
    pub fn publish(
        &mut self,
        id: ArticleId,
        session: &Session<'_>,
        how: How,
    ) -> Result<Publication, DeskError> {
        let target = session.target;
        let outgoing = self.due(id, target)?;
        let mut job = Job { desk: self, target, session, outgoing, notes: Vec::new() };
        let before = job.desk.view().ledger(target.id, id)?;
        let there = job.there(before.as_ref(), how)?;
        let body = job.body()?;
        if how.plan {
            return Ok(job.plan(&body, before.as_ref(), there.as_ref()));
        }
        if !session.account()?.may_publish {
            job.notes
                .push("this account may not publish, the site may keep the article as a draft".to_owned());
        }
        let post = job.post(&body)?;
        let sent_hash = post.hash();
        if let (Some(before), Some(there)) = (&before, &there)
            && before.sent_hash == sent_hash
            && before.state == LedgerState::Verified
            && before.seen_hash == Some(there.hash())
        {
            return Ok(job.publication(
                PublishStep::Nothing,
                PublishState::Verified,
                0,
                Some(there.url.clone()),
            ));
        }
        job.send(&post, sent_hash, there.as_ref(), body.uploads.len())
    }

    /// Takes an article off a target: it goes into the trash there. One that is not there is no error.
    ///
    /// # Errors
    /// [`DeskError::Publish`]; [`DeskError::Unknown`] where it was never published there.
    pub fn unpublish(&mut self, id: ArticleId, session: &Session<'_>) -> Result<Publication, DeskError> {
        let target = session.target;
        let article = self.article(id)?;
        let entry = self.view().ledger(target.id, id)?;
        let entry =
            entry.ok_or_else(|| DeskError::unknown("article at this target", &article.content.headline))?;
        let server = session.server()?;
        let page = article.kind == Kind::Page;
        let remote = match remote_id(&entry) {
            Some(remote) => Some(remote),
            None => server.find(page, article.content.slug.as_str(), &id.to_string())?.map(|post| post.id),
        };
        if let Some(remote) = remote {
            server.trash(page, remote)?;
        }
        let now = self.now();
        let entry = LedgerEntry {
            state: LedgerState::Removed,
            remote_id: None,
            url: None,
            seen_hash: None,
            at: now,
            live_at: None,
            ..entry
        };
        self.library.transact(|tx| tx.put_ledger(target.id, id, &entry))?;
        Ok(Publication {
            target: target.name.clone(),
            article: id.to_string(),
            headline: article.content.headline,
            step: PublishStep::Remove,
            state: PublishState::Sent,
            uploads: 0,
            url: None,
            notes: Vec::new(),
        })
    }

    /// The gate: the released text, where it may go out now and the target takes it.
    fn due(&self, id: ArticleId, target: &Target) -> Result<Outgoing, DeskError> {
        let article = self.article(id)?;
        let not_out = |headline: &str, why: String| DeskError::NotOut { headline: headline.to_owned(), why };
        if let Err(held) = article.going_out(self.now()) {
            return Err(not_out(&article.content.headline, held.to_string()));
        }
        let outgoing = self.view().released_form(article, self.now())?;
        let outgoing = outgoing.ok_or_else(|| DeskError::unknown("article", id))?;
        if !takes(target, &crate::nouns::tree(&self.view())?, &outgoing.content) {
            let why = format!("{} takes no article of its language, category or tags", target.name);
            return Err(not_out(&outgoing.content.headline, why));
        }
        Ok(outgoing)
    }
}

fn remote_id(entry: &LedgerEntry) -> Option<u64> {
    entry.remote_id.as_ref()?.parse().ok()
}

/// A publish under way.
struct Job<'d> {
    desk: &'d mut Desk,
    target: &'d Target,
    session: &'d Session<'d>,
    outgoing: Outgoing,
    notes: Vec<String>,
}

impl Job<'_> {
    fn is_page(&self) -> bool {
        self.outgoing.kind == Kind::Page
    }

    /// The article as the server has it. An edit that someone made there is not written over.
    fn there(&self, before: Option<&LedgerEntry>, how: How) -> Result<Option<server::Remote>, DeskError> {
        let Outgoing { id, content, .. } = &self.outgoing;
        let changed = |what| DeskError::ChangedThere {
            headline: content.headline.clone(),
            target: self.target.name.clone(),
            what,
        };
        let known = before.and_then(remote_id);
        let there = match known {
            Some(remote) => self.session.server()?.read(self.is_page(), remote)?,
            // Nothing is known: a publish broke off, or the library is older than what it published.
            None => self.session.server()?.find(self.is_page(), content.slug.as_str(), &id.to_string())?,
        };
        if known.is_some() && there.is_none() && !how.mine {
            return Err(changed("was removed"));
        }
        let seen = before.and_then(|before| before.seen_hash);
        if let (Some(seen), Some(there)) = (seen, &there)
            && seen != there.hash()
            && !how.mine
        {
            return Err(changed("was changed"));
        }
        Ok(there)
    }

    fn body(&mut self) -> Result<Body, DeskError> {
        Body::read(&self.desk.view(), self.target.id, &self.outgoing)
    }

    fn plan(self, body: &Body, before: Option<&LedgerEntry>, there: Option<&server::Remote>) -> Publication {
        let step = if there.is_some() { PublishStep::Update } else { PublishStep::Create };
        // What would be sent is known once its pictures have addresses; before that something is to be done anyway.
        let same = body.uploads.is_empty()
            && before.is_some_and(|before| {
                before.revision == self.outgoing.revision && before.state == LedgerState::Verified
            });
        let step = if same && there.is_some() { PublishStep::Nothing } else { step };
        let url = there.map(|there| there.url.clone());
        self.publication(step, PublishState::Planned, body.uploads.len(), url)
    }

    /// What is sent, once all that it refers to is there.
    fn post(&mut self, body: &Body) -> Result<server::Post, DeskError> {
        let mut media = BTreeMap::new();
        for hash in &body.shown {
            media.insert(*hash, self.upload(*hash, body)?);
        }
        let cover = match body.cover {
            Some(hash) => self.upload(hash, body)?.remote_id.parse().unwrap_or(0),
            None => 0,
        };
        let html = body.html(|hash| media.get(&hash).map(|media| media.url.clone()));
        self.notes.extend(body.notes());
        let (categories, tags) = if self.is_page() { (Vec::new(), Vec::new()) } else { self.terms()? };
        let content = &self.outgoing.content;
        Ok(server::Post {
            page: self.is_page(),
            title: content.headline.clone(),
            excerpt: content.lead.clone(),
            html,
            slug: content.slug.to_string(),
            date: self.outgoing.printed_at,
            categories,
            tags,
            cover,
            marker: self.outgoing.id.to_string(),
        })
    }

    /// A picture at the server: sent only where it is not there yet.
    fn upload(&mut self, hash: MediaHash, body: &Body) -> Result<RemoteMedia, DeskError> {
        if let Some(media) = self.desk.view().ledger_media(self.target.id, hash)? {
            return Ok(media);
        }
        let media = self.desk.view().media(hash)?.ok_or_else(|| DeskError::unknown("media", hash))?;
        // The name says what is in it, so that a picture whose answer was lost is found again.
        let stem = format!("galley-{}", &hash.to_string()[..32]);
        let sent = if let Some(sent) = self.session.server()?.find_media(&stem)? {
            sent
        } else {
            let path = self.desk.media_files().path(hash, media.kind);
            let bytes =
                std::fs::read(&path).map_err(|source| DeskError::Io { doing: "reading", path, source })?;
            let file_name = format!("{stem}.{}", media.kind.extension());
            self.session.server()?.upload(server::Upload {
                file_name: &file_name,
                content_type: media.kind.media_type(),
                bytes,
                alt: body.alt(hash).unwrap_or(&media.alt),
                caption: &media.caption,
            })?
        };
        let media = RemoteMedia { remote_id: sent.id.to_string(), url: sent.url };
        self.desk.library.transact(|tx| tx.put_ledger_media(self.target.id, hash, Some(&media)))?;
        Ok(media)
    }

    /// The server's ids of category and tags, in the article's language.
    fn terms(&mut self) -> Result<(Vec<u64>, Vec<u64>), DeskError> {
        let (path, names) = {
            let (view, content) = (self.desk.view(), &self.outgoing.content);
            let name = |names: &Names| names.get(&content.language).name.clone();
            let tree = crate::nouns::tree(&view)?;
            let path = content.category.map(|id| tree.path(id)).unwrap_or_default();
            let path: Vec<_> = path.iter().map(|category| name(&category.names)).collect();
            let tags = content.tags.iter().map(|id| view.noun::<Tag>(id.uuid()));
            let tags = tags.collect::<Result<Vec<_>, _>>()?;
            (path, tags.iter().flatten().map(|tag| name(&tag.names)).collect::<Vec<_>>())
        };
        let mut categories = Vec::new();
        for name in &path {
            let parent = categories.first().copied().unwrap_or(0);
            match self.term(server::Taxonomy::Categories, name, parent)? {
                Some(id) => categories = vec![id],
                None => break,
            }
        }
        let mut tags = Vec::new();
        for name in &names {
            tags.extend(self.term(server::Taxonomy::Tags, name, 0)?);
        }
        Ok((categories, tags))
    }

    /// A category or tag. An account that may not make one publishes without it, and is told.
    fn term(
        &mut self,
        taxonomy: server::Taxonomy,
        name: &str,
        parent: u64,
    ) -> Result<Option<u64>, DeskError> {
        match self.session.term(taxonomy, name, parent) {
            Ok(id) => Ok(Some(id)),
            Err(PublishError::Rights { .. }) => {
                self.notes.push(format!("the site has no {name:?}, and this account may not make it there"));
                Ok(None)
            }
            Err(other) => Err(other.into()),
        }
    }

    fn send(
        mut self,
        post: &server::Post,
        sent_hash: [u8; 32],
        there: Option<&server::Remote>,
        uploads: usize,
    ) -> Result<Publication, DeskError> {
        let mut entry = LedgerEntry {
            state: LedgerState::Sending,
            remote_id: there.map(|there| there.id.to_string()),
            url: there.map(|there| there.url.clone()),
            revision: self.outgoing.revision,
            sent_hash,
            // From here on nobody can say what the server has.
            seen_hash: None,
            at: self.desk.now(),
            live_at: None,
        };
        self.note(&entry)?;
        let (step, sent) = match there {
            Some(there) => (PublishStep::Update, self.session.server()?.update(there.id, post)?),
            None => (PublishStep::Create, self.session.server()?.create(post)?),
        };
        entry.state = LedgerState::Sent;
        entry.remote_id = Some(sent.id.to_string());
        entry.url = Some(sent.url.clone());
        self.note(&entry)?;

        let read = self.session.server()?.read(post.page, sent.id)?;
        let Some(read) = read else {
            self.notes.push("it was not there any more when it was read back".to_owned());
            return Ok(self.publication(step, PublishState::Sent, uploads, entry.url));
        };
        self.notes.extend(read.differences(post));
        entry.seen_hash = Some(read.hash());
        let seen = read.status == "publish" && self.session.server()?.is_public(&read.url)?;
        if seen {
            entry.state = LedgerState::Verified;
        } else {
            self.notes.push("readers do not get the page yet".to_owned());
        }
        self.note(&entry)?;
        let state = if seen { PublishState::Verified } else { PublishState::Sent };
        Ok(self.publication(step, state, uploads, entry.url))
    }

    fn note(&mut self, entry: &LedgerEntry) -> Result<(), DeskError> {
        let (target, id) = (self.target.id, self.outgoing.id);
        Ok(self.desk.library.transact(|tx| tx.put_ledger(target, id, entry))?)
    }

    fn publication(
        self,
        step: PublishStep,
        state: PublishState,
        uploads: usize,
        url: Option<String>,
    ) -> Publication {
        Publication {
            target: self.target.name.clone(),
            article: self.outgoing.id.to_string(),
            headline: self.outgoing.content.headline,
            step,
            state,
            uploads,
            url,
            notes: self.notes,
        }
    }
}
