//! Exit codes, and sentences that say what happened, what is safe, and what to do.

use galley_tests::program::Room;
use serde_json::Value;

#[test]
fn every_failure_has_its_code_and_its_sentence() {
    let room = Room::new();
    room.on(["add", "Ten years on"]).done();
    room.write("note.txt", "no library");
    room.write("Taken.galley", "no library either");
    let cases: [(&[&str], i32, &str); 23] = [
        (&["list"], 2, "which library?"),
        (&["-l", "News.galley", "fly"], 2, "unrecognized subcommand"),
        (&["-l", "News.galley", "list", "--status", "live"], 2, "invalid value"),
        (&["-l", "News.galley", "list", "--limit", "0"], 2, "1..=1000"),
        (&["-l", "News.galley", "set", "ten-years-on", "views"], 2, "is not KEY=VALUE; nothing was changed"),
        (&["-l", "News.galley", "release", "ten-years-on", "--at", "soon"], 2, "is no date; write it like"),
        (&["new", "Other", "--language", "english"], 2, "is no language tag"),
        (&["new", "Other", "--sample", "--title", "Mine"], 2, "cannot be used with"),
        (&["new", ".."], 2, "is no name for a library"),
        (&["new", "News"], 1, "exists already; it was left as it is"),
        (&["-l", "Nowhere.galley", "list"], 1, "there is no library at"),
        (&["-l", "note.txt", "list"], 1, "is not a Galley library"),
        (&["-l", "News.galley", "show", "nine-years-on"], 1, "there is no article \"nine-years-on\""),
        (&["-l", "News.galley", "set", "ten-years-on", "views=many"], 1, "views: it is a whole number"),
        (
            &["-l", "News.galley", "set", "ten-years-on", "colour=red"],
            1,
            "no field \"colour\"; nothing was changed. `galley set --help`",
        ),
        (
            &["-l", "News.galley", "show", "ten-years-on", "--revision", "9"],
            1,
            "the article has no revision 9",
        ),
        (&["-l", "News.galley", "settings", "colour", "red"], 1, "There are language, time-zone, review"),
        (
            &["-l", "News.galley", "restore", "News.galley"],
            1,
            "it is a folder; name the file that was made as a backup",
        ),
        (&["-l", "News.galley", "list", "--after", "nonsense"], 1, "after: "),
        (&["-l", "News.galley", "restore", "note.txt"], 1, "is no whole Galley backup"),
        (&["-l", "News.galley", "rename", "a/b"], 1, "the library's name: it is the name of a folder"),
        (&["-l", "News.galley", "rename", "Taken"], 1, "exists already; it was left as it is"),
        (&["serve", "nowhere"], 1, "is no folder that can be read"),
    ];
    for (words, code, part) in cases {
        let said = room.run(words).failed(code);
        assert!(said.contains(part), "{words:?}: {said}");
        {
            let json = room.run(words.iter().copied().chain(["--json"])).failed(code);
            let object: Value = serde_json::from_str(&json).unwrap_or_else(|e| panic!("{e}: {json}"));
            let message = object["error"]["message"].as_str().expect("a sentence");
            assert!(message.contains(part), "{words:?}: {json}");
            assert!(code == 2 || said.contains(message), "{words:?}: {json}");
            assert!(object["error"]["code"].is_string() && object["error"]["tone"].is_string(), "{json}");
        }
    }
    assert!(!room.path("Other.galley").exists(), "a mistake makes nothing");
}

#[test]
fn a_failure_answers_nothing() {
    let room = Room::new();
    let ran = room.on(["show", "nowhere", "--json"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
}

#[test]
fn the_gate_has_a_code_of_its_own() {
    let room = Room::new();
    room.on(["add", "Ten years on", "lead=What came of it.", "category=News", "body=Fine."]).done();
    assert_eq!(room.on(["check"]).done(), "Nothing to look at.\n");
    room.on(["set", "ten-years-on", "body=To be written.\n\nThe sum is TK."]).done();
    let checked = room.on(["check"]);
    assert_eq!(checked.code, 3, "{checked:?}");
    assert!(checked.out.contains("STOPS line 3: "), "{checked:?}");
    let checked = room.on(["check", "--json"]);
    let object: Value = serde_json::from_str(&checked.out).expect("one object");
    assert_eq!((checked.code, &object["stops"]), (3, &1.into()));
    assert_eq!(object["findings"][0]["check"], "placeholder");
    let stopped = room.on(["release", "ten-years-on"]).failed(3);
    assert!(stopped.contains("line 3") && stopped.contains("Nothing was released"), "{stopped}");
}

#[test]
fn settings_are_shown_and_changed() {
    let room = Room::new();
    assert_eq!(room.json(["settings"])["language"], "en");
    assert_eq!(room.json(["settings", "time-zone", "Asia/Shanghai"])["time-zone"], "Asia/Shanghai");
    assert_eq!(room.on(["settings", "time-zone"]).done(), "time-zone  Asia/Shanghai\n");
    let refused = room.on(["settings", "time-zone", "Shanghai"]).failed(1);
    assert!(refused.contains("is no time zone"), "{refused}");
    assert!(room.on(["settings", "colour"]).failed(1).contains("no setting"));
}
