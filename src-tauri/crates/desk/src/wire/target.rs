//! What a window shows of a server's settings.

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
