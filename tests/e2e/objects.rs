//! Footnotes, videos and galleries as the styled face shows them, in the built window.

use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::stage::Stage;
use crate::writing::{body_of, write_article};

fn shown(window: &Driver) -> String {
    window.text(".cm-content")
}

#[test]
fn a_footnote_is_made_read_and_gone_to_by_keys() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Notes", "", "The quay");
    window.chord(key::CONTROL_ALT, "f");
    window.keys("As of **October**.");
    let desk = stage.neighbour();
    window.until("the library has both", |_| {
        body_of(&desk, "notes") == "The quay[^1]\n\n[^1]: As of **October**."
    });
    window.until("the number stands raised in the text", |window| window.texts(".md-note") == ["1"]);
    assert!(window.texts(".md-note-card").is_empty(), "the cursor is not at it");
    window.chord(key::CONTROL_ALT, "n");
    window.until("at the reference its words are in a card", |window| {
        window.text(".md-note-card") == "As of October."
    });
    assert!(shown(window).contains("The quay1"), "its number stays: {}", shown(window));
    must_be_fine(window, "a footnote");
    stage.picture("footnote");
    window.keys(" is long");
    window.chord(key::CONTROL_ALT, "f");
    window.keys("In metres.");
    window.until("the next one", |window| window.texts(".md-note") == ["1", "2"]);
    assert_eq!(window.texts(".md-note-said"), ["1."], "the one that is written shows its Markdown");
    window.chord(key::CONTROL, key::HOME);
    window.keys("First[^2]. ");
    window.until("numbers are counted in the order of the text", |window| {
        window.texts(".md-note") == ["1", "2", "1"]
    });
    window.press_at(".md-note", 0);
    window.until("where the pointer rests, too", |window| window.text(".md-note-card") == "In metres.");
    window.until("the library has the text as it was written", |_| {
        body_of(&desk, "notes")
            == "First[^2]. The quay[^1] is long[^2]\n\n[^1]: As of **October**.\n[^2]: In metres."
    });
}

#[test]
fn a_video_is_a_quiet_card_and_pictures_stand_side_by_side() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let picture = include_bytes!("../../icons/128x128.png");
    let path = stage.neighbour().add_picture(picture, "quay.png").expect("it is a picture").output.path;
    let body = format!("https://youtu.be/dQw4w9WgXcQ\n\n![One]({path})\n![Two]({path})\n\nAfter.");
    write_article(window, "Objects", "", &body);
    window.until("the card", |window| {
        let card = window.text(".md-video");
        card.contains("YouTube") && card.contains("youtu.be/dQw4w9WgXcQ")
    });
    let asked = window.script(
        "return performance.getEntriesByType('resource').filter(({ name }) => name.includes('youtu')).length",
    );
    assert_eq!(asked, json!(0), "nothing is asked of the host");
    window.until("both pictures beside each other", |window| {
        window.script(
            "const tops = [...document.querySelectorAll('.md-gallery img')].filter((image) => image.naturalWidth === 128).map((image) => image.getBoundingClientRect());
             return tops.length === 2 && tops[0].top === tops[1].top && tops[0].right <= tops[1].left",
        ) == json!(true)
    });
    must_be_fine(window, "a video and a gallery");
    stage.picture("gallery");
    window.keys(&key::UP.repeat(2));
    window.until("the cursor brings the Markdown", |window| shown(window).contains("![One]("));
    window.keys(&key::UP.repeat(4));
    window.until("and that of the video", |window| shown(window).contains("https://youtu.be"));
    let desk = stage.neighbour();
    window.until("nothing of it was changed", |_| body_of(&desk, "objects") == body);
}
