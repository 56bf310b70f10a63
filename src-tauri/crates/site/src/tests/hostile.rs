//! Words that try to be more than words, in every place that prints them.

use galley_domain::{Cover, Endpoint, Name, Names, Picture, SiteTexts};
use serde_json::Value;

use super::output::reads_as_xml;
use super::sample::{language, slug};
use super::{Place, tree};

/// Breaks out of elements, attributes, scripts, templates and XML, if anything lets it.
const EVIL: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}</title>]]>&amp;\u{0}\u{8}\u{1b}\u{ffff}\u{2028}-->";

fn poison(place: &mut Place) {
    let evil = || EVIL.to_owned();
    let english = language("en");
    let item = place.sample.item(1);
    let content = &mut item.content;
    content.headline = evil();
    content.lead = evil();
    content.slug = slug("evil");
    content.seo.title = evil();
    content.seo.description = evil();
    content.seo.canonical = format!("javascript:{EVIL}");
    content.aliases =
        vec![evil(), "/../../etc/passwd".to_owned(), "/a\r\nb: c".to_owned(), "//evil.example/".to_owned()];
    content.custom.insert(evil(), evil().into());
    if let Some(cover) = &mut content.cover {
        cover.alt = evil();
        cover.caption = evil();
        cover.credit = evil();
    }
    let remote = |url: &str| {
        Some(Cover {
            picture: Picture::Remote(url.to_owned()),
            alt: evil(),
            caption: String::new(),
            credit: String::new(),
        })
    };
    place.sample.item(10).content.cover = remote(&format!("https://example.com/{EVIL}"));
    place.sample.item(11).content.cover = remote("javascript:alert(3)");
    place.sample.item(12).content.body =
        format!("[x](javascript:alert(4)) <script>alert(5)</script> <b onclick=alert(6)>{EVIL}</b>");
    for media in &mut place.sample.media {
        media.name = format!("../../{EVIL}.svg");
    }
    let catalog = &mut place.sample.catalog;
    let name = |address: &str| {
        let name = Name { description: evil(), ..Name::new(EVIL, slug(address)) };
        Names::new(english.clone(), name)
    };
    catalog.tags[0].names = name("evil-tag");
    catalog.bylines[0].names = name("evil-byline");
    catalog.bylines[0].urls = vec![format!("https://example.com/{EVIL}"), "javascript:alert(7)".to_owned()];
    let texts = SiteTexts {
        title: evil(),
        description: evil(),
        footer: evil(),
        date_format: None,
        menu: vec![
            galley_domain::MenuItem { label: evil(), url: format!("/{EVIL}") },
            galley_domain::MenuItem { label: evil(), url: "javascript:alert(8)".to_owned() },
        ],
    };
    catalog.site.texts.insert(english.clone(), texts);
    let form = catalog.form.as_mut().expect("the sample has one");
    for field in &mut form.fields {
        field.label.insert(english.clone(), evil());
    }
    form.fields[0].name = evil();
    for texts in form.texts.values_mut() {
        texts.intro = evil();
        texts.button = evil();
        texts.consent = evil();
        texts.missing = evil();
        texts.mistaken = evil();
        texts.thanks = evil();
    }
}

#[test]
fn no_word_of_an_article_becomes_markup() {
    let mut place = Place::new();
    poison(&mut place);
    place.export("site");
    for (name, bytes) in tree(&place.out("site")) {
        if name.to_ascii_lowercase().contains(".xml") {
            reads_as_xml(&name, &bytes);
        }
        if !name.to_ascii_lowercase().contains(".html") {
            continue;
        }
        let text = String::from_utf8(bytes).expect("UTF-8");
        for bad in [
            "<script>",
            "<img src=x",
            "onerror=alert(2)>",
            "href=\"javascript:",
            "src=\"javascript:",
            "\">{{",
            "\0",
            "\u{8}",
            "\u{ffff}",
        ] {
            assert!(!text.contains(bad), "{name}: {bad:?}");
        }
        assert!(!text.contains("49{% raw") && !text.contains("}}49"), "{name}: a template ran");
        let scripts = text.matches("<script").count();
        let good = [
            "<script type=\"application/ld+json\">",
            "<script type=\"module\" src=\"/assets/search-",
            "<script type=\"module\" src=\"/assets/form-",
            "<script type=\"module\" src=\"/assets/players-",
        ];
        assert_eq!(scripts, good.map(|good| text.matches(good).count()).iter().sum::<usize>(), "{name}");
        assert_eq!(scripts, text.matches("</script>").count(), "{name}");
    }
    let table = place.read("site", "_redirects");
    assert!(table.lines().all(|line| line.split(' ').count() == 3), "{table}");
}

#[test]
fn the_description_for_machines_holds_the_words_as_they_are() {
    let mut place = Place::new();
    poison(&mut place);
    place.export("site");
    let html = place.read("site", "evil/index.html");
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">").expect("it has one");
    let (json, _) = rest.split_once("</script>").expect("it ends");
    let data: Value = serde_json::from_str(json).expect("it is JSON");
    let article = &data["@graph"][0];
    assert_eq!(article["headline"], EVIL);
    assert_eq!(article["author"][0]["name"], EVIL);
    assert!(article["mainEntityOfPage"].as_str().expect("a URL").starts_with("https://example.org/evil/"));
}

#[test]
fn a_form_that_may_not_be_sent_there_is_not_printed() {
    let cases = [
        (Endpoint::Url("javascript:alert(1)".into()), None),
        (Endpoint::Url("http://plain.example/".into()), None),
        (Endpoint::Mailto("desk@example.org?bcc=all@example.org".into()), None),
        (
            Endpoint::Mailto("desk@example.org".into()),
            Some("action=\"mailto:desk@example.org?subject=Ten%20Years"),
        ),
        (Endpoint::Url("https://a.example/f".into()), Some("action=\"https://a.example/f\"")),
    ];
    for (n, (endpoint, expected)) in cases.into_iter().enumerate() {
        let mut place = Place::new();
        place.sample.catalog.form.as_mut().expect("the sample has one").endpoint = endpoint.clone();
        place.export(&n.to_string());
        let html = place.read(&n.to_string(), "ten-years-of-cable-how-a-coast-came-online/index.html");
        match expected {
            Some(part) => assert!(html.contains(part), "{endpoint:?}"),
            None => assert!(!html.contains("class=\"inquiry\""), "{endpoint:?}"),
        }
    }
}

#[test]
fn a_bad_base_url_is_refused() {
    for url in ["", "example.org", "javascript:alert(1)", "https://a b/", "https://example.org/../up"] {
        let mut place = Place::new();
        place.sample.catalog.site.base_url = url.to_owned();
        let error = place.try_export(&crate::out::Disk::default(), "site").expect_err(url);
        assert!(matches!(error, crate::ExportError::BadBaseUrl(_)), "{url}: {error}");
        assert!(!place.out("site").exists());
    }
}
