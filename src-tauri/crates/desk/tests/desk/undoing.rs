//! Undo and redo.

use galley_desk::Code;
use galley_desk::domain::Content;
use galley_desk::wire::Op;

use crate::support::Room;

#[test]
fn typing_is_one_step() {
    let mut room = Room::new();
    let id = room.article("Cables");
    for n in 1..=4 {
        room.write(id, &format!("{n}"));
    }
    assert_eq!(room.desk.can_undo(), Some(Op::Write));
    room.desk.undo().expect("undone");
    assert_eq!(room.body(id), "");
    room.desk.redo().expect("done again");
    assert_eq!(room.body(id), "4");
}

#[test]
fn typing_that_began_above_the_body_is_undone_with_the_body() {
    let mut room = Room::new();
    let id = room.article("Cables");
    let before = room.content(id);
    for (headline, body) in
        [("Cables below", ""), ("Cables below", "A text."), ("Cables below the sea", "A text.")]
    {
        let content = Content { headline: headline.to_owned(), body: body.to_owned(), ..before.clone() };
        let base = room.desk.show(id).expect("there").version;
        room.desk.write(id, base, content).expect("saved");
    }
    room.desk.undo().expect("undone");
    assert_eq!((room.content(id).headline, room.body(id)), (before.headline, before.body));
    room.desk.redo().expect("done again");
    assert_eq!((&*room.content(id).headline, &*room.body(id)), ("Cables below the sea", "A text."));
}

#[test]
fn that_no_step_is_left_is_said_of_undo_and_of_redo() {
    let mut room = Room::new();
    assert_eq!(room.desk.undo().expect_err("nothing was done").code(), Code::NothingToUndo);
    assert_eq!(room.desk.redo().expect_err("nothing was undone").code(), Code::NothingToRedo);
}

#[test]
fn the_step_that_is_meant_is_undone_and_no_other() {
    let mut room = Room::new();
    let id = room.article("Cables");
    room.desk.trash(&[id]).expect("in the trash");
    assert_eq!(room.desk.undo_of(Op::Import).expect_err("the trash came last").code(), Code::OtherStep);
    assert_eq!(room.desk.status().expect("a status").trashed, 1);
    room.desk.undo_of(Op::Trash).expect("it is the last one");
    assert_eq!(room.desk.status().expect("a status").trashed, 0);
}

#[test]
fn steps_of_one_article_are_undone_one_after_the_other_and_done_again() {
    let mut room = Room::new();
    let id = room.article("Cables");
    room.write(id, "Written.");
    for views in ["1", "2", "3"] {
        room.set(id, "views", views);
    }
    let now = |room: &Room| (room.body(id), room.content(id).view_base);
    let written = |views| ("Written.".to_owned(), views);
    for views in [Some(2), Some(1), None] {
        room.desk.undo().expect("undone");
        assert_eq!(now(&room), written(views));
    }
    room.desk.undo().expect("what was written, too");
    assert_eq!(room.body(id), "");
    room.desk.redo().expect("written again");
    for views in [Some(1), Some(2), Some(3)] {
        room.desk.redo().expect("done again");
        assert_eq!(now(&room), written(views));
    }
    room.desk.undo().expect("undone once more");
    let base = room.desk.show(id).expect("there").version;
    let hers = Content { body: "Hers.".to_owned(), ..room.content(id) };
    room.neighbour().write(id, base, hers).expect("saved");
    assert_eq!(room.desk.undo().expect_err("changed since").code(), Code::NotAllowed);
}

#[test]
fn a_bulk_change_is_one_step() {
    let mut room = Room::new();
    let ids: Vec<_> = (0..5).map(|n| room.article(&format!("Article {n}"))).collect();
    room.desk.trash(&ids).expect("in the trash");
    assert_eq!(room.desk.status().expect("a status").trashed, 5);
    room.desk.undo().expect("undone");
    assert_eq!(room.desk.status().expect("a status").trashed, 0);
}

#[test]
fn undoing_a_new_article_puts_it_into_the_trash() {
    let mut room = Room::new();
    let id = room.article("Cables");
    room.desk.undo().expect("undone");
    assert_eq!(room.desk.status().expect("a status").trashed, 1);
    assert!(room.desk.show(id).is_ok(), "its text is not gone");
    room.desk.redo().expect("done again");
    assert_eq!(room.desk.status().expect("a status").trashed, 0);
}

#[test]
fn an_address_that_is_anothers_by_now_is_not_taken_back() {
    let mut room = Room::new();
    let first = room.article("Cables");
    room.set(first, "headline", "Ships");
    assert_eq!(room.content(first).slug.as_str(), "ships");
    let second = room.article("Cables");
    assert_eq!(room.content(second).slug.as_str(), "cables");
    room.desk.undo().expect("the second is in the trash");
    room.desk.undo().expect("the first is called Cables again");
    assert_eq!(room.content(first).headline, "Cables");
    assert_eq!(room.content(first).slug.as_str(), "cables-2");
    room.desk.untrash(&[second]).expect("out of the trash");
    assert_eq!(room.content(second).slug.as_str(), "cables");
}

#[test]
fn what_another_program_changed_since_is_not_undone() {
    let mut room = Room::new();
    let id = room.article("Cables");
    let base = room.write(id, "Mine.");
    let hers = Content { body: "Hers.".to_owned(), ..room.content(id) };
    room.neighbour().write(id, base, hers).expect("saved");
    assert_eq!(room.desk.undo().expect_err("changed since").code(), Code::NotAllowed);
    assert_eq!(room.body(id), "Hers.");
}

#[test]
fn a_category_and_a_setting_come_back() {
    let mut room = Room::new();
    let category = room.desk.add_category("Awards", None).expect("made").output;
    let id = room.article("Cables");
    room.set(id, "category", "Awards");
    assert_eq!(room.desk.remove_category(&category, false).expect_err("in use").code(), Code::NotAllowed);
    room.desk.remove_category(&category, true).expect("removed");
    assert_eq!(room.content(id).category, None);
    room.desk.undo().expect("undone");
    assert_eq!(room.content(id).category, Some(category.id));
    assert!(room.desk.find_category("awards").is_ok());

    room.desk.set_setting("review", "yes").expect("set");
    room.desk.undo().expect("undone");
    assert!(!room.desk.settings().expect("settings").review);
}

#[test]
fn a_step_of_another_desk_is_undone_from_here_once_it_is_taken_over() {
    let mut room = Room::new();
    let mut other = room.neighbour();
    let new = galley_desk::article::NewArticle { headline: "Hers".to_owned(), ..Default::default() };
    let id = other.new_article(&new).expect("made").output;
    room.desk.adopt_step(other);
    room.desk.undo().expect("it is the last step");
    assert!(room.desk.article(id).expect("it is there").trashed_at.is_some());
}

/// As with texts: undoing takes back what was done here, and nothing that someone else did since.
#[test]
fn a_noun_or_setting_that_another_program_changed_since_is_not_undone() {
    let mut room = Room::new();
    let fields = |field: &str, value: &str| vec![(field.to_owned(), value.to_owned())];
    let refused = |room: &mut Room| {
        let refused = room.desk.undo().expect_err("changed since");
        assert_eq!(refused.code(), Code::NotAllowed, "{refused}");
    };
    room.desk.add_tag("Cables").expect("added");
    let tag = room.desk.find_tag("Cables").expect("there");
    room.desk.set_tag_fields(&tag, &fields("name", "Sea cables")).expect("set");
    let hers = room.neighbour().set_tag_fields(&tag, &fields("description", "Hers.")).expect("set").output;
    refused(&mut room);
    assert_eq!(room.desk.tags().expect("read"), [hers]);

    let site = room.desk.find_target(None).expect("there");
    room.desk.set_target_fields(&site, &fields("base-url", "https://one.example")).expect("set");
    room.neighbour().set_target_fields(&site, &fields("base-url", "https://two.example")).expect("set");
    refused(&mut room);

    room.desk.set_setting("review", "yes").expect("set");
    room.desk.set_setting("time-zone", "Asia/Shanghai").expect("set");
    room.neighbour().set_setting("time-zone", "Europe/Berlin").expect("set");
    refused(&mut room);
    assert_eq!(room.desk.settings().expect("read").time_zone.to_string(), "Europe/Berlin");
    room.desk.undo().expect("nobody changed that");
    assert!(!room.desk.settings().expect("read").review);
}

#[test]
fn steps_of_one_noun_are_undone_one_after_the_other_and_done_again() {
    let mut room = Room::new();
    room.desk.add_tag("One").expect("added");
    let tag = room.desk.find_tag("One").expect("there");
    let named = |room: &Room| {
        let tags = room.desk.tags().expect("read");
        tags.first().map(|tag| tag.names.get(&"en".parse().expect("a language")).slug.to_string())
    };
    let named_is = |room: &Room, slug: &str| assert_eq!(named(room).as_deref(), Some(slug));
    // Each leaves a former address behind, which undoing keeps.
    for slug in ["two", "three", "four"] {
        room.desk.set_tag_fields(&tag, &vec![("slug".to_owned(), slug.to_owned())]).expect("set");
    }
    for _ in 0..2 {
        for slug in ["three", "two", "one"] {
            room.desk.undo().expect("undone");
            named_is(&room, slug);
        }
        room.desk.undo().expect("it was not there before");
        assert_eq!(named(&room), None);
        for slug in ["one", "two", "three", "four"] {
            room.desk.redo().expect("done again");
            named_is(&room, slug);
        }
    }
}
