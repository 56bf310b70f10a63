//! A library whose folder is taken away while it is open: nothing is said to be saved that nobody will find again.

use std::fs;

use galley_store::{Library, StoreError};

use crate::support::{Room, names, put, raw, transact, tree};

/// Saves one more article; says whether it was taken.
fn save(room: &mut Room, library: &mut Library, headline: &str) -> Result<(), StoreError> {
    let article = room.draft(headline, 1);
    library.transact(|tx| put(tx, &article))
}

fn is_gone(saved: &Result<(), StoreError>) -> bool {
    matches!(saved, Err(StoreError::Gone { .. }))
}

#[test]
fn a_folder_that_was_moved_takes_no_save_until_it_is_back() {
    let mut room = Room::new();
    let mut library = room.create();
    let (here, away) = (room.path("News.galley"), room.path("Moved.galley"));
    save(&mut room, &mut library, "Before").expect("saved");
    fs::rename(&here, &away).expect("moved");
    assert!(is_gone(&save(&mut room, &mut library, "Lost")));
    assert!(is_gone(&library.sync()), "nothing is said to be on the disk");
    assert!(is_gone(&library.must_stand()));
    assert_eq!(names(room.folder.path()), ["Moved.galley"], "nothing is made in its place");
    assert_eq!(library.view().article_ids().expect("it can still be read").len(), 1);

    // Another one in its place is none of this one's, though it holds the same.
    fs::create_dir(&here).expect("made");
    for (path, bytes) in tree(&away) {
        let to = here.join(path.strip_prefix(&away).expect("it is below"));
        fs::write(to, bytes).expect("copied");
    }
    let before = tree(&here);
    assert!(is_gone(&save(&mut room, &mut library, "Lost")));
    assert!(before == tree(&here), "it is left as it is");
    fs::remove_dir_all(&here).expect("removed");

    fs::rename(&away, &here).expect("moved back");
    save(&mut room, &mut library, "After").expect("it goes on by itself");
    library.sync().expect("it is on the disk");
    drop(library);
    assert_eq!(room.open().view().article_ids().expect("read").len(), 2);
}

#[test]
fn a_folder_that_goes_in_the_middle_of_a_change_has_none_of_it() {
    let mut room = Room::new();
    let mut library = room.create();
    let (here, away) = (room.path("News.galley"), room.path("Moved.galley"));
    let article = room.draft("Lost", 1);
    let saved = library.transact(|tx| {
        put(tx, &article)?;
        fs::rename(&here, &away).expect("moved");
        Ok(())
    });
    assert!(is_gone(&saved));
    drop(library);
    fs::rename(&away, &here).expect("moved back");
    assert_eq!(room.open().view().article_ids().expect("read"), []);
}

#[test]
fn a_folder_that_was_removed_is_not_written_to_and_leaves_the_one_that_is_made_there_alone() {
    let mut room = Room::new();
    let mut library = room.create();
    let here = room.path("News.galley");
    save(&mut room, &mut library, "Before").expect("saved");
    fs::remove_dir_all(&here).expect("removed");
    assert!(is_gone(&save(&mut room, &mut library, "Lost")));
    assert_eq!(names(room.folder.path()), [""; 0], "nothing is made in its place");

    // A new one is opened beside it; what SQLite clears away at the end of the old one is not the new one's.
    let mut new = room.create();
    save(&mut room, &mut new, "New").expect("saved");
    assert!(is_gone(&save(&mut room, &mut library, "Lost")));
    drop(library);
    save(&mut room, &mut new, "Newer").expect("saved");
    drop(new);
    raw(&here, "PRAGMA quick_check");
    let mut again = room.open();
    transact(&mut again, |_| Ok(()));
    assert_eq!(again.view().article_ids().expect("read").len(), 2);
}
