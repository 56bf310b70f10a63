//! The main way through Galley with some hundred articles of the corpus: in from a folder, and out as bundles and as a site.

use std::path::Path;

use galley_desk::domain::Article;
use galley_desk::import::From;
use galley_desk::wire::{ArticleFilter, ImportReport};
use galley_desk::{Cancel, Desk};
use galley_testkit::Corpus;
use galley_tests::library::{articles, create_elsewhere, filled, ids, must_be_whole, open};
use galley_tests::tree::{differences, tree};

/// Articles of the corpus: in all languages, with drafts, folders of their own, translations and links.
const ARTICLES: usize = 150;

fn import(desk: &mut Desk, from: &Path) -> ImportReport {
    desk.import(from, From::Auto, &mut |_| {}).expect("it is imported").output
}

/// What a bundle carries: all but how often an article was saved here, and the number of the revision that goes out.
fn carried(desk: &Desk) -> Vec<Article> {
    let bare = |mut article: Article| {
        article.version = 0;
        article.released = article.released.map(|_| galley_desk::domain::RevisionNumber(1));
        article
    };
    articles(desk).into_iter().map(bare).collect()
}

#[test]
fn bundles_carry_a_library_to_another_machine() {
    let room = tempfile::tempdir().expect("a folder");
    let mut desk = filled(&room.path().join("News.galley"), ARTICLES);
    // Some are written on after their release, and one is put away: that must come along too.
    for (number, id) in ids(&desk).into_iter().enumerate().take(20) {
        let article = desk.article(id).expect("it is there");
        let mut content = article.content;
        content.lead = format!("Changed since, {number}.");
        desk.write(id, article.version, content).expect("saved");
    }
    let last = *ids(&desk).last().expect("there are articles");
    desk.archive(&[last], true).expect("put away");
    let site = room.path().join("site");
    desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");

    for name in ["bundle", "bundle.zip"] {
        let bundle = room.path().join(name);
        desk.export_bundle(&bundle, &[], &|_| {}).expect("exported");
        let other = room.path().join(format!("From {name}.galley"));
        let mut copy = create_elsewhere(&other);
        let report = import(&mut copy, &bundle);
        assert_eq!((report.added, report.left.len()), (ARTICLES, 0), "{name}: {:?}", report.left);
        assert_eq!(carried(&copy), carried(&desk), "{name}");
        assert_eq!(copy.categories().expect("read"), desk.categories().expect("read"));
        assert_eq!(copy.tags().expect("read"), desk.tags().expect("read"));
        assert_eq!(copy.bylines().expect("read"), desk.bylines().expect("read"));
        must_be_whole(&copy);

        let again = import(&mut copy, &bundle);
        assert_eq!((again.unchanged, again.added + again.updated + again.kept_both), (ARTICLES, 0), "{name}");

        // The same bundle comes out of it, to the byte, but for which library it is of.
        let second = room.path().join(format!("second {name}"));
        copy.export_bundle(&second, &[], &|_| {}).expect("exported");
        if bundle.is_dir() {
            let [one, two] = [&bundle, &second].map(|folder| {
                let mut tree = tree(folder);
                let manifest = tree.get_mut("galley.json").expect("a bundle has one");
                let text = std::str::from_utf8(manifest).expect("JSON is text");
                let lines = text.lines().filter(|line| !line.trim_start().starts_with("\"library\":"));
                *manifest = lines.collect::<Vec<_>>().join("\n").into_bytes();
                tree
            });
            assert_eq!(differences(&one, &two), [""; 0]);
        }
    }
}

#[test]
fn no_byte_of_a_body_changes() {
    let room = tempfile::tempdir().expect("a folder");
    let desk = filled(&room.path().join("News.galley"), ARTICLES);
    let mut bodies: Vec<_> = articles(&desk).into_iter().map(|article| article.content.body).collect();
    let mut expected: Vec<_> = (0..ARTICLES).map(|number| Corpus::new(ARTICLES).body(number)).collect();
    bodies.sort();
    expected.sort();
    assert!(bodies == expected);
}

#[test]
fn a_second_export_writes_nothing_and_a_change_little() {
    let room = tempfile::tempdir().expect("a folder");
    let mut desk = filled(&room.path().join("News.galley"), ARTICLES);
    let site = room.path().join("site");
    let first = desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");
    assert!(first.written > ARTICLES, "{first:?}");
    let whole = tree(&site);
    drop(desk);
    desk = open(&room.path().join("News.galley"));
    let second = desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");
    assert_eq!((second.written, second.removed, second.unchanged), (0, 0, first.written));
    assert_eq!(differences(&whole, &tree(&site)), [""; 0]);

    let id = ids(&desk)[ARTICLES / 2];
    let article = desk.article(id).expect("it is there");
    let mut content = article.content;
    content.body.push_str("\nOne sentence more.\n");
    desk.write(id, article.version, content).expect("saved");
    let unreleased = desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");
    assert_eq!(unreleased.written, 0, "what is not released does not go out");
    desk.release(&[id], None).expect("released");
    let third = desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");
    assert!((1..20).contains(&third.written), "{third:?}");
}

/// Every article is found by the words of its headline.
#[test]
fn what_was_imported_is_found() {
    let room = tempfile::tempdir().expect("a folder");
    let desk = filled(&room.path().join("News.galley"), ARTICLES);
    for article in articles(&desk) {
        let headline = &article.content.headline;
        let reply = desk.search(headline, &ArticleFilter::default(), 50).expect("searched");
        let id = article.id.to_string();
        assert!(reply.hits.iter().any(|hit| hit.article.id == id), "{headline:?}: {} hits", reply.hits.len());
    }
}
