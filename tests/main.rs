//! One test binary for all journeys.
