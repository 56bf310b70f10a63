//! Work in batches: several threads make them, one takes them in order.

use std::io;
use std::num::NonZero;
use std::sync::mpsc::sync_channel;
use std::thread::available_parallelism;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::DeskError;

/// Batches that are made ahead of the taking.
const AHEAD: usize = 2;

/// Threads that work beside one that is always busy, and leave a core to it: on as many as there are cores it would get its
/// share of them and no more, and then be waited for while they stand still.
pub(super) fn threads_beside(name: &'static str) -> Result<ThreadPool, DeskError> {
    built(threads(name))
}

/// The same for work that is some steps ahead of it: where all the cores are taken, the busy one goes first.
pub(super) fn threads_ahead(name: &'static str) -> Result<ThreadPool, DeskError> {
    built(threads(name).start_handler(|_| galley_store::stand_back()))
}

fn threads(name: &'static str) -> ThreadPoolBuilder {
    let cores = available_parallelism().map_or(1, NonZero::get);
    ThreadPoolBuilder::new().thread_name(move |_| name.to_owned()).num_threads(cores.max(2) - 1)
}

fn built(threads: ThreadPoolBuilder) -> Result<ThreadPool, DeskError> {
    threads.build().map_err(|e| DeskError::Io {
        doing: "starting",
        path: "the threads of an import".into(),
        source: io::Error::other(e),
    })
}

/// Makes each batch on these threads while the ones before it are taken, in order, on this one.
///
/// What `take` leaves untaken is dropped, and nothing more is made.
pub(super) fn ahead<'s, T: Sync + 's, Made: Send, Taken>(
    threads: &ThreadPool,
    batches: impl Iterator<Item = &'s [T]> + Send,
    make: impl Fn(&'s T) -> Made + Send + Sync,
    take: impl FnOnce(&mut dyn Iterator<Item = Vec<Made>>) -> Taken,
) -> Taken {
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(AHEAD);
        scope.spawn(move || {
            for batch in batches {
                let made = threads.install(|| batch.par_iter().map(&make).collect());
                // The receiver is gone when taking failed; there is nothing more to make then.
                if send.send(made).is_err() {
                    break;
                }
            }
        });
        take(&mut receive.into_iter())
    })
}
