//! A preview is the page of the site, but for what it leaves out.

use std::sync::Arc;

use super::Place;
use super::sample::article_id;
use super::site::{BODY_MARKER, Card, PREVIEW_POLICY, Preview, Text, Theme};

/// The page's body element, from its marker to the end of its blocks.
fn body_of(page: &str) -> &str {
    let from = page.find(BODY_MARKER).expect("every page of an article has a body");
    let to =
        page[from..].find("\n<footer class=\"story-foot\"").expect("the theme prints it behind the body");
    &page[from..from + to]
}

fn preview_of(place: &Place, n: u128) -> (Preview, String, String, String) {
    let media = &place.sample.media;
    let card = |item: &super::sample::Item| {
        let date = item.content.date.expect("it has one");
        Card::new(item.id, item.kind, &item.content, date, item.modified, media)
    };
    let item = place.sample.items.iter().find(|item| item.id == article_id(n)).expect("in the sample");
    let content = item.content.clone();
    let typed = (content.headline.clone(), content.lead.clone(), content.body.clone());
    let cards = place.sample.items.iter().filter(|i| i.content.date.is_some()).map(card).collect();
    let text = Text { id: item.id, content, media: media.clone(), words: [0; 32] };
    let theme = Arc::new(Theme::named("broadsheet").expect("the embedded theme works"));
    let preview = Preview::new(theme, place.sample.catalog.clone(), cards, text).expect("it can be rendered");
    (preview, typed.0, typed.1, typed.2)
}

/// What the theme prints of an article before its body.
fn head_of(page: &str) -> &str {
    &page[page.find("<article").expect("every page of an article has one")
        ..page.find(BODY_MARKER).expect("as above")]
}

#[test]
fn its_blocks_are_those_of_the_exported_page() {
    let place = Place::new();
    place.export("site");
    let mut blocks_seen = 0;
    for item in &place.sample.items {
        let path = format!("{}/index.html", item.content.slug);
        let is_story = item.kind == galley_domain::Kind::Article && item.content.date.is_some();
        if !is_story || !place.out("site").join(&path).is_file() {
            continue;
        }
        let page = place.read("site", &path);
        let (mut preview, headline, lead, body) = preview_of(&place, item.id.uuid().as_u128());
        let shot = preview.write(&headline, &lead, &body);
        let around = preview.around(shot.minutes).expect("it renders");
        let blocks: String = shot.blocks.iter().map(|block| block.html.as_str()).collect();
        let filled = body_of(&around).replace("\n</div>", &format!("\n{blocks}</div>"));
        assert_eq!(filled, body_of(&page), "{path}");
        assert_eq!(head_of(&around), head_of(&page), "{path}");
        blocks_seen += shot.blocks.len();
    }
    assert!(blocks_seen > 20, "{blocks_seen}");
}

#[test]
fn it_fetches_nothing_and_runs_nothing() {
    let place = Place::new();
    for item in place.sample.items.iter().filter(|item| item.content.date.is_some()) {
        let number = item.id.uuid().as_u128();
        let (mut preview, headline, lead, body) = preview_of(&place, number);
        let shot = preview.write(&headline, &lead, &body);
        let page = preview.around(shot.minutes).expect("it renders");
        let page = page.to_lowercase().replace("&#x27;", "'").replace("&#39;", "'");
        assert!(page.contains(&format!("content=\"{PREVIEW_POLICY}\"")), "{page}");
        assert!(!page.contains("<script"), "{headline}");
    }
}

#[test]
fn what_is_typed_is_what_is_shown() {
    let place = Place::new();
    let (mut preview, ..) = preview_of(&place, 14);
    let hostile = "</title><script>alert(1)</script>";
    let shot = preview.write(hostile, hostile, "First.\n\nSecond[^1].\n\n[^1]: A note.\n");
    let lines: Vec<u32> = shot.blocks.iter().map(|block| block.first_line).collect();
    assert_eq!(lines, [1, 3, 5]);
    let page = preview.around(shot.minutes).expect("it renders");
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"), "{page}");
}
