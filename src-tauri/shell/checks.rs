//! What a person should look at: in articles, in the site that was written, behind the links that lead out. All of it may take long, and
//! whoever writes meanwhile does not wait.

use std::time::Duration;

use galley_desk::domain::ArticleId;
use galley_desk::wire::{Failure, Finding, Work};
use galley_desk::{Cache, DeskError};

use super::open::Open;

/// Between two questions to one host.
const REST: Duration = Duration::from_secs(1);

impl Open {
    /// At an article, or at all of them.
    pub(crate) fn check(&self, id: Option<ArticleId>) -> Result<Vec<Finding>, Failure> {
        if let Some(id) = id {
            return self.ask(|desk| desk.check_one(id));
        }
        let work = self.works.begin(Work::Check)?;
        Ok(self.reader()?.check_until(&|progress| work.is_at(progress), work.cancel())?)
    }

    /// At the site that was written last.
    pub(crate) fn check_written(&self) -> Result<Vec<Finding>, Failure> {
        let _work = self.works.begin(Work::Check)?;
        Ok(self.reader()?.check_written(&self.site_folder()?)?)
    }

    /// Whether something is still there where links lead out. Stopped, it tells nothing.
    pub(crate) fn check_links(&self) -> Result<Vec<Finding>, Failure> {
        let work = self.works.begin(Work::Check)?;
        let mut reader = self.reader()?;
        reader.remember_in(Cache::of_system());
        let found = reader.check_external(REST, &|progress| work.is_at(progress), work.cancel())?;
        if work.cancel().is_cancelled() {
            return Err(DeskError::Cancelled.into());
        }
        Ok(found)
    }
}
