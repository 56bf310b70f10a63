//! The list by keyboard: its order, its rows, and what is done to several articles at once.

use galley_desk::article::Typed;
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{ROWS, rows, run_command, tag_anew};
use crate::stage::Stage;

const HEADLINES: &str = ".row[role=option] .headline";

/// Whether the list has its headlines from A on, or the other way round.
fn by_headline(reversed: bool) -> impl Fn(&Driver) -> bool {
    move |window| {
        let shown = window.texts(HEADLINES);
        let mut sorted = shown.clone();
        sorted.sort_by_key(|headline| headline.to_ascii_lowercase());
        if reversed {
            sorted.reverse();
        }
        shown.len() == 4 && shown == sorted
    }
}

#[test]
fn the_list_stands_in_the_order_that_was_asked_for_and_keeps_it() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    assert!(!by_headline(false)(window), "the newest are first");
    run_command(window, "list by headline");
    window.until("headlines from A on", by_headline(false));
    stage.picture("by-headline");
    window.chord(key::CONTROL_ALT, "r");
    window.until("the other way round", by_headline(true));
    // It goes with the filters, and stays when they are taken back.
    window.click("[aria-labelledby=shelves-of-language] li:last-child button");
    // The rows by their headlines: the closed palette has options of its own.
    window.until("the one Chinese article", |window| window.texts(HEADLINES).len() == 1);
    window.click("[aria-labelledby=shelves-of-language] li:last-child button");
    window.until("all of them, the other way round", by_headline(true));
    window.reload("");
    window.until("the window comes back in the order in which it was left", by_headline(true));
    run_command(window, "list by words");
    let counts = |window: &Driver| -> Vec<u32> {
        let digits = |text: String| text.chars().filter(char::is_ascii_digit).collect::<String>();
        window
            .texts(".row[role=option] .words")
            .into_iter()
            .filter_map(|text| digits(text).parse().ok())
            .collect()
    };
    window.until("the longest first", |window| {
        let counts = counts(window);
        counts.len() == 4 && counts.is_sorted_by(|one, next| one >= next) && counts[0] > counts[3]
    });
}

#[test]
fn rows_are_picked_one_by_one_and_changed_together() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.keys(key::F6);
    // The first and the third, by keys alone.
    window.chord(key::CONTROL, key::DOWN);
    window.chord(key::CONTROL, key::DOWN);
    window.chord(key::CONTROL, " ");
    window.until("two are selected", |window| window.text(".bulk").contains("2 selected"));
    let selected = "return [...document.querySelectorAll('.row[role=option]')].map((row) => row.getAttribute('aria-selected') === 'true')";
    assert_eq!(window.script(selected), json!([true, false, true, false]));
    tag_anew(window, "harbour");
    window.until("it is told", |window| window.text(".notice").contains("2 articles: harbour"));
    let tagged = |count: u64| {
        let desk = stage.neighbour();
        move |_: &Driver| {
            let shelves = desk.shelves().expect("they can be counted");
            shelves.tags.iter().find(|tag| tag.name == "harbour").map_or(0, |tag| tag.count) == count
        }
    };
    window.until("two have the tag", tagged(2));
    // Off again in the bar, which offers the tags that they have.
    let choice = ".bulk select[aria-label='Take a tag off']";
    let offered =
        format!("return [...document.querySelector(\"{choice}\")?.options ?? []].map((one) => one.text)");
    window.until("the bar offers it", |window| window.script(&offered).to_string().contains("harbour"));
    stage.picture("bulk-tags");
    must_be_fine(window, "several selected, with tags to take off");
    window.script(&format!(
        "const choice = document.querySelector(\"{choice}\"); choice.focus(); \
         choice.value = [...choice.options].find((one) => one.text === 'harbour').value; choice.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    ));
    window.until("none has it", tagged(0));
    window.until("it is told", |window| window.text(".notice").contains("2 articles: harbour taken off"));
    // What the palette offers goes by all that are selected, not by the one that is open.
    window.script("document.querySelector('[role=listbox]').focus()");
    run_command(window, "archive");
    window.until("both are archived", |window| {
        window.texts(ROWS).iter().filter(|row| row.contains("Archived")).count() == 2
    });
    window.click(".bulk button:nth-of-type(3)");
    window.until("both are out again", |window| {
        window.texts(ROWS).iter().all(|row| !row.contains("Archived"))
            && window.text(".notice").contains("2 articles: Taken out of the archive")
    });
}

#[test]
fn rows_have_three_heights_and_a_theme_has_high_contrast() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let height = |px: u32| {
        move |window: &Driver| {
            let script = "return [...document.querySelectorAll('.row[role=option]')].map((row) => row.getBoundingClientRect().height)";
            window.script(script) == json!([px, px, px, px])
        }
    };
    window.until("rows in full", height(77));
    window.chord(key::CONTROL_ALT, "l");
    window.until("rows of one line", height(36));
    must_be_fine(window, "rows of one line");
    stage.picture("rows-36");
    window.chord(key::CONTROL_ALT, "l");
    window.until("rows close together", height(28));
    let ground = "return getComputedStyle(document.body).backgroundColor";
    let looks = [
        ("look: light", "rgb(251, 250, 248)"),
        ("look: dark", "rgb(26, 26, 27)"),
        ("high contrast", "rgb(255, 255, 255)"),
    ];
    for (look, ground_of) in looks {
        run_command(window, look);
        window.until(ground_of, |window| window.script(ground) == json!(ground_of));
        must_be_fine(window, ground_of);
    }
    stage.picture("contrast-28");
}

#[test]
fn in_a_narrow_list_the_count_of_words_gives_way_and_changes_that_wait_do_not() {
    let stage = Stage::with_articles_and(|library, _| {
        let mut desk = Stage::desk_at(library);
        let id = desk.find_article("quay").expect("it is there");
        let article = desk.article(id).expect("it can be read");
        let body = format!("{}\n\nOne word more.", desk.content(id).expect("it can be read").body);
        let typed = Typed { headline: "The second quay", lead: "", body: &body };
        desk.save_typed(id, article.version, typed).expect("saved");
    });
    let window = &stage.window;
    window.until("a row for each article", rows(4));
    // In a line that is not high enough for a second one, what is there is not seen.
    let seen = |words: &str| {
        let script = format!(
            "const row = [...document.querySelectorAll({})].find((row) => row.innerText.includes('with changes'));
             const line = row.querySelector('.facts').getBoundingClientRect();
             const fact = [...row.querySelectorAll('.facts > span')].find((fact) => fact.innerText.includes({}));
             return fact.getBoundingClientRect().top < line.bottom",
            json!(ROWS),
            json!(words),
        );
        window.script(&script) == json!(true)
    };
    for (width, counted) in [(460, true), (268, false)] {
        window.script(&format!(
            "document.querySelector('.room').style.setProperty('--list-size', '{width}px')"
        ));
        window.until("the count of words", |_| seen("words") == counted);
        assert!(seen("Published") && seen("with changes"), "{width}");
        stage.picture(&format!("row-{width}"));
    }
}
