//! Going back to an earlier version: what it changes is told before, and it can be undone.

use galley_desk::domain::{ArticleId, Content, RevisionNumber};
use galley_desk::wire::{FieldWord, Op};

use crate::support::Room;

/// An article with fields, the version that was kept of it, and others since.
fn changed_since() -> (Room, ArticleId, RevisionNumber) {
    let mut room = Room::new();
    let id = room.article("Cables");
    room.write(id, "Yesterday.");
    let set = |room: &mut Room, values: &[(&str, &str)]| {
        for (field, value) in values {
            room.set(id, field, value);
        }
    };
    set(&mut room, &[("category", "Industry"), ("tags", "sea, cables"), ("bylines", "Li Wei")]);
    set(
        &mut room,
        &[("date", "2026-02-01 08:00"), ("form", "on"), ("seo-title", "Cables, then"), ("views", "56")],
    );
    let kept = room.desk.keep_revision(id, "as sent").expect("kept").output;
    room.hands.minutes(60);
    set(
        &mut room,
        &[("category", "Ports"), ("tags", "sea"), ("bylines", "Anna"), ("date", ""), ("form", "off")],
    );
    set(&mut room, &[("seo-title", ""), ("noindex", "yes"), ("slug", "undersea-cables")]);
    let content = Content { aliases: vec!["/old-cables/".to_owned()], ..room.content(id) };
    let version = room.desk.show(id).expect("there").version;
    room.desk.write(id, version, content).expect("saved");
    room.write(id, "Today.");
    (room, id, kept)
}

/// What the comparison with a version tells of the fields.
fn told(room: &Room, id: ArticleId, number: RevisionNumber) -> Vec<(FieldWord, String, String)> {
    let compared = room.desk.compare_revision(id, number).expect("compared");
    compared.fields.into_iter().map(|told| (told.field, told.old, told.new)).collect()
}

#[test]
fn all_that_it_changes_beside_the_text_is_told_before() {
    let (mut room, id, kept) = changed_since();
    let said = told(&room, id, kept);
    let of = |field| {
        let found = said.iter().find(|(told, ..)| *told == field);
        found.map(|(_, old, new)| (old.as_str(), new.as_str()))
    };
    assert_eq!(of(FieldWord::Category), Some(("Industry", "Ports")));
    assert_eq!(of(FieldWord::Tags), Some(("sea\ncables", "sea")));
    assert_eq!(of(FieldWord::Bylines), Some(("Li Wei", "Anna")));
    assert!(
        of(FieldWord::Date).is_some_and(|(old, new)| old.starts_with("2026-02-01T08:00") && new.is_empty())
    );
    assert_eq!(of(FieldWord::Form), Some(("on", "off")));
    assert_eq!(of(FieldWord::SeoTitle), Some(("Cables, then", "")));
    assert_eq!(of(FieldWord::Noindex), Some(("no", "yes")));
    assert_eq!(of(FieldWord::Views), None, "it is the same");
    room.desk.restore_revision(id, kept).expect("restored");
    assert_eq!(told(&room, id, kept), [], "and nothing else is changed");
}

#[test]
fn addresses_stay_and_what_was_removed_since_does_not_come_back() {
    let (mut room, id, kept) = changed_since();
    let category = room.desk.find_category("Industry").expect("there");
    room.desk.remove_category(&category, true).expect("removed");
    let tag = room.desk.find_tag("cables").expect("there");
    room.desk.remove_tag(&tag, true).expect("removed");
    let byline = room.desk.find_byline("Li Wei").expect("there");
    room.desk.remove_byline(&byline, true).expect("removed");
    let before = room.content(id);
    let said = told(&room, id, kept);
    assert!(
        said.iter().all(|(field, ..)| !matches!(field, FieldWord::Category | FieldWord::Tags)),
        "{said:?}"
    );
    room.desk.restore_revision(id, kept).expect("restored");
    let after = room.content(id);
    assert_eq!((after.body.as_str(), &after.slug), ("Yesterday.", &before.slug));
    assert_eq!(
        (&after.aliases, after.category, &after.tags),
        (&before.aliases, before.category, &before.tags)
    );
    assert!(after.bylines.is_empty(), "the one that it had is gone: {:?}", after.bylines);
}

#[test]
fn it_is_one_step_that_can_be_undone_and_done_again() {
    let (mut room, id, kept) = changed_since();
    let before = room.content(id);
    room.desk.restore_revision(id, kept).expect("restored");
    let restored = room.content(id);
    assert_eq!(room.desk.can_undo(), Some(Op::RestoreRevision));
    room.desk.undo().expect("undone");
    assert_eq!(room.content(id), before);
    room.desk.redo().expect("done again");
    assert_eq!(room.content(id), restored);
}
