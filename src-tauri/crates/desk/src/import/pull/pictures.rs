//! The pictures of pulled articles: each is fetched once, and known by its name at the server from then on.

use std::collections::HashMap;

use galley_domain::{Media, MediaHash, Target};
use galley_publish::{Cover, PublishError};
use galley_store::{MediaFiles, MediaProblem, RemoteMedia};
use url::Url;

use crate::DeskError;
use crate::article::file_name_in;
use crate::wire::LeftReason;

/// What became of a picture.
#[derive(Debug, Clone)]
pub(super) enum Picture {
    Taken(Media),
    /// Why not.
    Left(String, LeftReason),
}

pub(super) struct Pictures {
    files: MediaFiles,
    /// The host of the site: where that cannot be reached, nothing goes on.
    host: Option<String>,
    met: HashMap<String, Picture>,
    /// Those with a name at the server that are not in the ledger yet.
    named: Vec<(MediaHash, RemoteMedia)>,
}

impl Pictures {
    pub(super) fn new(files: MediaFiles, target: &Target) -> Self {
        let address = target.kind.address().unwrap_or_default();
        Self { files, host: host_of(address), met: HashMap::new(), named: Vec::new() }
    }

    /// The picture in the library's folder. An error only where the server is not there any more. `is_well`: whether it answers otherwise.
    pub(super) fn take(
        &mut self,
        cover: &Cover,
        fetch: impl FnOnce(&str) -> Result<Option<Vec<u8>>, DeskError>,
        is_well: impl FnOnce() -> bool,
    ) -> Result<Picture, DeskError> {
        let url = &cover.media.url;
        if let Some(met) = self.met.get(url) {
            return Ok(met.clone());
        }
        let picture = match fetch(url) {
            Ok(Some(bytes)) => self.keep(cover, &bytes)?,
            Ok(None) => {
                let (why, reason) = missing(url);
                Picture::Left(why, reason)
            }
            Err(DeskError::Publish(trouble)) if !self.stops(url, &trouble, is_well) => {
                let why = format!(
                    "the picture {url} could not be fetched ({trouble}); the text was taken without it"
                );
                Picture::Left(why, LeftReason::PictureMissing { picture: url.clone() })
            }
            Err(other) => return Err(other),
        };
        self.met.insert(url.clone(), picture.clone());
        Ok(picture)
    }

    fn keep(&mut self, cover: &Cover, bytes: &[u8]) -> Result<Picture, DeskError> {
        let url = &cover.media.url;
        Ok(match self.files.add(bytes, &file_name_in(url)) {
            Ok(media) => {
                let Cover { media: there, alt, caption, .. } = cover.clone();
                if !there.id.is_empty() {
                    self.named.push((media.hash, RemoteMedia { remote_id: there.id, url: there.url }));
                }
                Picture::Taken(Media { alt, caption, ..media })
            }
            Err(MediaProblem::Store(trouble)) => return Err(trouble.into()),
            Err(problem) => {
                let why = format!("the picture {url} was not taken: {problem}");
                Picture::Left(why, (&problem).into())
            }
        })
    }

    /// Those that the ledger is to know.
    pub(super) fn named(&self) -> &[(MediaHash, RemoteMedia)] {
        &self.named
    }

    /// It knows them now.
    pub(super) fn written(&mut self) {
        self.named.clear();
    }

    /// Whether what went wrong is the server's own absence: then the next pull goes on. Else it is this picture's.
    pub(super) fn stops(&self, url: &str, trouble: &PublishError, is_well: impl FnOnce() -> bool) -> bool {
        let is_its_own = host_of(url) == self.host;
        match trouble {
            PublishError::Unreachable { is_late: true, .. } => is_its_own && !is_well(),
            PublishError::Unreachable { .. }
            | PublishError::Busy { .. }
            | PublishError::Certificate { .. } => is_its_own,
            _ => false,
        }
    }
}

/// What is told of one that cannot be had.
pub(super) fn missing(url: &str) -> (String, LeftReason) {
    let why = format!("the picture {url} is not there; the text was taken without it");
    (why, LeftReason::PictureMissing { picture: url.to_owned() })
}

fn host_of(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}
