//! Passwords of servers: in the system's keychain, or where there is none, for as long as the app runs. They are in no file.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use galley_desk::domain::Target;
use galley_desk::publish::Secret;
use galley_desk::publish::keychain::{self, Whose};

/// Those that were used since the start.
#[derive(Default)]
pub(crate) struct Passwords(Mutex<HashMap<Whose, Known>>);

struct Known {
    secret: Secret,
    /// Whether the keychain has it, or was asked in vain.
    is_kept: bool,
    /// Whether it was asked in vain.
    is_homeless: bool,
}

impl Passwords {
    /// Whether there is one.
    pub(crate) fn has(&self, target: &Target) -> bool {
        self.known(Whose::of(target)).is_some()
    }

    /// Whether it is known for as long as the app runs only: no keychain takes it.
    pub(crate) fn is_homeless(&self, target: &Target) -> bool {
        self.with(|known| known.get(&Whose::of(target)).is_some_and(|this| this.is_homeless))
    }

    /// Takes the one that was typed. It is kept once the server has taken it.
    pub(crate) fn typed(&self, target: &Target, typed: &str) {
        if !typed.is_empty() {
            let typed = Known { secret: Secret::new(typed), is_kept: false, is_homeless: false };
            self.with(|known| known.insert(Whose::of(target), typed));
        }
    }

    /// Forgets it, here and in the keychain.
    pub(crate) fn forget(&self, target: &Target) {
        let whose = Whose::of(target);
        self.with(|known| known.remove(&whose));
        keychain::forget(&whose);
    }

    fn known(&self, whose: Whose) -> Option<Secret> {
        self.with(|known| known.get(&whose).map(|known| known.secret.clone())).or_else(|| {
            let secret = keychain::find(&whose)?;
            let kept = Known { secret: secret.clone(), is_kept: true, is_homeless: false };
            self.with(|known| known.insert(whose, kept));
            Some(secret)
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut HashMap<Whose, Known>) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl galley_desk::publish::Passwords for Passwords {
    fn of(&self, target: &Target) -> Option<Secret> {
        self.known(Whose::of(target))
    }

    /// One that the server takes is kept, one that it does not take is forgotten, unless another was typed meanwhile.
    fn tried(&self, target: &Target, secret: &Secret, taken: bool) {
        let whose = Whose::of(target);
        let is_new = self.with(|known| {
            let this = known.get_mut(&whose).filter(|this| this.secret == *secret)?;
            let is_new = !std::mem::replace(&mut this.is_kept, true);
            if !taken {
                known.remove(&whose);
            }
            Some(is_new)
        });
        match (is_new, taken) {
            (Some(true), true) => {
                let is_homeless = !keychain::keep(&whose, secret);
                self.with(|known| {
                    if let Some(this) = known.get_mut(&whose).filter(|this| this.secret == *secret) {
                        this.is_homeless = is_homeless;
                    }
                });
            }
            (Some(_), false) => drop(keychain::forget(&whose)),
            _ => {}
        }
    }
}
