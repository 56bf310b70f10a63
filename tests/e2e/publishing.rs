//! Publishing from the window, by keyboard, to a real WordPress.

use galley_tests::wordpress::wordpress;
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::stage::Stage;

const SHEET: &str = "dialog[aria-labelledby=send-title]";

/// What the sheet says of the first server.
fn standing(window: &Driver) -> String {
    window.text(&format!("{SHEET} .place [role=status]"))
}

#[test]
fn an_article_goes_to_a_server_by_one_sheet_and_what_was_done_there_is_not_written_over() {
    let server = wordpress();
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.chord(key::CONTROL, "p");
    window.until("the articles", |window| !window.texts("dialog [role=option]").is_empty());
    // Enter at once: it means what was typed, not the line that was there before.
    window.keys(&format!("flood{}", key::ENTER));
    window.until("it is open", |window| {
        window.text("[role=option][aria-selected=true] .headline").contains("flood")
    });
    window.chord(key::CONTROL_ALT, key::ENTER);
    window.until("the sheet", |window| {
        window.script(&format!("return document.querySelector('{SHEET}').open")) == json!(true)
    });
    window.until("its first field", |window| {
        window.script("return document.activeElement.tagName") == json!("INPUT")
    });
    must_be_fine(window, "the sheet without a server");
    stage.picture("publish-first");
    window.keys("Blog");
    window.keys(key::TAB);
    window.keys(&server.address());
    window.keys(key::TAB);
    window.keys("chief");
    window.keys(key::ENTER);
    window.until("the server", |window| standing(window).contains("Not there yet"));
    window.until("its password", |window| {
        window.script("return document.activeElement.type") == json!("password")
    });
    window.keys("a wrong one");
    window.keys(key::ENTER);
    window.until("it is told", |window| window.text(&format!("{SHEET} .failure")).contains("does not know"));
    window.script("document.activeElement.select?.()");
    window.keys(server.password("chief"));
    window.keys(key::ENTER);
    window.until("the proof", |window| standing(window).contains("Readers get it"));
    must_be_fine(window, "the sheet with its proof");
    stage.picture("published");
    let posts = server.posts();
    let [post] = posts.iter().filter(|post| post["slug"] == "flood").collect::<Vec<_>>()[..] else {
        panic!("{posts:?}")
    };
    assert_eq!(post["status"], "publish");

    // The password is known now; the button has the focus.
    server.edit("flood");
    window.click(&format!("{SHEET} .place button[type=submit]"));
    window.until("the conflict", |window| {
        window.text(&format!("{SHEET} .failure")).contains("Someone changed")
    });
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, theme);
    }
    stage.picture("publish-conflict");
    window.click(&format!("{SHEET} .failure button"));
    window.until("no failure", |window| window.texts(&format!("{SHEET} .failure")).is_empty());
    window.until("the proof again", |window| standing(window).contains("Readers get it"));
    assert_eq!(server.posts().iter().filter(|post| post["slug"] == "flood").count(), 1);
}
