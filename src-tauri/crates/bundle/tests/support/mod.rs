//! A library in memory: enough of one to be exported, and to take back what was.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use galley_bundle::{
    CoverPicture, Dialect, ExportError, Exported, Fields, Filed, Limits, LinkTo, MediaFiles, MediaRecord,
    Nouns, Outgoing, PictureRef, Released, Scan, export, open_picture, read, scan,
};
use galley_domain::{
    Article, Byline, Category, Content, Cover, FormSwitch, Instant, Kind, Language, LibraryId, MediaHash,
    MediaKind, Name, Names, PendingChange, Picture, RevisionNumber, Slug, Stage, Tag, TimeZone,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct Library {
    pub(crate) nouns: Nouns,
    pub(crate) articles: Vec<Outgoing>,
    pub(crate) files: BTreeMap<MediaHash, Vec<u8>>,
    /// What an import had to say.
    pub(crate) notes: Vec<String>,
}

impl MediaFiles for Library {
    fn open(&self, media: MediaHash) -> io::Result<Box<dyn Read>> {
        let bytes = self.files.get(&media).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(io::Cursor::new(bytes.clone())))
    }
}

impl Library {
    pub(crate) fn media(&mut self, bytes: &[u8], name: &str, alt: &str) -> MediaHash {
        let bytes = whole(bytes);
        let hash = MediaHash::new(Sha256::digest(&bytes).into());
        let kind = MediaKind::of(&bytes).expect("a kind that is held");
        self.files.insert(hash, bytes);
        let (name, alt) = (name.to_owned(), alt.to_owned());
        self.nouns.media.push(MediaRecord {
            hash,
            file: String::new(),
            kind,
            name,
            alt,
            caption: "C".into(),
            credit: String::new(),
            focal: None,
        });
        hash
    }

    pub(crate) fn try_export(&self, path: &Path) -> Result<Exported, ExportError> {
        let articles = self.articles.iter().cloned().map(Ok::<_, io::Error>);
        export(path, library_id(), &self.nouns, articles, self)
    }

    pub(crate) fn export(&self, path: &Path) -> Exported {
        self.try_export(path).expect("it can be written")
    }

    pub(crate) fn import(path: &Path) -> Self {
        let scan = scan(path, Dialect::Auto, &Limits::default()).expect("it is a bundle");
        let manifest = scan.manifest.clone().expect("it is a bundle");
        assert_eq!(manifest.library, library_id());
        let mut library = Self { nouns: manifest.nouns, ..Self::default() };
        library.notes.extend(scan.left.iter().map(ToString::to_string));
        for record in library.nouns.media.clone() {
            if !record.file.is_empty() {
                library.take(&scan, &PictureRef { as_written: String::new(), file: record.file });
            }
        }
        for entry in &scan.entries {
            let incoming = read(&scan, entry, TimeZone::UTC).expect("what we wrote is good");
            library.notes.extend(incoming.left.iter().map(ToString::to_string));
            library.notes.extend(incoming.notes.iter().map(|note| note.what.to_string()));
            let exact = incoming.exact.expect("what we wrote is exact");
            let released = match exact.released {
                Released::Nothing | Released::Working | Released::Lost => None,
                Released::Other(ref fields) => Some(library.content(&scan, fields)),
            };
            let pending = exact.pending.as_ref().and_then(|waits| waits.other.as_ref());
            let pending = pending.map(|fields| library.content(&scan, fields));
            let content = library.content(&scan, &incoming.fields);
            let article = Article {
                id: exact.id,
                kind: incoming.kind,
                slug_chosen: incoming.slug_chosen,
                stage: exact.stage,
                version: 1,
                released: (exact.released != Released::Nothing).then_some(RevisionNumber(1)),
                changed_since_release: released.is_some(),
                publish_at: incoming.publish_at,
                pending: exact
                    .pending
                    .as_ref()
                    .map(|waits| PendingChange { revision: RevisionNumber(2), at: waits.at }),
                embargo_until: exact.embargo_until,
                archived: exact.archived,
                trashed_at: exact.trashed_at,
                created_at: exact.created_at,
                modified_at: exact.modified_at,
                content,
            };
            let (old_slugs, filed_before) = (exact.old_slugs, exact.filed_before);
            library.articles.push(Outgoing { article, released, pending, old_slugs, filed_before });
        }
        library.articles.sort_by_key(|outgoing| outgoing.article.id);
        library
    }

    fn take(&mut self, scan: &Scan, picture: &PictureRef) -> MediaHash {
        let opened = open_picture(scan, picture).expect("what we wrote is good");
        assert!(!opened.edited);
        self.files.insert(opened.hash, opened.bytes);
        opened.hash
    }

    fn content(&mut self, scan: &Scan, fields: &Fields) -> Content {
        fn ids<Id: Copy>(filed: &[Filed<Id>]) -> Vec<Id> {
            filed.iter().map(|filed| filed.id.expect("what we wrote has ids")).collect()
        }
        let cover = fields.cover.as_ref().map(|cover| Cover {
            picture: match &cover.picture {
                CoverPicture::File(picture) => Picture::Media(self.take(scan, picture)),
                CoverPicture::Remote(url) => Picture::Remote(url.clone()),
            },
            alt: cover.alt.clone(),
            caption: cover.caption.clone(),
            credit: cover.credit.clone(),
        });
        let pictures = fields
            .pictures
            .iter()
            .map(|picture| (picture.as_written.clone(), self.take(scan, picture)))
            .collect();
        let link = |(href, to): (&String, &LinkTo)| match to {
            LinkTo::Article(id) => (href.clone(), *id),
            LinkTo::Origin(path) => panic!("our own links are ids: {path}"),
        };
        Content {
            headline: fields.headline.clone(),
            lead: fields.lead.clone(),
            body: fields.body.clone(),
            slug: fields.slug.clone().expect("what we wrote has one"),
            language: fields.language.clone().expect("what we wrote has one"),
            category: fields.category.as_ref().map(|filed| filed.id.expect("what we wrote has ids")),
            tags: ids(&fields.tags),
            bylines: ids(&fields.bylines),
            cover,
            date: fields.date,
            seo: fields.seo.clone(),
            form: fields.form,
            view_base: fields.view_base,
            translation: fields.translation.clone(),
            aliases: fields.aliases.clone(),
            pictures,
            links: fields.links.iter().map(link).collect(),
            custom: fields.custom.clone(),
        }
    }

    /// The nouns as a library has them: it does not say where its files lie in a bundle.
    pub(crate) fn nouns_without_files(&self) -> Nouns {
        let mut nouns = self.nouns.clone();
        nouns.media.iter_mut().for_each(|record| record.file.clear());
        nouns.media.sort_by_key(|record| record.hash);
        nouns
    }
}

/// A picture that is one: the given first bytes tell the kind, the rest makes it different from others.
fn whole(head: &[u8]) -> Vec<u8> {
    let mut bytes = match head[0] {
        0x89 => b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x01\x08\x02\0\0\0\0\0\0\0".to_vec(),
        0xff => {
            b"\xff\xd8\xff\xc0\0\x11\x08\0\x01\0\x02\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xd9".to_vec()
        }
        _ => b"GIF89a\x02\0\x01\0\0\0\0;".to_vec(),
    };
    bytes.extend(head);
    bytes
}

/// Everything but what is the library's own: numbers of revisions and saves.
pub(crate) fn assert_same(was: &Outgoing, is: &Outgoing) {
    let plain = |outgoing: &Outgoing| {
        let mut outgoing = outgoing.clone();
        outgoing.article.version = 1;
        outgoing.article.released = outgoing.article.released.map(|_| RevisionNumber(1));
        outgoing.article.pending =
            outgoing.article.pending.map(|change| PendingChange { revision: RevisionNumber(2), ..change });
        outgoing.article.changed_since_release = outgoing.released.is_some();
        outgoing
    };
    let (was, is) = (plain(was), plain(is));
    assert_eq!(was.article, is.article);
    assert_eq!(was.released, is.released);
    assert_eq!(was.pending, is.pending);
    assert_eq!(was.old_slugs, is.old_slugs);
    assert_eq!(was.filed_before, is.filed_before);
    let order = |outgoing: &Outgoing| outgoing.article.content.custom.keys().cloned().collect::<Vec<_>>();
    assert_eq!(order(&was), order(&is), "custom fields keep their order");
}

/// Every file below a folder.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("it is a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name =
                    path.strip_prefix(folder).expect("it lies below").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(path).expect("it can be read"));
            }
        }
    }
    files
}

/// An id of any noun, from a number.
pub(crate) fn id<Id: From<Raw>>(n: u128) -> Id {
    Id::from(Raw(n))
}

pub(crate) struct Raw(u128);

macro_rules! from_raw {
    ($($id:ident),*) => {$(
        impl From<Raw> for galley_domain::$id {
            fn from(raw: Raw) -> Self {
                Self::new(Uuid::from_u128(raw.0))
            }
        }
    )*};
}
from_raw!(ArticleId, CategoryId, TagId, BylineId, TargetId);

pub(crate) fn library_id() -> LibraryId {
    LibraryId::new(Uuid::from_u128(0xfeed))
}

pub(crate) fn at(millis: i64) -> Instant {
    chrono::DateTime::from_timestamp_millis(millis).expect("a valid time")
}

pub(crate) fn slug(text: &str) -> Slug {
    text.parse().expect("a good slug")
}

fn names(name: &str) -> Names {
    let slug = Slug::from_headline(name).expect("it has letters");
    Names::new(Language::english(), Name::new(name, slug))
}

pub(crate) fn category(n: u128, name: &str, parent: Option<u128>) -> Category {
    Category {
        id: id(n),
        names: names(name),
        parent: parent.map(id),
        former_parents: Vec::new(),
        order: n as i32,
        form: FormSwitch::On,
    }
}

pub(crate) fn tag(n: u128, name: &str) -> Tag {
    Tag { id: id(n), names: names(name) }
}

pub(crate) fn byline(n: u128, name: &str, picture: Option<MediaHash>) -> Byline {
    Byline {
        id: id(n),
        names: names(name),
        picture: picture.map(Picture::Media),
        urls: vec!["https://example.org/".into()],
    }
}

pub(crate) fn article(n: u128, language: &str, name: &str) -> Article {
    Article {
        id: id(n),
        kind: Kind::Article,
        content: Content::empty(language.parse().expect("a good tag"), slug(name)),
        slug_chosen: true,
        stage: Stage::Draft,
        version: 7,
        released: None,
        changed_since_release: false,
        publish_at: None,
        pending: None,
        embargo_until: None,
        archived: false,
        trashed_at: None,
        created_at: at(1_000 + n as i64),
        modified_at: at(2_000 + n as i64),
    }
}
