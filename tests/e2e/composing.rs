//! Chinese, typed in the built window as people in China type it: by an input method.

use serde_json::json;

use crate::stage::Stage;
use crate::writing::{body_of, write_article};

const TEXT: &str = ".cm-content";

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
    assert_eq!(body_of(&desk, "quay"), "One. ", "nothing half composed is in the library");
    stage.press(&["space"]);
    window.until("the word is saved", |_| body_of(&desk, "quay") == "One. \u{4f60}\u{597d}");
    // Behind a mark that the styled face hides, where a surface easily writes into the wrong place.
    stage.press(&["Return", "Return", "numbersign", "numbersign", "space"]);
    stage.press(&["s", "h", "i", "j", "i", "e", "space"]);
    let whole = "One. \u{4f60}\u{597d}\n\n## \u{4e16}\u{754c}";
    window.until("the heading is saved", |_| body_of(&desk, "quay") == whole);
    window.until("one undo takes the word", |window| {
        window.chord(crate::driver::key::CONTROL, "z");
        window.script("return document.querySelector('.cm-content').innerText.includes('\u{4e16}')")
            == json!(false)
    });
}
