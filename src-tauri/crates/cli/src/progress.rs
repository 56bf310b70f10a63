//! A line of progress on standard error, for work that takes over a second and that someone watches.

use std::io::{IsTerminal, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use galley_desk::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter work shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows how far long work is.
pub(crate) struct Show {
    bar: ProgressBar,
    begun: Instant,
    stage: Mutex<&'static str>,
}

impl Show {
    pub(crate) fn new(json: bool) -> Self {
        let watched = !json && stderr().is_terminal();
        let target = if watched { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{msg} {pos}/{len} {wide_bar} {eta}");
        bar.set_style(style.expect("the template is good").progress_chars("█▉ "));
        Self { bar, begun: Instant::now(), stage: Mutex::new("") }
    }

    pub(crate) fn tell(&self, progress: Progress) {
        if self.begun.elapsed() < PATIENCE {
            return;
        }
        let Ok(mut stage) = self.stage.lock() else { return };
        if *stage != progress.stage {
            *stage = progress.stage;
            self.bar.set_message(progress.stage);
            self.bar.reset_eta();
        }
        self.bar.set_length(progress.total.unwrap_or(progress.done) as u64);
        self.bar.set_position(progress.done as u64);
    }
}

impl Drop for Show {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
