//! What the journeys share.

pub mod library;
pub mod program;
pub mod texts;
pub mod tree;
