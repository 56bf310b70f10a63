//! What the window's page shows, as all of its tests look at it.

use serde_json::{Value, json};

use crate::driver::Driver;

/// A row of the list.
pub(crate) const ROWS: &str = "[role=option]";

/// Whether the list has so many rows.
pub(crate) fn rows(count: usize) -> impl Fn(&Driver) -> bool {
    move |window| window.texts(ROWS).len() == count
}

/// What a script returns in the document of the preview's frame, as `inner`.
pub(crate) fn in_frame(window: &Driver, script: &str) -> Value {
    window.script(&format!("const inner = document.querySelector('iframe').contentDocument; {script}"))
}

/// Whether the preview shows these words.
pub(crate) fn frame_shows(words: &'static str) -> impl Fn(&Driver) -> bool {
    let script = format!(
        "return document.querySelector('iframe')?.contentDocument?.body?.innerText.includes({}) ?? false",
        json!(words)
    );
    move |window| window.script(&script) == json!(true)
}
