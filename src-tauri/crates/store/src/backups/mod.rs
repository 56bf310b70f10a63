//! Automatic backups: whole copies of a library's database in a folder outside it, and its media beside them.
//!
//! `ROOT/<library id>/<time>/` holds a database and `backup.json`, which says what is in it. `ROOT/<library id>/media/` holds by hash
//! what any of the copies refers to: media never change, so each is copied once. A backup appears whole or not at all, and only after it
//! was read back.
//!
//! Here: making ([`Backups::make`]) and listing. Which stay, `thin` decides; putting back is in `put_back`. Not here: when (`galley-desk`).

mod facts;
mod pool;
mod put_back;
mod thin;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use galley_domain::{Instant, LibraryId};

use crate::backup::copy_database;
use crate::connection::{self, Purpose};
use crate::library::{DATABASE, LOCK, MEDIA, work_aside};
use crate::media::sync_folder;
use crate::{Library, Setting, StoreError, View};
use facts::Facts;
use pool::Pool;

/// How the names of folders begin in which a backup is made, or taken away.
const UNDER_WAY: &str = ".making-";
/// After so many pages the disk is left to others for a moment.
const PAUSE: Duration = Duration::from_millis(5);

/// How many are kept, and how large they may become.
pub mod limits {
    /// The newest of each of so many hours.
    pub const HOURLY: usize = 24;
    /// The newest of each of so many days.
    pub const DAILY: usize = 14;
    /// The newest of each of so many weeks.
    pub const WEEKLY: usize = 12;
    /// All databases of the backups of one library at one place, in bytes. Above it hourly ones go first, then daily, then weekly ones.
    pub const BYTES: u64 = 20 * 1024 * 1024 * 1024;
    /// So many of the newest stay, however close and however large they are.
    pub const LEAST: usize = 3;
    /// A backup may take this part of the room that is left on its disk: one half.
    pub const ROOM_PART: u64 = 2;
}

/// The automatic backups of one library.
#[derive(Debug, Clone)]
pub struct Backups {
    folder: PathBuf,
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name among the backups of its library.
    pub name: String,
    /// The library that it is of.
    pub library: LibraryId,
    /// Where that library was then.
    pub place: PathBuf,
    /// When it was made.
    pub at: Instant,
    /// How many articles are in it, the trash aside.
    pub articles: u64,
    /// How large its database is.
    pub bytes: u64,
    /// How many files of media the library itself no longer had whole.
    pub missing: usize,
    sha256: String,
}

/// What came of making one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// There is a new one.
    New(Kept),
    /// Nothing had changed since this one.
    Same(Kept),
}

impl Backups {
    /// Those of a library, below the folder that holds the backups of all.
    ///
    /// # Errors
    /// [`StoreError`] where the library cannot be read.
    pub fn of(root: &Path, library: &Library) -> Result<Self, StoreError> {
        Ok(Self::of_id(root, id(&library.view())?))
    }

    /// Those of the library with this identity.
    pub fn of_id(root: &Path, library: LibraryId) -> Self {
        Self { folder: root.join(library.to_string()) }
    }

    /// Those of every library that has any.
    pub fn all(root: &Path) -> Vec<Self> {
        let entries = fs::read_dir(root).into_iter().flatten().flatten();
        let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<LibraryId>().ok());
        ids.map(|id| Self::of_id(root, id)).collect()
    }

    /// Where they are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// All that are whole, newest first. None of their databases is opened.
    pub fn list(&self) -> Vec<Kept> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut all: Vec<_> = entries
            .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
            .filter_map(|entry| facts::read(&entry.path()))
            .collect();
        all.sort_by(|a, b| (b.at, &b.name).cmp(&(a.at, &a.name)));
        all
    }

    /// Makes one, unless the library is as it was in the newest of its place. Others go on writing meanwhile. It counts as made when it was read
    /// back; then those that are no longer needed are taken away.
    ///
    /// # Errors
    /// [`StoreError::NoRoomForBackup`], [`StoreError::DiskFull`], [`StoreError::Io`]; [`StoreError::Damaged`] where the library's database
    /// is not sound; [`StoreError::BackingUp`]. The backups from before are as they were.
    pub fn make(&self, library: &Library, now: Instant) -> Result<Made, StoreError> {
        let before = self.list();
        let _alone = self.alone()?;
        let work = work_aside(&self.folder, UNDER_WAY)?;
        let pool = Pool::new(self.folder.join(MEDIA));
        pool.must_have_room_for(library, &self.folder)?;

        let database = work.path().join(DATABASE);
        copy_database(library.connection(), &database, PAUSE)?;
        let (sha256, bytes) = pool::hash_of(&database)?;
        let newest = before.iter().find(|kept| kept.place == library.folder());
        if let Some(same) = newest.filter(|newest| newest.sha256 == sha256) {
            return Ok(Made::Same(same.clone()));
        }
        let copy = connection::open(&database, Purpose::Read)?;
        let view = View::new(&copy);
        let counts = view.counts(now)?;
        let kept = Kept {
            name: self.free_name(now),
            library: id(&view)?,
            place: library.folder().to_owned(),
            at: now,
            articles: counts.draft
                + counts.review
                + counts.approved
                + counts.scheduled
                + counts.published
                + counts.archived,
            bytes,
            missing: pool.take(&view.all_media()?, &library.media_files())?,
            sha256,
        };
        drop(copy);
        Facts::of(&kept).write(work.path())?;
        let made = work.keep();
        let place = self.folder.join(&kept.name);
        let put = fs::remove_file(made.join(LOCK)).and_then(|()| fs::rename(&made, &place));
        put.map_err(|e| StoreError::io("putting the backup in place at", &place, e))?;
        sync_folder(&self.folder)?;
        self.thin(&pool);
        Ok(Made::New(kept))
    }

    /// The library lies elsewhere from now on: its backups, newest first, are those of its new place, should it be missing there.
    ///
    /// # Errors
    /// [`StoreError::Io`]; the rest of the backups are as they were.
    pub fn moved(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        let _alone = self.alone()?;
        for kept in self.list().into_iter().filter(|kept| kept.place == from) {
            let folder = self.folder.join(&kept.name);
            Facts::of(&Kept { place: to.to_owned(), ..kept }).replace(&folder)?;
        }
        Ok(())
    }

    /// Takes away those of each place that are no longer needed, and the media that only they referred to. What cannot be taken away stays
    /// until the next time: the new backup is made all the same.
    fn thin(&self, pool: &Pool) {
        let mut some_go = false;
        for all in by_place(self.list()) {
            let sizes: Vec<_> = all.iter().map(|kept| (kept.at, kept.bytes)).collect();
            let stays = thin::stays(&sizes, limits::BYTES);
            for (kept, _) in all.iter().zip(stays).filter(|(_, stays)| !stays) {
                some_go = true;
                // Under a hidden name it is no backup any more, and half of it is cleared away where this is cut off.
                let going = self.folder.join(format!("{UNDER_WAY}{}", kept.name));
                let _ = fs::rename(self.folder.join(&kept.name), &going)
                    .and_then(|()| fs::remove_dir_all(&going));
            }
        }
        if some_go {
            pool.keep_only_needed(&self.folder);
        }
    }

    /// One program at a time works at these backups.
    fn alone(&self) -> Result<File, StoreError> {
        let io = |doing, e| StoreError::io(doing, &self.folder, e);
        fs::create_dir_all(&self.folder).map_err(|e| io("making the folder", e))?;
        let path = self.folder.join(LOCK);
        let lock = File::options().create(true).write(true).truncate(false).open(path);
        let lock = lock.map_err(|e| io("opening the lock in", e))?;
        lock.try_lock().map_err(|_| StoreError::BackingUp)?;
        Ok(lock)
    }

    /// A name that a person can read and any disk takes.
    fn free_name(&self, now: Instant) -> String {
        let name = now.format("%Y-%m-%d %H-%M-%S").to_string();
        let numbered = |n: u32| if n == 1 { name.clone() } else { format!("{name} ({n})") };
        (1..=u32::MAX)
            .map(numbered)
            .find(|name| fs::symlink_metadata(self.folder.join(name)).is_err())
            .expect("there are more numbers than files")
    }
}

/// Two copies of one library are two: neither's backups push out the other's. Those of places where nothing is any more are taken together,
/// so that a library which is moved often does not leave a whole set at each place.
fn by_place(all: Vec<Kept>) -> Vec<Vec<Kept>> {
    let mut places: Vec<(Option<PathBuf>, Vec<Kept>)> = Vec::new();
    for kept in all {
        let place = Some(&kept.place).filter(|place| fs::symlink_metadata(place).is_ok()).cloned();
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, those)) => those.push(kept),
            None => places.push((place, vec![kept])),
        }
    }
    places.into_iter().map(|(_, those)| those).collect()
}

fn id(view: &View<'_>) -> Result<LibraryId, StoreError> {
    let id = view.setting(Setting::LibraryId)?;
    let id = id.as_ref().and_then(|id| id.as_str()?.parse().ok());
    id.ok_or_else(|| StoreError::damaged("it has no identity"))
}
