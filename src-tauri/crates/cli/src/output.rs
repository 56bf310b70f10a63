//! Printing: for people in lines and columns, for scripts as one JSON object.
//!
//! What people read is made harmless first: a headline that came from elsewhere may hold control characters, with which
//! a text can rewrite what the terminal shows.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::process::ExitCode;

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::trouble::{DONE, Trouble};

/// What stands for a character that a terminal would obey.
const HARMLESS: char = '\u{fffd}';
/// A last column is not cut to less than this, in columns.
const LAST_COLUMNS_MIN: usize = 24;

/// Where answers go.
pub(crate) struct Output {
    json: bool,
    to: BufWriter<StdoutLock<'static>>,
    is_terminal: bool,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        let to = io::stdout().lock();
        Self { json, is_terminal: to.is_terminal(), to: BufWriter::new(to) }
    }

    /// Whether scripts read along.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Prints an answer: as JSON, or as `people` print it.
    pub(crate) fn answer<T: Serialize>(
        &mut self,
        value: &T,
        people: impl FnOnce(&mut Self) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        if self.json {
            serde_json::to_writer_pretty(&mut self.to, value).map_err(io::Error::from)?;
            writeln!(self.to)?;
            Ok(())
        } else {
            people(self)
        }
    }

    /// One line, or several.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) -> Result<(), Trouble> {
        writeln!(self.to, "{}", harmless(text.as_ref()))?;
        Ok(())
    }

    /// One line of pieces, some of them bold where a person reads along.
    pub(crate) fn pieces<'p>(
        &mut self,
        pieces: impl Iterator<Item = (&'p str, bool)>,
    ) -> Result<(), Trouble> {
        for (text, bold) in pieces {
            let text = harmless(text).replace('\n', " ");
            if bold && self.is_terminal {
                write!(self.to, "\x1b[1m{text}\x1b[0m")?;
            } else {
                write!(self.to, "{text}")?;
            }
        }
        writeln!(self.to)?;
        Ok(())
    }

    /// A text of the library: byte for byte into a file or pipe, made harmless for a terminal.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Trouble> {
        let text = if self.is_terminal { harmless(text) } else { Cow::Borrowed(text) };
        self.to.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Columns, each as wide as its widest cell; a Chinese character counts as two. The last one is cut where it would
    /// run over the edge of the terminal.
    pub(crate) fn table<const N: usize>(&mut self, rows: &[[String; N]]) -> Result<(), Trouble> {
        let rows: Vec<_> = rows.iter().map(|row| row.each_ref().map(|cell| one_line(cell))).collect();
        let widths: [usize; N] =
            std::array::from_fn(|at| rows.iter().map(|row| row[at].width()).max().unwrap_or_default());
        let before: usize = widths.iter().take(N.saturating_sub(1)).map(|width| width + 2).sum();
        let last =
            self.columns().map_or(usize::MAX, |columns| columns.saturating_sub(before).max(LAST_COLUMNS_MIN));
        for row in &rows {
            let mut line = String::new();
            for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
                let cell = if at + 1 == N { short(cell, last) } else { Cow::Borrowed(cell.as_str()) };
                line.push_str(&cell);
                line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
            }
            writeln!(self.to, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// What is known of one thing: a name and a value a line, the values whole.
    pub(crate) fn facts(&mut self, facts: &[[String; 2]]) -> Result<(), Trouble> {
        let widest = facts.iter().map(|[name, _]| name.width()).max().unwrap_or_default();
        for [name, value] in facts {
            let gap = " ".repeat(widest - name.width() + 2);
            writeln!(self.to, "{}", format!("{}{gap}{}", one_line(name), harmless(value)).trim_end())?;
        }
        Ok(())
    }

    /// A word to the person beside the answer, on standard error, so that the answer can be read by a program.
    pub(crate) fn aside(&mut self, text: &str) -> Result<(), Trouble> {
        self.flush()?;
        if !self.json {
            // Where standard error is gone there is no one to tell.
            let _ = writeln!(io::stderr(), "{}", harmless(text));
        }
        Ok(())
    }

    /// Sends what was printed on its way.
    pub(crate) fn flush(&mut self) -> Result<(), Trouble> {
        self.to.flush()?;
        Ok(())
    }

    /// Ends the program: prints an error on standard error, and answers the exit code.
    pub(crate) fn end(mut self, outcome: Result<u8, Trouble>) -> ExitCode {
        let outcome = outcome.and_then(|code| self.flush().map(|()| code));
        match outcome {
            Ok(code) => ExitCode::from(code),
            // Whoever read along has seen enough: `galley list | head`.
            Err(Trouble::Print(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(DONE),
            Err(trouble) => {
                let text = if self.json {
                    serde_json::json!({ "error": trouble.failure() }).to_string()
                } else {
                    harmless(&format!("galley: {trouble}")).into_owned()
                };
                let _ = writeln!(io::stderr(), "{text}");
                ExitCode::from(trouble.exit_code())
            }
        }
    }

    fn columns(&self) -> Option<usize> {
        let size = self.is_terminal.then(terminal_size::terminal_size).flatten();
        size.map(|(width, _)| usize::from(width.0))
    }
}

/// A text without the characters that a terminal obeys, line ends and tabs aside; nor those that turn the direction of
/// what follows.
fn harmless(text: &str) -> Cow<'_, str> {
    let obeyed = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().map(|c| if obeyed(c) { HARMLESS } else { c }).collect())
}

fn one_line(text: &str) -> String {
    harmless(text).replace(['\n', '\t'], " ")
}

/// At most so many columns of a text, with an ellipsis where it was longer.
fn short(text: &str, columns: usize) -> Cow<'_, str> {
    if text.width() <= columns {
        return Cow::Borrowed(text);
    }
    let mut width = 1;
    let fits = |c: &char| {
        width += c.width().unwrap_or_default();
        width <= columns
    };
    let cut: String = text.chars().take_while(fits).collect();
    Cow::Owned(format!("{}…", cut.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        let cases = [
            ("plain, 中文, عربي", "plain, 中文, عربي"),
            ("a\u{1b}[2Jb", "a\u{fffd}[2Jb"),
            ("a\rb", "a\u{fffd}b"),
            ("a\r\nb\tc", "a\nb\tc\u{1b}"),
            ("a\u{202e}b", "a\u{fffd}b"),
            ("\u{9b}31m", "\u{fffd}31m"),
        ];
        for (text, expected) in cases {
            assert_eq!(harmless(text), expected.trim_end_matches('\u{1b}'), "{text:?}");
        }
    }

    #[test]
    fn a_text_is_cut_by_columns() {
        let cases = [
            ("abcdef", 6, "abcdef"),
            ("abcdef", 5, "abcd…"),
            ("数字丝绸", 8, "数字丝绸"),
            ("数字丝绸", 6, "数字…"),
            ("数字丝绸", 7, "数字丝…"),
        ];
        for (text, columns, expected) in cases {
            assert_eq!(short(text, columns), expected, "{text} in {columns}");
        }
    }
}
