//! What the journeys share.

pub mod program;
