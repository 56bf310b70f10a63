//! What a window shows of the settings of a server, and of the site.

use serde::Serialize;
use ts_rs::TS;

/// The settings of a server, as they are typed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TargetSettings {
    /// What editors call it.
    pub name: String,
    /// Where the site stands.
    pub address: String,
    /// Who writes there; none where no name is asked for.
    pub user: Option<String>,
    /// Whether it may be spoken to without encryption.
    pub plain: bool,
    /// Whether it may stand in a private network.
    pub private: bool,
    /// Only articles in these languages, parted by commas; empty for all.
    pub languages: String,
    /// Only these categories and what stands below them.
    pub categories: String,
    /// Only articles with one of these tags.
    pub tags: String,
    /// How many articles stand there, as far as is known.
    pub articles: u32,
    /// Whether its password is known here.
    pub has_password: bool,
}

/// The settings of the library's site, as they are typed, and what can be chosen.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteSettings {
    /// Which target it is.
    pub id: String,
    /// Its fields as the command line names them; what is not set is not there.
    pub fields: Vec<(String, String)>,
    /// The language whose pages stand at the root, then the others that it has words in.
    pub languages: Vec<String>,
    /// The words for the themes that come with Galley.
    pub themes: Vec<String>,
    /// The words for letters.
    pub fonts: Vec<String>,
    /// Categories that can have a block on the front page.
    pub categories: Vec<SiteCategory>,
    /// The file that its logo came as; empty where it has none.
    pub logo: String,
    /// The same of the one for dark paper.
    pub dark_logo: String,
    /// Its colours by day, as pages have them.
    pub day: SiteShades,
    /// The same in the dark.
    pub night: SiteShades,
}

/// A category, as settings name it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteCategory {
    /// What stands in the field.
    pub word: String,
    /// What it is called.
    pub name: String,
}

/// The colours of pages.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteShades {
    /// What pages stand on.
    pub paper: String,
    /// Texts.
    pub ink: String,
    /// Links, labels, buttons.
    pub accent: String,
}
