//! Figures by name, on their way from a phase to the table.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

use galley_testkit::process::{peak_of, processors_of};
use serde_json::Value;

use crate::Trouble;

/// Numbers by name. Times are in milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Figures(BTreeMap<String, f64>);

impl Figures {
    pub(crate) fn note(&mut self, name: impl Into<String>, value: f64) {
        self.0.insert(name.into(), value);
    }

    pub(crate) fn note_time(&mut self, name: impl Into<String>, time: Duration) {
        self.note(name, time.as_secs_f64() * 1000.0);
    }

    /// Notes the times of one thing done many times: half take at most `p50`, and one in a hundred takes longer than `p99`.
    pub(crate) fn note_times(&mut self, name: &str, mut times: Vec<Duration>) {
        times.sort_unstable();
        let at_most = |part: usize| times[(times.len() * part).div_ceil(100) - 1];
        self.note_time(format!("{name} p50"), at_most(50));
        self.note_time(format!("{name} p99"), at_most(99));
        self.note_time(format!("{name} max"), at_most(100));
    }

    /// Notes the most memory that this process ever had, in MB. Only Linux says.
    pub(crate) fn note_peak(&mut self, phase: &str) {
        if let Some(peak) = peak_of("self") {
            self.note(format!("{phase} peak"), peak);
        }
    }

    /// Notes how long the processors worked for this process so far, all threads together. Only Linux says.
    pub(crate) fn note_processors(&mut self, phase: &str) {
        if let Some(time) = processors_of("self") {
            self.note_time(format!("{phase} processors"), time);
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<f64> {
        self.0.get(name).copied()
    }

    pub(crate) fn take(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Reads what another process printed: its last line.
    pub(crate) fn read(said: &str) -> Result<Self, Trouble> {
        let line = said.lines().last().ok_or("it said nothing")?;
        let Value::Object(fields) = serde_json::from_str(line)? else {
            return Err("it said no figures".into());
        };
        Ok(Self(fields.into_iter().filter_map(|(name, value)| Some((name, value.as_f64()?))).collect()))
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = self.0.iter().map(|(name, value)| (name.clone(), Value::from(*value)));
        Value::Object(fields.collect()).fmt(f)
    }
}

/// How long it took, and what came out.
pub(crate) fn timed<T>(work: impl FnOnce() -> Result<T, Trouble>) -> Result<(Duration, T), Trouble> {
    let start = Instant::now();
    let out = work()?;
    Ok((start.elapsed(), out))
}
