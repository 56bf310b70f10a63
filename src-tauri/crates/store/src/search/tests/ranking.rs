//! What comes first.

use super::*;

#[test]
fn the_headline_comes_before_names_and_names_before_the_text() {
    let mut catalogue = Catalogue::new();
    let text = "harbour harbour harbour harbour harbour harbour";
    catalogue.put(1, headline("Harbour closed", "ships wait"));
    catalogue.put(2, Document { tags: "harbour".into(), ..body("ships") });
    catalogue.put(3, Document { lead: "the harbour".into(), ..body("ships") });
    catalogue.put(4, body(text));
    catalogue.put(5, body("one harbour"));
    assert_eq!(catalogue.found("harbour"), [1, 2, 4, 3, 5]);
}

#[test]
fn a_word_comes_before_longer_ones() {
    let mut catalogue = Catalogue::new();
    catalogue.put(1, headline("The work", ""));
    catalogue.put(2, headline("The workers", ""));
    catalogue.put(3, body("some work"));
    catalogue.put(4, body("workers workers workers"));
    catalogue.put(5, headline("Networks", "none"));
    assert_eq!(catalogue.found("work"), [1, 2, 3, 4]);
}

#[test]
fn words_close_together_come_before_words_far_apart() {
    let far = format!("prime {} minister", "word ".repeat(100));
    let catalogue = Catalogue::of(&["the prime minister", &far, "minister so prime"]);
    assert_eq!(catalogue.found("prime minister"), [1, 3, 2]);
}

#[test]
fn of_equals_the_newest_comes_first() {
    let catalogue = Catalogue::of(&["the harbour", "the harbour", "the harbour"]);
    assert_eq!(catalogue.found("harbour"), [3, 2, 1]);
}

/// However many newer texts have the word, an old headline is not lost behind them.
#[test]
fn an_old_headline_is_found_behind_thousands_of_texts() {
    let mut catalogue = Catalogue::new();
    catalogue.put(1, headline("Harbour closed", ""));
    let mut bulk = Bulk::default();
    for rowid in 2..3_000 {
        let document = body("the harbour");
        bulk.put(&catalogue.connection, rowid, &Tokens::of(&document)).expect("the index takes any tokens");
        catalogue.documents.insert(rowid, document);
    }
    bulk.finish(&catalogue.connection).expect("the index can be written");
    let found = catalogue.found("harbour");
    assert_eq!((found[0], found[1]), (1, 2_999));
}

/// All of a few hits are found, wherever they stand among thousands of others.
#[test]
fn few_hits_are_all_found() {
    let mut catalogue = Catalogue::new();
    let mut bulk = Bulk::default();
    for rowid in 1..3_000 {
        let document = body(if rowid % 100 == 7 { "the common rare" } else { "the common" });
        bulk.put(&catalogue.connection, rowid, &Tokens::of(&document)).expect("the index takes any tokens");
        catalogue.documents.insert(rowid, document);
    }
    bulk.finish(&catalogue.connection).expect("the index can be written");
    let expected: Vec<i64> = (1..3_000).rev().filter(|rowid| rowid % 100 == 7).collect();
    for query in ["rare", "common rare", "the common rare", "\"common rare\"", "r"] {
        assert_eq!(catalogue.found(query), expected, "{query}");
    }
}
