//! The picture above an article in the built window: what of it stays visible where a site crops it.

use std::fs;

use galley_desk::import;
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::run_command;
use crate::stage::{SMALLEST, Stage};

const SHIP: &[u8] = include_bytes!("../../src-tauri/crates/desk/sample/pictures/cable-ship.jpg");
const ARTICLE: &str = "---\ntitle: The cable ship\ndate: 2026-11-01\ncover:\n  image: ship.jpg\n  alt: A ship\n---\n\nShe sails at dawn.\n";
/// Where the chosen place is, by column and row from 0.
const CHOSEN: &str = "return document.querySelector('fieldset input:checked')?.value";

fn with_a_cover() -> Stage {
    Stage::with_articles_and(|library, kept| {
        let folder = kept.with_file_name("ship");
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(folder.join("the-cable-ship.md"), ARTICLE).expect("written");
        fs::write(folder.join("ship.jpg"), SHIP).expect("written");
        let done = Stage::desk_at(library).import(&folder, import::From::Auto, &mut |_| {});
        assert_eq!(done.expect("it comes in").output.added, 1);
    })
}

fn chosen(cell: &str) -> impl Fn(&Driver) -> bool {
    move |window| window.script(CHOSEN) == json!(cell)
}

#[test]
fn what_matters_of_a_cover_is_chosen_by_keys_and_mouse_and_the_site_crops_by_it() {
    let stage = with_a_cover();
    let window = &stage.window;
    window.until("the newest is the ship", |window| {
        window.text(".row[aria-selected=true]").contains("The cable ship")
    });
    window.click("#tab-details");
    window.until("the middle at first", chosen("2 2"));
    must_be_fine(window, "the cover");
    window.script("document.querySelector('fieldset input:checked').focus()");
    window.keys(key::RIGHT);
    window.until("a column to the right", chosen("3 2"));
    window.keys(key::UP);
    window.keys(key::UP);
    window.keys(key::UP);
    window.until("the edge is the end", chosen("3 0"));
    stage.picture("cover");
    window.script("document.querySelector('[role=listbox]').focus()");
    window.chord(key::CONTROL, "z");
    window.until("undone", chosen("3 1"));
    window.press_at("fieldset input[value='0 4']", 1);
    window.until("where it was clicked", chosen("0 4"));
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, theme);
        stage.picture(&format!("cover-{theme}"));
    }
    run_command(window, "write the site");
    window.until("the site is written", |window| window.text(".notice").contains("The site is written with"));
    let front =
        fs::read_to_string(stage.around().join("Harbour News (site)/index.html")).expect("its front page");
    assert!(front.contains(" x0 y4\" href=\"/the-cable-ship/\""), "{front}");
    stage.resize(SMALLEST);
    run_command(window, "中文");
    window.until("in Chinese", |window| window.text("fieldset").contains("列表中的样子"));
    stage.picture("cover-chinese");
}
