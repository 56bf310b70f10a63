//! What is written: the tree, the furniture of an article, and that it is always the same.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::sample::{article_id, slug};
use super::{Place, tree};
use crate::{BODY_MARKER, Part, Problem};

const TREE: &str = include_str!("tree.txt");

#[test]
fn the_site_has_these_files_and_no_others() {
    let place = Place::new();
    let report = place.export("site");
    let expected: BTreeSet<&str> = TREE.lines().collect();
    let files = tree(&place.out("site"));
    // A fingerprint changes with the file; the tree does not list it.
    let names: BTreeSet<String> = files.keys().map(|name| unfingerprinted(name)).collect();
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let new: Vec<_> = names.difference(&expected).collect();
    let gone: Vec<_> = expected.difference(&names).collect();
    assert!(new.is_empty() && gone.is_empty(), "new: {new:#?}\ngone: {gone:#?}");
    assert_eq!(report.files, files.len() as u64 - 1, "all but the manifest");
    assert_eq!(report.parts[&Part::Article], 15);
    assert_eq!((report.written, report.unchanged, report.removed), (report.files, 0, 0));
}

fn unfingerprinted(name: &str) -> String {
    match (name.strip_prefix("assets/"), name.strip_prefix("media/")) {
        (Some(asset), _) => {
            let (stem, rest) = asset.rsplit_once('-').expect("a fingerprint");
            let extension = rest.rsplit_once('.').map_or("", |(_, e)| e);
            format!("assets/{stem}-HASH.{extension}")
        }
        (_, Some(media)) if media.starts_with("card-") => "media/card-HASH.png".to_owned(),
        (_, Some(media)) => format!("media/HASH-{}", media.split_once('-').expect("a fingerprint").1),
        _ => name.to_owned(),
    }
}

#[test]
fn each_part_of_an_article_is_in_its_place() {
    let place = Place::new();
    place.export("site");
    let html = place.read("site", "ten-years-of-cable-how-a-coast-came-online/index.html");
    let in_order = [
        "<html lang=\"en\" dir=\"ltr\">",
        "default-src &#39;none&#39;",
        "form-action &#39;self&#39; https://forms.example.com; script-src &#39;self&#39;\"",
        "<link rel=\"canonical\" href=\"https://example.org/ten-years-of-cable-how-a-coast-came-online/\">",
        "hreflang=\"ar\"",
        "hreflang=\"zh\"",
        "hreflang=\"x-default\"",
        "\"@type\":\"NewsArticle\"",
        "class=\"kicker\"",
        ">ICT Industry News</a>",
        "<h1>Ten Years of Cable: How a Coast Came Online</h1>",
        "class=\"lead\">A decade ago",
        "href=\"/byline/mara-lindqvist/\">Mara Lindqvist</a>",
        "<time datetime=\"2023-10-19T16:30:00+08:00\">Oct.2023 19</time>",
        "Views: 56",
        "alt=\"Cranes over a harbour at dusk\"",
        "width=\"1200\"",
        "The landing station stands a kilometre behind the quay.",
        "Picture: Galley Studio",
        BODY_MARKER,
        "href=\"/what-a-kilometre-costs/\"",
        "<table>",
        "<figure>",
        "hl-k",
        "class=\"alert alert-important\"",
        "type=\"checkbox\"",
        "<dt>Dark fibre</dt>",
        "class=\"gallery\"",
        "class=\"math inline\"",
        "href=\"/archive/\"",
        "href=\"/no-such-page/\"",
        "class=\"missing\"",
        "role=\"doc-endnotes\"",
        "rel=\"tag\" href=\"/tag/fibre/\"",
        "Ask the desk for figures",
        "action=\"https://forms.example.com/inquiry\"",
        "type=\"email\"",
        "name=\"consent\"",
        "name=\"website\"",
        "name=\"article_id\" value=\"00000000-0000-0000-0000-000000000001\"",
        "Write to Us</button>",
        "rel=\"prev\"",
        "id=\"related\"",
    ];
    let mut rest = html.as_str();
    for part in in_order {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part} is missing or in the wrong place"));
        rest = &rest[at + part.len()..];
    }
    assert_eq!(html.matches(BODY_MARKER).count(), 1);
    assert!(!html.contains("<script>"), "a theme without scripts");
    let no_number = place.read("site", "what-a-kilometre-costs/index.html");
    assert!(!no_number.contains("Views"), "no number, no word");
    assert!(!no_number.contains("class=\"inquiry\""), "the form is off by default");
}

#[test]
fn other_languages_have_their_own_pages() {
    let place = Place::new();
    place.export("site");
    let chinese = place.read("site", "zh/光缆十年-一段海岸如何连上世界/index.html");
    for part in [
        "<html lang=\"zh\" dir=\"ltr\">",
        "2023年10月20日",
        "浏览量：1208",
        "联系我们",
        "hreflang=\"en\"",
        "/zh/category/",
    ] {
        assert!(chinese.contains(part), "{part}");
    }
    let arabic = place.read("site", "ar/عشر-سنوات-من-الكابلات-كيف-اتصل-الساحل-بالعالم/index.html");
    for part in [
        "<html lang=\"ar\" dir=\"rtl\">",
        "21 أكتوبر 2023",
        "راسلنا",
        "/ar/tag/%D8%A7%D9%84%D8%A3%D9%84%D9%8A%D8%A7%D9%81/",
    ] {
        assert!(arabic.contains(part), "{part}");
    }
}

#[test]
fn former_addresses_lead_on() {
    let place = Place::new();
    let report = place.export("site");
    let now = "/ten-years-of-cable-how-a-coast-came-online/";
    for old in ["ten-years-of-cable/index.html", "ja/cable/index.html", "news/2023/cable.html"] {
        let html = place.read("site", old);
        assert!(html.contains(&format!("content=\"0; url={now}\"")), "{html}");
        assert!(html.contains(&format!("rel=\"canonical\" href=\"https://example.org{now}\"")), "{html}");
    }
    let table = place.read("site", "_redirects");
    assert_eq!(
        table,
        format!("/ja/cable/ {now} 301\n/news/2023/cable.html {now} 301\n/ten-years-of-cable/ {now} 301\n")
    );
    let apache = place.read("site", "redirects.htaccess");
    assert!(
        apache.contains(&format!("RedirectMatch 301 \"^/news/2023/cable\\.html/?$\" \"{now}\"\n")),
        "{apache}"
    );
    let nginx = place.read("site", "redirects.nginx");
    assert!(nginx.contains(&format!("    \"/ten-years-of-cable/\" \"{now}\";\n")), "{nginx}");
    assert!(nginx.contains("\nmap_hash_bucket_size 256;\nmap_hash_max_size 2048;\nmap $uri "), "{nginx}");
    assert!(report.problems.iter().any(|p| matches!(p, Problem::Alias { alias, .. } if alias == "/?p=77")));
}

#[test]
fn the_same_articles_give_the_same_bytes() {
    let mut place = Place::new();
    place.export_with_threads("one", 1);
    place.export_with_threads("four", 4);
    place.sample.items.reverse();
    place.sample.media.reverse();
    place.export_with_threads("reversed", 3);
    let one = tree(&place.out("one"));
    assert!(one == tree(&place.out("four")), "the number of threads shows");
    assert!(one == tree(&place.out("reversed")), "the order of the source shows");
}

#[test]
fn a_site_in_a_sub_folder_refers_to_nothing_outside() {
    let mut place = Place::new();
    place.sample.catalog.site.base_url = "https://example.org/newsroom/数字".to_owned();
    place.export("site");
    let base = "/newsroom/%E6%95%B0%E5%AD%97/";
    for (name, bytes) in tree(&place.out("site")) {
        if !name.to_ascii_lowercase().contains(".html") {
            continue;
        }
        let html = String::from_utf8(bytes).expect("UTF-8");
        for attribute in ["href=\"/", "src=\"/", "url=/"] {
            for (at, _) in html.match_indices(attribute) {
                let path = &html[at + attribute.len() - 1..];
                let lost = path.starts_with("/no-such-page/");
                assert!(
                    lost || path.starts_with(base),
                    "{name}: {}",
                    path.chars().take(60).collect::<String>()
                );
            }
        }
    }
    assert!(place.read("site", ".galley-manifest").contains("\n# base /newsroom/%E6%95%B0%E5%AD%97\n"));
    assert!(place.read("site", "sitemap.xml").contains(&format!("<loc>https://example.org{base}</loc>")));
}

#[test]
fn an_address_that_is_taken_is_numbered() {
    let mut place = Place::new();
    place.sample.item(12).content.slug = slug("category");
    place.sample.item(13).content.slug = slug("zh");
    place.sample.item(14).content.slug = slug("about-us");
    place.sample.item(15).content.slug = slug("about-us");
    let report = place.export("site");
    let moved: Vec<_> = report
        .problems
        .iter()
        .filter_map(|problem| match problem {
            Problem::Moved { article, got, .. } => Some((*article, got.as_str())),
            _ => None,
        })
        .collect();
    let expected = [
        (article_id(12), "category-2"),
        (article_id(13), "zh-2"),
        (article_id(15), "about-us-2"),
        // The page is the youngest of the three.
        (article_id(30), "about-us-3"),
    ];
    assert_eq!(moved, expected);
    let link = place.read("site", "ten-years-of-cable-how-a-coast-came-online/index.html");
    assert!(link.contains("href=\"/category-2/\""), "links follow");

    place.sample.catalog.site.permalink = "/{year}/{slug}/".parse().expect("a pattern");
    place.sample.catalog.site.former_permalinks = vec!["/{slug}/".parse().expect("a pattern")];
    place.export("site");
    let table = place.read("site", "_redirects");
    assert!(table.contains("\n/category-2/ /") || table.starts_with("/category-2/ /"), "{table}");
    assert!(!table.contains("\n/category/ "), "no article stood there: {table}");
}

#[test]
fn feeds_and_sitemap_name_what_is_out() {
    let place = Place::new();
    place.export("site");
    let feed = place.read("site", "feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 10, "as many as the settings say");
    assert!(feed.contains("<updated>2023-10-19T16:30:00+08:00</updated>"), "{feed}");
    let sitemap = place.read("site", "sitemap.xml");
    assert!(sitemap.contains("<loc>https://example.org/about-us/</loc>"));
    assert!(sitemap.contains("hreflang=\"zh\""));
    assert!(!sitemap.contains("/page/1/"));
    for (name, bytes) in tree(&place.out("site")) {
        if name.to_ascii_lowercase().contains(".xml") {
            reads_as_xml(&name, &bytes);
        }
    }
}

pub(super) fn reads_as_xml(name: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let mut reader = Reader::from_str(text);
    let mut depth = 0_i32;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name}");
    let good =
        |c: char| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    assert!(text.chars().all(good), "{name}: a character that XML cannot hold");
}
