//! The index follows the texts: changed, removed, many at once.

use std::collections::BTreeSet;

use super::*;
use crate::search::{Rowids, misfiled};

const WORDS: &[&str] = &[
    "harbour",
    "city",
    "prime",
    "minister",
    "北京市",
    "人工智能",
    "الصين",
    "budget",
    "x",
    "zebra",
    "a1",
    "สวัสดี",
];

fn text(dice: &mut Dice, words: usize) -> String {
    let words: Vec<String> =
        (0..words).map(|_| format!("{}{}", WORDS[dice.below(WORDS.len())], dice.below(40))).collect();
    words.join(" ")
}

fn wrongly_filed(catalogue: &Catalogue) -> Vec<i64> {
    let rowids: Rowids = catalogue.documents.keys().copied().collect();
    let load = |rowid| Ok::<_, rusqlite::Error>(catalogue.documents.get(&rowid).cloned());
    misfiled(&catalogue.connection, &rowids, load).expect("the index can be read")
}

#[test]
fn a_change_is_found_at_once_and_the_old_text_no_more() {
    let mut catalogue = Catalogue::of(&["the harbour"]);
    catalogue.put(1, body("the city"));
    assert_eq!((catalogue.found("harbour"), catalogue.found("city")), (vec![], vec![1]));
    catalogue.remove(1);
    assert!(catalogue.found("city").is_empty() && catalogue.found("t").is_empty());
    catalogue.remove(1);
    catalogue.put(1, body("the zebra"));
    assert_eq!(catalogue.found("zebra"), [1]);
}

#[test]
fn a_change_that_is_rolled_back_is_not_found() {
    let mut catalogue = Catalogue::of(&["the harbour"]);
    catalogue.connection.execute_batch("BEGIN IMMEDIATE").expect("no transaction is open");
    catalogue.put(1, body("the city"));
    assert_eq!(catalogue.found("city"), [1]);
    catalogue.connection.execute_batch("ROLLBACK").expect("a transaction is open");
    catalogue.documents.insert(1, body("the harbour"));
    assert_eq!((catalogue.found("harbour"), catalogue.found("city")), (vec![1], vec![]));
}

/// Whatever happens in whatever order, the index says what the texts say.
#[test]
fn the_index_says_what_the_texts_say() {
    let mut dice = Dice(5);
    let mut catalogue = Catalogue::new();
    for step in 0..600 {
        let rowid = [1, 200, 255, 256, 511, 512, 5_000, i64::from(u32::MAX), -3][dice.below(9)]
            + dice.below(40) as i64;
        match dice.below(10) {
            0 | 1 => catalogue.remove(rowid),
            2 => {
                let mut bulk = Bulk::default();
                for more in 0..dice.below(60) as i64 {
                    let words = dice.below(80);
                    let document = body(&text(&mut dice, words));
                    bulk.put(&catalogue.connection, rowid + more % 50, &Tokens::of(&document))
                        .expect("the index takes any tokens");
                    catalogue.documents.insert(rowid + more % 50, document);
                }
                bulk.finish(&catalogue.connection).expect("the index can be written");
            }
            _ => {
                let words = dice.below(200);
                catalogue.put(rowid, body(&text(&mut dice, words)));
            }
        }
        if step % 20 == 0 {
            assert_eq!(wrongly_filed(&catalogue), Vec::<i64>::new(), "after step {step}");
        }
    }
    for word in WORDS {
        let expected: BTreeSet<i64> = catalogue
            .documents
            .iter()
            .filter(|(_, d)| d.text.contains(word))
            .map(|(rowid, _)| *rowid)
            .collect();
        let found: BTreeSet<i64> = catalogue.found(word).into_iter().collect();
        assert!(found.is_subset(&expected) && (found == expected || found.len() >= 100), "{word}");
    }
}

#[test]
fn what_is_filed_wrongly_is_told() {
    let mut catalogue = Catalogue::of(&["the harbour", "the city", "the zebra", ""]);
    assert_eq!(wrongly_filed(&catalogue), Vec::<i64>::new());
    catalogue.documents.insert(1, body("the minister"));
    catalogue.documents.remove(&3);
    catalogue.documents.insert(900, body("never filed"));
    assert_eq!(wrongly_filed(&catalogue), [1, 3, 900]);
    catalogue.connection.execute(include_str!("../clear.sql"), []).expect("the index can be emptied");
    assert_eq!(wrongly_filed(&catalogue), [1, 2, 900]);
}

/// Pages stay of a size that one page of SQLite holds four of, however a drawer grows.
#[test]
fn pages_stay_small() {
    let mut dice = Dice(9);
    let mut catalogue = Catalogue::new();
    for rowid in 0..256 {
        let words: Vec<String> = (0..300).map(|_| format!("w{}", dice.below(20_000))).collect();
        catalogue.put(rowid, body(&words.join(" ")));
    }
    let longest: u32 = catalogue
        .connection
        .query_row("SELECT max(length(entries)) FROM search_page", [], |row| row.get(0))
        .expect("there are pages");
    assert!(longest as usize <= crate::search::page::PAGE_BYTES_MAX, "{longest} bytes");
    assert_eq!(wrongly_filed(&catalogue), Vec::<i64>::new());
}
