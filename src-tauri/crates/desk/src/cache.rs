//! Where Galley remembers what it could make again: a folder of the system's for such things. All of it can be thrown
//! away at any time; nothing but time is lost.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use galley_domain::TargetId;
use sha2::{Digest as _, Sha256};

use crate::places::APP;

/// A folder for what can be made again.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The one in this folder, which need not be there yet.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The one of the person at this computer: `GALLEY_CACHE`, or where the system keeps such things. None where neither is
    /// known.
    pub fn of_system() -> Option<Self> {
        let chosen = env::var_os("GALLEY_CACHE").filter(|chosen| !chosen.is_empty());
        folder(chosen, dirs::cache_dir()).map(Self::at)
    }

    /// Pictures that were made smaller, of all sites.
    pub(crate) fn of_pictures(&self) -> PathBuf {
        self.folder.join("pictures")
    }

    /// Addresses on the web that were there, and when.
    pub(crate) fn of_links(&self) -> PathBuf {
        self.folder.join("links.json")
    }

    /// What is remembered of a target's site in a folder.
    pub(crate) fn of_site(&self, target: TargetId, out: &Path) -> PathBuf {
        let out = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
        let about = Sha256::new_with_prefix(target.uuid().as_bytes());
        let hash = about.chain_update(out.as_os_str().as_encoded_bytes()).finalize();
        let name = u64::from_be_bytes(*hash.first_chunk().expect("a hash has more"));
        self.folder.join("sites").join(format!("{name:016x}"))
    }
}

/// The folder that was chosen, else Galley's among those of the system.
fn folder(chosen: Option<OsString>, of_system: Option<PathBuf>) -> Option<PathBuf> {
    chosen.map(PathBuf::from).or_else(|| Some(of_system?.join(APP)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_goes_before_the_folder_of_the_system() {
        let system = Some(PathBuf::from("cache"));
        assert_eq!(folder(Some("mine".into()), system.clone()), Some("mine".into()));
        assert_eq!(folder(None, system), Some(Path::new("cache").join(APP)));
        assert_eq!(folder(None, None), None);
    }

    #[test]
    fn each_site_and_each_folder_has_its_own() {
        let (cache, [one, other]) =
            (Cache::at("cache"), [1, 2].map(|n| TargetId::new(uuid::Uuid::from_u128(n))));
        let of = |target, out| cache.of_site(target, Path::new(out));
        assert_eq!(of(one, "/site"), of(one, "/site"));
        assert_ne!(of(one, "/site"), of(other, "/site"));
        assert_ne!(of(one, "/site"), of(one, "/site2"));
    }
}
