//! The one home of what is asked of the system: time, randomness, who sits here. Everything below has them handed in.

use galley_domain::{Ids, Instant, uuid_v7};
use galley_store::Signature;
use uuid::Uuid;

use crate::places;

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
    /// Who sits here: `GALLEY_AUTHOR`, else the name that was given when Galley asked for it, else the system's user;
    /// `GALLEY_DEVICE`, else what this machine is called.
    pub fn signature(self) -> Signature {
        let author = first(&["GALLEY_AUTHOR"]).or_else(|| places::author(&places::settings()?));
        Signature {
            author: author.or_else(|| self.user()).unwrap_or_default(),
            device: first(&["GALLEY_DEVICE"]).or_else(machine).unwrap_or_default(),
        }
    }

    /// What the system calls the person who sits here.
    pub fn user(self) -> Option<String> {
        first(&["USER", "USERNAME", "LOGNAME"])
    }
}

/// What the system calls this machine. Asked of the system itself: a variable of the shell is none of what is started from a desktop, and the
/// same person at two machines would be one writer.
#[cfg(unix)]
fn machine() -> Option<String> {
    let name = rustix::system::uname().nodename().to_str().ok()?.to_owned();
    Some(name).filter(|name| !name.is_empty())
}

/// What the system calls this machine.
#[cfg(not(unix))]
fn machine() -> Option<String> {
    first(&["COMPUTERNAME"])
}

fn first(names: &[&str]) -> Option<String> {
    let mut values = names.iter().filter_map(|name| std::env::var(name).ok());
    values.find(|value| !value.is_empty())
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
