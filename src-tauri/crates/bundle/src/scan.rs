//! One walk over a folder: which files are articles, and what else was met. Reads names and configuration, no texts.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cap_std::fs::Dir;
use galley_domain::{FormerLists, Language, MediaKind};
use tempfile::TempDir;

use crate::foreign::{ByName, Meant};
use crate::layout::{Layout, MANIFEST};
use crate::manifest::NounNames;
use crate::root::{self, Found, Root};
use crate::{
    Dialect, Entry, Left, LeftWhy, Limits, Manifest, ManifestError, Tool, ZipError, names, own, place, read,
    unzip,
};

/// The database of a library, by which its folder is known.
const LIBRARY: &str = "library.db";

/// A folder that was walked, ready to be read from, by several threads at once.
#[derive(Debug)]
pub struct Scan {
    /// The folder; of a single file, its folder; of a zip, where it was unpacked for as long as this lives.
    pub root: PathBuf,
    /// Whose folder it is.
    pub tool: Tool,
    /// The files that are articles, by path.
    pub entries: Vec<Entry>,
    /// What was met and not taken, by path.
    pub left: Vec<Left>,
    /// What a bundle of our own says about itself.
    pub manifest: Option<Manifest>,
    /// The language of files that say nothing, where the site says which.
    pub default_language: Option<Language>,
    pub(crate) folder: Root,
    pub(crate) layout: Layout,
    pub(crate) limits: Limits,
    pub(crate) nouns: NounNames,
    /// Other files that notes may show.
    files: Vec<String>,
    by_name: OnceLock<ByName>,
    known: OnceLock<HashMap<String, Meant>>,
    /// Removed with the scan.
    _unpacked: Option<TempDir>,
}

impl Scan {
    /// Below which paths the site of the folder had lists of what articles are filed under.
    pub fn lists(&self) -> FormerLists {
        self.layout.addresses.as_ref().map(|addresses| addresses.lists().clone()).unwrap_or_default()
    }

    /// Says what names among notes mean that no file of the folder has: by name as it is written. Only the first word counts.
    pub fn know(&self, names: HashMap<String, Meant>) {
        let _ = self.known.set(names);
    }

    /// What a name means that no file has.
    pub(crate) fn meant(&self, name: &str) -> Option<&Meant> {
        self.known.get()?.get(name)
    }

    pub(crate) fn by_name(&self) -> &ByName {
        self.by_name.get_or_init(|| ByName::of(&self.entries, &self.files))
    }
}

/// An import that cannot begin. Nothing was taken.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// It is not there, or not for us.
    #[error("{path}: it cannot be opened ({source})")]
    Open {
        /// The path as given.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file that is neither Markdown nor a zip.
    #[error("{0}: it is no Markdown file (.md, .markdown) and no .zip; nothing was imported")]
    NotMarkdown(PathBuf),
    /// A library.
    #[error(
        "it is a Galley library, and no folder of Markdown; nothing was imported. To have its articles here, write them out as a bundle, and import that folder"
    )]
    Library(PathBuf),
    /// More than is taken at once.
    #[error("it holds more than {0} files and folders; nothing was imported, import a part of it")]
    TooManyFiles(usize),
    /// A bundle of our own that is to be read as something else.
    #[error(
        "it is a bundle that Galley exported, and read as anything else all its articles would come in a second time. Nothing was imported; take it as what it is, or remove its galley.json first"
    )]
    IsBundle,
    /// A zip that is not unpacked.
    #[error(transparent)]
    Zip(#[from] ZipError),
    /// A bundle whose manifest cannot be read.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

/// Walks a folder, or takes a file, or unpacks a zip.
pub fn scan(path: &Path, from: Dialect, limits: &Limits) -> Result<Scan, ScanError> {
    let open = |source| ScanError::Open { path: path.to_owned(), source };
    let meta = std::fs::metadata(path).map_err(open)?;
    if meta.is_dir() {
        if path.join(LIBRARY).is_file() {
            return Err(ScanError::Library(path.to_owned()));
        }
        return scan_folder(path.to_owned(), from, limits, None, Vec::new());
    }
    if has_extension(&path.to_string_lossy(), &["zip"]) {
        let (unpacked, left) = unzip::unpack(path, limits)?;
        let root = unzip::top(unpacked.path());
        return scan_folder(root, from, limits, Some(unpacked), left);
    }
    let name = path.file_name().and_then(|name| name.to_str()).filter(|name| is_markdown(name));
    let name = name.ok_or_else(|| ScanError::NotMarkdown(path.to_owned()))?;
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    scan_file(parent, name, from, limits).map_err(open)
}

/// One file: its folder is the root, so that the pictures beside it are found.
fn scan_file(folder: &Path, name: &str, from: Dialect, limits: &Limits) -> Result<Scan, std::io::Error> {
    let root = Root::open(folder)?;
    let mut left = Vec::new();
    let mut layout = Layout::find(&root, from, limits, &mut left);
    if from == Dialect::Auto {
        layout.tool = Tool::Plain;
    }
    layout.content = vec![(String::new(), None)];
    // Of the folders above nothing is known.
    layout.addresses = None;
    let entries = place::entries(vec![name.to_owned()], &layout, &mut left);
    Ok(Scan {
        root: folder.to_owned(),
        tool: layout.tool,
        entries,
        left,
        manifest: None,
        default_language: layout.default_language.clone(),
        folder: root,
        layout,
        limits: limits.clone(),
        nouns: NounNames::default(),
        files: Vec::new(),
        by_name: OnceLock::new(),
        known: OnceLock::new(),
        _unpacked: None,
    })
}

fn scan_folder(
    path: PathBuf,
    from: Dialect,
    limits: &Limits,
    unpacked: Option<TempDir>,
    mut left: Vec<Left>,
) -> Result<Scan, ScanError> {
    let root = Root::open(&path).map_err(|source| ScanError::Open { path: path.clone(), source })?;
    let layout = Layout::find(&root, from, limits, &mut left);
    let manifest = match layout.tool {
        Tool::Galley => Manifest::read(&root, limits)?,
        _ => None,
    };
    // One that is damaged may be read as something else: its articles would not come home otherwise.
    if !matches!(from, Dialect::Auto | Dialect::Bundle)
        && matches!(Manifest::read(&root, limits), Ok(Some(_)))
    {
        return Err(ScanError::IsBundle);
    }
    let mut walk =
        Walk { layout: &layout, limits, seen: 0, markdown: Vec::new(), files: Vec::new(), left: &mut left };
    walk.content(&root)?;
    let (paths, files) = (std::mem::take(&mut walk.markdown), std::mem::take(&mut walk.files));
    if let Some(manifest) = &manifest {
        let gone = manifest.gone(&root).map(|path| Left::new(path, LeftWhy::Gone));
        left.extend(gone);
    }
    let nouns = manifest.as_ref().map(|m| NounNames::of(&m.nouns)).unwrap_or_default();
    let entries = place::entries(paths, &layout, &mut left);
    left.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    let mut scan = Scan {
        root: path,
        tool: layout.tool,
        entries,
        left,
        manifest,
        default_language: layout.default_language.clone(),
        folder: root,
        layout,
        limits: limits.clone(),
        nouns,
        files,
        by_name: OnceLock::new(),
        known: OnceLock::new(),
        _unpacked: unpacked,
    };
    if scan.tool == Tool::Plain {
        drop_second_texts(&mut scan);
    }
    Ok(scan)
}

/// In a part of a bundle of our own, where no manifest says whose it is: the texts that are read with the article beside them.
fn drop_second_texts(scan: &mut Scan) {
    let is_beside = |entry: &Entry| {
        let index = root::join(root::folder_of(&entry.path), "index.md");
        index.is_some_and(|index| matches!(scan.folder.find(&index), Found::File(_)))
    };
    let is_second = |entry: &Entry| {
        own::may_be_second_text(&entry.path)
            && is_beside(entry)
            && read::open(scan, &entry.path)
                .is_ok_and(|source| own::is_second_text(&entry.path, source.front.as_ref()))
    };
    let keep: Vec<bool> = scan.entries.iter().map(|entry| !is_second(entry)).collect();
    let mut keep = keep.into_iter();
    scan.entries.retain(|_| keep.next().unwrap_or(true));
}

struct Walk<'a> {
    layout: &'a Layout,
    limits: &'a Limits,
    seen: usize,
    markdown: Vec<String>,
    /// What may be shown in a text.
    files: Vec<String>,
    left: &'a mut Vec<Left>,
}

impl Walk<'_> {
    /// Walks each content folder once, also where one lies in another.
    fn content(&mut self, root: &Root) -> Result<(), ScanError> {
        let folders: Vec<String> = self.layout.content.iter().map(|(folder, _)| folder.clone()).collect();
        for folder in &folders {
            let within = |other: &String| {
                other != folder
                    && (other.is_empty()
                        || folder.strip_prefix(other.as_str()).is_some_and(|rest| rest.starts_with('/')))
            };
            if folders.iter().any(within) {
                continue;
            }
            let dir = if folder.is_empty() { root.dir().try_clone() } else { root.dir().open_dir(folder) };
            match dir {
                Ok(dir) => self.folder(&dir, folder, 0)?,
                Err(error) => self.left.push(Left::new(folder, LeftWhy::Unreadable(error.kind()))),
            }
        }
        self.markdown.sort_unstable();
        Ok(())
    }

    fn folder(&mut self, dir: &Dir, path: &str, depth: usize) -> Result<(), ScanError> {
        let entries = match dir.entries() {
            Ok(entries) => entries,
            Err(error) => {
                self.left.push(Left::new(path, LeftWhy::Unreadable(error.kind())));
                return Ok(());
            }
        };
        for entry in entries {
            self.seen += 1;
            if self.seen > self.limits.files {
                return Err(ScanError::TooManyFiles(self.limits.files));
            }
            let Ok(entry) = entry else { continue };
            let name = entry.file_name();
            let shown = name.to_string_lossy();
            let below = if path.is_empty() { shown.to_string() } else { format!("{path}/{shown}") };
            if shown.starts_with('.') {
                continue;
            }
            if name.to_str().is_none_or(|name| !names::is_honest(name)) {
                self.left.push(Left::new(below.escape_debug().to_string(), LeftWhy::Name));
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_symlink() => self.left.push(Left::new(below, LeftWhy::Link)),
                Ok(kind) if kind.is_dir() => self.below(&entry, below, depth)?,
                Ok(kind) if kind.is_file() && self.layout.tool != Tool::Galley && is_other_markup(&shown) => {
                    self.left.push(Left::new(below, LeftWhy::NotMarkdown));
                }
                Ok(kind) if !is_markdown(&shown) => {
                    if kind.is_file() && self.layout.tool != Tool::Galley && is_shown(&shown) {
                        self.files.push(below);
                    }
                }
                Ok(kind) if kind.is_file() => self.markdown.push(below),
                Ok(_) => self.left.push(Left::new(below, LeftWhy::Special)),
                Err(error) => self.left.push(Left::new(below, LeftWhy::Unreadable(error.kind()))),
            }
        }
        Ok(())
    }

    fn below(&mut self, entry: &cap_std::fs::DirEntry, path: String, depth: usize) -> Result<(), ScanError> {
        if is_tool_folder(&path, self.layout) {
            self.left.push(Left::new(path, LeftWhy::ToolFolder));
            return Ok(());
        }
        if depth >= self.limits.folder_depth {
            self.left.push(Left::new(path, LeftWhy::TooDeep(self.limits.folder_depth)));
            return Ok(());
        }
        match entry.open_dir() {
            Ok(dir) => self.folder(&dir, &path, depth + 1),
            Err(error) => {
                self.left.push(Left::new(path, LeftWhy::Unreadable(error.kind())));
                Ok(())
            }
        }
    }
}

/// Folders with what a tool made or needs. In a bundle of our own every folder may be an article's.
fn is_tool_folder(path: &str, layout: &Layout) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let at_top = !path.contains('/');
    match layout.tool {
        Tool::Galley => false,
        Tool::Jekyll => {
            matches!(name, "node_modules" | "vendor")
                || (name.starts_with('_') && !layout.collections.iter().any(|c| c == name))
        }
        _ => {
            name == "node_modules"
                || name == "__MACOSX"
                || (at_top
                    && matches!(
                        name,
                        "public" | "themes" | "archetypes" | "layouts" | "resources" | "templates" | "sass"
                    ))
        }
    }
}

/// Whether a file is called as Markdown files are.
pub(crate) fn is_markdown(name: &str) -> bool {
    has_extension(name, &["md", "markdown"])
}

/// Whether a file is called as those are that Galley holds.
fn is_shown(name: &str) -> bool {
    MediaKind::ALL.iter().any(|kind| has_extension(name, &[kind.extension()]))
        || has_extension(name, &["jpeg"])
}

/// Whether a file is called as pages in another markup are, so that somebody may miss it.
fn is_other_markup(name: &str) -> bool {
    const EXTENSIONS: &[&str] =
        &["adoc", "asciidoc", "docx", "htm", "html", "mdx", "odt", "org", "pandoc", "rst", "textile"];
    has_extension(name, EXTENSIONS)
}

fn has_extension(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(stem, end)| !stem.is_empty() && extensions.iter().any(|e| end.eq_ignore_ascii_case(e)))
}

/// Whether a folder is a bundle of our own.
pub(crate) fn is_bundle(folder: &Path) -> bool {
    folder.join(MANIFEST).is_file()
}
