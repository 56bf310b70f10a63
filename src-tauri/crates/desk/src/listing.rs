//! Looking: the library at a glance, lists, search, one article to read.

use std::collections::HashSet;

use galley_domain::{
    Article, ArticleId, CategoryTree, Content, Direction, Language, Staleness, Status, Translation,
};
use galley_markdown::Options;
use galley_store::{Cursor, CursorError, Document, Filter, Found, MediaFiles, Order, Query, Row, View};

use crate::wire::{
    ArticleFilter, ArticlePage, ArticleRow, ArticleView, DateKind, LibraryStatus, ListOrder, Mark, SearchHit,
    SearchReply, StatusCount, StatusWord, TranslationView, time,
};
use crate::{Access, Desk, DeskError, nouns};

/// Most articles on one page of a list.
pub const LIMIT_MAX: usize = 1_000;
/// Most hits of one search.
pub const HITS_MAX: usize = 200;

impl Desk {
    /// The library at a glance, as long as it lies where it was opened.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn status(&self) -> Result<LibraryStatus, DeskError> {
        self.library.must_stand()?;
        let counts = self.view().counts(self.now())?;
        let count = |status| match status {
            Status::Draft => counts.draft,
            Status::Review => counts.review,
            Status::Approved => counts.approved,
            Status::Scheduled => counts.scheduled,
            Status::Published => counts.published,
            Status::Archived => counts.archived,
        };
        let by_status: Vec<_> =
            Status::ALL.into_iter().map(|s| StatusCount { status: s.into(), count: count(s) }).collect();
        Ok(LibraryStatus {
            name: self.name(),
            path: self.folder().display().to_string(),
            articles: by_status.iter().map(|s| s.count).sum(),
            by_status,
            trashed: counts.trash,
            read_only: self.access() == Access::Read,
            open_elsewhere: self.has_neighbours(),
        })
    }

    /// A page of articles in an order.
    ///
    /// # Errors
    /// [`DeskError::Unknown`] for a category or tag that is not there, [`DeskError::Invalid`] for a cursor that is none.
    pub fn list(
        &self,
        filter: &ArticleFilter,
        order: ListOrder,
        after: Option<&str>,
        limit: usize,
    ) -> Result<ArticlePage, DeskError> {
        let filter = self.filter(filter)?;
        let order = Order::from(order);
        let after = after.map(str::parse::<Cursor>).transpose()?;
        if after.as_ref().is_some_and(|after| after.by() != order.by) {
            return Err(CursorError.into());
        }
        let view = self.view();
        let tree = nouns::tree(&view)?;
        let page = view.list(&filter, order, after.as_ref(), limit.clamp(1, LIMIT_MAX), self.now())?;
        Ok(ArticlePage {
            articles: page.rows.iter().map(|row| self.row(row, &tree)).collect(),
            next: page.next.map(|cursor| cursor.to_string()),
        })
    }

    /// All articles that the filter takes but some, by id: of those with one of these statuses, or of all where none is
    /// named. For what is done to a whole shelf, of which nobody has read every row.
    ///
    /// # Errors
    /// As [`Desk::list`].
    pub fn chosen(
        &self,
        filter: &ArticleFilter,
        except: &HashSet<String>,
        statuses: &[StatusWord],
    ) -> Result<Vec<ArticleId>, DeskError> {
        let filter = self.filter(filter)?;
        let except: HashSet<ArticleId> = except.iter().filter_map(|id| id.parse().ok()).collect();
        let (view, now) = (self.view(), self.now());
        let mut ids = Vec::new();
        if statuses.is_empty() || filter.trash {
            ids = view.ids_of(&filter, now)?;
        } else {
            let wanted = statuses.iter().map(|status| Status::from(*status));
            for status in wanted.filter(|status| filter.status.is_none_or(|shelf| shelf == *status)) {
                ids.extend(view.ids_of(&Filter { status: Some(status), ..filter.clone() }, now)?);
            }
        }
        ids.retain(|id| !except.contains(id));
        Ok(ids)
    }

    /// Searches all articles that the filter takes, the trash only where it says so.
    ///
    /// # Errors
    /// As [`Desk::list`].
    pub fn search(
        &self,
        query: &str,
        filter: &ArticleFilter,
        limit: usize,
    ) -> Result<SearchReply, DeskError> {
        let limit = limit.clamp(1, HITS_MAX);
        let filter = self.filter(filter)?;
        let Some(query) = Query::parse(query) else {
            return Ok(SearchReply { hits: Vec::new(), more: false });
        };
        let view = self.view();
        let tree = nouns::tree(&view)?;
        let whole = |article: &Article| searched(&view, article);
        let plain = |markdown: &str| galley_markdown::read(markdown).text;
        let among = self.narrowed.among(&view, &filter, self.now())?;
        let Found { hits: mut found, is_cut } = view.search(&query, &among, limit + 1, whole, plain)?;
        let more = is_cut || found.len() > limit;
        found.truncate(limit);
        let hits = found.into_iter().map(|(row, hit)| SearchHit {
            article: self.row(&row, &tree),
            headline: marks(&row.headline, &hit.headline),
            snippet: marks(&hit.snippet.text, &hit.snippet.marks),
        });
        Ok(SearchReply { hits: hits.collect(), more })
    }

    /// An article to read.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn show(&self, id: ArticleId) -> Result<ArticleView, DeskError> {
        let view = self.view();
        let article = view.article(id)?.ok_or_else(|| DeskError::unknown("article", id))?;
        self.show_article(&view, &article)
    }

    /// An article as a line of a list.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn line(&self, id: ArticleId) -> Result<ArticleRow, DeskError> {
        let view = self.view();
        let row = view.row(id)?.ok_or_else(|| DeskError::unknown("article", id))?;
        Ok(self.row(&row, &nouns::tree(&view)?))
    }

    fn show_article(&self, view: &View<'_>, article: &Article) -> Result<ArticleView, DeskError> {
        let id = article.id;
        let tree = nouns::tree(view)?;
        let line = |id| -> Result<Option<ArticleRow>, DeskError> {
            Ok(view.row(id)?.map(|row| self.row(&row, &tree)))
        };
        let row = line(id)?.ok_or_else(|| DeskError::unknown("article", id))?;
        let content = &article.content;
        let rendered = galley_markdown::render(&content.body, &Options::default());
        let mut translations = Vec::new();
        for translation in view.translations(id)? {
            translations.extend(line(translation)?);
        }
        let former = view.released_slugs(id, self.now())?.into_iter().filter_map(|(language, slug)| {
            match (language == content.language, slug == content.slug) {
                (true, true) => None,
                (true, false) => Some(slug.to_string()),
                (false, _) => Some(format!("{language}/{slug}")),
            }
        });
        Ok(ArticleView {
            article: row,
            direction: direction(&content.language),
            tags: lines(&crate::derived::tag_names(view, content, &content.tags)?),
            bylines: lines(&crate::derived::byline_names(view, content, &content.bylines)?),
            former_slugs: former.collect(),
            view_base: content.view_base,
            reading_minutes: (rendered.counts.reading_time_s as u32).div_ceil(60).max(1),
            version: article.version,
            released: article.released_at(self.now()).map(|r| r.0),
            translation: translation(view, content)?,
            translations,
            markdown: content.body.clone(),
            html: rendered.html(),
        })
    }

    /// The files of the library's media.
    pub fn media_files(&self) -> MediaFiles {
        self.library.media_files()
    }

    fn filter(&self, wire: &ArticleFilter) -> Result<Filter, DeskError> {
        let categories = match &wire.category {
            Some(typed) => nouns::tree(&self.view())?.subtree(self.find_category(typed)?.id),
            None => Vec::new(),
        };
        let tag = wire.tag.as_deref().map(|typed| self.find_tag(typed)).transpose()?.map(|tag| tag.id);
        let language = wire.language.as_deref().map(str::parse::<Language>).transpose();
        Ok(Filter {
            status: wire.status.map(Status::from),
            trash: wire.trashed,
            categories,
            tag,
            language: language.map_err(|e| DeskError::invalid("language", e))?,
            ..Filter::default()
        })
    }

    fn row(&self, row: &Row, tree: &CategoryTree) -> ArticleRow {
        let status = row.status(self.now());
        let category =
            row.category.and_then(|id| tree.get(id)).map(|c| c.names.get(&row.language).name.clone());
        let date_kind = match status {
            Status::Published => DateKind::Published,
            Status::Scheduled => DateKind::Scheduled,
            _ => DateKind::Changed,
        };
        ArticleRow {
            id: row.id.to_string(),
            headline: row.headline.clone(),
            lead: row.lead.clone(),
            slug: row.slug.to_string(),
            language: row.language.to_string(),
            kind: row.kind.into(),
            status: status.into(),
            category,
            words: row.words,
            date: time(row.printed_at),
            date_kind,
            modified: time(row.modified_at),
            has_changes: row.changed_since_release && row.released.is_some(),
            pending: row.pending.map(|change| change.at).filter(|at| *at > self.now()).map(time),
            embargo: row.embargo_until.filter(|until| *until > self.now()).map(time),
            // A mark that cannot be read is no reason not to show the article.
            standing: self
                .view()
                .standing(row.id, None, row.released_at(self.now()), self.now())
                .ok()
                .flatten()
                .map(Into::into),
        }
    }
}

/// The text that search goes by.
pub(crate) fn searched(view: &View<'_>, article: &Article) -> Option<Document<'static>> {
    let content = &article.content;
    let tags = crate::derived::tag_names(view, content, &content.tags).ok()?;
    let bylines = crate::derived::byline_names(view, content, &content.bylines).ok()?;
    Some(Document {
        headline: content.headline.clone().into(),
        lead: content.lead.clone().into(),
        tags: tags.into(),
        bylines: bylines.into(),
        text: galley_markdown::read(&content.body).text.into(),
    })
}

/// What an article translates.
pub(crate) fn translation(view: &View<'_>, content: &Content) -> Result<Option<TranslationView>, DeskError> {
    let told = |link: &Translation| {
        Ok(TranslationView { source: link.source.to_string(), staleness: staleness(view, link)? })
    };
    content.translation.as_ref().map(told).transpose()
}

/// Whether the source moved on since, as a word.
pub(crate) fn staleness(view: &View<'_>, link: &Translation) -> Result<&'static str, DeskError> {
    let now = view.words_hash(link.source)?.map(hex).unwrap_or_default();
    Ok(match link.staleness(&now) {
        Staleness::Current => "current",
        Staleness::Stale => "stale",
        Staleness::Unknown => "unknown",
    })
}

/// A hash as the domain keeps it: lower-case hex.
pub(crate) fn hex(hash: [u8; 32]) -> String {
    galley_domain::MediaHash::new(hash).to_string()
}

fn direction(language: &Language) -> &'static str {
    match language.direction() {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

pub(crate) fn lines(joined: &str) -> Vec<String> {
    joined.lines().map(str::to_owned).collect()
}

/// Cuts a text at the ranges that were found.
fn marks(text: &str, found: &[std::ops::Range<usize>]) -> Vec<Mark> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |range: std::ops::Range<usize>, hit| {
        if let Some(piece) = text.get(range).filter(|piece| !piece.is_empty()) {
            pieces.push(Mark { text: piece.to_owned(), hit });
        }
    };
    for range in found {
        push(at..range.start, false);
        push(range.clone(), true);
        at = range.end;
    }
    push(at..text.len(), false);
    pieces
}
