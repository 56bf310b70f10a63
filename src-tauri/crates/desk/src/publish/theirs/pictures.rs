//! The pictures in their text: those that we have, and files of theirs that we have not yet.

use std::collections::BTreeMap;

use galley_domain::{Content, Media, MediaHash, TargetId};
use galley_publish as server;
use galley_store::{MediaFiles, RemoteMedia, View};

use super::Theirs;
use crate::article::file_name_in;
use crate::{Desk, DeskError};

/// A picture of theirs that we have not.
pub(super) struct Fetched {
    picture: server::Cover,
    bytes: Vec<u8>,
    /// What it is in the library, or will be.
    media: Media,
}

impl Theirs {
    /// Fetches the files of those that we have not. Answers the addresses of those that cannot be had: they stay links.
    pub(crate) fn fetch_pictures(
        &mut self,
        view: &View<'_>,
        mut fetch: impl FnMut(&str) -> Result<Option<Vec<u8>>, DeskError>,
    ) -> Result<Vec<String>, DeskError> {
        let mut missed = Vec::new();
        for picture in self.story.pictures.values() {
            let url = &picture.media.url;
            let is_met = self.pictures.iter().any(|met| met.picture.media.url == *url);
            if is_met || missed.contains(url) || known(view, self, picture)?.is_some() {
                continue;
            }
            let file = fetch(url)?;
            let media = file.as_deref().and_then(|file| MediaFiles::picture(file, &file_name_in(url)).ok());
            match (file, media) {
                (Some(bytes), Some(media)) => {
                    let media = view.media(media.hash)?.unwrap_or(media);
                    self.pictures.push(Fetched { picture: picture.clone(), bytes, media });
                }
                _ => missed.push(url.clone()),
            }
        }
        Ok(missed)
    }

    /// By which path a text of ours shows each of them, by the address in theirs.
    pub(super) fn paths(&self, view: &View<'_>) -> Result<BTreeMap<&str, (String, MediaHash)>, DeskError> {
        let mut paths = BTreeMap::new();
        for (written, picture) in &self.story.pictures {
            let url = picture.media.url.as_str();
            let fetched = self.pictures.iter().find(|fetched| fetched.picture.media.url == url);
            let media = match fetched {
                Some(fetched) => Some(fetched.media.clone()),
                None => known(view, self, picture)?,
            };
            if let Some(media) = media {
                let shown = (media.path(), media.hash);
                paths.insert(url, shown.clone());
                paths.insert(written, shown);
            }
        }
        Ok(paths)
    }
}

impl Desk {
    /// Takes those that a text shows into the library, and notes by which names the server has them.
    pub(super) fn hold_pictures(&mut self, theirs: &Theirs, body: &str) -> Result<(), DeskError> {
        for Fetched { picture, bytes, media } in &theirs.pictures {
            if body.contains(&media.path()) {
                self.hold_theirs(theirs.target, picture, bytes)?;
            }
        }
        Ok(())
    }

    /// Takes a file of theirs into the library, with what they say of it, and notes by which name the server has it.
    pub(super) fn hold_theirs(
        &mut self,
        target: TargetId,
        picture: &server::Cover,
        bytes: &[u8],
    ) -> Result<(), DeskError> {
        let server::Media { id, url } = picture.media.clone();
        let (alt, caption) = (picture.alt.clone(), picture.caption.clone());
        let media = Media { alt, caption, ..self.add_file(bytes, &file_name_in(&url))? };
        // Nothing to undo: no article shows it yet.
        self.import_batch(|work| {
            if work.tx.media(media.hash)?.is_none() {
                work.tx.put_media(&media, work.now)?;
            }
            // What has no name there is not known by one.
            if !id.is_empty() {
                let remote = RemoteMedia { remote_id: id, url };
                work.tx.put_ledger_media(target, media.hash, Some(&remote))?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Has a text of theirs that is only kept mean those that it shows.
    pub(super) fn mean_pictures(&self, theirs: &Theirs, content: &mut Content) -> Result<(), DeskError> {
        for (path, hash) in theirs.paths(&self.view())?.into_values() {
            if content.body.contains(&path) {
                content.pictures.entry(path).or_insert(hash);
            }
        }
        Ok(())
    }
}

/// The picture of ours that it is.
fn known(view: &View<'_>, theirs: &Theirs, picture: &server::Cover) -> Result<Option<Media>, DeskError> {
    let server::Media { id, url } = &picture.media;
    let named = if id.is_empty() { None } else { view.ledger_media_named(theirs.target, id)? };
    let hash = match named {
        Some(hash) => Some(hash),
        None => view.ledger_media_at(theirs.target, url)?,
    };
    Ok(hash.map(|hash| view.media(hash)).transpose()?.flatten())
}
