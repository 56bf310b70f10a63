//! Several servers in the window: one press for all, what would happen, their settings; and what is overdue.

use galley_desk::domain::Instant;
use galley_desk::publish::Wish;
use galley_desk::wire::{JobStateWord, ServerWord};
use galley_desk::{Access, Clock, Desk, Signature, System};
use galley_tests::micropub::micropub;
use galley_tests::peer::Peer;
use galley_tests::wordpress::wordpress;
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{CHOSEN, focus, run_command};
use crate::publishing::{OUTBOX, PROOF, SHEET, add_server, open_sheet};
use crate::stage::{SMALLEST, Stage};

/// Presses the button with these words.
fn press(window: &Driver, words: &str) {
    let found = format!(
        "const found = [...document.querySelectorAll('dialog[open] button')].find((b) => b.innerText === {}); found?.click(); return Boolean(found)",
        json!(words)
    );
    window.until(words, |window| window.script(&found) == json!(true));
}

/// What the sheet says of each server.
fn standings(window: &Driver) -> Vec<String> {
    window.texts(&format!("{SHEET} .place > p[role=status]"))
}

/// The lines of the board of what is live where.
const BOARD: &str = "dialog[open] tbody tr";

/// Lets everyone look: in both looks, with nothing cut off, and usable.
fn look(stage: &Stage, name: &str) {
    for theme in ["dark", "light"] {
        stage.window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(&stage.window, &format!("{name}, {theme}"));
        stage.picture(&format!("{name}-{theme}"));
    }
}

fn add_notes(stage: &Stage, address: &str) {
    let fields = vec![("address".to_owned(), address.to_owned())];
    stage.neighbour().add_server("Notes", ServerWord::Micropub, &fields).expect("it is added");
    stage.window.until("both servers", |window| standings(window).len() == 2);
}

/// Opens the sheet in the smallest window, with a blog and notes in it.
fn add_both(stage: &Stage, blog: &str, notes: &str) {
    stage.resize(SMALLEST);
    open_sheet(&stage.window);
    add_server(&stage.window, blog);
    add_notes(stage, notes);
}

/// Types a password for each of the two.
fn type_passwords(window: &Driver, secrets: [&str; 2]) {
    for (at, secret) in (1..).zip(secrets) {
        window.click(&format!("{SHEET} form.place:nth-of-type({at}) input[type=password]"));
        window.keys(secret);
    }
}

#[test]
fn one_press_publishes_to_every_server_that_takes_the_article_and_one_takes_it_off() {
    let (blog, notes) = (wordpress(), micropub());
    let stage = Stage::with_articles();
    let window = &stage.window;
    add_both(&stage, &blog.address(), &notes.address());

    // Without a password a server cannot be asked; that is said of it alone.
    type_passwords(window, [blog.password("chief"), ""]);
    press(window, "See what will change");
    let plans = format!("{SHEET} .place ul");
    window.until("both plans", |window| window.texts(&plans).len() == 2);
    let said = window.texts(&plans);
    assert!(said[0].contains("It would be published"), "{said:?}");
    assert!(said[1].contains("It would not go out"), "{said:?}");
    assert!(blog.posts().iter().all(|post| post["slug"] != "flood" || post["status"] == "trash"));
    assert!(
        stage.neighbour().outbox().expect("another process may read").is_empty(),
        "a plan queues nothing"
    );
    look(&stage, "everywhere-plan");

    window.click(&format!("{SHEET} form.place:nth-of-type(2) input[type=password]"));
    window.keys(notes.secret());
    press(window, "Publish everywhere it belongs");
    window.until("the proof of both", |window| standings(window).iter().all(|said| said.starts_with(PROOF)));
    for server in [blog as &dyn Peer, notes] {
        let posts = server.posts();
        assert!(posts.iter().any(|post| post["slug"] == "flood" && post["status"] != "trash"), "{posts:?}");
    }
    press(window, "See what will change");
    window.until("nothing more", |window| {
        let said = window.texts(&plans);
        said.len() == 2 && said.iter().all(|said| said.contains("nothing would be sent"))
    });
    look(&stage, "everywhere-published");
    window.keys(key::ESCAPE);
    run_command(window, "what is live where");
    window.until("the board", |window| window.texts(BOARD).len() == 1);
    let line = window.text(BOARD);
    assert!(line.starts_with("What the flood") && line.matches("✓ live").count() == 2, "{line}");
    look(&stage, "board");
    window.click("dialog[open] tbody button");
    window.until("the article", |window| window.text(".dateline .status").contains("Published"));
    open_sheet(window);

    // What lies in the trash here, and is there still, is taken off from the board.
    let article = stage.neighbour().find_article("flood").expect("it is there");
    window.keys(key::ESCAPE);
    stage.neighbour().trash(&[article]).expect("it is trashed");
    run_command(window, "what is live where");
    window.until("what is left there", |window| window.text(BOARD).contains("In the trash here"));
    window.click(&format!("{BOARD} td:last-child [aria-expanded]"));
    look(&stage, "board-take-off");
    press(window, "Take it off Notes");
    window.until("it is off there", |_| notes.posts().iter().all(|post| post["slug"] != "flood"));
    window.until("the board knows", |window| window.text(&format!("{BOARD} td:last-child")).trim() == "—");
    window.keys(key::ESCAPE);
    stage.neighbour().untrash(&[article]).expect("it is back");
    open_sheet(window);
    press(window, "Publish everywhere it belongs");
    window.until("the proof of both", |window| standings(window).iter().all(|said| said.starts_with(PROOF)));

    blog.edit("flood");
    press(window, "See what will change");
    window.until("what someone did", |window| {
        window.texts(&plans).concat().contains("Someone changed it there")
    });
    look(&stage, "everywhere-changed");

    press(window, "What taking off would do");
    window.until("what would be done", |window| {
        let said = window.texts(&plans).concat();
        said.matches("It would be taken off.").count() == 2
            && said.contains("theirs is kept in the article's history")
    });
    look(&stage, "everywhere-off");

    press(window, "Take off everywhere");
    window.until("both are off", |window| {
        standings(window).iter().all(|said| said.starts_with("Taken off on "))
    });
    window.keys(key::ESCAPE);
    run_command(window, "what is live where");
    window
        .until("nothing is live", |window| window.text("dialog[open]").contains("No server has an article"));
    must_be_fine(window, "an empty board");
    window.keys(key::ESCAPE);
    open_sheet(window);
    let posts = blog.posts();
    assert!(posts.iter().all(|post| post["slug"] != "flood" || post["status"] != "publish"), "{posts:?}");

    window.click(&format!("{SHEET} details summary"));
    press(window, "Delete the article there…");
    window.until("what that is", |window| window.text(&format!("{SHEET} details")).contains("for good"));
    look(&stage, "erase");
    press(window, "Delete it there for good");
    window.until("it is nowhere", |_| {
        blog.posts().iter().all(|post| !post["slug"].to_string().contains("flood"))
    });

    window.keys(key::ESCAPE);
    run_command(window, "language chinese");
    open_sheet(window);
    press(window, "查看将有哪些更改");
    window.until("both plans in Chinese", |window| window.texts(&plans).len() == 2);
    look(&stage, "everywhere-plan-zh");
}

#[test]
fn several_that_are_selected_come_off_everywhere_and_one_is_deleted_everywhere() {
    let (blog, notes) = (wordpress(), micropub());
    let stage = Stage::with_articles();
    let window = &stage.window;
    add_both(&stage, &blog.address(), &notes.address());
    type_passwords(window, [blog.password("chief"), notes.secret()]);
    press(window, "Publish everywhere it belongs");
    window.until("the proof of both", |window| standings(window).iter().all(|said| said.starts_with(PROOF)));
    window.keys(key::ESCAPE);

    // A second one stands at one of the two; the others nowhere.
    let mut desk = stage.neighbour();
    let other = desk.find_article("quay").expect("it is there");
    let target = desk.find_target(Some("Blog")).expect("it is there");
    desk.release(&[other], None).expect("released");
    desk.queue(&[other], &target, Wish::Publish, false).expect("queued");
    let is_done = |count: usize| {
        move |_: &Driver| {
            blog.posts()
                .iter()
                .filter(|post| {
                    post["type"] == "post" && post["status"] == "publish" && post["title"] != "Hello world!"
                })
                .count()
                == count
        }
    };
    window.until("the tray has sent it", is_done(2));

    window.click(".row[role=option]");
    window.until("the list has the keyboard", |window| {
        window.text(&format!("{CHOSEN} .headline")).contains("quay")
    });
    window.chord(key::CONTROL, "a");
    window.until("all are selected", |window| window.text(".bulk").contains("4 selected"));
    run_command(window, "take off the servers");
    let plans = format!("{SHEET} .place ul");
    window.until("what would be done at both", |window| {
        let said = window.texts(&plans);
        said.len() == 2 && said.concat().matches("It would be taken off.").count() == 3
    });
    look(&stage, "off-several");
    press(window, "Take off everywhere");
    window.until("nothing is out at the one", is_done(0));
    window.until("nor at the other", |_| notes.posts().iter().all(|post| post["slug"] != "flood"));
    window.until("nothing is on its way", |_| {
        stage
            .neighbour()
            .outbox()
            .expect("another process may read")
            .iter()
            .all(|job| job.state == JobStateWord::Done)
    });

    // One alone again, which goes up once more and is deleted for good then.
    window.click(".row[role=option]");
    window.until("one is selected", |window| !window.has(".bulk"));
    open_sheet(window);
    press(window, "Publish everywhere it belongs");
    window.until("the proof of both", |window| standings(window).iter().all(|said| said.starts_with(PROOF)));
    press(window, "Delete it everywhere…");
    window.until("what that is", |window| window.text(SHEET).contains("at each server for good"));
    look(&stage, "erase-everywhere");
    press(window, "Delete it everywhere for good");
    for server in [blog as &dyn Peer, notes] {
        window.until("it is nowhere", |_| {
            server.posts().iter().all(|post| !post["slug"].to_string().contains("flood"))
        });
    }
}

#[test]
fn a_server_is_renamed_told_what_it_takes_and_removed_where_it_stands() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    stage.resize(SMALLEST);
    open_sheet(window);
    add_server(window, "https://example.org");
    add_notes(&stage, "https://example.net");
    let settings = format!("{SHEET} details");
    let field = |at: usize| format!("{settings} form label:nth-of-type({at}) input");
    window.click(&format!("{settings} summary"));
    window.until("its settings", |window| !window.texts(&field(1)).is_empty());
    look(&stage, "target-settings");

    let fill = |at: &str, words: &str| {
        focus(window, at);
        window.chord(key::CONTROL, "a");
        window.keys(words);
    };
    fill(&field(1), "Le Blog");
    fill(&format!("{settings} fieldset input"), "fr");
    window.keys(key::ENTER);
    window.until("it is saved", |window| window.text(&settings).contains("Saved."));
    window.until("it takes this article no more", |window| {
        window.text(&format!("{SHEET} .place")).contains("It does not belong here")
    });
    let target = stage.neighbour().find_target(Some("Le Blog")).expect("it is called so");
    assert_eq!(target.selection.languages.iter().map(ToString::to_string).collect::<Vec<_>>(), ["fr"]);
    fill(&format!("{settings} fieldset input"), "no language");
    window.keys(key::ENTER);
    window.until("it is refused", |window| !window.texts(&format!("{settings} .failure")).is_empty());
    look(&stage, "target-settings-refused");

    fill(&format!("{settings} fieldset input"), "fr");
    fill(&field(2), "http://blog.example");
    let plain = format!("{settings} form > label:nth-of-type(3) input[type=checkbox]");
    window.click(&plain);
    look(&stage, "target-settings-plain");
    focus(window, &field(1));
    window.keys(key::ENTER);
    window.until("it is allowed", |_| {
        stage.neighbour().find_target(Some("Le Blog")).is_ok_and(|blog| blog.plain)
    });
    window.until("it is saved", |window| window.text(&settings).contains("Saved."));
    fill(&field(2), "http://other.example");
    let is_ticked = format!("return document.querySelector('{plain}').checked");
    assert_eq!(window.script(&is_ticked), json!(false), "it holds for that host alone");
    window.keys(key::ENTER);
    window.until("it is refused", |window| {
        window.text(&settings).contains("everyone on the way reads the password")
    });

    press(window, "Remove this server…");
    window.until("what becomes of it", |window| window.text(&settings).contains("Nothing stands there"));
    look(&stage, "target-remove");
    press(window, "Remove it");
    window.until("it is told", |window| window.text(".notice").contains("Le Blog is removed"));
    assert!(stage.neighbour().find_target(Some("Le Blog")).is_err());
    window.click(".notice button");
    window.until("it is back", |_| stage.neighbour().find_target(Some("Le Blog")).is_ok());

    run_command(window, "language chinese");
    open_sheet(window);
    window.click(&format!("{settings} summary"));
    window.until("its settings", |window| !window.texts(&field(1)).is_empty());
    press(window, "移除这台服务器…");
    look(&stage, "target-settings-zh");
}

#[test]
fn what_an_embargo_holds_back_is_not_released_where_it_is_to_be_published() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let mut desk = stage.neighbour();
    let flood = desk.find_article("flood").expect("it is there");
    desk.unrelease(&[flood]).expect("it is a draft");
    desk.set_fields(flood, &[("embargo".to_owned(), "2099-01-01".to_owned())]).expect("it has an embargo");
    open_sheet(window);
    add_server(window, "https://example.org");
    window.keys("a password");
    window.keys(key::ENTER);
    let failure = format!("{SHEET} .place .failure");
    window.until("that it does not go out", |window| {
        window.texts(&failure).concat().contains("It is under embargo. Nothing was sent.")
    });
    assert!(desk.article(flood).expect("it is there").released.is_none(), "the next export would have it");
    assert!(desk.outbox().expect("another process may read").is_empty());
}

/// Three hours ago.
struct Earlier;

impl Clock for Earlier {
    fn now(&self) -> Instant {
        System.now() - std::time::Duration::from_hours(3)
    }
}

#[test]
fn what_is_overdue_is_loud_in_the_list_in_the_corner_and_in_the_outbox() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    stage.resize(SMALLEST);
    open_sheet(window);
    add_server(window, "http://127.0.0.1:1");
    window.keys(key::ESCAPE);
    let by = Signature { author: "Bo Tan".to_owned(), device: "test".to_owned() };
    let mut desk = Desk::open_with(stage.library(), Access::Write, by, Box::new(Earlier), Box::new(System))
        .expect("it opens beside the window");
    let late = ["flood", "quay"].map(|slug| desk.find_article(slug).expect("it is there"));
    let target = desk.find_target(Some("Blog")).expect("it is there");
    desk.release(&late[..1], None).expect("released");
    desk.queue(&late, &target, Wish::Publish, false).expect("queued");
    window.until("nobody has sent from here", |window| {
        window.text(".tray").contains("Jobs wait for your word")
    });
    window.chord(key::CONTROL_ALT, "j");
    window.until("why", |window| window.has("dialog[open] .ways button.main"));
    look(&stage, "held-outbox");
    focus(window, "dialog[open] .ways button.main");
    window.keys(key::ENTER);
    window.until("it may", |window| !window.has("dialog[open] .ways button.main"));
    window.keys(key::ESCAPE);
    window.until("the corner", |window| window.text(".tray").contains("2 are overdue"));
    window.until("its mark", |window| window.text(&format!("{CHOSEN} .standing")).contains("Overdue"));
    look(&stage, "overdue");
    window.chord(key::CONTROL_ALT, "j");
    window.until("the outbox", |window| window.text(OUTBOX).contains("Overdue: it was to go out on"));
    assert_eq!(window.text(&format!("{OUTBOX} .ways:has(+ ul) button")), "Try all again");
    look(&stage, "overdue-outbox");
    window.keys(key::ESCAPE);
    run_command(window, "language chinese");
    window.until("Chinese", |window| window.text(".tray").contains("已逾期"));
    window.chord(key::CONTROL_ALT, "j");
    window.until("the outbox", |window| window.text(OUTBOX).contains("已逾期"));
    look(&stage, "overdue-outbox-zh");
}
