//! Where front matter ends and the body begins. The body's bytes are never touched.

use super::{At, Format, Trouble};

/// A file in its two parts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Split<'a> {
    /// The block without its fences, and what it is written in.
    pub(crate) front: Option<(Format, &'a str)>,
    /// The line of the block's first byte.
    pub(crate) front_line: u32,
    /// All bytes after the front matter's last line.
    pub(crate) body: &'a str,
    /// The line of the body's first byte.
    pub(crate) body_line: u32,
}

/// Splits a text. A byte order mark is not part of either.
///
/// `---` or `+++` alone on the first line opens YAML or TOML, `{` followed by a key opens JSON. `---`
/// needs its end: guessing that it is a rule of the body would publish fields as text.
pub(crate) fn split(text: &str, bytes_max: usize) -> Result<Split<'_>, At> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.split('\n').next().unwrap_or_default();
    match first.trim_end() {
        "---" => fenced(text, Format::Yaml, &["---", "..."], bytes_max),
        "+++" => fenced(text, Format::Toml, &["+++"], bytes_max),
        _ if opens_json(text) => braced(text, bytes_max),
        _ => Ok(Split { front: None, front_line: 1, body: text, body_line: 1 }),
    }
}

fn fenced<'a>(
    text: &'a str,
    format: Format,
    closing: &[&'static str],
    bytes_max: usize,
) -> Result<Split<'a>, At> {
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if closing.contains(&line.trim_end()) {
            if at - start > bytes_max {
                return Err(At { line: 1, trouble: Trouble::TooLarge { max: bytes_max } });
            }
            let body = at + line.len();
            return Ok(Split {
                front: Some((format, &text[start..at])),
                front_line: 2,
                body: &text[body..],
                body_line: 1 + text[..body].matches('\n').count() as u32,
            });
        }
        at += line.len();
    }
    Err(At { line: 1, trouble: Trouble::Open(closing[0]) })
}

/// A brace, then a key or nothing: not `{{ a tag }}` and not `{.a-class}`.
fn opens_json(text: &str) -> bool {
    text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

fn braced(text: &str, bytes_max: usize) -> Result<Split<'_>, At> {
    let mut cut = text.len().min(bytes_max + 1);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let mut values = serde_json::Deserializer::from_str(&text[..cut]).into_iter::<serde::de::IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => {}
        Some(Err(error)) if error.is_eof() && cut < text.len() => {
            return Err(At { line: 1, trouble: Trouble::TooLarge { max: bytes_max } });
        }
        Some(Err(error)) if error.is_eof() => {
            return Err(At { line: 1, trouble: Trouble::Open("}") });
        }
        Some(Err(error)) => {
            let trouble = Trouble::Syntax { format: "JSON", message: super::json::words(&error) };
            return Err(At { line: error.line() as u32, trouble });
        }
        None => {
            return Err(At { line: 1, trouble: Trouble::Open("}") });
        }
    }
    let end = values.byte_offset();
    let rest = &text[end..];
    let line = rest.split_inclusive('\n').next().unwrap_or_default();
    // What else stands on the line of the closing brace is the body's.
    let body = if line.trim().is_empty() { end + line.len() } else { end };
    Ok(Split {
        front: Some((Format::Json, &text[..end])),
        front_line: 1,
        body: &text[body..],
        body_line: 1 + text[..body].matches('\n').count() as u32,
    })
}
