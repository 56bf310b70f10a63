//! A site as it is set to look: what stands on the front page, where else to find it, its logo, and which files a change of that writes.

use galley_domain::{Colophon, Face, LogoPlace, Look, MenuItem};

use super::sample::{article_id, at};
use super::{Place, tree};
use crate::Theme;

/// The files that differ after a change of settings.
fn written_by(place: &mut Place, change: impl FnOnce(&mut Place)) -> Vec<String> {
    place.export("site");
    let before = tree(&place.out("site"));
    change(place);
    place.export("site");
    let after = tree(&place.out("site"));
    let differs = after.into_iter().filter(|(name, bytes)| before.get(name) != Some(bytes));
    differs.map(|(name, _)| name).filter(|name| name != ".galley-manifest").collect()
}

/// Where these stand in a text, which they do in this order.
fn must_be_in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part} is missing or in the wrong place: {text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn the_front_page_is_laid_out_as_it_is_set() {
    let mut place = Place::new();
    // In Chinese the newest is another one than the translation that leads.
    place.sample.item(2).content.date = Some(at("2023-09-01"));
    let sections = [13, 12].map(|n| place.sample.item(n).content.category.expect("it has one"));
    let front = |place: &mut Place| {
        let front = &mut place.sample.catalog.site.appearance.front;
        front.lead = Some(article_id(1));
        front.sections = Some(sections.into());
        front.section_size = 2;
        front.latest = false;
    };
    let written = written_by(&mut place, front);
    assert_eq!(written, ["index.html", "zh/index.html"], "the front pages and nothing else");
    let page = place.read("site", "index.html");
    let main = &page[page.find("<main").expect("it has one")..];
    must_be_in_order(
        main,
        &[
            "class=\"lead-story\"",
            "/ten-years-of-cable",
            "class=\"section\"",
            "/wireless/\">",
            "class=\"section\"",
            "/cables/\">",
        ],
    );
    assert!(!main.contains("class=\"latest\""), "the column is switched off");
    let block = main.split("class=\"section\"").nth(1).expect("the first block");
    assert_eq!(block.matches("<article").count(), 2, "{block}");
    let chinese = place.read("site", "zh/index.html");
    let lead = chinese.split("class=\"lead-story\"").nth(1).expect("it has one");
    assert!(lead.find("光缆十年") < lead.find("山口基站"), "its translation leads");
    // An old article that stands on no first page leads as well; one that does not go out leads nowhere.
    place.sample.catalog.site.appearance.front.lead = Some(article_id(20));
    place.sample.catalog.site.appearance.front.sections = Some(Vec::new());
    place.export("site");
    let page = place.read("site", "index.html");
    must_be_in_order(
        &page,
        &["class=\"lead-story\"", "/the-first-hundred-subscribers/", "class=\"seconds\""],
    );
    assert!(!page.contains("class=\"section\""), "no blocks");
    place.sample.items.retain(|item| item.id != article_id(20));
    place.export("site");
    must_be_in_order(
        &place.read("site", "index.html"),
        &["class=\"lead-story\"", "/ten-years-of-cable", "class=\"seconds\""],
    );
}

#[test]
fn colours_and_letters_are_a_sheet_of_their_own() {
    let mut place = Place::new();
    let colour = |text: &str| Some(text.parse().expect("a colour"));
    let look = Look {
        accent: colour("#0b6e75"),
        paper: colour("#fff8ef"),
        headlines: Face::Slab,
        ..Look::default()
    };
    let dress =
        |place: &mut Place| place.theme = Theme::named("broadsheet").expect("it works").dressed(&look);
    let written = written_by(&mut place, dress);
    let page = place.read("site", "zh/index.html");
    let link =
        page.split("href=\"/assets/look-").nth(1).and_then(|rest| rest.split('"').next()).expect("linked");
    assert!(written.contains(&format!("assets/look-{link}")), "{written:?}");
    assert!(page.find("/assets/broadsheet-") < page.find("/assets/look-"), "it stands behind the theme's");
    assert!(page.contains("content=\"#fff8ef\" media=\"(prefers-color-scheme: light)\""), "{page}");
    let drawn = written.iter().filter(|name| name.starts_with("media/card-")).count();
    assert!(drawn > 5, "what is drawn has the colours, too: {written:?}");
    assert!(place.read("site", "site.webmanifest").contains("\"theme_color\": \"#fff8ef\""));
    let same = written.iter().filter(|name| name.starts_with("feed") || name.starts_with("sitemap")).count();
    assert_eq!(same, 0, "{written:?}");
}

#[test]
fn a_site_says_where_else_it_is_and_who_made_it() {
    let mut place = Place::new();
    let written = written_by(&mut place, |place| {
        let told = &mut place.sample.catalog.site.appearance.told;
        told.security_contact = vec!["mailto:security@example.org".to_owned()];
        told.security_expires = Some(at("2024-10-19"));
    });
    assert_eq!(written, [".well-known/security.txt"], "no page says so");
    let security = place.read("site", ".well-known/security.txt");
    let expected = "Contact: mailto:security@example.org\nExpires: 2024-10-19T00:00:00Z\nPreferred-Languages: en, ar, zh\n\
                    Canonical: https://example.org/.well-known/security.txt\n";
    assert_eq!(security, expected);
    let hash = place.sample.media[0].hash;
    let appearance = &mut place.sample.catalog.site.appearance;
    appearance.told = Colophon { humans: "Written by hand.".to_owned(), ..Colophon::default() };
    let item = |label: &str, url: &str| MenuItem { label: label.to_owned(), url: url.to_owned() };
    appearance.social = vec![
        item("", "https://github.com/us"),
        item("Letter", "https://example.org/letter"),
        item("", "javascript:alert(1)"),
    ];
    appearance.logo.place = LogoPlace::Alone;
    place.sample.catalog.site.logo = Some(hash);
    place.export("site");
    assert!(!place.out("site").join(".well-known").exists(), "it is gone with its settings");
    assert_eq!(place.read("site", "humans.txt"), "Written by hand.\n");
    for theme in Theme::BUILT_IN {
        place.theme = Theme::named(theme).expect("it works");
        place.export("site");
        let page = place.read("site", "about-us/index.html");
        for part in [
            "<a rel=\"me\" href=\"https://github.com/us\">GitHub</a>",
            "<a rel=\"me\" href=\"https://example.org/letter\">Letter</a>",
            "<link rel=\"author\" type=\"text/plain\" href=\"/humans.txt\">",
            "alt=\"The Landing Station\"",
        ] {
            assert!(page.contains(part), "{theme}: {part}: {page}");
        }
        assert!(!page.contains("javascript:"), "{theme}");
        let src = page
            .split("<img class=\"logo")
            .nth(1)
            .and_then(|rest| rest.split("src=\"/").nth(1))
            .expect("a logo");
        let file = src.split('"').next().expect("it ends");
        assert!(place.out("site").join(file).is_file(), "{theme}: {file}");
        let told = place.read("site", "index.html");
        assert!(
            told.contains("\"sameAs\":[\"https://github.com/us\",\"https://example.org/letter\"]"),
            "{told}"
        );
    }
}
