//! Import of what was imported before: its pictures may be others, and it may be named by another folder or read in another way.

use std::fs;
use std::path::Path;

use galley_desk::domain::{ArticleId, MediaHash, Picture};
use galley_desk::import::From;
use galley_desk::wire::{ImportReport, LeftReason, WorkStage};
use galley_desk::{Code, DeskError, Progress};

use crate::support::Room;

fn import(room: &mut Room, path: &Path) -> ImportReport {
    room.desk.import(path, From::Auto, &mut |_| {}).expect("imported").output
}

/// A picture that is one, and another for each name. All have the same size in bytes.
fn picture(path: &Path, colour: u8) {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"{colour}\"/></svg>"
    );
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, svg).expect("written");
}

fn shown(room: &Room, id: ArticleId, path: &str) -> MediaHash {
    *room.content(id).pictures.get(path).expect("it is shown")
}

fn cover(room: &Room, id: ArticleId) -> MediaHash {
    match room.content(id).cover.expect("there").picture {
        Picture::Media(hash) => hash,
        Picture::Remote(url) => panic!("{url}"),
    }
}

#[test]
fn a_picture_that_is_another_one_comes_in_though_its_text_did_not_change() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = folder.path();
    fs::write(site.join("ships.md"), "---\ntitle: Ships\ncover: top.svg\n---\n![a ship](img/ship.svg)\n")
        .expect("written");
    fs::write(site.join("plain.md"), "---\ntitle: Plain\n---\nNo picture.\n").expect("written");
    picture(&site.join("img/ship.svg"), 1);
    picture(&site.join("top.svg"), 2);
    import(&mut room, site);
    let ships = room.desk.find_article("ships").expect("there");
    let before = (shown(&room, ships, "img/ship.svg"), cover(&room, ships));
    let same = import(&mut room, site);
    assert_eq!((same.unchanged, same.updated, same.media), (2, 0, 0), "{same:?}");

    picture(&site.join("img/ship.svg"), 3);
    let report = import(&mut room, site);
    assert_eq!((report.updated, report.unchanged, report.media), (1, 1, 1), "{report:?}");
    assert_ne!(shown(&room, ships, "img/ship.svg"), before.0);
    assert_eq!(cover(&room, ships), before.1);
    picture(&site.join("top.svg"), 4);
    assert_eq!(import(&mut room, site).updated, 1);
    assert_ne!(cover(&room, ships), before.1);
    assert_eq!(import(&mut room, site).unchanged, 2, "once");

    // What was written here since stays as it is, and that is said.
    let kept = shown(&room, ships, "img/ship.svg");
    room.write(ships, "Written here. ![a ship](img/ship.svg)\n");
    picture(&site.join("img/ship.svg"), 5);
    let report = import(&mut room, site);
    assert_eq!((report.unchanged, report.media), (2, 0), "{report:?}");
    let picture = "img/ship.svg".to_owned();
    assert_eq!(report.left[0].reason, LeftReason::PictureKept { picture });
    assert_eq!(shown(&room, ships, "img/ship.svg"), kept);
    // One that is gone takes nothing from the article.
    fs::remove_file(site.join("img/ship.svg")).expect("removed");
    let report = import(&mut room, site);
    assert_eq!((report.unchanged, report.left.len()), (2, 0), "{report:?}");
}

#[test]
fn a_picture_of_a_bundle_that_is_another_one_comes_home() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("ships.md"), "---\ntitle: Ships\n---\n![a](ship.svg) ![b](/abs/ship.svg)\n")
        .expect("written");
    picture(&folder.path().join("ship.svg"), 1);
    picture(&folder.path().join("static/abs/ship.svg"), 2);
    import(&mut room, folder.path());
    let ships = room.desk.find_article("ships").expect("there");
    let bundle = room.folder.path().join("bundle");
    room.desk.export_bundle(&bundle, &[], &|_| {}).expect("exported");
    assert_eq!(import(&mut room, &bundle).unchanged, 1);
    // One lies where the text says, the other where the bundle says.
    for (path, colour) in [("ship.svg", 3), ("media/ship.svg", 4)] {
        picture(&bundle.join("en/ships").join(path), colour);
        let report = import(&mut room, &bundle);
        assert_eq!((report.updated, report.media), (1, 1), "{path}: {report:?}");
    }
    assert_ne!(shown(&room, ships, "ship.svg"), shown(&room, ships, "/abs/ship.svg"));
    assert_eq!(import(&mut room, &bundle).unchanged, 1);
}

#[test]
fn a_file_is_the_same_whichever_folder_above_it_is_imported_and_however() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let news = folder.path().join("content/news");
    fs::create_dir_all(&news).expect("made");
    fs::write(folder.path().join("hugo.toml"), "baseURL = 'https://example.org'\n").expect("written");
    fs::write(news.join("ships.md"), "---\ntitle: Ships\n---\nText.\n").expect("written");
    fs::write(news.join("cables.md"), "---\ntitle: Cables\n---\nText.\n").expect("written");
    let file = news.join("ships.md");
    assert_eq!(import(&mut room, &file).added, 1);
    let report = import(&mut room, folder.path());
    assert_eq!((report.added, report.unchanged), (1, 1), "{report:?}");
    for from in [From::Auto, From::Hugo, From::Zola, From::Jekyll, From::Bundle] {
        for path in [folder.path(), &news, &file] {
            let report = room.desk.import(path, from, &mut |_| {}).expect("imported").output;
            assert_eq!((report.added, report.kept_both), (0, 0), "{from:?} {}: {report:?}", path.display());
        }
    }
    // What came in by one folder and changed is followed by the other, and known to both.
    fs::write(&file, "---\ntitle: Ships\n---\nMore.\n").expect("written");
    assert_eq!(import(&mut room, &news).updated, 1);
    assert_eq!(import(&mut room, folder.path()).unchanged, 2);
    assert_eq!(room.desk.status().expect("a status").articles, 2);
}

#[test]
fn a_bundle_is_not_taken_for_anything_else() {
    let mut room = Room::new();
    let id = room.article("Ships");
    let bundle = room.folder.path().join("bundle");
    room.desk.export_bundle(&bundle, &[], &|_| {}).expect("exported");
    let refused =
        room.desk.import(&bundle, From::Hugo, &mut |_| {}).expect_err("its articles would be doubled");
    assert!(refused.to_string().contains("it is a bundle that Galley exported"), "{refused}");
    // One article of it by itself is that article.
    let report = import(&mut room, &bundle.join("en/ships/index.md"));
    assert_eq!((report.added, report.unchanged), (0, 1), "{report:?}");
    assert!(room.content(id).custom.is_empty());
}

#[test]
fn a_link_to_a_note_that_comes_later_becomes_one_then() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).expect("written");
    write("log.md", "---\ntitle: Log\ndate: 2023-10-19\n---\nSee [[The old crane]].\n");
    let first = import(&mut room, folder.path());
    assert!(
        matches!(&first.left[0].reason, LeftReason::NoteMissing { note } if note == "The old crane"),
        "{first:?}"
    );
    assert_eq!(first.left[0].line, Some(5), "{first:?}");
    let log = room.desk.find_article("log").expect("there");
    assert_eq!(room.body(log), "See [[The old crane]].\n");
    // By the headline of a file that is called otherwise.
    write("crane.md", "---\ntitle: The old crane\ndate: 2023-10-18\n---\nIt stands.\n");
    let second = import(&mut room, folder.path());
    assert_eq!((second.added, second.updated, second.left.len()), (1, 1, 0), "{second:?}");
    assert_eq!(room.body(log), "See [The old crane](crane.md).\n");
    let crane = room.desk.find_article("crane").expect("there");
    assert_eq!(room.content(log).links.get("crane.md"), Some(&crane));
    // And what is in the library already, from anywhere else.
    let other = tempfile::tempdir().expect("a temporary folder");
    fs::write(other.path().join("new.md"), "---\ntitle: New\ndate: 2023-10-20\n---\nAs [[Log|we said]].\n")
        .expect("written");
    assert_eq!(import(&mut room, other.path()).left.len(), 0);
    let new = room.desk.find_article("new").expect("there");
    assert_eq!(room.body(new), "As [we said](/en/log/).\n");
    assert_eq!(room.content(new).links.get("/en/log/"), Some(&log));
}

#[test]
fn an_import_that_breaks_off_says_what_came_in_until_then() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    for number in 0..3_000 {
        let text = format!("---\ntitle: Story {number}\ndate: 2023-10-19\n---\nText.\n");
        fs::write(folder.path().join(format!("story-{number}.md")), text).expect("written");
    }
    let library = room.desk.folder().to_owned();
    let aside = library.with_extension("aside");
    let mut at = |progress: Progress| {
        if progress.stage == WorkStage::Importing && progress.done > 2_000 && library.exists() {
            fs::rename(&library, &aside).expect("moved");
        }
    };
    let broke_off = room.desk.import(folder.path(), From::Auto, &mut at).expect_err("its folder is gone");
    assert_eq!(broke_off.code(), Code::LibraryGone, "{broke_off}");
    let DeskError::ImportBrokeOff { report, .. } = &broke_off else { panic!("{broke_off:?}") };
    assert!(report.added > 0 && report.added < 3_000, "{} came in", report.added);
    assert!(broke_off.to_string().contains(&format!("{} articles had come in", report.added)), "{broke_off}");
    fs::rename(&aside, &library).expect("moved back");
    let rest = import(&mut room, folder.path());
    assert_eq!((rest.added, rest.unchanged), (3_000 - report.added, report.added));
}
