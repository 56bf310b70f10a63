//! One command for all servers: each article goes where it belongs, and is taken off wherever it stands.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use galley_desk::{Access, Desk};
use galley_tests::library::by;
use galley_tests::micropub::micropub;
use galley_tests::peer::Peer;
use galley_tests::program::{Room, galley};
use galley_tests::wire::Wire;
use galley_tests::wordpress::wordpress;
use serde_json::{Value, json};

use super::{done, room_with, run, there, told};

/// Runs `galley` in a room, and types these passwords when it asks for them.
fn typing(room: &Room, passwords: &[&str], arguments: &[&str]) -> Output {
    let mut galley = Command::new(galley())
        .current_dir(room.path(""))
        .env_remove("GALLEY_LIBRARY")
        // Of several servers nobody's.
        .env("GALLEY_PASSWORD", "must not be sent")
        .args(["-l", "News.galley"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut keyboard = galley.stdin.take().expect("it is piped");
    for password in passwords {
        writeln!(keyboard, "{password}").expect("it reads");
    }
    drop(keyboard);
    galley.wait_with_output().expect("it ends")
}

/// What was done or would be: each article's slug in its headline, target and step.
fn steps(output: &Output) -> Vec<(String, String, String)> {
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let word = |one: &Value, key: &str| one[key].as_str().unwrap_or("-").to_owned();
    let slug = |one: &Value| word(one, "headline").rsplit_once(' ').map(|(_, slug)| slug.to_owned());
    let all = answer["publications"].as_array().expect("a list");
    all.iter().map(|one| (slug(one).unwrap_or_default(), word(one, "target"), word(one, "step"))).collect()
}

fn such(all: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    all.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect()
}

#[test]
fn articles_go_to_every_server_that_takes_them_and_off_wherever_they_stand() {
    let (blog, notes) = (wordpress(), micropub());
    let both = [blog.secret(), notes.secret()];
    let room = room_with(&["ev-one", "ev-two", "ev-three"], blog, &blog.address(), blog.user());
    let address = format!("address={}", notes.address());
    let only = "tags=ev-one";
    assert!(
        run(&room, "", &["target", "add", "notes", "--kind", "micropub", &address, only]).status.success()
    );
    assert!(run(&room, "", &["unrelease", "ev-three"]).status.success());

    let plan = typing(&room, &both, &["publish", "--plan", "--json"]);
    assert!(plan.status.success(), "{}", told(&plan));
    let all =
        such(&[("ev-one", "blog", "create"), ("ev-two", "blog", "create"), ("ev-one", "notes", "create")]);
    assert_eq!(steps(&plan), all);
    assert!(there(blog, "ev-one").0.is_empty() && there(notes, "ev-one").0.is_empty(), "a plan does nothing");

    let sent = typing(&room, &both, &["publish", "ev-one", "--json"]);
    assert!(sent.status.success(), "{}", told(&sent));
    assert_eq!(steps(&sent), such(&[("ev-one", "blog", "create"), ("ev-one", "notes", "create")]));
    assert_eq!((there(blog, "ev-one").0.len(), there(notes, "ev-one").0.len()), (1, 1));

    // Of several what stands somewhere, as the window asks; by name each has to.
    let desk = Desk::open(&room.path("News.galley"), Access::Read, by()).expect("it opens");
    let [one, three] = ["ev-one", "ev-three"].map(|slug| desk.find_article(slug).expect("it is there"));
    let at: Vec<_> = desk
        .rounds_where_any_stand(&[three, one], false)
        .expect("one stands")
        .into_iter()
        .map(|(at, ids)| (at.name, ids))
        .collect();
    assert_eq!(at, [("blog".to_owned(), vec![one]), ("notes".to_owned(), vec![one])]);
    assert!(desk.rounds_where_any_stand(&[three], false).is_err());
    assert!(desk.rounds_where_they_stand(&[three, one], false).is_err());
    drop(desk);

    // All the rest: what stands there as it is released is not even asked about.
    let rest = run(&room, blog.secret(), &["publish", "--json"]);
    assert!(rest.status.success(), "{}", told(&rest));
    assert_eq!(steps(&rest), such(&[("ev-two", "blog", "create")]));
    let nothing = run(&room, "", &["publish"]);
    assert!(String::from_utf8_lossy(&nothing.stdout).contains("Nothing to publish"), "{nothing:?}");

    // A text that is released anew is behind at both; what is not released is not.
    assert!(run(&room, "", &["set", "ev-one", "lead=Another."]).status.success());
    assert!(run(&room, "", &["set", "ev-two", "lead=Another."]).status.success());
    assert!(run(&room, "", &["release", "ev-one"]).status.success());
    let again = typing(&room, &both, &["publish", "--json"]);
    assert_eq!(
        steps(&again),
        such(&[("ev-one", "blog", "update"), ("ev-one", "notes", "update")]),
        "{}",
        told(&again)
    );

    let board = |more: &[&str]| -> Value {
        let asked = run(&room, "", &[&["board", "--json"], more].concat());
        serde_json::from_slice::<Value>(&asked.stdout).expect("JSON")["articles"].clone()
    };
    let mut standings: Vec<_> = board(&[])
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| [0, 1].map(|at| line["places"][at]["standing"].clone()))
        .collect();
    // Of the same date: whose id is the greater is left to chance.
    standings.sort_by_key(|[_, notes]| !notes.is_null());
    assert_eq!(standings, [[json!("verified"), Value::Null], [json!("verified"), json!("verified")]]);
    assert_eq!(board(&["--troubled"]), json!([]), "servers have what is released");
    let trashed = run(&room, "", &["trash", "ev-two"]);
    assert!(
        trashed.status.success() && told(&trashed).contains("it stands at blog still"),
        "{}",
        told(&trashed)
    );
    let left = board(&["--troubled"]);
    assert_eq!((left.as_array().map(Vec::len), &left[0]["trashed"]), (Some(1), &true.into()), "{left}");
    let said = run(&room, "", &["board"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("ev-two  in the trash here") && said.contains("    notes: live, 20"), "{said}");
    assert!(run(&room, "", &["untrash", "ev-two"]).status.success());

    let off = typing(&room, &both, &["unpublish", "ev-one", "--json"]);
    assert_eq!(
        steps(&off),
        such(&[("ev-one", "blog", "remove"), ("ev-one", "notes", "remove")]),
        "{}",
        told(&off)
    );
    assert!(there(blog, "ev-one").0.iter().all(|post| post["status"] == "trash"));
    let nowhere = run(&room, "", &["unpublish", "ev-one"]);
    assert!(told(&nowhere).contains("it stands at no server"), "{}", told(&nowhere));
    let nothing = run(&room, "", &["publish", "--json"]);
    assert_eq!(steps(&nothing), such(&[]), "what was taken off is not put up again unasked");

    // One that is in the library no longer is taken off by its id.
    let id = board(&[])[0]["id"].as_str().expect("an id").to_owned();
    assert!(run(&room, "", &["trash", "ev-two"]).status.success());
    let gone = run(&room, "", &["delete", "ev-two", "--for-good"]);
    assert!(
        gone.status.success() && told(&gone).contains("1 of them stands at blog still"),
        "{}",
        told(&gone)
    );
    let left = board(&["--troubled"]);
    let [gone, standing] = [&left[0], &left[0]["places"][0]["standing"]];
    assert_eq!((&gone["id"], &gone["headline"], standing), (&json!(id), &Value::Null, &json!("verified")));
    let off = run(&room, blog.secret(), &["unpublish", &id, "--json"]);
    assert!(off.status.success(), "{}", told(&off));
    assert!(there(blog, "ev-two").0.iter().all(|post| post["status"] == "trash"));
    assert_eq!(board(&[]), json!([]), "the ledger knows");
    for (words, says) in [(&["--plan"][..], ": would be deleted"), (&[], ": deleted")] {
        let ran = run(&room, blog.secret(), &[&["unpublish", &id, "--delete"], words].concat());
        let said = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success() && said.contains(says) && !said.contains("taken off"), "{said}");
    }
    assert!(there(blog, "ev-two").0.is_empty(), "and out of its trash");
    let nowhere = run(&room, "", &["unpublish", &id]);
    assert!(told(&nowhere).contains("it stands at no server"), "{}", told(&nowhere));
}

#[test]
fn a_plan_lists_each_article_what_would_be_made_and_what_stops_it() {
    let server = wordpress();
    let room = room_with(&["pl-out", "pl-held", "pl-edited"], server, &server.address(), server.user());
    let secret = server.secret();
    assert!(run(&room, secret, &["publish", "pl-edited"]).status.success());
    server.edit("pl-edited");
    assert!(run(&room, "", &["unrelease", "pl-held"]).status.success());

    let plan = run(&room, secret, &["publish", "pl-held", "pl-out", "pl-edited", "--plan", "--json"]);
    assert_eq!(plan.status.code(), Some(3), "the gate is what the exit code says: {}", told(&plan));
    let all =
        [("pl-held", "blog", "stopped"), ("pl-out", "blog", "create"), ("pl-edited", "blog", "changed")];
    assert_eq!(steps(&plan), such(&all));
    let answer: Value = serde_json::from_slice(&plan.stdout).expect("JSON");
    let [held, out, edited] = [0, 1, 2].map(|at| &answer["publications"][at]);
    assert!(
        held["stops"][0]["message"].as_str().is_some_and(|why| why.contains("it is not released")),
        "{held}"
    );
    assert_eq!((&out["categories"], &out["tags"]), (&json!(["ICT pl-out"]), &json!(["pl-out"])), "{out}");
    assert_eq!((&out["uploads"], &out["stops"]), (&2.into(), &json!([])));
    assert_eq!(edited["stops"][0]["code"], "changed_there", "{edited}");
    assert_eq!(answer["comparisons"].as_array().map(Vec::len), Some(1));

    let said = run(&room, secret, &["publish", "pl-held", "pl-out", "--plan"]);
    let lines = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        lines.contains("pl-held, blog: would not go out") && lines.contains("would make the tag pl-out"),
        "{lines}"
    );
    assert!(told(&said).contains("1 of 2 would not go out"), "{}", told(&said));

    // What did not change is read together, and what is to be sent once more before it is.
    done(&run(&room, secret, &["publish", "pl-out", "--json"]));
    done(&run(&room, secret, &["publish", "pl-edited", "--mine", "--json"]));
    let both = |wire: &Wire| {
        let address = format!("address={}", wire.address());
        assert!(run(&room, "", &["target", "set", "blog", &address]).status.success());
        run(&room, secret, &["publish", "pl-out", "pl-edited", "--json"])
    };
    let wire = Wire::to(server);
    let nothing = both(&wire);
    assert_eq!(
        steps(&nothing),
        such(&[("pl-out", "blog", "nothing"), ("pl-edited", "blog", "nothing")]),
        "{}",
        told(&nothing)
    );
    let asked: Vec<_> =
        wire.met().into_iter().map(|met| String::from_utf8_lossy(&met.request).into_owned()).collect();
    let reads = asked.iter().filter(|asked| asked.starts_with("GET /wp-json/wp/v2/posts")).count();
    assert_eq!(reads, 1, "{asked:?}");
    assert!(run(&room, "", &["category", "set", "ICT pl-out", "name=Renamed"]).status.success());
    let wire = Wire::meanwhile(server, "GET /wp-json/wp/v2/categories", || server.edit("pl-out"));
    let meanwhile = both(&wire);
    assert!(told(&meanwhile).contains("was changed at blog"), "{}", told(&meanwhile));
    assert_eq!(steps(&meanwhile), such(&[("pl-edited", "blog", "nothing")]));

    server.trash("pl-edited");
    let gone = run(&room, secret, &["publish", "pl-edited", "--plan", "--json"]);
    assert_eq!((gone.status.code(), steps(&gone)), (Some(1), such(&[("pl-edited", "blog", "gone")])));
}
