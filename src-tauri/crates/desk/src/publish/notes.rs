//! What a person should know of how an article stands at a server, as it is kept beside it.

use galley_publish::Note;
use galley_store::NO_NOTES;

/// As they are kept.
pub(crate) fn kept(notes: &[Note]) -> String {
    serde_json::to_string(notes).unwrap_or_else(|_| NO_NOTES.to_owned())
}

/// As they were kept. What a newer Galley had to say this one cannot.
pub(crate) fn read(kept: &str) -> Vec<Note> {
    let all: Vec<serde_json::Value> = serde_json::from_str(kept).unwrap_or_default();
    all.into_iter().filter_map(|note| serde_json::from_value(note).ok()).collect()
}
