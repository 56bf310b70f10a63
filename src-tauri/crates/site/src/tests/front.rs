//! The front page, with many articles, few and none.

use super::Place;

/// The addresses that `href` names in the main part of a page, in order.
fn links(page: &str) -> Vec<&str> {
    let main =
        &page[page.find("<main").expect("every page has one")..page.find("</main>").expect("as above")];
    main.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The sample with so many English articles.
fn with_articles(count: usize) -> Place {
    let mut place = Place::new();
    let mut english = 0;
    place.sample.items.retain(|item| {
        let counts = item.kind == galley_domain::Kind::Article && item.content.language.as_str() == "en";
        english += usize::from(counts);
        !counts || english <= count
    });
    place
}

#[test]
fn each_article_of_the_first_page_stands_on_the_front_page() {
    for count in [0, 1, 2, 3, 4, 6, 7, 8, 11] {
        let mut place = with_articles(count);
        place.sample.catalog.site.page_size = 20;
        place.export("site");
        let page = place.read("site", "index.html");
        let links = links(&page);
        let articles: Vec<_> = place
            .sample
            .items
            .iter()
            .filter(|item| item.kind == galley_domain::Kind::Article)
            .filter(|item| item.content.language.as_str() == "en" && item.content.date.is_some())
            .map(|item| format!("/{}/", item.content.slug))
            .collect();
        for article in &articles {
            assert!(links.contains(&article.as_str()), "{article} with {count}: {links:?}");
        }
        assert_eq!(page.contains("Nothing has been published here yet."), articles.is_empty(), "{count}");
        assert_eq!(page.matches("<h1").count(), 1, "{count}");
        let blocks = page.matches("class=\"section\"").count();
        assert!(blocks != 1, "one block alone only repeats the page: {count}");
    }
}

#[test]
fn the_front_page_has_its_parts_in_order() {
    let mut place = Place::new();
    // A second article of its category, so that this has a block.
    let company = place.sample.item(17).content.category;
    place.sample.item(19).content.category = company;
    place.export("site");
    let page = place.read("site", "index.html");
    let in_order = [
        "class=\"lead-story\"",
        "href=\"/ten-years-of-cable-how-a-coast-came-online/\"",
        "class=\"seconds\"",
        "href=\"/the-valley-that-wired-itself/\"",
        "class=\"latest\"",
        "href=\"/what-a-kilometre-costs/\"",
        "class=\"section\"",
        "<a href=\"/category/ict-industry-news/\">ICT Industry News</a>",
        "<a href=\"/category/company/\">Company</a>",
        "class=\"pager\"",
        "class=\"rooms\"",
    ];
    let mut rest = page.as_str();
    for part in in_order {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part} is missing or in the wrong place"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn a_lone_headline_stands_above_no_empty_field() {
    let mut place = with_articles(11);
    place.sample.catalog.site.page_size = 20;
    let bare = |place: &mut Place| {
        for item in &mut place.sample.items {
            (item.content.lead, item.content.cover) = (String::new(), None);
        }
    };
    place.export("site");
    assert!(place.read("site", "index.html").contains("class=\"latest\""));
    bare(&mut place);
    place.export("site");
    let page = place.read("site", "index.html");
    assert!(!page.contains("class=\"latest\"") && page.contains("class=\"seconds\""), "{page}");
}

#[test]
fn the_menu_marks_where_the_reader_is() {
    let place = Place::new();
    place.export("site");
    let marked = "<a href=\"/category/ict-industry-news/\" aria-current=\"true\">";
    for page in ["what-a-kilometre-costs/index.html", "category/ict-industry-news/cables/index.html"] {
        assert!(place.read("site", page).contains(marked), "{page}");
    }
    assert!(!place.read("site", "we-move-to-the-old-customs-house/index.html").contains(marked));
}
