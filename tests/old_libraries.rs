//! Libraries of every schema that was ever released, as backups in tests/fixtures. This Galley must restore each, bring it
//! up to date, and find in it what was put in.
//!
//! A new schema gets a fixture before it is released: `GALLEY_REFRESH=1 cargo test -p galley-tests old_libraries` makes
//! the one of the present schema, with a list of what is in it. One that was released is never made again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use galley_desk::article::NewArticle;
use galley_desk::domain::{Article, ArticleId, Instant, RevisionNumber, Stage, Status};
use galley_desk::wire::{ArticleFilter, ListOrder};
use galley_desk::{Access, Desk, upkeep};
use galley_tests::library::{by, filled, must_be_whole, start};
use galley_tests::tree::names;
use serde_json::{Value, json};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The number of the present schema: that of its last migration, `0001_first.sql`.
fn present() -> usize {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/store/src/migrations");
    let names = names(&migrations).into_iter();
    names.filter_map(|name| name.split_once('_')?.0.parse().ok()).max().expect("there are migrations")
}

fn backup_file(schema: usize) -> PathBuf {
    fixtures().join(format!("schema-{schema:04}.galley.zip"))
}

fn list_file(schema: usize) -> PathBuf {
    fixtures().join(format!("schema-{schema:04}.json"))
}

#[test]
fn every_old_library_opens_and_nothing_is_missing() {
    let present = present();
    if std::env::var_os("GALLEY_REFRESH").is_some() {
        make(present);
    }
    for schema in 1..=present {
        let room = tempfile::tempdir().expect("a folder");
        let library = room.path().join("Old.galley");
        let from = backup_file(schema);
        upkeep::restore(&from, &library, &mut |_| {}).unwrap_or_else(|e| panic!("{}: {e}", from.display()));
        // Whoever comes first may be someone who only reads.
        let reader = Desk::open(&library, Access::Read, by());
        drop(reader.unwrap_or_else(|e| panic!("schema {schema} is read: {e}")));
        let desk = galley_tests::library::open(&library);
        must_be_whole(&desk);
        let list = fs::read_to_string(list_file(schema)).expect("its list is beside it");
        let expected: Value = serde_json::from_str(&list).expect("JSON");
        let found = describe(&desk);
        for (part, expected) in expected.as_object().expect("an object") {
            assert_eq!(&found[part], expected, "schema {schema}, {part}");
        }
        let found = desk.search("reference", &ArticleFilter::default(), 10).expect("searched");
        assert_eq!(found.hits.len(), 1, "schema {schema}: search finds what it found");
    }
}

/// Makes the fixture of the present schema.
fn make(schema: usize) {
    let room = tempfile::tempdir().expect("a folder");
    let mut desk = filled(&room.path().join("Old.galley"), 8);
    furnish(&mut desk);
    fs::create_dir_all(fixtures()).expect("a folder");
    desk.backup(&backup_file(schema), true, &mut |_| {}).expect("backed up");
    let list = serde_json::to_string_pretty(&describe(&desk)).expect("JSON");
    fs::write(list_file(schema), list + "\n").expect("written");
}

/// Something of everything that a schema has a place for.
fn furnish(desk: &mut Desk) {
    let day = |days: u64| start().now() + std::time::Duration::from_hours(24 * days);
    let news = desk.add_category("Industry news", None).expect("added").output;
    desk.add_category("Submarine cables", Some(news.id)).expect("added");
    desk.add_tag("Awards").expect("added");
    desk.add_byline("News desk").expect("added");
    desk.set_setting("time-zone", "Asia/Shanghai").expect("set");

    let new = |desk: &mut Desk, headline: &str, body: &str| {
        let new = NewArticle { headline: headline.to_owned(), ..NewArticle::default() };
        let id = desk.new_article(&new).expect("made").output;
        write(desk, id, body);
        id
    };
    let reference = new(desk, "The reference article", "As it was released.");
    desk.set_fields(
        reference,
        &[
            ("category", "Industry news"),
            ("tags", "Awards"),
            ("bylines", "News desk"),
            ("views", "56"),
            ("form", "on"),
        ]
        .map(|(field, value)| (field.to_owned(), value.to_owned())),
    )
    .expect("set");
    desk.release(&[reference], Some(day(0))).expect("released");
    write(desk, reference, "Written since, and not released.");
    desk.keep_revision(reference, "before the interview").expect("kept");
    write(desk, reference, "Written once more.");

    let scheduled = new(desk, "Scheduled for later", "It will go out.");
    desk.release(&[scheduled], Some(day(400 * 365))).expect("released");
    let embargo = new(desk, "Under embargo", "It must not go out yet.");
    desk.set_fields(embargo, &[("embargo".to_owned(), "2400-01-01".to_owned())]).expect("set");
    desk.release(&[embargo], Some(day(0))).expect("released");
    let review = new(desk, "In review", "Someone reads it. See [what comes of it](/en/what-comes-of-it/).");
    desk.set_fields(review, &[("slug".to_owned(), "read-by-someone".to_owned())]).expect("set");
    desk.move_to(&[review], Stage::Review).expect("moved");
    let archived = new(desk, "Put away", "Kept.");
    desk.archive(&[archived], true).expect("put away");
    let trashed = new(desk, "Thrown away", "Still there.");
    desk.trash(&[trashed]).expect("in the trash");
}

fn write(desk: &mut Desk, id: ArticleId, body: &str) {
    let article = desk.article(id).expect("it is there");
    let mut content = article.content;
    body.clone_into(&mut content.body);
    desk.write(id, article.version, content).expect("saved");
}

/// All that is in a library, in a form that can be read and compared.
fn describe(desk: &Desk) -> Value {
    let (mut ids, mut counts) = (Vec::new(), BTreeMap::new());
    let status =
        Status::ALL.map(|status| ArticleFilter { status: Some(status.into()), ..ArticleFilter::default() });
    let trash = ArticleFilter { trashed: true, ..ArticleFilter::default() };
    for filter in status.into_iter().chain([trash]) {
        let page = desk.list(&filter, ListOrder::default(), None, 1_000).expect("a page");
        let name = filter.status.map_or(json!("trash"), |status| json!(status));
        counts.insert(name.as_str().expect("a word").to_owned(), page.articles.len());
        ids.extend(page.articles.iter().map(|row| row.id.parse::<ArticleId>().expect("an id")));
    }
    ids.sort_unstable();
    json!({
        "counts": counts,
        "articles": ids.iter().map(|id| article(desk, *id)).collect::<Vec<_>>(),
        "chosen slugs": chosen_slugs(desk, &ids),
        "categories": desk.categories().expect("read"),
        "tags": desk.tags().expect("read"),
        "bylines": desk.bylines().expect("read"),
        "forms": desk.forms().expect("read"),
        "targets": desk.targets().expect("read"),
        "time zone": desk.settings().expect("read").time_zone,
        "signature": by().author,
    })
}

fn chosen_slugs(desk: &Desk, ids: &[ArticleId]) -> Vec<String> {
    let articles = ids.iter().map(|id| desk.article(*id).expect("it is there"));
    articles.filter(|article| article.slug_chosen).map(|article| article.content.named()).collect()
}

fn article(desk: &Desk, id: ArticleId) -> Value {
    let article: Article = desk.article(id).expect("it is there");
    let time = |at: Option<Instant>| at.map(|at| at.timestamp_millis());
    let revisions = desk.history(id).expect("read").into_iter().map(|revision| {
        let content = desk.revision(id, RevisionNumber(revision.number)).expect("it is there");
        json!({ "number": revision.number, "author": revision.author, "reason": revision.reason, "name": revision.name,
                "body": content.body.lines().next() })
    });
    json!({
        "id": id.to_string(),
        "kind": article.kind,
        "content": article.content,
        "stage": article.stage,
        "version": article.version,
        "released": article.released,
        "changed": article.changed_since_release,
        "publish at": time(article.publish_at),
        "embargo until": time(article.embargo_until),
        "archived": article.archived,
        "trashed at": time(article.trashed_at),
        "created at": time(Some(article.created_at)),
        "modified at": time(Some(article.modified_at)),
        "revisions": revisions.collect::<Vec<_>>(),
    })
}
