//! YAML from its events, so that each scalar keeps its text and each key its line.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::{At, Fields, Node, Trouble, Value, plain};
use crate::Limits;

/// A list or map that is still open.
struct Open {
    line: u32,
    anchor: usize,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Map { fields: Fields, seen: HashSet<String>, key: Option<String> },
}

struct Reader<'l> {
    limits: &'l Limits,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    values: usize,
    root: Option<Node>,
}

pub(super) fn read(block: &str, first_line: u32, limits: &Limits) -> Result<Fields, At> {
    let mut reader = Reader { limits, open: Vec::new(), anchors: HashMap::new(), values: 0, root: None };
    for event in Parser::new_from_str(block) {
        let (event, span) = event.map_err(|error| At {
            line: first_line + (error.marker().line() as u32).saturating_sub(1),
            trouble: match error.info() {
                // The parser has a limit of its own, for brackets in brackets that it must look through first.
                "recursion limit exceeded" => Trouble::TooDeep { max: limits.front_matter_depth },
                message => Trouble::Syntax { format: "YAML", message: message.to_owned() },
            },
        })?;
        let line = first_line + line_of(&span);
        reader.take(event, line).map_err(|trouble| At { line, trouble })?;
    }
    match reader.root {
        None | Some(Node { value: Value::Null, .. }) => Ok(Fields::new()),
        Some(Node { value: Value::Map(fields), .. }) => Ok(fields),
        Some(Node { line, .. }) => Err(At { line, trouble: Trouble::NoFields }),
    }
}

fn line_of(span: &Span) -> u32 {
    (span.start.line() as u32).saturating_sub(1)
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, line: u32) -> Result<(), Trouble> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(&text, style, tag.as_deref());
                self.value(Node { line, value }, anchor)
            }
            Event::SequenceStart(anchor, _) => self.open(line, anchor, Kind::List(Vec::new())),
            Event::MappingStart(anchor, _) => {
                self.open(line, anchor, Kind::Map { fields: Fields::new(), seen: HashSet::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = self.open.pop() else {
                    return Ok(());
                };
                let value = match open.kind {
                    Kind::List(list) => Value::List(list),
                    Kind::Map { fields, .. } => Value::Map(fields),
                };
                self.value(Node { line: open.line, value }, open.anchor)
            }
            Event::Alias(anchor) => {
                // An anchor is known once its value is complete, so a value never contains itself.
                let node = self.anchors.get(&anchor).cloned().ok_or(Trouble::Alias)?;
                let (values, depth) = measure(&node);
                self.values += values;
                self.check(depth)?;
                self.value(node, 0)
            }
            // A second document would begin where the block ends; there is none.
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn open(&mut self, line: u32, anchor: usize, kind: Kind) -> Result<(), Trouble> {
        if matches!(self.open.last(), Some(Open { kind: Kind::Map { key: None, .. }, .. })) {
            return Err(Trouble::Key);
        }
        self.open.push(Open { line, anchor, kind });
        self.check(0)
    }

    fn check(&self, deeper: usize) -> Result<(), Trouble> {
        if self.open.len() + deeper > self.limits.front_matter_depth + 1 {
            return Err(Trouble::TooDeep { max: self.limits.front_matter_depth });
        }
        if self.values > self.limits.front_matter_values {
            return Err(Trouble::TooMany { max: self.limits.front_matter_values });
        }
        Ok(())
    }

    /// Puts a complete value where it belongs.
    fn value(&mut self, node: Node, anchor: usize) -> Result<(), Trouble> {
        self.values += 1;
        self.check(0)?;
        if anchor > 0 {
            self.values += measure(&node).0;
            self.check(0)?;
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(Kind::List(list)) => list.push(node),
            Some(Kind::Map { fields, seen, key }) => {
                if let Some(name) = key.take() {
                    fields.push((name, node));
                    return Ok(());
                }
                let name = match node.value {
                    Value::Null => String::new(),
                    _ => node.text().ok_or(Trouble::Key)?,
                };
                if !seen.insert(name.clone()) {
                    return Err(Trouble::Duplicate(name));
                }
                *key = Some(name);
            }
        }
        Ok(())
    }
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
    if style == ScalarStyle::Plain && !is_text { plain(text) } else { Value::Text(text.to_owned()) }
}

/// How many values a value holds, and how deep it nests.
fn measure(node: &Node) -> (usize, usize) {
    let children: Vec<&Node> = match &node.value {
        Value::List(list) => list.iter().collect(),
        Value::Map(fields) => fields.iter().map(|(_, node)| node).collect(),
        _ => return (1, 0),
    };
    let (values, depth) =
        children.into_iter().map(measure).fold((1, 0), |(v, d), (cv, cd)| (v + cv, d.max(cd)));
    (values, depth + 1)
}
