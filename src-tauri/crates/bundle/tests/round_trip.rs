//! Out and in again: what comes back is what went out, to the byte.

mod support;

use std::collections::BTreeMap;
use std::fs;

use galley_bundle::{
    Dialect, ExportError, Exported, FigureRecord, FiledBefore, Limits, Nouns, Outgoing, Released, Settings,
    export, read, scan,
};
use galley_domain::{
    Content, Cover, FormSwitch, Kind, Language, PendingChange, Picture, RevisionNumber, Seo, Stage, TimeZone,
    Translation,
};
use proptest::prelude::*;
use serde_json::json;
use support::{Library, article, at, byline, category, id, library_id, slug, tag};

fn language(tag: &str) -> Language {
    tag.parse().expect("a good tag")
}

/// A library with everything in it that a bundle carries.
fn full() -> Library {
    let mut library = Library::default();
    let quay = library.media(b"\x89PNG quay", "quay.png", "A quay");
    let crane = library.media(b"\x89PNG crane", "Crane at dusk.png", "A crane");
    let other = library.media(b"\xff\xd8\xff other", "quay.png", "");
    let unused = library.media(b"GIF89a unused", "later.gif", "For later");
    let face = library.media(b"\x89PNG face", "face.png", "A face");
    library.nouns.categories = vec![category(1, "News", None), category(2, "Port: No. 1", Some(1))];
    library.nouns.tags = vec![tag(1, "No"), tag(2, "1.10"), tag(3, "cranes"), tag(4, "cranes")];
    library.nouns.bylines = vec![byline(1, "Ines Arnal", Some(face))];
    library.nouns.settings = Some(Settings {
        language: language("zh"),
        time_zone: "Asia/Shanghai".parse().expect("a time zone"),
        review: true,
        default_target: Some(id(9)),
        house_words: vec!["Galley".to_owned(), "No".to_owned()],
    });
    let _ = unused;
    library.nouns.figures = vec![
        FigureRecord { target: id(9), article: id(1), views: Some(44), asked_at: at(1_700_000_000_001) },
        FigureRecord { target: id(9), article: id(2), views: None, asked_at: at(1_700_000_000_002) },
    ];

    let mut first = article(1, "en", "crane-season");
    first.released = Some(RevisionNumber(3));
    first.publish_at = Some(at(5_000));
    first.stage = Stage::Approved;
    first.content = Content {
        headline: "Crane season: \"No\" #1".to_owned(),
        lead: "Two\nlines of lead".to_owned(),
        body: "---\nnot front matter\n---\n\n![Quay](img/quay.png) ![Q](/abs/quay.png) ![x](../up.png) ![y](img%2Fcrane.png) ![z](./near.png?v=2) ![gone](gone.png)\r\n".to_owned(),
        category: Some(id(2)),
        tags: vec![id(4), id(1), id(2), id(3)],
        bylines: vec![id(1)],
        cover: Some(Cover { picture: Picture::Media(crane), alt: "Dusk".into(), caption: "At dusk".into(), credit: "No".into() }),
        date: Some(at(1_697_000_000_123)),
        seo: Seo { title: "T".into(), description: "D".into(), canonical: "https://example.org/c".into(), noindex: true },
        form: FormSwitch::On,
        view_base: Some(56),
        translation: Some(Translation { source: id(2), revision: Some(RevisionNumber(2)), source_hash: "ab".into() }),
        aliases: vec!["/old/".into(), "/2023/é".into()],
        pictures: BTreeMap::from([
            ("img/quay.png".to_owned(), quay),
            ("/abs/quay.png".to_owned(), quay),
            ("../up.png".to_owned(), other),
            ("img%2Fcrane.png".to_owned(), crane),
            ("./near.png?v=2".to_owned(), other),
            ("no longer in the text.png".to_owned(), quay),
            ("IMG/QUAY.png".to_owned(), other),
        ]),
        links: BTreeMap::from([("/zh/吊机季/".to_owned(), id(2))]),
        custom: json!({ "weight": 10, "answer": "No", "version": "1.10", "nested": { "list": [null, true, 1.5, "x"], "empty": {} } })
            .as_object()
            .expect("made as one")
            .clone(),
        ..first.content
    };
    let mut released = Content {
        headline: "The released one".to_owned(),
        body: "Earlier ![Q](img/quay.png) ![only here](media/quay.png)\n".to_owned(),
        pictures: BTreeMap::from([("img/quay.png".to_owned(), other), ("media/quay.png".to_owned(), crane)]),
        ..first.content.clone()
    };
    released.custom.clear();
    released.custom.insert("Title".to_owned(), json!("a key that is ours"));
    released.custom.insert("draft".to_owned(), json!(1));
    first.changed_since_release = true;
    first.pending = Some(PendingChange { revision: RevisionNumber(4), at: at(2_000_000_000_000) });
    let pending =
        Content { headline: "The one that waits".to_owned(), slug: slug("later"), ..released.clone() };
    library.articles.push(Outgoing {
        article: first,
        released: Some(released),
        pending: Some(pending),
        old_slugs: vec![
            (language("zh"), slug("older")),
            (language("en"), slug("older")),
            (language("zh"), slug("数字")),
        ],
        filed_before: vec![
            FiledBefore { category: Some(id(1)), date: at(1_697_000_000_000), until: at(1_700_000_000_000) },
            FiledBefore { category: None, date: at(1_697_000_000_123), until: at(2_000_000_000_000) },
        ],
    });

    let mut second = article(2, "zh", "吊机季");
    second.content.body.push_str("没有换行");
    second.kind = Kind::Page;
    second.archived = true;
    second.released = Some(RevisionNumber(1));
    second.embargo_until = Some(at(9_000_000));
    library.articles.push(Outgoing {
        article: second,
        released: None,
        pending: None,
        old_slugs: vec![],
        filed_before: vec![],
    });

    let mut third = article(3, "en", "crane-season");
    third.stage = Stage::Review;
    third.slug_chosen = false;
    third.trashed_at = Some(at(77));
    third.content.cover = Some(Cover {
        picture: Picture::Remote("https://example.org/a.png".into()),
        alt: String::new(),
        caption: String::new(),
        credit: String::new(),
    });
    library.articles.push(Outgoing {
        article: third,
        released: None,
        pending: None,
        old_slugs: vec![],
        filed_before: vec![],
    });
    library
}

#[test]
fn a_library_comes_back_as_it_was() {
    let library = full();
    for name in ["bundle", "bundle.zip"] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join(name);
        let exported = library.export(&path);
        assert!(exported.left.is_empty(), "{:?}", exported.left);
        assert_eq!(exported.articles, 3);
        let back = Library::import(&path);
        assert_eq!(back.notes, Vec::<String>::new(), "{name}");
        assert_eq!(back.articles.len(), library.articles.len());
        for (was, is) in library.articles.iter().zip(&back.articles) {
            support::assert_same(was, is);
        }
        assert_eq!(back.nouns_without_files(), library.nouns_without_files());
        assert_eq!(back.files, library.files, "{name}: every file of the library");
    }
}

#[test]
fn the_same_library_makes_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    let mut shuffled = full();
    shuffled.nouns.tags.reverse();
    shuffled.nouns.media.reverse();
    for (library, name) in [(full(), "a"), (full(), "b"), (shuffled, "c")] {
        library.export(&at(name));
        library.export(&at(&format!("{name}.zip")));
    }
    let bytes = |name: &str| fs::read(at(name)).expect("it was written");
    assert!(bytes("a.zip") == bytes("b.zip") && bytes("a.zip") == bytes("c.zip"));
    let first = support::tree(&at("a"));
    assert_eq!(first, support::tree(&at("b")));
    assert_eq!(first, support::tree(&at("c")));
    let texts: Vec<&str> = first.keys().map(String::as_str).filter(|path| path.contains(".md")).collect();
    let expected = [
        "en/crane-season-2/index.md",
        "en/crane-season/index.md",
        "en/crane-season/pending.md",
        "en/crane-season/released.md",
        "zh/吊机季/index.md",
    ];
    assert_eq!(texts, expected);
    assert!(fs::read_dir(folder.path()).expect("it is there").count() == 6, "nothing is left beside them");
}

#[test]
fn what_other_tools_read_is_plain() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("bundle");
    full().export(&path);
    let text = fs::read_to_string(path.join("en/crane-season/index.md")).expect("it was written");
    for line in [
        "title: \"Crane season: \\\"No\\\" #1\"",
        "date: 2023-10-11T04:53:20.123Z",
        "publishDate: 1970-01-01T00:00:05Z",
        "lang: en",
        "slug: crane-season",
        "  - \"Port: No. 1\"",
        "  - \"No\"",
        "  - \"1.10\"",
        "  - Ines Arnal",
        "cover: img/crane.png",
        "views: 56",
        "weight: 10",
        "answer: \"No\"",
        "galley:",
    ] {
        assert!(text.lines().any(|l| l == line), "{line}\n{text}");
    }
    assert!(!text.contains("draft:"), "a released article is no draft");
}

#[test]
fn an_older_bundle_is_replaced_and_unknown_files_stay() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("bundle");
    let mut library = full();
    library.export(&path);
    fs::write(path.join("README.txt"), "mine").expect("it can be written");
    fs::write(path.join("en/crane-season/notes.txt"), "mine").expect("it can be written");
    library.articles.remove(1);
    library.articles[0].article.content.body.push_str("more\n");
    library.export(&path);
    assert!(!path.join("zh").exists(), "an article that is gone goes, its empty folder too");
    assert_eq!(fs::read_to_string(path.join("README.txt")).expect("it stays"), "mine");
    assert_eq!(fs::read_to_string(path.join("en/crane-season/notes.txt")).expect("it stays"), "mine");
    let back = Library::import(&path);
    assert_eq!(back.articles.len(), 2);
    support::assert_same(&library.articles[0], &back.articles[0]);
    fs::remove_file(path.join("README.txt")).expect("it can be removed");
    fs::remove_file(path.join("en/crane-season/notes.txt")).expect("it can be removed");
    let fresh = folder.path().join("fresh");
    library.export(&fresh);
    assert_eq!(support::tree(&path), support::tree(&fresh), "the same as a new one");
}

#[test]
fn nothing_of_a_person_is_written_over() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    let library = full();
    fs::create_dir(at("theirs")).expect("a folder");
    fs::write(at("theirs/a.txt"), "theirs").expect("it can be written");
    fs::write(at("file"), "theirs").expect("it can be written");
    fs::write(at("theirs.zip"), "theirs").expect("it can be written");
    for name in ["theirs", "file", "theirs.zip"] {
        assert!(matches!(library.try_export(&at(name)), Err(ExportError::NotABundle(_))), "{name}");
    }
    fs::create_dir(at("empty")).expect("a folder");
    library.export(&at("empty"));

    let edited = at("empty/en/crane-season/index.md");
    let text = fs::read_to_string(&edited).expect("it is there");
    fs::write(&edited, text.clone() + "by hand").expect("it can be written");
    let before = support::tree(&at("empty"));
    assert!(matches!(library.try_export(&at("empty")), Err(ExportError::Edited(files)) if files.len() == 1));
    assert_eq!(support::tree(&at("empty")), before);

    fs::write(&edited, text).expect("it can be written");
    let mut more = full();
    more.articles.push(Outgoing {
        article: article(9, "fr", "bonjour"),
        released: None,
        pending: None,
        old_slugs: vec![],
        filed_before: vec![],
    });
    fs::create_dir_all(at("empty/fr/bonjour")).expect("a folder");
    fs::write(at("empty/fr/bonjour/index.md"), "theirs").expect("it can be written");
    assert!(matches!(more.try_export(&at("empty")), Err(ExportError::InTheWay(files)) if files.len() == 1));
    // Nor where a file stands where a folder must be.
    fs::remove_dir_all(at("empty/fr")).expect("it is there");
    fs::write(at("empty/fr"), "theirs").expect("it can be written");
    assert!(matches!(more.try_export(&at("empty")), Err(ExportError::InTheWay(_))));
    assert_eq!(fs::read_to_string(at("empty/fr")).expect("it stays"), "theirs");
}

#[test]
fn an_export_that_was_cut_short_is_finished_by_the_next() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (path, fresh) = (folder.path().join("bundle"), folder.path().join("fresh"));
    let library = full();
    library.export(&path);
    let mut newer = full();
    newer.articles.remove(1);
    newer.articles[0].article.content.body = "New.\n".to_owned();
    newer.export(&fresh);
    // As it looks after the manifest of both and the first move.
    let read = |path: &std::path::Path| -> serde_json::Value {
        serde_json::from_slice(&fs::read(path.join("galley.json")).expect("it is there")).expect("it is JSON")
    };
    let (old, mut both) = (read(&path), read(&fresh));
    for (file, record) in old["files"].as_object().expect("files") {
        let slot = &mut both["files"][file];
        if slot.is_null() {
            *slot = record.clone();
        } else if slot["sha256"] != record["sha256"] {
            slot["was"] = record["sha256"].clone();
        }
    }
    fs::write(path.join("galley.json"), serde_json::to_vec(&both).expect("JSON")).expect("it can be written");
    newer.export(&path);
    assert_eq!(support::tree(&path), support::tree(&fresh));
}

#[test]
fn a_file_edited_by_hand_wins() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("bundle");
    full().export(&path);
    let file = path.join("en/crane-season/index.md");
    let text = fs::read_to_string(&file).expect("it is there");
    let text = text
        .replace("  - \"1.10\"\n", "  - new one\n")
        .replace("slug: crane-season\n", "slug: crane-season\ndraft: true\n")
        + "By hand.";
    fs::write(&file, text).expect("it can be written");
    fs::remove_file(path.join("en/crane-season/released.md")).expect("it is there");
    fs::write(path.join("en/crane-season/more.md"), "of the page").expect("it can be written");
    fs::create_dir(path.join("en/added")).expect("a folder");
    fs::write(path.join("en/added/index.md"), "---\ntitle: Added\ntags: [x]\n---\nNew.\n")
        .expect("it can be written");
    let scan = scan(&path, Dialect::Auto, &Limits::default()).expect("it is a bundle");
    let left: Vec<String> = scan.left.iter().map(ToString::to_string).collect();
    assert!(
        left.len() == 2
            && left[0].contains("more.md")
            && left[1].contains("released.md: the bundle's manifest names it"),
        "{left:?}"
    );
    let entry = scan.entries.iter().find(|e| e.path == "en/crane-season/index.md").expect("it is there");
    let incoming = read(&scan, entry, TimeZone::UTC).expect("it is good");
    let tags: Vec<_> = incoming.fields.tags.iter().map(|t| (t.name.as_str(), t.id)).collect();
    assert_eq!(
        tags,
        [("cranes", Some(id(4))), ("No", Some(id(1))), ("new one", None), ("cranes", Some(id(3)))]
    );
    assert!(incoming.fields.body.ends_with("By hand."));
    assert!(incoming.draft && incoming.exact.is_some_and(|exact| exact.released == Released::Nothing));
    let notes: Vec<String> = incoming.notes.iter().map(|note| note.what.to_string()).collect();
    assert!(
        notes.iter().any(|n| n.contains("edited since")) && notes.iter().any(|n| n.contains("draft line")),
        "{notes:?}"
    );
    let entry = scan.entries.iter().find(|e| e.path == "en/added/index.md").expect("it is there");
    let added = read(&scan, entry, TimeZone::UTC).expect("it is good");
    assert!(added.exact.is_none() && added.fields.headline == "Added" && !added.draft);
}

#[test]
fn a_missing_picture_of_the_library_is_reported_and_the_rest_is_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut library = full();
    let crane = library.nouns.media[1].hash;
    let quay = library.nouns.media[0].hash;
    library.files.remove(&crane);
    library.files.insert(quay, b"not what it was".to_vec());
    let Exported { left, articles, .. } = library.export(&folder.path().join("bundle"));
    assert_eq!(articles, 3);
    assert!(
        left.iter().any(|l| l.path.contains("rane")) && left.iter().any(|l| l.path.contains("quay")),
        "{left:?}"
    );
    library.export(&folder.path().join("bundle.zip"));
    let back = Library::import(&folder.path().join("bundle.zip"));
    assert_eq!(back.articles[0].article.content.body, library.articles[0].article.content.body);
}

#[test]
fn an_article_that_could_not_be_read_back_is_not_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("bundle");
    let mut library = full();
    let deep = (0..100).fold(json!(1), |value, _| json!([value]));
    library.articles[0].article.content.custom.insert("deep".to_owned(), deep);
    assert!(matches!(library.try_export(&path), Err(ExportError::Article { .. })));
    assert!(!path.exists() && fs::read_dir(folder.path()).expect("it is there").count() == 0);
    let broken = [Err::<Outgoing, _>(std::io::Error::other("the library is gone"))];
    let error = export(&path, library_id(), &Nouns::default(), broken, &library).expect_err("it stops");
    assert!(error.to_string().contains("the library is gone") && !path.exists());
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(|b| json!(b)),
        any::<i64>().prop_map(|n| json!(n)),
        any::<u64>().prop_map(|n| json!(n)),
        any::<f64>().prop_filter("JSON has no such number", |n| n.is_finite()).prop_map(|n| json!(n)),
        any_text().prop_map(|t| json!(t)),
    ];
    leaf.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|list| json!(list)),
            prop::collection::vec((any_text(), inner), 0..5)
                .prop_map(|map| json!(map.into_iter().collect::<serde_json::Map<_, _>>())),
        ]
    })
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-a-z0-9:#.\"'\\[{}, \n\t~!&*|>%@`?_]{0,12}",
        prop::sample::select(vec![
            "No",
            "1.10",
            "012",
            "~",
            "null",
            "true",
            "---",
            "...",
            "2023-10-19",
            "<<",
            "title",
            "draft",
            "galley",
            "Tags",
            ""
        ])
        .prop_map(str::to_owned),
    ]
}

fn any_body() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        any::<String>(),
        prop::sample::select(vec![
            "---\n",
            "---",
            "+++\n",
            "\r\n",
            "\n",
            "\0",
            "\u{feff}",
            "# Heading\n",
            "![a](p.png)",
            "![b](x/../p.png)",
            "![c](<q r.png>)",
            "![d](cover.png)",
            "{\"a\": 1}\n",
            "...\n",
            "text",
            "![e](index.md)",
            "![f](P.PNG)",
            "<img src=\"p.png\">",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_content_comes_back(
        headline in any_text(),
        lead in any_text(),
        body in any_body(),
        custom in prop::collection::vec((any_text(), any_json()), 0..5),
        paths in prop::collection::vec((prop_oneof![any_text(), prop::sample::select(vec!["p.png", "P.PNG", "q r.png", "cover.png", "x/../p.png", "p.png/q.png", "index.md"]).prop_map(str::to_owned)], 0_usize..2), 0..4),
        alt in any_text(),
        alias in any_text(),
        released in any::<Option<bool>>(),
        waits in any::<Option<bool>>(),
        chosen in any::<bool>(),
    ) {
        let mut library = Library::default();
        let files = [library.media(b"\x89PNG one", "cover.png", ""), library.media(b"\x89PNG two", "con", "")];
        let mut one = article(1, "en", "one");
        one.slug_chosen = chosen;
        one.content.headline = headline;
        one.content.lead = lead;
        one.content.body = body;
        one.content.custom = custom.into_iter().collect();
        one.content.pictures = paths.into_iter().map(|(path, n)| (path, files[n])).collect();
        one.content.aliases = vec![alias];
        one.content.cover = Some(Cover { picture: Picture::Media(files[0]), alt, caption: String::new(), credit: String::new() });
        let mut earlier = None;
        if let Some(differs) = released {
            one.released = Some(RevisionNumber(1));
            earlier = differs.then(|| Content { headline: "Earlier".to_owned(), language: Language::english(), ..one.content.clone() });
        }
        let mut pending = None;
        if let (Some(_), Some(differs)) = (released, waits) {
            one.pending = Some(PendingChange { revision: RevisionNumber(2), at: at(5_000) });
            pending = differs.then(|| Content { headline: "Later".to_owned(), ..one.content.clone() });
        }
        library.articles.push(Outgoing { article: one, released: earlier, pending, old_slugs: vec![], filed_before: vec![] });
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("bundle.zip");
        library.export(&path);
        let back = Library::import(&path);
        prop_assert_eq!(back.articles.len(), 1);
        support::assert_same(&library.articles[0], &back.articles[0]);
    }
}
