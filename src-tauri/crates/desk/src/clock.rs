//! The one home of what is asked of the system: time, randomness, who sits here. Everything below has them handed in.

use galley_domain::{Ids, Instant, uuid_v7};
use galley_store::Signature;
use uuid::Uuid;

/// What time it is.
pub trait Clock: Send {
    /// Now, in whole milliseconds.
    fn now(&self) -> Instant;
}

/// Where identities come from, in a form that can cross threads.
pub trait Random: Ids + Send {}
impl<T: Ids + Send> Random for T {}

/// The system's own clock and randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl System {
    /// Who sits here, until Galley asks for a name: `GALLEY_AUTHOR`, else the system's user; `GALLEY_DEVICE`, else this machine.
    pub fn signature(self) -> Signature {
        let first = |names: &[&str]| {
            let mut values = names.iter().filter_map(|name| std::env::var(name).ok());
            values.find(|value| !value.is_empty()).unwrap_or_default()
        };
        Signature {
            author: first(&["GALLEY_AUTHOR", "USER", "USERNAME", "LOGNAME"]),
            device: first(&["GALLEY_DEVICE", "HOSTNAME", "COMPUTERNAME"]),
        }
    }
}

impl Clock for System {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
    fn now(&self) -> Instant {
        let now = chrono::Utc::now();
        Instant::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }
}

impl Ids for System {
    fn next(&mut self, now: Instant) -> Uuid {
        let mut random = [0; 10];
        getrandom::fill(&mut random).expect("the system has randomness; without it nothing on it works");
        uuid_v7(now, random)
    }
}
