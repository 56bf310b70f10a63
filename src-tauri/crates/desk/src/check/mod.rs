//! Checks: what a person should look at before publishing.

mod external;
mod problems;
mod written;

use std::cell::LazyCell;
use std::ops::Range;

use galley_domain::{Article, ArticleId, Internal, Kind, Staleness, Target};
use galley_markdown::{Allow, Lines, Options};
use galley_publish::{Note, NoteWord};
use galley_site::Problem;
use galley_store::View;

use crate::listing::hex;
use crate::wire::{Finding, WorkStage};
use crate::{Cancel, Desk, DeskError, Progress, links};

/// From so many characters on a headline is cut off in search results and social cards.
const HEADLINE_CHARACTERS: usize = 110;
/// Headlines in Chinese or Japanese are about half as long.
const HEADLINE_CHARACTERS_CJK: usize = 50;

impl Desk {
    /// Looks at every article that is neither archived nor in the trash: at its working text.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn check(&self) -> Result<Vec<Finding>, DeskError> {
        self.check_until(&|_| {}, &Cancel::default())
    }

    /// The same, telling how far it is, until it is stopped.
    ///
    /// # Errors
    /// [`DeskError::Store`], [`DeskError::Cancelled`].
    pub fn check_until(
        &self,
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<Vec<Finding>, DeskError> {
        let mut findings = Vec::new();
        let allow = self.html_let_through()?;
        self.library.snapshot(|view| {
            let ids = view.article_ids()?;
            for (done, id) in ids.iter().copied().enumerate() {
                if cancel.is_cancelled() {
                    return Err(DeskError::Cancelled);
                }
                progress(Progress { stage: WorkStage::Checking, done, total: Some(ids.len()) });
                if let Some(article) = view.article(id)?.filter(|a| !a.archived && a.trashed_at.is_none()) {
                    findings.extend(check_article(view, &article, Some(&allow))?);
                }
            }
            Ok::<_, DeskError>(())
        })?;
        for target in self.targets()?.iter().filter(|target| target.site().is_some()) {
            for problem in self.wrong_addresses(target)? {
                findings.push(self.at_address(target, &problem)?);
            }
        }
        Ok(findings)
    }

    /// Looks at the working text of one article.
    ///
    /// # Errors
    /// [`DeskError::Unknown`], [`DeskError::Store`].
    pub fn check_one(&self, id: ArticleId) -> Result<Vec<Finding>, DeskError> {
        let (article, allow) = (self.article(id)?, self.html_let_through()?);
        self.library.snapshot(|view| check_article(view, &article, Some(&allow)))
    }

    /// The HTML that the first site lets through.
    fn html_let_through(&self) -> Result<Allow, DeskError> {
        Ok(self.targets()?.iter().find_map(Target::site).map(galley_site::allow).unwrap_or_default())
    }

    /// An address of a site that is not as it was meant.
    fn at_address(&self, target: &Target, problem: &Problem) -> Result<Finding, DeskError> {
        let (check, article) = match problem {
            Problem::Moved { article, .. } => ("address-taken", Some(*article)),
            Problem::Alias { article, .. } => ("former-address", Some(*article)),
            _ => ("dead-menu", None),
        };
        let row = article.map(|id| self.view().row(id)).transpose()?.flatten();
        let (headline, named) = match row {
            Some(row) => (row.headline, row.slug.named(&row.language)),
            None => (target.name.clone(), String::new()),
        };
        let article = article.map_or_else(|| target.id.to_string(), |id| id.to_string());
        Ok(Finding {
            article,
            headline,
            named,
            line: None,
            stops: false,
            check,
            about: address_of(problem),
            message: format!("{problem}."),
        })
    }
}

/// The address that a problem is about.
fn address_of(problem: &Problem) -> String {
    match problem {
        Problem::Moved { wanted, .. } => wanted.clone(),
        Problem::Alias { alias, .. } => alias.clone(),
        _ => String::new(),
    }
}

/// The check of an article without a headline.
pub(crate) const NO_HEADLINE: &str = "no-headline";

/// The check of one that is still to be written.
const PLACEHOLDER: &str = "placeholder";

/// What keeps an article's text from going out, wherever to and however it came in.
pub(crate) fn all_that_stops(view: &View<'_>, article: &Article) -> Result<Vec<Finding>, DeskError> {
    Ok(check_article(view, article, None)?.into_iter().filter(|finding| finding.stops).collect())
}

/// The first of it, where there is any.
pub(crate) fn what_stops(view: &View<'_>, article: &Article) -> Result<Option<Finding>, DeskError> {
    Ok(all_that_stops(view, article)?.into_iter().next())
}

/// The error of a finding that stops.
pub(crate) fn gate(finding: Finding) -> DeskError {
    let Finding { headline, line, check, message: why, .. } = finding;
    DeskError::Gate { headline, line, check, why }
}

/// What stops an article, in words that can be said in any language; in English where a check has none.
pub(crate) fn note_of(check: &str, line: Option<u32>, why: &str) -> Note {
    match (check, line) {
        (PLACEHOLDER, Some(line)) => Note::about(NoteWord::HasPlaceholder, line.to_string()),
        (NO_HEADLINE, _) => NoteWord::NoHeadline.into(),
        (_, None) => Note::about(NoteWord::StoppedByCheck, why.trim_end_matches('.')),
        (_, Some(line)) => {
            Note::about(NoteWord::StoppedByCheck, format!("line {line}: {}", why.trim_end_matches('.')))
        }
    }
}

/// What a person should look at in an article's working text. With the HTML that a site lets through it is rendered, which
/// tells what is left out of it and costs several times as much; nothing of that stops a publish.
pub(crate) fn check_article(
    view: &View<'_>,
    article: &Article,
    allow: Option<&Allow>,
) -> Result<Vec<Finding>, DeskError> {
    let mut look = Look { article, allow, findings: Vec::new() };
    look.at_fields();
    look.at_source(view)?;
    look.at_text(view)?;
    Ok(look.findings)
}

/// A look at one article.
struct Look<'a> {
    article: &'a Article,
    /// The HTML that a site lets through, where what is left out is told.
    allow: Option<&'a Allow>,
    findings: Vec<Finding>,
}

impl Look<'_> {
    fn found(&mut self, check: &'static str, stops: bool, line: Option<u32>, about: &str, message: String) {
        let (article, headline) = (self.article.id.to_string(), self.article.content.headline.clone());
        let (named, about) = (self.article.content.named(), about.to_owned());
        self.findings.push(Finding { article, headline, named, line, stops, check, about, message });
    }

    /// Something about the article as a whole, which keeps nothing from going out.
    fn noticed(&mut self, check: &'static str, message: impl Into<String>) {
        self.found(check, false, None, "", message.into());
    }

    fn at_fields(&mut self) {
        let content = &self.article.content;
        if content.headline.trim().is_empty() {
            self.found(NO_HEADLINE, true, None, "", "It has no headline.".to_owned());
        }
        let longest = if content.language.is_cjk() { HEADLINE_CHARACTERS_CJK } else { HEADLINE_CHARACTERS };
        let length = content.headline.chars().count();
        if length > longest {
            self.noticed(
                "long-headline",
                format!(
                    "The headline has {length} characters; lists and search results show about {longest}."
                ),
            );
        }
        let is_article = self.article.kind == Kind::Article;
        if is_article && content.lead.trim().is_empty() {
            self.noticed("no-lead", "It has no lead: lists, feeds and social cards show none.");
        }
        if is_article && content.category.is_none() {
            self.noticed("no-category", "It has no category.");
        }
        if content.cover.as_ref().is_some_and(|cover| cover.alt.trim().is_empty()) {
            self.noticed("cover-without-alt", "The cover has no alternative text.");
        }
    }

    /// At what it translates.
    fn at_source(&mut self, view: &View<'_>) -> Result<(), DeskError> {
        let Some(link) = &self.article.content.translation else {
            return Ok(());
        };
        match view.words_hash(link.source)? {
            None => self.noticed("source-gone", "The article that it translates is not in the library."),
            Some(now) if link.staleness(&hex(now)) == Staleness::Stale => {
                self.noticed("stale-translation", "The article that it translates has changed since.");
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// At its Markdown, and at what that links to and shows.
    fn at_text(&mut self, view: &View<'_>) -> Result<(), DeskError> {
        let content = &self.article.content;
        // Both know the links and pictures; only rendering knows what is left out.
        let (problems, links, media) = if let Some(allow) = self.allow {
            let options = Options { allow, highlight: false, ..Options::default() };
            let rendered = galley_markdown::render(&content.body, &options);
            (rendered.problems, rendered.links, rendered.media)
        } else {
            let reading = galley_markdown::read(&content.body);
            (reading.problems, reading.links, reading.media)
        };
        let lines = LazyCell::new(|| Lines::of(&content.body));
        let line_of = |range: &Range<usize>| Some(lines.at(range.start));
        for problem in &problems {
            let (check, stops, message) = problems::told(&problem.kind);
            self.found(check, stops, line_of(&problem.range), &problems::about(&problem.kind), message);
        }
        for link in &links {
            let leads = match content.links.get(&link.href) {
                // It may have been deleted for good.
                Some(id) => view.row(*id)?.is_some(),
                // It may have been written before that article was.
                None => {
                    Internal::read(&link.href).is_none()
                        || links::resolve(view, &link.href, &content.language)?.is_some()
                }
            };
            if !leads {
                let message = format!("The link {:?} leads to no article.", link.href);
                self.found("dead-link", false, line_of(&link.range), &link.href, message);
            }
        }
        for medium in &media {
            let is_local = !medium.path.contains("://")
                && !medium.path.starts_with("//")
                && !medium.path.starts_with("data:");
            if is_local && !content.pictures.contains_key(&medium.path) {
                let message = format!("The picture {:?} is not in the library.", medium.path);
                self.found("missing-picture", false, line_of(&medium.range), &medium.path, message);
            }
            let held =
                content.pictures.get(&medium.path).map(|hash| view.media(*hash)).transpose()?.flatten();
            if let Some(file) = held.filter(|media| !media.kind.is_picture()) {
                let line = line_of(&medium.range);
                let message = format!(
                    "{:?} is no picture but a file ({}): pages do not show it, and no server gets it. Put it where it can be had, and \
                     link to it there.",
                    medium.path,
                    file.kind.extension()
                );
                self.found("no-picture", false, line, &medium.path, message);
            }
        }
        Ok(())
    }
}
