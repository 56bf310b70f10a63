//! Nothing is lost: a library that cannot be opened leads to its backups; the first screen; the settings.

use std::fs;

use galley_desk::backups;
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{focus, rows, run_command};
use crate::stage::{LIBRARY, Stage};

/// Chooses from a list that the system draws, which no WebDriver reaches.
fn choose(window: &Driver, css: &str, value: &str) {
    window.script(&format!(
        "const list = document.querySelector({}); list.value = {}; list.dispatchEvent(new Event('change', {{ bubbles: true }}))",
        json!(css),
        json!(value)
    ));
}

fn title_is(title: &'static str) -> impl Fn(&Driver) -> bool {
    move |window| window.text("h1") == title
}

#[test]
fn a_damaged_library_is_put_back_from_a_backup() {
    let stage = Stage::with_articles_and(|library, kept| {
        let desk = Stage::desk_at(library);
        desk.backup_now(kept).expect("it is backed up");
        drop(desk);
        fs::write(library.join("library.db"), "no database any more").expect("damaged");
    });
    let window = &stage.window;
    window.until("it is said", title_is("Your library could not be opened"));
    window.until("its backups", |window| window.text("ul li").contains("4 articles"));
    assert!(window.text("[role=alert]").contains("a backup can be put in its place"));
    must_be_fine(window, "the backups of a damaged library");
    stage.picture("damaged");
    window.script("document.documentElement.dataset.theme = 'dark'");
    must_be_fine(window, "the same in the dark");
    stage.picture("damaged-dark");
    focus(window, "[aria-labelledby=begin-backups] li button");
    window.keys(key::ENTER);
    window.until("the articles are back", rows(4));
    window.until("it is told where the damaged one is", |window| {
        window.text(".notice").contains("What stood there is kept as")
    });
    let aside = fs::read_dir(stage.around()).expect("a folder").flatten().map(|entry| entry.path());
    let aside: Vec<_> = aside.filter(|path| path.to_string_lossy().contains("before restore")).collect();
    let [aside] = aside.as_slice() else { panic!("one is kept: {aside:?}") };
    assert_eq!(fs::read(aside.join("library.db")).expect("it is there"), b"no database any more");
}

#[test]
fn the_settings_are_kept_as_they_are_changed() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.chord(key::CONTROL, ",");
    window.until("the sheet", |window| window.text("dialog[open] h2") == "Settings");
    must_be_fine(window, "the settings");
    stage.picture("settings");
    window.until("the name has the keyboard", |window| {
        window.script("return document.activeElement.id") == "settings-author"
    });
    window.chord(key::CONTROL, "a");
    window.keys("Ann Reed-Li");
    window.keys(key::TAB);
    let name = stage.around().join("org.galley.desk/author");
    window.until("the name is kept", |_| fs::read_to_string(&name).is_ok_and(|name| name == "Ann Reed-Li"));

    focus(window, "#settings-zone");
    window.chord(key::CONTROL, "a");
    window.keys("Nowhere");
    window.keys(key::TAB);
    window.until("it is said what does not fit", |window| {
        window.text("dialog[open] [role=alert]").contains("This value does not fit")
    });
    focus(window, "#settings-zone");
    window.chord(key::CONTROL, "a");
    window.keys("Asia/Shanghai");
    window.keys(key::TAB);
    focus(window, "#settings-review");
    window.keys(" ");
    let desk = stage.neighbour();
    window.until("the library has both", |_| {
        let settings = desk.settings().expect("they can be read");
        settings.review && settings.time_zone.to_string() == "Asia/Shanghai"
    });

    focus(window, "#settings-backups ~ div button");
    window.keys(key::ENTER);
    window.until("it is backed up", |window| {
        window.text("dialog[open] [role=status]").contains("with 4 articles")
    });
    let kept = backups::of_place(&stage.kept(), desk.folder());
    assert_eq!(kept.iter().map(|backup| backup.articles).collect::<Vec<_>>(), [4]);
    stage.picture("settings-kept");
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, theme);
        stage.picture(&format!("settings-{theme}"));
    }
    choose(window, "#settings-language", "zh");
    window.until("it speaks Chinese", |window| window.text("dialog[open] h2") == "设置");
    stage.picture("settings-chinese");
    choose(window, "#settings-language", "en");
    choose(window, "#settings-size", "24");
    let size = "return getComputedStyle(document.querySelector('.cm-content')).fontSize";
    window.until("the writing is larger", |window| window.script(size) == "24px");
    focus(window, "#settings-backups ~ div button");
    window.keys(key::ESCAPE);
    window.until("the sheet is gone", |window| !window.has("dialog[open]"));

    // What is written from now on is signed with the new name.
    window.click("#tab-history");
    window.until("the history", |window| window.text("aside").contains("Keep this version"));
    run_command(window, "make a copy");
    window.until("the copy", rows(5));
    window.until("its history", |window| window.text(".history").contains("No earlier version yet"));
    // The copy takes the keyboard by itself, and would take it away again.
    window.until("the copy has the keyboard", |window| {
        window.script("return document.activeElement.matches('.cm-content')") == json!(true)
    });
    focus(window, ".history button");
    window.keys(key::ENTER);
    window.until("it is signed", |window| window.text(".history .who").contains("Ann Reed-Li"));
}

#[test]
fn where_a_cloud_keeps_the_documents_the_first_library_is_made_in_the_home_folder() {
    const SYNCED: &str = "OneDrive - Example/Documents";
    let stage = Stage::new(|folder| {
        fs::create_dir_all(folder.join(SYNCED)).expect("the folder is empty");
        let text = format!("XDG_DOCUMENTS_DIR=\"$HOME/{SYNCED}\"\n");
        fs::write(folder.join("user-dirs.dirs"), text).expect("it can be written");
        None
    });
    let window = &stage.window;
    window.until("it asks who sits here", |window| window.has("[autocomplete=name]"));
    focus(window, "[autocomplete=name]");
    window.keys(&format!("Mei Lin{}", key::ENTER));
    window.until("the room", |window| window.text("section").contains("no articles yet"));
    assert!(stage.around().join("My newsroom.galley/library.db").is_file());
    let synced = fs::read_dir(stage.around().join(SYNCED)).expect("it is there");
    assert_eq!(synced.count(), 0);
}

#[test]
fn the_first_start_asks_for_a_name_and_makes_a_library() {
    let stage = Stage::without_library();
    let window = &stage.window;
    window.until("the first screen", title_is("Welcome to Galley"));
    window.until("it asks who sits here", |window| window.has("[autocomplete=name]"));
    must_be_fine(window, "the first screen");
    stage.picture("first");
    focus(window, "[autocomplete=name]");
    window.chord(key::CONTROL, "a");
    window.keys("Mei Lin");
    window.keys(key::ENTER);
    window.until("the room", |window| window.text("section").contains("no articles yet"));
    let name = fs::read_to_string(stage.around().join("org.galley.desk/author"));
    assert_eq!(name.expect("it was kept"), "Mei Lin");

    window.chord(key::CONTROL_ALT, "o");
    window.until("the libraries that were open", |window| window.text("ul li").contains("My newsroom"));
    assert!(!window.has("[autocomplete=name]"), "asked once");
    must_be_fine(window, "the libraries");
    stage.picture("libraries");
    // Another one, the sample; then the first one is no longer where it was.
    window.script(
        "[...document.querySelectorAll('button')].find((b) => b.innerText.startsWith('Look around')).focus()",
    );
    window.keys(key::ENTER);
    window.until("the room again", |window| window.text("nav h1") == "My newsroom");
    window.go_to("Sample newsroom — Galley");
    window.until("the sample", |window| window.text("nav h1") == "Sample newsroom");
    window.go_to("My newsroom — Galley");
    window.last_chord(key::CONTROL, "w");
    window.until("its window is gone", |window| window.windows().len() == 1);
    window.go_to("Sample newsroom — Galley");
    let first = fs::read_to_string(stage.around().join("org.galley.desk/recent-libraries.json"));
    let first: Vec<std::path::PathBuf> = serde_json::from_str(&first.expect("kept")).expect("a list");
    fs::rename(&first[1], stage.around().join("elsewhere")).expect("moved");
    // Where no one manages windows, a key may meet none in the moment in which the other one goes.
    window.until("it is missing", |window| {
        let is_told = window.text("ul").contains("Not there now");
        if !is_told {
            window.chord(key::CONTROL_ALT, "o");
        }
        is_told
    });
    focus(window, "ul li:last-child button");
    window.keys(key::ENTER);
    window.until("it is said", title_is("Your library could not be opened"));
    stage.picture("missing");
    focus(window, "[aria-labelledby=begin-recent] li:last-child > button:last-child");
    window.keys(key::ENTER);
    window.until("it is off the list", |window| {
        !window.text("[aria-labelledby=begin-recent]").contains("My newsroom")
    });
    focus(window, "[aria-labelledby=begin-recent] li button");
    window.keys(key::ENTER);
    window.until("the sample again", |window| window.text("nav h1") == "Sample newsroom");
}

#[test]
fn the_library_gets_another_name_where_it_is_free_and_no_one_else_has_it_open() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let desk = stage.neighbour();
    desk.backup_now(&stage.kept()).expect("it is backed up");
    let taken = stage.another_library("Weekly.galley");
    run_command(window, "rename this library");
    window.until("its name has the keyboard", |window| {
        window.script("return document.activeElement.id") == "settings-name"
    });
    let name = |name: &str| {
        focus(window, "#settings-name");
        window.chord(key::CONTROL, "a");
        window.keys(name);
        window.keys(key::TAB);
    };
    let told =
        |words: &'static str| move |window: &Driver| window.text("dialog[open] [role=alert]").contains(words);
    name("Evening News");
    window.until("another program has it open", told("Another program holds the library"));
    drop(desk);
    name("Weekly");
    window.until("the name is taken", told("exists already"));
    name("Morning/Evening");
    window.until("no folder has such a name", told("the name of a folder"));
    must_be_fine(window, "a name that cannot be given");
    stage.picture("rename-refused");
    name("Evening News");
    window.until("the window has the new name", |window| {
        window.script("return document.title") == "Evening News — Galley"
    });
    stage.picture("rename");
    let to = stage.around().join("Evening News.galley");
    assert!(taken.is_dir() && !stage.around().join(LIBRARY).exists());
    assert_eq!(backups::of_place(&stage.kept(), &to).len(), 1, "its backups went along");
    focus(window, "#settings-backups ~ div button");
    window.keys(key::ESCAPE);
    // It goes on being written, and is the one that is opened next.
    run_command(window, "make a copy");
    let desk = Stage::desk_at(&to);
    window.until("the copy", |_| desk.status().expect("it can be read").articles == 5);
    drop(desk);
    window.chord(key::CONTROL_ALT, "o");
    window.until("the list has it", |window| window.text("ul li").contains("Evening News"));
    assert!(!window.text("ul").contains("Harbour News"), "and not under its old name");
    let status = stage.start_again(&[to.to_str().expect("a text")]);
    assert!(status.success(), "a later start finds the window of the library");
}
