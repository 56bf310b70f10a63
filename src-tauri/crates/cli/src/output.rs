//! Printing: for people in lines and columns, for scripts as one JSON object.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::trouble::{DONE, Trouble};

/// Where answers go.
pub(crate) struct Output {
    json: bool,
    to: io::StdoutLock<'static>,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json, to: io::stdout().lock() }
    }

    /// Whether scripts read along.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Whether a person reads along.
    pub(crate) fn is_terminal(&self) -> bool {
        !self.json && io::stdout().is_terminal()
    }

    /// Prints an answer: as JSON, or as `people` print it.
    pub(crate) fn answer<T: Serialize>(
        &mut self,
        value: &T,
        people: impl FnOnce(&mut Self) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        if self.json {
            serde_json::to_writer_pretty(&mut self.to, value)?;
            writeln!(self.to)?;
            Ok(())
        } else {
            people(self)
        }
    }

    /// One line.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) -> Result<(), Trouble> {
        writeln!(self.to, "{}", text.as_ref())?;
        Ok(())
    }

    /// Text as it is, without a line end of our own.
    pub(crate) fn raw(&mut self, text: &str) -> Result<(), Trouble> {
        self.to.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Sends what was printed on its way.
    pub(crate) fn flush(&mut self) -> Result<(), Trouble> {
        self.to.flush()?;
        Ok(())
    }

    /// Columns, each as wide as its widest cell; a Chinese character counts as two.
    pub(crate) fn table<const N: usize>(&mut self, rows: &[[String; N]]) -> Result<(), Trouble> {
        let mut widths = [0; N];
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        for row in rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(widths) {
                line.push_str(cell);
                line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
            }
            self.line(line.trim_end())?;
        }
        Ok(())
    }

    /// Ends the program: prints an error on standard error, and answers the exit code.
    pub(crate) fn end(mut self, outcome: Result<u8, Trouble>) -> ExitCode {
        let code = outcome.and_then(|code| {
            self.to.flush()?;
            Ok(code)
        });
        match code {
            Ok(code) => ExitCode::from(code),
            // Whoever read along has seen enough: `galley list | head`.
            Err(Trouble::Print(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(DONE),
            Err(trouble) => {
                let text = if self.json {
                    serde_json::json!({ "error": trouble.failure() }).to_string()
                } else {
                    format!("galley: {trouble}")
                };
                // Where standard error is gone as well there is no one left to tell.
                let _ = writeln!(io::stderr(), "{text}");
                ExitCode::from(trouble.exit_code())
            }
        }
    }
}

/// At most so many columns of a text, with an ellipsis where it was longer.
pub(crate) fn short(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        if cut.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) + 1 > columns {
            break;
        }
        cut.push(c);
    }
    format!("{}…", cut.trim_end())
}
