//! House words, and lines against a dictionary.

use std::path::Path;

use galley_desk::spelling::{DICTIONARIES_MAX, LINES_MAX, Spelling};
use galley_desk::wire::{Op, SpellingOf};
use galley_desk::{Code, Desk};

use crate::support::Room;

fn words(desk: &Desk) -> Vec<String> {
    desk.house_words().expect("they are read").iter().map(str::to_owned).collect()
}

fn list(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn a_house_word_is_right_from_then_on_and_undone_by_itself() {
    let mut room = Room::new();
    // The folder of a person's own dictionaries need not be there.
    let spelling = Spelling::new(Path::new("/nowhere/at/all"));
    let lines = list(&["Xinhua wrote it.", "Wolfgang wrot it."]);
    let wrong = |desk: &Desk| {
        let house = desk.house_words().expect("they are read");
        spelling.check(&list(&["en"]), &lines, &house).expect("they are checked").lines
    };
    assert_eq!(wrong(&room.desk), [vec![(0, 6)], vec![(9, 13)]]);

    let added = room.desk.add_house_words(&list(&["Xinhua", " Gutenberg’s "])).expect("they are words");
    assert_eq!((added.output, added.changes.op), (list(&["Xinhua", "Gutenberg's"]), Op::HouseWords));
    assert_eq!(wrong(&room.desk), [vec![], vec![(9, 13)]]);
    let again = room.desk.add_house_words(&list(&["Xinhua"])).expect("it is a word");
    assert!(again.output.is_empty() && again.changes.tags.is_empty(), "nothing changed");

    assert_eq!(room.desk.can_undo(), Some(Op::HouseWords));
    room.desk.undo().expect("undone");
    assert_eq!(words(&room.desk), list(&[]));
    room.desk.redo().expect("done again");
    assert_eq!(words(&room.desk), ["Gutenberg's", "Xinhua"]);
}

#[test]
fn undo_leaves_alone_what_was_added_since() {
    let mut room = Room::new();
    room.desk.add_house_words(&list(&["Xinhua"])).expect("it is a word");
    let mut other = room.neighbour();
    other.add_house_words(&list(&["Reuters"])).expect("it is a word");
    room.desk.undo().expect("undone");
    assert_eq!(words(&room.desk), ["Reuters"]);
}

#[test]
fn what_is_no_word_changes_nothing() {
    let mut room = Room::new();
    room.desk.add_house_words(&list(&["Xinhua"])).expect("it is a word");
    let refused = room.desk.add_house_words(&list(&["Reuters", "New York"]));
    assert!(refused.expect_err("it is two words").to_string().contains("one word"));
    let unknown = room.desk.remove_house_words(&list(&["Xinhua", "Reuters"]));
    assert_eq!(unknown.expect_err("it is none").code(), Code::NotFound);
    assert_eq!(words(&room.desk), ["Xinhua"]);
    room.desk.remove_house_words(&list(&["Xinhua"])).expect("it is one");
    assert_eq!(words(&room.desk), list(&[]));
}

#[test]
fn a_language_without_a_dictionary_says_so() {
    let room = Room::new();
    let spelling = Spelling::new(Path::new("/nowhere/at/all"));
    let house = room.desk.house_words().expect("they are read");
    let of = |tag: &str| spelling.check(&list(&[tag]), &list(&["word"]), &house).expect("it is a tag").of;
    assert_eq!(of("en-US"), SpellingOf::Checked);
    assert_eq!(of("tlh"), SpellingOf::Missing);
    assert_eq!(of("zh-Hans"), SpellingOf::Unspelled);
    assert!(spelling.check(&list(&["../en"]), &[], &house).is_err());
    assert!(spelling.check(&list(&["en"]), &vec![String::new(); LINES_MAX + 1], &house).is_err());
    assert!(
        spelling.suggest(&list(&["en"]), "artical", &house).expect("a tag").contains(&"article".to_owned())
    );
    let both =
        spelling.check(&list(&["en", "tlh", "zh"]), &list(&["a wrod"]), &house).expect("they are tags");
    assert_eq!(
        (both.of, both.missing, both.lines),
        (SpellingOf::Checked, list(&["tlh"]), vec![vec![(2, 6)]])
    );
    assert!(spelling.check(&vec!["en".to_owned(); DICTIONARIES_MAX + 1], &[], &house).is_err());
    let shelf = spelling.shelf("en-GB").expect("a tag");
    assert!(shelf.languages.contains(&"en-US".to_owned()), "it ships with Galley");
    assert!(shelf.usual.is_some_and(|usual| usual.starts_with("en")) && shelf.of == SpellingOf::Checked);
    assert_eq!(spelling.shelf("tlh").expect("a tag").of, SpellingOf::Missing);
    assert_eq!(spelling.shelf("zh").expect("a tag").usual, None);
}
