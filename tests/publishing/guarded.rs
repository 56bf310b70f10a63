//! What others wrote at a server is not lost, what is taken off is off, and readers get the words that were written.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use galley_desk::wire::{ArticleFilter, ListOrder, StandingWord};
use galley_desk::{Access, Desk};
use galley_tests::ghost::ghost;
use galley_tests::kinto::kinto;
use galley_tests::library::by;
use galley_tests::peer::Peer;
use galley_tests::program::Room;
use galley_tests::wire::Wire;
use galley_tests::wordpress::{WordPress, wordpress};
use serde_json::{Value, json};

use super::{done, publish, room, room_of_text, run, there, told};

/// Sends an article through another wire from now on.
pub(super) fn through(room: &Room, server: &dyn Peer, wire: &Wire) {
    let address = format!("address={}{}", wire.address(), server.path());
    assert!(run(room, "", &["target", "set", "blog", &address]).status.success());
}

pub(super) fn set(room: &Room, slug: &str, value: &str) {
    assert!(run(room, "", &["set", slug, value]).status.success());
    assert!(run(room, "", &["release", slug]).status.success());
}

fn has_edit(server: &dyn Peer, slug: &str) -> bool {
    there(server, slug).0[0]["content"].as_str().is_some_and(|content| content.contains("Added there."))
}

fn history(room: &Room, slug: &str) -> String {
    String::from_utf8(run(room, "", &["history", slug, "--json"]).stdout).expect("text")
}

/// What readers get at an address.
pub(super) fn page(url: &str) -> String {
    let (host, path) = url.trim_start_matches("http://").split_once('/').expect("a path");
    let mut server = TcpStream::connect(host).expect("it listens");
    let asked = format!("GET /{path} HTTP/1.0\r\nHost: {host}\r\n\r\n");
    server.write_all(asked.as_bytes()).expect("it reads");
    let mut page = Vec::new();
    server.read_to_end(&mut page).expect("it answers");
    String::from_utf8_lossy(&page).into_owned()
}

/// Someone edits an article whose making, and then whose update was carried out and never answered. `updates`: how that request begins.
fn edited_after_a_lost_answer(server: &dyn Peer, updates: &'static str) {
    let secret = server.secret();
    let first = Wire::losing(server, server.creates());
    let room = room("unheard", server, &first.address());
    let lost = |wire: &Wire| {
        through(&room, server, wire);
        let lost = publish(&room, secret, "unheard", &[]);
        assert!(told(&lost).contains("not known whether"), "{}", told(&lost));
        server.edit("unheard");
        let before = history(&room, "unheard");
        let refused = publish(&room, secret, "unheard", &[]);
        assert!(told(&refused).contains("was changed at blog"), "{}", told(&refused));
        assert!(has_edit(server, "unheard"));
        assert_eq!(history(&room, "unheard"), before, "nothing went over it");
    };
    lost(&first);
    let taken = run(&room, secret, &["publish", "unheard", "--target", "blog", "--merge"]);
    assert!(taken.status.success(), "{}", told(&taken));
    assert!(run(&room, "", &["release", "unheard"]).status.success());
    assert_eq!(done(&publish(&room, secret, "unheard", &[]))["state"], "verified");

    set(&room, "unheard", "lead=What came of it in the end.");
    lost(&Wire::losing(server, updates));
    let kept = || history(&room, "unheard").matches("conflict").count();
    let before = kept();
    assert_eq!(done(&publish(&room, secret, "unheard", &["--mine"]))["step"], "update");
    assert_eq!(kept(), before + 1, "what ours went over is kept");
    assert_eq!(there(server, "unheard").0[0]["content"].to_string().matches("Added there.").count(), 1);

    // Where nobody was there meanwhile, nobody is asked.
    set(&room, "unheard", "lead=What came of it at last.");
    let wire = Wire::losing(server, updates);
    through(&room, server, &wire);
    assert!(told(&publish(&room, secret, "unheard", &[])).contains("not known whether"));
    assert_eq!(done(&publish(&room, secret, "unheard", &[]))["state"], "verified");
}

#[test]
fn an_edit_at_a_wordpress_whose_answer_was_lost_is_not_written_over_unasked() {
    edited_after_a_lost_answer(wordpress(), "POST /wp-json/wp/v2/posts");
}

#[test]
fn an_edit_at_a_ghost_whose_answer_was_lost_is_not_written_over_unasked() {
    edited_after_a_lost_answer(ghost(), "PUT ");
}

#[test]
fn an_edit_by_a_recipe_whose_answer_was_lost_is_not_written_over_unasked() {
    edited_after_a_lost_answer(kinto(), "PUT /v1/buckets/news");
}

/// Two updates that never arrive, and then someone's edit: it is held against what stands there, so that taking it does not take ours out.
/// `updates`: how the request of an update begins.
fn edited_after_updates_that_never_arrived(server: &dyn Peer, updates: &'static str) {
    let secret = server.secret();
    let room = room("dropped", server, &server.address());
    done(&publish(&room, secret, "dropped", &[]));
    let body = || String::from_utf8(run(&room, "", &["show", "dropped", "--markdown"]).stdout).expect("text");
    let ours = body().replace("First paragraph", "Our first paragraph");
    set(&room, "dropped", &format!("body={ours}"));
    for lead in ["What came of it here.", "What really came of it here."] {
        set(&room, "dropped", &format!("lead={lead}"));
        let wire = Wire::dropping(server, updates);
        through(&room, server, &wire);
        let lost = publish(&room, secret, "dropped", &[]);
        assert!(told(&lost).contains("not known whether"), "{}", told(&lost));
        assert_eq!(there(server, "dropped").0[0]["lead"], "What came of it.", "it did not arrive");
    }
    through(&room, server, &Wire::to(server));
    server.edit("dropped");
    let plan = publish(&room, secret, "dropped", &["--plan"]);
    let plan: Value = serde_json::from_slice(&plan.stdout).expect("JSON");
    let parts = plan["comparisons"][0]["parts"].as_array().expect("a list");
    let theirs: Vec<_> =
        parts.iter().filter(|part| ["theirs", "both"].map(Value::from).contains(&part["who"])).collect();
    let [part] = theirs.as_slice() else { panic!("they added a paragraph, and nothing else: {theirs:?}") };
    assert_eq!(part["pieces"], json!([{ "text": "Added there.", "how": "added" }]));

    assert!(run(&room, secret, &["publish", "dropped", "--target", "blog", "--merge"]).status.success());
    assert_eq!(body(), format!("{}\n\nAdded there.\n", ours.trim_end()), "ours is ours still");
    assert!(run(&room, "", &["release", "dropped"]).status.success());
    assert_eq!(done(&publish(&room, secret, "dropped", &[]))["state"], "verified");
    let post = &there(server, "dropped").0[0];
    assert_eq!(post["lead"], "What really came of it here.");
    assert!(
        has_edit(server, "dropped") && post["content"].to_string().contains("Our first paragraph"),
        "{post}"
    );
}

#[test]
fn an_edit_at_a_wordpress_that_an_update_never_reached_does_not_take_ours_out_again() {
    edited_after_updates_that_never_arrived(wordpress(), "POST /wp-json/wp/v2/posts/");
}

#[test]
fn an_edit_at_a_ghost_that_an_update_never_reached_does_not_take_ours_out_again() {
    edited_after_updates_that_never_arrived(ghost(), "PUT ");
}

#[test]
fn an_edit_by_a_recipe_that_an_update_never_reached_does_not_take_ours_out_again() {
    edited_after_updates_that_never_arrived(kinto(), "PUT /v1/buckets/news");
}

#[test]
fn an_edit_at_a_wordpress_while_ours_was_on_its_way_is_not_written_over() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("on-its-way", server, &server.address());
    done(&publish(&room, chief, "on-its-way", &[]));
    set(&room, "on-its-way", "lead=Ours.");
    // The article was read before; pictures go up after this, too.
    let wire = Wire::meanwhile(server, "GET /wp-json/wp/v2/categories", || server.edit("on-its-way"));
    through(&room, server, &wire);
    let refused = publish(&room, chief, "on-its-way", &[]);
    assert!(told(&refused).contains("in this moment"), "{}", told(&refused));
    assert!(has_edit(server, "on-its-way"));
    let refused = publish(&room, chief, "on-its-way", &[]);
    assert!(told(&refused).contains("was changed at blog"), "{}", told(&refused));
    // Held against what stood there before: ours is ours still.
    assert!(run(&room, chief, &["publish", "on-its-way", "--target", "blog", "--merge"]).status.success());
    assert!(run(&room, "", &["release", "on-its-way"]).status.success());
    assert_eq!(done(&publish(&room, chief, "on-its-way", &[]))["state"], "verified");
    assert!(has_edit(server, "on-its-way"));
    assert_eq!(there(server, "on-its-way").0[0]["lead"], "Ours.");
}

#[test]
fn what_someone_wrote_there_is_kept_before_the_article_is_deleted_for_good() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("deleted-edit", server, &server.address());
    done(&publish(&room, chief, "deleted-edit", &[]));
    server.edit("deleted-edit");
    // What that would do, said before.
    let words = |more: &[&str]| {
        let asked = [&["unpublish", "deleted-edit", "--target", "blog", "--plan", "--json"], more].concat();
        let plan = done(&run(&room, chief, &asked));
        let notes: Vec<_> =
            plan["notes"].as_array().expect("a list").iter().map(|note| note["word"].clone()).collect();
        (plan["step"].clone(), notes)
    };
    assert_eq!(words(&[]), ("remove".into(), vec!["edit_kept".into(), "comes_back".into()]));
    assert_eq!(words(&["--delete"]), ("remove".into(), vec!["edit_kept".into(), "is_deleted".into()]));
    assert!(has_edit(server, "deleted-edit"), "a plan does nothing");
    assert!(!history(&room, "deleted-edit").contains("conflict"));
    let off = done(&run(&room, chief, &["unpublish", "deleted-edit", "--delete", "--json"]));
    assert_eq!((&off["step"], &off["state"]), (&"remove".into(), &"verified".into()), "{off}");
    assert!(there(server, "deleted-edit").0.is_empty());
    assert_eq!(words(&[]), ("absent".into(), vec![]));
    assert!(history(&room, "deleted-edit").contains("conflict"));
}

#[test]
fn one_that_readers_get_still_is_not_called_taken_off() {
    let server = wordpress();
    let chief = server.password("chief");
    let wire = Wire::to(server);
    let room = room("still", server, &wire.address());
    done(&publish(&room, chief, "still", &[]));
    // Finding the site, signing in, reading, deleting, reading: then the page, which a cache has still.
    wire.answer_next(7, "200 OK", "");
    let off = run(&room, chief, &["unpublish", "still", "--json"]);
    assert!(told(&off).contains("it is there still"), "{}", told(&off));
    let job = String::from_utf8(run(&room, "", &["outbox", "--json"]).stdout).expect("text");
    assert!(job.contains("\"waiting\"") && job.contains("\"remove\""), "{job}");
    let off = done(&run(&room, chief, &["unpublish", "still", "--json"]));
    assert_eq!(
        (&off["step"], &off["state"], &off["notes"]),
        (&"remove".into(), &"verified".into(), &json!([]))
    );
}

#[test]
fn a_route_that_a_plug_in_closes_is_no_article_that_is_gone() {
    let server = wordpress();
    let chief = server.password("chief");
    let closed = "{\"code\":\"rest_no_route\",\"message\":\"No route was found.\",\"data\":{\"status\":404}}";
    let wire = Wire::answering(server, "DELETE /wp-json", "404 Not Found", closed);
    let room = room("closed", server, &wire.address());
    done(&publish(&room, chief, "closed", &[]));
    let off = run(&room, chief, &["unpublish", "closed"]);
    assert!(told(&off).contains("rest_no_route"), "{}", told(&off));
    assert_eq!(there(server, "closed").0[0]["status"], "publish");
    let wire = Wire::answering(server, "GET /wp-json/wp/v2/posts/", "404 Not Found", closed);
    through(&room, server, &wire);
    let refused = publish(&room, chief, "closed", &[]);
    assert!(told(&refused).contains("rest_no_route"), "nobody removed it: {}", told(&refused));
    assert_eq!(done(&run(&room, chief, &["unpublish", "closed", "--json"]))["state"], "verified");
    assert_eq!(there(server, "closed").0[0]["status"], "trash");
}

#[test]
fn a_password_is_sent_to_no_other_server_than_its_own() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("own", server, &server.address());
    let other = TcpListener::bind("127.0.0.1:0").expect("a free port");
    other.set_nonblocking(true).expect("it can be looked at");
    let address = format!("address=http://{}/hook", other.local_addr().expect("it is bound"));
    let add = ["target", "add", "hook", "--kind", "http", "--recipe", "webhook", &address];
    assert!(run(&room, "", &add).status.success());
    for target in ["blog", "hook"] {
        assert!(run(&room, "", &["publish", "own", "--target", target, "--later"]).status.success());
    }
    // Nobody says whose it is.
    let waits = run(&room, chief, &["outbox", "run"]);
    assert!(told(&waits).contains("blog needs its password"), "{}", told(&waits));
    assert!(told(&waits).contains("hook needs its password"), "{}", told(&waits));
    assert!(run(&room, "", &["outbox", "retry"]).status.success());
    let gone = run(&room, chief, &["outbox", "run", "--password-of", "blog", "--json"]);
    assert_eq!(done(&gone)["state"], "verified");
    let left: Value = serde_json::from_slice(&gone.stdout).expect("JSON");
    assert_eq!(left["waiting"], 1, "{left}");
    assert!(other.accept().is_err(), "nobody came there");
}

#[test]
fn readers_get_the_words_that_were_written_and_no_break_that_was_not() {
    let server = wordpress();
    let body = "One line\nand the *next*\n*of* one paragraph.\n\n- a point\n  in two\n\n> A quote\n> in two\n\n\
        ```\nlet a = 1;\nlet b = 2;\n[gallery]\n```\n\n[gallery] is a word here. A real  \nbreak.\n";
    for user in ["chief", "author"] {
        let slug = format!("words-{user}");
        let room = room_of_text(&slug, server, Some(user), ("", body));
        let title = format!("Why <canvas> &amp; R&D matter, ship” {slug}");
        set(&room, &slug, &format!("headline={title}"));
        set(&room, &slug, "lead=On <canvas> & <b>, 1 < 2");
        let sent = done(&publish(&room, server.password(user), &slug, &[]));
        assert_eq!((&sent["state"], &sent["notes"]), (&"verified".into(), &json!([])), "{sent}");
        // As a browser reads it: a bracket stands there as a reference, with which numbers depends on the account.
        let page = page(sent["url"].as_str().expect("an address")).replace("&#038;", "&amp;");
        let page = page.replace("&#91;", "[").replace("&#091;", "[");
        assert!(page.contains("Why &lt;canvas&gt; &amp;amp; R&amp;D matter"), "{page}");
        assert!(!page.contains("<canvas"), "{page}");
        for kept in [
            "<p>One line and the <em>next</em> <em>of</em> one paragraph.</p>",
            "a point in two",
            "A quote in two",
            "let a = 1;\nlet b = 2;\n[gallery]",
            "[gallery] is a word here.",
        ] {
            assert!(page.contains(kept), "{kept}: {page}");
        }
        let begin = page.find("One line").expect("the text");
        let text = &page[begin..page.find("break.").expect("its end")];
        assert_eq!(text.matches("<br").count(), 1, "{text}");
        // What came there is ours: it asks nobody anything.
        set(&room, &slug, "lead=Other & <i>");
        assert_eq!(done(&publish(&room, server.password(user), &slug, &[]))["state"], "verified");
    }
}

#[test]
fn what_a_site_takes_out_of_a_text_is_said() {
    let server = wordpress();
    let room = room_of_text("stripped", server, Some("author"), ("category: Made nowhere\n", "- [x] done\n"));
    let sent = done(&publish(&room, server.password("author"), "stripped", &[]));
    let notes: Vec<_> = sent["notes"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(notes.iter().any(|note| note.contains("took something out of the text")), "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("has no \"Made nowhere\"")), "{notes:?}");
    let said = run(&room, server.password("author"), &["publish", "stripped", "--target", "blog"]);
    assert!(said.status.success(), "{}", told(&said));

    // It is said still when the job is gone: in the list, on the board and of the article.
    let mut desk = Desk::open(&room.path("News.galley"), Access::Write, by()).expect("it opens");
    desk.clear_done_jobs().expect("cleared");
    let id = desk.find_article("stripped").expect("it is there");
    let place = desk.publish_places(Some(id)).expect("read").remove(0);
    let words: Vec<_> = place.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(words, notes, "as it was said first");
    let board = desk.board(None, false).expect("read");
    assert_eq!(board.articles[0].places[0].standing, Some(StandingWord::Noted));
    let list = desk.list(&ArticleFilter::default(), ListOrder::default(), None, 10).expect("a page");
    assert_eq!(list.articles[0].standing, Some(StandingWord::Noted));
}

#[test]
fn at_another_site_nothing_is_taken_for_the_article_that_only_has_its_number() {
    let (first, second) = (wordpress(), WordPress::start());
    let room = room("other-site", first, &first.address());
    done(&publish(&room, first.secret(), "other-site", &[]));
    let id = there(first, "other-site").0[0]["id"].clone();
    second.ask(&["many", "60"]);
    let strangers = second.posts();
    assert!(strangers.iter().any(|post| post["id"] == id && post["type"] == "post"), "{id}: {strangers:?}");

    let address = format!("address={}", second.address());
    assert!(run(&room, "", &["target", "set", "blog", &address]).status.success());
    let secret = second.secret();
    for words in [
        &["publish", "other-site", "--target", "blog"][..],
        &["unpublish", "other-site", "--target", "blog"],
        &["unpublish", "other-site", "--target", "blog", "--delete"],
        &["unpublish", "other-site", "--target", "blog", "--plan"],
    ] {
        let refused = run(&room, secret, words);
        assert!(!refused.status.success(), "{words:?}");
        let said = format!("{}{}", told(&refused), String::from_utf8_lossy(&refused.stdout));
        assert!(said.contains("another article under this one's name"), "{words:?}: {said}");
        assert_eq!(second.posts(), strangers, "{words:?}");
    }
    let anew = done(&publish(&room, secret, "other-site", &["--mine"]));
    assert_eq!((&anew["step"], &anew["state"]), (&"create".into(), &"verified".into()), "{anew}");
    assert_eq!(there(&second, "other-site").0.len(), 1);
    let others: Vec<_> = second.posts().into_iter().filter(|post| strangers.contains(post)).collect();
    assert_eq!(others, strangers, "those of others are as they were");
}
