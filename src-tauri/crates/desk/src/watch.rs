//! Who looks on while many articles are changed at once.

use std::fmt;
use std::sync::Arc;

use crate::wire::WorkStage;
use crate::{Cancel, Desk, DeskError, Progress};

/// Articles between two words of how far it is.
const STRIDE: usize = 64;

/// Whom a desk tells how far it is, and what stops it.
#[derive(Clone, Default)]
pub(crate) struct Watch {
    tell: Option<Arc<dyn Fn(Progress) + Send + Sync>>,
    cancel: Cancel,
}

impl Desk {
    /// Tells how far it is with what is done to many articles in one step, and has it stopped: then everything is as it was, and the
    /// change answers [`DeskError::Stopped`].
    pub fn be_watched(&mut self, tell: Arc<dyn Fn(Progress) + Send + Sync>, cancel: Cancel) {
        self.watch = Watch { tell: Some(tell), cancel };
    }
}

impl Watch {
    /// Between two articles.
    pub(crate) fn is_at(&self, done: usize, total: usize) -> Result<(), DeskError> {
        let Some(tell) = self.tell.as_ref().filter(|_| done.is_multiple_of(STRIDE)) else { return Ok(()) };
        if self.cancel.is_cancelled() {
            return Err(DeskError::Stopped);
        }
        tell(Progress { stage: WorkStage::Changing, done, total: Some(total) });
        Ok(())
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("is_told", &self.tell.is_some()).finish_non_exhaustive()
    }
}
