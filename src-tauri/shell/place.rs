//! Which library to open: the one named at the start, the one in `GALLEY_LIBRARY`, or the one opened last; and those that were open before.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use galley_desk::wire::RecentLibrary;

/// The file in the app's folder of settings that remembers the libraries, the last one first.
const RECENT_FILE: &str = "recent-libraries.json";
/// So many are remembered.
const RECENT_MAX: usize = 12;
/// A file longer than this was not written by us.
const RECENT_BYTES_MAX: u64 = 64 * 1024;

/// The library to open, or none where nothing says which.
pub(crate) fn to_open(settings: &Path) -> Option<PathBuf> {
    choose(env::args_os().nth(1), env::var_os("GALLEY_LIBRARY"), || recent(settings).into_iter().next())
}

/// Remembers a library as the last one.
pub(crate) fn remember(settings: &Path, library: &Path) -> io::Result<()> {
    let others = recent(settings).into_iter().filter(|other| other != library);
    keep(settings, std::iter::once(library.to_owned()).chain(others).take(RECENT_MAX).collect())
}

/// Takes a library off the list; it stays where it is.
pub(crate) fn forget(settings: &Path, library: &Path) -> io::Result<()> {
    keep(settings, recent(settings).into_iter().filter(|other| other != library).collect())
}

/// The libraries that were open, the last one first.
pub(crate) fn recent(settings: &Path) -> Vec<PathBuf> {
    let file = settings.join(RECENT_FILE);
    if fs::metadata(&file).is_ok_and(|file| file.len() > RECENT_BYTES_MAX) {
        return Vec::new();
    }
    let paths = fs::read(file).ok().and_then(|text| serde_json::from_slice::<Vec<PathBuf>>(&text).ok());
    paths.unwrap_or_default()
}

/// The same as the page shows them.
pub(crate) fn recent_shown(settings: &Path) -> Vec<RecentLibrary> {
    let shown = |path: PathBuf| RecentLibrary {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        missing: !path.exists(),
        path: path.display().to_string(),
    };
    recent(settings).into_iter().map(shown).collect()
}

fn keep(settings: &Path, mut paths: Vec<PathBuf>) -> io::Result<()> {
    // A path that is no text cannot be remembered in one.
    paths.retain(|path| path.to_str().is_some());
    fs::create_dir_all(settings)?;
    fs::write(settings.join(RECENT_FILE), serde_json::to_vec_pretty(&paths)?)
}

/// The library that a chosen folder means: itself, or the one that it lies in, since a dialog shows the inside of what is opened.
pub(crate) fn library_at(chosen: &Path) -> PathBuf {
    let is_library = |folder: &&Path| folder.extension().is_some_and(|end| end == "galley");
    chosen.ancestors().find(is_library).unwrap_or(chosen).to_owned()
}

fn choose(
    argument: Option<OsString>,
    variable: Option<OsString>,
    last: impl FnOnce() -> Option<PathBuf>,
) -> Option<PathBuf> {
    let named = |text: Option<OsString>| text.filter(|text| !text.is_empty()).map(PathBuf::from);
    named(argument).or_else(|| named(variable)).or_else(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_goes_before_the_variable_and_that_before_the_last_library() {
        let os = |text: &str| Some(OsString::from(text));
        let last = || Some(PathBuf::from("last"));
        let cases = [
            (os("argument"), os("variable"), Some("argument")),
            (None, os("variable"), Some("variable")),
            (os(""), os(""), Some("last")),
            (None, None, Some("last")),
        ];
        for (argument, variable, expected) in cases {
            assert_eq!(choose(argument, variable, last), expected.map(PathBuf::from));
        }
        assert_eq!(choose(None, None, || None), None);
    }

    #[test]
    fn the_inside_of_a_library_means_the_library() {
        let cases = [
            ("/a/News.galley/media/ab", "/a/News.galley"),
            ("/a/News.galley", "/a/News.galley"),
            ("/a/b", "/a/b"),
        ];
        for (chosen, library) in cases {
            assert_eq!(library_at(Path::new(chosen)), Path::new(library));
        }
    }

    #[test]
    fn libraries_are_remembered_and_a_file_that_is_not_ours_is_not_believed() {
        let settings = tempfile::tempdir().expect("a temporary folder can be made");
        let settings = settings.path();
        assert!(recent(settings).is_empty());
        for library in ["/news/Daily.galley", "/news/Weekly.galley", "/news/Daily.galley"] {
            remember(settings, Path::new(library)).expect("the folder can be written");
        }
        assert_eq!(recent(settings), [Path::new("/news/Daily.galley"), Path::new("/news/Weekly.galley")]);
        let shown = recent_shown(settings);
        assert!(shown.iter().all(|library| library.missing) && shown[1].name == "Weekly");
        forget(settings, Path::new("/news/Daily.galley")).expect("the folder can be written");
        assert_eq!(recent(settings), [Path::new("/news/Weekly.galley")]);
        for number in 0..RECENT_MAX * 2 {
            remember(settings, &PathBuf::from(format!("/{number}.galley")))
                .expect("the folder can be written");
        }
        assert_eq!(recent(settings).len(), RECENT_MAX);
        for odd in ["not JSON".to_owned(), "x".repeat(RECENT_BYTES_MAX as usize + 1)] {
            fs::write(settings.join(RECENT_FILE), odd).expect("the folder can be written");
            assert!(recent(settings).is_empty());
        }
    }
}
