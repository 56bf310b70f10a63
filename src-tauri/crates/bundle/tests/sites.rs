//! Small sites as other tools write them, imported whole; what comes out is compared with `fixtures/SITE.json`.
//!
//! To accept a change, run with `GALLEY_ACCEPT=1` and read the difference before committing it.

use std::path::Path;

use galley_bundle::{
    CoverPicture, Dialect, Incoming, Limits, LinkTo, Scan, glance, open_picture, read, scan,
};
use galley_domain::TimeZone;
use serde_json::{Value, json};

fn fixtures() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures"))
}

fn report(scan: &Scan) -> Value {
    let zone: TimeZone = "Asia/Shanghai".parse().expect("a good zone");
    let mut left: Vec<String> = scan.left.iter().map(ToString::to_string).collect();
    let mut taken = serde_json::Map::new();
    for entry in &scan.entries {
        let whole = read(scan, entry, zone);
        assert_eq!(
            glance(scan, entry, zone).map(known_at_once),
            whole.clone().map(known_at_once),
            "{}",
            entry.path
        );
        match whole {
            Ok(incoming) => drop(taken.insert(entry.path.clone(), article(scan, &incoming))),
            Err(why) => left.push(why.to_string()),
        }
    }
    json!({ "tool": format!("{:?}", scan.tool), "default_language": scan.default_language.as_ref().map(ToString::to_string), "left": left, "taken": taken })
}

/// What a glance at a file must tell no worse than reading it does.
fn known_at_once(incoming: Incoming) -> impl PartialEq + std::fmt::Debug {
    let fields = incoming.fields;
    let text = (fields.headline, fields.lead, fields.body);
    let address = (fields.slug, fields.language, incoming.translation_key, incoming.is_source);
    (incoming.source_hash, text, address, fields.date, incoming.publish_at)
}

/// What is said about an article, without what is not said.
fn article(scan: &Scan, incoming: &Incoming) -> Value {
    let fields = &incoming.fields;
    let rfc = |at: galley_domain::Instant| TimeZone::UTC.rfc3339(at);
    let picture = |picture: &galley_bundle::PictureRef| {
        let opened = open_picture(scan, picture).expect("the fixtures are good pictures");
        json!({ "as_written": picture.as_written, "file": picture.file, "kind": opened.kind, "pixels": opened.pixels })
    };
    let notes = |note: &galley_bundle::Note| match note.line {
        Some(line) => format!("{line}: {}", note.what),
        None => note.what.to_string(),
    };
    let value = json!({
        "kind": incoming.kind,
        "headline": fields.headline,
        "lead": fields.lead,
        "body": fields.body,
        "slug": fields.slug.as_ref().map(ToString::to_string),
        "slug_chosen": incoming.slug_chosen,
        "language": fields.language.as_ref().map(ToString::to_string),
        "category": fields.category.as_ref().map(|c| &c.name),
        "tags": fields.tags.iter().map(|t| &t.name).collect::<Vec<_>>(),
        "bylines": fields.bylines.iter().map(|b| &b.name).collect::<Vec<_>>(),
        "cover": fields.cover.as_ref().map(|cover| json!({
            "picture": match &cover.picture { CoverPicture::File(p) => picture(p), CoverPicture::Remote(url) => json!(url) },
            "alt": cover.alt, "caption": cover.caption, "credit": cover.credit,
        })),
        "date": fields.date.map(rfc),
        "seo": fields.seo,
        "views": fields.view_base,
        "aliases": fields.aliases,
        "pictures": fields.pictures.iter().map(picture).collect::<Vec<_>>(),
        "links": fields.links.iter().map(|(href, to)| match to {
            LinkTo::Origin(path) => format!("{href} -> {path}"),
            LinkTo::Article(id) => format!("{href} -> {id}"),
        }).collect::<Vec<_>>(),
        "custom": fields.custom,
        "draft": incoming.draft,
        "publish_at": incoming.publish_at.map(rfc),
        "modified": incoming.modified.map(rfc),
        "translation_key": incoming.translation_key,
        "is_source": incoming.is_source,
        "left": incoming.left.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "notes": incoming.notes.iter().map(notes).collect::<Vec<_>>(),
    });
    let said = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    };
    let Value::Object(map) = value else { unreachable!("made as one") };
    Value::Object(map.into_iter().filter(|(_, value)| said(value)).collect())
}

#[test]
fn sites_of_other_tools() {
    let mut wrong = Vec::new();
    for site in ["hugo", "zola", "jekyll", "plain", "notes"] {
        let scan = scan(&fixtures().join(site), Dialect::Auto, &Limits::default()).expect("it is a folder");
        let report = report(&scan);
        let path = fixtures().join(format!("{site}.json"));
        if std::env::var_os("GALLEY_ACCEPT").is_some() {
            let text = serde_json::to_string_pretty(&report).expect("it is JSON") + "\n";
            std::fs::write(&path, text).expect("the fixtures can be written");
        }
        let expected = std::fs::read_to_string(&path).expect("each site has what is expected of it");
        let expected: Value = serde_json::from_str(&expected).expect("it is JSON");
        if report != expected {
            wrong.push(format!("{site}:\n{report:#}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_second_look_finds_the_same() {
    for site in ["hugo", "zola", "jekyll", "plain", "notes"] {
        let look = || {
            report(&scan(&fixtures().join(site), Dialect::Auto, &Limits::default()).expect("it is a folder"))
        };
        assert_eq!(look(), look(), "{site}");
    }
}

#[test]
fn one_file_brings_the_pictures_beside_it() {
    let file = fixtures().join("hugo/content/tides/index.md");
    let scan = scan(&file, Dialect::Auto, &Limits::default()).expect("it is Markdown");
    let incoming = read(&scan, &scan.entries[0], TimeZone::UTC).expect("it is good");
    assert_eq!(incoming.fields.headline, "Tide tables");
    let files: Vec<_> = incoming.fields.pictures.iter().map(|p| p.file.as_str()).collect();
    assert_eq!(files, ["tide.png"]);
    assert_eq!(incoming.left.len(), 2, "{:?}", incoming.left);
}

#[test]
fn a_told_dialect_wins_over_the_look() {
    let scan = scan(&fixtures().join("plain"), Dialect::Jekyll, &Limits::default()).expect("it is a folder");
    let left = scan
        .entries
        .iter()
        .filter_map(|entry| read(&scan, entry, TimeZone::UTC).err())
        .map(|left| left.to_string());
    let said: Vec<String> = left.filter(|left| left.contains("no front matter")).collect();
    assert_eq!(said.len(), 2, "{said:?}");
}
