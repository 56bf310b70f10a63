//! As much of WebDriver as the tests need, over plain HTTP.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::stage::Ended;

/// How long something that should come may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);
/// How long one answer may take; the first one waits for the app's start.
const ANSWER: Duration = Duration::from_secs(90);
/// The name under which WebDriver hands elements over.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys that are no characters.
pub(crate) mod key {
    pub(crate) const ENTER: &str = "\u{E007}";
    pub(crate) const ESCAPE: &str = "\u{E00C}";
    pub(crate) const CONTROL: &str = "\u{E009}";
    pub(crate) const DELETE: &str = "\u{E017}";
    pub(crate) const DOWN: &str = "\u{E015}";
    pub(crate) const SHIFT: &str = "\u{E008}";
    pub(crate) const ALT: &str = "\u{E00A}";
    pub(crate) const ALT_SHIFT: &str = "\u{E00A}\u{E008}";
    pub(crate) const BACKSPACE: &str = "\u{E003}";
    pub(crate) const F10: &str = "\u{E03A}";
    pub(crate) const HOME: &str = "\u{E011}";
    pub(crate) const UP: &str = "\u{E013}";
    pub(crate) const LEFT: &str = "\u{E012}";
    pub(crate) const RIGHT: &str = "\u{E014}";
    pub(crate) const END: &str = "\u{E010}";
    /// Both of a chord.
    pub(crate) const CONTROL_ALT: &str = "\u{E009}\u{E00A}";
    pub(crate) const TAB: &str = "\u{E004}";
    pub(crate) const CONTROL_SHIFT: &str = "\u{E009}\u{E008}";
    pub(crate) const F1: &str = "\u{E031}";
    pub(crate) const F6: &str = "\u{E036}";
    pub(crate) const F7: &str = "\u{E037}";
}

/// A session with the app's window.
pub(crate) struct Driver {
    /// Starts `WebKitWebDriver`, again where it must.
    program: Command,
    running: Ended,
    port: u16,
    session: String,
}

/// The mouse's buttons, as WebDriver numbers them.
const MAIN: u8 = 0;
const OTHER: u8 = 2;

/// A script that finds the box of an element.
fn box_of(css: &str) -> String {
    format!("const box = document.querySelector({}).getBoundingClientRect();", json!(css))
}

impl Driver {
    /// Has the driver start the app anew, after it ended in whatever way.
    pub(crate) fn start_anew(&mut self, app: &str, arguments: &[&str]) {
        // The driver has one session at a time.
        let _ = call(self.port, "DELETE", &format!("/session/{}", self.session), None);
        self.start_app(app, arguments);
    }

    /// Starts `WebKitWebDriver` by this command, and has it start the app.
    pub(crate) fn start(mut program: Command, app: &str, arguments: &[&str]) -> Self {
        let port = free_port();
        program.arg(format!("--port={port}"));
        let running = Ended::of(&mut program);
        let mut driver = Self { program, running, port, session: String::new() };
        driver.start_app(app, arguments);
        driver
    }

    /// Has the driver start the app, once more where it was not heard the first time: the driver picks a free port for the app
    /// and knocks at it until the app listens there. Until then another program can be given that port, even the knock itself
    /// (TCP connects to itself where both ends happen to have one number), and then the driver waits for ever.
    fn start_app(&mut self, app: &str, arguments: &[&str]) {
        let browser = json!({ "binary": app, "args": arguments });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": browser } } });
        let reply = self.session_of(&wanted).or_else(|error| {
            let started = self.running.children();
            let told = format!(
                "the driver does not answer ({error}) and is started anew; it had started:\n{started}"
            );
            let _ = writeln!(std::io::stderr(), "{told}");
            self.running.kill_children();
            self.running = Ended::of(&mut self.program);
            self.session_of(&wanted)
        });
        let reply = reply.unwrap_or_else(|error| panic!("WebKitWebDriver does not answer: {error}"));
        let session = reply["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {reply}"));
        session.clone_into(&mut self.session);
    }

    /// What the driver answers to who wants a session.
    fn session_of(&self, wanted: &Value) -> std::io::Result<Value> {
        let started = Instant::now();
        loop {
            // The driver's own start takes a moment, in which nothing listens at its port.
            match call(self.port, "POST", "/session", Some(wanted)) {
                Err(_) if started.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(50)),
                answer => return answer,
            }
        }
    }

    /// The answer, which may be an error.
    fn ask(&self, path: &str, body: &Value) -> Value {
        let path = format!("/session/{}{path}", self.session);
        call(self.port, "POST", &path, Some(body)).expect("the driver answers while the window is open")
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let value = self.ask(path, body);
        assert!(value.get("error").is_none(), "{path} {body}: {value}");
        value
    }

    /// The app's windows, by the driver's names for them.
    pub(crate) fn windows(&self) -> Vec<String> {
        let path = format!("/session/{}/window/handles", self.session);
        let all = call(self.port, "GET", &path, None).expect("the driver answers while a window is open");
        serde_json::from_value(all).expect("names are texts")
    }

    /// Goes on in the window with this title, once it is there.
    pub(crate) fn go_to(&self, title: &str) {
        let is_it = |handle: String| {
            // It may be gone meanwhile.
            let _ = self.ask("/window", &json!({ "handle": handle }));
            self.ask("/execute/sync", &json!({ "script": "return document.title", "args": [] })) == title
        };
        let started = Instant::now();
        while !self.windows().into_iter().any(is_it) {
            assert!(started.elapsed() < PATIENCE, "no window has the title {title}");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// What a piece of script returns in the window's page.
    pub(crate) fn script(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Loads the page anew after a piece of script, and waits until it is another.
    pub(crate) fn reload(&self, first: &str) {
        self.script(&format!("{first}; window.left = true; setTimeout(() => location.reload())"));
        // A question that meets the page while it goes is answered by an error.
        let left = json!({ "script": "return window.left ?? false", "args": [] });
        self.until("the page anew", |window| window.ask("/execute/sync", &left) == json!(false));
    }

    /// What a promise of a piece of script comes to: `{ok: value}` or `{refused: reason}`.
    pub(crate) fn promise(&self, promise: &str) -> Value {
        let script = format!(
            "const done = arguments[0]; ({promise}).then((ok) => done({{ ok }}), (why) => done({{ refused: String(why) }}));"
        );
        self.post("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Whether anything is found. The element itself is not asked for: it may go while the driver names it.
    pub(crate) fn has(&self, css: &str) -> bool {
        self.script(&format!("return document.querySelector({}) !== null", json!(css))) == json!(true)
    }

    /// The text of what is found first, as it is in the page; empty where nothing is.
    pub(crate) fn text(&self, css: &str) -> String {
        let value = self.script(&format!("return document.querySelector({})?.innerText ?? ''", json!(css)));
        value.as_str().expect("the script returns a text").to_owned()
    }

    /// The same of a window that may be gone: then nothing.
    pub(crate) fn last_text(&self, css: &str) -> Option<String> {
        let path = format!("/session/{}/execute/sync", self.session);
        let script = format!("return document.querySelector({})?.innerText ?? ''", json!(css));
        let body = json!({ "script": script, "args": [] });
        call(self.port, "POST", &path, Some(&body)).ok()?.as_str().map(str::to_owned)
    }

    /// The texts of all that are found.
    pub(crate) fn texts(&self, css: &str) -> Vec<String> {
        let script = format!("return [...document.querySelectorAll({})].map((e) => e.innerText)", json!(css));
        serde_json::from_value(self.script(&script)).expect("the script returns texts")
    }

    /// Clicks what is found first. Where the page puts another in its place between finding and clicking, as it does while long work
    /// goes on, or moves it just then, it is found anew, as a person's mouse would.
    pub(crate) fn click(&self, css: &str) {
        let started = Instant::now();
        loop {
            let found = self.post("/element", &json!({ "using": "css selector", "value": css }));
            let element =
                found[ELEMENT].as_str().unwrap_or_else(|| panic!("{css} is not in the page: {found}"));
            let value = self.ask(&format!("/element/{element}/click"), &json!({}));
            match value["error"].as_str() {
                Some("stale element reference" | "element not interactable")
                    if started.elapsed() < PATIENCE => {}
                error => return assert!(error.is_none(), "{css}: {value}"),
            }
        }
    }

    /// Presses the mouse in the middle of what is found first, so many times at once.
    pub(crate) fn press_at(&self, css: &str, times: usize) {
        self.press(&box_of(css), times, MAIN);
    }

    /// Presses the other button of the mouse there.
    pub(crate) fn press_other_at(&self, css: &str) {
        self.press(&box_of(css), 1, OTHER);
    }

    /// Presses the mouse in the middle of an element of the document in the frame.
    pub(crate) fn press_at_in_frame(&self, css: &str) {
        self.press(
            &format!(
                "const frame = document.querySelector('iframe'), around = frame.getBoundingClientRect();
             const inner = frame.contentDocument.querySelector({}).getBoundingClientRect();
             const box = new DOMRect(around.x + inner.x, around.y + inner.y, inner.width, inner.height);",
                json!(css)
            ),
            1,
            MAIN,
        );
    }

    /// Moves the mouse to the middle of a box that a script finds, and presses a button so many times.
    fn press(&self, with_box: &str, times: usize, button: u8) {
        let place = self.script(&format!(
            "{with_box} return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]"
        ));
        let mut actions =
            vec![json!({ "type": "pointerMove", "x": place[0], "y": place[1], "origin": "viewport" })];
        for _ in 0..times {
            actions
                .extend(["pointerDown", "pointerUp"].map(|kind| json!({ "type": kind, "button": button })));
        }
        let source = json!({
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions,
        });
        self.post("/actions", &json!({ "actions": [source] }));
    }

    /// Presses these keys one after the other, wherever the keyboard is.
    pub(crate) fn keys(&self, keys: &str) {
        self.post("/actions", &Self::pressed(keys));
    }

    /// The same where the app may be gone before the last of them; false then.
    pub(crate) fn try_keys(&self, keys: &str) -> bool {
        let path = format!("/session/{}/actions", self.session);
        call(self.port, "POST", &path, Some(&Self::pressed(keys)))
            .is_ok_and(|value| value.get("error").is_none())
    }

    fn pressed(keys: &str) -> Value {
        let strokes: Vec<Value> = keys
            .chars()
            .flat_map(|key| {
                [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
            })
            .collect();
        let source = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        json!({ "actions": [source] })
    }

    /// Presses a key while these are held.
    pub(crate) fn chord(&self, held: &str, key: &str) {
        self.post("/actions", &Self::struck(held, key));
    }

    /// The same where the window may be gone before the keys are let go.
    pub(crate) fn last_chord(&self, held: &str, key: &str) {
        let path = format!("/session/{}/actions", self.session);
        // Also the driver may be gone with it.
        let _ = call(self.port, "POST", &path, Some(&Self::struck(held, key)));
    }

    fn struck(held: &str, key: &str) -> Value {
        let strokes = |kind: &str, keys: &mut dyn Iterator<Item = char>| -> Vec<Value> {
            keys.map(|key| json!({ "type": kind, "value": key })).collect()
        };
        let actions = [
            strokes("keyDown", &mut held.chars().chain(key.chars())),
            strokes("keyUp", &mut key.chars().chain(held.chars().rev())),
        ];
        let source = json!({ "type": "key", "id": "keyboard", "actions": actions.concat() });
        json!({ "actions": [source] })
    }

    /// Waits until this is so.
    pub(crate) fn until(&self, what: &str, mut holds: impl FnMut(&Self) -> bool) {
        let started = Instant::now();
        while !holds(self) {
            assert!(
                started.elapsed() < PATIENCE,
                "it did not come: {what}. The page says:\n{}",
                self.text("body")
            );
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// A PNG of the page, in base64.
    pub(crate) fn picture(&self) -> String {
        let path = format!("/session/{}/screenshot", self.session);
        let value =
            call(self.port, "GET", &path, None).expect("the driver answers as long as the window is open");
        value.as_str().expect("a picture comes as text").to_owned()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The app ends with its session; where the driver is gone already, so is the app.
        let _ = call(self.port, "DELETE", &format!("/session/{}", self.session), None);
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("this machine has a free port");
    listener.local_addr().expect("it is bound").port()
}

fn call(port: u16, method: &str, path: &str, body: Option<&Value>) -> std::io::Result<Value> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    if stream.local_addr()? == stream.peer_addr()? {
        // Nothing listens there yet, and this end was given the very number that it asked for.
        return Err(ErrorKind::ConnectionRefused.into());
    }
    stream.set_read_timeout(Some(ANSWER))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (_, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    let mut reply: Value = serde_json::from_str(body)?;
    Ok(reply["value"].take())
}
