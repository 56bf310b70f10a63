//! The template engine, set up so that a template can neither forget to escape nor run for ever.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, escape_formatter};

use super::ThemeError;

/// Steps that one page may take. A list of 500 articles takes some 100,000.
const FUEL: u64 = 5_000_000;

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

/// `words.page_of | fill(number=2, total=9)`: puts values into the places of a phrase that are named in braces.
#[expect(clippy::needless_pass_by_value, reason = "the engine hands them over like this")]
fn fill(phrase: String, values: Kwargs) -> Result<String, Error> {
    let mut filled = phrase;
    for name in values.args().map(str::to_owned).collect::<Vec<_>>() {
        let value: Value = values.get(&name)?;
        filled = filled.replace(&format!("{{{name}}}"), &value.to_string());
    }
    Ok(filled)
}

/// The error with the file and line of the template.
pub(super) fn explain(template: &str, error: &Error) -> ThemeError {
    let why = match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    };
    ThemeError::Template {
        file: error.name().unwrap_or(template).to_owned(),
        line: error.line().unwrap_or(1),
        why,
    }
}
