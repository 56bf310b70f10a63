//! Galley's Markdown dialect.
