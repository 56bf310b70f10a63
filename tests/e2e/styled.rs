//! What the styled face shows in place of Markdown, and what is offered while typing, in the built window.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use crate::driver::{Driver, key};
use crate::page::{focus, frame_shows, palette_is, run_command};
use crate::stage::Stage;
use crate::writing::{body_of, write_article};

const OFFERS: &str = ".cm-tooltip-autocomplete li";

fn shown(window: &Driver) -> String {
    window.text(".cm-content")
}

#[test]
fn a_picture_stands_in_the_text_and_a_box_ticks() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let picture = include_bytes!("../../icons/128x128.png");
    let path = stage.neighbour().add_picture(picture, "quay.png").expect("it is a picture").output.path;
    let body =
        format!("![The quay at dawn]({path} \"Where it all began\")\n\nDo:\n\n- [ ] ask the harbour\nwrite");
    write_article(window, "Lamp", "", &body);
    window.until("the picture itself is in the text", |window| {
        window.script("return document.querySelector('.md-picture img')?.naturalWidth ?? 0") == json!(128)
    });
    assert_eq!(window.text(".md-picture-caption"), "Where it all began");
    assert!(!shown(window).contains("media/"), "{}", shown(window));
    stage.picture("styled-objects");
    let desk = stage.neighbour();
    window.click(".md-box");
    window.until("the library has the tick", |_| {
        body_of(&desk, "lamp").contains("- [x] ask the harbour\n- [ ] write")
    });
    window.chord(key::CONTROL_SHIFT, "l");
    window.until("the line's own box ticks by its key", |_| body_of(&desk, "lamp").ends_with("- [x] write"));
    window.click(".md-picture img");
    window.until("a press shows the Markdown", |window| shown(window).contains("![The quay at dawn]("));
}

#[test]
fn what_kind_of_box_it_is_a_definition_and_a_raised_figure_look_like_what_they_are() {
    let body = "The quay.\n\n> [!NOTE]\n> Mind the tide.\n\nSlip\n: Where ships are built.\n\nA quay of 20 m<sup>2</sup>.";
    let stage = Stage::with_written(|folder| {
        fs::write(folder.join("signs.md"), format!("---\ntitle: Signs\n---\n{body}\n")).expect("a file");
        1
    });
    let window = &stage.window;
    window.until("signs of Markdown are out of sight", |window| {
        let shown = shown(window);
        shown.contains("NOTE")
            && !shown.contains("[!")
            && !shown.contains(": Where")
            && shown.contains("20 m2.")
    });
    stage.picture("styled-signs");
    assert_eq!(window.text(".md-callout"), "NOTE");
}

#[test]
fn quotes_are_those_of_the_language_and_one_undo_brings_the_plain_sign_back() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "\"It's late\"", "", "She said: \"It's late\"... and `\"code\"`\"");
    let desk = stage.neighbour();
    window.until("the library has the signs", |_| {
        body_of(&desk, "its-late") == "She said: “It’s late”… and `\"code\"`”"
    });
    window.until("its row, too", |window| window.text(".row[aria-selected=true]").contains("“It’s late”"));
    window.chord(key::CONTROL, "z");
    window.until("the plain sign", |_| body_of(&desk, "its-late").ends_with("`\"code\"`\""));
}

#[test]
fn a_slash_offers_blocks_and_brackets_offer_articles() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Links", "", "/head");
    window.until("headings are offered", |window| window.texts(OFFERS).len() == 2);
    stage.picture("offered-blocks");
    std::thread::sleep(std::time::Duration::from_millis(150)); // The list takes no key in its first moment.
    window.keys(key::ENTER);
    window.keys("Part\n\nSee [[".replace('\n', key::ENTER).as_str());
    window.until("the other articles are offered", |window| window.texts(OFFERS).len() == 4);
    stage.picture("offered-articles");
    let first = window.text(OFFERS);
    std::thread::sleep(std::time::Duration::from_millis(150));
    window.keys(key::ENTER);
    let desk = stage.neighbour();
    window.until("the link leads to the article", |_| {
        let content = desk.find_article("links").and_then(|id| desk.content(id));
        content.is_ok_and(|content| content.links.len() == 1 && content.body.starts_with("## Part\n\nSee ["))
    });
    assert!(!first.is_empty());
}

#[test]
fn articles_and_headings_are_gone_to_by_typing() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Long read", "", "## First\n\nWords\n\n### Second part\n\nMore TK words");
    window.chord(key::CONTROL_SHIFT, "o");
    window.until("both headings", |window| window.texts("dialog [role=option]").len() == 2);
    stage.picture("outline");
    window.keys("sec");
    window.until("the one heading", |window| window.texts("dialog [role=option]").len() == 1);
    window.keys(key::ENTER);
    window.until("the outline is gone", palette_is(false));
    window.keys(key::END);
    window.keys(" indeed");
    let desk = stage.neighbour();
    window.until("the cursor went there", |_| body_of(&desk, "long-read").contains("### Second part indeed"));
    let other =
        window.texts(".row").into_iter().find(|row| !row.contains("Long read")).expect("there are others");
    let headline = other.lines().next().expect("it has a headline").to_owned();
    window.chord(key::CONTROL, "p");
    window.until("the newest articles", |window| window.texts("dialog [role=option]").len() >= 4);
    window.keys(&headline);
    window.until("it is found", |window| window.text("dialog [role=option]").starts_with(&headline));
    stage.picture("quick-open");
    window.keys(key::ENTER);
    window.until("it is open", |window| {
        window.script("return document.querySelector('.headline textarea').value") == json!(headline)
    });
    window.until("and in the text is the keyboard", |window| {
        window.script("return document.activeElement.classList.contains('cm-content')") == json!(true)
    });
}

#[test]
fn every_command_stands_on_one_sheet_and_helps_are_switched() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.keys(key::F1);
    window.until("the sheet", |window| window.text("dialog[open] h2") == "Commands and keys");
    assert!(window.texts("dialog[open] dt").len() > 40);
    stage.picture("help");
    window.keys(key::ESCAPE);
    window.until("it is gone", |window| !window.has("dialog[open]"));
    write_article(window, "In the light", "", "One.\n\nTwo.");
    run_command(window, "only this paragraph");
    window.until("the other paragraph steps back", |window| {
        window.texts(".focusing .md-line-here") == ["Two."]
    });
    stage.picture("focus");
}

#[test]
fn the_interface_speaks_another_language_at_once_and_the_text_stays() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Two tongues", "", "Words that stay.");
    run_command(window, "language chinese");
    window.until("the shelves are Chinese", |window| window.text("nav").contains("全部稿件"));
    assert_eq!(window.script("return document.documentElement.lang"), json!("zh"));
    assert_eq!(shown(window).trim(), "Words that stay.");
    stage.picture("chinese");
    window.keys(" More.");
    let desk = stage.neighbour();
    window.until("what is typed then is saved", |_| body_of(&desk, "two-tongues").contains("More."));
    run_command(window, "english"); // Found by its English name in Chinese, too.
    window.until("English again", |window| window.text("nav").contains("All articles"));
}

#[test]
fn words_that_the_pointer_selects_get_a_bar_of_marks() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Marks", "", "harbour");
    window.press_at(".cm-line", 2);
    window.until("the bar is there", |window| window.texts(".md-bar button").len() == 6);
    // Until its place is known it waits outside of the window.
    window.until("at the word", |window| {
        window.script("return document.querySelector('.md-bar-bold').getBoundingClientRect().top > 0")
            == json!(true)
    });
    stage.picture("selection-bar");
    window.click(".md-bar-bold");
    let desk = stage.neighbour();
    window.until("the word is bold, and nothing else", |_| body_of(&desk, "marks") == "**harbour**");
    window.click(".md-bar-bold");
    window.until("the bar stayed, and takes the marks off", |_| body_of(&desk, "marks") == "harbour");
    window.keys(key::END);
    window.until("the bar goes with the selection", |window| window.texts(".md-bar").is_empty());
    window.chord(key::SHIFT, key::HOME);
    window
        .until("a key selects", |window| window.script("return String(getSelection())") == json!("harbour"));
    assert_eq!(window.texts(".md-bar").len(), 0, "who selects by keys has keys for marks");
}

/// How far the cursor stands from the middle of the text's pane, in pixels.
fn off_the_middle(window: &Driver) -> f64 {
    let off = window.script(
        "const middle = (css) => { const box = document.querySelector(css).getBoundingClientRect(); return box.top + box.height / 2 };
         return Math.abs(middle('.cm-cursor-primary') - middle('.cm-scroller'))",
    );
    off.as_f64().unwrap_or(f64::MAX)
}

#[test]
fn the_line_that_is_written_stays_in_the_middle() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Typewriter", "", &"A line.\n".repeat(30));
    assert!(off_the_middle(window) > 100.0, "without it, the line at the end is far down");
    run_command(window, "stays in the middle");
    window.keys("x");
    window.until("the line is in the middle", |window| off_the_middle(window) < 40.0);
    window.keys(&key::UP.repeat(10));
    window.until("it follows the cursor", |window| off_the_middle(window) < 40.0);
    stage.picture("typewriter");
    let top = || window.script("return document.querySelector('.cm-scroller').scrollTop");
    let mut before = top();
    window.until("it rests", |_| {
        sleep(Duration::from_millis(300));
        let now = top();
        std::mem::replace(&mut before, now.clone()) == now
    });
    window.press_at(".cm-line:nth-last-child(3)", 1);
    window.until("the cursor is where it was pressed", |window| off_the_middle(window) > 100.0);
    assert_eq!(top(), before, "what was pressed does not run away");
}

#[test]
fn what_a_regular_expression_finds_is_replaced_all_at_once() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Tonnage", "", "Ships of 12 t, 340 t and 5 kg.");
    window.chord(key::CONTROL, "h");
    window.until("the panel", |window| window.has(".cm-search [name=replace]"));
    window.click(".cm-search [name=re]");
    focus(window, ".cm-search [name=search]");
    window.keys(r"(\d+) t\b");
    focus(window, ".cm-search [name=replace]");
    window.keys("$1 tonnes");
    window.click(".cm-search [name=replaceAll]");
    let desk = stage.neighbour();
    window.until("both are replaced", |_| {
        body_of(&desk, "tonnage") == "Ships of 12 tonnes, 340 tonnes and 5 kg."
    });
    window.keys(key::ESCAPE);
    window.until("the panel is gone", |window| !window.has(".cm-search"));
    window.chord(key::CONTROL, "z");
    window.until("one step takes it back", |_| body_of(&desk, "tonnage") == "Ships of 12 t, 340 t and 5 kg.");
}

#[test]
fn a_click_in_the_preview_goes_to_its_place_in_the_text() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "A long walk", "", "First.\n\n## The quay\n\nThe place.");
    window.until("the preview has it all", frame_shows("The place."));
    window.press_at_in_frame(".body h2");
    window.until("the text has the keyboard", |window| {
        window.script("return document.activeElement.classList.contains('cm-content')") == json!(true)
    });
    window.keys(key::END);
    window.keys(" at noon");
    let desk = stage.neighbour();
    window.until("and writes there", |_| body_of(&desk, "a-long-walk").contains("## The quay at noon"));
}
