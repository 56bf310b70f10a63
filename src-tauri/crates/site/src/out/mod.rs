//! The folder that a site stands in: what is there, what differs, and how the new takes the place of the old.
//!
//! Rendering hands files to a [`Staging`]; only those that differ are written, into a folder beside. Then
//! [`Staging::finish`] puts all in place. Nothing here knows what is in the files. Begin with `staging`.

mod disk;
mod journal;
mod kept;
mod manifest;
mod place;
mod plan;
mod staging;
mod standing;
mod sync;

pub(crate) use disk::Disk;
#[cfg(test)]
pub(crate) use disk::Fault;
pub(crate) use kept::{RELEASES_MAX, Releases};
pub(crate) use manifest::{Entry, MANIFEST_NAME, Manifest};
#[cfg(test)]
pub(crate) use staging::recover_on;
pub(crate) use staging::{DAMAGED, Staging};
pub use staging::{Recovered, recover};
pub(crate) use standing::is_part;

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// SHA-256 of a file.
pub(crate) type Hash = [u8; 32];

/// SHA-256 of bytes.
pub(crate) fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// SHA-256 of a file on the disk.
pub(crate) fn hash_of(path: &Path) -> io::Result<Hash> {
    let (mut file, mut hasher) = (fs::File::open(path)?, Sha256::new());
    let mut piece = vec![0; 128 * 1024];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hasher.finalize().into()),
            read => hasher.update(&piece[..read]),
        }
    }
}

/// Bytes in hex, as hashes are written.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    push_hex(&mut text, bytes);
    text
}

fn push_hex(text: &mut String, bytes: &[u8]) {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
}

/// A hash from its hex; none for anything else.
pub(crate) fn from_hex(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    if pairs.len() != hash.len() {
        return None;
    }
    let digit = |digit: u8| char::from(digit).to_digit(16);
    for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
        *byte = (digit(*high)? << 4 | digit(*low)?) as u8;
    }
    Some(hash)
}
