//! Text as HTML. The forms are those that an HTML5 serialiser would write, so that sanitising changes nothing.

use html5ever::data::NAMED_ENTITIES;

/// Appends `text`, escaped for the body of an element.
pub(crate) fn text(out: &mut String, text: &str) {
    escape(out, text, false);
}

/// Appends `text`, escaped for the inside of a double-quoted attribute.
pub(crate) fn attribute(out: &mut String, text: &str) {
    escape(out, text, true);
}

fn escape(out: &mut String, text: &str, quotes: bool) {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut at = 0;
    while at < bytes.len() {
        // 0xC2 0xA0 is the no-break space.
        let (with, length) = match bytes[at] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' if quotes => ("&quot;", 1),
            0xC2 if bytes.get(at + 1) == Some(&0xA0) => ("&nbsp;", 2),
            // What a parser would replace anyway.
            0 => ("\u{FFFD}", 1),
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => ("", 1),
            b'\r' => ("\n", 1),
            _ => {
                at += 1;
                continue;
            }
        };
        out.push_str(&text[from..at]);
        out.push_str(with);
        at += length;
        from = at;
    }
    out.push_str(&text[from..]);
}

/// Longest reference, from `&` to `;`: the longest name of HTML has 31 letters.
const REFERENCE_BYTES_MAX: usize = 33;

/// Undoes the character references of HTML.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.as_bytes().iter().take(REFERENCE_BYTES_MAX).position(|&byte| byte == b';');
        if let Some((chars, end)) = end.and_then(|end| Some((decoded(&rest[1..=end])?, end))) {
            out.extend(chars.into_iter().flatten());
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// What a reference means, from behind its `&` to its `;`: one character or two.
fn decoded(reference: &str) -> Option<[Option<char>; 2]> {
    let codes = match reference.strip_prefix('#') {
        Some(code) => {
            let code = code.trim_end_matches(';');
            let number = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            (number, 0)
        }
        None => *NAMED_ENTITIES.get(reference)?,
    };
    let char = |code| char::from_u32(code).filter(|char| *char != '\0');
    Some([Some(char(codes.0)?), char(codes.1)])
}
