//! The use cases: one function per intention of an editor.
