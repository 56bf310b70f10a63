//! Making and writing articles.

use galley_domain::{Article, ArticleId, Content, Instant, Kind, Language, RevisionNumber, Slug, limits};
use galley_store::{RevisionReason, Snapshot, View};

use super::set::set_all;
use super::{Typed, pictures};
use crate::wire::{ChangeTag, Op};
use crate::work::Work;
use crate::{Desk, DeskError, Done, links};

/// What a new article begins with.
#[derive(Debug, Clone, Default)]
pub struct NewArticle {
    /// Article or page.
    pub kind: Kind,
    /// Its language; the library's where none.
    pub language: Option<Language>,
    /// Its headline; may be empty.
    pub headline: String,
}

impl Desk {
    /// Makes an article, a draft.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for a headline that is too long.
    pub fn new_article(&mut self, new: &NewArticle) -> Result<Done<ArticleId>, DeskError> {
        self.new_article_with(new, &[])
    }

    /// Makes an article with fields that are set by name, as [`Desk::set_fields`] sets them.
    ///
    /// # Errors
    /// As [`Desk::set_fields`]; nothing was made then.
    pub fn new_article_with(
        &mut self,
        new: &NewArticle,
        values: &[(String, String)],
    ) -> Result<Done<ArticleId>, DeskError> {
        let settings = self.settings()?;
        self.transact(Op::NewArticle, |work| {
            let id = ArticleId::new(work.new_id());
            let mut article = empty(id, new, settings.language, work.now);
            article.content.slug = free_slug(work, id, &article.content.language, &article.content.slug)?;
            if !values.is_empty() {
                let before = article.content.clone();
                set_all(work, &mut article, values, settings.time_zone)?;
                settle_slug(work, &mut article, &before)?;
                refer(work, &mut article.content)?;
            }
            check_limits(&article.content)?;
            work.put_article(&article, None)?;
            Ok(id)
        })
    }

    /// Saves what was written, over the version that it was based on, and answers the new version. Once this returns, it is on the disk.
    ///
    /// # Errors
    /// [`DeskError::Stale`] where another version was saved meanwhile: nothing is overwritten, and this text is kept as a
    /// revision. [`DeskError::Invalid`], [`DeskError::SlugTaken`].
    pub fn write(&mut self, id: ArticleId, base: u64, content: Content) -> Result<Done<u64>, DeskError> {
        self.write_over(id, base, |_| content)
    }

    /// The same where what is saved is made from what is there.
    pub(super) fn write_over(
        &mut self,
        id: ArticleId,
        base: u64,
        make: impl FnOnce(&Content) -> Content,
    ) -> Result<Done<u64>, DeskError> {
        let Done { output, changes } = self.transact(Op::Write, |work| {
            let before = work.article(id)?;
            let content = make(&before.content);
            check_limits(&content)?;
            if before.version != base {
                // Whoever goes on with their own text writes over this one next, and that may look like typing.
                work.keep(&before, RevisionReason::Overwritten, None)?;
                let kept = keep_late(work, &before, content)?;
                return Ok(Err(DeskError::Stale { base, current: before.version, kept }));
            }
            let article = edit_from(work, Op::Write, before, |work, article| {
                let before = std::mem::replace(&mut article.content, content);
                settle_slug(work, article, &before)
            })?;
            Ok(Ok(article.version))
        })?;
        Ok(Done { output: output?, changes })
    }

    /// The shape of every change to one article: read, keep, change, settle what follows from it, write.
    pub(crate) fn edit(
        &mut self,
        op: Op,
        id: ArticleId,
        change: impl FnOnce(&mut Work<'_>, &mut Article) -> Result<(), DeskError>,
    ) -> Result<Done<Article>, DeskError> {
        self.transact(op, |work| edit_in(work, op, id, change))
    }

    /// The same for many, as one step.
    pub(crate) fn edit_all(
        &mut self,
        op: Op,
        ids: &[ArticleId],
        mut change: impl FnMut(&mut Work<'_>, &mut Article) -> Result<(), DeskError>,
    ) -> Result<Done<usize>, DeskError> {
        let watch = self.watch.clone();
        self.transact(op, |work| {
            let ids = work.tx.in_stored_order(ids)?;
            for (done, id) in ids.iter().enumerate() {
                watch.is_at(done, ids.len())?;
                edit_in(work, op, *id, &mut change)?;
            }
            Ok(ids.len())
        })
    }
}

/// Keeps a text that came too late to be saved as a revision of the article that stays.
fn keep_late(work: &Work<'_>, stays: &Article, mut late: Content) -> Result<RevisionNumber, DeskError> {
    // A picture that was pasted into it is held by nothing else.
    refer(work, &mut late)?;
    let words = work.reading(&late.body).counts.words as u32;
    let snapshot = Snapshot::of(&late)?;
    let late = Article { content: late, modified_at: work.now, ..stays.clone() };
    work.keep_other(stays.id, &snapshot, &late, words)
}

/// An article with nothing but a headline.
fn empty(id: ArticleId, new: &NewArticle, language: Language, now: Instant) -> Article {
    let slug = Slug::made(&new.headline, id);
    let mut content = Content::empty(new.language.clone().unwrap_or(language), slug);
    content.headline.clone_from(&new.headline);
    Article::draft(id, new.kind, content, now)
}

pub(crate) fn edit_in(
    work: &mut Work<'_>,
    op: Op,
    id: ArticleId,
    change: impl FnOnce(&mut Work<'_>, &mut Article) -> Result<(), DeskError>,
) -> Result<Article, DeskError> {
    let before = work.article(id)?;
    edit_from(work, op, before, change)
}

/// The same of an article that was read in this transaction.
fn edit_from(
    work: &mut Work<'_>,
    op: Op,
    before: Article,
    change: impl FnOnce(&mut Work<'_>, &mut Article) -> Result<(), DeskError>,
) -> Result<Article, DeskError> {
    let mut article = before.clone();
    article.settle(work.now);
    change(work, &mut article)?;
    if article == before {
        return Ok(article);
    }
    if article.content != before.content {
        check_limits(&article.content)?;
        work.keep_before(&before, op, RevisionReason::Overwritten)?;
        if article.content.body != before.content.body || article.content.language != before.content.language
        {
            refer(work, &mut article.content)?;
        } else {
            // An older version may not know yet what its links mean.
            article.content.links.clone_from(&before.content.links);
        }
        article.modified_at = work.now;
    }
    article.changed_since_release = differs_from_release(work, &article, &before)?;
    article.version = before.version + 1;
    if op == Op::Write && refers_otherwise(&before.content, &article.content) {
        work.note(ChangeTag::References);
    }
    work.put_article(&article, Some(before))?;
    Ok(article)
}

/// Whether the page of an article shows other things of the library than before, whatever its words.
fn refers_otherwise(before: &Content, now: &Content) -> bool {
    before.links != now.links || before.pictures != now.pictures || before.slug != now.slug
}

/// Looks up what the links and pictures of a body mean.
fn refer(work: &Work<'_>, content: &mut Content) -> Result<(), DeskError> {
    let reading = work.reading(&content.body);
    content.links = links::meant(work.tx, content, &reading)?;
    content.pictures = pictures::meant(work.tx, content, &reading)?;
    Ok(())
}

fn differs_from_release(work: &Work<'_>, article: &Article, before: &Article) -> Result<bool, DeskError> {
    let Some(number) = article.last_released() else {
        return Ok(false);
    };
    if before.last_released() == Some(number) {
        let is_same = article.content == before.content;
        // The text of before was the released one, or differed from it and still does.
        if is_same || !before.changed_since_release {
            return Ok(!is_same || before.changed_since_release);
        }
    }
    // What a link means may be known only since.
    let known = |released| Content { links: article.content.links.clone(), ..released };
    Ok(work.tx.revision(article.id, number)?.is_none_or(|released| known(released) != article.content))
}

/// Lets a slug that the headline makes follow it while the article was never released; checks one that someone chose. One that someone let
/// go is that of an article without a headline here, and is made anew.
pub(crate) fn settle_slug(work: &Work<'_>, article: &mut Article, before: &Content) -> Result<(), DeskError> {
    let content = &article.content;
    let is_other = content.slug != before.slug;
    let is_let_go = is_other && content.slug == Slug::untitled(article.id);
    if is_other && !is_let_go {
        let free = free_slug(work, article.id, &content.language, &content.slug)?;
        if free != content.slug {
            let (slug, language) = (content.slug.to_string(), content.language.to_string());
            return Err(DeskError::SlugTaken { slug, language, free: free.to_string() });
        }
        article.slug_chosen = true;
        return Ok(());
    }
    let is_other_language = content.language != before.language;
    let moves = is_other_language || content.headline != before.headline;
    let follows = moves && !article.slug_chosen && !work.tx.has_released_slug(article.id)?;
    let wanted = if is_let_go || follows {
        article.slug_chosen = false;
        // One that is empty for a moment makes a slug, too.
        Slug::made(&content.headline, article.id)
    } else if is_other_language {
        content.slug.clone()
    } else {
        return Ok(());
    };
    article.content.slug = free_slug(work, article.id, &content.language, &wanted)?;
    Ok(())
}

/// The first slug like the wanted one that no other article of the language has, was released under, or took with it when it was deleted.
pub(crate) fn free_slug(
    work: &Work<'_>,
    id: ArticleId,
    language: &Language,
    wanted: &Slug,
) -> Result<Slug, DeskError> {
    Ok(free_slug_but(work.tx, id, language, (wanted, 1), |_| false)?.0)
}

/// The same from a number on, and none of those that are promised to others; and its number.
pub(crate) fn free_slug_but(
    view: &View<'_>,
    id: ArticleId,
    language: &Language,
    (wanted, from): (&Slug, u32),
    is_promised: impl Fn(&Slug) -> bool,
) -> Result<(Slug, u32), DeskError> {
    let mut failed = None;
    let free = wanted.first_free_from(from, |slug| {
        is_promised(slug)
            || view.may_have_slug(id, language, slug.as_str()).map_or_else(
                |e| {
                    failed = Some(e);
                    false
                },
                |may| !may,
            )
    });
    failed.map_or(Ok(free), |e| Err(e.into()))
}

/// Refuses a text that is longer than an article may be; `safe` says what became of it.
pub(crate) fn check_lengths(typed: Typed<'_>, safe: &str) -> Result<(), DeskError> {
    let fields = [
        ("headline", typed.headline.len(), limits::HEADLINE_BYTES),
        ("lead", typed.lead.len(), limits::LEAD_BYTES),
        ("body", typed.body.len(), limits::BODY_BYTES),
    ];
    match fields.into_iter().find(|(_, bytes, max)| bytes > max) {
        Some((field, bytes, max)) => {
            Err(DeskError::invalid(field, format!("it has {bytes} bytes, {max} is the most; {safe}")))
        }
        None => Ok(()),
    }
}

/// Refuses what is longer than an article may be.
pub(crate) fn check_limits(content: &Content) -> Result<(), DeskError> {
    check_lengths(Typed::of(content), "nothing was saved of this change. Split the article")?;
    let lists =
        [("tags", content.tags.len(), limits::TAGS), ("bylines", content.bylines.len(), limits::BYLINES)];
    for (field, count, max) in lists {
        if count > max {
            return Err(DeskError::invalid(field, format!("there are {count}, {max} is the most")));
        }
    }
    let custom = serde_json::to_string(&content.custom).map_or(usize::MAX, |json| json.len());
    if custom > limits::CUSTOM_BYTES {
        let max = limits::CUSTOM_BYTES;
        return Err(DeskError::invalid(
            "custom fields",
            format!("they have {custom} bytes, {max} is the most"),
        ));
    }
    Ok(())
}
