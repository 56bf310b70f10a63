//! From text to a list of pieces: the parser's events with their place in the text, mended where the dialect differs.
//!
//! Three things happen here and nowhere else. Neighbouring pieces of text become one, so that a rule sees a whole
//! word. Money does not become mathematics. Bare addresses become links (`autolink`).

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag};

use crate::autolink;
use crate::dialect::syntax;

/// An event and where it stands in the text.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'a> {
    pub(crate) event: Event<'a>,
    pub(crate) range: Range<usize>,
}

/// How often a text is parsed again because an amount of money was taken for mathematics.
const MAX_MONEY_ROUNDS: usize = 4;

/// A text in the house dialect.
pub(crate) fn parse(text: &str) -> Vec<Piece<'_>> {
    let pieces = pieces(text, syntax());
    let pieces = if has_false_maths(text, &pieces) { without_false_maths(text, &pieces) } else { pieces };
    autolink::link_bare_addresses(text, pieces)
}

fn pieces(text: &str, options: Options) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::with_capacity(text.len() / 24 + 8);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if let Some(last) = pieces.last_mut()
            && joined(text, last, &event, &range)
        {
            continue;
        }
        pieces.push(Piece { event, range });
    }
    pieces
}

/// Joins text to text where both stand side by side as they are, and raw HTML to raw HTML.
fn joined<'a>(text: &'a str, last: &mut Piece<'a>, event: &Event<'a>, range: &Range<usize>) -> bool {
    let whole = |first: &str, second: &str| {
        last.range.end == range.start && stands(text, &last.range, first) && stands(text, range, second)
    };
    match (&mut last.event, event) {
        (Event::Text(first), Event::Text(second)) if whole(first, second) => {
            last.range.end = range.end;
            last.event = Event::Text(CowStr::Borrowed(&text[last.range.clone()]));
            true
        }
        (Event::Html(first), Event::Html(second)) => {
            if whole(first, second) {
                last.range.end = range.end;
                last.event = Event::Html(CowStr::Borrowed(&text[last.range.clone()]));
            } else {
                let mut both = std::mem::replace(first, CowStr::Borrowed("")).into_string();
                both.push_str(second);
                last.range.end = range.end;
                last.event = Event::Html(both.into());
            }
            true
        }
        _ => false,
    }
}

/// Whether what the parser found stands in the text as it is, without escapes and character references.
pub(crate) fn stands(text: &str, range: &Range<usize>, found: &str) -> bool {
    // A piece of the text itself needs no comparison: this is the common case, and joined texts grow long.
    let place = text.get(range.clone()).filter(|place| place.len() == found.len());
    place.is_some_and(|place| std::ptr::eq(place.as_ptr(), found.as_ptr()) || place == found)
}

/// Whether inline mathematics ends right before a digit: "from $5M–$10M" is money.
fn is_false_maths(text: &str, piece: &Piece<'_>) -> bool {
    matches!(piece.event, Event::InlineMath(_))
        && text.as_bytes().get(piece.range.end).is_some_and(u8::is_ascii_digit)
}

fn has_false_maths(text: &str, pieces: &[Piece<'_>]) -> bool {
    pieces.iter().any(|piece| is_false_maths(text, piece))
}

/// Parses again with the opening `$` of each false formula hidden behind a control character that the text does not
/// have. What still is false after some rounds is parsed without mathematics.
fn without_false_maths<'a>(text: &'a str, first: &[Piece<'a>]) -> Vec<Piece<'a>> {
    let Some(mask) = (1..=8_u8).find(|mask| !text.as_bytes().contains(mask)) else {
        return pieces(text, syntax() - Options::ENABLE_MATH);
    };
    let mut masked = text.as_bytes().to_vec();
    let hide = |masked: &mut Vec<u8>, found: &[Piece<'_>]| {
        for piece in found.iter().filter(|piece| is_false_maths(text, piece)) {
            masked[piece.range.start] = mask;
        }
    };
    hide(&mut masked, first);
    for _ in 0..MAX_MONEY_ROUNDS {
        let copy = String::from_utf8(masked.clone()).expect("one ASCII character stands for another");
        let again = pieces(&copy, syntax());
        if !has_false_maths(text, &again) {
            return again.into_iter().map(|piece| unmasked(text, piece, char::from(mask))).collect();
        }
        hide(&mut masked, &again);
    }
    pieces(text, syntax() - Options::ENABLE_MATH)
}

/// A piece of the masked copy as a piece of the text.
fn unmasked<'a>(text: &'a str, piece: Piece<'_>, mask: char) -> Piece<'a> {
    let range = piece.range;
    let shown = |found: CowStr<'_>| -> CowStr<'a> {
        if found.contains(mask) { found.replace(mask, "$").into() } else { found.into_static() }
    };
    let event = match piece.event {
        Event::Text(found) => Event::Text(match shown(found) {
            found if stands(text, &range, &found) => CowStr::Borrowed(&text[range.clone()]),
            found => found,
        }),
        Event::Code(found) => Event::Code(shown(found)),
        Event::Html(found) => Event::Html(shown(found)),
        Event::InlineHtml(found) => Event::InlineHtml(shown(found)),
        Event::InlineMath(found) => Event::InlineMath(shown(found)),
        Event::DisplayMath(found) => Event::DisplayMath(shown(found)),
        Event::FootnoteReference(found) => Event::FootnoteReference(shown(found)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => Event::Start(Tag::Link {
            link_type,
            dest_url: shown(dest_url),
            title: shown(title),
            id: shown(id),
        }),
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => Event::Start(Tag::Image {
            link_type,
            dest_url: shown(dest_url),
            title: shown(title),
            id: shown(id),
        }),
        Event::Start(Tag::FootnoteDefinition(name)) => Event::Start(Tag::FootnoteDefinition(shown(name))),
        other => other.into_static(),
    };
    Piece { event, range }
}

/// The index behind the end of the element that starts at `start`. A piece that starts nothing is an element of its
/// own.
pub(crate) fn end_of(pieces: &[Piece<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, piece) in pieces.iter().enumerate().skip(start) {
        match piece.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    pieces.len()
}

/// The plain text of some pieces: what an `alt` attribute or a heading's id is made of.
pub(crate) fn plain(pieces: &[Piece<'_>]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match &piece.event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                out.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}
