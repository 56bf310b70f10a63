//! A sitting at a server: signed in once, however many articles go there.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use galley_domain::{Target, TargetKind};
use galley_publish::{self as server, Account, PublishError, Reach, Secret, Server};

use crate::DeskError;

/// A target, its password, and once it was spoken to, the server. Nothing is sent before something must be asked, so that the gate
/// needs no connection.
pub struct Session {
    pub(crate) target: Target,
    secret: Secret,
    signed_in: OnceCell<(Box<dyn Server>, Account)>,
    /// What the server calls categories and tags: by name, and for categories by what they stand below.
    terms: RefCell<HashMap<Term, String>>,
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
        Ok(Self { target, secret, signed_in, terms })
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

    /// Forgets what the server calls them: some may be gone.
    pub(super) fn forget(&self) {
        self.terms.borrow_mut().clear();
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
        let reach = Reach::new(self.target.private, self.target.plain);
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
