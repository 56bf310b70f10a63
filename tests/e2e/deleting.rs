//! Deleting for good in the built window: it says what goes, a person who does not read keeps them, and no undo brings them back.

use std::fs;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{ROWS, focus, rows, run_command};
use crate::stage::{SMALLEST, Stage};
use crate::views::look_at;

fn sheet(window: &Driver) -> String {
    window.text("dialog[open]")
}

fn is_gone(window: &Driver) -> bool {
    !window.has("dialog[open]")
}

#[test]
fn what_is_in_the_trash_is_deleted_for_good_after_it_was_said_what_goes() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let mut desk = stage.neighbour();
    let [flood, quay] = ["flood", "quay"].map(|slug| desk.find_article(slug).expect("it is there"));
    run_command(window, "write the site");
    window.until("the site is written", |window| window.text(".notice").contains("The site is written with"));
    desk.trash(&[flood, quay]).expect("thrown away");
    run_command(window, "show the trash");
    window.until("both", rows(2));
    window.until("the window has heard of it", |window| window.text(".under").contains("Empty the trash"));

    run_command(window, "empty the trash");
    window.until("what goes", |window| sheet(window).contains("2 articles leave the library for good"));
    assert!(sheet(window).contains("One of them is on the site"), "{}", sheet(window));
    must_be_fine(window, "all of the trash");
    window.keys(key::ENTER);
    window.until("who presses Enter at once keeps them", is_gone);
    assert_eq!(desk.trashed().expect("a list").len(), 2);

    focus(window, "[role=listbox]");
    window.keys(key::HOME);
    run_command(window, "delete for good");
    window.until("what goes", |window| sheet(window).contains("This article leaves the library for good"));
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, theme);
        stage.picture(&format!("delete-{theme}"));
    }
    window.keys(&format!("{}{}", key::TAB, key::ENTER));
    window.until("it is told", |window| window.text(".notice").contains("Deleted for good"));
    window.until("one is left", rows(1));
    assert_eq!(desk.trashed().expect("a list"), [flood]);
    window.until("what stands beside it is open", |window| {
        window.text("main").contains("What the flood taught us")
    });
    assert!(!window.text(".notice").contains("Undo"), "{}", window.text(".notice"));

    stage.resize(SMALLEST);
    run_command(window, "language chinese");
    window.until("it speaks Chinese", |window| window.text("nav").contains("全部稿件"));
    run_command(window, "清空废纸篓");
    window.until("what goes", |window| sheet(window).contains("永久离开"));
    window.script("document.documentElement.dataset.theme = 'dark'");
    assert_eq!(look_at(&stage, "zh-dark", "delete"), Vec::<String>::new());
    window.keys(&format!("{}{}", key::TAB, key::ENTER));
    window.until("none is left", |window| window.texts(ROWS).is_empty());
    assert!(desk.trashed().expect("a list").is_empty());
    assert_eq!(desk.verify(&mut |_| {}).expect("it can be looked at"), Vec::<String>::new());
    let page = stage.around().join("Harbour News (site)/quay/index.html");
    assert!(fs::exists(page).expect("it can be looked at"), "until the site is written again");
}
