//! What a caller decides: how links and pictures resolve, which words are printed, what raw HTML is welcome.

use std::borrow::Cow;

use crate::allow::Allow;

/// How an article is rendered. The default is an article in the house dialect with English words, its links and
/// pictures kept as written.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Decides what each link and picture becomes.
    pub links: &'a dyn Links,
    /// The raw HTML that this site welcomes.
    pub allow: &'a Allow,
    /// The words that Galley itself prints, in the article's language.
    pub texts: &'a Texts,
    /// Code blocks in colours (as classes; the colours are [`crate::code_stylesheet`]).
    pub highlight: bool,
    /// Levels added to every heading: 1 where the page's headline is the `<h1>` and bodies begin at `#`.
    pub heading_shift: u8,
    /// Put before every id, where several articles share a page. Letters, digits, `-` and `_`.
    pub id_prefix: &'a str,
    /// What parts the words of a footnote's name, as in `fn:1`. No heading's name has a colon; but WordPress takes what stands before one
    /// for a protocol that it does not know, and there it is a `-`.
    pub note_sign: char,
    /// Whether browsers may load pictures when they come into sight.
    pub lazy_pictures: bool,
    /// Whether tables and code can be reached by keyboard: on pages where what is too wide scrolls by itself, else its end is for those with
    /// a mouse only.
    pub scrolls: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            links: &AsWritten,
            allow: Allow::house(),
            texts: &Texts::ENGLISH,
            highlight: true,
            heading_shift: 0,
            id_prefix: "",
            note_sign: ':',
            lazy_pictures: true,
            scrolls: false,
        }
    }
}

/// Decides what a link or a picture becomes when an article is rendered.
///
/// It is not asked about fragments of the same document (`#heading`), embeds and addresses that may never stand in a
/// page (`javascript:` and its like). What it answers is checked again.
pub trait Links {
    /// What a link to `href` becomes. `href` is as written, character references undone, nothing encoded.
    fn link(&self, href: &str) -> Target<'_>;
    /// What a picture at `path` becomes. `path` is as written.
    fn picture(&self, path: &str) -> Picture<'_>;
}

/// What a link becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target<'a> {
    /// A link to the address as written.
    Keep,
    /// A link to this address instead.
    To(Cow<'a, str>),
    /// Its text without a link, and a problem.
    Broken,
}

/// What a picture becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture<'a> {
    /// A picture at the path as written.
    Keep,
    /// A picture at this address; `blob:` is possible here, for the preview.
    At {
        /// Its address.
        src: Cow<'a, str>,
        /// Its width in CSS pixels.
        width: Option<u32>,
        /// Its height in CSS pixels.
        height: Option<u32>,
        /// The same in other widths.
        sized: Option<Sized>,
    },
    /// Its alternative text, marked as missing, and a problem.
    Missing,
}

/// A picture in several widths, as the attributes of a `<source>` say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sized {
    /// Addresses of WebP files with their widths: `/a-400.webp 400w, /a-800.webp 800w`.
    pub webp: String,
    /// How wide it is shown: `(min-width: 46rem) 44rem, 100vw`.
    pub sizes: &'static str,
}

/// Keeps every link and picture as it is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct AsWritten;

impl Links for AsWritten {
    fn link(&self, _: &str) -> Target<'_> {
        Target::Keep
    }

    fn picture(&self, _: &str) -> Picture<'_> {
        Picture::Keep
    }
}

/// The words that Galley itself prints into an article. They are plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// Name of the section with the footnotes, for screen readers.
    pub footnotes: Cow<'static, str>,
    /// Name of the arrow behind a footnote, for screen readers.
    pub back_to_text: Cow<'static, str>,
    /// Titles of the alerts: note, tip, important, warning, caution.
    pub alerts: [Cow<'static, str>; 5],
    /// Name of a ticked box of a task list, for screen readers.
    pub done: Cow<'static, str>,
    /// Name of an empty box of a task list, for screen readers.
    pub to_do: Cow<'static, str>,
    /// Name of a table, for screen readers.
    pub table: Cow<'static, str>,
    /// Name of a block of code, for screen readers.
    pub code: Cow<'static, str>,
    /// The link of an embed; `{host}` becomes the name of the video host.
    pub watch_on: Cow<'static, str>,
}

impl Texts {
    /// English.
    pub const ENGLISH: Self = Self {
        footnotes: Cow::Borrowed("Footnotes"),
        back_to_text: Cow::Borrowed("Back to text"),
        alerts: [
            Cow::Borrowed("Note"),
            Cow::Borrowed("Tip"),
            Cow::Borrowed("Important"),
            Cow::Borrowed("Warning"),
            Cow::Borrowed("Caution"),
        ],
        done: Cow::Borrowed("Done"),
        to_do: Cow::Borrowed("To do"),
        table: Cow::Borrowed("Table"),
        code: Cow::Borrowed("Code"),
        watch_on: Cow::Borrowed("Watch on {host}"),
    };

    /// Chinese, in simplified characters.
    pub const CHINESE: Self = Self {
        footnotes: Cow::Borrowed("脚注"),
        back_to_text: Cow::Borrowed("返回正文"),
        alerts: [
            Cow::Borrowed("注意"),
            Cow::Borrowed("提示"),
            Cow::Borrowed("重要"),
            Cow::Borrowed("警告"),
            Cow::Borrowed("小心"),
        ],
        done: Cow::Borrowed("已完成"),
        to_do: Cow::Borrowed("待办"),
        table: Cow::Borrowed("表格"),
        code: Cow::Borrowed("代码"),
        watch_on: Cow::Borrowed("在 {host} 上观看"),
    };
}

impl Default for Texts {
    fn default() -> Self {
        Self::ENGLISH
    }
}
