//! Thinning: old revisions stand further apart than young ones.

use galley_domain::{ArticleId, Instant, RevisionNumber};

use crate::{Revision, RevisionReason, StoreError, Tx};

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// How far apart revisions stand at an age: up to this age in milliseconds, one in each such span. Beyond the last, one a month.
const STEPS: [(i64, i64); 3] = [(DAY_MS, 0), (7 * DAY_MS, HOUR_MS), (90 * DAY_MS, DAY_MS)];
const MONTH_MS: i64 = 30 * DAY_MS;

impl Tx<'_> {
    /// Removes revisions that stand too close for their age. Kept are named ones, all that were ever released, texts that were refused because
    /// another was saved first, that of a pending change, those that a translation was made from or that a server was sent, and the newest.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn thin_revisions(&self, article: ArticleId, now: Instant) -> Result<usize, StoreError> {
        const REMOVE: &str = include_str!("remove.sql");
        let spare = spare(&self.revisions(article)?, now);
        if spare.is_empty() {
            return Ok(0);
        }
        let bound = self.bound_revisions(article)?;
        let mut removed = 0;
        for number in spare.into_iter().filter(|number| !bound.contains(number)) {
            removed +=
                self.connection.prepare_cached(REMOVE)?.execute((article.uuid().as_bytes(), number.0))?;
        }
        Ok(removed)
    }

    /// Revisions that something points at: the release, translations of this article, and the ledger.
    fn bound_revisions(&self, article: ArticleId) -> Result<Vec<RevisionNumber>, StoreError> {
        const SQL: &str = include_str!("bound.sql");
        let mut statement = self.connection.prepare_cached(SQL)?;
        let rows = statement.query_map([article.uuid().as_bytes()], |row| row.get(0).map(RevisionNumber))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// A pause counts as no more than this, whatever the clock says. One that is wrong by years makes nothing older than a day that way: what is
/// thinned does not come back when the clock is set right.
const PAUSE_MS_MAX: i64 = DAY_MS;

/// The revisions that may go, given all of an article, newest first.
fn spare(revisions: &[Revision], now: Instant) -> Vec<RevisionNumber> {
    let mut spare = Vec::new();
    let mut last_kept_span = None;
    let (mut age_ms, mut later_ms) = (0, now.timestamp_millis());
    for (at, revision) in revisions.iter().enumerate() {
        let made_ms = revision.made_at.timestamp_millis();
        age_ms += (later_ms - made_ms).clamp(0, PAUSE_MS_MAX);
        later_ms = made_ms;
        if at == 0 {
            continue;
        }
        let span_ms = STEPS.iter().find(|(up_to, _)| age_ms <= *up_to).map_or(MONTH_MS, |(_, span)| *span);
        if span_ms == 0 {
            continue;
        }
        // Spans are counted from the epoch and not from now: else each run would thin anew what the last one kept.
        let span = Some((span_ms, made_ms.div_euclid(span_ms)));
        // A refused text was never the article's: no other revision is a step towards it.
        let stays = revision.name.is_some()
            || revision.reason.is_publishing()
            || revision.reason == RevisionReason::Conflict;
        if span == last_kept_span && !stays {
            spare.push(revision.number);
        } else {
            last_kept_span = span;
        }
    }
    spare
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Signature;

    fn revision(number: u32, made_ms: i64, name: Option<&str>) -> Revision {
        Revision {
            number: RevisionNumber(number),
            made_at: chrono::DateTime::from_timestamp_millis(made_ms).expect("a valid time"),
            by: Signature::default(),
            reason: RevisionReason::Overwritten,
            name: name.map(str::to_owned),
            headline: String::new(),
            words: 0,
        }
    }

    #[test]
    fn old_ones_stand_further_apart_and_a_second_run_finds_nothing() {
        // One every ten minutes for a hundred days.
        let step_ms = 10 * 60 * 1000;
        let count = 100 * 24 * 6;
        let now = chrono::DateTime::from_timestamp_millis(2_000_000_000_000).expect("a valid time");
        let start_ms = now.timestamp_millis() - i64::from(count) * step_ms;
        let all: Vec<_> =
            (1..=count).rev().map(|n| revision(n as u32, start_ms + i64::from(n) * step_ms, None)).collect();
        let gone = spare(&all, now);
        let kept: Vec<_> = all.iter().filter(|r| !gone.contains(&r.number)).cloned().collect();
        // A day in full, six days by the hour, the rest by the day.
        assert!((144 + 6 * 24 + 83..=144 + 6 * 24 + 100).contains(&kept.len()), "{} kept", kept.len());
        assert!(spare(&kept, now).is_empty(), "thinning is stable");
    }

    #[test]
    fn a_clock_that_runs_ahead_makes_nothing_years_old() {
        let now_ms = 2_000_000_000_000;
        // Two weeks, one revision an hour.
        let all: Vec<_> =
            (0..14 * 24).map(|n| revision(14 * 24 - n as u32, now_ms - n * HOUR_MS, None)).collect();
        let at = |ms| chrono::DateTime::from_timestamp_millis(ms).expect("a valid time");
        let as_ever = spare(&all, at(now_ms + DAY_MS)).len();
        assert_eq!(spare(&all, at(now_ms + 20 * 365 * DAY_MS)).len(), as_ever);
        // What is written under it counts from there.
        let mut ahead = vec![revision(1_000, now_ms + 20 * 365 * DAY_MS, None)];
        ahead.extend(all.iter().cloned());
        let later = spare(&ahead, at(now_ms + 20 * 365 * DAY_MS + HOUR_MS)).len();
        assert!(later.abs_diff(as_ever) <= 2, "an hour later, {later} and not {as_ever}");
        // And once it is right again, these are young.
        assert!(spare(&ahead, at(now_ms)).len() <= as_ever);
    }

    #[test]
    fn a_named_one_stays_and_so_does_one_that_readers_had_or_that_was_refused() {
        let now = chrono::DateTime::from_timestamp_millis(2_000_000_000_000).expect("a valid time");
        let old = now.timestamp_millis() - 50 * DAY_MS;
        let published = |number, made_ms, reason| Revision { reason, ..revision(number, made_ms, None) };
        let all = [
            published(8, old + 7, RevisionReason::Overwritten),
            published(7, old + 6, RevisionReason::Conflict),
            published(6, old + 5, RevisionReason::Released),
            published(5, old + 4, RevisionReason::Imported),
            revision(4, old + 3, None),
            revision(3, old + 2, None),
            revision(2, old + 1, Some("as sent")),
            revision(1, old, None),
        ];
        assert_eq!(spare(&all, now), [4, 3, 1].map(RevisionNumber));
    }
}
