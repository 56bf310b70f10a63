//! The window as a part of the desktop: one of it, where it was left; the system's dialogs; long work that can be stopped.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::driver::{PATIENCE, key};
use crate::page::{ROWS, rows, run_command};
use crate::sheets::must_go_round;
use crate::stage::{LIBRARY, Stage};

/// The menus, as pictures of them are called.
const MENUS: &[&str] = &["file", "edit", "view", "insert", "format", "article", "go", "site", "help"];
/// What the window says when something is done.
const TOLD: &str = ".told";

#[test]
fn a_second_start_reaches_the_app_that_runs() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let other = stage.another_library("Weekly.galley");
    window.click("nav li:first-child button");
    window.until("the articles", rows(4));
    assert!(stage.start_again(&[]).success(), "it ends at once");
    window.until("the same library", rows(4));
    assert_eq!(window.windows().len(), 1);
    assert!(stage.start_again(&[other.to_str().expect("the temporary folder's name is text")]).success());
    window.go_to("Weekly — Galley");
    window.until("the library that was named", |window| {
        window.text("section").contains("This library has no articles yet")
    });
    // From the folder that it lies in, as a shell names it.
    assert!(stage.start_again(&[LIBRARY]).success());
    // What is no library is told in a window of its own, which takes the next that is named.
    assert!(stage.start_again(&["nothing.galley"]).success());
    window.go_to("Galley");
    window.until("a word about it", |window| window.text("body").contains("could not be opened"));
    let third = stage.another_library("Monthly.galley");
    assert!(stage.start_again(&[third.to_str().expect("a text")]).success());
    window.go_to("Monthly — Galley");
    assert_eq!(window.windows().len(), 3);
}

/// Each menu open, where pictures are asked for.
fn menus_in_pictures(stage: &Stage, name: &str) {
    if std::env::var_os("GALLEY_PICTURES").is_none() {
        return;
    }
    for (nth, menu) in MENUS.iter().enumerate() {
        stage.press(&[&["F10"], &vec!["Right"; nth][..]].concat());
        stage.screen(&format!("{name}-{menu}"));
        stage.press(&["Escape", "Escape"]);
    }
}

#[test]
fn the_menus_speak_the_interfaces_language_and_offer_what_can_be_done() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    // F10 opens the first menu, and its first line makes an article.
    let make = || {
        let so_far = window.texts(ROWS).len();
        let mut pressed = None::<Instant>;
        window.until("another article", |window| {
            // Lines may still be grey; but what was chosen may also take its time.
            if pressed.is_none_or(|at| at.elapsed() > Duration::from_secs(5)) {
                stage.press(&["F10", "Down", "Return"]);
                pressed = Some(Instant::now());
            }
            window.texts(ROWS).len() > so_far
        });
    };
    make();
    window.keys("In English");
    run_command(window, "look: dark");
    run_command(window, "language chinese");
    window.until("it speaks Chinese", |window| window.text("nav").contains("全部稿件"));
    menus_in_pictures(&stage, "menu-chinese");
    make();
}

#[test]
fn the_systems_own_commands_do_from_the_menus_what_their_keys_do() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.until("the list", rows(4));
    let own = |how: &str| {
        window.script(&format!("window.__TAURI_INTERNALS__.invoke('window_edit', {{ how: '{how}' }})"));
    };
    let found = || window.script("return document.querySelector('[role=search] input').value");
    window.keys("/");
    window.keys("harbour");
    window.until("it is typed", |_| found() == json!("harbour"));
    own("all");
    window.until("all of it is selected", |window| {
        window.script("const { selectionStart, selectionEnd } = document.activeElement; return selectionEnd - selectionStart")
            == json!("harbour".len())
    });
    own("cut");
    window.until("it is cut", |_| found() == json!(""));
    own("paste");
    window.until("it is back", |_| found() == json!("harbour"));
    own("undo");
    window.until("what was pasted is taken back", |_| found() == json!(""));
    own("redo");
    window.until("it is back again", |_| found() == json!("harbour"));
    window.keys(key::ESCAPE);
    menus_in_pictures(&stage, "menu");
}

#[test]
fn the_window_comes_back_where_it_was_left() {
    let stage = Stage::with_articles();
    stage.resize((1111, 777));
    stage.xdotool(&["search", "--onlyvisible", "--name", "Galley", "windowmove", "--sync", "60", "40"]);
    stage.window.script("setTimeout(() => window.__TAURI_INTERNALS__.invoke('window_close'), 200)");
    stage.until_ended();
    let mut again = stage.start_beside();
    let asked = ["search", "--onlyvisible", "--name", "Galley", "getwindowgeometry", "--shell"];
    let began = Instant::now();
    let mut place = String::new();
    while !["X=60", "Y=40", "WIDTH=1111", "HEIGHT=777"]
        .iter()
        .all(|part| place.lines().any(|line| line == *part))
    {
        assert!(began.elapsed() < PATIENCE, "it is not where it was: {place}");
        // On a busy machine the session's bus may take the one that has just ended for one that is there: then a start leaves it to that.
        if again.is_over() {
            again = stage.start_beside();
        }
        place = stage.try_xdotool(&asked).unwrap_or_default();
    }
}

#[test]
fn long_work_says_how_far_it_is_and_stops_when_asked() {
    let stage = Stage::with_many(1_500);
    let window = &stage.window;
    window.until("the list", |window| !window.texts(ROWS).is_empty());
    run_command(window, "write the site");
    window.until("how far it is", |window| window.text("[aria-label='Work under way']").contains("of 1,"));
    stage.picture("work");
    window.click("[aria-label='Work under way'] button");
    window.until("it is stopped", |window| window.text(TOLD).contains("Stopped"));
    assert!(!stage.around().join("Harbour News (site)").exists(), "nothing is left of it");
    assert!(window.texts("[aria-label='Work under way']").is_empty(), "nothing is under way");
}

#[test]
fn a_bundle_is_written_where_a_person_says_and_comes_back_in() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    run_command(window, "export all articles");
    let bundle = stage.around().join("Handed over.zip");
    stage.answer_dialog("Export all articles", &bundle);
    window.until("where it is", |window| window.text(TOLD).contains("Handed over.zip"));
    assert!(window.text(TOLD).contains("4 articles"));
    // A folder of Markdown with one file that is broken: the rest comes in, and the sheet says what did not.
    let folder = stage.around().join("incoming");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("tides.md"), "---\ntitle: Tide tables\n---\nHigh water.\n").expect("a file");
    fs::write(folder.join("broken.md"), "---\ntitle: [\n---\n").expect("a file");
    run_command(window, "bring in a folder");
    stage.answer_dialog("Bring", &folder);
    window.until("what was left", |window| {
        window.text("dialog[aria-labelledby=report-title]").contains("broken.md")
    });
    must_go_round(window, "what was left");
    stage.picture("left");
    window.keys(crate::driver::key::ESCAPE);
    window.until("the one that came in", |window| {
        window.texts(ROWS).iter().any(|row| row.contains("Tide tables"))
    });
}

#[test]
fn the_site_is_written_where_a_person_says_and_there_again() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let folder = stage.around().join("public");
    fs::create_dir(&folder).expect("a folder");
    run_command(window, "where the site is written");
    stage.answer_dialog("Choose where", &folder);
    window.until("where it is", |window| window.text(TOLD).contains("/public."));
    let front = fs::read_to_string(folder.join("index.html")).expect("its front page");
    assert!(front.contains("The port opens its second quay"));
    fs::remove_dir_all(&folder).expect("it can be removed");
    run_command(window, "write the site");
    window.until("it is there again", |_| folder.join("index.html").exists());
    assert!(!stage.around().join("Harbour News (site)").exists(), "and nowhere else");
}

/// What this machine's own server answers for an address.
fn fetched(url: &str) -> String {
    let (host, path) = url.trim_start_matches("http://").split_once('/').expect("an address with a path");
    let mut server = TcpStream::connect(host).expect("it listens");
    write!(server, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it is sent");
    let mut answer = String::new();
    server.read_to_string(&mut answer).expect("it answers");
    answer
}

#[test]
fn the_whole_site_opens_in_the_systems_browser() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    // The system's browser here is a program that notes what it was asked to show.
    let (programs, asked) = (stage.around().join("bin"), stage.around().join("asked"));
    fs::create_dir(&programs).expect("it can be made");
    let browser = programs.join("xdg-open");
    fs::write(&browser, format!("#!/bin/sh\necho \"$@\" >> '{}'\n", asked.display())).expect("written");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("it can be run");

    run_command(window, "show the site in the browser");
    window.until("there is none yet", |window| !window.text(TOLD).is_empty());
    assert!(!asked.exists(), "nothing was shown: {}", window.text(TOLD));
    window.chord(key::CONTROL_SHIFT, "e");
    window.until("the site is written", |window| window.text(TOLD).contains("article"));
    stage.picture("site-written");
    window.click(".told button");
    window.until("the browser was asked", |_| asked.exists());
    let url = fs::read_to_string(&asked).expect("it is there");
    let url = url.trim();
    assert!(url.starts_with("http://127.0.0.1:") || url.starts_with("http://localhost:"), "{url}");
    let front = fetched(url);
    assert!(front.starts_with("HTTP/1.0 200"), "{front}");
    assert!(front.contains("second quay"), "the front page of the site: {front}");
}
