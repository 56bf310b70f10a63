//! Automatic backups: when one is due, which there are, and how a library comes back from one.
//!
//! Not here: what a backup is and which stay (`galley-store`), and the folder they lie in ([`crate::places`]).

use std::path::{Path, PathBuf};
use std::time::Duration;

use galley_domain::Instant;
use galley_store::{Backups, Kept, Library, Made};

use crate::upkeep::{Backup, stamp, told};
use crate::wire::BackupView;
use crate::{Access, Desk, DeskError, Progress};

pub use galley_store::backup_limits as limits;

/// One is due so long after the last, where something changed.
const EVERY: Duration = Duration::from_hours(1);
/// After one that failed, it is tried again so much later.
const AGAIN: Duration = Duration::from_mins(10);

/// Keeps the backups of one library for as long as someone works at it. It has its own eyes on the library: whoever writes does
/// not wait for it.
pub struct Keeper {
    library: Library,
    backups: Backups,
    /// When the library was backed up last, or found as it was, and which state that was.
    seen: Option<(Instant, i64)>,
    failed: Option<Instant>,
}

/// What came of a backup.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The newest backup.
    pub backup: BackupView,
    /// Whether nothing had changed since, so that it is an earlier one.
    pub same: bool,
}

impl Keeper {
    /// For a library, with its backups below the folder that holds those of all.
    ///
    /// # Errors
    /// [`DeskError::Store`] where the library cannot be read.
    pub fn new(root: &Path, library: &Path) -> Result<Self, DeskError> {
        let library = Library::open(library, Access::Read)?;
        let backups = Backups::of(root, &library)?;
        Ok(Self { library, backups, seen: None, failed: None })
    }

    /// The library's folder.
    pub fn library(&self) -> &Path {
        self.library.folder()
    }

    /// Where the backups are.
    pub fn folder(&self) -> &Path {
        self.backups.folder()
    }

    /// The newest backup.
    pub fn newest(&self) -> Option<BackupView> {
        self.newest_here().as_ref().map(|kept| view(kept, self.library()))
    }

    /// A copy of the library that lies elsewhere has backups in the same folder.
    fn newest_here(&self) -> Option<Kept> {
        self.backups.list().into_iter().find(|kept| kept.place == self.library())
    }

    /// Makes a backup where one is due.
    ///
    /// # Errors
    /// Those of [`Keeper::make`].
    pub fn look(&mut self, now: Instant) -> Result<Option<Outcome>, DeskError> {
        if self.is_due(now)? { self.make(now).map(Some) } else { Ok(None) }
    }

    /// Makes a backup, unless nothing changed since the last.
    ///
    /// # Errors
    /// [`DeskError::Store`]; the backups from before are as they were.
    pub fn make(&mut self, now: Instant) -> Result<Outcome, DeskError> {
        self.failed = Some(now);
        // What is written from here on is newer than what is said to be seen, and so backed up the next time.
        let version = self.library.data_version()?;
        let made = self.backups.make(&self.library, now)?;
        (self.seen, self.failed) = (Some((now, version)), None);
        let (Made::New(kept) | Made::Same(kept)) = &made;
        Ok(Outcome { backup: view(kept, self.library.folder()), same: matches!(made, Made::Same(_)) })
    }

    fn is_due(&self, now: Instant) -> Result<bool, DeskError> {
        let within = |at: Instant, time: Duration| now >= at && now < at + time;
        if self.failed.is_some_and(|failed| within(failed, AGAIN)) {
            return Ok(false);
        }
        let newest = self.newest_here().map(|kept| kept.at);
        let last = [newest, self.seen.map(|(at, _)| at)].into_iter().flatten().max();
        if last.is_some_and(|last| within(last, EVERY)) {
            return Ok(false);
        }
        let version = self.library.data_version()?;
        Ok(self.seen.is_none_or(|(_, seen)| seen != version))
    }
}

impl Desk {
    /// Makes an automatic backup of this library now, unless nothing changed since the last.
    ///
    /// # Errors
    /// [`DeskError::Store`]; the backups from before are as they were.
    pub fn backup_now(&self, root: &Path) -> Result<Outcome, DeskError> {
        let mut keeper = Keeper::new(root, self.folder())?;
        keeper.make(self.now())
    }
}

/// The backups of the library at a place, newest first; also where it is missing there now, or damaged. Behind them those of the same library at
/// other places, where it was before or where a copy of it is.
pub fn of_place(root: &Path, place: &Path) -> Vec<BackupView> {
    let here = whole_path(place);
    kept_of(root, place).iter().map(|kept| view(kept, &here)).collect()
}

/// Puts the library of a backup in place, by its id. What stood there before is kept beside it.
///
/// # Errors
/// [`DeskError::Unknown`] where the place has no such backup, [`DeskError::Store`]; what stood there before stands there still.
pub fn put_back(
    root: &Path,
    place: &Path,
    backup: &str,
    progress: &mut dyn FnMut(Progress),
) -> Result<Backup, DeskError> {
    let all = kept_of(root, place);
    let kept = all.iter().find(|kept| id(kept) == backup);
    let kept = kept.ok_or_else(|| DeskError::unknown("backup", backup))?;
    let backups = Backups::of_id(root, kept.library);
    Ok(backups.put_back(kept, place, &stamp(), |stage| progress(told(stage)))?)
}

fn kept_of(root: &Path, place: &Path) -> Vec<Kept> {
    let place = whole_path(place);
    let here = Library::open(&place, Access::Read)
        .ok()
        .and_then(|library| Some(Backups::of(root, &library).ok()?.folder().to_owned()));
    let mut all: Vec<_> = Backups::all(root)
        .into_iter()
        .map(|backups| (here.as_deref() == Some(backups.folder()), backups.list()))
        // All of a library that ever was there: it may have been backed up elsewhere before.
        .filter(|(is_here, kept)| *is_here || kept.iter().any(|kept| kept.place == place))
        .flat_map(|(_, kept)| kept)
        .collect();
    all.sort_by_key(|kept| (kept.place != place, std::cmp::Reverse(kept.at)));
    all
}

/// The path as an open library has it, also where nothing is there any more.
fn whole_path(place: &Path) -> PathBuf {
    let whole = |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    if let Ok(whole) = std::fs::canonicalize(place) {
        return whole;
    }
    match (place.parent(), place.file_name()) {
        (Some(parent), Some(name)) => {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            whole(parent).unwrap_or_else(|_| parent.to_owned()).join(name)
        }
        _ => place.to_owned(),
    }
}

fn id(kept: &Kept) -> String {
    format!("{}/{}", kept.library, kept.name)
}

fn view(kept: &Kept, here: &Path) -> BackupView {
    BackupView {
        id: id(kept),
        name: kept.name.clone(),
        at: crate::wire::time(kept.at),
        articles: kept.articles,
        bytes: kept.bytes,
        missing: kept.missing as u64,
        elsewhere: (kept.place != here).then(|| kept.place.display().to_string()),
    }
}
