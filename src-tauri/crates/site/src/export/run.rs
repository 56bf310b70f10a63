//! One export, while it renders: what its steps share.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use galley_domain::Instant;

use super::{Options, PROGRESS_EVERY};
use crate::address::file_of;
use crate::feed::{self, FullTexts};
use crate::index::{Index, Shown, noting};
use crate::memory::{Base, Key, KnownPage, KnownPages, Packed};
use crate::out::Staging;
use crate::pages::{Pages, Sheet};
use crate::pictures::SiteFile;
use crate::theme::{FORM_SCRIPT, SEARCH_SCRIPT, VIEWS_SCRIPT};
use crate::{Asset, ExportError, Part, Problem, Report, Stage, Theme};

/// Files and bytes by kind.
pub(super) type Tally = BTreeMap<Part, (u64, u64)>;

/// What the last export remembered of each page.
#[derive(Clone, Copy)]
pub(super) enum Knowing<'a> {
    /// But for those that are taken over.
    Held(&'a KnownPages),
    /// Read where it is asked for.
    Read(&'a Base),
}

/// The pages that are taken over without being looked at.
pub(super) enum Over {
    /// None: all are looked at.
    None,
    /// These.
    These(KnownPages),
    /// All that are known but these.
    AllBut(HashSet<Box<str>>),
}

pub(super) struct Run<'a> {
    pub(super) staging: &'a Staging<'a>,
    pub(super) index: &'a Index,
    pub(super) pages: &'a Pages<'a>,
    pub(super) options: &'a Options<'a>,
    done: AtomicU64,
    /// The library's files that pages show, by path.
    pub(super) files: Mutex<BTreeMap<Box<str>, SiteFile>>,
    /// The entries whose full text feeds print, and these texts as they become known.
    pub(super) in_feeds: HashSet<u32>,
    pub(super) texts: Mutex<FullTexts>,
    /// The pictures in texts, by entry, where nothing else is remembered of a page.
    in_texts: Mutex<HashMap<u32, Vec<Box<str>>>>,
    /// The cards of pages that were made just now, by path, and whose they are.
    drawn: Mutex<BTreeMap<Box<str>, u32>>,
    /// Pictures that stand there were made as this build makes them.
    pub(super) pictures_stand: bool,
    /// The files of feeds that stay as they are.
    pub(super) kept_feeds: Mutex<HashSet<String>>,
    pub(super) now: Option<Instant>,
    pub(super) problems: Mutex<Vec<Problem>>,
    tally: Mutex<Tally>,
    /// The theme, and what runs it; none where nothing is remembered.
    pub(super) tools: Option<Key>,
    pub(super) known: Knowing<'a>,
    over: Over,
    /// The articles whose pages may differ, where the others do not.
    pub(super) differing: Option<HashSet<u32>>,
    /// What this one remembers of the others.
    learnt: Mutex<KnownPages>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        staging: &'a Staging<'a>,
        pages: &'a Pages<'a>,
        options: &'a Options<'a>,
        now: Option<Instant>,
        tools: Key,
        known: Knowing<'a>,
        over: Over,
    ) -> Self {
        let run = Self {
            staging,
            index: pages.index,
            pages,
            options,
            done: AtomicU64::new(0),
            files: Mutex::default(),
            in_feeds: feed::in_feeds(pages.index),
            texts: Mutex::default(),
            in_texts: Mutex::default(),
            drawn: Mutex::default(),
            pictures_stand: false,
            kept_feeds: Mutex::default(),
            now,
            problems: Mutex::default(),
            tally: Mutex::default(),
            tools: options.memory.map(|_| tools),
            known,
            over,
            differing: None,
            learnt: Mutex::default(),
        };
        run.take_over();
        run
    }

    /// Takes over all pages that need not be looked at.
    fn take_over(&self) {
        let Over::These(kept) = &self.over else { return };
        for (part, bytes) in self.staging.keep_all(|file| kept.get(file)?.part()) {
            self.count(part, bytes);
        }
        for (files, problems) in kept.values().filter_map(Packed::found) {
            self.note(problems);
            self.uses_files(&files);
        }
    }

    pub(super) fn is_kept(&self, path: &str) -> bool {
        let file = file_of(path);
        match &self.over {
            Over::None => false,
            Over::These(pages) => pages.contains_key(&*file),
            Over::AllBut(reached) => !reached.contains(&*file) && self.known(path).is_some(),
        }
    }

    /// Whether some pages are taken over without being looked at.
    pub(super) fn takes_over(&self) -> bool {
        !matches!(self.over, Over::None)
    }

    /// What is remembered of a page.
    pub(super) fn known(&self, path: &str) -> Option<Packed> {
        match self.known {
            Knowing::Held(pages) => pages.get(&*file_of(path)).cloned(),
            Knowing::Read(base) => base.page(&file_of(path)),
        }
    }

    pub(super) fn assets(&self, theme: &Theme) -> Result<(), ExportError> {
        let used = |asset: &&Asset| match asset.name.as_str() {
            SEARCH_SCRIPT => self.index.has_search(),
            FORM_SCRIPT => self.index.catalog.form.is_some(),
            VIEWS_SCRIPT => self.index.catalog.site.counter.as_ref().is_some_and(|counter| counter.live),
            _ => true,
        };
        theme
            .assets()
            .iter()
            .filter(used)
            .try_for_each(|asset| self.put(Part::Asset, &asset.path, &asset.bytes))
    }

    pub(super) fn put(&self, part: Part, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        self.staging.put(part, &file_of(path), bytes)?;
        self.count(part, bytes.len() as u64);
        Ok(())
    }

    pub(super) fn count(&self, part: Part, bytes: u64) {
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        let tally = tally.entry(part).or_default();
        tally.0 += 1;
        tally.1 += bytes;
    }

    pub(super) fn note(&self, problems: impl IntoIterator<Item = Problem>) {
        let mut problems = problems.into_iter().peekable();
        if problems.peek().is_some() {
            self.problems.lock().unwrap_or_else(PoisonError::into_inner).extend(problems);
        }
    }

    pub(super) fn uses(&self, shown: Option<&Shown>) {
        if let Some(file) = shown.and_then(|shown| shown.file.as_ref()) {
            self.uses_files(std::slice::from_ref(file));
        }
    }

    pub(super) fn uses_files(&self, used: &[SiteFile]) {
        if used.is_empty() {
            return;
        }
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        for file in used {
            if !files.contains_key(&file.path) {
                files.insert(file.path.clone(), file.clone());
            }
        }
    }

    pub(super) fn drawn(&self) -> MutexGuard<'_, BTreeMap<Box<str>, u32>> {
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Called before each piece of work.
    pub(super) fn step(&self, stage: Stage, total: u64) -> Result<(), ExportError> {
        self.options.check()?;
        let done = self.done.fetch_add(1, Ordering::Relaxed);
        if done.is_multiple_of(PROGRESS_EVERY) {
            self.options.progress.at(stage, done, total);
        }
        Ok(())
    }

    pub(super) fn end(&self, stage: Stage) {
        let done = self.done.swap(0, Ordering::Relaxed);
        self.options.progress.at(stage, done, done);
    }

    /// Takes over a page as it stands there, with what is known of it. Says whether it could.
    pub(super) fn keep(&self, path: &str, page: Packed) -> bool {
        let Some((part, (files, problems))) = page.part().zip(page.found()) else {
            return false;
        };
        let Some(bytes) = self.staging.keep(part, &file_of(path)) else {
            return false;
        };
        self.count(part, bytes);
        self.note(problems);
        self.uses_files(&files);
        self.learn(path, page);
        true
    }

    pub(super) fn learn(&self, path: &str, page: Packed) {
        let mut learnt = self.learnt.lock().unwrap_or_else(PoisonError::into_inner);
        learnt.insert(file_of(path).into(), page);
    }

    /// What is remembered of a page that was looked at.
    pub(super) fn learnt_page(&self, file: &str) -> Option<Packed> {
        self.learnt.lock().unwrap_or_else(PoisonError::into_inner).get(file).cloned()
    }

    /// Whether a page comes out as it stands there.
    pub(super) fn is_as_before(&self, path: &str) -> bool {
        self.is_kept(path)
            || self.known(path).is_some_and(|known| {
                self.keys(std::iter::once(path)).is_some_and(|keys| keys.contains(&known.key()))
            })
    }

    /// The keys of pages as they are now.
    pub(super) fn keys<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Option<Vec<Key>> {
        let learnt = self.learnt.lock().unwrap_or_else(PoisonError::into_inner);
        paths.map(|path| Some(self.page_now(&learnt, path)?.key())).collect()
    }

    /// What is known of a page as it is now.
    fn page_now<'p>(&'p self, learnt: &'p KnownPages, path: &str) -> Option<Cow<'p, Packed>> {
        let file = file_of(path);
        if let Some(page) = learnt.get(&*file) {
            return Some(Cow::Borrowed(page));
        }
        match &self.over {
            Over::None => None,
            Over::These(pages) => pages.get(&*file).map(Cow::Borrowed),
            Over::AllBut(reached) if reached.contains(&*file) => None,
            Over::AllBut(_) => self.known(path).map(Cow::Owned),
        }
    }

    /// The pictures in the texts of some entries, once their pages are made.
    pub(super) fn pictures_of(&self, some: &[u32]) -> Vec<Vec<Box<str>>> {
        let learnt = self.learnt.lock().unwrap_or_else(PoisonError::into_inner);
        let path = |at: &u32| &*self.index.entry(*at).path;
        if let (Over::AllBut(_), Knowing::Read(base)) = (&self.over, self.known) {
            // Where one cannot be read, that is noted there, and nothing of this is put in place.
            let mut pictures = base.pictures(some).unwrap_or_else(|| vec![Vec::new(); some.len()]);
            for (at, pictures) in some.iter().zip(&mut pictures) {
                let file = file_of(path(at));
                if let Some(page) = learnt.get(&*file).or_else(|| base.changed_page(&file)) {
                    *pictures = page.pictures().unwrap_or_default();
                }
            }
            return pictures;
        }
        let in_texts = self.in_texts();
        let of = |at: &u32| match self.tools {
            Some(_) => self.page_now(&learnt, path(at)).and_then(|page| page.pictures()),
            None => in_texts.get(at).cloned(),
        };
        some.iter().map(|at| of(at).unwrap_or_default()).collect()
    }

    /// Lets the texts that feeds print go, once they are printed.
    pub(super) fn forget_texts(&self) {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(super) fn in_texts(&self) -> MutexGuard<'_, HashMap<u32, Vec<Box<str>>>> {
        self.in_texts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a page that is no article, unless it would be made from the same once more.
    pub(super) fn sheet<'p>(
        &self,
        part: Part,
        path: &str,
        make: impl FnOnce() -> Sheet<'p>,
    ) -> Result<(), ExportError> {
        let Some(tools) = self.tools else {
            return self.put(part, path, make().print()?.as_bytes());
        };
        let (sheet, notes) = noting(make);
        let key = sheet.key(tools);
        let page = Packed::of(&KnownPage { notes, ..KnownPage::of(part, key) });
        let is_known = self.known(path).is_some_and(|known| known.key() == key);
        if !is_known || !self.keep(path, page.clone()) {
            self.put(part, path, sheet.print()?.as_bytes())?;
            self.learn(path, page);
        }
        Ok(())
    }

    /// Goes on only where nothing that would go out has what stops it.
    pub(super) fn gate(&self) -> Result<(), ExportError> {
        let problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        let stopping = problems.iter().filter(|problem| problem.stops());
        let count = stopping.clone().count();
        // Threads find them in any order: the first one told is the first by article and line.
        match stopping.min() {
            Some(first) => Err(ExportError::Stopped { first: Box::new(first.clone()), count }),
            None => Ok(()),
        }
    }

    /// The report so far, files and bytes by kind, and what is remembered of all pages.
    pub(super) fn end_all(self) -> (Report, Tally, KnownPages) {
        let mut problems = self.problems.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Threads find them in any order.
        problems.sort();
        let problem_count = problems.len() as u64;
        let lacks_media = problems.iter().any(|problem| matches!(problem, Problem::Media { .. }));
        problems.truncate(Report::PROBLEMS_MAX);
        let tally = self.tally.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut pages = self.learnt.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Over::These(mut kept) = self.over {
            kept.extend(pages);
            pages = kept;
        }
        let report = Report {
            files: tally.values().map(|(files, _)| files).sum(),
            bytes: tally.values().map(|(_, bytes)| bytes).sum(),
            parts: tally.iter().map(|(part, (files, _))| (*part, *files)).collect(),
            problems,
            problem_count,
            lacks_media,
            ..Report::default()
        };
        (report, tally, pages)
    }
}
