//! Builders, corpora, fixed clock and ids for tests and benchmarks.
