//! Import: articles of a folder, a file or a zip into the library.
//!
//! Two passes. `survey` reads every file once to learn what it will be: which are new, which language and slug each has,
//! which are translations of one another. Only then can the second pass write each article complete, links and all, a few hundred
//! in a transaction, while the next ones are read on all cores.
//!
//! Identity is the root of the import and the path below it; of a bundle of our own, the article's id.

mod again;
mod ahead;
mod figures;
mod names;
mod nouns;
mod prepare;
mod pull;
mod settings;
mod survey;
mod take;

use std::path::Path;

use galley_bundle::{Left, Limits, Scan};
use galley_store::{Filing, Setting};
use rayon::ThreadPool;

pub use galley_bundle::Dialect as From;

use crate::settings::Settings;
use crate::undo::{Old, Step};
use crate::wire::{ChangeTag, Changes, ImportReport, LeftFile, Op, TakenFile, WorkStage};
use crate::{Cancel, Desk, DeskError, Done, Progress};
use ahead::{ahead, threads_ahead, threads_beside};
use names::NameBook;
use prepare::{Prepared, prepare};
use survey::{Fate, Survey};
use take::{Approved, Taker};

/// Articles that are read and taken at a time: as many as a drawer of the search index holds.
const BATCH: usize = 512;
/// So many batches are one transaction: each writes most leaves of all indexes anew, so few large ones cost less, and others still get
/// their turn within a second.
const BATCHES: usize = 4;
/// Most files that a report lists one by one.
const LISTED_MAX: usize = 10_000;

impl Desk {
    /// Imports. One bad file never stops or harms the rest; what was left, and why, stands in the report.
    ///
    /// # Errors
    /// [`DeskError::Scan`] where the import cannot begin; [`DeskError::Store`] where the library cannot be written, a full disk for
    /// instance, and [`DeskError::ImportBrokeOff`] where something had come in by then: whole articles that were taken before stay,
    /// and importing again goes on from there.
    pub fn import(
        &mut self,
        path: &Path,
        from: From,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Done<ImportReport>, DeskError> {
        self.import_until(path, from, progress, &Cancel::default())
    }

    /// The same, with a way to stop it: before the first article is in everything is as it was, later between two batches, and
    /// importing again goes on from there.
    ///
    /// # Errors
    /// As [`Desk::import`], and [`DeskError::Stopped`] before the first article is in.
    pub fn import_until(
        &mut self,
        path: &Path,
        from: From,
        progress: &mut dyn FnMut(Progress),
        cancel: &Cancel,
    ) -> Result<Done<ImportReport>, DeskError> {
        let settings = self.settings()?;
        progress(Progress { stage: WorkStage::Looking, done: 0, total: None });
        let scan = galley_bundle::scan(path, from, &Limits::default())?;
        let root = origin_root(path, &scan);
        let mut report = ImportReport { is_bundle: scan.manifest.is_some(), ..ImportReport::default() };
        scan.left.iter().for_each(|left| note_left(&mut report, left));

        let survey = self.survey(&scan, &root, &settings, &mut report, progress, cancel)?;
        let mut import = Import {
            desk: self,
            scan: &scan,
            root,
            done: 0,
            total: survey.todo.len(),
            survey,
            report,
            batches: Batches::default(),
            approved: Approved::All,
            progress,
        };
        let ran = import.run(cancel);
        // What came in before it failed is in the library, and can be taken back.
        let done = import.finish();
        match ran {
            Ok(()) => Ok(done),
            Err(source) if done.output.came_in() == 0 => Err(source),
            Err(source) => {
                Err(DeskError::ImportBrokeOff { report: Box::new(done.output), source: Box::new(source) })
            }
        }
    }
}

/// What an import is known by later: of a bundle, the library it came from; else the folder, or the zip.
fn origin_root(path: &Path, scan: &Scan) -> String {
    if let Some(manifest) = &scan.manifest {
        return format!("bundle:{}", manifest.library);
    }
    // Of a single file, the folder it lies in: it is the same file when the whole folder comes.
    let is_zip = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    let root = if path.is_file() && !is_zip { &scan.root } else { path };
    std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned()).display().to_string()
}

fn note_left(report: &mut ImportReport, left: impl Into<LeftFile>) {
    if report.left.len() < LISTED_MAX {
        report.left.push(left.into());
    } else {
        report.left_more += 1;
    }
}

fn note_taken(report: &mut ImportReport, taken: TakenFile) {
    if report.taken.len() < LISTED_MAX {
        report.taken.push(taken);
    } else {
        report.taken_more += taken.notes.len();
    }
}

/// Files that were read, each to be taken or left.
type Batch<'s> = Vec<Result<Prepared<'s>, Left>>;

/// An import under way.
struct Import<'a> {
    desk: &'a mut Desk,
    scan: &'a Scan,
    root: String,
    survey: Survey,
    report: ImportReport,
    batches: Batches,
    approved: Approved,
    /// Articles that were begun with, and all that are to be taken.
    done: usize,
    total: usize,
    progress: &'a mut dyn FnMut(Progress),
}

/// Most bytes of replaced texts that one import keeps for undo. Beyond that the revisions are the way back.
const OLD_BYTES_MAX: usize = 64 * 1024 * 1024;

impl Import<'_> {
    fn run(&mut self, cancel: &Cancel) -> Result<(), DeskError> {
        let (scan, survey) = (self.scan, std::mem::take(&mut self.survey));
        let mut book = NameBook::read(&self.desk.view())?;
        let (nouns, targets) = self.desk.import_nouns(scan, &mut book, &mut self.report)?;
        self.batches.add(nouns);
        if !survey.todo.is_empty() {
            self.batches.add(self.desk.import_former_lists(&scan.lists())?);
        }
        let media = self.desk.media_files();
        // What a bundle set for a new library counts already.
        let Settings { time_zone: zone, review, .. } = self.desk.settings()?;
        let own = self.desk.view().setting(Setting::LibraryId)?;
        let theirs = scan.manifest.as_ref().map(|manifest| manifest.library.to_string());
        let is_own = theirs.is_some() && own.as_ref().and_then(|id| id.as_str()) == theirs.as_deref();
        self.approved = match review {
            false => Approved::All,
            true if is_own => Approved::Own,
            true => Approved::Reviewed,
        };
        let (readers, packers) = (threads_ahead("reading")?, threads_beside("packing")?);
        // Each drawer of the search index is written once where the batches end with it.
        let (first, rest) = survey.todo.split_at(self.total.min(self.desk.view().room_for_search()?));
        let batches = std::iter::once(first).filter(|first| !first.is_empty()).chain(rest.chunks(BATCH));
        let taken = ahead(
            &readers,
            batches,
            |sight| prepare(scan, sight, zone, &media),
            |batches| {
                let mut batches = batches.peekable();
                // Others get their turn while the next one is awaited.
                while batches.peek().is_some() {
                    if cancel.is_cancelled() {
                        return Err(DeskError::Stopped);
                    }
                    let some = batches.by_ref().take(BATCHES);
                    self.write(some, &survey, &mut book, &packers)?;
                }
                Ok(())
            },
        );
        let taken = taken.and_then(|()| self.desk.import_figures(scan, &targets, &survey.ids));
        let synced = self.desk.sync_imported();
        match taken {
            Err(DeskError::Stopped) if self.done > 0 => self.report.stopped = true,
            taken => taken?,
        }
        synced?;
        (self.progress)(Progress { stage: WorkStage::Importing, done: self.done, total: Some(self.total) });
        Ok(())
    }

    /// Writes batches in one transaction, and counts on.
    fn write<'b>(
        &mut self,
        batches: impl Iterator<Item = Batch<'b>>,
        survey: &Survey,
        book: &mut NameBook,
        packers: &ThreadPool,
    ) -> Result<(), DeskError> {
        let (root, manifest) = (&self.root, self.scan.manifest.as_ref());
        let approved = self.approved;
        let (progress, report) = (&mut *self.progress, &mut self.report);
        let (done, total) = (&mut self.done, self.total);
        let (old, taken) = self.desk.import_batch(|work| {
            let mut taker = Taker {
                work,
                survey,
                book,
                root,
                manifest,
                packers,
                filing: Filing::default(),
                ids_are_fresh: true,
                reads_again: true,
                approved,
            };
            let mut taken = Vec::new();
            for batch in batches {
                progress(Progress { stage: WorkStage::Importing, done: *done, total: Some(total) });
                *done += batch.len();
                let mut prepared = Vec::with_capacity(batch.len());
                for one in batch {
                    match one {
                        Ok(one) => prepared.push(one),
                        Err(left) => note_left(report, &left),
                    }
                }
                taken.extend(taker.take(prepared)?);
            }
            Ok(taken)
        })?;
        self.batches.add(old);
        for one in taken {
            match one.fate {
                Fate::Added => self.report.added += 1,
                Fate::Updated => self.report.updated += 1,
                Fate::KeptBoth => self.report.kept_both += 1,
                Fate::Unchanged => self.report.unchanged += 1,
            }
            self.report.media += one.media;
            self.report.in_review += usize::from(one.waits);
            self.report.addresses += usize::from(one.keeps_address);
            one.left.into_iter().for_each(|left| note_left(&mut self.report, left));
            one.file.into_iter().for_each(|file| note_taken(&mut self.report, file));
        }
        Ok(())
    }

    fn finish(mut self) -> Done<ImportReport> {
        let changes = self.batches.finish(self.desk, &mut self.report);
        Done { output: self.report, changes }
    }
}

/// What the transactions of one import replaced.
#[derive(Default)]
struct Batches {
    old: Vec<Old>,
    old_bytes: usize,
}

impl Batches {
    fn add(&mut self, old: Vec<Old>) {
        self.old_bytes += old.iter().map(old_bytes).sum::<usize>();
        self.old.extend(old);
    }

    /// One step for undo, however many transactions it took; the report says whether it became one.
    fn finish(self, desk: &mut Desk, report: &mut ImportReport) -> Changes {
        let articles = self.old.iter().filter_map(|old| match old {
            Old::Article { id, .. } => Some(*id),
            _ => None,
        });
        let tags = vec![
            ChangeTag::Articles,
            ChangeTag::Categories,
            ChangeTag::Tags,
            ChangeTag::Bylines,
            ChangeTag::Targets,
            ChangeTag::Settings,
        ];
        let changes = Changes { op: Op::Import, tags, articles: articles.collect() };
        if self.old_bytes <= OLD_BYTES_MAX {
            let old: Vec<_> = self.old.into_iter().filter(|old| matches!(old, Old::Article { .. })).collect();
            report.undoable = !old.is_empty();
            let at = desk.now();
            desk.push_step(Step { op: Op::Import, at, old });
        }
        changes
    }
}

fn old_bytes(old: &Old) -> usize {
    match old {
        Old::Article { before: Some(before), .. } => before.bytes(),
        _ => 0,
    }
}

/// What became of a file.
struct Taken {
    fate: Fate,
    /// Whether it would go out, and waits for approval.
    waits: bool,
    /// Whether the address that it had on its site leads here.
    keeps_address: bool,
    media: usize,
    left: Vec<LeftFile>,
    file: Option<TakenFile>,
}

#[cfg(test)]
mod tests {
    use galley_domain::ArticleId;

    use super::*;
    use crate::System;

    #[test]
    fn an_import_that_replaced_too_much_is_no_step_and_says_so() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let settings = Settings::default();
        for (old_bytes, undoable) in [(OLD_BYTES_MAX, true), (OLD_BYTES_MAX + 1, false)] {
            let at = folder.path().join(old_bytes.to_string());
            let mut desk = Desk::create(&at, &settings, "News", System.signature()).expect("made");
            let id = ArticleId::new(desk.fresh_id());
            let batches = Batches { old: vec![Old::Article { id, before: None, after: 1 }], old_bytes };
            let mut report = ImportReport::default();
            batches.finish(&mut desk, &mut report);
            assert_eq!((report.undoable, desk.can_undo().is_some()), (undoable, undoable));
        }
    }
}
