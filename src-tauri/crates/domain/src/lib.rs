//! The nouns and rules of Galley's vocabulary.
