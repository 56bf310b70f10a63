//! Translations: an article linked to its source, and whether the source has moved on since.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, RevisionNumber};

/// The link of a translation to its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// The article that was translated.
    pub source: ArticleId,
    /// The source's revision that the translation was made from, where this library has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<RevisionNumber>,
    /// Hash of the source's words at that time (headline, lead, body), in lower-case hex.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source_hash: String,
}

/// Whether a translation still says what its source says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staleness {
    /// The source's words are the ones that were translated.
    Current,
    /// The source's words have changed since.
    Stale,
    /// It is not known what was translated: the link came without a hash.
    Unknown,
}

impl Translation {
    /// Compares with the hash of the source's words now.
    pub fn staleness(&self, source_hash_now: &str) -> Staleness {
        if self.source_hash.is_empty() {
            Staleness::Unknown
        } else if self.source_hash == source_hash_now {
            Staleness::Current
        } else {
            Staleness::Stale
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stale_when_the_words_moved_on() {
        let link = |hash: &str| Translation {
            source: ArticleId::new(uuid::Uuid::nil()),
            revision: None,
            source_hash: hash.to_owned(),
        };
        assert_eq!(link("a").staleness("a"), Staleness::Current);
        assert_eq!(link("a").staleness("b"), Staleness::Stale);
        assert_eq!(link("").staleness("b"), Staleness::Unknown);
    }
}
