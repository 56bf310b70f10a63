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
