//! Upkeep: backup, restore, verify.

use std::path::Path;

use galley_domain::{DateNames, Language, TimeZone};
use galley_store::BackupStage;

pub use galley_store::BackupReport as Backup;

use crate::wire::WorkStage;
use crate::{Clock, Desk, DeskError, Progress, System};

impl Desk {
    /// Backs the library up into one file, while others may go on writing. It counts as made only when it was read back. A file that
    /// stands there is left as it is, unless `replace` says otherwise.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for a path in the library itself. [`DeskError::Store`]; a file that stood there before stands there still.
    pub fn backup(
        &self,
        to: &Path,
        replace: bool,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Backup, DeskError> {
        crate::export::must_lie_outside(self.folder(), to)?;
        Ok(galley_store::backup(&self.library, to, replace, |stage| progress(told(stage)))?)
    }

    /// Checks the whole library: the database, every reference, every media file. Answers what is not as it should be.
    ///
    /// # Errors
    /// [`DeskError::Store`] where the check cannot go on.
    pub fn verify(&self, progress: &mut dyn FnMut(Progress)) -> Result<Vec<String>, DeskError> {
        let read = |article: &galley_domain::Article| crate::listing::searched(&self.view(), article);
        let findings = galley_store::verify(&self.library, read, |done, total| {
            progress(Progress { stage: WorkStage::Checking, done, total: Some(total) });
        })?;
        Ok(findings.iter().map(ToString::to_string).collect())
    }
}

/// Puts the library of a backup in place. What stood there before is kept beside it, under a name that says so.
///
/// # Errors
/// [`DeskError::Store`]; what stood there before stands there still.
pub fn restore(from: &Path, folder: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Backup, DeskError> {
    Ok(galley_store::restore(from, folder, &stamp(), |stage| progress(told(stage)))?)
}

/// What the library that stood there is kept under: when something else was put in its place.
pub(crate) fn stamp() -> String {
    let stamp = "%Y-%m-%d %H-%M".parse::<galley_domain::DateFormat>().expect("a good format");
    stamp.print(System.now(), TimeZone::UTC, DateNames::of(&Language::english()))
}

pub(crate) fn told(stage: BackupStage) -> Progress {
    match stage {
        BackupStage::Database => Progress { stage: WorkStage::Database, done: 0, total: None },
        BackupStage::Files(done, total) => Progress { stage: WorkStage::Packing, done, total: Some(total) },
        BackupStage::Checking(done, total) => {
            Progress { stage: WorkStage::Checking, done, total: Some(total) }
        }
    }
}
