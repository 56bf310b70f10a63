//! Spelling in the built window: underlines, corrections, the words of the house.

use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::run_command;
use crate::sheets::must_go_round;
use crate::stage::Stage;
use crate::writing::{body_of, write_article};

const MISSPELT: &str = ".cm-content .misspelt";
const OFFERS: &str = ".cm-tooltip-autocomplete li";

/// Whether these words are underlined, and no others.
fn underlined<'a>(words: &'a [&'a str]) -> impl Fn(&Driver) -> bool + 'a {
    move |window| window.texts(MISSPELT) == words
}

/// What the open list offers.
fn offers(window: &Driver) -> Vec<String> {
    window.texts(OFFERS).iter().map(|offer| offer.trim().to_owned()).collect()
}

/// Takes what the open list offers under these words, by keys.
fn choose(window: &Driver, offer: &str) {
    window.until("it is offered", |window| offers(window).iter().any(|one| one == offer));
    std::thread::sleep(std::time::Duration::from_millis(150)); // The list takes no key in its first moment.
    for _ in 0..offers(window).iter().position(|one| one == offer).expect("it was there") {
        window.keys(key::DOWN);
    }
    window.until("it is chosen", |window| {
        window.text(".cm-tooltip-autocomplete li[aria-selected]").trim() == offer
    });
    window.keys(key::ENTER);
}

#[test]
fn a_misspelt_word_is_underlined_and_corrected_by_keys() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Slips", "", "Read the artical on `teh code` at exampel.org. So it gose");
    window.until("the word in the making has no line yet", underlined(&["artical"]));
    window.keys(". ");
    window.until("it is written now", underlined(&["artical", "gose"]));
    stage.picture("spelling");
    window.keys(key::F7);
    window.chord(key::CONTROL, ".");
    window.until("corrections are offered", |window| offers(window).len() > 2);
    stage.picture("spelling-offers");
    must_be_fine(window, "the corrections");
    choose(window, "article");
    let desk = stage.neighbour();
    window.until("the library has the right word", |_| {
        body_of(&desk, "slips").starts_with("Read the article on")
    });
    window.until("one is left", underlined(&["gose"]));
    window.chord(key::CONTROL, "."); // This word is right: the next one is meant.
    choose(window, "goes");
    window.until("none is left", underlined(&[]));
    window.chord(key::CONTROL, "z");
    window.until("undone, it is wrong again", underlined(&["gose"]));
    window.chord(key::CONTROL, ".");
    choose(window, "Ignore in this article");
    window.until("it is left alone", underlined(&[]));
}

#[test]
fn a_house_word_is_right_for_everyone_until_it_is_undone() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Wire", "", "Xinhua wrote of Zzyzx. ");
    window.until("two are unknown", underlined(&["Xinhua", "Zzyzx"]));
    // Not by the driver's mouse: after its other button it types small letters only.
    window.script(
        "const word = document.querySelector('.cm-content .misspelt'), { left, top } = word.getBoundingClientRect();
         word.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left + 4, clientY: top + 4 }))",
    );
    choose(window, "Add to the house words");
    window.until("its line is gone", underlined(&["Zzyzx"]));
    let desk = stage.neighbour();
    let words = || desk.house_words().expect("they are read").iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(), ["Xinhua"]);
    window.click(".notice button");
    window.until("undone, it is unknown again", underlined(&["Xinhua", "Zzyzx"]));
    assert!(words().is_empty());

    run_command(window, "house words");
    window.until("the sheet", |window| window.text("dialog[open] h2") == "House words");
    window.keys("Zzyzx");
    window.keys(key::ENTER);
    window.until("it stands there", |window| window.texts("dialog[open] li span") == ["Zzyzx"]);
    stage.picture("house-words");
    must_be_fine(window, "the house words");
    window.keys(key::ESCAPE);
    window.until("and is right", underlined(&["Xinhua"]));
    stage.neighbour().add_house_words(&["Xinhua".to_owned()]).expect("it is a word");
    window.until("another program's word is right, too", underlined(&[]));
}

#[test]
fn spelling_is_switched_off_and_says_where_it_has_no_dictionary() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Two tongues", "", "A worrd. ");
    window.until("it is unknown", underlined(&["worrd"]));
    let mut desk = stage.neighbour();
    window.until("it is saved", |_| body_of(&desk, "two-tongues").contains("worrd"));
    let id = desk.find_article("two-tongues").expect("it is saved");
    desk.set_fields(id, &[("language".to_owned(), "tlh".to_owned())]).expect("it is a language");
    window.until("it says so", |window| window.text(".notice").contains("no dictionary for it was found"));
    window.until("and underlines nothing", underlined(&[]));
    desk.set_fields(id, &[("language".to_owned(), "en-GB".to_owned())]).expect("it is a language");
    window.until("English of any kind has one", underlined(&["worrd"]));
    run_command(window, "misspelt words are");
    window.until("switched off", underlined(&[]));
    assert_eq!(window.script("return localStorage.getItem('spelling')"), json!("off"));
}

#[test]
fn an_article_is_looked_at_by_the_dictionaries_that_are_chosen_for_it() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Two tongues", "", "The Hafen sleeps, the Kabl lies. ");
    window.until("German is unknown", underlined(&["Hafen", "Kabl"]));
    run_command(window, "set the language of the article");
    window.chord(key::CONTROL, "a");
    window.keys(&format!("de{}", key::ENTER));
    window.until("there is none for it, and a way on", |window| {
        window.text(".notice").contains("no dictionary for it was found")
    });
    window.chord(key::CONTROL_ALT, "u");
    window.until("what to do", |window| window.text("dialog[open]").contains("no dictionary for German"));
    stage.picture("dictionaries-missing");
    must_be_fine(window, "a dictionary that is missing");
    let folder = window.text("dialog[open] .folder");
    let folder = std::path::Path::new(&folder);
    assert!(folder.starts_with(stage.around()), "{folder:?}");
    std::fs::create_dir_all(folder).expect("it can be made");
    std::fs::write(folder.join("de_DE.aff"), "SET UTF-8\n").expect("written");
    std::fs::write(folder.join("de_DE.dic"), "2\nHafen\nKabel\n").expect("written");
    window.click("dialog[open] .held > div > button");
    let ticked = "return [...document.querySelectorAll('dialog[open] label')].filter((label) => label.querySelector(':checked')).map((label) => label.innerText.trim())";
    window.until("it was found", |window| window.script(ticked) == json!(["German (Germany)"]));
    must_go_round(window, "dictionaries");
    // English beside it, by keys.
    window.script("[...document.querySelectorAll('dialog[open] label')].find((label) => label.innerText.includes('English')).querySelector('input').focus()");
    window.keys(" ");
    window.until("both", |window| {
        window.script("return document.querySelectorAll('dialog[open] label :checked').length") == json!(2)
    });
    stage.picture("dictionaries");
    must_be_fine(window, "the dictionaries");
    window.keys(key::ESCAPE);
    window.until("one word is in neither", underlined(&["Kabl"]));
    window.reload("");
    window.until("it is remembered", underlined(&["Kabl"]));
    run_command(window, "dictionaries of this article");
    window.until("the sheet", |window| window.has("dialog[open] label :checked"));
    for _ in 0..2 {
        window.script("document.querySelector('dialog[open] label :checked').focus()");
        window.keys(" ");
    }
    window.keys(key::ESCAPE);
    window.until("none of them: nothing is underlined", underlined(&[]));
    write_article(window, "Another", "", "A worrd. ");
    window.until("elsewhere it is as usual", underlined(&["worrd"]));
}

#[test]
fn headline_and_lead_are_looked_at_as_the_text_is() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let marked =
        |words: &'static [&'static str]| move |window: &Driver| window.texts(".line .misspelt") == words;
    write_article(window, "A harbor artical", "It gose on", "");
    window.until("a word in each has its line", marked(&["artical", "gose"]));
    stage.picture("spelling-lines");
    // Back to the headline, by keys.
    window.chord(key::SHIFT, key::TAB);
    window.chord(key::SHIFT, key::TAB);
    window.chord(key::CONTROL, ".");
    window.until("what may be meant", |window| {
        window.texts("dialog.picker [role=option]").iter().any(|offer| offer.trim() == "article")
    });
    stage.picture("spelling-lines-offers");
    must_be_fine(window, "the corrections of the headline");
    window.keys("article");
    window.until("the one", |window| window.text("dialog.picker [role=option]").trim() == "article");
    window.keys(key::ENTER);
    window.until("it is put right", |window| {
        window.script("return document.querySelector('.line.headline textarea').value")
            == json!("A harbor article")
    });
    window.until("one is left", marked(&["gose"]));
    let desk = stage.neighbour();
    window.until("the library has it", |_| desk.find_article("a-harbor-article").is_ok());
    // Or by the mouse.
    window.press_other_at(".line.lead .misspelt");
    window.until("what may be meant", |window| {
        window.texts("dialog.picker [role=option]").iter().any(|offer| offer.trim() == "goes")
    });
    stage.picture("spelling-lines-mouse");
    window.keys("goes");
    window.keys(key::ENTER);
    window.until("it is put right", |window| {
        window.script("return document.querySelector('.line.lead textarea').value") == json!("It goes on")
    });
}
