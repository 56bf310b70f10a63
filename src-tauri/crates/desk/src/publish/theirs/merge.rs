//! Three texts held against each other by paragraph: what was sent, ours now, and theirs.
//!
//! Paragraphs are compared by a key that is the same however a server writes them. What nobody there touched keeps the bytes that
//! its author wrote.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Who changed a stretch of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// Nobody, or both alike.
    Nobody,
    /// It is as it was sent there.
    Ours,
    /// It is as it was sent here.
    Theirs,
    /// Each in another way.
    Both,
}

/// A paragraph of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph<'t> {
    /// Its Markdown.
    pub(super) text: &'t str,
    /// What stands between it and the next: an empty line, definitions of footnotes.
    pub(super) gap: &'t str,
    /// What it is known by: one for each block that it becomes at a server.
    pub(super) keys: Vec<String>,
}

/// One of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Theirs {
    /// Its Markdown.
    pub(super) text: String,
    /// What it is known by.
    pub(super) key: String,
}

/// A stretch of the text: paragraphs of ours, and what stands in their place there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) ours: Range<usize>,
    pub(super) theirs: Range<usize>,
    pub(super) who: Who,
}

/// Cuts both texts into stretches: together they are the whole of each.
pub(super) fn stretches(base: &[String], ours: &[Paragraph<'_>], theirs: &[Theirs]) -> Vec<Stretch> {
    let mut owners = Vec::new();
    let mut our_keys = Vec::new();
    for (owner, paragraph) in ours.iter().enumerate() {
        for key in &paragraph.keys {
            owners.push(owner);
            our_keys.push(key.clone());
        }
    }
    let their_keys: Vec<_> = theirs.iter().map(|one| one.key.clone()).collect();
    let cuts = whole(aligned(base, &our_keys, &their_keys), &owners);
    let starts: Vec<_> =
        cuts.iter().map(|cut| owners.get(cut.ours.start).copied().unwrap_or(ours.len())).collect();
    let mut out: Vec<Stretch> = Vec::with_capacity(cuts.len());
    for (at, cut) in cuts.into_iter().enumerate() {
        // Paragraphs without a key, a comment for instance, belong to what stands before them.
        let start = if at == 0 { 0 } else { starts[at] };
        let end = starts.get(at + 1).copied().unwrap_or(ours.len());
        let who = who(&base[cut.base], &our_keys[cut.ours], &their_keys[cut.theirs.clone()]);
        match out.last_mut() {
            Some(last) if last.who == Who::Nobody && who == Who::Nobody => {
                last.ours.end = end;
                last.theirs.end = cut.theirs.end;
            }
            _ => out.push(Stretch { ours: start..end, theirs: cut.theirs, who }),
        }
    }
    if out.is_empty() && !ours.is_empty() {
        out.push(Stretch { ours: 0..ours.len(), theirs: 0..0, who: Who::Nobody });
    }
    out
}

/// Our text with theirs in the stretches that `takes` names.
pub(super) fn merged(
    body: &str,
    ours: &[Paragraph<'_>],
    theirs: &[Theirs],
    stretches: &[Stretch],
    takes: impl Fn(usize) -> bool,
) -> String {
    let head = body.len() - ours.iter().map(|one| one.text.len() + one.gap.len()).sum::<usize>();
    let mut out = body[..head].to_owned();
    for (at, stretch) in stretches.iter().enumerate() {
        if !takes(at) {
            for paragraph in &ours[stretch.ours.clone()] {
                out.extend([paragraph.text, paragraph.gap]);
            }
            continue;
        }
        part(&mut out);
        for paragraph in &theirs[stretch.theirs.clone()] {
            out.extend([&paragraph.text, "\n\n"]);
        }
        // A note is not lost with the paragraph before it.
        for gap in ours[stretch.ours.clone()].iter().map(|paragraph| paragraph.gap.trim()) {
            if !gap.is_empty() {
                out.extend([gap, "\n\n"]);
            }
        }
    }
    if out == body {
        return out;
    }
    let end = if body.is_empty() || body.ends_with('\n') { "\n" } else { "" };
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push_str(end);
    }
    out
}

/// What comes next is a paragraph of its own.
fn part(out: &mut String) {
    let is_parted = out.is_empty() || out.ends_with("\n\n") || out.ends_with("\n\r\n");
    if !is_parted {
        out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
    }
}

struct Cut {
    base: Range<usize>,
    ours: Range<usize>,
    theirs: Range<usize>,
}

/// Where all three go together, and what lies between such places.
fn aligned(base: &[String], ours: &[String], theirs: &[String]) -> Vec<Cut> {
    let (with_ours, with_theirs) = (matches(base, ours), matches(base, theirs));
    let mut cuts = Vec::new();
    let (mut b, mut o, mut t) = (0, 0, 0);
    for at in 0..base.len() {
        let (Some(our), Some(their)) = (with_ours[at], with_theirs[at]) else { continue };
        if b < at || o < our || t < their {
            cuts.push(Cut { base: b..at, ours: o..our, theirs: t..their });
        }
        (b, o, t) = (at + 1, our + 1, their + 1);
        cuts.push(Cut { base: at..b, ours: our..o, theirs: their..t });
    }
    if b < base.len() || o < ours.len() || t < theirs.len() {
        cuts.push(Cut { base: b..base.len(), ours: o..ours.len(), theirs: t..theirs.len() });
    }
    cuts
}

/// For each of the base where it stands in the other.
fn matches(base: &[String], other: &[String]) -> Vec<Option<usize>> {
    let mut found = vec![None; base.len()];
    for op in capture_diff_slices(Algorithm::Patience, base, other) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for at in 0..len {
                found[old_index + at] = Some(new_index + at);
            }
        }
    }
    found
}

/// No cut goes through a paragraph of ours.
fn whole(cuts: Vec<Cut>, owners: &[usize]) -> Vec<Cut> {
    let mut out: Vec<Cut> = Vec::with_capacity(cuts.len());
    for cut in cuts {
        let goes_through = |last: &Cut| {
            let (before, after) = (last.ours.end.checked_sub(1), last.ours.end);
            let is_inside = last.ours.end == cut.ours.start;
            let owner = |at: Option<usize>| at.and_then(|at| owners.get(at));
            is_inside && owner(before).is_some() && owner(before) == owner(Some(after))
        };
        match out.last_mut() {
            Some(last) if goes_through(last) => {
                last.base.end = cut.base.end;
                last.ours.end = cut.ours.end;
                last.theirs.end = cut.theirs.end;
            }
            _ => out.push(cut),
        }
    }
    out
}

fn who(base: &[String], ours: &[String], theirs: &[String]) -> Who {
    match (ours == theirs, ours == base, theirs == base) {
        (true, _, _) => Who::Nobody,
        (_, true, _) => Who::Theirs,
        (_, _, true) => Who::Ours,
        _ => Who::Both,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of paragraphs of one word each; `/` parts the blocks that one becomes.
    fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
        let mut all = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find('\n').unwrap_or(rest.len());
            let next = rest[end..].find(|c| c != '\n').map_or(rest.len(), |gap| end + gap);
            let keys = rest[..end].split('/').filter(|key| *key != "-").map(str::to_owned).collect();
            all.push(Paragraph { text: &rest[..end], gap: &rest[end..next], keys });
            rest = &rest[next..];
        }
        all
    }

    fn told(base: &str, ours: &str, theirs: &str, takes: Option<&[Who]>) -> String {
        let base: Vec<_> = paragraphs(base).into_iter().flat_map(|one| one.keys).collect();
        let paragraphs = paragraphs(ours);
        let theirs: Vec<_> = theirs
            .split_whitespace()
            .map(|key| Theirs { text: key.to_uppercase(), key: key.to_owned() })
            .collect();
        let stretches = stretches(&base, &paragraphs, &theirs);
        match takes {
            Some(takes) => {
                merged(ours, &paragraphs, &theirs, &stretches, |at| takes.contains(&stretches[at].who))
            }
            None => format!("{:?}", stretches.iter().map(|one| one.who).collect::<Vec<_>>()),
        }
    }

    #[test]
    fn who_changed_what_is_told() {
        let cases = [
            ("a\n\nb\n", "a\n\nb\n", "a b", "[Nobody]"),
            ("a\n\nb\n", "a\n\nb\n", "a b2", "[Nobody, Theirs]"),
            ("a\n\nb\n", "a2\n\nb\n", "a b", "[Ours, Nobody]"),
            ("a\n\nb\n\nc\n", "a2\n\nb\n\nc\n", "a b c2", "[Ours, Nobody, Theirs]"),
            ("a\n\nb\n\nc\n", "a\n\nb2\n\nc\n", "a b3 c", "[Nobody, Both, Nobody]"),
            ("a\n\nb\n", "a\n\nb2\n", "a b2", "[Nobody]"),
            ("a\n\nb\n", "a\n\nb\n", "a new b", "[Nobody, Theirs, Nobody]"),
            ("a\n\nb\n", "a\n\nb\n", "b", "[Theirs, Nobody]"),
            ("a/b\n\nc\n", "a/b\n\nc\n", "a b2 c", "[Theirs, Nobody]"),
            ("", "", "a", "[Theirs]"),
            ("", "", "", "[]"),
        ];
        for (base, ours, theirs, expected) in cases {
            assert_eq!(told(base, ours, theirs, None), expected, "{base:?} {ours:?} {theirs:?}");
        }
    }

    #[test]
    fn what_is_taken_stands_in_its_place_and_the_rest_keeps_its_bytes() {
        let all: &[Who] = &[Who::Ours, Who::Theirs, Who::Both];
        let cases = [
            ("a\n\nb\n\nc\n", "a\n\n\nb\n\nc\n", "a b2 c", all, "a\n\n\nB2\n\nc\n"),
            ("a\n\nb\n", "a\n\nb\n", "a b new", all, "a\n\nb\n\nNEW\n"),
            ("a\n\nb\n", "a\n\nb\n", "new a b", all, "NEW\n\na\n\nb\n"),
            ("a\n\nb\n", "a\n\nb\n", "a", all, "a\n"),
            ("a\n\nb\n\nc\n", "a2\n\nb\n\nc\n", "a b c2", &[Who::Theirs], "a2\n\nb\n\nC2\n"),
            ("a\n\nb\n\nc\n", "a2\n\nb\n\nc\n", "a b c2", all, "A\n\nb\n\nC2\n"),
            ("a\n\nb", "a\n\nb", "a b2", all, "a\n\nB2"),
            ("a\n\nb\n", "a\n\n-\n\nb\n", "a b2", all, "a\n\n-\n\nB2\n"),
            ("", "", "a", all, "A\n"),
            ("a\n", "a\n", "", all, ""),
        ];
        for (base, ours, theirs, takes, expected) in cases {
            assert_eq!(told(base, ours, theirs, Some(takes)), expected, "{base:?} {ours:?} {theirs:?}");
            assert_eq!(told(base, ours, theirs, Some(&[])), ours, "what is not taken is not touched");
        }
    }

    #[test]
    fn a_note_stays_where_its_paragraph_goes() {
        let ours = "a\n\n[^1]: note\n\nb\n";
        let paragraphs = [
            Paragraph { text: "a", gap: "\n\n[^1]: note\n\n", keys: vec!["a".to_owned()] },
            Paragraph { text: "b", gap: "\n", keys: vec!["b".to_owned()] },
        ];
        let theirs = [Theirs { text: "B".to_owned(), key: "b".to_owned() }];
        let base = ["a".to_owned(), "b".to_owned()];
        let stretches = stretches(&base, &paragraphs, &theirs);
        let merged = merged(ours, &paragraphs, &theirs, &stretches, |at| stretches[at].who == Who::Theirs);
        assert_eq!(merged, "[^1]: note\n\nb\n");
    }
}
