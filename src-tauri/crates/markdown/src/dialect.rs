//! The dialect, decided in one place.
//!
//! Here is which syntax Galley reads, option by option, the limits that hostile text meets, and the figures of the
//! counts. What each construct becomes in HTML is in `write`; the page for users is `docs/dialect.md`, the reasons
//! are in `docs/decisions/0003-dialect.md`.

use pulldown_cmark::Options;

/// The syntax of an article. Everything not named here is `CommonMark` 0.31.2.
pub(crate) fn syntax() -> Options {
    // Tables as GitHub writes them: `| a | b |` over `| --- | :-: |`.
    Options::ENABLE_TABLES
        // `~~gone~~`, and `~gone~` as the GitHub specification allows.
        | Options::ENABLE_STRIKETHROUGH
        // `- [ ] to do`, `- [x] done`.
        | Options::ENABLE_TASKLISTS
        // `[^1]` and `[^1]: note`, GitHub's way: an undefined note stays text.
        | Options::ENABLE_FOOTNOTES
        // `> [!NOTE]` and its four sisters.
        | Options::ENABLE_GFM
        // `## Heading {#id .class}`.
        | Options::ENABLE_HEADING_ATTRIBUTES
        // A term, and under it `: its definition`.
        | Options::ENABLE_DEFINITION_LIST
        // `$x$` and `$$x$$`; see `parse` for the rule that keeps money from becoming mathematics.
        | Options::ENABLE_MATH
    // Left out on purpose:
    // - smart punctuation: what is typed is what is printed; editors type their own quotes;
    // - wiki links: `[[` is an aid of typing and a form of import, never stored;
    // - superscript and subscript: `~` already strikes through; `<sup>` and `<sub>` are allowed as HTML;
    // - metadata blocks: front matter is taken off before the text comes here.
    //
    // Added by this crate, because the parser does not know them: extended autolinks (`autolink`), figures,
    // galleries and embeds (`paragraph`).
}

/// Containers (quotes, lists, items, notes) that are written inside each other; deeper ones are flattened.
pub(crate) const MAX_NESTING: usize = 48;

/// Raw HTML elements that are written inside each other; the tags of deeper ones are left out.
pub(crate) const MAX_RAW_NESTING: usize = 64;

/// A heading's id, in characters.
pub(crate) const MAX_ID_CHARS: usize = 80;

/// Code blocks longer than this are printed without colours.
pub(crate) const MAX_HIGHLIGHT_BLOCK_BYTES: usize = 16 * 1024;

/// Code past this many bytes of code in one article is printed without colours.
pub(crate) const MAX_HIGHLIGHT_ARTICLE_BYTES: usize = 64 * 1024;

/// A code block with a line longer than this is printed without colours.
pub(crate) const MAX_HIGHLIGHT_LINE_BYTES: usize = 1024;

/// What is known of the colours of code, kept in memory and in a file, in bytes.
pub(crate) const MAX_HIGHLIGHT_CACHE_BYTES: usize = 16 * 1024 * 1024;

/// Problems reported for one article; a text with more has other worries.
pub(crate) const MAX_PROBLEMS: usize = 1_000;

/// Silent reading of scripts that put spaces between words, in words a minute.
pub(crate) const READING_WORDS_PER_MIN: u64 = 238;

/// Silent reading of Han and kana, in characters a minute.
pub(crate) const READING_CJK_PER_MIN: u64 = 400;
