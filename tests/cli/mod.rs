//! The command line, by its built program.

mod articles;
mod errors;
mod import;
mod nouns;
mod outbox;
mod scripts;
mod together;
mod ways_out;
