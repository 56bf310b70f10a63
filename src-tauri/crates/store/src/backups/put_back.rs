//! Putting a library of an automatic backup in place of one that is missing or damaged.

use std::fs;
use std::path::Path;

use super::pool::{self, Copy, Pool};
use super::{Backups, Kept};
use crate::backup::{BackupReport, Stage, must_be_sound, parent_of, put_in_place};
use crate::library::{DATABASE, MEDIA, work_aside};
use crate::media::sync_folder;
use crate::{MediaFiles, StoreError, View};

impl Backups {
    /// Puts the library of a backup in place. What stood there before is kept beside it, and lends a file of media where the backups
    /// have not that file whole. One that neither has does not keep the texts from being put back; the answer counts it.
    ///
    /// # Errors
    /// [`StoreError::BadBackup`], [`StoreError::InUse`], [`StoreError::BackingUp`], [`StoreError::DiskFull`]; what stood there before still stands
    /// there then.
    pub fn put_back(
        &self,
        kept: &Kept,
        folder: &Path,
        stamp: &str,
        mut progress: impl FnMut(Stage),
    ) -> Result<BackupReport, StoreError> {
        let _alone = self.alone()?;
        let parent = parent_of(folder);
        fs::create_dir_all(parent).map_err(|e| StoreError::io("making the folder", parent, e))?;
        let unpacked = work_aside(parent, ".restoring-")?;

        progress(Stage::Database);
        let backup = self.folder.join(&kept.name);
        let (from, database) = (backup.join(DATABASE), unpacked.path().join(DATABASE));
        let changed =
            |detail: &str| StoreError::BadBackup { path: backup.clone(), detail: detail.to_owned() };
        match pool::copy_hashed(&from, &database) {
            Ok((hash, _)) if hash == kept.sha256 => {}
            Ok(_) => return Err(changed("its database is not what was written")),
            Err(Copy::Read) => return Err(changed("its database cannot be read")),
            Err(Copy::Write(error)) => return Err(error),
        }
        let connection = must_be_sound(&database, &backup)?;
        let all = View::new(&connection).all_media()?;
        connection.close().map_err(|(_, e)| StoreError::from(e))?;

        let (pool, own) = (Pool::new(self.folder.join(MEDIA)), MediaFiles::new(folder.join(MEDIA)));
        let media = MediaFiles::new(unpacked.path().join(MEDIA));
        fs::create_dir(unpacked.path().join(MEDIA))
            .map_err(|e| StoreError::io("making the folder in", parent, e))?;
        let mut missing = 0;
        for (at, one) in all.iter().enumerate() {
            progress(Stage::Files(at, all.len()));
            let to = media.path(one.hash, one.kind);
            let shelf = parent_of(&to);
            fs::create_dir_all(shelf).map_err(|e| StoreError::io("making the folder", shelf, e))?;
            let mut is_there = false;
            for from in [pool.path(one), own.path(one.hash, one.kind)] {
                match pool::copy_hashed(&from, &to) {
                    Ok((hash, _)) if hash == one.hash.to_string() => is_there = true,
                    Err(Copy::Write(error)) => return Err(error),
                    _ => drop(fs::remove_file(&to)),
                }
                if is_there {
                    break;
                }
            }
            missing += usize::from(!is_there);
            sync_folder(shelf)?;
        }
        let stood_there = put_in_place(unpacked, folder, stamp)?;
        let bytes = kept.bytes + all.iter().map(|one| one.bytes).sum::<u64>();
        Ok(BackupReport { media: all.len() - missing, bytes, missing, kept: stood_there })
    }
}
