//! What a window's library is before, while and after it is open.

use std::path::Path;

use super::*;
use galley_desk::settings::Settings;

fn library(at: &Path) -> PathBuf {
    Desk::create(at, &Settings::default(), "News", System.signature()).expect("made").folder().to_owned()
}

fn of(library: Option<PathBuf>, settings: &Path) -> Open {
    Open::new(library, settings.to_owned(), Arc::default(), Box::new(|_| {}), Box::new(|_| {}))
}

#[test]
fn a_window_takes_a_library_as_long_as_it_never_had_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let news = library(&folder.path().join("News.galley"));
    let open = of(None, folder.path());
    assert!(open.is_free(), "nothing is named");
    open.name(folder.path().join("Missing.galley"));
    assert!(!open.is_free(), "that may be opened yet");
    assert!(open.ask(Desk::status).is_err());
    assert!(open.is_free(), "it cannot be");
    open.name(news.clone());
    assert!(!open.is_free());
    open.ask(Desk::status).expect("it can be opened");
    assert!(!open.is_free() && open.named() == Some(news.clone()));
    assert!(open.desk_at(&folder.path().join("Missing.galley")).is_err());
    assert!(!open.is_free() && open.shown() == Some(news), "it keeps the one that it has");
}

#[test]
fn what_is_closed_is_let_go_and_opened_no_more() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let news = library(&folder.path().join("News.galley"));
    let open = of(Some(news.clone()), folder.path());
    open.ask(Desk::status).expect("it can be opened");
    let mut other = Desk::open(&news, Access::Write, System.signature()).expect("it opens beside it");
    assert!(other.rename("Weekly").is_err(), "someone has it open");
    std::thread::scope(|scope| {
        let sending = scope.spawn(|| open.run_outbox(&Passwords::default()));
        let watching = scope.spawn(|| open.watch(&|_| {}));
        open.close();
        sending.join().expect("it ends");
        watching.join().expect("it ends");
    });
    assert!(open.ask(Desk::status).is_err(), "no one asks it any more");
    other.rename("Weekly").expect("no one else has it open");
}
