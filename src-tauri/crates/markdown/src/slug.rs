//! Ids of headings: readable in every script, safe in an attribute and in an address, unique in the document.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::dialect::MAX_ID_CHARS;

/// What a heading without a single letter or digit is called.
const NAMELESS: &str = "section";

/// The ids given out so far.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// Each id, with the number that its next namesake tries first.
    taken: HashMap<String, usize>,
}

impl Ids {
    /// Gives out `wanted`, or `wanted-2` and so on where it is taken. Says whether it had to be changed.
    pub(crate) fn give(&mut self, wanted: String) -> (String, bool) {
        let Some(next) = self.taken.get(&wanted).copied() else {
            self.taken.insert(wanted.clone(), 2);
            return (wanted, false);
        };
        let mut number = next;
        loop {
            let id = format!("{wanted}-{number}");
            number += 1;
            if !self.taken.contains_key(&id) {
                self.taken.insert(wanted, number);
                self.taken.insert(id.clone(), 2);
                return (id, true);
            }
        }
    }

    /// Whether an element of the document carries this id.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.taken.contains_key(id)
    }
}

/// A heading's text as an id: lower case letters, digits and marks of any script, a hyphen for everything between.
pub(crate) fn slug(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    let mut chars = 0;
    let mut gap = false;
    for char in text.nfc().flat_map(char::to_lowercase) {
        if chars == MAX_ID_CHARS {
            break;
        }
        if char.is_alphanumeric() || char == '_' || (is_combining_mark(char) && !id.is_empty() && !gap) {
            if gap && !id.is_empty() {
                id.push('-');
            }
            gap = false;
            id.push(char);
            chars += 1;
        } else if !matches!(char, '\'' | '’' | '\u{AD}' | '\u{200B}'..='\u{200D}') {
            // "What's new" is `whats-new`; a soft hyphen or a joiner does not part a word either.
            gap = true;
        }
    }
    if id.is_empty() { NAMELESS.to_owned() } else { id }
}

/// An id that an author wrote, if it is one that may stand as it is; its slug otherwise.
pub(crate) fn written_id(id: &str) -> String {
    if is_safe_id(id) { id.to_owned() } else { slug(id) }
}

/// Letters, digits and marks of any script, and `- _ .`. No colon: ids with a colon belong to footnotes.
pub(crate) fn is_safe_id(id: &str) -> bool {
    id.chars().count() <= MAX_ID_CHARS * 2
        && id.starts_with(|char: char| char.is_alphanumeric() || char == '_')
        && id
            .chars()
            .all(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.') || is_combining_mark(char))
}
