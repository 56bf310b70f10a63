//! How the site looks, set in the built window: what cannot be read is refused, what is kept shows in the preview.

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{focus, frame_shows, in_frame, run_command};
use crate::stage::Stage;

/// Types into a field of the sheet in place of what stands there, and leaves it.
pub(crate) fn put(window: &Driver, css: &str, value: &str) {
    focus(window, css);
    window.chord(key::CONTROL, "a");
    window.keys(value);
    window.keys(key::TAB);
}

#[test]
fn the_look_of_the_site_is_set_and_seen() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.until("the preview", frame_shows("second quay"));
    run_command(window, "the look of the site");
    window.until("the sheet", |window| window.text("dialog[open] h2") == "The look of the site");
    stage.picture("site");
    must_be_fine(window, "the look of the site");

    put(window, "#site-accent", "#ffcc00");
    window.until("what would do", |window| {
        window.text("dialog[open] [role=alert]").contains("the nearest that has it is #")
    });
    put(window, "#site-accent", "#0b6e75");
    let edge = "return getComputedStyle(document.querySelector('dialog[open] .page')).borderTopColor";
    window.until("the page in this colour", |window| window.script(edge) == "rgb(11, 110, 117)");
    assert!(window.texts("dialog[open] [role=alert]").is_empty(), "what was wrong is not said any more");
    window.until("the preview in this colour", |window| {
        in_frame(window, "return getComputedStyle(inner.documentElement).getPropertyValue('--accent')")
            == "#0b6e75"
    });
    focus(window, "#site-date-format");
    window.keys("October");
    window.keys(key::TAB);
    focus(window, "#site-menu-place");
    window.keys("Archive");
    window.keys(&format!("{}{}", key::TAB, key::ENTER));
    window.until("the menu has it", |window| window.texts("#site-menu li").len() == 1);
    put(window, "#site-menu li input", "All of it, by year");
    put(window, "#site-social", "Code https://github.com/us");
    focus(window, "#site-front-latest");
    window.keys(" ");
    let kept = || {
        let desk = stage.neighbour();
        let site = desk.find_target(None).expect("it has one");
        desk.target_fields(&site).expect("its fields")
    };
    let has = |fields: &[(String, String)], name: &str, value: &str| {
        fields.iter().any(|(field, is)| field == name && is == value)
    };
    window.until("the column is gone", |_| has(&kept(), "front-latest", "no"));
    assert!(has(&kept(), "social", "Code https://github.com/us"));
    assert!(has(&kept(), "date-format.en", "%B %-d, %Y"), "{:?}", kept());
    assert!(has(&kept(), "menu.en", "All of it, by year /archive/"), "{:?}", kept());
    window.script("document.querySelector('#site-menu-name').scrollIntoView()");
    stage.picture("site-menu");
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, theme);
        stage.picture(&format!("site-{theme}"));
    }
}
