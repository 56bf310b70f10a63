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
    let note = &first["taken"][0];
    assert_eq!((&note["path"], &note["notes"][0]["line"]), (&"blog/one.md".into(), &6.into()), "{first}");
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
fn custom_fields_come_along() {
    let room = Room::new();
    blog(&room);
    room.on(["import", "blog"]).done();
    room.on(["export", "bundle", "--out", "out", "one"]).done();
    assert!(room.read_all("out", "index.md").contains("mood: calm"));
}
