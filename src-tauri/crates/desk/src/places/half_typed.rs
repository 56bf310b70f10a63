//! What was typed into the fields of articles and is not saved yet, as it stands: half a tag, a date without its year. Nothing of a library,
//! which would take it for what a person meant, but kept on this machine, so that it stands in its field again where the app was killed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::notes;
use crate::wire::HalfTyped;

/// The folder below that of settings: a file for each library, so that several windows do not write over one another.
const FOLDER: &str = "half-typed";
/// So much of one library is kept, in bytes of its file; what is kept longest goes first.
const KEPT_BYTES_MAX: usize = 48 * 1024;
/// What one of them takes in the file beside what is typed, in bytes.
const AROUND_BYTES: usize = 100;

/// All of a library, what was typed last standing last.
pub fn all(settings: &Path, library: &Path) -> Vec<HalfTyped> {
    notes::read(settings, &file(library))
}

/// Keeps what was typed into fields of an article, in place of what was kept of it; nothing where there are none.
///
/// # Errors
/// Those of the disk.
pub fn keep(settings: &Path, library: &Path, article: &str, values: Vec<(String, String)>) -> io::Result<()> {
    let before = all(settings, library);
    let others = before.iter().filter(|kept| kept.article != article).cloned();
    let typed = |(field, value)| HalfTyped { article: article.to_owned(), field, value };
    let mut kept: Vec<_> = others.chain(values.into_iter().map(typed)).collect();
    let bytes = |kept: &HalfTyped| serde_json::to_string(kept).map_or(0, |text| text.len()) + AROUND_BYTES;
    let mut whole: usize = kept.iter().map(bytes).sum();
    while whole > KEPT_BYTES_MAX {
        whole -= bytes(&kept.remove(0));
    }
    if kept == before {
        return Ok(());
    }
    if kept.is_empty() {
        return gone(fs::remove_file(settings.join(file(library))));
    }
    fs::create_dir_all(settings.join(FOLDER))?;
    notes::keep(settings, &file(library), &kept)
}

/// A library is at another place now.
pub(super) fn moved(settings: &Path, from: &Path, to: &Path) -> io::Result<()> {
    gone(fs::rename(settings.join(file(from)), settings.join(file(to))))
}

/// What is not there need not go.
fn gone(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// A copy of a library elsewhere is another one: its file has the name of the place.
fn file(library: &Path) -> String {
    let hash = Sha256::digest(library.as_os_str().as_encoded_bytes());
    let name = u64::from_be_bytes(*hash.first_chunk().expect("a hash has more"));
    PathBuf::from(FOLDER).join(format!("{name:016x}.json")).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(values: &[(&str, &str)]) -> Vec<(String, String)> {
        values.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
    }

    /// Each as `article field value`.
    fn kept(settings: &Path, library: &Path) -> Vec<String> {
        let words = |HalfTyped { article, field, value }| format!("{article} {field} {value}");
        all(settings, library).into_iter().map(words).collect()
    }

    #[test]
    fn what_is_half_typed_is_kept_by_library_and_article_until_it_is_saved() {
        let settings = tempfile::tempdir().expect("a temporary folder can be made");
        let settings = &settings.path().join("made at need");
        let (daily, weekly) = (Path::new("/news/Daily.galley"), Path::new("/news/Weekly.galley"));
        assert_eq!(kept(settings, daily), [""; 0]);
        keep(settings, daily, "a", pairs(&[("tags", "sea, ha"), ("date", "2026-")])).expect("kept");
        keep(settings, daily, "b", pairs(&[("slug", "qu")])).expect("kept");
        keep(settings, weekly, "a", pairs(&[("tags", "ports")])).expect("kept");
        keep(settings, daily, "a", pairs(&[("tags", "sea, harbour")])).expect("kept");
        assert_eq!(kept(settings, daily), ["b slug qu", "a tags sea, harbour"]);
        assert_eq!(kept(settings, weekly), ["a tags ports"]);
        let sunday = Path::new("/news/Sunday.galley");
        moved(settings, weekly, sunday).expect("the folder can be written");
        moved(settings, Path::new("/news/None.galley"), daily).expect("there is nothing to move");
        assert_eq!((kept(settings, weekly).len(), kept(settings, sunday).len()), (0, 1));
        keep(settings, sunday, "a", Vec::new()).expect("kept");
        keep(settings, sunday, "a", Vec::new()).expect("it is gone already");
        let left = fs::read_dir(settings.join(FOLDER)).expect("a folder").count();
        assert_eq!(left, 1, "of the other library");
    }

    #[test]
    fn what_is_kept_has_an_end_and_the_last_is_never_what_goes() {
        let settings = tempfile::tempdir().expect("a temporary folder can be made");
        let (settings, library) = (settings.path(), Path::new("/news/Daily.galley"));
        // What JSON makes longest.
        let long = "\u{1}".repeat(2_500);
        for article in ["a", "b", "c", "d"] {
            keep(settings, library, article, pairs(&[("seo-description", &long)])).expect("kept");
        }
        let articles: Vec<_> = all(settings, library).into_iter().map(|kept| kept.article).collect();
        assert_eq!(articles, ["b", "c", "d"], "and the file can be read again");
    }
}
