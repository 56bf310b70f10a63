//! Footnotes: where they are defined, which number each has, and how often the text refers to it.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::parse::Piece;

/// The footnotes of a document. Numbers are given in the order in which the text refers to them.
#[derive(Debug, Default)]
pub(crate) struct Footnotes {
    /// Each name with the pieces inside its definition.
    definitions: HashMap<String, Range<usize>>,
    numbers: HashMap<String, usize>,
    /// By number: the name, and how often it was referred to.
    cited: Vec<(String, usize)>,
    /// From the first definition to the last, in the text.
    pub(crate) range: Option<Range<usize>>,
}

impl Footnotes {
    /// Finds the definitions, wherever they stand.
    pub(crate) fn find(pieces: &[Piece<'_>]) -> Self {
        let mut found = Self::default();
        let mut open = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            match &piece.event {
                Event::Start(Tag::FootnoteDefinition(name)) => open.push((at, name)),
                Event::End(pulldown_cmark::TagEnd::FootnoteDefinition) => {
                    let Some((start, name)) = open.pop() else { continue };
                    // The first definition of a name counts.
                    found.definitions.entry(name.to_lowercase()).or_insert(start + 1..at);
                    let range = found.range.get_or_insert_with(|| piece.range.clone());
                    *range = range.start.min(piece.range.start)..range.end.max(piece.range.end);
                }
                _ => {}
            }
        }
        found
    }

    /// The number of a footnote, and how many references to it there are with this one. None where there is no such
    /// footnote.
    pub(crate) fn cite(&mut self, name: &str) -> Option<(usize, usize)> {
        let name = name.to_lowercase();
        self.definitions.get(&name)?;
        let number = *self.numbers.entry(name.clone()).or_insert_with(|| {
            self.cited.push((name, 0));
            self.cited.len()
        });
        let uses = &mut self.cited[number - 1].1;
        *uses += 1;
        Some((number, *uses))
    }

    /// The pieces of the footnote with this number, if the text refers to so many.
    pub(crate) fn definition(&self, number: usize) -> Option<Range<usize>> {
        let (name, _) = self.cited.get(number.checked_sub(1)?)?;
        self.definitions.get(name).cloned()
    }

    /// How many references to this number were counted.
    pub(crate) fn uses(&self, number: usize) -> usize {
        number.checked_sub(1).and_then(|index| self.cited.get(index)).map_or(0, |(_, uses)| *uses)
    }
}
