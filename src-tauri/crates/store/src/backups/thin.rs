//! Which backups stay: the newest of each hour, of each day, of each week.

use galley_domain::Instant;

use super::limits::{DAILY, HOURLY, LEAST, WEEKLY};

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// From the kind that gives way first where room is scarce: how long a slot is, and of how many slots one stays.
const KINDS: [(i64, usize); 3] = [(HOUR_MS, HOURLY), (DAY_MS, DAILY), (7 * DAY_MS, WEEKLY)];

/// For each backup, newest first, with its time and size: whether it stays. Hours in which nothing changed have none and take no place.
pub(super) fn stays(all: &[(Instant, u64)], bytes_max: u64) -> Vec<bool> {
    // The best kind that each is kept for.
    let mut kinds: Vec<Option<usize>> = vec![None; all.len()];
    for (kind, (length_ms, count)) in KINDS.into_iter().enumerate() {
        let mut slots = Vec::with_capacity(count);
        for ((at, _), kept_for) in all.iter().zip(&mut kinds) {
            let slot = at.timestamp_millis().div_euclid(length_ms);
            if slots.len() < count && slots.last() != Some(&slot) {
                slots.push(slot);
                *kept_for = Some(kind);
            }
        }
    }
    // What was just made is never thinned by the next.
    kinds.iter_mut().take(LEAST).for_each(|kept_for| *kept_for = kept_for.or(Some(0)));
    let mut bytes: u64 =
        all.iter().zip(&kinds).filter(|(_, kind)| kind.is_some()).map(|((_, bytes), _)| bytes).sum();
    for scarce in 0..KINDS.len() {
        for at in (LEAST.min(all.len())..all.len()).rev() {
            if bytes > bytes_max && kinds[at] == Some(scarce) {
                kinds[at] = None;
                bytes -= all[at].1;
            }
        }
    }
    kinds.iter().map(Option::is_some).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One backup each so many minutes back from a Thursday noon, newest first.
    fn every(minutes: i64, count: i64) -> Vec<(Instant, u64)> {
        let newest = galley_domain::parse_instant("2026-11-26T12:00:00Z", galley_domain::TimeZone::UTC)
            .expect("a time");
        (0..count).map(|n| (newest - std::time::Duration::from_mins((n * minutes) as u64), 10)).collect()
    }

    fn kept(all: &[(Instant, u64)], bytes_max: u64) -> Vec<i64> {
        let newest = all[0].0.timestamp_millis();
        let stays = stays(all, bytes_max);
        let kept = all.iter().zip(stays).filter(|(_, stays)| *stays);
        kept.map(|((at, _), _)| (newest - at.timestamp_millis()) / HOUR_MS).collect()
    }

    #[test]
    fn hours_then_days_then_weeks_stay() {
        // A whole year, each hour.
        let ages = kept(&every(60, 365 * 24), u64::MAX);
        let hours = ages.iter().filter(|age| **age < 24).count();
        let days = ages.iter().filter(|age| (24..14 * 24).contains(*age)).count();
        assert_eq!((hours, days), (24, 12), "{ages:?}");
        // Today and yesterday are among the hours already.
        assert_eq!(ages.len(), 24 + 12 + 9, "twelve weeks, three of which the days hold already: {ages:?}");
        assert!(ages.last().is_some_and(|age| (70 * 24..84 * 24).contains(age)), "{ages:?}");
    }

    #[test]
    fn several_within_an_hour_leave_the_newest() {
        // Noon and the two before it; then the newest of each hour.
        assert_eq!(kept(&every(10, 13), u64::MAX), [0, 0, 0, 1]);
    }

    #[test]
    fn hours_without_a_change_take_no_place() {
        // One a month: all are among the newest twenty-four hours that have one.
        assert_eq!(kept(&every(30 * 24 * 60, 30), u64::MAX).len(), 24);
    }

    /// Made again each hour and thinned each time, as it really goes, the same stay as if all had been thinned at once.
    #[test]
    fn thinning_each_time_comes_to_the_same() {
        let all = every(60, 120 * 24);
        let mut held: Vec<(Instant, u64)> = Vec::new();
        for one in all.iter().rev() {
            held.insert(0, *one);
            let stays = stays(&held, u64::MAX);
            let mut stays = stays.into_iter();
            held.retain(|_| stays.next().expect("one for each"));
        }
        assert_eq!(kept(&held, u64::MAX), kept(&all, u64::MAX));
    }

    #[test]
    fn where_room_is_scarce_hours_go_first_and_the_newest_never() {
        let all = every(60, 365 * 24);
        let everything = kept(&all, u64::MAX).len() as u64 * 10;
        let less = kept(&all, everything - 55);
        assert_eq!(less.len() as u64 * 10, everything - 60, "six are too many");
        assert!(less.iter().filter(|age| **age < 24).count() < 24 && less.contains(&0));
        assert_eq!(kept(&all, 0), [0, 1, 2]);
    }
}
