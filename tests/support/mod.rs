//! What the journeys share.

pub mod attacks;
pub mod ghost;
pub mod kinto;
pub mod library;
pub mod micropub;
pub mod peer;
pub mod program;
#[cfg(target_os = "linux")]
pub mod small_disk;
pub mod texts;
pub mod tree;
pub mod wire;
pub mod wordpress;
