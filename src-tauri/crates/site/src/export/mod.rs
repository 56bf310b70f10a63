//! The export: what changed, catalog, index, pages, files, switch. Here is the order of things; `run` has what all steps
//! share, `in_place` makes what a change reaches that moves nothing, `few` works out which pages a larger change leaves as they are, `articles`, `lists`, `feeds`, `search` and `media` make what their names say.

mod articles;
mod drawn;
mod feeds;
mod few;
mod in_place;
mod lists;
mod media;
mod run;
mod search;

use std::collections::HashSet;
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use few::Few;
use galley_domain::MediaHash;
use in_place::{Before, LOOK_MAX, in_place, look_next, name_of};
use run::{Knowing, Over, Run};

use crate::index::{self, Index};
use crate::memory::{self, BUILD, Base, Change, Colours, Draft, Key, Memory, Shown};
use crate::out::{Disk, Staging};
use crate::pages::Pages;
use crate::pictures::{Sizing, Store, of_covers};
use crate::{ExportError, Moment, Problem, Progress, Quiet, Report, Source, Stage, Theme, sitemap};

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

/// What is wrong with the addresses of a site, before it is written: entries of menus that lead to nothing of it, articles
/// whose address is taken, former addresses that cannot be.
///
/// # Errors
/// [`ExportError::Source`], [`ExportError::BadBaseUrl`]
pub fn wrong_addresses(source: &dyn Source) -> Result<Vec<Problem>, ExportError> {
    let mut cards = Vec::new();
    source.cards(&mut |card| cards.push(card))?;
    let (_, mut problems) = Index::new(source.catalog()?, cards, Sizing::default())?;
    problems.retain(|problem| !matches!(problem, Problem::NoAddress { .. }));
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
    let mut may_stay = true;
    let (staging, mut report, base, keeping) = loop {
        let staging = Staging::open(disk, out)?;
        match prepare(&staging, source, theme, options, (&unreadable, may_stay)) {
            Ok(Prepared::New { report, base, keeping }) => break (staging, report, base, keeping),
            Ok(Prepared::Same(report)) => {
                staging.clear()?;
                return Ok(report);
            }
            Ok(Prepared::Moved) => {
                staging.clear()?;
                may_stay = false;
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
    report.unchanged = report.files.saturating_sub(differences.written);
    report.removed = differences.removed;
    match keeping.map(|keeping| *keeping) {
        Some(Keeping::Draft(draft)) => draft.keep(&differences.mark),
        Some(Keeping::Change(change)) => change.keep(&differences.mark),
        None => {}
    }
    if differences.written > 0 {
        store.tidy();
    }
    Ok(report)
}

/// What an export comes to, before anything is put in place.
enum Prepared {
    /// A site that may differ from the old one.
    New { report: Report, base: String, keeping: Option<Box<Keeping>> },
    /// Nothing differs: neither what the site is made from, nor a file of it.
    Same(Report),
    /// What changed was taken for less than it is: once more, with all articles.
    Moved,
    /// Pages name widths of these pictures, which cannot be read: once more, without them.
    Unreadable(HashSet<MediaHash>),
}

/// What is remembered once the site is in place.
enum Keeping {
    /// All of it.
    Draft(Draft),
    /// What differs from what is remembered.
    Change(Change),
}

/// What the last export remembered, and what is known to have changed since.
#[derive(Default)]
struct Remembered {
    memory: Memory,
    few: Option<Few>,
    look_from: usize,
}

/// Renders what differs into the staging folder.
fn prepare(
    staging: &Staging<'_>,
    source: &dyn Source,
    theme: &Theme,
    options: &Options<'_>,
    (unreadable, may_stay): (&HashSet<MediaHash>, bool),
) -> Result<Prepared, ExportError> {
    options.progress.at(Stage::Reading, 0, 0);
    let tools = memory::tools(theme);
    let base = options.memory.and_then(|file| Base::open(file, staging.old_mark())).map(Arc::new);
    let moment = if options.memory.is_some() { source.moment()? } else { None };
    let with = moment.as_ref().map(|m| Key::of(&[tools.bytes(), m.settings.as_bytes()]));
    let mut known = Remembered::default();
    if let Some(base) = &base {
        let shown = base.shown();
        let holds = |shown: &Shown, moment: &Moment, with| shown.holds(with, moment.at.timestamp_millis());
        let before = match (&shown, &moment, with) {
            (Some(shown), Some(moment), Some(with)) if holds(shown, moment, with) => {
                Some(Before { base, shown, moment, with })
            }
            _ => None,
        };
        match since(staging, (source, theme, options), base, before.as_ref(), (unreadable, may_stay))? {
            Since::Prepared(prepared) => return Ok(prepared),
            Since::Known(found) => known = *found,
        }
    }
    staging.read_old()?;
    whole(staging, (source, theme, options), known, (moment, with), unreadable)
}

/// What is to be done with what is remembered.
enum Since {
    /// It was enough.
    Prepared(Prepared),
    /// All articles are gone through, with this.
    Known(Box<Remembered>),
}

/// Finds out what changed since the last export. `before` is known where it can be said.
fn since(
    staging: &Staging<'_>,
    (source, theme, options): (&dyn Source, &Theme, &Options<'_>),
    base: &Base,
    before: Option<&Before<'_>>,
    (unreadable, may_stay): (&HashSet<MediaHash>, bool),
) -> Result<Since, ExportError> {
    let memory = || base.memory().unwrap_or_default();
    let changes = before.map(|before| source.changes(&before.shown.state)).transpose()?.flatten();
    let Some((before, changed)) = before.zip(changes) else {
        return Ok(Since::Known(Box::new(Remembered { memory: memory(), ..Remembered::default() })));
    };
    let mut missing = HashSet::new();
    if before.shown.state == before.moment.state {
        missing = staging.missing(options.threads(), 0, usize::MAX);
        if missing.is_empty() {
            return Ok(Since::Prepared(Prepared::Same(before.shown.report())));
        }
    } else if may_stay {
        let prepared = in_place(staging, (source, theme, options), before, &changed, unreadable)?;
        // What was put into the folder beside may be more than is needed.
        return Ok(Since::Prepared(prepared.unwrap_or(Prepared::Moved)));
    }
    let look_from = before.shown.look_from;
    let (missing, known) = std::thread::scope(|scope| {
        let look = scope.spawn(|| {
            let one = NonZero::<usize>::MIN;
            let missing =
                if missing.is_empty() { staging.missing(one, look_from, LOOK_MAX) } else { missing.clone() };
            staging.read_old().map(|()| missing)
        });
        let memory = memory();
        (look.join().expect("looking at files does not panic"), memory)
    });
    let missing = missing?;
    // Where some are gone, there may be more of them.
    let missing =
        if missing.is_empty() { missing } else { staging.missing(options.threads(), 0, usize::MAX) };
    let few = Few::of(source, base, &changed, missing)?;
    Ok(Since::Known(Box::new(Remembered { memory: known, few, look_from: before.shown.look_from })))
}

/// Renders what differs, going through all articles.
fn whole(
    staging: &Staging<'_>,
    (source, theme, options): (&dyn Source, &Theme, &Options<'_>),
    known: Remembered,
    (moment, with): (Option<Moment>, Option<Key>),
    unreadable: &HashSet<MediaHash>,
) -> Result<Prepared, ExportError> {
    let tools = memory::tools(theme);
    let Remembered { memory: mut known, mut few, look_from } = known;
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
    let (mut index, mut problems) = Index::new(catalog, cards, sizing)?;
    index.give_slots(&known.mark);
    // A menu may lead to what the owner of the folder put there.
    problems.retain(|problem| !matches!(problem, Problem::Menu { url, .. } if staging.has_other(url)));
    let pages = Pages::new(&index, theme);
    let mark = index.mark(&pages.frames());
    let all = options.threads();
    let kept = few.and_then(|few| {
        few.what_stays(staging, (&index, &mark), (&known.mark, &known.stood), &mut known.pages, all)
    });
    let over = kept.map_or(Over::None, Over::These);
    let mut run = Run::new(staging, &pages, options, source.now(), tools, Knowing::Held(&known.pages), over);
    run.pictures_stand = known.build == BUILD;
    run.note(problems);
    run.assets(theme)?;
    run.articles(source)?;
    run.gate()?;
    run.feed_texts(source)?;
    run.lists()?;
    run.forget_texts();
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
    let build = BUILD.to_owned();
    let mut memory = Memory { shown: None, build, mark, stood: Vec::new(), numbers, pages };
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
            lacks_media: report.lacks_media,
            look_from: look_next(look_from, report.files),
        });
    }
    let draft = draft.and_then(|draft| draft.go_on(&memory, &index, name_of(unreadable)));
    Ok(Prepared::New { report, base, keeping: draft.map(Keeping::Draft).map(Box::new) })
}

/// Renders with the colours of code that are known from before, and keeps them for later.
fn with_colours<T>(
    colours: Option<Colours>,
    render: impl FnOnce() -> Result<T, ExportError>,
) -> Result<T, ExportError> {
    let rendered = render();
    // What comes next needs memory, and no colours.
    galley_markdown::put_grammars_away();
    let rendered = rendered?;
    if let Some(colours) = colours {
        colours.keep();
    }
    Ok(rendered)
}
