//! Journeys through the store: a library in a folder, made, filled, closed, damaged, restored.
//!
//! Where a test must do what no Galley would (damage a row, pretend to be newer), it takes SQLite itself.

mod support;

mod articles; // an article comes back as it went in, and can be asked for from every side
mod automatic; // automatic backups: made beside writing, thinned, put back
mod backups; // backup and restore, also of files that someone else had in hand
mod changing; // states, and what changed between them
mod gone; // a folder that is taken away while it is open
mod ledger; // what stands at servers under names of before
mod lists; // pages of lists against a model
mod nouns; // the small nouns, their tombstones, settings, origins
mod opening; // making and opening, and everything that may stand at the path instead
mod outbox;
mod outgoing; // what readers get
mod revisions; // keeping, naming, thinning
mod sharing; // several connections at one library
mod verifying; // every kind of damage is found
