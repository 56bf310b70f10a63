//! The reference of themes names each variable that templates get, and no other.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use galley_domain::{Face, LogoOnPage, LogoPlace, Look, MenuItem};

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
    {% if others is defined %}{{ walk('others', others) }}{% endif %}{% if years is defined %}{{ walk('years', years) }}{% endif %}{% if article is defined %}{{ walk('article', article) }}{% endif %}\
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
        ("words/zh.toml".to_owned(), file("not_found = \"没有\"")),
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
    names.filter(|name| name.strip_suffix(".html").is_none() && !name.starts_with("--")).collect()
}

/// The variables of style sheets that a text sets, or uses.
fn style_variables<'t>(text: &'t str, before: &str, after: &str) -> BTreeSet<&'t str> {
    let names = text.split(before).skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '-'))?;
        rest[end..].starts_with(after).then_some(&rest[..end])
    });
    names.collect()
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
    let hash = place.sample.media[0].hash;
    let site = &mut place.sample.catalog.site;
    site.logo = Some(hash);
    site.appearance.logo = LogoOnPage { place: LogoPlace::Above, dark: Some(hash) };
    let label = "Code".to_owned();
    site.appearance.social = vec![MenuItem { label, url: "https://example.org/code".to_owned() }];
    place.sample.catalog.bylines[0].urls = vec!["https://example.com/mara".to_owned()];
    place.sample.catalog.site.counter = Some(galley_domain::Counter {
        private: false,
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

#[test]
fn what_the_settings_set_is_in_the_reference_and_both_themes_use_it() {
    let colour = |text: &str| Some(text.parse().expect("a colour"));
    let look = Look {
        accent: colour("#0b6e75"),
        paper: colour("#fff8ef"),
        headlines: Face::Slab,
        text: Face::Modern,
    };
    let rows: String = REFERENCE.lines().filter(|line| line.starts_with("| `--")).collect();
    let documented = style_variables(&rows, "| `--", "` |");
    assert!(documented.len() > 5);
    for name in Theme::BUILT_IN {
        let theme = Theme::named(name).expect("it works").dressed(&look);
        let text = |of: &str| {
            let asset = theme.assets().iter().find(|asset| asset.name == of).expect("it has it");
            String::from_utf8(asset.bytes.to_vec()).expect("UTF-8")
        };
        assert_eq!(style_variables(&text("look.css"), "--", ":"), documented, "{name}");
        let sheet = text(&format!("{name}.css"));
        let used = style_variables(&sheet, "var(--", ")");
        assert!(documented.is_subset(&used), "{name} does not use {:?}", documented.difference(&used));
        assert!(["serif", "sans"].iter().all(|stack| sheet.contains(&format!("--{stack}:"))), "{name}");
    }
}
