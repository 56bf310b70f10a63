//! What is kept, and what is not changed: an app that is killed while one types, two texts of one article, versions to go back to,
//! texts that are only read.

use std::thread;
use std::time::Duration;

use galley_desk::Desk;
use galley_desk::domain::RevisionNumber;
use serde_json::{Value, json};

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{focus, rows, run_command};
use crate::stage::Stage;
use crate::writing::{body_of, late, saved, write_article};

const TEXT: &str = ".cm-content";

#[test]
fn an_app_that_is_killed_while_one_types_comes_back_with_the_text() {
    let mut stage = Stage::with_articles();
    write_article(&stage.window, "Storm surge", "", "It began at noon.");
    let desk = stage.neighbour();
    stage.window.until("it is saved", |_| body_of(&desk, "storm-surge") == "It began at noon.");
    let process = stage.name_of_process();
    let typed = thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_secs(3));
            Stage::kill_process(&process);
        });
        let mut typed = String::from("It began at noon.");
        // Without a pause, until nothing takes a key any more.
        for word in (0..).map(|n| format!(" word{n}")) {
            typed.push_str(&word);
            if !stage.window.try_keys(&word) {
                break;
            }
        }
        typed
    });
    let kept = body_of(&stage.neighbour(), "storm-surge");
    assert!(typed.starts_with(&kept), "what was typed, to a moment before: {kept}");
    assert!(kept.contains("word"), "what was typed without a pause was saved all the while: {kept}");
    stage.open_anew();
    let window = &stage.window;
    window
        .until("the newest article is open, with the text", |window| window.text(TEXT).trim() == kept.trim());
    assert!(saved(window) && !window.has("dialog[open]") && !window.has(".trouble"), "nothing is asked");
    window.click(TEXT);
    window.chord(key::CONTROL, key::END);
    window.keys(" And on.");
    window.until("it goes on", |_| body_of(&desk, "storm-surge") == format!("{kept} And on."));
    assert_eq!(stage.neighbour().verify(&mut |_| {}).expect("it can be read").len(), 0);
}

/// A field beside the text.
fn beside(field: &str) -> String {
    format!("aside [name={field}]")
}

/// What stands in a field beside the text.
fn stands_in(window: &Driver, field: &str) -> Value {
    window.script(&format!("return document.querySelector({})?.value ?? null", json!(beside(field))))
}

/// The sentence below a field whose value is not saved since the app ended.
const FOUND: &str = "aside .found";

#[test]
fn what_is_half_typed_beside_the_text_stands_there_again_after_a_kill() {
    let mut stage = Stage::with_articles();
    write_article(&stage.window, "Storm surge", "", "It began at noon.");
    stage.window.until("the corner says that it is saved", saved);
    let desk = stage.neighbour();
    let content = |desk: &Desk| {
        let article = desk.find_article("storm").or_else(|_| desk.find_article("storm-surge"));
        article.and_then(|id| desk.content(id)).expect("it is there")
    };
    let half_typed = |window: &Driver, field: &str, typed: &str| {
        if !window.has(&beside(field)) {
            window.chord(key::CONTROL_ALT, "d");
        }
        window.until("the details", |window| window.has(&beside(field)));
        focus(window, &beside(field));
        window.chord(key::CONTROL, "a");
        window.keys(typed);
    };
    half_typed(&stage.window, "slug", "storm");
    thread::sleep(Duration::from_secs(2));
    stage.kill();
    assert_eq!(content(&desk).slug.as_str(), "storm-surge", "half an address is none");
    stage.open_anew();
    let window = &stage.window;
    window
        .until("it is told", |window| window.text(".notice").contains("what you typed stands in its field"));
    window.click(".notice button");
    window.until("the way to it", |window| {
        let at = format!("return document.activeElement?.matches({}) ?? false", json!(beside("slug")));
        window.script(&at) == json!(true)
    });
    assert_eq!(stands_in(window, "slug"), "storm");
    assert!(window.text(FOUND).contains("not saved yet"));
    stage.picture("half-typed");
    must_be_fine(window, "a field with what was half typed");
    assert_eq!(content(&desk).slug.as_str(), "storm-surge", "a person looks at it first");
    window.keys(key::TAB);
    window.until("it is saved when it is left", |_| content(&desk).slug.as_str() == "storm");
    window.until("and said to be no more", |window| !window.has(FOUND));

    half_typed(window, "tags", "ferries, har");
    thread::sleep(Duration::from_secs(2));
    stage.kill();
    assert!(content(&desk).tags.is_empty(), "half a tag is none");
    stage.open_anew();
    let window = &stage.window;
    window
        .until("it is told", |window| window.text(".notice").contains("what you typed stands in its field"));
    window.click(".notice button");
    window.until("it stands there", |window| stands_in(window, "tags") == "ferries, har");
    window.keys(&format!("bours{}", key::TAB));
    window.until("and goes on as it was meant", |_| content(&desk).tags.len() == 2);
    window.until("as one tag", |window| stands_in(window, "tags") == "ferries, harbours");
    stage.kill();
    stage.open_anew();
    let window = &stage.window;
    window.until("the text", |window| window.text(TEXT).contains("It began at noon."));
    thread::sleep(Duration::from_secs(1));
    assert!(!window.text(".notice").contains("stands in its field"), "what was saved is not found again");
}

#[test]
fn an_app_that_is_told_to_end_saves_first() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Storm surge", "", "It began at noon.");
    window.until("the corner says that it is saved", saved);
    window.chord(key::CONTROL_ALT, "d");
    window.until("the details", |window| window.has(&beside("tags")));
    window.click(TEXT);
    window.chord(key::CONTROL, key::END);
    window.keys(" It ended at ten.");
    focus(window, &beside("tags"));
    window.keys("ferries");
    stage.tell_to_end();
    let desk = stage.neighbour();
    assert_eq!(body_of(&desk, "storm-surge"), "It began at noon. It ended at ten.");
    let content = desk.find_article("storm-surge").and_then(|id| desk.content(id)).expect("it is there");
    assert_eq!(
        content.tags.len(),
        1,
        "what stands in a field is saved when the window is closed, and so here"
    );
}

#[test]
fn who_goes_on_with_theirs_has_their_own_in_the_history() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let (mine, id) = late(&stage);
    window.click(".trouble .ways button:nth-child(3)");
    window.until("the two are compared", |window| window.text(".trouble del").contains("Mine"));
    assert!(
        window.text(".trouble .legend").contains("only your text"),
        "it is said whose words are struck out"
    );
    assert!(window.text(".trouble ins").contains("Hers"));
    window.click(TEXT);
    window.chord(key::CONTROL, key::END);
    window.keys(" At last");
    window.until("the comparison goes with what is typed", |window| {
        window.text(".trouble .compared").contains("At last")
    });
    stage.picture("late-compared");
    window.click(".trouble .ways button:nth-child(2)");
    window.until("theirs is shown", |window| window.text(TEXT).trim() == "Hers.");
    assert!(!window.has(".trouble"), "there is nothing to decide any more");
    let desk = stage.neighbour();
    let past = desk.history(id).expect("it has a past");
    let kept = past.iter().map(|kept| desk.revision(id, RevisionNumber(kept.number)).expect("kept").body);
    assert!(kept.collect::<Vec<_>>().contains(&format!("{mine} At last")), "to the last word");
    assert_eq!(body_of(&desk, "tide-tables"), "Hers.");
}

#[test]
fn what_going_back_changes_beside_the_text_is_shown_before() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Night ferry", "", "It sails.");
    window.until("the corner says that it is saved", saved);
    let mut desk = stage.neighbour();
    let id = desk.find_article("night-ferry").expect("it is there");
    let set = |desk: &mut galley_desk::Desk, field: &str, value: &str| {
        desk.set_fields(id, &[(field.to_owned(), value.to_owned())]).expect("set");
    };
    set(&mut desk, "category", "Ports");
    set(&mut desk, "tags", "ferries, night");
    run_command(window, "keep this version");
    window.until("it is kept", |window| window.text("aside .revision").contains("Kept on"));
    set(&mut desk, "category", "Timetables");
    set(&mut desk, "tags", "ferries");
    set(&mut desk, "form", "on");
    window.until("the window knows", |window| window.text(".dateline").contains("Timetables"));
    let versions = window.texts("aside .revision");
    let kept = versions.iter().position(|version| version.contains("Kept on")).expect("it is in the list");
    window.click(&format!("aside ol li:nth-child({}) .revision", kept + 1));
    window.until("the fields that differ", |window| window.texts("aside .value").len() == 6);
    assert_eq!(
        window.texts("aside .value"),
        ["Ports", "Timetables", "ferries, night", "ferries", "As the category says", "Under this article"]
    );
    stage.picture("history-fields");
    window.click("aside .compared button");
    window.until("the category is back", |window| window.text(".dateline").contains("Ports"));
    window.until("it can be taken back", |window| window.text(".notice").contains("Gone back to version"));
    window.click(".notice button");
    window.until("and is", |window| window.text(".dateline").contains("Timetables"));
}

#[test]
fn a_text_that_is_put_away_is_changed_by_no_key() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let body = "- [ ] one";
    write_article(window, "Old news", "", body);
    window.until("the corner says that it is saved", saved);
    run_command(window, "keep this version");
    window.until("it is kept", |window| window.text("aside .revision").contains("Kept on"));
    run_command(window, "archive");
    window.until("it is archived", |window| window.text(".dateline .status").contains("Archived"));
    window.until("nothing of its past can be brought back", |window| {
        !window.text("aside").contains("Keep this version")
    });
    let desk = stage.neighbour();
    let version = || desk.find_article("old-news").and_then(|id| desk.article(id)).expect("there").version;
    let before = version();
    for (held, pressed) in [(key::CONTROL, "b"), (key::CONTROL_SHIFT, "l"), (key::CONTROL_SHIFT, "8")] {
        focus(window, TEXT);
        window.chord(held, pressed);
    }
    window.keys(key::ENTER);
    window.keys("x");
    assert_eq!(window.text(TEXT).trim().lines().count(), 1, "{}", window.text(TEXT));
    run_command(window, "take out of the archive");
    window.until("it can be written again", |window| {
        window.script("return document.querySelector('.cm-content').isContentEditable") == json!(true)
    });
    assert_eq!(body_of(&desk, "old-news"), body);
    assert!(version() > before, "it was taken out of the archive, and nothing else");
    window.click(TEXT);
    window.chord(key::CONTROL_SHIFT, "l");
    window.until("now its box is ticked", |_| body_of(&desk, "old-news") == "- [x] one");
}

#[test]
fn delete_in_the_lists_own_choices_puts_nothing_into_the_trash() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    for css in [".articles select", ".articles .under button"] {
        focus(window, css);
        window.keys(key::DELETE);
    }
    assert!(rows(4)(window));
    focus(window, ".list");
    window.keys(key::DELETE);
    window.until("by the list alone", rows(3));
    // And taken back from beside the list.
    focus(window, ".articles select");
    window.chord(key::CONTROL, "z");
    window.until("it is back", rows(4));
}
