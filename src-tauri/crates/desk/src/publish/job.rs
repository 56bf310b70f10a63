//! An article on its way to a server: plan, act, verify.
//!
//! What is there is read and held against what the ledger saw last; then pictures, then the text; then it is read back. Each step is
//! in the outbox and what it changes in the ledger before the first byte of it leaves, so whatever breaks off, the next try looks what
//! came of it instead of sending again.

mod names;
mod pictures;

use std::collections::BTreeMap;

use galley_domain::{Instant, Kind};
use galley_publish::{self as server, Note, NoteWord};
use galley_store::{JobStep, LedgerEntry, LedgerState, NO_NOTES, Outgoing, RemoteMedia, ShownName};
use serde_json::json;

use super::WAS_REMOVED;
use super::body::Body;
use super::notes::kept;
use super::outbox::Lease;
use super::post::{byline_names, cover, filed_names, post, remote_cover};
use super::session::{Session, Term, may_not_make};
use super::theirs::Theirs;
use crate::wire::{Plan, PlanStep, Publication, PublishState, PublishStep, time};
use crate::{Desk, DeskError};

/// A publish under way.
pub(super) struct Job<'d> {
    desk: &'d mut Desk,
    session: &'d Session,
    lease: Option<&'d Lease>,
    outgoing: Outgoing,
    /// From when on the server is to show it, where that lies ahead.
    live_at: Option<Instant>,
    mine: bool,
    /// Whether what is there is read by itself, and now: it is to be written over.
    alone: bool,
    uploads: (u32, u32),
    notes: Vec<Note>,
    /// What it is filed under and who wrote it, as they were called when what is sent was put together.
    names: Vec<ShownName>,
}

impl<'d> Job<'d> {
    /// Without a lease it only looks.
    pub(super) fn new(
        desk: &'d mut Desk,
        session: &'d Session,
        outgoing: Outgoing,
        mine: bool,
        lease: Option<&'d Lease>,
    ) -> Self {
        let now = desk.now();
        let live_at = Some(outgoing.published_at).filter(|at| *at > now);
        let (uploads, notes, names, alone) = ((0, 0), Vec::new(), Vec::new(), mine);
        Self { desk, session, lease, outgoing, live_at, mine, alone, uploads, notes, names }
    }

    /// What would be done: what the plan lacks.
    pub(super) fn plan(self, plan: Plan) -> Result<Plan, DeskError> {
        let before = self.before()?;
        let there = match self.ahead(before.as_ref())? {
            Some(there) => Some(there),
            None => self.there(before.as_ref())?,
        };
        let body = self.body()?;
        // What would be sent is known once its pictures have addresses; before that something is to be done anyway.
        let same = body.uploads.is_empty()
            && !self.is_renamed()?
            && before.is_some_and(|before| {
                before.revision == self.outgoing.revision && before.state == LedgerState::Verified
            });
        let step = match &there {
            None => PlanStep::Create,
            Some(_) if same => PlanStep::Nothing,
            Some(_) => PlanStep::Update,
        };
        let files = step != PlanStep::Nothing && !self.is_page();
        let (categories, tags) = if files { self.new_terms()? } else { (Vec::new(), Vec::new()) };
        Ok(Plan {
            step,
            uploads: body.uploads.len(),
            categories,
            tags,
            url: there.as_ref().and_then(address),
            live_at: self.live_at.map(time),
            ..plan
        })
    }

    /// Categories and tags that the server does not have yet.
    fn new_terms(&self) -> Result<(Vec<String>, Vec<String>), DeskError> {
        let (path, names) = filed_names(&self.desk.view(), &self.outgoing.content)?;
        let server = self.session.server()?;
        let above =
            if self.session.target.kind.has_category_tree() { 0 } else { path.len().saturating_sub(1) };
        let (mut parent, mut categories, mut tags) = (None, Vec::new(), Vec::new());
        for name in path.into_iter().skip(above) {
            // Below one that is made all are.
            if categories.is_empty() {
                parent = server.find_category(&name, parent.as_deref())?;
            }
            if !categories.is_empty() || parent.is_none() {
                categories.push(name);
            }
        }
        for name in names {
            if server.find_tag(&name)?.is_none() {
                tags.push(name);
            }
        }
        Ok((categories, tags))
    }

    /// Does it. Doing it again updates what is there, and sends nothing where nothing changed.
    pub(super) fn run(mut self) -> Result<Publication, DeskError> {
        self.begin(JobStep::Reading)?;
        let before = self.before()?;
        let mut body = self.body()?;
        let ahead = if body.uploads.is_empty() { self.ahead(before.as_ref())? } else { None };
        let is_ahead = ahead.is_some();
        let there = if is_ahead { ahead } else { self.there(before.as_ref())? };
        // Who went about in the article there may have deleted a picture as well.
        let is_touched = there.as_ref().is_none_or(|there| seen_of(before.as_ref()) != Some(there.hash()));
        if before.is_some() && (self.mine || is_touched) && self.forget_lost_pictures(&body)? {
            body = self.body()?;
        }
        if !self.session.account()?.may_publish {
            self.say(NoteWord::MayNotPublish);
        }
        self.expect_uploads(&body);
        let post = self.post(&body)?;
        let sent_hash = self.session.server()?.sent_hash(&post);
        if let (Some(before), Some(there)) = (&before, &there)
            && before.state != LedgerState::Sending
            && (before.sent_hash == sent_hash || self.came(before)?)
            && before.seen_hash == Some(there.hash())
            // A server that let the time go by is told once more.
            && (post.scheduled || there.shown != server::Shown::AtItsTime)
        {
            let url = address(there);
            return match before.state {
                LedgerState::Verified => {
                    // What it dropped then it lacks still.
                    let notes = self.session.server()?.differences(there, &post);
                    for note in notes {
                        self.say(note);
                    }
                    // Released again, and the same; or nothing was kept of what is to be said.
                    let revision = self.outgoing.revision;
                    let entry = LedgerEntry { revision, notes: kept(&self.notes), ..before.clone() };
                    if entry != *before {
                        self.note(&entry)?;
                    }
                    self.note_names()?;
                    Ok(self.publication(PublishStep::Nothing, PublishState::Verified, 0, url))
                }
                // It was sent, and only not seen yet.
                _ => self.prove(before.clone(), there, &post, PublishStep::Nothing),
            };
        }
        if is_ahead {
            // There is something to send all the same: what is there is looked at in the moment before.
            self.alone = true;
            return self.run();
        }
        self.must_be_due()?;
        self.correct_cover(before.as_ref(), &body, &post)?;
        self.keep_what_goes(before.as_ref(), there.as_ref())?;
        let (sent, post) = self.send_whole(post, sent_hash, &body, there.as_ref())?;
        let Sent { entry, read, step } = sent;
        let Some(read) = read else {
            self.say(NoteWord::Gone);
            let uploads = self.uploads.1 as usize;
            return Ok(self.publication(step, PublishState::Sent, uploads, entry.url));
        };
        self.prove(entry, &read, &post, step)
    }

    /// Asks the gate once more: since it was asked pictures may have gone up for minutes.
    fn must_be_due(&self) -> Result<(), DeskError> {
        let Outgoing { id, kind, revision, published_at, .. } = self.outgoing;
        let now = self.desk.due(id, &self.session.target)?;
        let is_it = (now.kind, now.revision, now.published_at) == (kind, revision, published_at);
        if is_it { Ok(()) } else { Err(DeskError::OtherByNow) }
    }

    fn expect_uploads(&mut self, body: &Body) {
        let more = u32::try_from(body.uploads.len()).unwrap_or(u32::MAX);
        self.uploads.0 = self.uploads.0.saturating_add(more);
    }

    /// Says it, once.
    fn say(&mut self, note: impl Into<Note>) {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn is_page(&self) -> bool {
        self.outgoing.kind == Kind::Page
    }

    fn before(&self) -> Result<Option<LedgerEntry>, DeskError> {
        Ok(self.desk.view().ledger(self.session.target.id, self.outgoing.id)?)
    }

    /// The article as the server has it, read together with those whose turn comes, where by the ledger nothing is new on either side: then
    /// most often nothing is to be sent. None where it has to be read by itself.
    fn ahead(&self, before: Option<&LedgerEntry>) -> Result<Option<server::Remote>, DeskError> {
        let (kind, now) = (self.outgoing.kind, self.desk.now());
        let stands = |entry: &LedgerEntry| entry.state == LedgerState::Verified && entry.kind == kind;
        let is_same = |before: &&LedgerEntry| {
            stands(before) && before.revision == self.outgoing.revision && !self.alone
        };
        let Some((id, seen)) =
            before.filter(is_same).and_then(|before| before.remote_id.as_deref().zip(before.seen_hash))
        else {
            return Ok(None);
        };
        let mut there = self.session.ahead(id, now);
        if there.is_none() {
            let mut few = Vec::new();
            for next in self.session.next_few() {
                let entry = self.desk.view().ledger(self.session.target.id, next)?;
                few.extend(entry.filter(stands).and_then(|entry| entry.remote_id));
            }
            if self.session.read_ahead(self.is_page(), &few, now)? {
                there = self.session.ahead(id, now);
            }
        }
        Ok(there.filter(|there| there.hash() == seen))
    }

    /// The article as the server has it. An edit that someone made there is not written over.
    fn there(&self, before: Option<&LedgerEntry>) -> Result<Option<server::Remote>, DeskError> {
        let Outgoing { id, content, .. } = &self.outgoing;
        let changed = |what| DeskError::ChangedThere {
            headline: content.headline.clone(),
            target: self.session.target.name.clone(),
            what,
        };
        let known = before.and_then(|before| before.remote_id.as_deref());
        let server = self.session.server()?;
        let was_taken_off = before.is_some_and(|before| before.state == LedgerState::Removed);
        if let Some(before) = before.filter(|before| before.kind != self.outgoing.kind && !was_taken_off) {
            // No server makes the one of the other, and under the other it would not be found.
            let [there, here] = [before.kind, self.outgoing.kind].map(|kind| match kind {
                Kind::Article => "an article",
                Kind::Page => "a page",
            });
            let target = &self.session.target.name;
            let why = format!(
                "it stands at {target} as {there} and is {here} here by now; take it off there first, then publish it again"
            );
            let note = NoteWord::OtherThingThere.into();
            return Err(DeskError::NotOut { headline: content.headline.clone(), why, note });
        }
        let there = match known {
            Some(remote) if !was_taken_off => self.ours(before, server.read(self.is_page(), remote)?)?,
            // A plan does nothing there.
            Some(remote) if self.lease.is_some() => match server.bring_back(self.is_page(), remote)? {
                // What is kept may be found where it cannot be read.
                None if server.keeps_removed() => self.find(before, true)?,
                there => there,
            },
            Some(_) => None,
            // Nothing is known: a publish broke off, or the library is older than what it published.
            // Where none broke off since, or an editor looked, there is nothing to be found.
            None => self.find(before, before.is_none() || was_taken_off || self.mine)?,
        };
        if known.is_some() && there.is_none() && !was_taken_off && !self.mine {
            return Err(changed(WAS_REMOVED));
        }
        if let (Some(before), Some(there), false) = (before, &there, self.mine)
            && !self.desk.is_known(self.outgoing.id, self.session, before, there)?
        {
            // What was taken over from there already asks nobody anything.
            let theirs = Theirs::of(self.session, there.clone())?;
            if !self.desk.has_all_of(content, *id, &theirs)? {
                return Err(changed("was changed"));
            }
        }
        Ok(there)
    }

    /// The article as it is found there by its marker. `may_be_new`: where nobody can look, it is not there.
    fn find(
        &self,
        before: Option<&LedgerEntry>,
        may_be_new: bool,
    ) -> Result<Option<server::Remote>, DeskError> {
        let Outgoing { id, content, .. } = &self.outgoing;
        let slugs = self.desk.slugs_there(content, *id, before)?;
        match super::find_there(self.session.server()?, self.is_page(), &slugs, *id, before) {
            Err(DeskError::Publish(server::PublishError::CannotLook { .. })) if may_be_new => Ok(None),
            found => found,
        }
    }

    /// What someone wrote there is kept here before it is written over.
    fn keep_what_goes(
        &mut self,
        before: Option<&LedgerEntry>,
        there: Option<&server::Remote>,
    ) -> Result<(), DeskError> {
        match (before, there) {
            (Some(before), Some(there)) => {
                self.desk.keep_unknown(self.outgoing.id, self.session, before, there)
            }
            _ => Ok(()),
        }
    }

    fn body(&self) -> Result<Body, DeskError> {
        let mut body = Body::read(&self.desk.view(), self.session.target.id, &self.outgoing.content)?;
        if !self.session.server()?.takes_pictures() {
            body.leave_out_pictures();
        }
        Ok(body)
    }

    /// What is sent, once all that it refers to is there.
    fn post(&mut self, body: &Body) -> Result<server::Post, DeskError> {
        let Outgoing { content, kind, .. } = &self.outgoing;
        self.names = self.desk.view().names_now(self.session.target.id, *kind, content)?;
        let mut media = BTreeMap::new();
        for hash in &body.shown {
            media.insert(*hash, self.upload(*hash, body)?);
        }
        let cover = match body.cover {
            Some(hash) => {
                let RemoteMedia { remote_id: id, url } = self.upload(hash, body)?;
                Some(cover(&self.desk.view(), hash, body, server::Media { id, url })?)
            }
            None => remote_cover(&self.outgoing.content),
        };
        let address = |hash| media.get(&hash).map(|media: &RemoteMedia| media.url.clone());
        let (blocks, markdown) = (body.blocks(address), body.markdown(address));
        body.notes().into_iter().for_each(|note| self.say(note));
        let (categories, tags) = if self.is_page() { (Vec::new(), Vec::new()) } else { self.terms()? };
        let bylines = byline_names(&self.desk.view(), &self.outgoing.content)?;
        let Outgoing { content, kind, id, printed_at, .. } = &self.outgoing;
        let post = post(content, *kind, id.to_string(), self.live_at.unwrap_or(*printed_at));
        let scheduled = self.live_at.is_some();
        Ok(server::Post { blocks, markdown, scheduled, categories, tags, bylines, cover, ..post })
    }

    /// What the server calls category and tags, in the article's language.
    fn terms(&mut self) -> Result<(Vec<String>, Vec<String>), DeskError> {
        let (path, names) = filed_names(&self.desk.view(), &self.outgoing.content)?;
        let above =
            if self.session.target.kind.has_category_tree() { 0 } else { path.len().saturating_sub(1) };
        let mut category = None;
        for name in path.into_iter().skip(above) {
            match self.term(Term::Category { name, parent: category.clone() })? {
                Some(found) => category = Some(found),
                None => break,
            }
        }
        let mut tags = Vec::new();
        for name in names {
            tags.extend(self.term(Term::Tag(name))?);
        }
        Ok((category.into_iter().collect(), tags))
    }

    /// A category or tag. An account that may not make one publishes without it, and is told.
    fn term(&mut self, term: Term) -> Result<Option<String>, DeskError> {
        self.begin(JobStep::Reading)?;
        match self.session.term(term.clone()) {
            Ok(found) => Ok(Some(found)),
            Err(error) if may_not_make(&error) => {
                let (Term::Category { name, .. } | Term::Tag(name)) = term;
                self.say(Note::about(NoteWord::MayNotMake, name));
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// Sends it; and once more, where something was deleted there to which it refers: that is made anew, once.
    fn send_whole(
        &mut self,
        post: server::Post,
        sent_hash: [u8; 32],
        body: &Body,
        there: Option<&server::Remote>,
    ) -> Result<(Sent, server::Post), DeskError> {
        let sent = self.send(&post, sent_hash, there)?;
        let server = self.session.server()?;
        let Some(read) = sent.read.as_ref().filter(|read| server.lets_go_of(read, &post)) else {
            return Ok((sent, post));
        };
        self.session.forget();
        self.forget_lost_pictures(body)?;
        let body = self.body()?;
        self.expect_uploads(&body);
        let again = self.post(&body)?;
        let hash = server.sent_hash(&again);
        if hash == sent_hash {
            return Ok((sent, post));
        }
        let anew = Sent { step: sent.step, ..self.send(&again, hash, Some(read))? };
        Ok((anew, again))
    }

    /// Writes it there, and reads it back.
    fn send(
        &mut self,
        post: &server::Post,
        sent_hash: [u8; 32],
        there: Option<&server::Remote>,
    ) -> Result<Sent, DeskError> {
        self.begin(JobStep::Sending)?;
        let before = self.before()?;
        let stood = match (&before, there) {
            (Some(before), Some(there)) => {
                self.desk.stood_there(self.outgoing.id, self.session, before, there).map(Some)?
            }
            _ => None,
        };
        let mut entry = LedgerEntry {
            state: LedgerState::Sending,
            kind: self.outgoing.kind,
            remote_id: there.map(|there| there.id.clone()),
            url: there.and_then(address),
            revision: self.outgoing.revision,
            sent_hash,
            // From here on it has this, or what is sent.
            seen_hash: there.map(server::Remote::hash),
            at: self.desk.now(),
            live_at: self.live_at,
            stood,
            aside: there.map(aside),
            notes: NO_NOTES.to_owned(),
        };
        self.note(&entry)?;
        let server = self.session.server()?;
        let (step, sent) = match there {
            Some(there) => (PublishStep::Update, server.update(there, post)),
            None => (PublishStep::Create, server.create(post)),
        };
        let sent = match sent {
            Ok(sent) => sent,
            Err(error) => {
                let is_half_done = there.is_some_and(|there| server.takes_off_first(there, post));
                if error.left_it_alone() && !is_half_done {
                    self.note_as_before(before.as_ref())?;
                }
                return Err(error.into());
            }
        };
        (entry.state, entry.stood) = (LedgerState::Sent, None);
        (entry.seen_hash, entry.aside) = (Some(sent.hash()), Some(aside(&sent)));
        entry.remote_id = Some(sent.id.clone());
        entry.url = address(&sent).or(entry.url);
        self.note(&entry)?;
        self.note_names()?;

        self.begin(JobStep::Proof)?;
        let read = server.read(post.page, &sent.id)?;
        Ok(Sent { entry, read, step })
    }

    /// Holds what was read back against what was sent, and looks whether readers get it.
    fn prove(
        mut self,
        mut entry: LedgerEntry,
        read: &server::Remote,
        post: &server::Post,
        step: PublishStep,
    ) -> Result<Publication, DeskError> {
        self.begin(JobStep::Proof)?;
        let server = self.session.server()?;
        server.differences(read, post).into_iter().for_each(|note| self.say(note));
        let page = match read.shown {
            server::Shown::Now => server.shows_article(&read.url, &post.title)?,
            _ => server::AtAddress::Nothing,
        };
        let seen = page == server::AtAddress::Article;
        let state = if seen { LedgerState::Verified } else { LedgerState::Sent };
        let waits = post.scheduled && read.shown == server::Shown::AtItsTime;
        if read.shown == server::Shown::Unseen {
            self.say(NoteWord::Unreadable);
        } else if page == server::AtAddress::Another {
            self.say(NoteWord::NotItsPage);
        } else if page == server::AtAddress::Unreached {
            self.say(Note::about(NoteWord::NotLookedAt, super::host_of(&read.url)));
        } else if !seen && !waits {
            self.say(NoteWord::NotPublic);
        }
        self.live_at = self.live_at.filter(|_| waits);
        entry.url = address(read).or(entry.url);
        entry = LedgerEntry {
            state,
            seen_hash: Some(read.hash()),
            live_at: self.live_at,
            stood: None,
            aside: Some(aside(read)),
            notes: kept(&self.notes),
            ..entry
        };
        self.note(&entry)?;
        let state = if seen { PublishState::Verified } else { PublishState::Sent };
        let uploads = self.uploads.1 as usize;
        Ok(self.publication(step, state, uploads, entry.url))
    }

    /// Writes down what is done next. An error where it is not to be done: it was cancelled, or is another's now.
    fn begin(&mut self, step: JobStep) -> Result<(), DeskError> {
        match self.lease {
            Some(lease) => lease.begin(self.desk, step, self.uploads),
            None => Ok(()),
        }
    }

    fn note(&mut self, entry: &LedgerEntry) -> Result<(), DeskError> {
        let (target, id) = (self.session.target.id, self.outgoing.id);
        Ok(self.desk.library.transact(|tx| tx.put_ledger(target, id, entry))?)
    }

    /// What was to be sent did not arrive. One of which nothing was known before never did: nobody need look for it.
    fn note_as_before(&mut self, before: Option<&LedgerEntry>) -> Result<(), DeskError> {
        let (target, id) = (self.session.target.id, self.outgoing.id);
        Ok(self.desk.library.transact(|tx| match before {
            Some(before) => tx.put_ledger(target, id, before),
            None => tx.forget_ledger(target, id),
        })?)
    }

    fn publication(
        self,
        step: PublishStep,
        state: PublishState,
        uploads: usize,
        url: Option<String>,
    ) -> Publication {
        Publication {
            target: self.session.target.name.clone(),
            article: self.outgoing.id.to_string(),
            headline: self.outgoing.content.headline,
            step,
            for_good: false,
            state,
            uploads,
            url,
            live_at: self.live_at,
            notes: self.notes,
        }
    }
}

/// What came of writing it there.
struct Sent {
    entry: LedgerEntry,
    /// As it was read back; none where it was gone by then.
    read: Option<server::Remote>,
    step: PublishStep,
}

fn seen_of(before: Option<&LedgerEntry>) -> Option<[u8; 32]> {
    before.and_then(|before| before.seen_hash)
}

/// What the server makes of it in its own way, as it is kept.
pub(crate) fn aside(there: &server::Remote) -> String {
    json!(there.aside).to_string()
}

/// Where readers find it, where it has an address.
fn address(there: &server::Remote) -> Option<String> {
    Some(there.url.clone()).filter(|url| !url.is_empty())
}
