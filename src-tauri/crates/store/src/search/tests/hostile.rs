//! Queries and texts that mean no good.

use super::*;
use crate::search::misfiled;

#[test]
fn nothing_that_can_be_typed_is_an_error() {
    let catalogue = Catalogue::of(&["harbour and near or not", "中国"]);
    let long = "harbour ".repeat(2_000);
    let wide = "中".repeat(10_000);
    let queries = [
        "",
        " ",
        "\"",
        "\"\"",
        "\"\"\"",
        "'",
        "(",
        ")",
        "((harbour",
        "harbour)",
        "NEAR(",
        "NEAR(a b, 3)",
        "AND",
        "OR",
        "NOT",
        "a AND",
        "*",
        "harbour*",
        "^harbour",
        "harbour^2",
        "headline:harbour",
        ":",
        "=harbour",
        "-",
        "--",
        "- -",
        "-\"",
        "\u{0}",
        "har\u{0}bour",
        "\u{FFFD}",
        "\u{10FFFF}",
        "\u{301}",
        "ـ",
        "%",
        "_",
        ";--",
        "'; DROP TABLE search_page; --",
        "\\",
        "{}",
        "\u{202E}harbour",
        "\u{200B}",
        "👩‍👩‍👧",
        "１",
        &long,
        &wide,
        &"-a ".repeat(500),
        &"a ".repeat(500),
        &"\"".repeat(999),
        &"中a".repeat(400),
    ];
    for query in queries {
        catalogue.found(query);
    }
    assert_eq!(catalogue.found("har\u{0}bour"), Vec::<i64>::new());
    assert_eq!(catalogue.found("^harbour*"), [1]);
    assert_eq!(catalogue.found("\u{202E}harbour\u{202C}"), [1]);
    assert_eq!(catalogue.found(&long), [1]);
}

#[test]
fn words_that_the_old_query_languages_know_are_words() {
    let catalogue = Catalogue::of(&["near and or not"]);
    for word in ["NEAR", "AND", "OR", "NOT"] {
        assert_eq!(catalogue.found(word), [1], "{word}");
    }
}

#[test]
fn a_text_of_any_shape_can_be_filed_and_found() {
    let long_word = "a".repeat(100_000);
    let accents = format!("e{}", "\u{301}".repeat(50_000));
    let mut dice = Dice(3);
    let noise: String = (0..20_000).filter_map(|_| char::from_u32(dice.below(0x0011_0000) as u32)).collect();
    let many: String =
        (0..100_000).flat_map(|number| ["w".to_owned(), number.to_string(), " ".to_owned()]).collect();
    let texts: [&str; 5] = [&long_word, &accents, &noise, &many, "\u{0}\u{1}harbour\u{0}"];
    let catalogue = Catalogue::of(&texts);
    assert_eq!(catalogue.found(&long_word), [1]);
    assert!(catalogue.found("é").contains(&2));
    assert_eq!(catalogue.found("w17 w48"), [4]);
    assert_eq!(catalogue.found("harbour"), [5]);
}

#[test]
fn a_damaged_page_is_an_error_and_no_panic() {
    let catalogue = Catalogue::of(&["harbour and near or not"]);
    let whole: Vec<u8> = catalogue
        .connection
        .query_row("SELECT entries FROM search_page", [], |row| row.get(0))
        .expect("there is one page");
    let query = Query::parse("zebra").expect("there is a word in it");
    for cut in 0..whole.len() {
        for byte in [0, 0xFF, 33] {
            let mut damaged = whole.clone();
            damaged[cut] = byte;
            damaged.truncate(whole.len() - cut % 3);
            catalogue
                .connection
                .execute("UPDATE search_page SET entries = ?1", [&damaged])
                .expect("a page can be overwritten");
            let _ = find(&catalogue.connection, &query, 10, &Among::all(), &catalogue);
            let _ = put(&catalogue.connection, 9, &Tokens::of(&body("harbour zebra")));
            let _ = misfiled(&catalogue.connection, &[1].into_iter().collect(), |_| {
                Ok::<_, rusqlite::Error>(None)
            });
        }
    }
}
