//! The reference of themes names each variable that templates get, and no other.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Place, tree};
use crate::Theme;
use crate::theme::TEMPLATES;

const REFERENCE: &str = include_str!("../../../../../docs/guide/themes.md");

/// A template that prints the names of all that it gets.
const PROBE: &str = "{% macro walk(path, value) %}\n{{ path }}\n\
    {% if value is mapping %}{% for key, inner in value|items %}{{ walk(path ~ '.' ~ key, inner) }}{% endfor %}\
    {% elif value is sequence and value is not string %}{% for inner in value %}{{ walk(path ~ '[]', inner) }}{% endfor %}{% endif %}{% endmacro %}\
    {{ walk('site', site) }}{{ walk('page', page) }}\
    {% if list is defined %}{{ walk('list', list) }}{% endif %}{% if front is defined %}{{ walk('front', front) }}{% endif %}\
    {% if years is defined %}{{ walk('years', years) }}{% endif %}{% if article is defined %}{{ walk('article', article) }}{% endif %}\
    {% if href is defined %}{{ walk('href', href) }}{% endif %}\n";

/// Where cards stand.
const CARDS: [&str; 7] = [
    "list.cards[]",
    "front.lead",
    "front.seconds[]",
    "front.latest[]",
    "front.sections[].cards[]",
    "front.more[]",
    "article.related[]",
];

fn given(place: &mut Place) -> BTreeSet<String> {
    let file = |text: &'static str| Cow::Borrowed(text.as_bytes());
    let mut files = BTreeMap::from([
        ("theme.toml".to_owned(), file("name = \"Probe\"")),
        ("words/en.toml".to_owned(), file("not_found = \"Gone\"")),
    ]);
    files.extend(TEMPLATES.iter().map(|name| (format!("templates/{name}"), file(PROBE))));
    place.theme = Theme::from_files(&files).expect("it works");
    place.export("probe");
    let mut names = BTreeSet::new();
    for (file, bytes) in tree(&place.out("probe")) {
        if file.strip_suffix(".html").is_none() {
            continue;
        }
        let text = String::from_utf8(bytes).expect("UTF-8");
        for line in text.lines().filter(|line| !line.is_empty()) {
            if CARDS.contains(&line) {
                names.insert(line.trim_end_matches("[]").to_owned());
            }
            let card = CARDS.iter().find_map(|card| Some(format!("card{}", line.strip_prefix(card)?)));
            names.insert(card.unwrap_or_else(|| line.to_owned()));
        }
    }
    names
}

/// The names in the first columns of the reference's tables of variables.
fn documented() -> BTreeSet<String> {
    let rows = REFERENCE.lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    let names = rows.flat_map(|row| row.split("`, `").map(|name| name.trim_end_matches('`').to_owned()));
    names.filter(|name| name.strip_suffix(".html").is_none()).collect()
}

/// Whether a documented name is about this one or something in it.
fn names_inside(documented: &BTreeSet<String>, name: &str) -> bool {
    let inside = |other: &String| {
        other.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    documented.iter().any(inside)
}

#[test]
fn the_reference_of_themes_is_true() {
    let mut place = Place::new();
    place.sample.item(1).content.custom.insert("source".to_owned(), "wire".into());
    let company = place.sample.item(17).content.category;
    place.sample.item(19).content.category = company;
    place.sample.catalog.bylines[0].urls = vec!["https://example.com/mara".to_owned()];
    place.sample.catalog.site.counter = Some(galley_domain::Counter {
        url: "https://count.example.org/{slug}".to_owned(),
        pointer: "/views".to_owned(),
        live: true,
    });
    let given = given(&mut place);
    let documented = documented();
    let missing: Vec<_> = given
        .iter()
        .filter(|name| !name.starts_with("article.custom"))
        .filter(|name| !names_inside(&documented, name))
        .collect();
    assert!(missing.is_empty(), "not in the reference: {missing:#?}");
    let apart = ["words", "assets"];
    let gone: Vec<_> =
        documented.iter().filter(|name| !apart.contains(&name.as_str()) && !given.contains(*name)).collect();
    assert!(gone.is_empty(), "in the reference only: {gone:#?}");
    assert!(REFERENCE.contains("`fill`"), "the one filter of Galley's own");
}
