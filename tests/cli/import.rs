//! Taking Markdown in: reports, and what is not harmed by a bad file.

use galley_tests::program::{Room, each};

fn blog(room: &Room) {
    room.write(
        "blog/one.md",
        "---\ntitle: One\ndate: 2023-10-19\ntags: [Cloud]\nmood: calm\nviews: many\n---\nFirst.\n",
    );
    room.write("blog/two.zh.md", "---\ntitle: 二\n---\n第二篇。\n");
    room.write("blog/draft.md", "---\ntitle: Three\ndraft: true\n---\nNot yet.\n");
}

#[test]
fn a_folder_comes_in_once() {
    let room = Room::new();
    blog(&room);
    let first = room.json(["import", "blog"]);
    assert_eq!((&first["added"], &first["unchanged"]), (&3.into(), &0.into()), "{first}");
    let taken = first["taken"].as_array().expect("a list");
    let note = taken.iter().find(|taken| taken["path"] == "blog/one.md").expect("there is something to say");
    assert_eq!(note["notes"][0]["line"], 6, "{first}");
    let again = room.json(["import", "blog"]);
    assert_eq!((&again["added"], &again["unchanged"]), (&0.into(), &3.into()), "{again}");
    room.write("blog/one.md", "---\ntitle: One\ndate: 2023-10-19\n---\nFirst, and more.\n");
    assert_eq!(
        room.on(["import", "blog"]).done().lines().next(),
        Some("3 articles: 0 new, 1 changed, 2 as before.")
    );
    let list = room.json(["list"]);
    let mut rows: Vec<_> = each(&list, "slug").into_iter().zip(each(&list, "status")).collect();
    rows.sort_unstable();
    assert_eq!(rows, [("draft", "draft"), ("one", "published"), ("two", "published")]);
}

#[test]
fn a_bad_file_is_named_by_line_and_harms_no_other() {
    let room = Room::new();
    blog(&room);
    room.write("blog/broken.md", "---\ntitle: Fine\ntags: [open\n---\nText.\n");
    room.write("blog/latin.md", b"---\ntitle: caf\xe9\n---\n");
    let ran = room.on(["import", "blog"]);
    assert_eq!(ran.code, 0, "what was good is taken: {ran:?}");
    assert!(ran.out.starts_with("3 articles: 3 new."), "{ran:?}");
    let broken = ran.out.lines().find(|line| line.contains("broken.md")).expect("it is named");
    assert!(broken.starts_with("blog/broken.md:"), "{broken}");
    assert!(ran.out.contains("blog/latin.md:2: it is not UTF-8 text"), "{ran:?}");
    let json = room.json(["import", "blog"]);
    let left = json["left"].as_array().expect("a list");
    assert!(left.iter().any(|left| left["path"] == "blog/broken.md" && left["line"].is_u64()), "{json}");
}

#[test]
fn nothing_taken_is_a_failure_and_other_paths_go_on() {
    let room = Room::new();
    room.write("bad/broken.md", "---\ntitle: [open\n---\n");
    assert_eq!(room.on(["import", "bad"]).code, 1);
    let nowhere = room.on(["import", "nowhere"]);
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.out.contains("nowhere: it cannot be opened"), "{nowhere:?}");
    blog(&room);
    let both = room.on(["import", "nowhere", "blog/one.md", "blog/two.zh.md"]);
    assert_eq!(both.code, 0, "{both:?}");
    assert!(both.out.starts_with("2 articles: 2 new."), "{both:?}");
}

#[test]
fn what_is_said_of_many_files_is_said_once() {
    let room = Room::new();
    blog(&room);
    for page in 0..9 {
        room.write(&format!("blog/page{page}.html"), "<p>Text");
    }
    let ran = room.on(["import", "blog"]);
    assert!(ran.out.contains("9 things were not taken:"), "{ran:?}");
    let said: Vec<_> = ran.out.lines().filter(|line| line.contains("it is no Markdown")).collect();
    assert_eq!(said.len(), 1, "{ran:?}");
    assert!(said[0].starts_with("blog/page0.html and 8 more: "), "{said:?}");
    let json = room.json(["import", "blog"]);
    assert_eq!(json["left"].as_array().map(Vec::len), Some(9), "scripts get all of them");
}

#[test]
fn a_library_and_a_backup_are_told_from_articles() {
    let room = Room::sample();
    room.on(["backup", "monday.zip"]).done();
    room.run(["new", "Other"]).done();
    for (path, says) in
        [("News.galley", "write them out as a bundle"), ("monday.zip", "make a library of it")]
    {
        let ran = room.run(["-l", "Other", "import", path]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.out.contains("nothing was imported") && ran.out.contains(says), "{ran:?}");
    }
    std::fs::create_dir(room.path("empty")).expect("made");
    let nothing = room.run(["-l", "Other", "import", "empty"]);
    assert_eq!(nothing.code, 1, "{nothing:?}");
    // A bundle may have other things than articles.
    room.run(["-l", "Other", "export", "bundle", "--out", "bare"]).done();
    room.run(["new", "Third"]).done();
    room.run(["-l", "Third", "import", "bare"]).done();
}

fn status(list: &serde_json::Value, slug: &str) -> String {
    let at = each(list, "slug").iter().position(|listed| *listed == slug).expect("it is listed");
    each(list, "status")[at].to_owned()
}

#[test]
fn where_the_library_reviews_nothing_goes_out_unapproved() {
    let room = Room::new();
    room.on(["settings", "review", "yes"]).done();
    blog(&room);
    let said = room.on(["import", "blog"]).done();
    assert!(said.contains("2 articles wait for approval"), "{said}");
    assert_eq!(room.json(["import", "blog"])["unchanged"], 3);
    let status = |slug: &str| status(&room.json(["list"]), slug);
    assert_eq!((status("one").as_str(), status("draft").as_str()), ("review", "draft"));
    room.on(["stage", "approved", "one"]).done();
    room.on(["release", "one"]).done();
    assert_eq!(status("one"), "published");
}

#[test]
fn what_comes_in_over_a_released_text_waits_where_the_library_reviews() {
    let room = Room::new();
    blog(&room);
    room.on(["import", "blog"]).done();
    room.on(["export", "bundle", "--out", "bundle", "two"]).done();
    room.on(["settings", "review", "yes"]).done();
    let readers_have = |words: &str| {
        room.on(["export", "site", "--out", "site", "--no-count"]).done();
        let pages = room.read_all("site", "index.html");
        assert!(pages.contains(words) && !pages.contains("a lie"), "{pages}");
    };
    room.write("blog/one.md", "---\ntitle: One\ndate: 2023-10-19\n---\nWith a lie.\n");
    let again = room.json(["import", "blog"]);
    assert_eq!((&again["updated"], &again["inReview"]), (&1.into(), &1.into()), "{again}");
    assert!(room.on(["show", "one", "--markdown"]).done().contains("With a lie."));
    readers_have("First.");
    // A bundle of Galley's own, which someone wrote in.
    let index = room.path("bundle/zh/two/index.md");
    let text = std::fs::read_to_string(&index).expect("an article").replace("第二篇。", "With a lie.");
    std::fs::write(&index, text).expect("written");
    let again = room.json(["import", "bundle"]);
    assert_eq!((&again["updated"], &again["inReview"]), (&1.into(), &1.into()), "{again}");
    readers_have("第二篇。");
    // One that says what it was, and that comes from where texts are reviewed.
    room.on(["export", "bundle", "--out", "all"]).done();
    room.run(["new", "Other"]).done();
    let carried = room.run(["-l", "Other", "import", "all", "--json"]).object();
    assert_eq!(carried["inReview"], 0, "{carried}");
    assert_eq!(status(&room.run(["-l", "Other", "list", "--json"]).object(), "two"), "published");
}

#[test]
fn custom_fields_come_along() {
    let room = Room::new();
    blog(&room);
    room.on(["import", "blog"]).done();
    room.on(["export", "bundle", "--out", "out", "one"]).done();
    assert!(room.read_all("out", "index.md").contains("mood: calm"));
}
