//! Reports in the built window: what an import says of its files, what checks find, and the ways from there to the place.

use std::fs;

use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{ROWS, run_command};
use crate::sheets::must_go_round;
use crate::stage::Stage;
use crate::writing::{saved, write_article};

const REPORT: &str = "dialog[open][aria-labelledby=report-title]";
const TOLD: &str = ".told";

/// Whether the report that is open says all of this.
fn says(words: &'static [&'static str]) -> impl Fn(&Driver) -> bool {
    move |window| {
        let text = window.text(REPORT);
        words.iter().all(|part| text.contains(part))
    }
}

/// Presses the button in the report with these words, by its key.
fn press(window: &Driver, words: &str) {
    let script = "[...document.querySelectorAll('dialog[open] button')].find((b) => b.innerText.trim() === ";
    window.script(&format!("{script}{}).focus()", json!(words)));
    window.keys(key::ENTER);
}

/// Which line of the text the keyboard is in.
fn line(words: &'static str) -> impl Fn(&Driver) -> bool {
    let script = format!(
        "const node = document.getSelection()?.focusNode; const at = node?.nodeType === 3 ? node.parentElement : node;
         return document.activeElement.closest('.cm-editor') !== null && (at?.closest('.cm-line')?.innerText.includes({}) ?? false)",
        json!(words)
    );
    move |window| window.script(&script) == json!(true)
}

#[test]
fn what_an_import_says_is_read_in_the_window_and_again_afterwards() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let folder = stage.around().join("incoming");
    fs::create_dir(&folder).expect("a folder");
    let file = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file");
    file("broken.md", "---\ntitle: [\n---\n");
    file("film.md", "---\ntitle: The film\ndate: 2023-10-19\n---\nSee.\n\n{{< youtube x >}}\n");
    for name in ["ferry", "tides"] {
        file(&format!("{name}.md"), "---\ndate: 2023-10-19\n---\nHigh water.\n");
    }
    run_command(window, "bring in a folder");
    stage.answer_dialog("Bring", &folder);
    window.until("what was left", says(&["1 thing was not taken", "broken.md"]));
    assert!(window.text(TOLD).contains("3 articles came in. There are 3 remarks."), "{}", window.text(TOLD));
    let all = [
        "remarks on what was taken",
        "film.md:7",
        "a tag of another tool",
        "made from its file name",
        "ferry.md",
        "tides.md",
    ];
    let text = window.text(REPORT).replace("the tag of another tool", "a tag of another tool");
    assert!(all.iter().all(|part| text.contains(part)), "{text}");
    assert_eq!(text.matches("made from its file name").count(), 1, "once for both");
    must_be_fine(window, "a report");
    must_go_round(window, "a report");
    stage.picture("report-import");
    press(window, "Copy");
    window.until("it is copied", says(&["Copied."]));
    press(window, "Save as a text…");
    let kept = stage.around().join("said.txt");
    stage.answer_dialog("Save as a text", &kept);
    window.until("it is saved", |_| kept.exists());
    assert!(fs::read_to_string(&kept).expect("a text").contains("film.md:7"));
    window.keys(key::ESCAPE);
    // Read away, and had again.
    run_command(window, "show the last report");
    window.until("it is there again", says(&["broken.md"]));
    press(window, "film.md:7");
    window.until("its article", |window| {
        window.script("return document.querySelector('.headline textarea').value") == json!("The film")
    });

    // Readers would see the tag: the check says so, and leads to its line.
    run_command(window, "check this article");
    window.until("what to look at", says(&["The film", "is a tag of another tool", "It has no lead"]));
    must_be_fine(window, "what a check found");
    stage.picture("report-check");
    press(window, "Line 3");
    window.until("the keyboard is there", line("youtube"));
    // Ten thousand lines are no more for the page than those in sight.
    let many = stage.around().join("many");
    fs::create_dir(&many).expect("a folder");
    for number in 0..1_000 {
        fs::write(many.join(format!("{number}.md")), "---\ntitle: [\n---\n").expect("a file");
    }
    run_command(window, "bring in a folder");
    stage.answer_dialog("Bring", &many);
    window.until("all are told", says(&["1,000 things were not taken"]));
    assert!(window.texts(&format!("{REPORT} .place")).len() < 120, "those in sight");
    window.keys(key::END);
    window.until("the last", says(&["999.md"]));
    stage.picture("report-many");
}

#[test]
fn links_of_the_written_site_and_those_that_lead_out_are_looked_at() {
    let stage = Stage::with_empty_library();
    let window = &stage.window;
    run_command(window, "check the links of the written site");
    window.until("there is none", |window| !window.text(TOLD).is_empty());
    stage.picture("check-no-site");
    let body = "Words.\n\nSee [the tables](/no-such-page/) and [a page](http://127.0.0.1:9/gone).";
    write_article(window, "Night ferry", "It sails.", body);
    window.until("it is saved", saved);
    run_command(window, "publish");
    window.until("it is published", |window| window.text(".dateline .status").contains("Published"));
    run_command(window, "write the site");
    window.until("it is written", |window| window.text(TOLD).contains("Check its links"));
    stage.picture("site-written");
    window.script("[...document.querySelectorAll('.told button')].find((b) => b.innerText === 'Check its links').click()");
    window.until("it was looked at", |window| window.text(TOLD).contains("to look at"));
    window.chord(key::CONTROL_ALT, "u");
    window.until("the link that leads nowhere", says(&["Night ferry", "/no-such-page/"]));
    must_be_fine(window, "the links of the site");
    stage.picture("report-site");
    press(window, "Line 3");
    window.until("the keyboard is there", line("the tables"));

    run_command(window, "check where links lead out…");
    window.until("it was looked at", |window| window.text(TOLD).contains("1 thing to look at"));
    window.chord(key::CONTROL_ALT, "u");
    window.until("what could not be looked at", says(&["Night ferry", "127.0.0.1:9/gone"]));
    window.keys(key::ESCAPE);
    assert!(!window.texts(ROWS).is_empty());
    run_command(window, "language chinese");
    window.until("it speaks Chinese", |window| window.text("nav").contains("全部稿件"));
    run_command(window, "检查所有稿件");
    window.until("it was looked at", |window| window.text(TOLD).contains("需要看一看"));
    window.chord(key::CONTROL_ALT, "u");
    window.until("in Chinese", says(&["没有去处"]));
    stage.picture("report-chinese");
}
