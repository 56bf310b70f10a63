//! How fast the built window is, beside CodeMirror by itself in the same webview: `cargo xtask bench ui [SIZE...]`.
//!
//! The release build is driven by real keys under a screen in memory, which has no graphics card: what counts is a figure
//! beside its floor. Times are taken in the page: from when the key came in until the picture that shows it was painted.
//! A person reads them; no test does.

#![expect(clippy::print_stdout, reason = "it is a program that prints")]
#![allow(dead_code, reason = "the scene and the driver are those of the tests, which use more of them")]

#[path = "../driver.rs"]
mod driver;
mod measures;
#[path = "../page.rs"]
mod page;
#[path = "../stage.rs"]
mod stage;

use galley_desk::import::From;
use galley_desk::settings::Settings;
use galley_desk::{Access, Desk, Signature};
use galley_testkit::Corpus;

use measures::{Times, keys_in, memory_mb, scrolling, searching, switching};
use stage::Stage;

/// How long the texts are that are typed into, in words.
const LENGTHS: [usize; 3] = [1_000, 20_000, 50_000];
/// What each word of theirs is about, so that they are found.
const NAMES: [&str; 3] = ["Longwave", "Longhaul", "Longshore"];

fn main() {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000];
    }
    for size in sizes {
        measure(size);
    }
}

fn measure(articles: usize) {
    let stage = Stage::new(|folder| {
        let library = folder.join("Bench.galley");
        make(&library, articles);
        Some(library)
    });
    stage.window.until("the list", |window| !window.texts(page::ROWS).is_empty());
    let took_ms = stage.started.elapsed().as_secs_f64() * 1000.0;
    println!("\n{articles} articles\n");
    println!("start until the list can be used, by the driver    {took_ms:>8.0} ms");
    println!("memory of the app and its webview                  {:>8.0} MB", memory_mb(&stage));
    let (idle, scrolled) = (scrolling(&stage.window, 0), scrolling(&stage.window, 200));
    println!("frames over 17 ms of 300, nothing moves            {:>8}", idle.over(17.0));
    println!(
        "frames over 17 ms of 300, the list scrolls         {:>8}   longest {:.0} ms",
        scrolled.over(17.0),
        scrolled.max()
    );
    print("search, key to rows", &searching(&stage.window));
    print("the next article, key to text", &switching(&stage.window));
    for (words, name) in LENGTHS.into_iter().zip(NAMES) {
        let typed = keys_in(&stage, name);
        println!();
        print(&format!("{words} words, key to paint"), &typed.galley);
        print(&format!("{words} words, CodeMirror by itself"), &typed.bare);
        println!(
            "{:<50} {:>8.2} {:>8.2}",
            "  ratio",
            typed.galley.at(50) / typed.bare.at(50),
            typed.galley.at(95) / typed.bare.at(95)
        );
        print(&format!("{words} words, key to the preview's new block"), &typed.preview);
    }
    println!("\nmemory at the end                                  {:>8.0} MB", memory_mb(&stage));
}

fn print(what: &str, times: &Times) {
    println!(
        "{what:<50} {:>8.1} {:>8.1}   p50 and p95, ms ({} times)",
        times.at(50),
        times.at(95),
        times.count()
    );
}

fn make(library: &std::path::Path, articles: usize) {
    let by = Signature { author: "Bench".to_owned(), device: "bench".to_owned() };
    let corpus = tempfile::tempdir().expect("a temporary folder can be made");
    Corpus::new(articles).write(corpus.path()).expect("the articles can be written");
    for (words, name) in LENGTHS.into_iter().zip(NAMES) {
        let file = corpus.path().join(format!("{}.md", name.to_lowercase()));
        std::fs::write(file, long_text(name, words)).expect("an article can be written");
    }
    let mut desk =
        Desk::create(library, &Settings::default(), "Bench", by.clone()).expect("a library can be made");
    desk.import(corpus.path(), From::Auto, &mut |_| {}).expect("the articles can be read");
    drop(desk);
    drop(Desk::open(library, Access::Write, by).expect("it opens"));
}

/// Paragraphs of eighty words, a heading before every tenth.
fn long_text(name: &str, words: usize) -> String {
    let mut text = format!("---\ntitle: {name}\ndate: 2001-01-01\n---\n");
    for at in 0..words / 80 {
        if at % 10 == 0 {
            text.push_str(&format!("\n## Part {}\n", at / 10 + 1));
        }
        text.push('\n');
        text.push_str(
            &"The harbour kept *its* cables under the quay and [wrote](https://example.org/) of it. "
                .repeat(5),
        );
        text.push('\n');
    }
    text
}
