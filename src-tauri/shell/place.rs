//! Which library to open: the one named at the start, the one in `GALLEY_LIBRARY`, or the one opened last.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs, path};

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

/// The one name of a place, which all names of it lead to. Of what is not there as much as is.
pub(crate) fn whole(place: &Path) -> PathBuf {
    let place = path::absolute(place).unwrap_or_else(|_| place.to_owned());
    let there = place.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
    let Some((above, whole)) = there else { return place };
    match place.strip_prefix(above) {
        Ok(rest) if rest != Path::new("") => whole.join(rest),
        _ => whole,
    }
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
    #[cfg(unix)]
    fn a_place_has_one_name_whatever_leads_to_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let library = folder.path().join("News.galley");
        fs::create_dir(&library).expect("a folder");
        let link = folder.path().join("Link.galley");
        std::os::unix::fs::symlink(&library, &link).expect("a link");
        let one = whole(&library);
        for name in [link, folder.path().join("News.galley/"), library.join("../News.galley/.")] {
            assert_eq!(whole(&name), one, "{}", name.display());
        }
        assert_ne!(whole(&folder.path().join("Weekly.galley")), one);
        // It may come back there.
        fs::remove_dir(&library).expect("removed");
        assert_eq!(whole(&library), one);
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
