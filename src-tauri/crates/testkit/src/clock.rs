//! Time that passes only when told to, and identities that count.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use galley_domain::{Ids, Instant, TimeZone, parse_instant, uuid_v7};

/// A clock that stands still. Clones show the same time, so a test keeps one and hands out another.
#[derive(Debug, Clone)]
pub struct Time {
    millis: Arc<AtomicI64>,
}

impl Time {
    /// A clock that shows this time: `2024-01-02T03:04:05Z`.
    pub fn at(text: &str) -> Self {
        let instant =
            parse_instant(text, TimeZone::UTC).expect("a test writes its time as 2024-01-02T03:04:05Z");
        Self { millis: Arc::new(AtomicI64::new(instant.timestamp_millis())) }
    }

    /// What it shows.
    pub fn now(&self) -> Instant {
        let millis = self.millis.load(Ordering::SeqCst);
        Instant::from_timestamp_millis(millis)
            .expect("a clock starts at a valid time and is moved within a test's span")
    }

    /// Lets so many milliseconds pass.
    pub fn pass(&self, millis: i64) {
        self.millis.fetch_add(millis, Ordering::SeqCst);
    }
}

/// Identities 1, 2, 3…, in the form of real ones.
#[derive(Debug, Clone, Default)]
pub struct Counted(u64);

impl Ids for Counted {
    fn next(&mut self, now: Instant) -> uuid::Uuid {
        self.0 += 1;
        let mut random = [0; 10];
        random[2..].copy_from_slice(&self.0.to_be_bytes());
        uuid_v7(now, random)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_stands_still_until_it_is_moved() {
        let time = Time::at("2024-01-02T03:04:05Z");
        let same = time.clone();
        assert_eq!(time.now(), same.now());
        time.pass(1_500);
        assert_eq!(TimeZone::UTC.rfc3339(same.now()), "2024-01-02T03:04:06Z");
    }

    #[test]
    fn ids_count_upwards() {
        let (mut ids, now) = (Counted::default(), Time::at("2024-01-02").now());
        let (first, second) = (ids.next(now), ids.next(now));
        assert!(first < second);
        assert_eq!(first, Counted::default().next(now));
    }
}
