//! Several libraries: a window for each and never two for one; what is done in one window is done in it alone; each is closed by itself.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use galley_desk::Desk;
use serde_json::json;

use crate::driver::{Driver, key};
use crate::page::{ROWS, focus, rows, run_command};
use crate::stage::{LIBRARY, SMALLEST, Stage};
use crate::writing::{body_of, saved, write_article};

/// The titles of the two libraries' windows.
const FIRST: &str = "Harbour News — Galley";
const OTHER: &str = "Weekly — Galley";

/// Notes from here on what the page asks of the core.
const LISTEN: &str = "window.questions = []; const before = window.fetch; \
                      window.fetch = (...all) => { window.questions.push(String(all[0])); return before(...all); }";

fn text_of(path: &Path) -> &str {
    path.to_str().expect("the temporary folder's name is text")
}

/// Starts the app once more with this library; goes on in the window that shows it.
fn start_with(stage: &Stage, library: &Path, title: &str) {
    assert!(stage.start_again(&[text_of(library)]).success(), "it ends at once");
    stage.window.go_to(title);
}

/// The same with the other library, in which nothing was written yet.
fn start_with_empty(stage: &Stage, weekly: &Path) {
    start_with(stage, weekly, OTHER);
    let is_empty = |window: &Driver| window.text("section").contains("This library has no articles yet");
    stage.window.until("it is empty", is_empty);
}

fn windows_are(count: usize) -> impl Fn(&Driver) -> bool {
    move |window| window.windows().len() == count
}

/// Where the window with this in its title stands.
fn place_of(stage: &Stage, title: &str) -> [i32; 2] {
    let place = stage.xdotool(&["search", "--onlyvisible", "--name", title, "getwindowgeometry", "--shell"]);
    let side = |name: &str| place.lines().find_map(|line| line.strip_prefix(name)?.parse::<i32>().ok());
    [side("X=").expect("a side"), side("Y=").expect("a side")]
}

/// Whether the article with this headline is open.
fn headline_is(headline: &str) -> impl Fn(&Driver) -> bool {
    let headline = json!(headline);
    // The signs of print come by themselves.
    move |window| {
        window.script("return document.querySelector('.headline textarea')?.value.replace('’', \"'\")")
            == headline
    }
}

/// Whether no one else has this library open: only then it gets another name.
fn is_alone(desk: &mut Desk) -> bool {
    let name = desk.name();
    desk.rename("In between").and_then(|()| desk.rename(&name)).is_ok()
}

#[test]
fn each_library_has_a_window_and_what_is_done_in_one_stays_in_it() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let weekly = stage.another_library("Weekly.galley");
    focus(window, "[role=listbox]");
    window.keys(key::DELETE);
    window.until("a step that can be undone", rows(3));
    stage.resize(SMALLEST);
    window.script(LISTEN);

    start_with(&stage, &weekly, OTHER);
    let [first, second] = [place_of(&stage, "Harbour News"), place_of(&stage, "Weekly")];
    assert_eq!([second[0] - first[0], second[1] - first[1]], [32, 32], "a little below and beside");
    window.until("it is empty", |window| window.text("section").contains("This library has no articles yet"));
    write_article(window, "Week's end", "", "Of the other library.");
    window.until("the corner says that it is saved", saved);
    let (daily, other) = (stage.neighbour(), Stage::desk_at(&weekly));
    window.until("it is in its own library", |_| body_of(&other, "weeks-end") == "Of the other library.");
    assert!(daily.find_article("weeks-end").is_err(), "and in no other");
    focus(window, "[role=listbox]");
    window.keys(key::DELETE);
    window.until("none is left", rows(0));
    focus(window, "[role=listbox]");
    window.chord(key::CONTROL, "z");
    window.until("its own step is undone", rows(1));
    stage.screen("two-libraries");
    // A line of its menus is its own, too: the first menu's first makes an article.
    let mut pressed = None::<Instant>;
    window.until("another article, from its menu", |window| {
        if pressed.is_none_or(|at| at.elapsed() > Duration::from_secs(5)) {
            stage.xdotool(&["search", "--onlyvisible", "--name", "Weekly", "windowfocus", "--sync"]);
            stage.xdotool(&["key", "--delay", "60", "F10", "Down", "Return"]);
            pressed = Some(Instant::now());
        }
        window.texts(ROWS).len() > 1
    });

    window.go_to(FIRST);
    assert!(rows(3)(window), "the step of the first library is not");
    // A page that hears of a change asks for its lists anew.
    let asked_anew = |window: &Driver| {
        let questions: Vec<String> =
            serde_json::from_value(window.script("return window.questions")).expect("they are texts");
        questions.iter().any(|question| question.contains("articles_list") || question.contains("library_"))
    };
    assert!(!asked_anew(window), "what changed in the other is not told to it");
    run_command(window, "make a copy");
    window.until("its own copy", rows(4));
    window.until("what changes in it is", asked_anew);
    // The same library by another name of its place is the same library.
    let link = stage.around().join("Link.galley");
    std::os::unix::fs::symlink(stage.library(), &link).expect("a link");
    let is_in_front = |window: &Driver| window.script("return document.hasFocus()") == json!(true);
    for name in [text_of(&link), &format!("{LIBRARY}/"), text_of(stage.library())] {
        assert!(stage.start_again(&[text_of(&weekly)]).success());
        window.until("the other is in front", |window| !is_in_front(window));
        assert!(stage.start_again(&[name]).success());
        window.until("the first is in front", is_in_front);
    }
    write_article(window, "Day's end", "", "Of the first library.");
    window.until("it is in its own library", |_| body_of(&daily, "days-end") == "Of the first library.");
    assert!(windows_are(2)(window), "no library has two windows");
}

#[test]
fn a_window_is_closed_with_its_library_and_the_app_with_the_last() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let weekly = stage.another_library("Weekly.galley");
    start_with_empty(&stage, &weekly);
    let mut other = Stage::desk_at(&weekly);
    assert!(!is_alone(&mut other), "it is open in the window");
    write_article(window, "Week's end", "", "To the last letter");
    window.last_chord(key::CONTROL, "w");
    window.until("its window is gone", windows_are(1));
    window.until("its library is closed", |_| is_alone(&mut other));
    assert_eq!(body_of(&other, "weeks-end"), "To the last letter", "what was typed was saved before");
    drop(other);
    assert!(!weekly.join("library.db-wal").exists(), "nothing of it is beside its place");

    window.go_to(FIRST);
    let mut daily = stage.neighbour();
    assert!(!is_alone(&mut daily));
    write_article(window, "Day's end", "", "It goes on.");
    window.until("it is saved", |_| body_of(&daily, "days-end") == "It goes on.");
    // Another window of the library that was closed, since it is asked for again.
    start_with(&stage, &weekly, OTHER);
    window.until("its article", rows(1));
    window.last_chord(key::CONTROL, "w");
    window.until("it is gone again", windows_are(1));
    window.go_to(FIRST);
    window.script("setTimeout(() => window.__TAURI_INTERNALS__.invoke('window_close'), 200)");
    stage.until_ended();
}

#[test]
fn quitting_asks_every_window_and_the_one_that_cannot_save_stays() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let weekly = stage.another_library("Weekly.galley");
    start_with_empty(&stage, &weekly);
    write_article(window, "Week's end", "", "Before.");
    window.until("the corner says that it is saved", saved);
    let away = stage.around().join("Away.galley");
    fs::rename(&weekly, &away).expect("moved");
    window.keys(" After.");
    window.go_to(FIRST);
    window.last_chord(key::CONTROL, "q");
    window.until("the first window is gone", windows_are(1));
    window.go_to(OTHER);
    window.until("the other says why it stays", |window| window.text(".notice").contains("stays open"));
    fs::rename(&away, &weekly).expect("moved back");
    let other = Stage::desk_at(&weekly);
    window.until("it is saved", |_| body_of(&other, "weeks-end") == "Before. After.");
    window.until("the corner says that it is saved", saved);
    window.script("setTimeout(() => window.__TAURI_INTERNALS__.invoke('app_quit'), 200)");
    stage.until_ended();
}

/// Two windows with articles that would not be open by themselves, the second one where nobody would put it; answers which stands open
/// in the first, which is in front.
fn arrange_two(stage: &Stage, weekly: &Path) -> String {
    start_with_empty(stage, weekly);
    for headline in ["Week's end", "Week's begin"] {
        write_article(&stage.window, headline, "", "Of the other library.");
        stage.window.until("it is saved", saved);
    }
    // Not the one that would be open by itself.
    focus(&stage.window, "[role=listbox]");
    // Which of two that were made in one moment stands first, nobody says.
    stage.window.script("[...document.querySelectorAll('.row[role=option]')].find((row) => row.innerText.includes(\"Week’s end\") || row.innerText.includes(\"Week's end\")).click()");
    stage.window.until("the older one", headline_is("Week's end"));
    stage.xdotool(&[
        "search",
        "--onlyvisible",
        "--name",
        "Weekly",
        "windowmove",
        "210",
        "64",
        "windowsize",
        "1010",
        "700",
    ]);
    stage.window.until("it is so large", |window| window.script("return innerWidth") == json!(1010));
    start_with(stage, stage.library(), FIRST);
    focus(&stage.window, "[role=listbox]");
    stage.window.keys(&format!("{}{}", key::DOWN, key::DOWN));
    let third = stage.window.texts(".row .headline")[2].clone();
    stage.window.until("the third article", headline_is(&third));
    stage.window.until("it is in front", |window| window.script("return document.hasFocus()") == json!(true));
    third
}

#[test]
fn the_windows_of_the_last_time_come_back_with_their_libraries_places_and_articles() {
    let mut stage = Stage::with_articles();
    let weekly = stage.another_library("Weekly.galley");
    let third = arrange_two(&stage, &weekly);
    // What the webview keeps it writes in a moment.
    std::thread::sleep(Duration::from_secs(2));
    stage.kill();
    stage.until_gone();

    stage.open_without_name();
    stage.window.until("both windows", windows_are(2));
    stage.window.go_to(FIRST);
    stage.window.until("its article", headline_is(&third));
    stage.window.until("it is in front", |window| window.script("return document.hasFocus()") == json!(true));
    stage.window.go_to(OTHER);
    stage.window.until("its own article", headline_is("Week's end"));
    assert_eq!(place_of(&stage, "Weekly"), [210, 64], "where it stood");
    assert_eq!(stage.window.script("return innerWidth"), json!(1010), "as large");

    // Quitting takes none off; a library that is gone meanwhile is told in its window.
    stage.window.script("setTimeout(() => window.__TAURI_INTERNALS__.invoke('app_quit'), 200)");
    stage.until_gone();
    let away = stage.around().join("Away.galley");
    fs::rename(&weekly, &away).expect("moved");
    stage.open_without_name();
    stage.window.until("both windows", windows_are(2));
    // Before it knows its library, the other one has the same title.
    stage.window.go_to(FIRST);
    stage.window.go_to("Galley");
    let lost = |window: &Driver| window.text(".trouble").contains(text_of(&weekly));
    stage.window.until("it says which one is gone", lost);
    stage.screen("gone-beside");
    fs::rename(&away, &weekly).expect("moved back");
    stage.window.script("document.querySelector('.trouble button').click()");
    stage.window.go_to(OTHER);
    stage.window.until("it is there again", headline_is("Week's end"));

    // One that is closed while another stays does not come back; killed, the others do.
    stage.window.last_chord(key::CONTROL, "w");
    stage.window.until("its window is gone", windows_are(1));
    stage.window.go_to(FIRST);
    stage.kill_unnamed();
    stage.open_without_name();
    stage.window.go_to(FIRST);
    stage.window.until("its article", headline_is(&third));
    assert!(windows_are(1)(&stage.window), "the other was closed");
}

#[test]
fn a_window_without_a_library_takes_the_one_that_is_asked_for() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let weekly = stage.another_library("Weekly.galley");
    run_command(window, "new window");
    window.go_to("Galley");
    window.until("the first screen", |window| window.text("h1") == "Welcome to Galley");
    stage.screen("new-window");
    start_with_empty(&stage, &weekly);
    assert!(windows_are(2)(window), "in the window that had none");

    // From its list the first library comes to the front, and the list is gone again.
    window.chord(key::CONTROL_ALT, "o");
    window.until("the libraries", |window| window.text("ul").contains("Harbour News"));
    stage.picture("libraries-beside");
    let of = |name: &str| {
        format!(
            "[...document.querySelectorAll('ul li button')].find((b) => b.innerText.includes({}))",
            json!(name)
        )
    };
    window.script(&format!("{}.click()", of("Harbour News")));
    window.until("the room again", |window| !window.has("[aria-labelledby=begin-recent]"));
    assert!(windows_are(2)(window));
    // One that is made gets a window of its own.
    window.chord(key::CONTROL_ALT, "o");
    window.until("the libraries", |window| window.has("[aria-labelledby=begin-recent]"));
    window.script(
        "[...document.querySelectorAll('button')].find((b) => b.innerText.startsWith('Look around')).click()",
    );
    window.until("a third window", windows_are(3));
    window.until("the room again", |window| !window.has("[aria-labelledby=begin-recent]"));
    window.go_to("Sample newsroom — Galley");
    window.until("its articles", |window| !window.texts(ROWS).is_empty());
}

#[test]
fn the_look_and_the_language_are_those_of_the_app() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    let weekly = stage.another_library("Weekly.galley");
    start_with(&stage, &weekly, OTHER);
    run_command(window, "look: dark");
    run_command(window, "language chinese");
    window.until("it speaks Chinese", |window| window.text("nav").contains("全部稿件"));
    window.go_to(FIRST);
    window.until("and so does the first", |window| window.text("nav").contains("全部稿件"));
    let look = |window: &Driver| window.script("return document.documentElement.dataset.theme ?? 'none'");
    window.until("which is dark, too", |window| look(window) == "dark");
    stage.screen("two-dark");
    window.script("localStorage.setItem('size', '24')");
    window.go_to(OTHER);
    let size = "return document.documentElement.style.getPropertyValue('--size-writing')";
    window.until("larger letters are larger in both", |window| window.script(size) == "24px");
}
