//! Which text of ours a server is known to have had: theirs is held against that one.
//!
//! Mostly it is what was sent last. Where the answer to that was lost, it may never have arrived; then what stood before would look like
//! an edit that takes ours away again.

use galley_domain::{ArticleId, Content, RevisionNumber};
use galley_publish::{self as server, StoryPart};
use galley_store::{LedgerEntry, View};

use super::Theirs;
use super::held::{AsSent, Blocks, filed, same, same_names};
use crate::publish::session::Session;
use crate::{Desk, DeskError};

impl Desk {
    /// The revision that stands at a server, in the moment before something else is sent.
    pub(in crate::publish) fn stood_there(
        &self,
        id: ArticleId,
        session: &Session,
        entry: &LedgerEntry,
        there: &server::Remote,
    ) -> Result<RevisionNumber, DeskError> {
        match entry.stood {
            None => Ok(entry.revision),
            // As it was: what was sent did not arrive.
            Some(stood) if entry.seen_hash == Some(there.hash()) => Ok(stood),
            Some(_) => self.base(id, &Theirs::of(session, there.clone())?, entry),
        }
    }

    /// The revision that theirs was made of: what was sent last only where it is seen to have arrived.
    pub(super) fn base(
        &self,
        id: ArticleId,
        theirs: &Theirs,
        entry: &LedgerEntry,
    ) -> Result<RevisionNumber, DeskError> {
        let Some(stood) = entry.stood else { return Ok(entry.revision) };
        let view = self.view();
        let (Some(before), Some(sent)) = (view.revision(id, stood)?, view.revision(id, entry.revision)?)
        else {
            return Ok(entry.revision);
        };
        Ok(if arrived(&view, theirs, &before, &sent)? { entry.revision } else { stood })
    }
}

/// Whether something stands there that only the second text has, and nothing that only the first had. An article is written as a whole.
fn arrived(view: &View<'_>, theirs: &Theirs, before: &Content, sent: &Content) -> Result<bool, DeskError> {
    let story = &theirs.story;
    let is_said = |part| !story.unsaid.contains(&part);
    let (mut has_new, mut has_old) = (false, false);
    let mut weigh = |was: bool, is: bool| {
        has_new |= is && !was;
        has_old |= was && !is;
    };
    if is_said(StoryPart::Title) {
        weigh(same(&before.headline, &story.title), same(&sent.headline, &story.title));
    }
    if is_said(StoryPart::Lead) {
        weigh(same(&before.lead, &story.lead), same(&sent.lead, &story.lead));
    }
    if is_said(StoryPart::Filed) {
        let mut names: Vec<_> = story.categories.iter().filter_map(|path| path.last().cloned()).collect();
        names.extend(story.tags.iter().cloned());
        weigh(same_names(&filed(view, before)?, &names), same_names(&filed(view, sent)?, &names));
    }
    if is_said(StoryPart::Text) {
        let [was, is] = [before, sent].map(|text| AsSent::of(view, theirs.target, text));
        let (was, is, there) = (was?.blocks.keys, is?.blocks.keys, Blocks::of(&story.html).keys);
        for key in &there {
            weigh(was.contains(key), is.contains(key));
        }
    }
    Ok(has_new && !has_old)
}
