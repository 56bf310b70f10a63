//! Work on several threads: one gives, the others take, with only so much between them.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::ExportError;

/// Pieces of work that wait for each thread: enough that none waits, few enough that memory stays small.
const WAITING_PER_THREAD: usize = 8;

/// Runs `work` on what `give` hands out, on so many threads. The first error stops all.
///
/// `give` runs on the calling thread, so that what it reads from need not be shared.
pub(crate) fn fan_out<T: Send, R>(
    threads: NonZero<usize>,
    give: impl FnOnce(&mut dyn FnMut(T) -> ControlFlow<()>) -> Result<R, ExportError>,
    work: impl Fn(T) -> Result<(), ExportError> + Sync,
) -> Result<R, ExportError> {
    let (sender, receiver) = sync_channel(threads.get() * WAITING_PER_THREAD);
    let receiver = Mutex::new(Some(receiver));
    let failed = Mutex::new(None);
    let given = thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| take(&receiver, &failed, &work));
        }
        // A piece cannot be sent once the receiver is gone: then a thread has failed.
        let given = give(&mut |piece| match sender.send(piece) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        });
        // Tells the threads that nothing more comes.
        drop(sender);
        given
    });
    match failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error),
        None => given,
    }
}

fn take<T>(
    receiver: &Mutex<Option<Receiver<T>>>,
    failed: &Mutex<Option<ExportError>>,
    work: &(impl Fn(T) -> Result<(), ExportError> + Sync),
) {
    loop {
        let next = {
            let receiver = receiver.lock().unwrap_or_else(PoisonError::into_inner);
            receiver.as_ref().and_then(|r| r.recv().ok())
        };
        let Some(piece) = next else {
            return;
        };
        if let Err(error) = work(piece) {
            failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            // Dropping the receiver wakes the one who gives.
            receiver.lock().unwrap_or_else(PoisonError::into_inner).take();
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    fn threads(n: usize) -> NonZero<usize> {
        NonZero::new(n).expect("not zero")
    }

    #[test]
    fn all_work_is_done_once() {
        let sum = AtomicU64::new(0);
        let give = |each: &mut dyn FnMut(u64) -> ControlFlow<()>| {
            let done = (1..=1_000).try_for_each(each);
            Ok(done.is_continue())
        };
        let given = fan_out(threads(4), give, |n| {
            sum.fetch_add(n, Ordering::Relaxed);
            Ok(())
        });
        assert!(given.expect("nothing fails"));
        assert_eq!(sum.into_inner(), 500_500);
    }

    #[test]
    fn an_error_stops_the_one_who_gives() {
        let give = |each: &mut dyn FnMut(u64) -> ControlFlow<()>| {
            // Without end: only an error ends it.
            let mut n = 0;
            while each(n).is_continue() {
                n += 1;
            }
            Ok(())
        };
        let work = |n| if n == 100 { Err(ExportError::Cancelled) } else { Ok(()) };
        assert!(matches!(fan_out(threads(2), give, work), Err(ExportError::Cancelled)));
    }
}
