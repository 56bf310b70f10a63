//! Every view of the window, looked at by axe-core for WCAG 2.2 A and AA.

use serde_json::Value;

use crate::driver::{Driver, key};
use crate::page::{frame_shows, open_palette, palette_is};
use crate::stage::Stage;

const AXE: &str = include_str!("../../ui/node_modules/axe-core/axe.min.js");

/// What is wrong in the view that the window shows, each with where. The page in the preview's frame is the theme's, and no
/// script runs in it.
pub(crate) fn faults(window: &Driver) -> Vec<String> {
    window.script(&format!("if (!window.axe) {{ {AXE} }}"));
    let found = window.promise(
        "window.axe.run({ exclude: ['iframe'] }, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
            .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`)))",
    );
    let found: Value = found["ok"].clone();
    serde_json::from_value(found).expect("axe answers a list")
}

/// Nothing stands in the way of those who use it by other means.
#[track_caller]
pub(crate) fn must_be_fine(window: &Driver, view: &str) {
    assert_eq!(faults(window), Vec::<String>::new(), "{view}");
}

#[test]
fn each_view_can_be_used_by_everyone() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.until("the preview", frame_shows("second quay"));
    must_be_fine(window, "the room with the preview");
    window.click("#tab-details");
    must_be_fine(window, "the details");
    window.click("#tab-history");
    must_be_fine(window, "the history");
    window.script("document.querySelector('[role=listbox]').focus()");
    window.chord(key::SHIFT, key::DOWN);
    window.until("two are selected", |window| window.text(".bulk").contains("2 selected"));
    must_be_fine(window, "several selected");
    open_palette(window);
    must_be_fine(window, "the palette");
    window.keys(key::ESCAPE);
    window.until("the palette is gone", palette_is(false));
    window.keys(key::F1);
    window.until("the sheet of commands", |window| window.text("dialog[open] h2") == "Commands and keys");
    must_be_fine(window, "the sheet of commands");
    window.keys(key::ESCAPE);
    window.until("the sheet is gone", |window| {
        window.script("return document.querySelector('dialog[open]')").is_null()
    });
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, theme);
    }
    window.script("document.querySelector('[role=search] input').focus()");
    window.keys("zzzz");
    window.until("nothing is found", |window| window.text("section").contains("Try fewer or shorter words"));
    must_be_fine(window, "a search without an answer");
}

#[test]
fn the_empty_library_can_be_used_by_everyone() {
    let stage = Stage::with_empty_library();
    let window = &stage.window;
    window.until("it teaches", |window| window.text("section").contains("no articles yet"));
    must_be_fine(window, "the empty library");
}
