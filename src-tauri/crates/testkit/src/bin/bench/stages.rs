//! How long each step of an export takes, from what it says of itself.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use galley_desk::wire::WorkStage;

use crate::figures::Figures;

/// The steps in their order, by the names of their figures. One ends when it is last heard of; what is between two belongs to the second.
pub(crate) const STEPS: [(&str, &str); 6] = [
    ("reading", "reading the library and what is remembered"),
    ("articles", "its page"),
    ("lists", "lists, feeds, sitemap"),
    ("search", "words for search"),
    ("media", "cards and pictures"),
    ("switching", "putting the files in place, remembering"),
];

/// Those that an aim of its own does not count (ruling 18).
const FOLLOWING: [&str; 2] = ["search", "media"];

/// When each step ended.
pub(crate) struct Stages {
    start: Instant,
    ends: Mutex<[Option<Duration>; STEPS.len()]>,
}

impl Stages {
    pub(crate) fn begin() -> Self {
        Self { start: Instant::now(), ends: Mutex::default() }
    }

    /// Hears what an export is doing.
    pub(crate) fn at(&self, stage: WorkStage) {
        let now = self.start.elapsed();
        let step = match stage {
            WorkStage::Library => 0,
            WorkStage::Articles => 1,
            WorkStage::Lists => 2,
            WorkStage::Search => 3,
            WorkStage::Media => 4,
            _ => return,
        };
        let mut ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        // Reading is over when the first article is begun.
        if step == 1 && ends[1].is_none() {
            ends[0] = Some(now);
        }
        ends[step] = Some(now);
    }

    /// Notes what each took, until now, and what all took but those that follow.
    pub(crate) fn note(&self, figures: &mut Figures, name: &str) {
        let (whole, mut before) = (self.start.elapsed(), Duration::ZERO);
        let mut without = whole;
        let ends = *self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        for ((step, _), end) in STEPS.iter().zip(ends) {
            let end = if *step == "switching" { whole } else { end.unwrap_or(before) };
            let took = end.saturating_sub(before);
            figures.note_time(format!("{name}: {step}"), took);
            if FOLLOWING.contains(step) {
                without = without.saturating_sub(took);
            }
            before = end.max(before);
        }
        figures.note_time(format!("{name}, search and cards aside"), without);
    }
}
