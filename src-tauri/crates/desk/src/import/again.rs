//! What an import knows of earlier ones: which files were taken, under whatever folder they were named then, and whether their pictures are
//! still the same.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;

use galley_bundle::{CoverPicture, Entry, Incoming, PictureRef, Scan, find_picture, open_picture};
use galley_domain::MediaHash;
use galley_store::{Origin, ShownMedia, View};

use crate::DeskError;

/// An origin, and the root and path that it stands under.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) origin: Origin,
    pub(super) root: String,
    pub(super) path: String,
}

/// Where the files of this import may be known from.
pub(super) struct Roots {
    /// This folder, where something was imported from it.
    own: Option<String>,
    /// Folders above: what leads from them to this one.
    above: Vec<(String, String)>,
    /// Folders below: what leads from this one to them.
    below: Vec<(String, String)>,
}

impl Roots {
    pub(super) fn read(view: &View<'_>, root: &str) -> Result<Self, DeskError> {
        let mut roots = Self { own: None, above: Vec::new(), below: Vec::new() };
        for other in view.origin_roots()? {
            if other == root {
                roots.own = Some(other);
            } else if let Some(rest) = between(&other, root) {
                roots.above.push((other, rest));
            } else if let Some(rest) = between(root, &other) {
                roots.below.push((other, rest));
            }
        }
        Ok(roots)
    }

    /// What is known of a file: it is the same file, whichever folder above it is imported.
    pub(super) fn known(&self, view: &View<'_>, path: &str) -> Result<Option<Known>, DeskError> {
        let own = self.own.iter().map(|root| (root.clone(), path.to_owned()));
        let above = self.above.iter().map(|(root, rest)| (root.clone(), format!("{rest}/{path}")));
        let below = self.below.iter().filter_map(|(root, rest)| {
            Some((root.clone(), path.strip_prefix(rest.as_str())?.strip_prefix('/')?.to_owned()))
        });
        for (root, path) in own.chain(above).chain(below) {
            if let Some(origin) = view.origin(&root, &path)? {
                return Ok(Some(Known { origin, root, path }));
            }
        }
        Ok(None)
    }
}

/// The path from a folder to one below it, with `/` between its parts.
fn between(above: &str, below: &str) -> Option<String> {
    let rest = Path::new(below).strip_prefix(above).ok().filter(|_| Path::new(above).is_absolute())?;
    let parts: Vec<_> = rest.iter().map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}

/// The pictures that a file names in its front matter.
pub(super) struct Named {
    /// In an article of our own bundle, those that lie elsewhere than the text says.
    mapped: Option<Vec<PictureRef>>,
    cover: Option<String>,
}

impl Named {
    /// As a glance at the file told.
    pub(super) fn of(glanced: &Incoming) -> Self {
        let cover = glanced.fields.cover.as_ref().and_then(|cover| match &cover.picture {
            CoverPicture::File(picture) => Some(picture.file.clone()),
            CoverPicture::Remote(_) => None,
        });
        Self { mapped: glanced.exact.as_ref().map(|_| glanced.fields.pictures.clone()), cover }
    }
}

/// The pictures of a folder, each read once.
pub(super) struct Pictures<'s> {
    scan: &'s Scan,
    hashes: Mutex<HashMap<String, Option<MediaHash>>>,
}

impl<'s> Pictures<'s> {
    pub(super) fn new(scan: &'s Scan) -> Self {
        Self { scan, hashes: Mutex::new(HashMap::new()) }
    }

    /// The first picture of a file that is another one now than its article shows. One that is gone, or that would not be taken, is
    /// none: the article keeps what it has.
    pub(super) fn changed(&self, entry: &Entry, named: &Named, shown: &ShownMedia) -> Option<String> {
        let in_text = shown.pictures.iter().filter_map(|(as_written, hash)| {
            Some((find_picture(self.scan, entry, named.mapped.as_deref(), as_written)?, *hash))
        });
        let cover = named.cover.iter().filter_map(|file| Some((file.clone(), shown.cover?)));
        let changed = |(file, hash): &(String, MediaHash)| self.hash(file).is_some_and(|now| now != *hash);
        in_text.chain(cover).find(changed).map(|(file, _)| file)
    }

    fn hash(&self, file: &str) -> Option<MediaHash> {
        let known = |pictures: &Self| {
            let hashes = pictures.hashes.lock().expect("who held it did not panic");
            hashes.get(file).copied()
        };
        if let Some(hash) = known(self) {
            return hash;
        }
        let picture = PictureRef { as_written: file.to_owned(), file: file.to_owned() };
        let hash = open_picture(self.scan, &picture).ok().map(|opened| opened.hash);
        self.hashes.lock().expect("who held it did not panic").insert(file.to_owned(), hash);
        hash
    }
}
