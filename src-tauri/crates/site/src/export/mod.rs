//! The export: what changed, catalog, index, pages, files, switch. Here is the order of things; `run` has what all steps
//! share, `few` finds out what a change reaches, `articles`, `lists`, `feeds`, `search` and `media` make what their names say.

mod articles;
mod drawn;
mod feeds;
mod few;
mod lists;
mod media;
mod run;
mod search;

use std::collections::HashSet;
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use few::Differs;
use galley_domain::MediaHash;
use run::Run;

use crate::index::{self, Index};
use crate::memory::{self, BUILD, Colours, Draft, Key, Memory, Shown};
use crate::out::{Disk, Staging};
use crate::pages::Pages;
use crate::pictures::{Sizing, Store, of_covers};
use crate::{ExportError, Problem, Progress, Quiet, Report, Source, Stage, Theme, sitemap};

/// Most threads that render. More than the disk can follow.
const THREADS_MAX: usize = 16;

/// Progress is told after so many pieces.
const PROGRESS_EVERY: u64 = 64;

/// How an export runs. None of it changes what comes out.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Threads that render; as many as the machine has where none are named.
    pub threads: Option<NonZero<usize>>,
    /// Hears how far it is.
    pub progress: &'a dyn Progress,
    /// Set to true, it stops the export as long as nothing is in place yet.
    pub cancel: Option<&'a AtomicBool>,
    /// The file in which is remembered what pages were made from, so that the next export makes only those again whose making
    /// differs. Any file may be missing, damaged or about another site; then everything is made.
    pub memory: Option<&'a Path>,
    /// The folder in which pictures are kept that were made smaller, for this site and others. None where they are not kept.
    pub pictures: Option<&'a Path>,
    /// Whether the site that stands there can be had back afterwards: see [`crate::rollback`]. Needs a source that tells the time.
    pub keep_releases: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            threads: None,
            progress: &Quiet,
            cancel: None,
            memory: None,
            pictures: None,
            keep_releases: false,
        }
    }
}

impl Options<'_> {
    fn threads(&self) -> NonZero<usize> {
        let machine = || std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let most = NonZero::new(THREADS_MAX).expect("it is not zero");
        self.threads.unwrap_or_else(machine).min(most)
    }

    fn check(&self) -> Result<(), ExportError> {
        match self.cancel {
            Some(cancel) if cancel.load(Ordering::Relaxed) => Err(ExportError::Cancelled),
            _ => Ok(()),
        }
    }
}

/// Entries of menus that lead to nothing of the site, before it is written.
///
/// # Errors
/// [`ExportError::Source`], [`ExportError::BadBaseUrl`]
pub fn dead_menus(source: &dyn Source) -> Result<Vec<Problem>, ExportError> {
    let mut cards = Vec::new();
    source.cards(&mut |card| cards.push(card))?;
    let (_, mut problems) = Index::new(source.catalog()?, cards, Sizing::default())?;
    problems.retain(|problem| matches!(problem, Problem::Menu { .. }));
    Ok(problems)
}

/// Writes the site into a folder. What stood there before is replaced as the module `out` says; files that Galley did not
/// write stay. Needs no clock: the same articles give the same bytes.
pub fn export(
    source: &dyn Source,
    theme: &Theme,
    out: &Path,
    options: &Options<'_>,
) -> Result<Report, ExportError> {
    export_on(&Disk::default(), source, theme, out, options)
}

pub(crate) fn export_on(
    disk: &Disk,
    source: &dyn Source,
    theme: &Theme,
    out: &Path,
    options: &Options<'_>,
) -> Result<Report, ExportError> {
    let store = Store(options.pictures);
    let mut unreadable = store.unreadable();
    let (staging, mut report, base, draft) = loop {
        let staging = Staging::open(disk, out)?;
        match prepare(&staging, source, theme, options, &unreadable) {
            Ok(Prepared::New { report, base, draft }) => break (staging, report, base, draft),
            Ok(Prepared::Same(report)) => {
                staging.clear()?;
                return Ok(report);
            }
            Ok(Prepared::Unreadable(found)) => {
                staging.clear()?;
                unreadable.extend(found);
                store.keep_unreadable(&unreadable);
            }
            Err(error) => {
                // The first error is the one to tell; what is left is cleared at the next start.
                staging.clear().ok();
                return Err(error);
            }
        }
    };
    let differences =
        staging.finish(&base, source.now().filter(|_| options.keep_releases), &|done, total| {
            if done % PROGRESS_EVERY == 0 || done == total {
                options.progress.at(Stage::Switching, done, total);
            }
        })?;
    report.written = differences.written;
    report.written_bytes = differences.written_bytes;
    report.unchanged = differences.unchanged;
    report.removed = differences.removed;
    if let Some(draft) = draft {
        draft.keep(&differences.mark);
    }
    if differences.written > 0 {
        store.tidy();
    }
    Ok(report)
}

/// What an export comes to, before anything is put in place.
enum Prepared {
    /// A site that may differ from the old one.
    New { report: Report, base: String, draft: Option<Draft> },
    /// Nothing differs: neither what the site is made from, nor a file of it.
    Same(Report),
    /// Pages name widths of these pictures, which cannot be read: once more, without them.
    Unreadable(HashSet<MediaHash>),
}

/// Renders what differs into the staging folder.
fn prepare(
    staging: &Staging<'_>,
    source: &dyn Source,
    theme: &Theme,
    options: &Options<'_>,
    unreadable: &HashSet<MediaHash>,
) -> Result<Prepared, ExportError> {
    options.progress.at(Stage::Reading, 0, 0);
    let tools = memory::tools(theme);
    let mut known = options.memory.map(|file| Memory::read(file, staging.old_mark())).unwrap_or_default();
    let moment = if options.memory.is_some() { source.moment()? } else { None };
    let with = moment.as_ref().map(|m| Key::of(&[tools.bytes(), m.settings.as_bytes()]));
    let shown = known.shown.take();
    let mut few = match shown.as_ref().zip(moment.as_ref()).zip(with) {
        Some(((shown, moment), with)) if shown.holds(with, moment.at.timestamp_millis()) => {
            match Differs::find(staging, source, &mut known, (shown, moment), options.threads())? {
                Differs::Nothing => return Ok(Prepared::Same(shown.report())),
                Differs::InFew(few) => Some(few),
                Differs::Perhaps => None,
            }
        }
        _ => None,
    };
    let catalog = source.catalog()?;
    let mut cards = Vec::new();
    match &mut few {
        Some(few) => cards.append(&mut few.cards),
        None => source.cards(&mut |card| cards.push(card))?,
    }
    options.check()?;
    index::sort(&mut cards);
    let draft = options.memory.and_then(|file| Draft::begin(file, &cards));
    let threads = options.threads().min(media::PICTURES_MAX);
    let tones = of_covers(&cards, source, Store(options.pictures), threads, &|| options.check())?;
    let sizing = Sizing { unreadable: unreadable.clone(), tones, ..Sizing::default() };
    let (index, mut problems) = Index::new(catalog, cards, sizing)?;
    // A menu may lead to what the owner of the folder put there.
    problems.retain(|problem| !matches!(problem, Problem::Menu { url, .. } if staging.has_other(url)));
    let mark = index.mark();
    let kept = few.and_then(|few| few.what_stays(staging, (&index, &mark), &known.mark, &mut known.pages));
    let pages = Pages::new(&index, theme);
    let mut run = Run::new(staging, &pages, options, source.now(), tools, &known.pages, kept);
    run.pictures_stand = known.build == BUILD;
    run.note(problems);
    run.assets(theme)?;
    run.articles(source)?;
    run.gate()?;
    run.feed_texts(source)?;
    run.lists()?;
    let numbers = run.search(source, &known.numbers)?;
    let mut found = run.media(source)?;
    // One that was known before would be found again and again.
    found.retain(|picture| !unreadable.contains(picture));
    if !found.is_empty() {
        return Ok(Prepared::Unreadable(found));
    }
    let base = index.base.path().to_owned();
    let news_until = source.now().and_then(|now| sitemap::news_until(&index, now));
    let (report, tally, pages) = run.end_all();
    let mut memory = Memory { shown: None, cards: Vec::new(), build: BUILD.to_owned(), mark, numbers, pages };
    if let Some((moment, with)) = moment.zip(with) {
        let until = source.until()?.into_iter().chain(news_until).min();
        memory.shown = Some(Shown {
            state: moment.state,
            with,
            from_ms: moment.at.timestamp_millis(),
            until_ms: until.map(|until| until.timestamp_millis()),
            tally,
            problems: report.problems.clone(),
            problem_count: report.problem_count,
        });
    }
    Ok(Prepared::New { report, base, draft: draft.and_then(|draft| draft.go_on(&memory)) })
}

/// Renders with the colours of code that are known from before, and keeps them for later.
fn with_colours<T>(
    options: &Options<'_>,
    render: impl FnOnce() -> Result<T, ExportError>,
) -> Result<T, ExportError> {
    let colours = options.memory.map(Colours::learn);
    let rendered = render();
    // What comes next needs memory, and no colours.
    galley_markdown::put_grammars_away();
    let rendered = rendered?;
    if let Some(colours) = colours {
        colours.keep();
    }
    Ok(rendered)
}
