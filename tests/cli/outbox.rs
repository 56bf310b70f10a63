//! An outbox of more jobs than are listed.

use galley_tests::program::{Ran, Room};
use serde_json::Value;

/// A hundred more than are listed.
const JOBS: usize = 1_100;

fn numbers(list: &Value) -> Vec<i64> {
    list.as_array().expect("a list").iter().map(|id| id.as_i64().expect("a number")).collect()
}

#[test]
fn all_jobs_are_counted_tried_again_and_taken_out_also_those_that_are_not_listed() {
    let room = Room::new();
    for at in 0..JOBS {
        let text = format!("---\ntitle: Number {at}\nslug: number-{at}\ndate: 2023-10-01\n---\n\nWords.\n");
        room.write(&format!("in/{at}.md"), text);
    }
    room.on(["import", "in"]).done();
    for (name, at) in [("notes", "https://notes.example.org"), ("blog", "https://blog.example.org")] {
        room.on(["target", "add", name, "--kind", "micropub", &format!("address={at}")]).done();
    }
    let mut ids = numbers(&room.json(["publish", "--target", "notes", "--later"])["queued"]);
    assert_eq!(ids.len(), JOBS);
    let one = numbers(&room.json(["publish", "number-7", "--target", "blog", "--later"])["queued"])[0];
    ids.push(one);

    // Those of the one server wait for its password; what is under an embargo by now needs a person.
    room.on(["set", "number-7", "embargo=2090-01-01"]).done();
    let mut run = room.command(["-l", "News.galley", "outbox", "run", "--password-of", "blog"]);
    run.env("GALLEY_PASSWORD", "secret");
    assert_eq!(Ran::of(run).code, 1, "one failed");
    let all = room.json(["outbox"]);
    let (jobs, counts) = (all["jobs"].as_array().expect("a list"), &all["counts"]);
    assert_eq!((jobs.len(), &counts["all"], &counts["again"]), (1_000, &ids.len().into(), &ids.len().into()));
    assert_eq!((&jobs[0]["id"], &jobs[0]["state"]), (&one.into(), &"failed".into()), "it is the first");
    assert_eq!((&counts["failed"], &counts["open"]), (&1.into(), &JOBS.into()), "{counts}");
    let said = room.on(["outbox"]).done();
    assert!(said.contains("101 jobs are not listed here. 1 of all 1101 needs attention."), "{said}");

    assert_eq!(numbers(&room.json(["outbox", "retry"])["queued"]), ids, "each of them");
    let counts = room.json(["outbox"])["counts"].clone();
    assert_eq!(
        (&counts["failed"], &counts["open"], &counts["again"]),
        (&0.into(), &ids.len().into(), &0.into())
    );
    assert_eq!(numbers(&room.json(["outbox", "cancel"])["cancelled"]), ids);
    assert_eq!(room.json(["outbox"])["counts"]["all"], 0);
}
