//! What the window's page shows, as all of its tests look at it.

use serde_json::{Value, json};

use crate::driver::{Driver, key};

/// A row of the list.
pub(crate) const ROWS: &str = ".row[role=option]";
/// One that is selected.
pub(crate) const CHOSEN: &str = ".row[role=option][aria-selected=true]";

/// Puts the keyboard on something.
pub(crate) fn focus(window: &Driver, css: &str) {
    window.script(&format!("document.querySelector({}).focus()", json!(css)));
}

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

/// Whether the palette is open, or is not.
pub(crate) fn palette_is(open: bool) -> impl Fn(&Driver) -> bool {
    move |window| {
        window.script("return document.querySelector('dialog.picker')?.open ?? false") == json!(open)
    }
}

/// Opens the palette by its key.
pub(crate) fn open_palette(window: &Driver) {
    window.chord(key::CONTROL, "k");
    window.until("the palette", palette_is(true));
}

/// Runs the command that is called so, or the one that these words find.
pub(crate) fn run_command(window: &Driver, words: &str) {
    open_palette(window);
    window.keys(words);
    let answered = format!(
        "const dialog = document.querySelector('dialog.picker[open]');
         return dialog?.querySelector('ul').ariaBusy === 'false' && dialog.querySelector('[role=option]') !== null
             && dialog.querySelector('input').value === {}",
        json!(words)
    );
    window.until("the command", |window| {
        // What stands first answers best, once it answers what stands in the field.
        window.script(&answered) == json!(true)
    });
    window.keys(key::ENTER);
}

/// Puts a tag that is new on what is selected, by keys.
pub(crate) fn tag_anew(window: &Driver, name: &str) {
    run_command(window, "add a tag");
    window.until("the tags", |window| {
        window.script("return document.querySelector('dialog[open] input').value") == json!("")
    });
    window.keys(name);
    window.until("a new one is offered", |window| {
        window.texts("dialog [role=option]").iter().any(|item| item.contains(&format!("New: {name}")))
    });
    window.keys(key::ENTER);
}
