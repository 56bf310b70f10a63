//! Deleting articles for good: what goes with them, and what is remembered. The texts go, with their versions and the pictures that nobody
//! else uses; what stays are tombstones, which say of an id that it was deleted, and of an address whose it was.

use std::collections::HashSet;

use galley_domain::{ArticleId, Byline, Content, Instant, Language, Media, MediaHash, Picture, Site, Target};
use rusqlite::OptionalExtension;
use uuid::Uuid;

use super::media_of;
use crate::revision::unpack;
use crate::state::Change;
use crate::{StoreError, Tx, View, search};

/// What so many others wrote since is looked through one by one; after more everything is looked at again.
const CHANGED_MAX: usize = 1_000;

/// What goes with articles that are deleted for good.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Going {
    /// How many versions.
    pub revisions: u64,
    /// The media that nothing else uses.
    pub media: Vec<Media>,
    /// The state of the library that this was found in.
    pub state: Option<String>,
}

impl View<'_> {
    /// What goes with these articles. `held`: media that stay whatever uses them.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn going_with(
        &self,
        gone: &HashSet<ArticleId>,
        held: &HashSet<MediaHash>,
    ) -> Result<Going, StoreError> {
        let (mut revisions, mut shown) = (0, HashSet::new());
        for id in gone {
            revisions += self.each_text(*id, |text| shown.extend(media_of(text)))?;
        }
        shown.retain(|hash| !held.contains(hash));
        self.keep_used(&mut shown, gone)?;
        let mut media = Vec::new();
        for hash in shown {
            media.extend(self.media(hash)?);
        }
        media.sort_by_key(|media| media.hash);
        Ok(Going { revisions, media, state: self.state()? })
    }

    /// What was found before, as it is by now: of the media those stay that someone began to use since. Unless very much was written since, this
    /// reads no more than that.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn still_going_with(
        &self,
        found: Going,
        articles: &HashSet<ArticleId>,
        held: &HashSet<MediaHash>,
    ) -> Result<Going, StoreError> {
        let changes = match &found.state {
            Some(state) => self.changes_since(state, CHANGED_MAX)?,
            None => None,
        };
        let Some(changes) = changes else {
            return self.going_with(articles, held);
        };
        let mut media: HashSet<MediaHash> = found.media.iter().map(|media| media.hash).collect();
        self.keep_used_by_nouns(&mut media)?;
        for change in changes {
            match change {
                Change::Article(id) if articles.contains(&id) => return self.going_with(articles, held),
                Change::Article(id) => {
                    self.each_text(id, |text| leave_shown(&mut media, text))?;
                }
                Change::Noun(_) | Change::Other => {}
            }
        }
        media.retain(|hash| !held.contains(hash));
        let mut found = found;
        found.media.retain(|of| media.contains(&of.hash));
        Ok(found)
    }

    /// Hands out what an article says, and each version of it. Answers how many versions there are; one that is not there has none.
    fn each_text(&self, id: ArticleId, mut each: impl FnMut(&Content)) -> Result<u64, StoreError> {
        let Some(article) = self.article(id)? else {
            return Ok(0);
        };
        each(&article.content);
        let mut revisions = 0;
        for revision in self.revisions(id)? {
            revisions += 1;
            match self.revision(id, revision.number) {
                Ok(content) => content.iter().for_each(&mut each),
                // What it shows stays where nothing else is known of it.
                Err(StoreError::Damaged { .. }) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(revisions)
    }

    /// Takes out of these media those that something else uses: a noun, another article, or a version of one.
    fn keep_used(&self, media: &mut HashSet<MediaHash>, gone: &HashSet<ArticleId>) -> Result<(), StoreError> {
        self.keep_used_by_nouns(media)?;
        for hash in media.iter().copied().collect::<Vec<_>>() {
            if self.media_used_in(hash)?.iter().any(|id| !gone.contains(id)) {
                media.remove(&hash);
            }
        }
        if media.is_empty() {
            return Ok(());
        }
        // Nothing says which versions show a picture but these themselves. They are read until each picture is found in one.
        let sql = "SELECT article.id, revision.content, revision.hash FROM revision JOIN article ON article.rowid = revision.article";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if gone.contains(&ArticleId::new(Uuid::from_bytes(row.get(0)?))) {
                continue;
            }
            let packed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            let hash = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
            let Ok(content) = unpack(packed, hash, || "a revision".to_owned()) else {
                // What it shows is not known: it may be any of them.
                media.clear();
                break;
            };
            leave_shown(media, &content);
            if media.is_empty() {
                break;
            }
        }
        Ok(())
    }

    fn keep_used_by_nouns(&self, media: &mut HashSet<MediaHash>) -> Result<(), StoreError> {
        let targets: Vec<Target> = self.nouns()?;
        for logo in targets.iter().filter_map(Target::site).flat_map(Site::logos) {
            media.remove(&logo);
        }
        for byline in self.nouns::<Byline>()? {
            if let Some(Picture::Media(portrait)) = byline.picture {
                media.remove(&portrait);
            }
        }
        Ok(())
    }

    /// Whether an article may have an address: no other has it now, was released under it, or had it when it was deleted for good.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn may_have_slug(&self, id: ArticleId, language: &Language, slug: &str) -> Result<bool, StoreError> {
        if self.by_slug(language, slug)?.iter().any(|owner| *owner != id) {
            return Ok(false);
        }
        let sql = "SELECT 1 FROM tombstone WHERE noun = 'address ' || ?1 || '/' || ?2 AND id <> ?3";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(!statement.exists((language.as_str(), slug, id.uuid().as_bytes()))?)
    }

    /// The articles in the trash, oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn trashed(&self) -> Result<Vec<ArticleId>, StoreError> {
        self.ids("SELECT id FROM article WHERE trashed_at IS NOT NULL ORDER BY rowid", [])
    }

    /// The articles that were deleted for good.
    pub(crate) fn deleted_articles(&self) -> Result<Vec<ArticleId>, StoreError> {
        self.ids("SELECT id FROM tombstone WHERE noun = 'article'", [])
    }
}

/// Takes out of these media those that a text shows, or names in its body: of a text that was refused it was not always looked up what its
/// pictures are.
fn leave_shown(media: &mut HashSet<MediaHash>, content: &Content) {
    for used in media_of(content) {
        media.remove(&used);
    }
    for beginning in content.body.split('.').filter_map(MediaHash::beginning_of_path) {
        media.retain(|hash| !hash.bytes().starts_with(&beginning));
    }
}

impl Tx<'_> {
    /// Takes an article out of the library for good, its revisions included, and leaves tombstones: its own, and one for each address
    /// that it had.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]
    pub fn remove_article(&self, id: ArticleId, now: Instant) -> Result<(), StoreError> {
        let rowid: Option<i64> = self
            .connection
            .prepare_cached("SELECT rowid FROM article WHERE id = ?1")?
            .query_row([id.uuid().as_bytes()], |row| row.get(0))
            .optional()?;
        let rowid = rowid.ok_or_else(|| StoreError::NotFound { noun: "article", id: id.to_string() })?;
        let now_ms = now.timestamp_millis();
        self.connection.prepare_cached(include_str!("bury_addresses.sql"))?.execute((rowid, now_ms))?;
        search::remove(self.connection, rowid)?;
        self.connection.prepare_cached("DELETE FROM article WHERE rowid = ?1")?.execute([rowid])?;
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO tombstone (noun, id, deleted_at) VALUES ('article', ?1, ?2)",
            )?
            .execute((id.uuid().as_bytes(), now_ms))?;
        Ok(())
    }

    /// An article that was deleted for good and comes in again is none of the deleted, and has its addresses.
    pub(super) fn raise(&self, id: ArticleId) -> Result<(), StoreError> {
        let id = id.uuid();
        let sql = "DELETE FROM tombstone WHERE noun = 'article' AND id = ?1";
        if self.connection.prepare_cached(sql)?.execute([id.as_bytes()])? == 0 {
            return Ok(());
        }
        let sql = "DELETE FROM tombstone WHERE noun > 'address ' AND noun < 'address!' AND id = ?1";
        self.connection.prepare_cached(sql)?.execute([id.as_bytes()])?;
        Ok(())
    }
}
