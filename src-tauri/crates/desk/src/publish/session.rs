//! A sitting at a server: signed in once, however many articles go there.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use galley_domain::{ArticleId, Instant, Target, TargetKind};
use galley_publish::{self as server, Account, PublishError, Reach, Remote, Secret, Server};

use crate::DeskError;

/// How many articles are read at once: what comes of them stays below what an answer may be long.
const AT_ONCE: usize = 20;
/// How long it counts what was read ahead of its turn. Nothing is written over on its word.
const AHEAD_KEPT: Duration = Duration::from_mins(1);

/// A target, its password, and once it was spoken to, the server. Nothing is sent before something must be asked, so that the gate
/// needs no connection.
pub struct Session {
    pub(crate) target: Target,
    secret: Secret,
    /// How long an answer is waited for at most, where a request would be given longer.
    patience: Duration,
    signed_in: OnceCell<(Box<dyn Server>, Account)>,
    /// What the server calls categories and tags: by name, and for categories by what they stand below.
    terms: RefCell<HashMap<Term, String>>,
    /// The articles whose turn comes, in order.
    coming: RefCell<VecDeque<ArticleId>>,
    /// What was read ahead of its turn, by the server's name for it, and until when that counts.
    ahead: RefCell<HashMap<String, (Remote, Instant)>>,
    /// Whether reading several at once failed.
    one_by_one: Cell<bool>,
}

/// What an article is filed under.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Term {
    Category { name: String, parent: Option<String> },
    Tag(String),
}

impl Session {
    /// With the password of a target.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for a target that is no server.
    pub fn new(target: &Target, secret: Secret) -> Result<Self, DeskError> {
        if matches!(target.kind, TargetKind::Site(_)) {
            return Err(no_server(target));
        }
        let (target, signed_in, terms) = (target.clone(), OnceCell::new(), RefCell::default());
        let (coming, ahead, one_by_one) = (RefCell::default(), RefCell::default(), Cell::new(false));
        let patience = Duration::MAX;
        Ok(Self { target, secret, patience, signed_in, terms, coming, ahead, one_by_one })
    }

    /// The same for who does not wait so long for an answer.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Who writes there.
    pub(super) fn account(&self) -> Result<&Account, DeskError> {
        Ok(&self.signed_in()?.1)
    }

    /// The server.
    pub(crate) fn server(&self) -> Result<&dyn Server, DeskError> {
        Ok(self.signed_in()?.0.as_ref())
    }

    /// What the server calls a category or tag, asked once a sitting.
    pub(super) fn term(&self, term: Term) -> Result<String, DeskError> {
        if let Some(known) = self.terms.borrow().get(&term) {
            return Ok(known.clone());
        }
        let server = self.server()?;
        let name = match &term {
            Term::Category { name, parent } => server.category(name, parent.as_deref())?,
            Term::Tag(name) => server.tag(name)?,
        };
        self.terms.borrow_mut().insert(term, name.clone());
        Ok(name)
    }

    /// It is this article's turn. `coming`: it and those behind it, asked for where that is not known.
    pub(super) fn turn_of(
        &self,
        id: ArticleId,
        coming: impl FnOnce() -> Result<Vec<ArticleId>, DeskError>,
    ) -> Result<(), DeskError> {
        let at = self.coming.borrow().iter().position(|next| *next == id);
        match at {
            Some(at) => drop(self.coming.borrow_mut().drain(..at)),
            None => *self.coming.borrow_mut() = coming()?.into(),
        }
        Ok(())
    }

    /// The article whose turn it is, and some of those behind it.
    pub(super) fn next_few(&self) -> Vec<ArticleId> {
        self.coming.borrow().iter().take(AT_ONCE).copied().collect()
    }

    /// What was read of an article ahead of its turn, where that counts still. It is told once.
    pub(super) fn ahead(&self, id: &str, now: Instant) -> Option<Remote> {
        let known = self.ahead.borrow_mut().remove(id);
        known.filter(|(_, until)| now < *until).map(|(there, _)| there)
    }

    /// Reads several articles in one request; false where the server has none for that, or does not answer it: what is wrong with the
    /// server, reading one says.
    pub(super) fn read_ahead(&self, page: bool, ids: &[String], now: Instant) -> Result<bool, DeskError> {
        let server = self.server()?;
        if ids.len() < 2 || !server.reads_at_once() || self.one_by_one.get() {
            return Ok(false);
        }
        let Ok(read) = server.read_all(page, ids) else {
            // Together they may be longer than an answer is read.
            self.one_by_one.set(true);
            return Ok(false);
        };
        let known = read.into_iter().map(|there| (there.id.clone(), (there, now + AHEAD_KEPT)));
        *self.ahead.borrow_mut() = known.collect();
        Ok(true)
    }

    /// Forgets what the server calls them, and what it has: some may be gone.
    pub(super) fn forget(&self) {
        self.terms.borrow_mut().clear();
        self.ahead.borrow_mut().clear();
        if let Some((server, _)) = self.signed_in.get() {
            server.forget();
        }
    }

    fn signed_in(&self) -> Result<&(Box<dyn Server>, Account), DeskError> {
        if let Some(signed_in) = self.signed_in.get() {
            return Ok(signed_in);
        }
        let server = self.connect()?;
        let account = server.account()?;
        Ok(self.signed_in.get_or_init(|| (server, account)))
    }

    /// Finds the server's interface, without asking who writes.
    pub(super) fn connect(&self) -> Result<Box<dyn Server>, DeskError> {
        let reach = Reach::new(self.target.private, self.target.plain).with_patience(self.patience);
        server::connect(&self.target.kind, reach, &self.secret)?.ok_or_else(|| no_server(&self.target))
    }
}

/// The one refusal that a term may meet and the article go out all the same.
pub(super) fn may_not_make(error: &DeskError) -> bool {
    matches!(error, DeskError::Publish(PublishError::Rights { .. }))
}

pub(super) fn no_server(target: &Target) -> DeskError {
    DeskError::invalid(&target.name, "it is a static site: it is exported into a folder, with `export site`")
}
