//! Writing in the built window: what is typed is on the disk, whatever happens next.

use galley_desk::Desk;
use galley_desk::article::Typed;
use galley_desk::domain::ArticleId;
use serde_json::json;

use crate::driver::{Driver, key};
use crate::page::{ROWS, frame_shows, in_frame, open_palette, palette_is, rows};
use crate::stage::Stage;

const TEXT: &str = ".cm-content";

/// Whether the corner says that all is saved.
pub(crate) fn saved(window: &Driver) -> bool {
    window.text(".corner[data-state=saved]").starts_with("Saved at")
}

/// A new article with a headline, a lead and a body, by keys alone.
pub(crate) fn write_article(window: &Driver, headline: &str, lead: &str, body: &str) {
    window.chord(key::CONTROL, "n");
    window.until("the new article's empty headline has the keyboard", |window| {
        window.script("return document.activeElement.tagName") == "TEXTAREA"
            && window.text(".row[aria-selected=true]").contains("No headline yet")
    });
    window.keys(headline);
    window.keys(key::ENTER);
    window.keys(lead);
    window.keys(key::ENTER);
    window.keys(&body.replace('\n', key::ENTER));
}

fn in_the_list(window: &Driver) -> bool {
    window.script("return document.activeElement.matches('[role=listbox]')") == json!(true)
}

pub(crate) fn body_of(desk: &Desk, slug: &str) -> String {
    desk.find_article(slug).and_then(|id| desk.content(id)).map(|content| content.body).unwrap_or_default()
}

#[test]
fn what_is_typed_is_in_the_library_and_on_the_page() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let body = "The first line.\n\n## A heading\n\n- one\ntwo";
    write_article(window, "Sensors go quiet", "A lead.", body);
    window.until("the corner says that it is saved", saved);
    let desk = stage.neighbour();
    // Enter went on with the list.
    window.until("the library has it", |_| {
        body_of(&desk, "sensors-go-quiet") == "The first line.\n\n## A heading\n\n- one\n- two"
    });
    window.until("the preview shows it", frame_shows("A heading"));
    let shown = in_frame(
        window,
        "return [...inner.querySelectorAll('h1, .lead, .body li')].map((e) => e.textContent)",
    );
    assert_eq!(shown, json!(["Sensors go quiet", "A lead.", "one", "two"]));
    assert!(window.text(".row[aria-selected=true]").contains("Sensors go quiet"), "the list follows");
    stage.picture("writing");
}

#[test]
fn a_killed_app_has_lost_nothing_that_was_saved() {
    let stage = Stage::with_articles();
    write_article(&stage.window, "Storm", "", "Every word of it.");
    stage.window.until("the corner says that it is saved", saved);
    let desk = stage.neighbour();
    stage.window.until("the library has it", |_| body_of(&desk, "storm") == "Every word of it.");
    stage.kill();
    assert_eq!(body_of(&stage.neighbour(), "storm"), "Every word of it.");
    assert_eq!(stage.neighbour().verify(&mut |_| {}).expect("it can be read").len(), 0);
}

/// An article that someone else saved while it was typed into: what was typed, and its id.
pub(crate) fn late(stage: &Stage) -> (String, ArticleId) {
    let window = &stage.window;
    write_article(window, "Tide tables", "", "Mine.");
    let mut desk = stage.neighbour();
    window.until("the library has it", |_| body_of(&desk, "tide-tables") == "Mine.");
    let id = desk.find_article("tide-tables").expect("it is there");
    // Whoever else saves does it over the text that was there before these keys: where that is taken, the keys are not
    // saved yet. On a machine where the window was faster, once more.
    let mut mine = "Mine.".to_owned();
    loop {
        let base = desk.article(id).expect("it is there").version;
        window.keys(" More");
        mine.push_str(" More");
        let hers = Typed { headline: "Tide tables", lead: "", body: "Hers." };
        if desk.save_typed(id, base, hers).is_ok() {
            break;
        }
        window.until("the window's keys are saved", |_| body_of(&desk, "tide-tables") == mine);
    }
    window.until("the window says that someone was first", |window| {
        window.text(".trouble").contains("Someone else saved this article")
    });
    (mine, id)
}

#[test]
fn who_saved_first_is_not_overwritten_and_a_person_decides() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let (mine, id) = late(&stage);
    let desk = stage.neighbour();
    assert_eq!(body_of(&desk, "tide-tables"), "Hers.");
    window.click(".trouble button");
    window.until("the window's text is saved in the end", |_| body_of(&desk, "tide-tables") == mine);
    let kept = desk.history(id).expect("it has a past");
    let texts = kept.iter().map(|revision| {
        let number = galley_desk::domain::RevisionNumber(revision.number);
        desk.revision(id, number).expect("it was kept").body
    });
    assert!(texts.collect::<Vec<_>>().contains(&"Hers.".to_owned()), "her text stays in the history");
}

#[test]
fn the_trash_takes_and_gives_back() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.keys(key::F6);
    let first = window.texts(ROWS).remove(0);
    window.keys(key::DELETE);
    window.until("the article is gone from the list", rows(3));
    assert!(window.text(".notice").contains("Moved to the trash"));
    window.chord(key::CONTROL, "z");
    window.until("the article is back", rows(4));
    assert_eq!(window.texts(ROWS)[0], first);
}

#[test]
fn the_palette_finds_what_can_be_done() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    open_palette(window);
    window.keys("history");
    window.until("one command", |window| window.texts("dialog [role=option]").len() == 1);
    stage.picture("palette");
    window.keys(key::ENTER);
    window.until("the history of the article", |window| window.text("aside").contains("Keep this version"));
    assert!(palette_is(false)(window), "the palette is gone");
    assert!(!window.text(TEXT).is_empty(), "the text stays");
}

#[test]
fn the_palette_leaves_the_keyboard_where_its_command_put_it() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.keys(key::F6);
    open_palette(window);
    window.keys("go to the text");
    window.keys(key::ENTER);
    window.until("the palette is gone", palette_is(false));
    // The dialog's own event comes after the command.
    let later = "new Promise((done) => setTimeout(() => done(document.activeElement.className), 500))";
    let focus = window.promise(later);
    assert!(focus["ok"].as_str().is_some_and(|class| class.contains("cm-content")), "{focus}");
}

#[test]
fn an_article_stays_open_though_it_leaves_the_shelf() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Ebb", "", "It goes.");
    window.until("the corner says that it is saved", saved);
    window.click("nav li:nth-child(2) button");
    window.until("the two drafts", rows(2));
    window.click(ROWS);
    window.until("the draft is open", |window| window.text(TEXT).trim() == "It goes.");
    window.chord(key::CONTROL, key::ENTER);
    window.until("it is a draft no longer", rows(1));
    assert_eq!(window.text(TEXT).trim(), "It goes.");
    assert!(window.text(".dateline .status").contains("Published"));
}

#[test]
fn a_key_of_the_registry_formats_the_text() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Bold words", "", "Some ");
    window.chord(key::CONTROL, "b");
    window.keys("strong");
    window.chord(key::CONTROL, "i");
    window.keys("x");
    let desk = stage.neighbour();
    window.until("the library has the marks", |_| body_of(&desk, "bold-words") == "Some **strong*x***");
}

#[test]
fn what_is_still_to_come_stops_a_publish_and_the_window_says_where() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Budget", "", "Fine.\n\nThe sum is TK.");
    window.until("the corner says that it is saved", saved);
    window.chord(key::CONTROL, key::ENTER);
    window.until("the check is told", |window| {
        let notice = folded(window);
        notice.contains("A check stops this from going out") && notice.contains("line 3")
    });
    assert!(window.text(".dateline .status").contains("Draft"));
}

#[test]
fn an_article_is_published_by_one_key_and_its_past_can_be_gone_back_to() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Night ferry", "", "It sails.");
    window.until("the corner says that it is saved", saved);
    window.chord(key::CONTROL, key::ENTER);
    window.until("it is published", |window| window.text(".dateline .status").contains("Published"));
    window.until("the keyboard is in the text still", |window| {
        window.script("return document.activeElement.classList.contains('cm-content')") == json!(true)
    });
    window.keys(" Late.");
    window.until("the change is told", |window| window.text(".dateline .status").contains("with changes"));
    window.click("#tab-history");
    window.until("the released version", |window| window.text("aside").contains("What readers get"));
    window.click("aside .revision");
    window.until("what changed since", |window| window.texts("aside ins") == [" Late."]);
    stage.picture("history");
    window.click("aside .compared button");
    let desk = stage.neighbour();
    window.until("the older text is back", |_| body_of(&desk, "night-ferry") == "It sails.");
    window.until("the window shows it", |window| window.text(TEXT).trim() == "It sails.");
}

/// A notice's words, those too that are folded away.
fn folded(window: &Driver) -> String {
    let words = window.script("return document.querySelector('.notice')?.textContent ?? ''");
    words.as_str().expect("a text").to_owned()
}

/// Whoever publishes other texts than the one that they are looking at does not find out before a reader does.
#[test]
fn who_begins_a_new_article_publishes_that_and_not_what_was_selected() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    for headline in ["One draft", "Another draft"] {
        write_article(window, headline, "A lead.", "A text.");
        window.until("it is saved", saved);
    }
    window.chord(key::SHIFT, key::F6);
    window.until("the list has the keyboard", in_the_list);
    window.chord(key::SHIFT, key::DOWN);
    window.until("two are selected", |window| window.text(".bulk [role=status]").contains("2 selected"));
    write_article(window, "Only this", "A lead.", "A text.");
    window.until("it is saved", saved);
    assert!(window.texts(".bulk [role=status]").is_empty(), "nothing else is selected by now");
    window.chord(key::CONTROL, key::ENTER);
    window.until("it is published", |window| window.text(".notice").starts_with("Published"));
    let desk = stage.neighbour();
    let is_out = |slug| {
        let id = desk.find_article(slug).expect("it is there");
        desk.show(id).expect("it can be read").released.is_some()
    };
    assert_eq!(["only-this", "one-draft", "another-draft"].map(is_out), [true, false, false]);
}

#[test]
fn whatever_stands_above_it_the_text_has_room_and_the_window_stays_where_it_is() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let (headline, lead) =
        ("The council votes on the harbour. ".repeat(15), "A long night ends at last. ".repeat(20));
    write_article(window, headline.trim_end(), lead.trim_end(), "The text.");
    window.until("it is saved", saved);
    stage.picture("long-head");
    let room = window.script(
        "const [text, main] = ['.writing .body', 'main'].map((css) => document.querySelector(css).getBoundingClientRect()); \
         return [text.height / main.height, document.body.scrollTop, document.querySelector('main').scrollTop, main.top >= 0]",
    );
    assert!(room[0].as_f64().expect("a number") > 0.35, "{room}");
    assert_eq!((&room[1], &room[2], &room[3]), (&json!(0), &json!(0), &json!(true)));
}

#[test]
fn what_was_undone_is_told_and_can_be_had_again() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Night ferry", "It sails.", "At ten.");
    window.until("it is saved", saved);
    // In the text the key is the text's; beside it, the library's.
    window.chord(key::SHIFT, key::F6);
    window.until("the list has the keyboard", in_the_list);
    window.chord(key::CONTROL, "z");
    window.until("what was written", |window| window.text(".notice").contains("Undone: what was written"));
    window.chord(key::CONTROL, "z");
    window.until("it is in the trash", |window| window.text(".notice").contains("is in the trash"));
    window.until("and closed", |window| window.text(".writing").contains("trash"));
    stage.picture("undone");
    window.click(".notice button");
    window.until("there again", |window| window.text(".notice").contains("Done again: a new article"));
    window.click(".notice button");
    window.until("taken back once more", |window| window.text(".notice").contains("is in the trash"));
}
