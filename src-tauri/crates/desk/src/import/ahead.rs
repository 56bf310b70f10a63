//! Work in batches: all cores make them, one thread takes them in order.

use std::sync::mpsc::sync_channel;

use rayon::prelude::*;

/// Batches that are made ahead of the taking.
const AHEAD: usize = 2;

/// Makes each batch on all cores while the ones before it are taken, in order, on this thread.
///
/// # Errors
/// The first of `take`; what was made ahead of it is dropped.
pub(super) fn ahead<'s, T: Sync + 's, Made: Send, E>(
    batches: impl Iterator<Item = &'s [T]> + Send,
    make: impl Fn(&'s T) -> Made + Send + Sync,
    mut take: impl FnMut(Vec<Made>) -> Result<(), E>,
) -> Result<(), E> {
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(AHEAD);
        scope.spawn(move || {
            for batch in batches {
                // The receiver is gone when taking failed; there is nothing more to make then.
                if send.send(batch.par_iter().map(&make).collect()).is_err() {
                    break;
                }
            }
        });
        receive.into_iter().try_for_each(&mut take)
    })
}
