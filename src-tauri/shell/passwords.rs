//! Passwords of servers: in the system's keychain, or where there is none, for as long as the app runs. They are in no file.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use galley_desk::domain::Target;
use galley_desk::publish::Secret;
use galley_desk::publish::keychain::{self, Whose};

/// Those that were used since the start.
#[derive(Default)]
pub(crate) struct Passwords(Mutex<Book>);

#[derive(Default)]
struct Book {
    known: HashMap<Whose, Known>,
    /// Whose kept password the server did not take when it was shown last. It may be a plug-in or a proxy that is in the way, and no server shows
    /// such a password twice: it stays where it is, and is not sent again unless a person says so.
    refused: HashSet<Whose>,
}

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
        self.with(|book| book.known.get(&Whose::of(target)).is_some_and(|this| this.is_homeless))
    }

    /// Whether one is kept that the server did not take when it was shown last.
    pub(crate) fn is_refused(&self, target: &Target) -> bool {
        self.with(|book| book.refused.contains(&Whose::of(target)))
    }

    /// The one that is kept may be shown again: that of the keychain as it is by now.
    pub(crate) fn try_again(&self, target: &Target) {
        let whose = Whose::of(target);
        self.with(|book| {
            book.refused.remove(&whose);
            if book.known.get(&whose).is_some_and(|this| this.is_kept && !this.is_homeless) {
                book.known.remove(&whose);
            }
        });
    }

    /// Takes the one that was typed. It is kept once the server has taken it.
    pub(crate) fn typed(&self, target: &Target, typed: &str) {
        if !typed.is_empty() {
            let typed = Known { secret: Secret::new(typed), is_kept: false, is_homeless: false };
            let whose = Whose::of(target);
            self.with(|book| {
                // The one before is nowhere else.
                if book.known.get(&whose).is_some_and(|before| before.is_homeless) {
                    book.refused.remove(&whose);
                }
                book.known.insert(whose, typed);
            });
        }
    }

    /// Forgets it, here and in the keychain.
    pub(crate) fn forget(&self, target: &Target) {
        let whose = Whose::of(target);
        self.with(|book| {
            book.refused.remove(&whose);
            book.known.remove(&whose);
        });
        keychain::forget(&whose);
    }

    fn known(&self, whose: Whose) -> Option<Secret> {
        let (at_hand, is_refused) = self.with(|book| {
            let is_refused = book.refused.contains(&whose);
            let at_hand = book.known.get(&whose).filter(|this| !(is_refused && this.is_kept));
            (at_hand.map(|this| this.secret.clone()), is_refused)
        });
        if at_hand.is_some() || is_refused {
            return at_hand;
        }
        let secret = keychain::find(&whose)?;
        let kept = Known { secret: secret.clone(), is_kept: true, is_homeless: false };
        self.with(|book| book.known.insert(whose, kept));
        Some(secret)
    }

    fn with<T>(&self, look: impl FnOnce(&mut Book) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl galley_desk::publish::Passwords for Passwords {
    fn of(&self, target: &Target) -> Option<Secret> {
        self.known(Whose::of(target))
    }

    /// One that the server takes is kept. One that it does not take is forgotten where it never took it, unless another was typed meanwhile.
    fn tried(&self, target: &Target, secret: &Secret, taken: bool) {
        let whose = Whose::of(target);
        let is_new = self.with(|book| {
            let this = book.known.get_mut(&whose).filter(|this| this.secret == *secret)?;
            let is_new = !std::mem::replace(&mut this.is_kept, true);
            match (taken, is_new) {
                (true, _) => drop(book.refused.remove(&whose)),
                (false, true) => drop(book.known.remove(&whose)),
                (false, false) => drop(book.refused.insert(whose.clone())),
            }
            Some(is_new)
        });
        if taken && is_new == Some(true) {
            let is_homeless = !keychain::keep(&whose, secret);
            self.with(|book| {
                if let Some(this) = book.known.get_mut(&whose).filter(|this| this.secret == *secret) {
                    this.is_homeless = is_homeless;
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use galley_desk::domain::{Ghost, Selection, TargetKind};
    use galley_desk::publish::Passwords as _;

    use super::*;

    fn blog() -> Target {
        Target {
            id: "0192f3c4-7a1b-7c3d-8e4f-00000000ffff".parse().expect("an id"),
            name: "Blog".to_owned(),
            selection: Selection::default(),
            kind: TargetKind::Ghost(Ghost { address: "https://blog.invalid".to_owned() }),
            private: false,
            plain: false,
        }
    }

    // No step here asks or changes the keychain of whoever runs it.
    fn kept(is_homeless: bool) -> (Passwords, Target, Secret) {
        let (passwords, blog, secret) = (Passwords::default(), blog(), Secret::new("good"));
        let known = Known { secret: secret.clone(), is_kept: true, is_homeless };
        passwords.with(|book| book.known.insert(Whose::of(&blog), known));
        passwords.tried(&blog, &secret, false);
        assert!(passwords.of(&blog).is_none() && passwords.is_refused(&blog));
        (passwords, blog, secret)
    }

    #[test]
    fn one_that_worked_outlasts_a_refusal_and_is_sent_again_when_a_person_says_so() {
        let (passwords, blog, good) = kept(true);
        passwords.try_again(&blog);
        assert!(passwords.of(&blog) == Some(good) && !passwords.is_refused(&blog));
    }

    #[test]
    fn another_that_is_typed_in_its_place_and_wrong_does_not_bring_it_back_unasked() {
        let (passwords, blog, _) = kept(false);
        passwords.typed(&blog, "wrong");
        let wrong = passwords.of(&blog).expect("it was typed");
        assert!(wrong == Secret::new("wrong"));
        passwords.tried(&blog, &wrong, false);
        assert!(passwords.of(&blog).is_none() && passwords.is_refused(&blog));
    }

    #[test]
    fn one_that_was_typed_and_never_worked_is_forgotten() {
        let (passwords, blog) = (Passwords::default(), blog());
        passwords.typed(&blog, "wrong");
        passwords.tried(&blog, &Secret::new("wrong"), false);
        assert!(passwords.with(|book| book.known.is_empty() && book.refused.is_empty()));
    }
}
