//! Verify finds every kind of damage, and names it; on a whole library it finds nothing.

use std::fs;
use std::path::{Path, PathBuf};

use galley_store::{Access, Finding, Library, MEDIA, verify};

use crate::support::{Room, raw, tree};

fn findings(path: &Path) -> Vec<Finding> {
    let library = Library::open(path, Access::Read).expect("it opens");
    verify(&library, crate::support::searched, |_, _| {}).expect("it can be checked")
}

fn a_media_file(library: &Path) -> PathBuf {
    tree(&library.join(MEDIA)).into_keys().next().expect("there are media")
}

#[test]
fn a_whole_library_has_no_findings() {
    let (_room, path) = Room::new().furnished_kept();
    assert_eq!(findings(&path), []);
}

#[test]
fn the_progress_reaches_the_end() {
    let (_room, path) = Room::new().furnished_kept();
    let library = Library::open(&path, Access::Read).expect("it opens");
    let mut steps = Vec::new();
    verify(&library, crate::support::searched, |done, total| steps.push((done, total)))
        .expect("it can be checked");
    let (total, expected) = (5 + 4, (0..9).collect::<Vec<_>>());
    assert!(steps.iter().all(|(_, of)| *of == total));
    assert_eq!(steps.iter().map(|(done, _)| *done).collect::<Vec<_>>(), expected);
}

/// Each damage, and whether a finding is the one that it must lead to.
type Case = (&'static str, fn(&Path), fn(&Finding) -> bool);

const CASES: &[Case] = &[
    (
        "a byte of a media file is another",
        |library| {
            let file = a_media_file(library);
            let mut bytes = fs::read(&file).expect("read");
            bytes[60] ^= 1;
            fs::write(&file, bytes).expect("written");
        },
        |finding| matches!(finding, Finding::MediaChanged { .. }),
    ),
    (
        "a media file is cut off",
        |library| {
            let file = a_media_file(library);
            let bytes = fs::read(&file).expect("read");
            fs::write(&file, &bytes[..bytes.len() - 1]).expect("written");
        },
        |finding| matches!(finding, Finding::MediaChanged { .. }),
    ),
    (
        "a media file is gone",
        |library| fs::remove_file(a_media_file(library)).expect("removed"),
        |finding| matches!(finding, Finding::MediaMissing { .. }),
    ),
    (
        "a media record is gone",
        |library| raw(library, "DELETE FROM media WHERE hash IN (SELECT hash FROM article_media LIMIT 1)"),
        |finding| matches!(finding, Finding::Dangling { noun: "media", .. }),
    ),
    (
        "a category is gone",
        |library| raw(library, "DELETE FROM category"),
        |finding| matches!(finding, Finding::Dangling { noun: "category", .. }),
    ),
    (
        "a tag is gone",
        |library| raw(library, "DELETE FROM tag"),
        |finding| matches!(finding, Finding::Dangling { noun: "tag", .. }),
    ),
    (
        "the released revision is gone",
        |library| raw(library, "UPDATE article SET released = 1; DELETE FROM revision"),
        |finding| matches!(finding, Finding::Dangling { noun: "revision", .. }),
    ),
    (
        "a revision cannot be unpacked",
        |library| raw(library, "UPDATE revision SET content = zeroblob(20)"),
        |finding| matches!(finding, Finding::Unreadable { noun: "revision", .. }),
    ),
    (
        "a revision holds another text than was kept",
        |library| {
            // What a flipped bit in a letter comes to: it unpacks, and is JSON.
            raw(
                library,
                "UPDATE revision SET content = (SELECT content FROM revision WHERE article = 1) WHERE article = 2",
            );
        },
        |finding| matches!(finding, Finding::Unreadable { noun: "revision", detail, .. } if detail.contains("not what was kept")),
    ),
    (
        "a letter of a body is another",
        |library| raw(library, "UPDATE body SET text = 'X' || substr(text, 2) WHERE article = 2"),
        |finding| matches!(finding, Finding::TextChanged(_)),
    ),
    (
        "a letter of a headline is another",
        |library| raw(library, "UPDATE article SET headline = 'X' || headline WHERE rowid = 3"),
        |finding| matches!(finding, Finding::TextChanged(_)),
    ),
    (
        "a text that was never released is marked as released",
        |library| {
            raw(
                library,
                "UPDATE revision SET content = (SELECT content FROM revision WHERE article = 1), \
                 hash = (SELECT hash FROM revision WHERE article = 1) WHERE article = 2; \
                 UPDATE article SET released = 1, changed = 0",
            );
        },
        |finding| matches!(finding, Finding::NotAsReleased(_)),
    ),
    (
        "a body is gone",
        |library| raw(library, "DELETE FROM body WHERE article = 2"),
        |finding| matches!(finding, Finding::Unreadable { noun: "article", .. }),
    ),
    (
        "an article's fields are no JSON",
        |library| raw(library, "UPDATE article SET fields = '{' WHERE rowid = 3"),
        |finding| matches!(finding, Finding::Unreadable { noun: "article", .. }),
    ),
    (
        "a slug is none",
        |library| raw(library, "UPDATE article SET slug = '../etc' WHERE rowid = 3"),
        |finding| matches!(finding, Finding::Unreadable { noun: "article", .. }),
    ),
    (
        "what is out shows a picture that is gone",
        |library| {
            let unshown = "UPDATE article SET released = 1, fields = '{}'; DELETE FROM article_media;";
            raw(library, &format!("{unshown} DELETE FROM media"));
        },
        |finding| matches!(finding, Finding::Astray { from, noun: "media", .. } if from.starts_with("revision 1")),
    ),
    (
        "a change that waits shows a picture that is gone",
        |library| {
            let waiting = "UPDATE article SET pending_revision = 1, pending_at = 0, fields = '{}';";
            raw(library, &format!("{waiting} DELETE FROM article_media; DELETE FROM media"));
        },
        |finding| matches!(finding, Finding::Astray { from, noun: "media", .. } if from.starts_with("revision 1")),
    ),
    (
        "what a category stands below is gone",
        |library| {
            let parent = "0192f3c4-7a1b-7c3d-8e4f-00000000ffff";
            raw(library, &format!("UPDATE category SET record = json_set(record, '$.parent', '{parent}')"));
        },
        |finding| matches!(finding, Finding::Astray { noun: "category", .. }),
    ),
    (
        "the default target is gone",
        |library| raw(library, r#"INSERT OR REPLACE INTO setting VALUES ('default-target', '"lost"')"#),
        |finding| matches!(finding, Finding::Astray { noun: "target", .. }),
    ),
    (
        "a portrait is gone",
        |library| {
            let id = "0192f3c4-7a1b-7c3d-8e4f-00000000eeee";
            let hash = "ab".repeat(32);
            let byline = format!(
                r#"{{"id":"{id}","names":{{"en":{{"name":"Li Wei","slug":"li-wei"}}}},"picture":{{"media":"{hash}"}}}}"#
            );
            raw(library, &format!("INSERT INTO byline VALUES (zeroblob(16), '{byline}')"));
        },
        |finding| matches!(finding, Finding::Astray { noun: "media", .. }),
    ),
    (
        "a row belongs to no article",
        |library| {
            raw(library, "PRAGMA foreign_keys = OFF; INSERT INTO body (article, text) VALUES (99, 'lost')");
        },
        |finding| matches!(finding, Finding::Database(_)),
    ),
    (
        "what a server was sent is gone",
        |library| {
            raw(
                library,
                "INSERT INTO ledger (target, article, state, revision, sent_hash, at) \
                 SELECT zeroblob(16), id, 'sent', 77, zeroblob(32), 0 FROM article LIMIT 1",
            );
        },
        |finding| matches!(finding, Finding::Astray { from, noun: "revision", .. } if from.starts_with("the ledger")),
    ),
    (
        "a tag's list has an article that does not have the tag",
        |library| raw(library, "INSERT INTO article_tag VALUES (zeroblob(16), 0, 3)"),
        |finding| matches!(finding, Finding::Misshelved(_)),
    ),
    (
        "a list does not know where a picture is shown",
        |library| raw(library, "DELETE FROM article_media WHERE article = 2"),
        |finding| matches!(finding, Finding::Misshelved(_)),
    ),
    (
        "search does not know an article",
        |library| raw(library, "DELETE FROM search_page"),
        |finding| matches!(finding, Finding::Misfiled(Some(_))),
    ),
    (
        "an index is not its table's",
        |library| {
            raw(
                library,
                "PRAGMA writable_schema = ON; \
                 UPDATE sqlite_schema SET sql = 'CREATE INDEX article_by_slug ON article (language, slug)' \
                 WHERE name = 'article_by_slug';",
            );
        },
        |finding| matches!(finding, Finding::Database(_)),
    ),
];

#[test]
fn every_damage_is_found() {
    for (name, damage, is_expected) in CASES {
        let (_room, path) = Room::new().furnished_kept();
        damage(&path);
        let found = findings(&path);
        assert!(found.iter().any(is_expected), "{name}: {found:?}");
    }
}

#[test]
fn a_damaged_or_lost_picture_is_set_right_by_adding_it_again() {
    let (_room, path) = Room::new().furnished_kept();
    let file = a_media_file(&path);
    let good = fs::read(&file).expect("read");
    let mut bad = good.clone();
    bad[60] ^= 1;
    let damages: [&dyn Fn(); 2] =
        [&|| fs::write(&file, &bad).expect("written"), &|| fs::remove_file(&file).expect("removed")];
    for damage in damages {
        damage();
        assert_eq!(findings(&path).len(), 1);
        let library = Library::open(&path, Access::Write).expect("it opens");
        library.media_files().add(good.as_slice(), "a.png").expect("added");
        drop(library);
        assert_eq!(findings(&path), []);
    }
}
