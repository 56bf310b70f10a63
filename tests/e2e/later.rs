//! Publishing at a time: what readers have stays until then, and what waits is taken back.

use galley_desk::domain::Status;
use galley_desk::wire::ServerWord;
use galley_desk::{Clock as _, System};
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{focus, run_command};
use crate::stage::Stage;

const FACTS: &str = ".dateline .status";

fn sheet_is(open: bool) -> impl Fn(&Driver) -> bool {
    move |window| (window.text("dialog[open] h2") == "Publish at a time") == open
}

#[test]
fn a_change_to_what_readers_have_waits_for_its_time_and_is_taken_back() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let mut desk = stage.neighbour();
    let address = ("address".to_owned(), "https://example.org".to_owned());
    desk.add_server("Notes", ServerWord::Micropub, &vec![address]).expect("added");
    let pending = || {
        let id = desk.find_article("quay").expect("it is there");
        let article = desk.article(id).expect("it can be read");
        assert_eq!(article.status(System.now()), Status::Published);
        article.pending.map(|change| change.at.to_rfc3339())
    };
    window.until("the article", |window| window.text(FACTS).contains("Published"));
    run_command(window, "publish at a time");
    window.until("the sheet", sheet_is(true));
    window.until("it says in which time zone", |window| window.text("#later-zone").contains("UTC"));
    must_be_fine(window, "publishing at a time");
    stage.picture("later");
    // The webview counts the height of the legend twice where the box of the servers stands in a column by itself.
    let spare = "const form = document.querySelector('dialog[open] form');
                 return Math.round(form.getBoundingClientRect().bottom - form.lastElementChild.getBoundingClientRect().bottom)";
    assert_eq!(window.script(spare), json!(0), "no room is left below the form's last line");

    // A time that is none changes nothing, and is said where it was typed.
    let time = |time: &str| {
        focus(window, "dialog[open] input[type=text]");
        window.chord(key::CONTROL, "a");
        window.keys(time);
        window.keys(key::ENTER);
    };
    time("soon");
    window.until("it is said", |window| {
        window.text("dialog[open] [role=alert]").contains("This value does not fit")
    });
    assert_eq!(pending(), None);
    // It goes to the servers that are named, and nothing is sent now.
    focus(window, "dialog[open] [type=checkbox]");
    window.keys(" ");
    time("2090-01-01 08:00");
    window.until("the sheet is gone", sheet_is(false));
    window.until("it says when", |window| window.text(FACTS).contains("changes go out"));
    assert_eq!(pending().as_deref(), Some("2090-01-01T08:00:00+00:00"));
    stage.picture("later-waits");
    window.until("it waits for the server, too", |_| {
        desk.outbox().expect("read").iter().any(|job| job.target_name == "Notes" && job.url.is_none())
    });

    run_command(window, "publish at a time");
    window.until("what waits", |window| window.text("dialog[open] .waiting").contains("A change waits"));
    must_be_fine(window, "a change that waits");
    stage.picture("later-sheet");
    focus(window, "dialog[open] .waiting button");
    window.keys(key::ENTER);
    window.until("it waits no longer", |window| !window.text(FACTS).contains("changes go out"));
    assert_eq!(pending(), None);
    window.click(".notice button");
    window.until("undo has it wait again", |window| window.text(FACTS).contains("changes go out"));
}
