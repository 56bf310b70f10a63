//! Lists: pages of articles in one of several orders, by keyset. The thousandth page costs what the first does.

use std::cmp::Ordering;

use galley_domain::{
    ArticleId, BylineId, CategoryId, Instant, Kind, Language, PendingChange, RevisionNumber, Slug, Stage,
    Status, TagId,
};
use rusqlite::types::Value;
use rusqlite::{Row as SqlRow, params_from_iter};
use uuid::Uuid;

use super::order::{Cursor, Order, OrderBy};
use super::{parsed, read_category, read_kind, read_pending, read_stage};
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
    pub pending: Option<PendingChange>,
    pub embargo_until: Option<Instant>,
    pub archived: bool,
    pub trashed_at: Option<Instant>,
    /// The date that is printed.
    pub printed_at: Instant,
    pub modified_at: Instant,
    pub words: u32,
    rowid: i64,
}

impl Row {
    /// Its status now.
    pub fn status(&self, now: Instant) -> Status {
        Status::of(self.stage, self.released, self.publish_at, self.archived, now)
    }

    /// Its released revision now.
    pub fn released_at(&self, now: Instant) -> Option<RevisionNumber> {
        PendingChange::released(self.released, self.pending, now)
    }

    /// Its place in a list.
    fn cursor(&self, by: OrderBy) -> Cursor {
        let time = |at: Instant| Cursor::number(by, at.timestamp_millis(), self.rowid);
        match by {
            OrderBy::Date => time(self.printed_at),
            OrderBy::Changed => time(self.modified_at),
            OrderBy::Words => Cursor::number(by, self.words.into(), self.rowid),
            OrderBy::Headline => Cursor::headline(self.headline.clone(), self.rowid),
        }
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
    /// A page of at most `limit` articles in an order, after a cursor of that order.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn list(
        &self,
        filter: &Filter,
        order: Order,
        after: Option<&Cursor>,
        limit: usize,
        now: Instant,
    ) -> Result<Page, StoreError> {
        let wanted = limit.saturating_add(1);
        let walk = |category| {
            let (sql, values) = statement(filter, category, order, after, wanted, now);
            self.run(&sql, values)
        };
        let mut rows = Vec::new();
        if filter.categories.is_empty() || filter.tag.is_some() || order.by != OrderBy::Date {
            rows = walk(None)?;
        } else {
            // One walk along the index for each category, then merged: a tree costs its size, not its articles.
            for category in &filter.categories {
                rows.extend(walk(Some(*category))?);
            }
            rows.sort_unstable_by(|one, other| by_date(order, one, other));
        }
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.cursor(order.by));
        Ok(Page { rows, next })
    }

    fn run(&self, sql: &str, values: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
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

    /// The ids of all articles that a filter takes, in no order.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn ids_of(&self, filter: &Filter, now: Instant) -> Result<Vec<ArticleId>, StoreError> {
        let (from, w) = conditions(filter, None, now);
        let sql = format!("SELECT article.id FROM {from} WHERE {}", w.conditions.join(" AND "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let id = |row: &SqlRow<'_>| Ok(ArticleId::new(Uuid::from_bytes(row.get(0)?)));
        let rows = statement.query_map(params_from_iter(w.values), id)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many articles there are.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn counts(&self, now: Instant) -> Result<Counts, StoreError> {
        const SQL: &str = include_str!("counts.sql");
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut rows = statement.query([now.timestamp_millis()])?;
        let mut counts = Counts::default();
        while let Some(row) = rows.next()? {
            let (shelf, here, scheduled): (u8, u64, u64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let count = match shelf {
                0 => &mut counts.draft,
                1 => &mut counts.review,
                2 => &mut counts.approved,
                3 => &mut counts.published,
                4 => &mut counts.archived,
                _ => &mut counts.trash,
            };
            *count += here;
            counts.scheduled += scheduled;
        }
        counts.published -= counts.scheduled;
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

fn by_date(order: Order, one: &Row, other: &Row) -> Ordering {
    let rises = (one.printed_at, one.rowid).cmp(&(other.printed_at, other.rowid));
    if order.falls() { rises.reverse() } else { rises }
}

/// Puts the statement of a page together.
fn statement(
    filter: &Filter,
    category: Option<CategoryId>,
    order: Order,
    after: Option<&Cursor>,
    wanted: usize,
    now: Instant,
) -> (String, Vec<Value>) {
    let (from, mut w) = match order.by {
        OrderBy::Date => conditions(filter, category, now),
        by => conditions_along(by, filter, now),
    };
    // SQLite walks an index backwards only where keyset and order name the index's own columns.
    let (key, rowid) = match order.by {
        OrderBy::Date if filter.tag.is_some() => ("article_tag.printed_at", "article_tag.article"),
        OrderBy::Date => ("article.printed_at", "article.rowid"),
        OrderBy::Changed => ("article.modified_at", "article.rowid"),
        OrderBy::Words => ("article.words", "article.rowid"),
        OrderBy::Headline => ("article.headline COLLATE NOCASE", "article.rowid"),
    };
    let (sign, direction) = if order.falls() { ("<", "DESC") } else { (">", "ASC") };
    if let Some(after) = after {
        let (key_mark, rowid_mark) = (w.value(after.value()), w.value(after.rowid));
        // SQLite seeks to a pair of values only where both have their column's own collation.
        w.and(match order.by {
            OrderBy::Headline => format!(
                "{key} {sign}= {key_mark} AND ({key} {sign} {key_mark} OR {rowid} {sign} {rowid_mark})"
            ),
            _ => format!("({key}, {rowid}) {sign} ({key_mark}, {rowid_mark})"),
        });
    }
    let wanted = w.value(wanted as i64);
    let conditions = w.conditions.join(" AND ");
    let sql = format!(
        "{COLUMNS} FROM {from} WHERE {conditions} ORDER BY {key} {direction}, {rowid} {direction} LIMIT {wanted}"
    );
    (sql, w.values)
}

/// What a filter says, where the walk goes along the index of another order than the date. Its conditions name what that
/// index holds, and what has a tag or byline is gathered once: nothing that is left out is read.
fn conditions_along(by: OrderBy, filter: &Filter, now: Instant) -> (&'static str, Where) {
    let from = match by {
        OrderBy::Date => "article",
        OrderBy::Changed => "article INDEXED BY article_by_change",
        OrderBy::Words => "article INDEXED BY article_by_words",
        OrderBy::Headline => "article INDEXED BY article_by_headline",
    };
    let mut w = Where::default();
    if let Some(tag) = filter.tag {
        let tag = w.id(tag.uuid());
        w.and(format!("article.rowid IN (SELECT article FROM article_tag WHERE tag = {tag})"));
    }
    file_under(&mut w, filter, None);
    lie_on_shelf(&mut w, filter, "article.shelf < 5", now);
    (from, w)
}

/// What a filter says, as conditions. What leads is what has an index ordered by date; the rest filters.
fn conditions(filter: &Filter, category: Option<CategoryId>, now: Instant) -> (&'static str, Where) {
    let mut w = Where::default();
    let from = if let Some(tag) = filter.tag {
        let tag = w.id(tag.uuid());
        w.and(format!("article_tag.tag = {tag}"));
        if let Some(status) = filter.status.filter(|_| !filter.trash) {
            // Of the many with a common tag, those on the shelf are known by an index alone: no row of the others is read. CROSS, since
            // SQLite would else look into the rows first.
            w.and(format!("lying.shelf = {}", shelf(status)));
            "article_tag CROSS JOIN article AS lying INDEXED BY article_by_shelf \
             ON lying.printed_at = article_tag.printed_at AND lying.rowid = article_tag.article \
             CROSS JOIN article ON article.rowid = article_tag.article"
        } else {
            "article_tag JOIN article ON article.rowid = article_tag.article"
        }
    } else {
        "article"
    };
    file_under(&mut w, filter, category);
    lie_on_shelf(&mut w, filter, "article.trashed_at IS NULL", now);
    (from, w)
}

fn file_under(w: &mut Where, filter: &Filter, category: Option<CategoryId>) {
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
}

/// `kept` says that an article is not in the trash, in the words of the index that the walk goes along.
fn lie_on_shelf(w: &mut Where, filter: &Filter, kept: &str, now: Instant) {
    if filter.trash {
        w.and(format!("article.shelf = {TRASH}"));
        return;
    }
    w.and(kept.to_owned());
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
        pending: read_pending(row, 18)?,
        archived: row.get(11)?,
        trashed_at: maybe_instant(row, 12)?,
        printed_at: instant(row, 13)?,
        modified_at: instant(row, 14)?,
        words: row.get(15)?,
        rowid: row.get(16)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrations;

    /// What SQLite means to do for a page.
    fn plan(
        connection: &rusqlite::Connection,
        filter: &Filter,
        order: Order,
        after: Option<&Cursor>,
    ) -> String {
        let now = Instant::default();
        let (sql, values) = statement(filter, None, order, after, 50, now);
        let mut explain = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a good statement");
        let steps =
            explain.query_map(params_from_iter(values), |row| row.get::<_, String>(3)).expect("a plan");
        steps.collect::<Result<Vec<_>, _>>().expect("steps").join("; ")
    }

    #[test]
    fn every_order_walks_along_its_index_and_sorts_nothing() {
        let mut connection = rusqlite::Connection::open_in_memory().expect("a database");
        migrations::migrate(&mut connection, 0, std::path::Path::new("")).expect("the schema");
        let tag = Some(TagId::new(Uuid::nil()));
        let filters = [
            Filter::default(),
            Filter { trash: true, ..Filter::default() },
            Filter { status: Some(Status::Published), ..Filter::default() },
            Filter { language: "en".parse().ok(), ..Filter::default() },
            Filter { tag, language: "en".parse().ok(), ..Filter::default() },
            Filter { tag, status: Some(Status::Draft), ..Filter::default() },
        ];
        let indexes = [
            (OrderBy::Changed, "article_by_change", Cursor::number(OrderBy::Changed, 5, 5)),
            (OrderBy::Words, "article_by_words", Cursor::number(OrderBy::Words, 5, 5)),
            (OrderBy::Headline, "article_by_headline", Cursor::headline("m".to_owned(), 5)),
            (OrderBy::Date, "article", Cursor::number(OrderBy::Date, 5, 5)),
        ];
        for filter in &filters {
            for (by, index, after) in &indexes {
                for reversed in [false, true] {
                    let order = Order { by: *by, reversed };
                    let first = plan(&connection, filter, order, None);
                    assert!(first.contains(index) && !first.contains("TEMP B-TREE"), "{order:?}: {first}");
                    let later = plan(&connection, filter, order, Some(after));
                    let sought = later.contains("SEARCH article") && !later.contains("TEMP B-TREE");
                    assert!(sought && later.contains(index), "{order:?}, {filter:?}: {later}");
                }
            }
        }
    }
}
