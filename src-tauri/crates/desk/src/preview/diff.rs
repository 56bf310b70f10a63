//! What differs between two lists of blocks.

use std::ops::Range;

use galley_site::Block;

use crate::common_ends::common_ends;

/// The first block that differs, how many of the old ones go, and which of the new ones come in their place.
pub(super) fn between(old: &[Block], new: &[Block]) -> (usize, usize, Range<usize>) {
    let (head, tail) = common_ends(old, new, |old, new| old.html == new.html);
    (head, old.len() - tail - head, head..new.len() - tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_sent() {
        let blocks = |text: &str| -> Vec<Block> {
            text.chars().map(|c| Block { first_line: 1, html: c.to_string() }).collect()
        };
        let cases = [
            ("", "", (0, 0, 0..0)),
            ("", "ab", (0, 0, 0..2)),
            ("ab", "", (0, 2, 0..0)),
            ("abc", "abc", (3, 0, 3..3)),
            ("abc", "axc", (1, 1, 1..2)),
            ("abc", "abbc", (2, 0, 2..3)),
            ("abbc", "abc", (2, 1, 2..2)),
            ("aaa", "aa", (2, 1, 2..2)),
            ("abc", "xyz", (0, 3, 0..3)),
        ];
        for (old, new, expected) in cases {
            assert_eq!(between(&blocks(old), &blocks(new)), expected, "{old} -> {new}");
        }
    }
}
