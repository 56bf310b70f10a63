//! Categories, tags, bylines, targets and forms, by name.

use galley_tests::program::{Room, each};

#[test]
fn nouns_are_made_shown_changed_and_removed() {
    let room = Room::new();
    let made = room.json(["category", "add", "Industry News", "name.zh=行业新闻", "order=1"]);
    assert_eq!(made["fields"]["slug.en"], "industry-news");
    room.on(["category", "add", "Awards", "parent=industry-news"]).done();
    assert_eq!(room.json(["category", "show", "Awards"])["fields"]["parent"], "industry-news");
    let list = room.json(["category", "list"]);
    assert_eq!(list["categories"].as_array().map(Vec::len), Some(2));
    assert!(room.on(["category", "list"]).done().contains("industry-news  Industry News, zh: 行业新闻"));
    assert!(
        room.on(["category", "set", "Industry News", "parent=awards"]).failed(1).contains("below itself")
    );
    assert!(room.on(["category", "add", "industry news"]).failed(1).contains("is there already"));

    room.on(["add", "Ten years on", "category=行业新闻", "tags=Cloud", "bylines=Li Wei"]).done();
    assert_eq!(each(&room.json(["list"]), "category"), ["Industry News"]);
    assert!(room.on(["tag", "remove", "Cloud"]).failed(1).contains("--force"));
    assert_eq!(room.json(["tag", "remove", "Cloud", "--force"])["articles"], 1);
    room.on(["byline", "set", "Li Wei", "urls=mailto:li@example.org"]).done();
    assert!(room.on(["byline", "show", "li-wei"]).done().contains("urls     mailto:li@example.org"));
    assert_eq!(room.json(["tag", "list"])["tags"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_name_that_changes_is_found_under_the_new_one() {
    let room = Room::new();
    room.on(["add", "Ten years on", "tags=Cloud", "bylines=Li Wei"]).done();
    room.on(["tag", "set", "Cloud", "name=Mainframe"]).done();
    room.on(["byline", "set", "Li Wei", "name=Marta Berg"]).done();
    for (query, hits) in [("mainframe", 1), ("berg", 1), ("cloud", 0), ("wei", 0)] {
        let found = room.json(["search", query]);
        assert_eq!(found["articles"].as_array().map(Vec::len), Some(hits), "{query}");
    }
}

#[test]
fn http_is_allowed_to_one_host_at_a_time() {
    let room = Room::new();
    let add = ["target", "add", "old", "--kind", "ghost", "address=http://old.example.org"];
    assert!(room.on(add).failed(1).contains("plain=yes"));
    room.on(add.into_iter().chain(["plain=yes"])).done();
    room.on(["target", "set", "old", "address=http://old.example.org/blog"]).done();
    let refused = room.on(["target", "set", "old", "address=http://other.example.org"]).failed(1);
    assert!(refused.contains("plain=yes"), "it does not go along to another host: {refused}");
    assert_eq!(room.json(["target", "show", "old"])["fields"]["plain"], "yes");
    room.on(["target", "set", "old", "address=https://other.example.org"]).done();
    assert_eq!(room.json(["target", "show", "old"])["fields"]["plain"], "no");
}

#[test]
fn fields_that_were_read_can_be_set_again() {
    let room = Room::sample();
    for noun in ["category", "tag", "byline", "target", "form"] {
        let many = if noun == "category" { "categories".to_owned() } else { format!("{noun}s") };
        for one in room.json([noun, "list"])[&many].as_array().expect("a list") {
            let pairs: Vec<String> = one["fields"]
                .as_object()
                .expect("fields")
                .iter()
                .map(|(field, value)| format!("{field}={}", value.as_str().expect("text")))
                .collect();
            let words = [noun, "set", one["id"].as_str().expect("an id")];
            let again = room.json(words.into_iter().chain(pairs.iter().map(String::as_str)));
            assert_eq!(again, *one, "{noun}");
        }
    }
}

#[test]
fn a_form_and_a_target_are_furnished() {
    let room = Room::new();
    assert!(room.on(["form", "add", "inquiry"]).failed(1).contains("endpoint=mailto:"));
    room.on(["form", "add", "inquiry", "endpoint=mailto:desk@example.org", "button=Message Us"]).done();
    let words =
        ["target", "add", "second", "--kind", "site", "base-url=https://example.org/news/", "form=inquiry"];
    assert_eq!(room.json(words)["fields"]["base-url"], "https://example.org/news");
    room.on(["settings", "default-target", "second"]).done();
    assert_eq!(room.json(["settings"])["default-target"], "second");
    assert!(room.on(["target", "remove", "SECOND"]).failed(1).contains("default target"));
    room.on(["target", "remove", "site"]).done();
    for bad in ["base-url=example.org", "date-format=%Q", "allow-html=script", "page-size=0", "colour=red"] {
        room.on(["target", "set", "second", bad]).failed(1);
    }
}

#[test]
fn house_words_are_added_listed_and_removed() {
    let room = Room::new();
    assert_eq!(room.json(["words", "list"])["words"].as_array().map(Vec::len), Some(0));
    room.on(["words", "add", "Xinhua", "O’Brien"]).done();
    assert_eq!(room.json(["words", "add", "Xinhua", "Reuters"])["added"], serde_json::json!(["Reuters"]));
    assert_eq!(room.on(["words", "list"]).done(), "O'Brien\nReuters\nXinhua\n");
    assert!(room.on(["words", "add", "New York"]).failed(1).contains("nothing was changed"));
    assert!(room.on(["words", "remove", "Reuters", "Bloomberg"]).failed(1).contains("Bloomberg"));
    room.on(["words", "remove", "Reuters"]).done();
    assert_eq!(room.json(["words", "list"])["words"], serde_json::json!(["O'Brien", "Xinhua"]));
}
