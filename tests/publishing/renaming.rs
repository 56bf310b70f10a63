//! A category, tag or byline gets another name here, or another place: what a server shows follows, and nothing of others is touched.

use galley_tests::ghost::ghost;
use galley_tests::peer::Peer;
use galley_tests::program::Room;
use galley_tests::wordpress::wordpress;
use serde_json::{Value, json};

use super::{done, publish, room_with, run, there, told};

fn planned(room: &Room, secret: &str, slug: &str) -> Value {
    done(&publish(room, secret, slug, &["--plan"]))
}

/// What publishing all that is behind would be, by article.
fn behind(room: &Room, secret: &str) -> Vec<String> {
    let plan = run(room, secret, &["publish", "--target", "blog", "--plan", "--json"]);
    assert!(plan.status.success(), "{}", told(&plan));
    let answer: Value = serde_json::from_slice(&plan.stdout).expect("JSON");
    let all = answer["publications"].as_array().expect("a list").iter();
    let line = |one: &Value| {
        let slug = one["headline"].as_str().and_then(|it| it.rsplit(' ').next()).unwrap_or("-").to_owned();
        format!("{slug} {}", one["step"].as_str().unwrap_or("-"))
    };
    let mut lines: Vec<_> = all.map(line).collect();
    lines.sort();
    lines
}

fn standing(room: &Room, slug: &str) -> Value {
    let board = run(room, "", &["board", "--json"]);
    let board: Value = serde_json::from_slice(&board.stdout).expect("JSON");
    let lines = board["articles"].as_array().expect("a list");
    let is_it = |line: &&Value| line["headline"].as_str().is_some_and(|it| it.ends_with(slug));
    lines.iter().find(is_it).expect("it is on the board")["places"][0]["standing"].clone()
}

fn change(room: &Room, words: &[&str]) {
    let changed = run(room, "", words);
    assert!(changed.status.success(), "{words:?}: {}", told(&changed));
}

fn terms(server: &dyn Peer, taxonomy: &str) -> Vec<String> {
    serde_json::from_str(&server.ask(&["terms", taxonomy])).expect("a list")
}

#[test]
fn a_renamed_tag_and_a_moved_category_follow_at_wordpress_without_a_double() {
    let server = wordpress();
    let secret = server.secret();
    let room = room_with(&["rn-one", "rn-two"], server, &server.address(), server.user());
    let sent = run(&room, secret, &["publish", "--target", "blog", "--json"]);
    assert!(sent.status.success(), "{}", told(&sent));
    assert_eq!(behind(&room, secret), [""; 0]);

    // A tag: only the article that has it is behind.
    change(&room, &["tag", "set", "rn-one", "name=rn-renamed"]);
    assert_eq!(behind(&room, secret), ["rn-one update"]);
    let plan = planned(&room, secret, "rn-one");
    assert_eq!((&plan["step"], &plan["tags"]), (&"update".into(), &json!(["rn-renamed"])), "{plan}");
    assert_eq!(planned(&room, secret, "rn-two")["step"], "nothing");
    assert_eq!([standing(&room, "rn-one"), standing(&room, "rn-two")], ["changed", "verified"]);
    // Taken back, nothing is to be done, and nobody asks the server.
    change(&room, &["tag", "set", "rn-renamed", "name=rn-one"]);
    assert_eq!(behind(&room, "must not be sent"), [""; 0]);
    assert_eq!(standing(&room, "rn-one"), "verified");

    change(&room, &["tag", "set", "rn-one", "name=rn-renamed"]);
    let sent = done(&publish(&room, secret, "rn-one", &[]));
    assert_eq!(
        (&sent["step"], &sent["state"], &sent["notes"]),
        (&"update".into(), &"verified".into(), &json!([]))
    );
    let tags = |slug: &str| there(server, slug).0[0]["tags"].clone();
    assert_eq!(tags("rn-one"), json!(["Cables &amp; ducts", "rn-renamed"]));
    let named = |name: &str| terms(server, "post_tag").iter().filter(|known| *known == name).count();
    assert_eq!([named("rn-renamed"), named("rn-one")], [1, 1], "the one of before may be others': it stays");
    assert_eq!(behind(&room, secret), [""; 0]);
    assert_eq!(done(&publish(&room, secret, "rn-one", &[]))["step"], "nothing");

    // What others are under is theirs.
    change(&room, &["tag", "set", "Cables & ducts", "name=Cables"]);
    assert_eq!(behind(&room, secret), ["rn-one update", "rn-two update"]);
    assert_eq!(done(&publish(&room, secret, "rn-two", &[]))["step"], "update");
    assert_eq!(tags("rn-two"), json!(["Cables", "rn-two"]));
    assert_eq!(tags("rn-one"), json!(["Cables &amp; ducts", "rn-renamed"]), "its turn has not come");
    assert_eq!(behind(&room, secret), ["rn-one update"]);
    done(&publish(&room, secret, "rn-one", &[]));

    // A category goes below another; then what it stands below is renamed.
    change(&room, &["category", "set", "ICT rn-two", "parent=ict-rn-one"]);
    assert_eq!(behind(&room, secret), ["rn-two update"]);
    assert_eq!(planned(&room, secret, "rn-two")["categories"], json!(["ICT rn-two"]));
    assert_eq!(done(&publish(&room, secret, "rn-two", &[]))["step"], "update");
    change(&room, &["category", "set", "ICT rn-one", "name=ICT above"]);
    assert_eq!(behind(&room, secret), ["rn-one update", "rn-two update"]);
    let sent = run(&room, secret, &["publish", "--target", "blog", "--json"]);
    assert!(sent.status.success(), "{}", told(&sent));
    assert_eq!(there(server, "rn-one").0[0]["categories"], json!(["ICT above"]));
    assert_eq!(there(server, "rn-two").0[0]["categories"], json!(["ICT rn-two"]));
    assert_eq!(behind(&room, secret), [""; 0]);
    assert_eq!(terms(server, "category").iter().filter(|known| *known == "ICT above").count(), 1);
}

#[test]
fn at_a_server_without_a_tree_a_category_that_moves_is_no_change_and_a_byline_is_one() {
    let server = ghost();
    let secret = server.secret();
    let room = room_with(&["rn-flat"], server, &server.address(), server.user());
    change(&room, &["byline", "add", "Wei Lin"]);
    change(&room, &["set", "rn-flat", "bylines=Wei Lin"]);
    change(&room, &["category", "add", "Above"]);
    change(&room, &["release", "rn-flat"]);
    done(&publish(&room, secret, "rn-flat", &[]));
    change(&room, &["category", "set", "ICT rn-flat", "parent=above"]);
    assert_eq!(behind(&room, secret), [""; 0]);
    assert_eq!(standing(&room, "rn-flat"), "noted", "the site has no such author");

    change(&room, &["byline", "set", "Wei Lin", "name=Lin Wei"]);
    assert_eq!(behind(&room, secret), ["rn-flat update"]);
    let sent = done(&publish(&room, secret, "rn-flat", &[]));
    assert_eq!(sent["step"], "update", "{sent}");
    assert_eq!(behind(&room, secret), [""; 0]);

    change(&room, &["category", "set", "ICT rn-flat", "name=ICT flat"]);
    assert_eq!(planned(&room, secret, "rn-flat")["step"], "update");
    done(&publish(&room, secret, "rn-flat", &[]));
    let names: Vec<String> =
        serde_json::from_value(there(server, "rn-flat").0[0]["tags"].clone()).expect("names");
    assert!(names.iter().any(|name| name == "ICT flat"), "{names:?}");
    assert!(!names.iter().any(|name| name == "ICT rn-flat"), "{names:?}");
}
