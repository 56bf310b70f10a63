//! Sudden ends: a program is killed at any moment, and what Galley had said is done, is done.
//!
//! The moments are drawn, and so differ from run to run by what the machine does meanwhile; what must hold does not depend on
//! them. What a power cut can do beyond a kill, no test here shows.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use galley_desk::import::From;
use galley_desk::{Cancel, Desk, backups, upkeep};
use galley_testkit::{Corpus, Dice};
use galley_tests::library::{articles, create, filled, ids, must_be_whole, open};
use galley_tests::texts;
use galley_tests::tree::{Tree, differences, names, tree};
use tempfile::TempDir;

/// How often the one that saves is killed.
const KILLS: usize = 200;
/// How often each of the others is.
const FEW_KILLS: usize = 15;

fn start(job: &str, library: &Path, path: &Path) -> Child {
    let mut victim = Command::new(env!("CARGO_BIN_EXE_galley-victim"));
    victim.arg(job).args([library, path]).stdout(Stdio::piped());
    victim.spawn().expect("the victim starts")
}

/// Kills it, after so long. What it printed until then.
fn kill_after(mut victim: Child, time: Duration) -> Vec<String> {
    let out = victim.stdout.take().expect("its output is piped");
    let reader = std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).collect());
    std::thread::sleep(time);
    victim.kill().expect("it is ours to kill");
    let status = victim.wait().expect("it ends");
    let said: Vec<String> = reader.join().expect("reading does not panic");
    assert!(status.code().is_none_or(|code| code == 0), "it did not fail by itself: {status}, {said:?}");
    said
}

/// Nothing else lies about in the folder of a library.
fn no_litter(library: &Path) {
    let known = ["in-use.lock", "library.db", "library.db-shm", "library.db-wal", "media", "neighbours.lock"];
    let odd: Vec<_> = names(library).into_iter().filter(|name| !known.contains(&name.as_str())).collect();
    assert_eq!(odd, [""; 0]);
    let half: Vec<_> =
        names(&library.join("media")).into_iter().filter(|name| name.starts_with('.')).collect();
    assert_eq!(half, [""; 0], "files of media that were never whole");
}

#[test]
fn every_acknowledged_save_is_there() {
    let room = tempfile::tempdir().expect("a folder");
    let library = room.path().join("News.galley");
    let mut desk = filled(&library, 20);
    let id = *ids(&desk).last().expect("there are articles");
    let article = desk.article(id).expect("it is there");
    let mut content = article.content;
    content.body = texts::text(0);
    desk.write(id, article.version, content).expect("saved");
    drop(desk);

    let mut dice = Dice::new(11);
    let mut acknowledged = 0;
    for round in 0..KILLS {
        let said = kill_after(start("save", &library, &library), Duration::from_millis(dice.below(180)));
        let number = |line: &String, word: &str| {
            line.strip_prefix(word).map(|n| n.parse::<usize>().expect("a number"))
        };
        // One more than was acknowledged may have been saved and the word of it cut off.
        if let Some(found) = said.iter().find_map(|line| number(line, "found ")) {
            assert!(
                (acknowledged..=acknowledged + 1).contains(&found),
                "round {round}: {acknowledged}, then {found}"
            );
            acknowledged = found;
        }
        acknowledged = said.iter().filter_map(|line| number(line, "saved ")).max().unwrap_or(acknowledged);
        // Every other time the next victim itself meets what the last one left.
        if round % 2 == 1 {
            let desk = open(&library);
            let body = desk.article(id).expect("it is there").content.body;
            let found = texts::number(&body);
            assert!(
                (acknowledged..=acknowledged + 1).contains(&found),
                "round {round}: {acknowledged}, then {found}"
            );
            assert!(body == texts::text(found), "round {round}: the text of save {found} is whole");
            must_be_whole(&desk);
            acknowledged = found;
        }
    }
    no_litter(&library);
    assert!(acknowledged > KILLS, "only {acknowledged} saves were made");
}

#[test]
fn an_import_that_was_killed_is_gone_on_with() {
    let room = tempfile::tempdir().expect("a folder");
    let corpus = room.path().join("corpus");
    Corpus::new(120).write(&corpus).expect("written");
    let mut dice = Dice::new(12);
    let mut cut_short = 0;
    for round in 0..FEW_KILLS {
        let library = room.path().join(format!("News {round}.galley"));
        drop(create(&library));
        let said =
            kill_after(start("import", &library, &corpus), Duration::from_millis(30 + dice.below(600)));
        cut_short += usize::from(!said.contains(&"done".to_owned()));
        let mut desk = open(&library);
        must_be_whole(&desk);
        let there = ids(&desk).len();
        let report = desk.import(&corpus, From::Auto, &mut |_| {}).expect("it is imported").output;
        assert_eq!((report.unchanged, report.added), (there, 120 - there), "round {round}");
        assert_eq!(ids(&desk).len(), 120, "none twice");
        must_be_whole(&desk);
        no_litter(&library);
    }
    assert!(cut_short > FEW_KILLS / 3, "only {cut_short} were cut short");
}

/// A library, and what is exported from it, with a program that is killed while it exports.
struct Killed {
    room: TempDir,
    dice: Dice,
}

impl Killed {
    fn new(seed: u64) -> Self {
        let room = tempfile::tempdir().expect("a folder");
        drop(filled(&room.path().join("News.galley"), 60));
        Self { room, dice: Dice::new(seed) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    /// Kills one that does this job to this place, and opens the library after it. Says whether it did something meanwhile.
    fn round(&mut self, job: &str, place: &str) -> (Desk, bool) {
        let victim = start(job, &self.path("News.galley"), &self.path(place));
        let said = kill_after(victim, Duration::from_millis(100 + self.dice.below(900)));
        let desk = open(&self.path("News.galley"));
        must_be_whole(&desk);
        (desk, said.contains(&"begun".to_owned()))
    }

    /// Nothing lies beside the library but these.
    fn no_litter_but(&self, expected: &[&str]) {
        let mut expected: Vec<_> = ["News.galley", "corpus"].iter().chain(expected).collect();
        expected.sort();
        assert_eq!(
            names(self.room.path()),
            expected.into_iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()
        );
    }
}

/// Exports twice: over what the killed one left, and afresh. Both must be the same.
fn same_as_fresh(over: &Path, export: &dyn Fn(&Path)) {
    export(over);
    let fresh = tempfile::tempdir().expect("a folder");
    let fresh = fresh.path().join("fresh");
    export(&fresh);
    let (over, fresh): (Tree, Tree) = (tree(over), tree(&fresh));
    assert_eq!(differences(&over, &fresh), [""; 0]);
}

#[test]
fn an_export_of_the_site_that_was_killed_is_finished_by_the_next() {
    let mut killed = Killed::new(13);
    let mut begun = 0;
    for _ in 0..FEW_KILLS {
        let (desk, has_begun) = killed.round("site", "site");
        begun += usize::from(has_begun);
        same_as_fresh(&killed.path("site"), &|out| {
            desk.export_site(out, None, &|_| {}, &Cancel::default()).expect("it is exported");
        });
        killed.no_litter_but(&[".site.galley-releases", "site"]);
    }
    assert!(begun > FEW_KILLS / 2, "only {begun} had begun");
}

#[test]
fn an_export_of_a_bundle_that_was_killed_is_finished_by_the_next() {
    let mut killed = Killed::new(14);
    for _ in 0..FEW_KILLS {
        let (desk, _) = killed.round("bundle", "bundle");
        same_as_fresh(&killed.path("bundle"), &|out| {
            desk.export_bundle(out, &[], &|_| {}).expect("it is exported");
        });
        killed.no_litter_but(&["bundle"]);
    }
}

#[test]
fn a_backup_that_was_killed_leaves_the_last_one_good() {
    let mut killed = Killed::new(15);
    for round in 0..FEW_KILLS {
        let (desk, _) = killed.round("backup", "backup.zip");
        if killed.path("backup.zip").exists() {
            let restored = killed.path(&format!("restored/{round}.galley"));
            upkeep::restore(&killed.path("backup.zip"), &restored, &mut |_| {}).expect("it is a good one");
            let copy = open(&restored);
            must_be_whole(&copy);
            assert_eq!(articles(&copy).len(), articles(&desk).len());
        }
        desk.backup(&killed.path("backup.zip"), true, &mut |_| {}).expect("it is backed up");
    }
    fs::remove_dir_all(killed.path("restored")).expect("it is ours");
    killed.no_litter_but(&["backup.zip"]);
}

#[test]
fn automatic_backups_that_were_killed_are_whole_or_none() {
    let mut killed = Killed::new(16);
    let (root, library) = (killed.path("kept"), killed.path("News.galley"));
    let away = killed.path("News away.galley");
    let mut found = 0;
    for _ in 0..FEW_KILLS {
        let (desk, _) = killed.round("backups", "kept");
        let expected = articles(&desk).len();
        drop(desk);
        // Each of them, put back where the library was.
        fs::rename(&library, &away).expect("it is closed");
        for one in backups::of_place(&root, &library) {
            backups::put_back(&root, &library, &one.id, &mut |_| {}).expect("it is a good one");
            let copy = open(&library);
            must_be_whole(&copy);
            assert_eq!(articles(&copy).len(), expected);
            drop(copy);
            fs::remove_dir_all(&library).expect("it is ours");
            found += 1;
        }
        fs::rename(&away, &library).expect("it is closed");
    }
    assert!(found > FEW_KILLS, "only {found} were put back");
    open(&library).backup_now(&root).expect("it is backed up");
    for backups in fs::read_dir(&root).expect("backups were made").flatten() {
        let left: Vec<_> = names(&backups.path()).into_iter().filter(|name| name.starts_with('.')).collect();
        assert_eq!(left, [""; 0], "what was cut off is cleared away");
    }
    killed.no_litter_but(&["kept"]);
}
