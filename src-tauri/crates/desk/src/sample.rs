//! The sample library: a small newsroom to look around in.

use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::import::From;
use crate::{Desk, DeskError};

/// A folder of Markdown as an editor might bring it, with pictures beside.
static NEWSROOM: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/sample");

/// Fills a new library with the sample newsroom, through the same import that any folder takes.
///
/// # Errors
/// Those of [`Desk::import`]; [`DeskError::Io`] where the system's temporary folder cannot be written.
pub fn fill(desk: &mut Desk) -> Result<(), DeskError> {
    let io = |path: &Path, source| DeskError::Io {
        doing: "unpacking the sample into",
        path: path.to_owned(),
        source,
    };
    let folder = std::env::temp_dir();
    let unpacked = tempfile::tempdir().map_err(|e| io(&folder, e))?;
    NEWSROOM.extract(unpacked.path()).map_err(|e| io(unpacked.path(), e))?;
    desk.import(unpacked.path(), From::Auto, &mut |_| {})?;
    Ok(())
}
