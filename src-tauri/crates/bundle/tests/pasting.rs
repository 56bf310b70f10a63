//! What a clipboard gives, and the Markdown that it becomes: `paste/NAME.html` and `paste/NAME.md`, in which the first line
//! says what was left out. `GALLEY_REFRESH=1` rewrites the Markdown; read the difference.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use galley_bundle::{Converted, Page, from_html, from_page};

const PASTE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/paste");

fn told(Converted { markdown, dropped }: &Converted) -> String {
    format!("{dropped:?}\n\n{markdown}\n")
}

#[test]
fn each_source_becomes_its_markdown() {
    let mut wrong = String::new();
    let mut cases = 0;
    for entry in fs::read_dir(PASTE).expect("the cases are there") {
        let path = entry.expect("a folder can be read").path();
        if path.extension().is_none_or(|end| end != "html") {
            continue;
        }
        cases += 1;
        let html = fs::read_to_string(&path).expect("a case is text");
        let made = told(&from_html(&html).expect("it is short"));
        let expected = path.with_extension("md");
        if std::env::var_os("GALLEY_REFRESH").is_some() {
            fs::write(&expected, &made).expect("the folder of cases can be written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != made {
            let name = Path::new(&path).display();
            let _ = write!(wrong, "{name}\n{made}\n");
        }
    }
    assert_eq!(cases, 5);
    assert_eq!(wrong, "");
}

#[test]
fn addresses_are_meant_from_where_the_page_stood() {
    let at = url::Url::parse("https://example.org/news/one/").expect("a URL");
    let html = "<h1>A</h1><p><a href='/two/'>b</a> <a href='#c'>d</a> <img src='../e.png' alt='f'></p>";
    let made = |page| from_page(html, page).expect("it is short").markdown;
    let shown = "[b](https://example.org/two/) d ![f](https://example.org/news/e.png)";
    assert_eq!(made(Page { address: Some(&at), keeps_levels: false }), format!("## A\n\n{shown}"));
    assert_eq!(made(Page { address: Some(&at), keeps_levels: true }), format!("# A\n\n{shown}"));
    assert_eq!(made(Page::default()), "## A\n\nb d");
}

/// Each of them took hours: at each tag all that are open are looked through.
#[test]
fn what_is_nested_without_end_takes_no_time_and_its_words_come_out() {
    let many = 40_000;
    for (begin, end) in [
        ("<div>", ""),
        ("<div>", "</div>"),
        ("<table><tr><td><div></td>", ""),
        ("<table><div>", ""),
        ("<b a=1>", "</i>"),
    ] {
        let html = format!("<p>before</p>{}<p>words{} behind", begin.repeat(many), end.repeat(many));
        let made = from_html(&html).expect("it is short enough").markdown;
        assert!(made.contains("before"), "{begin}: {made:.80}");
    }
    // What stands beside a deep part, and not in it, is as ever.
    let deep = format!("{}deep{}", "<div>".repeat(800), "</div>".repeat(800));
    let made = from_html(&format!("{deep}<h2>A title</h2><p>Words</p>")).expect("short").markdown;
    assert!(made.ends_with("Words") && made.contains("# A title"), "{made}");
}

#[test]
fn whatever_comes_its_words_come_out() {
    let deep = "<div><b>".repeat(2_000) + "words";
    let made = from_html(&deep).expect("it is short enough").markdown;
    assert!(made.len() < 2_000, "what no person wrote is left out: {}", made.len());
    for html in
        ["", "<", "<table><td>a<td>b<li>c</table>d", "<ul>x<li></ul>", "<p style='mso-list:l0 level9 l'>a"]
    {
        from_html(html).expect("it is short");
    }
    assert!(from_html(&" ".repeat(galley_bundle::HTML_BYTES_MAX + 1)).is_err());
}
