//! What someone did at a server with an article that was brought in from there, or that was published there: the next pull follows it,
//! and says what it cannot follow.

use galley_tests::peer::Peer;
use galley_tests::program::Room;
use galley_tests::wordpress::WordPress;
use serde_json::{Value, json};

use super::pulling::{counts, empty, filled_ghost, json_of, pull, shown};
use super::{done, publish, run, told};

/// Where an article stands at the one server, by the board.
fn standing(room: &Room, headline: &str) -> Value {
    let board = json_of(&run(room, "", &["board", "--json"]));
    let lines = board["articles"].as_array().expect("a list");
    let it = lines.iter().find(|line| line["headline"] == headline).expect("it is on the board");
    it["places"][0]["standing"].clone()
}

fn says(report: &Value, words: &str) -> bool {
    report["taken"].to_string().contains(words)
}

/// `out` and `kept`: what the server calls what readers get, and what they do not.
fn what_is_taken_from_readers_there_is_not_followed(server: &dyn Peer, out: &str, kept: &str) {
    let (room, secret) = (empty(server, &server.address()), server.secret());
    let [added, ..] = counts(&json_of(&pull(&room, server)));
    let headline = "The old & the new";
    assert_eq!(standing(&room, headline), "verified");

    server.ask(&["status", "old-one", kept]);
    for _ in 0..2 {
        let report = json_of(&pull(&room, server));
        assert_eq!(counts(&report), [0, 0, added, 0], "nothing was changed here: {report}");
        assert_eq!(standing(&room, headline), "sent", "nobody says that readers have it");
    }
    assert_eq!(shown(&room, "old-one")["status"], "published", "it stays what it is here");
    // Someone else touches it, as they do with one that is a draft again.
    server.edit("old-one");
    let report = json_of(&pull(&room, server));
    assert!(says(&report, "someone took it from readers there"), "{report}");
    assert_eq!(counts(&report), [0, 0, added, 0], "{report}");
    let asked = publish(&room, secret, "old-one", &[]);
    assert!(told(&asked).contains("was changed at blog"), "nobody puts it back unasked: {}", told(&asked));
    let status = |slug: &str| {
        let posts = server.posts();
        let post = posts.into_iter().find(|post| post["slug"] == slug);
        post.expect("it is there")["status"].clone()
    };
    assert_eq!(status("old-one"), kept);

    // They gave it back.
    server.ask(&["status", "old-one", out]);
    assert_eq!(counts(&json_of(&pull(&room, server))), [0, 1, added - 1, 0]);
    assert_eq!(done(&publish(&room, secret, "old-one", &[]))["step"], "nothing");
    // What of it has no form here is noted.
    let standing = standing(&room, headline);
    assert!(standing == "verified" || standing == "noted", "{standing}");

    // Or an editor here does.
    server.ask(&["status", "old-one", kept]);
    json_of(&pull(&room, server));
    let sent = done(&publish(&room, secret, "old-one", &["--mine"]));
    assert_eq!((&sent["step"], &sent["state"]), (&"update".into(), &"verified".into()), "{sent}");
    assert_eq!(status("old-one"), out);
}

/// A draft that came in and is published there since has readers; it is no article of ours that is out.
fn a_draft_that_is_published_there_is_known_to_be(server: &dyn Peer, out: &str) {
    let room = empty(server, &server.address());
    json_of(&pull(&room, server));
    assert_eq!(standing(&room, "Not yet"), "sent");
    server.ask(&["status", "old-draft", out]);
    let report = json_of(&pull(&room, server));
    assert_eq!(counts(&report)[1], 1, "{report}");
    assert_eq!(shown(&room, "old-draft")["status"], "draft", "that is decided here");
    let board = json_of(&run(&room, "", &["board", "--troubled", "--json"]));
    let lines = board["articles"].as_array().expect("a list");
    let it = lines.iter().find(|line| line["headline"] == "Not yet");
    let standing = &it.expect("someone should look at it")["places"][0]["standing"];
    assert_eq!(standing, "changed", "readers get what is not released here");
}

#[test]
fn what_is_taken_from_readers_at_a_wordpress_stays_here_and_asks_before_it_goes_back() {
    let server = WordPress::start();
    server.ask(&["fill"]);
    what_is_taken_from_readers_there_is_not_followed(&server, "publish", "draft");
    a_draft_that_is_published_there_is_known_to_be(&server, "publish");
}

#[test]
fn what_is_taken_from_readers_at_a_ghost_stays_here_and_asks_before_it_goes_back() {
    let server = filled_ghost();
    what_is_taken_from_readers_there_is_not_followed(&server, "published", "draft");
    a_draft_that_is_published_there_is_known_to_be(&server, "published");
}

#[test]
fn a_name_that_can_be_none_here_is_said_and_keeps_nothing_else_from_coming() {
    let server = WordPress::start();
    server.ask(&["fill"]);
    let room = empty(&server, &server.address());
    let [added, ..] = counts(&json_of(&pull(&room, &server)));
    server.ask(&["tag", "old-one", "🎉"]);
    server.ask(&["tag", "old-one", "Night"]);
    server.edit("old-one");
    let report = json_of(&pull(&room, &server));
    assert_eq!(counts(&report), [0, 1, added - 1, 0], "{report}");
    assert!(says(&report, "\\\"🎉\\\" cannot be the name of a tag"), "{report}");
    assert_eq!(shown(&room, "old-one")["tags"], json!(["Cables & ducts", "Night", "Quays"]));
    assert_eq!(done(&publish(&room, server.secret(), "old-one", &[]))["step"], "nothing");
}

#[test]
fn what_was_written_there_since_comes_in_by_itself_however_much_is_there() {
    let server = WordPress::start();
    // More than a page of its list.
    server.ask(&["many", "120"]);
    let room = empty(&server, &server.address());
    let [added, 0, 0, 0] = counts(&json_of(&pull(&room, &server))) else { panic!("all are new") };
    assert!(added >= 120);
    server.ask(&["many", "1"]);
    server.edit("of-many-7");
    assert_eq!(counts(&json_of(&pull(&room, &server))), [1, 1, added - 1, 0]);
    assert_eq!(counts(&json_of(&pull(&room, &server))), [0, 0, added + 1, 0]);
}
