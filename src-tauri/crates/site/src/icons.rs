//! The icons of a site: files of fixed names, all made of one logo, or of the site's initial where it has none.

use galley_domain::{Media, MediaKind};
use galley_pictures::{Ground, Logo, Look};

use crate::index::Index;

/// A file of the icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// The drawing itself, which is sharp in every size.
    Drawing,
    /// For those who ask for it without being told.
    Ico,
    /// For the home screens of telephones, which cut its corners: on paper, with air around it.
    Touch,
    /// Pixels, for what installs a site and for browsers that know no drawings.
    Small,
    /// The same, large.
    Large,
}

impl Icon {
    /// All of them.
    const ALL: [Self; 5] = [Self::Drawing, Self::Ico, Self::Touch, Self::Small, Self::Large];

    /// Those that a site has. A logo of pixels has no drawing.
    pub(crate) fn of(index: &Index) -> impl Iterator<Item = Self> + use<> {
        let is_drawing = index.logo().is_none_or(|logo| logo.kind == MediaKind::Svg);
        Self::ALL.into_iter().filter(move |icon| is_drawing || *icon != Self::Drawing)
    }

    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Drawing => "/favicon.svg",
            Self::Ico => "/favicon.ico",
            Self::Touch => "/apple-touch-icon.png",
            Self::Small => "/icon-192.png",
            Self::Large => "/icon-512.png",
        }
    }

    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Drawing => "image/svg+xml",
            Self::Ico => "image/x-icon",
            Self::Touch | Self::Small | Self::Large => "image/png",
        }
    }

    pub(crate) const fn sizes(self) -> &'static str {
        match self {
            Self::Drawing => "any",
            Self::Ico => "32x32",
            Self::Touch => "180x180",
            Self::Small => "192x192",
            Self::Large => "512x512",
        }
    }

    /// Its bytes. A drawing that a logo of pixels does not have is not asked for. An initial fills its square already.
    pub(crate) fn make(self, logo: &Logo, look: Look, is_initial: bool) -> Vec<u8> {
        match self {
            Self::Drawing => logo.drawing().unwrap_or(galley_pictures::EMPTY_DRAWING).into(),
            Self::Ico => logo.ico(),
            Self::Touch if is_initial => logo.png(180, Ground::NONE),
            Self::Touch => logo.png(180, Ground { colour: Some(look.paper), margin_percent: 10 }),
            Self::Small => logo.png(192, Ground::NONE),
            Self::Large => logo.png(512, Ground::NONE),
        }
    }
}

impl Index {
    /// The site's logo, where it has one.
    pub(crate) fn logo(&self) -> Option<&Media> {
        let hash = self.catalog.site.logo?;
        self.catalog.media.iter().find(|media| media.hash == hash)
    }
}

/// Why the bytes of a picture are no logo, in words.
///
/// # Errors
/// The words.
pub fn must_be_logo(bytes: &[u8]) -> Result<(), &'static str> {
    let logo = Logo::read(bytes)
        .map_err(|_| "it cannot be read; a logo is an SVG, PNG, JPEG or WebP that does not move")?;
    if logo.has_letters() {
        return Err(
            "it has letters that look different wherever their font is missing; let your drawing program turn them \
                    into outlines (paths), and take that file",
        );
    }
    Ok(())
}
