//! Articles to a real WordPress.

use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use galley_tests::peer::{Peer, free_port};
use galley_tests::program::{Running, galley};
use galley_tests::wire::Wire;
use galley_tests::wordpress::{WordPress, wordpress};
use serde_json::{Value, json};

use super::guarded::through;
use super::later::{change_at_a_busy_server, change_later, look_again, move_to_later, schedule_and_hold};
use super::{
    answer_in_trouble, answer_wrongly_that_it_failed, arrives_whole,
    break_and_kill_at_each_request_of_a_change, change_the_address_here, done, examined,
    kill_at_each_request, lose_the_answer_and_change_the_address, must_be_there_once, publish, room, room_of,
    room_of_text, room_with, run, someone_else_was_there, steps, take_address_and_cover, there, told,
};

#[test]
fn an_article_arrives_whole_is_updated_in_place_and_taken_off() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("whole", server, &server.address());

    let (post, pictures) = arrives_whole(server, chief, &room);
    assert_eq!((&post["status"], &post["date"]), (&"publish".into(), &"2023-10-19 08:00:00".into()));
    assert_eq!(
        (&post["categories"], &post["tags"]),
        (&serde_json::json!(["ICT whole"]), &serde_json::json!(["Cables &amp; ducts", "whole"]))
    );
    let content = post["content"].as_str().expect("text");
    assert!(content.contains("<table>") && content.contains("Laid at night"), "{content}");
    assert!(pictures.iter().any(|picture| picture["alt"] == "A cable"), "{pictures:?}");

    assert!(run(&room, chief, &["set", "whole", "lead=What really came of it."]).status.success());
    assert_eq!(
        done(&publish(&room, chief, "whole", &[]))["step"],
        "nothing",
        "what is not released does not go out"
    );
    assert!(run(&room, chief, &["release", "whole"]).status.success());
    assert_eq!(done(&publish(&room, chief, "whole", &[]))["step"], "update");
    let (posts, pictures) = there(server, "whole");
    assert_eq!((posts.len(), pictures.len(), &posts[0]["lead"]), (1, 2, &"What really came of it.".into()));
    assert_eq!(posts[0]["id"], post["id"]);

    assert_eq!(
        done(&run(&room, chief, &["unpublish", "whole", "--target", "blog", "--json"]))["step"],
        "remove"
    );
    assert_eq!(there(server, "whole").0[0]["status"], "trash");
    let back = done(&publish(&room, chief, "whole", &[]));
    assert_eq!((&back["step"], &back["state"]), (&"update".into(), &"verified".into()), "{back}");
    let (posts, pictures) = there(server, "whole");
    let [again] = posts.as_slice() else { panic!("it is the same one: {posts:?}") };
    assert_eq!(
        (&again["id"], &again["status"], &again["slug"]),
        (&post["id"], &"publish".into(), &"whole".into())
    );
    assert_eq!(pictures.len(), 2, "its pictures are there still");

    // For good, also out of the trash.
    assert!(run(&room, chief, &["unpublish", "whole"]).status.success());
    assert_eq!(there(server, "whole").0[0]["status"], "trash");
    assert_eq!(done(&run(&room, chief, &["unpublish", "whole", "--delete", "--json"]))["step"], "remove");
    assert!(there(server, "whole").0.is_empty(), "it is gone from the trash");
    assert_eq!(done(&publish(&room, chief, "whole", &[]))["step"], "create");
}

#[test]
fn an_article_that_became_a_page_is_taken_off_as_what_it_stands_there() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("kinds", server, &server.address());
    done(&publish(&room, chief, "kinds", &[]));
    assert!(run(&room, "", &["set", "kinds", "kind=page"]).status.success());
    let refused = publish(&room, chief, "kinds", &[]);
    assert_eq!(refused.status.code(), Some(3), "{}", told(&refused));
    assert!(told(&refused).contains("stands at blog as an article"), "{}", told(&refused));
    done(&run(&room, chief, &["unpublish", "kinds", "--target", "blog", "--json"]));
    assert_eq!(there(server, "kinds").0[0]["status"], "trash");
    assert_eq!(done(&publish(&room, chief, "kinds", &[]))["state"], "verified");
    let (posts, pictures) = there(server, "kinds");
    let out: Vec<_> = posts.iter().filter(|post| post["status"] == "publish").collect();
    assert_eq!((out.len(), &out[0]["type"], pictures.len()), (1, &"page".into(), 2));
}

#[test]
fn an_article_whose_answer_was_lost_is_found_whatever_slug_the_site_gave_it() {
    let server = wordpress();
    let chief = server.password("chief");
    let wire = Wire::losing(server, server.creates());
    let room = room("renamed-there", server, &wire.address());
    let lost = publish(&room, chief, "renamed-there", &[]);
    assert!(told(&lost).contains("not known whether"), "{}", told(&lost));
    let id = there(server, "renamed-there").0[0]["id"].clone();
    server.call_it("renamed-there", "by-a-plug-in");
    assert_eq!(done(&publish(&room, chief, "renamed-there", &[]))["step"], "update");
    let ours = server
        .posts()
        .into_iter()
        .filter(|post| post["title"].as_str().is_some_and(|t| t.contains("renamed-there")));
    let ids: Vec<_> = ours.map(|post| post["id"].clone()).collect();
    assert_eq!(ids, [id], "nothing was doubled");
}

#[test]
fn what_someone_did_at_the_server_is_not_written_over_unasked() {
    someone_else_was_there(wordpress(), &|slug| wordpress().trash(slug));
}

#[test]
fn a_password_that_works_is_in_the_keychain_and_in_no_file() {
    let server = wordpress();
    let author = server.password("author");
    let room = room_of("kept", server, &server.address(), Some("author"));
    // A session of its own with a keychain of its own: nothing of the person's who runs this.
    let script = "printf unlocked | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; \
        printf '%s\\n' \"$WORKS\" | \"$GALLEY\" target test blog && \"$GALLEY\" publish kept --target blog </dev/null";
    let home = room.path("home");
    std::fs::create_dir(&home).expect("a folder");
    let done = Command::new("dbus-run-session")
        .args(["--", "bash", "-c", script])
        .current_dir(room.path(""))
        .env_remove("GALLEY_PASSWORD")
        .envs([("GALLEY_LIBRARY", room.path("News.galley")), ("GALLEY", galley().to_owned())])
        .envs(
            ["HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"]
                .map(|place| (place, home.clone())),
        )
        .env("WORKS", author)
        .output()
        .expect("dbus-run-session is there");
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said} {}", told(&done));
    assert!(
        said.contains("keychain now") && said.contains("may not make it there") && said.contains("read back"),
        "{said}"
    );
    let post = &there(server, "kept").0[0];
    assert!(post["content"].as_str().is_some_and(|c| c.contains("<!-- galley ")), "the marker stays: {post}");
    let database = std::fs::read(room.path("News.galley/library.db")).expect("it is there");
    assert!(!database.windows(author.len()).any(|part| part == author.as_bytes()));
}

#[test]
fn the_gate_and_the_rights_hold() {
    let server = wordpress();
    let room = room_of("rights", server, &server.address(), Some("contributor"));
    let contributor = server.password("contributor");

    let wrong = publish(&room, "not the password", "rights", &[]);
    assert!(
        told(&wrong).contains("does not know") && !told(&wrong).contains("not the password"),
        "{}",
        told(&wrong)
    );
    let (_, found) = examined(server, contributor, &room);
    let not_those = "reach good, prove untried, api good, sign_in good, publish bad, picture bad, draft good";
    assert_eq!(found, steps(not_those));
    let told_so =
        String::from_utf8_lossy(&run(&room, contributor, &["target", "test", "blog"]).stdout).into_owned();
    assert!(
        told_so.contains("does not allow publishing") && told_so.contains("ask for the right"),
        "{told_so}"
    );
    let refused = publish(&room, contributor, "rights", &[]);
    assert!(told(&refused).contains("does not allow"), "{}", told(&refused));
    assert!(there(server, "rights").0.is_empty());

    assert!(run(&room, contributor, &["unrelease", "rights"]).status.success());
    let held = publish(&room, contributor, "rights", &[]);
    assert_eq!(held.status.code(), Some(3), "{}", told(&held));
    assert!(told(&held).contains("it is not released. Nothing was sent"), "{}", told(&held));

    // The password is in no file of the library.
    let database = std::fs::read(room.path("News.galley/library.db")).expect("it is there");
    assert!(!database.windows(contributor.len()).any(|part| part == contributor.as_bytes()));
}

#[test]
fn the_doctor_tries_each_step_and_says_where_it_stops() {
    let server = wordpress();
    let chief = server.password("chief");
    let wire = Wire::to(server);
    let room = room("doctor", server, &wire.address());
    let (report, found) = examined(server, chief, &room);
    let all = "reach good, prove untried, api good, sign_in good, publish good, draft good, picture good";
    assert_eq!((found, &report["account"]), (steps(all), &"chief".into()), "{report}");

    let (report, found) = examined(server, "another", &room);
    assert_eq!(found, steps("reach good, prove untried, api good, sign_in bad"));
    assert_eq!(report["steps"][3]["failure"]["code"], "sign_in", "{report}");
    assert!(!report.to_string().contains("another"), "never the password: {report}");

    let shut = Wire::answering(server, "GET /wp-json/", "404 Not Found", "<h1>Closed by a plug-in</h1>");
    assert!(
        run(&room, chief, &["target", "set", "blog", &format!("address={}", shut.address())])
            .status
            .success()
    );
    assert_eq!(examined(server, chief, &room).1, steps("reach good, prove untried, api bad"));

    assert!(
        run(&room, chief, &["target", "set", "blog", &format!("address={}", wire.address())])
            .status
            .success()
    );
    wire.close();
    assert_eq!(examined(server, chief, &room).1, steps("reach bad"));
}

#[test]
fn a_job_waits_in_the_outbox_until_the_server_is_there_and_goes_out_then() {
    let server = wordpress();
    let chief = server.password("chief");
    let wire = Wire::to(server);
    wire.close();
    let room = room("tunnel", server, &wire.address());
    let queued = run(&room, "", &["publish", "tunnel", "--target", "blog", "--later"]);
    assert!(queued.status.success(), "queueing needs neither password nor network: {}", told(&queued));

    let without = run(&room, "", &["outbox", "run"]);
    assert!(told(&without).contains("needs its password"), "{}", told(&without));
    assert!(run(&room, "", &["outbox", "retry"]).status.success());
    let offline = run(&room, chief, &["outbox", "run"]);
    assert!(offline.status.success() && told(&offline).contains("cannot be reached"), "{}", told(&offline));
    let list = run(&room, "", &["outbox", "list"]);
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    assert!(list.contains("waits for the network"), "{list}");
    assert!(there(server, "tunnel").0.is_empty());

    wire.open();
    // By itself: nobody says when.
    let gone = run(&room, chief, &["outbox", "run", "--wait", "--json"]);
    assert_eq!(done(&gone)["state"], "verified");
    assert_eq!(there(server, "tunnel").0.len(), 1);
    let after = run(&room, "", &["outbox", "list", "--json"]);
    let after: Value = serde_json::from_slice(&after.stdout).expect("JSON");
    assert_eq!((&after["jobs"][0]["state"], &after["jobs"][0]["verified"]), (&"done".into(), &true.into()));
}

#[test]
fn one_that_is_taken_out_of_the_outbox_does_not_go_out() {
    let server = wordpress();
    let room = room("taken-out", server, &server.address());
    let queued = run(&room, "", &["publish", "taken-out", "--target", "blog", "--later", "--json"]);
    let queued: Value = serde_json::from_slice(&queued.stdout).expect("JSON");
    let job = queued["queued"][0].to_string();
    assert!(run(&room, "", &["outbox", "cancel", &job]).status.success());
    let nothing = run(&room, server.password("chief"), &["outbox", "run"]);
    assert!(String::from_utf8_lossy(&nothing.stdout).contains("Nothing is due"), "{nothing:?}");
    assert!(there(server, "taken-out").0.is_empty());
}

#[test]
fn one_whose_answer_was_lost_is_found_under_the_address_that_it_was_sent_with() {
    lose_the_answer_and_change_the_address(wordpress(), &|status| status == "publish");
}

#[test]
fn one_whose_answer_was_lost_is_found_by_its_number_where_the_first_of_that_address_is_gone() {
    let server = wordpress();
    let chief = server.password("chief");
    let other = room("numbered", server, &server.address());
    assert_eq!(done(&publish(&other, chief, "numbered", &[]))["state"], "verified");
    let wire = Wire::losing(server, server.creates());
    let room = room("numbered", server, &wire.address());
    let lost = publish(&room, chief, "numbered", &[]);
    assert!(told(&lost).contains("not known whether"), "{}", told(&lost));
    server.trash("numbered");
    done(&publish(&room, chief, "numbered", &[]));
    let out = there(server, "numbered").0.into_iter().filter(|post| post["status"] == "publish");
    assert_eq!(out.count(), 1, "ours was numbered-2, and is there once");
}

#[test]
fn a_process_that_is_killed_at_any_request_leaves_one_article_and_each_picture_once() {
    kill_at_each_request(wordpress());
}

#[test]
fn what_is_scheduled_is_shown_by_the_server_and_taken_off_where_it_may_not_go_out() {
    schedule_and_hold(wordpress(), "future");
    look_again(wordpress());
}

#[test]
fn an_address_and_a_cover_that_someone_chose_there_are_taken() {
    take_address_and_cover(wordpress());
}

#[test]
fn a_change_to_what_is_out_goes_out_at_its_time() {
    change_later(wordpress());
}

#[test]
fn a_change_whose_time_has_come_while_the_server_is_busy_is_late_by_its_own_time() {
    change_at_a_busy_server(wordpress());
}

#[test]
fn one_that_is_out_can_be_moved_to_later() {
    move_to_later(wordpress(), "future", "publish");
}

#[test]
fn what_a_server_answers_in_trouble_is_waited_for_or_said() {
    answer_in_trouble(wordpress());
}

#[test]
fn an_answer_without_end_is_not_read_to_its_end() {
    let server = wordpress();
    let chief = server.password("chief");
    let wire =
        Wire::answering(server, "GET /wp-json/wp/v2/users/me", "200 OK", &"x".repeat(17 * 1024 * 1024));
    let room = room("endless", server, &wire.address());
    let first = publish(&room, chief, "endless", &[]);
    assert!(told(&first).contains("longer than 16 MB"), "{}", told(&first));
    assert_eq!(done(&publish(&room, chief, "endless", &[]))["state"], "verified");
}

#[test]
fn a_server_that_cannot_prove_who_it_is_is_sent_nothing() {
    let made = tempfile::tempdir().expect("a folder");
    let script = "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=ca -days 30
        openssl req -newkey rsa:2048 -nodes -keyout key.pem -out csr.pem -subj /CN=127.0.0.1
        printf 'subjectAltName=IP:127.0.0.1\\nextendedKeyUsage=serverAuth\\n' >ext
        for days in 30 -1; do
            openssl x509 -req -in csr.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days $days -extfile ext -out $days.pem
        done";
    let ran =
        Command::new("bash").args(["-ec", script]).current_dir(made.path()).output().expect("bash is there");
    assert!(ran.status.success(), "{}", told(&ran));
    // The certificate, whether its authority is known here, and what is said. The good one shows that the others fail for their reason.
    let cases = [
        ("30.pem", true, "as a WordPress site"),
        ("-1.pem", true, "xpired"),
        ("30.pem", false, "UnknownIssuer"),
    ];
    for (at, (certificate, is_known, said)) in cases.into_iter().enumerate() {
        let port = free_port();
        let serving = Command::new("openssl")
            .args([
                "s_server",
                "-quiet",
                "-www",
                "-key",
                "key.pem",
                "-cert",
                certificate,
                "-accept",
                &port.to_string(),
            ])
            .current_dir(made.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let _serving = Running(serving.expect("openssl is there"));
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            std::thread::sleep(Duration::from_millis(20));
        }
        let room = room(&format!("tls-{at}"), wordpress(), &format!("https://127.0.0.1:{port}"));
        let mut galley = Command::new(galley());
        galley.current_dir(room.path("")).env("GALLEY_PASSWORD", "never sent").env_remove("SSL_CERT_DIR");
        galley.args(["-l", "News.galley", "publish", &format!("tls-{at}"), "--target", "blog"]);
        if is_known {
            galley.env("SSL_CERT_FILE", made.path().join("ca.pem"));
        }
        let refused = galley.output().expect("the program starts");
        assert!(!refused.status.success() && told(&refused).contains(said), "{at}: {}", told(&refused));
        assert_eq!(told(&refused).contains("cannot prove that it is"), at > 0, "{}", told(&refused));
    }
}

#[test]
fn what_was_done_though_something_says_that_it_failed_is_done_once() {
    answer_wrongly_that_it_failed(wordpress());
}

#[test]
fn an_update_or_a_taking_off_that_ends_early_is_done_the_next_time() {
    break_and_kill_at_each_request_of_a_change(wordpress(), &|status| status == "publish");
}

#[test]
fn one_that_gets_another_address_here_is_the_same_there() {
    change_the_address_here(wordpress());
}

#[test]
fn a_site_in_a_folder_and_one_without_permalinks_are_spoken_to_alike() {
    let server = &WordPress::start();
    let chief = server.password("chief");
    let below = format!("{}/blog", server.address());
    let first = room("below", server, &below);
    let sent = done(&publish(&first, chief, "below", &[]));
    assert_eq!((&sent["state"], &sent["notes"]), (&"verified".into(), &json!([])), "{sent}");
    assert_eq!(sent["url"], format!("{below}/below/"));
    server.ask(&["permalinks", ""]);
    for (slug, address) in [("plain", server.address()), ("plain-below", below)] {
        let room = room(slug, server, &address);
        let sent = done(&publish(&room, chief, slug, &[]));
        assert_eq!((&sent["state"], &sent["notes"]), (&"verified".into(), &json!([])), "{sent}");
        assert!(sent["url"].as_str().is_some_and(|url| url.contains("/?p=")), "{sent}");
        assert!(run(&room, "", &["set", slug, "lead=Another."]).status.success());
        assert!(run(&room, "", &["release", slug]).status.success());
        assert_eq!(done(&publish(&room, chief, slug, &[]))["step"], "update");
        let (posts, pictures) = there(server, slug);
        assert_eq!((posts.len(), pictures.len(), &posts[0]["lead"]), (1, 2, &"Another.".into()));
        done(&run(&room, chief, &["unpublish", slug, "--target", "blog", "--json"]));
        assert_eq!(there(server, slug).0[0]["status"], "trash");
    }
}

#[test]
fn a_picture_or_a_category_that_was_deleted_there_is_made_anew() {
    // All pictures go: it is nobody else's.
    let server: &WordPress = Box::leak(Box::new(WordPress::start()));
    let chief = server.password("chief");
    let first = room("deleted", server, &server.address());
    done(&publish(&first, chief, "deleted", &[]));
    server.ask(&["lose", "-"]);
    let refused = publish(&first, chief, "deleted", &[]);
    assert!(told(&refused).contains("was changed at blog"), "the cover is gone: {}", told(&refused));
    let sent = done(&publish(&first, chief, "deleted", &["--mine"]));
    assert_eq!((&sent["state"], &sent["notes"]), (&"verified".into(), &json!([])), "{sent}");
    let (posts, pictures) = there(server, "deleted");
    assert_eq!((posts.len(), pictures.len()), (1, 2), "{pictures:?}");
    assert_ne!(posts[0]["cover"], 0);

    // In the moment before the article comes.
    let wire = Wire::meanwhile(server, server.creates(), || drop(server.ask(&["lose", "ICT moment"])));
    let room = room("moment", server, &wire.address());
    let sent = done(&publish(&room, chief, "moment", &[]));
    assert_eq!((&sent["step"], &sent["state"]), (&"create".into(), &"verified".into()), "{sent}");
    assert_eq!(sent["notes"], json!([]));
    let (posts, pictures) = there(server, "moment");
    assert_eq!((posts.len(), pictures.len(), &posts[0]["categories"]), (1, 2, &json!(["ICT moment"])));
    assert_ne!(posts[0]["cover"], 0);
    assert_eq!(done(&publish(&room, chief, "moment", &[]))["step"], "nothing");
}

#[test]
fn a_date_that_someone_gave_it_there_is_not_written_over_unasked() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("dated", server, &server.address());
    done(&publish(&room, chief, "dated", &[]));
    server.ask(&["redate", "dated", "2022-02-02 02:02:02"]);
    assert!(told(&publish(&room, chief, "dated", &[])).contains("was changed at blog"));
    assert_eq!(there(server, "dated").0[0]["date"], "2022-02-02 02:02:02");
    assert!(run(&room, chief, &["publish", "dated", "--target", "blog", "--merge"]).status.success());
    assert!(run(&room, "", &["release", "dated"]).status.success());
    assert_eq!(done(&publish(&room, chief, "dated", &[]))["state"], "verified");
    assert_eq!(there(server, "dated").0[0]["date"], "2022-02-02 02:02:02", "theirs was taken");
}

#[test]
fn who_wrote_it_is_named_where_the_site_has_an_account_and_this_one_may_name_it() {
    let server = wordpress();
    let front = "authors: [Nobody There, Marta Berg]\ncover: https://example.org/elsewhere.png\n";
    let cover = "the cover lies elsewhere on the web, and the site shows only pictures of its own";
    let nobody = "the site has no author \"Nobody There\"";
    for (slug, user, author, more) in [
        ("named", "chief", "Marta Berg", None),
        ("unnamed", "author", "author", Some("this account may not name \"Marta Berg\" as the author")),
    ] {
        let room = room_of_text(slug, server, Some(user), (front, "Words."));
        let sent = done(&publish(&room, server.password(user), slug, &[]));
        let notes = [Some(cover), Some(nobody), more];
        let notes: Vec<_> = notes.into_iter().flatten().collect();
        assert_eq!((&sent["state"], &sent["notes"]), (&"verified".into(), &json!(notes)), "{sent}");
        assert_eq!(there(server, slug).0[0]["author"], author);
    }
}

#[test]
fn one_whose_time_is_too_near_for_the_site_to_wait_for_it_waits_here() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("near", server, &server.address());
    let soon =
        Command::new("date").args(["-u", "-d", "+80 seconds", "+%FT%TZ"]).output().expect("it is there");
    let soon = String::from_utf8(soon.stdout).expect("text");
    assert!(run(&room, "", &["set", "near", &format!("publish-at={}", soon.trim())]).status.success());
    let waits = done(&publish(&room, chief, "near", &[]));
    assert_eq!((&waits["state"], &waits["liveAt"]), (&"planned".into(), &soon.trim().into()), "{waits}");
    assert!(there(server, "near").0.is_empty());
    assert!(run(&room, "", &["set", "near", "publish-at=2023-01-01 08:00"]).status.success());
    assert_eq!(done(&publish(&room, chief, "near", &[]))["state"], "verified");
}

#[test]
fn where_a_password_did_not_arrive_it_is_said_that_it_may_not_have() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("unheard", server, &server.address());
    let wrong = publish(&room, "not the password", "unheard", &[]);
    assert!(told(&wrong).contains("make an application password"), "{}", told(&wrong));
    let wire = Wire::without(server, "authorization");
    assert!(
        run(&room, "", &["target", "set", "blog", &format!("address={}", wire.address())]).status.success()
    );
    let unheard = publish(&room, chief, "unheard", &[]);
    assert!(told(&unheard).contains("pass on the header Authorization"), "{}", told(&unheard));
}

#[test]
fn that_its_readers_host_cannot_be_reached_from_here_is_no_trouble_of_the_server() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room_with(&["afar", "afar-too"], server, &server.address(), server.user());
    through(&room, server, &Wire::away(server, "\"link\":\"http:\\/\\/127.0.0.1:"));
    for slug in ["afar", "afar-too"] {
        let sent = done(&publish(&room, chief, slug, &[]));
        assert_eq!((&sent["step"], &sent["state"]), (&"create".into(), &"sent".into()), "{sent}");
        assert!(sent["notes"].to_string().contains("could not be looked at from here"), "{sent}");
        must_be_there_once(server, slug, slug);
    }
    let jobs: Value = serde_json::from_slice(&run(&room, "", &["outbox", "--json"]).stdout).expect("JSON");
    let jobs = jobs["jobs"].as_array().expect("a list").iter();
    assert_eq!(
        jobs.map(|job| job["why"].clone()).collect::<Vec<_>>(),
        ["unseen", "unseen"],
        "none is offline"
    );
    let gone = done(&run(&room, chief, &["unpublish", "afar-too", "--target", "blog", "--json"]));
    assert_eq!(gone["state"], "sent", "another host may show it still: {gone}");
    assert!(gone["notes"].to_string().contains("cannot be looked at from here"), "{gone}");
    through(&room, server, &Wire::to(server));
    assert_eq!(done(&publish(&room, chief, "afar", &[]))["state"], "verified");
}

#[test]
fn an_address_of_many_signs_of_another_script_is_looked_for_in_lines_that_servers_take() {
    // What Apache and nginx take, if nobody told them otherwise.
    const LINE_MAX: usize = 8_190;
    let server = wordpress();
    let slug = "щ".repeat(90);
    let room = room_of_text(&slug, server, server.user(), ("", "Words."));
    let wire = Wire::to(server);
    through(&room, server, &wire);
    done(&publish(&room, server.password("chief"), &slug, &[]));
    let met = wire.met();
    let lines = met.iter().filter_map(|met| met.request.split(|byte| *byte == b'\r').next());
    let lines: Vec<_> = lines.map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    assert!(lines.iter().all(|line| line.len() < LINE_MAX), "{lines:?}");
    let asked: usize = lines.iter().map(|line| line.matches("slug%5B%5D=").count()).sum();
    assert_eq!(asked, 20, "each of the numbers was asked for once: {lines:?}");
    assert_eq!(there(server, &slug).0.len(), 1);
}

#[test]
fn a_long_slug_that_was_given_a_number_there_is_found_again() {
    let server = wordpress();
    let chief = server.password("chief");
    for (slug, cut) in
        [(format!("a{}", "щ".repeat(60)), format!("a{}", "щ".repeat(32))), ("b".repeat(200), "b".repeat(198))]
    {
        let [first, room] = [(); 2].map(|()| room_of_text(&slug, server, server.user(), ("", "Words.")));
        done(&publish(&first, chief, &slug, &[]));
        room.run(["-l", "News.galley", "backup", "before.zip"]).done();
        done(&publish(&room, chief, &slug, &[]));
        let slugs = || -> Vec<String> {
            let posts = there(server, &slug).0.into_iter();
            posts.map(|post| post["slug"].as_str().expect("a text").to_owned()).collect()
        };
        let before = slugs();
        assert!(before.len() == 2 && before.contains(&format!("{cut}-2")), "cut for its number: {before:?}");
        // The library is older than what it published: nothing but the slug leads there.
        room.run(["-l", "News.galley", "restore", "before.zip"]).done();
        assert_eq!(done(&publish(&room, chief, &slug, &[]))["step"], "update", "{before:?}");
        assert_eq!(slugs(), before);
    }
}
