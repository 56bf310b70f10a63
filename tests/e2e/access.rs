//! Every view of the window, looked at by axe-core for WCAG 2.2 A and AA.

use galley_desk::article::Typed;
use serde_json::{Value, json};

use crate::driver::{Driver, key};
use crate::page::{ROWS, focus, frame_shows, run_command};
use crate::stage::Stage;
use crate::writing::{body_of, write_article};

const AXE: &str = include_str!("../../ui/node_modules/axe-core/axe.min.js");

/// What is wrong in the view that the window shows, each with where. The page in the preview's frame is the theme's, and no
/// script runs in it.
pub(crate) fn faults(window: &Driver) -> Vec<String> {
    window.script(&format!("if (!window.axe) {{ {AXE} }}"));
    let found = window.promise(
        "window.axe.run({ exclude: ['iframe'] }, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
            .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`)))",
    );
    let found: Value = found["ok"].clone();
    serde_json::from_value(found).expect("axe answers a list")
}

/// Nothing stands in the way of those who use it by other means.
#[track_caller]
pub(crate) fn must_be_fine(window: &Driver, view: &str) {
    assert_eq!(faults(window), Vec::<String>::new(), "{view}");
}

/// A view: its name, how a person comes there, what is there then.
struct View {
    name: &'static str,
    come: fn(&Driver),
    shows: &'static str,
    leave: fn(&Driver),
}

const SHEET: &str = "dialog[open]";
const OFFERS: &str = ".cm-tooltip-autocomplete li";

/// Leaves by the key for it.
fn by_escape(window: &Driver) {
    window.keys(key::ESCAPE);
    window.until("it is gone", |window| !window.has("dialog[open], .cm-search, .cm-tooltip-autocomplete"));
}

fn stay(_: &Driver) {}

/// The open article, in the sample, and what was added to it.
const ARTICLE: &str = "en/lantern-ring-enters-service";
const ADDED: &str = " The harbour masters listen.";

/// Every view of a room with articles, one after the other.
const VIEWS: &[View] = &[
    View { name: "preview", come: |window| window.click("#tab-preview"), shows: "iframe", leave: stay },
    View {
        name: "details",
        come: |window| window.click("#tab-details"),
        shows: "aside [name=category]",
        leave: stay,
    },
    View {
        name: "comparison",
        come: |window| {
            window.click("#tab-history");
            window.until("a revision", |window| !window.texts("aside .revision").is_empty());
            window.click("aside .revision");
        },
        shows: "aside .compared",
        leave: stay,
    },
    View {
        name: "find",
        come: |window| {
            focus(window, ".cm-content");
            window.chord(key::CONTROL, "f");
            window.until("the panel", |window| {
                window.script("return document.activeElement.closest('.cm-search') !== null") == json!(true)
            });
            window.keys("harbour");
            window.chord(key::CONTROL, "h");
            window.keys("port");
        },
        shows: ".cm-search",
        leave: by_escape,
    },
    View {
        name: "offers",
        come: |window| {
            focus(window, ".cm-content");
            window.chord(key::CONTROL, key::END);
            window.keys(&format!("{0}{0}/head", key::ENTER));
        },
        shows: OFFERS,
        leave: |window| {
            by_escape(window);
            window.keys(&key::BACKSPACE.repeat(7));
        },
    },
    View {
        name: "bar",
        come: |window| {
            window.chord(key::CONTROL, key::HOME);
            let top = "return document.querySelector('.cm-line').getBoundingClientRect().top > 0";
            window.until("the beginning is in sight", |window| window.script(top) == json!(true));
            window.press_at(".cm-line", 2);
        },
        shows: ".md-bar button",
        leave: |window| window.keys(key::RIGHT),
    },
    View {
        name: "source",
        come: |window| window.chord(key::CONTROL, "/"),
        shows: ".cm-editor",
        leave: |window| window.chord(key::CONTROL, "/"),
    },
    View {
        name: "text-alone",
        come: |window| window.chord(key::CONTROL_SHIFT, key::ENTER),
        shows: ".room.text",
        leave: |window| window.chord(key::CONTROL_SHIFT, key::ENTER),
    },
    View {
        name: "palette",
        come: |window| window.chord(key::CONTROL, "k"),
        shows: "dialog.picker [role=option]",
        leave: by_escape,
    },
    View {
        name: "quick-open",
        come: |window| window.chord(key::CONTROL, "p"),
        shows: "dialog.picker [role=option]",
        leave: by_escape,
    },
    View {
        name: "headings",
        come: |window| window.chord(key::CONTROL_SHIFT, "o"),
        shows: "dialog.picker [role=option]",
        leave: by_escape,
    },
    View {
        name: "categories",
        come: |window| run_command(window, "file under"),
        shows: "dialog.picker [role=option]",
        leave: by_escape,
    },
    View { name: "help", come: |window| window.keys(key::F1), shows: SHEET, leave: by_escape },
    View { name: "settings", come: |window| window.chord(key::CONTROL, ","), shows: SHEET, leave: by_escape },
    View {
        name: "house-words",
        come: |window| run_command(window, "house words"),
        shows: SHEET,
        leave: by_escape,
    },
    View {
        name: "dictionaries",
        come: |window| run_command(window, "dictionaries of this article"),
        shows: SHEET,
        leave: by_escape,
    },
    View {
        name: "servers",
        come: |window| window.chord(key::CONTROL_ALT, key::ENTER),
        shows: SHEET,
        leave: by_escape,
    },
    View {
        name: "later",
        come: |window| run_command(window, "publish at a time"),
        shows: SHEET,
        leave: by_escape,
    },
    View { name: "board", come: |window| run_command(window, "live where"), shows: SHEET, leave: by_escape },
    View {
        name: "outbox",
        come: |window| window.chord(key::CONTROL_ALT, "j"),
        shows: SHEET,
        leave: by_escape,
    },
    View {
        name: "readers",
        come: |window| run_command(window, "inquiry form of the site"),
        shows: "dialog[open] #form-ask",
        leave: by_escape,
    },
    View {
        name: "exports",
        come: |window| run_command(window, "earlier exports"),
        shows: SHEET,
        leave: by_escape,
    },
    View {
        name: "selected",
        come: |window| {
            focus(window, "[role=listbox]");
            window.chord(key::SHIFT, key::DOWN);
        },
        shows: ".bulk",
        leave: |window| window.keys(key::DOWN),
    },
    View {
        name: "trash",
        come: |window| window.click("nav li:last-child button"),
        shows: "section.articles h2, section.articles .title",
        leave: |window| window.click("nav li:first-child button"),
    },
    View {
        name: "nothing-found",
        come: |window| {
            window.until("the list", |window| !window.texts(ROWS).is_empty());
            focus(window, "[role=search] input");
            window.keys("zzzz");
            window.until("nothing", |window| window.text("section").contains("Try fewer or shorter words"));
        },
        shows: "[role=search]",
        leave: |window| window.keys(key::ESCAPE),
    },
    View {
        name: "site-written",
        come: |window| run_command(window, "write the site"),
        shows: ".told button",
        leave: stay,
    },
];

/// Looks at what the window shows, in the light and in the dark.
fn look(stage: &Stage, view: &str) {
    for theme in ["dark", "light"] {
        stage.window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(&stage.window, &format!("{view}, {theme}"));
        stage.picture(&format!("view-{view}-{theme}"));
    }
}

#[test]
fn each_view_can_be_used_by_everyone() {
    let stage = Stage::with_sample();
    let window = &stage.window;
    window.until("the list", |window| !window.texts(ROWS).is_empty());
    let mut desk = stage.neighbour();
    let id = desk.find_article(ARTICLE).expect("it is in the sample");
    desk.keep_revision(id, "First").expect("kept");
    window.chord(key::CONTROL, "p");
    window.keys("lantern ring enters");
    window.until("it is found", |window| window.text("dialog [role=option]").contains("Lantern Ring enters"));
    window.keys(key::ENTER);
    window.until("the preview", frame_shows("The last test was a break"));
    stage.picture("sample");
    focus(window, ".cm-content");
    window.chord(key::CONTROL, key::END);
    window.keys(ADDED);
    window.until("it is saved", |_| body_of(&desk, ARTICLE).trim_end().ends_with(ADDED));
    drop(desk);
    for view in VIEWS {
        (view.come)(window);
        window.until(view.name, |window| !window.texts(view.shows).is_empty());
        look(&stage, view.name);
        (view.leave)(window);
    }
    run_command(window, "language chinese");
    window.until("it speaks Chinese", |window| window.text("nav").contains("全部稿件"));
    look(&stage, "chinese");
}

#[test]
fn two_texts_that_wait_for_a_choice_can_be_used_by_everyone() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Tide tables", "", "Mine. ");
    let mut desk = stage.neighbour();
    let mut mine = "Mine. ".to_owned();
    // As in `writing.rs`: until someone else is first.
    loop {
        window.until("it is saved", |_| body_of(&desk, "tide-tables") == mine);
        let id = desk.find_article("tide-tables").expect("it is there");
        let base = desk.article(id).expect("it is there").version;
        window.keys("More. ");
        mine.push_str("More. ");
        if desk.save_typed(id, base, Typed { headline: "Tide tables", lead: "", body: "Hers." }).is_ok() {
            break;
        }
    }
    window.until("someone was first", |window| {
        window.text(".trouble").contains("Someone else saved this article")
    });
    look(&stage, "late");
    window.script("document.querySelectorAll('.trouble button')[2].click()");
    window.until("the two", |window| !window.texts(".trouble .compared").is_empty());
    look(&stage, "late-compared");
}

/// Goes through all that the key for it leads to, and answers what does not show that the keyboard is there. A line that is written
/// in shows it by its cursor.
pub(crate) fn unseen_stops(window: &Driver) -> Vec<String> {
    let mut unseen = Vec::new();
    window.script("window.stops = new Set()");
    loop {
        window.keys(key::TAB);
        let seen = window.script(
            "const at = document.activeElement;
             if (!at || at === document.body || stops.has(at) || stops.size > 150) return null;
             stops.add(at);
             if (at.matches('.cm-content, textarea')) return true;
             const look = () => [at, at.parentElement, ...at.querySelectorAll('*')].slice(0, 40).map((of) => {
                 const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(of);
                 return [outlineStyle, outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor].join();
             }).join('|');
             const here = look();
             at.blur();
             const away = look();
             at.focus();
             return here !== away || at.outerHTML.slice(0, 200)",
        );
        match seen {
            Value::Null => return unseen,
            Value::String(stop) => unseen.push(stop),
            _ => {}
        }
    }
}

#[test]
fn the_keyboard_is_seen_wherever_it_is() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.until("the preview", frame_shows("second quay"));
    focus(window, "[role=search] input");
    assert_eq!(unseen_stops(window), Vec::<String>::new(), "the room with the preview");
    window.click("#tab-details");
    focus(window, "#tab-details");
    assert_eq!(unseen_stops(window), Vec::<String>::new(), "the details");
    focus(window, ".cm-content");
    window.chord(key::CONTROL, "f");
    window.until("the panel", |window| !window.texts(".cm-search").is_empty());
    assert_eq!(unseen_stops(window), Vec::<String>::new(), "the search in the text");
}

#[test]
fn the_empty_library_can_be_used_by_everyone() {
    let stage = Stage::with_empty_library();
    let window = &stage.window;
    window.until("it teaches", |window| window.text("section").contains("no articles yet"));
    must_be_fine(window, "the empty library");
}
