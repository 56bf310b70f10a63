//! Who made a cover stands below it at a server, where there is a place for it.

use galley_desk::{Access, Desk};
use galley_tests::ghost::ghost;
use galley_tests::library::by;
use galley_tests::micropub::micropub;
use galley_tests::peer::Peer;
use galley_tests::program::Room;
use galley_tests::wordpress::wordpress;
use serde_json::{Value, json};

use super::{done, publish, room, run, there, told};

fn change(room: &Room, slug: &str, words: &[&str]) {
    let changed = run(room, "", &[&["set", slug], words].concat());
    assert!(changed.status.success(), "{words:?}: {}", told(&changed));
    assert!(run(room, "", &["release", slug]).status.success());
}

/// What is said below the cover there, once it was said here and sent.
fn below(server: &dyn Peer, room: &Room, slug: &str, words: &[&str], read: &dyn Fn() -> Value) -> Value {
    change(room, slug, words);
    let sent = done(&publish(room, server.secret(), slug, &[]));
    assert_eq!((&sent["state"], &sent["notes"]), (&"verified".into(), &json!([])), "{words:?}: {sent}");
    assert_eq!(done(&publish(room, server.secret(), slug, &[]))["step"], "nothing", "{words:?}");
    read()
}

#[test]
fn wordpress_has_it_in_the_caption_of_the_picture() {
    let (server, slug) = (wordpress(), "cr-media");
    let room = room(slug, server, &server.address());
    let read = || {
        let (posts, pictures) = there(server, slug);
        let cover = pictures.iter().find(|picture| picture["id"] == posts[0]["cover"]);
        cover.expect("its cover is there")["caption"].clone()
    };
    let below = |words: &[&str]| below(server, &room, slug, words, &read);
    assert_eq!(
        below(&["cover-caption=Laid at night", "cover-credit=Mara & Bo"]),
        "Laid at night · Picture: Mara & Bo"
    );
    assert_eq!(below(&["cover-credit=Wei Lin"]), "Laid at night · Picture: Wei Lin");
    assert_eq!(below(&["cover-caption="]), "Picture: Wei Lin");
}

#[test]
fn ghost_has_it_in_the_caption_of_the_article_and_what_someone_makes_of_that_is_taken_apart_again() {
    let (server, slug) = (ghost(), "cr-feature");
    let room = room(slug, server, &server.address());
    let read = || there(server, slug).0[0]["coverCaption"].clone();
    let sent = below(server, &room, slug, &["cover-caption=Laid at night", "cover-credit=Mara"], &read);
    assert_eq!(sent, "Laid at night · Picture: Mara");

    server.ask(&["reword", slug, "A ship", "Laid by day · Picture: Mara"]);
    let taken = run(&room, server.secret(), &["publish", slug, "--target", "blog", "--theirs"]);
    assert!(taken.status.success(), "{}", told(&taken));
    let desk = Desk::open(&room.path("News.galley"), Access::Read, by()).expect("it opens");
    let article = desk.article(desk.find_article(slug).expect("it is there")).expect("it is there");
    let cover = article.content.cover.expect("it has one");
    assert_eq!((cover.caption.as_str(), cover.credit.as_str()), ("Laid by day", "Mara"));
}

#[test]
fn where_there_is_no_place_for_it_that_is_said() {
    let (server, slug) = (micropub(), "cr-none");
    let room = room(slug, server, &server.address());
    change(&room, slug, &["cover-credit=Mara"]);
    let sent = done(&publish(&room, server.secret(), slug, &[]));
    assert_eq!(sent["notes"], json!(["the site has no place for who made the cover: Mara"]), "{sent}");
}
