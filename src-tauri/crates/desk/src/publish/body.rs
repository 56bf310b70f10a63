//! The body that is sent: the house dialect as sanitised HTML, its pictures and links those of the server.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use galley_domain::{ArticleId, Content, MediaHash, Picture, TargetId};
use galley_markdown::{Links, Options, Rendered, Target, Texts};
use galley_store::View;

use crate::DeskError;

/// Longest address that stands in a note, in characters.
const NOTED_CHARS_MAX: usize = 200;

/// What the body of an article refers to.
pub(super) struct Body {
    content: Content,
    /// The pictures that it shows.
    pub(super) shown: Vec<MediaHash>,
    /// The picture that stands for it.
    pub(super) cover: Option<MediaHash>,
    /// Those of them that the server does not have.
    pub(super) uploads: Vec<MediaHash>,
    alts: BTreeMap<MediaHash, String>,
    /// The addresses at this target of the articles that it links to.
    pub(super) linked: BTreeMap<ArticleId, String>,
    lost: RefCell<BTreeSet<String>>,
}

impl Body {
    pub(super) fn read(view: &View<'_>, target: TargetId, content: &Content) -> Result<Self, DeskError> {
        let content = content.clone();
        let reading = galley_markdown::read(&content.body);
        let mut shown = Vec::new();
        let mut alts = BTreeMap::new();
        for medium in &reading.media {
            if let Some(hash) = content.pictures.get(&medium.path)
                && !shown.contains(hash)
            {
                shown.push(*hash);
                alts.insert(*hash, medium.alt.clone());
            }
        }
        let cover = content.cover.as_ref().and_then(|cover| match &cover.picture {
            Picture::Media(hash) => Some(*hash),
            Picture::Remote(_) => None,
        });
        if let (Some(hash), Some(cover)) = (cover, &content.cover) {
            alts.entry(hash).or_insert_with(|| cover.alt.clone());
        }
        let mut uploads = Vec::new();
        for hash in shown.iter().copied().chain(cover) {
            if !uploads.contains(&hash) && view.ledger_media(target, hash)?.is_none() {
                uploads.push(hash);
            }
        }
        let mut linked = BTreeMap::new();
        for id in content.links.values() {
            if let Some(url) = view.ledger(target, *id)?.and_then(|entry| entry.url) {
                linked.insert(*id, url);
            }
        }
        Ok(Self { content, shown, cover, uploads, alts, linked, lost: RefCell::default() })
    }

    /// The words for those who do not see a picture, where the article has some of its own.
    pub(super) fn alt(&self, hash: MediaHash) -> Option<&str> {
        self.alts.get(&hash).map(String::as_str).filter(|alt| !alt.is_empty())
    }

    /// The HTML, block by block; `address` says where a picture lies at the server.
    pub(super) fn blocks(&self, address: impl Fn(MediaHash) -> Option<String>) -> Vec<String> {
        let rendered = self.rendered(address);
        rendered.blocks.into_iter().chain(rendered.footnotes).map(|block| block.html).collect()
    }

    /// The same with all that is known of it.
    pub(super) fn rendered(&self, address: impl Fn(MediaHash) -> Option<String>) -> Rendered {
        let links = ServerLinks { body: self, address: &address };
        let chinese = self.content.language.primary() == "zh";
        let texts = if chinese { &Texts::CHINESE } else { &Texts::ENGLISH };
        // Colours of code would need the stylesheet of a theme that is not ours.
        let options = Options { links: &links, texts, highlight: false, ..Options::default() };
        galley_markdown::render(&self.content.body, &options)
    }

    /// What could not be kept, once the HTML was made.
    pub(super) fn notes(&self) -> Vec<String> {
        self.lost.borrow().iter().cloned().collect()
    }

    fn lose(&self, what: &str, address: &str) {
        let address: String = address.chars().take(NOTED_CHARS_MAX).collect();
        self.lost.borrow_mut().insert(format!("{what}: {address}"));
    }
}

struct ServerLinks<'b> {
    body: &'b Body,
    address: &'b dyn Fn(MediaHash) -> Option<String>,
}

impl Links for ServerLinks<'_> {
    fn link(&self, href: &str) -> Target<'_> {
        let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
        let links = &self.body.content.links;
        let Some(id) = links.get(href).or_else(|| links.get(path)) else {
            return Target::Keep;
        };
        let Some(url) = self.body.linked.get(id) else {
            self.body.lose(
                "a link leads to an article that is not published there, its words stand without it",
                href,
            );
            return Target::Broken;
        };
        let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
        Target::To(format!("{url}{fragment}").into())
    }

    fn picture(&self, path: &str) -> galley_markdown::Picture<'_> {
        let hash = self.body.content.pictures.get(path);
        if let Some(src) = hash.and_then(|hash| (self.address)(*hash)) {
            return galley_markdown::Picture::At { src: src.into(), width: None, height: None, sized: None };
        }
        if path.starts_with("https://") || path.starts_with("http://") {
            return galley_markdown::Picture::Keep;
        }
        self.body.lose("a picture is not in the library", path);
        galley_markdown::Picture::Missing
    }
}
