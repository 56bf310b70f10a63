//! Identities. Every noun has one: a UUID, made once, never reused, the same in every copy of a library.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Instant;

/// A text that is not an identity.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is not an id: an id looks like 0192f3c4-7a1b-7c3d-8e4f-5a6b7c8d9e0f")]
pub struct IdError(String);

/// Where new identities come from. Handed in, so that tests and imports are repeatable.
pub trait Ids {
    /// A new UUID (version 7: the first 48 bits are the time, so new ids sort after old ones).
    fn next(&mut self, now: Instant) -> Uuid;
}

/// Puts a version 7 UUID together from its time and ten random bytes (RFC 9562, section 5.7).
pub fn uuid_v7(now: Instant, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that was made for this noun.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID itself.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Uuid::try_parse(text).map(Self).map_err(|_| IdError(text.chars().take(64).collect()))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }
    )*};
}

ids! {
    /// Identity of an article or page.
    ArticleId;
    /// Identity of a category.
    CategoryId;
    /// Identity of a tag.
    TagId;
    /// Identity of a byline: a person or a desk.
    BylineId;
    /// Identity of a target.
    TargetId;
    /// Identity of an inquiry form.
    FormId;
    /// Identity of a library; copies of a library share it.
    LibraryId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text() {
        let now = chrono::DateTime::from_timestamp_millis(1_700_000_000_000).expect("a valid time");
        let id = ArticleId::new(uuid_v7(now, [7; 10]));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.uuid().get_version_num(), 7);
    }

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let at = |ms| uuid_v7(chrono::DateTime::from_timestamp_millis(ms).expect("a valid time"), [0xff; 10]);
        assert!(at(1_000) < at(1_001));
    }

    #[test]
    fn what_is_no_id_is_refused() {
        assert!("not-an-id".parse::<TagId>().is_err());
    }
}
