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

#[test]
fn a_cover_is_chosen_among_the_pictures_and_these_are_described_by_keys() {
    const TEXT: &str = "---\ntitle: The cable ship\ndate: 2026-11-01\n---\n\nShe sails at dawn.\n\n![](ship.jpg)\n\nAnd comes back at dusk.\n";
    let stage = Stage::with_articles_and(|library, kept| {
        let folder = kept.with_file_name("ship");
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(folder.join("the-cable-ship.md"), TEXT).expect("written");
        fs::write(folder.join("ship.jpg"), SHIP).expect("written");
        let done = Stage::desk_at(library).import(&folder, import::From::Auto, &mut |_| {});
        assert_eq!(done.expect("it comes in").output.added, 1);
    });
    let window = &stage.window;
    window.until("the newest is the ship", |window| {
        window.text(".row[aria-selected=true]").contains("The cable ship")
    });
    run_command(window, "switch between"); // The face that shows the Markdown.
    window.click("#tab-details");
    window.until("its picture", |window| window.has("fieldset li img"));
    stage.picture("pictures");
    // What it shows is typed beside it, and stands in the text.
    window.script("document.querySelector('fieldset li input').focus()");
    window.keys("The ship [old]");
    window.until("in the text", |window| window.text(".cm-content").contains("![The ship \\[old\\]]"));
    window.until("no one is missed", |window| !window.text("fieldset li").contains("No one has said"));
    window.script("document.querySelector('fieldset li button').focus()");
    window.keys(key::ENTER);
    window.until("it is the cover", |window| {
        window.script("return document.querySelector('input[name=cover-alt]')?.value")
            == json!("The ship [old]")
    });
    window.until("and can be cropped", chosen("2 2"));
    window.until("the choice says which", |window| {
        window.script("return document.querySelector('select[name=cover]').value") == json!("ship.jpg")
    });
    window.script("document.querySelector('input[name=cover-credit]').focus()");
    window.keys("Li Wei");
    window.script("document.querySelector('[role=listbox]').focus()");
    window.until("it is saved", |_| {
        let desk = stage.neighbour();
        let id = desk.find_article("the-cable-ship").expect("the ship");
        let article = desk.open_article(id).expect("it opens");
        article.cover.is_some_and(|cover| cover.credit == "Li Wei")
            && article.body.contains("![The ship \\[old\\]](ship.jpg)")
    });
    must_be_fine(window, "the pictures");
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, theme);
        stage.picture(&format!("pictures-{theme}"));
    }
    window.chord(key::CONTROL, "z");
    window.until("the credit is undone", |window| {
        window.script("return document.querySelector('input[name=cover-credit]').value") == json!("")
    });
    window.chord(key::CONTROL, "z");
    window.until("and the cover", |window| !window.has("input[name=cover-alt]"));
    stage.resize(SMALLEST);
    run_command(window, "中文");
    window.until("in Chinese", |window| window.text("aside").contains("头图"));
    stage.picture("pictures-chinese");
}
