//! Lists: pages of articles, newest first, by keyset. The thousandth page costs what the first does.

use std::fmt;
use std::str::FromStr;

use galley_domain::{
    ArticleId, BylineId, CategoryId, Instant, Kind, Language, RevisionNumber, Slug, Stage, Status, TagId,
};
use rusqlite::types::Value;
use rusqlite::{Row as SqlRow, params_from_iter};
use uuid::Uuid;

use super::{parsed, read_category, read_kind, read_stage};
use crate::view::{instant, maybe_instant};
use crate::{StoreError, View};

/// Which articles. Everything that is set must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// With this status. Without one, all but the trash.
    pub status: Option<Status>,
    /// In the trash. Else those that are not.
    pub trash: bool,
    /// In one of these categories: usually one and what stands below it.
    pub categories: Vec<CategoryId>,
    /// With this tag.
    pub tag: Option<TagId>,
    /// With this byline.
    pub byline: Option<BylineId>,
    /// In this language.
    pub language: Option<Language>,
    /// Articles or pages.
    pub kind: Option<Kind>,
}

/// The place in a list after which the next page begins: opaque outside, good in this library only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    printed_ms: i64,
    rowid: i64,
}

impl Cursor {
    /// After this comes everything.
    const START: Self = Self { printed_ms: i64::MAX, rowid: i64::MAX };
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}.{:x}", self.printed_ms, self.rowid)
    }
}

/// A text that is no cursor.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("this is no cursor; take the one that the last page ended with, as `next`")]
pub struct CursorError;

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let (printed, rowid) = text.split_once('.').ok_or(CursorError)?;
        // Negative numbers print in two's complement.
        let hex = |text: &str| u64::from_str_radix(text, 16).map(u64::cast_signed).map_err(|_| CursorError);
        Ok(Self { printed_ms: hex(printed)?, rowid: hex(rowid)? })
    }
}

/// An article as a line in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the article's field of that name")]
pub struct Row {
    pub id: ArticleId,
    pub kind: Kind,
    pub headline: String,
    pub lead: String,
    pub slug: Slug,
    pub language: Language,
    pub category: Option<CategoryId>,
    pub stage: Stage,
    pub released: Option<RevisionNumber>,
    pub changed_since_release: bool,
    pub publish_at: Option<Instant>,
    pub embargo_until: Option<Instant>,
    pub archived: bool,
    pub trashed_at: Option<Instant>,
    /// The date that is printed, and that the list is ordered by.
    pub printed_at: Instant,
    pub modified_at: Instant,
    pub words: u32,
    cursor: Cursor,
}

impl Row {
    /// Its status now.
    pub fn status(&self, now: Instant) -> Status {
        Status::of(self.stage, self.released, self.publish_at, self.archived, now)
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its articles.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// How many articles there are, by status, and in the trash.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the statuses' names")]
pub struct Counts {
    pub draft: u64,
    pub review: u64,
    pub approved: u64,
    pub scheduled: u64,
    pub published: u64,
    pub archived: u64,
    pub trash: u64,
}

impl View<'_> {
    /// A page of at most `limit` articles, newest first, after a cursor.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn list(
        &self,
        filter: &Filter,
        after: Option<Cursor>,
        limit: usize,
        now: Instant,
    ) -> Result<Page, StoreError> {
        let after = after.unwrap_or(Cursor::START);
        let wanted = limit.saturating_add(1);
        let mut rows = Vec::new();
        if filter.categories.is_empty() || filter.tag.is_some() {
            rows = self.run(filter, None, after, wanted, now)?;
        } else {
            // One walk along the index for each category, then merged: a tree costs its size, not its articles.
            for category in &filter.categories {
                rows.extend(self.run(filter, Some(*category), after, wanted, now)?);
            }
            rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.cursor));
        }
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.cursor);
        Ok(Page { rows, next })
    }

    fn run(
        &self,
        filter: &Filter,
        category: Option<CategoryId>,
        after: Cursor,
        wanted: usize,
        now: Instant,
    ) -> Result<Vec<Row>, StoreError> {
        let (sql, values) = statement(filter, category, after, wanted, now);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(values), read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One article as a line.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn row(&self, id: ArticleId) -> Result<Option<Row>, StoreError> {
        let sql = format!("{COLUMNS} FROM article WHERE id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([id.uuid().as_bytes()], read)?.next().transpose()?)
    }

    /// An article as a line, by its rowid.
    pub(crate) fn row_at(&self, rowid: i64) -> Result<Option<Row>, StoreError> {
        let sql = format!("{COLUMNS} FROM article WHERE rowid = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([rowid], read)?.next().transpose()?)
    }

    /// The rowids of all articles that a filter takes.
    pub(crate) fn rowids_of(&self, filter: &Filter, now: Instant) -> Result<Vec<i64>, StoreError> {
        let (from, w) = conditions(filter, None, now);
        let sql = format!("SELECT article.rowid FROM {from} WHERE {}", w.conditions.join(" AND "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(w.values), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many articles there are.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn counts(&self, now: Instant) -> Result<Counts, StoreError> {
        const SQL: &str = include_str!("counts.sql");
        let counts = self.connection.prepare_cached(SQL)?.query_row([now.timestamp_millis()], |row| {
            Ok(Counts {
                draft: row.get(0)?,
                review: row.get(1)?,
                approved: row.get(2)?,
                scheduled: row.get(3)?,
                published: row.get(4)?,
                archived: row.get(5)?,
                trash: row.get(6)?,
            })
        })?;
        Ok(counts)
    }
}

const COLUMNS: &str = include_str!("row.sql");

/// Conditions with their values.
#[derive(Default)]
struct Where {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Where {
    /// Takes a value and answers the mark that stands for it.
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn id(&mut self, id: Uuid) -> String {
        self.value(id.as_bytes().to_vec())
    }

    fn and(&mut self, condition: String) {
        self.conditions.push(condition);
    }
}

/// Puts the statement of a page together.
fn statement(
    filter: &Filter,
    category: Option<CategoryId>,
    after: Cursor,
    wanted: usize,
    now: Instant,
) -> (String, Vec<Value>) {
    let (from, mut w) = conditions(filter, category, now);
    // SQLite walks an index backwards only where keyset and order name the index's own columns.
    let (printed, rowid) = match filter.tag {
        Some(_) => ("article_tag.printed_at", "article_tag.article"),
        None => ("article.printed_at", "article.rowid"),
    };
    let (printed_mark, rowid_mark) = (w.value(after.printed_ms), w.value(after.rowid));
    w.and(format!("({printed}, {rowid}) < ({printed_mark}, {rowid_mark})"));
    let wanted = w.value(wanted as i64);
    let conditions = w.conditions.join(" AND ");
    let sql = format!(
        "{COLUMNS} FROM {from} WHERE {conditions} ORDER BY {printed} DESC, {rowid} DESC LIMIT {wanted}"
    );
    (sql, w.values)
}

/// What a filter says, as conditions. What leads is what has an index ordered by date; the rest filters.
fn conditions(filter: &Filter, category: Option<CategoryId>, now: Instant) -> (&'static str, Where) {
    let mut w = Where::default();
    let from = if let Some(tag) = filter.tag {
        let tag = w.id(tag.uuid());
        w.and(format!("article_tag.tag = {tag}"));
        "article_tag JOIN article ON article.rowid = article_tag.article"
    } else {
        "article"
    };
    if let Some(category) = category {
        let category = w.id(category.uuid());
        w.and(format!("article.category = {category}"));
    } else if !filter.categories.is_empty() {
        let marks: Vec<_> = filter.categories.iter().map(|category| w.id(category.uuid())).collect();
        w.and(format!("article.category IN ({})", marks.join(", ")));
    }
    if let Some(language) = &filter.language {
        let language = w.value(language.to_string());
        w.and(format!("article.language = {language}"));
    }
    if let Some(kind) = filter.kind {
        let kind = w.value(super::kind_word(kind).to_owned());
        w.and(format!("article.kind = {kind}"));
    }
    if let Some(byline) = filter.byline {
        let byline = w.id(byline.uuid());
        w.and(format!("article.rowid IN (SELECT article FROM article_byline WHERE byline = {byline})"));
    }
    lie_on_shelf(&mut w, filter, now);
    (from, w)
}

fn lie_on_shelf(w: &mut Where, filter: &Filter, now: Instant) {
    if filter.trash {
        w.and(format!("article.shelf = {TRASH}"));
        return;
    }
    w.and("article.trashed_at IS NULL".to_owned());
    let Some(status) = filter.status else { return };
    w.and(format!("article.shelf = {}", shelf(status)));
    if matches!(status, Status::Published | Status::Scheduled) {
        let now = w.value(now.timestamp_millis());
        let reached = if status == Status::Published { "<=" } else { ">" };
        w.and(format!("article.publish_at {reached} {now}"));
    }
}

/// The shelf of the trash: see the schema.
const TRASH: i64 = 5;

const fn shelf(status: Status) -> i64 {
    match status {
        Status::Draft => 0,
        Status::Review => 1,
        Status::Approved => 2,
        Status::Scheduled | Status::Published => 3,
        Status::Archived => 4,
    }
}

fn read(row: &SqlRow<'_>) -> rusqlite::Result<Row> {
    let printed_at = instant(row, 13)?;
    Ok(Row {
        id: ArticleId::new(Uuid::from_bytes(row.get(0)?)),
        kind: read_kind(row, 1)?,
        headline: row.get(2)?,
        lead: row.get(3)?,
        slug: parsed(row, 4)?,
        language: parsed(row, 5)?,
        category: read_category(row, 6)?,
        stage: read_stage(row, 7)?,
        released: row.get::<_, Option<u32>>(8)?.map(RevisionNumber),
        changed_since_release: row.get(9)?,
        publish_at: maybe_instant(row, 10)?,
        embargo_until: maybe_instant(row, 17)?,
        archived: row.get(11)?,
        trashed_at: maybe_instant(row, 12)?,
        printed_at,
        modified_at: instant(row, 14)?,
        words: row.get(15)?,
        cursor: Cursor { printed_ms: printed_at.timestamp_millis(), rowid: row.get(16)? },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_text() {
        for cursor in
            [Cursor { printed_ms: -5, rowid: 1 }, Cursor { printed_ms: 1_700_000_000_000, rowid: 99 }]
        {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        assert_eq!("nonsense".parse::<Cursor>(), Err(CursorError));
    }
}
