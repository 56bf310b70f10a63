//! What comes out: HTML in blocks, and everything that is known about the text.

use std::ops::Range;

use crate::counts::Counts;

/// An article as HTML, with all that was learnt on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The top-level blocks in the order of the text; ranges ascend and do not overlap.
    pub blocks: Vec<Block>,
    /// The footnotes, to be printed after the blocks. Its range runs from the first definition to the last.
    pub footnotes: Option<Block>,
    /// The headings in the order of the text. Ids carry the prefix of the options, levels are as written.
    pub outline: Vec<Heading>,
    /// Every link in the order of the text.
    pub links: Vec<Link>,
    /// Every picture in the order of the text.
    pub media: Vec<Medium>,
    /// What a reader reads, without markup: for search, feeds, excerpts. Blocks are parted by line ends.
    pub text: String,
    /// How long the text is.
    pub counts: Counts,
    /// What a person should look at, in the order of the text.
    pub problems: Vec<Problem>,
}

impl Rendered {
    /// The whole article, footnotes included.
    pub fn html(&self) -> String {
        let all = || self.blocks.iter().chain(&self.footnotes);
        let mut html = String::with_capacity(all().map(|block| block.html.len()).sum());
        for block in all() {
            html.push_str(&block.html);
        }
        html
    }
}

/// What is known about a text without rendering it. The same as in [`Rendered`], the problems aside that only
/// rendering finds: broken links, missing pictures, raw HTML that was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The headings in the order of the text.
    pub outline: Vec<Heading>,
    /// Every link in the order of the text.
    pub links: Vec<Link>,
    /// Every picture in the order of the text.
    pub media: Vec<Medium>,
    /// What a reader reads, without markup.
    pub text: String,
    /// How long the text is.
    pub counts: Counts,
    /// What a person should look at, in the order of the text.
    pub problems: Vec<Problem>,
}

/// One top-level block: a paragraph, a list, a table...; or several that one raw HTML element holds together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// Its first line, counted from 1.
    pub first_line: u32,
    /// Its last line, counted from 1.
    pub last_line: u32,
    /// Sanitised, closed in itself.
    pub html: String,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Without markup.
    pub text: String,
    /// Its id in the page.
    pub id: String,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As written, character references undone; with `mailto:` where an e-mail address stands alone.
    pub href: String,
    /// How it is written.
    pub kind: LinkKind,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[text](address)`
    Inline,
    /// `[text][name]`, `[name][]` or `[name]`, with the address elsewhere.
    Reference,
    /// `<https://example.org>`
    Autolink,
    /// `https://example.org` in running text.
    Bare,
    /// An e-mail address, bare or in angle brackets.
    Email,
    /// A bare link to a video, alone on its line.
    Embed,
    /// `<a href="...">`
    RawHtml,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medium {
    /// As written.
    pub path: String,
    /// Alternative text, without markup.
    pub alt: String,
    /// Title; the caption of a figure.
    pub title: String,
    /// Where it stands.
    pub role: Role,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

/// How a picture is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// In a line of text, or alone without a title.
    Picture,
    /// Alone in its paragraph, with a caption.
    Figure,
    /// Together with others, alone in their paragraph.
    Gallery,
    /// `<img src="...">`, or another element with an address of its own.
    RawHtml,
}

/// Something a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

/// What a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// A picture without alternative text.
    MissingAlt {
        /// The picture's path.
        path: String,
    },
    /// A link that shows nothing to click on.
    EmptyLinkText {
        /// The link's address.
        href: String,
    },
    /// A link that leads nowhere, a fragment without its heading included.
    BrokenLink {
        /// The link's address.
        href: String,
    },
    /// A picture that is not there.
    MissingPicture {
        /// The picture's path.
        path: String,
    },
    /// An address that is not printed, `javascript:` for instance.
    UnsafeAddress {
        /// The address.
        address: String,
    },
    /// A heading more than one level below the one before. The headline is level 1.
    HeadingSkip {
        /// The level before.
        from: u8,
        /// The level of this heading.
        to: u8,
    },
    /// A heading without text.
    EmptyHeading,
    /// A heading whose id another one has; it got a number.
    DuplicateId {
        /// The id that was wanted.
        id: String,
    },
    /// A class in heading attributes that this site does not allow.
    ClassRemoved {
        /// The class.
        class: String,
    },
    /// A raw HTML element that is not printed.
    ElementRemoved {
        /// Its name.
        element: String,
    },
    /// An attribute of a raw HTML element that is not printed.
    AttributeRemoved {
        /// The element's name.
        element: String,
        /// The attribute's name.
        attribute: String,
    },
    /// A reference to a footnote that is not there.
    UndefinedFootnote {
        /// Its name.
        name: String,
    },
    /// A footnote that nothing refers to; it is not printed.
    UnusedFootnote {
        /// Its name.
        name: String,
    },
    /// A footnote defined twice; the first counts.
    DuplicateFootnote {
        /// Its name.
        name: String,
    },
    /// `TK`: an editor's mark for something still to come.
    Placeholder,
    /// A tag of another tool, which Markdown does not know and readers would see: a shortcode, Liquid, a wiki link.
    ForeignTag {
        /// As it begins.
        tag: String,
    },
    /// Quotes, lists or raw HTML nested so deeply that the inner ones are printed flat.
    NestedTooDeep,
}
