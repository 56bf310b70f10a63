//! Ten thousand articles in the built window.

use crate::driver::{Driver, key};
use crate::page::{ROWS, palette_is};
use crate::stage::Stage;

const ARTICLES: usize = 10_000;
/// A row that is far from the first page.
const DEEP: u64 = 1_000;
/// Most rows that are ever in the page: what is in sight, and some beside it.
const ROWS_MAX: usize = 120;

/// How far down the chosen article stands.
fn place(window: &Driver) -> u64 {
    let place = "return Number(document.querySelector('.row[role=option][aria-selected=true]')?.getAttribute('aria-posinset') ?? 0)";
    window.script(place).as_u64().expect("the script returns a number")
}

#[test]
fn ten_thousand_articles_are_gone_through_and_found_by_keys() {
    let stage = Stage::with_many(ARTICLES);
    let window = &stage.window;
    window.until("the list", |window| !window.texts(ROWS).is_empty());
    assert!(window.text("nav, .sidebar").contains("10,000"), "the shelf says how many there are");
    window.keys(key::F6);
    window.until("a long way down, a page at a time", |window| {
        window.keys(key::END);
        place(window) >= DEEP
    });
    assert!(window.texts(ROWS).len() < ROWS_MAX, "only what is in sight is in the page");
    window.until("its text is open", |window| !window.text(".cm-content").is_empty());
    stage.picture("ten-thousand");
    // The first word of its headline finds it among all.
    let headline = window.script("return document.querySelector('.headline textarea, textarea').value");
    let headline = headline.as_str().expect("a headline").to_owned();
    window.chord(key::CONTROL, "p");
    window.until("the list to choose from", palette_is(true));
    window.keys(&headline);
    window.until("it is offered", |window| {
        window.texts("dialog [role=option]").iter().any(|row| row.contains(&headline))
    });
    window.keys(key::ESCAPE);
}
