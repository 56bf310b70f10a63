//! What scripts rely on: one object, pages without gaps, help that teaches.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;

use galley_tests::program::{Ran, Room, each};

#[test]
fn lists_are_one_shape_and_pages_have_no_gaps() {
    let room = Room::sample();
    let all = room.json(["list", "--limit", "1000"]);
    assert!(all["next"].is_null(), "all on one page");
    let expected = each(&all, "id");
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let mut words = vec!["list", "--limit", "7"];
        let cursor: Option<String> = after;
        words.extend(cursor.iter().flat_map(|cursor| ["--after", cursor.as_str()]));
        let page = room.json(words);
        seen.extend(each(&page, "id").into_iter().map(str::to_owned));
        after = page["next"].as_str().map(str::to_owned);
        if after.is_none() {
            break;
        }
    }
    assert!(expected.len() > 20 && seen == expected, "{seen:?}");
    let row = &all["articles"][0];
    for key in [
        "id", "headline", "lead", "slug", "language", "kind", "status", "category", "words", "date",
        "modified",
    ] {
        assert!(row.get(key).is_some(), "{key} in {row}");
    }
    let first = room.on(["list", "--limit", "7"]);
    assert!(first.err.contains("galley list --after "), "a person is told how to go on: {}", first.err);
    assert_eq!(first.done().lines().count(), 7, "and a pipe gets articles only");
}

#[test]
fn a_library_gets_another_name_and_is_there_under_it() {
    let room = Room::new();
    room.on(["add", "Ten years on"]).done();
    room.on(["backups", "now"]).done();
    let said = room.json(["rename", "Evening News"]);
    assert!(said["library"].as_str().is_some_and(|path| path.ends_with("Evening News.galley")), "{said}");
    room.on(["list"]).failed(1);
    let there = room.run(["-l", "Evening News", "list"]).done();
    assert!(there.contains("Ten years on"), "{there}");
    assert!(room.run(["-l", "Evening News", "backups", "list"]).done().contains("1 article"));
}

#[test]
fn filters_take_names_and_slugs() {
    let room = Room::sample();
    let all: BTreeSet<String> =
        each(&room.json(["list", "--limit", "1000"]), "id").into_iter().map(str::to_owned).collect();
    let cases = [
        ["--language", "zh"],
        ["--category", "ICT Industry News"],
        ["--tag", "Fibre"],
        ["--status", "published"],
        ["--status", "draft"],
    ];
    for [option, value] in cases {
        let some = room.json(["list", "--limit", "1000", option, value]);
        let some = each(&some, "id");
        assert!(!some.is_empty() && some.len() < all.len(), "{option} {value}: {}", some.len());
        assert!(some.iter().all(|id| all.contains(*id)), "{option} {value}");
    }
    room.on(["list", "--category", "nowhere"]).failed(1);
}

#[test]
fn a_search_marks_what_it_found() {
    let room = Room::sample();
    let found = room.json(["search", "harbour", "--language", "en", "--limit", "1"]);
    let article = &found["articles"][0];
    assert_eq!(found["next"], serde_json::Value::Null);
    let marks = article["headlineMarks"].as_array().expect("pieces");
    let whole: String = marks.iter().filter_map(|mark| mark["text"].as_str()).collect();
    assert_eq!(article["headline"], whole.as_str());
    assert!(marks.iter().any(|mark| mark["hit"] == true), "{found}");
    let people = room.on(["search", "harbour"]).done();
    assert!(!people.contains('\u{1b}'), "no bold where no one looks");
    assert_eq!(room.json(["search", "nosuchwordanywhere"])["articles"].as_array().map(Vec::len), Some(0));
}

#[test]
fn the_library_is_named_in_three_ways() {
    let room = Room::new();
    room.run(["-l", "News", "add", "Without its ending"]).done();
    let mut by_variable = room.command(["list", "--json"]);
    by_variable.env("GALLEY_LIBRARY", room.path("News.galley"));
    assert_eq!(each(&Ran::of(by_variable).object(), "slug"), ["without-its-ending"]);
    assert!(
        room.run(["list", "-l", "News.galley"]).done().contains("without-its-ending"),
        "behind the command"
    );
    let nowhere = room.run(["list"]).failed(2);
    assert!(nowhere.contains("GALLEY_LIBRARY"), "{nowhere}");
}

#[test]
fn the_first_help_shows_the_way_and_every_command() {
    let room = Room::bare();
    let help = room.run(["--help"]).done();
    for way in ["galley new News.galley --sample", "export site --out public", "galley serve public"] {
        assert!(help.contains(way), "{way}: {help}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 110), "{help}");
    let set = room.run(["set", "--help"]).done();
    assert!(set.contains("seo-description") && set.contains("Example: galley"), "{set}");
    let target = room.run(["target", "--help"]).done();
    assert!(target.contains("date-format[.LANGUAGE]"), "{target}");
    assert!(room.run(["--version"]).done().starts_with("galley "));
}

#[test]
fn the_manual_and_the_help_know_the_same_commands() {
    let room = Room::bare();
    let help = room.run(["--help"]).done();
    let known: BTreeSet<&str> = help
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()) && !line.starts_with("galley "))
        .filter_map(|line| line.split("  ").next())
        .collect();
    assert!(known.len() > 25, "{known:?}");
    let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide/command-line.md");
    let manual = std::fs::read_to_string(manual).expect("the manual");
    let words: BTreeSet<&str> = manual.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
    let unsaid: Vec<_> = known.difference(&words).collect();
    assert!(unsaid.is_empty(), "the manual does not speak of {unsaid:?}");
    for line in manual.lines().filter_map(|line| line.trim_start().strip_prefix("galley ")) {
        let line = line.strip_prefix("-l News.galley ").unwrap_or(line);
        let command = line.split_whitespace().next().expect("a command");
        assert!(known.contains(command) || command.starts_with("--"), "{line}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let room = Room::bare();
    // More than a pipe holds, so that the writing meets the closed end whatever comes first.
    room.write("long.md", "A paragraph of some length.\n\n".repeat(20_000));
    let mut command = room.command(["render", "long.md"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn what_a_terminal_would_obey_is_printed_as_something_else() {
    let room = Room::new();
    let evil = "a\u{1b}]0;b\u{7}\u{202e}c";
    room.on(["add", evil, "slug=quiet", &format!("lead={evil}")]).done();
    for words in [vec!["list"], vec!["show", "quiet"], vec!["search", "b"]] {
        let out = room.on(words.iter().copied()).done();
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{words:?}: {out:?}");
    }
    let list = room.json(["list"]);
    assert_eq!(each(&list, "headline"), [evil], "scripts get it as it is");
}
