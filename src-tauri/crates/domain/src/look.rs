//! How a site looks, beside its theme: colours, letters, logo, what stands on the front page, where else to find it.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, CategoryId, Colour, Instant, MediaHash, MenuItem};

/// The letters of a site, by names that say what they are like. Each is a list of fonts that the systems of readers have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Face {
    /// Those of the theme.
    #[default]
    Theme,
    /// Old books: Palatino and its kin.
    Classic,
    /// Newspapers: Charter, Georgia.
    Newspaper,
    /// Strong feet of one thickness: Rockwell.
    Slab,
    /// The letters of the reader's own system.
    Modern,
    /// Without feet, as if written: Seravek, Gill Sans.
    Friendly,
    /// Circles and straight lines: Avenir, Futura.
    Geometric,
}

impl Face {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Theme,
        Self::Classic,
        Self::Newspaper,
        Self::Slab,
        Self::Modern,
        Self::Friendly,
        Self::Geometric,
    ];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Classic => "classic",
            Self::Newspaper => "newspaper",
            Self::Slab => "slab",
            Self::Modern => "modern",
            Self::Friendly => "friendly",
            Self::Geometric => "geometric",
        }
    }
}

/// Colours and letters of a site. What is not set is the theme's.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Links, labels, buttons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<Colour>,
    /// What pages stand on, by day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<Colour>,
    /// Of headlines and of the site's name.
    pub headlines: Face,
    /// Of texts.
    pub text: Face,
}

/// Where the logo stands on pages. Icons and cards show it in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogoPlace {
    /// Nowhere.
    #[default]
    No,
    /// With the name of the site.
    Above,
    /// In place of the name, which it says itself.
    Alone,
}

impl LogoPlace {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::No, Self::Above, Self::Alone];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Above => "above",
            Self::Alone => "alone",
        }
    }
}

/// The logo on pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LogoOnPage {
    /// Where it stands.
    pub place: LogoPlace,
    /// The picture for dark paper; the other one on a light ground where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dark: Option<MediaHash>,
}

/// What stands on the front page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrontBlocks {
    /// The article that leads, in each language the version of it; the newest where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<ArticleId>,
    /// The categories that have a block, in this order; where it is not said, those at the root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sections: Option<Vec<CategoryId>>,
    /// Most articles in a block.
    pub section_size: u32,
    /// Whether there is a column of the latest.
    pub latest: bool,
}

impl FrontBlocks {
    /// Fewest and most articles that a block may be said to have.
    pub const SECTION_SIZES: std::ops::RangeInclusive<u32> = 2..=6;
    /// Most blocks.
    pub const SECTIONS_MAX: usize = 12;
}

impl Default for FrontBlocks {
    fn default() -> Self {
        Self { lead: None, sections: None, section_size: 4, latest: true }
    }
}

/// What a site tells those who look behind its pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Colophon {
    /// Who made it: `humans.txt`; none where it is empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub humans: String,
    /// Where to report what is not safe, as addresses: `security.txt`; none where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security_contact: Vec<String>,
    /// When that is to be looked at again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_expires: Option<Instant>,
    /// Where it stands how reports are dealt with.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub security_policy: String,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Appearance {
    /// Colours and letters.
    pub look: Look,
    /// The logo on pages.
    pub logo: LogoOnPage,
    /// Where else to find the site; a name may be empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub social: Vec<MenuItem>,
    /// The front page.
    pub front: FrontBlocks,
    /// Files for those who look behind it.
    pub told: Colophon,
}

impl Appearance {
    /// Most addresses of where else to find a site.
    pub const SOCIAL_MAX: usize = 20;

    /// Whether nothing is set.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// What every page shows of it. The front page and the files beside pages have the rest.
    #[must_use]
    pub fn on_every_page(&self) -> Self {
        let has_humans = if self.told.humans.is_empty() { "" } else { "yes" };
        let told = Colophon { humans: has_humans.to_owned(), ..Colophon::default() };
        Self { front: FrontBlocks::default(), told, ..self.clone() }
    }
}
