//! Where things are: the repository, what cargo builds, and the folder of a person's data.

use std::env;
use std::path::{Path, PathBuf};

use crate::trouble::Trouble;

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(3)
        .expect("this crate lies in src-tauri/crates/xtask")
}

/// The folder that a plain `cargo build` leaves its programs in: where this program came from.
pub(crate) fn programs() -> Result<PathBuf, Trouble> {
    let this = env::current_exe().map_err(crate::trouble::at("xtask"))?;
    Ok(this.parent().expect("a program lies in a folder").to_path_buf())
}

/// A program of ours that was built before.
pub(crate) fn program(name: &str) -> Result<PathBuf, Trouble> {
    Ok(programs()?.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}

/// One that was built as it is released.
pub(crate) fn released(name: &str) -> Result<PathBuf, Trouble> {
    Ok(programs()?.with_file_name("release").join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}

/// The folder for notes of our own about what is already built.
pub(crate) fn notes() -> Result<PathBuf, Trouble> {
    Ok(programs()?.join("xtask-notes"))
}

/// Where this system keeps the data of a person's programs: Galley's folder in it.
pub(crate) fn data() -> Result<PathBuf, Trouble> {
    let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = if cfg!(windows) {
        variable("APPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        variable("XDG_DATA_HOME").or_else(|| variable("HOME").map(|home| home.join(".local/share")))
    };
    let base = base.ok_or_else(|| {
        Trouble::Usage("No home folder is named in the environment: set HOME, then start again.".to_owned())
    })?;
    Ok(base.join("galley"))
}

/// True where a script runs this and nobody is there to press a key.
pub(crate) fn in_ci() -> bool {
    env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false")
}
