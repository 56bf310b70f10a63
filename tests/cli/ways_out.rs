//! The ways out: a site that is served, a bundle that comes in again, HTML.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use galley_tests::program::{Ran, Room, Running, each};
use serde_json::Value;

#[test]
fn the_reference_article_stands_in_the_site() {
    let room = Room::new();
    room.on(["form", "add", "inquiry", "endpoint=mailto:desk@example.org", "button=Message Us"]).done();
    room.on(["target", "set", "site", "date-format=%b.%Y %d", "form=inquiry", "form-by-default=yes"]).done();
    let fields = [
        "category=ICT Industry News",
        "date=2023-10-19",
        "views=56",
        "lead=What came of it.",
        "body=A *body*.",
    ];
    room.on(["add", "Ten years on"].into_iter().chain(fields)).done();
    room.on(["add", "Not yet"]).done();
    room.on(["release", "ten-years-on"]).done();

    room.on(["add", "Under embargo", "embargo=2099-01-01"]).done();
    room.on(["release", "under-embargo"]).done();
    assert!(
        room.on(["show", "under-embargo"]).done().contains("held back  it is under embargo until 2099-01-01")
    );

    let report = room.json(["export", "site", "--out", "public"]);
    assert_eq!((&report["articles"], &report["held"]), (&1.into(), &2.into()), "{report}");
    assert!(!room.read_all("public", "index.html").contains("embargo"), "nothing of it leaves");
    let page = room.read("public/ten-years-on/index.html");
    for part in ["Oct.2023 19", "56", "ICT Industry News", "What came of it.", "<em>body</em>", "Message Us"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let again = room.json(["export", "site", "--out", "public"]);
    assert_eq!((&again["written"], &again["removed"]), (&0.into(), &0.into()), "{again}");
    room.write("public/CNAME", "example.org");
    room.on(["unrelease", "ten-years-on"]).done();
    assert!(room.json(["export", "site", "--out", "public"])["removed"].as_u64() > Some(0));
    assert!(!room.path("public/ten-years-on/index.html").exists(), "taken back");
    assert_eq!(room.read("public/CNAME"), "example.org", "a file that is not Galley's stays");
}

#[test]
fn a_site_that_stood_there_is_had_back() {
    let room = Room::new();
    room.on(["add", "Ten years on", "body=The first."]).done();
    room.on(["release", "ten-years-on"]).done();
    room.on(["export", "site", "--out", "public"]).done();
    room.on(["set", "ten-years-on", "body=The second."]).done();
    room.on(["release", "ten-years-on"]).done();
    room.on(["export", "site", "--out", "public"]).done();
    let page = || room.read("public/ten-years-on/index.html");
    assert!(page().contains("The second."));

    let releases = room.json(["release", "list", "public"]);
    let releases = releases["releases"].as_array().expect("a list");
    assert_eq!((&releases[0]["number"], &releases[0]["current"]), (&2.into(), &true.into()), "{releases:?}");
    let diff = room.json(["release", "diff", "public", "1"]);
    let changed = diff["changed"]["paths"].as_array().expect("a list");
    assert!(changed.contains(&"ten-years-on/index.html".into()), "{diff}");
    assert!(room.on(["release", "rollback", "public", "9"]).failed(1).contains("no release 9"));
    assert!(room.on(["release", "rollback", "public", "1"]).done().contains("Release 1 stands there again"));
    assert!(page().contains("The first."));
    assert!(room.on(["release", "verify", "public"]).done().contains("as they were written"));
    room.write("public/index.html", "mine");
    assert_eq!(room.on(["release", "verify", "public"]).code, 1);
    assert!(room.on(["export", "site", "--out", "public"]).done().contains("written"));
    assert!(page().contains("The second."), "the library says so");
    assert!(room.on(["release", "verify", "public"]).done().contains("as they were written"));
}

#[test]
fn a_target_takes_what_it_selects() {
    let room = Room::new();
    room.on(["add", "English"]).done();
    room.on(["add", "中文", "language=zh"]).done();
    room.on(["release", "english", "中文"]).done();
    room.on(["target", "add", "chinese", "languages=zh", "language=zh"]).done();
    let report = room.json(["export", "site", "--target", "chinese", "--out", "zh"]);
    assert_eq!(report["articles"], 1, "{report}");
    assert!(room.on(["export", "site", "--target", "nowhere", "--out", "x"]).failed(1).contains("no target"));
    assert!(!room.path("x").exists());
}

#[test]
fn a_site_is_served_to_this_computer() {
    let room = Room::sample();
    room.on(["export", "site", "--out", "public"]).done();
    let mut serving = room.start(["serve", "public", "--port", "0"]);
    let url = first_line(&mut serving);
    let host = url.strip_prefix("http://").and_then(|url| url.strip_suffix('/')).expect("an URL of a host");
    assert!(host.starts_with("127.0.0.1:"), "{url}");
    let home = fetch(host, "/");
    assert!(home.starts_with("HTTP/1.0 200") && home.contains("</html>"), "{home}");
    assert!(
        fetch(host, "/../News.galley/library.db").starts_with("HTTP/1.0 4"),
        "nothing outside the folder"
    );
}

fn first_line(running: &mut Running) -> String {
    let mut line = String::new();
    let out = running.0.stdout.take().expect("its answer");
    BufReader::new(out).read_line(&mut line).expect("a line");
    line.trim_end().to_owned()
}

fn fetch(host: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(host).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("asked");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_bundle_comes_in_again_as_it_was() {
    let room = Room::sample();
    let articles = room.json(["list", "--limit", "1000"]);
    for out in ["bundle", "bundle.zip"] {
        room.on(["export", "bundle", "--out", out, "--format", "galley"]).done();
        let library = format!("{out}.galley");
        room.run(["new", &library]).done();
        room.run(["-l", &library, "import", out]).done();
        let there = room.run(["-l", &library, "list", "--limit", "1000", "--json"]).object();
        // Articles of one moment may stand in another order: see to each by its id.
        let by_id =
            |list| -> BTreeMap<_, _> { each(list, "id").into_iter().zip(articles_of(list)).collect() };
        assert_eq!(by_id(&there).len(), by_id(&articles).len());
        for (id, article) in by_id(&articles) {
            for key in ["slug", "headline", "lead", "language", "kind", "status", "date", "category", "words"]
            {
                assert_eq!(by_id(&there)[id][key], article[key], "{key} of {id} in {out}");
            }
        }
        for id in each(&articles, "id") {
            let body = room.run(["-l", &library, "show", id, "--markdown"]).done();
            assert_eq!(body, room.on(["show", id, "--markdown"]).done());
        }
        assert_eq!(room.run(["-l", &library, "verify"]).code, 0);
    }
}

#[test]
fn an_article_is_handed_over_without_the_newsroom() {
    let room = Room::sample();
    let found = room.json(["list", "--status", "published", "--language", "en", "--limit", "1"]);
    let id = each(&found, "id")[0];
    room.on(["export", "bundle", "--out", "one", id]).done();
    let manifest: Value = serde_json::from_str(&room.read("one/galley.json")).expect("its manifest");
    let used = room.json(["show", id]);
    let body = used["markdown"].as_str().expect("its body");
    for media in manifest["media"].as_array().expect("a list") {
        let name = media["name"].as_str().expect("a name");
        let is_used = body.contains(name) || room.read_all("one", "index.md").contains(name);
        assert!(is_used, "{name} is no picture of this article");
    }
    for noun in ["targets", "forms"] {
        assert!(manifest[noun].as_array().is_none_or(Vec::is_empty), "{noun}: {manifest}");
    }
    room.run(["new", "Other"]).done();
    room.run(["-l", "Other", "import", "one"]).done();
    assert_eq!(each(&room.run(["-l", "Other", "list", "--json"]).object(), "id"), [id]);
}

#[test]
fn nothing_is_written_into_a_library() {
    let room = Room::new();
    for words in [
        vec!["export", "site", "--out", "News.galley/site"],
        vec!["export", "bundle", "--out", "News.galley/media/../bundle"],
        vec!["backup", "News.galley/monday.zip"],
    ] {
        let said = room.on(words.iter().copied()).failed(1);
        assert!(said.contains("library's own folder"), "{words:?}: {said}");
    }
    let left = ["site", "bundle", "monday.zip"].map(|name| room.path("News.galley").join(name).exists());
    assert_eq!(left, [false; 3]);
}

fn articles_of(list: &Value) -> &[Value] {
    list["articles"].as_array().map(Vec::as_slice).unwrap_or_default()
}

#[test]
fn markdown_becomes_html() {
    let room = Room::bare();
    room.write("text.md", "A *b* <script>alert(1)</script>\n");
    let html = room.run(["render", "text.md"]).done();
    assert!(html.contains("<em>b</em>") && !html.contains("<script"), "{html}");
    let strict = room.run(["render", "text.md", "--strict-commonmark"]).done();
    assert_eq!(strict, "<p>A <em>b</em> <script>alert(1)</script></p>\n");
    assert_eq!(room.run(["render", "text.md", "--json"]).object()["html"], html);
    for words in [vec!["render"], vec!["render", "-"]] {
        let mut command = room.command(&words);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        child.stdin.take().expect("its input").write_all("数字".as_bytes()).expect("written");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "<p>数字</p>\n", "{words:?}");
    }
    room.write("latin.md", b"caf\xe9");
    let said = room.run(["render", "latin.md"]).failed(1);
    assert!(said.contains("latin.md cannot be read"), "{said}");
    let none = Ran::of(room.command(["render", "nowhere.md"])).failed(1);
    assert!(none.contains("nowhere.md cannot be read"), "{none}");
}
