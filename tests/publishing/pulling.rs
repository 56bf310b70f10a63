//! What stands at a real server, taken into a library. All of it comes in: each of these has a server of its own.

use std::process::Output;
use std::time::Duration;

use galley_desk::publish::{Secret, Session};
use galley_desk::wire::ImportReport;
use galley_desk::{Access, Cancel, Desk, DeskError, Signature};
use galley_tests::ghost::Ghost;
use galley_tests::peer::Peer;
use galley_tests::program::Room;
use galley_tests::wire::{Cut, Wire};
use galley_tests::wordpress::WordPress;
use serde_json::{Value, json};

use super::guarded::through;
use super::{PIXEL, done, publish, run, told};

/// An empty library, and the target `blog`.
pub(super) fn empty(server: &dyn Peer, address: &str) -> Room {
    let room = Room::bare();
    room.run(["new", "News.galley"]).done();
    let values = [Some(format!("address={address}")), server.user().map(|user| format!("user={user}"))];
    let add = ["-l", "News.galley", "target", "add", "blog", "--kind", server.kind()].map(str::to_owned);
    room.run(add.into_iter().chain(values.into_iter().flatten())).done();
    room
}

pub(super) fn pull(room: &Room, server: &dyn Peer) -> Output {
    run(room, server.secret(), &["pull", "blog", "--json"])
}

pub(super) fn json_of(output: &Output) -> Value {
    assert!(output.status.success(), "{}", told(output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What a list says of an article, with its tags and bylines.
pub(super) fn shown(room: &Room, slug: &str) -> Value {
    let shown = json_of(&run(room, "", &["show", slug, "--json"]));
    let mut row = shown["article"].clone();
    (row["tags"], row["bylines"]) = (shown["tags"].clone(), shown["bylines"].clone());
    row
}

fn body(room: &Room, slug: &str) -> String {
    let shown = run(room, "", &["show", slug, "--markdown"]);
    String::from_utf8(shown.stdout).expect("text")
}

/// Added, updated, as before, changed here and there.
pub(super) fn counts(report: &Value) -> [u64; 4] {
    ["added", "updated", "unchanged", "keptBoth"].map(|name| report[name].as_u64().expect("a number"))
}

/// How many articles and pages the server has under addresses that begin so, and the ids of those.
fn ids(server: &dyn Peer, slug: &str) -> Vec<Value> {
    let posts = server.posts();
    let alike = posts.iter().filter(|post| post["type"] != "attachment");
    let alike = alike.filter(|post| post["slug"].as_str().is_some_and(|at| at.starts_with(slug)));
    alike.map(|post| post["id"].clone()).collect()
}

fn cover(server: &dyn Peer, slug: &str) -> Value {
    let posts = server.posts();
    let post = posts.iter().find(|post| post["slug"] == slug).expect("it is there");
    let cover = post["cover"].clone();
    assert!(!cover.is_null() && cover != 0, "{post}");
    cover
}

/// All comes in as it stands there, comes in once, goes back to where it came from, and follows what is changed there.
fn everything_comes_in(server: &dyn Peer, left: &str, updates: &'static str) {
    let room = empty(server, &server.address());
    let report = json_of(&pull(&room, server));
    let [added, 0, 0, 0] = counts(&report) else { panic!("{report}") };
    assert!(added >= 5, "what is there from the beginning comes in too: {report}");
    assert_eq!(report["media"], 3, "each picture once, whole: {report}");
    assert!(report["left"].to_string().contains(left), "{report}");

    let one = shown(&room, "old-one");
    assert_eq!((&one["headline"], &one["lead"]), (&"The old & the new".into(), &"What it was about.".into()));
    assert_eq!((&one["status"], &one["date"]), (&"published".into(), &"2019-03-04T05:06:07Z".into()));
    assert_eq!((&one["category"], &one["tags"]), (&"Harbour".into(), &json!(["Cables & ducts", "Quays"])));
    assert_eq!(one["bylines"], json!(["Li Wei"]));
    let text = body(&room, "old-one");
    assert!(text.starts_with("One paragraph, *written* long ago"), "{text}");
    assert!(text.contains("[the other](/old-two/#more)") && text.trim_end().ends_with("The end."), "{text}");
    assert!(text.contains("![A quay](media/quay") && text.contains(".png \"By night\")"), "{text}");
    let two = body(&room, "old-two");
    assert!(two.starts_with("Water is H<sub>2</sub>O.\n\n## More\n\n![A ship](media/ship"), "{two}");
    assert!(two.contains("![A quay](media/quay"), "{two}");
    let draft = shown(&room, "old-draft");
    assert_eq!((&draft["status"], &draft["category"]), (&"draft".into(), &Value::Null), "{draft}");
    assert_eq!(shown(&room, "old-later")["status"], "scheduled");
    assert_eq!(shown(&room, "about-us")["kind"], "page");

    assert_eq!(counts(&json_of(&pull(&room, server))), [0, 0, added, 0], "a second time nothing is new");
    let secret = server.secret();
    assert_eq!(done(&publish(&room, secret, "old-one", &[]))["step"], "nothing", "it is there as it is here");

    let before = ids(server, "old-one");
    assert!(run(&room, "", &["set", "old-one", "lead=What it really was about."]).status.success());
    assert!(run(&room, "", &["release", "old-one"]).status.success());
    let sent = done(&publish(&room, secret, "old-one", &[]));
    assert_eq!((&sent["step"], &sent["uploads"]), (&"update".into(), &0.into()), "{sent}");
    assert_eq!(ids(server, "old-one"), before, "it went back to where it came from");
    assert_eq!(counts(&json_of(&pull(&room, server))), [0, 0, added, 0], "what we sent is nothing new");

    server.edit("old-two");
    assert_eq!(counts(&json_of(&pull(&room, server))), [0, 1, added - 1, 0]);
    assert_eq!(body(&room, "old-two"), format!("{}\n\nAdded there.\n", two.trim_end()));
    assert_eq!(shown(&room, "old-two")["status"], "published");
    assert_eq!(done(&publish(&room, secret, "old-two", &[]))["step"], "nothing");
    let before = cover(server, "old-two");
    assert!(run(&room, "", &["set", "old-two", "lead=With a lead."]).status.success());
    assert!(run(&room, "", &["release", "old-two"]).status.success());
    let sent = done(&publish(&room, secret, "old-two", &[]));
    assert_eq!((&sent["step"], &sent["notes"]), (&"update".into(), &json!([])), "{sent}");
    assert_eq!(cover(server, "old-two"), before);

    server.edit("old-two");
    let ours = "body=Written here.";
    assert!(run(&room, "", &["set", "old-two", ours]).status.success());
    assert_eq!(counts(&json_of(&pull(&room, server))), [0, 0, added - 1, 1]);
    assert_eq!(body(&room, "old-two"), "Written here.", "what is written here is never written over");
    assert_eq!(counts(&json_of(&pull(&room, server))), [0, 0, added, 0], "and it is kept once");

    // What of ours never arrived there is nothing that someone there took away.
    assert!(run(&room, "", &["set", "old-one", "lead=It never arrived."]).status.success());
    assert!(run(&room, "", &["release", "old-one"]).status.success());
    let address = |address: String| run(&room, "", &["target", "set", "blog", &format!("address={address}")]);
    let wire = Wire::dropping(server, updates);
    assert!(address(wire.address()).status.success());
    assert!(told(&publish(&room, secret, "old-one", &[])).contains("not known whether"));
    assert!(address(server.address()).status.success());
    server.edit("old-one");
    assert_eq!(counts(&json_of(&pull(&room, server))), [0, 0, added - 1, 1]);
    assert_eq!(shown(&room, "old-one")["lead"], "It never arrived.");
}

/// A picture that someone adds there comes in with the paragraph that shows it, and is known to be there.
fn a_picture_added_there_comes_in(server: &dyn Peer) {
    let room = empty(server, &server.address());
    let [added, ..] = counts(&json_of(&pull(&room, server)));
    room.write("mole.png", super::picture("mole"));
    server.ask(&["show", "old-one", &room.path("mole.png").display().to_string()]);
    let report = json_of(&pull(&room, server));
    assert_eq!(counts(&report), [0, 1, added - 1, 0], "{report}");
    let text = body(&room, "old-one");
    assert!(text.contains("![New there](media/mole."), "{text}");
    let secret = server.secret();
    assert_eq!(done(&publish(&room, secret, "old-one", &[]))["step"], "nothing");
    assert!(run(&room, "", &["set", "old-one", "lead=With a mole."]).status.success());
    assert!(run(&room, "", &["release", "old-one"]).status.success());
    let sent = done(&publish(&room, secret, "old-one", &[]));
    assert_eq!((&sent["step"], &sent["uploads"]), (&"update".into(), &0.into()), "{sent}");
    assert_eq!(counts(&json_of(&pull(&room, server))), [0, 0, added, 0]);

    // So it does where theirs is taken beside what was written here.
    assert!(run(&room, "", &["set", "old-one", "lead=With two of them."]).status.success());
    room.write("groyne.png", super::picture("groyne"));
    server.ask(&["show", "old-one", &room.path("groyne.png").display().to_string()]);
    let taken = run(&room, secret, &["publish", "old-one", "--target", "blog", "--merge"]);
    assert!(taken.status.success(), "{}", told(&taken));
    let text = body(&room, "old-one");
    assert!(text.contains("![New there](media/groyne."), "{text}");
    assert!(run(&room, "", &["release", "old-one"]).status.success());
    let sent = done(&publish(&room, secret, "old-one", &[]));
    assert_eq!((&sent["state"], &sent["uploads"]), (&"verified".into(), &0.into()), "{sent}");
}

/// Wherever it breaks off, the next one goes on, and nothing comes in twice.
fn it_breaks_off_and_goes_on(server: &dyn Peer) {
    for at in [2, 5, 8] {
        let wire = Wire::cut(server, at, Cut::Answer);
        let room = empty(server, &wire.address());
        let broken = pull(&room, server);
        assert!(!broken.status.success(), "{at}: {}", told(&broken));
        let report = json_of(&pull(&room, server));
        let list = json_of(&run(&room, "", &["list", "--json", "--limit", "50"]));
        let slugs = list["articles"].as_array().expect("a list").iter();
        let ours: Vec<_> = slugs.filter_map(|article| article["slug"].as_str()).collect();
        let count = |slug: &str| ours.iter().filter(|one| one.starts_with(slug)).count();
        assert_eq!([count("old-"), count("about-us")], [4, 1], "{at}: {ours:?} {report}");
    }
}

#[test]
fn what_is_still_to_be_written_goes_nowhere_however_it_came_in() {
    let server = WordPress::start();
    let secret = server.secret();
    let room = empty(&server, &server.address());
    let head = "title: Unfinished\ndate: 2023-10-19T08:00:00Z\nslug: unfinished";
    room.write(
        "in/unfinished.md",
        format!("---\n{head}\n---\n\nOne word.\n\nTK the number.\n\nTK the name.\n"),
    );
    room.run(["-l", "News.galley", "import", "in"]).done();
    let refused = publish(&room, secret, "unfinished", &[]);
    assert_eq!(refused.status.code(), Some(3), "{}", told(&refused));
    assert!(told(&refused).contains(": TK: something is still to come"), "{}", told(&refused));
    assert!(ids(&server, "unfinished").is_empty());
    let plan = publish(&room, secret, "unfinished", &["--plan"]);
    let plan: Value = serde_json::from_slice(&plan.stdout).expect("JSON");
    let stops = plan["publications"][0]["stops"].as_array().expect("a list");
    let named = ["line 4: TK", "line 6: TK"]
        .map(|at| stops.iter().any(|stop| stop["message"].to_string().contains(at)));
    assert_eq!((stops.len(), named), (2, [true, true]), "each is named: {stops:?}");

    // What someone leaves open there comes here, and is not released here.
    assert!(run(&room, "", &["set", "unfinished", "body=One word."]).status.success());
    assert!(run(&room, "", &["release", "unfinished"]).status.success());
    done(&publish(&room, secret, "unfinished", &[]));
    json_of(&pull(&room, &server));
    server.ask(&["edit", "unfinished", "TK the number."]);
    json_of(&pull(&room, &server));
    assert!(body(&room, "unfinished").contains("TK the number."), "it came here");
    let refused = publish(&room, secret, "unfinished", &[]);
    assert!(told(&refused).contains("was changed at blog"), "ours does not go over it: {}", told(&refused));
}

#[test]
fn what_stands_at_a_wordpress_comes_in_and_goes_back_to_where_it_came_from() {
    let server = WordPress::start();
    server.ask(&["fill"]);
    everything_comes_in(&server, "contact-form", "POST /wp-json/wp/v2/posts/");
    a_picture_added_there_comes_in(&server);
    it_breaks_off_and_goes_on(&server);
}

#[test]
fn what_stands_at_a_ghost_comes_in_and_goes_back_to_where_it_came_from() {
    let server = filled_ghost();
    everything_comes_in(&server, "films, forms or drawings", "PUT ");
    // What was published from here in between left it there.
    let posts = server.posts();
    let one = posts.iter().find(|post| post["slug"] == "old-one").expect("it is there");
    assert_eq!(one["tags"], json!(["Harbour", "Cables & ducts", "Quays", "#import-2021"]));
    let report = json_of(&pull(&empty(&server, &server.address()), &server));
    assert!(report["left"].to_string().contains("stay there, and are none here: #import-2021"), "{report}");
    a_picture_added_there_comes_in(&server);
    it_breaks_off_and_goes_on(&server);
}

/// A Ghost at which people wrote before Galley came.
pub(super) fn filled_ghost() -> Ghost {
    let server = Ghost::start();
    let files = Room::bare();
    let names = ["quay.png", "ship.png", "crane.png"];
    let paths = names.map(|name| {
        files.write(name, [PIXEL, name.as_bytes()].concat());
        files.path(name).display().to_string()
    });
    let [quay, ship, crane] = paths.each_ref().map(String::as_str);
    server.ask(&["fill", quay, ship, crane]);
    server
}

#[test]
fn an_account_that_may_not_read_all_takes_what_it_may_and_says_what_not() {
    let server = WordPress::start();
    server.ask(&["fill"]);
    let room = Room::bare();
    room.run(["new", "News.galley"]).done();
    let address = format!("address={}", server.address());
    let add = ["-l", "News.galley", "target", "add", "blog", "--kind", "wordpress", &address, "user=author"];
    room.run(add).done();
    let password = server.password("author");
    let own = super::room_of("own", &server, &server.address(), Some("author"));
    done(&publish(&own, password, "own", &[]));
    let report = json_of(&run(&room, password, &["pull", "blog", "--json"]));
    let left = report["left"].to_string();
    assert!(left.contains("pages were not taken") && left.contains("not allow"), "{report}");
    assert_eq!(counts(&report), [1, 0, 0, 0], "{report}");
    assert_eq!(shown(&room, "own")["status"], "published");
    assert_eq!(done(&publish(&room, password, "own", &[]))["step"], "nothing");
}

#[test]
fn what_an_account_may_not_edit_does_not_end_the_list() {
    let server = WordPress::start();
    let its_own = ["of-many-0", "of-many-118", "of-many-119"];
    server.ask(&["many", "1"]);
    // More than a page of the list is another's, between those that are the author's.
    server.ask(&["many", "120"]);
    for slug in its_own {
        server.ask(&["reauthor", slug, "author"]);
    }
    let room = Room::bare();
    room.run(["new", "News.galley"]).done();
    let address = format!("address={}", server.address());
    let add = ["-l", "News.galley", "target", "add", "blog", "--kind", "wordpress", &address, "user=author"];
    room.run(add).done();
    let all = server.posts().iter().filter(|post| post["type"] == "post").count();
    let others =
        format!("posts that this account may not edit, and that were not taken: {}", all - its_own.len());
    for expected in [[3, 0, 0, 0], [0, 0, 3, 0]] {
        let report = json_of(&run(&room, server.password("author"), &["pull", "blog", "--json"]));
        assert_eq!(counts(&report), expected, "{report}");
        assert!(report["left"].to_string().contains(&others), "{others}: {report}");
    }
    for slug in its_own {
        assert_eq!(shown(&room, slug)["status"], "published");
    }
}

#[test]
fn what_is_too_long_to_be_read_is_left_and_the_rest_comes_in() {
    let server = WordPress::start();
    // Together they are longer than an answer is read; over the last two the server itself breaks. A slash is two signs in JSON.
    server.ask(&["long", "long", "450000", "15"]);
    server.ask(&["long", "too-long", "9000000", "2"]);
    server.ask(&["many", "1"]);
    let room = empty(&server, &server.address());
    let report = json_of(&pull(&room, &server));
    for slug in ["long-0", "long-7", "long-14"] {
        assert_eq!(body(&room, slug).trim(), "Before it.", "{report}");
    }
    assert_eq!(shown(&room, "of-many-0")["status"], "published", "what stands behind it came in");
    let left = report["left"].as_array().expect("a list");
    let it = left.iter().find(|left| left["path"].to_string().contains("/too-long-0/")).expect("it is told");
    assert!(it["why"].to_string().contains("it was not taken: "), "{it}");
    assert!(!run(&room, "", &["show", "too-long-0", "--json"]).status.success());
    let again = counts(&json_of(&pull(&room, &server)));
    assert_eq!([again[0], again[1], again[3]], [0, 0, 0], "the next pull goes past it too");
}

/// Whether a WordPress is asked for this article, by itself or with others.
fn asks_for(id: &Value) -> impl Fn(&str) -> bool + Send + 'static {
    let id = id.to_string();
    move |asked| {
        let posts = asked.split_once("/posts?include=").and_then(|(_, behind)| behind.split('&').next());
        posts.is_some_and(|posts| posts.split("%2C").any(|one| one == id))
    }
}

#[test]
fn what_a_server_has_no_time_for_is_asked_for_in_fewer_and_what_it_cannot_do_at_all_is_left() {
    let server = WordPress::start();
    server.ask(&["many", "25"]);
    let [slow] = ids(&server, "of-many-7").try_into().expect("one");
    let all = server.posts().iter().filter(|post| post["type"] != "attachment").count() as u64;
    for head in ["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"] {
        let wire = Wire::answering_all(&server, asks_for(&slow), head);
        let room = empty(&server, &wire.address());
        let report = json_of(&pull(&room, &server));
        assert_eq!(counts(&report)[0], all - 1, "{head}: {report}");
        let left = report["left"].as_array().expect("a list");
        let it = left.iter().find(|left| left["path"].to_string().contains("/of-many-7/"));
        let why = it.expect("it is told")["why"].to_string();
        assert!(why.contains("it was not taken: ") && why.contains(&head[..3]), "{why}");
        assert!(!run(&room, "", &["show", "of-many-7", "--json"]).status.success());
        through(&room, &server, &Wire::to(&server));
        assert_eq!(counts(&json_of(&pull(&room, &server))), [1, 0, all - 1, 0], "the next one has it");
    }

    // What it does not answer at all is given up after a minute; here sooner.
    let room = empty(&server, &Wire::deaf(&server, asks_for(&slow)).address());
    let report = pulled_impatiently(&room, &server).expect("it goes on");
    assert_eq!(report.added as u64, all - 1, "{report:?}");
    let it = report.left.iter().find(|left| left.path.contains("/of-many-7/")).expect("it is told");
    assert!(it.why.contains("it was not taken: "), "{it:?}");
}

/// What came of a pull that waits for no answer longer than some seconds.
fn pulled_impatiently(room: &Room, server: &dyn Peer) -> Result<ImportReport, DeskError> {
    let by = Signature { author: "Bo Tan".to_owned(), device: "test".to_owned() };
    let mut desk = Desk::open(&room.path("News.galley"), Access::Write, by).expect("it opens");
    let target = desk.find_target(Some("blog")).expect("it is there");
    let session = Session::new(&target, Secret::new(server.secret())).expect("a server");
    let session = session.with_patience(Duration::from_secs(3));
    desk.pull(&session, None, &mut |_| {}, &Cancel::default()).map(|done| done.output)
}

#[test]
fn a_server_that_answers_nothing_any_more_ends_a_pull_and_no_article_is_left_for_that() {
    let server = WordPress::start();
    server.ask(&["many", "2"]);
    let room = empty(&server, &Wire::falling_silent(&server, "/posts?include=").address());
    let stopped = pulled_impatiently(&room, &server).expect_err("it is not there any more");
    assert!(stopped.to_string().contains("cannot be reached"), "{stopped}");
    through(&room, &server, &Wire::to(&server));
    let report = json_of(&pull(&room, &server));
    assert!(counts(&report)[0] >= 3, "the next one has all: {report}");
    assert_eq!(shown(&room, "of-many-1")["status"], "published");
}

#[test]
fn what_readers_need_a_password_for_comes_in_as_a_draft() {
    let server = WordPress::start();
    server.ask(&["fill"]);
    server.ask(&["protect", "old-two", "tea"]);
    let room = empty(&server, &server.address());
    let report = json_of(&pull(&room, &server));
    assert!(report["left"].to_string().contains("so it comes in as a draft"), "{report}");
    assert_eq!(shown(&room, "old-one")["status"], "published");
    assert_eq!(shown(&room, "old-two")["status"], "draft", "a site of ours would show it to everyone");
    // Nor does it go out by being brought in once more.
    server.edit("old-two");
    assert_eq!(counts(&json_of(&pull(&room, &server)))[1], 1);
    assert_eq!(shown(&room, "old-two")["status"], "draft");
    assert!(body(&room, "old-two").contains("Added there."));
}
