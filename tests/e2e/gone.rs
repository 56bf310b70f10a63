//! A library whose folder is taken away while it is open: it is said, the text stays and can be put elsewhere, and it is saved once
//! the folder is back.

use std::fs;

use crate::access::must_be_fine;
use crate::stage::Stage;
use crate::writing::{body_of, write_article};

#[test]
fn what_is_typed_stays_until_the_librarys_folder_is_back() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "High water", "Water", "Before. ");
    let desk = stage.neighbour();
    window.until("the library has it", |_| body_of(&desk, "high-water") == "Before. ");
    drop(desk);
    let away = stage.around().join("Moved.galley");
    fs::rename(stage.library(), &away).expect("moved");
    // Also where nothing is typed.
    window
        .until("it is noticed", |window| window.text(".notice").contains("moved, renamed or removed while"));
    window.keys("More. ");
    window.until("it is not saved", |window| {
        window.text(".trouble").contains("moved, renamed or removed")
            && window.text(".corner").contains("Not saved")
    });
    must_be_fine(window, "a save that failed");
    window.script("document.documentElement.dataset.theme = 'dark'");
    must_be_fine(window, "the same in the dark");
    stage.picture("gone-dark");
    window.script("document.documentElement.dataset.theme = 'light'");
    stage.picture("gone");

    // A copy elsewhere.
    let file = stage.around().join("rescued.md");
    window.script(
        "[...document.querySelectorAll('.trouble button')].find((b) => b.innerText.startsWith('Save it as')).click()",
    );
    stage.answer_dialog("Save it as a file", &file);
    window.until("it is said", |window| window.text(".trouble").contains("the window may be closed"));
    let written = fs::read_to_string(&file).expect("it is there");
    assert_eq!(written, "---\ntitle: \"High water\"\nlead: \"Water\"\n---\n\nBefore. More. \n");
    assert!(!stage.library().exists(), "nothing was made in the library's place");

    fs::rename(&away, stage.library()).expect("moved back");
    let desk = stage.neighbour();
    window.until("it is saved by itself", |_| body_of(&desk, "high-water") == "Before. More. ");
    window.until("and said to be", |window| {
        window.text(".trouble").is_empty()
            && window.text(".notice").is_empty()
            && window.text(".corner").starts_with("Saved at")
    });
    assert_eq!(desk.verify(&mut |_| {}).expect("it can be read").len(), 0);
}
