//! Under which names an article stands at a server: the server's own for it, and those of what it is filed under. Category, tags and bylines are known by id here, so that a new name is no change of the
//! article; at the server it is one.

use galley_publish::Remote;
use galley_store::{LedgerEntry, ShownName};

use super::Job;
use crate::DeskError;
use crate::publish::{AS_IT_CAME, another, is_ours};

impl Job<'_> {
    /// What was read under the article's name, where it is the article. Another one is left as it is: as ours it is made anew beside it.
    pub(super) fn ours(
        &self,
        before: Option<&LedgerEntry>,
        there: Option<Remote>,
    ) -> Result<Option<Remote>, DeskError> {
        match (before, there) {
            (Some(before), Some(other)) if !is_ours(before, &other, self.outgoing.id) => {
                if self.mine {
                    Ok(None)
                } else {
                    Err(another(&other).into())
                }
            }
            (_, there) => Ok(there),
        }
    }

    /// Whether this text is the one that came from there, and is filed as it was.
    pub(super) fn came(&self, before: &LedgerEntry) -> Result<bool, DeskError> {
        let is_it = before.sent_hash == AS_IT_CAME && before.revision == self.outgoing.revision;
        Ok(is_it && !self.is_renamed()?)
    }

    /// Whether it stands there under names that are others by now: of its category, a tag, or who wrote it.
    pub(super) fn is_renamed(&self) -> Result<bool, DeskError> {
        Ok(self.desk.view().has_old_names(self.session.target.id, self.outgoing.id)?)
    }

    /// Writes down under which names the server has it.
    pub(super) fn note_names(&mut self) -> Result<(), DeskError> {
        let (target, id) = (self.session.target.id, self.outgoing.id);
        if self.desk.view().shown_names(target, id)? != sorted(&self.names) || self.is_renamed()? {
            self.desk.library.transact(|tx| tx.put_shown_names(target, id, &self.names))?;
        }
        Ok(())
    }
}

/// As the ledger has them.
fn sorted(names: &[ShownName]) -> Vec<ShownName> {
    let mut names = names.to_vec();
    names.sort_by_key(|name| name.noun);
    names
}
