//! `galley.json`: what a bundle of our own says about itself. The nouns that articles refer to, and a hash of each file.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use galley_domain::{
    ArticleId, Byline, BylineId, Category, CategoryId, FocalPoint, Form, Instant, Language, LibraryId, Media,
    MediaHash, MediaKind, Names, Tag, TagId, Target, TargetId, TimeZone,
};
use serde::{Deserialize, Serialize};

use crate::layout::MANIFEST;
use crate::root::{Found, Root};
use crate::{LeftWhy, Limits, names};

/// The form of bundles that is written, and the newest that is read.
pub const BUNDLE_VERSION: u32 = 1;

/// What a bundle says about itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the bundle.
    #[serde(rename = "galley_bundle")]
    pub version: u32,
    /// The library that it was exported from.
    pub library: LibraryId,
    /// What articles are filed under, and more.
    #[serde(flatten)]
    pub nouns: Nouns,
    /// Every file of the bundle except the manifest, by its path.
    pub files: BTreeMap<String, FileRecord>,
}

/// The records of a library that articles refer to, and what it decides for all of them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Nouns {
    /// Categories.
    pub categories: Vec<Category>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Bylines.
    pub bylines: Vec<Byline>,
    /// Inquiry forms.
    pub forms: Vec<Form>,
    /// Targets.
    pub targets: Vec<Target>,
    /// What is said about media.
    pub media: Vec<MediaRecord>,
    /// What the library decides once for all articles, where all of it goes along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<Settings>,
    /// What counters of sites said of articles. Here and not beside the articles, whose files stay the same when someone reads them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<FigureRecord>,
}

/// What the counter of a site said of an article when it was asked last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureRecord {
    /// The site.
    pub target: TargetId,
    /// The article.
    pub article: ArticleId,
    /// Views, where it ever said a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub views: Option<u64>,
    /// When it was asked.
    pub asked_at: Instant,
}

/// The settings of a library. Passwords are none of them, and lie in no library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The language that new articles are written in.
    pub language: Language,
    /// The time zone in which dates without one are read.
    pub time_zone: TimeZone,
    /// Whether texts are reviewed before they are released.
    #[serde(default)]
    pub review: bool,
    /// The target that is meant where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_target: Option<TargetId>,
    /// Names and brands that spelling takes as right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub house_words: Vec<String>,
}

/// What is said about a file in the library.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MediaRecord {
    /// Its identity.
    pub hash: MediaHash,
    /// One place in the bundle where it lies; empty until it is exported.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// What it is.
    pub kind: MediaKind,
    /// The name it came under.
    pub name: String,
    /// Default alternative text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// Default caption.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// What stays visible when cropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focal: Option<FocalPoint>,
}

impl From<&Media> for MediaRecord {
    fn from(media: &Media) -> Self {
        Self {
            hash: media.hash,
            file: String::new(),
            kind: media.kind,
            name: media.name.clone(),
            alt: media.alt.clone(),
            caption: media.caption.clone(),
            credit: media.credit.clone(),
            focal: media.focal,
        }
    }
}

/// A file of the bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Hash of its bytes.
    pub sha256: MediaHash,
    /// Its size.
    pub bytes: u64,
    /// The hash that it had before, while an export over an older bundle is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<MediaHash>,
}

/// A manifest that is no manifest.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// It cannot be read.
    #[error("galley.json: {0}")]
    Unreadable(LeftWhy),
    /// It is damaged.
    #[error(
        "galley.json is damaged ({0}); nothing was changed. Without that file its articles come in, without their ids"
    )]
    Damaged(#[from] serde_json::Error),
    /// A newer Galley wrote it.
    #[error(
        "the bundle was written by a newer Galley (form {found}, this one reads {BUNDLE_VERSION}); nothing was changed, update Galley"
    )]
    Newer {
        /// Its form.
        found: u32,
    },
}

impl Manifest {
    /// Reads the manifest of a folder; none where there is none.
    pub(crate) fn read(root: &Root, limits: &Limits) -> Result<Option<Self>, ManifestError> {
        if root.find(MANIFEST) == Found::Nothing {
            return Ok(None);
        }
        let too_large = |bytes| LeftWhy::TooLarge { bytes, max: limits.manifest_bytes };
        let bytes =
            root.read(MANIFEST, limits.manifest_bytes, too_large).map_err(ManifestError::Unreadable)?;
        Self::parse(&bytes).map(Some)
    }

    /// Reads the bytes of a manifest.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        #[derive(Deserialize)]
        struct Form {
            galley_bundle: u32,
        }
        // The form first: a newer one may hold what this Galley cannot read.
        let found = serde_json::from_slice::<Form>(bytes)?.galley_bundle;
        if found > BUNDLE_VERSION {
            return Err(ManifestError::Newer { found });
        }
        let mut manifest: Self = serde_json::from_slice(bytes)?;
        // The paths are looked up and, in an export, written over: none may lead elsewhere.
        manifest.files.retain(|path, _| names::is_portable_path(path));
        Ok(manifest)
    }

    /// Files that it names and that are not there.
    pub(crate) fn gone(&self, root: &Root) -> impl Iterator<Item = String> {
        self.files.keys().filter(|path| !matches!(root.find(path), Found::File(_))).cloned()
    }
}

/// The names of nouns, for the many articles that refer to them.
#[derive(Debug, Default)]
pub(crate) struct NounNames {
    pub(crate) categories: HashMap<CategoryId, Names>,
    pub(crate) tags: HashMap<TagId, Names>,
    pub(crate) bylines: HashMap<BylineId, Names>,
}

impl NounNames {
    pub(crate) fn of(nouns: &Nouns) -> Self {
        Self {
            categories: nouns.categories.iter().map(|c| (c.id, c.names.clone())).collect(),
            tags: nouns.tags.iter().map(|t| (t.id, t.names.clone())).collect(),
            bylines: nouns.bylines.iter().map(|b| (b.id, b.names.clone())).collect(),
        }
    }
}

/// What an article in this language calls a noun; none where the noun is not there, as a text that readers had may name one that was
/// removed since.
pub(crate) fn name_of<Id: Copy + Eq + Hash>(
    names: &HashMap<Id, Names>,
    id: Id,
    language: &Language,
) -> Option<String> {
    names.get(&id).map(|names| names.get(language).name.clone())
}
