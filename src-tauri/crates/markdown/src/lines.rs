//! From bytes to lines.

use std::ops::Range;

/// Where the lines of a text begin, so that a byte's line is found without counting anew. A carriage return by itself ends a line, too.
#[derive(Debug)]
pub struct Lines {
    starts: Vec<usize>,
    first: u32,
}

impl Lines {
    /// Those of this text.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes
            .iter()
            .enumerate()
            .filter(|&(at, byte)| *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
        Self { starts: std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect(), first: 1 }
    }

    /// The same of a text that begins in this line of a file.
    #[must_use]
    pub fn from_line(self, first: u32) -> Self {
        Self { first, ..self }
    }

    /// The first and the last line of a range. The line end that closes a range belongs to its line.
    pub(crate) fn of_range(&self, range: &Range<usize>) -> (u32, u32) {
        let last = range.end.saturating_sub(1).max(range.start);
        (self.at(range.start), self.at(last))
    }

    /// The line in which a byte stands, counted from 1.
    pub fn at(&self, byte: usize) -> u32 {
        self.first + self.starts.partition_point(|&start| start <= byte) as u32 - 1
    }
}
