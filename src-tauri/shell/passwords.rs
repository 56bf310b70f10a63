//! Passwords of servers: in the system's keychain, or where there is none, for as long as the app runs. They are in no file.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use galley_desk::Code;
use galley_desk::domain::TargetId;
use galley_desk::publish::{Secret, keychain};
use galley_desk::wire::Failure;

/// Those that were used since the start.
#[derive(Default)]
pub(crate) struct Passwords(Mutex<HashMap<TargetId, Secret>>);

impl Passwords {
    /// Whether there is one.
    pub(crate) fn has(&self, target: TargetId) -> bool {
        self.known(target).is_some()
    }

    /// Uses the one that was typed, or where none was, the one that is known. One that the server takes is kept, one that it
    /// does not take is forgotten.
    pub(crate) fn used<T>(
        &self,
        target: TargetId,
        typed: &str,
        run: impl FnOnce(&Secret) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let secret = if typed.is_empty() {
            self.known(target).unwrap_or_else(|| Secret::new(""))
        } else {
            Secret::new(typed)
        };
        let done = run(&secret);
        if done.as_ref().is_err_and(|failure| failure.code == Code::SignIn) {
            self.with(|known| known.remove(&target));
            keychain::forget(target);
        } else {
            if done.is_ok() && !typed.is_empty() {
                keychain::keep(target, &secret);
            }
            self.with(|known| known.insert(target, secret));
        }
        done
    }

    fn known(&self, target: TargetId) -> Option<Secret> {
        self.with(|known| known.get(&target).cloned()).or_else(|| {
            let found = keychain::find(target)?;
            self.with(|known| known.insert(target, found.clone()));
            Some(found)
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut HashMap<TargetId, Secret>) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
