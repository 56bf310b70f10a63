//! Where the preview stands in the built window: beside the text, below it, or alone; how wide and how dark its page is.

use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{frame_shows, run_command};
use crate::stage::{SMALLEST, Stage};

/// Whether the text is to be seen, and where the preview begins beside or below it: its left and its top edge, in parts of
/// the window.
const PLACED: &str = "
    const main = document.querySelector('main').getBoundingClientRect(), aside = document.querySelector('aside').getBoundingClientRect();
    if (main.width === 0) return 'alone';
    return aside.left >= main.right - 1 && aside.top === main.top ? 'beside' : aside.top >= main.bottom - 1 && aside.left === main.left ? 'below' : 'nowhere'";

fn placed(place: &'static str) -> impl Fn(&Driver) -> bool {
    move |window| window.script(PLACED) == json!(place)
}

fn scrolled(window: &Driver, css: &str) -> f64 {
    window.script(&format!("return document.querySelector('{css}').scrollTop")).as_f64().unwrap_or_default()
}

fn with_a_long_text() -> Stage {
    let stage = Stage::with_articles_and(|library, _| {
        let paragraphs: Vec<_> = (1..=60).map(|n| format!("Paragraph {n} tells of the tide and of the cable that lies below it, of the ship that brought it there and of those who wait on the shore for the first word.")).collect();
        let values = [
            ("headline".to_owned(), "The long watch".to_owned()),
            ("body".to_owned(), paragraphs.join("\n\n")),
        ];
        Stage::desk_at(library)
            .new_article_with(&galley_desk::article::NewArticle::default(), &values)
            .expect("it is made");
    });
    stage.window.until("the preview", frame_shows("Paragraph 60"));
    stage
}

/// Waits until it is scrolled so far at least, and rests there.
fn until_at_rest(window: &Driver, css: &str, least: f64) {
    let mut last = f64::NAN;
    window.until(&format!("{css} rests at {least}"), |window| {
        let now = scrolled(window, css);
        let rests = now >= least && (now - last).abs() < 1.0;
        last = now;
        rests
    });
}

#[test]
fn the_preview_stands_beside_below_or_alone_and_stays_so() {
    let stage = with_a_long_text();
    let window = &stage.window;
    window.until("beside at first", placed("beside"));
    window.chord(key::CONTROL_ALT, "v");
    window.until("below", placed("below"));
    must_be_fine(window, "below");
    stage.picture("below");
    // The page goes with the text, and the text with the page.
    window.script("document.querySelector('.cm-scroller').scrollTop = 1500");
    until_at_rest(window, ".layer", 300.0);
    until_at_rest(window, ".cm-scroller", 1000.0);
    let text = scrolled(window, ".cm-scroller");
    window.script("document.querySelector('.layer').scrollTop += 600");
    until_at_rest(window, ".cm-scroller", text + 100.0);
    run_command(window, "page as on a phone");
    run_command(window, "page in the dark");
    window.until("as on a phone", |window| {
        window.text("iframe").is_empty()
            && window.script("return document.querySelector('iframe').style.width") == json!("390px")
    });
    window.chord(key::CONTROL_ALT, "c");
    window.until("alone", placed("alone"));
    window.until("the keyboard is in the page", |window| {
        window
            .script("return document.activeElement.className")
            .as_str()
            .unwrap_or_default()
            .contains("layer")
    });
    must_be_fine(window, "alone");
    stage.picture("alone");
    // As it was left, at the next start too.
    window.reload("");
    window.until("alone again", |window| window.has("aside") && placed("alone")(window));
    let chosen = "return [...document.querySelectorAll('.preview select')].map((select) => select.value)";
    window.until("as it was left", |window| window.script(chosen) == json!(["phone", "dark"]));
    window.until("the page", frame_shows("Paragraph 60"));
    window.script("document.querySelector('[role=listbox]').focus()");
    window.keys(key::ENTER);
    window.until("Enter goes to the page", |window| {
        window
            .script("return document.activeElement.className")
            .as_str()
            .unwrap_or_default()
            .contains("layer")
    });
    for (name, look) in [("dark", "look: dark"), ("light", "look: light")] {
        run_command(window, look);
        must_be_fine(window, look);
        stage.picture(&format!("alone-{name}"));
    }
    // Finding something in the text brings it back to where it was.
    window.chord(key::CONTROL, "f");
    window.until("below again", placed("below"));
    window.until("what to find is asked", |window| {
        window.script("return document.activeElement.name") == json!("search")
    });
    window.keys("Paragraph 33");
    window.keys(key::ENTER);
    window.keys(key::ESCAPE);
    stage.picture("below-light");
    stage.resize(SMALLEST);
    window.until("still below", placed("below"));
    run_command(window, "chinese");
    window.until("in Chinese", |window| window.text("nav").contains("全部稿件"));
    must_be_fine(window, "below, in Chinese");
    stage.picture("below-chinese-960");
    window.chord(key::CONTROL_ALT, "b");
    window.until("beside", placed("beside"));
    stage.picture("beside-chinese-960");
}
