//! Line ends. An editing surface knows one kind; a text from elsewhere may have several. What an author did not touch keeps
//! its own.

use std::borrow::Cow;

use crate::common_ends::common_ends;

/// The text of `edited`, whose lines end in `\n`, with the line ends of `stored` wherever its lines are the same at the
/// beginning and at the end; what stands between gets the line end that `stored` has most of.
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
        line.push_to(&mut text);
    }
    for line in &new[head..new.len() - tail] {
        text.push_str(line.text);
        text.push_str(if line.end.is_empty() { "" } else { usual });
    }
    for line in &old[old.len() - tail..] {
        line.push_to(&mut text);
    }
    text
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
    fn push_to(&self, text: &mut String) {
        text.push_str(self.text);
        text.push_str(self.end);
    }
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
    use super::{kept, on_screen};

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
        ];
        for (stored, edited, expected) in cases {
            assert_eq!(kept(stored, edited), expected, "{stored:?} with {edited:?}");
            assert_eq!(on_screen(expected), edited, "{expected:?} on the screen");
        }
    }
}
