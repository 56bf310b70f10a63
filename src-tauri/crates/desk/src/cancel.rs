//! Stopping long work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What stops long work from another thread. Copies are the same one: keep one, hand the other to the work.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the work to stop. It does at its next piece, and says so; where it can no longer be undone it goes on to its end.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// The flag itself, for crates that do not know this one.
    pub(crate) fn flag(&self) -> &AtomicBool {
        &self.0
    }
}
