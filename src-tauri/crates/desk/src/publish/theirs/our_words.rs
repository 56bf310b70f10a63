//! Theirs in our words: where our text has a path for an address at the server, and a label for the number of a footnote.

use std::ops::Range;

/// Markdown of theirs with our paths and labels. `meant`: where a link or picture stands, the address that is written there, and the path for it.
pub(super) fn in_our_words<'a>(
    text: &str,
    meant: impl Iterator<Item = (Range<usize>, &'a str, &'a str)>,
    labels: &[&str],
) -> String {
    let paths = meant.filter_map(|(at, written, path)| Some((address(text, at, written)?, path.to_owned())));
    let labels = notes(text).filter_map(|(at, number)| {
        let label = labels.get(number.checked_sub(1)?)?;
        Some((at, format!("[^{label}]")))
    });
    let mut puts: Vec<_> = paths.chain(labels).collect();
    puts.sort_by_key(|(at, _)| at.start);
    let (mut ours, mut end) = (text.to_owned(), text.len());
    for (at, put) in puts.into_iter().rev() {
        // What looks like a footnote within an address is none.
        if at.end <= end {
            end = at.start;
            ours.replace_range(at, &put);
        }
    }
    ours
}

/// Where the address of a link or picture is written: behind its words, which may hold another with the same address.
fn address(text: &str, at: Range<usize>, written: &str) -> Option<Range<usize>> {
    let link = text.get(at.clone())?;
    let ends_there = |(found, opened): &(usize, &str)| {
        let next = link[found + opened.len()..].chars().next();
        next.is_some_and(|c| c == ')' || c.is_whitespace())
    };
    let (found, _) = link.rmatch_indices(&format!("]({written}")).find(ends_there)?;
    let start = at.start + found + "](".len();
    Some(start..start + written.len())
}

/// The footnotes that a text refers to, each with its number. What is code refers to none.
fn notes(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let (start, rest) = (at, &text[at..]);
            if let Some(behind) = rest.strip_prefix("[^") {
                let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
                at += "[^".len() + digits;
                if behind[digits..].starts_with(']')
                    && let Ok(number) = behind[..digits].parse()
                {
                    at += 1;
                    return Some((start..at, number));
                }
            } else if rest.starts_with('`') {
                let run = rest.len() - rest.trim_start_matches('`').len();
                at += run + code_end(&rest[run..], run);
            } else {
                let escaped = rest.strip_prefix('\\').and_then(|rest| rest.chars().next());
                at += rest.chars().next().map_or(1, char::len_utf8) + escaped.map_or(0, char::len_utf8);
            }
        }
        None
    })
}

/// How far code goes that so many backticks begin; nothing where no such run ends it.
fn code_end(text: &str, run: usize) -> usize {
    let mut from = 0;
    while let Some(found) = text[from..].find('`') {
        let start = from + found;
        let long = text.len() - start - text[start..].trim_start_matches('`').len();
        from = start + long;
        if long == run {
            return from;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(text: &str, known: &[(&str, &str)]) -> String {
        let read = galley_markdown::read(text);
        let media = read.media.iter().map(|medium| (&medium.range, &medium.path));
        let all = read.links.iter().map(|link| (&link.range, &link.href)).chain(media);
        let meant = all.filter_map(|(at, written)| {
            let (_, path) = known.iter().find(|(address, _)| address == written)?;
            Some((at.clone(), written.as_str(), *path))
        });
        in_our_words(text, meant, &["why", "where"])
    }

    #[test]
    fn an_address_that_another_begins_with_leaves_the_other_one_alone() {
        let known = [
            ("https://a.org/?p=1", "one"),
            ("https://a.org/news/", "news"),
            ("https://a.org/b.png", "b.png"),
        ];
        for (theirs, expected) in [
            ("[A](https://a.org/?p=1) [B](https://a.org/?p=12)", "[A](one) [B](https://a.org/?p=12)"),
            (
                "[B](https://a.org/news/cranes/ \"x\") [A](https://a.org/news/ \"y\")",
                "[B](https://a.org/news/cranes/ \"x\") [A](news \"y\")",
            ),
            ("[![B](https://a.org/b.png)](https://a.org/b.png)", "[![B](b.png)](b.png)"),
            ("`[A](https://a.org/?p=1)` [A](https://a.org/?p=1)", "`[A](https://a.org/?p=1)` [A](one)"),
        ] {
            assert_eq!(ours(theirs, &known), expected);
        }
    }

    #[test]
    fn a_footnote_has_our_label_and_code_has_none() {
        for (theirs, expected) in [
            ("A[^1] and[^2], not[^3].", "A[^why] and[^where], not[^3]."),
            ("`x[^1]` A[^1] ``y`[^1]`` B[^2]", "`x[^1]` A[^why] ``y`[^1]`` B[^where]"),
            ("```\nx[^1]\n```", "```\nx[^1]\n```"),
            ("é\\` [^1] \\é `", "é\\` [^why] \\é `"),
        ] {
            assert_eq!(ours(theirs, &[]), expected);
        }
    }
}
