//! What is done to many articles in one step: found, undone, watched and stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use galley_desk::domain::ArticleId;
use galley_desk::wire::{ArticleFilter, WorkStage};
use galley_desk::{Cancel, DeskError, Progress};

use crate::support::Room;

/// More than one drawer of the search index holds.
const MANY: usize = 600;

fn filled() -> (Room, Vec<ArticleId>) {
    let mut room = Room::new();
    let ids: Vec<_> = (0..MANY).map(|number| room.article(&format!("Ship {number}"))).collect();
    (room, ids)
}

fn found(room: &Room, query: &str) -> usize {
    room.desk.search(query, &ArticleFilter::default(), 1_000).expect("searched").hits.len()
}

fn must_be_whole(room: &Room) {
    assert!(room.desk.verify(&mut |_| {}).expect("verified").is_empty());
}

#[test]
fn a_tag_on_a_whole_shelf_is_found_and_taken_back_as_one_step() {
    let (mut room, mut ids) = filled();
    // As a list has them: the newest first, and one of them twice.
    ids.reverse();
    ids.push(ids[0]);
    room.write(ids[0], "With *cables* in its text.");
    room.hands.minutes(10);
    let done = room.desk.tag_articles(&ids, &["Cables".to_owned()], &[]).expect("tagged");
    assert_eq!(done.changes.articles.len(), MANY, "each once");
    assert_eq!(found(&room, "cables"), 200, "as many as a search shows");
    let tag = room.desk.find_tag("Cables").expect("made");
    must_be_whole(&room);
    room.desk.set_tag_fields(&tag, &vec![("name".to_owned(), "Quays".to_owned())]).expect("renamed");
    assert_eq!((found(&room, "quays"), found(&room, "cables")), (200, 1));
    must_be_whole(&room);
    room.desk.undo().expect("the name");
    room.desk.undo().expect("the tags");
    assert_eq!(found(&room, "cables"), 1, "in the text alone");
    assert_eq!(room.body(ids[0]), "With *cables* in its text.");
    must_be_whole(&room);
    room.desk.redo().expect("the tags");
    assert_eq!(found(&room, "cables"), 200);
    assert_eq!(room.body(ids[0]), "With *cables* in its text.");
    must_be_whole(&room);
}

#[test]
fn what_does_not_touch_the_text_leaves_everything_else_as_it_was() {
    let (mut room, ids) = filled();
    room.write(ids[0], "A text.");
    room.desk.release(&ids[..2], None).expect("released");
    room.hands.minutes(10);
    let before: Vec<_> = ids.iter().map(|id| room.desk.article(*id).expect("there")).collect();
    room.desk.trash(&ids).expect("thrown away");
    room.desk.undo().expect("taken out");
    room.desk.archive(&ids, true).expect("put away");
    room.desk.undo().expect("taken out");
    room.set(ids[0], "category", "News");
    room.desk.undo().expect("taken off");
    for was in before {
        let mut is = room.desk.article(was.id).expect("there");
        (is.version, is.modified_at) = (was.version, was.modified_at);
        assert_eq!(is, was);
    }
    must_be_whole(&room);
}

#[test]
fn a_change_of_many_is_told_of_and_stopped_whole() {
    let (mut room, ids) = filled();
    let (cancel, last) = (Cancel::default(), Arc::new(AtomicUsize::new(0)));
    let watch = |room: &mut Room, stop_at: usize| {
        let (stop, last) = (cancel.clone(), Arc::clone(&last));
        let tell = move |progress: Progress| {
            assert_eq!((progress.stage, progress.total), (WorkStage::Changing, Some(MANY)));
            last.store(progress.done, Ordering::Relaxed);
            if progress.done >= stop_at {
                stop.cancel();
            }
        };
        room.desk.be_watched(Arc::new(tell), cancel.clone());
    };
    watch(&mut room, MANY);
    room.desk.archive(&ids, true).expect("put away");
    assert!(last.load(Ordering::Relaxed) > MANY / 2, "it is told how far it is");
    watch(&mut room, 200);
    assert!(matches!(room.desk.trash(&ids), Err(DeskError::Stopped)));
    assert!(ids.iter().all(|id| room.desk.article(*id).is_ok_and(|article| article.trashed_at.is_none())));
    assert!(matches!(room.desk.undo(), Err(DeskError::Stopped)), "it was asked to stop");
    room.desk.be_watched(Arc::new(|_| {}), Cancel::default());
    room.desk.undo().expect("what was stopped can be done once more");
    assert!(ids.iter().all(|id| room.desk.article(*id).is_ok_and(|article| !article.archived)));
    must_be_whole(&room);
}
