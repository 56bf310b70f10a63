//! A full disk: whatever meets it says so in a clear sentence, leaves what was there whole, and works once there is room.
//!
//! Each job is tried again and again with a little more room, so that it fails at many different places on its way.

use std::path::Path;

use galley_desk::domain::{ArticleId, Content};
use galley_desk::import::From;
use galley_desk::settings::Settings;
use galley_desk::{Cancel, Code, Desk, DeskError, Signature, backups, places, upkeep};
use galley_testkit::Corpus;
use galley_tests::library::{articles, create, filled, ids, must_be_whole, open};
use galley_tests::small_disk::{SmallDisk, on_a_small_disk};
use galley_tests::texts;
use galley_tests::tree::{Tree, differences, names, tree};

/// Room that is left, in bytes: from nothing to enough.
const ROOM: [u64; 12] = [0, 1, 8, 24, 64, 128, 256, 512, 1024, 2048, 4096, 16 * 1024];
const KIB: u64 = 1024;

/// The error is about the disk, and its sentence says so.
fn must_be_full(error: &DeskError, left_kib: u64) {
    assert_eq!(error.code(), Code::DiskFull, "{left_kib} KiB left: {error:?}");
    let sentence = error.to_string();
    assert!(sentence.contains("disk is full"), "{left_kib} KiB left: {sentence}");
}

/// Does a job with ever more room, until it succeeds. `check` looks at what is left after each failure.
fn with_ever_more_room(
    disk: &SmallDisk,
    mut job: impl FnMut() -> Result<(), DeskError>,
    mut check: impl FnMut(u64),
) {
    let before = names(disk.root());
    for (failed, left) in ROOM.into_iter().enumerate() {
        disk.fill_but(left * KIB);
        let done = job();
        disk.make_room();
        let Err(error) = done else {
            assert!(failed > 2, "it failed only {failed} times");
            return;
        };
        must_be_full(&error, left);
        check(left);
        assert_eq!(names(disk.root()), before, "{left} KiB left: nothing lies about");
    }
    job().expect("with room the same call does it");
}

fn content(desk: &Desk, id: ArticleId) -> Content {
    desk.article(id).expect("it is there").content
}

#[test]
fn a_save() {
    on_a_small_disk("full_disk::a_save", |disk| {
        let library = disk.path("News.galley");
        let mut desk = filled(&library, 30);
        let id = ids(&desk)[0];
        let mut saved = content(&desk, id).body;
        let (mut failed, mut number) = (0, 0);
        for left in ROOM {
            disk.fill_but(left * KIB);
            // Until the room is used up: the log of SQLite grows with each save.
            for _ in 0..200 {
                number += 1;
                let article = desk.article(id).expect("it can be read, however full the disk is");
                assert!(article.content.body == saved, "what was acknowledged is there");
                let mut next = article.content;
                next.body = texts::text(number).repeat(8);
                let body = next.body.clone();
                match desk.write(id, article.version, next) {
                    Ok(_) => saved = body,
                    Err(error) => {
                        must_be_full(&error, left);
                        failed += 1;
                        break;
                    }
                }
            }
            disk.make_room();
            must_be_whole(&desk);
        }
        assert!(failed > 5, "the disk was full only {failed} times");
        drop(desk);
        let mut desk = open(&library);
        let article = desk.article(id).expect("it is there");
        assert!(article.content.body == saved);
        let mut next = article.content;
        next.body = "There is room again.".to_owned();
        desk.write(id, article.version, next).expect("saved");
        must_be_whole(&desk);
    });
}

#[test]
fn opening() {
    on_a_small_disk("full_disk::opening", |disk| {
        let library = disk.path("News.galley");
        drop(filled(&library, 10));
        disk.fill_but(0);
        // To read is what an editor with a full disk needs most.
        let desk = Desk::open(&library, galley_desk::Access::Read, galley_tests::library::by());
        match desk {
            Ok(desk) => assert_eq!(articles(&desk).len(), 10),
            Err(error) => must_be_full(&error, 0),
        }
        disk.make_room();
        assert_eq!(articles(&open(&library)).len(), 10);
    });
}

/// What makes a library.
type Make = fn(&Path, &Settings, &str, Signature) -> Result<Desk, DeskError>;

/// A library that was made once there was room: before, nothing was there.
fn made_anew(disk: &SmallDisk, make: Make) -> Desk {
    let library = disk.path("News.galley");
    let make = || make(&library, &Settings::default(), "News", galley_tests::library::by()).map(drop);
    with_ever_more_room(disk, make, |_| assert!(!library.exists()));
    open(&library)
}

#[test]
fn a_new_library() {
    on_a_small_disk("full_disk::a_new_library", |disk| {
        assert_eq!(articles(&made_anew(disk, Desk::create)), []);
    });
}

#[test]
fn a_new_library_with_the_sample() {
    on_a_small_disk("full_disk::a_new_library_with_the_sample", |disk| {
        must_be_whole(&made_anew(disk, galley_desk::sample::create));
    });
}

#[test]
fn an_import() {
    on_a_small_disk("full_disk::an_import", |disk| {
        let library = disk.path("News.galley");
        let corpus = disk.aside("corpus");
        Corpus::new(400).write(&corpus).expect("written");
        drop(create(&library));
        let desk = std::cell::RefCell::new(open(&library));
        let import = || desk.borrow_mut().import(&corpus, From::Auto, &mut |_| {}).map(drop);
        let check = |left| {
            let desk = desk.borrow();
            must_be_whole(&desk);
            let there = articles(&desk);
            assert!(there.len() < 400, "{left} KiB left");
            assert!(there.iter().all(|article| !article.content.body.is_empty()), "whole articles only");
            let hidden =
                names(&library.join("media")).into_iter().filter(|name| name.starts_with('.')).count();
            assert_eq!(hidden, 0, "{left} KiB left: half a picture lies about");
        };
        with_ever_more_room(disk, import, check);
        assert_eq!(articles(&desk.borrow()).len(), 400);
    });
}

/// Two states of a library, the first of which is exported already.
fn exported(
    disk: &SmallDisk,
    place: &str,
    export: &dyn Fn(&Desk, &Path) -> Result<(), DeskError>,
) -> (Desk, Tree) {
    let mut desk = filled(&disk.path("News.galley"), 40);
    std::fs::rename(disk.path("corpus"), disk.aside("corpus")).unwrap_or_else(|_| {
        // Another disk: what is not needed any more goes.
        std::fs::remove_dir_all(disk.path("corpus")).expect("it is ours");
    });
    let out = disk.path(place);
    export(&desk, &out).expect("there is room");
    let before = if out.is_dir() {
        tree(&out)
    } else {
        Tree::from([(String::new(), std::fs::read(&out).expect("read"))])
    };
    for (number, id) in ids(&desk).into_iter().enumerate().take(30) {
        let article = desk.article(id).expect("it is there");
        let mut content = article.content;
        content.body = texts::text(number).repeat(6);
        desk.write(id, article.version, content).expect("there is room");
        desk.release(&[id], None).expect("released");
    }
    (desk, before)
}

/// What stood there stands there still; then, with room, it is as a fresh one.
fn over_an_older_one(disk: &SmallDisk, place: &str, export: &dyn Fn(&Desk, &Path) -> Result<(), DeskError>) {
    let (desk, before) = exported(disk, place, export);
    let out = disk.path(place);
    with_ever_more_room(
        disk,
        || export(&desk, &out),
        |left| assert_eq!(differences(&tree(&out), &before), [""; 0], "{left} KiB left"),
    );
    must_be_whole(&desk);
    let fresh = disk.aside("fresh");
    export(&desk, &fresh).expect("there is room");
    assert_eq!(differences(&tree(&out), &tree(&fresh)), [""; 0]);
}

fn site(desk: &Desk, out: &Path) -> Result<(), DeskError> {
    desk.export_site(out, None, &|_| {}, &Cancel::default()).map(drop)
}

fn bundle(desk: &Desk, out: &Path) -> Result<(), DeskError> {
    desk.export_bundle(out, &[], &|_| {}).map(drop)
}

#[test]
fn an_export_of_the_site_over_an_older_one() {
    on_a_small_disk("full_disk::an_export_of_the_site_over_an_older_one", |disk| {
        over_an_older_one(disk, "site", &site);
    });
}

#[test]
fn an_export_of_a_bundle_over_an_older_one() {
    on_a_small_disk("full_disk::an_export_of_a_bundle_over_an_older_one", |disk| {
        over_an_older_one(disk, "bundle", &bundle);
    });
}

#[test]
fn a_first_export_appears_whole_or_not_at_all() {
    on_a_small_disk("full_disk::a_first_export_appears_whole_or_not_at_all", |disk| {
        let desk = filled(&disk.path("News.galley"), 40);
        for (place, export) in
            [("site", site as fn(&Desk, &Path) -> _), ("bundle", bundle), ("bundle.zip", bundle)]
        {
            let out = disk.path(place);
            with_ever_more_room(
                disk,
                || export(&desk, &out),
                |left| assert!(!out.exists(), "{left} KiB left"),
            );
            assert!(out.exists());
        }
    });
}

#[test]
fn a_bundle_in_a_zip_over_an_older_one() {
    on_a_small_disk("full_disk::a_bundle_in_a_zip_over_an_older_one", |disk| {
        let (desk, before) = exported(disk, "bundle.zip", &bundle);
        let out = disk.path("bundle.zip");
        let check = |left| assert!(std::fs::read(&out).expect("it stands") == before[""], "{left} KiB left");
        with_ever_more_room(disk, || bundle(&desk, &out), check);
    });
}

#[test]
fn a_backup_over_an_older_one() {
    on_a_small_disk("full_disk::a_backup_over_an_older_one", |disk| {
        let back_up = |desk: &Desk, to: &Path| desk.backup(to, true, &mut |_| {}).map(drop);
        let (desk, before) = exported(disk, "backup.zip", &back_up);
        let out = disk.path("backup.zip");
        let check = |left| assert!(std::fs::read(&out).expect("it stands") == before[""], "{left} KiB left");
        with_ever_more_room(disk, || back_up(&desk, &out), check);
        upkeep::restore(&out, &disk.aside("Restored.galley"), &mut |_| {}).expect("it is a good one");
        assert_eq!(articles(&open(&disk.aside("Restored.galley"))), articles(&desk));
    });
}

/// It takes no room that a save may need: it is refused before it begins.
#[test]
fn an_automatic_backup() {
    on_a_small_disk("full_disk::an_automatic_backup", |disk| {
        let library = disk.aside("News.galley");
        let mut desk = filled(&library, 20);
        let root = disk.path("kept");
        desk.backup_now(&root).expect("there is room");
        let before = backups::of_place(&root, &library);
        let id = ids(&desk)[0];
        let mut next = content(&desk, id);
        next.body = texts::text(1);
        let version = desk.article(id).expect("it is there").version;
        desk.write(id, version, next).expect("saved");
        with_ever_more_room(
            disk,
            || desk.backup_now(&root).map(drop),
            |left| assert_eq!(backups::of_place(&root, &library), before, "{left} KiB left"),
        );
        assert_eq!(backups::of_place(&root, &library).len(), 2);
    });
}

#[test]
fn a_restore_over_a_library() {
    on_a_small_disk("full_disk::a_restore_over_a_library", |disk| {
        let library = disk.path("News.galley");
        let desk = filled(&library, 20);
        let backup = disk.aside("backup.zip");
        desk.backup(&backup, true, &mut |_| {}).expect("there is room");
        let before = articles(&desk);
        drop(desk);
        let restore = || upkeep::restore(&backup, &library, &mut |_| {}).map(drop);
        with_ever_more_room(disk, restore, |left| {
            assert_eq!(articles(&open(&library)), before, "{left} KiB left");
        });
        assert_eq!(articles(&open(&library)), before);
        assert_eq!(names(disk.root()).iter().filter(|name| name.contains("before restore")).count(), 1);
    });
}

/// It is what a person does with a text that the library has no room for.
#[test]
fn a_text_over_an_older_file() {
    on_a_small_disk("full_disk::a_text_over_an_older_file", |disk| {
        let file = disk.path("kept.md");
        let (old, new) = ("Old. ".repeat(20_000), "New. ".repeat(200_000));
        places::write_text(&file, &old).expect("there is room");
        let check =
            |left| assert!(std::fs::read_to_string(&file).expect("it stands") == old, "{left} KiB left");
        with_ever_more_room(disk, || places::write_text(&file, &new), check);
        assert!(std::fs::read_to_string(&file).expect("it stands") == new);
    });
}
