//! The few words around what was found.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::matching::Place;

/// Width of a snippet in columns; a Chinese sign takes two.
const COLUMNS: usize = 160;
/// So much of it stands before the first mark.
const COLUMNS_BEFORE: usize = 40;
/// A cut moves by at most so many bytes to fall between two words.
const WORD_BYTES: usize = 24;
const ELLIPSIS: char = '…';
/// What of a Markdown text before and after the first mark is turned into plain text, at most each.
const PART_BYTES: usize = 1_000;
const PARAGRAPH_END: &str = "\n\n";
/// So many places are tried for the best snippet.
const PLACES_TRIED: usize = 64;

/// A piece of text with the parts in it that were looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// One line, no markup; `…` where it was cut.
    pub text: String,
    /// Bytes of `text`, in order, not touching each other.
    pub marks: Vec<Range<usize>>,
}

/// The spans of `places`, in order, with those joined that touch.
pub(super) fn marks(places: &[Place]) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = places.iter().map(|place| place.span.clone()).collect();
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut marks: Vec<Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans {
        match marks.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => marks.push(span),
        }
    }
    marks
}

/// The part of a Markdown text that is enough for a snippet: whole paragraphs around the densest place, where they are short.
pub(super) fn part_around(markdown: &str, places: &[Place]) -> Range<usize> {
    let place = densest(markdown, places).unwrap_or(0);
    let far = |bytes| markdown.floor_char_boundary(place.saturating_sub(bytes));
    let (earliest, latest_start) = (far(PART_BYTES), far(PART_BYTES / 4));
    let start = match markdown[earliest..latest_start].rfind(PARAGRAPH_END) {
        _ if earliest == 0 => 0,
        Some(at) => earliest + at + PARAGRAPH_END.len(),
        // At least not into the middle of a word.
        None => earliest + markdown[earliest..place].find(char::is_whitespace).unwrap_or(0),
    };
    let far = |bytes| markdown.ceil_char_boundary(place + bytes);
    let (earliest_end, latest) = (far(PART_BYTES / 2), far(PART_BYTES));
    let end = markdown[earliest_end..latest].find(PARAGRAPH_END).map_or(latest, |at| earliest_end + at);
    start..end
}

/// Cuts the part out of `text` in which most terms stand; its beginning where there is none. `goes_on`: whether the text is itself a part
/// of one that begins earlier, and ends later.
pub(super) fn snippet(text: &str, places: &[Place], goes_on: Range<bool>) -> Snippet {
    let window = window(text, densest(text, places));
    let mut snippet = Snippet::default();
    if window.start > 0 || goes_on.start {
        snippet.text.push(ELLIPSIS);
    }
    let marks = marks(places);
    let mut marks =
        marks.iter().filter(|mark| mark.start >= window.start && mark.end <= window.end).peekable();
    let mut open = None;
    for (offset, c) in text[window.clone()].char_indices() {
        let at = window.start + offset;
        if let (Some(start), Some(_)) = (open, marks.next_if(|mark| mark.end == at)) {
            snippet.marks.push(start..snippet.text.len());
            open = None;
        }
        if marks.peek().is_some_and(|mark| mark.start == at) {
            open = Some(snippet.text.len());
        }
        if !c.is_whitespace() && !c.is_control() {
            snippet.text.push(c);
        } else if !snippet.text.is_empty() && !snippet.text.ends_with([' ', ELLIPSIS]) {
            snippet.text.push(' ');
        }
    }
    snippet.text.truncate(snippet.text.trim_end().len());
    if let Some(start) = open {
        snippet.marks.push(start..snippet.text.len());
    }
    if window.end < text.trim_end().len() || goes_on.end {
        snippet.text.push(ELLIPSIS);
    }
    snippet
}

/// Where the places begin that show the most different terms, and the most places, within one snippet.
fn densest(text: &str, places: &[Place]) -> Option<usize> {
    let reach = COLUMNS - COLUMNS_BEFORE;
    let shown = |from: usize| {
        let start = places[from].span.start;
        let end = start + columns_forward(&text[start..], reach);
        let near = || places[from..].iter().take_while(|place| place.span.end <= end);
        let terms = near().fold(0_u64, |terms, place| terms | 1 << place.term);
        (terms.count_ones(), near().count())
    };
    let best =
        (0..places.len().min(PLACES_TRIED)).max_by_key(|from| (shown(*from), std::cmp::Reverse(*from)))?;
    Some(places[best].span.start)
}

fn window(text: &str, first_mark: Option<usize>) -> Range<usize> {
    let mark = first_mark.unwrap_or(0);
    let mut start = mark - columns_backward(&text[..mark], COLUMNS_BEFORE);
    let mut end = start + columns_forward(&text[start..], COLUMNS);
    if end == text.len() {
        // Near the end of the text there is room left for more of what comes before.
        start = end - columns_backward(&text[..end], COLUMNS);
        start = start.min(mark);
    }
    if start > 0 {
        let to_word = text[start..mark].find(char::is_whitespace).map_or(0, |at| at + 1);
        start += if to_word <= WORD_BYTES && text.is_char_boundary(start + to_word) { to_word } else { 0 };
    }
    if end < text.len() {
        let to_word = end - text[..end].rfind(char::is_whitespace).unwrap_or(0);
        end -= if to_word <= WORD_BYTES && end - to_word > mark { to_word } else { 0 };
    }
    start..end
}

/// How many bytes from the beginning of `text` fill so many columns, ending before a character that stands alone.
fn columns_forward(text: &str, columns: usize) -> usize {
    let mut left = columns;
    for (at, c) in text.char_indices() {
        let width = width(c);
        if width > left {
            return at;
        }
        left -= width;
    }
    text.len()
}

/// The same from the end of `text`.
fn columns_backward(text: &str, columns: usize) -> usize {
    let mut left = columns;
    let mut bytes = 0;
    for (at, c) in text.char_indices().rev() {
        let width = width(c);
        if width > left {
            break;
        }
        left -= width;
        if width > 0 {
            bytes = text.len() - at;
        }
    }
    bytes
}

/// Columns that a character takes; none for one that belongs to the character before it.
fn width(c: char) -> usize {
    match c {
        '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => 2,
        _ if c.is_ascii() => 1,
        _ => usize::from(!is_combining_mark(c)),
    }
}
