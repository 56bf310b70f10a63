//! Ten thousand articles in the built window.

use galley_desk::wire::{ArticleFilter, ListOrder};

use crate::driver::{Driver, key};
use crate::page::{ROWS, palette_is, run_command, tag_anew};
use crate::stage::Stage;

const ARTICLES: usize = 10_000;
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
    window.keys(key::END);
    window.until("the last of all", |window| place(window) == ARTICLES as u64);
    assert!(window.texts(ROWS).len() < ROWS_MAX, "only what is in sight is in the page");
    window.until("its text is open", |window| !window.text(".cm-content").is_empty());
    window.keys(key::UP);
    window.until("the one before", |window| place(window) == ARTICLES as u64 - 1);
    window.chord(key::CONTROL, "a");
    window.until("all are selected", |window| window.text(".bulk [role=status]").contains("10,000 selected"));
    stage.picture("ten-thousand");
    window.keys(key::ESCAPE);
    window.keys(key::HOME);
    window.until("the first of all", |window| place(window) == 1);
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

    // Nearly every article has these words; those in which they stand so are looked for in the newest.
    window.chord(key::CONTROL_SHIFT, "f");
    window.keys("\"in that\"");
    window.until("how far it was looked", |window| window.text(".cut").starts_with("The first "));
    assert!(!window.texts(ROWS).is_empty());
    stage.picture("search-cut");
}

#[test]
fn what_is_done_to_a_whole_shelf_reaches_the_rows_that_are_not_here_and_is_one_step() {
    const SHELF: usize = 150;
    let stage = Stage::with_many(SHELF);
    let window = &stage.window;
    window.until("the list", |window| !window.texts(ROWS).is_empty());
    window.keys(key::F6);
    window.chord(key::CONTROL, "a");
    window.until("all are selected", |window| window.text(".bulk [role=status]").contains("150 selected"));
    // But for one.
    window.keys(key::DOWN);
    window.chord(key::CONTROL, "a");
    window.until("all again", |window| window.text(".bulk [role=status]").contains("150 selected"));
    window.chord(key::CONTROL, " ");
    window.until("without one", |window| window.text(".bulk [role=status]").contains("149 selected"));
    run_command(window, "archive");
    window.until("it is told", |window| window.text(".notice").contains("149 articles: Archived"));
    let shelf = |window: &Driver| {
        window.texts("nav li button").iter().any(|shelf| shelf.contains("Archived") && shelf.contains("149"))
    };
    window.until("they are on their shelf", shelf);
    window.click(".notice button");
    window.until("and back", |window| {
        !window.texts("nav li button").iter().any(|shelf| shelf.contains("Archived") && shelf.contains("149"))
    });
}

#[test]
fn what_is_typed_while_a_whole_shelf_is_changed_is_told_to_wait_and_closing_waits_for_it() {
    // It takes long enough for a person to write meanwhile, and to ask for the end, on a machine that has nothing else to do as well.
    let stage = Stage::with_many(9_000);
    let window = &stage.window;
    window.until("the list", |window| !window.texts(ROWS).is_empty());
    window.keys(key::F6);
    window.until("its text is open", |window| !window.text(".cm-content").is_empty());
    window.chord(key::CONTROL, "a");
    window.until("all are selected", |window| window.text(".bulk [role=status]").contains("9,000 selected"));
    tag_anew(window, "harbour");
    window.until("it has begun", |window| window.text("body").contains("Changing many articles"));
    window.click(".cm-content");
    window.keys(" Zyzzogeton ");
    window.until("the corner says why it waits", |window| {
        window.text(".corner").contains("Not saved yet: many articles are being changed")
    });
    stage.picture("waits");
    window.last_chord(key::CONTROL, "w");
    // On a fast machine it is over before anybody reads that it waits.
    window.until("closing waits", |window| {
        let told = window.last_text(".notice");
        told.is_none_or(|told| told.contains("closes as soon as what you typed is saved"))
    });
    stage.until_ended();
    let desk = stage.neighbour();
    let all = ArticleFilter::default();
    assert_eq!(desk.search("Zyzzogeton", &all, 10).expect("searched").hits.len(), 1, "it is saved");
    let tagged = ArticleFilter { tag: Some("harbour".to_owned()), ..all };
    assert_eq!(desk.list(&tagged, ListOrder::default(), None, 10).expect("a list").articles.len(), 10);
}
