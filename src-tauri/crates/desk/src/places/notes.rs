//! What is remembered of libraries between two starts: small files of JSON in the folder of settings. One that cannot be read is as good
//! as none.

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A file longer than this was not written by us.
pub(super) const BYTES_MAX: u64 = 64 * 1024;

/// What is in the file of this name; nothing where there is none, or something that is not ours.
pub(super) fn read<T: DeserializeOwned + Default>(settings: &Path, file: &str) -> T {
    let file = settings.join(file);
    if fs::metadata(&file).is_ok_and(|file| file.len() > BYTES_MAX) {
        return T::default();
    }
    fs::read(file).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

/// Writes it; what was there stays whole until it is.
pub(super) fn keep(settings: &Path, file: &str, what: &impl Serialize) -> io::Result<()> {
    fs::create_dir_all(settings)?;
    super::put_whole(&settings.join(file), &serde_json::to_string_pretty(what)?)
}

/// A path that is no text cannot be remembered in one.
pub(super) fn can_be_kept(path: &Path) -> bool {
    path.to_str().is_some()
}
