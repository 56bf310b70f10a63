//! What people type into a search field, by kind. Each kind is a hundred queries, so that its p99 means something.

use galley_testkit::{Dice, Tongue, Vocabulary};

/// Queries of each kind.
const EACH: usize = 100;
/// Ranks of words that nearly every article has, that many have, and that few have.
const COMMON: std::ops::RangeInclusive<usize> = 0..=9;
const MIDDLING: std::ops::RangeInclusive<usize> = 60..=400;
const RARE: std::ops::RangeInclusive<usize> = 12_000..=23_000;

/// All of them once more, among the articles on the largest shelf and of the commonest tag.
pub(crate) const WITHIN: [&str; 2] = ["all of these among what is published", "all of these within a tag"];

/// The kinds, with their queries.
pub(crate) fn kinds() -> Vec<(&'static str, Vec<String>)> {
    let mut dice = Dice::new(3);
    let mut kind = |name, make: &mut dyn FnMut(&mut Dice) -> String| {
        (name, (0..EACH).map(|_| make(&mut dice)).collect())
    };
    let english = |dice: &mut Dice, ranks| word(dice, Tongue::English, ranks);
    let chinese = |dice: &mut Dice, ranks| word(dice, Tongue::Chinese, ranks);
    let arabic = |dice: &mut Dice, ranks| word(dice, Tongue::Arabic, ranks);
    vec![
        kind("one letter", &mut |dice| letters(&english(dice, MIDDLING), 1)),
        kind("two letters", &mut |dice| letters(&english(dice, MIDDLING), 2)),
        kind("three letters", &mut |dice| letters(&english(dice, MIDDLING), 3)),
        kind("the commonest words", &mut |dice| english(dice, COMMON)),
        kind("a usual word", &mut |dice| english(dice, MIDDLING)),
        kind("a rare word", &mut |dice| english(dice, RARE)),
        kind("two of the commonest", &mut |dice| [english(dice, COMMON), english(dice, COMMON)].join(" ")),
        kind("a common and a rare one", &mut |dice| [english(dice, COMMON), english(dice, RARE)].join(" ")),
        kind("three usual words", &mut |dice| {
            [english(dice, MIDDLING), english(dice, MIDDLING), english(dice, MIDDLING)].join(" ")
        }),
        kind("a word and half of one", &mut |dice| {
            format!("{} {}", english(dice, MIDDLING), letters(&english(dice, MIDDLING), 2))
        }),
        kind("a phrase", &mut |dice| format!("\"{} {}\"", english(dice, COMMON), english(dice, MIDDLING))),
        kind("one Chinese character", &mut |dice| letters(&chinese(dice, MIDDLING), 1)),
        kind("two Chinese characters", &mut |dice| letters(&chinese(dice, MIDDLING), 2)),
        kind("two of the commonest Chinese", &mut |dice| chinese(dice, 7..=30)),
        kind("four Chinese characters", &mut |dice| chinese(dice, MIDDLING) + &chinese(dice, MIDDLING)),
        kind("two Arabic letters", &mut |dice| letters(&arabic(dice, MIDDLING), 2)),
        kind("an Arabic word", &mut |dice| arabic(dice, MIDDLING)),
        kind("nothing matches", &mut |dice| format!("qz{}", dice.below(1_000_000))),
    ]
}

fn word(dice: &mut Dice, tongue: Tongue, ranks: std::ops::RangeInclusive<usize>) -> String {
    Vocabulary::of(tongue).word(dice.between(ranks)).to_owned()
}

fn letters(word: &str, count: usize) -> String {
    word.chars().take(count).collect()
}
