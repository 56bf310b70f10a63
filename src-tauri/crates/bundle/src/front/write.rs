//! Writes fields as YAML that every reader takes for the same: whatever YAML 1.1 or 1.2 could take for something
//! else than a text stands in double quotes.

use std::fmt::Write;

use serde_json::{Map, Value as Json};

use super::{Value, plain};
use crate::names::is_hidden;

/// From this depth on values are written in braces on one line: indentation would outgrow what it indents.
const BLOCK_DEPTH_MAX: usize = 6;

/// The fields as YAML, each on its line or lines.
pub(crate) fn write(fields: &Map<String, Json>) -> String {
    let mut out = String::new();
    map(&mut out, fields, 0);
    out
}

fn map(out: &mut String, fields: &Map<String, Json>, depth: usize) {
    for (key, value) in fields {
        indent(out, depth);
        text(out, key, true);
        out.push(':');
        below(out, value, depth);
    }
}

/// A value behind a key or a dash: on the same line, or indented below.
fn below(out: &mut String, value: &Json, depth: usize) {
    match value {
        Json::Object(fields) if !fields.is_empty() && depth < BLOCK_DEPTH_MAX => {
            out.push('\n');
            map(out, fields, depth + 1);
        }
        Json::Array(list) if !list.is_empty() && depth < BLOCK_DEPTH_MAX => {
            out.push('\n');
            for item in list {
                indent(out, depth + 1);
                out.push('-');
                below(out, item, depth + 1);
            }
        }
        value => {
            out.push(' ');
            flow(out, value, true);
            out.push('\n');
        }
    }
}

/// A value on one line. `block` says that it stands by itself, outside of braces.
fn flow(out: &mut String, value: &Json, block: bool) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Json::Number(number) => out.push_str(&number.to_string()),
        Json::String(string) => text(out, string, block),
        Json::Array(list) => {
            out.push('[');
            for (n, item) in list.iter().enumerate() {
                out.push_str(if n > 0 { ", " } else { "" });
                flow(out, item, false);
            }
            out.push(']');
        }
        Json::Object(fields) => {
            out.push('{');
            for (n, (key, item)) in fields.iter().enumerate() {
                out.push_str(if n > 0 { ", " } else { "" });
                text(out, key, false);
                out.push_str(": ");
                flow(out, item, false);
            }
            out.push('}');
        }
    }
}

fn text(out: &mut String, string: &str, block: bool) {
    if block && (is_plain(string) || is_timestamp(string)) {
        out.push_str(string);
    } else {
        quoted(out, string);
    }
}

/// Whether a text means itself without quotes, in every reader. Rather too few than too many.
fn is_plain(string: &str) -> bool {
    let safe = |c: char| match c {
        ' ' | '-' | '_' | '.' | '/' | '(' | ')' | '\'' | '+' | ',' | ';' | '?' | '!' | '=' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => {
            !is_hidden(c)
                && !c.is_whitespace()
                && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{e000}'..='\u{f8ff}')
        }
    };
    // A colon is part of a text where no space follows: `https://…`.
    let colons = string
        .match_indices(':')
        .all(|(at, _)| string[at + 1..].starts_with(|c: char| c == '/' || c.is_ascii_digit()));
    let word = string.to_ascii_lowercase();
    string.starts_with(char::is_alphabetic)
        && string.len() <= 500
        && string.chars().all(|c| safe(c) || c == ':')
        && colons
        && !string.ends_with(' ')
        && !matches!(
            word.as_str(),
            "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null" | "nan" | "inf"
        )
        && matches!(plain(string), Value::Text(_))
}

/// A date stays what a date is to other tools: `2023-10-19`, `2023-10-19T08:30:00Z`.
fn is_timestamp(string: &str) -> bool {
    let bytes = string.as_bytes();
    let shaped = |shape: &[u8]| {
        bytes.len() == shape.len()
            && bytes.iter().zip(shape).all(|(b, s)| if *s == b'0' { b.is_ascii_digit() } else { b == s })
    };
    [
        b"0000-00-00".as_slice(),
        b"0000-00-00T00:00:00Z",
        b"0000-00-00T00:00:00.000Z",
        b"0000-00-00T00:00:00+00:00",
        b"0000-00-00T00:00:00-00:00",
    ]
    .iter()
    .any(|shape| shaped(shape))
}

/// In double quotes, with everything escaped that is not seen as itself.
fn quoted(out: &mut String, string: &str) {
    out.push('"');
    for c in string.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(c),
            c if is_hidden(c) || c.is_whitespace() || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffc}'..) => {
                let code = u32::from(c);
                let _ = match code {
                    ..=0xff => write!(out, "\\x{code:02x}"),
                    0x100..=0xffff => write!(out, "\\u{code:04x}"),
                    _ => write!(out, "\\U{code:08x}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}
