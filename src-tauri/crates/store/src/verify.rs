//! Verify: is the library whole? The database itself, every reference of nouns, settings, and the texts that are worked on, out, or to come
//! out, every media file.

use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io;

use galley_domain::{
    Article, ArticleId, Byline, Category, Content, Form, MediaHash, Picture, Site, Tag, Target,
};
use uuid::Uuid;

use crate::article::{hash_of, media_of};
use crate::media::sha256;
use crate::search::{self, Document, Rowids};
use crate::{Library, Setting, StoreError, View, migrations};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// SQLite's own check.
    #[error("the database is damaged: {0}")]
    Database(String),
    /// A row that cannot be read.
    #[error("{noun} {id} cannot be read: {detail}")]
    Unreadable {
        /// What it is.
        noun: &'static str,
        /// Which.
        id: String,
        /// Why.
        detail: String,
    },
    /// A reference to what is not there.
    #[error("article {article} refers to {noun} {id}, which is not there")]
    Dangling {
        /// The article.
        article: ArticleId,
        /// What it refers to.
        noun: &'static str,
        /// Which.
        id: String,
    },
    /// The same, of something else than an article's working text.
    #[error("{from} refers to {noun} {id}, which is not there")]
    Astray {
        /// What refers to it.
        from: String,
        /// What it refers to.
        noun: &'static str,
        /// Which.
        id: String,
    },
    /// A media file is missing.
    #[error("the file of media {hash} ({name}) is missing")]
    MediaMissing {
        /// Its hash.
        hash: MediaHash,
        /// Its name.
        name: String,
    },
    /// A media file has changed.
    #[error("the file of media {hash} ({name}) is not what it was")]
    MediaChanged {
        /// Its hash.
        hash: MediaHash,
        /// Its name.
        name: String,
    },
    /// The lists of what shows or links to something are not what the articles say.
    #[error(
        "the lists by tag, byline, picture or link have article {0} otherwise than it says; saving it again sets that right"
    )]
    Misshelved(ArticleId),
    /// The working text's words are not those that were saved.
    #[error("the text of article {0} is not what was saved: a backup or the article's history has it")]
    TextChanged(ArticleId),
    /// The working text is said to be the one that was released last, and is another.
    #[error(
        "article {0} is marked as released as it is written, and is not; a change to its text sets that right, and until then do not publish it"
    )]
    NotAsReleased(ArticleId),
    /// Search does not say what the text says.
    #[error("search is not what the text of {} asks; saving it again sets that right", .0.map_or("an article that is gone".to_owned(), |id| id.to_string()))]
    Misfiled(Option<ArticleId>),
}

/// Checks everything, and hands out how far it is: done and total. `read` gives what search should know of an article.
///
/// # Errors
/// [`StoreError`] where the check itself cannot go on. What is found is the answer, not an error.
pub fn verify(
    library: &Library,
    read: impl Fn(&Article) -> Option<Document<'static>>,
    mut progress: impl FnMut(usize, usize),
) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    library.snapshot(|view| {
        database(view, &mut findings)?;
        let ids = view.article_ids()?;
        let media = view.all_media()?;
        let total = ids.len() + media.len();
        articles(view, &ids, &mut findings, |done| progress(done, total))?;
        searchable(view, &read, &mut findings)?;
        let files = library.media_files();
        for (at, media) in media.into_iter().enumerate() {
            progress(ids.len() + at, total);
            let (hash, name) = (media.hash, media.name);
            match File::open(files.path(hash, media.kind)).and_then(sha256) {
                Ok(found) if found == *hash.bytes() => {}
                Ok(_) => findings.push(Finding::MediaChanged { hash, name }),
                Err(e) if e.kind() == io::ErrorKind::NotFound => {
                    findings.push(Finding::MediaMissing { hash, name });
                }
                Err(e) => return Err(StoreError::io("reading", files.path(hash, media.kind), e)),
            }
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(findings)
}

/// Whether search says what the texts say, of every article.
fn searchable(
    view: &View<'_>,
    read: impl Fn(&Article) -> Option<Document<'static>>,
    findings: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let mut rowids = view.connection.prepare("SELECT rowid FROM article")?;
    let rowids: Rowids = rowids.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    // An article that cannot be read is a finding of its own.
    let article = |rowid| view.article_at(rowid).ok().flatten();
    let load = |rowid| Ok::<_, StoreError>(article(rowid).as_ref().and_then(&read));
    for rowid in search::misfiled(view.connection, &rowids, load)? {
        findings.push(Finding::Misfiled(article(rowid).map(|article| article.id)));
    }
    Ok(())
}

fn database(view: &View<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut check = view.connection.prepare("PRAGMA integrity_check(20)")?;
    for line in check.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            findings.push(Finding::Database(line));
        }
    }
    findings.extend(migrations::differences(view.connection)?.into_iter().map(Finding::Database));
    let mut check = view.connection.prepare("PRAGMA foreign_key_check")?;
    for table in check.query_map([], |row| row.get::<_, String>(0))? {
        findings.push(Finding::Database(format!("a row of {} refers to nothing", table?)));
    }
    Ok(())
}

/// What is there to be referred to.
struct Known {
    articles: HashSet<ArticleId>,
    nouns: HashSet<Uuid>,
    media: HashSet<MediaHash>,
}

fn articles(
    view: &View<'_>,
    ids: &[ArticleId],
    findings: &mut Vec<Finding>,
    mut progress: impl FnMut(usize),
) -> Result<(), StoreError> {
    let media = view.all_media()?.iter().map(|media| media.hash).collect();
    // What was deleted for good is missed by nobody: texts that linked to it lead nowhere, and a check says so.
    let articles = ids.iter().copied().chain(view.deleted_articles()?).collect();
    let mut known = Known { articles, nouns: HashSet::new(), media };
    nouns(view, &mut known, findings)?;
    for (article, number) in view.ledger_without_revision()? {
        let from = format!("the ledger of article {article}");
        findings.push(Finding::Astray { from, noun: "revision", id: number.to_string() });
    }
    for (at, id) in ids.iter().enumerate() {
        progress(at);
        match view.article(*id) {
            Ok(Some(article)) => {
                references(&article, &known, findings);
                if other_side(view, *id)? != asked_from_other_side(&article) {
                    findings.push(Finding::Misshelved(*id));
                }
                if view.words_hash(*id)? != Some(hash_of(&article.content)) {
                    findings.push(Finding::TextChanged(*id));
                }
                revisions(view, &article, &known, findings)?;
            }
            Ok(None) => {
                let detail = "it has no body".to_owned();
                findings.push(Finding::Unreadable { noun: "article", id: id.to_string(), detail });
            }
            Err(e) => {
                findings.push(Finding::Unreadable {
                    noun: "article",
                    id: id.to_string(),
                    detail: e.to_string(),
                });
            }
        }
    }
    Ok(())
}

/// What an article is found by from the other side: what that is, its id, and the printed date that its place in a list follows.
type OtherSide = BTreeSet<(String, Vec<u8>, Option<i64>)>;

fn other_side(view: &View<'_>, id: ArticleId) -> Result<OtherSide, StoreError> {
    const SQL: &str = include_str!("article/other_side.sql");
    let mut statement = view.connection.prepare_cached(SQL)?;
    let rows =
        statement.query_map([id.uuid().as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn asked_from_other_side(article: &Article) -> OtherSide {
    let content = &article.content;
    let of = |noun: &str, id: Uuid| (noun.to_owned(), id.as_bytes().to_vec(), None);
    let printed = Some(article.printed_date().timestamp_millis());
    let tags = content.tags.iter().map(|id| ("tag".to_owned(), id.uuid().as_bytes().to_vec(), printed));
    let bylines = content.bylines.iter().map(|id| of("byline", id.uuid()));
    let media = media_of(content).map(|hash| ("media".to_owned(), hash.bytes().to_vec(), None));
    let links = content.links.values().map(|id| of("link", id.uuid()));
    let source = content.translation.iter().map(|t| of("translation", t.source.uuid()));
    tags.chain(bylines).chain(media).chain(links).chain(source).collect()
}

/// What categories, bylines, targets and settings refer to.
fn nouns(view: &View<'_>, known: &mut Known, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let (categories, tags): (Vec<Category>, Vec<Tag>) = (view.nouns()?, view.nouns()?);
    let (bylines, forms): (Vec<Byline>, Vec<Form>) = (view.nouns()?, view.nouns()?);
    let targets: Vec<Target> = view.nouns()?;
    known.nouns.extend(categories.iter().map(|noun| noun.id.uuid()));
    known.nouns.extend(tags.iter().map(|noun| noun.id.uuid()));
    known.nouns.extend(bylines.iter().map(|noun| noun.id.uuid()));
    known.nouns.extend(forms.iter().map(|noun| noun.id.uuid()));
    known.nouns.extend(targets.iter().map(|noun| noun.id.uuid()));
    let mut noun = |from: String, noun: &'static str, id: Uuid| {
        if !known.nouns.contains(&id) {
            findings.push(Finding::Astray { from, noun, id: id.to_string() });
        }
    };
    for category in &categories {
        if let Some(parent) = category.parent {
            noun(format!("category {}", category.id), "category", parent.uuid());
        }
    }
    for target in &targets {
        let from = || format!("target {} ({})", target.id, target.name);
        target.selection.categories.iter().for_each(|id| noun(from(), "category", id.uuid()));
        target.selection.tags.iter().for_each(|id| noun(from(), "tag", id.uuid()));
        if let Some(form) = target.site().and_then(|site| site.form) {
            noun(from(), "form", form.uuid());
        }
    }
    if let Some(id) = view.setting(Setting::DefaultTarget)?.as_ref().and_then(|id| id.as_str()) {
        let found = id.parse().is_ok_and(|id| known.nouns.contains(&id));
        if !found {
            let (from, id) = ("a setting of the library".to_owned(), id.to_owned());
            findings.push(Finding::Astray { from, noun: "target", id });
        }
    }
    let logos = targets.iter().flat_map(|target| {
        let logos = target.site().into_iter().flat_map(Site::logos);
        logos.map(|logo| (format!("target {}", target.id), logo))
    });
    let portraits = bylines.iter().filter_map(|byline| match &byline.picture {
        Some(Picture::Media(hash)) => Some((format!("byline {}", byline.id), *hash)),
        _ => None,
    });
    for (from, hash) in logos.chain(portraits).filter(|(_, hash)| !known.media.contains(hash)) {
        findings.push(Finding::Astray { from, noun: "media", id: hash.to_string() });
    }
    Ok(())
}

fn references(article: &Article, known: &Known, findings: &mut Vec<Finding>) {
    let mut dangling = |noun: &'static str, id: String| {
        findings.push(Finding::Dangling { article: article.id, noun, id });
    };
    let content = &article.content;
    if let Some(id) = content.category.filter(|id| !known.nouns.contains(&id.uuid())) {
        dangling("category", id.to_string());
    }
    for id in content.tags.iter().filter(|id| !known.nouns.contains(&id.uuid())) {
        dangling("tag", id.to_string());
    }
    for id in content.bylines.iter().filter(|id| !known.nouns.contains(&id.uuid())) {
        dangling("byline", id.to_string());
    }
    astray(content, known, dangling);
}

/// Media and articles that a text refers to and that are not there.
fn astray(content: &Content, known: &Known, mut dangling: impl FnMut(&'static str, String)) {
    for hash in media_of(content).filter(|hash| !known.media.contains(hash)) {
        dangling("media", hash.to_string());
    }
    let source = content.translation.as_ref().map(|t| t.source);
    for id in content.links.values().copied().chain(source).filter(|id| !known.articles.contains(id)) {
        dangling("article", id.to_string());
    }
}

/// Whether two texts are one, where the library keeps times to the millisecond.
fn is_same_text(one: &Content, other: &Content) -> bool {
    let ms = |content: &Content| content.date.map(|at| at.timestamp_millis());
    ms(one) == ms(other) && *one == Content { date: one.date, ..other.clone() }
}

fn revisions(
    view: &View<'_>,
    article: &Article,
    known: &Known,
    findings: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let revisions = view.revisions(article.id)?;
    let pointed = [article.released, article.pending.map(|change| change.revision)];
    for revision in &revisions {
        let from = || format!("{} of article {}", revision.number, article.id);
        let content = view.revision(article.id, revision.number);
        if !article.changed_since_release && article.last_released() == Some(revision.number) {
            let differs = |content: &Content| !is_same_text(content, &article.content);
            if content.as_ref().is_ok_and(|content| content.as_ref().is_some_and(differs)) {
                findings.push(Finding::NotAsReleased(article.id));
            }
        }
        match content {
            // What an old text was filed under may have been removed since, and readers get it without.
            Ok(content) if pointed.contains(&Some(revision.number)) => {
                for content in content.iter().filter(|content| **content != article.content) {
                    astray(content, known, |noun, id| {
                        findings.push(Finding::Astray { from: format!("revision {}", from()), noun, id });
                    });
                }
            }
            Ok(_) => {}
            Err(e) => {
                let detail = e.to_string();
                findings.push(Finding::Unreadable { noun: "revision", id: from(), detail });
            }
        }
    }
    for missing in
        pointed.into_iter().flatten().filter(|number| !revisions.iter().any(|r| r.number == *number))
    {
        findings.push(Finding::Dangling { article: article.id, noun: "revision", id: missing.to_string() });
    }
    Ok(())
}
