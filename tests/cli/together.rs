//! Several programs at one library, and a library that is copied away and put back.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use galley_desk::article::NewArticle;
use galley_desk::{Access, Desk, Signature};
use galley_tests::program::{Room, Running, each, files_below};

fn desk(room: &Room) -> Desk {
    Desk::open(&room.path("News.galley"), Access::Write, by()).expect("the library")
}

fn by() -> Signature {
    Signature { author: "Marta Berg".to_owned(), device: "desk".to_owned() }
}

#[test]
fn a_second_program_reads_and_writes_beside_the_first() {
    let room = Room::new();
    let mut first = desk(&room);
    let headline = "From the first".to_owned();
    let id = first.new_article(&NewArticle { headline, ..NewArticle::default() }).expect("an article").output;
    let before = first.data_version().expect("a number");

    assert_eq!(each(&room.json(["list"]), "slug"), ["from-the-first"]);
    let second = room.on(["set", "from-the-first", "headline=From the second"]);
    assert!(second.err.contains("another program has this library open"), "{second:?}");
    second.done();

    assert_ne!(first.data_version().expect("a number"), before, "the first one notices");
    assert_eq!(first.line(id).expect("the article").headline, "From the second");
    let content = first.content(id).expect("its text");
    first.write(id, 2, content).expect("and goes on writing");

    let alone = room.on(["restore", "nothing.zip"]);
    assert_eq!(alone.code, 1, "{alone:?}");
}

#[test]
fn another_program_is_seen_while_it_is_there_and_no_longer() {
    let room = Room::new();
    let mut first = desk(&room);
    first.new_article(&NewArticle::default()).expect("something to work at");
    let of_its_own = Desk::open(&room.path("News.galley"), Access::Read, by()).expect("read");
    assert!(!first.has_neighbours() && !of_its_own.has_neighbours(), "one program");
    // That it has begun, it says.
    let mut victim = Command::new(env!("CARGO_BIN_EXE_galley-victim"));
    victim.arg("bundle").args(["News.galley", "out"].map(|name| room.path(name))).stdout(Stdio::piped());
    let mut victim = Running(victim.spawn().expect("it starts"));
    let mut line = String::new();
    let said = victim.0.stdout.take().expect("its output is piped");
    BufReader::new(said).read_line(&mut line).expect("it says something");
    assert_eq!(line, "begun\n");
    assert!(first.has_neighbours() && of_its_own.has_neighbours(), "another one works at it");
    assert!(first.has_neighbours(), "asking changes nothing");
    victim.0.kill().expect("it is ours to kill");
    victim.0.wait().expect("it ends");
    assert!(!first.has_neighbours() && !of_its_own.has_neighbours(), "killed, it is gone");
}

#[test]
fn many_programs_write_at_once_and_none_is_lost() {
    let room = Room::new();
    let headlines: Vec<_> = (1..=12).map(|number| format!("Number {number}")).collect();
    let writers: Vec<_> =
        headlines.iter().map(|one| room.start(["-l", "News", "add", one, "tags=Same"])).collect();
    for mut writer in writers {
        assert!(writer.0.wait().expect("it ends").success());
    }
    let list = room.json(["list"]);
    assert_eq!(each(&list, "headline").len(), headlines.len(), "{list}");
    assert_eq!(room.json(["tag", "list"])["tags"].as_array().map(Vec::len), Some(1), "one tag for all");
    assert_eq!(room.on(["verify"]).code, 0);
}

#[test]
fn a_backup_is_put_back_and_what_stood_there_is_kept() {
    let room = Room::sample();
    let articles = each(&room.json(["list", "--limit", "1000"]), "id").len();
    let media = room.json(["backup", "monday.zip"])["media"].as_u64().expect("a number");
    assert!(media > 0);
    room.on(["add", "After the backup"]).done();
    let restored = room.json(["restore", "monday.zip"]);
    let kept = restored["kept"].as_str().expect("the library of before is kept");
    assert_eq!(each(&room.json(["list", "--limit", "1000"]), "id").len(), articles);
    let before = room.run(["-l", kept, "list", "--limit", "1000", "--json"]).object();
    assert_eq!(each(&before, "id").len(), articles + 1);
    assert_eq!(room.on(["verify"]).done(), "The library is whole.\n");
    room.run(["-l", "Elsewhere", "restore", "monday.zip"]).done();
    assert!(room.path("Elsewhere.galley").is_dir());
}

#[test]
fn a_backup_takes_the_place_of_nothing_unless_that_is_said() {
    let room = Room::new();
    room.write("thesis.docx", "three years of work");
    room.write("folder/note.txt", "another file");
    let refused = room.on(["backup", "thesis.docx"]).failed(1);
    assert!(
        refused.contains("exists already and was left as it is") && refused.contains("--replace"),
        "{refused}"
    );
    assert_eq!(std::fs::read(room.path("thesis.docx")).expect("it is there"), b"three years of work");
    for words in [vec!["backup", "folder"], vec!["backup", "folder", "--replace"]] {
        let refused = room.on(words.iter().copied()).failed(1);
        assert!(refused.contains("is a folder, and a backup is one file"), "{words:?}: {refused}");
    }
    room.on(["backup", "monday.zip"]).done();
    room.on(["add", "After the backup"]).done();
    room.on(["backup", "monday.zip"]).failed(1);
    room.on(["backup", "monday.zip", "--replace"]).done();
    room.run(["-l", "Elsewhere", "restore", "monday.zip"]).done();
    assert!(room.run(["-l", "Elsewhere", "list"]).done().contains("After the backup"));
}

/// The backups that the window makes are the command line's as well.
#[test]
fn a_library_that_was_damaged_is_put_back_from_an_automatic_backup() {
    let room = Room::sample();
    assert!(room.on(["backups", "list"]).done().contains("No backup of this library"));
    let articles = each(&room.json(["list", "--limit", "1000"]), "id").len();
    let first = room.json(["backups", "now"]);
    assert_eq!((&first["same"], &first["backup"]["articles"]), (&false.into(), &articles.into()));
    assert_eq!(room.json(["backups", "now"])["same"], true);
    room.on(["add", "After the first"]).done();
    assert!(room.on(["backups", "now"]).done().contains("read back and whole"));
    assert_eq!(room.json(["backups", "list"])["backups"].as_array().map(Vec::len), Some(2));
    assert!(room.on(["backups", "list"]).done().contains(&format!("{} articles", articles + 1)));

    let database = room.path("News.galley/library.db");
    std::fs::write(&database, "no database").expect("damaged");
    assert!(room.on(["list"]).failed(1).contains("is damaged"), "in the words for what was a library");
    let restored = room.json(["backups", "restore"]);
    let kept = restored["kept"].as_str().expect("what stood there is kept");
    assert_eq!(std::fs::read_to_string(room.path(kept).join("library.db")).expect("kept"), "no database");
    assert_eq!(each(&room.json(["list", "--limit", "1000"]), "id").len(), articles + 1);

    std::fs::remove_dir_all(room.path("News.galley")).expect("lost");
    let name = first["backup"]["name"].as_str().expect("a name").to_owned();
    room.run(["-l", "News", "backups", "restore", &name]).done();
    assert_eq!(each(&room.json(["list", "--limit", "1000"]), "id").len(), articles);
    assert_eq!(room.on(["verify"]).done(), "The library is whole.\n");
    let wrong = room.on(["backups", "restore", "1999"]).failed(1);
    assert!(wrong.contains("there is no backup"), "{wrong}");
}

#[test]
fn damage_is_found() {
    let room = Room::sample();
    let files = files_below(&room.path("News.galley/media"));
    let damaged = files.into_iter().next().expect("the sample has media");
    // Held files are for reading only.
    std::fs::remove_file(&damaged).expect("removed");
    std::fs::write(&damaged, "not a picture").expect("written");
    let verified = room.on(["verify"]);
    assert_eq!(verified.code, 1, "{verified:?}");
    let name = damaged.file_stem().expect("a name").to_string_lossy();
    assert!(verified.out.contains(&name[..16]), "{verified:?}");
    let refused = room.on(["backup", "monday.zip"]).failed(1);
    assert!(!room.path("monday.zip").exists(), "no backup of damage: {refused}");
}
