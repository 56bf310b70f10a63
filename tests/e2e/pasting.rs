//! What other programs put on the clipboard, pasted into the built window by its key.

use serde_json::json;

use crate::driver::{Driver, key};
use crate::page::{frame_shows, in_frame};
use crate::stage::Stage;
use crate::writing::{body_of, write_article};

const WORD: &[u8] = include_bytes!("../../src-tauri/crates/bundle/tests/paste/word.html");
const DOCS: &[u8] = include_bytes!("../../src-tauri/crates/bundle/tests/paste/docs.html");
const PICTURE: &[u8] = include_bytes!("../../icons/128x128.png");

/// Presses the key for pasting, and waits for what comes.
fn paste(window: &Driver, what: &str, came: impl Fn(&Driver) -> bool) {
    window.chord(key::CONTROL, "v");
    window.until(what, came);
}

#[test]
fn word_comes_in_as_clean_markdown_and_what_is_left_out_is_told() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "From Word", "", "Before.");
    stage.copy("text/html", WORD);
    paste(window, "the note about what was pasted", |window| {
        window.text(".place").contains("Pasted as Markdown")
    });
    let told = window.text(".place");
    for left in ["1 picture", "1 comment", "1 deleted stretch", "1 merged cell"] {
        assert!(told.contains(left), "{left}: {told}");
    }
    let desk = stage.neighbour();
    window.until("the library has it", |_| {
        let body = body_of(&desk, "from-word");
        body.starts_with("Before.\n\n## Harbour plans\n\n**The harbour grows** by *forty* metres")
            && body.contains("- First the quay\n  - then its **lamps**\n- Last the crane")
            && body.ends_with("[^1]: As of October.")
    });
    window.until("the preview shows it", frame_shows("Harbour plans"));
    stage.picture("pasted");
}

#[test]
fn a_google_document_is_not_bold_all_over_and_one_key_undoes_it() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "From Docs", "", "");
    window.keys(key::ENTER);
    stage.copy("text/html", DOCS);
    let desk = stage.neighbour();
    paste(window, "the text is in the library", |_| {
        body_of(&desk, "from-docs").contains("It sails **at midnight**, *never* before. See the [timetable]")
    });
    window.chord(key::CONTROL, "z");
    window.until("it is gone again", |_| !body_of(&desk, "from-docs").contains("midnight"));
}

#[test]
fn a_picture_from_the_clipboard_is_in_the_library_and_on_the_page() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "A sign", "", "Look:");
    stage.copy("image/png", PICTURE);
    let desk = stage.neighbour();
    paste(window, "the picture's path is in the text", |_| body_of(&desk, "a-sign").contains("![](media/"));
    window.until("the page shows the picture itself", |window| {
        in_frame(window, "return inner.querySelector('.body img')?.naturalWidth ?? 0") == json!(128)
    });
    assert_eq!(desk.verify(&mut |_| {}).expect("it can be read").len(), 0);
    stage.picture("pasted-picture");
}

#[test]
fn a_file_of_markdown_that_is_dropped_goes_into_the_text() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "A file", "", "Before.");
    // No key drops a file: the page is told of it as the system does.
    window.script(
        "const box = document.querySelector('.cm-line').getBoundingClientRect(), dataTransfer = new DataTransfer();
         dataTransfer.items.add(new File(['---\\ntitle: Tides\\n---\\n\\n## Tides\\r\\n\\r\\n| a | b |\\n|---|---|\\n| 1 | 2 |\\n'], 'tides.md'));
         const at = { clientX: box.left + 20, clientY: box.top + box.height / 2 };
         document.querySelector('.cm-content').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer, ...at }))",
    );
    let desk = stage.neighbour();
    window.until("its body is in the text", |_| {
        body_of(&desk, "a-file").contains("## Tides\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    });
    assert!(!body_of(&desk, "a-file").contains("title:"));
    window.until("what was left out is told", |window| window.text(".place").contains("front matter"));
}

#[test]
fn a_picture_that_is_dropped_stands_where_the_mouse_let_go() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "A drop", "", "First.\n\nSecond.\n\nThird.");
    let desk = stage.neighbour();
    window.until("it is saved", |_| body_of(&desk, "a-drop").ends_with("Third."));
    // The driver has no other program to drag a file from: the page is told what the system tells it, all along the way.
    let bytes: Vec<String> = PICTURE.iter().map(ToString::to_string).collect();
    let told = window.script(&format!(
        "const dataTransfer = new DataTransfer();
         dataTransfer.items.add(new File([new Uint8Array([{}])], 'sign.png', {{ type: 'image/png' }}));
         const line = [...document.querySelectorAll('.cm-line')].find((line) => line.textContent === 'Second.');
         const box = line.getBoundingClientRect(), at = {{ clientX: box.right - 2, clientY: box.top + box.height / 2 }};
         const over = document.elementFromPoint(box.left + 4, at.clientY);
         const tell = (kind) => over.dispatchEvent(new DragEvent(kind, {{ bubbles: true, cancelable: true, dataTransfer, ...at }}));
         return ['dragenter', 'dragover', 'drop'].map(tell)",
        bytes.join(",")
    ));
    assert_eq!(told[2], json!(false), "the drop is the text's own: the window goes to no file");
    window.until("the picture's path is in the text, between the two", |_| {
        let body = body_of(&desk, "a-drop");
        let at = |part: &str| body.find(part).unwrap_or(usize::MAX);
        at("Second.") < at("![](media/") && at("![](media/") < at("Third.") && at("Third.") < usize::MAX
    });
    window.until("the page shows the picture itself", |window| {
        in_frame(window, "return inner.querySelector('.body img')?.naturalWidth ?? 0") == json!(128)
    });
    assert_eq!(desk.verify(&mut |_| {}).expect("it can be read").len(), 0);
    stage.picture("dropped-picture");
}

#[test]
fn what_is_pasted_as_plain_text_or_into_code_has_no_marks() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Plain words", "", "One ");
    // What a browser copies stands on the clipboard in both ways.
    window.script(
        "window.addEventListener('copy', (event) => {
           event.clipboardData.setData('text/html', '<p>a <b>bold</b> *word*</p>');
           event.clipboardData.setData('text/plain', 'a bold *word*');
           event.preventDefault(); event.stopImmediatePropagation();
         }, { capture: true })",
    );
    window.chord(key::SHIFT, key::LEFT);
    window.chord(key::CONTROL, "c");
    window.keys(key::RIGHT);
    let desk = stage.neighbour();
    let has = |body: &'static str| {
        let desk = &desk;
        move |_: &Driver| body_of(desk, "plain-words") == body
    };
    window.chord(key::CONTROL_SHIFT, "v");
    window.until("the plain words", has("One a bold *word*"));
    window.keys(" `x`");
    window.keys(key::LEFT);
    paste(window, "in code they are plain, too", has("One a bold *word* `xa bold *word*`"));
    window.keys(key::RIGHT);
    window.keys(" ");
    paste(
        window,
        "and else they have their marks",
        has("One a bold *word* `xa bold *word*` a **bold** \\*word\\*"),
    );
}
