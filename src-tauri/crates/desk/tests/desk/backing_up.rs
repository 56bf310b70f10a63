//! Automatic backups: when they are made, and the way back from one.

use std::fs;

use galley_desk::backups::{Keeper, of_place, put_back};
use galley_desk::places::recent;
use galley_desk::wire::BackupView;
use galley_desk::{Access, Clock, Code, Desk, rename};

use crate::support::{Room, by};

#[test]
fn one_is_made_each_hour_in_which_something_changed() {
    let mut room = Room::new();
    let (hands, root) = (room.hands.clone(), room.folder.path().join("kept"));
    let mut keeper = Keeper::new(&root, room.desk.folder()).expect("it can be read");
    let mut look = |minutes| {
        hands.minutes(minutes);
        keeper.look(hands.now()).expect("it is looked at").map(|made| made.same)
    };
    assert_eq!(look(0), Some(false), "the first one at once");
    assert_eq!((look(30), look(29)), (None, None), "within the hour");
    assert_eq!(look(1), None, "an hour later, nothing changed");
    let mut write = |headline: &str| {
        room.article(headline);
    };
    write("One");
    assert_eq!(look(0), Some(false), "an hour is over and something changed");
    write("Two");
    assert_eq!(look(59), None);
    assert_eq!(look(1), Some(false));

    // At the next start no one knows what changed: it is looked, and found to be the same.
    let mut next = Keeper::new(&root, room.desk.folder()).expect("it can be read");
    assert!(next.look(hands.now()).expect("looked at").is_none(), "within the hour");
    hands.minutes(60);
    assert!(next.look(hands.now()).expect("looked at").is_some_and(|made| made.same));
    assert_eq!(of_place(&root, room.desk.folder()).len(), 3);

    // A clock that was wrong for a while keeps no backup from being made.
    room.article("Three");
    hands.minutes(-24 * 60);
    assert!(next.look(hands.now()).expect("looked at").is_some_and(|made| !made.same));
}

#[test]
fn one_that_fails_is_tried_again_later_and_leaves_what_is_there() {
    let mut room = Room::new();
    let (hands, root) = (room.hands.clone(), room.folder.path().join("kept"));
    let mut keeper = Keeper::new(&root, room.desk.folder()).expect("it can be read");
    let first = keeper.make(hands.now()).expect("made").backup;
    // Someone put a file where the media would go.
    fs::write(keeper.folder().join("media"), "in the way").expect("written");
    let bytes = small_picture();
    room.desk.add_picture(&bytes, "harbour.png").expect("a picture");
    hands.minutes(60);
    assert!(keeper.look(hands.now()).is_err(), "it cannot be made");
    fs::remove_file(keeper.folder().join("media")).expect("removed");
    hands.minutes(9);
    assert!(keeper.look(hands.now()).expect("not yet").is_none());
    assert_eq!(keeper.newest(), Some(first));
    hands.minutes(1);
    assert!(keeper.look(hands.now()).expect("it is made").is_some());
}

/// A picture of one point.
fn small_picture() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(1u32.to_be_bytes());
    bytes.extend(1u32.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

#[test]
fn a_library_that_is_gone_or_damaged_leads_to_its_backups() {
    let mut room = Room::new();
    room.hands.minutes(100 * 365 * 24 * 60);
    let root = room.folder.path().join("kept");
    room.article("Kept");
    let made = room.desk.backup_now(&root).expect("made").backup;
    assert_eq!(made.articles, 1);
    let place = room.desk.folder().to_owned();
    drop(room.desk);

    fs::write(place.join("library.db"), "no database").expect("damaged");
    let open = || Desk::open(&place, Access::Write, by("Li Wei"));
    assert_eq!(open().err().map(|e| e.code()), Some(Code::LibraryDamaged));
    assert_eq!(of_place(&root, &place), std::slice::from_ref(&made));
    let done = put_back(&root, &place, &made.id, &mut |_| {}).expect("put back");
    assert!(done.kept.is_some_and(|kept| kept.join("library.db").is_file()));
    assert_eq!(open().expect("it opens").status().expect("read").articles, 1);

    fs::remove_dir_all(&place).expect("lost");
    assert_eq!(open().err().map(|e| e.code()), Some(Code::LibraryMissing));
    assert_eq!(of_place(&root, &place).len(), 1);
    assert!(of_place(&root, &place.with_file_name("Other.galley")).is_empty());
    for wrong in ["", "../x", "another/one"] {
        let refused = put_back(&root, &place, wrong, &mut |_| {}).map(|_| ());
        assert_eq!(refused.map_err(|e| e.code()), Err(Code::NotFound));
    }
    assert!(!place.exists(), "nothing was made");
    put_back(&root, &place, &made.id, &mut |_| {}).expect("put back");
    assert_eq!(open().expect("it opens").status().expect("read").articles, 1);

    // It was moved: its backups go with it.
    let moved = place.with_file_name("Moved.galley");
    fs::rename(&place, &moved).expect("moved");
    let elsewhere = Some(place.display().to_string());
    assert_eq!(of_place(&root, &moved), [BackupView { elsewhere, ..made }]);
    // One of its own comes before those, older though it is.
    let own = Desk::open(&moved, Access::Read, by("Li Wei")).expect("it opens").backup_now(&root);
    let own = own.expect("made").backup;
    let all = of_place(&root, &moved);
    assert_eq!((all.len(), &all[0]), (2, &own));
}

#[test]
fn a_library_with_another_name_keeps_its_backups_its_undo_and_its_place_in_the_list() {
    let mut room = Room::new();
    let (root, settings) = (room.folder.path().join("kept"), room.folder.path().join("settings"));
    let id = room.article("Kept");
    let made = room.desk.backup_now(&root).expect("made").backup;
    let from = room.desk.folder().to_owned();
    recent::remember(&settings, &from).expect("written");
    for (none, code) in [("a/b", Code::Invalid), ("", Code::Invalid)] {
        assert_eq!(room.desk.rename(none).map_err(|e| e.code()), Err(code), "{none:?}");
    }
    let neighbour = room.neighbour();
    assert_eq!(room.desk.rename("Evening").map_err(|e| e.code()), Err(Code::LibraryBusy));
    drop(neighbour);
    room.desk.rename("Evening").expect("renamed");
    rename::follow(&room.desk, &from, Some(&settings), Some(&root));
    let to = from.with_file_name("Evening.galley");
    assert_eq!((room.desk.folder(), room.desk.name().as_str(), from.exists()), (&*to, "Evening", false));
    assert_eq!(recent::all(&settings), std::slice::from_ref(&to));
    room.desk.undo().expect("the article's making can still be undone");
    room.desk.redo().expect("and done again");
    assert_eq!(room.desk.show(id).expect("there").article.headline, "Kept");
    drop(room.desk);
    // Also where it is lost before the next backup.
    fs::remove_dir_all(&to).expect("lost");
    assert_eq!(of_place(&root, &to), std::slice::from_ref(&made));
    put_back(&root, &to, &made.id, &mut |_| {}).expect("put back");
}
