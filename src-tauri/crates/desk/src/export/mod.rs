//! Export: the library's articles as a static site, or as a bundle.

mod bundle;
pub mod releases;
pub(crate) mod site;
mod views;

pub(crate) use bundle::library_id;
pub use views::CounterQuestion;

use std::path::Path;

use galley_site::Stage;

use galley_domain::{Site, Target};

use crate::DeskError;
use crate::wire::WorkStage;

/// Refuses to write into a library's own folder, which is the library's alone.
pub(crate) fn must_lie_outside(library: &Path, out: &Path) -> Result<(), DeskError> {
    // What is not there yet has no canonical path: the nearest folder above it that is there decides.
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let there = absolute.ancestors().find_map(|above| std::fs::canonicalize(above).ok());
    if there.is_some_and(|there| there.starts_with(library)) {
        let why = "it lies in the library's own folder; nothing was written. Choose another place";
        return Err(DeskError::invalid(out.display().to_string(), why));
    }
    Ok(())
}

/// The site that a target is.
pub(crate) fn site_of(target: &Target) -> Result<&Site, DeskError> {
    let why = "it is no static site: articles are published there, with `publish`";
    target.site().ok_or_else(|| DeskError::invalid(&target.name, why))
}

/// What an export of a site is doing.
const fn work_stage(stage: Stage) -> WorkStage {
    match stage {
        Stage::Reading => WorkStage::Library,
        Stage::Articles => WorkStage::Articles,
        Stage::Lists => WorkStage::Lists,
        Stage::Search => WorkStage::Search,
        Stage::Media => WorkStage::Media,
        Stage::Switching => WorkStage::Switching,
    }
}
