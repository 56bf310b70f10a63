//! The main job on a fresh sample library, as `cargo xtask run` does it where there is no display, by the program that is built already.

use std::fs;
use std::path::PathBuf;

use crate::trouble::{Trouble, at};
use crate::{run, site};

pub(crate) fn run() -> Result<(), Trouble> {
    let folder = Folder::new()?;
    let library = folder.0.join("Sample.galley");
    run::make_sample(&library)?;
    site::main_job(&library, true)
}

/// A folder of this run's own; gone when it is over.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Trouble> {
        let folder = std::env::temp_dir().join(format!("galley-main-job-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left lies in the system's temporary folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}
