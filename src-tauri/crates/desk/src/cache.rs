//! Where Galley remembers what it could make again: a folder of the system's for such things. All of it can be thrown
//! away at any time; nothing but time is lost.

use std::env;
use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use galley_domain::TargetId;

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
        let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        folder_of_system(set).map(Self::at)
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
        let mut hasher = DefaultHasher::new();
        (target.to_string(), std::path::absolute(out).unwrap_or_else(|_| out.to_owned())).hash(&mut hasher);
        self.folder.join("sites").join(format!("{:016x}", hasher.finish()))
    }
}

fn folder_of_system(set: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let below = |name: &str, folder: &str| Some(PathBuf::from(set(name)?).join(folder));
    below("GALLEY_CACHE", "").or_else(|| {
        if cfg!(windows) {
            below("LOCALAPPDATA", "Galley/cache")
        } else if cfg!(target_os = "macos") {
            below("HOME", "Library/Caches/Galley")
        } else {
            below("XDG_CACHE_HOME", "galley").or_else(|| below("HOME", ".cache/galley"))
        }
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_variable_goes_before_the_folder_of_the_system() {
        let home = ("HOME", "/home/li");
        let cases = [
            (vec![home], Some("/home/li/.cache/galley")),
            (vec![home, ("XDG_CACHE_HOME", "/fast")], Some("/fast/galley")),
            (vec![home, ("GALLEY_CACHE", "/mine")], Some("/mine")),
            (vec![], None),
        ];
        for (variables, expected) in cases {
            let set = |name: &str| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| OsString::from(value))
            };
            assert_eq!(folder_of_system(set), expected.map(PathBuf::from), "{variables:?}");
        }
    }
}
