//! Two texts beside each other, word by word: a revision and the present, or one's own text and someone else's.

use std::time::Duration;

use galley_domain::{ArticleId, RevisionNumber};
use similar::{ChangeTag, DiffOp, TextDiff};

use super::{Typed, line_ends};
use crate::wire::{Compared, How, Piece};
use crate::{Desk, DeskError};

/// After so long a comparison goes on more coarsely, in milliseconds: two long texts that have nothing in common.
const PATIENCE_MS: u64 = 200;

impl Desk {
    /// What changed from a revision to the working text.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn compare_revision(&self, id: ArticleId, number: RevisionNumber) -> Result<Compared, DeskError> {
        let (old, new) = (self.revision(id, number)?, self.content(id)?);
        Ok(compare(Typed::of(&old), Typed::of(&new)))
    }

    /// What changed from what is on the screen to the working text. Line ends are not compared: a screen has one kind.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn compare_typed(&self, id: ArticleId, typed: Typed<'_>) -> Result<Compared, DeskError> {
        let stored = self.content(id)?;
        let body = line_ends::on_screen(&stored.body);
        Ok(compare(typed, Typed { body: &body, ..Typed::of(&stored) }))
    }
}

/// What changed from one text to the other.
fn compare(old: Typed<'_>, new: Typed<'_>) -> Compared {
    Compared {
        headline: words(old.headline, new.headline),
        lead: words(old.lead, new.lead),
        body: lines(old.body, new.body),
    }
}

/// By lines first: what did not change is told in one piece, and only lines that did are looked at by words.
pub(crate) fn lines(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::configure().timeout(Duration::from_millis(PATIENCE_MS)).diff_lines(old, new);
    let mut pieces = Vec::new();
    for op in diff.ops() {
        let old: String = op.old_range().filter_map(|line| diff.old_slice(line)).collect();
        let new: String = op.new_range().filter_map(|line| diff.new_slice(line)).collect();
        match op {
            DiffOp::Equal { .. } => push(&mut pieces, How::Same, &new),
            DiffOp::Delete { .. } => push(&mut pieces, How::Removed, &old),
            DiffOp::Insert { .. } => push(&mut pieces, How::Added, &new),
            DiffOp::Replace { .. } => {
                for Piece { how, text } in words(&old, &new) {
                    push(&mut pieces, how, &text);
                }
            }
        }
    }
    pieces
}

/// By words.
pub(crate) fn words(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::configure().timeout(Duration::from_millis(PATIENCE_MS)).diff_unicode_words(old, new);
    let mut pieces = Vec::new();
    for change in diff.iter_all_changes() {
        let how = match change.tag() {
            ChangeTag::Equal => How::Same,
            ChangeTag::Delete => How::Removed,
            ChangeTag::Insert => How::Added,
        };
        push(&mut pieces, how, change.value());
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, how: How, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.how == how => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), how }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> String {
        let text = |body| Typed { headline: "", lead: "", body };
        let pieces = compare(text(old), text(new)).body.into_iter();
        pieces
            .map(|Piece { text, how }| match how {
                How::Same => text,
                How::Added => format!("[+{text}]"),
                How::Removed => format!("[-{text}]"),
            })
            .collect()
    }

    #[test]
    fn words_that_changed_are_told_and_nothing_else() {
        let cases = [
            ("", "", ""),
            ("Same.\n", "Same.\n", "Same.\n"),
            ("The old quay.\n", "The new quay.\n", "The [-old][+new] quay.\n"),
            ("A.\nB.\nC.\n", "A.\nC.\n", "A.\n[-B.\n]C.\n"),
            ("A.\n", "A.\nB.\n", "A.\n[+B.\n]"),
            ("港口开放。\n", "港口关放。\n", "港口[-开][+关]放。\n"),
        ];
        for (old, new, expected) in cases {
            assert_eq!(told(old, new), expected, "{old:?} to {new:?}");
        }
    }

    #[test]
    fn nothing_of_either_text_is_lost() {
        let (old, new) = ("One two.\r\nThree.\n\nFour", "One 2.\nThree.\n\nFive\n");
        let pieces = lines(old, new);
        let without = |how: How| -> String {
            pieces.iter().filter(|piece| piece.how != how).map(|piece| piece.text.as_str()).collect()
        };
        assert_eq!((without(How::Added).as_str(), without(How::Removed).as_str()), (old, new));
    }
}
