//! Articles to a real WordPress: once, whatever breaks on the way.

use std::process::{Command, Output};

use galley_tests::program::{Room, galley};
use galley_tests::wordpress::{Cut, Wire, WordPress, wordpress};
use serde_json::Value;

/// A picture of one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";
/// More requests than one publish makes.
const REQUESTS_MAX: usize = 40;

/// A library with one released article, its pictures its own, and the target `blog`.
fn room(slug: &str, address: &str, user: &str) -> Room {
    let room = Room::bare();
    let picture = |name: &str| [PIXEL, slug.as_bytes(), name.as_bytes()].concat();
    room.write("in/cable.png", picture("cable"));
    room.write("in/ship.png", picture("ship"));
    room.write(
        &format!("in/{slug}.md"),
        format!(
            "---\ntitle: The cable & the “ship” {slug}\ndate: 2023-10-19T08:00:00Z\nslug: {slug}\ncategory: ICT {slug}\n\
             tags: [Cables & ducts, {slug}]\nlead: What came of it.\ncover: ship.png\n---\n\n\
             First paragraph, *with* a [link](https://example.org/a?b=1&c=2).\n\n![A cable](cable.png \"Laid at night\")\n\n\
             | a | b |\n|---|---|\n| 1 | 2 |\n\n<script>alert(1)</script>\n"
        ),
    );
    room.run(["new", "News.galley"]).done();
    room.run(["-l", "News.galley", "import", "in"]).done();
    let (address, user) = (format!("address={address}"), format!("user={user}"));
    room.run(["-l", "News.galley", "target", "add", "blog", "--kind", "wordpress", &address, &user]).done();
    room
}

/// Runs `galley` in a room, with a password.
fn run(room: &Room, password: &str, arguments: &[&str]) -> Output {
    let asked = Command::new(galley())
        .current_dir(room.path(""))
        .env_remove("GALLEY_LIBRARY")
        .env("GALLEY_PASSWORD", password)
        .args(["-l", "News.galley"])
        .args(arguments)
        .output();
    asked.expect("the program starts")
}

fn publish(room: &Room, password: &str, slug: &str, more: &[&str]) -> Output {
    let asked = [&["publish", slug, "--target", "blog", "--json"], more].concat();
    run(room, password, &asked)
}

/// What a publish that succeeded says.
fn done(output: &Output) -> Value {
    assert!(output.status.success(), "{}", told(output));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    answer["publications"][0].clone()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What the server has of an article: its post, and its pictures.
fn there(server: &WordPress, slug: &str) -> (Vec<Value>, Vec<Value>) {
    let all = server.posts();
    let headline = format!("ship” {slug}");
    let posts: Vec<_> = all
        .iter()
        .filter(|post| post["title"].as_str().is_some_and(|t| t.ends_with(&headline)))
        .cloned()
        .collect();
    let shown = |picture: &&Value| {
        let name = picture["slug"].as_str().unwrap_or("-");
        let is_cover = posts.iter().any(|post| post["cover"] == picture["id"]);
        is_cover || posts.iter().any(|post| post["content"].as_str().is_some_and(|c| c.contains(name)))
    };
    let pictures = all.iter().filter(|post| post["type"] == "attachment").filter(shown).cloned().collect();
    (posts, pictures)
}

#[test]
fn an_article_arrives_whole_is_updated_in_place_and_taken_off() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("whole", &server.address(), "chief");

    let planned = done(&publish(&room, chief, "whole", &["--plan"]));
    assert_eq!(
        (&planned["step"], &planned["state"], &planned["uploads"]),
        (&"create".into(), &"planned".into(), &2.into())
    );
    assert!(there(server, "whole").0.is_empty(), "a plan does nothing");

    let first = done(&publish(&room, chief, "whole", &[]));
    assert_eq!(
        (&first["step"], &first["state"], &first["notes"]),
        (&"create".into(), &"verified".into(), &serde_json::json!([]))
    );
    let (posts, pictures) = there(server, "whole");
    let [post] = posts.as_slice() else { panic!("{posts:?}") };
    assert_eq!(post["title"], "The cable & the “ship” whole");
    assert_eq!(
        (&post["slug"], &post["status"], &post["lead"]),
        (&"whole".into(), &"publish".into(), &"What came of it.".into())
    );
    assert_eq!(post["date"], "2023-10-19 08:00:00");
    assert_eq!(
        (&post["categories"], &post["tags"]),
        (&serde_json::json!(["ICT whole"]), &serde_json::json!(["Cables &amp; ducts", "whole"]))
    );
    let content = post["content"].as_str().expect("text");
    assert!(
        content.contains("<em>with</em>") && content.contains("<table>") && content.contains("Laid at night"),
        "{content}"
    );
    assert!(!content.contains("script"), "{content}");
    assert_eq!(pictures.len(), 2, "{pictures:?}");
    assert!(pictures.iter().any(|picture| picture["alt"] == "A cable"), "{pictures:?}");

    let again = done(&publish(&room, chief, "whole", &[]));
    assert_eq!((&again["step"], &again["uploads"]), (&"nothing".into(), &0.into()));
    assert_eq!(there(server, "whole").0, posts, "nothing was sent");

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
    assert_eq!(
        done(&publish(&room, chief, "whole", &[]))["step"],
        "create",
        "after that it can go out again"
    );
    let (posts, pictures) = there(server, "whole");
    assert_eq!(posts.iter().filter(|post| post["status"] == "publish").count(), 1);
    assert_eq!(pictures.len(), 2, "its pictures are there still");
}

#[test]
fn what_someone_did_at_the_server_is_not_written_over_unasked() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("edited", &server.address(), "chief");
    done(&publish(&room, chief, "edited", &[]));

    server.edit("edited");
    let refused = publish(&room, chief, "edited", &[]);
    assert!(
        !refused.status.success() && told(&refused).contains("was changed at blog"),
        "{}",
        told(&refused)
    );
    assert!(there(server, "edited").0[0]["content"].as_str().is_some_and(|c| c.contains("Added there.")));
    assert_eq!(done(&publish(&room, chief, "edited", &["--mine"]))["step"], "update");
    assert!(!there(server, "edited").0[0]["content"].as_str().is_some_and(|c| c.contains("Added there.")));

    server.trash("edited");
    let refused = publish(&room, chief, "edited", &[]);
    assert!(told(&refused).contains("was removed at blog"), "{}", told(&refused));
    assert_eq!(done(&publish(&room, chief, "edited", &["--mine"]))["step"], "create");
}

#[test]
fn a_wire_that_breaks_anywhere_leaves_one_article_and_each_picture_once() {
    let server = wordpress();
    let chief = server.password("chief");
    for cut in [Cut::Request, Cut::Answer] {
        let mut broke = 0;
        for at in 1..REQUESTS_MAX {
            let slug = format!("wire-{cut:?}-{at}").to_lowercase();
            let wire = Wire::cut(server, at, cut);
            let room = room(&slug, &wire.address(), "chief");
            let first = publish(&room, chief, &slug, &[]);
            if first.status.success() {
                break;
            }
            broke += 1;
            assert!(told(&first).contains("ublish again"), "{at}: {}", told(&first));
            let second = done(&publish(&room, chief, &slug, &[]));
            assert_eq!(second["state"], "verified", "{cut:?} {at}: {second}");
            let (posts, pictures) = there(server, &slug);
            assert_eq!((posts.len(), pictures.len()), (1, 2), "{cut:?} {at}: {posts:?} {pictures:?}");
            assert_eq!(posts[0]["slug"], slug.as_str(), "{cut:?} {at}");
        }
        assert!(broke > 8 && broke < REQUESTS_MAX - 2, "every request of a publish was met: {broke}");
    }
}

#[test]
fn a_password_that_works_is_in_the_keychain_and_in_no_file() {
    let server = wordpress();
    let author = server.password("author");
    let room = room("kept", &server.address(), "author");
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
    let room = room("rights", &server.address(), "contributor");
    let contributor = server.password("contributor");

    let wrong = publish(&room, "not the password", "rights", &[]);
    assert!(
        told(&wrong).contains("does not know") && !told(&wrong).contains("not the password"),
        "{}",
        told(&wrong)
    );
    let tested = run(&room, contributor, &["target", "test", "blog"]);
    assert!(String::from_utf8_lossy(&tested.stdout).contains("may not publish"), "{tested:?}");
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
fn a_job_waits_in_the_outbox_until_the_server_is_there_and_goes_out_then() {
    let server = wordpress();
    let chief = server.password("chief");
    let wire = Wire::to(server);
    wire.close();
    let room = room("tunnel", &wire.address(), "chief");
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
    let room = room("taken-out", &server.address(), "chief");
    let queued = run(&room, "", &["publish", "taken-out", "--target", "blog", "--later", "--json"]);
    let queued: Value = serde_json::from_slice(&queued.stdout).expect("JSON");
    let job = queued["queued"][0].to_string();
    assert!(run(&room, "", &["outbox", "cancel", &job]).status.success());
    let nothing = run(&room, server.password("chief"), &["outbox", "run"]);
    assert!(String::from_utf8_lossy(&nothing.stdout).contains("Nothing is due"), "{nothing:?}");
    assert!(there(server, "taken-out").0.is_empty());
}

#[test]
fn a_process_that_is_killed_at_any_request_leaves_one_article_and_each_picture_once() {
    let server = wordpress();
    let chief = server.password("chief");
    for carried_out in [false, true] {
        let mut killed = 0;
        for at in 1..REQUESTS_MAX {
            let slug = format!("killed-{carried_out}-{at}");
            let (wire, stuck) = Wire::hold(server, at, carried_out);
            let room = room(&slug, &wire.address(), "chief");
            let mut galley = Command::new(galley())
                .current_dir(room.path(""))
                .env_remove("GALLEY_LIBRARY")
                .env("GALLEY_PASSWORD", chief)
                .args(["-l", "News.galley", "publish", &slug, "--target", "blog"])
                .stdout(std::process::Stdio::null())
                .spawn()
                .expect("the program starts");
            // Either it asks for the last time and ends, or it waits for an answer that never comes.
            let ended = loop {
                if stuck.try_recv().is_ok() {
                    break false;
                }
                if galley.try_wait().expect("it can be waited for").is_some() {
                    break true;
                }
                std::thread::sleep(std::time::Duration::from_millis(5));
            };
            galley.kill().expect("SIGKILL");
            galley.wait().expect("it is gone");
            if ended {
                break;
            }
            killed += 1;
            // Whoever comes next goes on with it, without being told of what.
            let gone = run(&room, chief, &["outbox", "run", "--json"]);
            assert_eq!(done(&gone)["state"], "verified", "{at}: {}", told(&gone));
            let (posts, pictures) = there(server, &slug);
            assert_eq!((posts.len(), pictures.len()), (1, 2), "{at}: {posts:?} {pictures:?}");
            assert_eq!(posts[0]["slug"], slug.as_str(), "{at}");
            assert_eq!(done(&publish(&room, chief, &slug, &[]))["step"], "nothing", "the ledger is true");
        }
        assert!(killed > 8 && killed < REQUESTS_MAX - 2, "every request of a publish was met: {killed}");
    }
}

#[test]
fn what_is_scheduled_is_shown_by_the_server_and_taken_off_where_it_may_not_go_out() {
    let server = wordpress();
    let chief = server.password("chief");
    let room = room("later", &server.address(), "chief");
    assert!(run(&room, chief, &["release", "later", "--at", "2090-01-01 08:00"]).status.success());
    let sent = done(&publish(&room, chief, "later", &[]));
    assert_eq!((&sent["step"], &sent["state"]), (&"create".into(), &"sent".into()));
    assert_eq!(sent["liveAt"], "2090-01-01T08:00:00Z");
    let post = &there(server, "later").0[0];
    assert_eq!((&post["status"], &post["date"]), (&"future".into(), &"2090-01-01 08:00:00".into()));
    assert_eq!(done(&publish(&room, chief, "later", &[]))["step"], "nothing", "it is there as it should be");

    // An embargo, taking it back, the trash: each stops it, and undoing that lets it go again.
    let stops: [(&[&str], &[&str]); 3] = [
        (&["set", "later", "embargo=2091-01-01"], &["set", "later", "embargo="]),
        (&["trash", "later"], &["untrash", "later"]),
        (&["unrelease", "later"], &["release", "later", "--at", "2090-01-01 08:00"]),
    ];
    for (stop, go) in stops {
        assert!(run(&room, chief, stop).status.success(), "{stop:?}");
        let ran = run(&room, chief, &["outbox", "run", "--json"]);
        assert_eq!(done(&ran)["step"], "remove", "{stop:?}: {}", told(&ran));
        let waits = there(server, "later").0.iter().filter(|post| post["status"] == "future").count();
        assert_eq!(waits, 0, "{stop:?}");
        assert!(run(&room, chief, go).status.success(), "{go:?}");
        done(&publish(&room, chief, "later", &[]));
        let waits = there(server, "later").0.iter().filter(|post| post["status"] == "future").count();
        assert_eq!(waits, 1, "{go:?}");
    }
}

#[test]
fn what_a_server_answers_in_trouble_is_waited_for_or_said() {
    let server = wordpress();
    let chief = server.password("chief");
    let cases = [
        ("busy", "429 Too Many Requests\r\nRetry-After: 1", "{}", "cannot now (HTTP 429)"),
        ("mended", "503 Service Unavailable", "<h1>Maintenance</h1>", "cannot now (HTTP 503)"),
        ("broken", "500 Internal Server Error", "<h1>Oh</h1>", "refused"),
        ("html", "200 OK", "<!doctype html><p>Sign in to the network", "something else"),
        ("moved", "302 Found\r\nLocation: http://192.0.2.1/", "", "points to http://192.0.2.1/"),
    ];
    for (slug, head, body, said) in cases {
        // The one request that is answered so is the post itself, number 9 or later: found by what it asks for.
        let wire = Wire::answering(server, "POST /wp-json/wp/v2/posts", head, body);
        let room = room(slug, &wire.address(), "chief");
        let first = publish(&room, chief, slug, &[]);
        assert!(!first.status.success() && told(&first).contains(said), "{slug}: {}", told(&first));
        assert!(!told(&first).contains(chief), "{slug}");
        assert!(there(server, slug).0.is_empty(), "{slug}");
        let second = done(&publish(&room, chief, slug, &[]));
        assert_eq!(second["state"], "verified", "{slug}");
        assert_eq!(there(server, slug).0.len(), 1, "{slug}");
    }
}
