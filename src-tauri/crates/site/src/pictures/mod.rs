//! Pictures as readers get them: in the sizes that their screens need, and without what a camera wrote into them.
//!
//! Which files a picture has in the site follows from its kind and its width alone, so that pages can name them while nobody
//! has looked into it: the file itself, made clean, and the same as WebP in some widths. The files are made when the pages
//! are done (crate `galley-pictures`), once, and kept for other sites (`store`). A picture that turns out to be none that can be read has no
//! other widths: the export begins again, knowing that. Why it is made like this: `docs/decisions/0024-pictures.md`.

mod store;
mod tones;

use std::collections::HashSet;

use galley_domain::{MediaHash, MediaKind};
use galley_pictures::widths;

pub(crate) use galley_pictures::{EMPTY_DRAWING, Form, make};
pub(crate) use store::Store;
pub(crate) use tones::{Tone, Tones, classes, of_covers};

use crate::address::Base;

/// How wide a picture in a text is shown. Browsers that see for themselves take the first, the others the rest, which says
/// what most themes do.
pub(crate) const IN_TEXT: &str = "auto, (min-width: 46rem) 44rem, 100vw";

/// What the path of a card begins with, and how many digits of its hash stand behind that.
pub(crate) const CARD: &str = "/media/card-";
const CARD_DIGITS: usize = 24;

/// Which pictures pages name in other widths.
#[derive(Debug, Default)]
pub(crate) struct Sizing {
    /// Those that cannot be read, which have none.
    pub(crate) unreadable: HashSet<MediaHash>,
    /// The colours of the covers.
    pub(crate) tones: Tones,
    /// None at all: what is shown is not the site.
    pub(crate) off: bool,
}

/// A file of the library as it stands in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SiteFile {
    pub(crate) hash: MediaHash,
    /// Its path.
    pub(crate) path: Box<str>,
    /// The widths that it is there in as WebP, ascending.
    pub(crate) widths: Box<[u32]>,
}

impl SiteFile {
    /// How a file with this path stands in the site.
    pub(crate) fn of(
        hash: MediaHash,
        kind: MediaKind,
        pixels: Option<(u32, u32)>,
        path: String,
        sizing: &Sizing,
    ) -> Self {
        let plain = sizing.off || sizing.unreadable.contains(&hash) || !is_unpacked(kind);
        let widths = pixels.filter(|_| !plain).map(widths).unwrap_or_default();
        Self { hash, path: path.into(), widths: widths.into() }
    }

    /// A card, named by what it says.
    pub(crate) fn card(hash: MediaHash) -> Self {
        let path = format!("{CARD}{}.png", &hash.to_string()[..CARD_DIGITS]);
        Self { hash, path: path.into(), widths: Box::default() }
    }

    /// Whether it is a card, and none of the library's files: their names begin with digits of their hashes.
    pub(crate) fn is_card(&self) -> bool {
        self.path.starts_with(CARD)
    }

    /// All files that it comes to, with their paths.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (Form, String)> + '_ {
        let extension = self.path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_picture = MediaKind::ALL.iter().any(|kind| kind.is_picture() && kind.extension() == extension);
        let own = if is_picture { Form::Clean } else { Form::AsIs };
        let widths = self.widths.iter().map(|width| (Form::Webp(*width), self.path_at(*width)));
        std::iter::once((own, self.path.to_string())).chain(widths)
    }

    /// What a browser chooses from; none where there is nothing to choose.
    pub(crate) fn srcset(&self, base: &Base) -> Option<String> {
        let one = |width: &u32| format!("{} {width}w", base.href(&self.path_at(*width)));
        let all: Vec<String> = self.widths.iter().map(one).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    fn path_at(&self, width: u32) -> String {
        let stem = self.path.rsplit_once('.').map_or(&*self.path, |(stem, _)| stem);
        format!("{stem}-{width}.webp")
    }
}

/// Whether pictures of a kind are unpacked, and so have other widths. AVIF is small already. All are made clean.
pub(crate) fn is_unpacked(kind: MediaKind) -> bool {
    matches!(kind, MediaKind::Jpeg | MediaKind::Png | MediaKind::Webp)
}
