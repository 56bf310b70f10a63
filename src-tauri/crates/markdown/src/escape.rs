//! Text as HTML. The forms are those that an HTML5 serialiser would write, so that sanitising changes nothing.

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

/// Undoes the character references that occur in attributes and in raw HTML text.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference =
            rest.as_bytes().iter().take(12).position(|&byte| byte == b';').map(|end| &rest[..=end]);
        if let Some((char, length)) = reference.and_then(|it| decoded(it).map(|char| (char, it.len()))) {
            out.push(char);
            rest = &rest[length..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// One reference, from `&` to `;`.
fn decoded(reference: &str) -> Option<char> {
    let name = &reference[1..reference.len() - 1];
    let code = name.strip_prefix('#');
    match (name, code) {
        ("amp", _) => Some('&'),
        ("lt", _) => Some('<'),
        ("gt", _) => Some('>'),
        ("quot", _) => Some('"'),
        ("apos", _) => Some('\''),
        ("nbsp", _) => Some('\u{A0}'),
        ("hellip", _) => Some('…'),
        ("ndash", _) => Some('–'),
        ("mdash", _) => Some('—'),
        ("lsquo", _) => Some('‘'),
        ("rsquo", _) => Some('’'),
        ("ldquo", _) => Some('“'),
        ("rdquo", _) => Some('”'),
        (_, Some(code)) => {
            let number = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(number).filter(|char| *char != '\0')
        }
        _ => None,
    }
}
