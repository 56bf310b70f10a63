//! A library goes to another machine as a bundle: every table of its database, and of each why it comes along or does not. Whoever
//! adds a table says here which it is.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::Duration;

use galley_desk::Desk;
use galley_desk::article::NewArticle;
use galley_desk::domain::{ArticleId, Stage};
use galley_desk::import::From;
use galley_testkit::tables::{Row, tables};
use galley_tests::library::{create_elsewhere, filled, ids, must_be_whole, start};

/// What becomes of a table.
enum Goes {
    /// It comes along, but for these columns; the reason of each stands beside them.
    Along(&'static [&'static str]),
    /// It stays, for this reason.
    Stays(#[expect(dead_code, reason = "for whoever reads it")] &'static str),
}

const TABLES: &[(&str, Goes)] = &[
    ("migration", Goes::Along(&[])),
    // All but the library's own identity: see `rows`.
    ("setting", Goes::Along(&[])),
    ("category", Goes::Along(&[])),
    ("tag", Goes::Along(&[])),
    ("byline", Goes::Along(&[])),
    ("form", Goes::Along(&[])),
    ("target", Goes::Along(&[])),
    // When it came into this library.
    ("media", Goes::Along(&["added_at"])),
    // How often it was saved, by whom and where, and the numbers of its revisions are this library's history.
    ("article", Goes::Along(&["rowid", "version", "author", "device", "released", "pending_revision"])),
    ("body", Goes::Along(&[])),
    ("article_tag", Goes::Along(&[])),
    ("article_byline", Goes::Along(&[])),
    ("article_media", Goes::Along(&[])),
    ("article_link", Goes::Along(&[])),
    ("unmet_link", Goes::Along(&[])),
    // A bundle has the addresses that readers had by the time of its export; from then on they lead here as well.
    ("released_slug", Goes::Along(&["counts_from"])),
    ("former_filing", Goes::Along(&[])),
    ("figure", Goes::Along(&[])),
    ("revision", Goes::Stays("history; the texts that go out or will are in the bundle as texts")),
    ("tombstone", Goes::Stays("what was deleted here says nothing to a library that never had it")),
    (
        "ledger",
        Goes::Stays(
            "what stands at a server is a fact of the library that sent it; two would each think it theirs",
        ),
    ),
    ("ledger_media", Goes::Stays("as the ledger")),
    ("shown_name", Goes::Stays("as the ledger")),
    ("outbox", Goes::Stays("a job is done once, by the library that has it")),
    (
        "origin",
        Goes::Stays("where this library's articles came from; in the other they come from the bundle"),
    ),
    ("search_page", Goes::Stays("made of the texts; that it says what they say, verify looks at")),
    ("state", Goes::Stays("no two libraries have a state in common")),
    ("change", Goes::Stays("what changed from one such state to the next")),
];

#[test]
fn every_table_of_a_library_comes_along_or_is_known_to_stay() {
    let room = tempfile::tempdir().expect("a folder");
    let path = room.path().join("News.galley");
    let mut desk = filled(&path, 60);
    furnish(&mut desk);
    let ours = tables(&path.join("library.db")).expect("it can be read");
    let known: Vec<_> = TABLES.iter().map(|(name, _)| *name).collect();
    let unknown: Vec<_> = ours.keys().filter(|name| !known.contains(&name.as_str())).collect();
    assert!(unknown.is_empty(), "does a bundle carry {unknown:?}? Say so in TABLES, with the reason");
    let gone: Vec<_> = known.iter().filter(|name| !ours.contains_key(**name)).collect();
    assert!(gone.is_empty(), "{gone:?} is no table any more");

    for name in ["bundle", "bundle.zip"] {
        let bundle = room.path().join(name);
        desk.export_bundle(&bundle, &[], &|_| {}).expect("exported");
        let path = room.path().join(format!("From {name}.galley"));
        let mut copy = create_elsewhere(&path);
        for again in [false, true] {
            let report = copy.import(&bundle, From::Auto, &mut |_| {}).expect("imported").output;
            let in_trash = usize::from(again);
            assert_eq!(report.left.len(), in_trash, "{name}: {:?}", report.left);
            let theirs = tables(&path.join("library.db")).expect("it can be read");
            for (table, goes) in TABLES {
                let Goes::Along(but) = goes else { continue };
                let (ours, theirs) = (rows(&ours, table, but), rows(&theirs, table, but));
                assert!(!ours.is_empty(), "nothing is in {table}, so nothing can be missing");
                let missing: Vec<_> = ours.iter().filter(|row| !theirs.contains(row)).collect();
                let new: Vec<_> = theirs.iter().filter(|row| !ours.contains(row)).collect();
                assert!(
                    missing.is_empty() && new.is_empty(),
                    "{name}, {table}: {missing:#?} became {new:#?}, again: {again}"
                );
                assert_eq!(ours.len(), theirs.len(), "{name}, {table}");
            }
        }
        must_be_whole(&copy);
    }
}

/// The rows of a table as another library has them: an article is its id, and what is this library's own is left out.
fn rows(tables: &BTreeMap<String, Vec<Row>>, table: &str, but: &[&str]) -> Vec<Row> {
    let ids: BTreeMap<_, _> =
        tables["article"].iter().map(|row| (row["rowid"].clone(), row["id"].clone())).collect();
    let mut rows = tables[table].clone();
    rows.retain(|row| table != "setting" || row["key"] != "library-id");
    for row in &mut rows {
        row.retain(|column, _| !but.contains(&column.as_str()));
        if let Some(article) = row.get_mut("article") {
            *article = ids.get(article).expect("it is there").clone();
        }
    }
    rows
}

/// Something in each table that a bundle carries, and of each kind of article.
fn furnish(desk: &mut Desk) {
    let later = start().now() + Duration::from_hours(24);
    desk.set_setting("time-zone", "Asia/Shanghai").expect("set");
    desk.set_setting("review", "no").expect("set");
    desk.add_house_words(&["Galley".to_owned()]).expect("added");
    let endpoint = vec![("endpoint".to_owned(), "https://bugle.example/inquiry".to_owned())];
    desk.add_form("inquiry", &endpoint).expect("added");
    let spare = desk.add_tag("spare").expect("added").output;
    let spare = desk.tags().expect("read").into_iter().find(|tag| tag.id == spare).expect("there");
    desk.remove_tag(&spare, false).expect("removed");

    let all = ids(desk);
    let out: Vec<_> = all
        .iter()
        .copied()
        .filter(|id| desk.article(*id).is_ok_and(|article| article.going_out(start().now()).is_ok()))
        .take(6)
        .collect();
    let [refiled, moved, renamed, taken_back, waiting, put_away] = out[..] else {
        panic!("{} are out", out.len())
    };
    set(desk, refiled, "category", "Another shelf");
    set(desk, refiled, "date", "2021-05-01");
    set(desk, moved, "language", "pt");
    set(desk, renamed, "slug", "another-name");
    desk.release(&[refiled, moved, renamed], None).expect("released");
    desk.unrelease(&[taken_back]).expect("taken back");
    set(desk, waiting, "category", "Another shelf");
    set(desk, waiting, "slug", "from-tomorrow");
    desk.release(&[waiting], Some(later)).expect("it waits");
    set(desk, waiting, "lead", "Written on while it waits.");
    desk.archive(&[put_away], true).expect("put away");

    let trashed = new(desk, "Thrown away");
    desk.trash(&[trashed]).expect("in the trash");
    let review = new(desk, "In review");
    desk.move_to(&[review], Stage::Review).expect("moved");
    set(desk, review, "embargo", "2400-01-01");
    // As the headline makes it, and chosen; and one that only follows it, though it is not what it makes.
    set(desk, review, "slug", "in-review");
    set(desk, review, "body", "See [what comes of it](/en/what-comes-of-it/).");
    new(desk, "Tomorrow");
    let scheduled = new(desk, "Tomorrow");
    desk.release(&[scheduled], Some(later)).expect("scheduled");

    let site = desk.find_target(None).expect("there");
    let counter = [("counter", counter()), ("counter-number", "/views".to_owned())];
    let counter = counter.map(|(field, value)| (field.to_owned(), value)).to_vec();
    desk.set_target_fields(&site, &counter).expect("set");
    let asked = desk.count_views(None).expect("asked").expect("it has a counter");
    assert!(asked.counted > 0, "{asked:?}");
}

fn new(desk: &mut Desk, headline: &str) -> ArticleId {
    let new = NewArticle { headline: headline.to_owned(), ..NewArticle::default() };
    desk.new_article(&new).expect("made").output
}

fn set(desk: &mut Desk, id: ArticleId, field: &str, value: &str) {
    desk.set_fields(id, &[(field.to_owned(), value.to_owned())]).expect("set");
}

/// The address of a counter that says 56 of every article.
fn counter() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}/{{slug}}", listener.local_addr().expect("it is bound"));
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let _ = client.read(&mut [0; 4096]);
            let body = "{\"views\":56}";
            let length = body.len();
            let _ = write!(
                client,
                "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
        }
    });
    address
}
