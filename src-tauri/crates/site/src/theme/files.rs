//! The files of a theme: of one that comes with Galley, or of a folder, laid over those of the theme that it builds on.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::{Head, ThemeError, Words, broken};
use crate::address::is_file_path;

/// The themes that come with Galley.
static THEMES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// Most files of a theme's folder.
const FILES_MAX: usize = 500;
/// Largest theme, in bytes of all its files.
const BYTES_MAX: u64 = 32 * 1024 * 1024;
/// Most folders within one another.
const DEPTH_MAX: usize = 6;

/// Where the files stand that a theme consists of. What lies beside them (a readme, a licence) is not looked at.
const ROOMS: [&str; 3] = ["assets", "templates", "words"];

/// A theme's files, by their paths in it.
pub(super) type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// The files of a theme that comes with Galley, what it inherits included.
pub(super) fn built_in(name: &str) -> Result<Option<Files>, ThemeError> {
    let Some(folder) = THEMES.get_dir(name) else {
        return Ok(None);
    };
    let mut files = Files::new();
    collect(folder, folder.path(), &mut files);
    with_inherited(files).map(Some)
}

/// Whether a template is one of those that every theme may build on, by its own name or with names of themes before it.
pub(super) fn is_inherited(name: &str) -> bool {
    let own = name.rsplit('/').next().unwrap_or(name);
    THEMES.dirs().any(|theme| THEMES.get_file(theme.path().join("templates").join(own)).is_some())
}

/// What a theme that comes with Galley says about itself.
pub(super) fn head_of_built_in(name: &str) -> Result<Head, ThemeError> {
    let files =
        built_in(name)?.ok_or_else(|| broken("theme.toml", &format!("{name:?} is no theme of Galley's")))?;
    Head::read(&files)
}

fn collect(folder: &Dir<'static>, root: &Path, files: &mut Files) {
    for file in folder.files() {
        let path = file.path().strip_prefix(root).expect("it lies in there");
        files.insert(path.to_string_lossy().replace('\\', "/"), Cow::Borrowed(file.contents()));
    }
    folder.dirs().for_each(|dir| collect(dir, root, files));
}

/// The files of a theme in a folder, what it inherits included.
pub(super) fn of_folder(folder: &Path) -> Result<Files, ThemeError> {
    let head = folder.join("theme.toml");
    if !head.is_file() {
        return Err(broken(&head.display().to_string(), "is missing; a theme is a folder that has it"));
    }
    let mut found = FolderWalk { root: folder, files: Files::new(), bytes: 0 };
    found.read("theme.toml", &head)?;
    for room in ROOMS {
        found.walk(room, &folder.join(room), 0)?;
    }
    with_inherited(found.files)
}

struct FolderWalk<'a> {
    root: &'a Path,
    files: Files,
    bytes: u64,
}

impl FolderWalk<'_> {
    fn walk(&mut self, name: &str, folder: &Path, depth: usize) -> Result<(), ThemeError> {
        if !folder.is_dir() {
            return Ok(());
        }
        if depth == DEPTH_MAX {
            return Err(broken(name, &format!("has more than {DEPTH_MAX} folders within one another")));
        }
        let io = |error: std::io::Error| broken(name, &format!("cannot be read: {error}"));
        let entries = fs::read_dir(folder).map_err(io)?;
        let paths = entries.map(|entry| entry.map(|entry| entry.path()).map_err(io));
        let mut entries: Vec<PathBuf> = paths.collect::<Result<_, _>>()?;
        entries.sort();
        for path in entries {
            let own = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if own.starts_with('.') {
                continue;
            }
            let name = format!("{name}/{own}");
            let kind = fs::symlink_metadata(&path).map_err(io)?.file_type();
            if kind.is_dir() {
                self.walk(&name, &path, depth + 1)?;
            } else if kind.is_file() {
                self.read(&name, &path)?;
            } else {
                return Err(broken(&name, "is a link or no file; put the file itself there"));
            }
        }
        Ok(())
    }

    fn read(&mut self, name: &str, path: &Path) -> Result<(), ThemeError> {
        if !is_file_path(name) {
            return Err(broken(name, "has a name that not every system takes; give it another one"));
        }
        let io = |error: std::io::Error| broken(name, &format!("cannot be read: {error}"));
        self.bytes += fs::metadata(path).map_err(io)?.len();
        if self.files.len() == FILES_MAX || self.bytes > BYTES_MAX {
            let why = format!(
                "is one too many: a theme has at most {FILES_MAX} files of {BYTES_MAX} bytes in all (in {})",
                self.root.display()
            );
            return Err(broken(name, &why));
        }
        self.files.insert(name.to_owned(), Cow::Owned(fs::read(path).map_err(io)?));
        Ok(())
    }
}

/// These files over those of the theme that they name as the one they build on. Its templates are there under its name,
/// too, so that `base.html` can begin with `{% extends "broadsheet/base.html" %}`.
fn with_inherited(own: Files) -> Result<Files, ThemeError> {
    let head = Head::read(&own)?;
    let Some(base_name) = &head.extends else {
        return Ok(own);
    };
    let why = || broken("theme.toml", &format!("extends {base_name:?}, which is no theme of Galley's"));
    let base = built_in(base_name)?.ok_or_else(why)?;
    let mut files = own;
    for (path, bytes) in base {
        if let Some(template) = path.strip_prefix("templates/").filter(|name| !name.contains('/')) {
            files.insert(format!("templates/{base_name}/{template}"), bytes.clone());
        }
        if path.starts_with("assets/") && !head.inherits_assets {
            continue;
        }
        match files.get(&path) {
            Some(over) if path.starts_with("words/") => {
                let words = laid_over(&path, &bytes, over)?;
                files.insert(path, words);
            }
            Some(_) => {}
            None => {
                files.insert(path, bytes);
            }
        }
    }
    Ok(files)
}

/// The words of two files, those of the second where both have one.
fn laid_over(path: &str, base: &[u8], own: &[u8]) -> Result<Cow<'static, [u8]>, ThemeError> {
    let mut words = read_words(path, base)?;
    words.extend(read_words(path, own)?);
    let text = toml::to_string(&words).map_err(|error| broken(path, &error.to_string()))?;
    Ok(Cow::Owned(text.into_bytes()))
}

/// A file of words.
pub(super) fn read_words(path: &str, bytes: &[u8]) -> Result<Words, ThemeError> {
    let text = std::str::from_utf8(bytes).map_err(|_| broken(path, "is not UTF-8"))?;
    toml::from_str(text).map_err(|error| broken(path, error.message()))
}
