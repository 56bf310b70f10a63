//! What goes when articles are deleted for good.

use serde::Serialize;
use ts_rs::TS;

/// What goes out of the library with articles that are deleted for good, and where they still stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Going {
    /// How many articles.
    #[ts(type = "number")]
    pub articles: usize,
    /// Versions of them.
    #[ts(type = "number")]
    pub versions: u64,
    /// Pictures that nothing else uses.
    #[ts(type = "number")]
    pub pictures: usize,
    /// Bytes of these.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How many the site has until it is written the next time.
    #[ts(type = "number")]
    pub on_site: usize,
    /// Servers where some of them stand, by the ledger.
    pub servers: Vec<GoingPlace>,
}

/// A server that has some of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GoingPlace {
    /// Its name.
    pub name: String,
    /// Which of them.
    pub articles: Vec<String>,
}
