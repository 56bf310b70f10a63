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
