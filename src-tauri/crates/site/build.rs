//! Names this build by what pages are made with: the sources of the crates that render, and the versions of all others.
//! What an export remembers holds only for the build that wrote it.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    // Asked when it runs: one that was compiled in another checkout looks at this one all the same.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let crates = Path::new(&here).join("..");
    let mut files = BTreeSet::from([crates.join("../../Cargo.lock")]);
    for name in ["site", "pictures", "markdown", "tokens", "domain"] {
        for folder in ["src", "themes", "fonts"] {
            collect(&crates.join(name).join(folder), &mut files)?;
        }
    }
    let mut hasher = DefaultHasher::new();
    for file in &files {
        // Named below the crates: the same sources are the same build wherever they lie.
        file.strip_prefix(&crates).unwrap_or(file).hash(&mut hasher);
        fs::read(file)?.hash(&mut hasher);
        println!("cargo::rerun-if-changed={}", file.display());
    }
    for name in [
        "site/src",
        "site/themes",
        "pictures/src",
        "pictures/fonts",
        "markdown/src",
        "tokens/src",
        "domain/src",
    ] {
        println!("cargo::rerun-if-changed={}", crates.join(name).display());
    }
    println!("cargo::rustc-env=GALLEY_SITE_BUILD={:016x}", hasher.finish());
    Ok(())
}

fn collect(folder: &Path, files: &mut BTreeSet<PathBuf>) -> std::io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.insert(path);
        }
    }
    Ok(())
}
