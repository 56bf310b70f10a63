//! Articles: writing and reading one. Lists are in [`list`], what goes out in [`outgoing`].

mod chosen;
mod fields;
mod for_good;
mod list;
mod order;
mod outgoing;
mod shelves;
mod unmet;

use galley_domain::{
    Article, ArticleId, CategoryId, Content, Instant, Kind, Language, PendingChange, RevisionNumber, Slug,
    Stage,
};
use rusqlite::types::{Type, Value};
use rusqlite::{OptionalExtension, Row as SqlRow};
use uuid::Uuid;

pub(crate) use chosen::find_chosen_slugs;
pub use fields::{ShownMedia, media_of};
pub use for_good::Going;
pub use list::{Counts, Filter, Page, Row};
pub use order::{Cursor, CursorError, Order, OrderBy};
pub(crate) use outgoing::hash_of;
pub use outgoing::{Bodies, FiledAs, Outgoing};
pub use unmet::LinkedPath;
pub(crate) use unmet::find_unmet_links;

use crate::view::{instant, maybe_instant};
use crate::{StoreError, Tx, View, search};
use fields::Fields;

/// Who saves, and on which machine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    /// The person, by the name asked at first start.
    pub author: String,
    /// The machine.
    pub device: String,
}

/// What follows from an article's text and needs Markdown to be known: made by the caller, on any thread.
#[derive(Debug, Clone)]
pub struct Derived {
    /// Words of the body.
    pub words: u32,
    /// What search finds it by.
    pub tokens: search::Tokens,
    /// See [`words_hash`](crate::words_hash).
    pub hash: [u8; 32],
    /// The paths within the site that the body links to, each once.
    pub paths: Vec<LinkedPath>,
}

impl View<'_> {
    /// An article, whole.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where its row cannot be read.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        const SQL: &str = include_str!("get.sql");
        let found =
            self.connection.prepare_cached(SQL)?.query_row([id.uuid().as_bytes()], read).optional()?;
        Ok(found)
    }

    /// An article by its rowid.
    pub(crate) fn article_at(&self, rowid: i64) -> Result<Option<Article>, StoreError> {
        const SQL: &str = include_str!("get_at.sql");
        Ok(self.connection.prepare_cached(SQL)?.query_row([rowid], read).optional()?)
    }

    /// Who saved an article last.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn last_signature(&self, id: ArticleId) -> Result<Option<Signature>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT author, device FROM article WHERE id = ?1")?;
        let found = statement
            .query_row([id.uuid().as_bytes()], |row| {
                Ok(Signature { author: row.get(0)?, device: row.get(1)? })
            })
            .optional()?;
        Ok(found)
    }

    /// The articles that have an address now or were released under it, present ones first. Those in the trash count.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn by_slug(&self, language: &Language, slug: &str) -> Result<Vec<ArticleId>, StoreError> {
        const SQL: &str = include_str!("by_slug.sql");
        self.ids(SQL, (language.as_str(), slug))
    }

    /// The articles, in any language, that have a slug now or were released under it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn by_slug_anywhere(&self, slug: &str) -> Result<Vec<ArticleId>, StoreError> {
        const SQL: &str = include_str!("by_slug_anywhere.sql");
        self.ids(SQL, [slug])
    }

    /// The addresses under which readers had an article by a time, the present one among them.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn released_slugs(&self, id: ArticleId, by: Instant) -> Result<Vec<(Language, Slug)>, StoreError> {
        const SQL: &str = include_str!("released_slugs.sql");
        let mut statement = self.connection.prepare_cached(SQL)?;
        let by = by.timestamp_millis();
        let rows =
            statement.query_map((id.uuid().as_bytes(), by), |row| Ok((parsed(row, 0)?, parsed(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether an article was ever released, if only for later.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn has_released_slug(&self, id: ArticleId) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM released_slug WHERE article = (SELECT rowid FROM article WHERE id = ?1))";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([id.uuid().as_bytes()], |row| row.get(0))?)
    }

    /// The translations of an article.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn translations(&self, source: ArticleId) -> Result<Vec<ArticleId>, StoreError> {
        const SQL: &str = include_str!("translations.sql");
        self.ids(SQL, [source.uuid().as_bytes()])
    }

    /// The hash of an article's words now: see [`words_hash`](crate::words_hash).
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn words_hash(&self, id: ArticleId) -> Result<Option<[u8; 32]>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT words_hash FROM article WHERE id = ?1")?;
        Ok(statement.query_row([id.uuid().as_bytes()], |row| row.get(0)).optional()?)
    }

    /// All ids of articles, trash included, oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn article_ids(&self) -> Result<Vec<ArticleId>, StoreError> {
        self.ids("SELECT id FROM article ORDER BY rowid", [])
    }

    /// How many words an article has.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn words(&self, id: ArticleId) -> Result<u32, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT words FROM article WHERE id = ?1")?;
        Ok(statement.query_row([id.uuid().as_bytes()], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    /// These articles in the order in which they lie in the library, each once: many are read and written faster so. Those that are not
    /// there come last.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn in_stored_order(&self, ids: &[ArticleId]) -> Result<Vec<ArticleId>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT rowid FROM article WHERE id = ?1")?;
        let mut placed = Vec::with_capacity(ids.len());
        for id in ids {
            let rowid: Option<i64> =
                statement.query_row([id.uuid().as_bytes()], |row| row.get(0)).optional()?;
            placed.push((rowid.unwrap_or(i64::MAX), *id));
        }
        placed.sort_unstable();
        placed.dedup();
        Ok(placed.into_iter().map(|(_, id)| id).collect())
    }

    /// The articles filed under a category, tag or byline, trash included.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn filed_under(&self, noun: Uuid) -> Result<Vec<ArticleId>, StoreError> {
        const SQL: &str = include_str!("filed_under.sql");
        self.ids(SQL, [noun.as_bytes()])
    }

    pub(crate) fn ids(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<ArticleId>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params, |row| Ok(ArticleId::new(Uuid::from_bytes(row.get(0)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Writes an article whole: its row, its body, what it is filed under, and what search finds it by.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_article(
        &self,
        article: &Article,
        derived: &Derived,
        by: &Signature,
    ) -> Result<(), StoreError> {
        let rowid = self.put_rows(article, derived, by, false)?;
        Ok(search::put(self.connection, rowid, &derived.tokens)?)
    }

    /// Writes an article that search finds by the same as before: same headline, lead, body, language, tags and bylines. `before` is what it
    /// was. Nothing is written that did not change, nor made anew of the body, which is what writing an article costs.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_fields(&self, article: &Article, before: &Article, by: &Signature) -> Result<(), StoreError> {
        const SQL: &str = include_str!("put_fields.sql");
        let content = &article.content;
        let fields =
            (content != &before.content).then(|| serde_json::to_string(&Fields::of(content))).transpose()?;
        let row = standing(article, by).into_iter().chain([fields.into()]);
        let rowid: i64 = self
            .connection
            .prepare_cached(SQL)?
            .query_row(rusqlite::params_from_iter(row), |row| row.get(0))?;
        if is_filed_alike(article, before) {
            return Ok(());
        }
        self.unfile(rowid)?;
        self.file(rowid, article)
    }

    /// All but what search finds it by. Answers its rowid.
    pub(crate) fn put_rows(
        &self,
        article: &Article,
        derived: &Derived,
        by: &Signature,
        is_new: bool,
    ) -> Result<i64, StoreError> {
        const PUT: &str = include_str!("put.sql");
        const PUT_BODY: &str = include_str!("put_body.sql");
        let content = &article.content;
        let row = standing(article, by).into_iter().chain([
            serde_json::to_string(&Fields::of(content))?.into(),
            content.language.as_str().to_owned().into(),
            content.headline.clone().into(),
            content.lead.clone().into(),
            i64::from(derived.words).into(),
            derived.hash.to_vec().into(),
        ]);
        let rowid: i64 = self
            .connection
            .prepare_cached(PUT)?
            .query_row(rusqlite::params_from_iter(row), |row| row.get(0))?;
        self.connection.prepare_cached(PUT_BODY)?.execute((rowid, &content.body))?;
        if is_new {
            self.raise(article.id)?;
        } else {
            self.unfile(rowid)?;
        }
        self.file(rowid, article)?;
        self.put_unmet(rowid, content, &derived.paths, is_new)?;
        Ok(rowid)
    }

    /// Writes what can be asked from the other side: by tag, byline, media, link.
    fn file(&self, rowid: i64, article: &Article) -> Result<(), StoreError> {
        let content = &article.content;
        let connection = self.connection;
        let printed_ms = article.printed_date().timestamp_millis();
        for tag in &content.tags {
            connection
                .prepare_cached(
                    "INSERT OR IGNORE INTO article_tag (tag, printed_at, article) VALUES (?1, ?2, ?3)",
                )?
                .execute((tag.uuid().as_bytes(), printed_ms, rowid))?;
        }
        for byline in &content.bylines {
            connection
                .prepare_cached("INSERT OR IGNORE INTO article_byline (byline, article) VALUES (?1, ?2)")?
                .execute((byline.uuid().as_bytes(), rowid))?;
        }
        for hash in media_of(content) {
            connection
                .prepare_cached("INSERT OR IGNORE INTO article_media (hash, article) VALUES (?1, ?2)")?
                .execute((hash.bytes(), rowid))?;
        }
        let links = content.links.values().map(|target| (*target, "link"));
        let source = content.translation.iter().map(|t| (t.source, "translation"));
        for (target, kind) in links.chain(source) {
            connection
                .prepare_cached(
                    "INSERT OR IGNORE INTO article_link (target, kind, article) VALUES (?1, ?2, ?3)",
                )?
                .execute((target.uuid().as_bytes(), kind, rowid))?;
        }
        Ok(())
    }

    /// Takes what was written so away.
    fn unfile(&self, rowid: i64) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM article_tag WHERE article = ?1",
            "DELETE FROM article_byline WHERE article = ?1",
            "DELETE FROM article_media WHERE article = ?1",
            "DELETE FROM article_link WHERE article = ?1",
        ] {
            self.connection.prepare_cached(sql)?.execute([rowid])?;
        }
        Ok(())
    }

    /// Notes an article as changed where only a version of it is new: whoever looked it through before looks again.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn touch(&self, id: ArticleId) -> Result<(), StoreError> {
        // Written as it is, it is noted by the trigger.
        let sql = "UPDATE article SET version = version WHERE id = ?1";
        self.connection.prepare_cached(sql)?.execute([id.uuid().as_bytes()])?;
        Ok(())
    }

    /// Writes only where an article's release stands: the pointer, the change that waits, and whether the working text has moved on.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_release(&self, article: &Article) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE article SET released = ?2, changed = ?3, pending_revision = ?4, pending_at = ?5 WHERE id = ?1")?
            .execute((
                article.id.uuid().as_bytes(),
                article.released.map(|r| r.0),
                article.changed_since_release,
                article.pending.map(|change| change.revision.0),
                article.pending.map(|change| change.at.timestamp_millis()),
            ))?;
        Ok(())
    }

    /// Notes that an article is released under an address, from a time on, or once it gets one: it stays reserved, and redirects from then
    /// on when the article gets another.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_released_slug(
        &self,
        id: ArticleId,
        (language, slug): (&Language, &Slug),
        from: Option<Instant>,
    ) -> Result<(), StoreError> {
        const SQL: &str = include_str!("put_released_slug.sql");
        self.connection.prepare_cached(SQL)?.execute((
            language.as_str(),
            slug.as_str(),
            id.uuid().as_bytes(),
            from.map_or(i64::MAX, |from| from.timestamp_millis()),
        ))?;
        Ok(())
    }

    /// Forgets the addresses that readers have not had an article under by a time: nothing of it goes out there after all.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn drop_slugs_after(&self, id: ArticleId, by: Instant) -> Result<(), StoreError> {
        let sql = "DELETE FROM released_slug WHERE article = (SELECT rowid FROM article WHERE id = ?1) AND counts_from > ?2";
        self.connection.prepare_cached(sql)?.execute((id.uuid().as_bytes(), by.timestamp_millis()))?;
        Ok(())
    }
}

/// What an article is and how it stands, whatever it says: the first parameters of `put.sql` and of `put_fields.sql`, in their order.
fn standing(article: &Article, by: &Signature) -> [Value; 20] {
    let content = &article.content;
    let ms = |at: Instant| at.timestamp_millis();
    [
        article.id.uuid().as_bytes().to_vec().into(),
        kind_word(article.kind).to_owned().into(),
        content.slug.as_str().to_owned().into(),
        content.category.map(|category| category.uuid().as_bytes().to_vec()).into(),
        content.date.map(ms).into(),
        (article.stage as u8).into(),
        (article.version as i64).into(),
        article.released.map(|revision| revision.0).into(),
        article.changed_since_release.into(),
        article.publish_at.map(ms).into(),
        article.embargo_until.map(ms).into(),
        article.archived.into(),
        article.trashed_at.map(ms).into(),
        ms(article.created_at).into(),
        ms(article.modified_at).into(),
        by.author.clone().into(),
        by.device.clone().into(),
        article.pending.map(|change| change.revision.0).into(),
        article.pending.map(|change| ms(change.at)).into(),
        article.slug_chosen.into(),
    ]
}

/// Whether what can be asked from the other side is the same of both.
fn is_filed_alike(one: &Article, other: &Article) -> bool {
    let (a, b) = (&one.content, &other.content);
    one.printed_date() == other.printed_date()
        && (&a.tags, &a.bylines, &a.links, &a.pictures, &a.cover, &a.translation)
            == (&b.tags, &b.bylines, &b.links, &b.pictures, &b.cover, &b.translation)
}

pub(crate) const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "article",
        Kind::Page => "page",
    }
}

pub(crate) fn read_kind(row: &SqlRow<'_>, column: usize) -> rusqlite::Result<Kind> {
    match row.get_ref(column)?.as_str()? {
        "article" => Ok(Kind::Article),
        "page" => Ok(Kind::Page),
        _ => Err(rusqlite::Error::InvalidColumnType(column, "kind".to_owned(), Type::Text)),
    }
}

fn read_stage(row: &SqlRow<'_>, column: usize) -> rusqlite::Result<Stage> {
    match row.get::<_, u8>(column)? {
        0 => Ok(Stage::Draft),
        1 => Ok(Stage::Review),
        2 => Ok(Stage::Approved),
        _ => Err(rusqlite::Error::InvalidColumnType(column, "stage".to_owned(), Type::Integer)),
    }
}

/// The change that waits, in two columns from this one on.
fn read_pending(row: &SqlRow<'_>, column: usize) -> rusqlite::Result<Option<PendingChange>> {
    let revision = row.get::<_, Option<u32>>(column)?.map(RevisionNumber);
    let at = maybe_instant(row, column + 1)?;
    Ok(revision.zip(at).map(|(revision, at)| PendingChange { revision, at }))
}

fn read_category(row: &SqlRow<'_>, column: usize) -> rusqlite::Result<Option<CategoryId>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(|bytes| CategoryId::new(Uuid::from_bytes(bytes))))
}

/// Reads a text column into a type of the domain; what does not fit is damage.
fn parsed<T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    row: &SqlRow<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    text.parse()
        .map_err(|e: T::Err| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(e)))
}

/// Reads the columns of `get.sql`.
fn read(row: &SqlRow<'_>) -> rusqlite::Result<Article> {
    let fields: Fields<'static> = serde_json::from_str(row.get_ref(8)?.as_str()?)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(8, Type::Text, Box::new(e)))?;
    let mut content = Content::empty(parsed(row, 2)?, parsed(row, 3)?);
    content.headline = row.get(4)?;
    content.lead = row.get(5)?;
    content.category = read_category(row, 6)?;
    content.date = maybe_instant(row, 7)?;
    content.body = row.get(19)?;
    fields.put_into(&mut content);
    Ok(Article {
        id: ArticleId::new(Uuid::from_bytes(row.get(0)?)),
        kind: read_kind(row, 1)?,
        content,
        slug_chosen: row.get(22)?,
        stage: read_stage(row, 9)?,
        version: row.get(10)?,
        released: row.get::<_, Option<u32>>(11)?.map(RevisionNumber),
        changed_since_release: row.get(12)?,
        publish_at: maybe_instant(row, 13)?,
        pending: read_pending(row, 20)?,
        embargo_until: maybe_instant(row, 14)?,
        archived: row.get(15)?,
        trashed_at: maybe_instant(row, 16)?,
        created_at: instant(row, 17)?,
        modified_at: instant(row, 18)?,
    })
}
