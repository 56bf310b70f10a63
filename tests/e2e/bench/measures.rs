//! The measures: what is put into the page to take the times, and the keys that are pressed meanwhile.

use std::fs;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::driver::{Driver, key};
use crate::page::{ROWS, in_frame};
use crate::stage::Stage;

/// Keys that are pressed for one figure.
const KEYS: usize = 120;
/// Between two keys: a fast hand.
const REST: Duration = Duration::from_millis(70);
/// Every start is over by then.
const START_MOST: Duration = Duration::from_secs(3);
/// Linux counts the start of a process in hundredths of a second.
const TICK_MS: f64 = 10.0;
/// A key that no test presses.
const PAGE_DOWN: &str = "\u{E00F}";

/// Times of one thing done many times, in milliseconds, in order.
pub(crate) struct Times(Vec<f64>);

impl Times {
    pub(crate) fn of(times: impl IntoIterator<Item = f64>) -> Self {
        let mut times: Vec<f64> = times.into_iter().collect();
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    fn read(value: Value) -> Self {
        Self::of(serde_json::from_value::<Vec<f64>>(value).expect("the page hands over numbers"))
    }

    /// Of a hundred, so many take at most this long.
    pub(crate) fn at(&self, percent: usize) -> f64 {
        let place = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(place).copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn over(&self, limit_ms: f64) -> usize {
        self.0.iter().filter(|time| **time > limit_ms).count()
    }
}

/// From the start of the app's process until its list was painted, by the page's own mark: in milliseconds. Nothing is asked of the
/// page meanwhile: it would have to answer instead of starting.
#[expect(clippy::disallowed_methods, reason = "it measures: what the clock says is the figure")]
pub(crate) fn started(stage: &Stage) -> f64 {
    sleep(START_MOST);
    let painted = "return performance.getEntriesByName('list').map((at) => performance.timeOrigin + at.startTime)[0] ?? null";
    stage.window.until("the mark", |window| !window.script(painted).is_null());
    let painted = stage.window.script(painted).as_f64().expect("the mark is a time");
    let found =
        Command::new("pgrep").args(["-f", &stage.name_of_process()]).output().expect("pgrep is there");
    let id = String::from_utf8_lossy(&found.stdout).lines().next().expect("the app runs").to_owned();
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).expect("the process is there");
    // The name of the program may hold anything; behind it the 22nd field is the 20th.
    let fields = stat.rsplit(')').next().expect("there is something behind the name");
    let ticks: f64 =
        fields.split_whitespace().nth(19).and_then(|at| at.parse().ok()).expect("Linux tells its start");
    let uptime = fs::read_to_string("/proc/uptime").expect("Linux tells how long it is up");
    let up_s: f64 = uptime.split(' ').next().and_then(|s| s.parse().ok()).expect("it is a number");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs_f64();
    painted - ((now - up_s) * 1000.0 + ticks * TICK_MS)
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

/// What is noted of `what`, an expression of the page, while something is done.
fn noted(window: &Driver, what: &str, act: impl FnOnce()) -> Times {
    window.script(&format!("{NOTING} window.measure({what});"));
    act();
    sleep(Duration::from_millis(500));
    Times::read(window.script("window.stopMeasuring(); return window.noted"))
}

/// Three hundred pictures of the list, which is scrolled by so many pixels for each: the time from one to the next.
pub(crate) fn scrolling(window: &Driver, step_px: u32) -> Times {
    let script = format!(
        "new Promise((done) => {{
           const list = document.querySelector('[role=listbox]');
           const frames = []; let last = null;
           const next = (now) => {{
             if (last !== null) frames.push(now - last);
             last = now;
             list.scrollTop += {step_px};
             if (frames.length < 300) requestAnimationFrame(next); else done(frames);
           }};
           requestAnimationFrame(next);
         }})"
    );
    Times::read(window.promise(&script)["ok"].take())
}

/// Queries that are typed and taken back.
pub(crate) fn searching(window: &Driver) -> Times {
    window.chord(key::CONTROL_SHIFT, "f");
    noted(window, "document.querySelector('[role=listbox]').parentElement", || {
        for query in ["harbour cable", "minister", "ca", "storm over the quay"] {
            type_keys(window, query.chars());
            window.chord(key::CONTROL, "a");
            window.keys(key::DELETE);
            sleep(REST * 4);
        }
        window.keys(key::ESCAPE);
    })
}

/// From one article of the list to the next.
pub(crate) fn switching(window: &Driver) -> Times {
    window.script("document.querySelector('[role=listbox]').focus()");
    window.keys(key::HOME);
    sleep(REST * 10);
    noted(window, "document.querySelector('.cm-editor').parentElement", || {
        for _ in 0..KEYS / 2 {
            window.keys(key::DOWN);
            sleep(REST * 3);
        }
    })
}

/// What typing in one text took.
pub(crate) struct Typed {
    pub(crate) galley: Times,
    pub(crate) bare: Times,
    pub(crate) preview: Times,
}

/// Types into the article of this name with the preview open, then into the same text in `CodeMirror` by itself, for which the app's
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
        in_frame(window, "return inner?.body?.innerText.includes('Part 1') ?? false") == json!(true)
    });
    begin_typing(window);
    let word = || "cable ".chars().cycle().take(KEYS);
    let galley = noted(window, "null", || type_keys(window, word()));
    let frame = "document.querySelector('iframe').contentDocument.body";
    let preview = noted(window, frame, || type_keys(window, word()));

    let desk = stage.neighbour();
    let text = desk.find_article(&name.to_lowercase()).and_then(|id| desk.content(id));
    let text = text.expect("it is in the library").body;
    let bundle = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/dist-bench/bare.js"));
    let bundle = bundle.expect("`cargo xtask bench ui` builds it");
    window.script(&format!("{bundle}; window.bare({});", json!(text)));
    begin_typing(window);
    let bare = noted(window, "null", || type_keys(window, word()));
    window.script("location.reload()");
    window.until("the app's own page", |window| !window.texts(ROWS).is_empty());
    Typed { galley, bare, preview }
}

/// Some screens below the beginning, where most of the text lies behind the cursor.
fn begin_typing(window: &Driver) {
    sleep(Duration::from_secs(1));
    window.script("document.querySelector('.cm-content').focus()");
    window.chord(key::CONTROL, key::HOME);
    for _ in 0..5 {
        window.keys(PAGE_DOWN);
    }
    sleep(Duration::from_millis(500));
}

fn type_keys(window: &Driver, keys: impl Iterator<Item = char>) {
    for letter in keys {
        window.keys(&letter.to_string());
        sleep(REST);
    }
}

/// What the app and the processes of its webview have in memory, each shared page by its share, in MB.
pub(crate) fn memory_mb(stage: &Stage) -> f64 {
    let of_stage = stage.around().to_str().expect("the temporary folder's name is text").to_owned();
    let processes = fs::read_dir("/proc").expect("Linux lists its processes");
    let kib: u64 = processes
        .filter_map(|entry| {
            let place = entry.ok()?.path();
            let environment = fs::read(place.join("environ")).ok()?;
            let name = fs::read_to_string(place.join("comm")).ok()?;
            let is_ours = String::from_utf8_lossy(&environment).contains(&of_stage)
                && ["galley-desktop", "WebKitWebProces", "WebKitNetworkPr"].contains(&name.trim_end());
            let rollup = is_ours.then(|| fs::read_to_string(place.join("smaps_rollup")).ok()).flatten()?;
            let share = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
            share.trim().strip_suffix(" kB")?.parse::<u64>().ok()
        })
        .sum();
    kib as f64 * 1024.0 / 1e6
}
