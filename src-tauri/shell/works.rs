//! Long work that the page started: one of a kind at a time, told of as it goes on, and stopped when the page asks.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use galley_desk::wire::{Failure, Work, WorkProgress, WorkStage};
use galley_desk::{Cancel, Code, Progress, Tone};

use super::open::Report;

/// How often the page is told, at most, in milliseconds.
const TELL_EVERY_MS: u64 = 100;

/// What is under way.
pub(crate) struct Works {
    running: Mutex<Vec<(Work, Cancel)>>,
    report: Arc<Report>,
}

impl Works {
    pub(crate) fn new(report: Report) -> Self {
        Self { running: Mutex::default(), report: Arc::new(report) }
    }

    /// Begins a work, unless one of its kind is under way. It ends when what is answered is dropped.
    pub(crate) fn begin(&self, work: Work) -> Result<Running<'_>, Failure> {
        let mut running = self.running();
        if running.iter().any(|(other, _)| *other == work) {
            let message = "this is being done already; it is told when it is done".to_owned();
            return Err(Failure::new(Code::NotAllowed, Tone::CannotNow, message));
        }
        let cancel = Cancel::default();
        running.push((work, cancel.clone()));
        let teller = Teller { work, report: Arc::clone(&self.report), told: Mutex::new(None) };
        Ok(Running { works: self, work, cancel, teller: Arc::new(teller) })
    }

    /// Whether anything is under way.
    pub(crate) fn are_under_way(&self) -> bool {
        !self.running().is_empty()
    }

    /// Asks long work to stop, if it is under way.
    pub(crate) fn stop(&self, work: Work) {
        let running = self.running();
        running.iter().filter(|(other, _)| *other == work).for_each(|(_, cancel)| cancel.cancel());
    }

    /// Asks all of it to stop.
    pub(crate) fn stop_all(&self) {
        self.running().iter().for_each(|(_, cancel)| cancel.cancel());
    }

    fn running(&self) -> MutexGuard<'_, Vec<(Work, Cancel)>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Long work under way.
pub(crate) struct Running<'a> {
    works: &'a Works,
    work: Work,
    cancel: Cancel,
    teller: Arc<Teller>,
}

/// Tells how far a work is.
pub(crate) struct Teller {
    work: Work,
    report: Arc<Report>,
    /// What was told last, and when.
    told: Mutex<Option<(WorkStage, Instant)>>,
}

impl Running<'_> {
    /// What stops it.
    pub(crate) fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// Tells how far it is.
    pub(crate) fn is_at(&self, progress: Progress) {
        self.teller.is_at(progress);
    }

    /// What tells how far it is, for who outlives this.
    pub(crate) fn teller(&self) -> Arc<Teller> {
        Arc::clone(&self.teller)
    }
}

impl Teller {
    /// Tells how far it is: each new stage, and within one no more often than a person can read.
    pub(crate) fn is_at(&self, Progress { stage, done, total }: Progress) {
        {
            let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
            let often = Duration::from_millis(TELL_EVERY_MS);
            if told.is_some_and(|(last, at)| last == stage && at.elapsed() < often) {
                return;
            }
            *told = Some((stage, Instant::now()));
        }
        (self.report)(WorkProgress { work: self.work, stage, done, total });
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.works.running().retain(|(work, _)| *work != self.work);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_kind_is_under_way_and_stops_when_asked() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        let works = Works::new(Box::new(move |at| {
            ear.lock().expect("no one panicked").push((at.work, at.stage, at.done));
        }));
        let site = works.begin(Work::Site).expect("none is under way");
        assert!(works.begin(Work::Site).is_err(), "a second one of its kind");
        let import = works.begin(Work::Import).expect("another kind");
        works.stop(Work::Site);
        assert!(works.are_under_way());
        assert!(site.cancel().is_cancelled() && !import.cancel().is_cancelled());
        let at = |stage, done| site.is_at(Progress { stage, done, total: None });
        at(WorkStage::Articles, 1);
        at(WorkStage::Articles, 2); // Too soon to be read.
        at(WorkStage::Switching, 0);
        let expected = [(Work::Site, WorkStage::Articles, 1), (Work::Site, WorkStage::Switching, 0)];
        assert_eq!(*heard.lock().expect("no one panicked"), expected);
        drop(site);
        let again = works.begin(Work::Site).expect("the first one is done");
        assert!(!again.cancel().is_cancelled(), "a new one was not asked");
    }
}
