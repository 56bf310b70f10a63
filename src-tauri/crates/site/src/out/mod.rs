//! The folder that a site stands in: what is there, what differs, and how the new takes the place of the old.
//!
//! Rendering hands files to a [`Staging`]; only those that differ are written, into a folder beside. Then
//! [`Staging::finish`] puts all in place. Nothing here knows what is in the files. Begin with `staging`.

mod disk;
mod journal;
mod manifest;
mod staging;
mod sync;

pub(crate) use disk::Disk;
#[cfg(test)]
pub(crate) use disk::Fault;
pub(crate) use manifest::{MANIFEST_NAME, Manifest};
pub(crate) use staging::Staging;
#[cfg(test)]
pub(crate) use staging::recover_on;
pub use staging::{Recovered, recover};

use sha2::{Digest as _, Sha256};

/// SHA-256 of a file.
pub(crate) type Hash = [u8; 32];

/// SHA-256 of bytes.
pub(crate) fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The first characters of a hash in hex, for names.
pub(crate) fn hex(hash: &[u8]) -> String {
    use std::fmt::Write as _;
    hash.iter().fold(String::with_capacity(hash.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all");
        text
    })
}
