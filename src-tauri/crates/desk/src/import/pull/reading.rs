//! Asking a server for articles: again where it cannot now, and for fewer where it cannot with so many.

use std::time::Duration;

use galley_publish::{PublishError, Remote};

use super::{Found, Pull};
use crate::{Cancel, DeskError};

/// How often a server that cannot now is asked again, and how long is waited for that at most.
const TRIES_MAX: u32 = 5;
const WAIT_MAX: Duration = Duration::from_mins(1);

impl Pull<'_> {
    /// What the server has of some. Together they may be longer than an answer is read, or more than it or a proxy before it has time for, and one
    /// may spoil it for all: then it is asked for half of them, and for one by one at last.
    pub(super) fn read<'f>(
        &self,
        some: &'f [Found],
        troubles: &mut Vec<(&'f Found, DeskError)>,
    ) -> Result<Vec<Remote>, DeskError> {
        if self.cancel.is_cancelled() {
            return Err(DeskError::Stopped);
        }
        let server = self.session.server()?;
        let ids: Vec<_> = some.iter().map(|found| found.seen.id.clone()).collect();
        let page = some.first().is_some_and(|found| found.page);
        let ask = || server.read_all(page, &ids);
        let (came, is_of_these) = match ask() {
            Err(why) if self.is_too_much(&why)? => (Err(why.into()), true),
            Err(PublishError::Busy { .. }) => (patiently(self.cancel, ask), false),
            came => (came.map_err(DeskError::from), false),
        };
        match came {
            Err(why) if is_of_these || is_of_one(&why) => {
                if let [one] = some {
                    troubles.push((one, why));
                    return Ok(Vec::new());
                }
                let (some, rest) = some.split_at(some.len() / 2);
                let mut all = self.read(some, troubles)?;
                all.extend(self.read(rest, troubles)?);
                Ok(all)
            }
            came => came,
        }
    }

    /// What came of one; nothing where that is its own trouble, which is noted.
    pub(super) fn or_trouble<'f, T>(
        &self,
        came: Result<T, DeskError>,
        found: &'f Found,
        troubles: &mut Vec<(&'f Found, DeskError)>,
    ) -> Result<Option<T>, DeskError> {
        let why = match came {
            Ok(came) => return Ok(Some(came)),
            Err(why) => why,
        };
        let is_its_own = match &why {
            DeskError::Publish(trouble) => is_of_one(&why) || self.is_too_much(trouble)?,
            why => is_of_one(why),
        };
        if !is_its_own {
            return Err(why);
        }
        troubles.push((found, why));
        Ok(None)
    }

    /// Whether it was what was asked that the server had no time for: it answers otherwise.
    fn is_too_much(&self, why: &PublishError) -> Result<bool, DeskError> {
        let may_be = matches!(
            why,
            PublishError::Busy { status: 502..=504, .. } | PublishError::Unreachable { is_late: true, .. }
        );
        Ok(may_be && self.session.server()?.account().is_ok())
    }
}

/// Asks again where a server cannot now.
pub(super) fn patiently<T>(
    cancel: &Cancel,
    mut ask: impl FnMut() -> Result<T, PublishError>,
) -> Result<T, DeskError> {
    let mut tries = 0;
    loop {
        match ask() {
            Err(PublishError::Busy { retry_after_s, .. }) if tries < TRIES_MAX => {
                let until = pause(tries, retry_after_s);
                let begun = std::time::Instant::now();
                while begun.elapsed() < until {
                    if cancel.is_cancelled() {
                        return Err(DeskError::Stopped);
                    }
                    std::thread::sleep(Duration::from_millis(100).min(until));
                }
                tries += 1;
            }
            answer => return Ok(answer?),
        }
    }
}

/// How long is waited after so many tries: as long as the server asks for, and longer each time all the same.
fn pause(tries: u32, asked_s: Option<u64>) -> Duration {
    Duration::from_secs(asked_s.unwrap_or(0).max(1 << tries)).min(WAIT_MAX)
}

/// Whether it is the trouble of one article: what the server answers of it is none that can be read, or drawn up.
const fn is_of_one(why: &DeskError) -> bool {
    matches!(
        why,
        DeskError::Publish(PublishError::Answer { .. } | PublishError::Refused { .. })
            | DeskError::Invalid { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_wants_to_be_asked_again_at_once_is_given_time_all_the_same() {
        let waits = |asked| (0..TRIES_MAX).map(|tries| pause(tries, asked).as_secs()).collect::<Vec<_>>();
        assert_eq!(waits(None), [1, 2, 4, 8, 16]);
        assert_eq!(waits(Some(0)), waits(None));
        assert_eq!(waits(Some(5)), [5, 5, 5, 8, 16]);
        assert_eq!(waits(Some(600)), [60; 5], "a minute at most");
    }
}
