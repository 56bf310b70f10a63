//! Spelling: which words of a text a dictionary does not know, and what may be meant by one.
//!
//! Here: what a word is ([`misspelt`] cuts a line itself), the dictionaries (English of the United States
//! ships with Galley, others are found in the system's folders and in Galley's own), and the words that a house adds.
//!
//! Not here: what of an article is prose. Who asks has put spaces in place of code, addresses and marks.
//!
//! Begin with [`Dictionaries`]. Nothing is read before the first question about a language; reading takes some ten
//! milliseconds, so a question belongs on a thread that no one waits for.

mod cut;
mod dictionary;
mod house;
mod script;
mod shelf;

pub use dictionary::{Dictionary, Misspelt, SUGGESTIONS_MAX, misspelt, suggest};
pub use house::{HouseWordError, HouseWords, WORD_BYTES_MAX, WORDS_MAX};
pub use shelf::{DICTIONARY_BYTES_MAX, Dictionaries, Found, LOADED_MAX, system_folders};
