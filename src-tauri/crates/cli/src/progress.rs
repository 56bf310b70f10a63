//! A bar of progress on standard error, for work that takes over a second while someone watches.

use std::io::{IsTerminal, stderr};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use galley_desk::Progress;
use indicatif::{ProgressBar, ProgressStyle};

/// Shorter work shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar is drawn where the work itself is silent.
const TICK: Duration = Duration::from_millis(200);

/// Shows how far long work is, until it is dropped.
pub(crate) struct Bar {
    shared: Arc<Shared>,
    waiting: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    over: Condvar,
}

#[derive(Default)]
struct State {
    last: Option<Progress>,
    bar: Option<ProgressBar>,
    is_over: bool,
}

impl Bar {
    /// For work that begins now.
    pub(crate) fn new(json: bool) -> Self {
        let shared = Arc::new(Shared::default());
        let watched = !json && stderr().is_terminal();
        // The work may be silent for long, so something else has to look at the clock.
        let waiting = watched.then(|| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.draw_after(PATIENCE))
        });
        Self { shared, waiting }
    }

    /// Takes note of how far the work is.
    pub(crate) fn tell(&self, progress: Progress) {
        let mut state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.last = Some(progress);
        if let Some(bar) = &state.bar {
            show(bar, progress);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner).is_over = true;
        self.shared.over.notify_all();
        if let Some(waiting) = self.waiting.take() {
            // A thread that panicked has said so itself.
            let _ = waiting.join();
        }
        if let Some(bar) = &self.shared.state.lock().unwrap_or_else(PoisonError::into_inner).bar {
            bar.finish_and_clear();
        }
    }
}

impl Shared {
    fn draw_after(&self, patience: Duration) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.over.wait_timeout_while(state, patience, |state| !state.is_over);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if !state.is_over {
            let bar = ProgressBar::new_spinner();
            bar.enable_steady_tick(TICK);
            if let Some(last) = state.last {
                show(&bar, last);
            }
            state.bar = Some(bar);
        }
    }
}

fn show(bar: &ProgressBar, progress: Progress) {
    let total = progress.total.map(|total| total as u64);
    let words = progress.stage.words();
    let is_new = bar.message() != words;
    if is_new || bar.length() != total {
        let template = if total.is_some() { "{msg} {pos}/{len} {wide_bar} {eta}" } else { "{msg} {spinner}" };
        let style = ProgressStyle::with_template(template).expect("both templates are good");
        bar.set_style(style.progress_chars("█▉ "));
    }
    if is_new {
        bar.set_message(words);
        bar.reset_eta();
    }
    // The position first: a new stage does not begin behind its own end.
    bar.set_position(progress.done as u64);
    total.map_or_else(|| bar.unset_length(), |total| bar.set_length(total));
}
