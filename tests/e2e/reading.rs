//! A library on a disk that can only be read, below the built window: it opens, says so, can be read and searched, and offers nothing to
//! write with.

use galley_tests::small_disk::on_a_small_disk;
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{focus, frame_shows, open_palette, palette_is, rows};
use crate::stage::{LIBRARY, Stage};

/// Whatever in a part of the page would take a press or a key and belongs to the article.
fn that_takes(window: &Driver, part: &str) -> Vec<String> {
    let script = format!(
        "return [...document.querySelectorAll({})]
           .flatMap((part) => [...part.querySelectorAll('input, textarea, select, button, [contenteditable=true]')])
           .filter((one) => !one.matches(':disabled, [type=file]') && !one.closest('[role=tablist]'))
           .map((one) => one.outerHTML.slice(0, 120))",
        json!(part)
    );
    serde_json::from_value(window.script(&script)).expect("the script returns texts")
}

/// All commands that the palette offers.
fn commands(window: &Driver) -> Vec<String> {
    open_palette(window);
    window.until("the commands", |window| {
        window.script("return document.querySelector('dialog.picker ul').ariaBusy") == json!("false")
    });
    let offered = window.texts("dialog.picker [role=option] .words");
    window.keys(key::ESCAPE);
    window.until("the palette is gone", palette_is(false));
    offered.into_iter().map(|name| name.trim().to_owned()).collect()
}

/// What changes the library, by the names of the commands.
const WRITES: [&str; 12] = [
    "New article",
    "New page",
    "Make a copy",
    "Publish",
    "Publish at a time…",
    "Archive",
    "Move to the trash",
    "Add a tag…",
    "Undo",
    "Bring in a folder of Markdown",
    "Change the status…",
    "Keep this version",
];

#[test]
fn what_may_only_be_read_is_read_and_nothing_is_offered_that_writes() {
    on_a_small_disk("reading::what_may_only_be_read_is_read_and_nothing_is_offered_that_writes", |disk| {
        let library = disk.path(LIBRARY);
        let stage = Stage::with_articles_at(&library, || disk.mount_again("ro"));
        let window = &stage.window;
        window.until("its articles", rows(4));
        window.until("it is said", |window| window.text("nav [role=status]").contains("Read only"));
        window.until("above the text, too", |window| {
            window.text(".writing").contains("This library can only be read from here")
        });
        window.until("its page", frame_shows("400 metres long"));
        stage.picture("read-only");
        must_be_fine(window, "a library that can only be read");
        assert_eq!(that_takes(window, ".writing"), [""; 0]);
        let can_write = "return document.querySelector('.cm-content').isContentEditable";
        assert_eq!(window.script(can_write), json!(false));

        for (key, part) in [("d", "aside [name=category]"), ("h", "aside .revision")] {
            window.chord(key::CONTROL_ALT, key);
            window.until(part, |window| window.has(part));
            must_be_fine(window, part);
        }
        window.chord(key::CONTROL_ALT, "d");
        window.until("the details", |window| window.has("aside form.details"));
        assert_eq!(that_takes(window, "aside form.details"), [""; 0]);
        stage.picture("read-only-details");

        // Neither by a key nor by a name.
        focus(window, "[role=listbox]");
        window.keys(key::DELETE);
        window.chord(key::CONTROL, "n");
        window.chord(key::CONTROL, key::ENTER);
        focus(window, ".cm-content");
        window.keys("x");
        let offered = commands(window);
        assert!(offered.iter().any(|name| name == "Search"), "{offered:?}");
        assert_eq!(offered.iter().filter(|name| WRITES.contains(&name.as_str())).count(), 0, "{offered:?}");
        assert!(!window.has(".trouble") && rows(4)(window), "nothing was tried");

        window.chord(key::CONTROL, ",");
        window.until("the settings", |window| window.has("dialog[open] #settings-name"));
        let fixed = "return ['name', 'articles', 'zone', 'review'].every((field) => document.querySelector('#settings-' + field).disabled)";
        assert_eq!(window.script(fixed), json!(true), "those of the library");
        must_be_fine(window, "the settings of a library that can only be read");
        window.keys(key::ESCAPE);

        window.chord(key::CONTROL_SHIFT, "f");
        window.keys("quay");
        window.until("it is searched", rows(1));
    });
}
