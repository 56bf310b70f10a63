//! An article in another language, in the built window: made by keys, told to be old when its source moves on, and to be in step again.

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{focus, palette_is, run_command};
use crate::stage::{SMALLEST, Stage};

fn versions_say(words: &'static str) -> impl Fn(&Driver) -> bool {
    move |window| window.text(".versions").contains(words)
}

#[test]
fn a_translation_is_made_grows_old_and_is_told_to_be_in_step_by_keys() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.until("an article is open", |window| window.has(".row[aria-selected=true]"));
    window.click("#tab-details");
    run_command(window, "translate into");
    window.until("languages are offered", |window| {
        palette_is(true)(window)
            && window.texts("dialog [role=option]").iter().any(|name| name.trim() == "Chinese")
    });
    stage.picture("translate-into");
    window.keys("chin");
    window.until("it is found", |window| {
        window.texts("dialog [role=option]").first().is_some_and(|name| name.trim() == "Chinese")
    });
    window.keys(key::ENTER);
    window.until("the translation is open, and says what it is of", versions_say("the source"));
    assert!(!window.text(".versions").contains("has changed"), "it says what its source says");

    focus(window, ".version");
    window.keys(key::ENTER);
    window.until("the source is open", versions_say("Chinese"));
    run_command(window, "go to the text");
    window.chord(key::CONTROL, key::END);
    window.keys(" And more.");
    window.until("saved", |window| window.text(".corner").starts_with("Saved"));
    focus(window, ".version");
    window.keys(key::ENTER);
    window.until("its source moved on", versions_say("has changed since"));
    must_be_fine(window, "the versions");
    stage.picture("versions-old");
    focus(window, ".versions > button");
    window.keys(key::ENTER);
    window.until("in step", |window| !window.text(".versions").contains("has changed"));
    stage.resize(SMALLEST);
    run_command(window, "中文");
    window.until("in Chinese", versions_say("原文"));
    stage.picture("versions-chinese");
}
