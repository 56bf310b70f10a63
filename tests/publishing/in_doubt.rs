//! What is not seen, who is not the server that was meant, and what changes while an article is on its way.

use std::time::Duration;

use galley_desk::domain::TimeZone;
use galley_desk::publish::{PublishError, Runner, Wish};
use galley_desk::wire::{JobStateWord, PublishState, WhyWord};
use galley_desk::{Access, Desk, DeskError, System};
use galley_testkit::Time;
use galley_tests::ghost::ghost;
use galley_tests::library::by;
use galley_tests::peer::Peer;
use galley_tests::program::{Room, galley};
use galley_tests::wire::Wire;
use galley_tests::wordpress::wordpress;
use serde_json::Value;

use super::later::{Hands, Known, looks_until_it_fails};
use super::{done, publish, room, room_with, run, there, told};

/// What waits in the outbox, or failed: its state and why.
pub(super) fn job(room: &Room) -> (String, String) {
    let jobs: Value = serde_json::from_slice(&run(room, "", &["outbox", "--json"]).stdout).expect("JSON");
    let word = |name: &str| jobs["jobs"][0][name].as_str().unwrap_or("-").to_owned();
    (word("state"), word("why"))
}

pub(super) fn is(state: &str, why: &str) -> (String, String) {
    (state.to_owned(), why.to_owned())
}

#[test]
fn what_readers_do_not_get_is_looked_at_again_and_then_someone_is_asked() {
    let server = wordpress();
    let chief = server.password("chief");
    let hidden = |slug: &'static str| {
        // A plug-in that has all looked through by someone: it is there, and pending.
        let hide = move || drop(server.ask(&["status", slug, "pending"]));
        let wire = Wire::meanwhile(server, "GET /wp-json/wp/v2/posts/", hide);
        let room = room(slug, server, &wire.address());
        let sent = done(&publish(&room, chief, slug, &[]));
        assert_eq!(sent["state"], "sent", "{sent}");
        assert!(sent["notes"].to_string().contains("pending"), "{sent}");
        assert_eq!(job(&room), is("waiting", "unseen"));
        (room, wire)
    };
    let (seen, _wire) = hidden("let-through");
    let id = there(server, "let-through").0[0]["id"].to_string();
    server.ask(&["status", &id, "publish"]);
    assert!(run(&seen, "", &["outbox", "retry"]).status.success());
    assert_eq!(done(&run(&seen, chief, &["outbox", "run", "--json"]))["state"], "verified");

    let (never, _wire) = hidden("held-up");
    let failed = looks_until_it_fails(&never, chief, "2090-01-01T08:00:00Z", WhyWord::Unseen);
    assert_eq!(failed, WhyWord::Unseen);
    let board = run(&never, "", &["board", "--troubled", "--json"]);
    let board: Value = serde_json::from_slice(&board.stdout).expect("JSON");
    assert_eq!(board["articles"][0]["places"][0]["standing"], "failed", "{board}");
    assert_eq!(there(server, "held-up").0.len(), 1);
}

#[test]
fn where_someone_else_answers_a_server_that_worked_is_waited_for() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("portal", server, &server.address());
    let portal = || Wire::answering(server, "GET / ", "302 Found\r\nLocation: http://192.0.2.1/sign-in", "");
    let through = |wire: &Wire| {
        let address = format!("address={}", wire.address());
        assert!(run(&room, "", &["target", "set", "blog", &address]).status.success());
    };
    let first = portal();
    through(&first);
    assert!(told(&publish(&room, chief, "portal", &[])).contains("points to"));
    assert_eq!(job(&room), is("failed", "refused"), "it never worked: the address may be wrong");
    assert_eq!(done(&publish(&room, chief, "portal", &[]))["state"], "verified");

    assert!(run(&room, "", &["set", "portal", "lead=Other."]).status.success());
    assert!(run(&room, "", &["release", "portal"]).status.success());
    let again = portal();
    through(&again);
    assert!(told(&publish(&room, chief, "portal", &[])).contains("points to"));
    assert_eq!(job(&room), is("waiting", "stranger"));
    assert!(run(&room, "", &["outbox", "retry"]).status.success());
    assert_eq!(done(&run(&room, chief, &["outbox", "run", "--json"]))["state"], "verified");
}

#[test]
fn the_gate_is_asked_again_when_the_pictures_are_up() {
    let server = wordpress();
    let chief = server.password("chief");
    for (slug, stops) in [("called-back", true), ("anew", false)] {
        let wire = Wire::to(server);
        let room = room(slug, server, &wire.address());
        let library = room.path("News.galley");
        let at_once = move || {
            let galley = |words: &[&str]| {
                let mut galley = std::process::Command::new(galley());
                let ran = galley.arg("-l").arg(&library).args(words).output().expect("it starts");
                assert!(ran.status.success(), "{}", told(&ran));
            };
            if stops {
                galley(&["unrelease", slug]);
            } else {
                galley(&["set", slug, "lead=Released anew."]);
                galley(&["release", slug]);
            }
        };
        let wire = Wire::meanwhile(server, "POST /wp-json/wp/v2/media", at_once);
        let address = format!("address={}", wire.address());
        assert!(run(&room, "", &["target", "set", "blog", &address]).status.success());
        let sent = publish(&room, chief, slug, &[]);
        let posts = there(server, slug).0;
        if stops {
            assert!(told(&sent).contains("it is not released"), "{}", told(&sent));
            assert!(posts.is_empty(), "{posts:?}");
        } else {
            assert_eq!(done(&sent)["state"], "verified");
            assert_eq!((posts.len(), &posts[0]["lead"]), (1, &"Released anew.".into()));
        }
    }
}

#[test]
fn the_words_of_a_cover_are_corrected_there_and_those_of_others_stop_nothing() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("worded", server, &server.address());
    done(&publish(&room, chief, "worded", &[]));
    for words in ["cover-alt=A ship & its <crew>", "cover-caption=By night, R&D <b>"] {
        assert!(run(&room, "", &["set", "worded", words]).status.success());
    }
    assert!(run(&room, "", &["release", "worded"]).status.success());
    let sent = done(&publish(&room, chief, "worded", &[]));
    assert_eq!(
        (&sent["step"], &sent["state"], &sent["uploads"]),
        (&"update".into(), &"verified".into(), &0.into())
    );
    let (posts, pictures) = there(server, "worded");
    let cover = pictures.iter().find(|picture| picture["id"] == posts[0]["cover"]).expect("the cover");
    assert_eq!(
        (&cover["alt"], &cover["lead"]),
        (&"A ship & its &lt;crew&gt;".into(), &"By night, R&D &lt;b&gt;".into())
    );

    // The same picture in an article of an author, who may not change what the chief put there.
    let text =
        "---\ntitle: Another “ship” worded-too\nslug: worded-too\ncover: worded-ship.png\n---\n\nWords.\n";
    room.write("in/worded-too.md", text);
    room.run(["-l", "News.galley", "import", "in"]).done();
    assert!(run(&room, "", &["target", "set", "blog", "user=author"]).status.success());
    let author = server.password("author");
    assert_eq!(done(&publish(&room, author, "worded-too", &[]))["uploads"], 0);
    assert!(run(&room, "", &["set", "worded-too", "cover-caption=By day"]).status.success());
    assert!(run(&room, "", &["release", "worded-too"]).status.success());
    let sent = done(&publish(&room, author, "worded-too", &[]));
    assert_eq!((&sent["step"], &sent["state"]), (&"update".into(), &"verified".into()), "{sent}");
    assert!(sent["notes"].to_string().contains("may not change the words of a picture"), "{sent}");
}

#[test]
fn a_tag_that_was_deleted_at_a_ghost_since_it_was_asked_for_is_made_anew() {
    let server = ghost();
    let room = room_with(&["tagged-one", "tagged-two"], server, &server.address(), None);
    for slug in ["tagged-one", "tagged-two"] {
        assert!(run(&room, "", &["set", slug, "tags=Short lived"]).status.success());
        assert!(run(&room, "", &["release", slug]).status.success());
    }
    // When the first is read back, by its id.
    let wire = Wire::meanwhile(server, "GET /ghost/api/admin/posts/6", || {
        drop(ghost().ask(&["untag", "Short lived"]));
    });
    let address = format!("address={}", wire.address());
    assert!(run(&room, "", &["target", "set", "blog", &address]).status.success());
    let sent =
        run(&room, server.secret(), &["publish", "tagged-one", "tagged-two", "--target", "blog", "--json"]);
    assert!(told(&sent).contains("[tags.name]"), "it was met: {}", told(&sent));
    assert_eq!(job(&room), is("waiting", "busy"));
    assert!(run(&room, "", &["outbox", "retry"]).status.success());
    assert_eq!(done(&run(&room, server.secret(), &["outbox", "run", "--json"]))["state"], "verified");
    let tags = there(server, "tagged-two").0[0]["tags"].clone();
    assert!(tags.as_array().expect("a list").contains(&"Short lived".into()), "{tags}");
}

/// The parts of a comparison that someone there changed, each with whether it can be taken.
fn changed_there(room: &Room, secret: &str, slug: &str) -> Vec<(String, bool)> {
    assert!(told(&publish(room, secret, slug, &[])).contains("was changed at blog"));
    let plan = publish(room, secret, slug, &["--plan"]);
    let plan: Value = serde_json::from_slice(&plan.stdout).expect("JSON");
    let parts = plan["comparisons"][0]["parts"].as_array().expect("a list");
    let differ =
        parts.iter().filter(|part| part["who"] != "nobody").inspect(|part| assert_eq!(part["who"], "theirs"));
    differ.map(|part| (part["field"].as_str().unwrap_or("-").to_owned(), part["takes"] == true)).collect()
}

/// Takes what someone changed there, and releases and publishes it: then it stands there as it stood, and asks nobody anything.
fn take_and_publish(room: &Room, secret: &str, slug: &str) {
    assert!(run(room, secret, &["publish", slug, "--target", "blog", "--merge"]).status.success());
    assert!(run(room, "", &["release", slug]).status.success());
    let sent = done(&publish(room, secret, slug, &[]));
    assert_eq!((&sent["state"], &sent["notes"]), (&"verified".into(), &serde_json::json!([])), "{sent}");
    assert_eq!(done(&publish(room, secret, slug, &[]))["step"], "nothing");
}

#[test]
fn another_author_at_a_wordpress_is_seen_as_one_and_taken() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("reauthored", server, &server.address());
    done(&publish(&room, chief, "reauthored", &[]));
    server.ask(&["reauthor", "reauthored", "marta"]);
    assert_eq!(changed_there(&room, chief, "reauthored"), [("bylines".to_owned(), true)]);
    take_and_publish(&room, chief, "reauthored");
    assert_eq!(there(server, "reauthored").0[0]["author"], "Marta Berg");
    let shown = run(&room, "", &["show", "reauthored", "--json"]);
    let shown: Value = serde_json::from_slice(&shown.stdout).expect("JSON");
    assert_eq!(shown["bylines"], serde_json::json!(["Marta Berg"]));
}

#[test]
fn what_someone_says_of_a_cover_at_a_ghost_is_seen_as_that_and_taken() {
    let server = ghost();
    let room = room("reworded", server, &server.address());
    done(&publish(&room, server.secret(), "reworded", &[]));
    server.ask(&["reword", "reworded", "A ship at sea", "By night &amp; day"]);
    assert_eq!(changed_there(&room, server.secret(), "reworded"), [("cover_words".to_owned(), true)]);
    take_and_publish(&room, server.secret(), "reworded");
    let post = &there(server, "reworded").0[0];
    assert_eq!(
        (&post["coverAlt"], &post["coverCaption"]),
        (&"A ship at sea".into(), &"By night &amp; day".into())
    );
}

/// Longer than a server takes that is well, and not so long that anyone waits a minute.
const PATIENCE: Duration = Duration::from_secs(15);

/// What a server does not answer in time it may have done or not: it is looked up, and is done once.
fn wait_too_long(server: &dyn Peer) {
    for (slug, carried_out) in [("slow-done", true), ("slow-lost", false)] {
        let wire = Wire::without_answer(server, server.creates(), carried_out);
        let room = room(slug, server, &wire.address());
        let time = Time::at("2026-01-01T08:00:00Z");
        let hands = Box::new(Hands(time.clone()));
        let mut desk =
            Desk::open_with(&room.path("News.galley"), Access::Write, by(), hands, Box::new(System))
                .expect("it opens");
        let (id, blog) = (desk.find_article(slug).expect("it is there"), desk.find_target(Some("blog")));
        desk.queue(&[id], &blog.expect("it is there"), Wish::Publish, false).expect("queued");
        let mut runner = Runner::with_patience(PATIENCE);
        let known = Known(server.secret().to_owned());
        let mut next = |desk: &mut Desk| {
            runner.next(desk, None, &known).expect("it can be written down").expect("it is due")
        };
        let ran = next(&mut desk);
        let is_unknown = matches!(&ran.outcome, Err(DeskError::Publish(PublishError::Unknown { .. })));
        assert!(is_unknown, "{slug}: {:?}", ran.outcome);
        let job = ran.job.expect("it waits");
        assert_eq!((job.state, job.why), (JobStateWord::Waiting, Some(WhyWord::Unknown)), "{slug}");
        assert_eq!(there(server, slug).0.len(), usize::from(carried_out), "{slug}");

        let due = galley_desk::domain::parse_instant(&job.due, TimeZone::UTC).expect("a time");
        // Said to the second, and it may be due within it.
        time.pass(due.timestamp_millis() - time.now().timestamp_millis() + 1_000);
        let sent = next(&mut desk).outcome.expect("it is done");
        assert_eq!(sent.state, PublishState::Verified, "{slug}: {sent:?}");
        assert_eq!((there(server, slug).0.len(), there(server, slug).1.len()), (1, 2), "{slug}");
    }
}

#[test]
fn a_wordpress_that_answers_too_late_has_an_article_once() {
    wait_too_long(wordpress());
}

#[test]
fn a_ghost_that_answers_too_late_has_an_article_once() {
    wait_too_long(ghost());
}
