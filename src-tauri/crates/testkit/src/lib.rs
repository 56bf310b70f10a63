//! What tests and measurements are made of: a clock that stands still, ids that count, builders, a corpus.
//!
//! Development only; nothing that ships depends on it. Everything is repeatable: the same call gives the same bytes on
//! every machine, so that a test that failed fails again and figures of two days can be compared.
//!
//! Begin with [`Corpus`] for many realistic articles as files, with [`build`] for a few as values. The measurements are
//! the program beside this library, `src/bin/bench`.

pub mod build;
pub mod process;
#[cfg(feature = "tables")]
pub mod tables;

mod answering;
mod clock;
mod corpus;
mod dice;

pub use answering::answering;
pub use clock::{Counted, Time};
pub use corpus::{Corpus, Tongue, Vocabulary, Written, picture};
pub use dice::Dice;
pub use uuid::Uuid;
