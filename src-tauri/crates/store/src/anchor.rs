//! Which file is the library's, so that a save does not go to one that nobody will find again.
//!
//! A folder may be moved, renamed or removed while it is open. SQLite does not notice: it goes on writing to the files that it has open,
//! under whatever name they lie by then, or under none. So a change asks before its end whether the file at the library's place is the one
//! that was opened; that is one question to the file system.

use std::fs;
use std::path::Path;

/// The file as the system knows it, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor(Identity);

/// Device and number of the file.
#[cfg(unix)]
type Identity = (u64, u64);
/// Elsewhere a file that is open can neither be moved nor removed, and so neither can a folder around it.
#[cfg(not(unix))]
type Identity = ();

impl Anchor {
    /// The file that is there now; none where nothing is.
    pub(crate) fn at(file: &Path) -> Option<Self> {
        let found = fs::metadata(file).ok().filter(fs::Metadata::is_file)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            Some(Self((found.dev(), found.ino())))
        }
        #[cfg(not(unix))]
        {
            let _ = found;
            Some(Self(()))
        }
    }

    /// Whether it is still the one at this path.
    pub(crate) fn holds(self, file: &Path) -> bool {
        Self::at(file) == Some(self)
    }
}
