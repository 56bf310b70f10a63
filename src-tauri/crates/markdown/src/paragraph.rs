//! The house rules for paragraphs: what a paragraph is that holds only pictures, only a formula, or a bare link to a
//! video on a line of its own.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::embed::{Video, video};
use crate::parse::{Piece, end_of};

/// What a paragraph is printed as.
#[derive(Debug)]
pub(crate) enum Paragraph {
    /// Text.
    Text,
    /// One picture with a title: a figure. The range is that of its pieces.
    Figure(Range<usize>),
    /// Several pictures and nothing else.
    Gallery(Vec<Range<usize>>),
    /// One displayed formula; the index of its piece.
    Formula(usize),
    /// Lines, at least one of which is an embed.
    Lines(Vec<Line>),
}

/// Some lines of a paragraph.
#[derive(Debug)]
pub(crate) enum Line {
    /// Text, with the line ends inside it.
    Text(Range<usize>),
    /// A bare link to a video; the index of the link's piece.
    Embed(usize, Video),
}

/// Looks at the pieces inside a paragraph.
pub(crate) fn classify(pieces: &[Piece<'_>], inner: Range<usize>) -> Paragraph {
    match pieces[inner.clone()] {
        [Piece { event: Event::DisplayMath(_), .. }] => Paragraph::Formula(inner.start),
        [Piece { event: Event::Start(Tag::Image { .. } | Tag::Link { .. }), .. }, ..] => {
            pictures(pieces, inner.clone()).unwrap_or_else(|| lines(pieces, inner))
        }
        _ => lines(pieces, inner),
    }
}

/// Whether a link stands alone: in angle brackets or bare.
pub(crate) fn is_alone(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Link { link_type: LinkType::Autolink, .. }))
}

fn pictures(pieces: &[Piece<'_>], inner: Range<usize>) -> Option<Paragraph> {
    let mut found = Vec::new();
    let mut titled = false;
    let mut at = inner.start;
    while at < inner.end {
        match &pieces[at].event {
            Event::SoftBreak | Event::HardBreak => at += 1,
            Event::Text(text) if text.trim().is_empty() => at += 1,
            Event::Start(Tag::Image { title, .. }) => {
                let end = end_of(pieces, at);
                titled |= !title.is_empty();
                found.push(at..end);
                at = end;
            }
            Event::Start(Tag::Link { .. }) => {
                let Event::Start(Tag::Image { title, .. }) = &pieces[at + 1].event else {
                    return None;
                };
                let end = end_of(pieces, at + 1) + 1;
                // The link's own end must follow at once.
                if end != end_of(pieces, at) {
                    return None;
                }
                titled |= !title.is_empty();
                found.push(at..end);
                at = end;
            }
            _ => return None,
        }
    }
    match (found.len(), titled) {
        (0, _) => None,
        (1, true) => found.pop().map(Paragraph::Figure),
        (1, false) => Some(Paragraph::Text),
        _ => Some(Paragraph::Gallery(found)),
    }
}

fn lines(pieces: &[Piece<'_>], inner: Range<usize>) -> Paragraph {
    if !pieces[inner.clone()].iter().any(|piece| is_alone(&piece.event)) {
        return Paragraph::Text;
    }
    let mut lines = Vec::new();
    let mut embeds = false;
    let mut depth = 0_usize;
    let mut start = inner.start;
    for at in inner.start..=inner.end {
        let ends = at == inner.end
            || match pieces[at].event {
                Event::Start(_) => {
                    depth += 1;
                    false
                }
                Event::End(_) => {
                    depth -= 1;
                    false
                }
                Event::SoftBreak | Event::HardBreak => depth == 0,
                _ => false,
            };
        if !ends {
            continue;
        }
        if let Some(video) = embed(pieces, start..at) {
            lines.push(Line::Embed(start, video));
            embeds = true;
        } else if let Some(Line::Text(before)) = lines.last_mut() {
            before.end = at;
        } else {
            lines.push(Line::Text(start..at));
        }
        start = at + 1;
    }
    if embeds { Paragraph::Lines(lines) } else { Paragraph::Text }
}

/// The video, if a line is nothing but a bare link to one.
fn embed(pieces: &[Piece<'_>], line: Range<usize>) -> Option<Video> {
    let Event::Start(Tag::Link { dest_url, .. }) = &pieces.get(line.start)?.event else {
        return None;
    };
    if !is_alone(&pieces[line.start].event) || end_of(pieces, line.start) != line.end {
        return None;
    }
    video(dest_url)
}

/// Whether a line end between two texts prints nothing: between Han or kana a browser would show a space.
pub(crate) fn is_seamless(pieces: &[Piece<'_>], at: usize) -> bool {
    let text =
        |piece: Option<&Piece<'_>>, pick: fn(&str) -> Option<char>| match piece.map(|piece| &piece.event) {
            Some(Event::Text(text)) => pick(text),
            _ => None,
        };
    let wide = |char: char| {
        crate::counts::is_cjk(char) || matches!(char, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF60}')
    };
    let before =
        at.checked_sub(1).and_then(|before| text(pieces.get(before), |text| text.chars().next_back()));
    let after = text(pieces.get(at + 1), |text| text.chars().next());
    before.is_some_and(wide) && after.is_some_and(wide)
}
