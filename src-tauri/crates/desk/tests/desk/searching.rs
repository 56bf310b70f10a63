//! Search through the desk: in every script, never behind the text, within a filter.

use galley_desk::wire::{ArticleFilter, SearchReply, StatusWord};

use crate::support::Room;

fn search(room: &Room, query: &str, filter: &ArticleFilter) -> SearchReply {
    room.desk.search(query, filter, 10).expect("searched")
}

fn headlines(room: &Room, query: &str) -> Vec<String> {
    search(room, query, &ArticleFilter::default()).hits.into_iter().map(|hit| hit.article.headline).collect()
}

#[test]
fn words_are_found_in_every_script_and_field() {
    let mut room = Room::new();
    for (headline, language, field, text) in [
        ("Light through glass", "en", "body", "The **repeaters** stand on the sea bed."),
        ("海底光缆", "zh", "body", "中继器每隔八十公里一个。"),
        ("海底ケーブル", "ja", "body", "中継器は海の底にあります。"),
        ("كابل بحري", "ar", "body", "تصل الشبكة إلى الميناء."),
        ("By someone", "en", "bylines", "Łucja Nowak"),
        ("On something", "en", "tags", "wavelengths"),
        ("With a lead", "en", "lead", "A sentence about moorings."),
    ] {
        let id = room.article(headline);
        room.set(id, "language", language);
        room.set(id, field, text);
    }
    for (query, headline) in [
        ("repeater", "Light through glass"),
        ("repea", "Light through glass"),
        ("glass light", "Light through glass"),
        ("光缆", "海底光缆"),
        ("继器", "海底光缆"),
        ("中継器", "海底ケーブル"),
        ("شبكة", "كابل بحري"),
        ("lucja", "By someone"),
        ("wavelen", "On something"),
        ("moorings", "With a lead"),
    ] {
        assert_eq!(headlines(&room, query), [headline], "{query}");
    }
    assert!(headlines(&room, "nothing like it").is_empty());
}

#[test]
fn search_is_never_behind_the_text() {
    let mut room = Room::new();
    let id = room.article("Cables");
    room.write(id, "zanzibar");
    assert_eq!(headlines(&room, "zanzibar"), ["Cables"]);
    room.write(id, "something else");
    assert!(headlines(&room, "zanzibar").is_empty());
    room.desk.undo().expect("undone");
    room.desk.trash(&[id]).expect("trashed");
    assert!(headlines(&room, "cables").is_empty());
    let trash = ArticleFilter { trashed: true, ..ArticleFilter::default() };
    assert_eq!(search(&room, "cables", &trash).hits.len(), 1);
}

#[test]
fn a_filter_narrows_and_pieces_show_what_was_found() {
    let mut room = Room::new();
    for (headline, category) in [("Cable one", "Projects"), ("Cable two", "Awards")] {
        let id = room.article(headline);
        room.set(id, "category", category);
        room.set(id, "body", "Long before the cable came, there was a ferry.");
    }
    let projects = ArticleFilter { category: Some("projects".to_owned()), ..ArticleFilter::default() };
    let found = search(&room, "cable", &projects);
    assert_eq!(found.hits.len(), 1);
    let hit = &found.hits[0];
    let marked = |pieces: &[galley_desk::wire::Mark]| {
        pieces.iter().filter(|piece| piece.hit).map(|piece| piece.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(marked(&hit.headline), ["Cable"]);
    assert_eq!(marked(&hit.snippet), ["cable"]);
    let whole: String = hit.headline.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(whole, "Cable one");
}

/// What a filter takes is kept from key to key.
#[test]
fn a_search_within_a_shelf_knows_at_once_what_came_there() {
    let mut room = Room::new();
    let published = ArticleFilter { status: Some(StatusWord::Published), ..ArticleFilter::default() };
    let found = |room: &Room| search(room, "cable", &published).hits.len();
    let ids = ["Cable one", "Cable two", "Cable three"].map(|headline| room.article(headline));
    assert_eq!(found(&room), 0);
    room.desk.release(&ids[..1], None).expect("released");
    assert_eq!((found(&room), found(&room)), (1, 1));
    // By another program.
    room.neighbour().trash(&ids[..1]).expect("trashed");
    assert_eq!(found(&room), 0);
    // By the clock alone.
    let at = room.desk.now() + chrono::TimeDelta::minutes(10);
    room.desk.release(&ids[1..], Some(at)).expect("released for later");
    assert_eq!(found(&room), 0);
    room.hands.minutes(11);
    assert_eq!(found(&room), 2);
}

#[test]
fn verify_finds_a_sound_library_sound() {
    let mut room = Room::new();
    let id = room.article("Cables");
    room.write(id, "Some text.");
    room.desk.release(&[id], None).expect("released");
    assert_eq!(room.desk.verify(&mut |_| {}).expect("verified"), Vec::<String>::new());
}
