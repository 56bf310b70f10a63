//! What to open: the library named at the start, the one in `GALLEY_LIBRARY`, or the windows of the last time.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs, path};

use galley_desk::places::windows::OpenWindow;
use galley_desk::places::{recent, windows};

/// What the app begins with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Begin {
    /// The windows of the last time; one or more.
    Again(Vec<OpenWindow>),
    /// A window for this library, or with the first screen.
    With(Option<PathBuf>),
}

/// What to open. Who names a library at the start wants that one, and has the others in the list.
pub(crate) fn to_open(settings: &Path) -> Begin {
    begin_with(env::args_os().nth(1), env::var_os("GALLEY_LIBRARY"), settings)
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

fn begin_with(argument: Option<OsString>, variable: Option<OsString>, settings: &Path) -> Begin {
    let named = |text: Option<OsString>| text.filter(|text| !text.is_empty()).map(PathBuf::from);
    let windows = windows::all(settings);
    if let Some(library) = named(argument).or_else(|| named(variable)) {
        // Where it stood before it stands again.
        let known = windows.into_iter().find(|window| window.library == library);
        return known.map_or(Begin::With(Some(library)), |window| Begin::Again(vec![window]));
    }
    // Nothing is noted where the last library was closed and the first screen stayed.
    if windows.is_empty() {
        Begin::With(recent::all(settings).into_iter().next())
    } else {
        Begin::Again(windows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_goes_before_the_variable_and_that_before_the_windows_of_the_last_time() {
        let settings = tempfile::tempdir().expect("a temporary folder");
        let settings = settings.path();
        let os = |text: &str| Some(OsString::from(text));
        let with = |library: &str| Begin::With(Some(PathBuf::from(library)));
        assert_eq!(begin_with(None, None, settings), Begin::With(None));
        recent::remember(settings, Path::new("last")).expect("written");
        assert_eq!(begin_with(None, os(""), settings), with("last"));
        let window = OpenWindow { label: "library-2".to_owned(), library: PathBuf::from("open") };
        windows::note(settings, vec![window.clone()]).expect("written");
        assert_eq!(begin_with(os(""), None, settings), Begin::Again(vec![window.clone()]));
        assert_eq!(begin_with(os("open"), None, settings), Begin::Again(vec![window]), "under its name");
        assert_eq!(begin_with(None, os("variable"), settings), with("variable"));
        assert_eq!(begin_with(os("argument"), os("variable"), settings), with("argument"));
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
