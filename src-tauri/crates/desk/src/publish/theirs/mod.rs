//! What someone wrote at a server since we published there: held beside ours, taken over, or kept before ours goes over it.
//!
//! Three texts meet (`held`): what stood there (`base`), ours, and theirs. An edit there that our text already has asks nobody anything.

mod base;
mod cover;
mod follow;
mod held;
mod merge;
mod our_words;
mod pictures;

use galley_domain::{Article, ArticleId, Content, TargetId};
use galley_publish as server;
use galley_store::{LedgerEntry, LedgerState, Snapshot};

use super::session::Session;
use crate::nouns::can_be_name;
use crate::wire::{ComparedPart, Comparison, FileNote, Op, PartField, RemarkReason, WhoWord};
use crate::{Desk, DeskError, Done};
pub(crate) use follow::Followed;
use follow::is_taken_off;
pub(super) use follow::was_shown;
use held::Held;
use pictures::Fetched;

/// An article as a server has it now.
pub struct Theirs {
    target: TargetId,
    target_name: String,
    remote: server::Remote,
    story: server::Story,
    /// The file of their cover, where we have none of it.
    cover: Option<Vec<u8>>,
    /// The pictures in their text of which we have no file.
    pictures: Vec<Fetched>,
    /// What was called there as nothing can be called here.
    pub(crate) nameless: Vec<FileNote>,
}

/// What of theirs is taken.
#[derive(Debug, Clone)]
pub enum Take {
    /// All that is different.
    All,
    /// What only they changed.
    Merge,
    /// These parts of a [`Comparison`], by their place in it, if its two texts are still what it says.
    Chosen {
        /// What the comparison is known by.
        seen: String,
        /// The parts.
        parts: Vec<usize>,
    },
}

impl Theirs {
    /// What was read is asked for its words.
    pub(super) fn of(session: &Session, remote: server::Remote) -> Result<Self, DeskError> {
        let story = session.server()?.story(&remote)?;
        Ok(Self::with(session, remote, story))
    }

    /// Names of which none can be made here are left there: they are no edit, and nothing that could be taken.
    pub(crate) fn with(session: &Session, remote: server::Remote, mut story: server::Story) -> Self {
        let mut nameless = Vec::new();
        let mut named = |what: &str, name: &str, reason: fn(String) -> RemarkReason| {
            let is_named = can_be_name(name);
            if !is_named {
                nameless.push(FileNote::no_name(what, name, reason));
            }
            is_named
        };
        for path in &mut story.categories {
            let category = |name: &&String| named("category", name, |name| RemarkReason::NoCategory { name });
            let names = path.iter().take_while(category).count();
            path.truncate(names);
        }
        story.categories.retain(|path| !path.is_empty());
        story.tags.retain(|name| named("tag", name, |name| RemarkReason::NoTag { name }));
        story.bylines.retain(|name| named("byline", name, |name| RemarkReason::NoByline { name }));
        let (target, target_name) = (session.target.id, session.target.name.clone());
        Self { target, target_name, remote, story, cover: None, pictures: Vec::new(), nameless }
    }
}

impl Desk {
    /// Reads an article back from a server. Nothing is changed there or here.
    ///
    /// # Errors
    /// [`DeskError::NotPublishedThere`]; [`DeskError::ChangedThere`] where it is gone there;
    /// [`DeskError::Publish`].
    pub fn read_theirs(&self, id: ArticleId, session: &Session) -> Result<Theirs, DeskError> {
        let article = self.article(id)?;
        let target = &session.target;
        let entry = self.published(id, target)?;
        let server = session.server()?;
        let remote = self.there_by_ledger(id, server, &entry, Some(&article.content))?;
        let remote = remote.ok_or_else(|| DeskError::ChangedThere {
            headline: article.content.headline,
            target: target.name.clone(),
            what: super::WAS_REMOVED,
        })?;
        let mut theirs = Theirs::of(session, remote)?;
        // One that cannot be had is shown, and not taken.
        let fetch = |url: &str| Ok(server.picture(url).unwrap_or_default());
        theirs.fetch_cover(&self.view(), fetch)?;
        theirs.fetch_pictures(&self.view(), fetch)?;
        Ok(theirs)
    }

    /// Holds what a server has against our working text.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn compare_theirs(&self, id: ArticleId, theirs: &Theirs) -> Result<Comparison, DeskError> {
        let article = self.article(id)?;
        let held = self.held(&article.content, id, theirs)?;
        Ok(Comparison {
            target: theirs.target_name.clone(),
            headline: article.content.headline.clone(),
            url: theirs.remote.url.clone(),
            seen: seen(&article, theirs),
            parts: held.parts(),
        })
    }

    /// Takes theirs into the working text, which is kept as a revision first and can be put back. What of theirs is not taken is
    /// kept as a revision as well. Nothing is released, and nothing is sent. Answers what was taken.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]; [`DeskError::ChangedSince`] where one of the two texts is another by now.
    pub fn take_theirs(
        &mut self,
        id: ArticleId,
        theirs: &Theirs,
        take: &Take,
    ) -> Result<Done<Vec<ComparedPart>>, DeskError> {
        let article = self.article(id)?;
        if matches!(take, Take::Chosen { seen: compared, .. } if *compared != seen(&article, theirs)) {
            return Err(DeskError::ComparedSince);
        }
        let held = self.held(&article.content, id, theirs)?;
        let parts = held.parts();
        let is_taken = |at: usize| {
            let part = &parts[at];
            part.takes
                && match take {
                    Take::All => part.who != WhoWord::Nobody,
                    Take::Merge => part.who == WhoWord::Theirs,
                    Take::Chosen { parts, .. } => parts.contains(&at),
                }
        };
        let takes_cover = parts.iter().enumerate().any(|(at, p)| p.field == PartField::Cover && is_taken(at));
        let change = held.change(is_taken);
        let left = |(at, part): (usize, &ComparedPart)| part.who != WhoWord::Nobody && !is_taken(at);
        if parts.iter().enumerate().any(left) {
            self.keep_theirs(id, theirs)?;
        }
        let taken: Vec<_> =
            parts.iter().enumerate().filter(|(at, _)| is_taken(*at)).map(|(_, part)| part.clone()).collect();
        if takes_cover {
            self.hold_cover(theirs)?;
        }
        self.hold_pictures(theirs, change.body())?;
        let done = self.edit(Op::TakeTheirs, id, |work, article| change.apply(work, article))?;
        Ok(Done { output: taken, changes: done.changes })
    }

    /// Whether all that they changed since stands in this text of ours as well: then ours may go over it.
    pub(super) fn has_all_of(
        &self,
        ours: &Content,
        id: ArticleId,
        theirs: &Theirs,
    ) -> Result<bool, DeskError> {
        let held = self.held(ours, id, theirs)?;
        let is_ours = |part: &ComparedPart| matches!(part.who, WhoWord::Nobody | WhoWord::Ours);
        Ok(held.is_edited() && held.parts().iter().all(is_ours))
    }

    /// Whether what a server has is what the ledger knows: as it was read last, or, where nobody knows what came of sending, as it was sent.
    /// There only the words count: what else a server makes of an article is learnt when it is read back.
    pub(super) fn is_known(
        &self,
        id: ArticleId,
        session: &Session,
        entry: &LedgerEntry,
        there: &server::Remote,
    ) -> Result<bool, DeskError> {
        match entry.state {
            LedgerState::Removed => return Ok(true),
            _ if entry.seen_hash == Some(there.hash()) => return Ok(true),
            LedgerState::Verified => return Ok(false),
            LedgerState::Sending => {
                let was = session.server()?.before_taken_off(there);
                if was.is_some_and(|was| entry.seen_hash == Some(was.hash())) {
                    return Ok(true);
                }
            }
            LedgerState::Sent if is_taken_off(entry, there) => return Ok(false),
            LedgerState::Sent => {}
        }
        let Some(sent) = self.view().revision(id, entry.revision)? else { return Ok(false) };
        let theirs = Theirs::of(session, there.clone())?;
        let parts = Held::read(&self.view(), &theirs, Some(entry), Some(&sent), (id, &sent))?.parts();
        Ok(!parts.iter().any(|part| part.who != WhoWord::Nobody && is_words(part.field)))
    }

    /// Keeps what someone wrote at a server as a revision, where the ledger does not know it.
    pub(super) fn keep_unknown(
        &mut self,
        id: ArticleId,
        session: &Session,
        entry: &LedgerEntry,
        there: &server::Remote,
    ) -> Result<(), DeskError> {
        if self.is_known(id, session, entry, there)? {
            return Ok(());
        }
        let theirs = Theirs::of(session, there.clone())?;
        self.keep_theirs(id, &theirs)
    }

    /// Keeps what stands at a server as a revision, before ours goes over it.
    pub(super) fn keep_theirs(&mut self, id: ArticleId, theirs: &Theirs) -> Result<(), DeskError> {
        let article = self.article(id)?;
        let held = self.held(&article.content, id, theirs)?;
        let parts = held.parts();
        let all = held.change(|at| parts[at].takes);
        let mut content = article.content.clone();
        all.apply_text(&mut content);
        if content == article.content {
            return Ok(());
        }
        self.hold_pictures(theirs, &content.body)?;
        self.mean_pictures(theirs, &mut content)?;
        let words = galley_markdown::read(&content.body).counts.words as u32;
        let snapshot = Snapshot::of(&content)?;
        // Nothing to undo: the article stays what it is.
        self.import_batch(|work| {
            let other = Article { content, modified_at: work.now, ..article };
            work.keep_other(id, &snapshot, &other, words)
        })?;
        Ok(())
    }

    fn held<'t>(&self, ours: &'t Content, id: ArticleId, theirs: &'t Theirs) -> Result<Held<'t>, DeskError> {
        let view = self.view();
        let entry = view.ledger(theirs.target, id)?;
        let sent = match &entry {
            Some(entry) => view.revision(id, self.base(id, theirs, entry)?)?,
            None => None,
        };
        Held::read(&view, theirs, entry.as_ref(), sent.as_ref(), (id, ours))
    }
}

/// Whether someone wrote it.
const fn is_words(field: PartField) -> bool {
    !matches!(
        field,
        PartField::Slug
            | PartField::Filed
            | PartField::Cover
            | PartField::CoverWords
            | PartField::Bylines
            | PartField::Date
            | PartField::Shown
            | PartField::Other
    )
}

/// Names two texts.
fn seen(article: &Article, theirs: &Theirs) -> String {
    format!("{}-{}", article.version, crate::listing::hex(theirs.remote.hash()))
}
