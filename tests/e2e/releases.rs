//! The last exports of the site in the built window: which there are, what differs, and the way back.

use std::fs;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::run_command;
use crate::stage::{SMALLEST, Stage};

fn sheet(window: &Driver) -> String {
    window.text("dialog[open]")
}

fn open(window: &Driver) {
    run_command(window, "earlier exports");
    window.until("the sheet", |window| window.text("dialog[open] h2") == "Earlier exports of the site");
}

/// Presses a button of the sheet by the keyboard.
fn press(window: &Driver, words: &str) {
    let found = format!(
        "const button = [...document.querySelectorAll('dialog[open] button')].find((b) => b.innerText === '{words}'); button?.focus(); return !!button"
    );
    window.until(words, |window| window.script(&found) == true);
    window.keys(key::ENTER);
}

#[test]
fn an_earlier_export_of_the_site_is_looked_at_and_had_back() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    open(window);
    window.until("none so far", |window| sheet(window).contains("Nothing was exported so far"));
    must_be_fine(window, "no export");
    window.keys(key::ESCAPE);

    run_command(window, "write the site");
    window.until("the site is written", |window| window.text(".notice").contains("The site is written with"));
    let site = stage.around().join("Harbour News (site)");
    let page = || fs::read_to_string(site.join("index.html")).expect("the front page is there");
    let first = page();
    // Another article goes out; then the site as it was before is wanted back.
    let mut desk = stage.neighbour();
    let new = galley_desk::article::NewArticle { headline: "A wrong turn".to_owned(), ..Default::default() };
    let id = desk.new_article(&new).expect("made").output;
    desk.release(&[id], None).expect("released");
    drop(desk);
    run_command(window, "write the site");
    window.until("the new article is out", |_| page().contains("A wrong turn"));
    // Its last files come with the list of what was written.
    window.until("it is told", |window| window.text(".notice").contains("with 4 articles"));

    open(window);
    window.until("both", |window| window.texts("dialog[open] ol > li").len() == 2);
    assert!(window.text("dialog[open] ol > li").contains("Stands there now"), "{}", sheet(window));
    press(window, "What differs");
    window.until("what goes", |window| sheet(window).contains("a-wrong-turn/index.html"));
    must_be_fine(window, "what differs");
    stage.picture("releases");
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, theme);
        stage.picture(&format!("releases-{theme}"));
    }
    stage.resize(SMALLEST);
    stage.picture("releases-smallest");
    press(window, "Go back to it");
    window.until("it is told", |window| window.text(".notice").contains("The site stands there again"));
    assert_eq!(page(), first);
    assert!(!site.join("a-wrong-turn").join("index.html").exists());
    open(window);
    window.until("going back is an export, too", |window| window.texts("dialog[open] ol > li").len() == 3);
    window.keys(key::ESCAPE);
    run_command(window, "中文");
    run_command(window, "历次导出");
    window.until("in Chinese", |window| window.text("dialog[open] h2") == "网站的历次导出");
    press(window, "查看差异");
    window.until("what comes back", |window| sheet(window).contains("a-wrong-turn/index.html"));
    stage.picture("releases-chinese");
}
