//! The last releases of a site that stands in a folder: no library is needed for them.

use std::path::Path;

use galley_domain::Instant;
use galley_site::{Diff, Release, Report, Verified};

use crate::{Clock, DeskError};

/// The releases of the site in a folder, newest first.
///
/// # Errors
/// [`DeskError::Site`]
pub fn releases(out: &Path) -> Result<Vec<Release>, DeskError> {
    Ok(galley_site::releases(out)?)
}

/// When the site that stands in a folder was written, as far as that can be said.
pub fn written_at(out: &Path) -> Option<Instant> {
    releases(out).ok()?.into_iter().find(|release| release.current).map(|release| release.at)
}

/// Looks at every file of the site in a folder.
///
/// # Errors
/// [`DeskError::Site`]
pub fn verify(out: &Path) -> Result<Verified, DeskError> {
    Ok(galley_site::verify(out)?)
}

/// What differs from one release to another; to the newest, where only one is named.
///
/// # Errors
/// [`DeskError::Site`]
pub fn diff(out: &Path, from: u64, to: Option<u64>) -> Result<Diff, DeskError> {
    Ok(galley_site::diff(out, from, to)?)
}

/// Puts an earlier release in place again, until the next export.
///
/// # Errors
/// [`DeskError::Site`]; the folder is as it was then, unless the error says otherwise.
pub fn rollback(out: &Path, number: u64, clock: &dyn Clock) -> Result<Report, DeskError> {
    Ok(galley_site::rollback(out, number, clock.now())?)
}
