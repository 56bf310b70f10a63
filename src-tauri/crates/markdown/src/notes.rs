//! `[[Other note]]` and `![[picture.png]]`, as programs for notes write them. No syntax of the dialect: an import finds them here, to
//! write links and pictures in their place.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::dialect::syntax;
use crate::slug::slug;

/// A link to another note, or what is shown of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteLink {
    /// Where it stands in the text, brackets and all.
    pub range: Range<usize>,
    /// What it names: a note or a file, perhaps with the folders above. Empty where it means its own note.
    pub name: String,
    /// The heading in it that is meant.
    pub heading: Option<String>,
    /// What stands behind the bar.
    pub words: Option<String>,
    /// Whether it is shown in its place: `![[…]]`.
    pub is_shown: bool,
}

/// The links between notes in a text, in their order; none in code.
pub fn note_links(text: &str) -> Vec<NoteLink> {
    if !text.contains("[[") {
        return Vec::new();
    }
    let events = Parser::new_ext(text, syntax() | Options::ENABLE_WIKILINKS).into_offset_iter();
    events.filter_map(|(event, range)| found(text, &event, range)).collect()
}

/// The id that a heading of these words has in the dialect.
pub fn heading_id(words: &str) -> String {
    slug(words)
}

fn found(text: &str, event: &Event<'_>, range: Range<usize>) -> Option<NoteLink> {
    let is_shown = match event {
        Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, .. }) => false,
        Event::Start(Tag::Image { link_type: LinkType::WikiLink { .. }, .. }) => true,
        _ => return None,
    };
    // `[[1]](https://example.org)` is a link whose words are in brackets.
    if text[range.end..].starts_with(['(', '[']) {
        return None;
    }
    let inner = text[range.clone()].strip_prefix('!').unwrap_or(&text[range.clone()]);
    let inner = inner.strip_prefix("[[")?.strip_suffix("]]")?;
    // In a table the bar is escaped.
    let (target, words) = match inner.split_once('|') {
        Some((target, words)) => {
            (target.trim_end_matches('\\'), Some(words.trim()).filter(|words| !words.is_empty()))
        }
        None => (inner, None),
    };
    let (name, part) = target.split_once('#').map_or((target, None), |(name, part)| (name, Some(part)));
    // The innermost of several; one that begins with ^ is a block that only the program knows.
    let heading = part.and_then(|part| part.rsplit('#').next()).map(str::trim);
    let heading = heading.filter(|heading| !heading.is_empty() && !heading.starts_with('^'));
    let name = name.split_once('^').map_or(name, |(name, _)| name).trim();
    let means_nothing = name.is_empty() && heading.is_none();
    (!inner.contains('\n') && !means_nothing).then(|| NoteLink {
        range,
        name: name.to_owned(),
        heading: heading.map(str::to_owned),
        words: words.map(str::to_owned),
        is_shown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_between_notes_are_found_and_code_is_left() {
        let text = "See [[Other note]], [[a/b|these words]] and [[Note#Part two]], [[#Here]], [[Note#^x1]].\n\n\
            ![[pic.png|300]] `[[code]]` \\[[no]] [[1]](https://example.org/)\n\n    [[more code]]\n";
        let found: Vec<_> = note_links(text)
            .into_iter()
            .map(|link| {
                let written = &text[link.range.clone()];
                (
                    written,
                    link.name,
                    link.heading.unwrap_or_default(),
                    link.words.unwrap_or_default(),
                    link.is_shown,
                )
            })
            .collect();
        let expected = [
            ("[[Other note]]", "Other note", "", "", false),
            ("[[a/b|these words]]", "a/b", "", "these words", false),
            ("[[Note#Part two]]", "Note", "Part two", "", false),
            ("[[#Here]]", "", "Here", "", false),
            ("[[Note#^x1]]", "Note", "", "", false),
            ("![[pic.png|300]]", "pic.png", "", "300", true),
        ];
        let expected = expected.map(|(written, name, heading, words, is_shown)| {
            (written, name.to_owned(), heading.to_owned(), words.to_owned(), is_shown)
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn in_a_table_the_bar_is_escaped() {
        let text = "| a | b |\n| - | - |\n| [[Note\\|words]] | c |\n";
        let found = note_links(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].name.as_str(), found[0].words.as_deref()), ("Note", Some("words")));
    }
}
