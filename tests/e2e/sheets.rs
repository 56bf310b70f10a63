//! The keyboard in each sheet: where it begins, that it stays, and that it is where it was when the sheet is gone.

use serde_json::json;

use crate::driver::{Driver, key};
use crate::page::{ROWS, focus, run_command};
use crate::stage::Stage;

/// More stops than any sheet has.
const STOPS_MAX: usize = 200;

/// A sheet: its name, how a person comes there, what has the keyboard then.
struct Sheet {
    name: &'static str,
    come: fn(&Driver),
    begins: &'static str,
}

/// What is only read, and scrolled by keys.
const READ: &str = ".held";
const ASKED: &str = "[role=combobox]";

/// Those that need no server. The others ask [`must_go_round`] in the tests that have one.
const SHEETS: &[Sheet] = &[
    Sheet { name: "palette", come: |window| window.chord(key::CONTROL, "k"), begins: ASKED },
    Sheet { name: "quick open", come: |window| window.chord(key::CONTROL, "p"), begins: ASKED },
    Sheet { name: "headings", come: |window| window.chord(key::CONTROL_SHIFT, "o"), begins: ASKED },
    Sheet { name: "categories", come: |window| run_command(window, "file under"), begins: ASKED },
    Sheet { name: "help", come: |window| window.keys(key::F1), begins: READ },
    Sheet {
        name: "settings",
        come: |window| window.chord(key::CONTROL, ","),
        begins: "[autocomplete=name], input.entry",
    },
    Sheet { name: "house words", come: |window| run_command(window, "house words"), begins: "input.entry" },
    Sheet {
        name: "dictionaries",
        come: |window| run_command(window, "dictionaries of this article"),
        begins: "[type=checkbox]",
    },
    Sheet {
        name: "servers",
        come: |window| window.chord(key::CONTROL_ALT, key::ENTER),
        begins: "input, .place button",
    },
    Sheet { name: "later", come: |window| run_command(window, "publish at a time"), begins: "[type=text]" },
    Sheet { name: "board", come: |window| run_command(window, "live where"), begins: "#board-troubled" },
    Sheet { name: "outbox", come: |window| window.chord(key::CONTROL_ALT, "j"), begins: READ },
    Sheet { name: "exports", come: |window| run_command(window, "earlier exports"), begins: READ },
    Sheet {
        name: "site",
        come: |window| window.chord(key::CONTROL_ALT, ","),
        begins: "input:not([type=radio]), select",
    },
];

/// The sheet that lies on top, and what has the keyboard.
const TOP: &str =
    "const top = [...document.querySelectorAll('dialog[open]')].at(-1), here = document.activeElement;";

/// Tab and Shift Tab go through all of the sheet on top and come round, each as many stops, and never out of it.
#[track_caller]
pub(crate) fn must_go_round(window: &Driver, sheet: &str) {
    window.script("window.first = document.activeElement");
    let mut counts = [0; 2];
    for (count, held) in counts.iter_mut().zip(["", key::SHIFT]) {
        loop {
            window.chord(held, key::TAB);
            let stop = window.script(&format!(
                "{TOP} if (!top.contains(here) || here === top) return here.outerHTML.slice(0, 120); return here === window.first"
            ));
            assert!(stop.is_boolean(), "{sheet}: {held:?} Tab went to {stop}");
            *count += 1;
            assert!(*count < STOPS_MAX, "{sheet}: it does not come round");
            if stop == json!(true) {
                break;
            }
        }
    }
    assert_eq!(counts[0], counts[1], "{sheet}: there and back are the same stops");
}

#[test]
fn the_keyboard_begins_in_a_sheet_stays_there_and_comes_back() {
    let stage = Stage::with_sample();
    let window = &stage.window;
    window.until("the list", |window| !window.texts(ROWS).is_empty());
    window.until("a text", |window| window.has(".cm-content"));
    for Sheet { name, come, begins } in SHEETS {
        for from in [".cm-content", "[role=listbox]"] {
            focus(window, from);
            come(window);
            let begun = format!(
                "{TOP} return top !== undefined && here.matches({}) && top.contains(here)",
                json!(begins)
            );
            window.until(&format!("{name}: the keyboard at {begins}"), |window| {
                window.script(&begun) == json!(true)
            });
            must_go_round(window, name);
            window.keys(key::ESCAPE);
            window.until(&format!("{name} is gone"), |window| !window.has("dialog[open]"));
            let back = format!("return document.activeElement === document.querySelector({})", json!(from));
            assert_eq!(window.script(&back), json!(true), "{name}: the keyboard is where it was, in {from}");
        }
    }
}
