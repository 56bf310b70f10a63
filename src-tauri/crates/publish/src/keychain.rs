//! The system's keychain (Secret Service, Keychain Services, Credential Manager): the one place where a password is kept.
//!
//! Where there is none, on a server without a desktop for instance, nothing is kept; nobody is told to wait for one.

use galley_domain::TargetId;
use keyring::{Entry, Error};

use crate::Secret;

/// What the keychain shows as the program that keeps a password there.
const SERVICE: &str = "Galley";

/// Whether this system has one that answers.
pub fn is_there() -> bool {
    Entry::store_status().is_ok()
}

/// The password of a target, where it is kept.
pub fn find(target: TargetId) -> Option<Secret> {
    let found = entry(target)?.get_password().ok()?;
    Some(Secret::new(found))
}

/// Keeps the password of a target. False where it could not be kept.
pub fn keep(target: TargetId, password: &Secret) -> bool {
    entry(target).is_some_and(|entry| entry.set_password(password.reveal()).is_ok())
}

/// Forgets it. One that is not there is forgotten.
pub fn forget(target: TargetId) -> bool {
    entry(target).is_none_or(|entry| matches!(entry.delete_credential(), Ok(()) | Err(Error::NoEntry)))
}

fn entry(target: TargetId) -> Option<Entry> {
    Entry::new(SERVICE, &target.to_string()).ok()
}
