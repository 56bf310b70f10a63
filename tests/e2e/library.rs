//! The library by keyboard: what is done to articles, and the panes around them.

use std::ffi::OsStr;
use std::path::Path;

use galley_testkit::Corpus;
use galley_tests::program::galley;
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{rows, run_command};
use crate::stage::Stage;

#[test]
fn the_tabs_of_the_right_side_are_gone_through_by_arrow_keys() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.script("document.querySelector('#tab-preview').focus()");
    window.keys(key::RIGHT);
    window.until("the details", |window| !window.texts("aside form.details").is_empty());
    assert_eq!(window.script("return document.activeElement.id"), "tab-details");
    let stops =
        "return [...document.querySelectorAll('[role=tab]')].filter((tab) => tab.tabIndex === 0).length";
    assert_eq!(window.script(stops), json!(1));
    stage.picture("tabs");
    window.keys(key::RIGHT);
    window.keys(key::RIGHT);
    assert_eq!(window.script("return document.activeElement.id"), "tab-preview");
}

#[test]
fn what_comes_out_of_the_trash_is_told_and_can_be_undone() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.keys(key::F6);
    window.keys(key::DELETE);
    window.until("one article fewer", rows(3));
    window.click("nav li:last-child button");
    window.until("it is in the trash", rows(1));
    let headline = window.text(".row[role=option] .headline");
    run_command(window, "take out of the trash");
    window.until("it is told", |window| window.text(".notice").contains("Taken out of the trash"));
    window.until("the trash is empty", |window| window.text("section").contains("The trash is empty"));
    stage.picture("untrashed");
    window.click(".notice button");
    window.until("it is in the trash again", |window| {
        window.texts(".row[role=option] .headline") == [headline.as_str()]
    });
}

#[test]
fn several_articles_are_changed_as_one_step_and_back() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.keys(key::F6);
    window.chord(key::SHIFT, key::DOWN);
    window.chord(key::SHIFT, key::DOWN);
    window.until("three are selected", |window| window.text(".bulk").contains("3 selected"));
    stage.picture("bulk");
    window.script("document.querySelector('.bulk input').focus()");
    window.keys("harbour");
    window.keys(key::ENTER);
    window.until("it is told", |window| window.text(".notice").contains("3 articles: harbour"));
    let tagged = |count: usize| {
        let desk = stage.neighbour();
        move |_: &Driver| {
            let shelves = desk.shelves().expect("they can be counted");
            let tag = shelves.tags.iter().find(|tag| tag.name == "harbour");
            tag.map_or(0, |tag| tag.count as usize) == count
        }
    };
    window.until("three have the tag", tagged(3));
    window.click(".notice button");
    window.until("none has it", tagged(0));
    window.script("document.querySelector('[role=listbox]').focus()");
    window.keys(key::DELETE);
    window.until("the three are gone", rows(1));
    assert!(window.text(".notice").contains("3 articles moved to the trash"));
    window.click(".notice button");
    window.until("the three are back", rows(4));
}

/// The line at the sidebar's foot that tells of another program.
const BESIDE: &str = "nav .beside";

#[test]
fn another_program_at_the_library_is_told_of_while_it_is_there() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    assert!(!window.has(BESIDE));
    let articles = tempfile::tempdir().expect("a temporary folder can be made");
    // More than it takes in before it is ended.
    Corpus::new(3_000).write(articles.path()).expect("the articles can be written");
    let [library, folder] = [stage.library(), articles.path()].map(Path::as_os_str);
    let other = stage.start_program(galley(), &[OsStr::new("-l"), library, OsStr::new("import"), folder]);
    window.until("it is told", |window| window.text(BESIDE).contains("Also open in another program"));
    stage.picture("elsewhere");
    must_be_fine(window, "a library that another program has open");
    drop(other);
    window.until("no longer than it is there", |window| !window.has(BESIDE));
    let other = stage.neighbour();
    window.until("one that only looks", |window| window.has(BESIDE));
    run_command(window, "language chinese");
    window.until("in Chinese", |window| window.text(BESIDE).contains("另一个程序"));
    drop(other);
    window.until("gone, too", |window| !window.has(BESIDE));
}
