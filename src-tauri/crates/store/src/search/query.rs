//! What a person typed, read. Nothing that can be typed is an error.
//!
//! Words are separated by spaces; each must be found. `"…"` is a phrase, so is what hangs together without a space (`e-mail`,
//! `3.5`); `-` in front excludes. The last word is taken as unfinished while nothing follows it.

use std::cmp::Reverse;

use galley_tokens::pieces::{Kind, each_piece};

/// Longer queries are cut: nobody types so much, and each term costs time.
const QUERY_BYTES_MAX: usize = 600;
const TERMS_MAX: usize = 12;
const PARTS_MAX: usize = 64;

/// A search that was understood. See [`Query::parse`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// All of these must be found; never empty.
    pub(super) wanted: Vec<Term>,
    /// None of these may be found.
    pub(super) unwanted: Vec<Term>,
}

/// One word, one run of signs, or a phrase of both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Term {
    /// Never empty.
    pub(super) parts: Vec<Part>,
    /// The last word may still grow.
    pub(super) open: bool,
}

/// What must be found, one directly after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) folded: String,
    pub(super) kind: Kind,
}

impl Query {
    /// Reads what was typed; `None` where there is nothing to look for.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut query = Query { wanted: Vec::new(), unwanted: Vec::new() };
        let mut rest = typed[..typed.floor_char_boundary(QUERY_BYTES_MAX)].trim_start();
        while !rest.is_empty() && query.wanted.len() + query.unwanted.len() < TERMS_MAX {
            let (excluded, chunk) = match rest.strip_prefix('-') {
                Some(chunk) if chunk.starts_with(|next: char| !next.is_whitespace()) => (true, chunk),
                _ => (false, rest),
            };
            let (text, ended, after) = next_chunk(chunk);
            let term = Term::of(text, !ended && after.is_empty());
            if !term.parts.is_empty() {
                if excluded { &mut query.unwanted } else { &mut query.wanted }.push(term);
            }
            rest = after.trim_start();
        }
        // Long words are rare: asked for first, they leave little to be asked for.
        query
            .wanted
            .sort_by_key(|term| Reverse(term.parts.iter().map(|part| part.folded.len()).sum::<usize>()));
        (!query.wanted.is_empty()).then_some(query)
    }
}

impl Term {
    fn of(text: &str, open: bool) -> Self {
        let mut parts = Vec::new();
        let mut end = 0;
        each_piece(text, |piece| {
            if parts.len() < PARTS_MAX {
                end = piece.span.end;
                parts.push(Part { folded: piece.folded.to_owned(), kind: piece.kind });
            }
        });
        // What follows the last word, a comma for instance, ends it.
        Term { parts, open: open && end == text.len() }
    }
}

/// The next chunk, whether it is ended by a quotation mark or a space, and what comes after it.
fn next_chunk(rest: &str) -> (&str, bool, &str) {
    let Some(quoted) = rest.strip_prefix(is_quote) else {
        let end = rest.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(rest.len());
        return (&rest[..end], end < rest.len(), &rest[end..]);
    };
    match quoted.find(is_quote) {
        Some(end) => (&quoted[..end], true, quoted[end..].trim_start_matches(is_quote)),
        None => (quoted, false, ""),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』')
}
