//! Writes a bundle of our own: a folder or a zip with one folder for each article and `galley.json` beside them.
//!
//! Here: the order of things, and what a bundle holds. The text of an article is made in `compose`, files are written by
//! `folder` and `archive`. The same articles make the same bytes, whenever and wherever.

mod archive;
mod compose;
mod durable;
mod folder;
mod shelf;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use galley_domain::{Article, ArticleId, Content, Language, LibraryId, MediaHash, Picture, Slug};
use sha2::{Digest, Sha256};

use crate::front::Trouble;
use crate::layout::MANIFEST;
use crate::manifest::NounNames;
use crate::{
    BUNDLE_VERSION, FileRecord, FiledBefore, Left, LeftWhy, Manifest, ManifestError, MediaRecord, Nouns,
    names,
};

use self::compose::Texts;

/// An article on its way out.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// The article with its working text.
    pub article: Article,
    /// The released text, where one is released and the working text differs from it.
    pub released: Option<Content>,
    /// The text of the change that waits, where one does and the working text differs from it.
    pub pending: Option<Content>,
    /// Slugs that it had before, each with the language that it was in.
    pub old_slugs: Vec<(Language, Slug)>,
    /// What readers had it filed under before.
    pub filed_before: Vec<FiledBefore>,
}

/// Where the bytes of media come from.
pub trait MediaFiles {
    /// Opens a file of the library.
    fn open(&self, media: MediaHash) -> io::Result<Box<dyn Read>>;
}

/// What was written.
#[derive(Debug, Default)]
pub struct Exported {
    /// Articles.
    pub articles: usize,
    /// Files, the manifest included.
    pub files: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Media that are missing or damaged in the library: the bundle is whole but for them.
    pub left: Vec<Left>,
}

/// An export that was not written. What was at its place before is there still.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The articles could not be read.
    #[error("the export stopped: {0}")]
    Articles(Box<dyn Error + Send + Sync>),
    /// The system would not write.
    #[error("{path}: it could not be written ({}); what was there before is still there", reason(.source))]
    Io {
        /// Where.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Stopped between the old bundle and the new one.
    #[error(
        "{path}: the export was cut short ({}); files of the older and the newer bundle stand there together and none is lost, export again to finish",
        reason(.source)
    )]
    CutShort {
        /// The bundle.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Something else is there.
    #[error(
        "{0}: there is something else than a bundle at this place; it was not touched, choose another place or an empty folder"
    )]
    NotABundle(PathBuf),
    /// The bundle that is there cannot be read.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// Files of the bundle that is there were edited.
    #[error("{} of the bundle were edited since they were exported, first {}; import them or move them away, then export again. Nothing was written", count(.0.len()), .0.first().map_or("", String::as_str))]
    Edited(Vec<String>),
    /// Files that are not the bundle's stand where it would write.
    #[error("{} would be written over and {} not from an export, first {}; move them away, then export again. Nothing was written", count(.0.len()), if .0.len() == 1 { "is" } else { "are" }, .0.first().map_or("", String::as_str))]
    InTheWay(Vec<String>),
    /// An article that no import would take back.
    #[error(
        "article {id} cannot be exported, because it could not be read back ({trouble}); make its custom fields smaller. Nothing was written"
    )]
    Article {
        /// Which.
        id: ArticleId,
        /// Why.
        trouble: Trouble,
    },
}

/// What the system says, in words where it is what happens to people: no room.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full; make room and export again".to_owned(),
        _ => error.to_string(),
    }
}

fn count(files: usize) -> String {
    if files == 1 { "1 file".to_owned() } else { format!("{files} files") }
}

impl ExportError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

/// Writes a bundle to a folder, or to a zip where the path ends in `.zip`.
///
/// A folder that does not exist appears whole; over an older bundle new files are put in place before old ones go,
/// and files that are not the bundle's stay.
pub fn export<E: Error + Send + Sync + 'static>(
    path: &Path,
    library: LibraryId,
    nouns: &Nouns,
    articles: impl IntoIterator<Item = Result<Outgoing, E>>,
    media: &dyn MediaFiles,
) -> Result<Exported, ExportError> {
    let is_zip = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    if is_zip {
        let mut archive = archive::Archive::create(path)?;
        let (manifest, mut exported) = write_all(&mut archive, path, library, nouns, articles, media)?;
        archive.finish(&manifest_bytes(&manifest), path)?;
        exported.count(&manifest);
        return Ok(exported);
    }
    let mut folder = folder::Staged::create(path)?;
    let (manifest, mut exported) = write_all(&mut folder, path, library, nouns, articles, media)?;
    folder.finish(&manifest, path)?;
    exported.count(&manifest);
    Ok(exported)
}

impl Exported {
    fn count(&mut self, manifest: &Manifest) {
        self.files = manifest.files.len() + 1;
        self.bytes = manifest.files.values().map(|record| record.bytes).sum::<u64>()
            + manifest_bytes(manifest).len() as u64;
    }
}

fn manifest_bytes(manifest: &Manifest) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(manifest).expect("its keys are texts, so it is JSON");
    bytes.push(b'\n');
    bytes
}

/// A place for files.
trait Sink {
    /// Writes a file. Text is worth packing, media are packed already.
    fn put(&mut self, path: &str, content: &mut dyn Read, is_text: bool) -> io::Result<()>;
    /// Removes the file that was put last.
    fn take_back(&mut self, path: &str) -> io::Result<()>;
}

fn write_all<E: Error + Send + Sync + 'static>(
    sink: &mut dyn Sink,
    at: &Path,
    library: LibraryId,
    nouns: &Nouns,
    articles: impl IntoIterator<Item = Result<Outgoing, E>>,
    media: &dyn MediaFiles,
) -> Result<(Manifest, Exported), ExportError> {
    let names = NounNames::of(nouns);
    let records: HashMap<MediaHash, &MediaRecord> =
        nouns.media.iter().map(|record| (record.hash, record)).collect();
    let mut writing = Writing {
        sink,
        media,
        files: BTreeMap::new(),
        placed: HashMap::new(),
        exported: Exported::default(),
    };
    let mut folders = BTreeSet::new();
    for outgoing in articles {
        let outgoing = outgoing.map_err(|error| ExportError::Articles(Box::new(error)))?;
        let folder = free_folder(&outgoing.article.content, &mut folders);
        let Texts { texts, media } = compose::texts(&outgoing, &names, &records)
            .map_err(|trouble| ExportError::Article { id: outgoing.article.id, trouble })?;
        for (name, text) in texts {
            writing.text(&format!("{folder}/{name}"), &text).map_err(ExportError::io(at))?;
        }
        for (name, hash) in media {
            writing.media(&format!("{folder}/{name}"), hash).map_err(ExportError::io(at))?;
        }
        writing.exported.articles += 1;
    }
    // What no article shows lies at the root: pictures of bylines, and files that nothing uses yet.
    let of_bylines = nouns.bylines.iter().filter_map(|byline| match byline.picture {
        Some(Picture::Media(hash)) => Some(hash),
        _ => None,
    });
    let all: BTreeSet<MediaHash> = records.keys().copied().chain(of_bylines).collect();
    for hash in all {
        if !writing.placed.contains_key(&hash) {
            let extension = records.get(&hash).map_or("bin", |record| record.kind.extension());
            writing.media(&format!("media/{hash}.{extension}"), hash).map_err(ExportError::io(at))?;
        }
    }
    let nouns = sorted(nouns.clone(), &writing.placed);
    let manifest = Manifest { version: BUNDLE_VERSION, library, nouns, files: writing.files };
    Ok((manifest, writing.exported))
}

/// `en/ten-years-on`, with a number where another article has that name.
fn free_folder(content: &Content, taken: &mut BTreeSet<String>) -> String {
    let folder = |slug: &Slug| format!("{}/{slug}", content.language);
    let slug = content.slug.first_free(|slug| taken.contains(&names::folded(&folder(slug))));
    let folder = folder(&slug);
    taken.insert(names::folded(&folder));
    folder
}

/// In an order that does not depend on how they were fetched.
fn sorted(mut nouns: Nouns, placed: &HashMap<MediaHash, String>) -> Nouns {
    nouns.categories.sort_by_key(|noun| noun.id);
    nouns.tags.sort_by_key(|noun| noun.id);
    nouns.bylines.sort_by_key(|noun| noun.id);
    nouns.forms.sort_by_key(|noun| noun.id);
    nouns.targets.sort_by_key(|noun| noun.id);
    nouns.media.sort_by_key(|record| record.hash);
    nouns.figures.sort_by_key(|figure| (figure.target, figure.article));
    for record in &mut nouns.media {
        record.file = placed.get(&record.hash).cloned().unwrap_or_default();
    }
    nouns
}

struct Writing<'a> {
    sink: &'a mut dyn Sink,
    media: &'a dyn MediaFiles,
    files: BTreeMap<String, FileRecord>,
    /// The place of each file of the library: the first by its path.
    placed: HashMap<MediaHash, String>,
    exported: Exported,
}

impl Writing<'_> {
    fn text(&mut self, path: &str, text: &str) -> io::Result<()> {
        let mut content = Counting::new(text.as_bytes());
        self.sink.put(path, &mut content, true)?;
        self.files.insert(path.to_owned(), content.record());
        Ok(())
    }

    /// Copies a file of the library. One that is missing or not what it was is left, and the export goes on.
    fn media(&mut self, path: &str, hash: MediaHash) -> io::Result<()> {
        let content = match self.media.open(hash) {
            Ok(content) => content,
            Err(error) => {
                self.exported.left.push(Left::new(path, LeftWhy::Unreadable(error.kind())));
                return Ok(());
            }
        };
        let mut content = Counting::new(content);
        self.sink.put(path, &mut content, false)?;
        let record = content.record();
        if record.sha256 != hash {
            self.sink.take_back(path)?;
            self.exported.left.push(Left::new(path, LeftWhy::PictureDamaged));
            return Ok(());
        }
        self.files.insert(path.to_owned(), record);
        // The least of them, whatever the order in which articles come.
        let place = self.placed.entry(hash).or_insert_with(|| path.to_owned());
        if path < place.as_str() {
            path.clone_into(place);
        }
        Ok(())
    }
}

/// Counts and hashes what is read through it.
struct Counting<R> {
    inner: R,
    hash: Sha256,
    bytes: u64,
}

impl<R: Read> Counting<R> {
    fn new(inner: R) -> Self {
        Self { inner, hash: Sha256::new(), bytes: 0 }
    }

    fn record(self) -> FileRecord {
        FileRecord { sha256: MediaHash::new(self.hash.finalize().into()), bytes: self.bytes, was: None }
    }
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hash.update(&buffer[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}

/// Whether a folder is a bundle of our own, whole or half replaced.
fn has_manifest(folder: &Path) -> bool {
    folder.join(MANIFEST).is_file()
}
