//! Libraries for the journeys: made through desk, looked at through desk.

use std::path::Path;

use galley_desk::domain::{Article, ArticleId, Ids, Instant};
use galley_desk::import::From;
use galley_desk::settings::Settings;
use galley_desk::wire::{ArticleFilter, ListOrder};
use galley_desk::{Access, Clock, Desk, Signature};
use galley_testkit::{Corpus, Counted, Time};

/// Testkit's clock, as desk wants one.
pub struct Standing(pub Time);

impl Clock for Standing {
    fn now(&self) -> Instant {
        self.0.now()
    }
}

/// Who sits at the desk.
pub fn by() -> Signature {
    Signature { author: "Li Wei".to_owned(), device: "desk-1".to_owned() }
}

/// The time at which libraries of tests are made.
pub fn start() -> Time {
    Time::at("2026-03-01T09:00:00Z")
}

/// Opens a library, with a clock that stands still.
///
/// # Panics
/// Where it does not open.
pub fn open(path: &Path) -> Desk {
    let (clock, ids) = (Box::new(Standing(start())), Box::new(Later(Counted::default())));
    Desk::open_with(path, Access::Write, by(), clock, ids)
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Ids that are not those that the library was made with.
struct Later(Counted);

impl Ids for Later {
    fn next(&mut self, now: Instant) -> galley_testkit::Uuid {
        self.0.next(now + std::time::Duration::from_hours(1))
    }
}

/// Makes an empty library, with a clock that stands still and ids that count.
///
/// # Panics
/// Where it cannot be made.
pub fn create(path: &Path) -> Desk {
    let (clock, ids) = (Box::new(Standing(start())), Box::new(Counted::default()));
    Desk::create_with(path, &Settings::default(), "News", by(), clock, ids).expect("a library")
}

/// The same with the ids of another machine.
///
/// # Panics
/// Where it cannot be made.
pub fn create_elsewhere(path: &Path) -> Desk {
    let (clock, ids) = (Box::new(Standing(start())), Box::new(Later(Counted::default())));
    Desk::create_with(path, &Settings::default(), "Other", by(), clock, ids).expect("a library")
}

/// Makes a library with so many articles of the corpus, which is written to `corpus` beside it.
///
/// # Panics
/// Where any of it fails.
pub fn filled(path: &Path, articles: usize) -> Desk {
    let corpus = path.with_file_name("corpus");
    Corpus::new(articles).write(&corpus).expect("the corpus is written");
    let mut desk = create(path);
    let report = desk.import(&corpus, From::Auto, &mut |_| {}).expect("it is imported").output;
    assert_eq!((report.added, report.left.len()), (articles, 0), "{:?}", report.left);
    desk
}

/// The ids of all articles but those in the trash, newest first.
///
/// # Panics
/// Where they cannot be listed.
pub fn ids(desk: &Desk) -> Vec<ArticleId> {
    let (mut ids, mut after) = (Vec::new(), None::<String>);
    loop {
        let page = desk
            .list(&ArticleFilter::default(), ListOrder::default(), after.as_deref(), 1_000)
            .expect("a page");
        ids.extend(page.articles.iter().map(|row| row.id.parse::<ArticleId>().expect("an id")));
        after = page.next;
        if after.is_none() {
            return ids;
        }
    }
}

/// All articles but those in the trash, by id.
///
/// # Panics
/// Where one cannot be read.
pub fn articles(desk: &Desk) -> Vec<Article> {
    let mut ids = ids(desk);
    ids.sort_unstable();
    ids.into_iter().map(|id| desk.article(id).expect("it is in the list")).collect()
}

/// Asserts that verify finds nothing.
///
/// # Panics
/// Where it finds something.
pub fn must_be_whole(desk: &Desk) {
    let findings = desk.verify(&mut |_| {}).expect("it can be checked");
    assert_eq!(findings, [""; 0]);
}
