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
    let cores = available_parallelism().map_or(1, NonZero::get);
    let pool =
        ThreadPoolBuilder::new().thread_name(move |_| name.to_owned()).num_threads(cores.max(2) - 1).build();
    pool.map_err(|e| DeskError::Io {
        doing: "starting",
        path: "the threads of an import".into(),
        source: io::Error::other(e),
    })
}

/// Makes each batch on these threads while the ones before it are taken, in order, on this one.
///
/// # Errors
/// The first of `take`; what was made ahead of it is dropped.
pub(super) fn ahead<'s, T: Sync + 's, Made: Send, E>(
    threads: &ThreadPool,
    batches: impl Iterator<Item = &'s [T]> + Send,
    make: impl Fn(&'s T) -> Made + Send + Sync,
    mut take: impl FnMut(Vec<Made>) -> Result<(), E>,
) -> Result<(), E> {
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
        receive.into_iter().try_for_each(&mut take)
    })
}
