//! The body that is sent: the house dialect as sanitised HTML, its pictures and links those of the server.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use galley_domain::{ArticleId, Content, MediaHash, Picture, TargetId};
use galley_markdown::{LinkKind, Links, Options, Rendered, Role, Target, Texts};
use galley_publish::{Note, NoteWord};
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
    lost: RefCell<Vec<Note>>,
    /// Whether the server takes pictures.
    sends_pictures: bool,
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
        Ok(Self {
            content,
            shown,
            cover,
            uploads,
            alts,
            linked,
            lost: RefCell::default(),
            sends_pictures: true,
        })
    }

    /// The server takes no pictures: none of ours is shown there.
    pub(super) fn leave_out_pictures(&mut self) {
        self.sends_pictures = false;
        self.shown.clear();
        self.uploads.clear();
        if let Some(hash) = self.cover.take() {
            self.lose(NoteWord::LostCoverPicture, &hash.to_string());
        }
    }

    /// The words for those who do not see a picture, where the article has some of its own.
    pub(super) fn alt(&self, hash: MediaHash) -> Option<&str> {
        self.alts.get(&hash).map(String::as_str).filter(|alt| !alt.is_empty())
    }

    /// The words below the cover, where the article has some of its own.
    pub(super) fn caption(&self, hash: MediaHash) -> Option<&str> {
        let cover = self.content.cover.as_ref().filter(|_| self.cover == Some(hash))?;
        Some(cover.caption.as_str()).filter(|caption| !caption.is_empty())
    }

    /// Who made the cover, where the article says it.
    pub(super) fn credit(&self, hash: MediaHash) -> Option<&str> {
        let cover = self.content.cover.as_ref().filter(|_| self.cover == Some(hash))?;
        Some(cover.credit.as_str()).filter(|credit| !credit.is_empty())
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
        let options =
            Options { links: &links, texts, highlight: false, note_sign: '-', ..Options::default() };
        galley_markdown::render(&self.content.body, &options)
    }

    /// The Markdown as it was written, with the same addresses. What leads nowhere there stands as its words.
    pub(super) fn markdown(&self, address: impl Fn(MediaHash) -> Option<String>) -> String {
        let text = &self.content.body;
        let links = ServerLinks { body: self, address: &address };
        let reading = galley_markdown::read(text);
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for link in reading.links.iter().filter(|link| link.kind == LinkKind::Inline) {
            match links.link(&link.href) {
                Target::To(url) => edits.extend(readdressed(text, &link.range, &link.href, &url)),
                Target::Broken => edits.extend(without_link(text, &link.range)),
                Target::Keep => {}
            }
        }
        for medium in reading.media.iter().filter(|medium| medium.role != Role::RawHtml) {
            match links.picture(&medium.path) {
                galley_markdown::Picture::At { src, .. } => {
                    edits.extend(readdressed(text, &medium.range, &medium.path, &src));
                }
                galley_markdown::Picture::Missing => edits.push((medium.range.clone(), String::new())),
                galley_markdown::Picture::Keep => {}
            }
        }
        // A picture stands within a link: what is within goes with what is around it.
        edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let (mut made, mut from) = (String::with_capacity(text.len()), 0);
        for (range, instead) in edits {
            if range.start >= from {
                made.push_str(&text[from..range.start]);
                made.push_str(&instead);
                from = range.end;
            }
        }
        made.push_str(&text[from..]);
        made
    }

    /// What could not be kept, once the HTML was made.
    pub(super) fn notes(&self) -> Vec<Note> {
        self.lost.borrow().clone()
    }

    fn lose(&self, word: NoteWord, address: &str) {
        let note = Note::about(word, address.chars().take(NOTED_CHARS_MAX).collect::<String>());
        let mut lost = self.lost.borrow_mut();
        if !lost.contains(&note) {
            lost.push(note);
        }
    }
}

/// The place of an address in a link or picture as it is written, and what goes there.
fn readdressed(text: &str, range: &Range<usize>, written: &str, url: &str) -> Option<(Range<usize>, String)> {
    let within = &text[range.clone()];
    let begins = within.rfind(&format!("]({written}")).map(|at| at + 2);
    let begins = begins.or_else(|| within.rfind(&format!("](<{written}>")).map(|at| at + 3))?;
    let start = range.start + begins;
    Some((start..start + written.len(), url.to_owned()))
}

/// A link as its words alone.
fn without_link(text: &str, range: &Range<usize>) -> [(Range<usize>, String); 2] {
    let end = text[range.clone()].rfind("](").map_or(range.end, |at| range.start + at);
    [(range.start..range.start + 1, String::new()), (end..range.end, String::new())]
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
            self.body.lose(NoteWord::LostLink, href);
            return Target::Broken;
        };
        let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
        Target::To(format!("{url}{fragment}").into())
    }

    fn picture(&self, path: &str) -> galley_markdown::Picture<'_> {
        let hash = self.body.content.pictures.get(path);
        if hash.is_some() && !self.body.sends_pictures {
            self.body.lose(NoteWord::LostPicture, path);
            return galley_markdown::Picture::Missing;
        }
        if let Some(src) = hash.and_then(|hash| (self.address)(*hash)) {
            return galley_markdown::Picture::At { src: src.into(), width: None, height: None, sized: None };
        }
        if path.starts_with("https://") || path.starts_with("http://") {
            return galley_markdown::Picture::Keep;
        }
        self.body.lose(NoteWord::MissingPicture, path);
        galley_markdown::Picture::Missing
    }
}
