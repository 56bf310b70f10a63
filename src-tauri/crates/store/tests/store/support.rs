//! A folder with libraries in it, and short words for what the tests do all the time.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use galley_domain::{Article, Content, Ids as _, Instant, LibraryId, MediaHash};
use galley_store::{
    Access, Derived, Document, Library, New, Revision, RevisionReason, Setting, Signature, Snapshot,
    StoreError, Tokens, Tx, words_hash,
};
use galley_testkit::{Corpus, Counted, Time, build, picture};
use tempfile::TempDir;

/// A temporary folder, a clock, and ids.
pub(crate) struct Room {
    pub(crate) folder: TempDir,
    pub(crate) time: Time,
    pub(crate) ids: Counted,
}

impl Room {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder, time: Time::at("2026-03-01T09:00:00Z"), ids: Counted::default() }
    }

    pub(crate) fn now(&self) -> Instant {
        self.time.now()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes `News.galley`.
    pub(crate) fn create(&mut self) -> Library {
        let settings = vec![(Setting::Language, "en".into())];
        let new = New { id: LibraryId::new(self.ids.next(self.now())), settings, targets: Vec::new() };
        Library::create(&self.path("News.galley"), &new).expect("a library")
    }

    /// Opens `News.galley` again.
    pub(crate) fn open(&self) -> Library {
        Library::open(&self.path("News.galley"), Access::Write).expect("it opens")
    }

    pub(crate) fn article(&mut self, content: Content) -> Article {
        let now = self.now();
        build::article(&mut self.ids, now, content)
    }

    /// A draft with an article of the corpus as its body.
    pub(crate) fn draft(&mut self, headline: &str, number: usize) -> Article {
        self.article(build::content(headline, &Corpus::new(1_000).body(number)))
    }

    /// A furnished library, with the room that it stands in.
    pub(crate) fn furnished_kept(mut self) -> (Self, PathBuf) {
        let path = self.furnished();
        (self, path)
    }

    /// Makes `News.galley` with some of everything: five articles with revisions, media, nouns. Closed again.
    pub(crate) fn furnished(&mut self) -> PathBuf {
        let mut library = self.create();
        let now = self.now();
        let media: Vec<MediaHash> = (0..4).map(|n| add_picture(&mut library, n, now)).collect();
        let category = build::category(&mut self.ids, now, "Industry", None);
        let tag = build::tag(&mut self.ids, now, "Awards");
        let articles: Vec<Article> = (0..5)
            .map(|number| {
                let mut article = self.draft(&format!("Article {number}"), number);
                article.content.category = Some(category.id);
                article.content.tags = vec![tag.id];
                article.content.pictures = BTreeMap::from([("a.png".to_owned(), media[number % 4])]);
                article
            })
            .collect();
        transact(&mut library, |tx| {
            tx.put_noun(&category)?;
            tx.put_noun(&tag)?;
            for article in &articles {
                put(tx, article)?;
                keep(tx, article, RevisionReason::Overwritten)?;
            }
            Ok(())
        });
        library.folder().to_owned()
    }
}

/// Changes a library in a way that must succeed.
pub(crate) fn transact<T>(library: &mut Library, change: impl FnOnce(&Tx<'_>) -> Result<T, StoreError>) -> T {
    library.transact(change).expect("the change is made")
}

pub(crate) fn by(author: &str) -> Signature {
    Signature { author: author.to_owned(), device: "desk-1".to_owned() }
}

/// What desk would derive; here the words are counted by their spaces.
pub(crate) fn derived(content: &Content) -> Derived {
    let tokens = Tokens::of(&document(content));
    let hash = words_hash(&content.headline, &content.lead, &content.body);
    Derived { words: content.body.split_whitespace().count() as u32, tokens, hash, paths: Vec::new() }
}

/// An article as search sees it.
fn document(content: &Content) -> Document<'static> {
    Document {
        headline: Cow::Owned(content.headline.clone()),
        lead: Cow::Owned(content.lead.clone()),
        tags: Cow::Borrowed(""),
        bylines: Cow::Borrowed(""),
        text: Cow::Owned(content.body.clone()),
    }
}

/// What verify holds the search index against.
#[expect(clippy::unnecessary_wraps, reason = "verify takes a reader that may find nothing")]
pub(crate) fn searched(article: &Article) -> Option<Document<'static>> {
    Some(document(&article.content))
}

pub(crate) fn put(tx: &Tx<'_>, article: &Article) -> Result<(), StoreError> {
    tx.put_article(article, &derived(&article.content), &by("Li Wei"))
}

/// Keeps an article's content as a revision.
pub(crate) fn keep(
    tx: &Tx<'_>,
    article: &Article,
    reason: RevisionReason,
) -> Result<galley_domain::RevisionNumber, StoreError> {
    let revision = Revision {
        number: galley_domain::RevisionNumber(0), // the store counts
        made_at: article.modified_at,
        by: by("Li Wei"),
        reason,
        name: None,
        headline: article.content.headline.clone(),
        words: 0,
    };
    tx.keep_revision(article.id, &Snapshot::of(&article.content)?, &revision)
}

pub(crate) fn add_picture(library: &mut Library, number: u32, now: Instant) -> MediaHash {
    let (bytes, extension) = picture(number);
    let files = library.media_files();
    let media =
        files.add(bytes.as_slice(), &format!("picture-{number}.{extension}")).expect("a real picture");
    transact(library, |tx| tx.put_media(&media, now));
    media.hash
}

/// Everything below a folder: path to bytes.
pub(crate) fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut tree = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            tree.extend(self::tree(&path));
        } else {
            tree.insert(path.clone(), fs::read(&path).expect("a file"));
        }
    }
    tree
}

/// The names in a folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// SQLite itself at a library that is closed.
pub(crate) fn raw(library: &Path, sql: &str) {
    let connection =
        rusqlite::Connection::open(library.join(galley_store::DATABASE)).expect("the database opens");
    connection.execute_batch(sql).expect("a good statement");
}

/// A number that SQLite itself answers.
pub(crate) fn raw_number(library: &Path, sql: &str) -> i64 {
    let connection =
        rusqlite::Connection::open(library.join(galley_store::DATABASE)).expect("the database opens");
    connection.query_row(sql, [], |row| row.get(0)).expect("a good question")
}
