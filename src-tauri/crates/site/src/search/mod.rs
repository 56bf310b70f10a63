//! Search in readers' browsers, from any host that can hand out files: what the files hold. Who writes them is `export/search.rs`,
//! who reads them `search.js`. The reasons are in `docs/decisions/0030-site-search.md`.
//!
//! Each article has a **number** that ascends with its date. A range of numbers is a **volume**: a folder with the words of its
//! articles in **shards** by their first letters, what is shown of them in **blocks** by number, and a table of both. All borders
//! are cut as `cut` says it, so one changed article changes the few files that say something about it, and no other.

mod cut;
mod retold;
mod volume;

use galley_domain::Instant;
use serde::{Deserialize, Serialize};

pub(crate) use cut::{Cut, cut};
pub(crate) use retold::say_anew;
pub(crate) use volume::Volume;

/// The script of the search page. What it reads is Galley's, so it is as well, whatever the theme.
pub(crate) const SCRIPT: &str = include_str!("search.js");

/// All numbers are below this power of two.
pub(crate) const NUMBER_BITS: u32 = 31;

/// Minutes from the year 1 to 1970. Numbers count minutes, so that there is room between them for articles that come later.
const MINUTES_TO_1970: i64 = 1_035_593_280;

/// How large the parts of the index become.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    /// Most articles of a volume. The longest list of articles for one word takes some 10 KB, and what is held in memory at a time
    /// is one volume.
    pub(crate) volume: usize,
    /// Most articles of a block.
    pub(crate) block: usize,
    /// Most bytes of a shard, unless its words begin with the same eight bytes.
    pub(crate) shard_bytes: usize,
}

/// As sites have them: what a search loads is a few files of some 20 KB.
pub(crate) const SIZES: Sizes = Sizes { volume: 8_192, block: 48, shard_bytes: 32 * 1024 };

/// What a reader sees of an article that was found. The order of the fields is that of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record(
    /// Its number.
    pub(crate) u32,
    /// Where it stands.
    pub(crate) String,
    /// Its headline.
    pub(crate) String,
    /// Its lead, or the beginning of its text.
    pub(crate) String,
    /// Its date as the house prints it, and for `datetime`.
    pub(crate) String,
    pub(crate) String,
    /// The name of its category, or nothing.
    pub(crate) String,
);

/// The numbers of articles with these dates, ascending: its minute, or the first that is free behind it.
pub(crate) fn numbers(dates: impl Iterator<Item = Instant>) -> Vec<u32> {
    let mut next = 0;
    let number = |date: Instant| {
        let minute = date.timestamp().div_euclid(60) + MINUTES_TO_1970;
        let minute = u32::try_from(minute.clamp(0, 1 << (NUMBER_BITS - 1))).expect("it is clamped");
        let number = minute.max(next);
        next = number + 1;
        number
    };
    dates.map(number).collect()
}

/// The name of a volume's folder, and of a block: the number that it begins at.
pub(crate) fn name_of(from: u64) -> String {
    format!("{from:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_ascend_and_leave_room() {
        let at = |text: &str| galley_domain::parse_instant(text, galley_domain::TimeZone::UTC).expect("good");
        let dates =
            ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1970-01-01T00:00:59Z", "2026-05-01T10:00:00Z"];
        let found = numbers(dates.into_iter().map(at));
        assert_eq!(found[..3], [0, 1_035_593_280, 1_035_593_281]);
        assert!(found[3] > found[2] + 29_000_000 && u64::from(found[3]) < 1 << NUMBER_BITS);
    }
}
