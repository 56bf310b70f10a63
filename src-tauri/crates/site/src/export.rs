//! The export: catalog, index, pages, files, switch. The order of things; each is done elsewhere.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use galley_domain::{Instant, Kind, MediaHash};

use crate::address::file_of;
use crate::fan_out::fan_out;
use crate::feed::{self, FullTexts};
use crate::index::{Index, List, Redirect, Shown};
use crate::memory::{self, Colours, Key, Known, Memory};
use crate::out::{Disk, Staging};
use crate::pages::{Pages, Sheet};
use crate::{
    Bodies, ExportError, Part, Problem, Progress, Quiet, Report, Source, Stage, Text, Theme, hosts, sitemap,
};

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
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { threads: None, progress: &Quiet, cancel: None, memory: None }
    }
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
    let staging = Staging::open(disk, out)?;
    let prepared = prepare(&staging, source, theme, options);
    let (mut report, base, mut memory) = match prepared {
        Ok(Prepared::New { report, base, memory }) => (report, base, memory),
        Ok(Prepared::Same(report)) => {
            staging.clear()?;
            return Ok(report);
        }
        Err(error) => {
            // The first error is the one to tell; what is left is cleared at the next start.
            staging.clear().ok();
            return Err(error);
        }
    };
    let differences = staging.finish(&base, &|done, total| {
        if done % PROGRESS_EVERY == 0 || done == total {
            options.progress.at(Stage::Switching, done, total);
        }
    })?;
    report.written = differences.written;
    report.written_bytes = differences.written_bytes;
    report.unchanged = differences.unchanged;
    report.removed = differences.removed;
    if let Some(file) = options.memory {
        if let Some(shown) = &mut memory.shown {
            shown.problems.clone_from(&report.problems);
            shown.problem_count = report.problem_count;
        }
        memory.keep(file, &differences.mark);
    }
    Ok(report)
}

/// What an export comes to, before anything is put in place.
enum Prepared {
    /// A site that may differ from the old one.
    New { report: Report, base: String, memory: Memory },
    /// Nothing differs: neither what the site is made from, nor a file of it.
    Same(Report),
}

/// Renders what differs into the staging folder.
fn prepare(
    staging: &Staging<'_>,
    source: &dyn Source,
    theme: &Theme,
    options: &Options<'_>,
) -> Result<Prepared, ExportError> {
    options.progress.at(Stage::Reading, 0, 0);
    let tools = memory::tools(theme);
    let known = options.memory.map(|file| Memory::read(file, staging.old_mark())).unwrap_or_default();
    let moment = if options.memory.is_some() { source.moment()? } else { None };
    let moment = moment.map(|m| (Key::of(&[tools.bytes(), m.state.as_bytes()]), m.at.timestamp_millis()));
    if let Some(((state, at_ms), shown)) = moment.zip(known.shown.as_ref())
        && shown.is_still(state, at_ms)
        && staging.all_in_place(options.threads())
    {
        return Ok(Prepared::Same(shown.report()));
    }
    let catalog = source.catalog()?;
    let mut cards = Vec::new();
    source.cards(&mut |card| cards.push(card))?;
    options.check()?;
    let (index, problems) = Index::new(catalog, cards)?;
    let pages = Pages::new(&index, theme);
    let run = Run {
        staging,
        index: &index,
        pages: &pages,
        options,
        done: AtomicU64::new(0),
        files: Mutex::default(),
        in_feeds: feed::in_feeds(&index),
        texts: Mutex::default(),
        kept_feeds: Mutex::default(),
        now: source.now(),
        problems: Mutex::new(problems),
        tally: Mutex::default(),
        tools,
        known: &known.pages,
        learnt: Mutex::default(),
    };
    for asset in theme.assets() {
        run.put(Part::Asset, &asset.path, &asset.bytes)?;
    }
    let colours = options.memory.map(Colours::learn);
    run.articles(source)?;
    if let Some(colours) = colours {
        colours.keep();
    }
    run.gate()?;
    run.feed_texts(source)?;
    run.lists()?;
    run.media(source)?;
    let base = index.base.path().to_owned();
    let pages = std::mem::take(&mut *run.learnt.lock().unwrap_or_else(PoisonError::into_inner));
    let news_until = run.now.and_then(|now| sitemap::news_until(&index, now));
    let (report, tally) = run.report();
    let shown = match moment {
        Some((state, from_ms)) => {
            let until = source.until()?.into_iter().chain(news_until).min();
            let until_ms = until.map(|until| until.timestamp_millis());
            Some(memory::Shown { state, from_ms, until_ms, tally, problems: Vec::new(), problem_count: 0 })
        }
        None => None,
    };
    Ok(Prepared::New { report, base, memory: Memory { shown, pages } })
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

/// One export, while it renders.
struct Run<'a> {
    staging: &'a Staging<'a>,
    index: &'a Index,
    pages: &'a Pages<'a>,
    options: &'a Options<'a>,
    done: AtomicU64,
    /// The library's files that pages show, by path.
    files: Mutex<BTreeMap<Box<str>, MediaHash>>,
    /// The entries whose full text feeds print, and these texts as they become known.
    in_feeds: HashSet<u32>,
    texts: Mutex<FullTexts>,
    /// The files of feeds that stay as they are.
    kept_feeds: Mutex<HashSet<String>>,
    now: Option<Instant>,
    problems: Mutex<Vec<Problem>>,
    tally: Mutex<BTreeMap<Part, (u64, u64)>>,
    /// The theme, and what runs it.
    tools: Key,
    /// What the last export remembered of each page.
    known: &'a HashMap<Box<str>, Known>,
    /// What this one does.
    learnt: Mutex<HashMap<Box<str>, Known>>,
}

/// A file that is not an article's.
enum Job<'a> {
    List(&'a List, usize),
    Feed(&'a List),
    Archive(u16),
    Redirect(&'a Redirect),
    Sitemaps,
    Rest,
}

impl<'a> Run<'a> {
    fn put(&self, part: Part, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        self.staging.put(part, &file_of(path), bytes)?;
        self.count(part, bytes.len() as u64);
        Ok(())
    }

    fn count(&self, part: Part, bytes: u64) {
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        let tally = tally.entry(part).or_default();
        tally.0 += 1;
        tally.1 += bytes;
    }

    /// Called before each piece of work.
    fn step(&self, stage: Stage, total: u64) -> Result<(), ExportError> {
        self.options.check()?;
        let done = self.done.fetch_add(1, Ordering::Relaxed);
        if done.is_multiple_of(PROGRESS_EVERY) {
            self.options.progress.at(stage, done, total);
        }
        Ok(())
    }

    fn end(&self, stage: Stage) {
        let done = self.done.swap(0, Ordering::Relaxed);
        self.options.progress.at(stage, done, done);
    }

    fn articles(&self, source: &dyn Source) -> Result<(), ExportError> {
        let total = self.index.entries.len() as u64;
        for entry in &self.index.entries {
            self.uses(entry.cover.as_deref());
        }
        let write = |text: Text| {
            self.step(Stage::Articles, total)?;
            self.article(&text)
        };
        if self.known.is_empty() {
            let texts = |each: &mut dyn FnMut(Text) -> _| Ok(source.texts(Bodies::With, each)?);
            fan_out(self.options.threads(), texts, write)?;
        } else {
            let differing = Mutex::new(Vec::new());
            let texts = |each: &mut dyn FnMut(Text) -> _| Ok(source.texts(Bodies::Without, each)?);
            fan_out(self.options.threads(), texts, |text: Text| {
                if self.stays(&text) {
                    return self.step(Stage::Articles, total);
                }
                differing.lock().unwrap_or_else(PoisonError::into_inner).push(text.id);
                self.options.check()
            })?;
            let differing = differing.into_inner().unwrap_or_else(PoisonError::into_inner);
            let texts = |each: &mut dyn FnMut(Text) -> ControlFlow<()>| {
                for id in differing {
                    if source.text(id)?.is_some_and(|text| each(text).is_break()) {
                        break;
                    }
                }
                Ok(())
            };
            fan_out(self.options.threads(), texts, write)?;
        }
        self.end(Stage::Articles);
        Ok(())
    }

    /// Takes an article's page over as it is, if it would be made from the same once more.
    fn stays(&self, text: &Text) -> bool {
        let Some(at) = self.index.find(text.id) else {
            return true;
        };
        let entry = self.index.entry(at);
        let Some(known) = self.known.get(&entry.path) else {
            return false;
        };
        let key = self.pages.article_key(at, text, &known.asked, self.tools);
        if key != known.key || !self.keep(part_of(entry.kind), &entry.path, known) {
            return false;
        }
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        for (hash, path) in &known.files {
            files.entry(path.clone()).or_insert(*hash);
        }
        true
    }

    /// Takes over a page as it stands there.
    fn keep(&self, part: Part, path: &str, known: &Known) -> bool {
        let Some(bytes) = self.staging.keep(part, &file_of(path)) else {
            return false;
        };
        self.count(part, bytes);
        if !known.notes.is_empty() {
            let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
            problems.extend(known.notes.iter().cloned());
        }
        self.learn(path, known.clone());
        true
    }

    fn learn(&self, path: &str, known: Known) {
        self.learnt.lock().unwrap_or_else(PoisonError::into_inner).insert(path.into(), known);
    }

    /// Writes a page that is no article, unless it would be made from the same once more.
    fn sheet(&self, part: Part, path: &str, sheet: Sheet<'_>) -> Result<(), ExportError> {
        if self.options.memory.is_none() {
            return self.put(part, path, sheet.print()?.as_bytes());
        }
        let key = sheet.key(self.tools);
        match self.known.get(path) {
            Some(known) if known.key == key && self.keep(part, path, known) => Ok(()),
            _ => {
                self.put(part, path, sheet.print()?.as_bytes())?;
                self.learn(path, Known { key, asked: Vec::new(), files: Vec::new(), notes: Vec::new() });
                Ok(())
            }
        }
    }

    fn article(&self, text: &Text) -> Result<(), ExportError> {
        // A text without a card came into the library while it was read; the next export takes it.
        let Some(at) = self.index.find(text.id) else {
            return Ok(());
        };
        let entry = self.index.entry(at);
        let rendered = self.pages.article(at, text, self.in_feeds.contains(&at))?;
        self.put(part_of(entry.kind), &entry.path, rendered.html.as_bytes())?;
        if self.options.memory.is_some() {
            let key = self.pages.article_key(at, text, &rendered.asked, self.tools);
            let files = rendered.files.iter().filter_map(|shown| shown.file.clone()).collect();
            // What stops the export is never remembered: nothing is, then.
            let notes = rendered.problems.clone();
            self.learn(&entry.path, Known { key, asked: rendered.asked, files, notes });
        }
        rendered.files.iter().for_each(|shown| self.uses(Some(shown)));
        if let Some(text) = rendered.full_text {
            self.texts.lock().unwrap_or_else(PoisonError::into_inner).insert(at, text);
        }
        if !rendered.problems.is_empty() {
            let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
            problems.extend(rendered.problems);
        }
        Ok(())
    }

    /// Goes on only where nothing that would go out has what stops it.
    fn gate(&self) -> Result<(), ExportError> {
        let problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        let stopping = problems.iter().filter(|problem| problem.stops());
        let count = stopping.clone().count();
        // Threads find them in any order: the first one told is the first by article and line.
        match stopping.min() {
            Some(first) => Err(ExportError::Stopped { first: Box::new(first.clone()), count }),
            None => Ok(()),
        }
    }

    /// Takes over the feeds that would be made from the same once more, and reads the texts that the others print, where
    /// their articles' own pages did not need them.
    fn feed_texts(&self, source: &dyn Source) -> Result<(), ExportError> {
        let mut wanted = BTreeSet::new();
        for list in self.index.lists.iter().filter(|list| list.has_feed()) {
            if !self.feed_stays(list) {
                wanted.extend(feed::members(self.index, list).iter().copied());
            }
        }
        {
            let texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
            wanted.retain(|at| self.in_feeds.contains(at) && !texts.contains_key(at));
        }
        let give = |each: &mut dyn FnMut((u32, Text)) -> ControlFlow<()>| {
            for at in wanted {
                let text = source.text(self.index.entry(at).id)?;
                if text.is_some_and(|text| each((at, text)).is_break()) {
                    break;
                }
            }
            Ok(())
        };
        fan_out(self.options.threads(), give, |(at, text): (u32, Text)| {
            self.options.check()?;
            let body = self.pages.body(at, &text);
            if let Some(html) = feed::full_text(&self.index.base, &body.blocks) {
                self.texts.lock().unwrap_or_else(PoisonError::into_inner).insert(at, html);
            }
            Ok(())
        })
    }

    /// Takes over the files of a feed as they are, if they would be made from the same once more.
    fn feed_stays(&self, list: &List) -> bool {
        let Some(key) = self.feed_key(list) else {
            return false;
        };
        let stays = |path: &String| {
            let known = self.known.get(path.as_str()).filter(|known| known.key == key);
            known.is_some_and(|known| self.keep(Part::Feed, path, known))
        };
        let kept: Vec<String> = list.feed_paths().into_iter().filter(stays).collect();
        let all = kept.len() == list.feed_paths().len();
        self.kept_feeds.lock().unwrap_or_else(PoisonError::into_inner).extend(kept);
        all
    }

    /// Names all that a feed is made from: its articles' pages say more than it does. None where nothing is remembered.
    fn feed_key(&self, list: &List) -> Option<Key> {
        self.options.memory?;
        let learnt = self.learnt.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = Vec::new();
        for at in feed::members(self.index, list) {
            all.extend_from_slice(learnt.get(&self.index.entry(*at).path)?.key.bytes());
            all.push(u8::from(self.in_feeds.contains(at)));
        }
        let title = self.pages.feed_title(list);
        let frame = self.pages.frame(list.language);
        Some(Key::of(&[self.tools.bytes(), frame.bytes(), list.path.as_bytes(), title.as_bytes(), &all]))
    }

    fn uses(&self, shown: Option<&Shown>) {
        if let Some((hash, path)) = shown.and_then(|shown| shown.file.as_ref()) {
            let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
            files.entry(path.clone()).or_insert(*hash);
        }
    }

    fn lists(&self) -> Result<(), ExportError> {
        let size = self.index.page_size();
        let lists = &self.index.lists;
        let pages: u64 = lists.iter().map(|list| list.pages(size) as u64).sum();
        let total = pages + self.index.redirects.len() as u64;
        let give = |each: &mut dyn FnMut(Job<'a>) -> ControlFlow<()>| {
            // A break means that a thread has failed; its error is what comes back.
            let _ = self.jobs(size, each);
            Ok(())
        };
        fan_out(self.options.threads(), give, |job| {
            self.step(Stage::Lists, total)?;
            self.job(&job)
        })?;
        self.end(Stage::Lists);
        Ok(())
    }

    fn jobs(&self, size: usize, each: &mut dyn FnMut(Job<'a>) -> ControlFlow<()>) -> ControlFlow<()> {
        each(Job::Sitemaps)?;
        for list in &self.index.lists {
            for number in 1..=list.pages(size) {
                each(Job::List(list, number))?;
            }
            if list.has_feed() {
                each(Job::Feed(list))?;
            }
        }
        for language in 0..self.index.languages.len() as u16 {
            each(Job::Archive(language))?;
        }
        for redirect in &self.index.redirects {
            each(Job::Redirect(redirect))?;
        }
        each(Job::Rest)
    }

    fn job(&self, job: &Job<'_>) -> Result<(), ExportError> {
        let memory = |_| unreachable!("writing into memory does not fail");
        match job {
            Job::List(list, number) => {
                self.sheet(Part::List, &list.page_path(*number), self.pages.list(list, *number))
            }
            Job::Feed(list) => {
                let paths = list.feed_paths();
                let stay = {
                    let kept = self.kept_feeds.lock().unwrap_or_else(PoisonError::into_inner);
                    paths.each_ref().map(|path| kept.contains(path))
                };
                if stay == [true; 2] {
                    return Ok(());
                }
                let feeds = {
                    let texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
                    feed::feeds(self.pages, list, &texts).unwrap_or_else(memory)
                };
                let key = self.feed_key(list);
                for ((path, bytes), _) in feeds.iter().zip(stay).filter(|(_, stays)| !stays) {
                    self.put(Part::Feed, path, bytes)?;
                    if let Some(key) = key {
                        self.learn(
                            path,
                            Known { key, asked: Vec::new(), files: Vec::new(), notes: Vec::new() },
                        );
                    }
                }
                Ok(())
            }
            Job::Archive(language) => {
                let path = format!("{}archive/", self.index.home(*language));
                self.sheet(Part::List, &path, self.pages.archive(*language))
            }
            Job::Redirect(redirect) => {
                self.sheet(Part::Redirect, &redirect.from, self.pages.redirect(redirect))
            }
            Job::Sitemaps => {
                let mut files = sitemap::sitemaps(self.index).unwrap_or_else(|_| unreachable!("as above"));
                let news = self.now.map(|now| sitemap::news(self.pages, now));
                files.extend(news.map(|news| news.unwrap_or_else(|_| unreachable!("as above"))));
                files.iter().try_for_each(|(path, bytes)| self.put(Part::Index, path, bytes))
            }
            Job::Rest => {
                self.sheet(Part::Index, "/404.html", self.pages.missing())?;
                let mut files = hosts::redirects(self.index);
                files.push(hosts::robots(self.index, self.now.is_some()));
                files.extend(hosts::icon(self.pages));
                files.iter().try_for_each(|(path, bytes)| self.put(Part::Index, path, bytes))
            }
        }
    }

    fn media(&self, source: &dyn Source) -> Result<(), ExportError> {
        for shown in self.pages.byline_pictures() {
            self.uses(Some(&shown));
        }
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        let total = files.len() as u64;
        let give = |each: &mut dyn FnMut(_) -> ControlFlow<()>| {
            for (path, hash) in files {
                let from = source.media_path(&hash)?;
                if each((path, hash, from)).is_break() {
                    break;
                }
            }
            Ok(())
        };
        fan_out(self.options.threads(), give, |(path, hash, from)| {
            self.step(Stage::Media, total)?;
            let bytes = std::fs::metadata(&from).map_or(0, |meta| meta.len());
            match self.staging.put_copy(Part::Media, &file_of(&path), &from, *hash.bytes())? {
                Ok(()) => self.count(Part::Media, bytes),
                Err(why) => {
                    let path = path.to_string();
                    let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
                    problems.push(Problem::Media { path, why });
                }
            }
            Ok(())
        })?;
        self.end(Stage::Media);
        Ok(())
    }

    /// The report so far, and files and bytes by kind.
    fn report(self) -> (Report, BTreeMap<Part, (u64, u64)>) {
        let mut problems = self.problems.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Threads find them in any order.
        problems.sort();
        let problem_count = problems.len() as u64;
        problems.truncate(Report::PROBLEMS_MAX);
        let tally = self.tally.into_inner().unwrap_or_else(PoisonError::into_inner);
        let report = Report {
            files: tally.values().map(|(files, _)| files).sum(),
            bytes: tally.values().map(|(_, bytes)| bytes).sum(),
            parts: tally.iter().map(|(part, (files, _))| (*part, *files)).collect(),
            problems,
            problem_count,
            ..Report::default()
        };
        (report, tally)
    }
}

fn part_of(kind: Kind) -> Part {
    match kind {
        Kind::Article => Part::Article,
        Kind::Page => Part::Page,
    }
}
