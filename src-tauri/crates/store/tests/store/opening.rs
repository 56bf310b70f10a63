//! Making and opening a library, and everything that may stand at the path instead.

use std::fs;
use std::path::Path;

use galley_domain::{Ids as _, LibraryId};
use galley_store::{Access, DATABASE, Library, MEDIA, New, SCHEMA_VERSION, Setting, StoreError, verify};

use crate::support::{Room, names, raw, transact, tree};

fn open(path: &Path) -> Result<Library, StoreError> {
    Library::open(path, Access::Write)
}

#[test]
fn a_new_library_is_empty_and_whole() {
    let mut room = Room::new();
    let library = room.create();
    assert_eq!(verify(&library, crate::support::searched, |_, _| {}).expect("it can be checked"), []);
    assert_eq!(library.view().article_ids().expect("read"), []);
    let language = library.view().setting(Setting::Language).expect("read");
    assert_eq!(language, Some("en".into()));
    drop(library);
    assert_eq!(names(room.folder.path()), ["News.galley"], "nothing is left beside it");
    assert_eq!(names(&room.path("News.galley")), ["in-use.lock", DATABASE, MEDIA, "neighbours.lock"]);
}

#[test]
fn what_was_saved_is_there_after_closing() {
    let mut room = Room::new();
    let mut library = room.create();
    let article = room.draft("Ten years on", 1);
    transact(&mut library, |tx| crate::support::put(tx, &article));
    drop(library);
    assert_eq!(room.open().view().article(article.id).expect("read"), Some(article));
}

#[test]
fn what_is_there_already_is_not_replaced() {
    let mut room = Room::new();
    fs::write(room.path("a file.galley"), "letters").expect("written");
    fs::create_dir(room.path("a folder.galley")).expect("made");
    for name in ["a file.galley", "a folder.galley"] {
        let new =
            New { id: LibraryId::new(room.ids.next(room.now())), settings: Vec::new(), targets: Vec::new() };
        let refused = Library::create(&room.path(name), &new);
        assert!(matches!(refused, Err(StoreError::Exists { .. })), "{name}: {refused:?}");
    }
    assert_eq!(names(room.folder.path()), ["a file.galley", "a folder.galley"]);
    assert_eq!(fs::read(room.path("a file.galley")).expect("read"), b"letters");
}

#[test]
fn opening_makes_nothing_where_nothing_is() {
    let room = Room::new();
    for access in [Access::Write, Access::Read] {
        let refused = Library::open(&room.path("Gone.galley"), access);
        assert!(matches!(refused, Err(StoreError::Missing { .. })), "{refused:?}");
    }
    assert_eq!(names(room.folder.path()), [""; 0]);
}

type Expected = fn(&StoreError) -> bool;

/// What is not ours is left byte for byte as it was: it may be someone's work.
#[test]
fn what_is_no_library_is_refused_and_left_alone() {
    let room = Room::new();
    let place = |name: &str, database: &[u8]| {
        fs::create_dir(room.path(name)).expect("made");
        fs::write(room.path(name).join(DATABASE), database).expect("written");
    };
    fs::create_dir(room.path("Empty")).expect("made");
    fs::create_dir(room.path("Emptied.galley")).expect("made");
    place("Text.galley", b"just a text, longer than the sixteen bytes that SQLite looks at first");
    place("Nothing.galley", b"");
    place("Text", b"just a text, longer than the sixteen bytes that SQLite looks at first");
    place("Foreign.galley", b"");
    raw(
        &room.path("Foreign.galley"),
        "CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('bread');",
    );
    place("Half.galley", b"SQLite format 3\0and then something else altogether, which is no header at all");
    let before = tree(room.folder.path());

    let not_ours: Expected = |e| matches!(e, StoreError::NotALibrary { .. });
    let damaged: Expected = |e| matches!(e, StoreError::Damaged { .. });
    let cases = [
        ("Empty", not_ours),
        ("Emptied.galley", damaged),
        // A folder of this name was a library, whatever happened to its database.
        ("Text.galley", damaged),
        ("Nothing.galley", damaged),
        ("Half.galley", damaged),
        ("Text", not_ours),
        ("Foreign.galley", not_ours),
    ];
    for (name, expected) in cases {
        for access in [Access::Read, Access::Write] {
            let error = Library::open(&room.path(name), access).expect_err("it is no library");
            assert!(expected(&error), "{name}, {access:?}: {error:?}");
        }
    }
    let mut after = tree(room.folder.path());
    after.retain(|path, _| !path.ends_with("in-use.lock"));
    assert!(before == after, "only these were there before: {:?}; now: {:?}", before.keys(), after.keys());
}

#[test]
fn a_newer_library_is_a_clear_refusal() {
    let mut room = Room::new();
    drop(room.create());
    let path = room.path("News.galley");
    let later = SCHEMA_VERSION + 1;
    raw(
        &path,
        &format!(
            "INSERT INTO migration (number, name) VALUES ({later}, 'later'); PRAGMA user_version = {later};"
        ),
    );
    let before = fs::read(path.join(DATABASE)).expect("read");
    for access in [Access::Read, Access::Write] {
        let refused = Library::open(&path, access);
        let known = SCHEMA_VERSION;
        assert!(
            matches!(refused, Err(StoreError::TooNew { found, known: k }) if found == later && k == known),
            "{access:?}: {refused:?}"
        );
    }
    assert!(before == fs::read(path.join(DATABASE)).expect("read"), "it was left as it is");
}

#[test]
fn a_history_that_is_not_ours_is_refused() {
    let mut room = Room::new();
    drop(room.create());
    raw(&room.path("News.galley"), "UPDATE migration SET name = '0001_patched' WHERE number = 1");
    let refused = open(&room.path("News.galley"));
    assert!(matches!(refused, Err(StoreError::ForeignSchema { .. })), "{refused:?}");
}

#[test]
fn a_place_that_syncs_is_refused_for_new_and_for_old() {
    let mut room = Room::new();
    fs::create_dir(room.path("Dropbox")).expect("made");
    let new =
        New { id: LibraryId::new(room.ids.next(room.now())), settings: Vec::new(), targets: Vec::new() };
    let refused = Library::create(&room.path("Dropbox/News.galley"), &new);
    assert!(matches!(refused, Err(StoreError::UnsafePlace { .. })), "{refused:?}");
    assert_eq!(names(&room.path("Dropbox")), [""; 0]);

    drop(room.create());
    fs::rename(room.path("News.galley"), room.path("Dropbox/News.galley")).expect("moved");
    let refused = open(&room.path("Dropbox/News.galley"));
    assert!(matches!(refused, Err(StoreError::UnsafePlace { .. })), "{refused:?}");
}

#[test]
fn a_library_that_is_moved_while_closed_opens_elsewhere() {
    let mut room = Room::new();
    let article = room.draft("Moved", 2);
    let mut library = room.create();
    transact(&mut library, |tx| crate::support::put(tx, &article));
    drop(library);
    fs::rename(room.path("News.galley"), room.path("Renamed.galley")).expect("moved");
    let library = open(&room.path("Renamed.galley")).expect("it opens");
    assert_eq!(library.view().article(article.id).expect("read"), Some(article));
}

#[test]
fn another_name_takes_the_whole_library_along() {
    let mut room = Room::new();
    let mut library = room.create();
    let article = room.draft("Ten years on", 1);
    transact(&mut library, |tx| crate::support::put(tx, &article));
    fs::create_dir(room.path("Taken.galley")).expect("made");
    let refused = library.rename(&room.path("Taken.galley"));
    assert!(matches!(refused, Err(StoreError::Exists { .. })), "an empty folder, too: {refused:?}");
    let neighbour = room.open();
    let refused = library.rename(&room.path("Evening.galley"));
    assert!(matches!(refused, Err(StoreError::InUse { .. })), "{refused:?}");
    drop(neighbour);
    assert_eq!(names(room.folder.path()), ["News.galley", "Taken.galley"]);
    let reader = Library::open(&room.path("News.galley"), Access::Read);
    assert!(matches!(reader.expect("opens").rename(&room.path("X.galley")), Err(StoreError::ReadOnly)));

    library.rename(&room.path("Evening.galley")).expect("renamed");
    assert_eq!(names(room.folder.path()), ["Evening.galley", "Taken.galley"]);
    let another = room.draft("Written after", 2);
    transact(&mut library, |tx| crate::support::put(tx, &another));
    assert_eq!(library.view().article(article.id).expect("read"), Some(article));
    let folder = fs::canonicalize(room.path("Evening.galley")).expect("there");
    assert_eq!(library.folder(), &*folder);
    drop(library);
    assert_eq!(
        verify(&open(&folder).expect("opens"), crate::support::searched, |_, _| {}).expect("checked"),
        []
    );
}

/// What a schema says is done at each change, whoever makes it: one that is not ours is obeyed by nobody.
#[test]
fn a_library_with_triggers_or_views_of_another_is_not_opened() {
    let releases = "CREATE TRIGGER mine AFTER UPDATE ON article BEGIN UPDATE article SET released = 1; END";
    let other = "DROP TRIGGER article_changed; CREATE TRIGGER article_changed AFTER UPDATE ON article BEGIN \
                 DELETE FROM revision; END";
    let view = "CREATE VIEW mine AS SELECT * FROM article";
    for schema in [releases, other, view, "DROP TRIGGER article_changed"] {
        let (room, path) = Room::new().furnished_kept();
        raw(&path, schema);
        for access in [Access::Read, Access::Write] {
            let refused = Library::open(&path, access).map(|_| ());
            assert!(matches!(refused, Err(StoreError::ForeignSchema { .. })), "{schema}: {refused:?}");
        }
        drop(room);
    }
    // A table that nobody asks does no harm.
    let (_room, path) = Room::new().furnished_kept();
    raw(&path, "CREATE TABLE mine (note TEXT)");
    let library = Library::open(&path, Access::Read).expect("it opens");
    assert_eq!(verify(&library, crate::support::searched, |_, _| {}).expect("checked"), []);
}
