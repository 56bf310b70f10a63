//! The built window on screens and for eyes of all kinds: very large, without motion, in colours that the system forces, in
//! high contrast.

use serde_json::{Value, json};

use crate::access::{faults, unseen_stops};
use crate::driver::{Driver, key};
use crate::page::{ROWS, focus, frame_shows, run_command};
use crate::stage::{Screen, Stage};
use crate::views::look_at;

/// The words of the newest article of the sample, in its preview.
fn until_there(window: &Driver) {
    window.until("the list", |window| !window.texts(ROWS).is_empty());
    window.until("a text", |window| window.has(".cm-content .cm-line"));
    window.until("its page", frame_shows("harbour"));
}

#[test]
fn on_a_very_large_screen_nothing_is_cut_off_and_lines_stay_as_long_as_can_be_read() {
    for scale in [1, 2] {
        let screen = Screen { size: (3840, 2160), scale };
        let stage = Stage::with_sample_on(screen);
        let window = &stage.window;
        let (width, height) = (screen.size.0 / scale, screen.size.1 / scale);
        stage.resize((width, height));
        until_there(window);
        assert_eq!(window.script("return devicePixelRatio"), json!(scale));
        let mut found = Vec::new();
        for (language, name) in [("language english", "en"), ("language chinese", "zh")] {
            run_command(window, language);
            found.extend(look_at(&stage, &format!("{name}-{scale}"), "room-4k"));
            window.chord(key::CONTROL, ",");
            window.until("the settings", |window| window.has("dialog[open]"));
            found.extend(look_at(&stage, &format!("{name}-{scale}"), "settings-4k"));
            window.keys(key::ESCAPE);
        }
        assert_eq!(found, Vec::<String>::new());
        // Each pane has its share: what is read is wide, what one scans stays narrow.
        let sides: Vec<f64> = serde_json::from_value(window.script(
            "return ['nav', 'section.articles', 'main', 'aside', '.cm-content'].map((css) => document.querySelector(css).getBoundingClientRect().width)",
        ))
        .expect("the script returns numbers");
        let [shelves, list, text, page, content] = sides[..] else { panic!("{sides:?}") };
        let whole = f64::from(width);
        assert!(shelves <= 360.0 && list <= 560.0, "{sides:?}");
        assert!(text >= whole * 0.3 && page >= whole * 0.25, "{sides:?}");
        assert!(content <= 900.0, "a line is no longer than can be read: {sides:?}");
        assert!((shelves + list + text + page - whole).abs() < 2.0, "and nothing lies beside: {sides:?}");
        stage.picture(&format!("room-4k-{scale}"));
    }
}

/// What moves: the transitions that anything has, as far as they take any time, and animations that run.
const MOVES: &str = "
    const time = (style) => Math.max(...`${style.transitionDuration},${style.animationDuration}`.split(',').map(parseFloat));
    const moves = [...document.querySelectorAll('*')].filter((of) => {
        const style = getComputedStyle(of);
        return time(style) > 0 && (style.animationName !== 'none' || style.transitionDuration !== '0s');
    });
    return moves.map((of) => of.outerHTML.slice(0, 80)).concat(document.getAnimations().map((one) => one.constructor.name))";

#[test]
fn who_wants_no_motion_gets_none() {
    for (settings, still) in [("gtk-enable-animations=0", true), ("gtk-enable-animations=1", false)] {
        let stage = Stage::with_sample_and_toolkit(settings);
        let window = &stage.window;
        until_there(window);
        let asked = window.script("return matchMedia('(prefers-reduced-motion: reduce)').matches");
        assert_eq!(asked, json!(still), "{settings}: the page knows");
        // Where the paragraph at the cursor is in the light, the others fade.
        run_command(window, "only this paragraph");
        focus(window, ".cm-content");
        window.keys(key::DOWN);
        window.until("it is", |window| window.has(".focusing .md-line-here"));
        let moves = window.script(MOVES);
        let moves = moves.as_array().expect("the script returns a list");
        assert_eq!(moves.is_empty(), still, "{settings}: {moves:?}");
    }
}

/// Puts in force what the styles say for colours that the system forces. WebKit on Linux never does: it asks no system for them.
const FORCED: &str = "
    const forced = [];
    const into = (rules) => {
        for (const rule of rules) {
            if (rule.media?.mediaText.includes('forced-colors')) forced.push(rule.media);
            if (rule.cssRules) into(rule.cssRules);
        }
    };
    for (const sheet of document.styleSheets) into(sheet.cssRules);
    for (const media of forced) media.mediaText = 'all';
    return forced.length";

#[test]
fn in_colours_that_are_forced_and_in_high_contrast_the_keyboard_is_seen() {
    let stage = Stage::with_sample();
    let window = &stage.window;
    until_there(window);
    let ring = "const at = document.querySelector('.row[aria-selected=true]'), { outlineStyle, outlineWidth } = getComputedStyle(at); return [outlineStyle, outlineWidth]";
    assert_eq!(window.script(ring)[0], json!("none"), "else a ground is enough");
    for view in ["contrast", "forced"] {
        if view == "contrast" {
            run_command(window, "look: high contrast");
        } else {
            let rules: Value = window.script(FORCED);
            assert!(rules.as_u64().is_some_and(|rules| rules >= 2), "there are rules for it: {rules}");
            assert_eq!(window.script(ring), json!(["solid", "2px"]), "what is chosen has a line around it");
        }
        assert_eq!(faults(window), Vec::<String>::new(), "{view}");
        focus(window, "[role=search] input");
        assert_eq!(unseen_stops(window), Vec::<String>::new(), "{view}");
        window.click("#tab-details");
        window.until("the details", |window| window.has("aside [name=category]"));
        focus(window, "#tab-details");
        assert_eq!(unseen_stops(window), Vec::<String>::new(), "{view}: the details");
        stage.picture(&format!("room-{view}"));
        window.click("#tab-preview");
    }
}
