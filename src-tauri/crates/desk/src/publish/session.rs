//! A sitting at a server: signed in once, however many articles go there.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use galley_domain::{Target, TargetKind, WordPress};
use galley_publish::{self as server, PublishError, Secret, Taxonomy};

use crate::DeskError;

/// A target, its password, and once it was spoken to, the server. Nothing is sent before something must be asked, so that the gate
/// needs no connection.
pub struct Session<'t> {
    pub(super) target: &'t Target,
    at: &'t WordPress,
    password: Secret,
    signed_in: OnceCell<(server::WordPress, server::Account)>,
    /// Ids of categories and tags, by name and parent.
    terms: RefCell<HashMap<(Taxonomy, String, u64), u64>>,
}

impl<'t> Session<'t> {
    /// With the password of a target.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for a target that is no server.
    pub fn new(target: &'t Target, password: Secret) -> Result<Self, DeskError> {
        let TargetKind::WordPress(at) = &target.kind else {
            let why = "it is a static site: it is exported into a folder, with `export site`";
            return Err(DeskError::invalid(&target.name, why));
        };
        Ok(Self { target, at, password, signed_in: OnceCell::new(), terms: RefCell::default() })
    }

    /// Who writes there.
    pub(super) fn account(&self) -> Result<&server::Account, PublishError> {
        Ok(&self.signed_in()?.1)
    }

    /// The server.
    pub(super) fn server(&self) -> Result<&server::WordPress, PublishError> {
        Ok(&self.signed_in()?.0)
    }

    /// The server's id of a category or tag, asked once a sitting.
    pub(super) fn term(&self, taxonomy: Taxonomy, name: &str, parent: u64) -> Result<u64, PublishError> {
        let key = (taxonomy, name.to_owned(), parent);
        if let Some(id) = self.terms.borrow().get(&key) {
            return Ok(*id);
        }
        let id = self.server()?.term(taxonomy, name, parent)?;
        self.terms.borrow_mut().insert(key, id);
        Ok(id)
    }

    fn signed_in(&self) -> Result<&(server::WordPress, server::Account), PublishError> {
        if let Some(signed_in) = self.signed_in.get() {
            return Ok(signed_in);
        }
        let server = server::WordPress::connect(&self.at.address, &self.at.user, &self.password)?;
        let account = server.account()?;
        Ok(self.signed_in.get_or_init(|| (server, account)))
    }
}
