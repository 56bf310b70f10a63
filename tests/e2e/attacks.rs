//! Hostile articles in the preview of the built window, one after the other, while someone else's computer listens: nothing comes
//! there, nothing is asked of the app, and the window's own page stays what it is.

use std::fs;

use galley_tests::attacks::{ATTACKS, LOADS, Stranger};
use serde_json::json;

use crate::driver::key;
use crate::page::{ROWS, in_frame};
use crate::stage::Stage;

/// What no article brings into the frame. The field for searching the site is the theme's.
const ACTS: &str = "
    const theme = (of) => of.closest('.masthead') !== null;
    const named = 'script, iframe, frame, object, embed, applet, base, form, button, input:not([type=checkbox]), textarea, svg, math, marquee, template, noscript, body link, body style, body meta';
    const out = [...inner.querySelectorAll(named)].filter((of) => !theme(of)).map((of) => of.outerHTML.slice(0, 120));
    for (const of of inner.querySelectorAll('*')) for (const { name, value } of of.attributes) {
        const acts = name.startsWith('on') || name === 'srcset' || name === 'srcdoc' || name === 'background' || name === 'ping' || name === 'target';
        const style = name === 'style' && /url|position/.test(value);
        const leads = (name === 'href' || name === 'src') && !/^(https?:|mailto:|blob:|#|\\/|\\.|x\\.png|[a-z0-9-]+\\/)/.test(value);
        const loads = name === 'src' && !value.startsWith('blob:');
        if ((acts || style || leads || loads) && !theme(of)) out.push(`${name}=${value}`.slice(0, 120));
    }
    return out";

/// What the window's own page is made of, where no article has a part in it.
const PAGE: &str = "
    const count = (named) => document.querySelectorAll(named).length;
    return [location.href, count('iframe'), count('script'), count('style'), count('link'), count('meta, base, object, embed, form'),
        count('[onerror], [onload], [onclick], [onfocus]'), document.body.dataset.taken ?? null, window.taken ?? null]";

/// Remembers every command that is asked from now on.
const REMEMBER: &str = "
    const ask = window.fetch;
    window.asked = new Set();
    window.fetch = (what, ...more) => { asked.add(String(what).split('/').at(-1)); return ask.call(window, what, ...more); };";

/// What the window asks when one goes from article to article.
const READING: &[&str] = &[
    "article_open",
    "articles_list",
    "media",
    "menu_allow",
    "picture_at",
    "preview_page",
    "preview_patch",
    "spelling_check",
];

#[test]
fn no_article_reaches_the_app_its_page_or_the_network() {
    let stranger = Stranger::listen();
    let attacks = [ATTACKS, LOADS].concat();
    let stage = Stage::with_written(|folder| {
        stranger.write(folder, &attacks);
        attacks.len()
    });
    let window = &stage.window;
    window.until("the list", |window| !window.texts(ROWS).is_empty());
    let shows = |number: usize| {
        let begins = format!("return inner?.body?.innerText.includes('mark {number}.') ?? false");
        window.until(&format!("number {number} in the preview: {}", attacks[number]), |window| {
            window
                .script(&format!("const inner = document.querySelector('iframe')?.contentDocument; {begins}"))
                == json!(true)
        });
    };
    shows(0);
    let before = window.script(PAGE);
    window.script(REMEMBER);
    window.keys(key::F6);
    let desk = stage.neighbour();
    let version = desk.data_version().expect("it can be read");
    let mut found = Vec::new();
    for (number, attack) in attacks.iter().enumerate() {
        shows(number);
        let acts: Vec<String> = serde_json::from_value(in_frame(window, ACTS)).expect("texts");
        found.extend(acts.into_iter().map(|what| format!("{number}: {attack}: {what}")));
        // What a person's mouse cannot do here, a screen reader may: the frame comes back from wherever it was led.
        in_frame(window, "for (const link of inner.links) link.click()");
        shows(number);
        let now = window.script(PAGE);
        if now != before {
            found.push(format!("{number}: {attack}: {before} became {now}"));
        }
        window.keys(key::DOWN);
    }
    assert_eq!(found, [""; 0]);
    let asked: Vec<String> =
        serde_json::from_value(window.script("return [...asked].sort()")).expect("texts");
    let others: Vec<_> = asked.iter().filter(|command| !READING.contains(&command.as_str())).collect();
    assert!(others.is_empty() && asked.iter().any(|command| command == "article_open"), "{asked:?}");
    let author = fs::read_to_string(stage.around().join("org.galley.desk/author")).unwrap_or_default();
    assert!(!author.contains("taken"), "nobody gave the author another name");
    assert_eq!(desk.data_version().expect("read"), version, "nothing was written");
    assert_eq!(stranger.heard(), [""; 0], "nobody came");
    stage.picture("attacks");
}
