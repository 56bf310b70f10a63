//! The library that a window has open.
//!
//! It is opened at the first question, so that the window is there at once, and again at the next one where it could
//! not be: a person may have put it back meanwhile. Whatever changes it, through this app or by another program, the
//! page is told.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use galley_desk::article::Leaving;
use galley_desk::domain::ArticleId;
use galley_desk::export::releases;
use galley_desk::places::{self, recent, site_folder};
use galley_desk::publish::{Passwords as _, PublishError, Runner, Session, Text, Theirs};
use galley_desk::rename;
use galley_desk::wire::{
    Changes, ExportReport, Failure, Going, ImportReport, Op, Plan, SiteBack, SiteDiff, SiteReleases, Work,
    WorkProgress,
};
use galley_desk::{
    Access, Cache, Cancel, Code, Desk, DeskError, Done, Progress, Serving, Signature, System, Tone, import,
};

use super::backups::Backups;
use super::ending::{Ending, Senders};
use super::passwords::Passwords;
use super::works::Works;

/// How often is looked whether another program has written.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// From so many articles on a change is done apart, and told of as it goes on.
const MANY: usize = 500;

/// Tells the page what changed; nothing where another program changed it and no one knows what.
type Tell = Box<dyn Fn(Option<&Changes>) + Send + Sync>;

/// Tells the page how far long work is.
pub(crate) type Report = Box<dyn Fn(WorkProgress) + Send + Sync>;

/// The library of a window: where it is, and the desk once it is open.
pub(crate) struct Open {
    library: Mutex<Option<PathBuf>>,
    /// The library that was asked for last and could not be opened.
    failed: Mutex<Option<PathBuf>>,
    settings: PathBuf,
    desk: Mutex<Option<Desk>>,
    /// Whether one was ever open: then the window keeps it, and shows no other.
    is_taken: AtomicBool,
    /// Held by who changes the library: a change of many articles takes long, and whoever saves meanwhile waits here, not with the desk that
    /// others read from.
    turn: Mutex<()>,
    /// The library, opened once more for the jobs of the outbox. Held for as long as a job goes on.
    sending: Mutex<Option<Desk>>,
    /// The site as it was written last, shown to this machine. Held for a moment only: writing one takes long.
    site: Mutex<Option<Serving>>,
    pub(super) works: Works,
    /// Who of the app does the jobs of which library.
    senders: Arc<Senders>,
    ending: Ending,
    tell: Tell,
}

impl Open {
    /// For the library that is named, if one is; `settings` is the folder of the app's own notes.
    pub(crate) fn new(
        library: Option<PathBuf>,
        settings: PathBuf,
        senders: Arc<Senders>,
        tell: Tell,
        report: Report,
    ) -> Self {
        Self {
            library: Mutex::new(library),
            failed: Mutex::new(None),
            settings,
            desk: Mutex::new(None),
            is_taken: AtomicBool::new(false),
            turn: Mutex::default(),
            sending: Mutex::default(),
            site: Mutex::new(None),
            works: Works::new(report),
            senders,
            ending: Ending::default(),
            tell,
        }
    }

    /// The library that is open, or is to be opened.
    pub(crate) fn named(&self) -> Option<PathBuf> {
        hold(&self.library).clone()
    }

    /// Whether the window takes a library: it never had one open, and none is named that may yet be opened.
    pub(crate) fn is_free(&self) -> bool {
        let named = self.named();
        !self.is_taken.load(Ordering::Acquire) && (named.is_none() || named == self.failed())
    }

    /// The window is to show this library: it is opened at the next question.
    pub(crate) fn name(&self, library: PathBuf) {
        *hold(&self.failed) = None;
        *hold(&self.library) = Some(library);
    }

    /// The library that is open now.
    pub(crate) fn shown(&self) -> Option<PathBuf> {
        hold(&self.desk).as_ref().map(|desk| desk.folder().to_owned())
    }

    /// The library that was asked for last and could not be opened.
    pub(crate) fn failed(&self) -> Option<PathBuf> {
        hold(&self.failed).clone()
    }

    /// The folder of the app's own notes.
    pub(crate) fn settings(&self) -> &Path {
        &self.settings
    }

    /// Asks the desk.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&Desk) -> Result<T, DeskError>) -> Result<T, Failure> {
        self.with(|desk| question(desk))
    }

    /// Has the desk change something, and tells the page.
    pub(crate) fn change<T>(
        &self,
        change: impl FnOnce(&mut Desk) -> Result<Done<T>, DeskError>,
    ) -> Result<Done<T>, Failure> {
        self.change_by(change, |done| &done.changes)
    }

    /// The same where the answer holds the changes elsewhere.
    pub(crate) fn change_by<T>(
        &self,
        change: impl FnOnce(&mut Desk) -> Result<T, DeskError>,
        changes: impl Fn(&T) -> &Changes,
    ) -> Result<T, Failure> {
        let _turn = hold(&self.turn);
        let done = self.with(change)?;
        (self.tell)(Some(changes(&done)));
        Ok(done)
    }

    /// Has many articles changed in one step: the library is opened once more for it, so that it can be read meanwhile, and the page is told how
    /// far it is.
    pub(crate) fn change_many<T>(
        &self,
        articles: usize,
        change: impl FnOnce(&mut Desk) -> Result<Done<T>, DeskError>,
    ) -> Result<Done<T>, Failure> {
        if articles < MANY {
            return self.change(change);
        }
        self.apart(|_, _| {}, change, Desk::adopt_step)
    }

    /// Undoes the last step, no other than one that is meant, or does the last undone one again; as [`Open::change_many`] where it was
    /// about many.
    pub(crate) fn replay(&self, again: bool, meant: Option<Op>) -> Result<Done<Op>, Failure> {
        let replay = |desk: &mut Desk| match meant {
            _ if again => desk.redo(),
            Some(op) => desk.undo_of(op),
            None => desk.undo(),
        };
        let size = self.ask(|desk| Ok(if again { desk.redo_size() } else { desk.undo_size() }))?;
        if size < MANY {
            return self.change(replay);
        }
        self.apart(Desk::lend_history, replay, Desk::take_history)
    }

    /// What deleting articles for good would take with it. That may be long in the finding: whoever writes meanwhile does not wait.
    pub(crate) fn leaving(
        &self,
        which: impl FnOnce(&Desk) -> Result<Vec<ArticleId>, DeskError>,
    ) -> Result<Leaving, Failure> {
        let reader = self.reader()?;
        let ids = which(&reader)?;
        let kept = self.ask(|desk| Ok(desk.undo_media(&ids)))?;
        Ok(reader.leaving(&ids, &kept, releases::written_at(&self.site_folder()?))?)
    }

    /// Deletes them. Where they are many, the desk that does it is lent the history, which they are taken out of.
    pub(crate) fn delete_for_good(
        &self,
        which: impl FnOnce(&Desk) -> Result<Vec<ArticleId>, DeskError>,
    ) -> Result<Done<Going>, Failure> {
        let leaving = self.leaving(which)?;
        let articles = leaving.ids().len();
        let delete = |desk: &mut Desk| desk.delete_for_good(leaving);
        if articles < MANY {
            return self.change(delete);
        }
        self.apart(Desk::lend_history, delete, Desk::take_history)
    }

    /// Changes the library by a desk of its own, which is given what it needs of the one that is open, and gives back what that goes on with.
    fn apart<T>(
        &self,
        give: fn(&mut Desk, &mut Desk),
        change: impl FnOnce(&mut Desk) -> Result<Done<T>, DeskError>,
        give_back: fn(&mut Desk, Desk),
    ) -> Result<Done<T>, Failure> {
        let work = self.works.begin(Work::Shelf)?;
        let _turn = hold(&self.turn);
        let library = self.ask(|desk| Ok(desk.folder().to_owned()))?;
        let mut own = Desk::open(&library, Access::Write, System.signature())?;
        let teller = work.teller();
        own.be_watched(Arc::new(move |progress| teller.is_at(progress)), work.cancel().clone());
        self.with(|desk| {
            give(desk, &mut own);
            Ok(())
        })?;
        let done = change(&mut own);
        self.with(|desk| {
            give_back(desk, own);
            Ok(())
        })?;
        let done = done?;
        (self.tell)(Some(&done.changes));
        Ok(done)
    }

    /// Gives the library that is shown another name, and answers where it is now. Whatever else in the app has it open closes it
    /// first.
    pub(crate) fn rename(&self, name: &str, backups: &Backups) -> Result<PathBuf, Failure> {
        let busy = || {
            let message = "articles are being taken in, written or published just now; the library keeps its name. Try again when \
                           that is done";
            Failure::new(Code::NotAllowed, Tone::CannotNow, message)
        };
        if self.works.are_under_way() {
            return Err(busy());
        }
        // While these are held, no one opens it anew.
        let _keeper = backups.let_go();
        let mut sending = match self.sending.try_lock() {
            Ok(sending) => sending,
            Err(TryLockError::Poisoned(sending)) => sending.into_inner(),
            Err(TryLockError::WouldBlock) => return Err(busy()),
        };
        *sending = None;
        let renamed = self.with(|desk| {
            let from = desk.folder().to_owned();
            desk.rename(name)?;
            rename::follow(desk, &from, Some(&self.settings), places::backups().as_deref());
            Ok(desk.folder().to_owned())
        });
        match &renamed {
            Ok(folder) => *hold(&self.library) = Some(folder.clone()),
            // It may not have been opened again: the next question does that, or says why not.
            Err(failure) if failure.tone == Tone::Broke => *hold(&self.desk) = None,
            Err(_) => {}
        }
        (self.tell)(None);
        renamed
    }

    /// Shows a library that was opened, where none was open before.
    pub(crate) fn go_on_with(&self, desk: Desk) {
        self.take(&desk);
        *hold(&self.failed) = None;
        *hold(&self.desk) = Some(desk);
        (self.tell)(None);
    }

    /// Closes it for good: the window is closed. What is under way stops, and has a library of its own until it has.
    pub(crate) fn close(&self) {
        self.ending.comes();
        self.works.stop_all();
        let mut desk = hold(&self.desk);
        // No one opens it anew from here on.
        *hold(&self.library) = None;
        *desk = None;
        drop(desk);
        *hold(&self.site) = None;
        // Where a job goes on, who does it closes it.
        if let Ok(mut sending) = self.sending.try_lock() {
            *sending = None;
        }
    }

    /// Whether the window is closed.
    pub(crate) fn ending(&self) -> &Ending {
        &self.ending
    }

    /// What is written from now on is signed so.
    pub(crate) fn sign(&self, by: Signature) {
        if let Some(desk) = hold(&self.desk).as_mut() {
            desk.sign(by);
        }
    }

    /// Takes in a folder of articles.
    pub(crate) fn import(&self, folder: &Path) -> Result<ImportReport, Failure> {
        self.take_in(Work::Import, |desk, at, cancel| {
            desk.import_until(folder, import::From::Auto, at, cancel)
        })
    }

    /// Takes in what stands at a server.
    pub(crate) fn pull(&self, target: &str, passwords: &Passwords) -> Result<ImportReport, Failure> {
        let target = self.ask(|desk| desk.find_target(Some(target)))?;
        let secret = passwords.needed(&target)?;
        let session = Session::new(&target, secret.clone())?;
        self.take_in(Work::Pull, |desk, at, cancel| {
            let done = desk.pull(&session, None, at, cancel);
            match &done {
                Err(DeskError::Publish(PublishError::SignIn { .. })) => {
                    passwords.tried(&target, &secret, false);
                }
                Ok(_) => passwords.tried(&target, &secret, true),
                Err(_) => {}
            }
            done
        })
    }

    /// The library is opened once more for it, so that what is typed meanwhile is saved as ever; what undoes it is handed on.
    fn take_in(
        &self,
        work: Work,
        take: impl FnOnce(&mut Desk, &mut dyn FnMut(Progress), &Cancel) -> Result<Done<ImportReport>, DeskError>,
    ) -> Result<ImportReport, Failure> {
        let library = self.ask(|desk| Ok(desk.folder().to_owned()))?;
        let work = self.works.begin(work)?;
        let mut own = Desk::open(&library, Access::Write, System.signature())?;
        let done = take(&mut own, &mut |progress| work.is_at(progress), work.cancel());
        self.with(|desk| {
            desk.adopt_step(own);
            Ok(())
        })?;
        (self.tell)(None);
        Ok(done?.output)
    }

    /// Writes these articles, or all where none is named, as a bundle at this place.
    pub(crate) fn write_bundle(&self, out: &Path, ids: &[ArticleId]) -> Result<ExportReport, Failure> {
        let work = self.works.begin(Work::Bundle)?;
        let at = |progress| work.is_at(progress);
        Ok(self.reader()?.export_bundle_until(out, ids, &at, work.cancel())?)
    }

    /// Asks what may take long: whoever writes meanwhile does not wait.
    pub(crate) fn ask_apart<T>(
        &self,
        question: impl FnOnce(&Desk) -> Result<T, DeskError>,
    ) -> Result<T, Failure> {
        Ok(question(&self.reader()?)?)
    }

    /// The library opened once more, to be read at length: whoever writes meanwhile does not wait.
    pub(super) fn reader(&self) -> Result<Desk, Failure> {
        let library = self.ask(|desk| Ok(desk.folder().to_owned()))?;
        Ok(Desk::open(&library, Access::Read, System.signature())?)
    }

    /// Writes the site of the library, and serves it on loopback: into the folder that is chosen now, or was, or beside the library.
    pub(crate) fn write_site(&self, chosen: Option<PathBuf>) -> Result<ExportReport, Failure> {
        let work = self.works.begin(Work::Site)?;
        let mut reader = self.reader()?;
        reader.remember_in(Cache::of_system());
        let library = reader.folder().to_owned();
        let folder = match chosen {
            Some(chosen) => site_folder::meant(&self.settings, &library, chosen),
            None => site_folder::of(&self.settings, &library),
        };
        let uncounted = reader.count_before_export(None)?;
        let mut report =
            reader.export_site(&folder, None, &|progress| work.is_at(progress), work.cancel())?;
        report.notes.extend(uncounted);
        // It is written; where that cannot be remembered, the next one is asked for again.
        let _ = site_folder::remember(&self.settings, &library, &folder);
        // The window may be closed meanwhile: then no one looks at it.
        if hold(&self.library).as_deref() == Some(&*library) {
            let mut serving = hold(&self.site);
            // What a browser shows already goes on under its address, unless the site was made for another path.
            if !serving.as_ref().is_some_and(|serving| serving.serves(&folder)) {
                *serving = galley_desk::serve(&folder, 0).ok();
            }
        }
        Ok(report)
    }

    /// The exports of the library's site that are kept.
    pub(crate) fn site_releases(&self) -> Result<SiteReleases, Failure> {
        let folder = self.site_folder()?;
        let releases = if folder.exists() { releases::releases(&folder)? } else { Vec::new() };
        let releases = releases.into_iter().map(Into::into).collect();
        Ok(SiteReleases { folder: folder.display().to_string(), releases })
    }

    /// What going back to one of them would do.
    pub(crate) fn site_diff(&self, from: u64, to: u64) -> Result<SiteDiff, Failure> {
        Ok(releases::diff(&self.site_folder()?, from, Some(to))?.into())
    }

    /// Puts one of them in place again, until the next export. No export goes on meanwhile.
    pub(crate) fn site_back(&self, number: u64) -> Result<SiteBack, Failure> {
        let _alone = self.works.begin(Work::Site)?;
        Ok(releases::rollback(&self.site_folder()?, number, &System)?.into())
    }

    pub(super) fn site_folder(&self) -> Result<PathBuf, Failure> {
        self.ask(|desk| Ok(site_folder::of(&self.settings, desk.folder())))
    }

    /// Releases the working texts where they are not, and queues them for a server, or for every server that takes them: all of it, or nothing.
    pub(crate) fn publish(&self, ids: &[ArticleId], target: Option<&str>, mine: bool) -> Result<(), Failure> {
        self.change_many(ids.len(), |desk| {
            let target = target.map(|target| desk.find_target(Some(target))).transpose()?;
            desk.queue_by_hand(Some(&self.settings), |desk| desk.publish(ids, target.as_ref(), mine))
        })?;
        // What was released already is queued as well, and is no change of an article.
        (self.tell)(None);
        Ok(())
    }

    /// What publishing the working texts would do at every server that takes them; whoever writes meanwhile does not wait for it.
    pub(crate) fn plan(&self, ids: &[ArticleId], passwords: &Passwords) -> Result<Vec<Plan>, Failure> {
        let mut reader = self.reader()?;
        let rounds = reader.rounds_to_plan(ids, Text::Working)?;
        Ok(reader.plan(&rounds, Text::Working, false, passwords)?)
    }

    /// What taking articles off wherever they stand would do there.
    pub(crate) fn plan_taking_off(
        &self,
        ids: &[ArticleId],
        passwords: &Passwords,
    ) -> Result<Vec<Plan>, Failure> {
        let reader = self.reader()?;
        let rounds = reader.rounds_where_any_stand(ids, false)?;
        Ok(reader.plan_taking_off(&rounds, false, passwords)?)
    }

    /// Reads an article back from a server; whoever writes meanwhile does not wait for it.
    pub(crate) fn theirs(
        &self,
        id: ArticleId,
        target: &str,
        passwords: &Passwords,
    ) -> Result<Theirs, Failure> {
        let reader = self.reader()?;
        let target = reader.find_target(Some(target))?;
        let secret = passwords.needed(&target)?;
        Ok(reader.read_theirs(id, &Session::new(&target, secret)?)?)
    }

    /// Changes the outbox and tells the page.
    pub(crate) fn outbox<T>(
        &self,
        change: impl FnOnce(&mut Desk) -> Result<T, DeskError>,
    ) -> Result<T, Failure> {
        let _turn = hold(&self.turn);
        let done = self.with(change)?;
        (self.tell)(None);
        Ok(done)
    }

    /// The same for jobs that a person has queued: this library may send from this machine from now on.
    pub(crate) fn queue_by_hand<T>(
        &self,
        queue: impl FnOnce(&mut Desk) -> Result<T, DeskError>,
    ) -> Result<T, Failure> {
        self.outbox(|desk| desk.queue_by_hand(Some(&self.settings), queue))
    }

    /// Does the jobs of the outbox, until the window is closed. The library is opened once more for it: whoever writes
    /// meanwhile does not wait for a server.
    pub(crate) fn run_outbox(&self, passwords: &Passwords) {
        let mut runner = Runner::default();
        // Outlives the library that is opened by its right.
        let mut right = None;
        while !self.ending.is_here() {
            let mut own = hold(&self.sending);
            let library = hold(&self.desk).as_ref().map(|desk| desk.folder().to_owned());
            if own.as_ref().map(Desk::folder) != library.as_deref() {
                (runner, *own, right) = (Runner::default(), None, None);
                if let Some(library) = library {
                    right = self.senders.begin(&library);
                    let open = |_| Desk::open(&library, Access::Write, System.signature()).ok();
                    // What can only be read sends nothing: that it was sent could not be kept.
                    *own = right.as_ref().and_then(open).filter(|desk| desk.access() == Access::Write);
                }
            }
            // What a job met is in the outbox; a library that does not answer says so to the next who asks it.
            let has_run = own.as_mut().is_some_and(|desk| {
                desk.has_due_jobs().unwrap_or(false)
                    && desk.sends(&self.settings).unwrap_or(false)
                    && runner.next(desk, None, passwords).is_ok_and(|ran| ran.is_some())
            });
            drop(own);
            if !has_run && self.ending.is_here_within(LOOK_EVERY) {
                break;
            }
        }
        *hold(&self.sending) = None;
        drop(right);
    }

    /// Asks long work to stop.
    pub(crate) fn stop(&self, work: Work) {
        self.works.stop(work);
    }

    /// Where the site that was written last is shown.
    pub(crate) fn site_url(&self) -> Option<String> {
        hold(&self.site).as_ref().map(Serving::url)
    }

    /// Looks, until the window is closed, whether another program has written, and whether the library still lies where it was; and tells
    /// whether another has it open, whenever that is otherwise.
    pub(crate) fn watch(&self, tell_neighbours: &dyn Fn(bool)) {
        let mut seen = None;
        let mut has_neighbours = None;
        while !self.ending.is_here_within(LOOK_EVERY) {
            let now = hold(&self.desk).as_ref().and_then(|desk| {
                let version = desk.data_version().ok()?;
                Some(((desk.folder().to_owned(), version, desk.stands()), desk.has_neighbours()))
            });
            let (now, neighbours) = now.unzip();
            if neighbours.is_some() && neighbours != has_neighbours {
                has_neighbours = neighbours;
                neighbours.into_iter().for_each(tell_neighbours);
            }
            // While the library is out of hand for a moment nothing is forgotten. One that was opened anew has numbers of its own, and may have been
            // written to meanwhile: that is told once too often and never too seldom.
            if now.is_some() {
                if seen.is_some() && seen != now {
                    (self.tell)(None);
                }
                seen = now;
            }
        }
    }

    fn with<T>(&self, ask: impl FnOnce(&mut Desk) -> Result<T, DeskError>) -> Result<T, Failure> {
        // A question that panicked has committed nothing: the desk is as good as before.
        let mut desk = hold(&self.desk);
        let desk = match desk.take() {
            Some(open) => desk.insert(open),
            None => desk.insert(self.open()?),
        };
        Ok(ask(desk)?)
    }

    fn open(&self) -> Result<Desk, Failure> {
        let Some(library) = hold(&self.library).clone() else {
            let message = "no library is named for this window".to_owned();
            return Err(Failure::new(Code::LibraryMissing, Tone::CannotNow, message));
        };
        let desk = self.desk_at(&library)?;
        self.take(&desk);
        Ok(desk)
    }

    /// Opens the library at this place, and notes that it could not be opened, where it cannot.
    pub(super) fn desk_at(&self, library: &Path) -> Result<Desk, DeskError> {
        let opened = Desk::open(library, Access::Write, System.signature());
        *hold(&self.failed) = opened.is_err().then(|| library.to_owned());
        opened
    }

    fn take(&self, desk: &Desk) {
        *hold(&self.library) = Some(desk.folder().to_owned());
        self.is_taken.store(true, Ordering::Release);
        // Not to know the last library at the next start is no reason not to open this one.
        let _ = recent::remember(&self.settings, desk.folder());
    }
}

pub(super) fn hold<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
