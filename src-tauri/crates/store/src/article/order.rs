//! In what order a list stands, and the place in it after which a page begins.

use std::fmt;
use std::str::FromStr;

use rusqlite::types::Value;

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum OrderBy {
    /// The printed date.
    #[default]
    Date,
    /// When it was last saved.
    Changed,
    /// The headline; capitals of Latin letters count as small ones.
    Headline,
    /// How many words it has.
    Words,
}

impl OrderBy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Date, Self::Changed, Self::Headline, Self::Words];

    /// The letter that a cursor begins with.
    const fn letter(self) -> char {
        match self {
            Self::Date => 'd',
            Self::Changed => 'c',
            Self::Headline => 'h',
            Self::Words => 'w',
        }
    }

    /// Whether it begins with the greatest where nobody asks otherwise: the newest, the longest.
    const fn falls(self) -> bool {
        !matches!(self, Self::Headline)
    }
}

/// The order of a list: the newest and the longest first and headlines from A, or the other way round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Order {
    /// What it goes by.
    pub by: OrderBy,
    /// The other way round.
    pub reversed: bool,
}

impl Order {
    /// Whether the greatest comes first.
    pub(crate) const fn falls(self) -> bool {
        self.by.falls() != self.reversed
    }
}

/// What one row is ordered by.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    Number(i64),
    Text(String),
}

/// The place in a list after which the next page begins: opaque outside, good in this library and order only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    by: OrderBy,
    key: Key,
    pub(super) rowid: i64,
}

impl Cursor {
    pub(super) const fn number(by: OrderBy, key: i64, rowid: i64) -> Self {
        Self { by, key: Key::Number(key), rowid }
    }

    pub(super) const fn headline(headline: String, rowid: i64) -> Self {
        Self { by: OrderBy::Headline, key: Key::Text(headline), rowid }
    }

    /// What its list is ordered by.
    pub const fn by(&self) -> OrderBy {
        self.by
    }

    /// What it is ordered by, for a statement.
    pub(super) fn value(&self) -> Value {
        match &self.key {
            Key::Number(number) => Value::Integer(*number),
            Key::Text(text) => Value::Text(text.clone()),
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:x}.", self.by.letter(), self.rowid)?;
        match &self.key {
            Key::Number(number) => write!(f, "{number:x}"),
            Key::Text(text) => f.write_str(text),
        }
    }
}

/// A text that is no cursor.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("this is no cursor of this list; take the one that its last page ended with, as `next`")]
pub struct CursorError;

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let by = OrderBy::ALL.into_iter().find(|by| text.starts_with(by.letter())).ok_or(CursorError)?;
        let (rowid, key) = text[1..].split_once('.').ok_or(CursorError)?;
        // Negative numbers print in two's complement.
        let hex = |text: &str| u64::from_str_radix(text, 16).map(u64::cast_signed).map_err(|_| CursorError);
        let key = match by {
            OrderBy::Headline => Key::Text(key.to_owned()),
            OrderBy::Date | OrderBy::Changed | OrderBy::Words => Key::Number(hex(key)?),
        };
        Ok(Self { by, key, rowid: hex(rowid)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_text() {
        for cursor in [
            Cursor::number(OrderBy::Date, -5, 1),
            Cursor::number(OrderBy::Words, 1_700_000_000_000, 99),
            Cursor::headline("Ports. And 数字, too".to_owned(), 17),
            Cursor::headline(String::new(), 17),
        ] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for nonsense in ["", "nonsense", "d1", "x1.1", "数1.1", "d1.words"] {
            assert_eq!(nonsense.parse::<Cursor>(), Err(CursorError), "{nonsense}");
        }
    }
}
