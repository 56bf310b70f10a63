//! Several connections at one library, as several windows and programs have them.

use std::sync::mpsc::channel;
use std::time::Duration;

use galley_store::{Access, Library, Neighbours, StoreError};
use galley_testkit::build;

use crate::support::{Room, put, transact};

/// Other processes are seen in `tests/cli/together.rs`.
#[test]
fn those_of_one_process_are_no_neighbours_of_one_another() {
    let mut room = Room::new();
    let first = room.create();
    for access in [Access::Read, Access::Write] {
        let second = Library::open(first.folder(), access).expect("it opens all the same");
        let both = [&first, &second].map(Library::neighbours);
        assert_eq!(both, [Neighbours::None; 2], "{access:?}");
    }
    assert_eq!(first.neighbours(), Neighbours::None);
}

#[test]
fn one_for_reading_reads_and_does_not_write() {
    let mut room = Room::new();
    let mut library = room.create();
    let article = room.draft("Read me", 3);
    transact(&mut library, |tx| put(tx, &article));
    let mut reader = library.reader().expect("it opens");
    assert_eq!(reader.view().article(article.id).expect("read").as_ref(), Some(&article));
    let refused = reader.transact(|tx| put(tx, &article));
    assert!(matches!(refused, Err(StoreError::ReadOnly)), "{refused:?}");
}

#[test]
fn a_change_elsewhere_is_noticed_and_an_own_one_is_not() {
    let mut room = Room::new();
    let mut one = room.create();
    let mut two = room.open();
    let article = room.draft("Changed", 4);
    let before = (one.data_version().expect("asked"), two.data_version().expect("asked"));
    transact(&mut two, |tx| put(tx, &article));
    assert_ne!(one.data_version().expect("asked"), before.0);
    assert_eq!(two.data_version().expect("asked"), before.1);
    assert_eq!(one.view().article(article.id).expect("read").as_ref(), Some(&article));
    transact(&mut one, |tx| put(tx, &article));
    assert_ne!(two.data_version().expect("asked"), before.1);
}

#[test]
fn a_snapshot_sees_one_state_while_another_writes() {
    let mut room = Room::new();
    let one = room.create();
    let mut two = room.open();
    let article = room.draft("Later", 5);
    let seen = one.snapshot(|view| {
        let before = view.article(article.id)?;
        transact(&mut two, |tx| put(tx, &article));
        Ok::<_, StoreError>((before, view.article(article.id)?))
    });
    assert_eq!(seen.expect("read"), (None, None));
    assert_eq!(one.view().article(article.id).expect("read"), Some(article));
}

#[test]
fn a_second_writer_waits_its_turn() {
    let mut room = Room::new();
    let mut one = room.create();
    let mut two = room.open();
    let (first, second) = (room.draft("First", 6), room.draft("Second", 7));
    let (inside, wait) = channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            transact(&mut one, |tx| {
                inside.send(()).expect("the other waits");
                // Long enough that the other really meets the lock.
                std::thread::sleep(Duration::from_millis(50));
                put(tx, &first)
            });
        });
        wait.recv().expect("the first is inside");
        transact(&mut two, |tx| put(tx, &second));
    });
    let ids = room.open().view().article_ids().expect("read");
    assert_eq!(ids, [first.id, second.id]);
}

#[test]
fn a_change_that_fails_changes_nothing() {
    let mut room = Room::new();
    let mut library = room.create();
    let now = room.now();
    let tag = build::tag(&mut room.ids, now, "Half");
    let article = room.draft("Half", 8);
    let failed: Result<(), StoreError> = library.transact(|tx| {
        tx.put_noun(&tag)?;
        put(tx, &article)?;
        Err(StoreError::DiskFull)
    });
    assert!(matches!(failed, Err(StoreError::DiskFull)));
    assert_eq!(library.view().nouns::<galley_domain::Tag>().expect("read"), []);
    assert_eq!(library.view().article(article.id).expect("read"), None);
}
