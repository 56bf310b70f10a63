//! Passwords of servers, for as long as the app runs. They are in no file.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use galley_desk::Code;
use galley_desk::publish::Secret;
use galley_desk::wire::Failure;

/// By the id of their target.
#[derive(Default)]
pub(crate) struct Passwords(Mutex<HashMap<String, Secret>>);

impl Passwords {
    /// Whether there is one.
    pub(crate) fn has(&self, target: &str) -> bool {
        self.with(|known| known.contains_key(target))
    }

    /// Uses the one that was typed, or where none was, the one that is known. What the server does not take is forgotten.
    pub(crate) fn used<T>(
        &self,
        target: &str,
        typed: &str,
        run: impl FnOnce(&Secret) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let known = self.with(|known| known.get(target).cloned());
        let secret =
            if typed.is_empty() { known.unwrap_or_else(|| Secret::new("")) } else { Secret::new(typed) };
        let done = run(&secret);
        let refused = done.as_ref().is_err_and(|failure| failure.code == Code::SignIn);
        self.with(|known| {
            if refused {
                known.remove(target)
            } else {
                known.insert(target.to_owned(), secret)
            };
        });
        done
    }

    fn with<T>(&self, look: impl FnOnce(&mut HashMap<String, Secret>) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
