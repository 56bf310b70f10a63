//! Publishing from the window, by keyboard, to a real WordPress.

use galley_desk::wire::{JobStateWord, WishWord};
use galley_tests::micropub::micropub;
use galley_tests::peer::Peer;
use galley_tests::wire::Wire;
use galley_tests::wordpress::wordpress;
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{CHOSEN, focus, run_command};
use crate::sheets::must_go_round;
use crate::stage::{SMALLEST, Stage};

pub(crate) const SHEET: &str = "dialog[aria-labelledby=send-title]";

const THEIRS: &str = "dialog[aria-labelledby=theirs-title]";
pub(crate) const OUTBOX: &str = "dialog[aria-labelledby=outbox-title]";

/// Stands there when the publishing is done. "Readers get it" alone is also its last step: the button takes no click yet.
pub(crate) const PROOF: &str = "Readers get it. Read back on ";

/// Publishes what stands at the server already, and waits until that is done: what the sheet says of it then, it may have said before.
fn publish_again(stage: &Stage) {
    let window = &stage.window;
    let jobs = || stage.neighbour().outbox().expect("another process may read");
    let before = jobs().iter().map(|job| job.id).max();
    window.click(&format!("{SHEET} .place button[type=submit]"));
    window.until("it is done", |_| {
        jobs().iter().any(|job| Some(job.id) > before && job.state == JobStateWord::Done)
    });
    window.until("the proof again", |window| standing(window).starts_with(PROOF));
    window.until("another time", |window| {
        !window.texts(&format!("{SHEET} .place button[type=submit]:enabled")).is_empty()
    });
}

/// What the sheet says of the first server.
pub(crate) fn standing(window: &Driver) -> String {
    window.text(&format!("{SHEET} .place [role=status]"))
}

/// Opens the article about the flood, and the sheet of servers for it.
pub(crate) fn open_sheet(window: &Driver) {
    window.chord(key::CONTROL, "p");
    window.until("the articles", |window| !window.texts("dialog [role=option]").is_empty());
    // Enter at once: it means what was typed, not the line that was there before.
    window.keys(&format!("flood{}", key::ENTER));
    window.until("it is open", |window| {
        window.texts("dialog[open]").is_empty()
            && window.text(&format!("{CHOSEN} .headline")).contains("flood")
    });
    window.chord(key::CONTROL_ALT, key::ENTER);
    window.until("the sheet", |window| {
        window.script(&format!("return document.querySelector('{SHEET}').open")) == json!(true)
    });
    window.until("what has the keyboard", |window| {
        // Not the way out of the sheet, which has it until what is known of servers is here.
        let has =
            format!("return document.activeElement.matches('{SHEET} :is(input, .all .main, .place button)')");
        window.script(&has) == json!(true)
    });
}

/// Adds a server by keyboard; its password is asked for then.
pub(crate) fn add_server(window: &Driver, address: &str) {
    window.keys("Blog");
    window.keys(key::TAB);
    window.keys(address);
    window.keys(key::TAB);
    window.keys("chief");
    window.keys(key::ENTER);
    window.until("the server", |window| standing(window).contains("Not there yet"));
    window.until("its password", |window| {
        window.script("return document.activeElement.type") == json!("password")
    });
}

/// Compares the two by keyboard and takes what was added there into the text.
fn compare_and_take(stage: &Stage) {
    let window = &stage.window;
    window.click(&format!("{SHEET} .failure button"));
    window.until("the comparison", |window| window.texts(&format!("{THEIRS} fieldset")).len() == 1);
    assert!(window.text(&format!("{THEIRS} fieldset ins")).contains("Added there."));
    must_go_round(window, "what was changed there");
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, &format!("the comparison, {theme}"));
        stage.picture(&format!("publish-theirs-{theme}"));
    }
    // What only they changed is chosen already, and has the keyboard.
    window.keys(key::TAB);
    window.keys(key::ENTER);
    window.until("it is told", |window| window.text(".notice").contains("Taken into your text"));
    window.until("it is in the text", |window| window.text(".cm-content").contains("Added there."));
    stage.picture("publish-taken");
}

#[test]
fn an_article_goes_to_a_server_by_one_sheet_and_what_was_done_there_is_not_written_over() {
    let server = wordpress();
    let stage = Stage::with_articles();
    let window = &stage.window;
    open_sheet(window);
    must_be_fine(window, "the sheet without a server");
    stage.picture("publish-first");
    add_server(window, &server.address());
    window.keys("a wrong one");
    window.keys(key::ENTER);
    window.until("it is told", |window| window.text(&format!("{SHEET} .failure")).contains("does not know"));
    window.click(&format!("{SHEET} input[type=password]"));
    window.keys(server.password("chief"));
    window.keys(key::ENTER);
    window.until("the proof", |window| standing(window).starts_with(PROOF));
    must_be_fine(window, "the sheet with its proof");
    stage.picture("published");
    let posts = server.posts();
    let [post] = posts.iter().filter(|post| post["slug"] == "flood").collect::<Vec<_>>()[..] else {
        panic!("{posts:?}")
    };
    assert_eq!(post["status"], "publish");

    // The password is known now; the button has the focus.
    server.edit("flood");
    window.click(&format!("{SHEET} .place button[type=submit]"));
    window.until("the conflict", |window| {
        window.text(&format!("{SHEET} .failure")).contains("Someone changed")
    });
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, theme);
    }
    stage.picture("publish-conflict");
    compare_and_take(&stage);

    // Nobody is asked about what is in the text by now.
    open_sheet(window);
    publish_again(&stage);
    let has_edit = || {
        let posts = server.posts();
        let flood = posts.iter().find(|post| post["slug"] == "flood").expect("it is there");
        flood["content"].to_string().matches("Added there.").count()
    };
    assert_eq!(has_edit(), 1);

    server.edit("flood");
    window.click(&format!("{SHEET} .place button[type=submit]"));
    window.until("the conflict", |window| window.texts(&format!("{SHEET} .failure")).len() == 1);
    window.click(&format!("{SHEET} .failure button:last-of-type"));
    window.until("no failure", |window| window.texts(&format!("{SHEET} .failure")).is_empty());
    window.until("the proof again", |window| standing(window).starts_with(PROOF));
    assert_eq!(has_edit(), 1, "what was added a second time is gone there");
    assert_eq!(server.posts().iter().filter(|post| post["slug"] == "flood").count(), 1);
}

#[test]
fn the_doctor_says_by_keyboard_where_a_connection_stops_and_keeps_the_password_that_works() {
    let server = wordpress();
    let stage = Stage::with_articles();
    let window = &stage.window;
    stage.resize(SMALLEST);
    open_sheet(window);
    add_server(window, &server.address());
    let examine = |typed: &str, says: &'static str| {
        window.keys(typed);
        window.keys(key::TAB);
        window.keys(key::TAB);
        window.keys(" ");
        window.until(says, |window| {
            window.texts(&format!("{SHEET} .doctor li")).iter().any(|line| line.contains(says))
        });
    };
    examine("not this one", "It does not know this account.");
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, &format!("where it stops, {theme}"));
        stage.picture(&format!("doctor-stops-{theme}"));
    }
    // A password that the server does not know is asked for again.
    window.click(&format!("{SHEET} input[type=password]"));
    window.chord(key::CONTROL, "a");
    examine(server.password("chief"), "A picture was sent and taken away again.");
    assert_eq!(window.texts(&format!("{SHEET} .doctor li")).len(), 7);
    must_be_fine(window, "all is well");
    stage.picture("doctor");
    window.until("the password is kept", |window| {
        window.texts(&format!("{SHEET} input[type=password]")).is_empty()
    });
    let left = server
        .posts()
        .into_iter()
        .find(|post| post["title"].as_str().is_some_and(|title| title.contains("Galley tested")));
    assert!(left.is_none(), "{left:?}");

    window.keys(key::ESCAPE);
    run_command(window, "language chinese");
    open_sheet(window);
    window.click(&format!("{SHEET} .place .ways button:last-of-type"));
    window.until("the same in Chinese", |window| {
        window.texts(&format!("{SHEET} .doctor li")).last().is_some_and(|line| line == "已试传图片并删除。")
    });
    must_be_fine(window, "all is well, in Chinese");
    stage.picture("doctor-zh");
}

#[test]
fn an_article_goes_to_a_site_with_micropub_that_asks_for_a_token_and_no_name() {
    let server = micropub();
    let stage = Stage::with_articles();
    let window = &stage.window;
    stage.resize(SMALLEST);
    open_sheet(window);
    window.script(&format!(
        "const kind = document.querySelector('{SHEET} select'); kind.value = 'micropub'; kind.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    ));
    window.until("no name of an account", |window| window.texts(&format!("{SHEET} form label")).len() == 3);
    stage.picture("micropub-first");
    window.keys("Notes");
    window.keys(key::TAB);
    window.keys(&server.address());
    window.keys(key::ENTER);
    window.until("the server", |window| standing(window).contains("Not there yet"));
    window.until("its token", |window| {
        window.script("return document.activeElement.type") == json!("password")
    });
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, &format!("the token, {theme}"));
        stage.picture(&format!("micropub-token-{theme}"));
    }
    window.keys(server.secret());
    window.keys(key::ENTER);
    window.until("the proof", |window| standing(window).starts_with(PROOF));
    stage.picture("micropub-proof");
    // The window of a test has no keychain.
    window.until("for how long its token is known", |window| {
        window.text(SHEET).contains("It is known until Galley is closed")
    });
    let posts = server.posts();
    let ours: Vec<_> = posts.iter().filter(|post| post["slug"] == "flood").collect();
    assert_eq!((ours.len(), &ours[0]["status"]), (1, &json!("published")), "{posts:?}");

    window.keys(key::ESCAPE);
    run_command(window, "language chinese");
    open_sheet(window);
    window.until("where it stands, in Chinese", |window| standing(window).starts_with("读者可以看到"));
    must_be_fine(window, "the proof, in Chinese");
    stage.picture("micropub-proof-zh");
    window.script(&format!(
        "[...document.querySelectorAll('{SHEET} button')].find((b) => b.innerText === '添加服务器').click()"
    ));
    window.until("the form", |window| {
        !window.texts(&format!("{SHEET} form[aria-label=添加服务器] label")).is_empty()
    });
    window.script(&format!("document.querySelector('{SHEET} form[aria-label=添加服务器]').scrollIntoView()"));
    must_be_fine(window, "another server, in Chinese");
    stage.picture("micropub-first-zh");
}

#[test]
fn a_server_in_a_private_network_is_sent_nothing_before_it_is_allowed() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    stage.resize(SMALLEST);
    open_sheet(window);
    add_server(window, "https://10.255.255.1:1");
    window.keys("any");
    window.keys(key::ENTER);
    let failure = format!("{SHEET} .failure");
    window.until("it is refused", |window| window.text(&failure).contains("stands in a private network"));
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, &format!("a private network, {theme}"));
        stage.picture(&format!("publish-private-{theme}"));
    }
    assert!(!stage.neighbour().find_target(Some("Blog")).expect("it is there").private);
    window.click(&format!("{failure} button"));
    // It is tried now. Nobody answers there, or somebody who is not believed.
    window.until("it was tried", |window| {
        let said = window.texts(&failure).concat();
        standing(window).contains("Waits for the network") || said.contains("cannot prove that it is")
    });
    assert!(stage.neighbour().find_target(Some("Blog")).expect("it is there").private);
}

#[test]
fn what_was_to_be_taken_off_is_taken_off_once_its_server_is_allowed() {
    let server = wordpress();
    let stage = Stage::with_articles();
    let window = &stage.window;
    open_sheet(window);
    add_server(window, &server.address());
    window.keys(server.password("chief"));
    window.keys(key::ENTER);
    window.until("the proof", |window| standing(window).starts_with(PROOF));
    // The site moved into the house.
    let mut desk = stage.neighbour();
    let blog = desk.find_target(Some("Blog")).expect("it is there");
    let moved =
        desk.set_target_fields(&blog, &vec![("address".to_owned(), "https://10.255.255.1:1".to_owned())]);
    moved.expect("it moved");
    // A password is that of one address: at another it is given anew.
    let password = format!("{SHEET} .place input[type=password]");
    window.until("its password is asked for", |window| window.has(&password));
    focus(window, &password);
    window.keys(server.password("chief"));
    window.click(&format!("{SHEET} .place .ways button:nth-of-type(3)"));
    let failure = format!("{SHEET} .failure");
    window.until("it is refused", |window| window.text(&failure).contains("stands in a private network"));
    window.click(&format!("{failure} button"));
    window.until("it was tried", |window| {
        let said = window.texts(&failure).concat();
        let stands = standing(window);
        let said = [&stands, &said].map(String::as_str).concat();
        ["Waits for the network", "Someone else answers", "cannot prove that it is"]
            .iter()
            .any(|words| said.contains(words))
    });
    let jobs = desk.outbox().expect("another process may read");
    let wishes: Vec<_> = jobs.iter().map(|job| job.wish).collect();
    assert_eq!(wishes, [WishWord::Remove], "it is published by nobody");
}

#[test]
fn what_is_published_in_a_tunnel_goes_out_by_itself_behind_it() {
    let server = wordpress();
    let wire = Wire::to(server);
    wire.close();
    let stage = Stage::with_articles();
    let window = &stage.window;
    open_sheet(window);
    add_server(window, &wire.address());
    window.keys(server.password("chief"));
    window.keys(key::ENTER);
    window.until("it waits", |window| standing(window).contains("Waits for the network"));
    stage.picture("publish-offline");
    window.keys(key::ESCAPE);
    window.until("the tray", |window| window.text(".tray").contains("waits for the network"));
    window.until("its mark", |window| window.text(&format!("{CHOSEN} .standing")).contains('↑'));

    window.chord(key::CONTROL_ALT, "j");
    window.until("the outbox", |window| window.text(OUTBOX).contains("Waits for the network"));
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, &format!("the outbox, {theme}"));
        stage.picture(&format!("outbox-{theme}"));
    }
    wire.open();
    // Nobody does anything now.
    window.until("the proof", |window| window.text(OUTBOX).contains("Readers get it"));
    stage.picture("outbox-done");
    window.keys(key::ESCAPE);
    window.until("its mark", |window| window.text(&format!("{CHOSEN} .standing")).contains('✓'));
    assert_eq!(window.text(".tray"), "", "what is done asks for nothing");
    stage.picture("outbox-marked");
    let flood =
        |post: &&serde_json::Value| post["slug"].as_str().is_some_and(|slug| slug.starts_with("flood"));
    let posts = server.posts();
    let ours = posts.iter().filter(flood).filter(|post| post["status"] == "publish").count();
    assert!(ours >= 1, "{posts:?}");
}

#[test]
fn a_password_that_worked_is_kept_when_it_is_refused_and_can_be_tried_again() {
    let server = wordpress();
    let wire = Wire::to(server);
    let stage = Stage::with_articles();
    let window = &stage.window;
    let way = |words: &str| {
        format!(
            "[...document.querySelectorAll('{SHEET} .ways button')].find((b) => b.innerText.trim() === '{words}')"
        )
    };
    open_sheet(window);
    add_server(window, &wire.address());
    window.keys(server.password("chief"));
    window.keys(key::ENTER);
    window.until("the proof", |window| standing(window).starts_with(PROOF));
    // A plug-in closes the API for a while: its index is the second thing that is asked for.
    let no = r#"{"code":"rest_not_logged_in","message":"Not now.","data":{"status":401}}"#;
    wire.answer_next(2, "401 Unauthorized", no);
    window.script(&format!("{}.focus()", way("Test the connection")));
    window.keys(key::ENTER);
    window.until("it is refused", |window| {
        window.text(SHEET).contains("The server did not take the one that is kept")
    });
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, &format!("a password that is refused, {theme}"));
        stage.picture(&format!("publish-refused-{theme}"));
    }
    window.script(&format!("{}.focus()", way("Try the kept one again")));
    window.keys(key::ENTER);
    window.until("it is asked for no more", |window| !window.has(&format!("{SHEET} input[type=password]")));
    publish_again(&stage);
}
