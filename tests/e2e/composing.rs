//! Chinese, typed in the built window as people in China type it: by an input method.

use std::time::Duration;

use serde_json::json;

use crate::driver::key;
use crate::stage::Stage;
use crate::writing::{body_of, write_article};

const TEXT: &str = ".cm-content";
/// Longer than any text that is committed waits for its save, shorter than what is composed does.
const REST: Duration = Duration::from_secs(3);

#[test]
fn a_headline_is_saved_as_a_word_and_not_as_it_is_composed() {
    let stage = Stage::with_pinyin();
    let window = &stage.window;
    write_article(window, "Quay", "", "One. ");
    let desk = stage.neighbour();
    window.until("the library has it", |_| body_of(&desk, "quay") == "One. ");
    let id = desk.find_article("quay").expect("it is there");
    let headline = || desk.content(id).expect("it is there").headline;
    window.click(".line.headline textarea");
    window.chord(key::CONTROL, "a");
    window.keys(key::RIGHT);
    stage.switch_to_pinyin();
    stage.press(&["n", "i", "h", "a", "o"]);
    let shown = "return document.querySelector('.line.headline textarea').value.length > 'Quay'.length";
    window.until("what is composed stands in the headline", |window| window.script(shown) == json!(true));
    std::thread::sleep(REST);
    assert_eq!(headline(), "Quay", "nothing half composed is in the library");
    stage.press(&["space"]);
    window.until("the word is saved", |_| headline() == "Quay\u{4f60}\u{597d}");
}

#[test]
fn chinese_is_seen_while_an_input_method_composes_it_and_saved_once() {
    let stage = Stage::with_pinyin();
    let window = &stage.window;
    write_article(window, "Quay", "", "One. ");
    let desk = stage.neighbour();
    window.until("the library has it", |_| body_of(&desk, "quay") == "One. ");
    stage.switch_to_pinyin();
    stage.press(&["n", "i", "h", "a", "o"]);
    window.until("what is composed stands in the text", |window| window.text(TEXT).len() > "One. ".len());
    stage.picture("composing");
    std::thread::sleep(REST);
    assert_eq!(body_of(&desk, "quay"), "One. ", "nothing half composed is in the library");
    stage.press(&["space"]);
    window.until("the word is saved", |_| body_of(&desk, "quay") == "One. \u{4f60}\u{597d}");
    // Composed at once behind what was just typed: the one is saved while the other is not text yet.
    stage.press(&["Return", "Return", "h", "a", "o"]);
    window.until("what was committed is saved", |_| body_of(&desk, "quay") == "One. \u{4f60}\u{597d}\n\n");
    std::thread::sleep(REST);
    assert_eq!(body_of(&desk, "quay"), "One. \u{4f60}\u{597d}\n\n", "nor what is composed behind it");
    stage.press(&["Escape"]);
    // Behind a mark that the styled face hides, where a surface easily writes into the wrong place.
    stage.press(&["numbersign", "numbersign", "space"]);
    stage.press(&["s", "h", "i", "j", "i", "e", "space"]);
    let whole = "One. \u{4f60}\u{597d}\n\n## \u{4e16}\u{754c}";
    window.until("the heading is saved", |_| body_of(&desk, "quay") == whole);
    window.until("one undo takes the word", |window| {
        window.chord(key::CONTROL, "z");
        window.script("return document.querySelector('.cm-content').innerText.includes('\u{4e16}')")
            == json!(false)
    });
}
