//! Articles to real servers: once, whatever breaks on the way. Here is what holds for every kind of server; what is one's own stands
//! in its file.

mod answers;
mod credits;
mod everywhere;
mod following;
mod ghost;
mod guarded;
mod http;
mod in_doubt;
mod later;
mod micropub;
mod pulling;
mod renaming;
mod sweep;
mod wordpress;

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::Receiver;

use galley_tests::peer::Peer;
use galley_tests::program::{Room, galley};
use galley_tests::wire::{Break, Cut, Wire};
use serde_json::{Value, json};

/// A picture of one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";
/// A picture of one pixel that is another one by its name: by what shows, and by what stands behind its end and goes nowhere.
fn picture(name: &str) -> Vec<u8> {
    const HEAD: usize = 33;
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    // How large a pixel is: two numbers, and that it is not known in which measure.
    let mut size = b"pHYs".to_vec();
    size.extend((hasher.finish() >> 1 & 0x7fff_ffff_7fff_ffff).to_be_bytes());
    size.push(0);
    let sum = size.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)))
    });
    [&PIXEL[..HEAD], &9_u32.to_be_bytes(), &size, &(!sum).to_be_bytes(), &PIXEL[HEAD..], name.as_bytes()]
        .concat()
}

/// More requests than one publish makes.
const REQUESTS_MAX: usize = 40;

/// Characters of a picture's name at a server: all that comes of its content.
const NAME_CHARS: usize = "galley-".len() + 32;

/// A library with one released article, its pictures its own, and the target `blog`: the server by this address.
fn room(slug: &str, server: &dyn Peer, address: &str) -> Room {
    room_of(slug, server, address, server.user())
}

/// The same with another account.
fn room_of(slug: &str, server: &dyn Peer, address: &str, user: Option<&str>) -> Room {
    room_with(&[slug], server, address, user)
}

/// The same with several articles.
fn room_with<S: AsRef<str>>(slugs: &[S], server: &dyn Peer, address: &str, user: Option<&str>) -> Room {
    let room = Room::bare();
    for slug in slugs.iter().map(AsRef::as_ref) {
        let picture = |name: &str| picture(&format!("{slug} {name}"));
        room.write(&format!("in/{slug}-cable.png"), picture("cable"));
        room.write(&format!("in/{slug}-ship.png"), picture("ship"));
        room.write(
            &format!("in/{slug}.md"),
            format!(
                "---\ntitle: The cable & the “ship” {slug}\ndate: 2023-10-19T08:00:00Z\nslug: {slug}\ncategory: ICT {slug}\n\
                 tags: [Cables & ducts, {slug}]\nlead: What came of it.\ncover: {slug}-ship.png\n---\n\n\
                 First paragraph, *with* a [link](https://example.org/a?b=1&c=2).\n\n![A cable]({slug}-cable.png \"Laid at night\")\n\n\
                 | a | b |\n|---|---|\n| 1 | 2 |\n\n<script>alert(1)</script>\n\nNoted[^why].\n\n[^why]: The note.\n"
            ),
        );
    }
    room.run(["new", "News.galley"]).done();
    room.run(["-l", "News.galley", "import", "in"]).done();
    let values =
        [Some(format!("address={address}{}", server.path())), user.map(|user| format!("user={user}"))];
    let recipe = server.recipe().map(|recipe| ["--recipe".to_owned(), recipe.display().to_string()]);
    let add = ["-l", "News.galley", "target", "add", "blog", "--kind", server.kind()].map(str::to_owned);
    room.run(add.into_iter().chain(values.into_iter().flatten()).chain(recipe.into_iter().flatten())).done();
    room
}

/// A library with one released article of this front matter and body, and the target `blog`.
fn room_of_text(slug: &str, server: &dyn Peer, user: Option<&str>, (front, body): (&str, &str)) -> Room {
    let room = Room::bare();
    let head = format!("title: One “ship” {slug}\ndate: 2023-10-19T08:00:00Z\nslug: {slug}\n{front}");
    room.write(&format!("in/{slug}.md"), format!("---\n{head}---\n\n{body}\n"));
    room.run(["new", "News.galley"]).done();
    room.run(["-l", "News.galley", "import", "in"]).done();
    let values = [Some(format!("address={}", server.address())), user.map(|user| format!("user={user}"))];
    let add = ["-l", "News.galley", "target", "add", "blog", "--kind", server.kind()].map(str::to_owned);
    room.run(add.into_iter().chain(values.into_iter().flatten())).done();
    room
}

/// The article of a room arrives whole, and once: planned, sent, read back, sent again in vain. Answers what is there of it: the article, and
/// its pictures.
fn arrives_whole(server: &dyn Peer, secret: &str, room: &Room) -> (Value, Vec<Value>) {
    let planned = done(&publish(room, secret, "whole", &["--plan"]));
    assert_eq!(
        (&planned["step"], &planned["state"], &planned["uploads"]),
        (&"create".into(), &"planned".into(), &2.into())
    );
    assert!(there(server, "whole").0.is_empty(), "a plan does nothing");

    let first = done(&publish(room, secret, "whole", &[]));
    assert_eq!(
        (&first["step"], &first["state"], &first["notes"]),
        (&"create".into(), &"verified".into(), &json!([]))
    );
    let (posts, pictures) = there(server, "whole");
    let [post] = posts.as_slice() else { panic!("{posts:?}") };
    assert_eq!(
        (&post["title"], &post["slug"], &post["lead"]),
        (&"The cable & the “ship” whole".into(), &"whole".into(), &"What came of it.".into())
    );
    let content = post["content"].as_str().expect("text");
    assert!(content.contains("<em>with</em>") && !content.contains("script"), "{content}");
    assert_eq!(pictures.len(), 2, "{pictures:?}");

    let again = done(&publish(room, secret, "whole", &[]));
    assert_eq!((&again["step"], &again["uploads"]), (&"nothing".into(), &0.into()));
    assert_eq!(there(server, "whole").0, posts, "nothing was sent");
    (post.clone(), pictures)
}

/// What the doctor finds: each step with how it came out; and that nothing of it is left there.
fn examined(server: &dyn Peer, secret: &str, room: &Room) -> (Value, Vec<(String, String)>) {
    let tested = run(room, secret, &["target", "test", "blog", "--json"]);
    let report: Value = serde_json::from_slice(&tested.stdout).expect("JSON");
    let steps = report["steps"].as_array().expect("a list");
    let words = |step: &Value| ["step", "outcome"].map(|word| step[word].as_str().unwrap_or("-").to_owned());
    let steps: Vec<_> = steps.iter().map(words).map(|[step, outcome]| (step, outcome)).collect();
    let is_good = steps.iter().all(|(_, outcome)| outcome != "bad");
    assert_eq!(tested.status.code(), Some(i32::from(!is_good)), "{report}");
    let left = server.posts().into_iter().find(|post| {
        let is_its = |field: &str, word: &str| post[field].as_str().is_some_and(|text| text.contains(word));
        is_its("title", "Galley tested") || is_its("slug", "connection-test")
    });
    assert!(left.is_none(), "{left:?}");
    (report, steps)
}

/// Steps of the doctor with their outcomes, in words that are easily read.
fn steps(all: &str) -> Vec<(String, String)> {
    let step = |step: &str| step.split_once(' ').map(|(step, outcome)| (step.to_owned(), outcome.to_owned()));
    all.split(", ").filter_map(step).collect()
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

/// Holds that the server has one article of this address, and its two pictures once.
fn must_be_there_once(server: &dyn Peer, slug: &str, told: &str) {
    let (posts, pictures) = there(server, slug);
    assert_eq!((posts.len(), pictures.len()), (1, 2), "{told}: {posts:?} {pictures:?}");
    assert_eq!(posts[0]["slug"], slug, "{told}");
    let alts: Vec<_> = pictures.iter().filter_map(|picture| picture["alt"].as_str()).collect();
    assert!(alts.is_empty() || alts.contains(&"A cable"), "a picture has its words: {told}: {pictures:?}");
}

/// What the server has of an article: its post, and all pictures with the content of those that it shows.
fn there(server: &dyn Peer, slug: &str) -> (Vec<Value>, Vec<Value>) {
    let headline = format!("ship” {slug}");
    let is_ours = |post: &Value| post["title"].as_str().is_some_and(|title| title.ends_with(&headline));
    let (pictures, posts): (Vec<_>, Vec<_>) =
        server.posts().into_iter().partition(|post| post["type"] == "attachment");
    let posts: Vec<_> = posts.into_iter().filter(is_ours).collect();
    // One that someone put there has a name that may stand in any text.
    let name =
        |picture: &Value| picture["slug"].as_str().and_then(|slug| slug.get(..NAME_CHARS)).map(str::to_owned);
    let shows = |post: &Value, picture: &Value| {
        let has = |field: &str| {
            post[field].as_str().zip(name(picture)).is_some_and(|(text, name)| text.contains(&name))
        };
        post["cover"] == picture["id"] || has("cover") || has("content")
    };
    let shown: Vec<_> = pictures
        .iter()
        .filter(|picture| posts.iter().any(|post| shows(post, picture)))
        .map(|picture| (picture["id"].clone(), name(picture)))
        .collect();
    let is_shown = |picture: &Value| {
        let name = name(picture);
        shown.iter().any(|(id, shown)| *id == picture["id"] || name.is_some() && *shown == name)
    };
    let pictures = pictures.into_iter().filter(is_shown).collect();
    (posts, pictures)
}

/// An article whose answer was lost, and that got another address here before anyone knew, is updated, and can be taken off.
/// `is_out`: whether readers get a post of this status.
fn lose_the_answer_and_change_the_address(server: &dyn Peer, is_out: &dyn Fn(&str) -> bool) {
    let secret = server.secret();
    let out = |slug: &str| {
        let posts = there(server, slug).0;
        posts.into_iter().filter(|post| is_out(post["status"].as_str().unwrap_or("-"))).collect::<Vec<_>>()
    };
    let lose = |slug: &str| {
        let wire = Wire::losing(server, server.creates());
        let room = room(slug, server, &wire.address());
        let lost = publish(&room, secret, slug, &[]);
        assert!(told(&lost).contains("not known whether"), "{}", told(&lost));
        assert_eq!(out(slug).len(), 1);
        (room, wire)
    };
    let (first, _wire) = lose("readdressed");
    assert!(run(&first, "", &["set", "readdressed", "slug=elsewhere"]).status.success());
    assert!(run(&first, "", &["release", "elsewhere"]).status.success());
    let sent = done(&publish(&first, secret, "elsewhere", &[]));
    assert_eq!((&sent["step"], &sent["state"]), (&"update".into(), &"verified".into()), "{sent}");
    assert_eq!(out("readdressed").len(), 1, "nothing was doubled");

    let (second, _wire) = lose("withdrawn");
    assert!(run(&second, "", &["set", "withdrawn", "slug=gone-elsewhere"]).status.success());
    done(&run(&second, secret, &["unpublish", "gone-elsewhere", "--target", "blog", "--json"]));
    assert!(out("withdrawn").is_empty(), "it is off");
}

/// A process that is killed at any request leaves one article, and each picture once.
fn kill_at_each_request(server: &dyn Peer) {
    let secret = server.secret();
    // Every second request was carried out; `cargo xtask test --all` has each killed before and after.
    for round in 0..rounds(2) {
        let mut killed = 0;
        for at in 1..REQUESTS_MAX {
            let slug = format!("killed-{round}-{at}");
            let (wire, stuck) = Wire::hold(server, at, (at + round) % 2 == 0);
            let room = room(&slug, server, &wire.address());
            let ended = kill(&room, secret, &["publish", &slug, "--target", "blog"], &stuck);
            if ended {
                break;
            }
            killed += 1;
            // Whoever comes next goes on with it, without being told of what.
            let gone = run(&room, secret, &["outbox", "run", "--json"]);
            assert_eq!(done(&gone)["state"], "verified", "{at}: {}", told(&gone));
            must_be_there_once(server, &slug, &at.to_string());
            assert_eq!(done(&publish(&room, secret, &slug, &[]))["step"], "nothing", "the ledger is true");
        }
        assert!((8..REQUESTS_MAX - 2).contains(&killed), "every request of a publish was met: {killed}");
    }
}

/// How many rounds a test goes through whose rounds differ in where each request ends in which way: all of them when it is told to go
/// further.
fn rounds(all: usize) -> usize {
    if std::env::var_os(sweep::PIECES).is_some() { all } else { 1 }
}

/// An update, and then taking off, is cut or killed at each request; once more, and it is done, on the one article that is there.
/// `is_out`: whether readers get a post of this status.
fn break_and_kill_at_each_request_of_a_change(server: &dyn Peer, is_out: &dyn Fn(&str) -> bool) {
    let secret = server.secret();
    let wire = Wire::to(server);
    let room = room("changed", server, &wire.address());
    let out = || {
        let posts = there(server, "changed").0.into_iter();
        posts.filter(|post| is_out(post["status"].as_str().unwrap_or("-"))).collect::<Vec<_>>()
    };
    let mut met = 0;
    // Each request ends in another way than the last; `cargo xtask test --all` goes through all of them.
    let rounds = rounds(HOWS.len());
    for round in 0..rounds {
        for takes_off in [false, true] {
            for at in 1..REQUESTS_MAX {
                let how = HOWS[(at + round) % HOWS.len()];
                let lead = format!("Lead {how:?} {takes_off} {at}.");
                assert!(run(&room, "", &["set", "changed", &format!("lead={lead}")]).status.success());
                assert!(run(&room, "", &["release", "changed"]).status.success());
                if takes_off {
                    done(&publish(&room, secret, "changed", &[]));
                }
                let words: &[&str] = if takes_off {
                    &["unpublish", "changed", "--target", "blog", "--json"]
                } else {
                    &["publish", "changed", "--target", "blog", "--json"]
                };
                let must_be_done = || {
                    let posts = out();
                    let leads: Vec<_> = posts.iter().filter_map(|post| post["lead"].as_str()).collect();
                    assert_eq!(leads, (!takes_off).then_some(lead.as_str()).as_slice());
                };
                let Some(says_done) = how.meets(&wire, &room, secret, words, at) else { break };
                met += 1;
                if says_done {
                    must_be_done();
                }
                let again = run(&room, secret, words);
                assert!(again.status.success(), "{lead} {}", told(&again));
                must_be_done();
                if takes_off {
                    done(&publish(&room, secret, "changed", &[]));
                }
                let last = done(&publish(&room, secret, "changed", &[]));
                assert_eq!(
                    (&last["step"], &last["state"]),
                    (&"nothing".into(), &"verified".into()),
                    "{lead}"
                );
                assert_eq!((out().len(), there(server, "changed").1.len()), (1, 2), "{lead}");
            }
        }
    }
    assert!(met >= 8 * rounds, "every request of a change was met: {met}");
}

/// All of them.
const HOWS: [How; 4] = [How::Cut(Cut::Request), How::Killed(true), How::Cut(Cut::Answer), How::Killed(false)];

/// How a change ends too early.
#[derive(Debug, Clone, Copy)]
enum How {
    Cut(Cut),
    /// After the request was carried out, or before.
    Killed(bool),
}

impl How {
    /// Has `galley` do it, and end so at this request. Whether it says that it did it all the same, as where an answer was lost that nobody
    /// needs, or a question that was asked once more; none where it made fewer requests.
    fn meets(self, wire: &Wire, room: &Room, secret: &str, words: &[&str], at: usize) -> Option<bool> {
        let met = match self {
            Self::Cut(cut) => {
                wire.break_next(Break { at, cut, after: 0 });
                let first = run(room, secret, words);
                wire.broke().then(|| first.status.success())
            }
            Self::Killed(carried_out) => {
                let ended = kill(room, secret, words, &wire.hold_next(at, carried_out));
                (!ended).then_some(false)
            }
        };
        wire.mend();
        met
    }
}

/// Kills `galley` where the wire leaves a request without an answer. True where it ended before.
fn kill(room: &Room, secret: &str, words: &[&str], stuck: &Receiver<()>) -> bool {
    let mut galley = Command::new(galley())
        .current_dir(room.path(""))
        .env_remove("GALLEY_LIBRARY")
        .env("GALLEY_PASSWORD", secret)
        .args(["-l", "News.galley"])
        .args(words)
        .stdout(Stdio::null())
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
    ended
}

/// An article that gets another address here is the same one there.
fn change_the_address_here(server: &dyn Peer) {
    let secret = server.secret();
    let room = room("former", server, &server.address());
    done(&publish(&room, secret, "former", &[]));
    let before = there(server, "former").0[0]["id"].clone();
    assert!(run(&room, "", &["set", "former", "slug=latter"]).status.success());
    assert!(run(&room, "", &["release", "latter"]).status.success());
    let sent = done(&publish(&room, secret, "latter", &[]));
    assert_eq!((&sent["step"], &sent["state"]), (&"update".into(), &"verified".into()), "{sent}");
    assert!(sent["url"].as_str().is_some_and(|url| url.contains("/latter")), "{sent}");
    let (posts, pictures) = there(server, "former");
    let [post] = posts.as_slice() else { panic!("{posts:?}") };
    assert_eq!((&post["id"], &post["slug"], pictures.len()), (&before, &"latter".into(), 2));
    assert_eq!(done(&publish(&room, secret, "latter", &[]))["step"], "nothing");
}

/// What a server answers in trouble is waited for, or said.
fn answer_in_trouble(server: &dyn Peer) {
    let secret = server.secret();
    let cases = [
        ("busy", "429 Too Many Requests\r\nRetry-After: 1", "{}", "cannot now (HTTP 429)"),
        ("mended", "503 Service Unavailable", "<h1>Maintenance</h1>", "cannot now (HTTP 503)"),
        ("broken", "500 Internal Server Error", "<h1>Oh</h1>", "refused"),
        ("html", "200 OK", "<!doctype html><p>Sign in to the network", "something else"),
        ("redirected", "302 Found\r\nLocation: http://192.0.2.1/", "", "points to http://192.0.2.1/"),
    ];
    for (slug, head, body, said) in cases {
        // The one request that is answered so is the post itself.
        let wire = Wire::answering(server, server.creates(), head, body);
        let room = room(slug, server, &wire.address());
        let first = publish(&room, secret, slug, &[]);
        assert!(!first.status.success() && told(&first).contains(said), "{slug}: {}", told(&first));
        assert!(!told(&first).contains(secret), "{slug}");
        assert!(there(server, slug).0.is_empty(), "{slug}");
        let second = done(&publish(&room, secret, slug, &[]));
        assert_eq!(second["state"], "verified", "{slug}");
        assert_eq!(there(server, slug).0.len(), 1, "{slug}");
    }
}

/// A request that was carried out, and of which something on the way says that it was not, is done once.
fn answer_wrongly_that_it_failed(server: &dyn Peer) {
    let secret = server.secret();
    for (slug, line) in [
        ("late", "HTTP/1.1 504 Gateway Timeout"),
        ("lost", "HTTP/1.1 502 Bad Gateway"),
        ("failed", "HTTP/1.1 500 Internal Server Error"),
    ] {
        let wire = Wire::calling_once(server, server.creates(), line);
        let room = room(slug, server, &wire.address());
        let first = publish(&room, secret, slug, &[]);
        assert!(!first.status.success(), "{slug}");
        assert_eq!(there(server, slug).0.len(), 1, "{slug}: it was done");
        let second = done(&publish(&room, secret, slug, &[]));
        assert_eq!(second["state"], "verified", "{slug}: {second}");
        must_be_there_once(server, slug, slug);
    }
}

/// What someone wrote at the server is compared by paragraph, merged into what was written here meanwhile, and then asks nobody
/// anything any more.
fn take_theirs(server: &dyn Peer, room: &Room, has_edit: &dyn Fn() -> bool) {
    let secret = server.secret();
    let body = || {
        let shown = run(room, secret, &["show", "edited", "--markdown"]);
        String::from_utf8(shown.stdout).expect("text")
    };
    let before = body();
    assert!(run(room, secret, &["set", "edited", "lead=What came of it here."]).status.success());
    let plan = publish(room, secret, "edited", &["--plan"]);
    assert!(told(&plan).contains("was changed at blog"), "{}", told(&plan));
    let plan: Value = serde_json::from_slice(&plan.stdout).expect("JSON");
    let parts = plan["comparisons"][0]["parts"].as_array().expect("a list");
    let differ: Vec<_> = parts.iter().filter(|part| part["who"] != "nobody").collect();
    let [part] = differ.as_slice() else { panic!("one paragraph was added, and nothing else: {differ:?}") };
    assert_eq!((&part["field"], &part["who"]), (&"body".into(), &"theirs".into()));
    assert_eq!(part["pieces"], serde_json::json!([{ "text": "Added there.", "how": "added" }]));

    let taken = run(room, secret, &["publish", "edited", "--target", "blog", "--merge", "--json"]);
    assert!(taken.status.success(), "{}", told(&taken));
    let end = before.trim_end();
    assert_eq!(body(), format!("{end}\n\nAdded there.\n"), "the rest kept its bytes");
    let refused = publish(room, secret, "edited", &[]);
    assert!(!refused.status.success(), "what is released does not have it yet: {}", told(&refused));
    assert!(run(room, secret, &["release", "edited"]).status.success());
    let again = done(&publish(room, secret, "edited", &[]));
    assert_eq!((&again["step"], &again["state"]), (&"update".into(), &"verified".into()), "{again}");
    assert!(has_edit());
    assert_eq!(there(server, "edited").0[0]["lead"], "What came of it here.");
    assert_eq!(done(&publish(room, secret, "edited", &[]))["step"], "nothing");
}

/// A new address and another cover that someone gave an article at the server are taken, and stand there afterwards as they stood; a cover that
/// was taken away is taken away here.
fn take_address_and_cover(server: &dyn Peer) {
    let secret = server.secret();
    let room = room("addressed", server, &server.address());
    done(&publish(&room, secret, "addressed", &[]));
    room.write("other.png", picture("another cover"));
    let cover = room.path("other.png").display().to_string();
    for (before, after, cover) in [("addressed", "anew", cover.as_str()), ("anew", "anew", "")] {
        server.ask(&["recast", before, after, cover]);
        let theirs = there(server, "addressed").0;
        assert!(told(&publish(&room, secret, before, &[])).contains("was changed at blog"));
        let plan = publish(&room, secret, before, &["--plan"]);
        let plan: Value = serde_json::from_slice(&plan.stdout).expect("JSON");
        let parts = plan["comparisons"][0]["parts"].as_array().expect("a list");
        let differ: Vec<_> = parts.iter().filter(|part| part["who"] != "nobody").collect();
        let fields: Vec<_> = differ.iter().filter_map(|part| part["field"].as_str()).collect();
        assert_eq!(fields, if before == after { vec!["cover"] } else { vec!["slug", "cover"] });
        assert!(differ.iter().all(|part| part["who"] == "theirs" && part["takes"] == true), "{differ:?}");

        let taken = run(&room, secret, &["publish", before, "--target", "blog", "--merge"]);
        assert!(taken.status.success(), "{}", told(&taken));
        assert!(run(&room, secret, &["release", after]).status.success(), "it has that address here, too");
        let sent = done(&publish(&room, secret, after, &[]));
        assert_eq!((&sent["step"], &sent["state"]), (&"update".into(), &"verified".into()), "{sent}");
        assert_eq!((&sent["uploads"], &sent["notes"]), (&0.into(), &json!([])));
        let now = there(server, "addressed").0;
        assert_eq!((now.len(), &now[0]["slug"]), (1, &after.into()));
        assert_eq!(now[0]["cover"], theirs[0]["cover"]);
        assert_eq!(done(&publish(&room, secret, after, &[]))["step"], "nothing");
    }
}

/// What someone changed or took away at the server is not written over unasked. `take_away`: what someone does there last.
fn someone_else_was_there(server: &dyn Peer, take_away: &dyn Fn(&str)) {
    let secret = server.secret();
    let room = room("edited", server, &server.address());
    let has_edit = || {
        there(server, "edited").0[0]["content"]
            .as_str()
            .is_some_and(|content| content.contains("Added there."))
    };
    done(&publish(&room, secret, "edited", &[]));

    server.edit("edited");
    let refused = publish(&room, secret, "edited", &[]);
    assert!(
        !refused.status.success() && told(&refused).contains("was changed at blog"),
        "{}",
        told(&refused)
    );
    assert!(has_edit());
    take_theirs(server, &room, &has_edit);

    server.edit("edited");
    assert_eq!(done(&publish(&room, secret, "edited", &["--mine"]))["step"], "update");
    let kept = run(&room, secret, &["history", "edited", "--json"]);
    let kept: Value = serde_json::from_slice(&kept.stdout).expect("JSON");
    assert!(kept.to_string().contains("conflict"), "what ours went over is kept: {kept}");
    assert_eq!(there(server, "edited").0[0]["content"].to_string().matches("Added there.").count(), 1);

    take_away("edited");
    let refused = publish(&room, secret, "edited", &[]);
    assert!(told(&refused).contains("was removed at blog"), "{}", told(&refused));
    assert_eq!(done(&publish(&room, secret, "edited", &["--mine"]))["step"], "create");
}
