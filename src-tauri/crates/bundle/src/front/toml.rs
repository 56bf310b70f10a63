//! TOML, with the text of each float and the line of each key.

use std::borrow::Cow;
use std::ops::Range;

use galley_markdown::Lines;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{At, Fields, Node, Trouble, Value, plain};

/// The parser nests at most some eighty values, so reading them ends.
pub(super) fn read(block: &str, first_line: u32) -> Result<Fields, At> {
    let lines = Lines::of(block).from_line(first_line);
    let table = DeTable::parse(block).map_err(|error| {
        let message = error.message().to_owned();
        let trouble = if message.starts_with("duplicate key") {
            Trouble::Duplicate(key_at(block, error.span()))
        } else {
            Trouble::Syntax { format: "TOML", message }
        };
        At { line: lines.at(error.span().map_or(0, |span| span.start)), trouble }
    })?;
    Ok(fields(table.into_inner(), &lines))
}

fn fields(table: DeTable<'_>, lines: &Lines) -> Fields {
    table
        .into_iter()
        .map(|(key, value)| {
            let line = lines.at(key.span().start);
            let key: Cow<'_, str> = key.into_inner();
            let value = self::value(value.into_inner(), lines);
            (key.into_owned(), Node { line, value })
        })
        .collect()
}

fn value(value: DeValue<'_>, lines: &Lines) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
            .map_or_else(|_| Value::Text(number.to_string()), |n| Value::Number(n.into())),
        DeValue::Float(number) => plain(number.as_str()),
        DeValue::Boolean(truth) => Value::Bool(truth),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(list) => {
            let node = |item: Spanned<DeValue<'_>>| Node {
                line: lines.at(item.span().start),
                value: self::value(item.into_inner(), lines),
            };
            Value::List(list.into_iter().map(node).collect())
        }
        DeValue::Table(table) => Value::Map(fields(table, lines)),
    }
}

fn key_at(block: &str, span: Option<Range<usize>>) -> String {
    span.and_then(|span| block.get(span)).unwrap_or_default().to_owned()
}
