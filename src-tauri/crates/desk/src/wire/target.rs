//! What a window shows of the settings of a server, and of the site.

use std::collections::BTreeMap;

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
    pub categories: Vec<SiteChoice>,
    /// What dates can look like in each of the languages: formats, and a day of this year in each.
    pub dates: BTreeMap<String, Vec<SiteChoice>>,
    /// What a menu can lead to in each of them: the addresses of categories, pages and the archive.
    pub places: BTreeMap<String, Vec<SiteChoice>>,
    /// The file that its logo came as; empty where it has none.
    pub logo: String,
    /// The same of the one for dark paper.
    pub dark_logo: String,
    /// The inquiry forms of the library.
    pub forms: Vec<FormSettings>,
    /// Its colours by day, as pages have them.
    pub day: SiteShades,
    /// The same in the dark.
    pub night: SiteShades,
}

/// The settings of an inquiry form, as they are typed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormSettings {
    /// Which form it is.
    pub id: String,
    /// What editors call it.
    pub name: String,
    /// Its fields as the command line names them; what is not set is not there.
    pub fields: Vec<(String, String)>,
    /// What it asks for, in order: the names of these.
    pub asks: Vec<String>,
}

/// What a site's counter says of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CounterTried {
    /// What was asked.
    pub url: String,
    /// Of which article.
    pub headline: String,
    /// The number, where one was found.
    #[ts(type = "number | null")]
    pub views: Option<u64>,
    /// What it answered, or the beginning of it.
    pub answer: String,
    /// Why there is no answer.
    pub trouble: Option<String>,
    /// Whether it stands in a private network, and nobody said that it may.
    pub is_private: bool,
}

/// What a field can be set to.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteChoice {
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
