//! The template engine, set up so that a template can neither forget to escape nor run for ever.

use std::error::Error as _;
use std::io;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter,
};

use super::ThemeError;

/// Steps that one page may take. A list of 500 articles takes some 100,000.
const FUEL: u64 = 5_000_000;

/// Longest page, in bytes: three times the longest body and what stands around it.
pub(super) const PAGE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// An engine with these templates.
pub(super) fn engine(templates: Vec<(String, String)>) -> Result<Environment<'static>, ThemeError> {
    let mut engine = Environment::new();
    // Everything, whatever the template is called.
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_formatter(print);
    engine.set_fuel(Some(FUEL));
    engine.set_debug(true);
    // A line that holds only a tag leaves no line in the page.
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    engine.set_syntax(syntax.expect("the standard marks are good ones"));
    engine.add_filter("fill", fill);
    for (name, text) in templates {
        engine.add_template_owned(name.clone(), text).map_err(|error| explain(&name, &error))?;
    }
    Ok(engine)
}

/// Prints a value escaped, and without the control characters that neither HTML nor XML can hold.
fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => escaped(out, text).map_err(Error::from),
        _ => escape_formatter(out, state, value),
    }
}

/// Writes a text so that it stays one, in an element as well as in an attribute. The engine's own way would escape
/// slashes too, which doubles the length of addresses.
fn escaped(out: &mut Output<'_>, text: &str) -> std::fmt::Result {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || is_unprintable(c);
    let mut from = 0;
    for (at, found) in text.match_indices(special) {
        out.write_str(&text[from..at])?;
        out.write_str(match found {
            "&" => "&amp;",
            "<" => "&lt;",
            ">" => "&gt;",
            "\"" => "&quot;",
            "'" => "&#39;",
            _ => "",
        })?;
        from = at + found.len();
    }
    out.write_str(&text[from..])
}

/// Control characters, tab and line ends aside, and the two that are no characters.
pub(crate) fn is_unprintable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// `words.articles | fill(count=9)`: puts values into the places of a phrase that are named in braces.
#[expect(clippy::needless_pass_by_value, reason = "the engine hands them over like this")]
fn fill(phrase: String, values: Kwargs) -> Result<String, Error> {
    let mut filled = phrase;
    for name in values.args().map(str::to_owned).collect::<Vec<_>>() {
        let value: Value = values.get(&name)?;
        filled = filled.replace(&format!("{{{name}}}"), &value.to_string());
    }
    Ok(filled)
}

/// A page that grows while it is rendered, up to the longest.
#[derive(Default)]
struct Page(Vec<u8>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > PAGE_BYTES_MAX {
            return Err(io::Error::other(format!("the page is longer than {PAGE_BYTES_MAX} bytes")));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Renders a template.
pub(super) fn render(engine: &Environment<'_>, template: &str, context: Value) -> Result<String, ThemeError> {
    let mut page = Page::default();
    engine
        .get_template(template)
        .and_then(|template| template.render_captured_to(context, &mut page).map(|_| ()))
        .map_err(|error| explain(template, &error))?;
    Ok(String::from_utf8(page.0).expect("templates, and what they are given, are UTF-8"))
}

/// The error with the file and line of the template. An error in a template that another
/// one takes in is told where it is.
pub(super) fn explain(template: &str, error: &Error) -> ThemeError {
    let mut at = error;
    let mut why = None;
    loop {
        match at.source() {
            Some(source) if source.is::<Error>() => at = source.downcast_ref().unwrap_or(at),
            Some(source) => {
                why = Some(source.to_string());
                break;
            }
            None => break,
        }
    }
    let detail = why.as_deref().or(at.detail());
    let kind = match at.kind() {
        ErrorKind::OutOfFuel => "it does more than a page may; perhaps it never ends".to_owned(),
        kind => kind.to_string(),
    };
    ThemeError::Template {
        file: at.name().unwrap_or(template).to_owned(),
        line: at.line().unwrap_or(1),
        why: detail.map_or_else(|| kind.clone(), |detail| format!("{kind}: {detail}")),
    }
}
