//! Backup and restore, also of files that someone else had in hand.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use galley_domain::{Article, ArticleId, Category, Media, Tag};
use galley_store::{Access, DATABASE, Library, MEDIA, Revision, StoreError, backup, restore, verify};
use galley_testkit::Dice;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{Room, add_picture, names, put, raw, transact, tree};

const LIST: &str = "galley-backup.json";

fn back_up(library: &Path, to: &Path) {
    let library = Library::open(library, Access::Read).expect("it opens");
    backup(&library, to, true, |_| {}).expect("it is backed up");
}

fn put_back(from: &Path, folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    restore(from, folder, "2026-03-01", |_| {}).map(|report| report.kept)
}

/// All that a library holds.
#[derive(Debug, PartialEq)]
pub(crate) struct Whole {
    articles: Vec<Article>,
    revisions: Vec<(ArticleId, Vec<Revision>)>,
    categories: Vec<Category>,
    tags: Vec<Tag>,
    pub(crate) media: Vec<(Media, Vec<u8>)>,
}

pub(crate) fn whole(path: &Path) -> Whole {
    let library = Library::open(path, Access::Read).expect("it opens");
    assert_eq!(verify(&library, crate::support::searched, |_, _| {}).expect("it can be checked"), []);
    let (view, files) = (library.view(), library.media_files());
    let ids = view.article_ids().expect("read");
    let media = view.all_media().expect("read").into_iter().map(|media| {
        let bytes = fs::read(files.path(media.hash, media.kind)).expect("its file is there");
        (media, bytes)
    });
    Whole {
        articles: ids.iter().map(|id| view.article(*id).expect("read").expect("it is there")).collect(),
        revisions: ids.iter().map(|id| (*id, view.revisions(*id).expect("read"))).collect(),
        categories: view.nouns().expect("read"),
        tags: view.nouns().expect("read"),
        media: media.collect(),
    }
}

#[test]
fn a_library_comes_back_whole() {
    let (room, path) = Room::new().furnished_kept();
    let before = whole(&path);
    let file = room.path("backup.zip");
    back_up(&path, &file);
    assert_eq!(names(room.folder.path()), ["News.galley", "backup.zip"], "nothing else is left");

    // On another machine, where nothing stands; the folder above is made.
    let elsewhere = room.path("other/machine/News.galley");
    assert_eq!(put_back(&file, &elsewhere).expect("it is restored"), None);
    assert_eq!(whole(&elsewhere), before);
    assert_eq!(names(&room.path("other/machine")), ["News.galley"]);
    assert_eq!(before.articles.len(), 5);
    assert_eq!(before.media.len(), 4);
}

#[test]
fn a_backup_is_made_while_others_write() {
    let mut room = Room::new();
    let path = room.furnished();
    let mut writer = room.open();
    let reader = Library::open(&path, Access::Read).expect("it opens");
    let file = room.path("backup.zip");
    let mut late = Vec::new();
    backup(&reader, &file, false, |_| {
        let article = room.draft(&format!("Late {}", late.len()), 9);
        transact(&mut writer, |tx| put(tx, &article));
        late.push(article.id);
    })
    .expect("it is backed up");
    assert!(late.len() > 3);
    put_back(&file, &room.path("Copy.galley")).expect("it is restored");
    let copy = whole(&room.path("Copy.galley"));
    assert!((5..=5 + late.len()).contains(&copy.articles.len()), "a state that once was");
}

#[test]
fn what_stood_there_is_kept_beside() {
    let mut room = Room::new();
    let path = room.furnished();
    let file = room.path("backup.zip");
    back_up(&path, &file);
    let backed_up = whole(&path);
    let mut library = room.open();
    let later = room.draft("Written since", 6);
    transact(&mut library, |tx| put(tx, &later));
    drop(library);
    let written_since = whole(&path);

    let first = put_back(&file, &path).expect("it is restored").expect("something stood there");
    assert_eq!(first, room.path("News before restore 2026-03-01.galley"));
    assert_eq!((whole(&path), whole(&first)), (backed_up, written_since));
    let second = put_back(&file, &path).expect("it is restored").expect("something stood there");
    assert_eq!(second, room.path("News before restore 2026-03-01 (2).galley"));
}

#[test]
fn a_library_that_is_open_is_not_replaced() {
    let mut room = Room::new();
    let path = room.furnished();
    let file = room.path("backup.zip");
    back_up(&path, &file);
    let _open = room.open();
    let refused = put_back(&file, &path);
    assert!(matches!(refused, Err(StoreError::InUse { .. })), "{refused:?}");
    assert_eq!(names(room.folder.path()), ["News.galley", "backup.zip"]);
}

#[test]
fn what_is_no_library_is_not_replaced() {
    let (room, path) = Room::new().furnished_kept();
    let file = room.path("backup.zip");
    back_up(&path, &file);
    fs::create_dir(room.path("Letters")).expect("made");
    fs::write(room.path("Letters/one.txt"), "Dear").expect("written");
    fs::write(room.path("file"), "Dear").expect("written");
    for target in ["Letters", "file"] {
        let refused = put_back(&file, &room.path(target));
        assert!(matches!(refused, Err(StoreError::NotALibrary { .. })), "{target}: {refused:?}");
    }
    assert_eq!(names(room.folder.path()), ["Letters", "News.galley", "backup.zip", "file"]);
}

/// A backup of damage would push out a good one.
#[test]
fn a_damaged_library_is_not_backed_up_over_a_good_backup() {
    let damages: [fn(&Path); 2] = [
        |library| {
            let file = tree(&library.join(MEDIA)).into_keys().next().expect("there are media");
            fs::write(file, "other bytes").expect("written");
        },
        |library| {
            let file = tree(&library.join(MEDIA)).into_keys().next().expect("there are media");
            fs::remove_file(file).expect("removed");
        },
    ];
    for damage in damages {
        let (room, path) = Room::new().furnished_kept();
        let file = room.path("backup.zip");
        back_up(&path, &file);
        let good = fs::read(&file).expect("read");
        damage(&path);
        let library = room.open();
        let refused = backup(&library, &file, true, |_| {});
        assert!(refused.is_err(), "{refused:?}");
        assert!(fs::read(&file).expect("read") == good, "the good one stands");
        assert_eq!(names(room.folder.path()), ["News.galley", "backup.zip"]);
    }
}

/// A restore of this file must fail, and leave no trace.
fn refused(room: &Room, file: &Path, what: &str) -> StoreError {
    let before = names(room.folder.path());
    let error = put_back(file, &room.path("Restored.galley")).expect_err(what);
    assert_eq!(names(room.folder.path()), before, "{what}: nothing is left behind");
    error
}

#[test]
fn a_backup_that_is_cut_off_is_refused() {
    let (room, path) = Room::new().furnished_kept();
    let (file, cut) = (room.path("backup.zip"), room.path("cut.zip"));
    back_up(&path, &file);
    let bytes = fs::read(&file).expect("read");
    for part in 0..40 {
        fs::write(&cut, &bytes[..bytes.len() * part / 40]).expect("written");
        let error = refused(&room, &cut, &format!("{part} fortieths"));
        assert!(matches!(error, StoreError::BadBackup { .. }), "{part}: {error:?}");
    }
}

/// Any byte may be another. Then either the restore says so and leaves nothing, or the byte did not matter and all is there.
#[test]
fn a_changed_byte_is_noticed_or_did_not_matter() {
    let (room, path) = Room::new().furnished_kept();
    let expected = whole(&path);
    let (file, changed) = (room.path("backup.zip"), room.path("changed.zip"));
    back_up(&path, &file);
    let bytes = fs::read(&file).expect("read");
    let mut dice = Dice::new(10);
    // Everywhere a little, and the end, where the directory of the zip is, more.
    let spread = (0..120).map(|n| bytes.len() * n / 120);
    let end = (0..80).map(|n| bytes.len() - 1 - n * 12);
    let mut noticed = 0;
    for at in spread.chain(end) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << dice.below(8);
        fs::write(&changed, &damaged).expect("written");
        let folder = room.path("Restored.galley");
        match put_back(&changed, &folder) {
            Ok(_) => {
                assert_eq!(whole(&folder), expected, "byte {at}");
                fs::remove_dir_all(&folder).expect("removed");
            }
            Err(error) => {
                noticed += 1;
                let sound = matches!(error, StoreError::BadBackup { .. } | StoreError::Damaged { .. });
                assert!(sound, "byte {at}: {error:?}");
            }
        }
        assert_eq!(names(room.folder.path()), ["News.galley", "backup.zip", "changed.zip"], "byte {at}");
    }
    assert!(noticed > 120, "only {noticed} were noticed");
}

/// Packs a backup anew: `edit` may change the list, the entries, and add others.
fn repack(from: &Path, to: &Path, edit: impl Fn(&mut serde_json::Value, &mut Vec<(String, Vec<u8>)>)) {
    let mut archive = ZipArchive::new(File::open(from).expect("opened")).expect("a zip");
    let mut entries = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("read");
        let name = entry.name().expect("a name in UTF-8").into_owned();
        entries.push((name, bytes));
    }
    let at = entries.iter().position(|(name, _)| name == LIST).expect("it has a list");
    let mut list = serde_json::from_slice(&entries.remove(at).1).expect("JSON");
    edit(&mut list, &mut entries);
    entries.push((LIST.to_owned(), serde_json::to_vec(&list).expect("JSON")));
    let mut zip = ZipWriter::new(File::create(to).expect("made"));
    for (name, bytes) in entries {
        zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(&bytes).expect("written");
    }
    zip.finish().expect("finished");
}

type Edit = fn(&mut serde_json::Value, &mut Vec<(String, Vec<u8>)>);

#[test]
fn a_backup_that_lies_is_refused() {
    let cases: &[(&str, Edit)] = &[
        ("a path out of the folder", |list, entries| claim(list, entries, "../evil.png")),
        ("an absolute path", |list, entries| claim(list, entries, "/tmp/evil.png")),
        ("a path through media", |list, entries| claim(list, entries, "media/../../evil.png")),
        ("a program among the media", |list, entries| {
            claim(list, entries, &format!("media/ab/{}.exe", "ab".repeat(32)));
        }),
        ("a picture on the wrong shelf", |list, entries| {
            claim(list, entries, &format!("media/cd/{}.png", "ab".repeat(32)));
        }),
        ("a second database", |list, entries| claim(list, entries, "library.db-wal")),
        ("a file twice", |list, _| {
            let files = list["files"].as_array_mut().expect("a list");
            files.push(files[1].clone());
        }),
        ("a picture that is not what it is called", |list, entries| {
            let files = list["files"].as_array_mut().expect("a list");
            let name = files[1]["path"].as_str().expect("a path").to_owned();
            let entry = entries.iter_mut().find(|(entry, _)| *entry == name).expect("its entry");
            entry.1 = b"\x89PNG other bytes".to_vec();
            files[1]["bytes"] = entry.1.len().into();
        }),
        ("no database", |list, entries| {
            entries.retain(|(name, _)| name != DATABASE);
            list["files"].as_array_mut().expect("a list").remove(0);
        }),
        ("a database that is missing", |_, entries| entries.retain(|(name, _)| name != DATABASE)),
        ("more bytes than it says", |list, _| list["files"][0]["bytes"] = 100.into()),
        ("a newer form", |list, _| list["format"] = 2.into()),
        ("a newer schema", |list, _| list["schema"] = 9_999.into()),
        ("a list that is none", |list, _| *list = serde_json::json!([1, 2, 3])),
    ];
    let (room, path) = Room::new().furnished_kept();
    let (file, lying) = (room.path("backup.zip"), room.path("lying.zip"));
    back_up(&path, &file);
    for (what, edit) in cases {
        repack(&file, &lying, edit);
        let error = refused(&room, &lying, what);
        assert!(matches!(error, StoreError::BadBackup { .. }), "{what}: {error:?}");
    }
}

/// Puts a file into the zip and into its list, with its right size and hash.
fn claim(list: &mut serde_json::Value, entries: &mut Vec<(String, Vec<u8>)>, path: &str) {
    let bytes = b"something else".to_vec();
    let sha256 = "14ae2b2a1b6d3d7ab15bc3ba4e1cf8f4f4b5a3a7ab6ab7cf64ad2ea3d8d3e2a1";
    let entry = serde_json::json!({ "path": path, "bytes": bytes.len(), "sha256": sha256 });
    list["files"].as_array_mut().expect("a list").push(entry);
    entries.push((path.to_owned(), bytes));
}

#[test]
fn what_the_list_does_not_name_is_not_unpacked() {
    let (room, path) = Room::new().furnished_kept();
    let (file, more) = (room.path("backup.zip"), room.path("more.zip"));
    back_up(&path, &file);
    repack(&file, &more, |_, entries| {
        for name in ["../outside.txt", "media/readme.txt", "__MACOSX/._library.db", "notes.txt"] {
            entries.push((name.to_owned(), b"hello".to_vec()));
        }
    });
    let folder = room.path("Restored.galley");
    put_back(&more, &folder).expect("it is restored");
    assert_eq!(whole(&folder), whole(&path));
    assert!(!tree(room.folder.path()).keys().any(|path| path.extension().is_some_and(|e| e == "txt")));
}

/// The list is right, the database in it is not a library's.
#[test]
fn a_database_of_another_program_is_refused() {
    let mut room = Room::new();
    let path = room.furnished();
    raw(&path, "PRAGMA application_id = 42");
    let library_file = room.path("backup.zip");
    // No Galley would back such a library up; this one is packed by hand from a good one.
    let good = room.path("Good.galley");
    fs::create_dir(&good).expect("made");
    let mut other = Room::new();
    let good_backup = room.path("good.zip");
    back_up(&other.furnished(), &good_backup);
    let foreign = fs::read(path.join(DATABASE)).expect("read");
    repack(&good_backup, &library_file, |list, entries| {
        let entry = entries.iter_mut().find(|(name, _)| name == DATABASE).expect("its entry");
        entry.1.clone_from(&foreign);
        list["files"][0]["bytes"] = foreign.len().into();
        list["files"][0]["sha256"] = sha256(&foreign).into();
    });
    let error = refused(&room, &library_file, "a foreign database");
    assert!(matches!(error, StoreError::BadBackup { .. }), "{error:?}");
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    galley_domain::MediaHash::new(Sha256::digest(bytes).into()).to_string()
}

#[test]
fn a_media_file_that_no_record_names_does_not_hinder() {
    let mut room = Room::new();
    let mut library = room.create();
    let now = room.now();
    add_picture(&mut library, 1, now);
    let (bytes, _) = galley_testkit::picture(2);
    library.media_files().add(bytes.as_slice(), "never recorded.jpg").expect("a real picture");
    let file = room.path("backup.zip");
    let report = backup(&library, &file, false, |_| {}).expect("it is backed up");
    assert_eq!(report.media, 1);
}
