//! A second export: only what differs is written, only what is ours goes.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use super::sample::{article_id, slug};
use super::{Place, tree};
use crate::{ExportError, Options, Problem};

/// When each file was written: a file that is renamed into its place has a new time.
fn times(folder: &Path) -> Vec<(String, SystemTime)> {
    let time = |name: &String| fs::metadata(folder.join(name)).and_then(|meta| meta.modified());
    tree(folder).keys().map(|name| (name.clone(), time(name).expect("it has a time"))).collect()
}

#[test]
fn nothing_changed_nothing_written() {
    let place = Place::new();
    let first = place.export("site");
    let before = times(&place.out("site"));
    let second = place.export("site");
    assert_eq!((second.written, second.removed, second.unchanged), (0, 0, first.files));
    assert_eq!(before, times(&place.out("site")));
    assert_eq!(fs::read_dir(place.out("")).expect("a folder").count(), 1, "no staging folder is left");
}

#[test]
fn one_change_writes_the_pages_that_show_it() {
    let mut place = Place::new();
    place.export("site");
    let before = times(&place.out("site"));
    place.sample.item(20).content.body = "Another text.".to_owned();
    let report = place.export("site");
    assert_eq!(
        report.written, 4,
        "the body is on one page, in the feeds of its category, and its words are in the index"
    );
    let after = times(&place.out("site"));
    let touched: Vec<_> =
        before.iter().zip(&after).filter(|(a, b)| a != b).map(|(a, _)| a.0.as_str()).collect();
    let expected = [
        ".galley-manifest",
        "category/ict-industry-news/wireless/feed.json",
        "category/ict-industry-news/wireless/feed.xml",
        "search/00000000/0.bin",
        "the-first-hundred-subscribers/index.html",
    ];
    assert_eq!(touched, expected);
}

/// The files of lists that an article more changes, by whether they have a number.
fn lists_changed_by(place: &mut Place, n: u128, date: &str) -> (usize, Vec<String>) {
    let before = tree(&place.out("site"));
    place.sample.add(n, "en", &format!("Splice number {n}"), "", date, "Done.");
    place.export("site");
    let after = tree(&place.out("site"));
    let differs = |(name, bytes): (&String, &Vec<u8>)| {
        (name.ends_with("index.html") && before.get(name) != Some(bytes)).then(|| name.clone())
    };
    let changed: Vec<String> = after.iter().filter_map(differs).collect();
    let (numbered, first): (Vec<_>, Vec<_>) = changed.into_iter().partition(|name| name.contains("page/"));
    (first.len(), numbered)
}

#[test]
fn a_page_with_a_number_keeps_its_articles_when_new_ones_come() {
    let mut place = Place::new();
    place.export("site");
    let oldest = place.read("site", "page/1/index.html");
    assert!(oldest.contains("<title>Archive, "), "it says from when to when: {oldest}");
    let mut grown = Vec::new();
    for n in 0..10 {
        let date = format!("2023-10-20T{:02}:00:00Z", 10 + n);
        let (first, numbered) = lists_changed_by(&mut place, 100 + n, &date);
        assert!(first > 0, "an article more is on the home page");
        grown.push(numbered);
    }
    // Ten articles on pages of five: twice a page comes into being, and the one before it then has it as the next newer one.
    let home: Vec<_> =
        grown.iter().map(|names| names.iter().filter(|name| name.starts_with("page/")).count()).collect();
    assert_eq!(home.iter().filter(|count| **count == 0).count(), 8, "{grown:?}");
    assert_eq!(home.iter().sum::<usize>(), 4, "{grown:?}");
    let third = place.read("site", "page/3/index.html");
    assert!(
        third.contains("rel=\"prev\" href=\"/\"") && third.contains("rel=\"next\" href=\"/page/2/\""),
        "{third}"
    );
    // Each article stands on one page.
    let pages: Vec<_> = ["", "page/1/", "page/2/", "page/3/"]
        .map(|page| place.read("site", &format!("{page}index.html")))
        .into();
    for n in 100..110 {
        let link = format!("<a href=\"/splice-number-{n}/\">");
        let on = pages.iter().filter(|page| page.contains(&link)).count();
        assert_eq!(on, 1, "{link}");
    }
}

#[test]
fn stale_files_go_and_unknown_ones_stay() {
    let mut place = Place::new();
    place.export("site");
    let out = place.out("site");
    fs::write(out.join("CNAME"), "example.org").expect("a file");
    fs::write(out.join("about-us/notes.txt"), "mine").expect("a file");
    place.sample.items.retain(|item| ![article_id(18), article_id(30)].contains(&item.id));
    place.sample.item(12).content.slug = slug("the-price-of-a-kilometre");
    let report = place.export("site");
    assert_eq!(
        report.removed, 6,
        "two articles with their cards, a former address, and a page of a list: {report:?}"
    );
    assert!(!out.join("reading-the-outage-map").exists(), "its folder is empty and gone");
    assert!(!out.join("what-a-kilometre-costs").exists());
    assert!(!out.join("about-us/index.html").exists());
    assert_eq!(place.read("site", "about-us/notes.txt"), "mine");
    assert_eq!(place.read("site", "CNAME"), "example.org");
    place.export("fresh");
    let mut expected = tree(&place.out("fresh"));
    expected.insert("CNAME".into(), b"example.org".to_vec());
    expected.insert("about-us/notes.txt".into(), b"mine".to_vec());
    assert!(tree(&out) == expected, "as if it had been written anew");
}

#[test]
fn a_file_of_ours_that_was_deleted_or_cut_comes_back() {
    let place = Place::new();
    place.export("site");
    let whole = tree(&place.out("site"));
    fs::remove_dir_all(place.out("site").join("archive")).expect("it was there");
    fs::write(place.out("site").join("index.html"), "").expect("it was there");
    place.export("site");
    assert!(tree(&place.out("site")) == whole);
}

#[test]
fn a_strangers_file_in_the_way_stops_the_export() {
    let place = Place::new();
    let out = place.out("site");
    fs::create_dir_all(out.join("feed.xml")).expect("a folder");
    fs::write(out.join("feed.xml/keep"), "mine").expect("a file");
    fs::write(out.join("index.html"), "mine").expect("a file");
    fs::write(out.join("archive"), "mine").expect("a file");
    let before = tree(&out);
    let error = place.try_export(&crate::out::Disk::default(), "site").expect_err("they are in the way");
    match error {
        // The archive's own page, its two years and their second page; the feed; the home page.
        ExportError::InTheWay { count, first } => {
            assert_eq!((count, first.as_str()), (6, "archive/2022/index.html"));
        }
        other => panic!("{other}"),
    }
    assert!(tree(&out) == before, "nothing was written");
    assert_eq!(fs::read_dir(place.out("")).expect("a folder").count(), 1, "no staging folder is left");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_is_not_followed() {
    let place = Place::new();
    let elsewhere = place.out("elsewhere");
    fs::create_dir_all(&elsewhere).expect("a folder");
    let out = place.out("site");
    fs::create_dir_all(&out).expect("a folder");
    std::os::unix::fs::symlink(&elsewhere, out.join("archive")).expect("a link");
    let error = place.try_export(&crate::out::Disk::default(), "site").expect_err("it leads out");
    assert!(matches!(error, ExportError::InTheWay { .. }), "{error}");
    assert!(tree(&elsewhere).is_empty());
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    let mut place = Place::new();
    place.sample.item(20).content.aliases = vec!["/old.html".to_owned()];
    place.export("site");
    place.sample.item(20).content.aliases = vec!["/old.html/".to_owned(), "/News/2023/Cable/".to_owned()];
    place.sample.item(1).content.aliases.clear();
    place.export("site");
    place.export("fresh");
    assert!(tree(&place.out("site")) == tree(&place.out("fresh")));
    place.sample.item(20).content.aliases = vec!["/old.html".to_owned()];
    place.export("site");
    place.export("fresh");
    assert!(tree(&place.out("site")) == tree(&place.out("fresh")));
}

#[test]
fn folders_that_cannot_hold_a_site_are_refused() {
    let place = Place::new();
    let library = place.folder.path().join("My News.galley");
    fs::create_dir_all(library.join("media")).expect("a folder");
    let file = place.folder.path().join("file");
    fs::write(&file, "").expect("a file");
    let bundle = place.folder.path().join("bundle");
    fs::create_dir(&bundle).expect("a folder");
    fs::write(bundle.join("galley.json"), "{}").expect("a bundle");
    for out in
        [bundle, library.clone(), library.join("media/site"), library.join("new/site"), file, "/".into()]
    {
        let error =
            crate::export(&place.sample, &place.theme, &out, &Options::default()).expect_err("no place");
        assert!(matches!(error, ExportError::BadFolder(..)), "{}: {error}", out.display());
    }
    assert_eq!(fs::read_dir(&library).expect("a folder").count(), 1, "nothing was written into it");
}

#[test]
fn a_cancelled_export_leaves_everything_as_it_was() {
    let mut place = Place::new();
    place.export("site");
    let before = tree(&place.out(""));
    place.sample.item(1).content.headline = "Another".to_owned();
    let cancel = AtomicBool::new(true);
    let options = Options { cancel: Some(&cancel), ..Options::default() };
    let error =
        crate::export(&place.sample, &place.theme, &place.out("site"), &options).expect_err("cancelled");
    assert!(matches!(error, ExportError::Cancelled));
    assert!(tree(&place.out("")) == before);
}

#[test]
fn two_exports_into_one_folder_do_not_meet() {
    let place = Place::new();
    place.export("site");
    let disk = crate::out::Disk::default();
    let first = crate::out::Staging::open(&disk, &place.out("site")).expect("it is free");
    let error = place.try_export(&disk, "site").expect_err("the first is at work");
    assert!(matches!(error, ExportError::Busy(_)), "{error}");
    first.clear().expect("it gives up");
    drop(first);
    place.export("site");
}

#[test]
fn a_damaged_picture_is_left_out_and_named() {
    let place = Place::new();
    let hash = place.sample.media[1].hash;
    fs::write(place.sample.folder.join(hash.to_string()), "something else").expect("a file");
    let report = place.export("site");
    let named = report
        .problems
        .iter()
        .any(|p| matches!(p, Problem::Media { path, .. } if path.ends_with("-ridge.svg")));
    assert!(named, "{report:?}");
    let shown = tree(&place.out("site")).keys().any(|name| name.ends_with("-ridge.svg"));
    assert!(!shown);
}
