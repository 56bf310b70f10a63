//! Addresses that change: by the pattern, by what an article is filed under, by new names of what it is filed under.

use std::collections::BTreeMap;

use galley_domain::{CategoryId, Permalink};

use super::sample::{at, slug};
use super::{Place, tree};

const SLUG: &str = "ten-years-of-cable-how-a-coast-came-online";

fn pattern(text: &str) -> Permalink {
    text.parse().expect("a good pattern")
}

/// Former addresses and where they lead, by the table, for each of which a page stands there too.
fn led(place: &Place, site: &str) -> BTreeMap<String, String> {
    let files = tree(&place.out(site));
    let table = place.read(site, "_redirects");
    let lines = table.lines().filter_map(|line| line.strip_suffix(" 301")?.split_once(' '));
    for (from, to) in lines.clone() {
        let file = |path: &str| {
            let path = percent_encoding::percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
            if path.ends_with('/') { format!("{path}index.html") } else { path.into_owned() }
        };
        assert!(files.contains_key(&file(from)) && files.contains_key(&file(to)), "{from} to {to}");
    }
    lines.map(|(from, to)| (from.to_owned(), to.to_owned())).collect()
}

#[test]
fn a_pattern_gives_articles_their_addresses_and_those_of_before_lead_there() {
    let mut place = Place::new();
    let site = &mut place.sample.catalog.site;
    site.permalink = pattern("/{year}/{category}/{slug}/");
    site.former_permalinks = vec![pattern("/{slug}/"), pattern("/{year}/{month}/{slug}/")];
    let parts = "\n[a](/what-a-kilometre-costs/#%C3%BCber-uns), [b](/what-a-kilometre-costs/#über-uns)\n";
    place.sample.item(1).content.body.push_str(parts);
    place.export("site");
    let filed = place.sample.item(1).content.category.expect("it has one");
    let catalog = &place.sample.catalog;
    let category = catalog.categories.slug_paths(filed, &catalog.site.language);
    let own = format!("/2023/{}/{SLUG}/", category[0]);
    let html = place.read("site", &format!("{}index.html", own.trim_start_matches('/')));
    assert!(html.contains(&format!("rel=\"canonical\" href=\"https://example.org{own}\"")));
    assert!(html.contains("what-a-kilometre-costs/\""), "a link in the text leads on");
    let part = "what-a-kilometre-costs/#%C3%BCber-uns\"";
    assert_eq!(html.matches(part).count(), 2, "to its part, however that was written");
    let led = led(&place, "site");
    for from in [
        format!("/{SLUG}/"),
        format!("/2023/10/{SLUG}/"),
        format!("/2023/{}/ten-years-of-cable/", category[0]),
    ] {
        assert_eq!(led.get(&from), Some(&own), "{from}");
    }
    assert!(place.read("site", "sitemap.xml").contains(&format!("<loc>https://example.org{own}</loc>")));
    assert!(place.read("site", "feed.xml").contains(&own));
    assert!(
        tree(&place.out("site")).contains_key("about-us/index.html"),
        "a standing page has its slug alone"
    );
    assert!(!place.read("site", &format!("{SLUG}/index.html")).contains("<main"), "one page at one address");
}

#[test]
fn an_article_that_is_filed_anew_is_found_where_it_was() {
    let mut place = Place::new();
    place.sample.catalog.site.permalink = pattern("/{category}/{year}/{month}/{slug}/");
    place.export("before");
    let paths = |place: &Place| {
        let files = tree(&place.out("before"));
        files.into_keys().find(|name| name.contains(SLUG)).expect("it is there")
    };
    let before = format!("/{}", paths(&place).trim_end_matches("index.html"));
    let item = place.sample.item(1);
    item.former_filings = vec![(item.content.category, item.content.date.expect("it has one"))];
    item.content.category = Some(CategoryId::new(uuid::Uuid::from_u128(5)));
    item.content.date = Some(at("2024-01-02T08:00:00Z"));
    place.export("after");
    let led = led(&place, "after");
    let to = led.get(&before).unwrap_or_else(|| panic!("{before}: {led:#?}"));
    assert!(to.ends_with(&format!("/2024/01/{SLUG}/")), "{to}");
}

#[test]
fn lists_lead_on_from_their_names_of_before_and_their_feeds_go_on_there() {
    let mut place = Place::new();
    place.sample.catalog.site.page_size = 2;
    let english = place.sample.catalog.site.language.clone();
    place.export("before");
    let catalog = &mut place.sample.catalog;
    let ids: Vec<_> =
        catalog.categories.children(None, &english).iter().map(|category| category.id).collect();
    let mut all: Vec<_> = ids
        .iter()
        .flat_map(|id| catalog.categories.subtree(*id))
        .map(|id| catalog.categories.get(id).expect("it is there").clone())
        .collect();
    for category in &mut all {
        let was = category.clone();
        let mut name = category.names.get(&english).clone();
        name.slug = slug(&format!("new-{}", name.slug));
        category.names.set(english.clone(), name);
        category.follow(&was);
    }
    catalog.categories = galley_domain::CategoryTree::new(all);
    let mut tag = catalog.tags[0].names.get(&english).clone();
    let old_tag = tag.slug.to_string();
    tag.slug = slug("renamed");
    tag.former = vec![slug(&old_tag)];
    catalog.tags[0].names.set(english, tag);
    place.export("after");
    let led = led(&place, "after");
    // Nothing that was a page or a feed of a list is gone.
    let after = tree(&place.out("after"));
    let lists = |name: &&String| {
        name.starts_with("category/") || name.starts_with("tag/") || name.starts_with("byline/")
    };
    let before = tree(&place.out("before"));
    let mut moved = 0;
    for name in before.keys().filter(lists) {
        assert!(after.contains_key(name), "{name}");
        moved += usize::from(led.contains_key(&format!("/{}", name.trim_end_matches("index.html"))));
    }
    assert!(moved > 20, "{led:#?}");
    assert_eq!(led.get(&format!("/tag/{old_tag}/")).map(String::as_str), Some("/tag/renamed/"));
    let (old, new) = led.iter().find(|(from, _)| from.ends_with("/feed.xml")).expect("a feed");
    let [old, new] = [old, new].map(|path| after[path.trim_start_matches('/')].clone());
    assert_eq!(old, new, "who reads the feed there gets the one of now");
    let apache = place.read("after", "redirects.htaccess");
    assert!(apache.contains("feed\\.xml/?$"), "{apache}");
}

#[test]
fn an_entry_of_a_menu_that_leads_nowhere_is_told_and_what_the_owner_put_there_is_not() {
    let mut place = Place::new();
    let texts = place.sample.catalog.site.texts.values_mut().next().expect("one language");
    for url in [
        "/about-us/#team",
        "/archive",
        "/feed.xml",
        "/files/media-kit.pdf",
        "/abuot-us/",
        "https://example.com/",
    ] {
        texts.menu.push(galley_domain::MenuItem { label: "Entry".to_owned(), url: url.to_owned() });
    }
    std::fs::create_dir_all(place.out("site").join("files")).expect("a folder");
    std::fs::write(place.out("site").join("files/media-kit.pdf"), "ours").expect("a file");
    let told = |problems: Vec<crate::Problem>| {
        let menus = problems.into_iter().filter_map(|problem| match problem {
            crate::Problem::Menu { url, .. } => Some(url),
            _ => None,
        });
        let mut urls: Vec<_> = menus.collect();
        urls.dedup();
        urls
    };
    assert_eq!(told(place.export("site").problems), ["/abuot-us/"]);
    let before = crate::wrong_addresses(&place.sample).expect("it is read");
    assert_eq!(told(before), ["/files/media-kit.pdf", "/abuot-us/"], "no folder is known then");
}

/// What Netlify and Cloudflare document of `_redirects`, and their parsers do (netlify-redirect-parser 14.4, wrangler 4.86; tried by
/// hand in November 2026, with all that stands here answered by 301).
fn wrong_lines(table: &str) -> Vec<String> {
    let mut sources = std::collections::BTreeSet::new();
    let is_wrong = |line: &&str| {
        let fields: Vec<_> = line.split(' ').collect();
        let [from, to, status] = fields.as_slice() else { return true };
        // A colon begins a name for a part of the address, a star is whatever follows.
        let is_plain = |path: &str| {
            path.starts_with('/')
                && !path.starts_with("//")
                && path.is_ascii()
                && !path.contains([':', '*', '?', '#'])
        };
        !is_plain(from)
            || !is_plain(to)
            || from == to
            || *status != "301"
            || !sources.insert((*from).to_owned())
    };
    table.lines().filter(|line| !line.starts_with('#')).filter(is_wrong).map(str::to_owned).collect()
}

#[test]
fn the_table_of_former_addresses_is_what_its_hosts_read() {
    let mut place = Place::new();
    let aliases = [
        "/with: a colon/",
        "/star*/",
        "/\u{65e7}\u{95fb}/",
        "/UPPER/Case.html",
        "/hash%23/",
        "/quote\"s/",
        "/a b/",
    ];
    place.sample.item(1).content.aliases = aliases.map(str::to_owned).to_vec();
    place.export("site");
    let table = place.read("site", "_redirects");
    assert!(table.lines().count() > 4 && !table.contains('#'), "{table}");
    assert_eq!(wrong_lines(&table), Vec::<String>::new());
    let wrong = "/a/ /b/ 301\n/a/ /c/ 301\n/x/:id /y/ 301\n/z/* /y/ 301\n/q/ /q/ 301\n/two words/ /r/ 301\n/s/ /t/ 308\n";
    assert_eq!(wrong_lines(wrong).len(), 6, "mistakes are found");
    place.sample.item(1).content.aliases = (0..2_001).map(|n| format!("/old-{n}/")).collect();
    place.export("many");
    let table = place.read("many", "_redirects");
    assert!(table.starts_with("# Cloudflare follows the first 2,000 lines"), "{}", &table[..200]);
    assert_eq!(wrong_lines(&table), Vec::<String>::new());
}

#[test]
fn lists_of_the_site_that_stood_there_before_lead_on() {
    let mut place = Place::new();
    let former = &mut place.sample.catalog.site.former_lists;
    former.categories = vec!["/categories/".to_owned()];
    // Where the site's own lists stand now, nothing leads on.
    former.tags = vec!["/tags/".to_owned(), "/tag/".to_owned()];
    former.bylines = vec!["/team/authors/".to_owned()];
    place.export("site");
    let led = led(&place, "site");
    let to = |from: &str| led.get(from).map(String::as_str);
    assert_eq!(to("/categories/wireless/"), Some("/category/ict-industry-news/wireless/"));
    let tags = led.iter().filter(|(from, _)| from.starts_with("/tags/"));
    let same = |(from, to): (&String, &String)| from.replacen("/tags/", "/tag/", 1) == *to;
    assert!(tags.clone().count() > 2 && tags.clone().all(same), "{led:?}");
    assert!(led.iter().any(|(from, to)| from.starts_with("/team/authors/") && to.starts_with("/byline/")));
    assert!(
        led.iter().any(|(from, to)| from.starts_with("/zh/categories/") && to.starts_with("/zh/category/"))
    );
    assert!(led.keys().all(|from| !from.starts_with("/tag/")), "{led:?}");
}
