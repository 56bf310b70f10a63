//! What stands around the text in the built window: category, date and language above it, how long it is below, and what it is
//! written in.

use galley_desk::wire::{ArticleFilter, ListOrder, StatusWord};
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{focus, run_command};
use crate::stage::Stage;
use crate::writing::{body_of, saved, write_article};

const COUNTS: &str = ".counts";
const STATUS: &str = ".dateline .status";

/// Whether the keyboard is in what this means.
fn is_at(css: &str) -> impl Fn(&Driver) -> bool {
    let script = format!("return document.activeElement.matches({})", json!(css));
    move |window| window.script(&script) == json!(true)
}

#[test]
fn category_date_and_language_are_written_where_they_stand() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Night ferry", "It sails.", "At ten.");
    window.until("it is saved", saved);
    assert!(window.text(".dateline").contains("No category"), "{}", window.text(".dateline"));
    stage.picture("dateline");
    // Back from the text by the key for it: the lead, the headline, and what stands above it.
    window.chord(key::SHIFT, key::TAB);
    let stops = [
        ".lead textarea",
        ".headline textarea",
        ".dateline .status",
        ".dateline [name=language]",
        ".dateline [name=date]",
    ];
    for stop in stops {
        window.until(stop, is_at(stop));
        window.chord(key::SHIFT, key::TAB);
    }
    window.until("the category", is_at(".dateline [name=category]"));
    window.keys("Port");
    stage.picture("dateline-typed");
    must_be_fine(window, "the line above the headline");
    window.keys(&format!("s{}", key::ENTER));
    window.until("Enter goes on", is_at(".dateline [name=date]"));
    window.until("it is filed", |window| window.text(".dateline").contains("Ports"));
    window.until("it can be undone", |window| window.text(".notice").contains("Undo"));
    window.keys(&format!("2023-10-19 09:00{}", key::ENTER));
    window.until("on to the language", is_at(".dateline [name=language]"));
    window.chord(key::CONTROL, "a");
    window.keys(&format!("de{}", key::ENTER));
    window.until("and the headline", is_at(".headline textarea"));
    window.until("they read as on the page", |window| {
        let line = window.text(".dateline");
        ["Ports", "Oct 19, 2023", "German"].iter().all(|part| line.contains(part))
    });
    let desk = stage.neighbour();
    let content = desk.find_article("night-ferry").and_then(|id| desk.content(id)).expect("it is there");
    assert_eq!((content.language.as_str(), content.category.is_some()), ("de", true));
    stage.picture("dateline-set");
    // The details have the same, and the other way round.
    window.chord(key::CONTROL_ALT, "d");
    window.until("the details", |window| {
        window.script("return document.querySelector('aside [name=date]')?.value")
            == json!("2023-10-19 09:00")
    });
    window.chord(key::CONTROL_ALT, "p");
    run_command(window, "set the date on the page");
    window.until("by its name, too", is_at(".dateline [name=date]"));
    window.keys(&format!("soon{}", key::ENTER));
    window.until("what is no date is told where it was typed", |window| !window.text(".refused").is_empty());
    let said = "return document.querySelector('.dateline [name=date]').value";
    assert_eq!(window.script(said), json!("soon"), "and it stays there");
    stage.picture("dateline-refused");
    must_be_fine(window, "a date that is none");
    run_command(window, "set the date on the page");
    window.keys(key::ENTER);
    assert!(!window.text(".refused").is_empty(), "it is refused still");
    run_command(window, "set the date on the page");
    window.keys(&format!("2023-10-20{}", key::ENTER));
    window.until("and is right", |window| {
        window.text(".refused").is_empty() && window.text(".dateline").contains("Oct 20, 2023")
    });
}

/// What is offered to be done to the article.
fn moves(window: &Driver) -> Vec<String> {
    let offered = window.texts("dialog.picker [role=option]");
    offered.iter().map(|words| words.trim().to_owned()).collect()
}

#[test]
fn where_an_article_stands_is_changed_where_it_is_told() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Night ferry", "It sails.", "At ten.");
    window.until("it is saved", saved);
    let status = |words: &'static str| move |window: &Driver| window.text(STATUS).contains(words);
    assert!(status("Draft")(window));
    // By keys: up from the headline, open, and what may be done to a draft.
    focus(window, ".headline textarea");
    window.chord(key::SHIFT, key::TAB);
    window.until("the status", is_at(STATUS));
    window.keys(key::ENTER);
    let offered = ["Publish", "Publish at a time…", "Archive", "Send to review", "Approve"];
    window.until("what may be done", |window| moves(window) == offered);
    stage.picture("status-offered");
    must_be_fine(window, "the status");
    window.keys(&format!("review{}", key::ENTER));
    window.until("it is in review", status("Review"));
    window.until("it can be undone", |window| window.text(".notice").contains("Undo"));
    window.until("the keyboard is where it was", is_at(STATUS));
    // The same, whatever else is selected in the list: it is about the article that is open.
    focus(window, "[role=listbox]");
    window.chord(key::SHIFT, key::DOWN);
    window.until("two are selected", |window| window.has(".bulk"));
    run_command(window, "change the status…");
    window.until("the choice", |window| window.has("dialog.picker[open] [role=option]"));
    window.keys(&format!("archive{}", key::ENTER));
    window.until("it is archived", status("Archived"));
    let open = window.script("return document.querySelector('.headline textarea').value");
    let desk = stage.neighbour();
    let archived = ArticleFilter { status: Some(StatusWord::Archived), ..ArticleFilter::default() };
    let archived: Vec<_> = desk
        .list(&archived, ListOrder::default(), None, 50)
        .expect("the list")
        .articles
        .into_iter()
        .map(|row| json!(row.headline))
        .collect();
    assert_eq!(archived, [open], "the one that is open alone");
    run_command(window, "change the status…");
    window.until("what may be done to it", |window| moves(window) == ["Take out of the archive"]);
    window.keys(key::ENTER);
    window.until("it is out again", |window| !status("Archived")(window));
}

#[test]
fn the_text_and_what_is_selected_of_it_are_counted() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let counts = |parts: &'static [&'static str]| {
        move |window: &Driver| {
            let said = window.text(COUNTS);
            parts.iter().all(|part| said.contains(part))
        }
    };
    write_article(window, "How long", "", "Four **words** stand here");
    window.until(
        "words and characters, without the marks",
        counts(&["4 words", "18 characters", "21 with spaces", "1 min read"]),
    );
    window.chord(key::SHIFT, key::HOME);
    window.until("what is selected", counts(&["Selected:", "4 words"]));
    stage.picture("counts-selected");
    must_be_fine(window, "the counts");
    window.keys(key::END);
    window.until("the whole again", |window| !window.text(COUNTS).contains("Selected:"));
    window.chord(key::CONTROL_SHIFT, key::LEFT);
    window.until("a part of it", counts(&["Selected:", "1 word"]));
    window.keys("now");
    window.until("typing over it counts the whole", counts(&["4 words"]));
    assert!(!window.text(COUNTS).contains("Selected:"));
    // Chinese is counted in signs first.
    let mut desk = stage.neighbour();
    window.until("it is saved", |_| body_of(&desk, "how-long").contains("now"));
    let id = desk.find_article("how-long").expect("it is there");
    let set = [("language", "zh"), ("body", "海缆静卧海底，港口沉睡。")];
    desk.set_fields(id, &set.map(|(field, value)| (field.to_owned(), value.to_owned()))).expect("set");
    window.until("its signs", |window| window.text(COUNTS).trim_start().starts_with("12 characters"));
    run_command(window, "language chinese");
    window.until("in Chinese", |window| window.text(COUNTS).trim_start().starts_with("10 字"));
    stage.picture("counts-chinese");
}

#[test]
fn what_the_text_is_written_in_is_chosen_and_stays() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Letters", "In a face.", &"The cable lies on the seabed. ".repeat(12));
    window.until("it is saved", saved);
    let styles = "const of = (css) => getComputedStyle(document.querySelector(css));
        return [of('.cm-content').fontFamily, of('.line.headline').fontFamily, of('.cm-content').maxWidth, of('nav').fontFamily, of('.line.headline').fontSize].join('|')";
    let style = |window: &Driver| -> Vec<String> {
        let joined = window.script(styles);
        joined.as_str().expect("the script returns a text").split('|').map(str::to_owned).collect()
    };
    let usual = style(window);
    assert!(usual[0].contains("Source Serif"), "{usual:?}");
    run_command(window, "write in a typewriter face");
    run_command(window, "write in short lines");
    window.until("at once", |window| style(window)[0].contains("monospace"));
    let now = style(window);
    assert!(now[1].contains("monospace"), "the headline, too: {now:?}");
    assert_eq!(now[3], usual[3], "the interface keeps its own");
    let width = |style: &[String]| style[2].trim_end_matches("px").parse::<f64>().expect("a length");
    let letters = "const letters = document.createElement('canvas').getContext('2d'); letters.font = getComputedStyle(document.querySelector('.cm-content')).font; return letters.measureText('0').width";
    let letter = window.script(letters).as_f64().expect("a width");
    assert!((width(&now) - 96.0 - 52.0 * letter).abs() < 8.0, "52 letters and the edges: {now:?} {letter}");
    stage.picture("typeface-mono");
    window.chord(key::CONTROL, ",");
    window.until("the settings", |window| window.has("dialog[open] #settings-typeface"));
    stage.picture("settings-typeface");
    must_be_fine(window, "the settings");
    window.keys(key::ESCAPE);
    for _ in 0..3 {
        window.chord(key::CONTROL, "=");
    }
    window.until("the headline grows with the text", |window| style(window)[4] > now[4]);
    window.reload("");
    window.until("it is as it was left", |window| {
        window.has(".cm-content") && style(window)[0].contains("monospace")
    });
    run_command(window, "write in a sans serif face");
    run_command(window, "write in lines as wide as the pane");
    window.until("another one", |window| style(window)[0].contains("system-ui"));
    stage.picture("typeface-sans");
    // What is written in signs has as many of them in a line as can be read.
    let mut desk = stage.neighbour();
    let id = desk.find_article("letters").expect("it is there");
    let set = [("language", "ja"), ("body", &*"海底ケーブルは静かに眠る。".repeat(30))];
    desk.set_fields(id, &set.map(|(field, value)| (field.to_owned(), value.to_owned()))).expect("set");
    run_command(window, "write in a serif face");
    run_command(window, "write in lines of the usual length");
    window.until("Japanese signs are Japan's", |window| style(window)[0].contains("CJK JP"));
    let [size, most] = ["fontSize", "maxWidth"].map(|of| {
        let said = window.script(&format!(
            "return parseFloat(getComputedStyle(document.querySelector('.cm-content')).{of})"
        ));
        said.as_f64().expect("a length")
    });
    assert!((most - 96.0 - 40.0 * size).abs() < 1.0, "40 signs of {size}: {most}");
    stage.picture("typeface-japanese");
}
