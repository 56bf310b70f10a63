//! The system's keychain (Secret Service, Keychain Services, Credential Manager): the one place where a password is kept.
//!
//! Where there is none, on a server without a desktop for instance, nothing is kept; nobody is told to wait for one.

use galley_domain::{Target, TargetId, TargetKind};
use keyring::{Entry, Error};

use crate::Secret;

/// What the keychain shows as the program that keeps a password there.
const SERVICE: &str = "Galley";

/// Whether this system has one that answers.
pub fn is_there() -> bool {
    Entry::store_status().is_ok()
}

/// Whose a password is: an account's at a server, as a target has them. A target that leads elsewhere now, as in another copy of its library or
/// after its address was changed or changed back, has another one: a password is shown to no server that it was not typed for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Whose {
    target: TargetId,
    address: String,
    user: String,
}

impl Whose {
    /// Of a target, as it is now.
    pub fn of(target: &Target) -> Self {
        let user = match &target.kind {
            TargetKind::WordPress(at) => at.user.clone(),
            TargetKind::Http(at) => at.user.clone(),
            TargetKind::Site(_) | TargetKind::Ghost(_) | TargetKind::Micropub(_) => String::new(),
        };
        Self { target: target.id, address: target.kind.address().unwrap_or_default().to_owned(), user }
    }

    /// As the keychain knows it.
    fn account(&self) -> String {
        format!("{} {} {}", self.target, self.address, self.user)
    }
}

/// The password, where it is kept.
pub fn find(whose: &Whose) -> Option<Secret> {
    if let Ok(found) = entry(&whose.account())?.get_password() {
        return Some(Secret::new(found));
    }
    // Before, it was kept without saying for which server. It is that of the one where it is first asked for, and of no other.
    let before = entry(&whose.target.to_string())?;
    let found = Secret::new(before.get_password().ok()?);
    if keep(whose, &found) {
        let _ = before.delete_credential();
    }
    Some(found)
}

/// Keeps the password. False where it could not be kept.
pub fn keep(whose: &Whose, password: &Secret) -> bool {
    entry(&whose.account()).is_some_and(|entry| entry.set_password(password.reveal()).is_ok())
}

/// Forgets it. One that is not there is forgotten.
pub fn forget(whose: &Whose) -> bool {
    let gone = |entry: Entry| matches!(entry.delete_credential(), Ok(()) | Err(Error::NoEntry));
    [whose.account(), whose.target.to_string()].iter().all(|account| entry(account).is_none_or(gone))
}

fn entry(account: &str) -> Option<Entry> {
    Entry::new(SERVICE, account).ok()
}

#[cfg(test)]
mod tests {
    use galley_domain::{Ghost, Selection, WordPress};

    use super::*;

    #[test]
    fn a_password_is_that_of_one_account_at_one_server() {
        let target = |kind| Target {
            id: "0192f3c4-7a1b-7c3d-8e4f-00000000ffff".parse().expect("an id"),
            name: "Blog".to_owned(),
            selection: Selection::default(),
            kind,
            private: false,
            plain: false,
        };
        let wordpress = |address: &str, user: &str| {
            target(TargetKind::WordPress(WordPress { address: address.to_owned(), user: user.to_owned() }))
        };
        let ours = wordpress("https://a.example", "li");
        let whose = Whose::of(&ours);
        assert_eq!(whose, Whose::of(&Target { name: "News".to_owned(), private: true, ..ours }));
        let others = [
            wordpress("https://b.example", "li"),
            wordpress("http://a.example", "li"),
            wordpress("https://a.example", "anna"),
            target(TargetKind::Ghost(Ghost { address: "https://b.example".to_owned() })),
        ];
        for other in others.iter().map(Whose::of) {
            assert!(other != whose && other.account() != whose.account(), "{other:?}");
        }
    }
}
