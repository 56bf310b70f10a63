//! From bytes to lines.

use std::ops::Range;

/// Where the lines of a text begin.
pub(crate) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes
            .iter()
            .enumerate()
            .filter(|&(at, byte)| *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
        Self { starts: std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect() }
    }

    /// The first and the last line of a range, counted from 1. The line end that closes a range belongs to its line.
    pub(crate) fn of_range(&self, range: &Range<usize>) -> (usize, usize) {
        let last = range.end.saturating_sub(1).max(range.start);
        (self.at(range.start), self.at(last))
    }

    fn at(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte)
    }
}
