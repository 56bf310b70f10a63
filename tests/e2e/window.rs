//! What an editor sees and does in the window.

use serde_json::json;

use crate::driver::{Driver, key};
use crate::page::{ROWS, frame_shows, in_frame, rows, run_command};
use crate::stage::Stage;

const SEARCH: &str = "input[type=text]";

#[test]
fn the_window_lists_the_library_in_its_own_look() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    assert_eq!(window.text("nav h1"), "Harbour News");
    let first = &window.texts(ROWS)[0];
    for part in ["The port opens its second quay", "below its budget", "Published", "Sep 14, 2026", "English"]
    {
        assert!(first.contains(part), "{part:?} is not in {first:?}");
    }
    // The content policy lets the app's own style and faces through, in the window and in the frame.
    let look =
        "const style = getComputedStyle(document.body); return [style.backgroundColor, style.fontFamily]";
    assert_eq!(window.script(look)[0], "rgb(251, 250, 248)");
    assert!(window.script(look)[1].as_str().is_some_and(|faces| faces.contains("Inter")));
    window.until("the first article in the preview", frame_shows("400 metres"));
    // The writing surface makes its style at run time: without the policy's nonce it would have none.
    let surface = "const style = getComputedStyle(document.querySelector('.cm-scroller')); return [style.display, style.fontFamily]";
    window.until("the writing surface in its own look", |window| window.script(surface)[0] == "flex");
    assert!(window.script(surface)[1].as_str().is_some_and(|faces| faces.contains("Source Serif 4")));
    stage.picture("window");
}

#[test]
fn the_shelves_hold_the_articles_of_a_status() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.click("nav li:nth-child(2) button");
    window.until("the one draft", rows(1));
    assert!(window.texts(ROWS)[0].contains("What the flood taught us"));
    window.click("nav li:last-child button");
    window.until("the trash says that it is empty", |window| {
        window.text("section").contains("The trash is empty")
    });
}

#[test]
fn a_shelf_is_narrowed_to_a_language_and_widened_again() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let chinese = "[aria-labelledby=shelves-of-language] li:last-child button";
    window.until("the languages", |window| window.text(chinese).contains("Chinese"));
    window.click(chinese);
    window.until("the one Chinese article", rows(1));
    assert!(window.texts(ROWS)[0].contains("数字"));
    window.click(chinese);
}

#[test]
fn search_finds_as_one_types_and_escape_brings_the_list_back() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.keys("/");
    window.keys("quay");
    window.until("the one article about the quay", rows(1));
    assert_eq!(window.texts(&format!("{ROWS} mark"))[0], "quay");
    window.keys(key::ESCAPE);
    window.keys("数字");
    window.until("the one Chinese article", rows(1));
    window.keys("x");
    window
        .until("a word about nothing being found", |window| window.text("section").contains("Nothing found"));
    assert_eq!(window.script(&format!("return document.querySelector('{SEARCH}').value")), "数字x");
}

#[test]
fn everything_is_reached_by_the_keyboard() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let focus = |window: &Driver| {
        let script =
            "const at = document.activeElement; return at.getAttribute('role') ?? at.tagName.toLowerCase()";
        window.script(script).as_str().expect("something has the focus").to_owned()
    };
    window.keys(key::F6);
    assert_eq!(focus(window), "listbox");
    window.keys(key::DOWN);
    window.until("the second article is read", frame_shows("各方应共同努力"));
    window.keys(key::END);
    window.until("the last article is read", frame_shows("Also a link"));
    window.keys(key::ENTER);
    assert_eq!(focus(window), "textbox");
    window.keys(key::F6);
    assert_eq!(focus(window), "region");
    window.keys(key::F6);
    assert_eq!(focus(window), "button");
    window.keys(key::F6);
    assert_eq!(focus(window), "listbox");
}

#[test]
fn a_hostile_article_is_text_and_reaches_nothing() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.keys(key::F6);
    window.keys(key::END);
    window.until("the hostile article is read", frame_shows("Also a link"));
    assert!(
        frame_shows("<script>top.taken = 'headline'</script>")(window),
        "the headline is shown as it was typed"
    );
    window.press_at_in_frame("a[href^=https]");
    in_frame(window, "for (const link of inner.links) link.click()");
    // A frame that was led away is brought back.
    window.until("the frame shows the article still, or again", frame_shows("Also a link"));
    assert_eq!(window.script("return window.taken ?? null"), json!(null));
    // The field for searching the site is the theme's, above the article.
    let parts = "return inner.querySelectorAll('script, iframe, form:not(.masthead form.search), svg:not(.masthead form.search svg), \
                 [onerror], [onload], a[href^=javascript]').length";
    window.until("nothing in it that could act", |window| in_frame(window, parts) == json!(0));
    assert_eq!(
        window.script("return document.querySelector('iframe').getAttribute('sandbox')"),
        "allow-same-origin"
    );
    assert_eq!(window.script("return location.origin"), "tauri://localhost");
    stage.picture("hostile");
}

#[test]
fn the_page_may_ask_what_is_granted_and_nothing_else() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let ask = |command: &str| {
        window.promise(&format!("window.__TAURI_INTERNALS__.invoke({}, {{}})", json!(command)))
    };
    assert_eq!(ask("library_status")["ok"]["name"], "Harbour News");
    for command in
        ["plugin:app|version", "plugin:event|emit", "plugin:window|close", "plugin:path|resolve_directory"]
    {
        let reply = ask(command);
        assert!(
            reply["refused"].as_str().is_some_and(|why| why.contains("not allowed")),
            "{command}: {reply}"
        );
    }
    assert_eq!(window.script("return typeof window.__TAURI__"), "undefined");
    let inline = "const script = document.createElement('script'); script.textContent = 'window.taken = true'; \
                  document.head.append(script); return window.taken ?? null";
    assert_eq!(window.script(inline), json!(null), "the content policy lets no inline script run");
}

#[test]
fn an_empty_library_says_how_articles_come_in() {
    let stage = Stage::with_empty_library();
    let window = &stage.window;
    window.until("the empty library teaches", |window| {
        window.text("section").contains("This library has no articles yet")
    });
    assert!(window.texts("section button").contains(&"Bring in a folder of Markdown".to_owned()));
    stage.picture("empty");
}

#[test]
fn a_command_writes_the_site_and_says_where_it_is() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    run_command(window, "write the site");
    window
        .until("the site is written", |window| window.text(".notice").contains("The site is written with 3"));
    assert!(window.text(".notice").contains("1 is not in it"), "the draft is counted");
    let site = stage.around().join("Harbour News (site)");
    let front = std::fs::read_to_string(site.join("index.html")).expect("the front page is there");
    assert!(front.contains("The port opens its second quay"));
    stage.picture("site");
}

#[test]
fn panes_are_drawn_by_their_edges_hidden_and_shown() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let wide =
        |css: &str| window.script(&format!("return document.querySelector('{css}').offsetWidth")).as_i64();
    let before = wide("section.articles").expect("it has a width");
    window.script("document.querySelector('section.articles [role=separator]').focus()");
    window.keys(key::RIGHT);
    window.until("the list is wider", |_| wide("section.articles") == Some(before + 16));
    window.chord(key::CONTROL_SHIFT, key::ENTER);
    window.until("only the text is there", |_| wide("nav") == Some(0) && wide("section.articles") == Some(0));
    stage.picture("only-text");
    window.keys("/");
    window.chord(key::CONTROL_SHIFT, "f");
    window.until("who searches sees the list", |window| {
        window.script("return document.activeElement.tagName") == json!("INPUT")
            && wide("section.articles") == Some(before + 16)
    });
    assert_eq!(wide("nav"), Some(0));
    stage.picture("no-shelves");
}
