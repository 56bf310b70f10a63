//! The library that the app has open, or why it has none.

use std::path::PathBuf;

use serde::Serialize;

/// What the page is told when a command fails.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Failure {
    code: &'static str,
    params: std::collections::BTreeMap<String, String>,
    id: String,
}

/// The library of this app.
pub(crate) struct Open {
    place: Option<PathBuf>,
}

impl Open {
    pub(crate) fn new(place: Option<PathBuf>) -> Self {
        Self { place }
    }

    pub(crate) fn name(&self) -> Result<String, Failure> {
        let _ = self.place.as_ref();
        Err(Failure { code: "no_library", params: std::collections::BTreeMap::default(), id: String::new() })
    }
}
