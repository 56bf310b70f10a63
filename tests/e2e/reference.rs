//! The article that Galley is for, from the first start to the page that its readers get, by keys alone.

use std::fs;

use serde_json::json;

use crate::driver::{Driver, key};
use crate::page::{frame_shows, in_frame};
use crate::stage::{LIBRARY, Stage};
use crate::writing::body_of;

const PICTURE: &[u8] = include_bytes!("../../icons/128x128.png");
const SLUG: &str = "cable-ships-turn-to-the-lagoon";

/// Goes on by the key for it until the keyboard is there.
fn tab_to(window: &Driver, css: &str) {
    let here = format!("return document.activeElement.matches({})", json!(css));
    for _ in 0..40 {
        if window.script(&here) == json!(true) {
            return;
        }
        window.keys(key::TAB);
    }
    panic!(
        "no key leads to {css}; the keyboard is at {}",
        window.script("return document.activeElement.outerHTML")
    );
}

/// Replaces what stands in a field by keys.
fn fill(window: &Driver, css: &str, value: &str) {
    tab_to(window, css);
    window.chord(key::CONTROL, "a");
    window.keys(value);
}

fn begin(window: &Driver) {
    window.until("the first screen", |window| window.text("h1") == "Welcome to Galley");
    window.until("it asks who sits here", |window| window.has("[autocomplete=name]"));
    fill(window, "[autocomplete=name]", "Mei Lin");
    fill(window, "input[required]", LIBRARY.trim_end_matches(".galley"));
    window.keys(key::ENTER);
    window.until("the room", |window| window.text("section").contains("no articles yet"));
    window.until("the keyboard is where the first article is made", |window| {
        window.script("return document.activeElement.innerText") == "New article"
    });
}

/// Headline, lead and four paragraphs, with a heading, a figure, a table and a footnote among them.
fn write(stage: &Stage) {
    let window = &stage.window;
    window.chord(key::CONTROL, "n");
    window.until("the headline has the keyboard", |window| {
        window.script("return document.activeElement.tagName") == "TEXTAREA"
    });
    window.keys(&format!(
        "Cable ships turn to the lagoon{0}Four repeaters lie on the sea bed since Monday.{0}",
        key::ENTER
    ));
    window.keys("The *Grey Heron* left the quay at dawn");
    window.chord(key::CONTROL_ALT, "f");
    window.keys("As her log says.");
    window.chord(key::CONTROL_ALT, "n");
    window.keys(&format!(" and laid 40 kilometres before noon.{0}{0}## What was laid{0}{0}", key::ENTER));
    stage.copy("image/png", PICTURE);
    window.chord(key::CONTROL, "v");
    let desk = Stage::desk_at(&stage.around().join(LIBRARY));
    window.until("the picture is in the text", |_| body_of(&desk, SLUG).contains("![](media/"));
    window.keys("A crane on deck");
    // The line is broken on the screen: the first press goes to the end of what stands beside the cursor.
    let end = key::END.repeat(2);
    window.keys(&format!("{end}{} \"The crane that lifts repeaters\"{end}", key::LEFT));
    window.keys(&format!("{0}{0}Each repeater is weighed before it goes down.{0}{0}/table", key::ENTER));
    window.until("the table is offered", |window| window.texts(".cm-tooltip-autocomplete li").len() == 1);
    std::thread::sleep(std::time::Duration::from_millis(150)); // The list takes no key in its first moment.
    window.keys(key::ENTER);
    window.until("a grid", |window| !window.texts(".md-cell").is_empty());
    window.keys(&format!("Repeater{0}Depth{0}First{0}1,200 m{0}Second{0}1,450 m{1}", key::TAB, key::ESCAPE));
    window.keys(&format!("The lagoon is quiet again.{0}{0}The next ship sails in spring.", key::ENTER));
    window.until("all of it is in the library", |_| {
        let body = body_of(&desk, SLUG);
        body.contains("sails in spring.") && body.contains("[^1]: As her log says.")
    });
}

#[test]
fn the_reference_article_from_the_first_start_to_its_page() {
    let stage = Stage::without_library();
    let window = &stage.window;
    begin(window);
    write(&stage);

    window.chord(key::CONTROL_ALT, "d");
    window.until("the details", |window| window.has("aside [name=category]"));
    window.keys(key::F6);
    fill(window, "[name=category]", "Industry news");
    fill(window, "[name=date]", "2023-10-19 09:00");
    fill(window, "[name=views]", "56");
    window.keys(key::TAB);
    window.until("it is filed", |window| window.text("nav").contains("Industry news"));
    stage.picture("reference-details");

    window.chord(key::CONTROL_ALT, "p");
    window.until("the page with its end", frame_shows("sails in spring."));
    window.until("its category, views and figure", |window| {
        let words = "return inner.body.innerText.toLowerCase()";
        let page = in_frame(window, words);
        let page = page.as_str().unwrap_or_default();
        ["industry news", "56", "the crane that lifts repeaters", "1,450 m"]
            .iter()
            .all(|part| page.contains(part))
    });
    stage.picture("reference");

    window.chord(key::CONTROL, key::ENTER);
    window.until("it is published", |window| window.text(".dateline .status").contains("Published"));
    window.chord(key::CONTROL_SHIFT, "e");
    window.until("the site is written", |window| window.text(".told").contains("1 article"));

    let site = stage.around().join(format!("{} (site)", LIBRARY.trim_end_matches(".galley")));
    let page = fs::read_to_string(site.join(SLUG).join("index.html")).expect("it has a page");
    for part in [
        "Cable ships turn to the lagoon</h1>",
        "Four repeaters lie on the sea bed since Monday.",
        "<em>Grey Heron</em>",
        "Industry news",
        "2023-10-19",
        "56",
        "What was laid</h2>",
        "alt=\"A crane on deck\"",
        "<figcaption>The crane that lifts repeaters</figcaption>",
        "Each repeater is weighed",
        "1,450 m</td>",
        "As her log says.",
        "The lagoon is quiet again.",
        "The next ship sails in spring.",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let front = fs::read_to_string(site.join("index.html")).expect("it has a front page");
    assert!(front.contains("Cable ships turn to the lagoon"), "{front}");
}
