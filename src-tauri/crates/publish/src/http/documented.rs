//! The manual of recipes names each key and each variable that there is, and no other.

use std::collections::BTreeSet;

use super::recipe::{ARTICLE, STEPS};
use super::{Recipe, SHIPPED};

const MANUAL: &str = include_str!("../../../../../docs/guide/recipes.md");

/// Each table of the format as the manual calls it, and a recipe that has just this one wrong.
const TABLES: [(&str, &str); 8] = [
    ("", "zzz = 1"),
    ("sign_in.", "sign_in = { zzz = 1 }"),
    ("article.", "article = { zzz = 1 }"),
    ("article.shown.", "article = { shown = { zzz = 1 } }"),
    ("article.compare.", "article = { compare = { zzz = \"\" } }"),
    ("STEP.", "create = { zzz = 1 }"),
    ("media.", "media = { zzz = 1 }"),
    ("media.find.", "media = { find = { zzz = 1 } }"),
];
/// What the manual says at another place than the table that has it.
const ELSEWHERE: [(&str, &str); 3] =
    [("STEP.repeatable", "create.repeatable"), ("STEP.keeps", "remove.keeps"), ("STEP.list", "find.list")];

/// The names between back-ticks.
fn ticked(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn section(title: &str) -> &'static str {
    let after = MANUAL.split_once(&format!("\n## {title}\n")).expect(title).1;
    after.split_once("\n## ").map_or(after, |(section, _)| section)
}

/// The first columns of a section's tables.
fn keys(title: &str) -> BTreeSet<String> {
    let rows = section(title).lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    rows.flat_map(|row| row.split("`, `").map(|key| key.trim_end_matches('`').to_owned())).collect()
}

#[test]
fn the_manual_names_each_key() {
    let mut known = BTreeSet::new();
    for (table, wrong) in TABLES {
        let flaws = Recipe::read(wrong).expect_err(wrong);
        // The reader itself says what it would have taken.
        let expected = flaws[0].why.split_once("expected").map(|(_, expected)| expected).unwrap_or_default();
        assert!(expected.contains('`'), "{wrong}: {flaws:?}");
        known.extend(ticked(expected).map(|key| format!("{table}{key}")));
    }
    for (is, said) in ELSEWHERE {
        assert!(known.remove(is), "{is}");
        known.insert(said.to_owned());
    }
    // A table is documented by what is in it, and `media.find` is a step.
    let documented: BTreeSet<_> =
        keys("Keys").into_iter().map(|key| key.trim_end_matches(".NAME").to_owned()).collect();
    let is_said = |key: &String| {
        let within = format!("{key}.");
        let is_step = STEPS.iter().any(|(step, _)| step == key) || key.starts_with("media.find.");
        documented.contains(key) || is_step || documented.iter().any(|said| said.starts_with(&within))
    };
    let missing: Vec<_> = known.iter().filter(|key| !is_said(key)).collect();
    assert!(missing.is_empty(), "not in the manual: {missing:?}");
    let gone: Vec<_> = documented.iter().filter(|key| !known.contains(*key)).collect();
    assert!(gone.is_empty(), "in the manual only: {gone:?}");
}

#[test]
fn the_manual_names_each_variable() {
    let rows = section("Templates").lines().filter_map(|line| line.strip_prefix("| `")?.split_once(" | "));
    let rows: Vec<_> = rows.map(|(steps, variables)| (format!("`{steps}"), variables)).collect();
    for (step, own) in STEPS {
        let said: BTreeSet<_> = rows
            .iter()
            .filter(|(steps, _)| ticked(steps).any(|said| said == step))
            .flat_map(|(_, variables)| ticked(variables))
            .collect();
        let takes_article = ["create", "update"].contains(&step);
        let given = own.iter().chain(ARTICLE.iter().filter(|_| takes_article)).copied().collect();
        assert_eq!(said, given, "{step}");
    }
}

#[test]
fn the_example_of_the_manual_works_and_each_shipped_recipe_is_named() {
    let example = section("An example").split_once("```toml\n").expect("an example").1;
    let example = example.split_once("```").expect("its end").0;
    let recipe = Recipe::read(example).unwrap_or_else(|flaws| panic!("{flaws:?}"));
    assert!(recipe.lacks().is_empty());
    for (name, _) in SHIPPED {
        assert!(MANUAL.contains(&format!("\n| `{name}` |")), "{name}");
    }
}
