//! Bare addresses in running text: `https://example.org`, `www.example.org`, `desk@example.org`.
//!
//! The rules are those of GitHub's extended autolinks, found in the source and not in the parser's text, so that the
//! underscores of an address stay its own. Two things are added for texts without spaces between words: an address
//! also ends at full-width punctuation, and may follow a Han or kana character. Schemes that Galley does not print
//! (`ftp:`, `xmpp:`) are not linked.

use std::ops::Range;

use memchr::memchr3_iter;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::counts::is_cjk;
use crate::parse::{Piece, stands};

/// The longest address that is looked for.
const MAX_ADDRESS_BYTES: usize = 2_048;

/// What may stand before an e-mail address and belongs to it.
const MAILTO: &str = "mailto:";

/// The longest host name there can be.
const MAX_HOST_BYTES: usize = 253;

/// Turns bare addresses outside links, pictures and code into links.
pub(crate) fn link_bare_addresses<'a>(text: &'a str, mut pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
    let signs = signs(text.as_bytes());
    if signs.is_empty() {
        return pieces;
    }
    let mut out = Vec::with_capacity(pieces.len() + 3 * signs.len());
    // How many links, pictures and code blocks are open.
    let mut closed = 0_usize;
    let mut at = 0;
    while at < pieces.len() {
        let piece = &pieces[at];
        match piece.event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => closed -= 1,
            Event::Text(_)
                if closed == 0 && !within(&signs, &piece.range).is_empty() && is_verbatim(text, piece) =>
            {
                at = link_in_text(text, &signs, &pieces, at, &mut out);
                continue;
            }
            _ => {}
        }
        // Nothing looks back at a piece that was passed.
        out.push(std::mem::replace(&mut pieces[at], Piece { event: Event::SoftBreak, range: 0..0 }));
        at += 1;
    }
    out
}

/// Where an address could begin: each `http://`, `https://`, `www.` and `@` of the text, in order.
fn signs(bytes: &[u8]) -> Vec<usize> {
    let is = |from: Option<usize>, word: &str| {
        let found = from.and_then(|from| bytes.get(from..from + word.len()));
        found.is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
    };
    let mut found = Vec::new();
    // The rarest character of each.
    for at in memchr3_iter(b'@', b'.', b':', bytes) {
        match bytes[at] {
            b'@' => found.push(at),
            b'.' if is(at.checked_sub(3), "www.") => found.push(at - 3),
            b':' if is(at.checked_sub(4), "http://") => found.push(at - 4),
            b':' if is(at.checked_sub(5), "https://") => found.push(at - 5),
            _ => {}
        }
    }
    found
}

/// The signs that stand in a range.
fn within<'s>(signs: &'s [usize], range: &Range<usize>) -> &'s [usize] {
    let from = signs.partition_point(|&sign| sign < range.start);
    let to = signs.partition_point(|&sign| sign < range.end);
    &signs[from..to.max(from)]
}

fn is_verbatim(text: &str, piece: &Piece<'_>) -> bool {
    matches!(&piece.event, Event::Text(found) if stands(text, &piece.range, found))
}

/// Handles the text at `at` and whatever an address in it swallows. Returns the index to go on with.
fn link_in_text<'a>(
    text: &'a str,
    signs: &[usize],
    pieces: &[Piece<'a>],
    mut at: usize,
    out: &mut Vec<Piece<'a>>,
) -> usize {
    let mut from = pieces[at].range.start;
    let mut seek = from;
    while let Some(found) = next_address(text, from, within(signs, &(seek..pieces[at].range.end))) {
        // How far the address may go without tearing an element of the text apart.
        let (end, last) = match found.kind {
            LinkType::Email => (found.range.end, at),
            _ => whole_elements(pieces, at, found.range.clone()),
        };
        let Some(address_end) = end_of_address(text, &found, end) else {
            seek = found.range.start + 1;
            continue;
        };
        push_text(out, text, from..found.range.start);
        let address = shown(text, &pieces[at..=last], found.range.start..address_end);
        push_link(out, &address, found.kind, found.range.start..address_end);
        if last > at {
            if address_end < end {
                let rest = shown(text, &pieces[at..=last], address_end..end);
                out.push(Piece { event: Event::Text(rest.into()), range: address_end..end });
            }
            // Go on behind the address, in the text that it ended in or after it.
            at = last;
            if !matches!(pieces[at].event, Event::Text(_)) || pieces[at].range.end <= end {
                return at + 1;
            }
            from = end;
        } else {
            from = address_end;
        }
        seek = from;
    }
    push_text(out, text, from..pieces[at].range.end);
    at + 1
}

fn push_text<'a>(out: &mut Vec<Piece<'a>>, text: &'a str, range: Range<usize>) {
    if !range.is_empty() {
        out.push(Piece { event: Event::Text(CowStr::Borrowed(&text[range.clone()])), range });
    }
}

fn push_link(out: &mut Vec<Piece<'_>>, shown: &str, kind: LinkType, range: Range<usize>) {
    let begins = |word: &str| shown.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let dest_url = match kind {
        LinkType::Email if begins(MAILTO) => shown[MAILTO.len()..].to_owned(),
        LinkType::Autolink if begins("www.") => format!("http://{shown}"),
        _ => shown.to_owned(),
    };
    let start = Tag::Link { link_type: kind, dest_url: dest_url.into(), title: "".into(), id: "".into() };
    out.push(Piece { event: Event::Start(start), range: range.clone() });
    out.push(Piece { event: Event::Text(shown.to_owned().into()), range: range.clone() });
    out.push(Piece { event: Event::End(TagEnd::Link), range });
}

/// Where an address begins, and how far it could go at most.
struct Candidate {
    kind: LinkType,
    range: Range<usize>,
}

/// The first of these signs that is an address. `from` is where text begins that no address has yet.
fn next_address(text: &str, from: usize, signs: &[usize]) -> Option<Candidate> {
    let bytes = text.as_bytes();
    for &at in signs {
        let starts = |word: &str| {
            bytes.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
        };
        let host = match bytes[at] {
            b'h' | b'H' if starts("http://") && may_follow(text, at, false) => at + 7,
            b'h' | b'H' if starts("https://") && may_follow(text, at, false) => at + 8,
            b'w' | b'W' if starts("www.") && may_follow(text, at, true) => at,
            b'@' => {
                if let Some(range) = email(bytes, from, at) {
                    return Some(Candidate { kind: LinkType::Email, range });
                }
                continue;
            }
            _ => continue,
        };
        if let Some(host_end) = end_of_host(text, host, host == at) {
            let end = end_of_run(text, host_end, at + MAX_ADDRESS_BYTES);
            return Some(Candidate { kind: LinkType::Autolink, range: at..end });
        }
    }
    None
}

/// Whether an address may begin behind what stands before it.
fn may_follow(text: &str, at: usize, strict: bool) -> bool {
    match text[..at].chars().next_back() {
        None => true,
        Some(before) if before.is_ascii() && strict => {
            before.is_ascii_whitespace() || "*_~([{|\"'>".contains(before)
        }
        Some(before) if before.is_ascii() => !before.is_ascii_alphanumeric(),
        Some(before) => is_cjk(before) || !before.is_alphanumeric(),
    }
}

/// Where the host name ends; `None` where it is none.
fn end_of_host(text: &str, start: usize, needs_dot: bool) -> Option<usize> {
    let (mut underscores, mut before_dot, mut dots) = (0, 0, 0);
    let mut end = start;
    for (at, char) in text[start..].char_indices().take(MAX_HOST_BYTES) {
        match char {
            '_' => underscores += 1,
            '.' => {
                before_dot = underscores;
                underscores = 0;
                dots += 1;
            }
            '-' => {}
            _ if char.is_alphanumeric() => {}
            _ => break,
        }
        end = start + at + char.len_utf8();
    }
    let begins = text[start..].chars().next().is_some_and(char::is_alphanumeric);
    (begins && underscores == 0 && before_dot == 0 && (dots > 0 || !needs_dot)).then_some(end)
}

/// Where the run of characters that an address may have ends.
fn end_of_run(text: &str, start: usize, limit: usize) -> usize {
    let ends = |char: char| {
        char.is_whitespace()
            || char.is_control()
            || matches!(char, '<' | '“' | '”' | '„' | '«' | '»' | '‹' | '›')
            || matches!(char, '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}'..='\u{303F}')
            || matches!(char, '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}')
            || matches!(char, '\u{FF5B}'..='\u{FF65}')
    };
    text[start..]
        .char_indices()
        .find(|&(at, char)| ends(char) || start + at + char.len_utf8() > limit)
        .map_or(text.len(), |(at, _)| start + at)
}

/// How far `range` may go so that every element that begins in it also ends in it; and the last piece that it touches.
fn whole_elements(pieces: &[Piece<'_>], at: usize, range: Range<usize>) -> (usize, usize) {
    let mut end = range.end.min(pieces[at].range.end);
    let mut last = at;
    // Elements that began inside the address; where the outermost began and which piece stood before it.
    let mut open = 0_usize;
    let mut next = at + 1;
    while let Some(piece) = pieces.get(next).filter(|piece| piece.range.start < range.end) {
        match &piece.event {
            Event::Text(_) | Event::InlineMath(_) if piece.range.start >= pieces[next - 1].range.start => {}
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                if piece.range.end <= range.end =>
            {
                open += 1;
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) if open > 0 => open -= 1,
            _ => break,
        }
        if open == 0 {
            end = range.end.min(piece.range.end);
            last = next;
        }
        next += 1;
    }
    (end, last)
}

/// Takes the punctuation off the end that belongs to the sentence. `None` where nothing of an address is left.
fn end_of_address(text: &str, found: &Candidate, limit: usize) -> Option<usize> {
    let start = found.range.start;
    if found.kind == LinkType::Email {
        return Some(found.range.end);
    }
    let run = &text[start..limit];
    let mut open = run.bytes().filter(|&byte| byte == b'(').count();
    let mut close = run.bytes().filter(|&byte| byte == b')').count();
    let mut end = run.len();
    while let Some(char) = run[..end].chars().next_back() {
        match char {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | '’' | '‘' | '…' => {
                end -= char.len_utf8();
            }
            ';' => {
                let name = run[..end - 1].trim_end_matches(|char: char| char.is_ascii_alphanumeric());
                end = if name.ends_with('&') && name.len() < end - 1 { name.len() - 1 } else { end - 1 };
            }
            ')' if close > open => {
                close -= 1;
                end -= 1;
            }
            '(' => {
                open -= 1;
                end -= 1;
            }
            _ => break,
        }
    }
    // More than the scheme must be left, or more than `www.`.
    let www = !run.get(..4)?.eq_ignore_ascii_case("http");
    let needed = if www { 5 } else { run.find("://")? + 4 };
    (end >= needed).then_some(start + end)
}

/// The address as a reader sees it: escapes and character references undone.
fn shown(text: &str, pieces: &[Piece<'_>], range: Range<usize>) -> String {
    let mut out = String::with_capacity(range.len());
    let mut cursor = range.start;
    for piece in pieces {
        let Event::Text(found) = &piece.event else {
            continue;
        };
        if piece.range.end <= cursor || piece.range.start >= range.end {
            continue;
        }
        if piece.range.start > cursor {
            out.push_str(text[cursor..piece.range.start].trim_end_matches('\\'));
            cursor = piece.range.start;
        }
        if is_verbatim(text, piece) {
            let end = piece.range.end.min(range.end);
            out.push_str(&text[cursor..end]);
            cursor = end;
        } else {
            out.push_str(found);
            cursor = piece.range.end;
        }
    }
    if cursor < range.end {
        out.push_str(&text[cursor..range.end]);
    }
    out
}

/// The e-mail address around the `@` at `at`.
fn email(bytes: &[u8], from: usize, at: usize) -> Option<Range<usize>> {
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b".-_+".contains(byte);
    let start = at - bytes[from..at].iter().rev().take(64).take_while(|byte| is_local(byte)).count();
    if start == at || (start > 0 && matches!(bytes[start - 1], b'/' | b'\\')) {
        return None;
    }
    let run = bytes[at + 1..].iter().take(MAX_HOST_BYTES);
    let run = run.take_while(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte)).count();
    let host = &bytes[at + 1..at + 1 + run];
    let dots = host.iter().rev().take_while(|&&byte| byte == b'.').count();
    let host = &host[..host.len() - dots];
    let ends_well = host.last().is_some_and(u8::is_ascii_alphanumeric);
    let parts_well = host.contains(&b'.') && !host.windows(2).any(|pair| pair == b"..");
    if !ends_well || !parts_well || host[0] == b'.' {
        return None;
    }
    let after = |word: &str| {
        let begin = start.checked_sub(word.len()).filter(|begin| *begin >= from);
        begin.is_some_and(|begin| bytes[begin..start].eq_ignore_ascii_case(word.as_bytes()))
    };
    let whole = if after(MAILTO) { start - MAILTO.len() } else { start };
    (!after("xmpp:")).then(|| whole..at + 1 + host.len())
}
