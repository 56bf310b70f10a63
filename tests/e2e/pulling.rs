//! A server's articles brought into an empty library by keyboard, and one of them published back: with a real Ghost.

use galley_tests::ghost::ghost;
use galley_tests::peer::Peer;
use galley_tests::program::Room;

use crate::access::must_be_fine;
use crate::driver::key;
use crate::page::run_command;
use crate::publishing::SHEET;
use crate::stage::Stage;

const LEFT: &str = "dialog[aria-labelledby=report-title]";

/// The smallest picture there is, and more behind its end: each is another file.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

#[test]
fn the_articles_of_a_ghost_come_in_and_one_goes_back_to_where_it_came_from() {
    let server = ghost();
    let files = Room::bare();
    let paths = ["quay.png", "ship.png", "crane.png"].map(|name| {
        files.write(name, [PIXEL, name.as_bytes()].concat());
        files.path(name).display().to_string()
    });
    let [quay, ship, crane] = paths.each_ref().map(String::as_str);
    server.ask(&["fill", quay, ship, crane]);
    let stage = Stage::with_empty_library();
    let window = &stage.window;

    run_command(window, "articles from a server");
    window.until("the sheet", |window| !window.texts(&format!("{SHEET} select")).is_empty());
    must_be_fine(window, "the way in from a server");
    window.script(&format!(
        "const kind = document.querySelector('{SHEET} select'); kind.value = 'ghost'; \
         kind.dispatchEvent(new Event('change', {{ bubbles: true }})); document.querySelector('{SHEET} input').focus()"
    ));
    window.keys("Magazine");
    window.keys(key::TAB);
    window.keys(&server.address());
    window.keys(key::ENTER);
    window.until("its key", |window| {
        window.script("return document.activeElement.type") == serde_json::json!("password")
    });
    window.keys(server.secret());
    stage.picture("pull-sheet");
    window.keys(key::ENTER);

    // What could not be taken is told by the address that it has there.
    let places = format!("{LEFT} .place");
    window.until("what was left, and what is to be said of what was taken", |window| {
        window.texts(&places).len() == 3
    });
    let told = window.texts(&places);
    assert_eq!(told.iter().filter(|place| place.contains("old-one")).count(), 2, "{told:?}");
    assert!(told.iter().any(|place| place.trim() == "tags"), "those of the house stay there: {told:?}");
    must_be_fine(window, "what was left at the server");
    stage.picture("pull-left");
    window.keys(key::ESCAPE);
    window.until("it is told", |window| window.text(".notice").contains("came in"));
    let rows = |headline: &str| {
        window.texts(".row[role=option] .headline").iter().filter(|row| *row == headline).count()
    };
    window.until("the list", |_| rows("The old & the new") == 1);
    stage.picture("pulled");

    window.chord(key::CONTROL, "p");
    window.keys(&format!("the old{}", key::ENTER));
    window.until("its text", |window| window.text(".cm-content").contains("One paragraph"));
    window.chord(key::CONTROL_ALT, key::ENTER);
    let standing = || window.text(&format!("{SHEET} .place [role=status]"));
    window.until("where it stands", |_| standing().contains("Readers get it"));
    stage.picture("pulled-article");
    window.keys(key::ESCAPE);
    window.click(".cm-content");
    window.keys("Now");
    window.chord(key::CONTROL_ALT, key::ENTER);
    window
        .until("the sheet", |window| !window.text(&format!("{SHEET} .place button[type=submit]")).is_empty());
    window.click(&format!("{SHEET} .place button[type=submit]"));
    let back = || {
        let posts = server.posts();
        let alike =
            posts.iter().filter(|post| post["slug"].as_str().is_some_and(|slug| slug.starts_with("old-one")));
        alike.map(|post| post["content"].to_string()).collect::<Vec<_>>()
    };
    window.until("it is there", |_| matches!(back().as_slice(), [one] if one.contains("Now")));
    window.until("the proof", |_| standing().contains("Readers get it"));

    // Again: nothing is new.
    window.keys(key::ESCAPE);
    run_command(window, "articles from a server");
    window
        .until("the sheet", |window| window.text(&format!("{SHEET} button[type=submit]")).contains("Bring"));
    window.keys(key::ENTER);
    window.until("it is told", |window| window.text(".notice").contains("No article came in"));
    assert_eq!(rows("The old & the new"), 1);
}
