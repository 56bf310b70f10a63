//! Line ends. An editing surface knows one kind; a text from elsewhere may have several. What an author did not touch keeps
//! its own.

use std::borrow::Cow;
use std::time::Duration;

use similar::{Algorithm, TextDiff};

use crate::common_ends::common_ends;

/// A comparison of lines that takes longer goes on more coarsely, in milliseconds: two long texts that have nothing in common.
const PATIENCE_MS: u64 = 200;

/// The text of `edited`, whose lines end in `\n`, with the line end of `stored` wherever a line is the same, or was edited where it stands;
/// a new line gets the line end that `stored` has most of.
pub(crate) fn kept(stored: &str, edited: &str) -> String {
    if !stored.contains('\r') {
        return edited.to_owned();
    }
    let (old, new) = (lines(stored), lines(edited));
    let same = |a: &Line<'_>, b: &Line<'_>| a.text == b.text && a.end.is_empty() == b.end.is_empty();
    let (head, tail) = common_ends(&old, &new, same);
    let usual = usual_end(&old);
    let mut text = String::with_capacity(edited.len() + old.len());
    for line in &old[..head] {
        line.push_to(&mut text, line.end);
    }
    between(&old[head..old.len() - tail], &new[head..new.len() - tail], usual, &mut text);
    for line in &old[old.len() - tail..] {
        line.push_to(&mut text, line.end);
    }
    text
}

/// What stands between the first and the last line that changed: there may have been several edits.
fn between(old: &[Line<'_>], new: &[Line<'_>], usual: &str, text: &mut String) {
    let (old_texts, new_texts) = (texts(old), texts(new));
    // What stands once in both is held on to first: between empty lines, which are all alike, the others tell which is which.
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .timeout(Duration::from_millis(PATIENCE_MS))
        .diff_slices(&old_texts, &new_texts);
    for op in diff.ops() {
        let (was, is) = (&old[op.old_range()], &new[op.new_range()]);
        let is_in_place = was.len() == is.len();
        for (nth, line) in is.iter().enumerate() {
            let own = was.get(nth).filter(|_| is_in_place).map_or("", |line| line.end);
            let end = if own.is_empty() { usual } else { own };
            line.push_to(text, if line.end.is_empty() { "" } else { end });
        }
    }
}

/// The text as a surface shows it: every line ends in `\n`.
pub(crate) fn on_screen(stored: &str) -> Cow<'_, str> {
    if !stored.contains('\r') {
        return Cow::Borrowed(stored);
    }
    let lines = lines(stored);
    Cow::Owned(lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n"))
}

struct Line<'t> {
    text: &'t str,
    end: &'t str,
}

impl Line<'_> {
    /// Writes it with this end behind what stands there. An empty one must not make one end of two.
    fn push_to(&self, text: &mut String, end: &str) {
        let would_join = self.text.is_empty() && end == "\n" && text.ends_with('\r');
        text.push_str(self.text);
        text.push_str(if would_join { "\r\n" } else { end });
    }
}

fn texts<'t>(lines: &[Line<'t>]) -> Vec<&'t str> {
    lines.iter().map(|line| line.text).collect()
}

/// Cuts at `\r\n`, `\n` and a lone `\r`, as editing surfaces do.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\r', '\n']) {
        let end = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        lines.push(Line { text: &rest[..at], end: &rest[at..at + end] });
        rest = &rest[at + end..];
    }
    lines.push(Line { text: rest, end: "" });
    lines
}

fn usual_end(lines: &[Line<'_>]) -> &'static str {
    let ends = ["\n", "\r\n", "\r"];
    let count = |end: &&str| lines.iter().filter(|line| line.end == *end).count();
    // Of equals the last one wins: a text with any `\r` came from where it is usual.
    ends.into_iter().max_by_key(count).unwrap_or("\n")
}

#[cfg(test)]
mod tests {
    use galley_testkit::Dice;

    use super::{kept, lines, on_screen};

    #[test]
    fn what_was_not_touched_keeps_its_line_ends() {
        let cases = [
            ("a\nb", "a\nB", "a\nB"),
            ("a\r\nb\r\n", "a\nb\n", "a\r\nb\r\n"),
            ("a\r\nb\r\nc", "a\nnew\nb\nc", "a\r\nnew\r\nb\r\nc"),
            ("a\r\nb\nc\r\nd\n", "a\nb\nC\nd\n", "a\r\nb\nC\r\nd\n"),
            ("a\rb\rc", "a\nb\nc\nd", "a\rb\rc\rd"),
            ("a\r\nb\r\n", "", ""),
            ("a\r\n\r\n", "a\n", "a\r\n"),
            ("a\r\n", "a", "a"),
            ("", "a\nb", "a\nb"),
            // Two edits in one save, and what stands between them.
            ("a\r\nb\nc\r\nd\n", "A\nb\nc\nD\n", "A\r\nb\nc\r\nD\n"),
            ("a\nb\r\n\nc\r\n", "new\na\nb\n\nc\nnew\n", "new\r\na\nb\r\n\nc\r\nnew\r\n"),
            ("a\n\r\nb\n\nc\r\n\r\nd\n", "a\n\nb\n\nD\n", "a\n\r\nb\n\nD\n"),
            // A line is edited where it stands: its end was not touched.
            ("a\r\nb\nc\r\n", "a\nB\nc\n", "a\r\nB\nc\r\n"),
            // A line between two ends that would be one without it.
            ("a\rb\n\nc\n", "a\n\nc\n", "a\r\r\nc\n"),
        ];
        for (stored, edited, expected) in cases {
            assert_eq!(kept(stored, edited), expected, "{stored:?} with {edited:?}");
            assert_eq!(on_screen(expected), edited, "{expected:?} on the screen");
        }
    }

    /// Random edits of random texts; `GALLEY_FUZZ_ROUNDS` and `GALLEY_FUZZ_SEED` take it further.
    #[test]
    fn no_byte_of_an_untouched_line_ever_changes() {
        let number = |name: &str, usual: u64| {
            std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
        };
        let first = number("GALLEY_FUZZ_SEED", 1);
        for seed in first..first + number("GALLEY_FUZZ_ROUNDS", 2_000) {
            let mut dice = Dice::new(seed);
            // Each line is its own, and one in three has an empty one of any end behind it.
            let mut stored = String::new();
            for line in 0..dice.between(1..=40) {
                let ends = ["\n", "\r\n", "\r"];
                stored += &["line ", &line.to_string(), dice.pick(&ends)].concat();
                if dice.one_in(3) {
                    stored.push_str(dice.pick(&ends));
                }
            }
            let (edited, touched) = edited(&mut dice, &on_screen(&stored));
            let saved = kept(&stored, &edited);
            assert_eq!(on_screen(&saved), edited, "seed {seed}: {stored:?}");
            let found = lines(&saved);
            for line in lines(&stored).iter().filter(|line| line.text.starts_with("line ")) {
                if touched.iter().any(|text| text == line.text) {
                    continue;
                }
                let now = found.iter().find(|now| now.text == line.text).map(|now| now.end);
                assert_eq!(now, Some(line.end), "seed {seed}: {:?} of {stored:?} in {saved:?}", line.text);
            }
        }
    }

    /// A text with some lines written anew, taken out and put in, and those that are not what they were.
    fn edited(dice: &mut Dice, text: &str) -> (String, Vec<String>) {
        let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let mut touched = Vec::new();
        for edit in 0..dice.between(0..=6) {
            // What stands behind the last line end is empty, and stays.
            let at = dice.below(lines.len() as u64) as usize;
            match dice.below(3) {
                0 if at + 1 < lines.len() => {
                    touched.push(std::mem::replace(&mut lines[at], format!("written {edit}")));
                }
                1 if at + 1 < lines.len() => touched.push(lines.remove(at)),
                _ => lines.insert(at, format!("put in {edit}")),
            }
        }
        (lines.join("\n"), touched)
    }
}
