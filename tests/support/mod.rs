//! What the journeys share.

pub mod library;
pub mod program;
#[cfg(target_os = "linux")]
pub mod small_disk;
pub mod texts;
pub mod tree;
pub mod wordpress;
