//! The measures: what is put into the page to take the times, and the keys that are pressed meanwhile.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::driver::{Driver, key};
use crate::stage::Stage;

/// Keys that are pressed for one figure.
const KEYS: usize = 120;
/// Between two keys: a fast hand.
const REST: Duration = Duration::from_millis(70);

/// Times of one thing done many times, in milliseconds, in order.
pub(crate) struct Times(Vec<f64>);

impl Times {
    fn read(value: Value) -> Self {
        let mut times: Vec<f64> = serde_json::from_value(value).expect("the page hands over numbers");
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    /// Of a hundred, so many take at most this long.
    pub(crate) fn at(&self, percent: usize) -> f64 {
        self.0.get((self.0.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn max(&self) -> f64 {
        self.at(100)
    }

    pub(crate) fn over(&self, limit_ms: f64) -> usize {
        self.0.iter().filter(|time| **time > limit_ms).count()
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }
}

/// In the page: `measure(what)` begins to note, for each key, how long it is until `what` was painted. `what` is an element that
/// changes, or nothing: then the next picture counts.
const NOTING: &str = "
window.noted = [];
window.measure = (what) => {
  window.noted = [];
  window.stopMeasuring?.();
  let pressed = null;
  const painted = (at) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.noted.push(performance.now() - at);
    port2.postMessage(0);
  });
  const onkey = (event) => {
    if (event.key.length > 1 && !event.key.startsWith('Arrow')) return;
    if (what) pressed = event.timeStamp;
    else painted(event.timeStamp);
  };
  addEventListener('keydown', onkey, true);
  const watch = new MutationObserver(() => {
    if (pressed === null) return;
    painted(pressed);
    pressed = null;
  });
  if (what) watch.observe(what, { subtree: true, childList: true, characterData: true });
  window.stopMeasuring = () => { removeEventListener('keydown', onkey, true); watch.disconnect(); };
};";

fn note(window: &Driver, what: &str) {
    window.script(&format!("{NOTING} window.measure({what});"));
}

fn noted(window: &Driver) -> Times {
    sleep(Duration::from_millis(500));
    Times::read(window.script("window.stopMeasuring(); return window.noted"))
}

/// Three hundred pictures of the list, which is scrolled by so many pixels for each: the time from one to the next.
pub(crate) fn scrolling(window: &Driver, step_px: u32) -> Times {
    let script = format!(
        "new Promise((done) => {{
           let list = document.querySelector('[role=option]');
           while (list && getComputedStyle(list).overflowY !== 'auto' && getComputedStyle(list).overflowY !== 'scroll') list = list.parentElement;
           const frames = []; let last = null;
           const next = (now) => {{
             if (last !== null) frames.push(now - last);
             last = now;
             if (list) list.scrollTop += {step_px};
             if (frames.length < 300) requestAnimationFrame(next); else done(frames);
           }};
           requestAnimationFrame(next);
         }})"
    );
    Times::read(window.promise(&script)["ok"].take())
}

/// A query that is typed and taken back, some times over.
pub(crate) fn searching(window: &Driver) -> Times {
    window.keys(key::ESCAPE);
    window.chord(key::CONTROL_SHIFT, "f");
    note(window, "document.querySelector('[role=listbox]').parentElement");
    for query in ["harbour cable", "minister", "ca", "storm over the quay"] {
        for letter in query.chars() {
            window.keys(&letter.to_string());
            sleep(REST);
        }
        window.chord(key::CONTROL, "a");
        window.keys(key::DELETE);
        sleep(REST * 4);
    }
    noted(window)
}

/// From one article of the list to the next.
pub(crate) fn switching(window: &Driver) -> Times {
    window.keys(key::ESCAPE);
    sleep(REST * 10);
    note(window, "document.querySelector('.cm-editor').parentElement");
    for _ in 0..KEYS / 2 {
        window.keys(key::DOWN);
        sleep(REST * 3);
    }
    noted(window)
}

/// What typing in one text took.
pub(crate) struct Typed {
    pub(crate) galley: Times,
    pub(crate) bare: Times,
    pub(crate) preview: Times,
}

/// Types into the article of this name with the preview open, then into the same text in CodeMirror by itself, for which the app's
/// page is put away and loaded again afterwards.
pub(crate) fn keys_in(stage: &Stage, name: &str) -> Typed {
    let window = &stage.window;
    window.chord(key::CONTROL, "p");
    window.keys(name);
    window.until("the article is offered", |window| {
        window.texts("dialog [role=option]").first().is_some_and(|row| row.contains(name))
    });
    window.keys(key::ENTER);
    window.until("its text", |window| window.text(".cm-content").contains("Part 1"));
    window.until("its preview", |window| {
        let shows = "return document.querySelector('iframe')?.contentDocument?.body?.innerText.includes('Part 1') ?? false";
        window.script(shows) == json!(true)
    });
    sleep(Duration::from_secs(1));
    begin_typing(window);
    note(window, "null");
    type_words(window);
    let galley = noted(window);
    note(window, "document.querySelector('iframe').contentDocument.body");
    type_words(window);
    let preview = noted(window);
    let desk = stage.neighbour();
    let text = desk.find_article(name).and_then(|id| desk.content(id)).expect("it is in the library").body;
    let bundle = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/dist-bench/bare.js"))
        .expect("`cargo xtask bench ui` builds it");
    window.script(&format!("{bundle}; window.bare({});", json!(text)));
    sleep(Duration::from_secs(1));
    begin_typing(window);
    note(window, "null");
    type_words(window);
    let bare = noted(window);
    window.script("location.reload()");
    window.until("the app's own page", |window| !window.texts("[role=option]").is_empty());
    Typed { galley, bare, preview }
}

/// Some screens below the beginning, where most of the text lies behind the cursor.
fn begin_typing(window: &Driver) {
    window.chord(key::CONTROL, key::HOME);
    for _ in 0..5 {
        window.keys(key::PAGE_DOWN);
    }
    sleep(Duration::from_millis(500));
}

fn type_words(window: &Driver) {
    for letter in "cable ".chars().cycle().take(KEYS) {
        window.keys(&letter.to_string());
        sleep(REST);
    }
}

/// What the app and the processes of its webview have in memory, each shared page by its share, in MB.
pub(crate) fn memory_mb(stage: &Stage) -> f64 {
    let of_stage = stage.around().to_str().expect("the temporary folder's name is text").to_owned();
    let processes = std::fs::read_dir("/proc").expect("Linux lists its processes");
    let kib: u64 = processes
        .filter_map(|entry| {
            let place = entry.ok()?.path();
            let environment = std::fs::read(place.join("environ")).ok()?;
            let name = std::fs::read_to_string(place.join("comm")).ok()?;
            let ours = String::from_utf8_lossy(&environment).contains(&of_stage)
                && (name.starts_with("galley")
                    || name.starts_with("WebKitWeb")
                    || name.starts_with("WebKitNet"));
            let rollup = std::fs::read_to_string(place.join("smaps_rollup"))
                .ok()
                .filter(|_| ours && !name.contains("Driver"))?;
            rollup
                .lines()
                .find_map(|line| line.strip_prefix("Pss:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok())
        })
        .sum();
    kib as f64 * 1024.0 / 1e6
}
