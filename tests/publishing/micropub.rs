//! Articles to a real Micropub server.

use galley_tests::micropub::{Micropub, micropub};
use galley_tests::peer::Peer;
use galley_tests::program::Room;
use galley_tests::wire::{Cut, Wire};
use serde_json::{Value, json};

use super::guarded::through;
use super::{
    answer_in_trouble, answer_wrongly_that_it_failed, arrives_whole,
    break_and_kill_at_each_request_of_a_change, done, examined, kill_at_each_request, publish, room,
    room_of_text, run, someone_else_was_there, steps, there, told,
};

#[test]
fn an_article_arrives_whole_is_updated_in_place_taken_off_and_brought_back() {
    let server = micropub();
    let token = server.secret();
    let room = room("whole", server, &server.address());
    let (report, found) = examined(server, token, &room);
    let all =
        "reach good, prove untried, api good, sign_in good, publish good, draft untried, picture untried";
    assert_eq!((found, &report["account"]), (steps(all), &"a token for 127.0.0.1".into()));
    let (post, _) = arrives_whole(server, token, &room);
    assert_eq!((&post["status"], &post["date"]), (&"published".into(), &"2023-10-19T08:00:00+00:00".into()));
    assert_eq!(post["tags"], json!(["ICT whole", "Cables & ducts", "whole"]), "the category comes first");
    let content = post["content"].as_str().expect("text");
    assert!(content.contains("Laid at night"), "{content}");
    // What stands behind a picture's end in its file, as a telephone's film of the moment does, stayed here.
    let (_, src) = content.split_once("src=\"").expect("a picture");
    let picture = src.split_once('"').expect("its end").0;
    let sent = ureq::get(picture).call().expect("it is there").body_mut().read_to_vec().expect("read");
    assert!(sent.starts_with(b"\x89PNG") && sent.ends_with(b"IEND\xaeB`\x82"), "{sent:?}");

    // A lead that is no more is taken away there, too.
    assert!(run(&room, token, &["set", "whole", "lead="]).status.success());
    assert!(run(&room, token, &["release", "whole"]).status.success());
    assert_eq!(done(&publish(&room, token, "whole", &[]))["step"], "update");
    let (posts, pictures) = there(server, "whole");
    assert_eq!((posts.len(), pictures.len(), &posts[0]["lead"]), (1, 2, &"".into()));

    let taken = done(&run(&room, token, &["unpublish", "whole", "--target", "blog", "--json"]));
    assert_eq!(taken["step"], "remove");
    assert!(there(server, "whole").0.is_empty());
    let planned = done(&publish(&room, token, "whole", &["--plan"]));
    assert_eq!(planned["step"], "create");
    assert!(there(server, "whole").0.is_empty(), "a plan brings nothing back");
    let back = done(&publish(&room, token, "whole", &[]));
    assert_eq!(back["state"], "verified", "{back}");
    let (posts, _) = there(server, "whole");
    assert_eq!((posts.len(), &posts[0]["id"]), (1, &post["id"]), "it has its address again");
}

#[test]
fn what_someone_did_at_the_server_is_not_written_over_unasked() {
    someone_else_was_there(micropub(), &|slug| micropub().delete(slug));
}

#[test]
fn a_token_that_is_wrong_or_may_too_little_is_told_from_a_site_that_is_none() {
    let server = micropub();
    let room = room("token", server, &server.address());
    let refused = publish(&room, "no-such-token", "token", &[]);
    assert!(told(&refused).contains("does not know this token"), "{}", told(&refused));
    assert!(!told(&refused).contains("no-such-token"), "{}", told(&refused));
    let may_not = publish(&room, server.token("reader"), "token", &[]);
    assert!(told(&may_not).contains("does not allow the list of articles"), "{}", told(&may_not));
    let elsewhere = format!("address={}/media", server.address());
    assert!(run(&room, "", &["target", "set", "blog", &elsewhere]).status.success());
    let refused = publish(&room, server.secret(), "token", &[]);
    assert!(told(&refused).contains("does not answer as a site with Micropub"), "{}", told(&refused));
    assert!(there(server, "token").0.is_empty());
    let database = std::fs::read(room.path("News.galley/library.db")).expect("it is there");
    let token = server.secret().as_bytes();
    assert!(!database.windows(token.len()).any(|part| part == token));
}

#[test]
fn what_is_for_later_waits_here_since_the_server_would_show_it_at_once() {
    let server = micropub();
    let token = server.secret();
    let room = room("later", server, &server.address());
    assert!(run(&room, token, &["set", "later", "publish-at=2090-01-01 08:00"]).status.success());
    let waits = done(&publish(&room, token, "later", &[]));
    assert_eq!((&waits["state"], &waits["liveAt"]), (&"planned".into(), &"2090-01-01T08:00:00Z".into()));
    assert!(there(server, "later").0.is_empty());
    let jobs = run(&room, "", &["outbox", "list", "--json"]);
    let jobs: Value = serde_json::from_slice(&jobs.stdout).expect("JSON");
    assert_eq!(
        (&jobs["jobs"][0]["state"], &jobs["jobs"][0]["due"]),
        (&"waiting".into(), &"2090-01-01T08:00:00Z".into())
    );
    // Its time is now after all.
    assert!(run(&room, token, &["set", "later", "publish-at=2023-01-01 08:00"]).status.success());
    assert_eq!(done(&publish(&room, token, "later", &[]))["state"], "verified");
    assert_eq!(there(server, "later").0.len(), 1);
}

#[test]
fn one_that_is_out_and_is_moved_to_later_is_taken_off_until_then() {
    let server = micropub();
    let token = server.secret();
    let room = room("moved", server, &server.address());
    done(&publish(&room, token, "moved", &[]));
    let before = there(server, "moved").0[0].clone();
    assert!(run(&room, token, &["set", "moved", "publish-at=2090-01-01 08:00"]).status.success());
    for _ in 0..2 {
        let waits = done(&publish(&room, token, "moved", &[]));
        assert_eq!((&waits["state"], &waits["liveAt"]), (&"planned".into(), &"2090-01-01T08:00:00Z".into()));
        assert!(there(server, "moved").0.is_empty(), "{waits}");
    }
    assert!(run(&room, token, &["set", "moved", "publish-at=2023-01-01 08:00"]).status.success());
    assert_eq!(done(&publish(&room, token, "moved", &[]))["state"], "verified");
    let posts = there(server, "moved").0;
    assert_eq!((posts.len(), &posts[0]["id"]), (1, &before["id"]), "it has its address again");
}

#[test]
fn a_server_without_a_list_is_not_sent_an_article_again_unasked() {
    let server = micropub();
    let token = server.secret();
    let room = room("unlisted", server, &server.address());
    let set = |wire: &Wire| {
        let address = format!("address={}", wire.address());
        assert!(run(&room, "", &["target", "set", "blog", &address]).status.success());
    };
    // The create, whose answer is lost, comes after the page, the settings, the list and two pictures.
    set(&Wire::cut(server, 6, Cut::Answer));
    let lost = publish(&room, token, "unlisted", &[]);
    assert!(told(&lost).contains("not known whether"), "{}", told(&lost));
    assert_eq!(there(server, "unlisted").0.len(), 1);
    let list = "GET /indieweb/micropub/?q=source&limit";
    set(&Wire::answering(server, list, "501 Not Implemented", "not_implemented"));
    let refused = publish(&room, token, "unlisted", &[]);
    assert!(told(&refused).contains("keeps no list"), "{}", told(&refused));
    assert_eq!(there(server, "unlisted").0.len(), 1, "nothing was doubled");
    assert_eq!(done(&publish(&room, token, "unlisted", &[]))["state"], "verified", "with a list it is found");
    assert_eq!(there(server, "unlisted").0.len(), 1);
}

#[test]
fn what_a_server_without_a_list_refused_was_never_there_and_goes_out_once_it_is_taken() {
    let server = micropub();
    let token = server.secret();
    let (list, makes) = ("GET /indieweb/micropub/?q=source&limit", server.creates());
    for (slug, head, body, said) in [
        ("forbidden", "403 Forbidden", "{\"error\":\"forbidden\"}", "does not allow publishing"),
        ("unprocessable", "422 Unprocessable Entity", "{\"error\":\"no\"}", "refused publishing"),
        ("too-many", "429 Too Many Requests", "{}", "cannot now (HTTP 429)"),
    ] {
        let room = room_of_text(slug, server, None, ("", "Words."));
        through(&room, server, &Wire::answering(server, makes, head, body));
        let refused = publish(&room, token, slug, &[]);
        assert!(told(&refused).contains(said), "{}", told(&refused));
        let nowhere = run(&room, token, &["unpublish", slug]);
        assert!(told(&nowhere).contains("it stands at no server"), "{slug}: {}", told(&nowhere));
        through(&room, server, &Wire::answering(server, list, "501 Not Implemented", "not_implemented"));
        let sent = done(&publish(&room, token, slug, &[]));
        assert_eq!((&sent["step"], &sent["state"]), (&"create".into(), &"verified".into()), "{sent}");
        assert_eq!(there(server, slug).0.len(), 1);
    }
}

#[test]
fn an_address_that_was_answered_is_kept_though_the_article_cannot_be_read_at_once() {
    let server = micropub();
    let reads = "GET /indieweb/micropub/?q=source&url";
    let wire = Wire::answering(server, reads, "500 Internal Server Error", "oh");
    let room = room("answered", server, &wire.address());
    let sent = done(&publish(&room, server.secret(), "answered", &[]));
    assert_eq!((&sent["step"], &sent["state"]), (&"create".into(), &"verified".into()), "{sent}");
    assert_eq!(there(server, "answered").0.len(), 1);
}

#[test]
fn an_update_that_was_taken_is_ours_though_it_cannot_be_read_back_at_once() {
    // The page, the settings, what is there, once more, and the update: what comes then reads it back, twice.
    const READS_BACK: usize = 6;
    let server = micropub();
    let token = server.secret();
    let wire = Wire::to(server);
    let room = room_of_text("reread", server, None, ("", "Words."));
    through(&room, server, &wire);
    done(&publish(&room, token, "reread", &[]));
    let set = |lead: &str| {
        assert!(run(&room, token, &["set", "reread", &format!("lead={lead}")]).status.success());
        assert!(run(&room, token, &["release", "reread"]).status.success());
    };
    for (at, head, body) in [
        (READS_BACK, "429 Too Many Requests", "{}"),
        (READS_BACK, "403 Forbidden", "{\"error\":\"forbidden\"}"),
        (READS_BACK, "400 Bad Request", "{\"error\":\"invalid_request\"}"),
        (READS_BACK + 1, "429 Too Many Requests", "{}"),
    ] {
        let lead = format!("{head}, {at}.");
        set(&lead);
        wire.answer_next(at, head, body);
        let first = publish(&room, token, "reread", &[]);
        assert!(wire.broke(), "{lead} it was asked so often");
        assert_eq!(there(server, "reread").0[0]["lead"], lead, "it was taken");
        if at == READS_BACK {
            let sent = done(&first);
            assert_eq!((&sent["step"], &sent["state"]), (&"update".into(), &"verified".into()), "{sent}");
        } else {
            assert!(!first.status.success(), "{}", told(&first));
        }
        // What stands there is nobody else's edit.
        let again = done(&publish(&room, token, "reread", &[]));
        assert_eq!(again["state"], "verified", "{lead} {again}");
        assert_eq!(done(&publish(&room, token, "reread", &[]))["step"], "nothing");
    }
}

#[test]
fn a_site_that_takes_no_pictures_gets_the_article_without_them_and_that_is_said() {
    let server = micropub();
    let token = server.secret();
    let wire = Wire::answering(server, "GET /indieweb/micropub/?q=config", "200 OK", "{}");
    let room = room("unillustrated", server, &wire.address());
    let sent = done(&publish(&room, token, "unillustrated", &[]));
    assert_eq!((&sent["state"], &sent["uploads"]), (&"verified".into(), &0.into()));
    assert_eq!(sent["notes"].to_string().matches("pictures are not sent there").count(), 2, "{sent}");
    let (posts, pictures) = there(server, "unillustrated");
    assert_eq!((posts.len(), pictures.len()), (1, 0));
    assert!(posts[0]["content"].as_str().is_some_and(|html| !html.contains("<img")), "{posts:?}");
}

#[test]
fn each_status_that_the_standard_has_for_done_is_understood() {
    const LINES: [(&str, &str); 5] = [
        ("h-entry", "HTTP/1.1 202 Accepted"),
        ("\"summary\":[\"one\"]", "HTTP/1.1 200 OK"),
        ("\"summary\":[\"two\"]", "HTTP/1.1 201 Created\r\nLocation: /articles/statuses/"),
        ("\"action\":\"delete\"", "HTTP/1.1 200 OK"),
        ("\"action\":\"undelete\"", "HTTP/1.1 200 OK"),
    ];
    let server = micropub();
    let token = server.secret();
    let wire = Wire::calling(server, &LINES);
    let room = room("statuses", server, &wire.address());
    assert_eq!(done(&publish(&room, token, "statuses", &[]))["state"], "verified");
    let id = there(server, "statuses").0[0]["id"].clone();
    for lead in ["one", "two"] {
        assert!(run(&room, token, &["set", "statuses", &format!("lead={lead}")]).status.success());
        assert!(run(&room, token, &["release", "statuses"]).status.success());
        let sent = done(&publish(&room, token, "statuses", &[]));
        assert_eq!((&sent["step"], &sent["state"]), (&"update".into(), &"verified".into()), "{lead}: {sent}");
    }
    done(&run(&room, token, &["unpublish", "statuses", "--target", "blog", "--json"]));
    assert!(there(server, "statuses").0.is_empty());
    assert_eq!(done(&publish(&room, token, "statuses", &[]))["state"], "verified");
    assert_eq!(there(server, "statuses").0[0]["id"], id, "it has its address again");
}

#[test]
fn a_list_that_is_longer_than_is_looked_through_is_no_list() {
    // One of its own, since the others would have to look through it, too.
    let server = Micropub::start();
    let token = server.secret();
    let room = room("deep", &server, &server.address());
    let set = |wire: &Wire| {
        let address = format!("address={}", wire.address());
        assert!(run(&room, "", &["target", "set", "blog", &address]).status.success());
    };
    set(&Wire::cut(&server, 6, Cut::Answer));
    let lost = publish(&room, token, "deep", &[]);
    assert!(told(&lost).contains("not known whether"), "{}", told(&lost));
    // The server does not filter, and ours comes behind a thousand.
    server.fill(1_000);
    let unfiltered = Wire::renaming(&server, "filter=", "unknown=");
    set(&unfiltered);
    let refused = publish(&room, token, "deep", &[]);
    assert!(told(&refused).contains("may have the article already"), "{}", told(&refused));
    assert_eq!(there(&server, "deep").0.len(), 1, "nothing was doubled");
    server.fill(999);
    assert_eq!(done(&publish(&room, token, "deep", &[]))["state"], "verified", "it is the thousandth");
    assert_eq!(there(&server, "deep").0.len(), 1);
}

#[test]
fn what_stands_there_comes_in_once_and_goes_back_to_where_it_was() {
    let server = micropub();
    let token = server.secret();
    let first = room("brought", server, &server.address());
    done(&publish(&first, token, "brought", &[]));
    let other = Room::bare();
    other.run(["new", "News.galley"]).done();
    let address = format!("address={}", server.address());
    other.run(["-l", "News.galley", "target", "add", "blog", "--kind", "micropub", &address]).done();
    for _ in 0..2 {
        let pulled = run(&other, token, &["pull", "blog"]);
        assert!(pulled.status.success(), "{}", told(&pulled));
    }
    let shown = run(&other, token, &["show", "brought", "--markdown"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(
        shown.contains("First paragraph, *with*") && !shown.contains("127.0.0.1"),
        "{shown} {}",
        told(&run(&other, token, &["list"]))
    );
    assert_eq!(done(&publish(&other, token, "brought", &[]))["step"], "nothing");
    assert!(run(&other, token, &["set", "brought", "lead=Elsewhere."]).status.success());
    assert!(run(&other, token, &["release", "brought"]).status.success());
    assert_eq!(done(&publish(&other, token, "brought", &[]))["step"], "update");
    let (posts, pictures) = there(server, "brought");
    assert_eq!((posts.len(), pictures.len(), &posts[0]["lead"]), (1, 2, &"Elsewhere.".into()));
}

#[test]
fn a_process_that_is_killed_at_any_request_leaves_one_article_with_each_picture_once() {
    kill_at_each_request(micropub());
}

#[test]
fn what_a_server_answers_in_trouble_is_waited_for_or_said() {
    answer_in_trouble(micropub());
}

#[test]
fn what_was_done_though_something_says_that_it_failed_is_done_once() {
    answer_wrongly_that_it_failed(micropub());
}

#[test]
fn an_update_or_a_taking_off_that_ends_early_is_done_the_next_time() {
    break_and_kill_at_each_request_of_a_change(micropub(), &|status| status == "published");
}

/// The largest picture that the server takes, in bytes: its own default.
const SERVER_TAKES: usize = 10 * 1024 * 1024;

/// A picture of so many bytes and a few more, all of one colour and not packed.
fn large_picture(bytes: usize) -> Vec<u8> {
    const SIDE: usize = 2_000;
    let (row, rows) = (1 + SIDE * 3, bytes / (1 + SIDE * 3) + 1);
    let mut packed = vec![0x78, 0x01];
    let (line, mut sums) = (vec![0_u8; row], (1_u32, 0_u32));
    for at in 0..rows {
        // A block that is stored as it is: whether it is the last, and its length, twice.
        let length = u16::try_from(row).expect("a block is as long as a row").to_le_bytes();
        packed.push(u8::from(at + 1 == rows));
        packed.extend(length.iter().copied().chain(length.map(|byte| !byte)));
        packed.extend(&line);
        // Of nothing but zeros only the second sum grows.
        sums.1 = (sums.1 + sums.0 * row as u32) % 65_521;
    }
    packed.extend(((sums.1 << 16) | sums.0).to_be_bytes());
    let mut table = [0_u32; 256];
    for (byte, entry) in table.iter_mut().enumerate() {
        *entry = (0..8).fold(byte as u32, |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)));
    }
    let part = |name: &[u8; 4], body: &[u8]| {
        let whole = [&name[..], body].concat();
        let next = |sum: u32, byte: &u8| table[usize::from(sum.to_le_bytes()[0] ^ byte)] ^ (sum >> 8);
        let sum = whole.iter().fold(u32::MAX, next);
        [&(body.len() as u32).to_be_bytes()[..], &whole, &(!sum).to_be_bytes()].concat()
    };
    let head = [&(SIDE as u32).to_be_bytes()[..], &(rows as u32).to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [&b"\x89PNG\r\n\x1a\n"[..], &part(b"IHDR", &head), &part(b"IDAT", &packed), &part(b"IEND", b"")].concat()
}

#[test]
fn a_picture_that_is_too_large_for_the_server_is_named_and_nothing_is_sent() {
    let server = micropub();
    let room = Room::bare();
    room.write("in/heavy.png", large_picture(SERVER_TAKES));
    let text = "---\ntitle: One “ship” heavy\ndate: 2023-10-19T08:00:00Z\nslug: heavy\n---\n\n![All of one colour](heavy.png)\n";
    room.write("in/heavy.md", text);
    room.run(["new", "News.galley"]).done();
    room.run(["-l", "News.galley", "import", "in"]).done();
    let address = format!("address={}", server.address());
    room.run(["-l", "News.galley", "target", "add", "blog", "--kind", "micropub", &address]).done();
    let refused = publish(&room, server.secret(), "heavy", &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("too large for it. Nothing was changed there"), "{}", told(&refused));
    assert!(there(server, "heavy").0.is_empty());
    let jobs: Value = serde_json::from_slice(&run(&room, "", &["outbox", "--json"]).stdout).expect("JSON");
    let job = &jobs["jobs"][0];
    assert_eq!((&job["state"], &job["why"]), (&"failed".into(), &"refused".into()), "{job}");
    assert_eq!(
        (&job["notes"][0]["word"], &job["notes"][0]["what"]),
        (&"picture_too_big".into(), &"127.0.0.1".into())
    );

    // A picture that it takes is in its place; the rest of the article did not change.
    room.write("in/lighter.png", large_picture(SERVER_TAKES / 2));
    room.write("in/heavy.md", text.replace("heavy.png", "lighter.png"));
    room.run(["-l", "News.galley", "import", "in"]).done();
    assert!(run(&room, "", &["release", "heavy"]).status.success());
    let sent = done(&publish(&room, server.secret(), "heavy", &[]));
    assert_eq!((&sent["state"], &sent["uploads"]), (&"verified".into(), &1.into()), "{sent}");
    assert_eq!(there(server, "heavy").0.len(), 1);
}
