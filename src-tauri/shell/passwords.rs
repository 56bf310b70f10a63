//! Passwords of servers: in the system's keychain, or where there is none, for as long as the app runs. They are in no file.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use galley_desk::domain::{Target, TargetId};
use galley_desk::publish::{Secret, keychain};

/// Those that were used since the start.
#[derive(Default)]
pub(crate) struct Passwords(Mutex<HashMap<TargetId, Known>>);

struct Known {
    secret: Secret,
    /// Whether the keychain has it, or was asked in vain.
    is_kept: bool,
}

impl Passwords {
    /// Whether there is one.
    pub(crate) fn has(&self, target: TargetId) -> bool {
        self.known(target).is_some()
    }

    /// Takes the one that was typed. It is kept once the server has taken it.
    pub(crate) fn typed(&self, target: TargetId, typed: &str) {
        if !typed.is_empty() {
            self.with(|known| known.insert(target, Known { secret: Secret::new(typed), is_kept: false }));
        }
    }

    /// Forgets it, here and in the keychain.
    pub(crate) fn forget(&self, target: TargetId) {
        self.with(|known| known.remove(&target));
        keychain::forget(target);
    }

    fn known(&self, target: TargetId) -> Option<Secret> {
        self.with(|known| known.get(&target).map(|known| known.secret.clone())).or_else(|| {
            let secret = keychain::find(target)?;
            self.with(|known| known.insert(target, Known { secret: secret.clone(), is_kept: true }));
            Some(secret)
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut HashMap<TargetId, Known>) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl galley_desk::publish::Passwords for Passwords {
    fn of(&self, target: &Target) -> Option<Secret> {
        self.known(target.id)
    }

    /// One that the server takes is kept, one that it does not take is forgotten, unless another was typed meanwhile.
    fn tried(&self, target: TargetId, secret: &Secret, taken: bool) {
        let is_new = self.with(|known| {
            let this = known.get_mut(&target).filter(|this| this.secret == *secret)?;
            let is_new = !std::mem::replace(&mut this.is_kept, true);
            if !taken {
                known.remove(&target);
            }
            Some(is_new)
        });
        match (is_new, taken) {
            (Some(true), true) => drop(keychain::keep(target, secret)),
            (Some(_), false) => drop(keychain::forget(target)),
            _ => {}
        }
    }
}
