//! The desk itself: an open library with a clock, a signature and an undo history.

use std::collections::HashSet;
use std::path::Path;

use galley_domain::{ArticleId, Instant, LibraryId, MediaHash, Target, TargetId, TargetKind};
use galley_store::{Access, Library, New, Setting, Signature, View};

use crate::narrowed::Narrowed;
use crate::settings::Settings;
use crate::undo::{Old, Step, Undo};
use crate::watch::Watch;
use crate::wire::{ChangeTag, Changes, Op};
use crate::work::Work;
use crate::{Cache, Clock, DeskError, Random, System};

/// An open library, and who sits at it.
pub struct Desk {
    pub(crate) library: Library,
    clock: Box<dyn Clock>,
    ids: Box<dyn Random>,
    pub(crate) by: Signature,
    undo: Undo,
    pub(crate) cache: Option<Cache>,
    pub(crate) watch: Watch,
    pub(crate) narrowed: Narrowed,
}

/// What a change answers: its output, and what a window must look at again.
#[derive(Debug, Clone, PartialEq)]
pub struct Done<T> {
    /// What was asked for.
    pub output: T,
    /// What changed.
    pub changes: Changes,
}

impl Desk {
    /// Makes a library, with one site as its target.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn create(folder: &Path, settings: &Settings, title: &str, by: Signature) -> Result<Self, DeskError> {
        Self::create_with(folder, settings, title, by, Box::new(System), Box::new(System))
    }

    /// The same with another clock and other ids.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn create_with(
        folder: &Path,
        settings: &Settings,
        title: &str,
        by: Signature,
        clock: Box<dyn Clock>,
        mut ids: Box<dyn Random>,
    ) -> Result<Self, DeskError> {
        let now = clock.now();
        let site = Target {
            id: TargetId::new(ids.next(now)),
            name: "site".to_owned(),
            selection: galley_domain::Selection::default(),
            kind: TargetKind::Site(Box::new(settings.new_site(title))),
            private: false,
            plain: false,
        };
        let mut values = settings.stored();
        values.push((Setting::DefaultTarget, site.id.to_string().into()));
        let new = New { id: LibraryId::new(ids.next(now)), settings: values, targets: vec![site] };
        let library = Library::create(folder, &new)?;
        Ok(Self::at(library, clock, ids, by))
    }

    fn at(library: Library, clock: Box<dyn Clock>, ids: Box<dyn Random>, by: Signature) -> Self {
        let (undo, watch, narrowed) = (Undo::default(), Watch::default(), Narrowed::default());
        Self { library, clock, ids, by, undo, cache: None, watch, narrowed }
    }

    /// What kind of place a folder is, where no library is safe in it.
    pub fn unsafe_place(folder: &Path) -> Option<&'static str> {
        galley_store::unsafe_place(folder)
    }

    /// Opens a library.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn open(folder: &Path, access: Access, by: Signature) -> Result<Self, DeskError> {
        Self::open_with(folder, access, by, Box::new(System), Box::new(System))
    }

    /// The same with another clock and other ids.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn open_with(
        folder: &Path,
        access: Access,
        by: Signature,
        clock: Box<dyn Clock>,
        ids: Box<dyn Random>,
    ) -> Result<Self, DeskError> {
        let library = Library::open(folder, access)?;
        Ok(Self::at(library, clock, ids, by))
    }

    /// Remembers from now on what it can make again. It does not change what is made, only how long that takes.
    pub fn remember_in(&mut self, cache: Option<Cache>) {
        self.cache = cache;
    }

    /// Someone else sits here from now on, or the same person under another name.
    pub fn sign(&mut self, by: Signature) {
        self.by = by;
    }

    /// Where the library is.
    pub fn folder(&self) -> &Path {
        self.library.folder()
    }

    /// Whether the library is open for writing.
    pub fn access(&self) -> Access {
        self.library.access()
    }

    /// Whether the library still lies where it was opened.
    pub fn stands(&self) -> bool {
        self.library.must_stand().is_ok()
    }

    /// Whether another process has the library open now.
    pub fn has_neighbours(&self) -> bool {
        self.library.neighbours() == galley_store::Neighbours::Some
    }

    /// A number that changes when another process has written.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn data_version(&self) -> Result<i64, DeskError> {
        Ok(self.library.data_version()?)
    }

    /// Now, by the desk's clock.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    pub(crate) fn fresh_id(&mut self) -> uuid::Uuid {
        let now = self.clock.now();
        self.ids.next(now)
    }

    pub(crate) fn view(&self) -> View<'_> {
        self.library.view()
    }

    /// The one way to change data: begin, keep old values, run, commit, answer what changed.
    ///
    /// # Errors
    /// Those of `change`. Nothing was changed then.
    pub(crate) fn transact<T>(
        &mut self,
        op: Op,
        change: impl FnOnce(&mut Work<'_>) -> Result<T, DeskError>,
    ) -> Result<Done<T>, DeskError> {
        let now = self.clock.now();
        let (ids, by) = (self.ids.as_mut(), &self.by);
        let (output, step, changes) = self.library.transact(|tx| {
            let mut work = Work::new(tx, now, ids, by);
            let output = change(&mut work)?;
            let (old, changes) = work.finish(op)?;
            Ok::<_, DeskError>((output, Step { op, at: now, old }, changes))
        })?;
        self.undo.push(step);
        Ok(Done { output, changes })
    }

    /// One transaction of many that make up an import: its old values are the caller's, who makes one step of all, and who calls
    /// [`Desk::sync_imported`] after the last.
    pub(crate) fn import_batch<T>(
        &mut self,
        change: impl FnOnce(&mut Work<'_>) -> Result<T, DeskError>,
    ) -> Result<(Vec<Old>, T), DeskError> {
        let now = self.clock.now();
        let (ids, by) = (self.ids.as_mut(), &self.by);
        self.library.transact_unsynced(|tx| {
            let mut work = Work::new(tx, now, ids, by);
            let output = change(&mut work)?;
            Ok((work.finish(Op::Import)?.0, output))
        })
    }

    /// Waits until what was imported is on the disk.
    pub(crate) fn sync_imported(&self) -> Result<(), DeskError> {
        Ok(self.library.sync()?)
    }

    pub(crate) fn push_step(&mut self, step: Step) {
        self.undo.push(step);
    }

    /// Takes over the last step of another desk at this library, so that it can be undone from here. A step in another
    /// library is none of this one's.
    pub fn adopt_step(&mut self, mut from: Self) {
        if from.folder() != self.folder() {
            return;
        }
        if let Some(step) = from.undo.take_undo() {
            self.push_step(step);
        }
    }

    /// Lends the undo history to a second desk at the same library that runs a long undo or redo; [`Desk::take_history`] brings it back.
    pub fn lend_history(&mut self, to: &mut Self) {
        std::mem::swap(&mut self.undo, &mut to.undo);
    }

    /// Takes its history back; what was done here meanwhile comes after it.
    pub fn take_history(&mut self, mut from: Self) {
        let meanwhile = std::mem::replace(&mut self.undo, std::mem::take(&mut from.undo));
        self.undo.go_on_with(meanwhile);
    }

    /// How many things the next undo puts back.
    pub fn undo_size(&self) -> usize {
        self.undo.sizes().0
    }

    /// How many things the next redo changes.
    pub fn redo_size(&self) -> usize {
        self.undo.sizes().1
    }

    /// The media that an undo would need, of other articles than these.
    pub fn undo_media(&self, aside: &[ArticleId]) -> HashSet<MediaHash> {
        self.undo.media(aside)
    }

    /// No step knows of what was deleted for good.
    pub(crate) fn forget_steps(&mut self, articles: &HashSet<ArticleId>, media: &HashSet<MediaHash>) {
        self.undo.drop_deleted(articles, media);
    }

    /// What the next undo would undo.
    pub fn can_undo(&self) -> Option<Op> {
        self.undo.next_undo()
    }

    /// Undoes the last step, by putting the old values back through the same functions.
    ///
    /// # Errors
    /// [`DeskError::NothingTo`], [`DeskError::ChangedSince`].
    pub fn undo(&mut self) -> Result<Done<Op>, DeskError> {
        let step = self.undo.take_undo().ok_or(DeskError::NothingTo("undo"))?;
        self.go_back_over(step, Undo::push_undone, Undo::push_redone)
    }

    /// Undoes the last step where it is of this kind. Who asks for that means what they were told of, and nothing done since.
    ///
    /// # Errors
    /// [`DeskError::OtherStep`], and as [`Desk::undo`].
    pub fn undo_of(&mut self, meant: Op) -> Result<Done<Op>, DeskError> {
        match self.can_undo() {
            Some(last) if last != meant => Err(DeskError::OtherStep),
            _ => self.undo(),
        }
    }

    /// Does the last undone step again.
    ///
    /// # Errors
    /// [`DeskError::NothingTo`], [`DeskError::ChangedSince`].
    pub fn redo(&mut self) -> Result<Done<Op>, DeskError> {
        let step = self.undo.take_redo().ok_or(DeskError::NothingTo("redo"))?;
        self.go_back_over(step, Undo::push_redone, Undo::push_undone)
    }

    /// Replays a step and keeps what reverses it by `keep`; by `offer_again` the step itself, where it was stopped or could not be written.
    /// What cannot be done, since something was changed meanwhile, is not offered again.
    fn go_back_over(
        &mut self,
        step: Step,
        keep: fn(&mut Undo, Step),
        offer_again: fn(&mut Undo, Step),
    ) -> Result<Done<Op>, DeskError> {
        match self.replay(&step) {
            Ok((done, reverse)) => {
                keep(&mut self.undo, reverse);
                Ok(done)
            }
            Err(error) => {
                if matches!(error, DeskError::Stopped | DeskError::Store(_)) {
                    offer_again(&mut self.undo, step);
                }
                Err(error)
            }
        }
    }

    fn replay(&mut self, step: &Step) -> Result<(Done<Op>, Step), DeskError> {
        let now = self.clock.now();
        let (ids, by, watch) = (self.ids.as_mut(), &self.by, &self.watch);
        let (reverse, nouns, changes) = self.library.transact(|tx| {
            let mut work = Work::new(tx, now, ids, by);
            for (done, old) in step.old.iter().rev().enumerate() {
                watch.is_at(done, step.old.len())?;
                work.put_back(old)?;
            }
            let nouns = work.nouns_put_back();
            if step.op == Op::Write {
                // A text that was not typed: its page has it from here.
                work.note(ChangeTag::References);
            }
            let (old, changes) = work.finish(step.op)?;
            Ok::<_, DeskError>((Step { op: step.op, at: now, old }, nouns, changes))
        })?;
        self.undo.follow(&step.put_back_by(&reverse), &nouns);
        Ok((Done { output: step.op, changes }, reverse))
    }
}
