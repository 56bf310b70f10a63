//! How fast the built window is, beside `CodeMirror` by itself in the same webview: `cargo xtask bench ui [SIZE...]`.
//!
//! The release build is driven by real keys under a screen in memory, which has no graphics card: what counts is a figure
//! beside its floor. Times are taken in the page: from when a key came in until the picture that shows it was painted.
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

use std::fmt::Write as _;
use std::path::Path;

use galley_desk::import::From;
use galley_desk::settings::Settings;
use galley_desk::{Desk, Signature};
use galley_testkit::Corpus;

use measures::{Times, keys_in, memory_mb, scrolling, searching, started, switching};
use stage::Stage;

/// How long the texts are that are typed into, in words, and what each is called.
const TEXTS: [(usize, &str); 3] = [(1_000, "Longwave"), (20_000, "Longhaul"), (50_000, "Longshore")];
/// How often the app is started for one figure.
const STARTS: usize = 5;
/// The longest that one picture may stand where sixty are shown in a second, in milliseconds.
const FRAME_MS: f64 = 17.0;

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
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let library = folder.path().join("Bench.galley");
    make(&library, articles);
    let begin = || Stage::new(|_| Some(library.clone()));
    println!("\n{articles} articles{:>45} {:>8} {:>8}", "p50", "p95", "aim");
    print("start to a list that can be used, ms", &Times::of((0..STARTS).map(|_| started(&begin()))), "1000");

    let stage = begin();
    let window = &stage.window;
    window.until("the list", |window| !window.texts(page::ROWS).is_empty());
    println!("{:<50} {:>8.0}", "memory after the start, MB", memory_mb(&stage));
    let (still, scrolled) = (scrolling(window, 0), scrolling(window, 200));
    print("frame while nothing moves, ms", &still, "");
    print("frame while the list scrolls, ms", &scrolled, "");
    let slow = [&scrolled, &still].map(|frames| frames.over(FRAME_MS));
    println!("{:<50} {:>8} {:>8}", "frames over 16 ms of 300, and where nothing moves", slow[0], slow[1]);
    print("search, key to rows, ms", &searching(window), "");
    print("the next article, key to its text, ms", &switching(window), "60");
    for (words, name) in TEXTS {
        let typed = keys_in(&stage, name);
        println!("\n{words} words, the preview open");
        print("key to paint, ms", &typed.galley, "");
        print("the same in CodeMirror by itself, ms", &typed.bare, "");
        let ratio = |percent| typed.galley.at(percent) / typed.bare.at(percent);
        println!("{:<50} {:>8.2} {:>8.2} {:>8}", "times CodeMirror", ratio(50), ratio(95), "1.30");
        print("key to the preview's new block, ms", &typed.preview, "50");
    }
    println!("\n{:<50} {:>8.0}", "memory at the end, MB", memory_mb(&stage));
}

fn print(what: &str, times: &Times, aim: &str) {
    println!("{what:<50} {:>8.1} {:>8.1} {aim:>8}", times.at(50), times.at(95));
}

fn make(library: &Path, articles: usize) {
    let by = Signature { author: "Bench".to_owned(), device: "bench".to_owned() };
    let mut desk = Desk::create(library, &Settings::default(), "Bench", by).expect("a library can be made");
    let mut bring = |folder: &Path| {
        desk.import(folder, From::Auto, &mut |_| {}).expect("the articles can be read");
    };
    let corpus = tempfile::tempdir().expect("a temporary folder can be made");
    Corpus::new(articles).write(corpus.path()).expect("the articles can be written");
    bring(corpus.path());
    let texts = tempfile::tempdir().expect("a temporary folder can be made");
    for (words, name) in TEXTS {
        let file = texts.path().join(format!("{}.md", name.to_lowercase()));
        std::fs::write(file, long_text(name, words)).expect("an article can be written");
    }
    bring(texts.path());
}

/// Paragraphs of eighty words, a heading before every tenth.
fn long_text(name: &str, words: usize) -> String {
    let mut text = format!("---\ntitle: {name}\ndate: 2001-01-01\n---\n");
    let sentence = "The harbour kept *its* cables under the quay and [wrote](https://example.org/) of them in a book that nobody read. ";
    for at in 0..words / 80 {
        if at % 10 == 0 {
            let _ = write!(text, "\n## Part {}\n", at / 10 + 1);
        }
        let _ = write!(text, "\n{}\n", sentence.repeat(4).trim_end());
    }
    text
}
