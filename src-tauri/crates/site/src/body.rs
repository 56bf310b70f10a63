//! An article's body, from Markdown to the one element that a theme prints and does not look into.
//!
//! All that this crate asks of `galley-markdown` is asked here.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use galley_domain::{ArticleId, Language, Site};
use galley_markdown::{Allow, Links, Options, ProblemKind, Sized, Target, Texts};
use minijinja::Value;

use crate::address::{Base, encode_once};
use crate::index::{Index, Shown};
use crate::memory::Asked;
use crate::pictures;
use crate::theme::{Words, is_unprintable};
use crate::{Image, Problem, Text};

/// The attribute of the element that holds the body: in every theme the same, so that the preview finds it.
pub const BODY_MARKER: &str = "data-galley-body";

/// A block of a body: what can be replaced by itself while a text is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The line of the text that it begins on, counted from 1. Blocks ascend, the notes at the end aside.
    pub first_line: u32,
    /// Sanitised, closed in itself.
    pub html: String,
}

/// A rendered body.
#[derive(Debug)]
pub(crate) struct Body {
    /// What stands in the element with the marker; the notes are the last block.
    pub(crate) blocks: Vec<Block>,
    /// Minutes of reading, at least 1.
    pub(crate) minutes: u64,
    /// Pictures that it shows.
    pub(crate) files: Vec<Shown>,
    /// Links and pictures that lead nowhere.
    pub(crate) problems: Vec<Problem>,
    /// Addresses that mean something in the library, sorted.
    pub(crate) asked: Vec<Asked>,
    /// Where the players of its videos stand, each once, sorted.
    pub(crate) players: Vec<&'static str>,
}

/// What the dialect calls each host of videos, and where its player stands, as `players.js` has it.
const PLAYERS: [(&str, &str); 6] = [
    ("youtube", "https://www.youtube-nocookie.com"),
    ("vimeo", "https://player.vimeo.com"),
    ("dailymotion", "https://geo.dailymotion.com"),
    ("bilibili", "https://player.bilibili.com"),
    ("youku", "https://player.youku.com"),
    ("tencent", "https://v.qq.com"),
];

/// The players that blocks ask for, as the dialect writes it. A text cannot say so by chance: in it a quotation mark is another sign.
fn players(blocks: &[Block]) -> Vec<&'static str> {
    let has = |key: &str| {
        let mark = format!(" data-embed=\"{key}\"");
        blocks.iter().any(|block| block.html.contains(&mark))
    };
    let mut players: Vec<_> = PLAYERS.iter().filter(|(key, _)| has(key)).map(|(_, at)| *at).collect();
    players.sort_unstable();
    players
}

/// Renders the body of an article.
pub(crate) fn render(index: &Index, text: &Text, allow: &Allow, texts: &Texts) -> Body {
    let links = SiteLinks::new(index, text);
    let options = Options { links: &links, allow, texts, scrolls: true, ..Options::default() };
    let rendered = galley_markdown::render(&text.content.body, &options);
    // Problems ascend: each line end is counted once, however many marks there are.
    let (mut line, mut counted) = (1, 0);
    for problem in rendered.problems.iter().filter(|p| p.kind == ProblemKind::Placeholder) {
        let between = &text.content.body.as_bytes()[counted..problem.range.start.max(counted)];
        line += between.split(|byte| *byte == b'\n').count() - 1;
        counted += between.len();
        links.problems.borrow_mut().push(Problem::Placeholder {
            article: text.id,
            headline: text.content.headline.clone(),
            line,
        });
    }
    let minutes = rendered.counts.reading_time_s.div_ceil(60).max(1);
    let blocks = rendered.blocks.into_iter().chain(rendered.footnotes).map(|block| {
        let mut html = block.html;
        if html.contains(is_unprintable) {
            html.retain(|c| !is_unprintable(c));
        }
        Block { first_line: block.first_line, html }
    });
    let blocks: Vec<_> = blocks.collect();
    Body {
        players: players(&blocks),
        blocks,
        minutes,
        files: links.files.into_inner(),
        problems: links.problems.into_inner(),
        asked: links.asked.into_inner().into_iter().collect(),
    }
}

/// What the addresses in a body come to: with the words, all that its HTML is made from.
pub(crate) fn answers(index: &Index, text: &Text, asked: &[Asked]) -> String {
    let links = SiteLinks::new(index, text);
    let mut answers = String::new();
    for address in asked {
        // As the renderer is told it, whatever that is.
        writeln!(
            answers,
            "{}",
            match address {
                Asked::Link(href) => format!("{:?}", links.link(href)),
                Asked::Picture(path) => format!("{:?}", links.picture(path)),
            }
        )
        .expect("a string takes all");
    }
    answers
}

/// A sentence of the site's own with links, emphasis and code, as HTML; what is more than one paragraph stands as it is written.
pub(crate) fn sentence(base: &Base, text: &str) -> Value {
    let links = OwnLinks(base);
    let text = text.replace(is_unprintable, "");
    let rendered = galley_markdown::render(&text, &Options { links: &links, ..Options::default() });
    let inner = match &*rendered.blocks {
        [only] => only.html.trim().strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")),
        _ => None,
    };
    inner.map_or_else(|| text.as_str().into(), |html| Value::from_safe_string(html.to_owned()))
}

/// Links of the settings: what begins with a slash is a page of the site.
struct OwnLinks<'b>(&'b Base);

impl Links for OwnLinks<'_> {
    fn link(&self, href: &str) -> Target<'_> {
        if href.starts_with('/') && !href.starts_with("//") {
            return Target::To(format!("{}{href}", self.0.path()).into());
        }
        Target::Keep
    }

    fn picture(&self, _: &str) -> galley_markdown::Picture<'_> {
        galley_markdown::Picture::Missing
    }
}

/// The element with the marker, around these blocks.
pub(crate) fn element(language: &Language, blocks: &[Block]) -> String {
    let bytes: usize = blocks.iter().map(|block| block.html.len()).sum();
    let mut html = String::with_capacity(bytes + 80);
    html.push_str("<div class=\"body\" ");
    html.push_str(BODY_MARKER);
    html.push_str(" lang=\"");
    html.push_str(language.as_str());
    html.push_str("\">\n");
    html.extend(blocks.iter().map(|block| block.html.as_str()));
    html.push_str("</div>");
    html
}

/// The raw HTML that a site lets through. What the dialect refuses is left out.
pub fn allow(site: &Site) -> Allow {
    let mut allow = Allow::default();
    for entry in &site.allow_html {
        let (element, attribute) = entry.split_once('.').unwrap_or((entry, ""));
        let attributes: &[&str] = if attribute.is_empty() { &[] } else { &[attribute] };
        allow.add_element(element, attributes).ok();
    }
    allow
}

/// The words that the dialect prints, from the theme's.
pub(crate) fn texts(words: &Words) -> Texts {
    let word = |key: &str| Cow::Owned(words.get(key).cloned().unwrap_or_default());
    Texts {
        footnotes: word("footnotes"),
        back_to_text: word("back_to_text"),
        alerts: ["note", "tip", "important", "warning", "caution"].map(word),
        done: word("done"),
        to_do: word("to_do"),
        table: word("table"),
        code: word("code"),
        watch_on: word("watch_on"),
    }
}

/// What links and pictures become in a site.
struct SiteLinks<'a> {
    index: &'a Index,
    text: &'a Text,
    files: RefCell<Vec<Shown>>,
    problems: RefCell<Vec<Problem>>,
    asked: RefCell<BTreeSet<Asked>>,
}

impl<'a> SiteLinks<'a> {
    fn new(index: &'a Index, text: &'a Text) -> Self {
        Self {
            index,
            text,
            files: RefCell::default(),
            problems: RefCell::default(),
            asked: RefCell::default(),
        }
    }

    /// The article that a link was written to.
    fn article_of(&self, href: &str) -> Option<ArticleId> {
        let links = &self.text.content.links;
        let path = || href.split_once('#').and_then(|(path, _)| links.get(path));
        links.get(href).or_else(path).copied()
    }

    /// The address of that article now.
    fn linked(&self, href: &str) -> Option<String> {
        let (_, fragment) = href.split_once('#').unwrap_or((href, ""));
        let entry = self.index.entry(self.index.find(self.article_of(href)?)?);
        let mut address = self.index.base.href(&entry.path);
        if !fragment.is_empty() {
            address.push('#');
            address.push_str(&encode_once(fragment));
        }
        Some(address)
    }

    /// A path from the root of the site, if something stands there.
    fn within(&self, href: &str) -> Option<String> {
        let (path, rest) = href.split_at(href.find(['#', '?']).unwrap_or(href.len()));
        if !path.starts_with('/') || path.starts_with("//") {
            return None;
        }
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
        let slashed = if decoded.ends_with('/') || self.index.has_path(&decoded) {
            decoded.into_owned()
        } else {
            format!("{decoded}/")
        };
        let stands = self.index.has_path(&slashed);
        stands.then(|| format!("{}{rest}", self.index.base.href(&slashed)))
    }
}

impl Links for SiteLinks<'_> {
    fn link(&self, href: &str) -> Target<'_> {
        if is_internal(href) || self.text.content.links.contains_key(href) || href.contains('#') {
            self.asked.borrow_mut().insert(Asked::Link(href.into()));
        }
        if let Some(address) = self.linked(href).or_else(|| self.within(href)) {
            return Target::To(address.into());
        }
        if is_internal(href) {
            let href = href.chars().take(200).collect();
            self.problems.borrow_mut().push(Problem::Link {
                article: self.text.id,
                named: self.text.content.named(),
                href,
            });
        }
        // An article that is not out has no page: its words stand there without a link. Another path may lead to a file of the owner's own.
        if self.article_of(href).is_some() { Target::Broken } else { Target::Keep }
    }

    fn picture(&self, path: &str) -> galley_markdown::Picture<'_> {
        self.asked.borrow_mut().insert(Asked::Picture(path.into()));
        let hash = self.text.content.pictures.get(path);
        let media = hash.and_then(|hash| self.text.media.iter().find(|m| m.hash == *hash));
        let shown =
            media.and_then(|media| Shown::of(&Image::of(media), "", &self.index.base, &self.index.sizing));
        if let Some(shown) = shown {
            let src = shown.src.to_string();
            let pixels = shown.pixels;
            let sized = shown.srcset(&self.index.base);
            self.files.borrow_mut().push(shown);
            return galley_markdown::Picture::At {
                src: src.into(),
                width: pixels.map(|(width, _)| width),
                height: pixels.map(|(_, height)| height),
                sized: sized.map(|webp| Sized { webp, sizes: pictures::IN_TEXT }),
            };
        }
        if !is_internal(path) {
            return galley_markdown::Picture::Keep;
        }
        let path = path.chars().take(200).collect();
        self.problems.borrow_mut().push(Problem::Picture {
            article: self.text.id,
            named: self.text.content.named(),
            path,
        });
        galley_markdown::Picture::Missing
    }
}

/// Whether an address has no scheme and no host: it means something within the library.
pub(crate) fn is_internal(href: &str) -> bool {
    let scheme_end = href.find([':', '/', '?', '#']).unwrap_or(href.len());
    !href[scheme_end..].starts_with(':')
        && !href.starts_with("//")
        && !href.starts_with('#')
        && !href.is_empty()
}
