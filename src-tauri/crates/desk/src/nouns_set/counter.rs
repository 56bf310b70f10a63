//! The counter of a site's readers, as it is set.

use galley_domain::Counter;
use galley_publish::{Reach, must_be_safe};

use super::Field;
use crate::DeskError;
use crate::article::read_switch;
use crate::publish::host_of;

/// Longest pointer, in bytes.
const POINTER_BYTES_MAX: usize = 500;

/// Sets a field of the counter: its address, the pointer of the number, whether pages ask again, whether it
/// may stand in a private network. Without an address there is none.
pub(super) fn set(counter: &mut Option<Counter>, field: &Field<'_>, value: &str) -> Result<(), DeskError> {
    if field.name == "counter" {
        if value.is_empty() {
            *counter = None;
            return Ok(());
        }
        let url = url(field, value)?;
        match counter {
            Some(counter) => {
                // What was allowed of one host is allowed of no other.
                counter.private &= host_of(&counter.url) == host_of(&url);
                counter.url = url;
            }
            None => *counter = Some(Counter { url, pointer: String::new(), live: false, private: false }),
        }
    } else {
        let why = "there is no counter yet; set counter=https://… with it";
        let counter = counter.as_mut().ok_or_else(|| field.invalid(why))?;
        if field.name == "counter-number" {
            counter.pointer = pointer(field, value)?;
        } else if field.name == "counter-private" {
            counter.private = read_switch(field.typed, value)?;
        } else {
            counter.live = read_switch(field.typed, value)?;
        }
    }
    match counter {
        Some(counter) if counter.live && !counter.asks_each() => Err(field
            .invalid("a page asks for its own number only: the counter's address needs {id} or {slug} then")),
        _ => Ok(()),
    }
}

/// An address that pages and Galley may ask, with names in braces that mean something.
fn url(field: &Field<'_>, value: &str) -> Result<String, DeskError> {
    let mut plain = value.to_owned();
    for name in Counter::NAMES {
        plain = plain.replace(name, "x");
    }
    if plain.contains(['{', '}']) {
        return Err(field.invalid("in braces stand {id}, {slug} or {language}, and nothing else"));
    }
    let safe = must_be_safe(&plain, Reach::default());
    let url = safe.map_err(|why| {
        if plain.starts_with("http://") {
            field.invalid("it begins with https://: over http everyone on the way could change the number")
        } else {
            field.invalid(why)
        }
    })?;
    // A name in the host would ask another host for each article.
    if host_of(value).contains('{') || url.host_str().is_none() {
        return Err(field.invalid("the host is the same for all articles"));
    }
    Ok(value.to_owned())
}

fn pointer(field: &Field<'_>, value: &str) -> Result<String, DeskError> {
    let good = value.len() <= POINTER_BYTES_MAX && (value.is_empty() || value.starts_with('/'));
    if good { Ok(value.to_owned()) } else { Err(field.invalid("it is a JSON pointer, like /data/0/views")) }
}
