//! Which library to open: the one named at the start, the one in `GALLEY_LIBRARY`, or the one opened last.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use galley_desk::places::recent;

/// The library to open, or none where nothing says which.
pub(crate) fn to_open(settings: &Path) -> Option<PathBuf> {
    choose(env::args_os().nth(1), env::var_os("GALLEY_LIBRARY"), || recent::all(settings).into_iter().next())
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
}
