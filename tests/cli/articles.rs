//! From a new library to an article that is out, found and revised.

use galley_tests::program::{Room, each};

#[test]
fn an_article_is_typed_in_found_and_let_out() {
    let room = Room::new();
    room.write("body.md", "Ships *still* carry less than cables.\n\n    kept as it is\n");
    let words = [
        "add",
        "Ten years on",
        "lead=What came of it.",
        "body=@body.md",
        "category=News",
        "tags=Cloud,海底光缆",
    ];
    let added = room.json(words);
    assert_eq!((each(&added, "slug"), each(&added, "status")), (vec!["ten-years-on"], vec!["draft"]));

    let set = room.json([
        "set",
        "ten-years-on",
        "date=2023-10-19",
        "views=56",
        "language=en",
        "custom.source=wire",
    ]);
    assert_eq!(each(&set, "date"), ["2023-10-19T00:00:00Z"]);
    assert_eq!(room.on(["show", "ten-years-on", "--markdown"]).done(), room.read("body.md"), "byte for byte");
    assert!(room.on(["show", "ten-years-on", "--html"]).done().contains("<em>still</em>"));

    let shown = room.on(["show", "ten-years-on"]).done();
    for part in
        ["Ten years on\nWhat came of it.", "status    draft", "tags      Cloud, 海底光缆", "views     56"]
    {
        assert!(shown.contains(part), "{part:?} in {shown}");
    }
    assert_eq!(each(&room.json(["search", "cable"]), "slug"), ["ten-years-on"], "in the body, not finished");
    assert_eq!(each(&room.json(["search", "光缆"]), "slug"), ["ten-years-on"], "in a tag, two characters");

    assert_eq!(
        each(&room.json(["release", "en/ten-years-on", "--at", "2099-01-01"]), "status"),
        ["scheduled"]
    );
    assert_eq!(each(&room.json(["unrelease", "ten-years-on"]), "status"), ["draft"]);
    assert_eq!(each(&room.json(["release", "ten-years-on"]), "status"), ["published"]);

    // Readers keep what they have until the time of what was changed since.
    room.on(["set", "ten-years-on", "lead=What came of it, told anew."]).done();
    assert!(room.on(["release", "ten-years-on", "--at", "2099-01-01"]).done().contains("published+ "));
    let history = room.on(["history", "ten-years-on"]).done();
    assert!(history.contains("released (goes out 2099-01-01"), "{history}");
    assert!(room.on(["unrelease", "ten-years-on", "--change"]).done().contains("published* "));
    assert_eq!(each(&room.json(["unrelease", "ten-years-on"]), "status"), ["draft"]);
}

#[test]
fn texts_of_every_script_are_written_found_and_shown() {
    let room = Room::new();
    let cases = [
        ("zh", "数字丝绸之路十年", "海底光缆连接各国港口。", "光缆"),
        ("ar", "طريق الحرير الرقمي", "تربط الكابلات البحرية الموانئ.", "الكابلات"),
        ("ja", "海底ケーブルの十年", "港と港をつなぐ光ファイバー。", "ファイバー"),
    ];
    for (language, headline, body, query) in cases {
        let (language, body) = (format!("language={language}"), format!("body={body}"));
        room.on(["add", headline, &language, &body]).done();
        assert_eq!(each(&room.json(["search", query]), "headline"), [headline]);
        assert!(room.on(["list"]).done().contains(headline));
    }
    let one = room.on(["list", "--language", "ar"]).done();
    assert!(one.contains("طريق-الحرير-الرقمي") && one.lines().count() == 1, "{one}");
    // Columns stand under each other, a Chinese character as wide as two others.
    let column = |line: &str, what: &str| {
        line.find(what).map(|at| line.chars().take(line[..at].chars().count()).count())
    };
    let list = room.on(["list"]).done();
    let statuses: Vec<_> = list.lines().map(|line| column(line, "draft")).collect();
    assert!(statuses.iter().all(|at| *at == Some(12)), "{list}");
}

#[test]
fn what_was_overwritten_comes_back() {
    let room = Room::new();
    room.on(["add", "Ten years on", "body=First."]).done();
    room.on(["keep", "ten-years-on", "as sent to legal"]).done();
    room.on(["set", "ten-years-on", "body=Second."]).done();
    room.on(["release", "ten-years-on"]).done();
    room.on(["set", "ten-years-on", "body=Third."]).done();
    assert_eq!(each(&room.json(["list"]), "status"), ["published"]);
    assert!(room.on(["list"]).done().contains("published*"), "with changes");

    let history = room.json(["history", "ten-years-on"]);
    let revisions = history["revisions"].as_array().expect("a list");
    let kept = revisions.iter().find(|r| r["name"] == "as sent to legal").expect("the named one");
    let number = kept["number"].to_string();
    assert_eq!(kept["author"], "Li Wei");
    assert!(revisions.iter().any(|r| r["released"] == true), "{history}");
    assert_eq!(room.on(["show", "ten-years-on", "--revision", &number, "--markdown"]).done(), "First.");
    let past = room.json(["show", "ten-years-on", "--revision", &number]);
    assert_eq!((&past["markdown"], &past["html"]), (&"First.".into(), &"<p>First.</p>\n".into()));

    room.on(["restore-revision", "ten-years-on", &number]).done();
    assert_eq!(room.on(["show", "ten-years-on", "--markdown"]).done(), "First.");
    let people = room.on(["history", "ten-years-on"]).done();
    assert!(people.contains("\"as sent to legal\"") && people.contains("(goes out)"), "{people}");
    assert!(
        room.json(["history", "ten-years-on"])["revisions"].as_array().expect("a list").len()
            > revisions.len()
    );
}

#[test]
fn articles_are_put_away_and_come_back() {
    let room = Room::new();
    for headline in ["One", "Two", "Three"] {
        room.on(["add", headline]).done();
    }
    room.on(["trash", "one", "two"]).done();
    assert_eq!(each(&room.json(["list"]), "slug"), ["three"]);
    assert_eq!(room.json(["list", "--trash"])["articles"].as_array().map(Vec::len), Some(2));
    room.on(["untrash", "one"]).done();
    room.on(["archive", "three"]).done();
    assert_eq!(each(&room.json(["list", "--status", "archived"]), "slug"), ["three"]);
    room.on(["unarchive", "three"]).done();
    // All or none: one that is not there keeps the other where it was.
    room.on(["trash", "one", "four"]).failed(1);
    assert_eq!(room.json(["list"])["articles"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_library_that_reviews_lets_out_what_is_approved() {
    let room = Room::new();
    room.on(["add", "Ten years on"]).done();
    room.on(["settings", "review", "yes"]).done();
    let stopped = room.on(["release", "ten-years-on"]).failed(3);
    assert!(stopped.contains("must be approved first"), "{stopped}");
    assert_eq!(each(&room.json(["list"]), "status"), ["draft"]);
    assert_eq!(each(&room.json(["stage", "review", "ten-years-on"]), "status"), ["review"]);
    assert_eq!(each(&room.json(["stage", "approved", "ten-years-on"]), "status"), ["approved"]);
    assert_eq!(each(&room.json(["release", "ten-years-on"]), "status"), ["published"]);
}

#[test]
fn dates_are_those_of_the_library_s_time_zone() {
    let room = Room::bare();
    room.run(["new", "News.galley", "--time-zone", "Asia/Shanghai", "--language", "zh", "--title", "新闻"])
        .done();
    room.on(["add", "十年", "date=2023-10-19"]).done();
    assert_eq!(each(&room.json(["list"]), "date"), ["2023-10-18T16:00:00Z"], "midnight in Shanghai");
    assert!(room.on(["list"]).done().starts_with("2023-10-19 "));
    assert!(room.on(["show", "十年"]).done().contains("2023-10-19 00:00"));
}

#[test]
fn what_is_in_the_trash_is_deleted_for_good_only_where_that_is_said() {
    let room = Room::new();
    room.on(["add", "Ten years on"]).done();
    let early = room.on(["delete", "ten-years-on", "--for-good"]);
    assert!(early.failed(1).contains("is not in the trash"));
    room.on(["trash", "ten-years-on"]).done();
    let told = room.on(["delete", "ten-years-on"]).done();
    assert!(told.contains("Would be deleted for good: 1 article") && told.contains("--for-good"), "{told}");
    assert_eq!(each(&room.json(["list", "--trash"]), "slug"), ["ten-years-on"], "nothing was changed");
    let done = room.json(["delete", "--all", "--for-good"]);
    assert_eq!((&done["deleted"], &done["going"]["articles"]), (&true.into(), &1.into()));
    assert!(each(&room.json(["list", "--trash"]), "slug").is_empty());
    room.on(["verify"]).done();
    assert_eq!(each(&room.json(["add", "Ten years on"]), "slug"), ["ten-years-on-2"]);
}
