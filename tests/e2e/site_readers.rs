//! The addresses, the counter and the inquiry form of the site, set in the built window by its keys: what is wrong is said, what is kept stands
//! on the pages.

use std::fs;

use galley_testkit::answering;
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::{focus, run_command};
use crate::site_look::put;
use crate::stage::{SMALLEST, Stage};
use crate::views::look_at;

const ALERT: &str = "dialog[open] [role=alert]";

/// The address of a counter: `/quay.json` has its number at `/data/0/views`.
fn counter() -> String {
    answering(|request| {
        let is_known = request.starts_with("GET /quay.json ");
        let (status, body) =
            if is_known { ("200 OK", "{\"data\":[{\"views\":1234}]}") } else { ("404 Not Found", "{}") };
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
    })
}

fn sheet(window: &Driver) -> String {
    window.text("dialog[open]")
}

/// Chooses by the first letters of what is to be chosen.
fn choose(window: &Driver, css: &str, letters: &str, value: &str) {
    focus(window, css);
    window.keys(letters);
    let is = format!("return document.querySelector('{css}').value");
    window.until(value, |window| window.script(&is) == json!(value));
    window.keys(key::TAB);
}

fn press(window: &Driver, css: &str) {
    window.until(css, |window| window.has(css));
    focus(window, css);
    window.keys(key::ENTER);
}

fn open(window: &Driver) {
    run_command(window, "inquiry form of the site");
    window.until("the sheet", |window| window.text("dialog[open] h2") == "Addresses, views, inquiries");
}

#[test]
fn addresses_views_and_the_form_of_the_site_are_set_and_stand_on_its_pages() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    open(window);
    must_be_fine(window, "nothing is set");
    addresses(window);
    views(window);
    form(&stage);
    window.keys(key::ESCAPE);
    run_command(window, "write the site");
    window.until("the site is written", |window| window.text(".notice").contains("The site is written with"));
    let page = stage.around().join("Harbour News (site)/2026/09/quay/index.html");
    let page = fs::read_to_string(page).expect("it stands at its address");
    for part in [
        "action=\"mailto:desk@example.org?",
        "name=\"your-company\"",
        "Your company",
        "Ask us about ships",
        "I agree to be answered",
        "Views: 1290",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }

    focus(window, "[role=listbox]");
    window.chord(key::CONTROL, "z");
    let kept = || stage.neighbour().forms().expect("a list")[0].texts.clone();
    window.until("the last word is taken back", |_| {
        kept().values().all(|texts| texts.consent.is_empty() && !texts.intro.is_empty())
    });
    whole_in_the_smallest_window(&stage);
}

fn addresses(window: &Driver) {
    focus(window, "#site-permalink");
    window.chord(key::CONTROL, "a");
    window.keys("/{year}/{title}/");
    window.until("what is wrong, while it is typed", |window| {
        window.text(ALERT).contains("{title} means nothing")
    });
    window.chord(key::CONTROL, "a");
    window.keys("/{year}/{month}/{slug}/");
    window.until("the address", |window| window.text("#site-permalink-example").contains("/2026/09/quay/"));
    assert!(!window.has(ALERT), "what was wrong is not said any more");
    window.keys(key::TAB);
    let usual = "return document.querySelector('#site-permalinks').value";
    window.until("a usual one", |window| window.script(usual) == json!("/{year}/{month}/{slug}/"));
}

fn views(window: &Driver) {
    put(window, "#site-counter", "http://example.org/{slug}.json");
    window.until("that anyone could change it", |window| window.text(ALERT).contains("https://"));
    put(window, "#site-counter", "https://10.0.0.1/{slug}.json");
    press(window, "#site-counter-try");
    window.until("it asks first", |window| sheet(window).contains("private network"));
    put(window, "#site-counter", &format!("{}/{{slug}}.json", counter()));
    put(window, "#site-counter-number", "/views");
    press(window, "#site-counter-try");
    window.until("what it says", |window| sheet(window).contains("{\"data\":[{\"views\":1234}]}"));
    must_be_fine(window, "no number");
    put(window, "#site-counter-number", "/data/0/views");
    press(window, "#site-counter-try");
    window.until("the number", |window| sheet(window).contains("It works: 1,234 views"));
}

fn form(stage: &Stage) {
    let window = &stage.window;
    choose(window, "#site-form", "A", "+");
    put(window, "#form-address", "nowhere");
    window.until("what an address is", |window| window.text(ALERT).contains("e-mail address"));
    must_be_fine(window, "what is wrong");
    put(window, "#form-address", "desk@example.org");
    window.until("what it asks", |window| window.has("#form-ask"));
    focus(window, "#form-ask");
    window.keys(&format!("Your company{}", key::ENTER));
    window.until("one more", |window| window.texts("dialog[open] fieldset li").len() == 4);
    put(window, "#form-intro", "Ask us about ships");
    put(window, "#form-consent", "I agree to be answered");
    window.until("as readers see it", |window| {
        let seen = window.text("dialog[open] .specimen");
        ["Your company", "Ask us about ships", "I agree"].iter().all(|part| seen.contains(part))
    });
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        for (part, at) in
            [("addresses", "#site-permalinks"), ("form", "#form-kind"), ("asks", "#form-specimen-end")]
        {
            window.script(&format!("document.querySelector('{at}')?.scrollIntoView()"));
            stage.picture(&format!("readers-{part}-{theme}"));
        }
        must_be_fine(window, theme);
    }
}

fn whole_in_the_smallest_window(stage: &Stage) {
    let window = &stage.window;
    stage.resize(SMALLEST);
    run_command(window, "language chinese");
    window.until("it speaks Chinese", |window| window.text("nav").contains("全部稿件"));
    run_command(window, "咨询表单");
    window.until("the sheet", |window| window.has("dialog[open] #form-ask"));
    let mut found = Vec::new();
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        for (part, at) in
            [("addresses", "#site-permalinks"), ("form", "#form-kind"), ("asks", "#form-specimen-end")]
        {
            window.script(&format!("document.querySelector('{at}')?.scrollIntoView()"));
            found.extend(look_at(stage, &format!("zh-{theme}"), &format!("readers-{part}")));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
