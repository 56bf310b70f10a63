//! Automatic backups: made while others write, thinned, put back, and never half.

use std::fs;
use std::path::{Path, PathBuf};

use galley_store::{Access, Backups, DATABASE, Kept, Library, MEDIA, Made, StoreError, verify};

use crate::backups::whole;
use crate::support::{Room, add_picture, names, put, raw, searched, transact, tree};

const HOUR_MS: i64 = 60 * 60 * 1000;

fn backups(room: &Room) -> Backups {
    let library = Library::open(&room.path("News.galley"), Access::Read).expect("it opens");
    Backups::of(&room.path("kept"), &library).expect("it has an identity")
}

fn make(room: &Room) -> Result<Made, StoreError> {
    let library = Library::open(&room.path("News.galley"), Access::Read)?;
    backups(room).make(&library, room.now())
}

fn new(room: &Room) -> Kept {
    match make(room) {
        Ok(Made::New(kept)) => kept,
        other => panic!("a new one is made: {other:?}"),
    }
}

fn write_one(room: &mut Room, headline: &str) {
    let article = room.draft(headline, 3);
    transact(&mut room.open(), |tx| put(tx, &article));
}

fn put_back(room: &Room, kept: &Kept, folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    let done = backups_of(room, kept).put_back(kept, folder, "2026-03-01", |_| {})?;
    assert_eq!(done.missing, 0);
    Ok(done.kept)
}

fn backups_of(room: &Room, kept: &Kept) -> Backups {
    Backups::of_id(&room.path("kept"), kept.library)
}

#[test]
fn a_library_that_is_gone_comes_back_whole() {
    let mut room = Room::new();
    let path = room.furnished();
    let before = whole(&path);
    let kept = new(&room);
    assert_eq!((kept.articles, kept.missing, kept.at), (5, 0, room.now()));
    assert_eq!(kept.place, fs::canonicalize(&path).expect("it is there"));

    fs::remove_dir_all(&path).expect("it is lost");
    assert_eq!(put_back(&room, &kept, &path).expect("it is put back"), None);
    assert_eq!(whole(&path), before);
    assert_eq!(names(room.folder.path()), ["News.galley", "kept"], "nothing else is left");
}

#[test]
fn a_damaged_library_is_kept_beside_what_is_put_back() {
    let mut room = Room::new();
    let path = room.furnished();
    let before = whole(&path);
    let kept = new(&room);
    for damage in [&b"no database"[..], b""] {
        fs::write(path.join(DATABASE), damage).expect("damaged");
        let aside = put_back(&room, &kept, &path).expect("it is put back").expect("it is kept");
        assert_eq!(fs::read(aside.join(DATABASE)).expect("it is kept"), damage);
        assert_eq!(whole(&path), before);
    }
    // Also where nothing of the database is left.
    fs::remove_file(path.join(DATABASE)).expect("lost");
    put_back(&room, &kept, &path).expect("it is put back").expect("the media are kept");
    assert_eq!(whole(&path), before);
}

#[test]
fn nothing_new_makes_no_backup() {
    let mut room = Room::new();
    room.furnished();
    let first = new(&room);
    room.time.pass(HOUR_MS);
    assert_eq!(make(&room).expect("looked at"), Made::Same(first.clone()));
    // Opened for writing and closed again is no change either.
    drop(room.open());
    assert_eq!(make(&room).expect("looked at"), Made::Same(first.clone()));
    write_one(&mut room, "Later");
    let second = new(&room);
    assert_eq!(backups(&room).list(), [second.clone(), first]);
    assert_eq!(second.articles, 6);
}

#[test]
fn media_are_held_once_for_all_backups_and_go_with_the_last_that_needs_them() {
    let mut room = Room::new();
    let path = room.furnished();
    let first = new(&room);
    let pool = backups(&room).folder().join(MEDIA);
    assert_eq!(tree(&pool).len(), 4);
    let now = room.now();
    add_picture(&mut room.open(), 9, now);
    room.time.pass(HOUR_MS);
    new(&room);
    assert_eq!(tree(&pool).len(), 5);
    // The fifth is no longer in the library, and after a time in none of its backups.
    raw(&path, "DELETE FROM media WHERE name LIKE 'picture-9%'");
    for hour in 0..400 {
        room.time.pass(24 * HOUR_MS);
        write_one(&mut room, &format!("Day {hour}"));
        new(&room);
        if tree(&pool).len() == 4 {
            let list = backups(&room).list();
            assert!(hour > 20 && list.len() <= 50 && !list.contains(&first), "{hour}: {}", list.len());
            return;
        }
    }
    panic!("the picture was never taken away");
}

/// What is written between two steps of the copy does not make it begin anew, and what it saw first is what it holds.
#[test]
fn a_backup_ends_beside_someone_who_writes_all_the_time() {
    let mut room = Room::new();
    let path = room.furnished();
    // Large enough for several steps.
    raw(
        &path,
        "CREATE TABLE ballast (block BLOB); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) \
        INSERT INTO ballast SELECT randomblob(65536) FROM n",
    );
    let stop = std::sync::atomic::AtomicBool::new(false);
    let drafts: Vec<_> = (0..2_000).map(|n| room.draft(&format!("Late {n}"), n % 50)).collect();
    let (root, now) = (room.path("kept"), room.now());
    let (kept, written) = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut library = Library::open(&path, Access::Write).expect("it opens");
            let mut written = 0;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) && written < drafts.len() {
                transact(&mut library, |tx| put(tx, &drafts[written]));
                written += 1;
            }
            written
        });
        let reader = Library::open(&path, Access::Read).expect("it opens");
        let kept = Backups::of(&root, &reader).expect("read").make(&reader, now);
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        (kept, writer.join().expect("it writes"))
    });
    let Ok(Made::New(kept)) = kept else { panic!("{kept:?}") };
    assert!(written > 3, "only {written} were written meanwhile");
    let restored = room.path("Restored.galley");
    put_back(&room, &kept, &restored).expect("it is put back");
    let library = Library::open(&restored, Access::Read).expect("it opens");
    assert_eq!(verify(&library, searched, |_, _| {}).expect("checked"), []);
}

#[test]
fn a_damaged_library_pushes_out_no_good_backup() {
    let mut room = Room::new();
    let path = room.furnished();
    let good = new(&room);
    let library = Library::open(&path, Access::Read).expect("it opens");
    // Pages in the middle are overwritten while it is open; the first page, by which it is opened, is as it was.
    let mut bytes = fs::read(path.join(DATABASE)).expect("read");
    let half = bytes.len() / 2;
    bytes[4096 * 3..half].fill(0x5a);
    fs::write(path.join(DATABASE), &bytes).expect("damaged");
    let refused = Backups::of(&room.path("kept"), &library).and_then(|b| b.make(&library, room.now()));
    assert!(refused.is_err(), "{refused:?}");
    assert_eq!(backups_of(&room, &good).list(), std::slice::from_ref(&good));
    drop(library);
    put_back(&room, &good, &path).expect("it is put back");
    whole(&path);
}

/// A picture that the library has lost keeps no text from being backed up, and the backups keep theirs.
#[test]
fn a_lost_picture_is_counted_and_comes_back_from_the_pool() {
    let mut room = Room::new();
    let path = room.furnished();
    let before = whole(&path);
    let picture = tree(&path.join(MEDIA)).into_keys().next().expect("there are media");
    fs::write(&picture, "other bytes").expect("damaged");
    assert_eq!(new(&room).missing, 1);
    fs::remove_file(&picture).expect("lost");
    write_one(&mut room, "Later");
    let kept = new(&room);
    assert_eq!((kept.missing, kept.articles), (1, 6));
    let done = backups(&room)
        .put_back(&kept, &room.path("Without.galley"), "x", |_| {})
        .expect("the texts are there");
    assert_eq!((done.missing, done.media), (1, 3));

    // Once the pool has it, the library may lose it.
    let good = before
        .media
        .iter()
        .find(|(media, _)| picture.ends_with(format!("{}.{}", media.hash, media.kind.extension())));
    fs::write(&picture, &good.expect("one of them").1).expect("mended");
    write_one(&mut room, "Latest");
    assert_eq!(new(&room).missing, 0);
    fs::remove_file(&picture).expect("lost again");
    write_one(&mut room, "After that");
    let kept = new(&room);
    assert_eq!(kept.missing, 0, "it is in the pool");
    put_back(&room, &kept, &path).expect("it is put back");
    assert!(whole(&path).media == before.media);
}

#[test]
fn a_backup_that_was_changed_is_not_put_back() {
    let mut room = Room::new();
    let path = room.furnished();
    let kept = new(&room);
    let database = backups(&room).folder().join(&kept.name).join(DATABASE);
    let mut bytes = fs::read(&database).expect("read");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&database, &bytes).expect("changed");
    let before = tree(&path);
    let refused = put_back(&room, &kept, &path);
    assert!(matches!(refused, Err(StoreError::BadBackup { .. })), "{refused:?}");
    assert!(tree(&path) == before, "what stood there stands there");
    fs::write(&database, &bytes[..middle]).expect("cut off");
    assert_eq!(backups(&room).list(), [], "half of one is none");
}

#[test]
fn what_lies_about_in_the_folder_is_no_backup_and_what_was_cut_off_is_cleared_away() {
    let mut room = Room::new();
    room.furnished();
    let kept = new(&room);
    let folder = backups(&room).folder().to_owned();
    for name in [".making-123", "mine"] {
        fs::create_dir(folder.join(name)).expect("made");
        fs::write(folder.join(name).join(DATABASE), "half").expect("written");
    }
    assert_eq!(backups(&room).list(), std::slice::from_ref(&kept));
    write_one(&mut room, "Later");
    new(&room);
    let left = names(&folder);
    assert!(left.contains(&"mine".to_owned()) && !left.iter().any(|name| name.starts_with('.')), "{left:?}");
    assert_eq!(Backups::all(&room.path("kept")).len(), 1);
}

/// Facts that this Galley does not understand, as a newer one's, hide a backup from the list, and not its pictures from those that stay.
#[test]
fn a_backup_that_cannot_be_listed_keeps_its_pictures() {
    let mut room = Room::new();
    let path = room.furnished();
    let first = new(&room);
    let folder = backups(&room).folder().to_owned();
    let facts = folder.join(&first.name).join("backup.json");
    let readable = fs::read_to_string(&facts).expect("read");
    fs::write(&facts, readable.replace("\"schema\": ", "\"schema\": 9")).expect("written");
    raw(&path, "DELETE FROM media");
    let pictures = |count: usize| assert_eq!(tree(&folder.join(MEDIA)).len(), count);
    let fill = |room: &mut Room| {
        for hour in 0..6 {
            write_one(room, &format!("Minute {hour}"));
            new(room);
            room.time.pass(60_000);
        }
    };
    fill(&mut room);
    assert!(backups(&room).list().len() < 6, "some went");
    pictures(4);
    // Nor does one whose database cannot be read, since nothing says which are its.
    fs::rename(folder.join(&first.name), folder.join(".aside")).expect("renamed");
    fs::create_dir(folder.join("mine")).expect("made");
    fs::write(folder.join("mine").join(DATABASE), "half").expect("written");
    fill(&mut room);
    pictures(4);
    fs::remove_dir_all(folder.join("mine")).expect("removed");
    fill(&mut room);
    pictures(0);
}

#[test]
fn two_copies_of_one_library_do_not_push_out_each_others_backups() {
    let mut room = Room::new();
    let path = room.furnished();
    let copy = room.path("Copy.galley");
    fs::create_dir_all(copy.join(MEDIA)).expect("made");
    fs::copy(path.join(DATABASE), copy.join(DATABASE)).expect("copied");
    let here = new(&room);
    let there = Library::open(&copy, Access::Read).expect("it opens");
    let there = backups(&room).make(&there, room.now()).expect("made");
    let Made::New(there) = there else { panic!("it is none of the other's: {there:?}") };
    for minute in 0..8 {
        room.time.pass(60_000);
        write_one(&mut room, &format!("Minute {minute}"));
        new(&room);
    }
    let list = backups(&room).list();
    assert!(list.contains(&there), "{list:?}");
    assert!(!list.contains(&here) && list.len() < 10, "one's own are thinned: {list:?}");
    // Where the copy is gone for good, its backups stay as those of any that was moved.
    fs::remove_dir_all(&copy).expect("removed");
    room.time.pass(60_000);
    write_one(&mut room, "Later");
    new(&room);
    assert!(backups(&room).list().contains(&there));
}
