//! The pictures of an article on its way: each once at a server, with its words.

use galley_domain::MediaHash;
use galley_publish::{self as server, Note, NoteWord};
use galley_store::{JobStep, LedgerEntry, RemoteMedia};

use super::Job;
use crate::DeskError;
use crate::publish::body::Body;
use crate::publish::post::{cover, file_name, sent_file};

impl Job<'_> {
    /// Forgets the pictures that the server has no longer, so that they are sent again. Whether there were any.
    pub(super) fn forget_lost_pictures(&mut self, body: &Body) -> Result<bool, DeskError> {
        let (target, mut lost) = (self.session.target.id, false);
        for hash in body.shown.iter().copied().chain(body.cover) {
            let Some(RemoteMedia { remote_id: id, url }) = self.desk.view().ledger_media(target, hash)?
            else {
                continue;
            };
            self.begin(JobStep::Reading)?;
            if !self.session.server()?.has_media(&server::Media { id, url })? {
                self.desk.library.transact(|tx| tx.put_ledger_media(target, hash, None))?;
                lost = true;
            }
        }
        Ok(lost)
    }

    /// A picture at the server: sent only where it is not there yet.
    pub(super) fn upload(&mut self, hash: MediaHash, body: &Body) -> Result<RemoteMedia, DeskError> {
        let target = self.session.target.id;
        if let Some(media) = self.desk.view().ledger_media(target, hash)? {
            return Ok(media);
        }
        self.begin(JobStep::Pictures)?;
        let media = self.desk.view().media(hash)?.ok_or_else(|| DeskError::unknown("picture", hash))?;
        let file_name = file_name(&self.desk.view(), hash)?;
        let server = self.session.server()?;
        let alt = body.alt(hash).unwrap_or(&media.alt);
        let caption = body.caption(hash).unwrap_or(&media.caption);
        let is_cover = body.cover == Some(hash);
        let credit = body.credit(hash).unwrap_or(&media.credit);
        let credit = if is_cover { credit } else { "" };
        let sent = if let Some(sent) = server.find_media(&file_name, self.desk.now())? {
            sent
        } else {
            // It may have been held back since the last picture went up.
            self.must_be_due()?;
            let bytes = sent_file(&self.desk.media_files(), &media)?;
            server.upload(server::Upload {
                file_name: &file_name,
                content_type: media.kind.media_type(),
                bytes,
                alt,
                caption,
                credit,
            })?
        };
        self.describe(&sent, alt, &self.below(caption, credit))?;
        let media = RemoteMedia { remote_id: sent.id, url: sent.url };
        self.desk.library.transact(|tx| tx.put_ledger_media(target, hash, Some(&media)))?;
        self.uploads.1 += 1;
        Ok(media)
    }

    /// Says the words of a picture where it has its own. One that another put there keeps theirs, where this account may not change that.
    pub(super) fn describe(
        &mut self,
        sent: &server::Media,
        alt: &str,
        caption: &str,
    ) -> Result<(), DeskError> {
        match self.session.server()?.describe(sent, alt, caption) {
            Err(server::PublishError::Rights { .. }) => {
                self.say(Note::about(NoteWord::MayNotDescribe, &sent.url));
            }
            described => described?,
        }
        Ok(())
    }

    /// The words of the cover that were corrected here since they were sent.
    pub(super) fn correct_cover(
        &mut self,
        before: Option<&LedgerEntry>,
        body: &Body,
        post: &server::Post,
    ) -> Result<(), DeskError> {
        let (Some(before), Some(hash), Some(now)) = (before, body.cover, &post.cover) else { return Ok(()) };
        let Some(sent) = self.desk.view().revision(self.outgoing.id, before.revision)? else { return Ok(()) };
        let sent = Body::read(&self.desk.view(), self.session.target.id, &sent)?;
        if sent.cover != body.cover || *now == cover(&self.desk.view(), hash, &sent, now.media.clone())? {
            return Ok(());
        }
        self.begin(JobStep::Pictures)?;
        self.describe(&now.media, &now.alt, &self.below(&now.caption, &now.credit))
    }

    /// The one line that a server has for what stands below a picture.
    fn below(&self, caption: &str, credit: &str) -> String {
        server::credited(caption, credit, self.outgoing.content.language.as_str())
    }
}
