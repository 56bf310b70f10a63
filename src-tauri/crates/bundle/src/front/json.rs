//! JSON, with the text of each number and the line of each key. Parts are read as slices of the block, so where
//! a part lies is known.

use galley_markdown::Lines;
use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{At, Fields, Node, Trouble, Value, plain};
use crate::Limits;

pub(super) fn read(block: &str, first_line: u32, limits: &Limits) -> Result<Fields, At> {
    let reader =
        Reader { block, lines: Lines::of(block).from_line(first_line), depth_max: limits.front_matter_depth };
    match reader.value(block.trim(), 0)? {
        Value::Map(fields) => Ok(fields),
        _ => Err(At { line: first_line, trouble: Trouble::NoFields }),
    }
}

/// What the parser says, without the place, which is told by itself.
pub(super) fn words(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.rfind(" at line ").map_or_else(|| words.clone(), |at| words[..at].to_owned())
}

struct Reader<'a> {
    block: &'a str,
    lines: Lines,
    depth_max: usize,
}

impl<'a> Reader<'a> {
    /// The line of a part of the block.
    fn line(&self, part: &'a str) -> u32 {
        let byte = part.as_ptr() as usize - self.block.as_ptr() as usize;
        self.lines.at(byte)
    }

    fn value(&self, part: &'a str, depth: usize) -> Result<Value, At> {
        let fail = |error: &serde_json::Error| At {
            line: self.line(part) + (error.line() as u32).saturating_sub(1),
            trouble: Trouble::Syntax { format: "JSON", message: words(error) },
        };
        if depth > self.depth_max {
            return Err(At { line: self.line(part), trouble: Trouble::TooDeep { max: self.depth_max } });
        }
        let mut json = serde_json::Deserializer::from_str(part);
        Ok(match part.as_bytes().first() {
            Some(b'{') => {
                let parts = json.deserialize_map(Parts).map_err(|e| fail(&e))?;
                let mut fields = Fields::with_capacity(parts.len());
                let mut seen = std::collections::HashSet::new();
                for (key, raw) in parts {
                    let node = self.node(raw, depth)?;
                    if !seen.insert(key.clone()) {
                        return Err(At { line: node.line, trouble: Trouble::Duplicate(key) });
                    }
                    fields.push((key, node));
                }
                Value::Map(fields)
            }
            Some(b'[') => {
                let parts = json.deserialize_seq(Parts).map_err(|e| fail(&e))?;
                Value::List(
                    parts.into_iter().map(|(_, raw)| self.node(raw, depth)).collect::<Result<_, _>>()?,
                )
            }
            Some(b'"') => Value::Text(serde_json::from_str(part).map_err(|e| fail(&e))?),
            _ => plain(part),
        })
    }

    fn node(&self, raw: &'a RawValue, depth: usize) -> Result<Node, At> {
        Ok(Node { line: self.line(raw.get()), value: self.value(raw.get(), depth + 1)? })
    }
}

/// The entries of a list or map, unread; a list's have no key.
struct Parts;

impl<'de> Visitor<'de> for Parts {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list or fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = map.next_entry()? {
            parts.push(part);
        }
        Ok(parts)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = list.next_element()? {
            parts.push((String::new(), part));
        }
        Ok(parts)
    }
}
