//! The end of a window: whoever looks after its library again and again hears of it at once.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::open::hold;

/// Whether a window has come to its end.
#[derive(Default)]
pub(crate) struct Ending {
    is_here: Mutex<bool>,
    bell: Condvar,
}

impl Ending {
    /// The window is closed.
    pub(crate) fn comes(&self) {
        *hold(&self.is_here) = true;
        self.bell.notify_all();
    }

    pub(crate) fn is_here(&self) -> bool {
        *hold(&self.is_here)
    }

    /// Waits for so long. True where the window is closed by then, as soon as it is.
    pub(crate) fn is_here_within(&self, time: Duration) -> bool {
        let waited = self.bell.wait_timeout_while(hold(&self.is_here), time, |is_here| !*is_here);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// The libraries for which someone of this app does the jobs of the outbox. A window that was closed may still be at one while its
/// library is opened in another: that waits.
#[derive(Default)]
pub(crate) struct Senders(Mutex<HashSet<PathBuf>>);

/// Someone's right to do the jobs of a library.
pub(crate) struct Sender {
    of: Arc<Senders>,
    library: PathBuf,
}

impl Senders {
    /// For this library, unless another does its jobs.
    pub(crate) fn begin(self: &Arc<Self>, library: &Path) -> Option<Sender> {
        let is_free = hold(&self.0).insert(library.to_owned());
        is_free.then(|| Sender { of: Arc::clone(self), library: library.to_owned() })
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        hold(&self.of.0).remove(&self.library);
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn who_waits_hears_the_end_at_once() {
        let ending = Ending::default();
        assert!(!ending.is_here_within(Duration::ZERO));
        thread::scope(|scope| {
            let waiting = scope.spawn(|| ending.is_here_within(Duration::from_mins(10)));
            ending.comes();
            assert!(waiting.join().expect("it waits"));
        });
        assert!(ending.is_here() && ending.is_here_within(Duration::from_mins(10)));
    }

    #[test]
    fn one_at_a_time_does_the_jobs_of_a_library() {
        let senders = Arc::new(Senders::default());
        let first = senders.begin(Path::new("/News.galley")).expect("no one does them");
        assert!(senders.begin(Path::new("/News.galley")).is_none());
        assert!(senders.begin(Path::new("/Weekly.galley")).is_some(), "another library");
        drop(first);
        assert!(senders.begin(Path::new("/News.galley")).is_some());
    }
}
