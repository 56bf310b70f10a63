//! A desk with a clock that a test moves.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use galley_desk::domain::{ArticleId, Content, Ids, Instant, uuid_v7};
use galley_desk::settings::Settings;
use galley_desk::{Access, Clock, Desk, Signature};
use uuid::Uuid;

/// 2026-03-01 09:00 in UTC.
const START_MS: i64 = 1_772_355_600_000;

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub(crate) struct Hands(Arc<AtomicI64>);

impl Hands {
    pub(crate) fn minutes(&self, minutes: i64) {
        self.0.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }
}

impl Clock for Hands {
    fn now(&self) -> Instant {
        Instant::from_timestamp_millis(self.0.load(Ordering::Relaxed)).expect("a valid time")
    }
}

/// Ids in a row.
pub(crate) struct Row(Cell<u64>);

impl Ids for Row {
    fn next(&mut self, now: Instant) -> Uuid {
        self.0.set(self.0.get() + 1);
        let mut random = [0; 10];
        random[2..].copy_from_slice(&self.0.get().to_be_bytes());
        uuid_v7(now, random)
    }
}

/// A library in a temporary folder.
pub(crate) struct Room {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) hands: Hands,
    pub(crate) desk: Desk,
}

impl Room {
    pub(crate) fn new() -> Self {
        Self::with_ids_from(0)
    }

    /// Another library, with other ids.
    pub(crate) fn elsewhere() -> Self {
        Self::with_ids_from(1 << 40)
    }

    fn with_ids_from(first: u64) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let hands = Hands(Arc::new(AtomicI64::new(START_MS)));
        let path = folder.path().join("News.galley");
        let (clock, ids) = (Box::new(hands.clone()), Box::new(Row(Cell::new(first))));
        let desk = Desk::create_with(&path, &Settings::default(), "News", by("Li Wei"), clock, ids);
        Self { desk: desk.expect("a library"), folder, hands }
    }

    /// Another program at the same library.
    pub(crate) fn neighbour(&self) -> Desk {
        let (clock, ids) = (Box::new(self.hands.clone()), Box::new(Row(Cell::new(1 << 32))));
        let path = self.folder.path().join("News.galley");
        Desk::open_with(&path, Access::Write, by("Anna"), clock, ids).expect("the library opens twice")
    }

    /// A new article with a headline.
    pub(crate) fn article(&mut self, headline: &str) -> ArticleId {
        let new = galley_desk::article::NewArticle { headline: headline.to_owned(), ..Default::default() };
        self.desk.new_article(&new).expect("made").output
    }

    /// Writes into the body, on top of the last version.
    pub(crate) fn write(&mut self, id: ArticleId, body: &str) -> u64 {
        let shown = self.desk.show(id).expect("there");
        let content = Content { body: body.to_owned(), ..self.content(id) };
        self.desk.write(id, shown.version, content).expect("saved").output
    }

    /// The working text whole.
    pub(crate) fn content(&self, id: ArticleId) -> Content {
        self.desk.content(id).expect("there")
    }

    pub(crate) fn body(&self, id: ArticleId) -> String {
        self.content(id).body
    }

    pub(crate) fn set(&mut self, id: ArticleId, field: &str, value: &str) {
        self.desk.set_fields(id, &[(field.to_owned(), value.to_owned())]).expect("set");
    }

    pub(crate) fn slug(&self, id: ArticleId) -> String {
        self.content(id).slug.to_string()
    }
}

pub(crate) fn by(author: &str) -> Signature {
    Signature { author: author.to_owned(), device: "desk".to_owned() }
}
