//! Every view in the smallest window, in both languages and all looks: nothing is cut off, and everyone can use it.

use serde_json::json;

use crate::access::faults;
use crate::driver::{Driver, key};
use crate::page::{ROWS, frame_shows, open_palette, palette_is};
use crate::stage::{SMALLEST, Stage};

/// What is wider than its place and says so by no ellipsis: words that end in the middle, or lie outside of the window.
const CUT_OFF: &str = "
    const shown = (of) => of.checkVisibility({ visibilityProperty: true }) && of.getBoundingClientRect().width > 1;
    const words = (of) => [...of.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
    const hides = (style) => style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis';
    const out = [];
    for (const of of document.querySelectorAll('body *')) {
        if (of.closest('.unseen, .cm-editor, option, title') || !shown(of) || !words(of)) continue;
        const box = of.getBoundingClientRect();
        const cut = of.scrollWidth > of.clientWidth + 1 && of.clientWidth > 0 && hides(getComputedStyle(of));
        const outside = box.right > innerWidth + 1 || box.left < -1;
        let clipped = false;
        for (let around = of.parentElement; around && !clipped; around = around.parentElement) {
            const style = getComputedStyle(around), edge = around.getBoundingClientRect();
            // What lies wholly below an edge is not shown at all, or scrolls into view.
            if (style.overflowX === 'hidden' && box.left < edge.right && box.top < edge.bottom) clipped = box.right > edge.right + 1;
        }
        if (cut || outside || clipped) out.push(`${cut ? 'cut' : outside ? 'outside' : 'clipped'}: ${of.outerHTML.slice(0, 160)}`);
    }
    return out";

/// The window as a person left it the last time.
fn left_with(window: &Driver, language: &str, look: &str) {
    window.reload(&format!(
        "localStorage.setItem('language', '{language}'); localStorage.setItem('theme', '{look}')"
    ));
}

/// Looks at a view: by axe, by its edges, and for a person who wants a picture. Answers what is wrong with it.
pub(crate) fn look_at(stage: &Stage, name: &str, view: &str) -> Vec<String> {
    stage.picture(&format!("{view}-{name}"));
    let cut_off: Vec<String> =
        serde_json::from_value(stage.window.script(CUT_OFF)).expect("the script returns texts");
    let all = cut_off.into_iter().chain(faults(&stage.window));
    all.map(|fault| format!("{view}, {name}: {fault}")).collect()
}

fn has_sheet(open: bool) -> impl Fn(&Driver) -> bool {
    move |window| window.script("return document.querySelector('dialog[open]') !== null") == json!(open)
}

#[test]
fn each_view_is_whole_in_the_smallest_window() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let mut found = Vec::new();
    stage.resize(SMALLEST);
    for (language, look) in [("zh", "dark"), ("en", "contrast"), ("zh", "light")] {
        let name = format!("{language}-{look}");
        left_with(window, language, look);
        window.until("the list", |window| !window.texts(ROWS).is_empty());
        // The article of the time before comes back, which is another.
        window.click(ROWS);
        window.until("the preview", frame_shows("second quay"));
        found.extend(look_at(&stage, &name, "room"));
        window.click("#tab-details");
        found.extend(look_at(&stage, &name, "details"));
        window.click("#tab-history");
        window.until("a revision", |window| !window.texts("aside .revision").is_empty());
        window.click("aside .revision");
        window.until("the comparison", |window| !window.texts("aside .compared").is_empty());
        found.extend(look_at(&stage, &name, "history"));
        window.click("#tab-preview");
        open_palette(window);
        found.extend(look_at(&stage, &name, "palette"));
        window.keys(key::ESCAPE);
        window.until("the palette is gone", palette_is(false));
        let sheets = [
            ("settings", key::CONTROL, ","),
            ("site", key::CONTROL_ALT, ","),
            ("publish", key::CONTROL_ALT, key::ENTER),
            ("help", "", key::F1),
        ];
        for (view, held, pressed) in sheets {
            window.chord(held, pressed);
            window.until("a sheet", has_sheet(true));
            found.extend(look_at(&stage, &name, view));
            window.keys(key::ESCAPE);
            window.until("the sheet is gone", has_sheet(false));
        }
        window.script("document.querySelector('[role=listbox]').focus()");
        window.chord(key::SHIFT, key::DOWN);
        window.until("two are selected", |window| !window.text(".bulk").is_empty());
        found.extend(look_at(&stage, &name, "bulk"));
        window.keys(key::ESCAPE);
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_first_screen_is_whole_in_the_smallest_window() {
    let stage = Stage::without_library();
    let window = &stage.window;
    let mut found = Vec::new();
    stage.resize(SMALLEST);
    for (language, look) in [("zh", "dark"), ("en", "contrast"), ("zh", "light")] {
        left_with(window, language, look);
        window.until("it asks who sits here", |window| window.has("[autocomplete=name]"));
        found.extend(look_at(&stage, &format!("{language}-{look}"), "first"));
    }
    assert_eq!(found, Vec::<String>::new());
}
